"""What a coordinator's summary is made of: a week of a program, gathered without a word too many."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from service.domain import (
    Contact,
    LetterKind,
    Meeting,
    Membership,
    Partnership,
    Report,
    Role,
    Standing,
    held_in,
    previous_cycle,
)
from service.letters import phrases
from service.planning.cadence import begins_at
from service.planning.differing import still_differing
from service.planning.reconcile import reconcile
from service.planning.referrals import fitting
from service.planning.summary import HeldLine, Line, MemberWeek, PartnershipWeek, Request, WeekFacts, WeekMet
from service.store.outbox import PastLetter
from service.store.people import MembershipState
from service.store.records import PartnershipReport
from service.store.store import Store
from service.workflow.program import Program

_LETTERS_LOOKED_BACK = timedelta(days=100)
_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)


async def week_facts(store: Store, program: Program, cycle: str, since: datetime | None, until: datetime) -> WeekFacts:
    """The facts of the time from `since` (None: the beginning) to `until`. Call within `Store.transact`."""
    everybody = await store.people.partnerships(program.id)
    today = until.astimezone(program.zone).date()
    going_on = [each for each in everybody if each.standing_on(today) is Standing.ACTIVE]
    gathered = await _gather(store, going_on, until)
    recent = [each for each in gathered.reports if since is None or each.received_at > since]
    words = await _requests(store, recent, program.contacts)
    return WeekFacts(
        cycle,
        tuple(_partnership(each, cycle, gathered, until, words, today) for each in going_on),
        reports=len(recent),
        held=tuple(
            HeldLine(each.id, each.envelope_from, each.reason)
            for each in await store.inbox.for_coordinators(program.id)
        ),
        days_to_answer=tuple(_days_to_answer(gathered, cycle)),
        less=tuple(_paused(each, today) for each in everybody if each.standing_on(today) is Standing.PAUSED),
        weeks=tuple(_weeks(gathered, begins_at(program.cadence, cycle) or until, cycle, until, program.zone)),
        published_anew=await store.records.published_since(program.id, since),
    )


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What is on record of the partnerships that are going on, until the summary's moment."""

    letters: Mapping[UUID, Sequence[PastLetter]]
    questions: Mapping[UUID, Sequence[PastLetter]]
    reports: Sequence[PartnershipReport]
    meetings: Mapping[UUID, Sequence[Meeting]]
    states: Mapping[UUID, MembershipState]

    def asked(self, member: UUID) -> frozenset[str]:
        """The cycles whose check-in went to somebody."""
        return frozenset(each.cycle for each in self.letters[member] if each.cycle)

    def asked_again(self, partnership: Partnership) -> dict[tuple[Role, str], datetime]:
        """When each side was asked about a month on which the two accounts differ."""
        return {
            (role, each.cycle): each.sent_at
            for role in Role
            for each in self.questions[partnership.side(role).id]
            if each.cycle and each.sent_at
        }

    def answered(self, member: UUID) -> frozenset[str]:
        return frozenset(
            each.report.cycle for each in self.reports if each.membership == member and each.report.answers_checkin
        )


async def _gather(store: Store, partnerships: Sequence[Partnership], until: datetime) -> _Gathered:
    members = [side for each in partnerships for side in (each.mentor, each.mentee)]
    past = await store.outbox.past([each.id for each in members], until - _LETTERS_LOOKED_BACK)
    states = await store.people.memberships_of({member.participant.id for member in members})
    keys = [each.id for each in partnerships]
    return _Gathered(
        letters=_sent(past, LetterKind.CHECKIN, until),
        questions=_sent(past, LetterKind.DIFFER, until),
        reports=[each for each in await store.records.reports(keys) if each.received_at <= until],
        meetings=await store.records.meetings_of(keys),
        states={state.membership.id: state for state in states},
    )


def _sent(past: Mapping[UUID, Sequence[PastLetter]], kind: LetterKind, until: datetime) -> dict[UUID, list[PastLetter]]:
    """The letters of one kind that had gone out by then."""
    return {
        member: [each for each in letters if each.kind is kind and each.sent_at and each.sent_at <= until]
        for member, letters in past.items()
    }


def _partnership(
    partnership: Partnership,
    cycle: str,
    gathered: _Gathered,
    until: datetime,
    words: Mapping[UUID, Sequence[Request]],
    today: date,
) -> PartnershipWeek:
    meetings = gathered.meetings[partnership.id]
    reports = [each.report for each in gathered.reports if each.partnership == partnership.id]
    return PartnershipWeek(
        number=partnership.number,
        met=bool(held_in(cycle, meetings)),
        mentor=_member(partnership.mentor, gathered, words, today),
        mentee=_member(partnership.mentee, gathered, words, today),
        ever_met=bool(meetings),
        # Of the open month and the one before: what nobody has put right by then is not told every week for good.
        differ=bool(
            still_differing(reports, gathered.asked_again(partnership), until) & {cycle, previous_cycle(cycle)}
        ),
    )


def _member(
    member: Membership, gathered: _Gathered, words: Mapping[UUID, Sequence[Request]], today: date
) -> MemberWeek:
    less = _less_mail(gathered.states[member.id], today)
    return MemberWeek(
        role=member.role,
        name=member.participant.name,
        email=member.participant.email,
        reachability=member.participant.reachability,
        asked=gathered.asked(member.id),
        answered=gathered.answered(member.id),
        requests=tuple(words.get(member.id, ())),
        standing=member.participant.standing if less else Standing.ACTIVE,
        less_mail=less,
    )


def _weeks(gathered: _Gathered, begun: datetime, cycle: str, until: datetime, zone: ZoneInfo) -> Iterator[WeekMet]:
    """What was known of a cycle's meetings a week ago, two weeks ago, and so on back to its beginning, oldest first."""
    for ago in range((until - begun) // _WEEK, 0, -1):
        end = until - ago * _WEEK
        told: dict[UUID, list[Report]] = {}
        for each in gathered.reports:
            if each.received_at <= end:
                told.setdefault(each.partnership, []).append(each.report)
        met = sum(bool(held_in(cycle, reconcile(reports))) for reports in told.values())
        yield WeekMet((end - _DAY).astimezone(zone).date(), met)


def _days_to_answer(gathered: _Gathered, cycle: str) -> Iterable[float]:
    """Of each person who has answered a cycle's check-in, how many days they took."""
    for member, letters in gathered.letters.items():
        sent = [each.sent_at for each in letters if each.cycle == cycle and each.sent_at]
        came = [
            each.received_at for each in gathered.reports if each.membership == member and each.report.answers(cycle)
        ]
        if sent and came and min(came) >= sent[0]:
            yield (min(came) - sent[0]) / _DAY


async def _requests(
    store: Store, reports: Iterable[PartnershipReport], contacts: Sequence[Contact]
) -> dict[UUID, list[Request]]:
    """The sentences that ask the coordinator for something: the only words of a reply that leave the store."""
    found: dict[UUID, list[Request]] = {}
    for each in reports:
        if not each.report.claims.needs_help:
            continue
        kept = await store.records.words(each.report.id)
        words = json.loads(kept) if kept else {}
        names = [f"{who.name} ({who.email})" for who in fitting(contacts, words.get("help_topics", ()))]
        sentence = words.get("help") or "asks for help; please write to them"
        found.setdefault(each.membership, []).append(Request(sentence, phrases.listed(names)))
    return found


def _paused(partnership: Partnership, today: date) -> Line:
    until = partnership.paused_until
    who = f"{partnership.mentor.participant.name} and {partnership.mentee.participant.name}"
    return Line(partnership.number, who, f"paused until {phrases.calendar_day(until, today)}" if until else "paused")


def _less_mail(state: MembershipState, today: date) -> str:
    """What somebody gets less of by their own wish, or their mail system's; "" where they get everything."""
    participant = state.membership.participant
    until = participant.paused_until
    if participant.standing is Standing.ENDED:
        return "stopped, no letters go to them"
    if participant.standing is Standing.PAUSED and (until is None or today < until):
        return f"paused until {phrases.calendar_day(until, today)}" if until else "paused"
    return "no suggestions of topics" if state.suggestions_off else ""
