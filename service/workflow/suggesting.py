"""What a partnership is offered to talk about, with its questions and whom to ask, as letters show it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from service.domain import LetterKind, Meeting
from service.letters.pair_values import SuggestedTopic, TouchedTopic
from service.planning.reconcile import reconcile
from service.planning.referrals import offered
from service.planning.suggestions import Proposal, Suggestion, coverage, phases, suggest
from service.store.people import MembershipState
from service.store.store import Store
from service.workflow.program import Program


class Suggesting:
    """Finds topics for a partnership. Call within `Store.transact`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def of_cycle(self, cycle: str, state: MembershipState, program: Program, now: datetime) -> Suggestion:
        """What the partnership is offered in a cycle: the same for both, whoever's letter is written first. `cycle` may
        be a day: then it was asked for, and nothing was given before."""
        partnership = state.partnership
        sides = [partnership.mentor.id, partnership.mentee.id]
        past = [
            suggestion_from(notes["suggestion"])
            for kind in (LetterKind.SUGGESTION, LetterKind.TOPICS)
            for notes in await self._store.outbox.notes(kind, sides)
        ]
        today: date = now.astimezone(program.zone).date()
        meetings = (await self._store.records.meetings_of([partnership.id]))[partnership.id]
        season = phases(partnership.started_on, today, program.seasons)
        wishes = await self._store.wishes.of_partnership(partnership.id)
        return suggest(partnership.id, cycle, program.topics, meetings, past, season, today, wishes)

    async def own_map(self, state: MembershipState, program: Program, today: date) -> list[TouchedTopic]:
        """How far each topic has been gone into, as far as this person's own reports tell: the partner's are theirs."""
        reports = await self._store.records.reports([state.partnership.id])
        own: Sequence[Meeting] = reconcile(each.report for each in reports if each.membership == state.membership.id)
        depths = coverage(own, program.topics, today)
        return [TouchedTopic(title=topic.title, depth=depths[topic.slug].depth) for topic in program.topics]


def shown(proposals: Collection[Proposal], state: MembershipState, program: Program) -> list[SuggestedTopic]:
    """Proposals as letters show them; a topic that the program has left out since is none."""
    by_slug = {topic.slug: topic for topic in program.topics}
    partnership = state.partnership
    partners = [side.participant.email for side in (partnership.mentor, partnership.mentee)]
    found = []
    for each in proposals:
        topic = by_slug.get(each.slug)
        if topic is None:
            continue
        turn = topic.prompts.index(each.prompts[0]) if each.prompts and each.prompts[0] in topic.prompts else 0
        contact = offered(program.contacts, each.slug, partnership.id, turn, partners)
        found.append(
            SuggestedTopic(
                title=topic.title,
                about=topic.about,
                prompts=list(each.prompts),
                contact=contact.name if contact else "",
                contact_email=contact.email if contact else "",
            )
        )
    return found


def suggestion_from(data: Mapping[str, Any]) -> Suggestion:
    """A suggestion as it was noted with its letter."""

    def proposals(rows: Sequence[Mapping[str, Any]]) -> tuple[Proposal, ...]:
        return tuple(Proposal(row["slug"], tuple(row["prompts"])) for row in rows)

    return Suggestion(data["cycle"], proposals(data["fresh"]), proposals(data["deepen"]))
