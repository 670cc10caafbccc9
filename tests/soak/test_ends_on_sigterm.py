"""SIGTERM ends the service, whatever it is at, and whatever the servers around it and the clients before it do."""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import impatient
import pytest
from ledger import read_ledger
from participants import STORM_DAY, Installation, install, mails
from processes import Service, service
from senders import Door, Mail, Senders
from servers import Postgres, Redis, has_postgres, postgres_server, redis_server
from smtp_sink import Sink

pytestmark = pytest.mark.long

ENDS_WITHIN = 60.0
"""It takes a few seconds. After fifty the service would end itself at the latest, with status 1."""

BACKLOG = 90


@dataclass
class Scene:
    """A running service, and all it depends on."""

    place: Installation
    redis: Redis
    postgres: Postgres | None
    running: Service
    clients: list[asyncio.StreamWriter]

    async def connection(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        reader, writer = await asyncio.open_connection("127.0.0.1", await self.running.port())
        self.clients.append(writer)
        assert (await reader.readline()).startswith(b"220")
        return reader, writer

    def mail(self) -> Mail:
        return next(each for each in mails(self.place.sink, 20, random.Random(3)) if len(each.recipients) == 1)

    async def begin(self, *, whole: bool = True) -> asyncio.StreamReader:
        """Send a mail, or only its first half, and wait for nothing."""
        mail = self.mail()
        reader, writer = await self.connection()
        commands = ("EHLO mta", f"MAIL FROM:<{mail.sender}>", f"RCPT TO:<{mail.recipients[0]}>", "DATA")
        for command in commands:
            writer.write(f"{command}\r\n".encode())
            while (await reader.readline())[3:4] == b"-":
                pass
        writer.write(mail.raw.replace(b"\r\n.", b"\r\n..") + b".\r\n" if whole else b"Subject: half\r\n\r\nof a")
        await writer.drain()
        return reader


async def nothing(scene: Scene) -> None:
    """Just after its start."""


async def a_mail_taken(scene: Scene) -> None:
    """The moment after a 250, in which the worker is being called."""
    reader = await scene.begin()
    assert (await reader.readline()).startswith(b"250")


async def an_idle_client(scene: Scene) -> None:
    await scene.connection()


async def a_client_that_falls_silent(scene: Scene) -> None:
    await scene.begin(whole=False)


async def redis_frozen(scene: Scene) -> None:
    scene.redis.freeze()
    await a_mail_taken(scene)


async def redis_gone(scene: Scene) -> None:
    await scene.redis.end()
    await a_mail_taken(scene)


async def postgres_frozen(scene: Scene) -> None:
    """With a mail being committed."""
    assert scene.postgres is not None
    scene.postgres.freeze()
    await scene.begin()


async def postgres_gone(scene: Scene) -> None:
    assert scene.postgres is not None
    await scene.postgres.end()
    await scene.begin()


ANYWHERE = (nothing, a_mail_taken, an_idle_client, a_client_that_falls_silent, redis_frozen, redis_gone)
ON_POSTGRES = (postgres_frozen, postgres_gone)


@contextlib.asynccontextmanager
async def scene(folder: Path, database: str) -> AsyncIterator[Scene]:
    async with AsyncExitStack() as stack:
        sink = await stack.enter_async_context(Sink().open())
        redis = await stack.enter_async_context(redis_server())
        stack.callback(redis.thaw)
        postgres = None
        if not database.startswith("sqlite:"):
            postgres = await stack.enter_async_context(postgres_server())
            stack.callback(postgres.thaw)
            database = postgres.url()
        place = await install(folder / "place", sink, database, redis.url, 2)
        place.set_clock(STORM_DAY)
        script = Path(impatient.__file__)
        process = service(place.config, str(place.config), environment=place.environment, script=script)
        running = await stack.enter_async_context(process)
        await running.event("running")
        opened = Scene(place, redis, postgres, running, [])
        yield opened
        for writer in opened.clients:
            writer.transport.abort()


@pytest.mark.parametrize("trouble", [*ANYWHERE, *ON_POSTGRES], ids=lambda each: each.__name__)
async def test_it_ends(tmp_path: Path, database_url: str, trouble: Callable[[Scene], Awaitable[None]]) -> None:
    on_postgres = not database_url.startswith("sqlite:")
    if trouble in ON_POSTGRES and not on_postgres:
        pytest.skip("SQLite has no server")
    if on_postgres and not has_postgres():
        pytest.skip("a PostgreSQL of the test's own is needed, and its programs are not on this system")
    async with scene(tmp_path, database_url) as at:
        await trouble(at)
        began = time.monotonic()
        status = await at.running.terminate(ENDS_WITHIN)
    assert status == 0, at.running.events[-5:]
    assert time.monotonic() - began < ENDS_WITHIN


async def test_a_backlog_is_left_where_it_stands_and_found_at_once(tmp_path: Path, database_url: str) -> None:
    async with Sink().open() as sink, redis_server() as redis:
        place = await install(tmp_path / "place", sink, database_url, redis.url, 2)
        place.set_clock(STORM_DAY)
        async with service(place.config, "intake", environment=place.environment) as door:
            smtp, lmtp = [Door(port=await door.port())], [Door(port=await door.port("lmtp"))]
            await Senders(mails(sink, BACKLOG, random.Random(3)), smtp, lmtp, 8, random.Random(1), again=0.0).run()
            assert await door.terminate(ENDS_WITHIN) == 0
        async with service(place.config, "worker", environment=place.environment) as running:
            await running.event("mail read")
            assert await running.terminate(ENDS_WITHIN) == 0
        assert (await read_ledger(place.config, place.environment)).waiting > BACKLOG / 4
        await place.finish("tick")  # at the same moment: nothing waits for the end of a lease
        assert not (await read_ledger(place.config, place.environment)).waiting


@pytest.mark.skipif(not has_postgres(), reason="PostgreSQL's programs are not on this system")
async def test_a_database_that_did_not_answer_is_used_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """More often than there are connections: one that got no answer must not be kept for ever."""
    from service.errors import StoreUnavailable
    from service.store import database

    monkeypatch.setattr(database, "_STATEMENT_SECONDS", 0.2)
    async with postgres_server() as postgres:
        kept = database.Database(postgres.url())
        await kept.connect()
        for _ in range(10):
            postgres.freeze()
            try:
                with pytest.raises(StoreUnavailable):
                    await kept.transact(database._answers)
            finally:
                postgres.thaw()
            async with asyncio.timeout(ENDS_WITHIN):
                while not await answers(kept):
                    pass
        await kept.close()


async def answers(kept: object) -> bool:
    """Whether it does, so shortly after it was thawed."""
    from service.errors import StoreUnavailable
    from service.store.database import Database, _answers

    assert isinstance(kept, Database)
    try:
        await kept.transact(_answers)
    except StoreUnavailable:
        return False
    return True
