"""Rule 1. Raw bytes and envelope are committed before the final 250 (RFC 5321 §6.1); reading comes later. The same
under SIGKILL: tests/wire/test_kill_after_250.py and tests/acceptance/test_kills.py."""

from __future__ import annotations

import asyncio

from office import ADA, DOMAIN, Office, mail, talking

TO = f"checkin@{DOMAIN}"


async def test_when_250_is_heard_the_row_is_there_for_everybody_and_nothing_is_read_yet(
    office: Office, database
) -> None:
    message = mail(ADA, TO, "We met on November 3.")
    await office.send(message, ADA, [TO])
    [(state, sender, recipient)] = await database("SELECT state, envelope_from, recipient FROM inbox")
    assert (state, sender, recipient) == ("waiting", ADA, TO)
    store = office.app.store
    [claimed] = await store.transact(lambda: store.inbox.claim(office.clock.now(), 10))
    assert b"We met on November 3." in claimed.raw


async def test_before_the_commit_nobody_hears_250(office: Office, database) -> None:
    """A mail whose commit has to wait for another's transaction is answered when that is over, not before."""
    async with talking(office.port) as client:
        await client.envelope(TO)
        assert (await client.say("DATA")).startswith("354")
        entered, leave = asyncio.Event(), asyncio.Event()

        async def somebody_elses() -> None:
            from service.store.models import InboxRow

            await InboxRow.all().update(reason="")
            if not office.app.store.database.is_sqlite:
                from tortoise.connection import get_connection

                await get_connection("default").execute_query("LOCK TABLE inbox IN ACCESS EXCLUSIVE MODE")
            entered.set()
            await leave.wait()

        other = asyncio.create_task(office.app.store.transact(somebody_elses))
        await entered.wait()
        await client.send(b"Subject: x\r\n\r\nWe met.\r\n.\r\n")
        answer = asyncio.create_task(client.reply())
        done, _ = await asyncio.wait([answer], timeout=0.3)
        assert not done
        leave.set()
        await other
        assert (await answer).startswith("250")
        assert await database("SELECT count(*) FROM inbox") == [(1,)]
