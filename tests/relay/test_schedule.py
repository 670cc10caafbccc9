"""When to try again, and how fast to send."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.relay import next_try
from service.relay.schedule import Pace

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("attempts", "minutes"), [(1, 1), (2, 5), (3, 15), (4, 60), (5, 60), (50, 60), (51, None), (1000, None)]
)
def test_waits_grow_to_an_hour_and_end(attempts: int, minutes: int | None) -> None:
    expected = None if minutes is None else NOW + timedelta(minutes=minutes)
    assert next_try(attempts, NOW, 0.0) == expected


def test_a_letter_is_tried_for_about_two_days() -> None:
    moment, attempts = NOW, 1
    while (later := next_try(attempts, moment, 0.0)) is not None:
        moment, attempts = later, attempts + 1
    assert timedelta(hours=47) < moment - NOW <= timedelta(hours=48)


@given(st.integers(1, 50), st.floats(0, 1))
def test_jitter_only_shortens_and_by_a_tenth_at_most(attempts: int, jitter: float) -> None:
    nominal, moment = next_try(attempts, NOW, 0.0), next_try(attempts, NOW, jitter)
    assert nominal is not None and moment is not None
    assert (nominal - NOW) * 0.9 <= moment - NOW <= nominal - NOW


@given(st.integers(1, 20), st.lists(st.floats(0, 30), max_size=100))
def test_no_minute_ever_has_more_than_the_pace(per_minute: int, gaps: list[float]) -> None:
    pace, now, moments = Pace(per_minute), 0.0, []
    for gap in gaps:
        now += gap
        moments.append(now + pace.wait(now))
    for earlier, later in zip(moments, moments[per_minute:], strict=False):
        assert later - earlier >= 60 - 1e-6


def test_without_a_pace_nothing_waits() -> None:
    pace = Pace(0)
    assert [pace.wait(0.0) for _ in range(1000)] == [0.0] * 1000
