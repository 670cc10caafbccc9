"""Half-way, the last day and what comes after it; and the question to both where accounts differ."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from membership_life import ANA, Life, at

from service.domain import LetterKind, Membership, Participant, Partnership, Role, Standing, months_after
from service.planning.cadence import Cadence
from service.planning.facts import MembershipFacts, Why
from service.planning.keys import welcome_key
from service.planning.rounds import due

HOME = ZoneInfo("America/Los_Angeles")
CADENCE = Cadence(HOME, spread_minutes=0)
FACTS = MembershipFacts(ANA, HOME, started_on=date(2026, 1, 5), ends_on=date(2026, 7, 5))


def lived(facts: MembershipFacts = FACTS, start: str = "2026-01-05", end: str = "2026-12-31") -> Life:
    return Life(facts, CADENCE).when_told(at(f"{start} 16:00"), at(f"{end} 08:00"))


def test_half_way_and_farewell_come_once_each_on_a_working_day() -> None:
    life = lived()
    assert life.days(LetterKind.HALFWAY) == [date(2026, 4, 6)]  # after Sunday the 5th, before the check-in
    assert life.days(LetterKind.FAREWELL) == [date(2026, 7, 6)]


def test_they_keep_their_distance_from_check_ins_without_counting_among_the_three() -> None:
    letters = [now for now, _ in lived().dues]
    assert all(later - earlier >= timedelta(days=3) for earlier, later in pairwise(letters))


def test_nothing_of_every_month_comes_after_the_last_day() -> None:
    life = lived()
    last = max(now for now, each in life.dues if each.kind is not LetterKind.FAREWELL)
    assert last < at("2026-07-05 00:00")
    plan = due(life.facts, CADENCE, at("2026-07-10 20:00"))
    assert (LetterKind.CHECKIN, Why.ENDED) in {(each.kind, each.why) for each in plan.skipped}


@pytest.mark.parametrize(("now", "is_over"), [("2026-08-01 20:00", False), ("2026-08-02 07:00", True)])
def test_it_is_over_when_answers_to_the_farewell_are_not_awaited_any_more(now: str, is_over: bool) -> None:
    plan = due(lived(end="2026-07-20").facts, CADENCE, at(now))
    assert plan.is_over is is_over
    assert (plan.next_look_at is None) is is_over


def test_a_short_partnership_has_no_half_way() -> None:
    assert lived(replace(FACTS, ends_on=date(2026, 3, 31))).days(LetterKind.HALFWAY) == []


def test_who_came_in_late_is_not_told_of_a_half_way_gone_by() -> None:
    life = lived(replace(FACTS, known_since=date(2026, 5, 4)), start="2026-05-04")
    assert life.days(LetterKind.HALFWAY) == []
    assert life.days(LetterKind.FAREWELL) == [date(2026, 7, 6)]


def test_an_open_ended_partnership_has_neither() -> None:
    kinds = {each.kind for _, each in lived(replace(FACTS, ends_on=None)).dues}
    assert kinds.isdisjoint({LetterKind.HALFWAY, LetterKind.FAREWELL})


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2026, 10, 19), 12, date(2027, 10, 19)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_months_after(start: date, months: int, expected: date) -> None:
    assert months_after(start, months) == expected


@pytest.mark.parametrize(
    ("own", "months", "expected"),
    [
        (None, 12, date(2027, 1, 5)),
        (None, 0, None),
        (date(2026, 9, 1), 12, date(2026, 9, 1)),
        (date(2026, 9, 1), 0, date(2026, 9, 1)),
    ],
)
def test_the_last_day_of_a_partnership(own: date | None, months: int, expected: date | None) -> None:
    key = UUID(int=1)
    ada = Participant(key, "Ada Moss", "ada@example.edu", HOME)
    mentor, mentee = (Membership(key, key, role, ada) for role in Role)
    partnership = Partnership(key, 1, date(2026, 1, 5), Standing.ACTIVE, mentor, mentee, ends_on=own)
    assert partnership.last_day(months) == expected


def test_each_is_asked_once_where_accounts_differ() -> None:
    facts = replace(FACTS, ends_on=None, known_since=date(2026, 3, 1), differs=frozenset({"2026-03"}))
    assert welcome_key(ANA) not in lived(facts, start="2026-03-20", end="2026-03-21").keys
    life = lived(replace(facts, suggestions_off=True, reported=frozenset({"2026-03"})), start="2026-03-10")
    assert [each.key for _, each in life.dues if each.kind is LetterKind.DIFFER] == [f"differ/{ANA}/2026-03"]
