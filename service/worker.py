"""arq: it says "look now", and keeps the minute. What there is to do stands in the database."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC
from typing import Any, cast

import structlog

from service.errors import StoreUnavailable
from service.stopping import ended

log = structlog.get_logger()

QUEUE = "mentormail"
_WORK = "work"
_ROUND = "round"
_POLL_SECONDS = 0.1
_JOBS_AT_ONCE = 4
_JOB_SECONDS = 600
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 60.0
_GATHER_SECONDS = 0.05
_REDIS_SECONDS = 5.0
_FAREWELL_SECONDS = 1.0

Work = Callable[[], Awaitable[object]]
Job = Callable[[dict[Any, Any]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Duties:
    """What a worker does: `work` reads what came in and sends what is due; `round` plans first, every minute."""

    work: Work
    round: Work


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
            await ended(self._task)

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
                    if pool is not None:
                        await _close(pool)
                    pool = None
                await asyncio.sleep(_GATHER_SECONDS)
        finally:
            if pool is not None:
                await _close(pool)


class Worker:
    """Does its duties whenever Redis says so, and every minute. Where Redis is away it waits, says so, and looks by
    itself meanwhile; where the database is away it waits, says so, and looks again."""

    def __init__(self, url: str, duties: Duties) -> None:
        self._url = url
        self._duties = duties
        self._pause_seconds = _FIRST_PAUSE
        self._drain_seconds = 0.0
        self._under_way: set[asyncio.Task[None]] = set()
        self._is_patient = False
        self._stopping = asyncio.Event()
        self._ended = asyncio.Event()

    async def run(self) -> None:
        """Work until `stop`."""
        from redis.exceptions import RedisError

        try:
            while not self._stopping.is_set():
                try:
                    await self._listen()
                except (RedisError, OSError) as error:
                    log.warning("redis is away", error=type(error).__name__, again_in_seconds=self._pause_seconds)
                    await self._do(self._duties.round)
                    await self._pause(self._pause_seconds)
                    self._pause_seconds = min(self._pause_seconds * 2, _LONGEST_PAUSE)
            await self._drain()
        finally:
            self._ended.set()

    async def stop(self, drain_seconds: float) -> None:
        """Take nothing new, let what runs end within `drain_seconds`."""
        self._drain_seconds = drain_seconds
        self._stopping.set()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(drain_seconds + 2 * _REDIS_SECONDS):
                await self._ended.wait()

    async def _listen(self) -> None:
        """Do what Redis says, until `stop`. RedisError or OSError where it is away."""
        arq = _make_arq(await _pool(self._url), self._do_work, self._do_round)
        log.info("worker ready")
        self._pause_seconds = _FIRST_PAUSE
        main = asyncio.create_task(arq.main())
        stopping = asyncio.create_task(self._stopping.wait())
        try:
            await asyncio.wait((main, stopping), return_when=asyncio.FIRST_COMPLETED)
            if main.done():
                main.result()
            arq.allow_pick_jobs = False
            await self._drain()
            if arq.tasks:
                await asyncio.wait(arq.tasks.values(), timeout=_FAREWELL_SECONDS)
        finally:
            # Not arq's own close(), which asks Redis for something and fails where that is what has gone.
            await ended(main, stopping, *arq.tasks.values())
            await _close(arq.pool)

    async def _drain(self) -> None:
        """Let the duties under way end; those that do not in time are cut off, before their parts are closed."""
        if self._under_way:
            _, late = await asyncio.wait(self._under_way, timeout=self._drain_seconds)
            await ended(*late)

    async def _do_work(self, context: dict[Any, Any]) -> None:
        await self._do(self._duties.work)

    async def _do_round(self, context: dict[Any, Any]) -> None:
        await self._do(self._duties.round)

    async def _do(self, duty: Work) -> None:
        """Do it to its end, even where the job that asked for it is cancelled because Redis went away: cancelled
        between the relay's 250 and our commit, a letter would leave twice."""
        if self._stopping.is_set():
            return
        task = asyncio.create_task(self._patiently(duty))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        await asyncio.shield(task)

    async def _patiently(self, duty: Work) -> None:
        """Do it; where the database is away, again and again until it is back. One that waits for it is enough."""
        if await self._done(duty) or self._is_patient:
            return
        self._is_patient = True
        pause = _FIRST_PAUSE
        try:
            while not self._stopping.is_set():
                log.warning("the database is away", again_in_seconds=pause)
                await self._pause(pause)
                if self._stopping.is_set() or await self._done(duty):
                    return
                pause = min(pause * 2, _LONGEST_PAUSE)
        finally:
            self._is_patient = False

    async def _done(self, duty: Work) -> bool:
        """Do a duty; False where the database is away. Errors are told by name, never by their words."""
        try:
            await duty()
        except Exception as error:
            if _is_database_away(error):
                return False
            log.error("work failed", error=type(error).__name__)
        return True

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return


def _is_database_away(error: BaseException) -> bool:
    """Whether the database's being away is all, or part, of the trouble."""
    if isinstance(error, BaseExceptionGroup):
        return any(_is_database_away(each) for each in error.exceptions)
    return isinstance(error, StoreUnavailable)


def _make_arq(pool: Any, work: Job, round_: Job) -> Any:
    from arq.cron import cron
    from arq.worker import Worker as ArqWorker
    from arq.worker import func

    return ArqWorker(
        functions=[
            func(cast(Any, work), name=_WORK, keep_result=0, timeout=_JOB_SECONDS, max_tries=1),
        ],
        cron_jobs=[
            cron(
                cast(Any, round_),
                name=_ROUND,
                second=0,
                run_at_startup=True,
                keep_result=0,
                timeout=_JOB_SECONDS,
            ),
        ],
        redis_pool=pool,
        queue_name=QUEUE,
        handle_signals=False,
        max_jobs=_JOBS_AT_ONCE,
        poll_delay=_POLL_SECONDS,
        job_serializer=_to_bytes,
        job_deserializer=json.loads,
        timezone=UTC,
        log_results=False,
    )


async def _pool(url: str) -> Any:
    from arq.connections import ArqRedis
    from redis.asyncio import Redis

    connection: Redis = Redis.from_url(url, socket_timeout=_REDIS_SECONDS, socket_connect_timeout=_REDIS_SECONDS)
    pool = ArqRedis(
        connection_pool=connection.connection_pool,
        default_queue_name=QUEUE,
        job_serializer=_to_bytes,
        job_deserializer=json.loads,
    )
    try:
        await pool.ping()
    except BaseException:
        await _close(pool)
        raise
    return pool


async def _close(pool: Any) -> None:
    """Close it with its connections: it was handed them, and would leave them open."""
    with contextlib.suppress(OSError):
        await pool.aclose(close_connection_pool=True)


def _to_bytes(value: Any) -> bytes:
    """Jobs as JSON; a failed job's exception as its type's name, so that no word of a mail reaches Redis."""
    return json.dumps(value, default=lambda other: type(other).__name__).encode()
