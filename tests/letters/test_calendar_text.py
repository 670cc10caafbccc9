"""What calendars are told: RFC 5545 and RFC 5546, read back by another reader than the one that wrote it."""

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from service.errors import UnusableAddress
from service.letters.calendar import Invitation, Method, calendar_text

PACIFIC, EASTERN = ZoneInfo("America/Los_Angeles"), ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 12, 18, tzinfo=UTC)
INVITATION = Invitation(
    uid="7f3a@mentoring.example.edu",
    sequence=2,
    day=date(2026, 12, 3),
    at=time(14),
    zone=PACIFIC,
    minutes=60,
    summary="Dana and Zoë",
    description="Your mentoring meeting.",
    organizer=("Library Mentoring Program", "checkin@mentoring.example.edu"),
    attendees=(("Dana Cole", "dana.cole@example.edu"), ("Zoë Vega", "zoe.vega@example.edu")),
)


def lines(method: Method = Method.REQUEST, zone: ZoneInfo = PACIFIC, **changed: object) -> list[str]:
    """Its content lines, unfolded (RFC 5545 §3.1)."""
    values = {name: getattr(INVITATION, name) for name in Invitation.__dataclass_fields__} | changed
    text = calendar_text(Invitation(**values), method, zone, NOW)
    assert all(len(line.encode()) <= 75 for line in text.split("\n"))
    return re.sub(r"\n[ \t]", "", text).splitlines()


def test_a_request_names_meeting_organizer_and_both() -> None:
    found = lines()
    assert {"METHOD:REQUEST", "UID:7f3a@mentoring.example.edu", "SEQUENCE:2", "STATUS:CONFIRMED"} <= set(found)
    assert "DTSTART;TZID=America/Los_Angeles:20261203T140000" in found
    assert "DTEND;TZID=America/Los_Angeles:20261203T150000" in found
    attendees = [line for line in found if line.startswith("ATTENDEE")]
    assert len(attendees) == 2 and all("PARTSTAT=NEEDS-ACTION;" in line and "RSVP=TRUE" in line for line in attendees)
    [organizer] = [line for line in found if line.startswith("ORGANIZER")]
    assert organizer.endswith(":mailto:checkin@mentoring.example.edu") and "+" not in organizer


def test_each_reads_it_in_their_own_zone() -> None:
    assert "DTSTART;TZID=America/New_York:20261203T170000" in lines(zone=EASTERN)
    assert "TZID:America/New_York" in lines(zone=EASTERN)
    assert "DTSTART:20261203T220000Z" in lines(zone=ZoneInfo("UTC"))


def test_a_cancellation_asks_for_no_answer() -> None:
    found = lines(Method.CANCEL)
    assert {"METHOD:CANCEL", "STATUS:CANCELLED"} <= set(found)
    assert not any("RSVP" in line for line in found)


def test_the_zone_tells_the_change_of_clocks_about_the_meeting() -> None:
    found = lines(day=date(2026, 10, 31))
    assert "TZOFFSETTO:-0700" in found and "TZOFFSETTO:-0800" in found
    assert len(found) < 60


def test_a_meeting_over_the_change_of_clocks_keeps_its_length() -> None:
    found = lines(day=date(2026, 11, 1), at=time(0, 30), minutes=60)
    assert "DTSTART;TZID=America/Los_Angeles:20261101T003000" in found
    assert "DTEND;TZID=America/Los_Angeles:20261101T013000" in found


@pytest.mark.parametrize("name", ["Zoë\nATTENDEE:mailto:x@example.org", 'A "b"; C:d, e', "x" * 500])
def test_no_name_begins_a_line_of_its_own(name: str) -> None:
    found = lines(summary=name, attendees=((name, "zoe.vega@example.edu"),))
    assert len([line for line in found if line.startswith("ATTENDEE")]) == 1
    assert "mailto:x@example.org" not in found


def test_an_address_that_cannot_be_written_to_is_refused() -> None:
    with pytest.raises(UnusableAddress):
        lines(attendees=(("Zoë", "zoe\nx@example.edu"),))
