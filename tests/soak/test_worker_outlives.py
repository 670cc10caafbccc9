"""The worker beside a Redis that dies, a database that is away, and a duty that does not end."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from servers import Redis, redis_server

from service.errors import StoreUnavailable
from service.worker import ArqWake, Duties, Work, Worker

PATIENCE = 20.0


@pytest.fixture
async def redis() -> AsyncIterator[Redis]:
    async with redis_server() as server:
        yield server


@asynccontextmanager
async def running(redis: Redis, round_: Work, drain: float = PATIENCE) -> AsyncIterator[None]:
    """A worker that begins with a round, as each does; stopped at the end."""

    async def nothing() -> None:
        return None

    worker = Worker(redis.url, Duties(work=nothing, round=round_))
    task = asyncio.create_task(worker.run())
    try:
        async with asyncio.timeout(PATIENCE):
            yield
    finally:
        await worker.stop(drain)
        await task


async def test_what_is_under_way_ends_though_redis_has_died(redis: Redis) -> None:
    """Cut off between the relay's 250 and our commit, a letter would leave twice."""
    begun, go_on, ended = asyncio.Event(), asyncio.Event(), asyncio.Event()
    looked_again = asyncio.Event()

    async def duty() -> None:
        if begun.is_set():
            looked_again.set()  # by itself, without Redis
            return
        begun.set()
        await go_on.wait()
        ended.set()

    async with running(redis, duty):
        await begun.wait()
        await redis.end()
        await looked_again.wait()
        assert not ended.is_set()
        go_on.set()
        await ended.wait()


async def test_where_the_database_is_away_it_looks_until_it_is_back(redis: Redis) -> None:
    attempts = 0
    back = asyncio.Event()

    async def duty() -> None:
        nonlocal attempts
        attempts += 1
        if attempts == 1:
            raise ExceptionGroup("letters", [StoreUnavailable("away")])  # as a group of deliveries tells it
        back.set()

    async with running(redis, duty):
        await back.wait()
    assert attempts == 2


async def test_a_duty_that_fails_ends_neither_the_worker_nor_its_waiting(redis: Redis) -> None:
    done = asyncio.Event()

    async def duty() -> None:
        if not done.is_set():
            done.set()
            raise ValueError("a word of somebody's mail")

    async with running(redis, duty):
        await done.wait()
        await redis.end()
        await redis.start()


async def test_stopping_waits_no_longer_than_it_says(redis: Redis) -> None:
    begun, cut_off = asyncio.Event(), asyncio.Event()

    async def duty() -> None:
        begun.set()
        with contextlib.suppress(TimeoutError):
            try:
                await asyncio.wait_for(asyncio.Event().wait(), 2 * PATIENCE)
            except asyncio.CancelledError:
                cut_off.set()
                raise

    async with running(redis, duty, drain=0.2):
        await begun.wait()
        stopping = time.monotonic()
    assert cut_off.is_set()
    assert time.monotonic() - stopping < PATIENCE / 2


async def test_a_call_being_passed_on_ends_whenever_it_is_stopped(redis: Redis) -> None:
    """At each turn of the loop in which it may be: until Python 3.12 a command under way swallows a cancellation."""
    for turns in range(60):
        wake = ArqWake(redis.url)
        await wake.start()
        await wake.inbox()
        for _ in range(turns):
            await asyncio.sleep(0)
        async with asyncio.timeout(PATIENCE):
            await wake.close()
