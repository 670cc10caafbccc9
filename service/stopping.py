"""Ends what runs, within a time, whatever it waits for: a service that does not end on SIGTERM is no service."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Coroutine
from typing import Any

import structlog

log = structlog.get_logger()

_ASKED_AGAIN_SECONDS = 0.25
_CUT_OFF_SECONDS = 5.0


async def ended(*tasks: asyncio.Task[Any], seconds: float = _CUT_OFF_SECONDS) -> None:
    """Cancel tasks and see them to their end, for so many seconds at most; what they raise is dropped.

    They are asked again and again: until Python 3.12 `asyncio.wait_for`, which redis-py sends each command through,
    swallows a cancellation that comes just as what it waits for is done (python/cpython#86296).
    """
    loop = asyncio.get_running_loop()
    until = loop.time() + seconds
    while (left := [task for task in tasks if not task.done()]) and loop.time() < until:
        for task in left:
            task.cancel()
        await asyncio.wait(left, timeout=_ASKED_AGAIN_SECONDS)
    for task in tasks:
        if task.done() and not task.cancelled():
            task.exception()  # seen here, or it would be told as "never retrieved"


async def within(seconds: float, closing: Coroutine[Any, Any, object], what: str) -> None:
    """Let `closing` end within `seconds`, else cut it off and say so; what it raises in time passes."""
    task = asyncio.create_task(closing)
    try:
        await asyncio.wait([task], timeout=seconds)
    finally:
        if not task.done():
            log.warning("closing takes too long", place=what, seconds=seconds)
            await ended(task, seconds=1.0)
    if not task.cancelled() and task.done():
        task.result()


def end_at_the_latest(seconds: float) -> None:
    """End this process `seconds` from now, should it still be there, however stuck: by a thread that asks nobody.

    Nothing is lost by that: what was answered 250 is committed, and leases end.
    """

    def end() -> None:
        log.error("not ended in time, cut off", seconds=seconds)
        os._exit(1)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
