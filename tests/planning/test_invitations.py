"""One invitation for each coming meeting; moved, it changes; off, it is cancelled."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain import Membership, Participant, Partnership, Role, Standing
from service.planning.invitations import (
    Coming,
    Invited,
    Rest,
    Step,
    What,
    invitation_steps,
    rest_of,
    steps_due,
)

TODAY = date(2026, 11, 10)
ZONE = "America/Los_Angeles"


def at(day: int, hour: int = 14, month: int = 11) -> Coming:
    return Coming(date(2026, month, day), time(hour), ZONE)


CASES = [
    ("nothing planned, nothing sent", [], [], []),
    ("a new one", [at(12)], [], [Step(What.NEW, at(12))]),
    ("one that stands", [at(12)], [Invited("a", at(12))], []),
    ("another time of the same day", [at(12, 15)], [Invited("a", at(12))], [Step(What.CHANGED, at(12, 15), "a")]),
    ("moved by a week", [at(19)], [Invited("a", at(12))], [Step(What.CHANGED, at(19), "a")]),
    ("called off", [], [Invited("a", at(12))], [Step(What.CANCELLED, at(12), "a")]),
    (
        "one moved, one stands",
        [at(13), at(26)],
        [Invited("a", at(12)), Invited("b", at(26))],
        [Step(What.CHANGED, at(13), "a")],
    ),
    ("two coming, one sent", [at(12), at(26)], [Invited("a", at(12))], [Step(What.NEW, at(26))]),
    ("what is over is left alone", [], [Invited("a", at(9))], []),
    ("a day that is past needs none", [at(9)], [], []),
    (
        "off, and the next one far away",
        [at(28, month=12)],
        [
            Invited("a", at(12)),
        ],
        [Step(What.CHANGED, at(28, month=12), "a")],
    ),
]


@pytest.mark.parametrize(("_case", "coming", "invited", "steps"), CASES, ids=[case[0] for case in CASES])
def test_what_is_sent(_case: str, coming: list[Coming], invited: list[Invited], steps: list[Step]) -> None:
    assert list(invitation_steps(coming, invited, TODAY)) == steps


def test_a_length_that_is_said_anew_changes_what_stands_and_one_that_is_not_does_not() -> None:
    hour = replace(at(12), minutes=60)
    longer = replace(at(12), minutes=90)
    assert invitation_steps([longer], [Invited("a", hour)], TODAY) == (Step(What.CHANGED, longer, "a"),)
    assert invitation_steps([at(12)], [Invited("a", longer)], TODAY) == ()
    assert invitation_steps([longer], [Invited("a", longer)], TODAY) == ()
    assert steps_due([longer], [Invited("a", hour)], Rest(until=date(2026, 11, 11)), NOW, TODAY) == ()


DAYS = st.integers(-5, 90).map(lambda n: Coming(TODAY + timedelta(days=n), time(14), ZONE))


@given(st.lists(DAYS, max_size=5), st.lists(DAYS, max_size=5, unique=True))
def test_afterwards_the_invitations_are_the_coming_meetings(coming: list[Coming], sent: list[Coming]) -> None:
    standing = {f"u{n}": meeting for n, meeting in enumerate(sent)}
    for n, step in enumerate(
        invitation_steps(coming, [Invited(uid, meeting) for uid, meeting in standing.items()], TODAY)
    ):
        if step.what is What.CANCELLED:
            del standing[step.uid or ""]
        else:
            standing[step.uid or f"new{n}"] = step.meeting
    after = [Invited(uid, meeting) for uid, meeting in standing.items()]
    assert sorted(each.meeting.day for each in after if each.meeting.day >= TODAY) == sorted(
        {each.day for each in coming if each.day >= TODAY}
    )
    assert invitation_steps(coming, after, TODAY) == ()


NOW = datetime(2026, 11, 10, 23, tzinfo=UTC)
"""Three in the afternoon where they meet."""
TWELFTH = Invited("a", at(12))
RESTING = [
    ("nothing rests", [at(12)], Rest(), []),
    ("a pause over it", [at(12)], Rest(until=date(2026, 11, 13)), [Step(What.WITHDRAWN, at(12), "a")]),
    ("a pause that ends on its day", [at(12)], Rest(until=date(2026, 11, 12)), []),
    ("for good", [at(12)], Rest(until=date.max), [Step(What.WITHDRAWN, at(12), "a")]),
    ("the last day before it", [at(12)], Rest(last_day=date(2026, 11, 11)), [Step(What.WITHDRAWN, at(12), "a")]),
    ("its own day is the last", [at(12), at(19)], Rest(last_day=date(2026, 11, 12)), []),
    ("off besides", [], Rest(until=date(2026, 11, 20)), [Step(What.CANCELLED, at(12), "a")]),
    ("off, after the pause", [], Rest(until=date(2026, 11, 11)), [Step(What.CANCELLED, at(12), "a")]),
    ("moved behind the pause", [at(19)], Rest(until=date(2026, 11, 15)), [Step(What.CANCELLED, at(12), "a")]),
    ("a new one behind the pause waits for its end", [at(12), at(19)], Rest(until=date(2026, 11, 11)), []),
    ("moved before the last day", [at(11)], Rest(last_day=date(2026, 11, 13)), [Step(What.CHANGED, at(11), "a")]),
]


@pytest.mark.parametrize(("_case", "coming", "rest", "steps"), RESTING, ids=[case[0] for case in RESTING])
def test_what_is_taken_back(_case: str, coming: list[Coming], rest: Rest, steps: list[Step]) -> None:
    assert list(steps_due(coming, [TWELFTH], rest, NOW, TODAY)) == steps


def test_what_has_begun_is_not_taken_back() -> None:
    begun = Invited("a", at(10))
    assert steps_due([at(10)], [begun], Rest(until=date.max), NOW, TODAY) == ()


GOING_ON = (Standing.ACTIVE, None)
PAUSES = [
    ((Standing.ACTIVE, None), (Standing.ACTIVE, None), (Standing.ACTIVE, None), date.min),
    ((Standing.PAUSED, date(2027, 1, 5)), (Standing.ACTIVE, None), (Standing.ACTIVE, None), date(2027, 1, 5)),
    ((Standing.PAUSED, date(2026, 11, 10)), (Standing.ACTIVE, None), (Standing.ACTIVE, None), date.min),
    (
        (Standing.ACTIVE, None),
        (Standing.PAUSED, date(2026, 12, 1)),
        (Standing.PAUSED, date(2027, 1, 1)),
        date(2027, 1, 1),
    ),
    ((Standing.PAUSED, date(2026, 12, 1)), (Standing.PAUSED, None), (Standing.ACTIVE, None), date.max),
    ((Standing.ACTIVE, None), (Standing.ACTIVE, None), (Standing.ENDED, None), date.max),
    ((Standing.ENDED, date(2026, 12, 1)), (Standing.ACTIVE, None), (Standing.ACTIVE, None), date.max),
]


@pytest.mark.parametrize(("both", "mentor", "mentee", "until"), PAUSES)
def test_the_longest_pause_counts_and_a_stop_for_good(both, mentor, mentee, until) -> None:
    sides = (side(1, Role.MENTOR, *mentor), side(2, Role.MENTEE, *mentee))
    partnership = Partnership(UUID(int=9), 1, TODAY, both[0], *sides, paused_until=both[1])
    assert rest_of(partnership, None, TODAY) == Rest(until=until)
    assert rest_of(partnership, TODAY, TODAY).last_day == TODAY


def side(number: int, role: Role, standing: Standing, until: date | None) -> Membership:
    person = Participant(UUID(int=number), "A", "a@b.example", ZoneInfo(ZONE), standing=standing, paused_until=until)
    return Membership(UUID(int=number), UUID(int=9), role, person)


RESTS = st.builds(
    Rest,
    until=st.one_of(st.just(date.min), st.just(date.max), st.integers(1, 60).map(lambda n: TODAY + timedelta(days=n))),
    last_day=st.one_of(st.just(date.max), st.integers(1, 60).map(lambda n: TODAY + timedelta(days=n))),
)


@given(st.lists(st.tuples(st.lists(DAYS, max_size=4), RESTS), max_size=8))
def test_no_order_of_changes_says_anything_under_a_uid_that_was_cancelled(changes) -> None:
    standing: dict[str, Coming] = {}
    gone: set[str] = set()
    for turn, (coming, rest) in enumerate(changes):
        invited = [Invited(uid, meeting) for uid, meeting in standing.items()]
        for n, step in enumerate(steps_due(coming, invited, rest, NOW, TODAY)):
            assert step.uid not in gone and (step.uid is None) == (step.what is What.NEW)
            uid = step.uid or f"{turn}.{n}"
            if step.what.cancels:
                gone.add(uid)
                del standing[uid]
            else:
                standing[uid] = step.meeting
        ahead = [each for each in standing.values() if each.starts_at > NOW]
        assert all(each in coming and not rest.covers(each.day) for each in ahead)
