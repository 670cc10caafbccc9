"""Days in prose: a phrase → a day as it was said → a date, by the direction that its clause gives.

`find_days` knows only how days are written ("the 12th", "a week ago Tuesday", "first Monday in December"); which
date that is depends on whether the clause tells of something that happened or of something to come, and is asked of
each day by `past(today)` and `coming(today)`. Weeks begin on Monday; `today` is the day of sending in one zone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Protocol

LONGEST_BACK = 92
"""Days: a date without a year that would lie further back is more likely a slip, and is asked about."""
LONGEST_AHEAD = 200
"""Days: likewise for a coming one."""


class Lack(Enum):
    """Why a day that was spoken of has no date."""

    VAGUE = "no day can be known from the words"
    UNSURE = "the words disagree, or name a day that cannot be"


When = date | Lack


class Day(Protocol):
    """A day as it was said."""

    def past(self, today: date) -> When: ...

    def coming(self, today: date) -> When: ...


class Lean(Enum):
    """The side of the day of sending that the phrase itself names."""

    PAST = "past"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class DayMention:
    """A day spoken of, where it stands in its sentence, and which way it leans."""

    start: int
    end: int
    day: Day
    lean: Lean | None = None


def only_past(day: Day, today: date) -> bool:
    """Whether the day as it was said can only be gone by."""
    return isinstance(day.past(today), date) and not isinstance(day.coming(today), date)


def only_coming(day: Day, today: date) -> bool:
    """Whether the day as it was said can only be to come."""
    return isinstance(day.coming(today), date) and not isinstance(day.past(today), date)


def real_date(year: int, month: int, day: int) -> date | None:
    """The date, or None for one that cannot be ("Nov 31")."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True, slots=True)
class Vague:
    """ "Last week", "early December", "after the break": a time, but no day."""

    def past(self, today: date) -> When:
        return Lack.VAGUE

    coming = past


@dataclass(frozen=True, slots=True)
class Unsure:
    """Words that point to two days or to none: "the 12th or 13th"."""

    def past(self, today: date) -> When:
        return Lack.UNSURE

    coming = past


@dataclass(frozen=True, slots=True)
class Offset:
    """ "Yesterday", "in two weeks", "a week ago today": so many days from the day of sending."""

    days: int

    def past(self, today: date) -> When:
        return today + timedelta(days=self.days)

    coming = past


@dataclass(frozen=True, slots=True)
class Weekday:
    """ "Tuesday", "last Tuesday", "on Friday": the nearest such day on the side the clause speaks of, or, moved by
    `weeks`, "a week from Thursday", "the Tuesday before last"."""

    weekday: int
    weeks: int = 0

    def past(self, today: date) -> When:
        return today - timedelta(days=(today.weekday() - self.weekday - 1) % 7 + 1 - 7 * self.weeks)

    def coming(self, today: date) -> When:
        return today + timedelta(days=(self.weekday - today.weekday() - 1) % 7 + 1 + 7 * self.weeks)


@dataclass(frozen=True, slots=True)
class WeekdayOfWeek:
    """ "Next Friday", "a week ago Tuesday", "Monday of last week": a weekday of the calendar week so many from this."""

    weekday: int
    weeks: int

    def past(self, today: date) -> When:
        return monday_of(today) + timedelta(days=self.weekday + 7 * self.weeks)

    coming = past


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """ "The 12th": the latest not after sending, or the first after it. `months`: of last (-1), this (0), next (1)."""

    day: int
    months: int | None = None

    def past(self, today: date) -> When:
        if self.months is not None:
            return _in_month(today, self.months, self.day)
        return next(
            (found for back in range(12) if (found := _day_of(today, -back, self.day)) and found <= today), Lack.UNSURE
        )

    def coming(self, today: date) -> When:
        if self.months is not None:
            return _in_month(today, self.months, self.day)
        return next(
            (found for on in range(12) if (found := _day_of(today, on, self.day)) and found > today), Lack.UNSURE
        )


def _day_of(today: date, months: int, day: int) -> date | None:
    index = today.year * 12 + today.month - 1 + months
    return real_date(index // 12, index % 12 + 1, day)


def _in_month(today: date, months: int, day: int) -> When:
    return _day_of(today, months, day) or Lack.UNSURE


@dataclass(frozen=True, slots=True)
class Calendar:
    """ "Nov 12", "11/12", "2026-11-12". Without a year: the latest not after sending, or the first not before it."""

    month: int
    day: int
    year: int | None = None

    def past(self, today: date) -> When:
        if self.year is not None:
            found = real_date(self.year, self.month, self.day)
            return found if found and found <= today else Lack.UNSURE
        latest = next(
            (day for back in range(9) if (day := real_date(today.year - back, self.month, self.day)) and day <= today),
            None,
        )
        return latest if latest and (today - latest).days <= LONGEST_BACK else Lack.UNSURE

    def coming(self, today: date) -> When:
        if self.year is not None:
            found = real_date(self.year, self.month, self.day)
            return found if found and found >= today else Lack.UNSURE
        first = next(
            (day for on in range(9) if (day := real_date(today.year + on, self.month, self.day)) and day >= today), None
        )
        return first if first and (first - today).days <= LONGEST_AHEAD else Lack.UNSURE


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """ "The first Tuesday of the month", "last Friday in October". `nth` -1 is the last; `month` by number, or
    `months` from this one; neither: the nearest."""

    nth: int
    weekday: int
    month: int | None = None
    months: int | None = None

    def past(self, today: date) -> When:
        return next((found for found in self._near(today, -1) if found <= today), Lack.UNSURE)

    def coming(self, today: date) -> When:
        return next((found for found in self._near(today, 1) if found > today), Lack.UNSURE)

    def _near(self, today: date, step: int) -> Iterator[date]:
        for months in [self.months] if self.months else [step * n for n in range(12)]:
            first = _day_of(today, months, 1)
            if first is None or (self.month is not None and first.month != self.month):
                continue
            if found := self._within(first):
                yield found

    def _within(self, first: date) -> date | None:
        if self.nth == -1:
            following = _day_of(first, 1, 1)
            last = following - timedelta(days=1) if following else first
            return last - timedelta(days=(last.weekday() - self.weekday) % 7)
        found = first + timedelta(days=(self.weekday - first.weekday()) % 7 + 7 * (self.nth - 1))
        return found if found.month == first.month else None


@dataclass(frozen=True, slots=True)
class Beside:
    """ "The Monday after Thanksgiving", "the day before Halloween": a weekday (None: the very next day) after or before
    a feast that comes every year."""

    feast: Day
    weekday: int | None
    after: bool

    def past(self, today: date) -> When:
        gone = [day for day in self._near(today) if day <= today and (today - day).days <= LONGEST_BACK]
        return max(gone, default=Lack.UNSURE)

    def coming(self, today: date) -> When:
        to_come = [day for day in self._near(today) if day > today and (day - today).days <= LONGEST_AHEAD]
        return min(to_come, default=Lack.UNSURE)

    def _near(self, today: date) -> Iterator[date]:
        for feast in (self.feast.past(today), self.feast.coming(today)):
            if isinstance(feast, date):
                days = 1 if self.weekday is None else (self.weekday - feast.weekday() - 1) % 7 + 1
                back = 1 if self.weekday is None else (feast.weekday() - self.weekday - 1) % 7 + 1
                yield feast + timedelta(days=days if self.after else -back)


@dataclass(frozen=True, slots=True)
class Later:
    """ "The 3rd, then again a week later", "the day after": so many days from a day named before it."""

    first: Day
    days: int

    def past(self, today: date) -> When:
        return self._shifted(self.first.past(today))

    def coming(self, today: date) -> When:
        return self._shifted(self.first.coming(today))

    def _shifted(self, found: When) -> When:
        return found + timedelta(days=self.days) if isinstance(found, date) else found


@dataclass(frozen=True, slots=True)
class Named:
    """A day said twice over, "Tuesday the 12th", "yesterday, Nov 3": unsure where the two disagree."""

    day: Day
    weekday: int

    def past(self, today: date) -> When:
        return self._agreed(self.day.past(today))

    def coming(self, today: date) -> When:
        return self._agreed(self.day.coming(today))

    def _agreed(self, found: When) -> When:
        return Lack.UNSURE if isinstance(found, date) and found.weekday() != self.weekday else found


@dataclass(frozen=True, slots=True)
class Both:
    """Two forms of one day side by side, "last Tuesday (the 16th)", "yesterday (Nov 3)", "in two weeks, December 2"."""

    first: Day
    second: Day

    def past(self, today: date) -> When:
        return self._agreed(self.first.past(today), self.second.past(today))

    def coming(self, today: date) -> When:
        return self._agreed(self.first.coming(today), self.second.coming(today))

    def _agreed(self, first: When, second: When) -> When:
        if first is Lack.VAGUE:
            return second
        if isinstance(first, date) and isinstance(self.second, DayOfMonth) and self.second.months is None:
            second = _nearest(first, self.second.day) or second
        if self._is_in_weeks() and isinstance(first, date) and isinstance(second, date):
            return second if abs((first - second).days) <= _ROUND else Lack.UNSURE
        return first if first == second or second is Lack.VAGUE else Lack.UNSURE

    def _is_in_weeks(self) -> bool:
        days = abs(self.first.days) if isinstance(self.first, Offset) else 0
        return days > _DAYS_IN_WEEK and not days % _DAYS_IN_WEEK


_DAYS_IN_WEEK, _ROUND = 7, 3
"""People count in weeks, and say "in two weeks" of what is so many days more or fewer."""


def _nearest(around: date, day: int) -> date | None:
    """The day of a month with that number that is nearest to another ("the first Wednesday in January, the 6th")."""
    near = (found for months in (-1, 0, 1) if (found := _day_of(around, months, day)))
    return min(near, key=lambda found: abs((found - around).days), default=None)


@dataclass(frozen=True, slots=True)
class SameTime:
    """ "Same time next week": that weekday of the week so many from this, once the meeting's day is known."""

    weeks: int

    def past(self, today: date) -> When:
        return Lack.VAGUE

    coming = past


@dataclass(frozen=True, slots=True)
class Slashed:
    """Two numbers whose order the zone or the numbers tell; made a `Calendar` once that is known."""

    first: int
    second: int
    year: int | None

    def settled(self, day_first: bool) -> Day:
        if self.first > 12:
            day_first = True
        elif self.second > 12:
            day_first = False
        day, month = (self.first, self.second) if day_first else (self.second, self.first)
        return Calendar(month, day, self.year)
