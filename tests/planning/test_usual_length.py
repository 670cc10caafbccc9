"""How long a meeting is in a calendar where nobody has said."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from service.domain import Claims, MeetingClaim, Report, Role
from service.planning.agreement import Agreement
from service.planning.knowledge import usual_minutes
from service.rhythm import Rhythm


def report(day: int, minutes: int | None) -> Report:
    meeting = MeetingClaim(date(2026, 11, day), minutes)
    moment = datetime(2026, 11, day, 23, tzinfo=UTC)
    return Report(UUID(int=day), Role.MENTOR, "2026-11", moment, Claims(met=True, meetings=(meeting,)))


@pytest.mark.parametrize(
    ("told", "rhythm", "minutes"),
    [
        ([], None, 60),
        ([None, None], None, 60),
        ([90], None, 90),
        ([45, None, 90, 50], None, 50),
        ([40, 47], None, 45),
        ([5], None, 15),
        ([90, 90], "monthly first tuesday 14:00 for 45", 45),
        ([90, 90], "monthly first tuesday 14:00", 90),
        ([], "each time for 30", 30),
    ],
)
def test_the_usual_length(told: list[int | None], rhythm: str | None, minutes: int) -> None:
    reports = [report(3 * number + 1, each) for number, each in enumerate(told)]
    assert usual_minutes(reports, Agreement(rhythm=Rhythm.parse(rhythm) if rhythm else None)) == minutes
