"""Days in prose, against every day of three years and every way of writing one."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from service.reading.days.dates import Lack
from service.reading.days.days import find_days
from service.reading.prose.text import plain
from service.reading.prose.words import words_in

FIRST, DAYS = date(2026, 1, 1), 3 * 365 + 1
EVERY_DAY = [FIRST + timedelta(days=n) for n in range(DAYS)]
WORDS = words_in(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth "
    "twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
)


def ordinal(day: int) -> str:
    ending = "th" if 10 <= day % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


DATED: dict[str, Callable[[date], str]] = {
    "Nov 3": lambda d: f"on {d:%b} {d.day}",
    "November 3rd": lambda d: f"on {d:%B} {ordinal(d.day)}",
    "Nov. 3": lambda d: f"on {d:%b}. {d.day}",
    "3 November": lambda d: f"on {d.day} {d:%B}",
    "3rd of November": lambda d: f"on the {ordinal(d.day)} of {d:%B}",
    "the third of November": lambda d: f"on the {WORDS[d.day - 1]} of {d:%B}",
    "November third": lambda d: f"on {d:%B} {WORDS[d.day - 1]}",
    "11/3": lambda d: f"on {d.month}/{d.day}",
    "11/3/26": lambda d: f"on {d.month}/{d.day}/{d:%y}",
    "2026-11-03": lambda d: f"on {d.isoformat()}",
    "3.11.2026": lambda d: f"am {d.day}.{d.month}.{d.year}",
    "Nov 3, 2026": lambda d: f"on {d:%B} {d.day}, {d.year}",
    "Tuesday, November 3": lambda d: f"on {d:%A}, {d:%B} {d.day}",
    "Tue 11/3": lambda d: f"on {d:%a} {d.month}/{d.day}",
    "Tuesday the 3rd of November": lambda d: f"on {d:%A} the {ordinal(d.day)} of {d:%B}",
    "lower case": lambda d: f"on {d:%b} {d.day}".lower(),
}


def only_day(text: str) -> object:
    text = plain(text)
    found = find_days(text.lower(), text)
    assert len(found) == 1, (text, found)
    return found[0].day


@pytest.mark.parametrize("phrasing", DATED)
def test_every_day_is_read_back_as_past_and_as_coming(phrasing: str) -> None:
    for place, day in enumerate(EVERY_DAY):
        said = only_day(f"We met {DATED[phrasing](day)}.")
        assert said.past(day + timedelta(days=place % 93)) == day
        assert said.coming(day - timedelta(days=1 + place % 190)) == day


@pytest.mark.parametrize("form", ["the {}", "on the {} at noon", "{} at 3"])
def test_every_day_of_the_month_is_the_nearest_one(form: str) -> None:
    for place, day in enumerate(EVERY_DAY):
        said = only_day(form.format(ordinal(day.day)))
        assert said.past(day + timedelta(days=place % 28)) == day
        assert said.coming(day - timedelta(days=1 + place % 27)) == day


def test_every_weekday_is_the_latest_before_or_the_first_after() -> None:
    for place, day in enumerate(EVERY_DAY):
        said = only_day(f"on {day:%A}")
        assert said.past(day + timedelta(days=1 + place % 7)) == day
        assert said.coming(day - timedelta(days=1 + place % 7)) == day


THURSDAY = date(2026, 11, 12)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("last Tuesday", date(2026, 11, 10)),
        ("this past Tuesday", date(2026, 11, 10)),
        ("Thursday", date(2026, 11, 5)),
        ("today", THURSDAY),
        ("this morning", THURSDAY),
        ("yesterday", date(2026, 11, 11)),
        ("the day before yesterday", date(2026, 11, 10)),
        ("two days ago", date(2026, 11, 10)),
        ("a week ago today", date(2026, 11, 5)),
        ("a week ago Tuesday", date(2026, 11, 3)),
        ("two weeks ago Friday", date(2026, 10, 30)),
        ("Thursday of last week", date(2026, 11, 5)),
        ("the Tuesday before last", date(2026, 11, 3)),
        ("the first Tuesday of the month", date(2026, 11, 3)),
        ("last Friday in October", date(2026, 10, 30)),
        ("last Tuesday (the 10th)", date(2026, 11, 10)),
        ("wensday", date(2026, 11, 11)),
        ("Octber 30", date(2026, 10, 30)),
        ("the 21th", date(2026, 10, 21)),
        ("29/10", date(2026, 10, 29)),
        ("Nov 3 (a Tuesday)", date(2026, 11, 3)),
        ("Tuesday the 12th", Lack.UNSURE),
        ("Nov 31", Lack.UNSURE),
        ("the 9th or 10th", Lack.UNSURE),
        ("Monday or Tuesday", Lack.UNSURE),
        ("July 3", Lack.UNSURE),
        ("yesterday (Nov 9)", Lack.UNSURE),
        ("last week", Lack.VAGUE),
        ("two weeks ago", Lack.VAGUE),
        ("the other day", Lack.VAGUE),
        ("Nov 3-5", Lack.VAGUE),
        ("the week of Nov 2", Lack.VAGUE),
    ],
)
def test_days_that_have_passed(text: str, wanted: object) -> None:
    assert only_day(text).past(THURSDAY) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("on Friday", date(2026, 11, 13)),
        ("on Thursday", date(2026, 11, 19)),
        ("next Friday", date(2026, 11, 20)),
        ("Friday next week", date(2026, 11, 20)),
        ("tomorrow", date(2026, 11, 13)),
        ("the day after tomorrow", date(2026, 11, 14)),
        ("in two weeks", date(2026, 11, 26)),
        ("two weeks from today", date(2026, 11, 26)),
        ("a week from Friday", date(2026, 11, 20)),
        ("Friday week", date(2026, 11, 20)),
        ("in a fortnight", date(2026, 11, 26)),
        ("first Monday in December", date(2026, 12, 7)),
        ("Jan 12", date(2027, 1, 12)),
        ("the first Tuesday of next month", date(2026, 12, 1)),
        ("the 5th of next month", date(2026, 12, 5)),
        ("early December", Lack.VAGUE),
        ("sometime next week", Lack.VAGUE),
        ("after the break", Lack.VAGUE),
        ("same time next month", Lack.VAGUE),
        ("in about two weeks", Lack.VAGUE),
        ("in a couple of weeks", Lack.VAGUE),
        ("Feb 30", Lack.UNSURE),
        ("Tuesday or Wednesday", Lack.UNSURE),
    ],
)
def test_days_to_come(text: str, wanted: object) -> None:
    assert only_day(text).coming(THURSDAY) == wanted


def test_days_of_one_month_are_told_apart() -> None:
    for text in ("Nov 3, 10 and 11", "Nov 3rd, 10th & 11th", "the 3rd, the 10th and the 11th of November"):
        found = [mention.day.past(THURSDAY) for mention in find_days(text.lower(), text)]
        assert found == [date(2026, 11, 3), date(2026, 11, 10), date(2026, 11, 11)], text


def test_slashes_follow_the_zone_unless_the_numbers_tell() -> None:
    def read(text: str, day_first: bool) -> object:
        return find_days(text, text, day_first)[0].day.past(date(2026, 12, 30))

    assert read("on 11/12", False) == date(2026, 11, 12)
    assert read("on 11/12", True) == date(2026, 12, 11)
    assert read("on 13/12", False) == date(2026, 12, 13)
    assert read("on 12/13", True) == date(2026, 12, 13)


@pytest.mark.parametrize(
    "text",
    [
        "on the 5th, no" + ", that's no" * 50 + " x the 6th",
        "nov 3" + ", the monday after, the tuesday after" * 16,
        "nov 3" + ", the following monday, the following tuesday" * 12,
    ],
)
def test_days_that_hang_on_one_another_cost_no_more_than_their_number(text: str) -> None:
    begin = time.process_time()
    for mention in find_days(text, text):
        mention.day.past(THURSDAY)
        mention.day.coming(THURSDAY)
    assert time.process_time() - begin < 0.1
