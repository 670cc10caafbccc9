"""Whether mail reaches a person and whether they want it: bounces, complaints, absences, pauses."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from service.domain import Reachability, Standing
from service.store.models import MembershipRow, ParticipantRow

SOFT_IN_A_ROW = 3
_ROW_BROKEN_AFTER = timedelta(days=60)


class Reach:
    """What mail to a person meets with. Call within `Store.transact`.

    Every change lets the next round look at the person's memberships again.
    """

    async def bounced(self, participant: UUID, status: str, *, permanent: bool, now: datetime) -> Reachability:
        """A letter came back. One that does so for good, or the third in a row, pauses the address.

        A row is broken by a mail of theirs (`wrote`), or where nothing has come back for two months.
        """
        row = await ParticipantRow.get(id=participant)
        recent = row.bounced_at is not None and now - row.bounced_at <= _ROW_BROKEN_AFTER
        soft = 0 if permanent else (row.soft_bounces if recent else 0) + 1
        bounced = permanent or soft >= SOFT_IN_A_ROW or row.reachability == Reachability.BOUNCED
        state = Reachability.BOUNCED if bounced else Reachability.REACHABLE
        await ParticipantRow.filter(id=participant).update(
            reachability=state, soft_bounces=soft, reached_reason=status[:200], bounced_at=now
        )
        await self._look_again(participant, now)
        return state

    async def reached(self, participant: UUID, now: datetime) -> None:
        """Mail to them arrives: earlier bounces and absences are over."""
        row = await ParticipantRow.get(id=participant)
        if row.reachability == Reachability.REACHABLE and row.back_on is None and row.bounced_at is None:
            return
        await ParticipantRow.filter(id=participant).update(
            reachability=Reachability.REACHABLE, soft_bounces=0, reached_reason="", bounced_at=None, back_on=None
        )
        await self._look_again(participant, now)

    async def away_until(self, participant: UUID, back_on: date, now: datetime) -> None:
        """What an out-of-office said."""
        await ParticipantRow.filter(id=participant).update(back_on=back_on)
        await self._look_again(participant, now)

    async def complained(self, participant: UUID, now: datetime) -> None:
        """Their mail system reported a letter as unwanted: what is optional ends."""
        await ParticipantRow.filter(id=participant).update(complained_at=now)
        await MembershipRow.filter(participant_id=participant).update(suggestions_off=True, next_look_at=now)

    async def wants_suggestions(self, participant: UUID, now: datetime) -> None:
        """Topics to talk about are welcome again; a complaint is forgotten."""
        await ParticipantRow.filter(id=participant).update(complained_at=None)
        await MembershipRow.filter(participant_id=participant).update(suggestions_off=False, next_look_at=now)

    async def stands(self, participant: UUID, standing: Standing, until: date | None, now: datetime) -> None:
        """What a person asked for themselves. `until`: the day a pause ends; None: when they say so."""
        await ParticipantRow.filter(id=participant).update(standing=standing, paused_until=until)
        await self._look_again(participant, now)

    async def _look_again(self, participant: UUID, now: datetime) -> None:
        await MembershipRow.filter(participant_id=participant).update(next_look_at=now)
