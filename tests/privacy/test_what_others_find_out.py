"""A stranger, a partner and an answering machine who try: whatever they send, no word of Ada's goes to them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from email.message import EmailMessage

import pytest
from office import ADA, COORDINATOR, DOMAIN, GRACE, PACIFIC, Office, address_of, mail, reply_to, text_of, words_of
from reports import delivery_report

EVIL = "evil@elsewhere.example"
PLAIN = f"checkin@{DOMAIN}"


@pytest.fixture
async def told(office: Office) -> AsyncIterator[Office]:
    """Ada has told of a meeting. Whatever comes, nobody outside the program is written to, and nobody but Ada reads
    her words."""
    await office.step_to(datetime(2026, 11, 2, 10, 30, tzinfo=PACIFIC))
    await office.reply(checkin(office, ADA), "We met today over tapas, for an hour. A 5.")
    yield office
    await office.step_to(office.clock.now() + timedelta(days=7))
    people = {ADA, GRACE, COORDINATOR, *(each for each in recipients(office) if each.endswith("@example.edu"))}
    assert recipients(office) <= people
    assert [
        each for each in recipients(office) - {ADA} if "tapas" in "".join(map(whole, office.letters_to(each)))
    ] == []


def recipients(office: Office) -> set[str]:
    return {each.recipient for each in office.sink.letters}


def whole(letter: EmailMessage) -> str:
    parts = [part.get_content() for part in letter.walk() if not part.is_multipart()]
    return "".join(part.decode() if isinstance(part, bytes) else str(part) for part in parts)


def checkin(office: Office, address: str) -> EmailMessage:
    return next(each for each in office.letters_to(address) if "check-in for" in str(each["Subject"]))


def token_of(office: Office, address: str) -> str:
    return address_of(checkin(office, address)["Reply-To"])


async def address(office: Office) -> str:
    return (await office.person(ADA)).participant.email


@pytest.mark.parametrize("words", ["MY DATA", "TOPICS", "HELP", "We met over tapas."])
@pytest.mark.parametrize("to", ["the plain address", "Ada's token"])
async def test_what_is_asked_in_somebodys_name_is_answered_to_them_alone(told: Office, words: str, to: str) -> None:
    """From can be written by anybody; Reply-To, Cc and Sender are never heeded."""
    place = PLAIN if to == "the plain address" else token_of(told, ADA)
    others = {"Reply_To": EVIL, "Cc": f"{EVIL}, {GRACE}", "Sender": EVIL, "Disposition_Notification_To": EVIL}
    before = len(told.letters_to(ADA))
    await told.deliver(mail(ADA, place, words, **others), EVIL, place)
    assert len(told.letters_to(ADA)) == before + 1


async def test_nor_is_a_stranger_answered_who_has_the_token(told: Office) -> None:
    for words in ("MY DATA", "What did she write?", "FORGET ME", "STOP"):
        await told.deliver(mail(EVIL, token_of(told, ADA), words), EVIL, token_of(told, ADA))
    assert len(await told.held()) == 4 and (await told.person(ADA)).participant.standing == "active"


async def test_a_guessed_token_is_nobodys(told: Office) -> None:
    name, _, domain = token_of(told, ADA).partition("@")
    guessed = f"{name[:-6]}aaaaaa@{domain}"
    letters = len(told.sink.letters)
    await told.deliver(mail(EVIL, guessed, "MY DATA"), EVIL, guessed)
    assert len(told.sink.letters) == letters and "nobody known" in (await told.held())[0].reason


async def test_a_new_address_is_asked_about_at_the_old_one_and_a_forged_yes_is_none(told: Office) -> None:
    await told.deliver(mail(ADA, PLAIN, f"We met. My new address is {EVIL}."), EVIL, PLAIN)
    question = told.letters_to(ADA)[-1] if "new address" in str(told.letters_to(ADA)[-1]["Subject"]) else None
    question = question or told.letters_to(ADA)[-2]
    assert question["Subject"] == "Is this your new address?"
    for sender in (EVIL, ADA):
        forged = mail(sender, PLAIN, "yes", subject="Re: Is this your new address?")
        await told.deliver(forged, EVIL, PLAIN)
    assert await address(told) == ADA
    await told.reply(question, "no", quote=False)
    assert await address(told) == ADA


async def test_a_partner_who_was_forwarded_a_letter_learns_nothing_by_its_token(told: Office) -> None:
    """Grace has Ada's receipt with its address, and asks with it: as herself, and as Ada."""
    receipt = told.letters_to(ADA)[-1]
    for sender in (GRACE, ADA):
        await told.deliver(mail(sender, address_of(receipt["Reply-To"]), "MY DATA"), GRACE, token_of(told, ADA))
    asked = words_of(told.letters_to(GRACE)[-1])
    assert "my-data" not in asked and "tapas" not in asked


async def test_an_answer_to_all_is_shown_to_its_writer_without_what_it_quotes(told: Office) -> None:
    """Ada copied Grace in; Grace answers to both, Ada's words below her own."""
    ours = told.letters_to(ADA)[-1]
    answer = reply_to(
        ours, "Yes, that was good.\n\nOn Monday Ada wrote:\n> over tapas, a 5", told.clock.now(), quote=False
    )
    answer.replace_header("From", GRACE)
    answer["Cc"] = ADA
    await told.deliver(answer, GRACE, address_of(answer["To"]))
    question = told.letters_to(GRACE)[-1]
    assert question["Subject"] == "Shall we take this as your own answer?"
    await told.reply(question, "yes", quote=False)
    assert "tapas" not in "".join(map(text_of, told.letters_to(GRACE)))


async def test_what_machines_send_back_of_a_letter_goes_no_further(told: Office) -> None:
    await told.reply(checkin(told, ADA), "MY DATA", quote=False)
    sent = [each for each in told.sink.letters if each.recipient == ADA][-1]
    quoted = whole(told.letters_to(ADA)[-1])
    assert "tapas" in quoted
    letters = len(told.sink.letters)
    await told.deliver(delivery_report(ADA, "4.2.2", returned=f"Subject: data\n\n{quoted}\n"), "", sent.envelope_from)
    away = mail(
        ADA, sent.envelope_from, f"I am away.\n\n> {quoted}", subject="Out of office", Auto_Submitted="auto-replied"
    )
    await told.deliver(away, "", sent.envelope_from)
    assert len(told.sink.letters) == letters
