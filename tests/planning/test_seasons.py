"""Seasons lead up to days that come every year, and what people wish steers what is suggested."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from service.domain import Topic, Wish
from service.planning.seasons import YearlyDay, is_before
from service.planning.suggestions import CONFERENCE_SEASON, REVIEW_SEASON, Suggestion, phases, suggest

TODAY = date(2026, 11, 19)
DANA = UUID(int=14)
LONG_AGO = date(2025, 1, 1)


def topic(slug: str, phase: str = "any") -> Topic:
    return Topic(slug, slug.title(), f"About {slug}.", ("a?", "b?", "c?"), phase=phase)


TOPICS = (
    *map(topic, ("goals", "service", "teaching", "personal", "committees")),
    topic("promotion", REVIEW_SEASON),
    topic("conferences", CONFERENCE_SEASON),
)


@pytest.mark.parametrize(("text", "month", "day"), [("March 1", 3, 1), ("december 31", 12, 31), ("February 29", 2, 29)])
def test_a_yearly_day_is_read_and_written(text: str, month: int, day: int) -> None:
    assert YearlyDay.parse(text) == YearlyDay(month, day)
    assert YearlyDay.parse(str(YearlyDay.parse(text))) == YearlyDay(month, day)


@pytest.mark.parametrize("text", ["", "March", "March 32", "1 March", "April 31", "2027-03-01"])
def test_what_is_no_day_of_the_year_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="expected a day of the year"):
        YearlyDay.parse(text)


@pytest.mark.parametrize(
    ("day", "today", "is_season"),
    [
        (YearlyDay(1, 14), date(2026, 11, 19), True),  # eight weeks, over the year's end
        (YearlyDay(1, 15), date(2026, 11, 19), False),
        (YearlyDay(11, 19), date(2026, 11, 19), True),
        (YearlyDay(11, 18), date(2026, 11, 19), False),
        (YearlyDay(2, 29), date(2027, 2, 28), True),
    ],
)
def test_a_season_is_the_eight_weeks_before(day: YearlyDay, today: date, is_season: bool) -> None:
    assert is_before([day], today) is is_season


def propose(
    wishes: dict[str, Wish], past: tuple[Suggestion, ...] = (), *, season: frozenset[str] = frozenset()
) -> Suggestion:
    return suggest(DANA, "2026-11", TOPICS, (), past, season, TODAY, wishes)


def fresh(suggestion: Suggestion) -> list[str]:
    return [each.slug for each in suggestion.fresh]


def test_what_the_season_asks_for_comes_first() -> None:
    seasons = {REVIEW_SEASON: [YearlyDay(1, 10)], CONFERENCE_SEASON: [YearlyDay(12, 1)]}
    assert phases(LONG_AGO, TODAY, seasons) == {REVIEW_SEASON, CONFERENCE_SEASON}
    assert set(fresh(propose({}, season=phases(LONG_AGO, TODAY, seasons)))) == {"promotion", "conferences"}


def test_more_of_something_comes_before_the_season_and_comes_again() -> None:
    first = propose({"committees": Wish.MORE}, season=frozenset({REVIEW_SEASON}))
    assert fresh(first) == ["committees", "promotion"]
    before = Suggestion("2026-10", first.fresh, ())
    assert fresh(propose({"committees": Wish.MORE}, (before,)))[0] == "committees"
    assert "committees" not in fresh(propose({}, (before,)))


def test_what_is_hoped_for_comes_within_its_turn() -> None:
    assert fresh(propose({"personal": Wish.HOPE}))[0] == "personal"
    assert fresh(propose({"personal": Wish.HOPE}, season=frozenset({REVIEW_SEASON})))[0] == "promotion"


def test_what_is_not_wanted_does_not_come() -> None:
    unwanted = {slug: Wish.LESS for slug in ("goals", "service", "teaching", "personal")}
    assert set(fresh(propose(unwanted))) <= {"committees", "promotion", "conferences"}
    assert fresh(propose({each.slug: Wish.LESS for each in TOPICS})) == []


def test_what_was_asked_for_in_between_does_not_come_again_at_once() -> None:
    asked = suggest(DANA, "2026-11-05T10:00:00-08:00", TOPICS, (), (), frozenset(), TODAY)
    assert not set(fresh(propose({}, (asked,)))) & set(fresh(asked))
