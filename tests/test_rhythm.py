"""A standing rhythm names its days."""

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.rhythm import WEEKDAYS, Rhythm

YEAR = (date(2026, 11, 1), date(2027, 1, 31))

DAYS = [
    ("monthly first tuesday 14:00", "11-03 12-01 01-05"),
    ("monthly last friday", "11-27 12-25 01-29"),
    ("monthly 31", "11-30 12-31 01-31"),
    ("monthly 15 09:30", "11-15 12-15 01-15"),
    ("monthly 15 09:30 for 90", "11-15 12-15 01-15"),
    ("monthly first and third tuesday 14:00", "11-03 11-17 12-01 12-15 01-05 01-19"),
    ("monthly first and last friday", "11-06 11-27 12-04 12-25 01-01 01-29"),
    ("monthly 1 and 15", "11-01 11-15 12-01 12-15 01-01 01-15"),
    ("monthly 30 and 31", "11-30 12-30 12-31 01-30 01-31"),
    ("every 2 months first monday 10:00 from 2026-12-07", "12-07"),
    ("every 2 months first monday from 2026-11-02", "11-02 01-04"),
    ("every 3 months 15 from 2026-10-15", "01-15"),
    ("weekly 3 thursday 12:00 for 45 from 2026-11-05", "11-05 11-26 12-17 01-07 01-28"),
    ("each time", ""),
    ("each time, 2 a month", ""),
    ("each time, every 3 weeks for 60", ""),
]


@pytest.mark.parametrize(("text", "days"), DAYS)
def test_the_days_of_a_rhythm(text: str, days: str) -> None:
    rhythm = Rhythm.parse(text)
    assert rhythm is not None
    assert [f"{day:%m-%d}" for day in rhythm.days(*YEAR)] == days.split()
    assert str(rhythm) == text


def test_every_other_week_keeps_its_turn_over_the_turn_of_the_year() -> None:
    rhythm = Rhythm.parse("weekly 2 thursday 12:00 from 2026-12-03")
    assert rhythm is not None
    days = [day.isoformat() for day in rhythm.days(date(2026, 12, 1), date(2027, 1, 20))]
    assert days == ["2026-12-03", "2026-12-17", "2026-12-31", "2027-01-14"]


@given(st.integers(1, 6), st.integers(0, 6), st.dates(date(2025, 1, 1), date(2028, 1, 1)))
def test_weekly_days_lie_as_many_weeks_apart(weeks: int, weekday: int, start: date) -> None:
    rhythm = Rhythm.parse(f"weekly {weeks} {WEEKDAYS[weekday]}")
    assert rhythm is not None
    days = list(rhythm.days(start, date(2028, 12, 31)))
    assert {(b - a).days for a, b in itertools.pairwise(days)} == {7 * weeks}
    assert {day.weekday() for day in days} == {weekday}
    assert (days[0] - start).days < 7 * weeks


@pytest.mark.parametrize(
    "text",
    [
        *("", "monthly", "weekly 0", "monthly fifth tuesday", "every time", "monthly first tuesday 2pm"),
        *("every 1 months first monday", "monthly first and fifth monday", "each time, 0 a month"),
    ],
)
def test_anything_else_is_no_rhythm(text: str) -> None:
    assert Rhythm.parse(text) is None
