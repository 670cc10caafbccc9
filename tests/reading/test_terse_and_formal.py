"""How formal, British and terse writers put a day, an hour, a rating or a no, beside what only looks alike."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from service.domain import Claims, Doubt
from service.reading.report import interpret
from service.reading.values import Context, Segment, Words

ZONE = ZoneInfo("America/Los_Angeles")
MOMENT = datetime(2026, 11, 23, 10, 0, tzinfo=ZONE)


def claims(text: str, question: int | None = None) -> Claims:
    return interpret(Words((Segment(text, question),)), "", MOMENT, Context(zone=ZONE)).claims


@pytest.mark.parametrize(
    ("text", "day", "at"),
    [
        ("Next is December 3, half two.", date(2026, 12, 3), time(14, 30)),
        ("We're meeting next Thursday, half three. See you.", date(2026, 12, 3), time(15, 30)),
        ("We meet a week on Friday at 3.", date(2026, 12, 4), time(15)),
        ("See her a week on Wednesday, half ten.", date(2026, 12, 2), time(10, 30)),
        ("He will return to me on December 3 at four.", date(2026, 12, 3), time(16)),
        ("She'll come back on December 3 at noon.", date(2026, 12, 3), time(12)),
        ("He'll come back a week from Monday at four.", date(2026, 12, 7), time(16)),
        ("He expects me again on December 3 at 4.", date(2026, 12, 3), time(16)),
    ],
)
def test_the_next_day_and_its_hour(text: str, day: date, at: time) -> None:
    coming = claims(text).next_meeting
    assert coming is not None and (coming.date, coming.time) == (day, at)


@pytest.mark.parametrize(
    ("text", "held", "coming"),
    [
        ("coffee tues half an hr we did my portfolio again jan 14 noon", 17, date(2027, 1, 14)),
        ("We met on the 5th and again on Nov 12.", 5, None),
        ("Met Tuesday, 45 min.\n\nThe Monday rota.\n\nDec 7, 10 am, again.", 17, date(2026, 12, 7)),
        ("Met Tuesday, 45 min.\n\nThe Sunday gloom.", 17, None),
        ("Met Tuesday, 45 min. Next: the Friday after Thanksgiving.", 17, date(2026, 11, 27)),
    ],
)
def test_what_was_and_what_comes_again(text: str, held: int, coming: date | None) -> None:
    said = claims(text)
    assert said.meetings[0].held_on == date(2026, 11, held)
    assert (said.next_meeting.date if said.next_meeting else None) == coming


def test_a_day_that_is_no_good_is_not_the_next_one() -> None:
    coming = claims("The 25th is already taken, so December 3, noon.", 4).next_meeting
    assert coming is not None and (coming.date, coming.time) == (date(2026, 12, 3), time(12))


@pytest.mark.parametrize(
    "text",
    [
        "She will return from leave on December 3.",
        "He will come back from Spain on December 3 at four.",
        "I will return the book on December 3 at noon.",
        "The book returns on December 3.",
        "I return on December 3.",
    ],
)
def test_who_comes_back_from_somewhere_meets_nobody(text: str) -> None:
    assert claims(text).next_meeting is None


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("Met on the 12th from half ten till quarter past eleven.", 45),
        ("Met on the 12th, half four till half five.", 60),
        ("We met on the 12th from three o'clock till a quarter past four.", 75),
        ("We talked for half an hour on the 12th.", 30),
        ("We met on the 12th and did half ten chapters.", None),
    ],
)
def test_from_one_spoken_hour_to_another(text: str, minutes: int | None) -> None:
    assert [meeting.duration_minutes for meeting in claims(text).meetings] == [minutes]


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("Have we met? No. She was at a wedding on the 12th.", False),
        ("Did we get together? Not once.", False),
        ("Have we met? Yes, on the 12th.", True),
        ("We had a table waiting at the deli on the 12th, but the roads iced over.", False),
        ("We had a room reserved for the 12th and nobody could get there.", False),
        ("We had a table booked at the deli on the 12th and talked for an hour.", True),
    ],
)
def test_whether_they_met(text: str, met: bool) -> None:
    assert claims(text).met is met


@pytest.mark.parametrize(
    ("text", "rating", "doubted"),
    [
        ("Three of your five stars.", 3, False),
        ("4 of your 5.", 4, False),
        ("I keep wavering between 2 and 3.", None, True),
        ("I'm torn between a two and a three.", None, True),
        ("I'm torn between two and three campuses.", None, False),
        ("She needs 3 of your books.", None, False),
    ],
)
def test_a_rating(text: str, rating: int | None, doubted: bool) -> None:
    said = claims(text)
    assert (said.satisfaction, Doubt.SATISFACTION in said.doubts, said.met) == (rating, doubted, None)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Never got to: travel form.", False),
        ("Question of the day: do I take the night shift? Answer: no.", False),
        ("Question: do we merge the two desks? Outcome: not yet.", False),
        ("Assistance: negative.", False),
        ("Help: not discussed.", False),
        ("Help: not long ago you promised us a list of mentors; could you send it?", True),
        ("No help wanted.", False),
        ("I am in need of no assistance.", False),
        ("No, no help.", False),
        ("My question: who pays for parking?", True),
        ("We never got the budget form.", True),
        ("Should she apply to you for the deputy post? I await your answer.", True),
    ],
)
def test_whether_help_is_asked_for(text: str, wanted: bool) -> None:
    assert claims(text).needs_help is wanted
