"""What is known, gathered for planning. Call within `Store.transact`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from service.domain import UNASKED, Membership, Report, Role, Standing
from service.planning.differing import differing
from service.planning.facts import MembershipFacts, OtherMembership, PastLetter
from service.planning.knowledge import told_cycles
from service.planning.reconcile import latest_claims
from service.store.outbox import OutboxState
from service.store.outbox import PastLetter as KeptLetter
from service.store.people import MembershipState
from service.store.store import Store
from service.workflow.partnerships import Known, partnerships_known
from service.workflow.program import Program

_LETTERS_LOOKED_BACK = timedelta(days=100)
_SAYING_LESS = (Standing.ACTIVE, Standing.PAUSED, Standing.ENDED)
_GIVEN_UP = frozenset({OutboxState.SKIPPED, OutboxState.FAILED})


async def membership_facts(
    store: Store, states: Sequence[MembershipState], program: Program, now: datetime
) -> list[MembershipFacts]:
    """The facts of memberships, in their order."""
    everybody = await store.people.memberships_of({state.membership.participant.id for state in states})
    letters = await store.outbox.past([state.membership.id for state in everybody], now - _LETTERS_LOOKED_BACK)
    today = now.astimezone(program.zone).date()
    known = await partnerships_known(
        store, {state.partnership.id: state.partnership for state in everybody}.values(), today
    )
    agendas = await store.agendas.confirmed_at([_partner(state).id for state in states])
    return [
        replace(
            _facts(state, letters[state.membership.id], known[state.partnership.id]),
            ends_on=last_day(state, program),
            agenda_at=agendas[_partner(state).id],
            others=tuple(
                _other(each, letters[each.membership.id], known[each.partnership.id], today)
                for each in everybody
                if each.membership.participant.id == state.membership.participant.id
                and each.membership.id != state.membership.id
            ),
        )
        for state in states
    ]


def last_day(state: MembershipState, program: Program) -> date | None:
    """A partnership that was entered after the program's length had passed goes on until somebody ends it."""
    day = state.partnership.last_day(program.cadence.months)
    entered = state.known_since.astimezone(program.zone).date()
    return day if day is None or state.partnership.ends_on or day > entered else None


def _partner(state: MembershipState) -> Membership:
    return state.partnership.side(state.membership.role.other)


def _facts(state: MembershipState, letters: Sequence[KeptLetter], known: Known) -> MembershipFacts:
    membership, participant = state.membership, state.membership.participant
    reports = [each.report for each in known.reports]
    return MembershipFacts(
        membership=membership.id,
        zone=participant.zone,
        started_on=state.partnership.started_on,
        known_since=state.known_since.astimezone(participant.zone).date(),
        standing=max(state.partnership.standing, participant.standing, key=_SAYING_LESS.index),
        paused_until=_paused_until(state),
        reachability=participant.reachability,
        back_on=participant.back_on,
        suggestions_off=state.suggestions_off,
        letters=_unasked(letters),
        reported=_reported(state, known),
        told=told_cycles(reports, membership.role, participant.zone, known.schedule),
        partner_met=_met(reports, membership.role.other),
        role=membership.role,
        schedule=known.schedule,
        differs=differing(reports),
    )


def _other(state: MembershipState, letters: Sequence[KeptLetter], known: Known, today: date) -> OtherMembership:
    """What another membership of the same person has to do with the person's mailbox."""
    return OtherMembership(
        membership=state.membership.id,
        started_on=state.partnership.started_on,
        letters=_unasked(letters),
        is_active=state.partnership.standing_on(today) is Standing.ACTIVE,
        reported=_reported(state, known),
    )


def _reported(state: MembershipState, known: Known) -> frozenset[str]:
    mine = (each.report for each in known.reports if each.membership == state.membership.id)
    return frozenset(report.cycle for report in mine if report.answers_checkin)


def _unasked(letters: Sequence[KeptLetter]) -> tuple[PastLetter, ...]:
    return tuple(_past(letter) for letter in letters if letter.kind in UNASKED)


def _paused_until(state: MembershipState) -> date | None:
    """When the last of the pauses ends, the person's own and the partnership's; None: nobody has said."""
    person, partnership = state.membership.participant, state.partnership
    pauses = [each for each in (person, partnership) if each.standing is Standing.PAUSED]
    days = [each.paused_until for each in pauses]
    return max((day for day in days if day), default=None) if None not in days else None


def _met(reports: Sequence[Report], role: Role) -> frozenset[str]:
    return frozenset(cycle for (who, cycle), said in latest_claims(reports).items() if who is role and said.met)


def _past(letter: KeptLetter) -> PastLetter:
    return PastLetter(
        key=letter.key,
        kind=letter.kind,
        cycle=letter.cycle or "",
        planned_at=letter.planned_at,
        sent_at=letter.sent_at,
        given_up=letter.state in _GIVEN_UP,
    )
