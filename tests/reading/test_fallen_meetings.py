"""That a planned meeting was called off or moved, and the days that the words may mean."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from service.domain import Claims, FallenMeeting
from service.reading.report import interpret
from service.reading.values import Context, Segment, Words

TUESDAY = datetime(2026, 11, 17, 10, tzinfo=ZoneInfo("America/Los_Angeles"))


def claims(text: str) -> Claims:
    return interpret(Words((Segment(text),)), "", TUESDAY, Context()).claims


def off(*days: str, moved: bool = False) -> tuple[FallenMeeting, ...]:
    """One meeting, of one of these days of 2026."""
    return (FallenMeeting(tuple(date.fromisoformat(f"2026-{day}") for day in days), moved),)


FALLEN = [
    ("We had to cancel (the 12th).", off("11-12", "12-12")),
    ("We had to cancel the 12th.", off("11-12", "12-12")),
    ("Our meeting was cancelled, we'll meet next week.", off()),
    ("She was ill so it fell through.", off()),
    ("The meeting on the 12th is off.", off("11-12", "12-12")),
    ("Grace has to cancel our meeting on Thursday.", off("11-19", "11-12")),
    ("Our meeting on November 20 is cancelled.", off("11-20")),
    ("Last Thursday's meeting was cancelled.", off("11-12")),
    ("We called it off.", off()),
    ("Something came up, so we had to scrap our meeting.", off()),
    ("We moved it to the 19th.", off(moved=True)),
    ("We moved our meeting to November 19 at 2.", off(moved=True)),
    ("Our meeting was moved from the 12th to the 19th.", off("11-12", "12-12", moved=True)),
    ("We had to postpone; the new date is November 24 at 10.", off(moved=True)),
    ("We can't make the 20th, so we moved it to the 27th at 2.", off("11-20", "10-20", moved=True)),
    ("We met on November 5 for an hour. The meeting of the 12th was cancelled.", off("11-12", "12-12")),
]
NONE = [
    "We met on November 12 for an hour.",
    "We did not meet this month.",
    "She didn't show up on the 12th.",
    "Not yet, we both forgot.",
    "We had to reschedule twice but met on November 12 for an hour.",
    "The journal was cancelled, and she asked what to do about it.",
    "We meet on November 19 at 2.",
    "She moved to a new apartment on the 12th.",
]


@pytest.mark.parametrize(("text", "fallen"), FALLEN, ids=[text for text, _ in FALLEN])
def test_what_fell_through(text: str, fallen: tuple[FallenMeeting, ...]) -> None:
    assert claims(text).fallen == fallen


@pytest.mark.parametrize("text", NONE)
def test_what_tells_of_none(text: str) -> None:
    assert claims(text).fallen == ()
