"""What partners want to talk about: shown back, confirmed, passed on. The words are sealed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from service.keys import Sealer
from service.store.models import AgendaRow

_PLACE = "agenda.words"


class AgendaState(StrEnum):
    """Where an agenda stands."""

    SHOWN = "shown"
    """Its writer was asked whether it may go."""
    CONFIRMED = "confirmed"
    """It may; the partner does not have it yet."""
    SENT = "sent"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Agenda:
    """One agenda. `id`: the mail it came in. `words`: as its writer put them; "" where they were deleted."""

    id: UUID
    membership: UUID
    thread: UUID
    cycle: str
    meeting_on: date | None
    state: AgendaState
    moment: datetime
    words: str


class Agendas:
    """The rows of agendas. Call within `Store.transact`."""

    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer

    async def show(self, program: UUID, partnership: UUID, new: Agenda) -> None:
        """Keep an agenda that its writer is shown; what was shown before in its conversation gives way to it."""
        shown = AgendaRow.filter(thread_id=new.thread, state=AgendaState.SHOWN).exclude(id=new.id)
        await shown.update(state=AgendaState.DROPPED)
        row = AgendaRow(
            id=new.id,
            program_id=program,
            partnership_id=partnership,
            membership_id=new.membership,
            thread_id=new.thread,
            cycle=new.cycle,
            meeting_on=new.meeting_on,
            state=new.state,
            moment=new.moment,
            sealed_words=self._sealer.seal(new.words.encode(), _PLACE, new.id),
        )
        await AgendaRow.bulk_create([row], ignore_conflicts=True)

    async def shown_in(self, thread: UUID) -> Agenda | None:
        """The agenda of a conversation that waits for its writer's word."""
        row = await AgendaRow.filter(thread_id=thread, state=AgendaState.SHOWN).order_by("-moment", "-id").first()
        return self._agenda(row) if row else None

    async def confirm(self, agenda: Agenda, now: datetime) -> None:
        """Its writer said "send it"; one that waits already to be passed on gives way to it."""
        waiting = AgendaRow.filter(membership_id=agenda.membership, cycle=agenda.cycle, state=AgendaState.CONFIRMED)
        await waiting.update(state=AgendaState.DROPPED)
        await AgendaRow.filter(id=agenda.id).update(state=AgendaState.CONFIRMED, moment=now)

    async def move(self, agenda: UUID, state: AgendaState) -> None:
        """It stands elsewhere now."""
        await AgendaRow.filter(id=agenda).update(state=state)

    async def waiting_of(self, membership: UUID, cycle: str) -> Agenda | None:
        """The confirmed agenda of a member that the partner does not have yet."""
        rows = AgendaRow.filter(membership_id=membership, cycle=cycle, state=AgendaState.CONFIRMED)
        row = await rows.order_by("-moment", "-id").first()
        return self._agenda(row) if row else None

    async def confirmed_at(self, memberships: Iterable[UUID]) -> dict[UUID, dict[str, datetime]]:
        """When each membership's agenda of each cycle was confirmed, the latest where there were several."""
        found: dict[UUID, dict[str, datetime]] = {membership: {} for membership in memberships}
        states = [AgendaState.CONFIRMED, AgendaState.SENT]
        for row in await AgendaRow.filter(membership_id__in=list(found), state__in=states).order_by("moment", "id"):
            found[row.membership_id][row.cycle] = row.moment
        return found

    async def of_membership(self, membership: UUID) -> list[Agenda]:
        """All agendas of a member, oldest first."""
        rows = await AgendaRow.filter(membership_id=membership).order_by("moment", "id")
        return [self._agenda(row) for row in rows]

    async def forget_words_before(self, moment: datetime) -> int:
        """Delete the words of agendas older than `moment`."""
        return await AgendaRow.filter(moment__lt=moment, sealed_words__isnull=False).update(sealed_words=None)

    def _agenda(self, row: AgendaRow) -> Agenda:
        sealed = row.sealed_words
        return Agenda(
            id=row.id,
            membership=row.membership_id,
            thread=row.thread_id,
            cycle=row.cycle,
            meeting_on=row.meeting_on,
            state=AgendaState(row.state),
            moment=row.moment,
            words=self._sealer.open(bytes(sealed), _PLACE, row.id).decode() if sealed is not None else "",
        )
