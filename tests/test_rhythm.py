"""A standing rhythm names its days."""

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.rhythm import WEEKDAYS, Rhythm

YEAR = (date(2026, 11, 1), date(2027, 1, 31))

DAYS = [
    ("monthly first tuesday 14:00", ["2026-11-03", "2026-12-01", "2027-01-05"]),
    ("monthly last friday", ["2026-11-27", "2026-12-25", "2027-01-29"]),
    ("monthly 31", ["2026-11-30", "2026-12-31", "2027-01-31"]),
    ("monthly 15 09:30", ["2026-11-15", "2026-12-15", "2027-01-15"]),
    ("each time", []),
]


@pytest.mark.parametrize(("text", "days"), DAYS)
def test_the_days_of_a_rhythm(text: str, days: list[str]) -> None:
    rhythm = Rhythm.parse(text)
    assert rhythm is not None
    assert [day.isoformat() for day in rhythm.days(*YEAR)] == days
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
    "text", ["", "monthly", "weekly 0", "monthly fifth tuesday", "every time", "monthly first tuesday 2pm"]
)
def test_anything_else_is_no_rhythm(text: str) -> None:
    assert Rhythm.parse(text) is None
