"""The writer's own words in mail of many clients: kept whole, and nobody else's with them."""

from __future__ import annotations

import pytest

from service.domain import QUESTIONS
from service.reading.mail.lines import plain_lines
from service.reading.own_words.labels import Writer
from service.reading.own_words.reply_text import own_words

ADA = Writer(frozenset({"ada", "ada example"}), QUESTIONS)


def own(text: str) -> str:
    return own_words(plain_lines(text), ADA).text


def answers(text: str) -> dict[int, str]:
    return own_words(plain_lines(text), ADA).answers


KEPT_WHOLE = [
    "Hi all,\n\nSee you on Friday.\n\nThanks,\nAda",
    "We need:\n- bread\n- butter\n- a poster",
    "Options:\n\n-- the long one\n-- the short one\n\nI prefer the second.",
    "First part.\n\n---\n\nSecond part.",
    "She asked: did you meet?\n\nYes.",
    "1.5 hours, and 2 coffees.",
    "Ada",
    "We used > and < in the form.",
    "PS: I forgot the date, it was Nov 5.",
    "Best,\nAda\n\nPS: it was Tuesday.",
    "Best,\nAda\n\nOh, and we also met on the 12th!",
    "This information is confidential, please tell nobody.",
    "Please unsubscribe me from the suggestions, they are not for me.",
    "This document is what we worked on all the time, a legal form.",
    "I sent from my office the file you asked for, and then we met at four in the afternoon as agreed; "
    "it took an hour, and she was very glad to have it, as you can imagine, since her boss had lost it.",
    "From: my side all good",
    "On Monday I wrote to her:\nplease come. She came.",
]


@pytest.mark.parametrize("text", KEPT_WHOLE)
def test_own_words_are_kept_whole(text: str) -> None:
    assert own(text) == text


SIGNED = [
    "-- \nAda Example\nLibrarian",
    "--\nAda Example\nLibrarian\n555-0100",
    "Sent from my iPhone",
    "Sent from my Galaxy, please excuse typos",
    "Sent with Proton Mail secure email.",
    "Get Outlook for iOS<https://aka.example/o0ukef>",
    "Von meinem iPhone gesendet",
    "Gesendet von Outlook für Android",
    "Envoyé de mon iPhone",
    "Envoyé depuis mon mobile Orange",
    "Enviado desde mi iPhone",
    "Enviado do meu iPhone",
    "Inviato da iPhone",
    "Verzonden vanaf mijn iPad",
    "Skickat från min iPhone",
    "Sendt fra min iPhone",
    "Lähetetty iPhonesta",
    "Wysłane z iPhone'a",
    "Odesláno z iPhonu",
    "Отправлено с iPhone",
    "Надіслано з iPhone",
    "iPhoneから送信",
    "发自我的iPhone",
    "나의 iPhone에서 보냄",
    "Ada Example\nHead of Collections\nLibrary | 555-0142",
    "Ada Example, MLIS\nRoom 412\nada@example.org",
    "Dr. Ada M. Example\n(on leave 12/21/26 - 1/4/27)",
    "-Ada Example",
    "Bo Other\nDirector, Example Inc.\nTel: +1 555 0100\nwww.example.org",
    "A. Example / Manuscripts / x4410",
    "CONFIDENTIALITY NOTICE: This e-mail is for the sole use of the intended recipient.",
    "This message may contain privileged information. If you received it in error, delete it.",
    "Diese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der richtige Empfänger sind, vernichten Sie sie.",
    "Please consider the environment before printing this e-mail.",
    "_______________________________________________\nlib-list mailing list\nlib-list@example.org\n"
    "https://example.org/mailman/listinfo/lib-list",
    "--~--~---------~--~----~------------~-------~--~----~\nTo unsubscribe from this group, send mail to x@example.org",
    "---\nYou received this message because you are subscribed to this list.",
]


@pytest.mark.parametrize("signature", SIGNED)
def test_signature_or_footer_is_folded(signature: str) -> None:
    words = own_words(plain_lines(f"We met on Tuesday.\n\nThanks!\n\n{signature}"), ADA)
    assert words.text == "We met on Tuesday.\n\nThanks!"
    assert signature.splitlines()[0].strip() in words.folded[0]


@pytest.mark.parametrize("signature", SIGNED)
def test_signature_above_the_quote_is_folded(signature: str) -> None:
    quote = "On Nov 12, 2026, at 10:14, Bo Other <bo@example.org> wrote:\n\n> Did you meet?"
    assert own(f"We met on Tuesday.\n\n{signature}\n\n{quote}") == "We met on Tuesday."


def test_signature_alone_leaves_no_words() -> None:
    assert own("Ada Example\nHead of Collections\nLibrary | 555-0142") == ""


def test_name_under_a_closing_is_the_writers_last_word() -> None:
    assert (
        own("Yes.\n\nBest regards,\nAda Example\nHead of Collections\n555-0142") == "Yes.\n\nBest regards,\nAda Example"
    )


BANNERS = [
    "[EXTERNAL] This message came from outside the University. Do not click links.",
    "CAUTION: This email originated from outside of the organization. Do not click\nlinks unless you know the sender.",
    "EXTERNAL EMAIL - Verify the sender before replying",
    "You don't often get email from bo@example.org. Learn why this is important",
    "ACHTUNG: Diese E-Mail kommt von außerhalb.",
    "ATTENTION : ce courriel provient de l'extérieur.",
    "Notice: this message has attachments from an unknown sender.",
    "External sender",
]


@pytest.mark.parametrize("banner", BANNERS)
def test_banner_is_folded(banner: str) -> None:
    assert own(f"{banner}\n\nYes, on Tuesday.") == "Yes, on Tuesday."


@pytest.mark.parametrize(
    "words",
    [
        "- Her timeline\n- Who writes the external letters\n- Her poster",
        "External letters: who should write them?",
        "I had an external email about the reviewers. It was odd.",
        "External review - she asked who decides.",
        "Important: I never got your last message.",
        "Note: my e-mail changes in June.",
        "Important! No mail came from you in May.",
    ],
)
def test_own_words_on_top_that_sound_like_a_warning_stay(words: str) -> None:
    assert own(f"{words}\n\nYes, on Tuesday.") == f"{words}\n\nYes, on Tuesday."


LETTER = (
    "Dear Ada,\n\nHow is it going?\n\n"
    + "\n\n".join(f"{n}. {q}" for n, q in enumerate(QUESTIONS, 1))
    + "\n\nThank you,\nThe Program"
)
GIVEN = ["yes, Tuesday", "Zoom", "her CV", "Dec 3 at 2", "4", "no"]


def inline(quote: str = "> ") -> str:
    lines = ["Dear Ada,", ""]
    lines = [quote + line for line in lines]
    for number, (question, answer) in enumerate(zip(QUESTIONS, GIVEN, strict=True), 1):
        lines += [f"{quote}{number}. {question}", answer]
    return "\n".join([*lines, f"{quote}", f"{quote}The Program"])


def test_answers_under_quoted_questions() -> None:
    assert answers("On Nov 12, 2026 at 10:00, X <x@example.org> wrote:\n" + inline()) == dict(enumerate(GIVEN, 1))


def test_answers_inside_an_unmarked_quote() -> None:
    head = "See below.\n\nFrom: X <x@example.org>\nSent: Friday\nTo: Ada\nSubject: Check-in\n\n"
    words = own_words(plain_lines(head + inline("")), ADA)
    assert words.answers == dict(enumerate(GIVEN, 1))
    assert words.segments[0].text == "See below."
    assert "The Program" not in words.text


def test_answers_typed_behind_the_mark_of_the_quote() -> None:
    quoted = "\n".join(f"> {line}" for line in inline("").split("\n"))
    assert answers("X <x@example.org> wrote:\n" + quoted) == dict(enumerate(GIVEN, 1))


def test_answers_on_the_line_of_the_question() -> None:
    quoted = "\n".join(f"> {n}. {q} {a}" for n, (q, a) in enumerate(zip(QUESTIONS, GIVEN, strict=True), 1))
    found = answers(f"X <x@example.org> wrote:\n{quoted}")
    assert found == {number: answer for number, answer in enumerate(GIVEN, 1) if number < 6} | {6: "no"}


def test_untouched_letter_gives_no_words() -> None:
    head = "From: X <x@example.org>\nSent: Friday\nTo: Ada\nSubject: Check-in\n\n"
    assert own(head + LETTER) == ""
    assert own("Yes.\n\nOn Nov 12, 2026 at 10:00, X <x@example.org> wrote:\n\n" + LETTER) == "Yes."


FOOTER = (
    "\n\n-- \nYou get this letter because you take part in the program. Reply in your\nown words. "
    "Write to Bo <bo@example.edu>."
)


def test_untouched_letter_with_a_footer_gives_no_words() -> None:
    head = "From: X <x@example.org>\nSent: Friday\nTo: Ada\nSubject: Check-in\n\n"
    letter = LETTER.replace("The Program", "Librarian Mentoring Program") + FOOTER
    quoted = "\n".join(f"> {line}" for line in letter.split("\n"))
    assert own(head + letter) == ""
    assert own("On Nov 12, 2026 at 10:00, X <x@example.org> wrote:\n\n" + letter) == ""
    assert own("On Nov 12, 2026 at 10:00, X <x@example.org> wrote:\n\n" + quoted) == ""


def test_words_below_an_unmarked_letter_are_kept() -> None:
    head = "From: X <x@example.org>\nSent: Friday\nTo: Ada\nSubject: Check-in\n\n"
    letter = LETTER.replace("The Program", "Librarian Mentoring Program")
    assert own(f"{head}{letter}\n\nNot yet, sorry.") == "Not yet, sorry."


def test_last_answer_is_told_from_the_letters_end() -> None:
    text = LETTER.replace(QUESTIONS[1], QUESTIONS[1] + "\n\nZoom")
    head = "From: X <x@example.org>\nSent: Friday\nTo: Ada\nSubject: Check-in\n\n"
    assert answers(head + text) == {2: "Zoom"}


@pytest.mark.parametrize("asked", ["The list of topics, please.", "We would like a room."])
def test_last_answer_close_to_its_question_is_kept_however_it_begins(asked: str) -> None:
    head = "From: X <x@example.org>\nSent: Friday\nTo: Ada\nSubject: Check-in\n\n"
    assert answers(head + inline("").replace("\nno\n", f"\n{asked}\n"))[6] == asked


def test_last_answer_apart_from_its_question_is_kept_where_its_reader_speaks() -> None:
    text = LETTER.replace(QUESTIONS[1], QUESTIONS[1] + "\n\nZoom").replace(
        QUESTIONS[5], QUESTIONS[5] + "\n\nThe list I asked for."
    )
    head = "From: X <x@example.org>\nSent: Friday\nTo: Ada\nSubject: Check-in\n\n"
    assert answers(head + text) == {2: "Zoom", 6: "The list I asked for."}


@pytest.mark.parametrize(
    "style",
    ["{n}. {a}", "{n}) {a}", "({n}) {a}", "{n} - {a}", "Q{n}: {a}", "#{n} - {a}", "{n}: {a}", "{n} {a}", "*{n}.* {a}"],
)
def test_numbered_answers(style: str) -> None:
    text = "\n".join(style.format(n=n, a=a) for n, a in enumerate(GIVEN, 1))
    assert answers(text) == dict(enumerate(GIVEN, 1))


def test_numbered_answers_in_one_line() -> None:
    assert answers("Hi! 1) yes, Tue 2) zoom 3) her CV 4) Dec 3. 5) 4 6) no") == {
        1: "yes, Tue",
        2: "zoom",
        3: "her CV",
        4: "Dec 3.",
        5: "4",
        6: "no",
    }


def test_some_numbers_only() -> None:
    assert answers("4. Dec 3\n5. 4") == {4: "Dec 3", 5: "4"}


def test_ones_own_list_is_no_answer() -> None:
    text = "We met on Tuesday and talked about these:\n1. goals\n2. promotion"
    assert answers(text) == {}
    assert own(text) == text


def test_six_bare_lines_are_the_answers_in_order() -> None:
    assert answers("\n".join(GIVEN)) == dict(enumerate(GIVEN, 1))


def test_bottom_post_belongs_to_no_question() -> None:
    quoted = "\n".join(f"> {line}".rstrip() for line in LETTER.split("\n"))
    words = own_words(plain_lines(f"X <x@example.org> wrote:\n{quoted}\n\nNot yet."), ADA)
    assert [(each.text, each.question) for each in words.segments] == [("Not yet.", None)]


def test_text_on_both_sides_of_a_quote_is_kept() -> None:
    assert own("Before.\n\nBo wrote:\n> one\n\nBetween.\n\n> two\n\nAfter.") == "Before.\nBetween.\nAfter."


def test_attribution_run_into_the_last_line() -> None:
    line = "Thanks! On Tue, Nov 10, 2026 at 9:07 AM Bo Other <bo@example.org> wrote:"
    assert own(f"Yes.\n{line}\n> Did you?") == "Yes.\nThanks!"


def test_overflow_of_a_rewrapped_quote_is_no_word_of_the_writer() -> None:
    text = (
        "Yes.\n\nBo wrote:\n> this is a long line of somebody's mail that a poor client has\nwrapped\n> without care."
    )
    assert own(text) == "Yes."


def test_forwarded_mail_is_folded() -> None:
    text = (
        "FYI\n\n---------- Forwarded message ---------\nFrom: Bo <bo@example.org>\nDate: Fri\nSubject: x\nTo: "
        "Ada\n\nHello"
    )
    assert own(text) == "FYI"


def test_nothing_is_thrown_away() -> None:
    words = own_words(plain_lines("Yes.\n\n-- \nAda\n\nBo wrote:\n> Did you?"), ADA)
    assert "Did you?" in words.folded[0]
    assert "Ada" in words.folded[0]
