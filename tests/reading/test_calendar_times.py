"""When a meeting begins, as an answer's calendar writes it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from service.reading.calendar_times import moment_of


@pytest.mark.parametrize(
    ("line", "hour"),
    [
        ("DTSTART:20261112T220000Z", 22),
        ("DTSTART;TZID=America/Los_Angeles:20261112T140000", 22),
        ('DTSTART;TZID="America/New_York":20261112T170000', 22),
        ("DTSTART;VALUE=DATE-TIME;TZID=Pacific Standard Time:20261112T140000", 22),
        ("DTSTART;TZID=W. Europe Standard Time:20261112T230000", 22),
        ("DTSTART;TZID=GMT Standard Time:20261112T220000", 22),
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
    assert moment_of(line.rpartition(":")[2], line) == expected
