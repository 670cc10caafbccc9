"""How long a coming meeting is to last, where that is said with its day."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from service.domain import NextMeeting
from service.letters.phrases import next_meeting
from service.reading.report import interpret
from service.reading.values import Context, Segment, Words

MOMENT = datetime(2026, 11, 17, 10, tzinfo=ZoneInfo("America/Los_Angeles"))
THIRD = date(2026, 12, 3)

SAID = [
    ("Our next meeting is on December 3 at 2pm for 90 minutes.", time(14), 90),
    ("Next: December 3, 2-3:30pm.", time(14), 90),
    ("We will meet on December 3 from 10 to 10:45.", time(10), 45),
    ("We meet again on December 3 for about half an hour.", None, 30),
    ("Our next meeting is on December 3 at 2pm.", time(14), None),
    ("We met on November 12 for an hour. Next is December 3 at 2pm.", time(14), None),
    ("Next is December 3 at 2pm. We met on November 12 for an hour.", time(14), None),
]


@pytest.mark.parametrize(("text", "at", "minutes"), SAID)
def test_a_length_goes_with_the_coming_day(text: str, at: time | None, minutes: int | None) -> None:
    claims = interpret(Words((Segment(text),)), "", MOMENT, Context()).claims
    assert claims.next_meeting == NextMeeting(THIRD, at, minutes)


def test_it_is_shown_back() -> None:
    assert next_meeting(NextMeeting(THIRD, time(14), 90), MOMENT.date()) == "December 3 at 2 pm for an hour and a half"
