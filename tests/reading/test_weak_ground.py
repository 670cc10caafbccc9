"""No day is believed on weak ground: a plan of the past, a day denied, a topic's day, a word to the coordinator."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from service.domain import Claims, Doubt
from service.reading.report import interpret
from service.reading.values import Context, Segment, Words

ZONE = ZoneInfo("America/Los_Angeles")
MOMENT = datetime(2026, 11, 23, 10, 0, tzinfo=ZONE)


def claims(text: str) -> Claims:
    return interpret(Words((Segment(text, None),)), "", MOMENT, Context(zone=ZONE)).claims


@pytest.mark.parametrize(
    "text",
    [
        "We were going to meet on the 3rd but the snow got in the way.",
        "We were supposed to meet on the 3rd, but her flight was delayed.",
        "We were to meet tomorrow but she has the flu.",
        "We won't be able to meet on December 3.",
        "Our November meeting got bumped for the accreditation visit, and then bumped again when they stayed a day.",
        "It was in the diary for the 3rd, I had a migraine, we called it off.",
        "We had fixed the 10th for it, but the storm closed the campus that afternoon.",
    ],
)
def test_a_plan_of_the_past_is_no_coming_meeting(text: str) -> None:
    assert (claims(text).met, claims(text).next_meeting) == (False, None)


@pytest.mark.parametrize(
    "text",
    [
        "Our December 3 meeting may have to be moved.",
        "December 3 no longer works for us.",
        "I am back on the 6th.",
        "Can you call me on December 3?",
        "I'd like to speak with you on Thursday about my mentor.",
        "Had the campus been open we would have met on the 12th.",
        "That we'd get together this month I was sure.",
        "Nothing to add since the 5th.",
    ],
)
def test_what_says_neither_yes_nor_no_is_asked_about(text: str) -> None:
    assert (claims(text).met, claims(text).meetings, claims(text).next_meeting) == (None, (), None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Wonderful talk on the 2nd.", 2),
        ("On the 18th. It was supposed to be half an hour but we ended up going for an hour.", 18),
        ("We'd hoped for the 12th, but ended up on the 17th.", 17),
        ("We couldn't, until last Friday, when she stopped at my desk.", 20),
        ("Not until yesterday did we finally sit down.", 22),
        ("We only emailed until the 19th, when we finally talked for half an hour.", 19),
        ("We touched base on Nov 8 — no, it was the 7th, the 8th was the staff picnic.", 7),
        ("She cancelled on the 12th but came on the 19th.", 19),
        ("I forgot to tell you that we met on the 12th.", 12),
        ("She came by on the 12th and we went at it for forty minutes.", 12),
        ("We talked on the 5th about her presentation on the 20th.", 5),
        ("We talked on the 5th about my review on December 2.", 5),
    ],
)
def test_the_day_of_the_one_meeting_held(text: str, day: int) -> None:
    assert [meeting.held_on for meeting in claims(text).meetings] == [date(2026, 11, day)]
    assert claims(text).next_meeting is None


@pytest.mark.parametrize(
    "text",
    [
        "Cancelled. New date is December 3.",
        "We couldn't meet but are planning Dec 3.",
        "We couldn't meet and have it down for Dec 3 now.",
        "We called it off. Rearranged for Dec 3.",
    ],
)
def test_a_new_day_for_what_fell_through(text: str) -> None:
    coming = claims(text).next_meeting
    assert claims(text).met is False
    assert coming is not None and coming.date == date(2026, 12, 3)


def test_two_days_offered_are_none_agreed_on() -> None:
    said = claims("We couldn't settle on a day: she offered the 3rd, I offered the 10th.")
    assert (said.next_meeting, said.doubts) == (None, frozenset({Doubt.NEXT_MEETING}))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("We met on the 5th. I'd go 4. December 10th is next, face to face.", date(2026, 12, 10)),
        ("No meeting this month. We have settled on 12 January at 10:30.", date(2027, 1, 12)),
        ("We met on the 5th and settled on three goals for the year.", None),
    ],
)
def test_the_day_of_the_next(text: str, day: date | None) -> None:
    coming = claims(text).next_meeting
    assert (coming and coming.date) == day
