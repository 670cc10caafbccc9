"""Two partners' replies as one record a meeting: each table is a partnership's mail, and what stays of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain import Claims, Doubt, Format, Meeting, MeetingClaim, NextMeeting, Report, Role
from service.planning.reconcile import account, lacks_day, latest_claims, reconcile

MENTOR, MENTEE = Role.MENTOR, Role.MENTEE
BOTH = frozenset({MENTOR, MENTEE})
SENT = datetime(2026, 11, 20, 18, tzinfo=UTC)
NOVEMBER = "2026-11"


def day(number: int, month: int = 11) -> date:
    return date(2026, month, number)


def told(held_on: int | date | None = None, minutes: int | None = None, *topics: str, **more: object) -> MeetingClaim:
    on = day(held_on) if isinstance(held_on, int) else held_on
    return MeetingClaim(on, minutes, topics=topics, **more)  # type: ignore[arg-type]  # a test's own fields


class Post:
    """A partnership's mail in order, an hour apart."""

    def __init__(self) -> None:
        self.reports: list[Report] = []

    def says(
        self,
        role: Role,
        *meetings: MeetingClaim,
        met: bool | None = None,
        cycle: str = NOVEMBER,
        corrects: int | None = None,
        answers: bool = False,
        asked: frozenset[Doubt] = frozenset(),
        **claims: object,
    ) -> Post:
        """A reply. `corrects`: to the receipt of the reply of that place; `answers`: to a receipt that names none;
        `asked`: what that receipt asked."""
        number = len(self.reports)
        self.reports.append(
            Report(
                id=UUID(int=number + 1),
                role=role,
                cycle=cycle,
                moment=SENT + timedelta(hours=number),
                claims=Claims(met=True if meetings else met, meetings=meetings, **claims),  # type: ignore[arg-type]
                answers_question=answers or corrects is not None,
                corrects=None if corrects is None else self.reports[corrects].id,
                asked=asked,
            )
        )
        return self

    def mentor(self, *meetings: MeetingClaim, **more: object) -> Post:
        return self.says(MENTOR, *meetings, **more)  # type: ignore[arg-type]

    def mentee(self, *meetings: MeetingClaim, **more: object) -> Post:
        return self.says(MENTEE, *meetings, **more)  # type: ignore[arg-type]

    @property
    def days(self) -> list[int | None]:
        """The records' days, in their order."""
        return [meeting.held_on and meeting.held_on.day for meeting in reconcile(self.reports)]

    @property
    def only(self) -> Meeting:
        (meeting,) = reconcile(self.reports)
        return meeting


# Two partners


def test_one_reply_is_one_record() -> None:
    post = Post().mentee(told(12, 60, "goals", "academia", format=Format.IN_PERSON))
    assert post.only == Meeting(
        NOVEMBER, day(12), 60, Format.IN_PERSON, ("academia", "goals"), frozenset({MENTEE}), None, None
    )


def test_the_same_day_told_by_both_is_one_meeting_with_what_both_tell() -> None:
    post = Post().mentor(told(12, 60, "goals")).mentee(told(12, None, "teaching-practice", format=Format.VIDEO))
    assert post.only == Meeting(NOVEMBER, day(12), 60, Format.VIDEO, ("goals", "teaching-practice"), BOTH)


@pytest.mark.parametrize(
    ("mentor", "mentee", "days", "other"),
    [
        (12, 13, [12], 13),
        (13, 12, [13], 12),  # who told first leads
        (12, 14, [12], 14),
        (12, 10, [12], 10),
        (12, 15, [12, 15], None),  # three days are two meetings
    ],
)
def test_a_near_miss_is_one_meeting_that_keeps_both_days(
    mentor: int, mentee: int, days: list[int], other: int | None
) -> None:
    post = Post().mentor(told(mentor)).mentee(told(mentee))
    assert post.days == days
    assert reconcile(post.reports)[0].other_held_on == (other and day(other))


def test_a_differing_length_is_kept_beside_the_first() -> None:
    meeting = Post().mentee(told(12, 45)).mentor(told(12, 60)).only
    assert (meeting.duration_minutes, meeting.other_duration_minutes) == (45, 60)
    meeting = Post().mentee(told(12)).mentor(told(12, 60)).only
    assert (meeting.duration_minutes, meeting.other_duration_minutes) == (60, None)


def test_two_ways_of_meeting_speak_against_a_near_miss_but_not_against_the_same_day() -> None:
    video, phone = told(12, format=Format.VIDEO), told(13, format=Format.PHONE)
    assert Post().mentor(video).mentee(phone).days == [12, 13]
    assert Post().mentor(video).mentee(told(12, format=Format.PHONE)).only.format is Format.VIDEO


@pytest.mark.parametrize(
    ("mentor", "mentee", "days"),
    [
        ([10, 12], [12], [10, 12]),  # the same day first: the 10th stays alone
        ([10, 12], [11], [10, 12]),  # as near to both: the earlier
        ([10], [11, 12], [10, 12]),
        ([3, 17], [4, 18], [3, 17]),
        ([3, 17], [17, 3], [3, 17]),
        ([3], [], [3]),
    ],
)
def test_of_several_near_ones_the_nearest_match(mentor: list[int], mentee: list[int], days: list[int]) -> None:
    post = Post().mentor(*map(told, mentor)).mentee(*map(told, mentee))
    assert post.days == days
    assert len(post.days) == max(len(mentor), len(mentee))


def test_the_nearest_match_in_whatever_order_they_were_told() -> None:
    post = Post().mentor(told(10)).mentee(told(12), told(11))
    assert [(m.held_on, m.other_held_on) for m in reconcile(post.reports)] == [(day(10), day(11)), (day(12), None)]


def test_the_end_of_a_month_does_not_part_a_meeting() -> None:
    post = Post().mentee(told(day(31, 10)), cycle="2026-10").mentor(told(day(1)), cycle=NOVEMBER)
    assert (post.only.cycle, post.only.held_on, post.only.other_held_on) == ("2026-10", day(31, 10), day(1))


@pytest.mark.parametrize(
    ("mentor", "mentee", "days"),
    [
        ([12], [None], [12]),
        ([None], [12], [12]),
        ([None], [None], [None]),
        ([5, 12], [None], [5, 12, None]),  # which? it stands alone, and is asked about
        ([5, 12], [5, None], [5, 12]),  # the 12th is the only one left
        ([5, 12], [None, None], [5, 12]),  # as many without a day as are left
        ([5], [None, None], [5, None]),
        ([None, None, None], [None, None, None], [None, None, None]),
        ([None, 5], [None], [5, None]),
    ],
)
def test_a_meeting_without_a_day_joins_the_only_one_left(
    mentor: list[int | None], mentee: list[int | None], days: list[int | None]
) -> None:
    assert Post().mentor(*map(told, mentor)).mentee(*map(told, mentee)).days == days
    assert Post().mentee(*map(told, mentor)).mentor(*map(told, mentee)).days == days


def test_a_meeting_without_a_day_joins_none_of_another_cycle() -> None:
    assert Post().mentor(told(day(5, 10)), cycle="2026-10").mentee(told(None)).days == [5, None]


def test_one_who_says_they_did_not_meet_takes_nothing_from_the_other() -> None:
    assert Post().mentee(told(12)).mentor(met=False).only.reported_by == {MENTEE}


# One person again


def test_a_second_reply_adds_a_meeting() -> None:
    assert Post().mentee(told(3)).mentee(told(17)).days == [3, 17]
    assert Post().mentee(told(3)).mentee(told(4)).days == [3, 4]  # near to one's own is no near miss
    assert Post().mentee(told(3)).mentee(told(None, 30)).days == [3, None]
    assert Post().mentee(told(3)).mentee(met=False).days == [3]


def test_a_second_reply_of_the_same_day_changes_what_it_speaks_of() -> None:
    post = Post().mentee(told(12, 60, "goals", format=Format.VIDEO)).mentee(told(12, 45))
    assert post.only == Meeting(NOVEMBER, day(12), 45, Format.VIDEO, ("goals",), frozenset({MENTEE}))
    assert Post().mentee(told(12, 60, "goals")).mentee(told(12, None, "service")).only.topics == ("service",)


def test_a_day_told_again_in_the_next_cycle_is_no_new_meeting_but_shown_in_both() -> None:
    post = Post().mentee(told(day(30, 10), 60), cycle="2026-10").mentee(told(day(30, 10)), cycle=NOVEMBER)
    assert post.only.cycle == "2026-10"
    for cycle in ("2026-10", NOVEMBER):
        assert account(post.reports, MENTEE, cycle).meetings == (told(day(30, 10), 60),)


def test_the_same_words_sent_twice_are_said_once() -> None:
    assert Post().mentee(told(None, 60)).mentee(told(None, 60)).days == [None]
    assert Post().mentee(told(None), told(None), told(None)).days == [None, None, None]
    corrected = Post().mentee(told(5, 60)).mentee(told(5, 45), corrects=0).mentee(told(5, 60))
    assert corrected.only.duration_minutes == 45


def test_what_was_taken_back_may_be_said_again() -> None:
    assert Post().mentee(told(5)).mentee(met=False, corrects=0).mentee(told(5)).days == [5]


def test_two_accounts_of_one_day_in_a_reply_are_one() -> None:
    post = Post().mentee(told(5, 60, "goals"), told(5, None, "service", format=Format.PHONE))
    assert post.only == Meeting(NOVEMBER, day(5), 60, Format.PHONE, ("goals", "service"), frozenset({MENTEE}))


# Corrections


def test_the_day_that_was_asked_for_fills_the_meeting_that_lacked_it() -> None:
    post = Post().mentee(told(None, 60, "goals")).mentee(told(12), corrects=0)
    assert post.only == Meeting(NOVEMBER, day(12), 60, None, ("goals",), frozenset({MENTEE}))
    assert not account(post.reports, MENTEE, NOVEMBER).doubts


@pytest.mark.parametrize(
    ("first", "correction", "days"),
    [
        ([5], [6], [6]),
        ([5, 17], [6], [6, 17]),  # the nearest
        ([5, 17], [18], [5, 18]),
        ([5, 17], [5, 18], [5, 18]),
        ([5, None], [12], [5, 12]),  # the one without a day first
        ([None, None], [5, 12], [5, 12]),
        ([None, None], [12], [12, None]),
        ([5], [5, 17], [5, 17]),  # "twice, in fact"
        ([5], [17, 5], [5, 17]),
        ([5], [None, None, None], [5, None, None]),
        ([5, 17], [5, None], [5, 17]),
        ([], [5], [5]),
    ],
)
def test_a_correction_is_laid_over_what_it_is_about(
    first: list[int | None], correction: list[int | None], days: list[int | None]
) -> None:
    post = Post().mentee(*map(told, first), met=None if first else False)
    assert post.mentee(*map(told, correction), corrects=0).days == days


@pytest.mark.parametrize(
    ("answer", "days"),
    [
        ([5], [5]),  # "only on the 5th"
        ([5, 12], [5, 12]),
        ([], [None, None]),  # something else was answered
        ([None], [None, None]),
        ([25], [25, None, None]),  # a meeting since is no answer
    ],
)
def test_of_meetings_on_doubtful_days_those_stay_whose_days_are_named_when_asked(
    answer: list[int | None], days: list[int | None]
) -> None:
    which = frozenset({Doubt.HELD_ON})
    post = Post().mentee(told(None, unsure=which), told(None, unsure=which))
    assert post.mentee(*map(told, answer), corrects=0, asked=which).days == days


def test_of_meetings_whose_days_were_not_told_none_is_lost_when_another_is_asked_about() -> None:
    which = frozenset({Doubt.HELD_ON})
    post = Post().mentee(told(None, unsure=which), told(None))
    assert post.mentee(told(5), corrects=0, asked=which).days == [5, None]


def test_a_correction_without_a_day_is_about_all_that_was_told() -> None:
    post = Post().mentee(told(3), told(17)).mentee(told(None, 60, format=Format.PHONE), corrects=0)
    assert [(m.duration_minutes, m.format) for m in reconcile(post.reports)] == [(60, Format.PHONE)] * 2


def test_a_day_after_the_corrected_words_were_written_is_another_meeting() -> None:
    """A receipt is the mail at hand: people answer it when they have met again."""
    assert Post().mentee(told(12)).mentee(told(25), corrects=0).days == [12, 25]
    assert Post().mentee(told(None)).mentee(told(25), corrects=0).days == [25, None]
    assert Post().mentee(told(12)).mentee(told(21), corrects=0).days == [21]  # the 21st where somebody lives east


def test_a_correction_keeps_to_what_its_receipt_was_about() -> None:
    post = Post().mentee(told(3)).mentee(told(17))
    assert Post().mentee(told(3)).mentee(told(17)).mentee(told(10), corrects=0).days == [10, 17]
    assert post.mentee(told(16), corrects=1).days == [3, 16]


def test_we_did_not_meet_takes_back_what_it_corrects() -> None:
    assert Post().mentee(told(3)).mentee(met=False, corrects=0).days == []
    assert Post().mentee(told(3)).mentee(told(17)).mentee(met=False, corrects=1).days == [3]
    assert Post().mentee(told(3), told(17)).mentee(met=False, answers=True).days == []
    both = Post().mentee(told(3)).mentor(told(3)).mentee(met=False, corrects=0)
    assert both.only.reported_by == {MENTOR}
    assert account(both.reports, MENTEE, NOVEMBER).met is False


def test_a_correction_that_names_no_report_is_about_the_writers_latest() -> None:
    assert Post().mentee(told(3)).mentor(told(9)).mentee(told(4), answers=True).days == [4, 9]
    assert Post().mentee(told(4), answers=True).days == [4]  # nothing to correct: it is told


def test_corrections_follow_each_other() -> None:
    post = (
        Post().mentee(told(None)).mentee(told(5), corrects=0).mentee(told(6), corrects=1).mentee(met=False, corrects=2)
    )
    assert post.days == []
    assert account(post.reports[:3], MENTEE, NOVEMBER).meetings == (told(6),)


def test_an_answer_about_something_else_leaves_the_meetings() -> None:
    post = Post().mentee(told(3)).mentee(satisfaction=4, corrects=0).mentee(told(4), corrects=1)
    assert post.days == [4]
    assert account(post.reports, MENTEE, NOVEMBER).satisfaction == 4


def test_a_bare_yes_changes_nothing() -> None:
    assert Post().mentee(told(3, 60)).mentee(told(None), corrects=0).only.held_on == day(3)
    assert Post().mentee(met=None).mentee(told(None), corrects=0).days == [None]


def test_what_a_correction_leaves_unsure_is_unsure() -> None:
    post = Post().mentee(told(3, 60)).mentee(told(3, None, unsure=frozenset({Doubt.DURATION})), corrects=0)
    (claim,) = account(post.reports, MENTEE, NOVEMBER).meetings
    assert (claim.duration_minutes, claim.unsure) == (None, {Doubt.DURATION})
    post.mentee(told(3, 45), corrects=1)
    assert account(post.reports, MENTEE, NOVEMBER).meetings == (told(3, 45),)


# Accounts


def test_an_account_takes_all_replies_of_a_cycle_together() -> None:
    plan, later = NextMeeting(day(3, 12)), NextMeeting(day(4, 12))
    post = Post().mentee(told(3), next_meeting=plan, satisfaction=4, needs_help=True)
    post.mentee(next_meeting=later).mentee(cycle="2026-12", met=False)
    claims = latest_claims(post.reports)
    assert claims[MENTEE, NOVEMBER] == Claims(True, (told(3),), later, 4, True)
    assert claims[MENTEE, "2026-12"] == Claims(met=False)
    assert set(claims) == {(MENTEE, NOVEMBER), (MENTEE, "2026-12")}
    assert account(post.reports, MENTOR, NOVEMBER) == Claims()


def test_somebody_has_met_who_told_of_a_meeting_until_they_take_it_back() -> None:
    assert account(Post().mentee(told(3)).mentee(met=False).reports, MENTEE, NOVEMBER).met is True
    assert account(Post().mentee(met=False).mentee(told(3)).reports, MENTEE, NOVEMBER).met is True


def test_a_field_spoken_of_without_a_value_is_cleared() -> None:
    first = Report(UUID(int=1), MENTEE, NOVEMBER, SENT, Claims(next_meeting=NextMeeting(day(3, 12)), needs_help=True))
    second = Report(
        UUID(int=2),
        MENTEE,
        NOVEMBER,
        SENT + timedelta(hours=1),
        Claims(),
        spoken_of=frozenset({"next_meeting", "needs_help"}),
    )
    assert account([first, second], MENTEE, NOVEMBER) == Claims()


def test_a_doubt_lasts_until_it_is_settled() -> None:
    post = Post().mentee(satisfaction=None, unsure=frozenset({Doubt.SATISFACTION})).mentee(told(3))
    assert account(post.reports, MENTEE, NOVEMBER).unsure == {Doubt.SATISFACTION}
    post.mentee(satisfaction=4, corrects=0)
    assert account(post.reports, MENTEE, NOVEMBER).unsure == frozenset()


def test_a_day_is_asked_for_only_where_neither_named_it() -> None:
    post = Post().mentee(told(None))
    assert lacks_day(post.reports, MENTEE, NOVEMBER)
    assert not lacks_day(post.reports, MENTOR, NOVEMBER)
    post.mentor(told(12))
    assert not lacks_day(post.reports, MENTEE, NOVEMBER)
    assert lacks_day(post.mentee(told(None, 30)).reports, MENTEE, NOVEMBER)


# Whatever the order

claims = st.builds(
    MeetingClaim,
    held_on=st.none() | st.dates(day(1), day(20)),
    duration_minutes=st.none() | st.sampled_from([30, 60]),
    format=st.none() | st.sampled_from(list(Format)),
    topics=st.lists(st.sampled_from(["goals", "service", "personal"]), unique=True, max_size=2).map(tuple),
    unsure=st.frozensets(st.sampled_from([Doubt.DURATION, Doubt.FORMAT]), max_size=1),
)


@st.composite
def partnerships(draw: st.DrawFn) -> list[Report]:
    reports: list[Report] = []
    for number in range(draw(st.integers(0, 7))):
        meetings = tuple(draw(st.lists(claims, max_size=3)))
        role = draw(st.sampled_from(list(Role)))
        reports.append(
            Report(
                id=UUID(int=draw(st.integers(1, 1 << 100)) << 8 | number),
                role=role,
                cycle=draw(st.sampled_from(["2026-10", NOVEMBER])),
                moment=SENT + timedelta(hours=draw(st.integers(0, 4))),
                claims=Claims(
                    met=True if meetings else draw(st.sampled_from([None, False])),
                    meetings=meetings,
                    satisfaction=draw(st.none() | st.integers(1, 5)),
                ),
                answers_question=draw(st.booleans()),
                corrects=draw(st.sampled_from([None, *[each.id for each in reports if each.role is role]])),
            )
        )
    return reports


@settings(max_examples=150, deadline=None)
@given(st.data(), partnerships())
def test_any_order_and_any_repetition_give_the_same_records(data: st.DataObject, reports: list[Report]) -> None:
    arrived = data.draw(st.permutations([*reports, *data.draw(st.lists(st.sampled_from(reports or [None])))]))  # type: ignore[list-item]
    arrived = [report for report in arrived if report is not None]
    assert reconcile(iter(arrived)) == reconcile(reports)
    assert latest_claims(iter(arrived)) == latest_claims(reports)


@settings(max_examples=150, deadline=None)
@given(partnerships())
def test_every_record_is_somebodys_account_and_every_account_is_in_a_record(reports: list[Report]) -> None:
    meetings = reconcile(reports)
    said = latest_claims(reports)
    for role in Role:
        mine = [meeting for meeting in meetings if role in meeting.reported_by]
        told_days = {
            claim.held_on for (who, _), c in said.items() if who is role for claim in c.meetings if claim.held_on
        }
        kept_days = {on for meeting in mine for on in (meeting.held_on, meeting.other_held_on) if on}
        assert told_days <= kept_days
        assert all(claims.met for (who, _), claims in said.items() if who is role and claims.meetings)
    days = [claim.held_on for (_, _), c in said.items() for claim in c.meetings]
    for meeting in meetings:
        assert meeting.held_on is None or meeting.held_on in days
        assert meeting.other_held_on != meeting.held_on or meeting.held_on is None
        assert meeting.reported_by
        if meeting.other_held_on and meeting.held_on:
            assert abs(meeting.other_held_on - meeting.held_on) <= timedelta(days=2)
    assert list(meetings) == sorted(meetings, key=lambda each: (each.cycle, each.held_on or date.max))


@settings(max_examples=100, deadline=None)
@given(partnerships(), st.sampled_from(list(Role)))
def test_a_partners_report_never_takes_away_from_ones_own_account(reports: list[Report], role: Role) -> None:
    alone = [report for report in reports if report.role is role]
    together = {key: said for key, said in latest_claims(reports).items() if key[0] is role}
    assert together == latest_claims(alone)
