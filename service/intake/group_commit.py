"""Many connections' mails committed together.

A commit costs a sync of the disk, whatever it holds. While one runs, the mails that come in gather; the next takes them
all. Nobody waits for others to come, and each mail gets its own outcome.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from service.arrivals import Arrival, Outcome, Receive, TryLater
from service.errors import MentormailError
from service.stopping import ended

log = structlog.get_logger("mentormail.intake")

BUSY = TryLater("4.3.1 Too much mail at the moment, please try again later")


@dataclass(frozen=True, slots=True)
class _Waiting:
    arrivals: Sequence[Arrival]
    outcomes: asyncio.Future[Sequence[Outcome]]
    size: int


class GroupCommit:
    """Gathers arrivals into calls of `receive`, one call at a time.

    `batch` arrivals and about `batch_bytes` at most go into one call (a single mail may exceed both). Where
    `waiting_bytes` already wait, further mails are asked to come later.
    """

    def __init__(
        self, receive: Receive, *, batch: int = 64, batch_bytes: int = 32 << 20, waiting_bytes: int = 256 << 20
    ) -> None:
        self._receive = receive
        self._batch = batch
        self._batch_bytes = batch_bytes
        self._waiting_bytes = waiting_bytes
        self._waiting: deque[_Waiting] = deque()
        self._bytes = 0
        self._worker: asyncio.Task[None] | None = None

    async def __call__(self, arrivals: Sequence[Arrival]) -> Sequence[Outcome]:
        """One outcome for each arrival, in order. A caller that is cancelled leaves its mail to be committed."""
        if not arrivals:
            return ()
        size = len(arrivals[0].raw)
        if self._waiting and self._bytes + size > self._waiting_bytes:
            return [BUSY] * len(arrivals)
        waiting = _Waiting(arrivals, asyncio.get_running_loop().create_future(), size)
        self._waiting.append(waiting)
        self._bytes += size
        if self._worker is None:
            self._worker = asyncio.create_task(self._work())
        return await asyncio.shield(waiting.outcomes)

    async def drained(self, seconds: float) -> None:
        """Return once nothing waits and nothing is being committed. After `seconds` those who wait are told to come
        again, which does no harm where the commit comes about all the same."""
        if self._worker is not None:
            _, late = await asyncio.wait([self._worker], timeout=seconds)
            await ended(*late)

    async def _work(self) -> None:
        group: list[_Waiting] = []
        try:
            while self._waiting:
                group = self._next_group()
                await self._commit(group)
        finally:
            # Only a loop that is torn down leaves anybody here; nobody may wait for ever.
            self._worker = None
            for left in (*group, *self._waiting):
                _settle(left, [TryLater()] * len(left.arrivals))
            self._waiting.clear()
            self._bytes = 0

    def _next_group(self) -> list[_Waiting]:
        group: list[_Waiting] = []
        arrivals = size = 0
        while self._waiting:
            first = self._waiting[0]
            arrivals += len(first.arrivals)
            size += first.size
            if group and (arrivals > self._batch or size > self._batch_bytes):
                break
            group.append(self._waiting.popleft())
            self._bytes -= first.size
        return group

    async def _commit(self, group: list[_Waiting]) -> None:
        """Commit a group. Where it fails for one of them, each is tried alone, so that nobody pays for a neighbour."""
        together = [arrival for waiting in group for arrival in waiting.arrivals]
        try:
            outcomes = list(await self._receive(together))
            if len(outcomes) != len(together):
                raise ValueError(f"{len(outcomes)} outcomes for {len(together)} arrivals")
        except Exception as error:
            for_all = isinstance(error, MentormailError) and error.temporary
            if len(group) > 1 and not for_all:
                for waiting in group:
                    await self._commit([waiting])
                return
            log.warning("mail deferred", error=type(error).__name__, mails=len(together))
            outcomes = [TryLater()] * len(together)
        for waiting in group:
            _settle(waiting, outcomes[: len(waiting.arrivals)])
            del outcomes[: len(waiting.arrivals)]


def _settle(waiting: _Waiting, outcomes: Sequence[Outcome]) -> None:
    with contextlib.suppress(asyncio.InvalidStateError):
        waiting.outcomes.set_result(outcomes)
