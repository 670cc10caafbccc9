"""A confirmed agenda goes to the partner: with the letter that prepares their meeting, or by a letter of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from service.addresses import Addresses
from service.domain import About, LetterKind, NextMeeting, Standing
from service.letters import phrases
from service.letters.pair_values import AgendaValues
from service.planning.keys import agenda_key, suggestion_key
from service.store.agendas import Agenda, AgendaState
from service.store.outbox import NewLetter
from service.store.people import MembershipState
from service.store.store import Store
from service.workflow.partnerships import partnerships_known
from service.workflow.program import Program
from service.workflow.replies import common_values
from service.workflow.rows import row_of

_LETTERS_LOOKED_BACK = timedelta(days=100)


class PassingOn:
    """Finds the way for an agenda. Call within `Store.transact`."""

    def __init__(self, store: Store, addresses: Addresses) -> None:
        self._store = store
        self._addresses = addresses

    async def pass_on(self, agenda: Agenda, reader: MembershipState, program: Program, now: datetime) -> str:
        """Send a confirmed agenda, or let it wait for the reader's preparing letter; what became of it
        (ReceiptValues.agenda_is)."""
        if _hears_nothing(reader):
            await self._store.agendas.move(agenda.id, AgendaState.DROPPED)
            return "unwanted"
        if await self._letter_comes(agenda.cycle, reader, program, now):
            await self._store.people.look_again(reader.membership.id, now)
            return "waits"
        await self.send(agenda, reader, program, now)
        return "sent"

    async def send(self, agenda: Agenda, reader: MembershipState, program: Program, now: datetime) -> None:
        """An agenda by a letter of its own."""
        await self._store.outbox.add([await self._letter(agenda, reader, program, now)])
        await self._store.agendas.move(agenda.id, AgendaState.SENT)

    async def send_what_waits(self, cycle: str, reader: MembershipState, program: Program, now: datetime) -> None:
        """The partner's confirmed agenda of a cycle whose preparing letter does not come after all."""
        partner = reader.partnership.side(reader.membership.role.other)
        agenda = await self._store.agendas.waiting_of(partner.id, cycle)
        if agenda is not None and not _hears_nothing(reader):
            await self.send(agenda, reader, program, now)

    async def meeting(self, state: MembershipState, now: datetime) -> NextMeeting | None:
        """A partnership's next meeting, as far as it is known."""
        today = now.astimezone(state.membership.participant.zone).date()
        known = await partnerships_known(self._store, [state.partnership], today)
        return known[state.partnership.id].schedule.next_meeting

    async def _letter_comes(self, cycle: str, reader: MembershipState, program: Program, now: datetime) -> bool:
        """Whether the reader's preparing letter of a cycle is still to be written."""
        if not program.cadence.suggestions or reader.suggestions_off:
            return False
        past = (await self._store.outbox.past([reader.membership.id], now - _LETTERS_LOOKED_BACK))[reader.membership.id]
        return suggestion_key(reader.membership.id, cycle) not in {each.key for each in past}

    async def _letter(self, agenda: Agenda, reader: MembershipState, program: Program, now: datetime) -> NewLetter:
        thread = await self._store.threads.of_membership(
            program.id, reader.membership.id, agenda.cycle, now, About.PREPARE
        )
        meeting = await self.meeting(reader, now)
        values = AgendaValues(
            **common_values(reader.partnership, reader.membership, program),
            meeting=in_words(meeting, reader, now),
            agenda=phrases.lines_of(agenda.words),
        )
        key, reason = agenda_key(agenda.id), "the partner said to send it"
        letter = row_of(LetterKind.AGENDA, key, values, reader.membership, thread, self._addresses, reason, now)
        return replace(letter, planned_at=program.cadence.settle(now, reader.membership.participant.zone))


def in_words(meeting: NextMeeting | None, reader: MembershipState, now: datetime) -> str:
    """As in "Thursday, December 3 at 2 pm"; "" for none."""
    if meeting is None:
        return ""
    today = now.astimezone(reader.membership.participant.zone).date()
    at = f" at {phrases.clock_time(meeting.time)}" if meeting.time else ""
    return phrases.day(meeting.date, today) + at


def _hears_nothing(reader: MembershipState) -> bool:
    """Whether somebody has asked for no letters, or is not part of it any more."""
    standings = (reader.membership.participant.standing, reader.partnership.standing)
    return any(standing is not Standing.ACTIVE for standing in standings)
