"""Rule 16. The token stands in From and Reply-To, the Message-ID carries the outbox id, the envelope sender is VERP;
automatic mail says so; each check-in is one thread; list fields stand on suggestions only. One month's real letters."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import datetime

import pytest
from office import ADA, COORDINATOR, DOMAIN, GRACE, PACIFIC, Office, address_of, mail, parsed
from smtp_sink import Letter

from service.addresses import Purpose

COLUMNS = "mentor_name,mentor_email,mentee_name,mentee_email,started_on\n"


@pytest.fixture
async def letters(november: Office) -> AsyncIterator[dict[str, list[Letter]]]:
    """The letters of a month by kind: every kind there is."""
    from service.store.models import OutboxRow

    office = november
    await office.reply(office.letters_to(ADA)[-1], "We met on November 3 for an hour.")
    await office.reply(office.letters_to(GRACE)[-1], "")
    await office.deliver(
        mail("x@example.net", "a@b.example", "We met."),
        "x@example.net",
        address_of(office.letters_to(GRACE)[-1]["Reply-To"]),
    )
    for command in ("HELP", "TOPICS", "GUIDE"):
        await office.deliver(mail(ADA, "a@b.example", command), ADA, f"checkin@{DOMAIN}")
    await office.enrol(f"{COLUMNS}Ida New,ida@example.edu,Bo Lund,bo@example.edu,2026-11-06\n")
    for day in range(6, 28):
        await office.step_to(datetime(2026, 11, day, 12, tzinfo=PACIFIC))
        if day == 7:
            [welcome] = office.letters_to("ida@example.edu")
            await office.reply(welcome, "First Tuesday at 2")
    kinds = {row.message_id: row.kind for row in await OutboxRow.all()}
    found: dict[str, list[Letter]] = {}
    for letter in office.sink.letters:
        found.setdefault(kinds[str(parsed(letter.data)["Message-ID"])], []).append(letter)
    yield found


async def test_every_letter_says_what_it_is(letters: dict[str, list[Letter]], office: Office) -> None:
    from service.domain import ANSWERS, LetterKind

    # Those that end a partnership's halves, ask after an account, invite (rule 20) or answer orders have tests of their
    # own, and so has an agenda that comes after the letter it belongs to.
    elsewhere = {LetterKind.HALFWAY, LetterKind.FAREWELL, LetterKind.DIFFER, LetterKind.ORDER, LetterKind.AGENDA}
    elsewhere |= {LetterKind.INVITATION}
    assert set(letters) >= set(LetterKind) - elsewhere
    addresses = office.app.addresses
    for kind, each in ((kind, each) for kind, many in letters.items() for each in many):
        message = parsed(each.data)
        outbox = addresses.outbox_of_message_id(str(message["Message-ID"]))
        assert addresses.parse(each.envelope_from).purpose is Purpose.BOUNCE
        assert addresses.parse(each.envelope_from).id == outbox
        sender = addresses.parse(address_of(message["From"]))
        assert sender.purpose is Purpose.THREAD and sender.id is not None
        assert address_of(message["From"]) == address_of(message["Reply-To"])
        answers = kind in ANSWERS and (kind != LetterKind.AGREEMENT or message["In-Reply-To"] is not None)
        assert message["Auto-Submitted"] == ("auto-replied" if answers else "auto-generated")
        assert message["X-Auto-Response-Suppress"] == "DR, RN, NRN, AutoReply"
        optional = kind == LetterKind.SUGGESTION
        assert bool(message["List-Id"]) is bool(message["List-Unsubscribe"]) is optional
        assert "Precedence" not in message and "Return-Path" not in message


async def test_a_check_in_its_reminder_and_its_receipt_are_one_thread(letters: dict[str, list[Letter]]) -> None:
    checkins = {parsed(each.data)["To"]: parsed(each.data) for each in letters["checkin"]}
    for each in letters["reminder"]:
        reminder = parsed(each.data)
        checkin = checkins[reminder["To"]]
        assert reminder["In-Reply-To"] == checkin["Message-ID"] and reminder["Reply-To"] == checkin["Reply-To"]
        assert reminder["Subject"] == f"Re: {checkin['Subject']}"
    [receipt] = [parsed(each.data) for each in letters["receipt"] if each.recipient == ADA]
    assert str(checkins[receipt["To"]]["Message-ID"]) in receipt["References"]
    assert receipt["Reply-To"] == checkins[receipt["To"]]["Reply-To"]


async def test_tokens_are_each_persons_own(letters: dict[str, list[Letter]]) -> None:
    holders: dict[str, set[str]] = {}
    for each in (each for many in letters.values() for each in many):
        holders.setdefault(address_of(parsed(each.data)["Reply-To"]), set()).add(each.recipient)
        assert re.fullmatch(rf"checkin\+[a-z2-7]{{42}}@{re.escape(DOMAIN)}", address_of(parsed(each.data)["From"]))
    assert all(len(people) == 1 for people in holders.values())
    assert any(COORDINATOR in people for people in holders.values())
