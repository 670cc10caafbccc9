"""Rule 6. Whatever cannot be read within its bounds is held with its bytes, the sender hears 250, the next mail goes
on. Each kept shape comes in by the real door here; tests/reading/test_hostile.py measures time and memory of each."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from office import ADA, DOMAIN, Office, mail, talking

from service.intake.limits import Limits
from service.intake.pipe import Exit, take

TO = f"checkin@{DOMAIN}"
SHAPES = sorted((Path(__file__).parents[1] / "mail" / "hostile").glob("*.eml"))
PATIENCE = 20.0
LONGEST_LINE = Limits().line_octets


@pytest.fixture
async def office(tmp_path: Path, database_url: str, redis_setting: str) -> AsyncIterator[Office]:
    """One that reads mail in capped children, as in service."""
    async with Office.open(tmp_path, database_url, redis_setting, capped=True) as running:
        yield running


async def test_every_shape_is_taken_ends_in_time_and_keeps_its_bytes(november: Office) -> None:
    """By LMTP behind an MTA, which has made every line end CRLF; by the pipe where the wire's cap on lines refuses."""
    from service.store.models import InboxRow

    begun = time.monotonic()
    offered = {}
    for path in SHAPES:
        recipient = f"checkin+{path.stem}@{DOMAIN}"
        raw = path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n").removesuffix(b"\r\n") + b"\r\n"
        offered[recipient] = raw
        if max(map(len, raw.split(b"\r\n"))) > LONGEST_LINE:
            app = november.app
            code, _ = await take(raw, app.receiver, app.addresses.refusal, recipient=recipient, environment={})
            assert code is Exit.OK
            continue
        async with talking(november.lmtp_port, lmtp=True) as client:
            await client.envelope(recipient)
            assert (await client.data(raw)).startswith("250"), path.stem
    await november.app.work()
    await november.deliver(mail(ADA, TO, "We met on November 3."), ADA, TO)
    assert len(await november.records()) == 1
    assert time.monotonic() - begun < PATIENCE
    store = november.app.store
    for row in await InboxRow.filter(recipient__not=TO):
        assert row.state in ("held", "classified", "read") and (row.state != "held" or row.reason)
        kept = await store.transact(lambda row=row: store.inbox.raw(row.id))
        assert kept == offered[row.recipient]


@pytest.mark.parametrize("sender", ["alice@example.org)bob@example.com", "a" * 5000, "(" * 5000])
async def test_no_odd_from_is_taken_for_somebody(november: Office, sender: str) -> None:
    raw = f"From: {sender} <{ADA}\r\nSubject: x\r\n\r\nWe met on November 3.\r\n".encode()
    async with talking(november.lmtp_port, lmtp=True) as client:
        await client.envelope(TO)
        reply = await client.data(raw.replace(b"a" * 900, b"a" * 900 + b"\r\n "))
        assert reply.startswith("250")
    await november.app.work()
    assert await november.inbox_states() == {"held": 1} and await november.records() == []
