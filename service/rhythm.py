"""How often a partnership means to meet: "first Tuesday at 2", "every other Thursday noon", "we'll decide each time".

Plain days and wall-clock times; whose zone they are in is for the caller to know. Notation, as it is kept in a row:

    monthly first tuesday 14:00      monthly last friday
    monthly 15 09:30
    weekly 1 thursday 12:00          weekly 2 thursday 12:00 from 2026-11-05
    each time
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}

_WEEK = timedelta(weeks=1)
_EPOCH_MONDAY = date(2001, 1, 1)
_MONTHLY = re.compile(
    rf"monthly (?:(?P<ordinal>{'|'.join(ORDINALS)}) (?P<weekday>{'|'.join(WEEKDAYS)})|(?P<day>\d{{1,2}}))"
    r"(?: (?P<at>\d\d:\d\d))?"
)
_WEEKLY = re.compile(
    rf"weekly (?P<weeks>\d) (?P<weekday>{'|'.join(WEEKDAYS)})(?: (?P<at>\d\d:\d\d))?"
    r"(?: from (?P<since>\d{4}-\d\d-\d\d))?"
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
    month `ordinal`, the last day where the month is shorter. every WEEK: `weekday`, each `weeks` weeks; which of them,
    `since` tells (a day of a week that has one). EACH_TIME: no standing day; they settle each meeting by itself.
    at: the wall-clock time; None: not said.
    """

    every: Every
    ordinal: int = 1
    weekday: int | None = None
    weeks: int = 1
    since: date | None = None
    at: time | None = None

    @classmethod
    def parse(cls, text: str) -> Rhythm | None:
        """The rhythm that `str` wrote; None for anything else."""
        if text == Every.EACH_TIME:
            return cls(Every.EACH_TIME)
        if match := _MONTHLY.fullmatch(text):
            weekday = WEEKDAYS.index(match["weekday"]) if match["weekday"] else None
            ordinal = ORDINALS[match["ordinal"]] if match["ordinal"] else int(match["day"])
            return cls(Every.MONTH, ordinal, weekday, at=_time(match["at"]))
        if match := _WEEKLY.fullmatch(text):
            since = date.fromisoformat(match["since"]) if match["since"] else None
            return cls(
                Every.WEEK,
                weekday=WEEKDAYS.index(match["weekday"]),
                weeks=int(match["weeks"]),
                since=since,
                at=_time(match["at"]),
            )
        return None

    def __str__(self) -> str:
        at = f" {self.at:%H:%M}" if self.at else ""
        match self.every:
            case Every.EACH_TIME:
                return str(self.every)
            case Every.WEEK:
                since = f" from {self.since.isoformat()}" if self.since else ""
                return f"weekly {self.weeks} {WEEKDAYS[self.weekday or 0]}{at}{since}"
        if self.weekday is None:
            return f"monthly {self.ordinal}{at}"
        ordinal = next(word for word, number in ORDINALS.items() if number == self.ordinal)
        return f"monthly {ordinal} {WEEKDAYS[self.weekday]}{at}"

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
            yield first.replace(day=self._day_of(first, length))
            first = first.replace(day=length) + timedelta(days=1)

    def _day_of(self, first: date, length: int) -> int:
        if self.weekday is None:
            return min(self.ordinal, length)
        day = 1 + (self.weekday - first.weekday()) % 7
        return day + (length - day) // 7 * 7 if self.ordinal == -1 else day + (self.ordinal - 1) * 7

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


def _time(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None
