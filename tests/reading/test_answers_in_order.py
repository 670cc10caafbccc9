"""Answers that stand under no question: tied to it by their number, by their order, or by a label put as a question."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from service.domain import Claims
from service.reading.own_words.questions import without_letter
from service.reading.prose.text import sentences
from service.reading.report import interpret
from service.reading.values import Context, Words

QUESTIONS = 6
ZONE = ZoneInfo("America/Los_Angeles")
THURSDAY = datetime(2026, 11, 19, 10, tzinfo=ZONE)


def tied(text: str) -> list[tuple[int | None, str]]:
    return [(segment.question, segment.text) for segment in without_letter(text, QUESTIONS)]


def claims(text: str) -> Claims:
    return interpret(Words(tuple(without_letter(text, QUESTIONS))), "", THURSDAY, Context(zone=ZONE)).claims


@pytest.mark.parametrize(
    "text",
    [
        "1 yes\n2 phone\n3 goals\n4 Dec 3\n5 4\n6 no",
        "1/ yes\n2/ phone\n3/ goals\n4/ Dec 3\n5/ 4\n6/ no",
        "1.- yes\n2.- phone\n3.- goals\n4.- Dec 3\n5.- 4\n6.- no",
        "1) yes. 2) phone. 3) goals. 4) Dec 3. 5) 4. 6) no",
    ],
)
def test_each_answer_goes_by_its_number(text: str) -> None:
    said = [(number, answer.rstrip(".")) for number, answer in tied(text)]
    assert said == list(zip(range(1, 7), ("yes", "phone", "goals", "Dec 3", "4", "no"), strict=True))


def test_dashes_for_what_is_not_answered_lose_no_number() -> None:
    assert [number for number, _ in tied("1 no\n2 –\n3 –\n4 not yet known\n5 –\n6 –")] == [1, 2, 3, 4, 5, 6]
    assert tied("1 no, she was ill\n2-3 -\n4 11/23 at 4\n5 -\n6 no")[2] == (4, "11/23 at 4")


@pytest.mark.parametrize(
    "text",
    ["1 hour it took, and 2 of us had coffee.", "We did two things:\n1. goals\n2. the file\nThen she had to leave."],
)
def test_other_numbers_tie_nothing(text: str) -> None:
    assert tied(text) == [(None, text)]


@pytest.mark.parametrize("mark", [" / ", "/", "; ", " · ", " | "])
def test_answers_on_one_line_go_by_their_order(mark: str) -> None:
    said = mark.join(["Yes", "Nov 12", "1 hr", "Zoom", "goals", "Dec 10", "4", "no"])
    assert tied(said) == [(1, "Yes, Nov 12, 1 hr"), (2, "Zoom"), (3, "goals"), (4, "Dec 10"), (5, "4"), (6, "no")]


def test_a_length_behind_the_way_is_the_meetings() -> None:
    assert tied("Yes; Nov 12; by phone; an hour; goals; Dec 3; 4; no")[:3] == [
        (1, "Yes, Nov 12, an hour"),
        (2, "by phone"),
        (3, "goals"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Nothing to report / sorry / I was away / on leave / till Monday / 4 / weeks",
        "Yes / we met / and talked / about / her goals / and mine",
        "Met / Nov 12 / Zoom / goals / Dec 3 / 4 / no",
    ],
)
def test_other_lines_with_marks_are_left_whole(text: str) -> None:
    assert tied(text) == [(None, text)]


def test_days_between_marks_may_be_written_with_a_hyphen() -> None:
    told = claims("Yep / 11-18 / 45 min / Zoom / goals / 12-10 / 4 / nope")
    assert [meeting.held_on for meeting in told.meetings] == [date(2026, 11, 18)]
    assert told.next_meeting is not None and told.next_meeting.date == date(2026, 12, 10)
    assert claims("We met Tuesday 12-13, in her office.").meetings[0].duration_minutes == 60


def test_a_label_put_as_a_question_ties_what_comes_next() -> None:
    said = [(each.question, each.text) for each in sentences("Met? Yes. Next? Dec 8. 1-5? 4. She was in a hurry.")]
    assert said == [(1, "Yes."), (4, "Dec 8."), (5, "4."), (None, "She was in a hurry.")]
    told = claims("Help? Nope. Met Nov 12, an hour.")
    assert not told.needs_help
    assert [meeting.held_on for meeting in told.meetings] == [date(2026, 11, 12)]


def test_a_label_that_nothing_answers_is_kept() -> None:
    assert claims("We met on Tuesday. Help?").needs_help
    assert claims("We met on Tuesday.\n\nHelp? I can't reach her.").needs_help
    assert [each.text for each in sentences("Next?")] == ["Next?"]
