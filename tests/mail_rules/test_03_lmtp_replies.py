"""Rule 3. LMTP: one reply for each accepted RCPT, in order, duplicates too, on every path (RFC 2033 §4.2). Every error
path of the door itself: tests/intake/test_lmtp_door.py."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from office import DOMAIN, Office, talking
from smtp_talk import Client

TO = f"checkin@{DOMAIN}"
MAIL = b"From: ada.moss@example.edu\r\nSubject: x\r\n\r\nWe met on November 3.\r\n"


@pytest.fixture
async def client(office: Office) -> AsyncIterator[Client]:
    async with talking(office.lmtp_port, lmtp=True) as talk:
        yield talk


async def replies_to_data(client: Client, count: int) -> list[str]:
    first = await client.data(MAIL)
    replies = [first[:3], *[(await client.reply())[:3] for _ in range(count - 1)]]
    assert (await client.say("NOOP")).startswith("250")  # and not one reply more
    return replies


async def test_each_accepted_recipient_gets_one_reply_in_order(client: Client, office: Office, database) -> None:
    wanted = [TO, f"nobody@{DOMAIN}", TO, f"checkin+other@{DOMAIN}", "x@elsewhere.example", f"postmaster@{DOMAIN}"]
    codes = [reply[:3] for reply in await client.envelope(*wanted)]
    assert codes == ["250", "550", "250", "250", "550", "250"]
    assert await replies_to_data(client, 4) == ["250"] * 4
    assert await database("SELECT count(*) FROM inbox") == [(3,)]  # the same address twice is one mail


async def test_where_it_cannot_be_kept_each_hears_so(client: Client, office: Office, database) -> None:
    await client.envelope(TO, TO, f"postmaster@{DOMAIN}")
    await database("ALTER TABLE inbox RENAME TO gone")
    assert await replies_to_data(client, 3) == ["451"] * 3
    await database("ALTER TABLE gone RENAME TO inbox")
    await client.envelope(TO, TO)
    assert await replies_to_data(client, 2) == ["250"] * 2
