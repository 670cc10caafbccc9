"""Whether two people met: where rules are believed, where all signs are weighed, and when the writer is asked."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from service.domain import Claims, Doubt
from service.reading.opinions.features import in_place
from service.reading.opinions.second_opinion import weighed
from service.reading.report import Heard, interpret, sentences_of
from service.reading.topics.topic_model import ear_of
from service.reading.values import Context, Segment, Words

CONTEXT = Context(zone=ZoneInfo("America/Los_Angeles"))
THURSDAY = datetime(2026, 11, 19, 10, tzinfo=CONTEXT.zone)


def words(text: str) -> Words:
    return Words((Segment(text),))


def claims(text: str) -> Claims:
    return interpret(words(text), "", THURSDAY, CONTEXT).claims


@pytest.mark.parametrize(
    ("for_it", "against", "found", "met", "asked"),
    [
        (0.0, 0.0, True, True, False),
        (0.0, 0.0, False, False, False),
        (0.0, 0.0, None, None, False),
        (-0.5, 1.0, True, False, False),  # likely enough to outweigh the rules
        (1.0, -0.5, False, True, False),
        (1.0, -2.0, None, True, False),
        (-2.0, 1.0, None, False, False),
        (-1.5, 0.5, True, None, True),  # too unlikely to be believed, and nothing else likely enough
        (0.5, -1.5, False, None, True),
        (-2.0, -2.0, True, None, False),  # nothing was said of it
        (-2.0, -2.0, False, None, False),
    ],
)
def test_rules_are_outweighed_or_doubted_by_what_speaks_against_them(
    for_it: float, against: float, found: bool | None, met: bool | None, asked: bool
) -> None:
    assert weighed(for_it, against, found) == (met, asked)


def is_open(text: str) -> bool:
    heard = Heard(THURSDAY.date(), CONTEXT, ear_of(CONTEXT.topics))
    heard.hear(in_place(list(sentences_of(words(text), "", CONTEXT))))
    whether = heard.whether_met()
    return whether.is_open(whether.by_rules())


@pytest.mark.parametrize(
    "text",
    [
        "We met on Tuesday for an hour.",
        "Pat and I had lunch on the 12th.",
        "We didn't meet this month.",
        "Our meeting was moved.",
        "The last we saw of each other was at graduation, so no.",
    ],
)
def test_what_is_told_outright_stands(text: str) -> None:
    assert not is_open(text)


@pytest.mark.parametrize(
    "text",
    ["The 9th. No meeting in December.", "She cancelled on the 12th but came on the 19th.", "All is well."],
)
def test_all_else_is_weighed(text: str) -> None:
    assert is_open(text)


@pytest.mark.parametrize(
    ("text", "meetings"),
    [
        ("We met early on Tuesday and walked around the fountain 6 times.", 1),
        ("I had to walk around 3 times before we met on Monday.", 1),
        ("We met and talked three times.", 3),
        ("We met twice.", 2),
        ("Two of the three meetings we planned took place.", 2),
    ],
)
def test_only_what_counts_meetings_counts_them(text: str, meetings: int) -> None:
    assert len(claims(text).meetings) == meetings


def test_a_request_and_nothing_else_says_nothing_of_meeting() -> None:
    told = claims("Quick note. This address goes away next week. Could you change me over to a.b@cc.example.edu?")
    assert told.met is None and told.needs_help


def test_a_day_that_was_offered_and_turned_down_is_none_to_meet_on() -> None:
    assert (
        claims("We have not met. She proposed Dec 3 at 2 but I have a class, so we are looking.").next_meeting is None
    )
    offered = claims("She proposed Dec 3 at 2 and I said yes.").next_meeting
    assert offered is not None and offered.date.day == 3


def test_a_weekday_counted_from_a_day_of_another_sentence_is_no_day_by_itself() -> None:
    told = claims("I threw my back out on the 13th. We met the Tuesday before that, so the 10th.")
    assert [meeting.held_on and meeting.held_on.day for meeting in told.meetings] == [10]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("We met Monday. 2 if I have to pick a number.", 2),
        ("We met Nov 10, an hour. Not quite a 5 but close, so 4.", 4),
        ("It was good. Almost a 5! 4.", 4),
        ("4. Not quite a 5.", 4),
        ("We met Monday. Four and a half, she lost marks for the weather.", None),
    ],
)
def test_a_rating_that_is_given_unwillingly_or_by_halves(text: str, value: int | None) -> None:
    told = claims(text)
    assert told.satisfaction == value
    assert (Doubt.SATISFACTION in told.doubts) is (value is None)


def test_to_be_asked_later_is_no_call_for_help() -> None:
    assert not claims("We met Monday. I have no number for you yet, ask me after the next one.").needs_help


def test_a_rating_alone_tells_of_no_meeting() -> None:
    assert claims("4 of your 5.").met is None


@pytest.mark.parametrize(
    ("text", "value"), [("We met twice. Both were 5s as far as I'm concerned.", 5), ("All of them were 4s.", 4)]
)
def test_a_rating_of_several_meetings(text: str, value: int) -> None:
    assert claims(text).satisfaction == value


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("We met Monday. Please don't send help.", False),
        ("We met Monday. Please send help.", True),
        ("Help! She never answers.", True),
    ],
)
def test_help_that_is_wanted_and_help_that_is_not(text: str, asks: bool) -> None:
    assert claims(text).needs_help is asks
