"""One says that they met, the other that they did not."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from uuid import UUID

import pytest

from service.domain import Claims, MeetingClaim, Report, Role
from service.planning.differing import differing, still_differing

MENTOR, MENTEE = Role.MENTOR, Role.MENTEE
NO, SOME_DAY = "no", "some day"


def report(role: Role, on: int, said: str | int, cycle: str = "2026-11") -> Report:
    """What somebody said on a day of November: NO, SOME_DAY, or the day they met on."""
    meeting = MeetingClaim(date(2026, 11, said) if isinstance(said, int) else None)
    claims = Claims(met=False) if said == NO else Claims(met=True, meetings=(meeting,))
    spoken_of = frozenset({"met", "held_on"} if isinstance(said, int) else {"met"})
    moment = datetime(2026, 11, on, 20, tzinfo=UTC)
    return Report(UUID(int=on * 2 + (role is MENTOR)), role, cycle, moment, claims, spoken_of)


@pytest.mark.parametrize(
    ("reports", "differs"),
    [
        ([report(MENTOR, 5, 3), report(MENTEE, 6, NO)], True),
        ([report(MENTOR, 8, 3), report(MENTEE, 6, NO)], True),
        ([report(MENTEE, 3, NO), report(MENTOR, 13, 12)], False),  # "not yet"
        ([report(MENTEE, 12, NO), report(MENTOR, 13, 12)], False),  # it may have been later that day
        ([report(MENTOR, 5, SOME_DAY), report(MENTEE, 6, NO)], True),
        ([report(MENTEE, 5, NO), report(MENTOR, 6, SOME_DAY)], False),
        ([report(MENTOR, 5, 3), report(MENTEE, 6, NO), report(MENTEE, 7, 3)], False),  # remembered
        ([report(MENTOR, 5, 3), report(MENTEE, 6, NO, cycle="2026-10")], False),
        ([report(MENTEE, 4, 3, cycle="2026-10"), report(MENTOR, 5, 3), report(MENTEE, 6, NO)], False),  # told already
        ([report(MENTEE, 2, NO, cycle="2026-10"), report(MENTOR, 5, 3), report(MENTEE, 6, NO)], True),
        ([report(MENTOR, 5, NO), report(MENTEE, 6, NO)], False),
        ([report(MENTOR, 5, 3)], False),
        ([], False),
    ],
)
def test_accounts_differ_where_they_cannot_both_be_true(reports: list[Report], differs: bool) -> None:
    for order in permutations(reports):
        assert differing(order) == ({"2026-11"} if differs else set())


TWO = [report(MENTOR, 5, 3), report(MENTEE, 6, NO)]
ASKED_AT = datetime(2026, 11, 7, 18, tzinfo=UTC)
BOTH = {(role, "2026-11"): ASKED_AT for role in Role}


@pytest.mark.parametrize(
    ("more", "asked", "days", "still"),
    [
        ([], BOTH, 1, False),
        ([], BOTH, 7, True),
        ([], {}, 30, False),
        ([], {(MENTOR, "2026-11"): ASKED_AT}, 30, False),
        ([report(MENTOR, 8, 3)], BOTH, 2, False),
        ([report(MENTOR, 8, 3), report(MENTEE, 9, NO)], BOTH, 3, True),
        ([report(MENTEE, 9, 3)], BOTH, 30, False),
    ],
)
def test_what_stays_so_after_both_were_asked_is_for_the_coordinator(
    more: list[Report], asked: dict[tuple[Role, str], datetime], days: int, still: bool
) -> None:
    found = still_differing([*TWO, *more], asked, ASKED_AT + timedelta(days=days))
    assert found == ({"2026-11"} if still else set())
