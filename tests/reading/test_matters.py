"""Replies to the welcome, the preparing letter, half-way and the end: what is read in them, and what is not."""

from __future__ import annotations

from email.message import EmailMessage
from zoneinfo import ZoneInfo

import pytest

from service.domain import BESIDE, MATTER_QUESTIONS, QUESTIONS, About, Doubt
from service.reading import Context, Reading, read
from service.topics import load_topics

TOPICS = load_topics(None)


def reply(about: About, said: str, quoted: str = "", asked: frozenset[Doubt] = frozenset()) -> Reading:
    message = EmailMessage()
    message["From"], message["To"] = "ada.moss@example.edu", "checkin+abc@mentoring.example.edu"
    message["Subject"] = "Re: Welcome: you and Grace Lin"
    message["Date"] = "Mon, 02 Nov 2026 18:00:00 -0800"
    quote = "".join(f"> {line}\n" for line in quoted.splitlines())
    message.set_content(
        f"{said}\n\nOn Nov 2, 2026, at 9:00, Library Mentoring Program wrote:\n\n{quote}" if quoted else said
    )
    context = Context(
        zone=ZoneInfo("America/Los_Angeles"),
        questions=MATTER_QUESTIONS.get(about, QUESTIONS),
        topics=TOPICS,
        names=("Ada Moss", "Grace Lin"),
        about=about,
        asked=asked,
        coordinators=("Robin Hale",),
    )
    return read(message.as_bytes(), context)


WELCOME = "\n\n".join(f"{number}. {question}" for number, question in enumerate(MATTER_QUESTIONS[About.WELCOME], 1))


def test_three_lines_settle_an_agreement_and_tell_of_no_meeting() -> None:
    reading = reply(
        About.WELCOME, "1. First Tuesday at 2\n2. Yes, we talked about it.\n3. I hope to find out how promotion works."
    )
    settled = reading.settled
    assert str(settled.rhythm) == "monthly first tuesday 14:00" and settled.confidentiality is True
    assert settled.hopes == "I hope to find out how promotion works."
    assert reading.claims.met is None and reading.claims.next_meeting is None and not reading.claims.needs_help


def test_answers_typed_below_the_quoted_questions() -> None:
    inside = WELCOME.replace("when?", "when?\n\nevery other Thursday noon").replace("you?", "you?\n\nnot yet")
    lines = "\n".join(
        line if line in ("every other Thursday noon", "not yet") else f"> {line}" for line in inside.splitlines()
    )
    reading = reply(About.WELCOME, f"On Nov 2, 2026, at 9:00, Library Mentoring Program wrote:\n\n{lines}\n")
    assert str(reading.settled.rhythm) == "weekly 2 thursday 12:00 from 2026-11-05"
    assert reading.settled.confidentiality is False


def test_in_free_words_too() -> None:
    reading = reply(
        About.WELCOME,
        "Thank you! Grace and I had coffee. We'll decide each time. We did speak about confidentiality,"
        " and I'd love to get better at teaching.",
        quoted=WELCOME,
    )
    assert str(reading.settled.rhythm) == "each time" and reading.settled.confidentiality is True
    assert "better at teaching" in reading.settled.hopes and not reading.claims.needs_help


def test_a_meeting_and_a_first_date_told_beside_are_reported() -> None:
    reading = reply(About.WELCOME, "We met last Thursday for an hour. The next one is on December 3 at 2pm.")
    [meeting] = reading.claims.meetings
    assert str(meeting.held_on) == "2026-10-29" and meeting.duration_minutes == 60
    assert str(reading.claims.next_meeting.date) == "2026-12-03"  # type: ignore[union-attr]
    assert BESIDE in reading.spoken_of


def test_a_request_in_the_welcome_is_one() -> None:
    reading = reply(About.WELCOME, "First Tuesday at 2. Could you send me Grace's phone number?")
    assert reading.claims.needs_help and "phone number" in reading.help_words
    assert str(reading.settled.rhythm) == "monthly first tuesday 14:00"


@pytest.mark.parametrize(
    "said",
    [
        "Could you tell me how you chair a meeting?",
        "I need advice on my dossier.",
        "How did you survive your first review?",
    ],
)
def test_what_is_asked_of_the_partner_is_not_asked_of_the_coordinator(said: str) -> None:
    reading = reply(About.PREPARE, said)
    assert reading.plain.agenda == said and not reading.claims.needs_help


@pytest.mark.parametrize(
    "said",
    [
        "Could you put us in touch with someone about tenure?",
        "I would like another mentor, please.",
        "Robin: can we talk? It is not working.",
        "In confidence: I would rather not meet her again.",
    ],
)
def test_what_is_asked_of_the_coordinator_goes_to_no_partner(said: str) -> None:
    reading = reply(About.PREPARE, said)
    assert reading.claims.needs_help and reading.help_words


def test_a_referral_is_known_by_its_topic() -> None:
    assert reply(About.CHECKIN, "Could you put us in touch with someone about tenure?").help_topics == (
        "review-promotion",
    )


@pytest.mark.parametrize("said", ["December 3 at 2", "Thursday the 3rd of December, 2pm", "We meet on Dec 3 at 2pm."])
def test_where_a_date_was_asked_for_a_bare_one_answers(said: str) -> None:
    reading = reply(About.PREPARE, said, asked=frozenset({Doubt.NEXT_MEETING}))
    assert str(reading.claims.next_meeting.date) == "2026-12-03" and reading.plain.agenda == ""  # type: ignore[union-attr]
    assert reading.claims.met is None


def test_a_rhythm_answers_it_too() -> None:
    reading = reply(About.PREPARE, "first Tuesdays at 2", asked=frozenset({Doubt.NEXT_MEETING}))
    assert str(reading.settled.rhythm) == "monthly first tuesday 14:00"


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("First Tuesday at 2. Please send us calendar invitations.", ""),
        ("First Tuesday at 2. Could you send calendar invites?", ""),
        ("Please send us invitations, and could you find somebody who knows about grants?", "grants"),
        ("Please send us calendar invitations. Could you find somebody who knows about grants?", "grants"),
    ],
)
def test_calendar_invitations_are_asked_of_us_and_not_of_the_coordinator(words: str, asks: str) -> None:
    reading = reply(About.WELCOME, words)
    assert reading.settled.invitations and reading.claims.needs_help is bool(asks)
    assert asks in reading.help_words


def test_half_way_a_change_is_heard_and_praise_is_not() -> None:
    questions = "1. Her patience.\n2. Let us meet every other Thursday at noon.\n3. No, thanks."
    reading = reply(About.HALFWAY, questions)
    assert str(reading.settled.rhythm) == "weekly 2 thursday 12:00 from 2026-11-05"
    assert not reading.claims.needs_help and reading.claims.satisfaction is None
    asking = reply(About.HALFWAY, "1. All of it\n2. Nothing\n3. Could you find me somebody who knows about grants?")
    assert asking.claims.needs_help and "grants" in asking.help_words


def test_at_the_end_two_answers_are_for_the_coordinator() -> None:
    reading = reply(About.FAREWELL, "1. Courage, 5 of 5\n2. Start earlier in the year.\n3. Yes, as a mentor!")
    assert reading.help_words == "Start earlier in the year. Yes, as a mentor!"
    assert reading.claims.satisfaction is None and "Courage" not in reading.help_words
    assert not reply(About.FAREWELL, "1. Courage\n2. nothing\n3. no").claims.needs_help


def test_a_new_rhythm_told_in_a_check_in_is_heard() -> None:
    reading = reply(About.CHECKIN, "We met on Oct 29. From now on we meet every other Thursday at noon.")
    assert str(reading.settled.rhythm) == "weekly 2 thursday 12:00 from 2026-11-05"
    assert reading.claims.met is True


def test_a_cry_for_help_is_no_command() -> None:
    reading = reply(About.CHECKIN, "help me please, my mentor is silent")
    assert reading.kind == "report" and reading.claims.needs_help and reading.plain.silent_partner
    assert reply(About.CHECKIN, "Help").command is not None


def test_an_address_in_any_reply_is_heard() -> None:
    for about in About:
        assert reply(about, "My new address is ada@new.example.org.").plain.new_address == "ada@new.example.org"
