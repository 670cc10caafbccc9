"""How often a partnership means to meet: "first Tuesday at 2", "every other Thursday noon", "we'll decide each time".

Plain days and wall-clock times; whose zone they are in is for the caller to know. Notation, as it is kept in a row:

    monthly first tuesday 14:00               monthly last friday for 90
    monthly 15 09:30                          monthly 1 and 15
    monthly first and third tuesday 14:00
    every 2 months first monday 10:00 from 2026-12-07
    weekly 1 thursday 12:00                   weekly 2 thursday 12:00 from 2026-11-05
    each time                                 each time, 2 a month              each time, every 3 weeks
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from typing import TypedDict

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}

_WEEK = timedelta(weeks=1)
_EPOCH_MONDAY = date(2001, 1, 1)
_ORDINAL, _WEEKDAY = "|".join(ORDINALS), "|".join(WEEKDAYS)
_TAIL = r"(?: (?P<at>\d\d:\d\d))?(?: for (?P<minutes>[1-9]\d{0,2}))?(?: from (?P<since>\d{4}-\d\d-\d\d))?"
_MONTHLY = re.compile(
    r"(?:monthly|every (?P<months>[2-6]) months) "
    rf"(?:(?P<ordinal>{_ORDINAL})(?: and (?P<second>{_ORDINAL}))? (?P<weekday>{_WEEKDAY})"
    rf"|(?P<day>\d{{1,2}})(?: and (?P<other>\d{{1,2}}))?){_TAIL}"
)
_WEEKLY = re.compile(rf"weekly (?P<weeks>\d) (?P<weekday>{_WEEKDAY}){_TAIL}")
_EACH_TIME = re.compile(
    r"each time(?:, (?:(?P<times>[1-9]) a month|every (?P<weeks>[2-9]) weeks))?(?: for (?P<minutes>[1-9]\d{0,2}))?"
)


class Every(StrEnum):
    """What a rhythm counts in."""

    MONTH = "monthly"
    WEEK = "weekly"
    EACH_TIME = "each time"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A standing rhythm of meetings.

    every MONTH: the `ordinal`-th (1 to 4, -1 the last) `weekday` (0 is Monday), or without a weekday the day of the
    month `ordinal`, the last day where the month is shorter; the `second` one too where there are two a month, the
    earlier first; each `months` months, of which `since` has one. every WEEK: `weekday`, each `weeks` weeks; which of
    them, `since` tells (a day of a week that has one). EACH_TIME: no standing day; they settle each meeting by itself,
    `times` a month or each `weeks` weeks where that is said.
    at: the wall-clock time; minutes: how long. None: not said.
    """

    every: Every
    ordinal: int = 1
    weekday: int | None = None
    weeks: int = 1
    since: date | None = None
    at: time | None = None
    second: int | None = None
    months: int = 1
    times: int = 0
    minutes: int | None = None

    @classmethod
    def parse(cls, text: str) -> Rhythm | None:
        """The rhythm that `str` wrote; None for anything else."""
        if match := _EACH_TIME.fullmatch(text):
            times, weeks = int(match["times"] or 0), int(match["weeks"] or 1)
            return cls(Every.EACH_TIME, times=times, weeks=weeks, minutes=_number(match["minutes"]))
        if match := _MONTHLY.fullmatch(text):
            return cls(
                Every.MONTH,
                ORDINALS[match["ordinal"]] if match["ordinal"] else int(match["day"]),
                WEEKDAYS.index(match["weekday"]) if match["weekday"] else None,
                second=ORDINALS[match["second"]] if match["second"] else _number(match["other"]),
                months=int(match["months"] or 1),
                **_tail(match),
            )
        if match := _WEEKLY.fullmatch(text):
            weekday, weeks = WEEKDAYS.index(match["weekday"]), int(match["weeks"])
            return cls(Every.WEEK, weekday=weekday, weeks=weeks, **_tail(match))
        return None

    def __str__(self) -> str:
        at = f" {self.at:%H:%M}" if self.at else ""
        length = f" for {self.minutes}" if self.minutes else ""
        since = f" from {self.since.isoformat()}" if self.since else ""
        match self.every:
            case Every.EACH_TIME:
                often = f", {self.times} a month" if self.times else f", every {self.weeks} weeks"
                return f"{self.every}{often if self.times or self.weeks > 1 else ''}{length}"
            case Every.WEEK:
                return f"weekly {self.weeks} {WEEKDAYS[self.weekday or 0]}{at}{length}{since}"
        often = f"every {self.months} months" if self.months > 1 else "monthly"
        days = " and ".join(self._in_words(each) for each in self.ordinals)
        weekday = f" {WEEKDAYS[self.weekday]}" if self.weekday is not None else ""
        return f"{often} {days}{weekday}{at}{length}{since}"

    @property
    def ordinals(self) -> tuple[int, ...]:
        """Which weekdays, or days, of a month: one or two."""
        return (self.ordinal,) if self.second is None else (self.ordinal, self.second)

    def _in_words(self, ordinal: int) -> str:
        if self.weekday is None:
            return str(ordinal)
        return next(word for word, number in ORDINALS.items() if number == ordinal)

    def days(self, start: date, end: date) -> Iterator[date]:
        """Its days from `start` to `end`, both included, oldest first."""
        match self.every:
            case Every.MONTH:
                yield from (day for day in self._monthly(start, end) if start <= day <= end)
            case Every.WEEK:
                yield from self._weekly(start, end)

    def _monthly(self, start: date, end: date) -> Iterator[date]:
        first = start.replace(day=1)
        while first <= end:
            length = calendar.monthrange(first.year, first.month)[1]
            if self._has(first):
                yield from (
                    first.replace(day=day)
                    for day in sorted({self._day_of(first, length, nth) for nth in self.ordinals})
                )
            first = first.replace(day=length) + timedelta(days=1)

    def _has(self, month: date) -> bool:
        """Whether a month is one of them."""
        since = self.since or _EPOCH_MONDAY
        return ((month.year - since.year) * 12 + month.month - since.month) % self.months == 0

    def _day_of(self, first: date, length: int, ordinal: int) -> int:
        if self.weekday is None:
            return min(ordinal, length)
        day = 1 + (self.weekday - first.weekday()) % 7
        return day + (length - day) // 7 * 7 if ordinal == -1 else day + (ordinal - 1) * 7

    def _weekly(self, start: date, end: date) -> Iterator[date]:
        weekday = self.weekday or 0
        anchor = self.since or _EPOCH_MONDAY
        day = anchor - timedelta(days=anchor.weekday() - weekday)
        step = _WEEK * max(1, self.weeks)
        behind = (start - day) // step
        day += step * behind
        while day <= end:
            if day >= start:
                yield day
            day += step


class _Tail(TypedDict):
    """What may stand behind the days of any rhythm."""

    at: time | None
    minutes: int | None
    since: date | None


def _tail(match: re.Match[str]) -> _Tail:
    return {
        "at": time.fromisoformat(match["at"]) if match["at"] else None,
        "minutes": _number(match["minutes"]),
        "since": date.fromisoformat(match["since"]) if match["since"] else None,
    }


def _number(text: str | None) -> int | None:
    return int(text) if text else None
