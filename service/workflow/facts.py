"""What is known, gathered for planning. Call within `Store.transact`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from service.domain import UNASKED, Role, Standing
from service.planning.facts import MembershipFacts, PastLetter
from service.planning.reconcile import latest_claims
from service.store.outbox import OutboxState
from service.store.outbox import PastLetter as KeptLetter
from service.store.people import MembershipState
from service.store.records import PartnershipReport
from service.store.store import Store

_LETTERS_LOOKED_BACK = timedelta(days=100)
_SAYING_LESS = (Standing.ACTIVE, Standing.PAUSED, Standing.ENDED)
_GIVEN_UP = frozenset({OutboxState.SKIPPED, OutboxState.FAILED})


async def membership_facts(store: Store, states: Sequence[MembershipState], now: datetime) -> list[MembershipFacts]:
    """The facts of memberships, in their order."""
    letters = await store.outbox.past([state.membership.id for state in states], now - _LETTERS_LOOKED_BACK)
    reports: dict[UUID, list[PartnershipReport]] = {}
    for report in await store.records.reports({state.partnership.id for state in states}):
        reports.setdefault(report.partnership, []).append(report)
    return [_facts(state, letters[state.membership.id], reports.get(state.partnership.id, ())) for state in states]


def _facts(
    state: MembershipState, letters: Sequence[KeptLetter], reports: Sequence[PartnershipReport]
) -> MembershipFacts:
    participant = state.membership.participant
    return MembershipFacts(
        membership=state.membership.id,
        zone=participant.zone,
        started_on=state.partnership.started_on,
        known_since=state.known_since.astimezone(participant.zone).date(),
        standing=max(state.partnership.standing, participant.standing, key=_SAYING_LESS.index),
        paused_until=_paused_until(state),
        reachability=participant.reachability,
        back_on=participant.back_on,
        suggestions_off=state.suggestions_off,
        letters=tuple(_past(letter) for letter in letters if letter.kind in UNASKED),
        reported=frozenset(
            each.report.cycle
            for each in reports
            if each.membership == state.membership.id and each.report.answers_checkin
        ),
        partner_met=_met(reports, state.membership.role.other),
    )


def _paused_until(state: MembershipState) -> date | None:
    """When the last of the pauses ends, the person's own and the partnership's; None: nobody has said."""
    person, partnership = state.membership.participant, state.partnership
    pauses = [each for each in (person, partnership) if each.standing is Standing.PAUSED]
    days = [each.paused_until for each in pauses]
    return max((day for day in days if day), default=None) if None not in days else None


def _met(reports: Sequence[PartnershipReport], role: Role) -> frozenset[str]:
    claims = latest_claims([each.report for each in reports])
    return frozenset(cycle for (who, cycle), said in claims.items() if who is role and said.met)


def _past(letter: KeptLetter) -> PastLetter:
    return PastLetter(
        key=letter.key,
        kind=letter.kind,
        cycle=letter.cycle or "",
        planned_at=letter.planned_at,
        sent_at=letter.sent_at,
        given_up=letter.state in _GIVEN_UP,
    )
