"""What the letters half-way, at the end, and about a differing account say: the reader's own numbers and words only."""

from __future__ import annotations

from datetime import datetime

from service.domain import Meeting, Report
from service.letters import phrases
from service.letters.pair_values import DifferValues, FarewellValues, HalfwayValues
from service.planning.agreement import agreed
from service.planning.reconcile import account, reconcile
from service.store.people import MembershipState
from service.store.store import Store
from service.workflow.program import Program
from service.workflow.replies import common_values

_TOPICS_NAMED = 5


class Milestones:
    """Gathers their values. Call within `Store.transact`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def halfway(self, state: MembershipState, program: Program, now: datetime) -> HalfwayValues:
        """The questions half-way, with the agreement as it stands."""
        partnership = state.partnership.id
        agreement = agreed((await self._store.agreements.statements([partnership]))[partnership])
        today = now.astimezone(state.membership.participant.zone).date()
        return HalfwayValues(
            **common_values(state.partnership, state.membership, program),
            role=state.membership.role,
            met=_times(len(await self._own_meetings(state))),
            rhythm=phrases.rhythm(agreement.rhythm, today) if agreement.rhythm else "",
            hopes=phrases.lines_of(agreement.hopes or ""),
        )

    async def farewell(self, state: MembershipState, program: Program, now: datetime) -> FarewellValues:
        """The last letter, with what they did together as far as the reader told."""
        meetings = await self._own_meetings(state)
        minutes = sum(each.duration_minutes or 0 for each in meetings)
        told = [slug for each in meetings for slug in each.topics]
        often = sorted(set(told), key=lambda slug: (-told.count(slug), slug))[:_TOPICS_NAMED]
        return FarewellValues(
            **common_values(state.partnership, state.membership, program),
            role=state.membership.role,
            met=_times(len(meetings)),
            together=phrases.length(minutes) if minutes else "",
            topics=phrases.topics(often, program.titles),
        )

    async def differ(self, cycle: str, state: MembershipState, program: Program, now: datetime) -> DifferValues:
        """The question about a month, with the reader's account of it."""
        today = now.astimezone(state.membership.participant.zone).date()
        claims = account(await self._own_reports(state), state.membership.role, cycle)
        return DifferValues(
            **common_values(state.partnership, state.membership, program),
            month=phrases.month(cycle),
            met=bool(claims.met),
            told=phrases.recorded(claims, program.titles, today),
        )

    async def _own_reports(self, state: MembershipState) -> list[Report]:
        reports = await self._store.records.reports([state.partnership.id])
        return [each.report for each in reports if each.membership == state.membership.id]

    async def _own_meetings(self, state: MembershipState) -> tuple[Meeting, ...]:
        return reconcile(await self._own_reports(state))


def _times(count: int) -> str:
    return phrases.times(count) if count else ""
