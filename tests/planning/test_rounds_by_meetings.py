"""What is due where meetings are known, and where a person has more than one partnership."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from membership_life import ANA, Life, at

from service.domain import LetterKind, Role
from service.planning.cadence import Cadence, MonthlyDay
from service.planning.facts import MembershipFacts, OtherMembership, PastLetter, Why
from service.planning.keys import checkin_key, suggestion_key
from service.planning.rounds import due
from service.planning.schedule import Fate, PlannedMeeting, Schedule, Source

HOME = ZoneInfo("America/Los_Angeles")
CADENCE = Cadence(HOME, spread_minutes=0, holidays=frozenset({date(2026, 11, 26), date(2026, 11, 27)}))
LATE = replace(CADENCE, monthly_day=MonthlyDay(-1, 3, time(9)))  # the last Thursday
FACTS = MembershipFacts(ANA, HOME, started_on=date(2026, 1, 15), reported=frozenset({"2026-10"}))
BO = UUID("0193a4f2-0000-7000-8000-00000000000b")
CHECKIN, REMINDER, PREPARING = LetterKind.CHECKIN, LetterKind.REMINDER, LetterKind.SUGGESTION


def _letter(key: str, kind: LetterKind, cycle: str, sent: str) -> PastLetter:
    when: datetime = at(sent)
    return PastLetter(key, kind, cycle, when, when)


OCTOBER = (
    _letter(checkin_key(ANA, "2026-10"), CHECKIN, "2026-10", "2026-10-05 16:00"),
    _letter(suggestion_key(ANA, "2026-10"), PREPARING, "2026-10", "2026-10-19 16:00"),
)


def known(*meetings: str, held: int = 0) -> Schedule:
    """ "11-10" is to come, "11-10 moved" has that fate."""
    planned = []
    for text in meetings:
        day, _, fate = text.partition(" ")
        on = date.fromisoformat(f"2026-{day}")
        planned.append(PlannedMeeting(on, None, HOME, Source.REPLY, Fate(fate or "coming")))
    days = tuple(each.day for each in planned if each.fate is Fate.HELD)
    return Schedule(tuple(planned), days, held)


def lived(
    facts: MembershipFacts, cadence: Cadence = CADENCE, start: str = "2026-10-30", end: str = "2026-12-01"
) -> str:
    """The letters of a time, October's being there: "11-02 checkin, 11-09 reminder"."""
    life = Life(replace(facts, letters=(*OCTOBER, *facts.letters)), cadence).when_told(
        at(f"{start} 08:00"), at(f"{end} 08:00")
    )
    return ", ".join(f"{now.astimezone(facts.zone):%m-%d} {each.kind}" for now, each in life.dues)


@pytest.mark.parametrize(
    ("meetings", "cadence", "checkin"),
    [
        ([], CADENCE, "11-02"),
        (["11-10"], CADENCE, "11-11"),
        (["11-10", "11-17"], CADENCE, "11-11"),
        (["11-13"], CADENCE, "11-16"),  # a Friday
        (["11-25"], CADENCE, "11-30"),  # the day before the holidays
        (["11-30"], CADENCE, "11-02"),  # the day after lies in another month
        (["11-03 moved", "11-17"], CADENCE, "11-18"),
        (["11-03 cancelled"], CADENCE, "11-02"),
        (["11-03 held"], LATE, "11-04"),
        (["11-03 unknown"], LATE, "11-04"),
        ([], replace(LATE, holidays=frozenset()), "11-26"),
    ],
)
def test_a_check_in_comes_the_working_day_after_the_first_known_meeting(
    meetings: list[str], cadence: Cadence, checkin: str
) -> None:
    facts = replace(FACTS, schedule=known(*meetings), reported=frozenset({"2026-10", "2026-12"}))
    letters = lived(replace(facts, suggestions_off=True), cadence)
    assert f"{checkin} checkin" in letters
    assert letters.count("checkin") == 1


def test_who_has_told_of_the_cycle_already_is_not_asked() -> None:
    facts = replace(FACTS, schedule=known("11-10 held"), told=frozenset({"2026-11"}))
    plan = due(facts, CADENCE, at("2026-11-11 18:00"))
    assert [each.kind for each in plan.due if each.cycle == "2026-11"] == []
    assert (CHECKIN, Why.ALREADY_TOLD) in {(each.kind, each.why) for each in plan.skipped}


def test_check_ins_of_two_cycles_may_come_within_ten_days_where_the_meetings_do() -> None:
    facts = replace(FACTS, schedule=known("11-23", "12-01"), suggestions_off=True, reported=frozenset({"2026-11"}))
    assert lived(facts, end="2026-12-04") == "11-24 checkin, 12-02 checkin"


@pytest.mark.parametrize(
    ("role", "held", "agenda", "expected"),
    [
        (Role.MENTEE, 0, None, "11-17"),
        (Role.MENTOR, 0, None, "11-20"),
        (Role.MENTOR, 0, "2026-11-18 19:00", "11-18"),
        (Role.MENTOR, 0, "2026-11-14 19:00", "11-17"),  # a Saturday, and before the mentee's own
        (Role.MENTEE, 3, None, "11-20"),
        (Role.MENTOR, 3, None, "11-17"),
        (Role.MENTEE, 3, "2026-11-18 19:00", "11-18"),
        (Role.MENTEE, 4, None, "11-17"),
    ],
)
def test_preparing_letters_come_five_working_days_before_and_the_partners_two(
    role: Role, held: int, agenda: str | None, expected: str
) -> None:
    facts = replace(
        FACTS,
        role=role,
        schedule=known("11-24", held=held),
        agenda_at={"2026-11": at(agenda)} if agenda else {},
        letters=(_letter(checkin_key(ANA, "2026-11"), CHECKIN, "2026-11", "2026-11-02 17:00"),),
        reported=frozenset({"2026-11"}),
    )
    assert f"{expected} suggestion" in lived(facts, replace(CADENCE, holidays=frozenset()), start="2026-11-10")


@pytest.mark.parametrize(
    ("meetings", "expected"),
    [
        ([], "11-19"),  # mid-way
        (["11-10 held"], "11-24"),  # mid-way between the check-ins of November 11 and December 7
        (["11-24"], "11-17"),
        (["12-02"], "11-23"),  # December's meeting is prepared in November, and nothing mid-way
        (["11-03", "11-24"], "11-17"),  # the first is too near the check-in to be prepared; one letter a cycle
        (["11-24 moved"], "11-19"),
    ],
)
def test_a_preparing_letter_is_for_the_next_meeting_or_about_setting_one(meetings: list[str], expected: str) -> None:
    facts = replace(
        FACTS,
        schedule=known(*meetings),
        reported=frozenset({"2026-11"}),
        letters=() if meetings == ["11-10 held"] else (_asked("2026-11"),),
    )
    letters = [each for each in lived(facts, start="2026-11-02", end="2026-11-28").split(", ") if "suggestion" in each]
    assert letters == [f"{expected} suggestion"]


def test_a_preparing_letter_says_which_meeting_it_is_for() -> None:
    facts = replace(FACTS, schedule=known("11-24"), letters=(_asked("2026-11"),), reported=frozenset({"2026-11"}))
    (each,) = due(facts, replace(CADENCE, holidays=frozenset()), at("2026-11-17 17:00")).due
    assert (each.meeting, each.reason) == (date(2026, 11, 24), "before a meeting")
    assert each.not_after == at("2026-11-23 17:00")


# More than one partnership


def other(*letters: PastLetter, **changes: object) -> OtherMembership:
    return replace(OtherMembership(BO, date(2026, 1, 15), letters), **changes)  # type: ignore[arg-type]  # the test's


def test_letters_of_another_partnership_keep_their_distance_too() -> None:
    theirs = _letter(checkin_key(BO, "2026-11"), CHECKIN, "2026-11", "2026-11-02 17:00")
    facts = replace(FACTS, others=(other(theirs),), suggestions_off=True, reported=frozenset({"2026-11"}))
    assert lived(facts) == "11-05 checkin"


def test_what_does_not_fit_into_a_month_is_dropped_with_its_reason() -> None:
    theirs = [
        _letter(f"reminder/{BO}/2026-10/1", REMINDER, "2026-10", "2026-11-03 17:00"),
        _letter(checkin_key(BO, "2026-11"), CHECKIN, "2026-11", "2026-11-06 17:00"),
        _letter(suggestion_key(BO, "2026-11"), PREPARING, "2026-11", "2026-11-10 17:00"),
    ]
    facts = replace(FACTS, schedule=known("11-24", "12-15"), others=(other(*theirs),), told=frozenset({"2026-11"}))
    plan = due(facts, CADENCE, at("2026-11-17 17:00"))
    assert plan.due == ()
    assert (PREPARING, Why.TOO_MANY) in {(each.kind, each.why) for each in plan.skipped if each.cycle == "2026-11"}


def test_a_check_in_that_does_not_fit_is_moved_into_the_next_month() -> None:
    theirs = [
        _letter(f"{n}", PREPARING, "2026-11", when)
        for n, when in enumerate(["2026-11-03 17:00", "2026-11-06 17:00", "2026-11-10 17:00"])
    ]
    cadence = replace(CADENCE, monthly_day=MonthlyDay(25, None, time(9)))
    facts = replace(FACTS, others=(other(*theirs, is_active=False),), suggestions_off=True)
    assert lived(facts, cadence, start="2026-11-20", end="2026-12-03") == "12-01 checkin"


def test_room_is_kept_for_the_check_in_of_the_other_partnership() -> None:
    mine = (_asked("2026-11"), _letter(f"reminder/{ANA}/2026-11/1", REMINDER, "2026-11", "2026-11-09 17:00"))
    facts = replace(FACTS, schedule=known("11-24"), letters=mine, reported=frozenset({"2026-11"}))
    for others, is_due in (
        ((), True),
        ((other(),), False),
        ((other(reported=frozenset({"2026-11"})),), True),
        ((other(is_active=False),), True),
        ((other(started_on=date(2026, 11, 9)),), True),
    ):
        plan = due(replace(facts, others=others), CADENCE, at("2026-11-17 17:00"))
        assert (PREPARING in {each.kind for each in plan.due}) is is_due


def _asked(cycle: str) -> PastLetter:
    return _letter(checkin_key(ANA, cycle), CHECKIN, cycle, f"{cycle}-02 17:00")
