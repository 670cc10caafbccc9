"""The week ahead of a program: what goes out as things stand, and what of it a coordinator may be told.

The rounds of the week are played forward over what is known now. What people will write nobody knows: a reminder counts
as long as its check-in is not answered, and a meeting of these days as going to be held.

Letters follow meetings by a rule, and a coordinator will see by name who was asked: so the only days that are told are
those that come from the calendar alone, the monthly day and its reminders' day. How many partnerships have a meeting
planned, or are helped to prepare one, is told as a closed month's topics are: from three up, and "or more" near all.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from service.domain import LetterKind, Role, cycle_of, previous_cycle
from service.planning.cadence import Cadence
from service.planning.facts import MembershipFacts, PastLetter, with_written
from service.planning.rounds import due, half_way
from service.planning.summary import OpenCount, open_count

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)
_LEAST = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class LetterAhead:
    """A letter that will go out. `day`: where its reader lives."""

    membership: UUID
    kind: LetterKind
    day: date


@dataclass(frozen=True, slots=True)
class Count:
    """How many letters of a kind go out, and how many of them on `day`, which comes from the calendar; None: it is not
    in the week."""

    letters: int
    day: date | None = None
    on_day: int = 0


class Step(StrEnum):
    """Where a partnership comes to in the week."""

    BEGINS = "begins"
    HALF_WAY = "half-way"
    LAST_DAY = "last day"


@dataclass(frozen=True, slots=True)
class Milestone:
    """A partnership that gets a letter of the program's own: on `day`, unless one of the two is away."""

    partnership: UUID
    step: Step
    day: date


@dataclass(frozen=True, slots=True)
class WeekAhead:
    """A week, its first day included. `prepared`, `meeting`: partnerships that get a preparing letter, that have a
    meeting planned. `free`: days on which nothing goes out though they are no weekend."""

    checkins: Count
    reminders: Count
    prepared: OpenCount | None
    meeting: OpenCount | None
    milestones: tuple[Milestone, ...]
    free: tuple[date, ...]


def week_ahead(partnerships: Mapping[UUID, Sequence[MembershipFacts]], cadence: Cadence, now: datetime) -> WeekAhead:
    """The week from `now` (aware) on, of partnerships by their keys, each with the facts of its two sides. Raises
    NoWorkingDay where the holidays leave none."""
    today = now.astimezone(cadence.zone).date()
    days = [today + _DAY * n for n in range(_WEEK.days)]
    letters = letters_ahead([each for both in partnerships.values() for each in both], cadence, now, now + _WEEK)
    prepared = {each.membership for each in letters if each.kind is LetterKind.SUGGESTION}
    helped = sum(any(side.membership in prepared for side in both) for both in partnerships.values())
    planned = sum(any(each.day in days for each in both[0].schedule.coming) for both in partnerships.values())
    monthly = [day for cycle in _cycles(days) if (day := cadence.checkin_day(cycle))]
    reminding = [cadence.working_days_after(day, cadence.reminder_after_working_days) for day in monthly]
    return WeekAhead(
        checkins=_count(letters, LetterKind.CHECKIN, [day for day in monthly if day in days]),
        reminders=_count(letters, LetterKind.REMINDER, [day for day in reminding if day in days]),
        prepared=open_count(helped, len(partnerships)),
        meeting=open_count(planned, len(partnerships)),
        milestones=tuple(_milestones(partnerships, cadence, days)),
        free=tuple(day for day in days if day.weekday() not in cadence.weekend and not cadence.is_working_day(day)),
    )


def letters_ahead(
    everybody: Iterable[MembershipFacts], cadence: Cadence, now: datetime, end: datetime
) -> list[LetterAhead]:
    """The letters that go out from `now` until before `end` if nobody writes, those among them that wait already."""
    facts = {each.membership: _relayed(each, now) for each in everybody}
    found = [
        _ahead(each, letter.kind, letter.sent_at)
        for each in facts.values()
        for letter in each.letters
        if letter.sent_at and now <= letter.sent_at < end
    ]
    written: dict[UUID, tuple[PastLetter, ...]] = {}
    looks = [(now, membership) for membership in sorted(facts)]
    while looks and looks[0][0] < end:
        at, membership = heapq.heappop(looks)
        plan = due(with_written(facts[membership], written), cadence, at)
        for each in plan.due:
            letter = PastLetter(each.key, each.kind, each.cycle, each.planned_at, sent_at=at)
            written[membership] = (*written.get(membership, ()), letter)
            found.append(_ahead(facts[membership], each.kind, at))
        if plan.next_look_at is not None:
            heapq.heappush(looks, (max(plan.next_look_at, at + _LEAST), membership))
    return found


def _relayed(facts: MembershipFacts, now: datetime) -> MembershipFacts:
    """The facts, with what waits for the relay as sent now."""

    def sent(letters: tuple[PastLetter, ...]) -> tuple[PastLetter, ...]:
        return tuple(
            each if each.given_up or each.sent_at else replace(each, sent_at=max(each.planned_at, now))
            for each in letters
        )

    others = tuple(replace(each, letters=sent(each.letters)) for each in facts.others)
    return replace(facts, letters=sent(facts.letters), others=others)


def _ahead(facts: MembershipFacts, kind: LetterKind, at: datetime) -> LetterAhead:
    return LetterAhead(facts.membership, kind, at.astimezone(facts.zone).date())


def _cycles(days: Sequence[date]) -> list[str]:
    """The cycles whose monthly day, or the reminders' that follow it, may be among the days."""
    return sorted({previous_cycle(cycle_of(days[0])), cycle_of(days[0]), cycle_of(days[-1])})


def _count(letters: Sequence[LetterAhead], kind: LetterKind, days: Sequence[date]) -> Count:
    mine = [each for each in letters if each.kind is kind]
    day = next(iter(days), None)
    return Count(len(mine), day, sum(each.day == day for each in mine))


def _milestones(
    partnerships: Mapping[UUID, Sequence[MembershipFacts]], cadence: Cadence, days: Sequence[date]
) -> Iterable[Milestone]:
    """By the calendar alone: a letter that waits for somebody who is away would tell that they are."""
    for partnership, both in partnerships.items():
        facts = next(each for each in both if each.role is Role.MENTEE)
        steps = {
            Step.BEGINS: facts.started_on,
            Step.HALF_WAY: half_way(facts, cadence),
            Step.LAST_DAY: facts.ends_on,
        }
        for step, day in steps.items():
            if day is not None and (on := cadence.working_day_from(day)) in days:
                yield Milestone(partnership, step, on)
