"""A coordinator who tries: every order, at every moment, gives no more of one person than the summary may."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from office import ADA, COORDINATOR, GRACE, PACIFIC, Office, address_of, mail, reply_to, words_of

from service.ids import new_id

OURS = "mx.mentoring.example.edu"
VOUCHED = f"Authentication-Results: {OURS}; dkim=pass header.d=library.example.edu\r\n"


@pytest.fixture
async def november(tmp_path: Path, database_url: str, redis_setting: str) -> AsyncIterator[Office]:
    """The Monday after the check-ins, behind an MTA that vouches for the coordinator."""
    environment = {"MENTORMAIL_MAIL__AUTHSERV_ID": OURS}
    async with Office.open(tmp_path, database_url, redis_setting, environment=environment) as office:
        await office.step_to(datetime(2026, 11, 2, 10, 30, tzinfo=PACIFIC))
        await office.step_to(datetime(2026, 11, 9, 8, 5, tzinfo=PACIFIC))
        yield office


def checkin(office: Office, address: str) -> EmailMessage:
    return next(each for each in office.letters_to(address) if "check-in for" in str(each["Subject"]))


def summary(office: Office) -> EmailMessage:
    return next(each for each in reversed(office.letters_to(COORDINATOR)) if "have met" in str(each["Subject"]))


async def order(office: Office, text: str) -> str:
    """Answer the summary; what comes back, in words, without the mail that is quoted."""
    message = reply_to(summary(office), text, office.clock.now(), quote=False)
    raw = VOUCHED.encode() + message.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    await office.deliver(raw, COORDINATOR, address_of(message["To"]))
    return words_of(office.letters_to(COORDINATOR)[-1])


async def test_that_somebody_asks_to_be_forgotten_is_theirs_alone_until_it_is_done(november: Office) -> None:
    await november.reply(checkin(november, ADA), "FORGET ME", quote=False)
    await november.reply(checkin(november, GRACE), "STOP", quote=False)
    await november.step_to(datetime(2026, 11, 16, 8, 5, tzinfo=PACIFIC))
    words = words_of(summary(november))
    assert "Held mail" not in words and "FORGET" not in words and "STOP" not in words
    assert len(await november.held()) == 2
    assert not any(word in each.reason for each in await november.held() for word in ("FORGET", "STOP"))


async def test_a_coordinator_cannot_say_yes_for_somebody_else(november: Office) -> None:
    """A forged FORGET ME waits for Ada's word; that it waits is no invitation to release it."""
    await november.reply(checkin(november, ADA), "FORGET ME", quote=False)
    to = f"checkin@{november.app.addresses.domain}"
    await november.deliver(mail("x@elsewhere.example", to, "We met."), "x@elsewhere.example", to)
    await november.step_to(datetime(2026, 11, 16, 8, 5, tzinfo=PACIFIC))
    for number in (1, 2):
        assert "is read now" not in await order(november, f"release {number}")
    assert (await november.person(ADA)).participant.name == "Ada Moss"


async def test_nor_by_releasing_a_strangers_mail_into_somebodys_conversation(november: Office) -> None:
    """It has Ada's token, and asks for what cannot be undone: released, it is still Ada who is asked."""
    token = address_of(checkin(november, ADA)["Reply-To"])
    await november.deliver(mail("x@elsewhere.example", token, "FORGET ME"), "x@elsewhere.example", token)
    await november.step_to(datetime(2026, 11, 16, 8, 5, tzinfo=PACIFIC))
    assert "is read now" in await order(november, "release 1")
    await november.app.work()
    question = november.letters_to(ADA)[-1]
    assert question["Subject"] == "Shall we forget you?"
    assert (await november.person(ADA)).participant.name == "Ada Moss"
    await november.reply(question, "yes", quote=False)
    assert "It is done" in words_of(november.letters_to(ADA)[-1])


async def test_held_mail_of_another_program_is_neither_shown_nor_released(november: Office) -> None:
    store, other = november.app.store, new_id(november.clock.now())
    token = address_of(checkin(november, ADA)["Reply-To"])
    await november.deliver(mail("x@elsewhere.example", token, "We met."), "x@elsewhere.example", token)
    theirs = await store.transact(lambda: store.inbox.for_coordinators(november.program.id))
    others = await store.transact(lambda: store.inbox.for_coordinators(other))
    assert len(theirs) == 1 and others == []


async def test_a_nudge_tells_nothing_of_when_somebody_was_asked(november: Office) -> None:
    """A check-in comes the working day after a meeting: whoever could see that it has gone out would know the day."""
    first = await order(november, "nudge 1")
    again = await order(november, "nudge 1")
    await november.step_to(datetime(2026, 12, 1, 12, tzinfo=PACIFIC))
    before = await order(november, "nudge 1")
    assert first == again == before and "Grace Lin has not answered" in first
    await november.step_to(datetime(2026, 12, 8, 12, tzinfo=PACIFIC))
    assert await order(november, "nudge 1") == first
