"""The doors hold on both event loops."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
import uvloop
from certificates import Certificates
from smtp_talk import MAIL, Inbox, connected, opened

from service.arrivals import Arrival, Kept, Outcome
from service.intake.limits import Limits
from service.intake.smtp import tls_context

CHECKIN = "checkin@mentor.example.org"


async def slowly(_: Arrival) -> Outcome:
    await asyncio.sleep(0.01)
    return Kept()


async def whole_life(tmp_path: Path) -> None:
    """STARTTLS, a mail, clients that drop, a slow one, and a close that drains."""
    inbox = Inbox(slowly)
    certificates = Certificates(tmp_path)
    tls = tls_context(certificates.certificate, certificates.key)
    async with opened(inbox, tls=tls, limits=Limits(command_seconds=1.0)) as door:
        async with connected(door) as client:
            await client.send(b"STARTTLS\r\nEHLO injected\r\n")
            assert (await client.reply()).startswith("220")
            await client.start_tls(certificates.client_context())
            assert "SIZE" in await client.say("EHLO client")
            await client.envelope(CHECKIN)
            assert (await client.data()).startswith("250")
        for _ in range(20):
            async with connected(door) as client:
                await client.envelope(CHECKIN)
                await client.say("DATA")
                await client.send(MAIL + b".\r\n")
                client.hang_up()
        async with connected(door) as slow:
            assert (await slow.reply()).startswith("421 4.4.2")
        async with connected(door) as client:
            await client.envelope(CHECKIN)
            await client.say("DATA")
            closing = asyncio.create_task(door.close(5))
            await client.send(MAIL + b".\r\n")
            assert (await client.reply()).startswith("250")
            assert (await client.reply()).startswith("421 4.3.2")
            await closing
    assert {arrival.raw for arrival in inbox.arrivals} == {MAIL}
    assert 2 <= len(inbox.arrivals) <= 22


async def local_socket(tmp_path: Path) -> None:
    inbox = Inbox()
    async with opened(inbox, lmtp=True, path=tmp_path / "s") as door, connected(door) as client:
        await client.envelope(CHECKIN, CHECKIN)
        assert (await client.data()).startswith("250")
        assert (await client.reply()).startswith("250")
    assert len(inbox.arrivals) == 1


@pytest.mark.parametrize("run", [asyncio.run, uvloop.run], ids=["asyncio", "uvloop"])
@pytest.mark.parametrize("life", [whole_life, local_socket])
def test_a_door_lives_on_either_loop(
    run: Callable[[Coroutine[Any, Any, None]], None],
    life: Callable[[Path], Coroutine[Any, Any, None]],
    tmp_path: Path,
) -> None:
    run(life(tmp_path))
