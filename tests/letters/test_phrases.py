"""Claims, days, times and lists as plain English."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain import Claims, Doubt, Format, MeetingClaim, NextMeeting
from service.letters import phrases
from service.rhythm import Rhythm

TODAY = date(2026, 11, 14)
TITLES = {
    "goals": "Goals",
    "review-promotion": "Promotion",
    "academia": "How the university works",
    "cv": "CV and job search",
}
NOV_3, NOV_12 = date(2026, 11, 3), date(2026, 11, 12)
NEXT = NextMeeting(date(2026, 12, 3), time(14))


def met(*meetings: MeetingClaim, **more: object) -> Claims:
    return Claims(met=True, meetings=meetings, **more)  # type: ignore[arg-type]  # a table's shorthand


RECORDED = [
    (
        met(MeetingClaim(NOV_12, 60, Format.IN_PERSON, ("goals", "review-promotion")), next_meeting=NEXT),
        "you met on Thursday, November 12, for an hour, in person; you talked about goals and promotion; "
        "next: December 3 at 2 pm",
    ),
    (met(MeetingClaim(NOV_12)), "you met on Thursday, November 12"),
    (met(MeetingClaim(date(2025, 12, 30))), "you met on Tuesday, December 30, 2025"),
    (met(MeetingClaim(NOV_12, format=Format.VIDEO)), "you met on Thursday, November 12, by video"),
    (met(MeetingClaim(None, 60, Format.IN_PERSON)), "you met for an hour, in person"),
    (met(MeetingClaim(None, None, Format.PHONE)), "you met by phone"),
    (met(MeetingClaim()), "you met"),
    (met(), "you met"),
    (met(MeetingClaim(topics=("goals",))), "you met; you talked about goals"),
    (
        met(MeetingClaim(NOV_3, 60, Format.IN_PERSON), MeetingClaim(NOV_12, 60, Format.IN_PERSON)),
        "you met twice, on Tuesday, November 3, and on Thursday, November 12, for an hour each, in person",
    ),
    (
        met(MeetingClaim(NOV_3, 60, Format.VIDEO, ("goals",)), MeetingClaim(NOV_12, 45)),
        "you met twice: on Tuesday, November 3 (an hour, by video, about goals), "
        "and on Thursday, November 12 (45 minutes)",
    ),
    (
        met(MeetingClaim(NOV_3, 30), MeetingClaim(None, 30)),
        "you met twice: on Tuesday, November 3 (half an hour), and on a day we do not know (half an hour)",
    ),
    (met(MeetingClaim(), MeetingClaim(), MeetingClaim()), "you met three times"),
    (met(MeetingClaim(None, 45), MeetingClaim(None, 45)), "you met twice, for 45 minutes each"),
    (Claims(met=False), "you have not met since the last check-in"),
    (
        Claims(met=False, next_meeting=NextMeeting(date(2027, 1, 5))),
        "you have not met since the last check-in; next: January 5, 2027",
    ),
    (Claims(next_meeting=NEXT), "you plan to meet on December 3 at 2 pm"),
    (Claims(satisfaction=4), "you gave it 4 of 5 for usefulness"),
    (
        met(MeetingClaim(NOV_12), satisfaction=5, next_meeting=NEXT),
        "you met on Thursday, November 12; you gave it 5 of 5 for usefulness; next: December 3 at 2 pm",
    ),
    (Claims(), ""),
    (Claims(needs_help=True), ""),
    (Claims(unsure=frozenset({Doubt.MET})), ""),
]


@pytest.mark.parametrize(("claims", "expected"), RECORDED)
def test_what_was_recorded(claims: Claims, expected: str) -> None:
    assert phrases.recorded(claims, TITLES, TODAY) == expected


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (1, "a minute"),
        (30, "half an hour"),
        (45, "45 minutes"),
        (60, "an hour"),
        (61, "an hour and a minute"),
        (75, "an hour and 15 minutes"),
        (90, "an hour and a half"),
        (120, "two hours"),
        (135, "two hours and 15 minutes"),
        (150, "two and a half hours"),
        (780, "13 hours"),
    ],
)
def test_lengths(minutes: int, expected: str) -> None:
    assert phrases.length(minutes) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (time(14), "2 pm"),
        (time(12), "noon"),
        (time(0), "midnight"),
        (time(10, 30), "10:30 am"),
        (time(12, 5), "12:05 pm"),
        (time(0, 15), "12:15 am"),
    ],
)
def test_times(value: time, expected: str) -> None:
    assert phrases.clock_time(value) == expected


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], ""),
        (["goals"], "goals"),
        (["goals", "promotion"], "goals and promotion"),
        (["goals", "service", "promotion"], "goals, service and promotion"),
        (["goals", "review and promotion"], "goals, and review and promotion"),
    ],
)
def test_lists(items: list[str], expected: str) -> None:
    assert phrases.listed(items) == expected


def test_topics_read_as_part_of_the_sentence_and_an_unknown_one_by_its_slug() -> None:
    assert phrases.topics(("cv", "academia"), TITLES) == "CV and job search, and how the university works"
    assert phrases.topics(("old-topic",), TITLES) == "old topic"


def test_spans_of_days() -> None:
    assert phrases.days(date(2026, 11, 9), date(2026, 11, 15)) == "November 9 to 15"
    assert phrases.days(date(2026, 11, 30), date(2026, 12, 6)) == "November 30 to December 6"
    assert phrases.month("2026-11") == "November"


def test_a_question_for_each_doubt_in_the_order_of_the_check_in() -> None:
    doubts = {Doubt.SATISFACTION, Doubt.HELD_ON}
    assert phrases.questions_back(doubts) == [
        "Which day did you meet?",
        "How useful was it, as one whole number from 1 to 5?",
    ]
    assert phrases.questions_back({Doubt.HELD_ON}, meetings=2) == ["Which days did you meet?"]
    assert phrases.questions_back(set()) == []
    assert len(phrases.questions_back(set(Doubt))) == len(Doubt)


def test_an_example_settles_each_doubt_it_is_given_for() -> None:
    assert phrases.example({Doubt.HELD_ON}, TODAY) == "on November 11"
    assert phrases.example({Doubt.HELD_ON, Doubt.DURATION}, TODAY) == "on November 11, for 45 minutes"
    assert phrases.example({Doubt.NEXT_MEETING}, date(2026, 12, 24)) == "next on January 7, 2027 at 2 pm"
    assert all(phrases.example({doubt}, TODAY) for doubt in Doubt)


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("Re: Your check-in", "Your check-in"),
        ("RE: AW: Fwd: Your check-in", "Your check-in"),
        ("Re[2]: Your check-in", "Your check-in"),
        ("Your check-in\r\nBcc: everybody@example.org", "Your check-in Bcc: everybody@example.org"),
        ("Re:", "your mail"),
        ("", "your mail"),
        ("Reading list", "Reading list"),
    ],
)
def test_a_thread_keeps_its_subject(subject: str, expected: str) -> None:
    assert phrases.thread_subject(subject) == expected


@given(st.integers(min_value=1, max_value=24 * 60))
def test_every_length_has_a_phrase_of_its_own(minutes: int) -> None:
    assert phrases.length(minutes) != phrases.length(minutes + 1)


@pytest.mark.parametrize(
    ("rhythm", "words"),
    [
        ("monthly first and third tuesday 14:00", "on the first and third Tuesday of each month at 2 pm"),
        ("monthly 1 and 15", "on the 1st and the 15th of each month"),
        (
            "every 2 months first monday from 2026-12-07",
            "on the first Monday of every other month, counted from December 7",
        ),
        ("every 3 months 20 from 2026-11-20", "on the 20th of one month in three, counted from November 20"),
        ("each time, 2 a month", "each time anew, twice a month"),
        ("each time, every 3 weeks", "each time anew, every three weeks"),
    ],
)
def test_rhythms_of_two_days_of_several_months_and_of_no_day(rhythm: str, words: str) -> None:
    value = Rhythm.parse(rhythm)
    assert value is not None and phrases.rhythm(value, date(2026, 11, 2)) == words


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("tenure\n\n- grants\n* boards", ["tenure", "grants", "boards"]),
        (
            "I would like to talk about committees and whom to ask first, and how\nyou began.",
            ["I would like to talk about committees and whom to ask first, and how you began."],
        ),
        (
            "Whether to say no to the committee that our dean has in mind for me.\nGrants",
            ["Whether to say no to the committee that our dean has in mind for me.", "Grants"],
        ),
        (
            "- whether to say no to the committee that our dean has in mind for\n- grants",
            ["whether to say no to the committee that our dean has in mind for", "grants"],
        ),
        (
            "1. whether to say no to the committee that our dean has in mind for\n2. grants",
            ["1. whether to say no to the committee that our dean has in mind for", "2. grants"],
        ),
    ],
)
def test_what_only_a_mail_program_broke_is_one_line(text: str, lines: list[str]) -> None:
    assert phrases.lines_of(text) == lines
