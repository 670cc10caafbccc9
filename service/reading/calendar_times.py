"""The moments that calendars write: a value and the zone it is in (RFC 5545 §3.3.5)."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_MOMENT = re.compile(r"(\d{8}T\d{6})(Z?)", re.A)
_TZID = re.compile(r";\s*TZID\s*=\s*(?:\"([^\"]{1,100})\"|([^;:\"]{1,100}))", re.I)

_WINDOWS = {
    "hawaiian standard time": "Pacific/Honolulu",
    "alaskan standard time": "America/Anchorage",
    "pacific standard time": "America/Los_Angeles",
    "us mountain standard time": "America/Phoenix",
    "mountain standard time": "America/Denver",
    "central standard time": "America/Chicago",
    "canada central standard time": "America/Regina",
    "eastern standard time": "America/New_York",
    "us eastern standard time": "America/Indiana/Indianapolis",
    "atlantic standard time": "America/Halifax",
    "newfoundland standard time": "America/St_Johns",
    "utc": "UTC",
    "gmt standard time": "Europe/London",
    "greenwich standard time": "Atlantic/Reykjavik",
    "w. europe standard time": "Europe/Berlin",
    "central europe standard time": "Europe/Budapest",
    "central european standard time": "Europe/Warsaw",
    "romance standard time": "Europe/Paris",
    "gtb standard time": "Europe/Bucharest",
    "e. europe standard time": "Europe/Chisinau",
    "fle standard time": "Europe/Helsinki",
}
"""Zones as Outlook and Exchange call them (the "001" territory of CLDR's windowsZones), in small letters."""


def moment_of(value: str, line: str) -> datetime | None:
    """The moment, UTC, of a content line's value; `line` is all of it, with its TZID. None for a day without a time, a
    floating one, or a zone that is not known."""
    match = _MOMENT.fullmatch(value.strip())
    zone = (UTC if match[2] else _zone(line)) if match else None
    if match is None or zone is None:
        return None
    try:
        return datetime.strptime(match[1], "%Y%m%dT%H%M%S").replace(tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _zone(line: str) -> ZoneInfo | None:
    match = _TZID.search(line[:500])
    name = (match[1] or match[2]).strip() if match else ""
    try:
        return ZoneInfo(_WINDOWS.get(name.lower(), name)) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
