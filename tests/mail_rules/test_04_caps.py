"""Rule 4. Caps, each with its code; unknown local parts are refused, every "checkin…" is taken whoever sends, so that
nobody learns who takes part; and what nobody can place is taken only up to a cap."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from office import DOMAIN, Office, address_of, mail, talking
from smtp_talk import Client

from service.workflow.receive import Receiver

TO = f"checkin@{DOMAIN}"
CAPS = {
    "MENTORMAIL_INTAKE__MAX_MESSAGE_BYTES": "65536",
    "MENTORMAIL_INTAKE__MAX_RECIPIENTS": "3",
    "MENTORMAIL_INTAKE__MAX_CONNECTIONS": "2",
    "MENTORMAIL_INTAKE__MESSAGES_PER_SENDER_PER_HOUR": "2",
}


@pytest.fixture
async def capped(tmp_path: Path, database_url: str, redis_setting: str) -> AsyncIterator[Office]:
    async with Office.open(tmp_path, database_url, redis_setting, environment=CAPS) as office:
        yield office


async def test_size_declared_and_actual(capped: Office) -> None:
    async with talking(capped.port) as client:
        assert (await client.say("MAIL FROM:<a@example.edu> SIZE=65537")).startswith("552")
        await client.envelope(TO)
        assert (
            await client.data(b"Subject: x\r\n\r\n" + b"y" * 70 + b"\r\n" + (b"z" * 70 + b"\r\n") * 1000)
        ).startswith("552")


async def test_recipients_connections_and_senders(capped: Office) -> None:
    async with talking(capped.port) as client:
        codes = [reply[:3] for reply in await client.envelope(*[f"checkin+{n}@{DOMAIN}" for n in range(5)])]
        assert codes == ["250"] * 3 + ["452"] * 2
        assert (await client.data()).startswith("250")
        await client.envelope(TO)
        assert (await client.data()).startswith("250")
        assert (await client.say("MAIL FROM:<mentee@example.org>"))[0] == "4" or (await client.data())[0] == "4"
        async with talking(capped.port):
            reader, writer = await asyncio.open_connection("127.0.0.1", capped.port)
            assert (await Client(reader, writer).reply()).startswith("421")
            writer.close()


async def test_nobody_learns_who_takes_part(november: Office) -> None:
    token = address_of(november.letters_to("ada.moss@example.edu")[-1]["Reply-To"])
    bad = token.replace("@", "a@")
    said = set()
    for sender in ("ada.moss@example.edu", "stranger@example.net", ""):
        for recipient in (token, bad, TO, f"checkin+nonsense@{DOMAIN}"):
            async with talking(november.port) as client:
                [reply] = await client.envelope(recipient, sender=sender)
                said.add((reply, await client.data()))
    assert len(said) == 1 and all(code.startswith("250") for code in said.pop())


@pytest.mark.parametrize("recipient", [f"ada@{DOMAIN}", f"mentors@{DOMAIN}", "x@elsewhere.example"])
async def test_who_is_not_here_is_refused_at_rcpt(office: Office, recipient: str) -> None:
    async with talking(office.port) as client:
        [reply] = await client.envelope(recipient)
        assert reply.startswith("550 5.")


async def test_what_nobody_can_place_is_taken_up_to_a_cap(november: Office) -> None:
    """Where so many wait for a person, mail without a token comes later; mail with one is taken as ever."""
    app = november.app
    november.app.receiver = Receiver(
        app.store, app.clock, _Nobody(), b"k" * 32, app.addresses.has_token, most_unplaced=3
    )
    token = address_of(november.letters_to("ada.moss@example.edu")[-1]["Reply-To"])
    outcomes = []
    for number in range(5):
        outcomes.append(await kept(november, "x@example.net", TO, number))
        await app.work()
    assert outcomes == [True, True, True, False, False]
    assert await kept(november, "ada.moss@example.edu", token, 6)


async def test_so_it_is_while_nothing_is_being_read(november: Office) -> None:
    """Nobody fills the disk by sending faster than we read."""
    app = november.app
    november.app.receiver = Receiver(
        app.store, app.clock, _Nobody(), b"k" * 32, app.addresses.has_token, most_unplaced=3
    )
    outcomes = [
        await kept(november, "x@example.net", f"checkin+{'a' * number}@{DOMAIN}", number) for number in range(5)
    ]
    assert outcomes == [True, True, True, False, False]
    await app.work()
    assert await november.inbox_states() == {"held": 3}


class _Nobody:
    async def inbox(self) -> None: ...

    async def outbox(self) -> None: ...


async def kept(office: Office, sender: str, recipient: str, number: int) -> bool:
    from service.arrivals import Arrival, Kept

    raw = mail(sender, recipient, f"number {number}").as_bytes()
    [outcome] = await office.app.receiver([Arrival(recipient, sender, raw)])
    return outcome == Kept()
