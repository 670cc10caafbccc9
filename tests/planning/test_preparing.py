"""Whose turn it is to bring the agenda, and to which meeting."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from uuid import UUID

import pytest

from service.domain import Claims, NextMeeting, Report, Role
from service.planning.agreement import Agreement
from service.planning.preparing import brings_agenda, coming_meeting
from service.rhythm import Rhythm

TODAY = date(2026, 11, 9)


def report(number: int, coming: NextMeeting | None) -> Report:
    moment = datetime(2026, 11, number, tzinfo=UTC)
    return Report(UUID(int=number), Role.MENTEE, "2026-11", moment, Claims(next_meeting=coming))


@pytest.mark.parametrize(
    ("held", "role"), [(0, "mentee"), (1, "mentee"), (2, "mentee"), (3, "mentor"), (4, "mentee"), (7, "mentor")]
)
def test_every_fourth_meeting_is_the_mentors(held: int, role: str) -> None:
    assert brings_agenda(held) == role


def test_the_last_meeting_that_was_named_is_the_next() -> None:
    first, later = NextMeeting(date(2026, 12, 3), time(14)), NextMeeting(date(2026, 12, 8))
    reports = [report(3, first), report(5, later), report(6, None)]
    assert coming_meeting(reports, Agreement(), TODAY) == later
    assert coming_meeting(reversed(reports), Agreement(), TODAY) == later


def test_what_is_over_gives_way_to_the_rhythm() -> None:
    rhythm = Agreement(rhythm=Rhythm.parse("monthly first tuesday 14:00"))
    over = [report(3, NextMeeting(date(2026, 11, 5)))]
    assert coming_meeting(over, rhythm, TODAY) == NextMeeting(date(2026, 12, 1), time(14))
    assert coming_meeting(over, Agreement(), TODAY) is None
    assert coming_meeting([], Agreement(rhythm=Rhythm.parse("each time")), TODAY) is None
