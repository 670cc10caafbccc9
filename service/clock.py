"""The only source of now."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol


class Clock(Protocol):
    """Tells the present moment, always aware and in UTC."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class SteppedClock:
    """A clock that stands still until it is set; never goes back."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        return self._now

    def step_to(self, moment: datetime) -> None:
        """Move to `moment` (aware). A moment that has passed raises ValueError."""
        moment = moment.astimezone(UTC)
        if moment < self._now:
            raise ValueError(f"time never goes back: it is {self._now.isoformat()}, not {moment.isoformat()}")
        self._now = moment


class FileClock:
    """A stepped clock that several processes share through one file holding an ISO instant.

    Reads the file at each call, so that all processes step together; a file that goes back is not followed.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._latest = datetime.min.replace(tzinfo=UTC)

    def now(self) -> datetime:
        read = datetime.fromisoformat(self._path.read_text(encoding="ascii").strip()).astimezone(UTC)
        self._latest = max(self._latest, read)
        return self._latest
