"""Real processes of the service, for tests that kill them."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE = 120.0


@dataclass
class Service:
    """One running process and the events it has logged."""

    process: asyncio.subprocess.Process
    events: list[dict[str, object]] = field(default_factory=list)
    _news: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def listen(self) -> None:
        assert self.process.stderr is not None
        while line := await self.process.stderr.readline():
            try:
                event = json.loads(line)
            except ValueError:
                event = {"event": "unreadable", "line": line.decode(errors="replace")}
            async with self._news:
                self.events.append(event)
                self._news.notify_all()
        async with self._news:
            self._news.notify_all()

    async def event(self, name: str, **fields: object) -> dict[str, object]:
        """Wait until it has logged an event of this name with these fields."""

        def found() -> dict[str, object] | None:
            wanted = {"event": name, **fields}
            return next((each for each in self.events if wanted.items() <= each.items()), None)

        await self.until(lambda: found() is not None)
        event = found()
        assert event is not None
        return event

    async def until(self, happened: Callable[[], bool]) -> None:
        """Wait until something can be told from what it has logged."""
        try:
            async with asyncio.timeout(PATIENCE), self._news:
                await self._news.wait_for(happened)
        except TimeoutError:
            raise AssertionError(f"it never came to that, but to {self.events[-20:]}") from None

    async def port(self, protocol: str = "smtp") -> int:
        event = await self.event("listening", protocol=protocol)
        return int(str(event["on"]).rpartition(":")[2])

    async def kill(self) -> None:
        """SIGKILL, as a power cut or the kernel's out-of-memory killer would."""
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGKILL)
        await self.process.wait()

    async def terminate(self, patience: float = PATIENCE) -> int:
        """SIGTERM, and its exit code once it has drained."""
        self.process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(patience):
            return await self.process.wait()


@asynccontextmanager
async def service(
    config: Path, *arguments: str, environment: dict[str, str] | None = None, script: Path | None = None
) -> AsyncIterator[Service]:
    """A process of the service; killed at the end where it has not ended by itself. `script` runs in place of the
    command line."""
    program = [str(script)] if script else ["-m", "service"]
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *program,
        *arguments,
        *([] if script else ["--config", str(config)]),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, **(environment or {})},
    )
    running = Service(process)
    listening = asyncio.create_task(running.listen())
    try:
        yield running
    finally:
        await running.kill()
        await listening


async def finish(
    config: Path, *arguments: str, environment: dict[str, str] | None = None, patience: float = PATIENCE
) -> int:
    """A process of the service, run to its end."""
    async with service(config, *arguments, environment=environment) as running, asyncio.timeout(patience):
        return await running.process.wait()
