"""The letters that nobody asked for, made from what planning found due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime

from service.addresses import Addresses
from service.domain import About, Doubt, LetterKind, Role
from service.letters import phrases
from service.letters.base_values import LetterValues
from service.letters.pair_values import SuggestionValues, WelcomeValues
from service.letters.values import CheckInValues, ReminderValues
from service.planning.desk import first_checkin
from service.planning.facts import Due
from service.planning.preparing import brings_agenda
from service.store.agendas import AgendaState
from service.store.outbox import NewLetter
from service.store.people import MembershipState
from service.store.store import Store
from service.workflow.milestones import Milestones
from service.workflow.passing_on import PassingOn, in_words
from service.workflow.program import Program
from service.workflow.replies import common_values
from service.workflow.rows import row_of
from service.workflow.suggesting import Suggesting, shown

_ABOUT = {
    LetterKind.WELCOME: About.WELCOME,
    LetterKind.SUGGESTION: About.PREPARE,
    LetterKind.HALFWAY: About.HALFWAY,
    LetterKind.FAREWELL: About.FAREWELL,
    LetterKind.DIFFER: About.DIFFER,
}
"""What the letters that begin a conversation of their own are about; the others are about the check-in."""


class Unasked:
    """Makes their outbox rows. Call within `Store.transact`."""

    def __init__(self, store: Store, addresses: Addresses) -> None:
        self._store = store
        self._addresses = addresses
        self._suggesting = Suggesting(store)
        self._passing_on = PassingOn(store, addresses)
        self._milestones = Milestones(store)

    async def letter(self, due: Due, state: MembershipState, program: Program, now: datetime) -> NewLetter:
        """The row of a letter that is due."""
        about = _ABOUT.get(due.kind, About.CHECKIN)
        thread = await self._store.threads.of_membership(program.id, state.membership.id, due.cycle, now, about)
        values, notes = await self._content(due, state, program, now)
        letter = row_of(due.kind, due.key, values, state.membership, thread, self._addresses, due.reason, now)
        if due.kind is not LetterKind.REMINDER:
            await self._store.threads.begun_with(thread.id, letter.message_id)
        if isinstance(values, SuggestionValues) and values.asks == "meeting":
            await self._store.threads.showed(thread.id, None, frozenset({Doubt.NEXT_MEETING}))
        root = thread.root_message_id if due.kind is LetterKind.REMINDER else None
        return replace(
            letter,
            planned_at=due.planned_at,
            not_after=due.not_after,
            in_reply_to=root,
            references=(root,) if root else (),
            notes=notes,
        )

    async def _content(
        self, due: Due, state: MembershipState, program: Program, now: datetime
    ) -> tuple[LetterValues, Mapping[str, object]]:
        common = common_values(state.partnership, state.membership, program)
        month = phrases.month(due.cycle)
        match due.kind:
            case LetterKind.CHECKIN:
                return CheckInValues(**common, month=month), {}
            case LetterKind.REMINDER:
                return ReminderValues(**common, month=month, partner_told=due.partner_told), {}
            case LetterKind.SUGGESTION:
                return await self._preparing(due.cycle, state, program, now)
            case LetterKind.HALFWAY:
                return await self._milestones.halfway(state, program, now), {}
            case LetterKind.FAREWELL:
                return await self._milestones.farewell(state, program, now), {}
            case LetterKind.DIFFER:
                return await self._milestones.differ(due.cycle, state, program, now), {}
            case LetterKind.WELCOME:
                membership = state.membership
                partner = state.partnership.side(membership.role.other).participant
                _, day = first_checkin(state.partnership.started_on, program.cadence)
                today = now.astimezone(membership.participant.zone).date()
                return WelcomeValues(
                    **common,
                    role=membership.role,
                    partner_email=partner.email,
                    first_checkin=phrases.day(day, today) if day > today else "",
                ), {}
        raise AssertionError(f"{due.kind} is not planned for participants")

    async def _preparing(
        self, cycle: str, state: MembershipState, program: Program, now: datetime
    ) -> tuple[LetterValues, Mapping[str, object]]:
        """What prepares a meeting: whoever's turn it is is asked what to talk about, the other gets the agenda."""
        suggestion = await self._suggesting.of_cycle(cycle, state, program, now)
        meeting = await self._passing_on.meeting(state, now)
        partnership, reader = state.partnership, state.membership
        held = len((await self._store.records.meetings_of([partnership.id]))[partnership.id])
        brings = brings_agenda(held)
        agenda = await self._store.agendas.waiting_of(partnership.side(reader.role.other).id, cycle)
        if agenda is not None:
            await self._store.agendas.move(agenda.id, AgendaState.SENT)
        values = SuggestionValues(
            **common_values(partnership, reader, program),
            meeting=in_words(meeting, state, now),
            asks="meeting" if meeting is None and agenda is None else "agenda" if brings is reader.role else "",
            swap=brings is Role.MENTOR and meeting is not None,
            agenda=phrases.lines_of(agenda.words) if agenda else [],
            fresh=shown(suggestion.fresh, state, program),
            deepen=shown(suggestion.deepen, state, program),
        )
        return values, {"suggestion": asdict(suggestion)}
