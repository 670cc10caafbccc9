"""arq: it says "look now", and keeps the minute. What there is to do stands in the database."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC
from typing import Any, cast

import structlog

log = structlog.get_logger()

QUEUE = "mentormail"
_WORK = "work"
_ROUND = "round"
_POLL_SECONDS = 0.1
_JOBS_AT_ONCE = 4
_JOB_SECONDS = 600
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 60.0
_GATHER_SECONDS = 0.05

Work = Callable[[], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Duties:
    """What a worker does: `work` reads what came in and sends what is due; `round` plans first, every minute."""

    work: Work
    round: Work


async def _do_work(context: dict[Any, Any]) -> None:
    duties: Duties = context["duties"]
    await duties.work()


async def _do_round(context: dict[Any, Any]) -> None:
    duties: Duties = context["duties"]
    await duties.round()


class ArqWake:
    """Says "look now" through Redis. Calls close together become one job; without Redis nobody waits."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._called = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to pass calls on."""
        self._task = asyncio.create_task(self._pass_on())

    async def close(self) -> None:
        """Stop; calls not passed on are found by the next sweep."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def inbox(self) -> None:
        """Mail came in."""
        self._called.set()

    async def outbox(self) -> None:
        """Letters are to be sent."""
        self._called.set()

    async def _pass_on(self) -> None:
        from redis.exceptions import RedisError

        pool = None
        away = False
        try:
            while True:
                await self._called.wait()
                self._called.clear()
                try:
                    pool = pool or await _pool(self._url)
                    await pool.enqueue_job(_WORK)
                    away = False
                except (RedisError, OSError) as error:
                    if not away:
                        log.warning("redis is away; what came in waits for the next sweep", error=type(error).__name__)
                    away = True
                    pool = None
                await asyncio.sleep(_GATHER_SECONDS)
        finally:
            if pool is not None:
                await pool.aclose()


class Worker:
    """Does its duties whenever Redis says so, and every minute. Where Redis is away it waits, says so, and looks by
    itself meanwhile."""

    def __init__(self, url: str, duties: Duties) -> None:
        self._url = url
        self._duties = duties
        self._arq: Any = None
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        """Work until `stop`."""
        from redis.exceptions import RedisError

        pause = _FIRST_PAUSE
        while not self._stopping.is_set():
            try:
                self._arq = await self._make()
                log.info("worker ready")
                pause = _FIRST_PAUSE
                self._arq.main_task = asyncio.create_task(self._arq.main())
                await self._arq.main_task
            except (RedisError, OSError, TimeoutError) as error:
                log.warning("redis is away", error=type(error).__name__, again_in_seconds=pause)
                await self._look_without_redis()
                await self._pause(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)
            except asyncio.CancelledError:
                if not self._stopping.is_set():
                    raise
            finally:
                await self._close_arq()

    async def stop(self, drain_seconds: float) -> None:
        """Take nothing new, let what runs end within `drain_seconds`."""
        self._stopping.set()
        arq = self._arq
        if arq is None:
            return
        arq.allow_pick_jobs = False
        running = [task for task in arq.tasks.values() if not task.done()]
        if running:
            await asyncio.wait(running, timeout=drain_seconds)
        if arq.main_task is not None:
            arq.main_task.cancel()

    async def _make(self) -> Any:
        from arq.cron import cron
        from arq.worker import Worker as ArqWorker
        from arq.worker import func

        arq = ArqWorker(
            functions=[
                func(cast(Any, _do_work), name=_WORK, keep_result=0, timeout=_JOB_SECONDS, max_tries=1),
            ],
            cron_jobs=[
                cron(
                    cast(Any, _do_round),
                    name=_ROUND,
                    second=0,
                    run_at_startup=True,
                    keep_result=0,
                    timeout=_JOB_SECONDS,
                ),
            ],
            redis_pool=await _pool(self._url),
            queue_name=QUEUE,
            ctx={"duties": self._duties},
            handle_signals=False,
            max_jobs=_JOBS_AT_ONCE,
            poll_delay=_POLL_SECONDS,
            job_serializer=_to_bytes,
            job_deserializer=json.loads,
            timezone=UTC,
            log_results=False,
        )
        return arq

    async def _look_without_redis(self) -> None:
        try:
            await self._duties.round()
        except Exception as error:  # the duties' own trouble must not end the waiting for Redis
            log.error("round failed", error=type(error).__name__)

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return

    async def _close_arq(self) -> None:
        arq, self._arq = self._arq, None
        if arq is not None:
            await arq.close()


async def _pool(url: str) -> Any:
    from arq.connections import ArqRedis
    from redis.asyncio import Redis

    connection: Redis = Redis.from_url(url)
    pool = ArqRedis(
        connection_pool=connection.connection_pool,
        default_queue_name=QUEUE,
        job_serializer=_to_bytes,
        job_deserializer=json.loads,
    )
    await pool.ping()
    return pool


def _to_bytes(value: Any) -> bytes:
    """Jobs as JSON; a failed job's exception as its type's name, so that no word of a mail reaches Redis."""
    return json.dumps(value, default=lambda other: type(other).__name__).encode()
