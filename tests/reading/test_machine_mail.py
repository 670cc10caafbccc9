"""Delivery reports as sixty kinds of servers write them, and ordinary mail that only looks like one."""

from __future__ import annotations

import base64
from datetime import date
from pathlib import Path

import pytest
from machine_mail import Sample, samples

from service.domain import Kind
from service.reading import Context, read
from service.reading.values import CalendarAnswer

BATCHES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
REPORTS = [mail for file in BATCHES for mail in samples(f"reports_{file}.txt")]
ORDINARY = [mail for file in BATCHES for mail in samples(f"ordinary_{file}.txt")]


def named(mails: list[Sample]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("mail", mails, ids=[mail.name for mail in mails])


@named([mail for mail in REPORTS if mail.expected != "none"])
def test_report_names_whom_and_how_gravely(mail: Sample) -> None:
    """`address status hard|soft`; the status is "-" where the server gives none that stands beyond doubt."""
    reading = read(mail.raw, Context())
    assert reading.kind is Kind.BOUNCE
    wanted = [each.split() for each in mail.expected.split(", ")]
    found = {str(each.recipient): each for each in reading.bounces}
    assert {name: found[name].permanent for name in found} == {name: how == "hard" for name, _, how in wanted}
    assert [found[name].status for name, status, _ in wanted if status != "-"] == [
        status for _, status, _ in wanted if status != "-"
    ]


@named([mail for mail in REPORTS if mail.expected == "none"])
def test_report_of_success_is_no_failure(mail: Sample) -> None:
    reading = read(mail.raw, Context())
    assert reading.kind is Kind.BOUNCE
    assert [(str(each.status)[:2], each.permanent) for each in reading.bounces] == [("2.", False)]


@named(ORDINARY)
def test_ordinary_mail_is_no_report(mail: Sample) -> None:
    assert read(mail.raw, Context()).kind is not Kind.BOUNCE


@named(samples("calendars.txt"))
def test_calendar_answers_and_complaints(mail: Sample) -> None:
    """`kind`, for a calendar answer with its method, uid, sequence, attendee and partstat ("-" where not told)."""
    reading = read(mail.raw, Context())
    told = [reading.kind.value]
    if (answer := reading.calendar) is not None:
        values = (answer.method, answer.uid, answer.sequence, answer.attendee, answer.partstat)
        told += ["-" if value is None else str(value) for value in values]
    assert " ".join(told).lower() == mail.expected.lower()


def test_calendar_answer_in_utf_16_and_base64_is_read() -> None:
    """Exchange declares the charset it likes; folded lines of UTF-16 have no line end of one byte."""
    lines = [
        "BEGIN:VCALENDAR", "METHOD:REPLY", "BEGIN:VEVENT", "UID:U-1", "SEQUENCE:3",
        "ATTENDEE;CN=Ada;PARTST", " AT=ACCEPTED:mailto:ada@exam", "\tple.org", "END:VEVENT", "END:VCALENDAR",
    ]  # fmt: skip
    for charset in ("utf-16", "utf-16le", "utf-8"):
        body = base64.encodebytes("\r\n".join(lines).encode(charset))
        head = (
            f'Content-Type: text/calendar; method=REPLY; charset="{charset}"\r\nContent-Transfer-Encoding: base64\r\n'
        )
        answer = read(b"From: ada@example.org\r\n" + head.encode() + b"\r\n" + body, Context()).calendar
        assert answer == CalendarAnswer("REPLY", "U-1", 3, "ada@example.org", "ACCEPTED")


def lines(file: str) -> list[list[str]]:
    text = (Path(__file__).parent / "machine_mail" / file).read_text(encoding="utf-8")
    return [line.replace("\\n", "\n").split(" | ") for line in text.splitlines() if line and not line.startswith("#")]


def written(subject: str, body: str) -> bytes:
    header = f"From: Ada Example <ada@example.org>\nTo: checkin+abc@mentoring.example.edu\nSubject: {subject}\n"
    return f"{header}Date: Tue, 1 Dec 2026 10:00:00 -0800\nContent-Type: text/plain; charset=utf-8\n\n{body}\n".encode()


@pytest.mark.parametrize(
    ("subject", "body", "day"),
    [each for file in ("first", "second", "third", "fourth") for each in lines(f"autos_{file}.txt")],
)
def test_answering_machine_is_known_without_its_header_and_names_its_day(subject: str, body: str, day: str) -> None:
    reading = read(written(subject, body), Context())
    assert reading.kind is Kind.AUTO_REPLY
    assert reading.back_on == (None if day == "-" else date.fromisoformat(day))


@pytest.mark.parametrize(("subject", "body"), lines("persons.txt"))
def test_person_who_speaks_of_absence_is_no_machine(subject: str, body: str) -> None:
    assert read(written(subject, body), Context()).kind is Kind.REPORT


def with_a_mail_of_400_kb(sender: str, subject: str, body: str) -> bytes:
    header = f'From: {sender}\nSubject: {subject}\nContent-Type: multipart/mixed; boundary="q"\n\n'
    inner = "From: checkin@mentoring.example.edu\nTo: gone@library.example.edu\nSubject: x\n\n" + "long line\n" * 40_000
    return f"{header}--q\n\n{body}\n--q\nContent-Type: message/rfc822\n\n{inner}\n--q--\n".encode()


def test_large_mail_within_a_mail_is_read_by_its_header() -> None:
    person = read(with_a_mail_of_400_kb("ada@example.org", "Re: check-in", "We met on Tuesday, see this."), Context())
    assert person.kind is Kind.REPORT
    daemon = with_a_mail_of_400_kb("MAILER-DAEMON@mx.example.edu", "Returned mail", "It could not be delivered.")
    assert [each.recipient for each in read(daemon, Context()).bounces] == ["gone@library.example.edu"]
