"""The count of letters, from files alone: what holds, what is missing, what is too many."""

from __future__ import annotations

import json
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from service.demo import expected
from service.demo.cast import PEOPLE, ROBIN
from service.demo.recount import differences, recount

JONAS = "jonas.weber@example.org"
CHECKIN = {"day": "2026-11-02", "letter": "check-in", "subject": "Your check-in", "says": "Did you meet since the last"}
RECEIPT = {"day": "2026-11-02", "letter": "receipt", "subject": "Your check-in", "says": "Recorded"}
# Sunday evening in Los Angeles is Monday morning in Berlin.
EVENING = "Sun, 01 Nov 2026 23:20:00 -0800"
QUESTIONS = "Did you meet since\nthe last check-in?"


def mail(to: str = JONAS, subject: str = "Your check-in", when: str = EVENING, text: str = QUESTIONS) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"], message["Date"] = "a@example.org", to, subject, when
    message.set_content(text)
    return message.as_bytes()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mail").mkdir()
    return tmp_path


def counted(folder: Path, letters: list[dict[str, str]], mails: list[bytes]):
    person = {"name": "Jonas Weber", "email": JONAS, "zone": "Europe/Berlin", "letters": letters}
    (folder / "expected.json").write_text(json.dumps({"people": [person]}))
    for number, raw in enumerate(mails, 1):
        (folder / "mail" / f"{number:03d}.eml").write_bytes(raw)
    [verdict] = recount(folder / "expected.json", folder / "mail")
    return verdict


@pytest.mark.parametrize(
    ("letters", "mails", "missing", "too_many"),
    [
        ([], [], 0, 0),
        ([CHECKIN], [mail()], 0, 0),
        ([CHECKIN], [mail(to=f"Jonas Weber <{JONAS.upper()}>")], 0, 0),
        ([CHECKIN], [mail(), mail(to="checkin+abc@mentoring.example.edu")], 0, 0),
        ([CHECKIN], [], 1, 0),
        ([], [mail()], 0, 1),
        ([CHECKIN], [mail(), mail()], 0, 1),
        ([CHECKIN, CHECKIN], [mail()], 1, 0),
        ([CHECKIN], [mail(subject="Re: Your check-in")], 1, 1),
        ([CHECKIN], [mail(text="Recorded: you met.")], 1, 1),
        ([CHECKIN], [mail(when="Sun, 01 Nov 2026 12:00:00 -0800")], 1, 1),
        ([CHECKIN, RECEIPT], [mail(text="Recorded: you met."), mail()], 0, 0),
    ],
    ids=[
        "nothing",
        "as expected",
        "addresses in any case",
        "mail to us does not count",
        "missing",
        "too many",
        "twice",
        "once too few",
        "another subject",
        "other words",
        "the day before",
        "any order within a day",
    ],
)
def test_letters_count_by_person_day_subject_and_words(folder, letters, mails, missing, too_many):
    verdict = counted(folder, letters, mails)
    assert (len(verdict.missing), len(verdict.too_many)) == (missing, too_many)
    assert verdict.holds == (not missing and not too_many)


def test_a_day_is_one_of_the_readers_own_zone(folder):
    assert counted(folder, [CHECKIN], [mail()]).came == (date(2026, 11, 2),)


def test_what_differs_is_named(folder):
    verdict = counted(folder, [CHECKIN], [mail(subject="Welcome")])
    assert verdict.missing == ("2026-11-02: check-in “Your check-in” saying “Did you meet since the last”",)
    assert verdict.too_many == ("2026-11-02: “Welcome” (001.eml)",)


MEETING = {"partnership": 1, "held_on": "2026-11-04", "topics": ["goals"]}


@pytest.mark.parametrize(
    ("records", "told"),
    [
        ([{**MEETING, "cycle": "2026-11"}], []),
        ([], ["missing: 1, 2026-11-04, ['goals']"]),
        ([MEETING, {**MEETING, "held_on": None}], ["too many: 1, None, ['goals']"]),
        ([{**MEETING, "topics": []}], ["missing: 1, 2026-11-04, ['goals']", "too many: 1, 2026-11-04, []"]),
    ],
    ids=["as expected", "missing", "too many", "another"],
)
def test_meeting_records_are_compared_by_the_fields_that_are_expected(records, told):
    assert differences([MEETING], records) == told


def test_the_table_of_what_is_expected_covers_the_whole_cast():
    table = expected.to_json()
    assert {person["email"] for person in table["people"]} == {each.email for each in (*PEOPLE, ROBIN)}
    days = [letter["day"] for person in table["people"] for letter in person["letters"]]
    assert len(days) > 50 and all(date.fromisoformat(day) for day in days)
