"""Which days were those of meetings, and which is the next: where all signs are weighed, and what comes of it."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from service.domain import Claims, Doubt
from service.learned import LEARNED_UNIT, Weights
from service.reading.days.dates import Lack, When
from service.reading.opinions import weights
from service.reading.opinions.features import in_place
from service.reading.report import Heard, interpret, sentences_of
from service.reading.story.which_days import Kind, next_of
from service.reading.topics.topic_model import ear_of
from service.reading.values import Context, Segment, Words

CONTEXT = Context(zone=ZoneInfo("America/Los_Angeles"))
THURSDAY = datetime(2026, 11, 19, 10, tzinfo=CONTEXT.zone)
SECOND, THIRD, NINTH = date(2026, 12, 2), date(2026, 12, 3), date(2026, 12, 9)


def words(text: str) -> Words:
    return Words((Segment(text),))


def claims(text: str) -> Claims:
    return interpret(words(text), "", THURSDAY, CONTEXT).claims


def held(text: str) -> list[str]:
    return [f"{meeting.held_on:%m-%d}" if meeting.held_on else "-" for meeting in claims(text).meetings]


def coming(text: str) -> str:
    following = claims(text).next_meeting
    return f"{following.date:%m-%d}" if following else "-"


# -- what is weighed


@pytest.mark.parametrize(
    ("speaks", "found", "day"),
    [
        ({}, None, None),
        ({}, THIRD, THIRD),  # plain: nothing was weighed
        ({THIRD: 1.5}, None, THIRD),
        ({THIRD: 0.5}, None, None),  # too unlikely to be added
        ({THIRD: -0.2}, THIRD, THIRD),  # and not unlikely enough to be taken back
        ({THIRD: -1.5}, THIRD, None),
        ({THIRD: 0.5, NINTH: 2.0}, THIRD, NINTH),
        ({THIRD: 1.5, NINTH: 2.0}, THIRD, THIRD),  # not far enough beyond what rules found
        ({SECOND: 1.5, NINTH: 2.0}, None, NINTH),
        ({NINTH: 3.0}, Lack.UNSURE, Lack.UNSURE),  # what is to be asked about stays so
    ],
)
def test_the_day_of_the_next_meeting_by_what_speaks_for_each(
    speaks: dict[date, float], found: When | None, day: When | None
) -> None:
    assert next_of(speaks, found) == day


def open_days(kind: Kind, text: str) -> list[str]:
    heard = Heard(THURSDAY.date(), CONTEXT, ear_of(CONTEXT.topics))
    heard.hear(in_place(list(sentences_of(words(text), "", CONTEXT))))
    met = heard.whether_met().decided()
    return [f"{day.day:%m-%d}" for day, _ in heard.which_days(met).candidates(kind).signs()]


def test_nothing_is_weighed_where_days_are_told_plainly() -> None:
    plain = "We met on Thursday, November 12, for an hour. We will meet again on December 3 at 2."
    assert open_days("held", plain) == open_days("next", plain) == []


def test_every_day_is_weighed_where_one_is_open() -> None:
    told = "We had said November 4, then the 9th, and talked on the 12th in the end. The report is due December 1."
    assert open_days("held", told) == ["11-04", "11-09", "11-12"]


def test_a_reply_of_more_days_than_any_tells_of_is_not_weighed() -> None:
    rain = [f"It rained on October {day}, September {day} and August {day}." for day in range(20, 31)]
    assert open_days("held", " ".join(["We met.", *rain[:3]])) != []
    assert open_days("held", " ".join(["We met.", *rain])) == []


# -- what comes of it


def opinion(**signs: float) -> weights.Learned:
    """One that goes by a few signs alone, each "found_first" in the place of "found first True"."""
    rows = {f"{name.replace('_', ' ')} True": (int(nats * LEARNED_UNIT),) for name, nats in signs.items()}
    return weights.Learned(Weights(("held",), {"": (0,), **rows}))


TWO_TOLD = "It was moved. We met on the 5th. We met for an hour on the 12th, or nearly. I wrote it up on the 17th."


def test_the_day_taken_back_is_left_out_beside_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "HELD", opinion(found_first=-5))
    assert held(TWO_TOLD)[0] != "11-05"


@pytest.mark.parametrize(
    ("told", "days"),
    [
        ("It was moved. We met on the 5th. We met for an hour on the 12th, or nearly.", ["11-12"]),
        ("It was moved. We met on the 5th. We met a second time on the 12th, or nearly.", ["11-05", "11-12"]),
        ("We met on the 5th. We met for an hour on the 12th, or nearly.", ["11-05", "11-12"]),
    ],
)
def test_it_takes_less_to_take_back_a_day_beside_another_unless_several_are_told(
    told: str, days: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weights, "HELD", opinion(found_first=-0.5))
    assert held(told) == days


def test_the_only_day_taken_back_leaves_a_meeting_without_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    told = "We finally met, and it was good. It must have been around when the heating broke, say November 4 or so."
    monkeypatch.setattr(weights, "HELD", opinion(found_first=-5))
    assert held(told) == ["-"]


STORY = (
    " It had rained since Sunday, the cellar was under water again, my sister came to stay with her three boys, and"
    " on top of it the catalog was down for most of a week, so that nobody at the desk could find anything at all."
)


@pytest.mark.parametrize(("nats", "days"), [(0.5, ["-"]), (1.5, ["11-04"])])
def test_at_length_a_day_that_is_hardly_likely_is_asked_about(
    nats: float, days: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weights, "HELD", opinion(found_first=nats))
    told = "When the heating broke, around November 4, we finally met."
    assert held(told + STORY) == days
    assert held(told) == ["11-04"]  # in a few words there is little to mistake
    (meeting,) = claims(told + STORY).meetings
    assert (Doubt.HELD_ON in meeting.unsure) is (days == ["-"])


def test_where_one_of_several_days_is_in_doubt_all_are_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "HELD", opinion(found_first=0.5, found_last=3))
    assert held("We met on the 5th. We met a second time on the 12th, or nearly." + STORY) == ["-", "-"]


def test_where_as_many_days_are_told_as_are_counted_none_is_in_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "HELD", opinion(found_first=0.5, found_last=3))
    assert held("We met twice. We met on the 5th. We met again on the 12th, or nearly." + STORY) == ["11-05", "11-12"]


@pytest.mark.parametrize(("nats", "doubted"), [(0.5, True), (1.5, False)])
def test_at_length_a_next_day_that_is_hardly_likely_is_asked_about(
    nats: float, doubted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weights, "NEXT", opinion(found_last=nats))
    told = "We met on Tuesday. December 3 might do for both of us." + STORY
    assert coming(told) == ("-" if doubted else "12-03")
    assert (Doubt.NEXT_MEETING in claims(told).unsure) is doubted


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Had lunch on the 6th, then a quick call on the 16th. Next one we said the 30th.", "11-06 11-16"),
        ("We walked on Saturday and had a call on Tuesday. Walk again this Saturday.", "11-14 11-17"),
        ("First by phone on the 4th, then in her office on the 11th. 4.", "11-04 11-11"),
        ("I visited her on the 6th and she visited me on the 13th, an hour each.", "11-06 11-13"),
        ("We were able to meet on the 10th and 17th. The 24th is next, at 9am.", "11-10 11-17"),
        ("We met on the 2nd, the 9th and the 16th of November; the next is the 23rd.", "11-02 11-09 11-16"),
        ("The 4th, the 11th, the 18th. 5, no help needed, next on the 25th.", "11-04 11-11 11-18"),
        ("We did the 5th and the 12th and will do the 3rd and the 10th.", "11-05 11-12"),
        ("Meeting on the 19th was moved up to the 17th, it was good. 4.", "11-17"),
        ("Our call on the 10th slipped to the 12th but we did have it. 30 minutes. The next is on the 24th.", "11-12"),
        ("Of the two we planned (9th and 16th) only the second happened. Next is the 30th.", "11-16"),
    ],
)
def test_several_meetings_told_shortly_stand_and_one_that_was_moved_is_one(text: str, days: str) -> None:
    assert " ".join(held(text)) == days


@pytest.mark.parametrize(
    "text",
    [
        "The campus was closed so we did the meeting by phone on Tuesday instead.",
        "Snow on Monday so we did it over Zoom on Tuesday instead.",
    ],
)
def test_the_day_of_a_meeting_held_is_not_the_next_one_too(text: str) -> None:
    assert "11-17" in held(text)
    assert coming(text) == "-"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Next two meetings are Dec 1 and Dec 15. We met Nov 10.", "12-01"),
        ("Next meetings are the 24th and the 1st. We met on the 17th.", "11-24"),
        ("Met on the 12th, next one was going to be the 26th but that's Thanksgiving, so the 3rd.", "12-03"),
    ],
)
def test_the_first_of_several_plans_is_next_unless_it_was_given_up(text: str, day: str) -> None:
    assert coming(text) == day


# -- days said twice, and days that are no meeting's


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("We'll meet again in two weeks, December 2.", "12-02"),  # weeks are round: it is thirteen days
        ("The next one is in two weeks, on the 5th.", "12-05"),
        ("We start again on the first Wednesday in January, the 6th.", "01-06"),
        ("We meet in two weeks, on the 12th of December.", "-"),  # too far from it: asked
    ],
)
def test_weeks_that_are_counted_roughly_agree_with_a_day_near_by(text: str, day: str) -> None:
    assert coming(text) == day


def test_a_meeting_some_weeks_ago_was_on_the_day_named_beside_it() -> None:
    assert held("We spoke two weeks ago, on the 6th, for an hour.") == ["11-06"]


@pytest.mark.parametrize(
    "text",
    ["We'll talk before my interview on December 8.", "Our next staff meeting is November 25 at 9."],
)
def test_a_day_that_bounds_a_plan_or_is_of_others_is_no_next_meeting(text: str) -> None:
    assert coming(f"We met on Tuesday for an hour. {text}") == "-"


def test_what_the_writer_corrected_is_not_weighed() -> None:
    told = "We met Monday. See her December 3 at 2. PS it's really December 10, not December 3."
    assert open_days("next", told) == []
    assert coming(told) == "12-10"
