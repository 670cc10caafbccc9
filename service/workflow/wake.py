"""The seam to the queue: it only says "look now". Lost, the next sweep finds the same work."""

from __future__ import annotations

from typing import Protocol


class Wake(Protocol):
    """Tells the workers that there is something to look at; never fails, never waits for long."""

    async def inbox(self) -> None:
        """Mail came in."""

    async def outbox(self) -> None:
        """Letters are to be sent."""


class NoWake:
    """For whoever looks by themselves: `tick`, and tests."""

    async def inbox(self) -> None:
        return None

    async def outbox(self) -> None:
        return None
