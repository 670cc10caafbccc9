"""When a meeting begins, as an answer's calendar writes it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from service.reading.machines.calendar_times import moment_of
from service.reading.machines.calendar_zones import CalendarZones
from service.reading.machines.windows_zones import WINDOWS_ZONES


@pytest.mark.parametrize(
    ("line", "hour"),
    [
        ("DTSTART:20261112T220000Z", 22),
        ("DTSTART;TZID=America/Los_Angeles:20261112T140000", 22),
        ('DTSTART;TZID="America/New_York":20261112T170000', 22),
        ("DTSTART;VALUE=DATE-TIME;TZID=Pacific Standard Time:20261112T140000", 22),
        ("DTSTART;TZID=W. Europe Standard Time:20261112T230000", 22),
        ("DTSTART;TZID=GMT Standard Time:20261112T220000", 22),
        ("DTSTART;TZID=Singapore Standard Time:20261112T220000", 14),
        ("DTSTART;VALUE=DATE:20261112", None),
        ("DTSTART:20261112T140000", None),
        ("DTSTART;TZID=Nowhere at all:20261112T140000", None),
        ("DTSTART;TZID=../../etc/passwd:20261112T140000", None),
        ("DTSTART;TZID=/usr/share/zoneinfo/UTC:20261112T140000", None),
        ("DTSTART:20261342T140000Z", None),
        ("DTSTART;TZID=Asia/Tokyo:00010101T000000", None),
    ],
)
def test_a_moment_is_read_in_its_zone(line: str, hour: int | None) -> None:
    expected = datetime(2026, 11, 12, hour, tzinfo=UTC) if hour is not None else None
    assert moment_of(line.rpartition(":")[2], line, CalendarZones()) == expected


def test_outlooks_names_are_all_known() -> None:
    assert {name.lower(): zone for name, zone in WINDOWS_TO_OLSON.items()} == WINDOWS_ZONES


OUTLOOK = """BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16010101T020000
TZOFFSETFROM:-0700
TZOFFSETTO:-0800
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=1SU;BYMONTH=11
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:-0800
TZOFFSETTO:-0700
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=2SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""
FIXED = """BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0530
TZOFFSETTO:+0530
END:STANDARD
END:VTIMEZONE"""
LAST_SUNDAYS = OUTLOOK.replace("1SU;BYMONTH=11", "-1SU;BYMONTH=10").replace("2SU;BYMONTH=3", "-1SU;BYMONTH=3")
ENDED = OUTLOOK.replace("BYMONTH=3", "BYMONTH=3;UNTIL=20070101T000000Z")
DEFINED = [
    (OUTLOOK, "20261112T140000", "11-12 22:00"),
    (OUTLOOK, "20261031T140000", "10-31 21:00"),
    (OUTLOOK, "20260308T015959", "03-08 09:59"),
    (OUTLOOK, "20260308T030000", "03-08 10:00"),
    (OUTLOOK, "20260101T120000", "01-01 20:00"),
    (LAST_SUNDAYS, "20261026T120000", "10-26 20:00"),
    (LAST_SUNDAYS, "20261024T120000", "10-24 19:00"),
    (ENDED, "20260701T120000", "07-01 20:00"),
    (FIXED, "20261112T140000", "11-12 08:30"),
    (OUTLOOK.replace("1SU", "SU").replace("MONTH=11", "MONTH=11;BYMONTHDAY=1,2,3,4,5,6,7"), "20261112T140000", None),
    (OUTLOOK.replace("-0800", "west"), "20261112T140000", None),
    (OUTLOOK.replace("YEARLY", "SECONDLY"), "20261112T140000", None),
    (OUTLOOK.replace("DTSTART:1601", "DTSTART:20"), "20261112T140000", None),
    (OUTLOOK.replace("Customized Time Zone", "Another"), "20261112T140000", None),
    ("BEGIN:VTIMEZONE\nTZID:Customized Time Zone\nEND:VTIMEZONE", "20261112T140000", None),
    (OUTLOOK + OUTLOOK.replace("TZID", "X-TZID"), "20261112T140000", "11-12 22:00"),
]


@pytest.mark.parametrize(("defined", "value", "moment"), DEFINED)
def test_a_zone_that_the_calendar_defines_is_taken_from_there(defined: str, value: str, moment: str | None) -> None:
    zones = CalendarZones()
    for line in defined.splitlines():
        zones.line(*line.split(":", 1))
    found = moment_of(value, f"DTSTART;TZID=Customized Time Zone:{value}", zones)
    assert (found and f"{found:%m-%d %H:%M}") == moment
