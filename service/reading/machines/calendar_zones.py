"""The zones that a calendar defines itself (VTIMEZONE, RFC 5545 §3.6.5), as far as a moment needs them.

An observance begins on its DTSTART and, by a yearly rule such as "BYMONTH=3;BYDAY=2SU", once a year from then on: what
Outlook, Google, Apple and Exchange write. A zone with any other rule is not used, rather than read wrongly.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

_MOST_ZONES = 10
_MOST_OBSERVANCES = 100
_OBSERVANCES = ("STANDARD", "DAYLIGHT")
_OFFSET = re.compile(r"([+-])(\d\d)(\d\d)(\d\d)?", re.A)
_BYDAY = re.compile(r"([+-]?[1-5])(MO|TU|WE|TH|FR|SA|SU)", re.A)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_KNOWN_PARTS = frozenset({"FREQ", "INTERVAL", "BYDAY", "BYMONTH", "UNTIL", "WKST"})


@dataclass(slots=True)
class _Zone:
    """A zone as it was written: each observance's lines, by name."""

    name: str = ""
    observances: list[dict[str, str]] = field(default_factory=list)


class CalendarZones:
    """Takes the lines of a calendar and knows the zones defined in it."""

    def __init__(self) -> None:
        self._zones: list[_Zone] = []
        self._inside = ""

    def line(self, name: str, value: str) -> None:
        """The next content line."""
        value = value.strip()
        if name == "BEGIN":
            self._begin(value.upper())
        elif name == "END":
            self._inside = "VTIMEZONE" if value.upper() in _OBSERVANCES and self._inside else ""
        elif self._inside == "VTIMEZONE" and name == "TZID":
            self._zones[-1].name = value[:100]
        elif self._inside in _OBSERVANCES:
            self._zones[-1].observances[-1].setdefault(name, value[:200])

    def _begin(self, component: str) -> None:
        if component == "VTIMEZONE" and len(self._zones) < _MOST_ZONES:
            self._zones.append(_Zone())
            self._inside = component
        elif component in _OBSERVANCES and self._inside == "VTIMEZONE":
            self._zones[-1].observances.append({})
            self._inside = component
        else:
            self._inside = ""

    def offset(self, name: str, local: datetime) -> timedelta | None:
        """How far a zone's wall clock is ahead of UTC when it shows `local`; None where that cannot be told."""
        zone = next((zone for zone in self._zones if zone.name == name), None)
        if zone is None or not 0 < len(zone.observances) <= _MOST_OBSERVANCES:
            return None
        try:
            begun = [(_onset(each, local), _offset(each["TZOFFSETTO"])) for each in zone.observances]
        except (KeyError, ValueError, OverflowError):
            return None
        known = [(onset, offset) for onset, offset in begun if onset is not None]
        return max(known)[1] if known else None


def _offset(text: str) -> timedelta:
    match = _OFFSET.fullmatch(text)
    if match is None:
        raise ValueError(text)
    ahead = timedelta(hours=int(match[2]), minutes=int(match[3]), seconds=int(match[4] or 0))
    return -ahead if match[1] == "-" else ahead


def _onset(observance: Mapping[str, str], local: datetime) -> datetime | None:
    """When an observance last began, as of `local`; None: not yet. ValueError for a rule that is not understood."""
    start = datetime.strptime(observance["DTSTART"][:15], "%Y%m%dT%H%M%S")  # noqa: DTZ007 its own wall clock
    if "RDATE" in observance:
        raise ValueError("RDATE")
    if "RRULE" not in observance:
        return start if start <= local else None
    parts = dict(part.split("=", 1) for part in observance["RRULE"].upper().split(";") if part)
    if not parts.keys() <= _KNOWN_PARTS or parts.get("FREQ") != "YEARLY" or parts.get("INTERVAL", "1") != "1":
        raise ValueError("RRULE")
    until = datetime.strptime(parts["UNTIL"][:8], "%Y%m%d").date() if "UNTIL" in parts else date.max  # noqa: DTZ007
    for year in range(min(local.year, until.year), max(start.year, min(local.year, until.year) - 2) - 1, -1):
        onset = datetime.combine(_yearly(parts, start, year), start.time())
        if start <= onset <= local and onset.date() <= until:
            return onset
    return None


def _yearly(parts: Mapping[str, str], start: datetime, year: int) -> date:
    month = int(parts.get("BYMONTH", start.month))
    if "BYDAY" not in parts:
        return date(year, month, start.day)
    match = _BYDAY.fullmatch(parts["BYDAY"])
    if match is None:
        raise ValueError("BYDAY")
    nth, weekday = int(match[1]), _WEEKDAYS.index(match[2])
    length = calendar.monthrange(year, month)[1]
    if nth < 0:
        last = date(year, month, length)
        return last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-nth - 1))
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
