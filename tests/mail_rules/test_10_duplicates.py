"""Rule 10. Same recipient, Message-ID and body: one row, 250, one receipt. Same Message-ID, another body: kept."""

from __future__ import annotations

import asyncio

from office import ADA, DOMAIN, Office, address_of, talking

TO = f"checkin@{DOMAIN}"


def raw(body: str, *trace: str) -> bytes:
    lines = [*trace, f"From: {ADA}", "Subject: x", "Message-ID: <same@example.edu>", "", body, ""]
    return "\r\n".join(lines).encode()


async def offer(office: Office, data: bytes, recipient: str = TO, *, lmtp: bool = False) -> None:
    async with talking(office.lmtp_port if lmtp else office.port, lmtp=lmtp) as client:
        await client.envelope(recipient, sender=ADA)
        assert (await client.data(data)).startswith("250")


async def test_however_often_and_by_whichever_way_it_comes_it_is_one_mail(november: Office) -> None:
    before = len(november.letters_to(ADA))
    await offer(november, raw("We met on November 3."))
    await asyncio.gather(*(offer(november, raw("We met on November 3."), lmtp=bool(n % 2)) for n in range(10)))
    await november.app.work()
    for number in range(3):
        await offer(
            november, raw("We met on November 3.", f"Received: from a{number} by b; Thu, 5 Nov 2026 20:00:00 +0000")
        )
        await november.app.work()
    assert await november.inbox_states() == {"read": 1}
    assert len(november.letters_to(ADA)) == before + 1


async def test_another_body_is_another_mail(november: Office) -> None:
    for body in ("We met on November 3.", "We met on November 4."):
        await offer(november, raw(body))
    await november.app.work()
    assert await november.inbox_states() == {"read": 2}


async def test_another_recipient_is_another_mail(november: Office) -> None:
    token = address_of(november.letters_to(ADA)[-1]["Reply-To"])
    for recipient in (TO, token):
        await offer(november, raw("We met on November 3."), recipient)
    await november.app.work()
    assert await november.inbox_states() == {"read": 2}
    assert len(await november.records()) == 1
