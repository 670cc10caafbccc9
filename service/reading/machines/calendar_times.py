"""The moments that calendars write: a value and the zone it is in (RFC 5545 §3.3.5)."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from service.reading.machines.calendar_zones import CalendarZones
from service.reading.machines.windows_zones import WINDOWS_ZONES

_MOMENT = re.compile(r"(\d{8}T\d{6})(Z?)", re.A)
_TZID = re.compile(r";\s*TZID\s*=\s*(?:\"([^\"]{1,100})\"|([^;:\"]{1,100}))", re.I)


def moment_of(value: str, line: str, zones: CalendarZones) -> datetime | None:
    """The moment, UTC, of a content line's value; `line` is all of it, with its TZID. A zone that the calendar defines
    is taken from there, else by its IANA name or Outlook's. None for a day without a time, a floating one, or a zone
    that is not known."""
    match = _MOMENT.fullmatch(value.strip())
    if match is None:
        return None
    try:
        local = datetime.strptime(match[1], "%Y%m%dT%H%M%S")  # noqa: DTZ007 of a zone that is found below
        if match[2]:
            return local.replace(tzinfo=UTC)
        name = _zone_name(line)
        ahead = zones.offset(name, local)
        if ahead is not None:
            return (local - ahead).replace(tzinfo=UTC)
        zone = _zone(name)
        return local.replace(tzinfo=zone).astimezone(UTC) if zone else None
    except (ValueError, OverflowError):
        return None


def _zone_name(line: str) -> str:
    match = _TZID.search(line[:500])
    return (match[1] or match[2]).strip() if match else ""


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(WINDOWS_ZONES.get(name.lower(), name)) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
