"""Times of day, lengths, ways of meeting and ratings, as people write them."""

from __future__ import annotations

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain import Format
from service.reading.answers.rating import rating_of
from service.reading.clauses.formats import find_formats
from service.reading.days.lengths import find_lengths
from service.reading.days.times import find_spans, find_times, in_zone


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2pm", time(14)),
        ("at 3", time(15)),
        ("@ 3", time(15)),
        ("at 8", time(8)),
        ("8:30", time(8, 30)),
        ("2:30", time(14, 30)),
        ("15:00", time(15)),
        ("15h00", time(15)),
        ("noon", time(12)),
        ("half past two", time(14, 30)),
        ("quarter to 4", time(15, 45)),
        ("10 o'clock", time(10)),
        ("3ish", time(15)),
        ("8:30a", time(8, 30)),
        ("at 7 in the evening", time(19)),
        ("at ten thirty", time(10, 30)),
        ("at 10.45", time(10, 45)),
        ("12:15pm", time(12, 15)),
        ("12am", time(0)),
    ],
)
def test_times(text: str, wanted: time) -> None:
    assert [said.of_day for said in find_times(text)] == [wanted]


@pytest.mark.parametrize("text", ["1:1 with her", "3-4 people", "room 3-4", "24/7", "at 12 percent", "chapter 3.10"])
def test_what_is_no_time(text: str) -> None:
    assert find_times(text) == []


@given(st.integers(0, 23), st.integers(0, 59))
def test_every_minute_round_trips(hour: int, minute: int) -> None:
    said = find_times(f"we meet at {(hour - 1) % 12 + 1}:{minute:02} {'am' if hour < 12 else 'pm'}.")
    assert [mention.of_day for mention in said] == [time(hour, minute)]


@pytest.mark.parametrize(
    ("text", "begins", "minutes"),
    [
        ("from 2 to 3:30", time(14), 90),
        ("2-3pm", time(14), 60),
        ("10 to 10:45", time(10), 45),
        ("noon to 1", time(12), 60),
        ("11:30-1", time(11, 30), 90),
        ("14:00–14:50", time(14), 50),
        ("from 14.00 until 15.15", time(14), 75),
    ],
)
def test_spans(text: str, begins: time, minutes: int) -> None:
    assert [(span.begins.of_day, span.minutes) for span in find_spans(text)] == [(begins, minutes)]


def test_a_zone_that_is_said_is_converted() -> None:
    eastern = find_times("at 4pm eastern")[0]
    assert in_zone(date(2026, 11, 18), eastern, ZoneInfo("America/Los_Angeles")) == (date(2026, 11, 18), time(13))
    tokyo = find_times("9am tokyo time")[0]
    assert in_zone(date(2026, 11, 18), tokyo, ZoneInfo("America/Los_Angeles")) == (date(2026, 11, 17), time(16))


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("an hour", 60),
        ("about an hour", 60),
        ("almost an hour", 60),
        ("just over an hour", 60),
        ("half an hour", 30),
        ("a half-hour", 30),
        ("1/2 hr", 30),
        ("an hour and a half", 90),
        ("1.5 hrs", 90),
        ("1 1/2 hours", 90),
        ("1h15", 75),
        ("hour and ten", 70),
        ("an hour and twenty minutes", 80),
        ("an hour less ten minutes", 50),
        ("three quarters of an hour", 45),
        ("45 min", 45),
        ("45ish", 45),
        ("forty-five minutes", 45),
        ("20-odd minutes", 20),
        ("90-minute", 90),
        ("30-45 minutes", 35),
        ("45 to 60 minutes", 50),
        ("1-2 hours", 90),
        ("a couple of hours", 120),
        ("50mins", 50),
        ("first one 1 hr", 60),
        ("second one 30 min", 30),
    ],
)
def test_lengths(text: str, minutes: int) -> None:
    assert [length.minutes for length in find_lengths(text)] == [minutes]


@pytest.mark.parametrize(
    "text",
    ["20 minutes late", "the last ten minutes went to her poster", "office hours", "in an hour", "two hours a week",
     "an hour each way", "after 40 minutes", "a long lunch", "all afternoon", "two hours north"],
)  # fmt: skip
def test_what_is_no_length(text: str) -> None:
    assert find_lengths(text) == []


@given(st.integers(5, 240))
def test_every_length_round_trips(minutes: int) -> None:
    hours, rest = divmod(minutes, 60)
    said = f"{hours} hr {rest} min" if hours and rest else f"{hours} hours" if hours else f"{rest} minutes"
    assert [length.minutes for length in find_lengths(said)] == [minutes]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("zoom yesterday", Format.VIDEO),
        ("a teams call", Format.VIDEO),
        ("on google meet", Format.VIDEO),
        ("by video", Format.VIDEO),
        ("we skyped", Format.VIDEO),
        ("phone.", Format.PHONE),
        ("rang her up", Format.PHONE),
        ("a quick call", Format.PHONE),
        ("we had a phone call on friday", Format.PHONE),
        ("i took a call from her", Format.PHONE),
        ("in my office", Format.IN_PERSON),
        ("over coffee", Format.IN_PERSON),
        ("at the dumpling place", Format.IN_PERSON),
        ("a walk around the lake", Format.IN_PERSON),
        ("not by phone but in her office", Format.IN_PERSON),
        ("instead of zoom we had lunch", Format.IN_PERSON),
        ("in the faculty club", Format.IN_PERSON),
        ("face to face", Format.IN_PERSON),
    ],
)
def test_ways_of_meeting(text: str, wanted: Format) -> None:
    assert find_formats(text)[0].format is wanted


@pytest.mark.parametrize("text", ["call for papers", "i'd call it a 4", "she walked me through it", "instead of zoom"])
def test_what_is_no_way_of_meeting(text: str) -> None:
    assert find_formats(text) == []


def test_under_its_question_any_place_is_one() -> None:
    assert find_formats("makerspace", answering=True)[0].format is Format.IN_PERSON
    assert find_formats("see 1", answering=True) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("i'd give it a 4.", 4),
        ("4/5", 4),
        ("4 out of 5", 4),
        ("8/10, would be mentored again", 4),
        ("solid 5.", 5),
        ("a 5 from me", 5),
        ("★★★★", 4),
        ("four stars", 4),
        ("rating: three", 3),
        ("on a scale of 1 to 5, 4", 4),
        ("a 5 with all my heart", 5),
        ("3 outa 5", 3),
        ("4 is our joint verdict", 4),
        ("marks: four, one docked for digressions", 4),
        ("i should rate the usefulness of the occasion at 4", 4),
        ("zoom, an hour, 5", 5),
        ("call it a four", 4),
        ("4, almost a 5", 4),
        ("not a 5, but a 4.", 4),
        ("i'd give it a 4, just shy of a 5.", 4),
        ("short of a 5, so a 4.", 4),
    ],
)
def test_ratings(text: str, wanted: int) -> None:
    rating = rating_of(text, answering=False)
    assert rating is not None
    assert rating.value == wanted


@pytest.mark.parametrize(
    "text", ["i'd say 4.5", "i'd say 3 or 4", "7/10", "a 3 or a 4", "almost a 5.", "it was not quite a four this time."]
)
def test_ratings_off_the_scale_are_unsure(text: str) -> None:
    rating = rating_of(text, answering=False)
    assert rating is not None
    assert rating.value is None


@pytest.mark.parametrize(
    "text",
    ["it was 3 of us", "a 5 minute chat", "we have 4 classes", "i'd say 3 weeks", "number four is a pain", "great!",
     "give it 5 minutes", "she has two cats", "one of us was late", "useful: very", "not a 5.", "almost a 5 mile walk"],
)  # fmt: skip
def test_what_is_no_rating(text: str) -> None:
    assert rating_of(text, answering=False) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("4", 4), ("five!!", 5), ("5 - very", 5), ("4, no, 5", 5), ("3. be kind", 3), ("not a 5, a 4", 4)],
)
def test_under_its_question_a_number_is_enough(text: str, wanted: int) -> None:
    rating = rating_of(text, answering=True)
    assert rating is not None
    assert rating.value == wanted
