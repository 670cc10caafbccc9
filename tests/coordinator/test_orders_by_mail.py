"""A coordinator acts by answering the summary: through real mail, proven or confirmed, answered with what undoes it."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator
from datetime import date, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from office import (
    ADA,
    COORDINATOR,
    DANA,
    GRACE,
    MARISOL,
    PACIFIC,
    Office,
    address_of,
    mail,
    reply_to,
    text_of,
    words_of,
)

OURS = "mx.mentoring.example.edu"
VOUCHED = f"{OURS}; dkim=pass header.d=library.example.edu"


@pytest.fixture
async def monday(tmp_path: Path, database_url: str, redis_setting: str) -> AsyncIterator[Office]:
    """The Monday after the check-ins, behind an MTA that vouches; Ada has answered, and a stranger's mail is held."""
    environment = {"MENTORMAIL_MAIL__AUTHSERV_ID": OURS}
    async with Office.open(tmp_path, database_url, redis_setting, environment=environment) as office:
        await office.step_to(datetime(2026, 11, 2, 10, 30, tzinfo=PACIFIC))
        await office.reply(checkin(office, ADA), "We met today, an hour. A 4.")
        await office.reply(checkin(office, MARISOL), "We met today for 30 minutes.", sender="vega@home.example")
        await office.step_to(datetime(2026, 11, 9, 8, 5, tzinfo=PACIFIC))
        yield office


def checkin(office: Office, address: str) -> EmailMessage:
    return next(each for each in office.letters_to(address) if "check-in for November" in str(each["Subject"]))


def summary(office: Office) -> EmailMessage:
    return next(each for each in reversed(office.letters_to(COORDINATOR)) if "have met" in str(each["Subject"]))


async def order(office: Office, text: str, *, vouched: bool = True, to: EmailMessage | None = None) -> str:
    """Answer the summary; what comes back, in words."""
    message = reply_to(to or summary(office), text, office.clock.now())
    raw = message.as_bytes()
    if vouched:
        raw = f"Authentication-Results: {VOUCHED}\n".encode() + raw
    raw = raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    await office.deliver(raw, COORDINATOR, address_of(message["To"]))
    return words_of(office.letters_to(COORDINATOR)[-1])


async def standing(office: Office, number: int) -> str:
    partnerships = await office.app.store.transact(lambda: office.app.store.people.partnerships(office.program.id))
    return str(partnerships[number - 1].standing)


async def test_a_pause_is_done_at_once_and_undone_by_its_own_words(monday: Office) -> None:
    answer = await order(monday, "pause 2 until Jan 5\n\nThanks, Robin")
    assert "Dana Cole and Marisol Vega get no letters until Tuesday, January 5, 2027" in answer
    assert "reply “resume 2”" in answer
    assert await standing(monday, 2) == "paused"
    await monday.step_to(datetime(2026, 12, 8, 11, tzinfo=PACIFIC))
    assert not any("December" in str(each["Subject"]) for each in monday.letters_to(DANA))
    assert "goes on" in await order(monday, "resume 2")
    assert await standing(monday, 2) == "active"


async def test_after_the_day_letters_come_again_by_themselves(monday: Office) -> None:
    await order(monday, "pause 2 until Dec 1")
    await monday.step_to(datetime(2026, 12, 8, 11, tzinfo=PACIFIC))
    assert any("December" in str(each["Subject"]) for each in monday.letters_to(DANA))


async def test_without_proof_of_the_sender_it_is_asked_about_first(monday: Office) -> None:
    asked = await order(monday, "end 2", vouched=False)
    assert "nothing in your mail proves who sent it" in asked and "end 2" in asked
    assert await standing(monday, 2) == "active"
    done = await order(monday, "Yes, go ahead", vouched=False, to=monday.letters_to(COORDINATOR)[-1])
    assert "has ended" in done and await standing(monday, 2) == "ended"


async def test_no_leaves_everything_as_it_is(monday: Office) -> None:
    await order(monday, "end 2", vouched=False)
    answer = await order(monday, "no!", vouched=False, to=monday.letters_to(COORDINATOR)[-1])
    assert "Nothing was done" in answer and await standing(monday, 2) == "active"


async def test_a_forged_order_reaches_only_the_coordinator(monday: Office) -> None:
    """Whoever writes it, the question goes to the address that the configuration names."""
    letter = summary(monday)
    message = reply_to(letter, "end 2", monday.clock.now(), sender="robin.hale@evil.example")
    await monday.deliver(message, "robin.hale@evil.example", address_of(message["To"]))
    assert await standing(monday, 2) == "active"
    assert monday.letters_to("robin.hale@evil.example") == []
    [_, held] = await monday.held()
    assert "not from the coordinator's address" in held.reason


async def test_a_nudge_is_the_one_reminder_and_no_second(monday: Office) -> None:
    before = len(monday.letters_to(GRACE))
    first = await order(monday, "nudge 1")
    assert "Ada Moss has answered" in first
    reminded = "Grace Lin has not answered. The month's one reminder goes out now" in first
    again = await order(monday, "nudge 1")
    assert again == first
    await monday.step_to(datetime(2026, 11, 30, 8, 5, tzinfo=PACIFIC))
    reminders = [each for each in monday.letters_to(GRACE)[before:] if str(each["Subject"]).startswith("Re:")]
    assert len(reminders) <= 1 and reminded


async def test_a_nudge_keeps_its_distance_from_other_letters_and_from_absences(monday: Office) -> None:
    await monday.step_to(datetime(2026, 12, 7, 12, tzinfo=PACIFIC))
    [*_, checkin] = monday.letters_to(GRACE)
    assert "check-in for December" in str(checkin["Subject"])
    said = await order(monday, "nudge 1")
    assert "Grace Lin has not answered. The month's one reminder goes out now where it may" in said
    await monday.app.store.transact(lambda: away(monday, GRACE, date(2026, 12, 12)))
    await monday.step_to(datetime(2026, 12, 10, 12, tzinfo=PACIFIC))
    assert await order(monday, "nudge 1") == said, "that somebody is away is not the coordinator's to know"
    assert monday.letters_to(GRACE)[-1]["Message-ID"] == checkin["Message-ID"]


async def away(office: Office, address: str, back_on: date) -> None:
    person = (await office.person(address)).participant.id
    await office.app.store.reach.away_until(person, back_on, office.clock.now())


async def test_a_rematch_ends_one_and_begins_another(monday: Office) -> None:
    answer = await order(monday, "rematch 1 with Dana Cole")
    assert "Dana Cole and Ada Moss begin as 4" in answer
    assert "reply “end 4 and resume 1”" in answer
    await monday.step_to(datetime(2026, 11, 10, 9, tzinfo=PACIFIC))
    assert any("Welcome: you and Dana Cole" in str(each["Subject"]) for each in monday.letters_to(ADA))
    undone = await order(monday, "end 4 and resume 1")
    assert "has ended" in undone and "goes on" in undone


async def test_somebody_nobody_knows_is_asked_for_with_an_address(monday: Office) -> None:
    assert "nobody here is called Zed Zebra" in await order(monday, "rematch 1 with Zed Zebra")


async def test_two_are_added(monday: Office) -> None:
    answer = await order(monday, "add Zoë Park zoe.park@example.edu with Ada Moss ada.moss@example.edu")
    assert "Zoë Park and Ada Moss begin as 4" in answer


async def test_a_held_mail_is_released_by_its_number_in_the_summary(monday: Office) -> None:
    assert "Held mail 1, from vega@home.example, waits" in words_of(summary(monday))
    assert "is read now" in await order(monday, "release 1")
    assert await monday.held() == []
    assert {each["partnership"] for each in await monday.records()} == {1, 2}
    assert "names no held mail 7" in await order(monday, "release 7")


async def test_show_tells_no_more_than_a_summary(monday: Office) -> None:
    answer = await order(monday, "show 1", vouched=False)
    assert "Grace Lin and Ada Moss, active" in answer and "Met in November" in answer
    assert "Not answered: Grace Lin" in answer
    assert "hour" not in answer and "November 2" not in answer


async def test_a_table_comes_only_on_request(monday: Office) -> None:
    assert list(summary(monday).iter_attachments()) == []
    await order(monday, "csv")
    [file] = monday.letters_to(COORDINATOR)[-1].iter_attachments()
    rows = list(csv.DictReader(io.StringIO(file.get_payload(decode=True).decode())))
    assert [(row["partnership"], row["met"], row["mentee_answered"]) for row in rows] == [
        ("1", "yes", "yes"),
        ("2", "no", "no"),
        ("3", "no", "no"),
    ]


ROSTER = (
    "mentor_name,mentor_email,mentee_name,mentee_email\n"
    "Zoë Park,zoe.park@example.edu,Noel Ruiz,noel.ruiz@example.edu\n"
    "Grace Lin,grace.lin@example.edu,Ada Moss,ada.moss@example.edu\n"
)


async def with_roster(office: Office, roster: str) -> str:
    message = reply_to(summary(office), "Here is the new roster.", office.clock.now())
    message.add_attachment(roster.encode(), maintype="text", subtype="csv", filename="roster.csv")
    raw = f"Authentication-Results: {VOUCHED}\r\n".encode() + message.as_bytes().replace(b"\n", b"\r\n")
    await office.deliver(raw, COORDINATOR, address_of(message["To"]))
    return words_of(office.letters_to(COORDINATOR)[-1])


async def test_a_roster_is_shown_first_and_done_on_yes(monday: Office) -> None:
    shown = await with_roster(monday, ROSTER)
    assert "would begin 1 partnerships with 2 new people" in shown
    assert len(await partnerships(monday)) == 3
    done = await order(monday, "yes", to=monday.letters_to(COORDINATOR)[-1])
    assert "began 1 partnerships" in done and len(await partnerships(monday)) == 4


async def partnerships(office: Office) -> list[object]:
    return list(await office.app.store.transact(lambda: office.app.store.people.partnerships(office.program.id)))


async def test_a_broken_roster_is_told_line_by_line(monday: Office) -> None:
    answer = await with_roster(monday, ROSTER.replace("noel.ruiz@example.edu", "noel.ruiz"))
    assert "line 2" in answer and len(await partnerships(monday)) == 3


async def test_what_is_no_order_gets_the_list_of_what_is(monday: Office) -> None:
    answer = await order(monday, "What does not answered mean?")
    assert "This was not clear to us" in answer and "nudge 9" in answer


async def test_an_order_from_outside_the_thread_is_held(monday: Office) -> None:
    to = f"checkin@{monday.app.addresses.domain}"
    await monday.deliver(mail(COORDINATOR, to, "end 2"), COORDINATOR, to)
    assert await standing(monday, 2) == "active"


def test_the_summary_says_how_to_act(monday: Office) -> None:
    assert "pause 14 until January 5" in text_of(summary(monday))
