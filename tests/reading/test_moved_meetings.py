"""A meeting that was moved: it was not held, and the day it was moved to is the next one."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from service.domain import Claims, FallenMeeting, NextMeeting
from service.reading.report import interpret
from service.reading.values import Context, Segment, Words

MOMENT = datetime(2026, 10, 28, 10, tzinfo=ZoneInfo("America/Los_Angeles"))
SIXTH = NextMeeting(date(2026, 11, 6), time(15))

MOVED = [
    "Sorry, we moved it: we now meet on November 6 at 3pm.",
    "Sorry, we moved it. We now meet on November 6 at 3pm.",
    "Apologies, we had to move it: now November 6 at 3.",
    "We moved it, we now meet on November 6 at 3pm.",
    "We rescheduled: November 6 at 3pm.",
    "We rescheduled - it's now November 6, 3 pm.",
    "We had to reschedule. New date: November 6, 3pm.",
    "We've postponed our meeting: we'll meet on November 6 instead, at 3pm.",
    "Our meeting was moved; it is on Nov 6 at 3pm now.",
    "Our meeting was moved to November 6 at 3pm.",
]


def claims(text: str) -> Claims:
    return interpret(Words((Segment(text),)), "", MOMENT, Context()).claims


@pytest.mark.parametrize("text", MOVED)
def test_the_new_day_is_the_next_meeting(text: str) -> None:
    assert claims(text) == Claims(met=False, next_meeting=SIXTH, fallen=(FallenMeeting((), moved=True),))


def test_a_move_to_no_known_day_is_no_meeting_and_none_to_come() -> None:
    assert claims("Our meeting was moved.") == Claims(met=False, fallen=(FallenMeeting((), moved=True),))
    assert claims("Sorry I missed you on Friday, I was at a conference on November 6.").next_meeting is None
