"""A meeting that was planned is told of until it has come about."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from uuid import UUID

import pytest

from service.domain import Claims, MeetingClaim, NextMeeting, Report, Role
from service.planning.reconcile import account

PLANNED = NextMeeting(date(2026, 11, 24), time(12))


def report(number: int, day: int, claims: Claims) -> Report:
    moment = datetime(2026, 11, day, 12, tzinfo=UTC)
    return Report(id=UUID(int=number), role=Role.MENTOR, cycle="2026-11", moment=moment, claims=claims)


def met(day: int, then: NextMeeting | None = None) -> Claims:
    return Claims(met=True, meetings=(MeetingClaim(held_on=date(2026, 11, day)),), next_meeting=then)


FIRST = report(1, 5, met(3, then=PLANNED))


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ([], PLANNED),
        ([report(2, 10, met(9))], PLANNED),
        ([report(2, 24, met(24))], None),
        ([report(2, 27, met(25))], None),
        ([report(2, 24, met(24, then=NextMeeting(date(2026, 12, 8))))], NextMeeting(date(2026, 12, 8))),
        ([report(2, 10, Claims(satisfaction=4))], PLANNED),
    ],
    ids=["nothing since", "another before it", "it came about", "another after it", "the next one", "other news"],
)
def test_what_is_planned_is_over_once_it_was_held(later, expected):
    assert account([FIRST, *later], Role.MENTOR, "2026-11").next_meeting == expected
