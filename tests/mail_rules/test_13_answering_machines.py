"""Rule 13. Answering machines are never answered, and where two programs answer each other all the same, the traffic
ends by itself: nothing to the null sender, to lists, to our own tokens; a cap for each address and day."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from office import (
    ADA,
    CHECKIN_DAY,
    DANA,
    DOMAIN,
    PACIFIC,
    Office,
    address_of,
    mail,
    parsed,
    reply_to,
    text_of,
)
from other_office import other_office
from smtp_sink import Letter

PLAIN = f"checkin@{DOMAIN}"
MANY = 120
"""A loop that has not ended by then has none."""


@pytest.fixture
async def month(office: Office) -> AsyncIterator[Office]:
    await office.step_to(CHECKIN_DAY)
    yield office


def checkin_of(office: Office, address: str) -> EmailMessage:
    return next(letter for letter in office.letters_to(address) if "check-in" in letter["Subject"])


# Each thing that is never answered

NEVER = {
    "the null sender": ({}, ""),
    "a mailing list": ({"List-Id": "<staff.example.edu>", "Precedence": "list"}, ADA),
    "an old mailing list": ({"X-Mailing-List": "staff@example.edu"}, ADA),
    "bulk mail by a list": ({"Precedence": "bulk", "List-Post": "<mailto:staff@example.edu>"}, ADA),
    "an automatic reply": ({"Auto-Submitted": "auto-replied"}, ADA),
    "an old responder": ({"X-Autoreply": "yes"}, ADA),
    "an automatic mail": ({"Auto-Submitted": "auto-generated"}, ADA),
    "junk by its own word": ({"Precedence": "junk"}, ADA),
}


@pytest.mark.parametrize(("fields", "envelope"), NEVER.values(), ids=NEVER.keys())
async def test_never_answered(month: Office, fields: dict[str, str], envelope: str) -> None:
    sent = len(month.sink.letters)
    message = reply_to(checkin_of(month, ADA), "We met yesterday for an hour.", month.clock.now())
    for name, value in fields.items():
        message[name] = value
    await month.deliver(message, envelope, address_of(checkin_of(month, ADA)["Reply-To"]))
    assert len(month.sink.letters) == sent
    assert set(await month.inbox_states()) <= {"read", "classified"}


async def test_what_a_list_brings_is_read_all_the_same(month: Office) -> None:
    message = reply_to(checkin_of(month, ADA), "We met on November 1 for an hour.", month.clock.now())
    message["List-Id"] = "<staff.example.edu>"
    await month.deliver(message, ADA, address_of(checkin_of(month, ADA)["Reply-To"]))
    assert len(await month.records()) == 1


async def test_nobody_is_asked_about_what_a_machine_sent(month: Office) -> None:
    sent = len(month.sink.letters)
    token = address_of(checkin_of(month, ADA)["Reply-To"])
    await month.deliver(mail("list@example.net", PLAIN, "hello", List_Id="<x.example.net>"), "list@example.net", token)
    await month.deliver(mail("who@example.net", PLAIN, "hello"), "", token)
    assert len(month.sink.letters) == sent and len(await month.held()) == 2


async def test_an_out_of_office_moves_the_reminder_behind_its_day(month: Office) -> None:
    """It came back to the envelope sender, as RFC 3834 §4 has it, from an address we never saw."""
    away = mail("dana@elsewhere.example.edu", "x@example.org", "I am out of the office until November 17, 2026.")
    away["Auto-Submitted"] = "auto-replied"
    verp = next(each.envelope_from for each in month.sink.letters if each.recipient == DANA)
    await month.deliver(away, "", verp)
    assert str((await month.person(DANA)).participant.back_on) == "2026-11-17"
    for day in range(3, 27):
        await month.step_to(datetime(2026, 11, day, 12, tzinfo=PACIFIC))
    [reminder] = [each for each in month.letters_to(DANA) if each["Subject"].startswith("Re: Your mentoring check-in")]
    assert reminder["Date"].datetime.astimezone(PACIFIC).day >= 18


async def test_a_colleagues_answering_machine_says_nothing_of_the_person(month: Office) -> None:
    away = mail("colleague@example.edu", PLAIN, "I am out of the office until November 17, 2026.")
    away["Auto-Submitted"] = "auto-replied"
    await month.deliver(away, "", address_of(checkin_of(month, DANA)["From"]))
    assert (await month.person(DANA)).participant.back_on is None


# Loops

Machine = Callable[[EmailMessage, Office, int], Iterable[EmailMessage]]


def vacation_responder(letter: EmailMessage, office: Office, number: int) -> Iterable[EmailMessage]:
    """Answers every mail, and says that it is a machine."""
    answer = reply_to(letter, "I am on vacation and will read your mail when I am back.", office.clock.now())
    answer["Auto-Submitted"] = "auto-replied"
    yield answer


def rude_responder(letter: EmailMessage, office: Office, number: int) -> Iterable[EmailMessage]:
    """Answers every mail, from the person's own address, with no sign of being a machine."""
    yield reply_to(letter, f"Hello, this is number {number}. Talk to you soon!", office.clock.now())


def ticket_system(letter: EmailMessage, office: Office, number: int) -> Iterable[EmailMessage]:
    """Opens a ticket for each mail, tells its sender, and tells them again that somebody will look at it."""
    for words in (f"Your request was filed as number {number}.", f"Number {number} is with our team now."):
        answer = reply_to(letter, words, office.clock.now(), quote=False)
        answer.replace_header("Subject", f"[#{number}] {letter['Subject']}")
        yield answer


def mailing_list(letter: EmailMessage, office: Office, number: int) -> Iterable[EmailMessage]:
    """Sends every mail to all who are on it, its sender too."""
    copy = mail(str(letter["To"]), str(letter["To"]), text_of(letter), subject=f"[staff] {letter['Subject']}")
    copy["List-Id"], copy["Precedence"] = "<staff.example.edu>", "list"
    copy["In-Reply-To"] = str(letter["Message-ID"])
    yield copy


def list_without_a_sign(letter: EmailMessage, office: Office, number: int) -> Iterable[EmailMessage]:
    """The same from a forwarder that removes every sign."""
    yield mail(ADA, str(letter["From"]), f"{number}\n{text_of(letter)}", subject=str(letter["Subject"]))


MACHINES: list[Machine] = [vacation_responder, rude_responder, ticket_system, mailing_list, list_without_a_sign]


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.__name__)
async def test_traffic_with_a_machine_that_answers_everything_ends_by_itself(
    month: Office, machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    total = await answer_until_quiet(month, machine)
    after_a_day = total
    for day in range(3, 17):
        month.clock.step_to(datetime(2026, 11, day, 12, tzinfo=PACIFIC))
        await month.app.round()
        total += await answer_until_quiet(month, machine)
    with capsys.disabled():
        print(f"\n{machine.__name__}: {after_a_day} mails on the first day, {total} in two weeks, both ways")
    assert len([each for each in month.sink.letters if each.recipient == ADA]) <= 40
    await month.app.round()
    assert await answer_until_quiet(month, machine) == 0


async def answer_until_quiet(office: Office, machine: Machine) -> int:
    """Let the machine answer each new letter to Ada; how many mails went to and fro."""
    mails = 0
    while letters := [letter for letter in office.new_letters() if address_of(letter["To"]) == ADA]:
        for letter in letters:
            mails += 1
            for answer in machine(letter, office, mails):
                mails += 1
                assert mails < MANY, "it does not end"
                await office.deliver(answer, ADA, address_of(letter["Reply-To"]))
    return mails


OTHER = "mentoring.other.example.org"
OTHER_ROSTER = f"""mentor_name,mentor_email,mentee_name,mentee_email,started_on
The Other,{PLAIN},Bo Lund,bo@other.example,2026-09-01
"""

FACING = f"""mentor_name,mentor_email,mentee_name,mentee_email,started_on
The Other,checkin@{OTHER},Ada Moss,ada.moss@example.edu,2026-09-01
"""


@pytest.mark.parametrize("signs", [True, False], ids=["as they are", "through a gateway that removes every sign"])
async def test_two_mentormails_facing_each_other_fall_silent(
    tmp_path: Path, database_url: str, redis_setting: str, signs: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each is a participant of the other. The gateway also writes the address that the other knows into From."""
    now = CHECKIN_DAY + timedelta(hours=1)
    async with (
        Office.open(tmp_path / "a", database_url, redis_setting, roster=FACING) as ours,
        other_office(tmp_path / "b", OTHER, OTHER_ROSTER, now) as other,
    ):
        await ours.step_to(now)
        theirs = await other.round()
        told = mails = 0
        while True:
            to_other = arriving(ours.sink.letters[told:], f"@{OTHER}")
            to_us = arriving(theirs, f"@{DOMAIN}")
            told = len(ours.sink.letters)
            if not to_other and not to_us:
                break
            mails += len(to_other) + len(to_us)
            assert mails < MANY, "it does not end"
            for letter in to_us:
                await ours.send(passed_on(letter, signs, f"checkin@{OTHER}"), letter.envelope_from, [letter.recipient])
            await ours.app.work()
            theirs = await other.round(
                [(passed_on(each, signs, PLAIN), each.envelope_from, each.recipient) for each in to_other]
            )
        with capsys.disabled():
            print(f"\ntwo mentormails, {'as they are' if signs else 'without signs'}: {mails} mails until silence")
        assert mails >= 2


def arriving(letters: Iterable[Letter], domain: str) -> list[Letter]:
    return [letter for letter in letters if letter.recipient.endswith(domain)]


def passed_on(letter: Letter, signs: bool, known_as: str) -> bytes:
    """A letter as the gateway passes it on."""
    if signs:
        return letter.data
    message = parsed(letter.data)
    for name in ("Auto-Submitted", "X-Auto-Response-Suppress", "List-Id", "List-Unsubscribe", "From"):
        del message[name]
    message["From"] = known_as
    return message.as_bytes(policy=message.policy.clone(linesep="\r\n"))
