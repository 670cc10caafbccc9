"""Calendar invitations that were sent, the answers to them, and who wants any."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from tortoise.queryset import QuerySet

from service.ids import new_id
from service.planning.invitations import Answer, Coming, Invited
from service.store.models import InvitationAnswerRow, InvitationRow, MembershipRow


class InvitationState(StrEnum):
    """Where an invitation stands."""

    INVITED = "invited"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptInvitation:
    """An invitation as it was last sent. `minutes`: how long the meeting is."""

    id: UUID
    program: UUID
    partnership: UUID
    uid: str
    sequence: int
    meeting: Coming
    minutes: int
    state: InvitationState

    @property
    def invited(self) -> Invited:
        """As planning knows it."""
        return Invited(self.uid, self.meeting)


class Invitations:
    """Their rows. Call within `Store.transact`."""

    async def want(self, membership: UUID) -> None:
        """Somebody asked for calendar invitations."""
        await MembershipRow.filter(id=membership).update(invitations=True)

    async def asked(self, membership: UUID) -> bool:
        """Whether somebody did."""
        return await MembershipRow.filter(id=membership, invitations=True).exists()

    async def wanted(self, partnership: UUID) -> bool:
        """Whether either of the two has asked for them."""
        return await MembershipRow.filter(partnership_id=partnership, invitations=True).exists()

    async def standing(self, partnership: UUID) -> list[KeptInvitation]:
        """The invitations of a partnership that were not cancelled, by day."""
        rows = InvitationRow.filter(partnership_id=partnership, state=InvitationState.INVITED)
        return [_kept(row) for row in await rows.order_by("day", "at", "id")]

    async def by_uid(self, uid: str) -> KeptInvitation | None:
        """The invitation of a uid, which only those who were invited know."""
        row = await InvitationRow.get_or_none(uid=uid)
        return _kept(row) if row else None

    async def add(
        self, program: UUID, partnership: UUID, uid: str, meeting: Coming, minutes: int, now: datetime
    ) -> KeptInvitation:
        """A new invitation, of sequence 0."""
        row = InvitationRow(
            id=new_id(now),
            program_id=program,
            partnership_id=partnership,
            uid=uid,
            day=meeting.day,
            at=f"{meeting.at:%H:%M}",
            zone=meeting.zone,
            minutes=minutes,
            state=InvitationState.INVITED,
            updated_at=now,
        )
        await InvitationRow.bulk_create([row])
        return _kept(row)

    async def change(
        self, uid: str, meeting: Coming, minutes: int, state: InvitationState, now: datetime
    ) -> KeptInvitation:
        """What an invitation is to from now on, or that it is cancelled: its sequence rises (RFC 5546 §2.1.4)."""
        row = await InvitationRow.get(uid=uid)
        row.sequence += 1
        row.day, row.at, row.zone = meeting.day, f"{meeting.at:%H:%M}", meeting.zone
        row.minutes, row.state, row.updated_at = minutes, state, now
        await row.save()
        return _kept(row)

    async def answered(self, invitation: KeptInvitation, membership: UUID, answer: Answer) -> None:
        """Keep an answer; one that is there already stays as it is."""
        row = InvitationAnswerRow(
            id=answer.id,
            program_id=invitation.program,
            invitation_id=invitation.id,
            membership_id=membership,
            sequence=invitation.sequence,
            partstat=answer.status,
            of_day=answer.of_day,
            day=answer.instead.day if answer.instead else None,
            at=f"{answer.instead.at:%H:%M}" if answer.instead else None,
            moment=answer.moment,
        )
        await InvitationAnswerRow.bulk_create([row], ignore_conflicts=True)

    async def answers(self, partnerships: Iterable[UUID]) -> dict[UUID, list[Answer]]:
        """All answers to the invitations of partnerships, by moment."""
        found: dict[UUID, list[Answer]] = {partnership: [] for partnership in partnerships}
        invitations = {row.id: row for row in await InvitationRow.filter(partnership_id__in=list(found))}
        if invitations:
            rows = InvitationAnswerRow.filter(invitation_id__in=list(invitations)).order_by("moment", "id")
            for row in await rows:
                invitation = invitations[row.invitation_id]
                found[invitation.partnership_id].append(_answer(row, invitation))
        return found

    async def answers_of(self, membership: UUID) -> list[Answer]:
        """Somebody's own answers, by moment."""
        rows = await InvitationAnswerRow.filter(membership_id=membership).order_by("moment", "id")
        invitations = await InvitationRow.in_bulk({row.invitation_id for row in rows}, "id")
        return [_answer(row, invitations[row.invitation_id]) for row in rows]

    async def forget_before(self, moment: datetime) -> int:
        """Delete the invitations to meetings of days before `moment`, with what was answered."""
        return await self._forget(InvitationRow.filter(day__lt=moment.date()))

    async def forget_of(self, partnerships: Iterable[UUID]) -> int:
        """Delete the invitations of partnerships, with what was answered."""
        return await self._forget(InvitationRow.filter(partnership_id__in=list(partnerships)))

    async def forget_over(self, partnerships: Iterable[UUID], now: datetime) -> int:
        """The same, but for those that still stand in somebody's calendar, and have to be taken back first."""
        rows = InvitationRow.filter(partnership_id__in=list(partnerships))
        yesterday = (now - timedelta(days=1)).date()
        return await self._forget(rows.exclude(state=InvitationState.INVITED, day__gte=yesterday))

    async def _forget(self, invitations: QuerySet[InvitationRow]) -> int:
        old = [row.id for row in await invitations.only("id")]
        await InvitationAnswerRow.filter(invitation_id__in=old).delete()
        return await InvitationRow.filter(id__in=old).delete()


def _answer(row: InvitationAnswerRow, invitation: InvitationRow) -> Answer:
    instead = Coming(row.day, time.fromisoformat(row.at), invitation.zone) if row.day and row.at else None
    return Answer(row.id, row.moment, row.partstat, row.of_day, instead)


def _kept(row: InvitationRow) -> KeptInvitation:
    return KeptInvitation(
        id=row.id,
        program=row.program_id,
        partnership=row.partnership_id,
        uid=row.uid,
        sequence=row.sequence,
        meeting=Coming(row.day, time.fromisoformat(row.at), row.zone, row.minutes),
        minutes=row.minutes,
        state=InvitationState(row.state),
    )
