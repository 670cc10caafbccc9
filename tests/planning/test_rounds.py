"""What is due to a membership: the rules, one table each, then what holds whatever happens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from membership_life import ANA, HOUR, Life, at, every

from service.domain import LetterKind, Reachability, Standing
from service.planning.cadence import Cadence, Limits, MonthlyDay
from service.planning.desk import first_checkin
from service.planning.facts import MembershipFacts, OtherMembership, PastLetter, Plan, Why
from service.planning.keys import checkin_key, reminder_key, suggestion_key, welcome_key
from service.planning.rounds import due

LOS_ANGELES = ZoneInfo("America/Los_Angeles")
BERLIN = ZoneInfo("Europe/Berlin")
CHECKIN, REMINDER = LetterKind.CHECKIN, LetterKind.REMINDER
SUGGESTION, WELCOME = LetterKind.SUGGESTION, LetterKind.WELCOME

CADENCE = Cadence(LOS_ANGELES, spread_minutes=0)
FACTS = MembershipFacts(ANA, LOS_ANGELES, started_on=date(2026, 1, 15))
NOON = "20:00"  # 12:00 in Los Angeles in winter


def checkin(cycle: str, sent: str, **changes: object) -> PastLetter:
    return _letter(checkin_key(ANA, cycle), CHECKIN, cycle, sent, changes)


def reminder(cycle: str, sent: str, **changes: object) -> PastLetter:
    return _letter(reminder_key(ANA, cycle), REMINDER, cycle, sent, changes)


def suggestion(cycle: str, sent: str, **changes: object) -> PastLetter:
    return _letter(suggestion_key(ANA, cycle), SUGGESTION, cycle, sent, changes)


def _letter(key: str, kind: LetterKind, cycle: str, sent: str, changes: dict[str, object]) -> PastLetter:
    letter = PastLetter(key, kind, cycle, at(sent), at(sent))
    return replace(letter, **changes)  # type: ignore[arg-type]  # the changes are a test's own


def look(now: str, cadence: Cadence = CADENCE, facts: MembershipFacts = FACTS, **changes: object) -> Plan:
    return due(replace(facts, **changes), cadence, at(now))  # type: ignore[arg-type]  # idem


def kinds(plan: Plan) -> list[LetterKind]:
    return [each.kind for each in plan.due]


def skips(plan: Plan) -> dict[LetterKind, Why]:
    return {each.kind: each.why for each in plan.skipped}


# The check-in

OCTOBER = (checkin("2026-10", "2026-10-05 16:00"), suggestion("2026-10", "2026-10-19 16:00"))


@pytest.mark.parametrize(
    ("now", "is_due"),
    [
        ("2026-11-02 16:59", False),
        ("2026-11-02 17:00", True),
        ("2026-11-02 23:30", True),
        ("2026-11-03 02:00", False),  # 18:00 there
        ("2026-11-03 16:00", True),
        ("2026-11-07 20:00", False),  # a Saturday: it waits for Monday
        ("2026-11-09 16:00", True),
        ("2026-11-26 20:00", True),
        ("2026-11-27 17:00", True),  # ten days before December's
        ("2026-11-27 17:01", False),
    ],
)
def test_a_check_in_goes_out_on_its_day_or_is_caught_up_while_of_use(now: str, is_due: bool) -> None:
    plan = look(now, letters=OCTOBER, reported=frozenset({"2026-10"}))
    assert (CHECKIN in kinds(plan)) is is_due


def test_a_check_in_says_what_it_is() -> None:
    plan = look("2026-11-02 17:20", letters=OCTOBER)
    (each,) = plan.due
    assert each.key == f"checkin/{ANA}/2026-11"
    assert (each.cycle, each.planned_at, each.not_after) == ("2026-11", at("2026-11-02 17:00"), at("2026-11-27 17:00"))
    assert each.reason == "the check-in of 2026-11 is on November 2"


def test_a_late_check_in_says_that_it_is_late() -> None:
    (each,) = look("2026-11-05 20:00", letters=OCTOBER).due
    assert each.reason == "the check-in of 2026-11 is on November 2, late: planned for November 2"
    assert each.planned_at == at("2026-11-02 17:00")


def test_a_check_in_too_old_is_skipped_with_that_reason_and_the_next_is_awaited() -> None:
    plan = look("2026-11-30 20:00", letters=OCTOBER)
    assert skips(plan) == {CHECKIN: Why.TOO_OLD, SUGGESTION: Why.TOO_OLD}
    assert next(each for each in plan.skipped if each.kind is CHECKIN).reason == "was of use until November 27"
    assert plan.next_look_at == at("2026-12-07 17:00")


def test_a_key_that_is_there_is_never_planned_again_whatever_became_of_it() -> None:
    for changes in ({}, {"sent_at": None}, {"sent_at": None, "given_up": True}):
        letters = (*OCTOBER, checkin("2026-11", "2026-11-02 17:00", **changes))
        assert CHECKIN not in kinds(look("2026-11-03 20:00", letters=letters))


def test_everybody_gets_it_in_their_own_morning() -> None:
    for zone, moment in ((BERLIN, "2026-11-02 08:00"), (ZoneInfo("Pacific/Auckland"), "2026-11-01 20:00")):
        plan = look("2026-11-01 12:00", zone=zone, letters=OCTOBER, reported=frozenset({"2026-10"}))
        assert plan.next_look_at == at(moment)
        assert kinds(look(moment, zone=zone, letters=OCTOBER)) == [CHECKIN]


def test_members_are_spread_over_the_window() -> None:
    cadence = replace(CADENCE, spread_minutes=60)
    looks = {
        look("2026-11-02 12:00", cadence, membership=UUID(int=n), letters=OCTOBER).next_look_at for n in range(100)
    }
    assert len(looks) > 40
    assert all(at("2026-11-02 17:00") <= moment < at("2026-11-02 18:00") for moment in looks if moment)


# The start


@pytest.mark.parametrize(
    ("started_on", "first"),
    [
        (date(2026, 10, 19), ("2026-11", date(2026, 11, 2))),  # fourteen days before
        (date(2026, 10, 20), ("2026-12", date(2026, 12, 7))),  # thirteen
        (date(2026, 11, 2), ("2026-12", date(2026, 12, 7))),
        (date(2027, 1, 1), ("2027-02", date(2027, 2, 1))),
        (date(2028, 2, 29), ("2028-04", date(2028, 4, 3))),
    ],
)
def test_the_first_check_in_is_two_weeks_after_the_start_at_least(started_on: date, first: tuple[str, date]) -> None:
    assert first_checkin(started_on, CADENCE) == first
    life = Life(replace(FACTS, started_on=started_on), CADENCE)
    start = datetime.combine(started_on, datetime.min.time(), LOS_ANGELES)
    life.at_moments(every(HOUR, start, start + timedelta(days=70)))
    assert life.dues[0][1].kind is WELCOME
    assert next(each.cycle for _, each in life.dues if each.kind is CHECKIN) == first[0]
    assert life.days(CHECKIN)[0] == first[1]
    assert all(day > first[1] for day in life.days(SUGGESTION))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-09 15:59", []),  # before eight
        ("2026-11-09 16:00", [WELCOME]),
        ("2026-11-09 23:00", [WELCOME]),
        ("2026-11-19 16:00", [WELCOME]),
        ("2026-11-19 16:01", []),
    ],
)
def test_a_welcome_comes_on_the_first_day_and_is_of_use_for_ten(now: str, expected: list[LetterKind]) -> None:
    assert kinds(look(now, started_on=date(2026, 11, 9))) == expected


def test_a_welcome_on_a_weekend_waits_for_monday() -> None:
    plan = look("2026-11-07 20:00", started_on=date(2026, 11, 7))
    assert plan.next_look_at == at("2026-11-09 16:00")
    assert kinds(look("2026-11-09 16:00", started_on=date(2026, 11, 7))) == [WELCOME]


def test_a_partnership_that_began_long_ago_is_checked_in_with_but_not_welcomed() -> None:
    assert kinds(look("2026-11-02 17:00", started_on=date(2025, 3, 1))) == [CHECKIN]


def test_a_partnership_of_the_future_waits_for_its_day() -> None:
    plan = look("2026-11-02 20:00", started_on=date(2026, 12, 1))
    assert (plan.due, plan.skipped, plan.next_look_at) == ((), (), at("2026-12-01 16:00"))


def test_two_welcomes_of_one_person_come_three_days_apart() -> None:
    other = UUID(int=7)
    sent = at("2026-11-09 16:00")
    welcomed = PastLetter(welcome_key(other), WELCOME, "2026-11", sent, sent)
    others = (OtherMembership(other, date(2026, 11, 9), (welcomed,)),)
    plan = look("2026-11-10 16:00", started_on=date(2026, 11, 10), others=others)
    assert (kinds(plan), plan.next_look_at) == ([], at("2026-11-12 16:00"))


# The reminder

NOVEMBER = (*OCTOBER, reminder("2026-10", "2026-10-12 16:00"), checkin("2026-11", "2026-11-02 17:00"))


@pytest.mark.parametrize(
    ("now", "is_due"),
    [
        ("2026-11-09 16:59", False),
        ("2026-11-09 17:00", True),
        ("2026-11-18 20:00", True),
        ("2026-11-19 17:00", True),
        ("2026-11-19 17:01", False),
    ],
)
def test_a_reminder_comes_five_working_days_after_and_is_of_use_for_ten_days(now: str, is_due: bool) -> None:
    assert (REMINDER in kinds(look(now, letters=NOVEMBER))) is is_due


def test_a_reminder_counts_from_when_the_check_in_really_went_out() -> None:
    letters = (
        *NOVEMBER[:3],
        checkin("2026-11", "2026-11-02 17:00", sent_at=at("2026-11-04 22:00")),
    )
    plan = look("2026-11-09 17:00", letters=letters)
    assert (kinds(plan), plan.next_look_at) == ([], at("2026-11-11 17:00"))


def test_a_reminder_passes_over_holidays() -> None:
    cadence = replace(CADENCE, holidays=frozenset({date(2026, 11, 9), date(2026, 11, 11)}))
    assert look("2026-11-03 17:00", cadence, letters=NOVEMBER).next_look_at == at("2026-11-10 17:00")


@pytest.mark.parametrize("letter", [{"sent_at": None}, {"sent_at": None, "given_up": True}])
def test_nobody_is_reminded_of_a_check_in_that_never_reached_them(letter: dict[str, object]) -> None:
    letters = (
        *NOVEMBER[:3],
        checkin("2026-11", "2026-11-02 17:00", **letter),
    )
    assert REMINDER not in kinds(look("2026-11-10 20:00", letters=letters))


def test_who_answered_is_not_reminded() -> None:
    plan = look("2026-11-09 17:00", letters=NOVEMBER, reported=frozenset({"2026-11"}))
    assert (kinds(plan), skips(plan)) == ([], {REMINDER: Why.ALREADY_TOLD})
    earlier = look("2026-11-09 17:00", letters=NOVEMBER, reported=frozenset({"2026-10"}))
    assert kinds(earlier) == [REMINDER]


def test_a_reminder_knows_that_the_partner_has_told() -> None:
    for partner_met in (frozenset[str](), frozenset({"2026-11"})):
        (each,) = look("2026-11-09 17:00", letters=NOVEMBER, partner_met=partner_met).due
        assert each.partner_told is bool(partner_met)
        assert each.reason == "no answer to the check-in of November 2"


def test_there_is_one_reminder_a_cycle() -> None:
    letters = (*NOVEMBER, reminder("2026-11", "2026-11-09 17:00"))
    assert REMINDER not in kinds(look("2026-11-16 17:00", letters=letters))


@pytest.mark.parametrize(
    ("back_on", "next_look"),
    [
        (date(2026, 11, 8), "2026-11-09 17:00"),  # back before it is due
        (date(2026, 11, 9), "2026-11-10 17:00"),
        (date(2026, 11, 12), "2026-11-13 17:00"),
        (date(2026, 11, 13), "2026-11-16 17:00"),  # a Friday
    ],
)
def test_a_reminder_waits_until_the_working_day_after_somebody_is_back(back_on: date, next_look: str) -> None:
    plan = look("2026-11-05 17:00", letters=NOVEMBER, back_on=back_on)
    assert plan.next_look_at == at(next_look)
    assert kinds(look(next_look, letters=NOVEMBER, back_on=back_on)) == [REMINDER]


@pytest.mark.parametrize(
    ("back_on", "reminded"), [(date(2026, 11, 26), True), (date(2026, 11, 29), True), (date(2026, 11, 30), False)]
)
def test_a_reminder_near_the_next_check_in_is_dropped(back_on: date, reminded: bool) -> None:
    life = Life(replace(FACTS, letters=NOVEMBER, back_on=back_on), CADENCE)
    life.at_moments(every(HOUR, at("2026-11-03 00:00"), at("2026-12-08 00:00")))
    assert (f"reminder/{ANA}/2026-11/1" in life.keys) is reminded
    assert f"checkin/{ANA}/2026-12" in life.keys


def test_a_late_check_ins_reminder_is_dropped_when_the_next_is_near() -> None:
    plan = look(
        "2026-12-03 20:00",
        letters=(
            *NOVEMBER[:3],
            checkin("2026-11", "2026-11-27 17:00"),
        ),
    )
    assert kinds(plan) == []
    assert plan.next_look_at == at("2026-12-07 17:00")
    assert (
        skips(
            look(
                "2026-12-04 20:00",
                letters=(
                    *NOVEMBER[:3],
                    checkin("2026-11", "2026-11-27 17:00"),
                ),
            )
        )[REMINDER]
        is Why.TOO_NEAR
    )


# Away


def test_who_is_away_gets_the_check_in_when_back() -> None:
    plan = look("2026-11-02 20:00", letters=OCTOBER, back_on=date(2026, 11, 11), reported=frozenset({"2026-10"}))
    assert (kinds(plan), plan.next_look_at) == ([], at("2026-11-12 17:00"))


def test_who_is_away_too_long_is_not_asked_this_cycle() -> None:
    plan = look("2026-11-23 20:00", letters=OCTOBER, back_on=date(2026, 11, 30))
    assert skips(plan)[CHECKIN] is Why.AWAY
    assert (
        next(s.reason for s in plan.skipped if s.kind is CHECKIN) == "away until November 30, which is too late for it"
    )
    assert plan.next_look_at is not None


def test_whoever_is_away_for_months_is_looked_at_in_time() -> None:
    life = Life(replace(FACTS, letters=OCTOBER, back_on=date(2027, 2, 2)), CADENCE)
    life.when_told(at("2026-11-02 17:00"), at("2027-04-01 00:00"))
    assert life.days(CHECKIN) == [date(2027, 2, 3), date(2027, 3, 1)]


# Suggestions


@pytest.mark.parametrize(
    ("now", "is_due"),
    [
        ("2026-11-19 16:59", False),  # November 2 to December 7
        ("2026-11-19 17:00", True),
        ("2026-11-25 20:00", True),
        ("2026-11-26 17:00", True),
        ("2026-11-26 17:01", False),
    ],
)
def test_suggestions_come_mid_way_and_are_of_use_for_a_week(now: str, is_due: bool) -> None:
    plan = look(now, letters=NOVEMBER, reported=frozenset({"2026-11"}))
    assert (SUGGESTION in kinds(plan)) is is_due


def test_suggestions_can_be_switched_off_by_the_program_and_by_each() -> None:
    changes = {"letters": NOVEMBER, "reported": frozenset({"2026-11"})}
    assert skips(look("2026-11-19 17:00", suggestions_off=True, **changes))[SUGGESTION] is Why.OPTED_OUT
    plan = look("2026-11-19 17:00", replace(CADENCE, suggestions=False), **changes)
    assert (kinds(plan), SUGGESTION in skips(plan)) == ([], False)


# Distance


def test_a_suggestion_keeps_three_days_from_a_reminder_that_went_out() -> None:
    letters = (*NOVEMBER, reminder("2026-11", "2026-11-18 17:00"))
    plan = look("2026-11-19 17:00", letters=letters)
    assert (kinds(plan), plan.next_look_at) == ([], at("2026-11-23 16:00"))  # the 21st is a Saturday


def test_a_suggestion_gives_way_to_a_reminder_to_come() -> None:
    facts = replace(FACTS, letters=NOVEMBER, back_on=date(2026, 11, 19))
    life = Life(facts, CADENCE).at_moments(every(HOUR, at("2026-11-03 00:00"), at("2026-12-06 00:00")))
    assert life.days(REMINDER) == [date(2026, 11, 20)]
    assert life.days(SUGGESTION) == [date(2026, 11, 23)]


def test_a_suggestion_without_room_is_dropped() -> None:
    letters = (*NOVEMBER, reminder("2026-11", "2026-11-24 17:00"))
    plan = look("2026-11-25 17:00", letters=letters)
    assert skips(plan)[SUGGESTION] is Why.TOO_NEAR
    assert (
        next(s.reason for s in plan.skipped if s.kind is SUGGESTION)
        == "there was no day 3 days from every other letter"
    )


def test_a_suggestion_never_comes_close_before_a_check_in() -> None:
    cadence = Cadence(LOS_ANGELES, spread_minutes=0, limits=Limits(suggestion=30))
    for day in range(19, 31):
        plan = look(f"2026-11-{day} 20:00", cadence, letters=NOVEMBER, reported=frozenset({"2026-11"}))
        assert SUGGESTION in kinds(plan) or day in (21, 22, 28, 29)
    plan = look("2026-12-04 20:00", cadence, letters=NOVEMBER, reported=frozenset({"2026-11"}))
    assert SUGGESTION not in kinds(plan)


def test_nothing_else_is_due_while_a_letter_waits_for_the_relay() -> None:
    letters = (*NOVEMBER, suggestion("2026-11", "2026-11-19 17:00", sent_at=None))
    plan = look("2026-12-07 17:00", letters=letters, reported=frozenset({"2026-11"}))
    assert plan.due == ()
    assert plan.next_look_at == at("2026-12-10 17:00")
    given_up = replace(letters[-1], given_up=True)
    assert kinds(look("2026-12-07 17:00", letters=(*NOVEMBER, given_up))) == [CHECKIN]


def test_a_late_welcome_moves_the_check_in_behind_it() -> None:
    cadence = replace(CADENCE, limits=Limits(welcome=20))
    plan = look("2026-11-02 17:00", cadence, started_on=date(2026, 10, 19))
    assert (kinds(plan), plan.next_look_at) == ([WELCOME], at("2026-11-05 17:00"))


# Standstill


@pytest.mark.parametrize(
    ("changes", "why", "next_look"),
    [
        ({"standing": Standing.PAUSED}, Why.PAUSED, None),
        ({"paused_until": date(2026, 11, 20)}, Why.PAUSED, "2026-11-20 08:00"),
        ({"standing": Standing.PAUSED, "paused_until": date(2026, 11, 20)}, Why.PAUSED, "2026-11-20 08:00"),
        ({"reachability": Reachability.BOUNCED}, Why.BOUNCED, None),
    ],
)
def test_nothing_goes_to_who_is_paused_or_bounced(changes: dict[str, object], why: Why, next_look: str | None) -> None:
    plan = look("2026-11-02 17:00", letters=OCTOBER, reported=frozenset({"2026-10"}), **changes)
    assert (plan.due, skips(plan)[CHECKIN]) == ((), why)
    assert plan.next_look_at == (next_look and at(next_look))


def test_nothing_is_thought_of_an_ended_partnership() -> None:
    assert look("2026-11-02 17:00", standing=Standing.ENDED) == Plan((), (), None)


def test_after_a_pause_the_cycle_is_caught_up_where_still_of_use() -> None:
    paused = {"standing": Standing.PAUSED, "paused_until": date(2026, 11, 12), "letters": OCTOBER}
    assert kinds(look("2026-11-11 20:00", **paused)) == []
    assert kinds(look("2026-11-12 17:00", **paused)) == [CHECKIN]


def test_skipped_letters_are_not_told_of_for_ever() -> None:
    assert skips(look("2026-11-15 20:00", letters=NOVEMBER, reported=frozenset({"2026-11"})))[REMINDER]
    later = look("2027-01-20 20:00", letters=NOVEMBER)
    assert all(each.cycle >= "2026-12" for each in later.skipped)


def test_downtime_is_caught_up_once() -> None:
    life = Life(replace(FACTS, letters=OCTOBER), CADENCE)
    life.at_moments(every(HOUR, at("2026-11-09 15:30"), at("2026-11-10 15:30")))
    assert life.keys == [checkin_key(ANA, "2026-11")]
    assert life.days(CHECKIN) == [date(2026, 11, 9)]


def test_a_month_of_downtime_skips_what_is_too_old() -> None:
    plan = look("2026-12-08 20:00", letters=NOVEMBER)
    assert kinds(plan) == [CHECKIN]
    assert skips(plan) == {REMINDER: Why.TOO_OLD, SUGGESTION: Why.TOO_OLD}


def test_a_day_of_the_month_works_as_well() -> None:
    cadence = Cadence(BERLIN, MonthlyDay.parse("15 10:00"), spread_minutes=0)
    facts = replace(FACTS, zone=BERLIN)
    life = Life(facts, cadence).when_told(at("2026-02-10 00:00"), at("2026-06-30 00:00"))
    assert [day.isoformat() for day in life.days(CHECKIN)] == [
        "2026-02-16",
        "2026-03-16",
        "2026-04-15",
        "2026-05-15",
        "2026-06-15",
    ]


def test_keys_are_those_of_the_outbox() -> None:
    assert checkin_key(ANA, "2026-11") == f"checkin/{ANA}/2026-11"
    assert reminder_key(ANA, "2026-11", 1) == f"reminder/{ANA}/2026-11/1"
    assert suggestion_key(ANA, "2026-11") == f"suggestion/{ANA}/2026-11"
    assert welcome_key(ANA) == f"welcome/{ANA}"


def test_a_partnership_entered_late_is_not_asked_about_a_day_before_anybody_knew_of_it() -> None:
    late = date(2026, 11, 23)
    assert not look("2026-11-23 20:00", known_since=late).due
    [checkin] = look("2026-12-07 20:00", known_since=late).due
    assert checkin.cycle == "2026-12"
