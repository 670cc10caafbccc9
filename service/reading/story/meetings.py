"""The meetings a reply tells of, as far as they have been told, and what comes of the telling."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta

from service.domain import FallenMeeting, Format
from service.reading.clauses.clauses import Sense
from service.reading.days.dates import Lack, SameTime, When, monday_of
from service.reading.days.times import TimeMention, in_zone
from service.reading.values import Context

MOST_MEETINGS = 8
"""Meetings that are kept of one reply."""


@dataclass(slots=True)
class Event:
    """A meeting that was held, as far as it has been told. `clock`: the time it began, for "same time next week"."""

    day: When | None = None
    minutes: int | None = None
    format: Format | None = None
    weak_format: Format | None = None
    clock: TimeMention | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A day named for a coming meeting, with its time where one is said, and how many minutes it is to last.

    `tentative`: offered, not agreed. `foregone`: to which a meeting was put off before any was told of; where one is
    told of later, it was that one. `outright`: called the next in so many words.
    """

    day: When
    said: TimeMention | None = None
    same_time: SameTime | None = None
    corrects: bool = False
    tentative: bool = False
    foregone: bool = False
    outright: bool = False
    minutes: int | None = None


@dataclass(slots=True)
class Told:
    """All that the sentences told of meetings.

    `strong`: that the pair met is said in so many words, not only by a day or a length that stands alone; `outright`:
    with its verb ("we met"). `denied`: it is said outright that they did not, and nothing afterwards that they did.
    `senses`: of each clause that tells of a meeting, in order. `doubted`: nobody can tell. `hinted`: a day gone by was
    named of which nothing was made. `fallen`: planned ones that were called off or moved.
    """

    events: list[Event] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)
    strong: bool = False
    outright: bool = False
    not_held: bool = False
    denied: bool = False
    doubted: bool = False
    written_only: bool = False
    planned: bool = False
    hinted: bool = False
    senses: list[Sense] = field(default_factory=list)
    fallen: list[FallenMeeting] = field(default_factory=list)
    evidence: dict[str, list[str]] = field(default_factory=dict)

    def note(self, name: str, phrase: str) -> None:
        phrases = self.evidence.setdefault(name, [])
        if phrase not in phrases and len(phrases) < 8:
            phrases.append(phrase)


def next_meeting(told: Told, today: date, context: Context) -> tuple[When | None, time | None, int | None]:
    """The coming meeting: the day (a Lack where the words leave doubt), its time in the program's zone, its minutes."""
    standing = [plan for plan in told.plans if not (plan.foregone and told.events)]
    for place in range(len(standing) - 1, 0, -1):
        if standing[place].corrects:
            standing = standing[place:]
            break
    agreed = [plan for plan in standing if plan.outright] or [plan for plan in standing if not plan.tentative]
    plans = [_settle_same_time(plan, told, today) for plan in agreed or standing]
    dated = [(plan.day, plan) for plan in plans if isinstance(plan.day, date)]
    if not dated:
        unsure = any(plan.day is Lack.UNSURE for plan in plans)
        return Lack.UNSURE if unsure else None, None, None
    if len({day for day, _ in dated}) > 1 and all(plan.tentative for plan in plans):
        return Lack.UNSURE, None, None
    day = min(day for day, _ in dated)
    said = next((plan.said for known, plan in dated if known == day and plan.said), None)
    minutes = next((plan.minutes for known, plan in dated if known == day and plan.minutes), None)
    return (day, None, minutes) if said is None else (*in_zone(day, said, context.zone), minutes)


def _settle_same_time(plan: Plan, told: Told, today: date) -> Plan:
    if plan.same_time is None:
        return plan
    held = [(event.day, event.clock) for event in told.events if isinstance(event.day, date)]
    if not held:
        return plan
    day, clock = max(held, key=lambda known: known[0])
    shifted = monday_of(today) + timedelta(days=day.weekday() + 7 * plan.same_time.weeks)
    return replace(plan, day=shifted, said=clock)
