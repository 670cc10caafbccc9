"""The meetings of a partnership that are known: told as next, standing by its rhythm, held, moved or called off.

- A next meeting that was told stands until a later one is told before it has come: then it was moved.
- A standing rhythm gives its days from the one after it was settled. Who names their next meeting means all days of
  the rhythm up to it, and in the same month (or week) the one that it stands in for.
- A meeting that is told to be called off or moved is the planned one of the day that was named; where none was, the
  nearest that is open, at most a month ago or two weeks ahead.
- A meeting that was held honours the meeting planned for its day, else one at most two days away; one without a day,
  a planned one of its cycle.
- A planned day that has gone by is missed once somebody has told later than it whether they met; until then nobody
  knows.

Plain days; everything is taken in the order of (moment, id), so that any order of arrival gives the same schedule.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Self
from uuid import UUID
from zoneinfo import ZoneInfo

from service.domain import Meeting, NextMeeting, cycle_of, cycle_start, next_cycle
from service.rhythm import Every, Rhythm

_DAY = timedelta(days=1)
_NEAR = 2 * _DAY
_INSTEAD = 10 * _DAY
_HALF_A_FORTNIGHT = 8 * _DAY
"""How far a meeting that was named lies at most from the one that it stands in for, where there are two a month."""
_SPOKEN_OF = (31 * _DAY, 14 * _DAY)
"""How far back and ahead a meeting lies at most that is spoken of without a day."""


class Source(StrEnum):
    """How a planned meeting became known."""

    REPLY = "reply"
    RHYTHM = "rhythm"
    CALENDAR = "calendar"


class Fate(StrEnum):
    """What has become of a planned meeting by now."""

    COMING = "coming"
    HELD = "held"
    MOVED = "moved"
    CANCELLED = "cancelled"
    MISSED = "missed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody told of a coming meeting: its day and time on the wall clock of `zone`.

    instead: the one day whose meeting it replaces; None: it is the next one, and replaces all that were to come.
    minutes: how long it is to last, where that was said.
    """

    moment: datetime
    id: UUID
    day: date
    at: time | None
    zone: ZoneInfo
    source: Source = Source.REPLY
    instead: date | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class CalledOff:
    """Somebody told that a meeting will not be, or was not, on its day; `moved`: it is to be on another.

    days: those that may be meant, the likeliest first; none: it was not said. zone: the writer's, by whose days what
    was not said is looked for.
    """

    moment: datetime
    id: UUID
    days: tuple[date, ...]
    moved: bool = False
    zone: ZoneInfo = ZoneInfo("UTC")

    @property
    def fate(self) -> Fate:
        """What becomes of the meeting."""
        return Fate.MOVED if self.moved else Fate.CANCELLED

    def meant(self, planned: Iterable[date]) -> date | None:
        """Which of the days for which meetings were planned it means."""
        known, today = set(planned), self.moment.astimezone(self.zone).date()
        if self.days:
            return next((day for day in self.days if day in known), None)
        back, ahead = _SPOKEN_OF
        near = [day for day in known if today - back <= day <= today + ahead]
        return min(near, key=lambda day: (abs(day - today), day), default=None)


@dataclass(frozen=True, slots=True)
class StandingRhythm:
    """A rhythm, when it was settled, and the zone whose wall clock it means."""

    rhythm: Rhythm
    since: datetime
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class PlannedMeeting:
    """A meeting that was planned, and what became of it. `minutes`: how long it is to last, where that was said."""

    day: date
    at: time | None
    zone: ZoneInfo
    source: Source
    fate: Fate
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """What is known, in order of days.

    held: days on which they met, of meetings told of in the conversation of their own month: any other was told early,
    and nobody needs to be asked about it.
    """

    planned: tuple[PlannedMeeting, ...] = ()
    held: tuple[date, ...] = ()
    meetings_held: int = 0

    @property
    def coming(self) -> tuple[PlannedMeeting, ...]:
        """The meetings to come, today's among them."""
        return tuple(each for each in self.planned if each.fate is Fate.COMING)

    @property
    def next_meeting(self) -> NextMeeting | None:
        """The first of them."""
        return next((NextMeeting(each.day, each.at, each.minutes) for each in self.coming), None)

    @property
    def honoured(self) -> int:
        """How many planned meetings were held."""
        return sum(each.fate is Fate.HELD for each in self.planned)

    @property
    def planned_count(self) -> int:
        """How many planned meetings came to an end that is known. One that was moved is counted where it went."""
        return sum(each.fate in {Fate.HELD, Fate.CANCELLED, Fate.MISSED} for each in self.planned)

    def in_month(self, cycle: str) -> Self:
        """What was planned for the days of a month, whatever became of it."""
        return replace(self, planned=tuple(each for each in self.planned if cycle_of(each.day) == cycle))

    def known_days(self, cycle: str) -> tuple[date, ...]:
        """The days of a cycle on which they met or were to meet, as far as they were not moved or called off."""
        stands = {each.day for each in self.planned if each.fate in {Fate.COMING, Fate.MISSED, Fate.UNKNOWN}}
        return tuple(sorted(day for day in {*stands, *self.held} if cycle_of(day) == cycle))


NOTHING_KNOWN = Schedule()


@dataclass(slots=True)
class _Draft:
    """A planned meeting on its way to its fate. `known_on`: the day from which it was known."""

    meeting: PlannedMeeting
    known_on: date
    is_settled: bool = False

    @classmethod
    def of(cls, told: Told) -> Self:
        meeting = PlannedMeeting(told.day, told.at, told.zone, told.source, Fate.COMING, told.minutes)
        return cls(meeting, _on(told).date())

    @property
    def day(self) -> date:
        return self.meeting.day

    def ends(self, fate: Fate) -> None:
        self.meeting = replace(self.meeting, fate=fate)
        self.is_settled = True


class _Held:
    """The meetings that were held, and those of them that honour no plan yet."""

    def __init__(self, meetings: Sequence[Meeting]) -> None:
        self.meetings = meetings
        self._left = {each.held_on: {each.held_on, each.other_held_on} for each in meetings if each.held_on}

    def left(self) -> list[date]:
        return sorted(self._left)

    def take(self, day: date) -> None:
        del self._left[day]

    def on(self, day: date) -> date | None:
        """The meeting that was held on a day by either's account."""
        return day if day in self._left else next((own for own, days in self._left.items() if day in days), None)


def schedule(
    told: Iterable[Told],
    off: Iterable[CalledOff],
    held: Iterable[Meeting],
    standing: StandingRhythm | None,
    today: date,
    heard_on: date | None = None,
) -> Schedule:
    """The schedule as it is known on `today`. `heard_on`: the day of the latest report that told whether they met.

    A rhythm's days are known to the end of the month after next.
    """
    meetings = sorted(held, key=lambda each: (each.cycle, each.held_on or date.max, sorted(each.reported_by)))
    tellings = list(told)
    rhythm = _days_of(standing, today) if standing else []
    came_about = {day for each in meetings for day in (each.held_on, each.other_held_on) if day}
    drafts, fallen = _told(tellings, off, standing, rhythm, came_about)
    if standing is not None:
        drafts += _of_rhythm(standing, rhythm, tellings, fallen)
    drafts.sort(key=lambda draft: (draft.day, draft.meeting.source))
    left = _Held(meetings)
    stood_in = _honour(drafts, left, today)
    own = {each.held_on for each in meetings if each.held_on and cycle_of(each.held_on) == each.cycle}
    _end(drafts, left, today, heard_on)
    return Schedule(tuple(draft.meeting for draft in drafts), tuple(sorted(own | stood_in)), len(meetings))


def _told(
    told: Iterable[Told],
    off: Iterable[CalledOff],
    standing: StandingRhythm | None,
    rhythm: Sequence[date],
    came_about: Collection[date],
) -> tuple[list[_Draft], dict[date, Fate]]:
    """One draft for each day that somebody named, what was moved or called off with that fate already; and the fates of
    all days that were, the rhythm's among them."""
    drafts: dict[date, _Draft] = {}
    fallen: dict[date, Fate] = {}
    events: set[Told | CalledOff] = {*told, *off}
    # Who calls one meeting off and names the next one does so in this order.
    for each in sorted(events, key=lambda each: (each.moment, each.id, isinstance(each, Told))):
        if isinstance(each, CalledOff):
            since = rhythm if standing and standing.since <= each.moment else ()
            day = each.meant(_not_held([*drafts, *since], each, came_about))
            if day is not None and day not in fallen:
                fallen[day] = each.fate
                if day in drafts and not drafts[day].is_settled:
                    drafts[day].ends(each.fate)
        elif each.day >= _on(each).date():
            fallen.pop(each.day, None)
            _tell(drafts, each)
    return list(drafts.values()), fallen


def _not_held(days: Iterable[date], off: CalledOff, came_about: Collection[date]) -> list[date]:
    """The days that a word of one that fell through may mean: named, any of them; else none near a meeting held."""
    return [day for day in days if off.days or not any(abs(day - held) <= _NEAR for held in came_about)]


def _tell(drafts: dict[date, _Draft], told: Told) -> None:
    """The meeting stands from now on, and none that was to come before anybody thought of this one."""
    for draft in drafts.values():
        is_meant = draft.day != told.day and (draft.day == told.instead or _gives_way(draft.meeting, told))
        if is_meant and not draft.is_settled and _is_ahead(draft.meeting, _on(told)):
            draft.ends(Fate.MOVED)
    before, new = drafts.get(told.day), _Draft.of(told)
    if before is not None:
        new.known_on = before.known_on
        known = before.meeting
        new.meeting = replace(new.meeting, at=told.at or known.at, minutes=told.minutes or known.minutes)
    drafts[told.day] = new


def _gives_way(meeting: PlannedMeeting, told: Told) -> bool:
    """Whether a meeting to come gives way to the next one that is named: one that a calendar has put on its day, only
    where that is not of an earlier month."""
    is_later = meeting.day > told.day and cycle_of(meeting.day) != cycle_of(told.day)
    return told.instead is None and not (meeting.source is Source.CALENDAR and is_later)


def _on(told: Told) -> datetime:
    """When it was told, on its own wall clock."""
    return told.moment.astimezone(told.zone)


def _is_ahead(meeting: PlannedMeeting, local: datetime) -> bool:
    """Whether it had not come yet. One of the same day without a time had: it may be what is told of."""
    return (meeting.day, meeting.at or time.min) > (local.date(), local.time())


def _days_of(standing: StandingRhythm, today: date) -> list[date]:
    """The days of a rhythm from the one after it was settled."""
    since = standing.since.astimezone(standing.zone).date()
    end = cycle_start(next_cycle(next_cycle(next_cycle(cycle_of(today))))) - _DAY
    return list(standing.rhythm.days(since + _DAY, end))


def _of_rhythm(
    standing: StandingRhythm, days: Sequence[date], told: Sequence[Told], fallen: Mapping[date, Fate]
) -> list[_Draft]:
    since = standing.since.astimezone(standing.zone).date()
    named = [(_on(each).date(), each.day) for each in told if each.instead is None]
    moved = {each.instead: each.day for each in told if each.instead is not None}
    drafts = []
    for day in days:
        if day in moved.values() or any(
            _stands_in(standing.rhythm, known, named_day, day) for known, named_day in named
        ):
            continue
        at, minutes = standing.rhythm.at, standing.rhythm.minutes
        meeting = PlannedMeeting(day, at, standing.zone, Source.RHYTHM, Fate.COMING, minutes)
        drafts.append(_Draft(meeting, since))
        if day in fallen or day in moved:
            drafts[-1].ends(Fate.MOVED if day in moved else fallen[day])
    return drafts


def _stands_in(rhythm: Rhythm, known: date, named: date, day: date) -> bool:
    """Whether a meeting that was named stands in for a day of the rhythm that had not come by then."""
    if not known <= named or day < known:
        return False
    same_month = cycle_of(day) == cycle_of(named) and (rhythm.second is None or abs(day - named) <= _HALF_A_FORTNIGHT)
    same_week = day.isocalendar()[:2] == named.isocalendar()[:2]
    return known < day <= named or (same_month if rhythm.every is Every.MONTH else same_week)


def _honour(drafts: Sequence[_Draft], held: _Held, today: date) -> set[date]:
    """Find the planned meetings that were held; gives the days of those that a meeting without a day stands for."""
    for draft in drafts:
        if (day := held.on(draft.day)) is not None:
            draft.ends(Fate.HELD)
            held.take(day)
    for draft, day in _near(drafts, held, _NEAR):
        draft.ends(Fate.HELD)
        held.take(day)
    return _dayless(drafts, held.meetings, today)


def _near(drafts: Sequence[_Draft], held: _Held, reach: timedelta) -> list[tuple[_Draft, date]]:
    """Open plans with a meeting near them that was not over when they were made, the nearest first, each once."""
    found: list[tuple[_Draft, date]] = []
    pairs = [
        (abs(draft.day - day), draft.day, day, draft)
        for draft in drafts
        for day in held.left()
        if not draft.is_settled and day > draft.known_on
    ]
    for distance, _, day, draft in sorted(pairs, key=lambda pair: pair[:3]):
        if distance <= reach and not any(draft is one or day == other for one, other in found):
            found.append((draft, day))
    return found


def _dayless(drafts: Sequence[_Draft], meetings: Sequence[Meeting], today: date) -> set[date]:
    taken = set()
    for meeting in meetings:
        if meeting.held_on is None:
            open_ones = (each for each in drafts if not each.is_settled and each.day <= today)
            draft = next((each for each in open_ones if cycle_of(each.day) == meeting.cycle), None)
            if draft is not None:
                draft.ends(Fate.HELD)
                taken.add(draft.day)
    return taken


def _end(drafts: Sequence[_Draft], held: _Held, today: date, heard_on: date | None) -> None:
    """The fate of what is still open."""
    for draft, _ in _near([each for each in drafts if each.day < today], held, _INSTEAD):
        draft.ends(Fate.MOVED)
    for draft in drafts:
        if not draft.is_settled and draft.day < today:
            draft.ends(Fate.MISSED if heard_on and heard_on > draft.day else Fate.UNKNOWN)
