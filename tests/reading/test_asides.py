"""Asides: days, lengths and cancellations of something else, beside which a reply means what it meant without them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from service.domain import Claims, Format, NextMeeting
from service.reading.report import interpret
from service.reading.values import Context, Segment, Words

THURSDAY = datetime(2026, 11, 12, 18, 0, tzinfo=UTC)
HELD, COMING = "We met on Tuesday for an hour in her office.", "Next is December 3 at 2."
ASIDES = Path(__file__).with_name("asides.txt").read_text(encoding="utf-8").splitlines()


def claims(*sentences: str) -> Claims:
    return interpret(Words((Segment(" ".join(sentences)),)), "", THURSDAY, Context()).claims


@pytest.mark.parametrize("aside", ASIDES)
def test_an_aside_changes_nothing(aside: str) -> None:
    for told in ((aside, HELD, COMING), (HELD, aside, COMING), (HELD, COMING, aside)):
        found = claims(*told)
        (meeting,) = found.meetings
        assert (meeting.held_on, meeting.duration_minutes, meeting.format) == (date(2026, 11, 10), 60, Format.IN_PERSON)
        assert found.next_meeting == NextMeeting(date(2026, 12, 3), time(14))


@pytest.mark.parametrize("aside", ASIDES)
def test_an_aside_alone_tells_of_no_meeting(aside: str) -> None:
    assert (claims(aside).met, claims(aside).meetings, claims(aside).next_meeting) == (None, (), None)
    assert claims(HELD, aside).next_meeting is None
