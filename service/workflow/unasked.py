"""The letters that nobody asked for, made from what planning found due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from service.addresses import Addresses
from service.domain import LetterKind, Topic
from service.ids import new_id
from service.letters import phrases
from service.letters.values import (
    CheckInValues,
    LetterValues,
    ReminderValues,
    SuggestedTopic,
    SuggestionValues,
    WelcomeValues,
    to_json,
)
from service.planning.rounds import Due, first_checkin
from service.planning.suggestions import Proposal, Suggestion, phases, suggest
from service.store.outbox import NewLetter
from service.store.people import MembershipState
from service.store.store import Store
from service.workflow.program import Program


class Unasked:
    """Makes their outbox rows. Call within `Store.transact`."""

    def __init__(self, store: Store, addresses: Addresses) -> None:
        self._store = store
        self._addresses = addresses

    async def letter(self, due: Due, state: MembershipState, program: Program, now: datetime) -> NewLetter:
        """The row of a letter that is due."""
        thread = await self._store.threads.of_membership(program.id, state.membership.id, due.cycle, now)
        outbox = new_id(now)
        message_id = self._addresses.message_id(outbox)
        values, notes = await self._content(due, state, program, now)
        if due.kind is LetterKind.CHECKIN:
            await self._store.threads.begun_with(thread.id, message_id)
        root = thread.root_message_id if due.kind is LetterKind.REMINDER else None
        return NewLetter(
            id=outbox,
            program=program.id,
            key=due.key,
            kind=due.kind,
            recipient=state.membership.participant.email,
            recipient_name=state.membership.participant.name,
            message_id=message_id,
            values=to_json(values),
            planned_at=due.planned_at,
            reason=due.reason,
            not_after=due.not_after,
            cycle=due.cycle,
            membership=state.membership.id,
            participant=state.membership.participant.id,
            thread=thread.id,
            in_reply_to=root,
            references=(root,) if root else (),
            notes=notes,
        )

    async def _content(
        self, due: Due, state: MembershipState, program: Program, now: datetime
    ) -> tuple[LetterValues, Mapping[str, object]]:
        common = common_values(state, program)
        month = phrases.month(due.cycle)
        match due.kind:
            case LetterKind.CHECKIN:
                return CheckInValues(**common, month=month), {}
            case LetterKind.REMINDER:
                return ReminderValues(**common, month=month, partner_told=due.partner_told), {}
            case LetterKind.SUGGESTION:
                suggestion = await self._suggestion(due.cycle, state, program, now)
                return _suggestion_values(suggestion, common, program.topics), {"suggestion": asdict(suggestion)}
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

    async def _suggestion(self, cycle: str, state: MembershipState, program: Program, now: datetime) -> Suggestion:
        """What the partnership is offered in a cycle: the same for both, whoever's letter is written first."""
        partnership = state.partnership
        sides = [partnership.mentor.id, partnership.mentee.id]
        past = [
            _suggestion_from(notes["suggestion"])
            for notes in await self._store.outbox.notes(LetterKind.SUGGESTION, sides)
        ]
        for earlier in past:
            if earlier.cycle == cycle:
                return earlier
        today: date = now.astimezone(program.zone).date()
        meetings = (await self._store.records.meetings_of([partnership.id]))[partnership.id]
        seasons = phases(partnership.started_on, today)
        return suggest(partnership.id, cycle, program.topics, meetings, past, seasons, today)


def common_values(state: MembershipState, program: Program) -> dict[str, str]:
    """What every letter to a participant says."""
    membership = state.membership
    partner = state.partnership.side(membership.role.other).participant
    return {
        "first_name": membership.participant.first_name,
        "program": program.name,
        "coordinator_name": program.coordinator.name,
        "coordinator_email": program.coordinator.email,
        "partner_name": partner.name,
        "partner_first_name": partner.first_name,
    }


def _suggestion_values(suggestion: Suggestion, common: dict[str, str], topics: Sequence[Topic]) -> SuggestionValues:
    by_slug = {topic.slug: topic for topic in topics}

    def shown(proposals: Sequence[Proposal]) -> list[SuggestedTopic]:
        known = [(by_slug[each.slug], each) for each in proposals if each.slug in by_slug]
        return [SuggestedTopic(title=t.title, about=t.about, prompts=list(p.prompts)) for t, p in known]

    return SuggestionValues(**common, fresh=shown(suggestion.fresh), deepen=shown(suggestion.deepen))


def _suggestion_from(data: Mapping[str, Any]) -> Suggestion:
    def proposals(rows: Sequence[Mapping[str, Any]]) -> tuple[Proposal, ...]:
        return tuple(Proposal(row["slug"], tuple(row["prompts"])) for row in rows)

    return Suggestion(data["cycle"], proposals(data["fresh"]), proposals(data["deepen"]))
