"""Which meetings are known, and what has become of those that were planned."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain import Meeting, Role, cycle_of
from service.planning.schedule import CalledOff, Schedule, Source, StandingRhythm, Told, schedule
from service.rhythm import Rhythm

ZONE = ZoneInfo("America/Los_Angeles")
BEFORE, TODAY = date(2026, 10, 26), date(2026, 11, 27)


def day(text: str) -> date:
    """ "11-24" of 2026."""
    return date.fromisoformat(f"2026-{text}")


def told(on: str, meeting: str, at: time | None = None, number: int = 1) -> Told:
    return Told(_moment(on), UUID(int=number), day(meeting), at, ZONE)


def instead(on: str, meeting: str, other: str) -> Told:
    """A counter-proposal: the one meeting at another day."""
    return Told(_moment(on), UUID(int=8), day(other), time(14), ZONE, Source.CALENDAR, instead=day(meeting))


def off(on: str, meeting: str) -> CalledOff:
    return CalledOff(_moment(on), UUID(int=9), (day(meeting),))


def fell(on: str, *days: str, moved: bool = False, number: int = 7) -> CalledOff:
    """Words on a meeting that fell through: of one of these days, or of none that was said."""
    return CalledOff(_moment(on), UUID(int=number), tuple(day(each) for each in days), moved, ZONE)


def held(on: str | None, cycle: str = "2026-11", other: str | None = None) -> Meeting:
    return Meeting(
        cycle, on and day(on), None, None, (), frozenset({Role.MENTOR}), other_held_on=day(other) if other else None
    )


def rhythm(text: str, since: str = "10-20") -> StandingRhythm:
    found = Rhythm.parse(text)
    assert found
    return StandingRhythm(found, _moment(since), ZONE)


def _moment(on: str) -> datetime:
    return datetime.combine(day(on), time(20), UTC)  # noon in Los Angeles


def fates(found: Schedule) -> str:
    """ "11-24 held, 12-08 coming"."""
    return ", ".join(f"{each.day:%m-%d} {each.fate}" for each in found.planned)


@pytest.mark.parametrize(
    ("events", "meetings", "heard", "expected"),
    [
        pytest.param([told("11-05", "12-08")], [], None, "12-08 coming", id="to come"),
        pytest.param([told("11-05", "11-27")], [], None, "11-27 coming", id="today's"),
        pytest.param([told("11-05", "11-24")], [], None, "11-24 unknown", id="nobody has told yet"),
        pytest.param([told("11-05", "11-24")], [], "11-24", "11-24 unknown", id="the day itself is too soon to know"),
        pytest.param([told("11-05", "11-24")], [], "11-25", "11-24 missed", id="told, and they had not met"),
        pytest.param([told("11-05", "11-24")], [held("11-24")], "11-25", "11-24 held", id="held"),
        pytest.param([told("11-05", "11-24")], [held("11-26")], "11-26", "11-24 held", id="two days late is held"),
        pytest.param([told("11-05", "11-28")], [held("11-27")], "11-27", "11-28 held", id="a day early is held"),
        pytest.param([told("11-05", "11-17")], [held("11-24")], "11-26", "11-17 moved", id="held a week later"),
        pytest.param(
            [told("11-05", "11-24")], [held("11-04")], "11-26", "11-24 missed", id="the one before is no other"
        ),
        pytest.param([told("11-20", "11-28")], [held("11-20")], "11-20", "11-28 coming", id="told right after meeting"),
        pytest.param(
            [told("11-05", "11-24")], [held("11-25", other="11-24")], None, "11-24 held", id="by one's account"
        ),
        pytest.param([told("11-05", "11-24")], [held(None)], "11-25", "11-24 held", id="held on no named day"),
        pytest.param([told("11-05", "11-24")], [held(None, "2026-10")], None, "11-24 unknown", id="another cycle's"),
        pytest.param(
            [told("11-05", "12-08")], [held(None)], None, "12-08 coming", id="a dayless one is over, this not"
        ),
        pytest.param(
            [told("11-05", "11-24"), told("11-20", "12-01", number=2)],
            [],
            None,
            "11-24 moved, 12-01 coming",
            id="moved",
        ),
        pytest.param(
            [told("11-05", "11-24"), told("11-24", "12-08", number=2)],
            [held("11-24")],
            "11-24",
            "11-24 held, 12-08 coming",
            id="told on the day of the one before",
        ),
        pytest.param(
            [told("11-05", "11-24", time(16)), told("11-24", "11-26", number=2)],
            [],
            None,
            "11-24 moved, 11-26 unknown",
            id="moved in the morning of its day",
        ),
        pytest.param(
            [told("11-05", "12-08"), told("11-06", "12-08", time(14), number=2)],
            [],
            None,
            "12-08 coming",
            id="both told of the same",
        ),
        pytest.param([told("11-05", "12-08"), off("11-10", "12-08")], [], None, "12-08 cancelled", id="called off"),
        pytest.param(
            [told("11-05", "12-08"), off("11-10", "12-08"), told("11-12", "12-08", number=2)],
            [],
            None,
            "12-08 coming",
            id="on again",
        ),
        pytest.param(
            [told("11-05", "11-24"), off("11-10", "11-24")], [held("11-24")], None, "11-24 held", id="they met anyway"
        ),
        pytest.param(
            [told("11-05", "11-12"), fell("11-13", "11-12", "12-12")], [], "11-13", "11-12 cancelled", id="told off"
        ),
        pytest.param(
            [told("11-05", "11-12"), fell("11-13", "11-05", "11-12")], [], None, "11-12 cancelled", id="the one planned"
        ),
        pytest.param(
            [told("11-05", "11-12"), fell("11-13", "11-11")], [], "11-13", "11-12 missed", id="of a day nobody planned"
        ),
        pytest.param([told("11-05", "11-12"), fell("11-13")], [], "11-13", "11-12 cancelled", id="the one just past"),
        pytest.param([told("11-05", "11-20"), fell("11-13")], [], None, "11-20 cancelled", id="the one just ahead"),
        pytest.param([told("11-05", "12-20"), fell("11-13")], [], None, "12-20 coming", id="too far ahead to be meant"),
        pytest.param(
            [told("11-01", "11-05"), told("11-06", "11-20", number=2), fell("11-07")],
            [held("11-05")],
            None,
            "11-05 held, 11-20 cancelled",
            id="not the one that was held",
        ),
        pytest.param(
            [told("11-05", "11-12"), told("11-13", "12-01", number=2), fell("11-13"), fell("11-14", number=6)],
            [],
            None,
            "11-12 cancelled, 12-01 coming",
            id="both tell of the same",
        ),
        pytest.param(
            [told("11-05", "11-12"), fell("11-13", "11-12", moved=True), told("11-13", "11-19", number=7)],
            [],
            "11-13",
            "11-12 moved, 11-19 unknown",
            id="moved once it had gone by",
        ),
        pytest.param(
            [told("11-05", "11-12"), fell("11-13", moved=True), told("11-13", "11-19", number=7)],
            [held("11-19")],
            "11-20",
            "11-12 moved, 11-19 held",
            id="moved, and held where it went",
        ),
        pytest.param(
            [told("11-05", "12-01"), fell("11-20"), told("11-21", "12-01", number=2)],
            [],
            None,
            "12-01 coming",
            id="on again after all",
        ),
        pytest.param([told("11-20", "11-03")], [], None, "", id="a day gone by is nobody's plan"),
        pytest.param(
            [told("11-05", "12-08"), instead("11-10", "12-08", "12-09")],
            [],
            None,
            "12-08 moved, 12-09 coming",
            id="put elsewhere in a calendar",
        ),
        pytest.param(
            [instead("11-05", "12-08", "12-09"), told("11-10", "11-30", number=2)],
            [],
            None,
            "11-30 coming, 12-09 coming",
            id="the next one is of another month than what a calendar has put on its day",
        ),
        pytest.param(
            [instead("11-05", "12-08", "12-09"), told("11-10", "12-01", number=2)],
            [],
            None,
            "12-01 coming, 12-09 moved",
            id="the next one is of the month of what a calendar has put on its day",
        ),
    ],
)
def test_what_becomes_of_a_meeting_that_was_told_of(events, meetings, heard, expected):
    plans = [each for each in events if isinstance(each, Told)]
    cancellations = [each for each in events if isinstance(each, CalledOff)]
    assert fates(schedule(plans, cancellations, meetings, None, TODAY, heard and day(heard))) == expected


@pytest.mark.parametrize(
    ("text", "events", "expected"),
    [
        ("each time", [], ""),
        ("monthly first tuesday", [], "11-03 12-01 01-05"),
        ("monthly 31", [], "10-31 11-30 12-31 01-31"),
        ("weekly 2 thursday from 2026-11-05", [], "11-05 11-19 12-03 12-17 12-31 01-14 01-28 10-22"),
        ("monthly first tuesday", [told("10-30", "11-10")], "11-10 12-01 01-05"),
        ("monthly first tuesday", [told("11-05", "11-17")], "11-03 11-17 12-01 01-05"),
        ("monthly first tuesday", [told("11-05", "12-15")], "11-03 12-15 01-05"),
        ("monthly last friday", [told("11-05", "12-04")], "10-30 12-04 01-29"),
        (
            "weekly 2 thursday from 2026-11-05",
            [told("12-01", "12-04")],
            "11-05 11-19 12-04 12-17 12-31 01-14 01-28 10-22",
        ),
    ],
)
def test_a_rhythms_days_are_known_but_for_those_that_a_named_meeting_stands_in_for(text, events, expected):
    found = schedule(events, [], [], rhythm(text), BEFORE)
    wanted = [date.fromisoformat(f"{2027 if each < '02' else 2026}-{each}") for each in sorted(expected.split())]
    assert [each.day for each in found.planned] == sorted(
        each for each in wanted if each <= date(2026, 12, 31) and each > day("10-20")
    )


def test_a_rhythm_holds_from_the_day_after_it_was_settled():
    found = schedule([], [], [], rhythm("weekly 1 tuesday 12:00", since="11-10"), day("11-16"))
    assert [f"{each.day:%m-%d}" for each in found.planned][:2] == ["11-17", "11-24"]


def test_a_day_of_the_rhythm_may_be_called_off():
    found = schedule([], [off("11-01", "11-03")], [], rhythm("monthly first tuesday"), BEFORE)
    assert fates(found).startswith("11-03 cancelled, 12-01 coming")
    assert found.known_days("2026-11") == ()


def test_the_program_counts_what_was_honoured_of_what_was_planned():
    found = schedule(
        [told("10-01", "10-06"), told("10-20", "11-03", number=2), told("11-05", "11-20", number=3)],
        [off("11-18", "11-20")],
        [held("10-06", "2026-10")],
        None,
        TODAY,
        day("11-26"),
    )
    assert fates(found) == "10-06 held, 11-03 missed, 11-20 cancelled"
    assert (found.honoured, found.planned_count) == (1, 3)


@pytest.mark.parametrize(
    ("events", "meetings", "expected"),
    [
        ([told("11-05", "11-24")], [], ["11-24"]),
        ([told("11-05", "11-24")], [held("11-25")], ["11-25"]),
        ([], [held("11-04"), held("11-18")], ["11-04", "11-18"]),
        ([], [held("11-03", "2026-10")], []),  # told of in October's conversation: known, and not to be asked about
        ([told("11-05", "11-24"), told("11-20", "12-01", number=2)], [], []),
        ([told("11-05", "11-24")], [held(None)], ["11-24"]),
    ],
)
def test_the_days_known_of_a_cycle(events, meetings, expected):
    found = schedule(events, [], meetings, None, TODAY)
    assert found.known_days("2026-11") == tuple(day(each) for each in expected)


days = st.dates(date(2026, 10, 1), date(2026, 12, 20))
moments = st.datetimes(datetime(2026, 10, 1), datetime(2026, 12, 1), timezones=st.just(UTC))  # noqa: DTZ001 as it wants
tellings = st.builds(
    Told, moments, st.uuids(), days, st.none() | st.sampled_from([time(9), time(14)]), st.sampled_from([ZONE])
)
cancellations = st.builds(
    CalledOff, moments, st.uuids(), st.lists(days, max_size=2).map(tuple), st.booleans(), st.just(ZONE)
)
meetings_held = st.builds(
    lambda on, cycle: Meeting(cycle_of(on) if on else cycle, on, None, None, (), frozenset({Role.MENTEE})),
    st.none() | days,
    st.sampled_from(["2026-10", "2026-11"]),
)
rhythms = st.none() | st.sampled_from(
    ["monthly first tuesday 14:00", "weekly 2 thursday", "weekly 1 friday 09:00"]
).map(rhythm)


@given(
    st.lists(tellings, max_size=6),
    st.lists(cancellations, max_size=4),
    st.lists(meetings_held, max_size=5),
    rhythms,
    days,
    st.none() | days,
    st.data(),
)
def test_any_order_and_repetition_gives_the_same_schedule(plans, offs, held_ones, standing, today, heard, data):
    known = schedule(plans, offs, held_ones, standing, today, heard)
    shuffled = [data.draw(st.permutations(each)) for each in (plans, offs, held_ones)]
    assert schedule(*shuffled, standing, today, heard) == known
    assert schedule([*plans, *shuffled[0]], [*offs, *shuffled[1]], held_ones, standing, today, heard) == known


@given(
    st.lists(tellings, max_size=6),
    st.lists(cancellations, max_size=4),
    st.lists(meetings_held, max_size=5),
    rhythms,
    days,
)
def test_no_meeting_honours_two_plans_and_nothing_to_come_lies_behind(plans, offs, held_ones, standing, today):
    known = schedule(plans, offs, held_ones, standing, today)
    assert known.honoured <= known.planned_count <= len(known.planned)
    assert known.honoured <= len(held_ones)
    assert all(each.day >= today for each in known.coming)
    assert len({each.day for each in known.planned}) == len(known.planned)


@pytest.mark.parametrize(
    ("moved", "expected"),
    [
        ([("12-01", "12-02")], "11-03, 12-02"),
        ([("12-01", "12-01")], "11-03, 12-01"),
        ([("12-01", "12-02"), ("12-02", "12-01")], "11-03, 12-01"),
    ],
)
def test_one_day_of_a_rhythm_that_is_put_elsewhere_leaves_the_others(moved, expected):
    plans = [instead(f"10-2{7 + number}", *pair) for number, pair in enumerate(moved)]
    found = schedule(plans, [], [], rhythm("monthly first tuesday"), BEFORE)
    assert ", ".join(f"{each.day:%m-%d}" for each in found.coming) == expected


def test_of_two_days_a_month_the_next_meeting_stands_in_for_the_nearer_one():
    found = schedule([told("10-27", "11-19")], [], [], rhythm("monthly first and third tuesday 14:00"), BEFORE)
    assert [f"{each.day:%m-%d}" for each in found.coming[:3]] == ["11-19", "12-01", "12-15"]
    found = schedule([told("11-04", "11-19")], [], [], rhythm("monthly first and third tuesday 14:00"), day("11-04"))
    assert [f"{each.day:%m-%d}" for each in found.coming[:2]] == ["11-19", "12-01"]
