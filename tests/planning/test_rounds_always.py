"""What holds for a membership's letters whatever its facts, and however often, seldom or late rounds come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from membership_life import HOUR, Life, every

from service.domain import RATIONED, LetterKind, Reachability, Role, Standing, cycle_of
from service.planning.cadence import Cadence, MonthlyDay
from service.planning.facts import Due, MembershipFacts, OtherMembership, PastLetter
from service.planning.keys import checkin_key, reminder_key, suggestion_key
from service.planning.rounds import due
from service.planning.schedule import NOTHING_KNOWN, Fate, PlannedMeeting, Schedule, Source

ZONES = [ZoneInfo(name) for name in ("America/Los_Angeles", "Europe/Berlin", "Pacific/Auckland", "Asia/Kolkata")]
UNASKED = (LetterKind.CHECKIN, LetterKind.REMINDER, LetterKind.SUGGESTION)
START = datetime(2026, 1, 1, tzinfo=UTC)
YEAR = timedelta(days=365)

days = st.dates(date(2025, 10, 1), date(2026, 12, 31))
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 as it wants

cadences = st.builds(
    Cadence,
    zone=st.sampled_from(ZONES),
    monthly_day=st.one_of(
        st.builds(MonthlyDay, st.sampled_from([1, 2, 3, 4, -1]), st.integers(0, 6), st.just(time(9))),
        st.builds(MonthlyDay, st.integers(1, 31), st.none(), st.just(time(14, 30))),
    ),
    holidays=st.frozensets(days, max_size=40),
    spread_minutes=st.integers(0, 120),
    reminder_after_working_days=st.integers(1, 15),
    suggestions=st.booleans(),
)


schedules = st.builds(
    lambda planned, held, count: Schedule(
        tuple(sorted(planned, key=lambda each: each.day)), tuple(sorted(held)), count
    ),
    st.lists(
        st.builds(
            PlannedMeeting,
            days,
            st.none(),
            st.sampled_from(ZONES),
            st.just(Source.REPLY),
            st.sampled_from([Fate.COMING, Fate.COMING, Fate.HELD, Fate.MOVED, Fate.UNKNOWN]),
        ),
        max_size=20,
    ),
    st.frozensets(days, max_size=12),
    st.integers(0, 12),
)


@st.composite
def memberships(draw: st.DrawFn) -> MembershipFacts:
    membership = draw(st.uuids())
    cycles = [f"2026-{month:02d}" for month in range(1, 13)]
    return MembershipFacts(
        membership=membership,
        zone=draw(st.sampled_from(ZONES)),
        started_on=draw(days),
        standing=draw(st.sampled_from([Standing.ACTIVE, Standing.ACTIVE, Standing.PAUSED])),
        paused_until=draw(st.none() | days),
        reachability=draw(st.sampled_from([*[Reachability.REACHABLE] * 5, Reachability.BOUNCED])),
        back_on=draw(st.none() | days),
        suggestions_off=draw(st.booleans()),
        reported=draw(st.frozensets(st.sampled_from(cycles))),
        partner_met=draw(st.frozensets(st.sampled_from(cycles))),
        told=draw(st.frozensets(st.sampled_from(cycles), max_size=3)),
        role=draw(st.sampled_from(Role)),
        schedule=draw(st.just(NOTHING_KNOWN) | schedules),
        ends_on=draw(st.none() | days),
        differs=draw(st.frozensets(st.sampled_from(cycles), max_size=2)),
        agenda_at=draw(st.dictionaries(st.sampled_from(cycles), moments, max_size=4)),
    )


@st.composite
def letters(draw: st.DrawFn, facts: MembershipFacts, now: datetime) -> tuple[PastLetter, ...]:
    """Some of the letters there may be, in any state, whether they make sense together or not."""
    found = []
    for back in range(draw(st.integers(0, 3))):
        cycle = cycle_of((now - timedelta(days=30 * back)).date())
        for kind, key in (
            (LetterKind.CHECKIN, checkin_key(facts.membership, cycle)),
            (LetterKind.REMINDER, reminder_key(facts.membership, cycle)),
            (LetterKind.SUGGESTION, suggestion_key(facts.membership, cycle)),
        ):
            if draw(st.booleans()):
                planned_at = now - draw(st.timedeltas(timedelta(0), timedelta(days=40)))
                sent_at = draw(st.none() | st.just(planned_at + (now - planned_at) / 2))
                found.append(PastLetter(key, kind, cycle, planned_at, sent_at, draw(st.booleans()) and sent_at is None))
    return tuple(found)


@settings(max_examples=40, deadline=None)
@given(st.data(), cadences, memberships(), moments)
def test_nothing_becomes_due_before_the_next_look(
    data: st.DataObject, cadence: Cadence, facts: MembershipFacts, now: datetime
) -> None:
    other = replace(facts, membership=data.draw(st.uuids()))
    others = (OtherMembership(other.membership, data.draw(days), data.draw(letters(other, now))),)
    facts = replace(facts, letters=data.draw(letters(facts, now)), others=data.draw(st.just(()) | st.just(others)))
    plan = due(facts, cadence, now)
    written = tuple(PastLetter(each.key, each.kind, each.cycle, each.planned_at) for each in plan.due)
    facts = replace(facts, letters=(*facts.letters, *written))
    until = min(plan.next_look_at or now + YEAR, now + YEAR)
    assert until > now
    seconds = int((until - now).total_seconds()) - 1
    between = [now + timedelta(seconds=data.draw(st.integers(0, max(seconds, 0)))) for _ in range(5)]
    for moment in [*between, until - timedelta(microseconds=1), *every(timedelta(hours=31), now, until)]:
        assert due(facts, cadence, moment).due == ()


@settings(max_examples=12, deadline=None)
@given(
    data=st.data(),
    cadence=cadences,
    facts=memberships(),
    sent_after=st.timedeltas(timedelta(0), timedelta(days=4)),
    answering=st.integers(0, 4095),
)
def test_whatever_the_rounds_every_rule_holds(
    data: st.DataObject, cadence: Cadence, facts: MembershipFacts, sent_after: timedelta, answering: int
) -> None:
    facts = replace(facts, standing=Standing.ACTIVE, paused_until=None, reachability=Reachability.REACHABLE)
    step = data.draw(st.sampled_from([7 * HOUR, 24 * HOUR, 50 * HOUR]) | st.timedeltas(HOUR, timedelta(days=20)))
    downtime = START + data.draw(st.timedeltas(timedelta(0), YEAR))
    up = [moment for moment in every(step, START, START + YEAR) if not downtime < moment < downtime + timedelta(days=9)]
    life = Life(
        facts, cadence, answers=lambda cycle: bool(answering >> int(cycle[5:]) - 1 & 1), sent_after=sent_after
    ).at_moments(up)

    assert len(set(life.keys)) == len(life.keys)
    per_cycle = Counter((each.kind, each.cycle) for _, each in life.dues)
    assert all(count == 1 for count in per_cycle.values())
    assert life.days(LetterKind.WELCOME)[1:] == []
    for now, each in life.dues:
        local = now.astimezone(facts.zone)
        assert each.planned_at <= now <= each.not_after
        assert local.weekday() < 5
        assert local.date() not in cadence.holidays
        assert time(8) <= local.time() < time(18)
        if facts.back_on is not None and each.kind is not LetterKind.WELCOME:
            assert not (local.date() <= facts.back_on)
    went_out = [now + sent_after for now, each in life.dues if each.kind in UNASKED]
    for earlier, later in pairwise(went_out):
        assert later - earlier >= timedelta(days=3)
    _are_few(life.dues, sent_after, cadence)
    for each in (each for _, each in life.dues if each.kind is LetterKind.REMINDER):
        assert each.cycle not in life.facts.reported
    for now, each in life.dues:
        if each.meeting is not None:
            assert now.astimezone(facts.zone).date() < each.meeting


def _are_few(dues: Sequence[tuple[datetime, Due]], sent_after: timedelta, cadence: Cadence) -> None:
    """At most three a calendar month of the program, by the day they go out, where nothing holds them up."""
    if not sent_after:
        months = Counter(cycle_of(now.astimezone(cadence.zone).date()) for now, each in dues if each.kind in RATIONED)
        assert all(count <= cadence.limits.letters for count in months.values())


@settings(max_examples=8, deadline=None)
@given(st.data(), cadences, st.lists(memberships(), min_size=2, max_size=3), st.sets(st.integers(0, 2)))
def test_all_memberships_of_a_person_share_one_mailbox(
    data: st.DataObject, cadence: Cadence, each_facts: list[MembershipFacts], answering: set[int]
) -> None:
    zone = each_facts[0].zone
    lives = [
        Life(
            replace(facts, zone=zone, standing=Standing.ACTIVE, paused_until=None, reachability=Reachability.REACHABLE),
            cadence,
            answers=lambda _, n=n: n in answering,
        )
        for n, facts in enumerate(each_facts)
    ]
    step = data.draw(st.sampled_from([5 * HOUR, 24 * HOUR, 50 * HOUR]))
    for moment in every(step, START, START + YEAR / 2):
        for life in lives:
            life.facts = replace(life.facts, others=tuple(_seen(one) for one in lives if one is not life))
            life.look(moment)
    dues = sorted((due for life in lives for due in life.dues), key=lambda each: each[0])
    _are_few(dues, timedelta(0), cadence)
    assert all(
        later - earlier >= timedelta(days=cadence.limits.apart)
        for (earlier, _), (later, _) in pairwise((now, each) for now, each in dues if each.kind in RATIONED)
    )


def _seen(life: Life) -> OtherMembership:
    """A membership as the person's others see it."""
    facts = life.facts
    return OtherMembership(facts.membership, facts.started_on, facts.letters, reported=facts.reported)


@settings(max_examples=3, deadline=None)
@given(cadence=cadences, facts=memberships(), answering=st.integers(0, 4095), offset=st.integers(0, 3599))
def test_looking_only_when_told_loses_nothing_against_every_hour(
    cadence: Cadence, facts: MembershipFacts, answering: int, offset: int
) -> None:
    """Hourly rounds find each letter within the hour, as long as the hour does not run into the night."""

    def answers(cycle: str) -> bool:
        return bool(answering >> int(cycle[5:]) - 1 & 1)

    end = START + timedelta(days=120)
    told = Life(facts, cadence, answers).when_told(START, end)
    hourly = Life(facts, cadence, answers).at_moments(every(HOUR, START + timedelta(seconds=offset), end))
    assert {each.key for _, each in hourly.dues if each.planned_at < end - timedelta(days=30)} <= set(told.keys)
    when = {each.key: now for now, each in told.dues}
    for now, each in hourly.dues:
        if each.key in when:
            assert when[each.key] <= now
