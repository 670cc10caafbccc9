"""The week ahead: what rounds would send, and what of it is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from membership_life import HOUR, Life, at

from service.domain import LetterKind, Role
from service.planning.ahead import Count, Step, letters_ahead, week_ahead
from service.planning.cadence import Cadence
from service.planning.facts import MembershipFacts
from service.planning.schedule import Fate, PlannedMeeting, Schedule, Source
from service.planning.summary import OpenCount

LOS_ANGELES, BERLIN = ZoneInfo("America/Los_Angeles"), ZoneInfo("Europe/Berlin")
CADENCE = Cadence(LOS_ANGELES, holidays=frozenset({date(2026, 11, 11), date(2026, 11, 26)}))
WEEK = timedelta(weeks=1)


def partners(
    number: int, started_on: date = date(2026, 9, 1), meeting: date | None = None
) -> Sequence[MembershipFacts]:
    """Both sides of a partnership, who have planned a meeting or not."""
    planned = [PlannedMeeting(meeting, None, LOS_ANGELES, Source.REPLY, Fate.COMING)] if meeting else []
    schedule = Schedule(tuple(planned))
    return [
        MembershipFacts(UUID(int=2 * number + side), LOS_ANGELES, started_on, role=role, schedule=schedule)
        for side, role in enumerate((Role.MENTOR, Role.MENTEE))
    ]


def program(*partnerships: Sequence[MembershipFacts]) -> dict[UUID, Sequence[MembershipFacts]]:
    return {UUID(int=number): both for number, both in enumerate(partnerships)}


@pytest.mark.parametrize("monday", ["2026-10-26", "2026-11-02", "2026-11-09", "2026-11-16", "2026-11-23", "2026-12-07"])
@pytest.mark.parametrize("zone", [LOS_ANGELES, BERLIN])
@pytest.mark.parametrize("meeting", [None, date(2026, 11, 12), date(2026, 11, 30)])
def test_it_is_what_the_rounds_of_the_week_send(monday: str, zone: ZoneInfo, meeting: date | None) -> None:
    now = at(f"{monday} 16:00")
    facts = replace(partners(7, date(2026, 9, 14), meeting)[1], zone=zone, ends_on=date(2026, 12, 10))
    before = Life(facts, CADENCE).when_told(at("2026-09-14 16:00"), now)
    ahead = letters_ahead([before.facts], CADENCE, now, now + WEEK)
    after = Life(before.facts, CADENCE).when_told(now, now + WEEK)
    sent = [(each.kind, when.astimezone(zone).date()) for when, each in after.dues]
    assert sorted((each.kind, each.day) for each in ahead) == sorted(sent)


def test_the_monthly_day_and_its_reminders_are_told_and_no_day_that_follows_from_a_meeting() -> None:
    early = partners(9, meeting=date(2026, 11, 3))  # asked on the fourth
    week = week_ahead(program(*map(partners, range(5)), early), CADENCE, at("2026-11-02 15:00"))
    assert week.checkins == Count(12, date(2026, 11, 2), 10)
    assert week.reminders == Count(0)
    reminded = week_ahead(program(*map(partners, range(5))), CADENCE, at("2026-11-02 18:00"))
    assert reminded.checkins.letters == 10  # nobody has been asked yet, and that is made good


@pytest.mark.parametrize(
    ("planned", "of", "told"),
    [
        (2, 8, None),
        (3, 8, OpenCount(3, or_more=False)),
        (5, 8, OpenCount(5, or_more=False)),
        (6, 8, OpenCount(6, or_more=True)),
        (8, 8, OpenCount(6, or_more=True)),
        (3, 4, None),
        (4, 4, None),
        (5, 5, OpenCount(3, or_more=True)),
    ],
)
def test_how_many_have_a_meeting_planned_leaves_open_which(planned: int, of: int, told: OpenCount | None) -> None:
    pairs = [partners(n, meeting=date(2026, 11, 19) if n < planned else None) for n in range(of)]
    week = week_ahead(program(*pairs), CADENCE, at("2026-11-16 16:00"))
    assert week.meeting == told


def test_a_meeting_after_the_week_is_none_of_it() -> None:
    pairs = [partners(n, meeting=date(2026, 11, 23)) for n in range(6)]
    assert week_ahead(program(*pairs), CADENCE, at("2026-11-16 16:00")).meeting is None


def test_free_days_are_those_that_would_have_been_working_days() -> None:
    assert week_ahead({}, CADENCE, at("2026-11-23 16:00")).free == (date(2026, 11, 26),)
    assert week_ahead({}, CADENCE, at("2026-11-16 16:00")).free == ()


def test_milestones_come_from_the_calendar_whoever_is_away() -> None:
    begins = partners(1, date(2026, 11, 21))  # a Saturday: its welcome goes out on Monday
    half = [replace(each, ends_on=date(2027, 1, 17)) for each in partners(2, date(2026, 10, 1))]
    half = [replace(half[0], back_on=date(2026, 12, 1)), half[1]]
    too_short = [replace(each, ends_on=date(2026, 12, 10)) for each in partners(4, date(2026, 11, 5))]
    ends = [replace(each, ends_on=date(2026, 11, 26)) for each in partners(3)]
    week = week_ahead(program(begins, half, ends, too_short), CADENCE, at("2026-11-23 15:00"))
    found = {(each.partnership.int, each.step, each.day) for each in week.milestones}
    assert found == {
        (0, Step.BEGINS, date(2026, 11, 23)),
        (1, Step.HALF_WAY, date(2026, 11, 24)),
        (2, Step.LAST_DAY, date(2026, 11, 27)),
    }


def test_a_letter_that_waits_for_the_relay_goes_out_in_the_week_and_keeps_its_distance() -> None:
    now: datetime = at("2026-11-02 18:00")
    life = Life(partners(1)[1], CADENCE, sent_after=3 * HOUR)
    life.look(now)
    waiting = replace(life.facts, letters=tuple(replace(each, sent_at=None) for each in life.facts.letters))
    kinds = Counter(each.kind for each in letters_ahead([waiting], CADENCE, now, now + WEEK))
    assert kinds[LetterKind.CHECKIN] == 1
