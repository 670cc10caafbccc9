"""What an answer to a receipt means: it speaks of what the receipt said, so a "no" there does not deny the meeting."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from service.domain import Claims, Format, MeetingClaim, NextMeeting
from service.reading.report import interpret
from service.reading.values import Context, Segment, Words

ZONE = ZoneInfo("America/Los_Angeles")
WEDNESDAY = datetime(2026, 11, 11, 8, 30, tzinfo=ZONE)


def corrected(words: str, *, correcting: bool = True) -> Claims:
    context = Context(zone=ZONE, correcting=correcting)
    return interpret(Words((Segment(words),)), "Re: Your check-in", WEDNESDAY, context).claims


def held(**said: object) -> Claims:
    return Claims(met=True, meetings=(MeetingClaim(**said),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "claims"),
    [
        ("Sorry, it was Friday, November 6, not Monday.", held(held_on=date(2026, 11, 6))),
        ("Sorry, it was the 6th.", held(held_on=date(2026, 11, 6))),
        ("Not right: it was the 4th.", held(held_on=date(2026, 11, 4))),
        ("No! We met on the 6th.", held(held_on=date(2026, 11, 6))),
        ("Actually Nov 6", held(held_on=date(2026, 11, 6))),
        ("No, it was by phone.", held(format=Format.PHONE)),
        ("No, an hour and a half.", held(duration_minutes=90)),
        ("Next is Dec 4, not Dec 3.", Claims(next_meeting=NextMeeting(date(2026, 12, 4)))),
        ("Our next meeting is on the 12th.", Claims(next_meeting=NextMeeting(date(2026, 11, 12)))),
        ("It was a 4, not a 5.", Claims(satisfaction=4)),
        ("No, we did not meet.", Claims(met=False)),
        ("Thanks!", Claims()),
    ],
)
def test_a_correction_says_what_it_says_and_no_more(words, claims):
    assert corrected(words) == claims


def test_what_answers_a_check_in_is_read_as_ever():
    assert corrected("No, but we meet on the 12th.", correcting=False).met is False
