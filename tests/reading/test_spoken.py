"""How very different people put one thing: whether they met, when, for how long, when next, how useful, what they ask.

`spoken/*.txt` has a line for each wording, `words => what they say`, and one table for each field. All are sent on
Thursday, November 19, 2026; a day without a month is November's. `?` is a meeting whose day is not known, `!` what has
to be asked about, `-` and `none` what is not said. `whole.txt` has replies, with all of these: `days met on / next
meeting / usefulness / help asked`, and `answers.txt` the same told under the questions of the check-in by their number.
`asks.txt` has requests to the coordinator, `beside.txt` what people say in a report that changes nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from service.domain import Claims, Doubt
from service.reading.report import interpret
from service.reading.values import Context, Segment, Words

ZONE = ZoneInfo("America/Los_Angeles")
THURSDAY = datetime(2026, 11, 19, 10, 0, tzinfo=ZONE)
TABLES = Path(__file__).with_name("spoken")


HELD, COMING, REST = "We met on Tuesday for an hour.", "Next is December 3 at 2.", "I'd give it a 4. No help needed."


def lines(name: str) -> list[str]:
    return (TABLES / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def rows(name: str) -> Iterator[tuple[str, str]]:
    for line in lines(name):
        words, _, wanted = line.rpartition(" => ")
        yield words, wanted


def read(words: str, question: int | None = None) -> Claims:
    return interpret(Words((Segment(words, question),)), "", THURSDAY, Context(zone=ZONE)).claims


def day_said(day: date) -> str:
    if (day.year, day.month) == (2026, 11):
        return str(day.day)
    return f"{day:%m-%d}" if day.year == 2026 else day.isoformat()


def met(words: str) -> str:
    return {True: "yes", False: "no", None: "-"}[read(words).met]


def days_of(claims: Claims) -> str:
    return " ".join(
        day_said(meeting.held_on) if meeting.held_on else "!" if meeting.unsure else "?" for meeting in claims.meetings
    )


def held(words: str) -> str:
    return days_of(read(words))


def length(words: str) -> str:
    minutes = {meeting.duration_minutes for meeting in read(words).meetings}
    return " ".join(str(each or "none") for each in minutes)


def coming(words: str) -> str:
    return next_said(read(words, None if " met " in words.lower() else 4))


def next_said(claims: Claims) -> str:
    if Doubt.NEXT_MEETING in claims.doubts:
        return "!"
    if claims.next_meeting is None:
        return "none"
    at = claims.next_meeting.time
    return day_said(claims.next_meeting.date) + (f"@{at:%H:%M}" if at else "")


def rated(claims: Claims) -> str:
    return "!" if Doubt.SATISFACTION in claims.doubts else str(claims.satisfaction or "none")


def rating(words: str) -> str:
    return rated(read(words))


def asked(words: str) -> str:
    return "yes" if read(words).needs_help else "no"


READERS: dict[str, Callable[[str], str]] = {
    "met": met,
    "held": held,
    "length": length,
    "next": coming,
    "rating": rating,
    "help": asked,
}


@pytest.mark.parametrize("field", READERS)
def test_what_the_words_say(field: str) -> None:
    assert {words: said for words, wanted in rows(field) if (said := READERS[field](words)) != wanted} == {}


def record(claims: Claims) -> str:
    told = days_of(claims) or {True: "yes", False: "no", None: "-"}[claims.met]
    return " / ".join([told, next_said(claims), rated(claims), "yes" if claims.needs_help else "no"])


def whole(words: str) -> str:
    return record(read(words.replace("\\n", "\n")))


def test_what_a_whole_reply_says() -> None:
    assert {words: said for words, wanted in rows("whole") if (said := whole(words)) != wanted} == {}


def answered(words: str) -> str:
    answers = (answer.partition(" ")[::2] for answer in words.split(" | "))
    segments = tuple(Segment(answer, int(number)) for number, answer in answers)
    return record(interpret(Words(segments), "", THURSDAY, Context(zone=ZONE)).claims)


def test_what_answers_say_under_their_questions() -> None:
    assert {words: said for words, wanted in rows("answers") if (said := answered(words)) != wanted} == {}


def heard_everywhere(words: str) -> bool:
    before, behind = read(f"{HELD} {COMING} {words}"), read(f"{words} {HELD} {COMING}")
    return before.needs_help and behind.needs_help and read(words, question=6).needs_help


def test_a_request_is_heard_wherever_it_stands() -> None:
    assert [words for words in lines("asks") if not heard_everywhere(words)] == []


def changes_nothing(words: str) -> bool:
    orders = ((words, HELD, COMING, REST), (HELD, words, COMING, REST), (HELD, COMING, words, REST))
    return all(record(read(" ".join(told))) == "17 / 12-03@14:00 / 4 / no" for told in orders)


def test_what_is_said_beside_it_changes_nothing_of_a_report() -> None:
    assert [words for words in lines("beside") if not changes_nothing(words)] == []
