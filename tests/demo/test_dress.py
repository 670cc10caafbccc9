"""How mail programs dress an answer: the words on top or between, the letter quoted in the program's own way."""

from __future__ import annotations

from datetime import datetime
from email import policy
from email.message import EmailMessage

import pytest

from service.demo.cast import ADA, GRACE, HELEN
from service.demo.dress import DRESSES, NAMES, Answer, dressed
from service.demo.machines import delivery_report, out_of_office
from service.demo.mails import address_of, html_of, parsed, text_of
from service.domain import Kind
from service.reading import Context, read

FROM = "Library Mentoring Program <checkin+abc@mentoring.example.edu>"
WORDS = "We met on November 4 for an hour, in person.\n\nA 4."
AT = datetime(2026, 11, 5, 12, 12, tzinfo=ADA.zone)


@pytest.fixture
def letter() -> EmailMessage:
    message = EmailMessage()
    message["From"] = message["Reply-To"] = FROM
    message["To"] = "Ada Moss <ada.moss@example.com>"
    message["Subject"] = "Your mentoring check-in for November, with Grace"
    message["Date"] = "Mon, 02 Nov 2026 09:14:00 -0800"
    message["Message-ID"] = "<mentormail.1@mentoring.example.edu>"
    message.set_content("Dear Ada,\n\n1. Did you meet since the last check-in?\n\n2. How did you meet?\n\nRegards\n")
    message.add_alternative("<html><body><!--x--><p>Dear Ada,</p></body></html>", subtype="html")
    return message


def answered(letter: EmailMessage, dress: str) -> EmailMessage:
    """As it comes off the wire."""
    answers = ("Yes, on November 4.", "Over lunch.") if dress == "inline" else ()
    return parsed(dressed(Answer(letter, ADA, AT, WORDS, answers), dress).as_bytes(policy=policy.SMTP))


@pytest.mark.parametrize("dress", DRESSES)
def test_an_answer_goes_where_the_letter_says_and_names_it(letter, dress):
    mail = answered(letter, dress)
    assert address_of(mail, "To") == "checkin+abc@mentoring.example.edu"
    assert address_of(mail, "From") == ADA.email
    assert mail["Subject"] == "Re: Your mentoring check-in for November, with Grace"
    assert mail["In-Reply-To"] == mail["References"] == letter["Message-ID"]
    assert mail["Message-ID"] != letter["Message-ID"]


@pytest.mark.parametrize(
    ("dress", "in_text", "in_html"),
    [
        ("plain", ["On Mon, 02 Nov 2026 at 09:14, Library Mentoring Program wrote:\n> Dear Ada,"], []),
        ("inline", ["On 11/2/26 9:14 AM", "> 1. Did you meet since the last check-in?\n\nYes, on November 4.\n"], []),
        (
            "gmail",
            ["On Mon, Nov 2, 2026 at 9:14 AM Library Mentoring Program <\n"],
            ['class="gmail_quote"', "<p>Dear Ada"],
        ),
        ("outlook", [], ["<b>From:</b> Library Mentoring Program", "<b>Sent:</b> Monday, November 2, 2026 9:14 AM"]),
        ("iphone", ["Sent from my iPhone\n", "> On Nov 2, 2026, at 9:14 AM,"], ['<blockquote type="cite">']),
        ("apple", ["> On Nov 2, 2026, at 9:14 AM,"], ['<blockquote type="cite">']),
    ],
)
def test_each_program_quotes_in_its_own_way(letter, dress, in_text, in_html):
    mail = answered(letter, dress)
    text, html = text_of(mail), html_of(mail)
    assert [part for part in in_text if part not in text] == []
    assert [part for part in in_html if part not in html] == []
    assert bool(in_html) == bool(html) and "<!--" not in html


@pytest.mark.parametrize("dress", sorted(DRESSES.keys() - {"inline"}))
def test_the_words_are_found_again_under_every_dress(letter, dress):
    reading = read(
        answered(letter, dress).as_bytes(policy=policy.SMTP), Context(zone=ADA.zone, names=(ADA.name, GRACE.name))
    )
    assert reading.kind is Kind.REPORT
    assert reading.words.text.split() == WORDS.split()


def test_words_below_the_questions_are_tied_to_them(letter):
    reading = read(answered(letter, "inline").as_bytes(policy=policy.SMTP), Context(zone=ADA.zone))
    assert reading.words.answers == {1: "Yes, on November 4.", 2: "Over lunch."}


def test_every_dress_has_a_name():
    assert NAMES.keys() == DRESSES.keys()


def test_an_answer_to_an_answer_keeps_the_thread(letter):
    letter.replace_header("Subject", "Re: Your mentoring check-in")
    letter["References"] = "<root@example.org>"
    mail = answered(letter, "plain")
    assert mail["Subject"] == "Re: Your mentoring check-in"
    assert mail["References"].split() == ["<root@example.org>", letter["Message-ID"]]


def test_an_out_of_office_is_one_and_names_its_day(letter):
    away = out_of_office(letter, HELEN, AT, "I am out of the office until November 17, 2026.")
    reading = read(away.as_bytes(policy=policy.SMTP), Context(zone=HELEN.zone))
    assert (reading.kind, str(reading.back_on)) == (Kind.AUTO_REPLY, "2026-11-17")


def test_a_delivery_report_says_who_is_gone(letter):
    report = delivery_report(letter, "bounce+abc@mentoring.example.edu", HELEN, AT)
    reading = read(report.as_bytes(policy=policy.SMTP), Context())
    [bounce] = reading.bounces
    assert (reading.kind, bounce.recipient, bounce.status, bounce.permanent) == (
        Kind.BOUNCE,
        HELEN.email,
        "5.1.1",
        True,
    )
