"""When the weekly summary is due, where its coordinator lives."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from membership_life import HOUR, at, every

from service.planning.cadence import Cadence, WeeklyDay
from service.planning.facts import Why
from service.planning.keys import summary_key
from service.planning.weekly import CoordinatorFacts, ProgramFacts, SummaryDue, SummaryPlan, summary_due

LOS_ANGELES, BERLIN = ZoneInfo("America/Los_Angeles"), ZoneInfo("Europe/Berlin")
PROGRAM = UUID("0193a4f2-0000-7000-8000-0000000000ff")
ROBIN = CoordinatorFacts("robin@example.edu", LOS_ANGELES)
CADENCE = Cadence(LOS_ANGELES)
WEEKS = ("2026-W44", "2026-W45", "2026-W46", "2026-W47")


def look(
    now: str, cadence: Cadence = CADENCE, robin: CoordinatorFacts = ROBIN, since: date | None = None
) -> SummaryPlan:
    return summary_due(ProgramFacts(PROGRAM, (robin,), since), cadence, at(now))


def written(*weeks: str) -> frozenset[str]:
    return frozenset(summary_key(PROGRAM, week, ROBIN.coordinator) for week in weeks)


@pytest.mark.parametrize(
    ("now", "is_due"),
    [
        ("2026-11-16 15:59", False),
        ("2026-11-16 16:00", True),  # Monday 08:00
        ("2026-11-17 01:59", True),
        ("2026-11-17 02:00", False),  # 18:00
        ("2026-11-19 16:00", True),
        ("2026-11-19 16:01", False),  # of use for three days
    ],
)
def test_a_summary_is_due_on_monday_morning_or_is_caught_up_for_three_days(now: str, is_due: bool) -> None:
    plan = look(now)
    assert [each.week for each in plan.due] == (["2026-W47"] if is_due else [])


def test_a_summary_says_what_it_is_and_what_time_it_looks_at() -> None:
    told_until = at("2026-11-02 16:00")
    (each,) = look("2026-11-16 20:00", robin=replace(ROBIN, told_until=told_until)).due
    assert each == SummaryDue(
        coordinator="robin@example.edu",
        week="2026-W47",
        key=f"summary/{PROGRAM}/2026-W47/robin@example.edu",
        since=told_until,  # nothing of the week that was skipped is lost
        until=at("2026-11-16 16:00"),
        planned_at=at("2026-11-16 16:00"),
        not_after=at("2026-11-19 16:00"),
        reason="the summary of 2026-W47 is for Monday, November 16",
    )


def test_what_is_written_is_not_due_again_and_the_next_is_awaited() -> None:
    plan = look("2026-11-16 20:00", robin=replace(ROBIN, letters=written(*WEEKS)))
    assert (plan.due, plan.skipped, plan.next_look_at) == ((), (), at("2026-11-23 16:00"))


def test_a_summary_too_old_is_skipped_with_that_reason() -> None:
    plan = look("2026-11-20 20:00", robin=replace(ROBIN, letters=written(*WEEKS[:3])))
    assert [(each.week, each.why) for each in plan.skipped] == [("2026-W47", Why.TOO_OLD)]
    assert plan.next_look_at == at("2026-11-23 16:00")


def test_a_holiday_moves_it_to_the_next_working_day() -> None:
    cadence = replace(CADENCE, holidays=frozenset({date(2026, 11, 16)}))
    assert look("2026-11-16 20:00", cadence).due == ()
    assert [each.week for each in look("2026-11-17 16:00", cadence).due] == ["2026-W47"]


def test_a_friday_moved_over_the_weekend_keeps_its_week() -> None:
    cadence = Cadence(LOS_ANGELES, summary=WeeklyDay.parse("Friday 15:00"), holidays=frozenset({date(2026, 11, 20)}))
    assert [each.week for each in look("2026-11-23 16:00", cadence).due] == ["2026-W47"]


def test_after_weeks_without_mail_the_last_summary_tells_all() -> None:
    closed = frozenset(date(2026, 12, 19) + timedelta(days=n) for n in range(16))
    cadence = replace(CADENCE, holidays=closed)
    plan = look("2027-01-04 16:00", cadence, replace(ROBIN, letters=written("2026-W51")))
    assert [each.week for each in plan.due] == ["2027-W01"]
    assert {each.week: each.why for each in plan.skipped} == {"2026-W52": Why.TOO_NEAR, "2026-W53": Why.TOO_NEAR}


def test_nothing_is_due_before_the_programs_first_day() -> None:
    assert look("2026-11-16 20:00", since=date(2026, 11, 17)) == SummaryPlan((), (), at("2026-11-23 16:00"))


def test_a_program_of_the_future_is_looked_at_in_time() -> None:
    now, since = at("2026-11-16 20:00"), date(2026, 12, 14)
    while now < at("2026-12-14 16:00"):
        again = look(f"{now:%Y-%m-%d %H:%M}", since=since).next_look_at
        assert again is not None
        assert again > now
        now = again
    assert now == at("2026-12-14 16:00")


def test_each_coordinator_reads_it_in_their_own_morning() -> None:
    ines = CoordinatorFacts("ines@example.edu", BERLIN)
    facts = ProgramFacts(PROGRAM, (replace(ROBIN, letters=written(*WEEKS[:3])), ines), date(2026, 11, 9))
    early = summary_due(facts, CADENCE, at("2026-11-16 07:00"))
    assert [each.coordinator for each in early.due] == ["ines@example.edu"]
    assert early.next_look_at == at("2026-11-16 16:00")
    assert summary_due(ProgramFacts(PROGRAM, ()), CADENCE, at("2026-11-16 07:00")) == SummaryPlan((), (), None)


@pytest.mark.parametrize("zone", [LOS_ANGELES, BERLIN])
def test_a_years_summaries_come_at_eight_on_both_sides_of_the_clock_changes(zone: ZoneInfo) -> None:
    sent = _play(replace(ROBIN, zone=zone), CADENCE, list(every(HOUR, at("2028-01-01 00:00"), at("2029-01-02 00:00"))))
    assert len(sent) == 53  # 2028-01-03 to 2029-01-01
    assert {now.astimezone(zone).strftime("%A %H:%M") for now, _ in sent} == {"Monday 08:00"}


@settings(max_examples=15, deadline=None)
@given(
    zone=st.sampled_from([LOS_ANGELES, BERLIN, ZoneInfo("Pacific/Auckland")]),
    weekday=st.integers(0, 6),
    holidays=st.frozensets(st.dates(date(2026, 1, 1), date(2026, 6, 30)), max_size=40),
    step=st.timedeltas(timedelta(minutes=40), timedelta(days=12)),
)
def test_whatever_the_rounds_no_week_comes_twice_and_no_time_is_left_out(
    zone: ZoneInfo, weekday: int, holidays: frozenset[date], step: timedelta
) -> None:
    cadence = replace(CADENCE, summary=replace(CADENCE.summary, weekday=weekday), holidays=holidays)
    start, end = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC)
    robin = replace(ROBIN, zone=zone)
    sent = _play(robin, cadence, list(every(step, start, end)))
    assert len({each.key for _, each in sent}) == len(sent)
    until = None
    for now, each in sent:
        assert each.since == until
        assert cadence.may_send(now, zone)
        assert until is None or each.until > until
        until = each.until

    told: list[datetime] = []
    now: datetime | None = start
    while now and now < end:
        told.append(now)
        now = summary_due(ProgramFacts(PROGRAM, (robin,)), cadence, now).next_look_at
        assert now is not None
        assert now > told[-1]
    assert {each.key for _, each in sent} <= {each.key for _, each in _play(robin, cadence, told)}


def _play(
    coordinator: CoordinatorFacts, cadence: Cadence, moments: list[datetime]
) -> list[tuple[datetime, SummaryDue]]:
    """Rounds at moments, each summary written down at once."""
    sent: list[tuple[datetime, SummaryDue]] = []
    for now in moments:
        for each in summary_due(ProgramFacts(PROGRAM, (coordinator,)), cadence, now).due:
            sent.append((now, each))
            letters = coordinator.letters | {each.key}
            coordinator = replace(coordinator, letters=letters, told_until=each.until)
    return sent
