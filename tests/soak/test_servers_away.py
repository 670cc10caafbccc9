"""A server goes away while mail arrives, and comes back: nothing is lost, the service says so and goes on by itself."""

from __future__ import annotations

import contextlib
import random
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import impatient
import pytest
from participants import STORM_DAY, Installation, install, mails
from processes import Service, service
from senders import Door, Mail, Senders
from servers import Redis, has_postgres, postgres_server, redis_server
from smtp_sink import Sink

pytestmark = pytest.mark.long


@pytest.fixture
async def sink() -> AsyncIterator[Sink]:
    async with Sink().open() as opened:
        yield opened


@pytest.fixture
async def redis() -> AsyncIterator[Redis]:
    async with redis_server() as server:
        yield server


async def offer(port: int, mail: Mail) -> str:
    """One attempt to hand in a mail: "accepted", "deferred"…"""
    senders = Senders([mail], [Door(port=port)], [Door(port=port)], 1, random.Random(1), again=0.0)
    await senders._offer(0, list(mail.recipients))
    return next(
        word for word in ("accepted", "deferred", "refused", "cut off", "no connection") if senders.replies[word]
    )


def some_mails(place: Installation, count: int) -> list[Mail]:
    """Mails of which each means one row of the inbox, by SMTP."""
    many = mails(place.sink, 10 * count, random.Random(3))
    return [Mail(m.sender, m.recipients, m.raw, lmtp=False) for m in many if len(m.recipients) == 1][:count]


async def handled(running: Service, count: int) -> None:
    """Wait until so many mails have been handled."""
    await running.until(lambda: sum(str(e["event"]) in HANDLED for e in running.events) >= count)


def impatient_service(place: Installation) -> AbstractAsyncContextManager[Service]:
    """All in one process, with little patience for what does not answer."""
    script = Path(impatient.__file__)
    return service(place.config, str(place.config), environment=place.environment, script=script)


HANDLED = {"mail read", "mail classified", "mail held"}


async def test_redis_killed_and_back(tmp_path: Path, database_url: str, redis: Redis, sink: Sink) -> None:
    place = await install(tmp_path / "place", sink, database_url, redis.url, 2)
    place.set_clock(STORM_DAY)
    first, second, third = some_mails(place, 3)
    async with service(place.config, "run", environment=place.environment) as running:
        port = await running.port()
        await running.event("worker ready")
        assert await offer(port, first) == "accepted"
        await handled(running, 1)
        await redis.end()
        await running.event("redis is away", again_in_seconds=1.0)
        assert await offer(port, second) == "accepted"
        await running.event("redis is away", again_in_seconds=2.0)
        await handled(running, 2)  # it looks by itself
        await redis.start()
        await running.until(lambda: sum(e["event"] == "worker ready" for e in running.events) == 2)
        assert await offer(port, third) == "accepted"
        await handled(running, 3)
        assert await running.terminate() == 0


async def test_redis_frozen(tmp_path: Path, database_url: str, redis: Redis, sink: Sink) -> None:
    """Its connections stay open and nobody answers, as behind a network that drops everything."""
    place = await install(tmp_path / "place", sink, database_url, redis.url, 2)
    place.set_clock(STORM_DAY)
    [mail] = some_mails(place, 1)
    async with impatient_service(place) as running:
        port = await running.port()
        await running.event("worker ready")
        redis.freeze()
        try:
            assert await offer(port, mail) == "accepted"
            await running.event("redis is away", error="TimeoutError")
            await handled(running, 1)
        finally:
            redis.thaw()
        assert await running.terminate() == 0


@asynccontextmanager
async def held_file(database_url: str) -> AsyncIterator[None]:
    """Another process has the SQLite file to itself."""
    connection = sqlite3.connect(database_url.removeprefix("sqlite:"), timeout=5, isolation_level=None)
    with contextlib.closing(connection):
        connection.execute("BEGIN IMMEDIATE")
        yield


async def test_a_locked_file(tmp_path: Path, database_url: str, redis_setting: str, sink: Sink) -> None:
    if not database_url.startswith("sqlite:"):
        pytest.skip("PostgreSQL has no file to lock")
    place = await install(tmp_path / "place", sink, database_url, redis_setting, 2)
    place.set_clock(STORM_DAY)
    first, second = some_mails(place, 2)
    async with impatient_service(place) as running:
        port = await running.port()
        await running.event("worker ready")
        async with held_file(database_url):
            assert await offer(port, first) == "deferred"
        assert await offer(port, first) == "accepted"
        await handled(running, 1)
        async with held_file(database_url):
            assert await offer(port, second) == "deferred"
        assert await offer(port, second) == "accepted"
        await handled(running, 2)
        assert await running.terminate() == 0


@pytest.mark.skipif(not has_postgres(), reason="PostgreSQL's programs are not on this system")
async def test_postgres_killed_and_back(tmp_path: Path, redis: Redis, sink: Sink) -> None:
    async with postgres_server() as postgres:
        place = await install(tmp_path / "place", sink, postgres.url(), redis.url, 2)
        place.set_clock(STORM_DAY)
        first, second = some_mails(place, 2)
        async with service(place.config, "run", environment=place.environment) as running:
            port = await running.port()
            await running.event("worker ready")
            assert await offer(port, first) == "accepted"
            await handled(running, 1)
            await postgres.end()
            assert await offer(port, second) == "deferred"
            await rouse(redis)
            await running.event("the database is away", again_in_seconds=1.0)
            await running.event("the database is away", again_in_seconds=2.0)
            await postgres.start()
            assert await offer(port, second) == "accepted"
            await handled(running, 2)
            assert await running.terminate() == 0


async def rouse(redis: Redis) -> None:
    """Tell the worker to look."""
    from service.worker import QUEUE, _pool

    pool = await _pool(redis.url)
    await pool.enqueue_job("work", _queue_name=QUEUE)
    await pool.aclose(close_connection_pool=True)
