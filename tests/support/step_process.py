"""One process of an installation that counts its steps, database statements and relay replies, and may die at one.

Runs in a child of multiprocessing's fork server, which has everything imported: hundreds of them take a minute. It
opens the doors, tells its ports, waits for "work", does a whole round at each moment, and tells the ledger.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Sequence
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import asyncpg
from aiosqlite import Connection as SqliteConnection
from ledger import Ledger, ledger_of

from service.clock import SteppedClock
from service.config import load_settings
from service.keys import load_keys
from service.logs import set_up_logs
from service.relay import Outgoing, Sent
from service.runtime import App, listen, open_app
from service.workflow.reader import ThreadReader

_SQLITE = ("execute", "executemany", "execute_fetchall", "execute_insert", "commit", "rollback")
_POSTGRES = ("execute", "executemany", "fetch", "fetchrow")


class Steps:
    """Counts; dies, with SIGKILL, at the step of that number (0: lives)."""

    def __init__(self, die_at: int) -> None:
        self.taken = 0
        self._die_at = die_at

    def step(self) -> None:
        self.taken += 1
        if self.taken == self._die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def before(self, kind: type[Any], name: str) -> None:
        """A statement is a step, taken before it: dying before the next one is dying after this one."""
        original: Callable[..., Any] = getattr(kind, name)

        async def counted(connection: Any, *arguments: Any, **named: Any) -> Any:
            self.step()
            return await original(connection, *arguments, **named)

        setattr(kind, name, counted)

    def after_relay(self, app: App) -> None:
        """A reply of the relay is a step, taken before anybody hears of it."""
        send = app.relay.send

        async def counted(letter: Outgoing) -> Sent:
            outcome = await send(letter)
            self.step()
            return outcome

        app.relay.send = counted  # type: ignore[method-assign]


def run(pipe: Connection, config: Path, environment: dict[str, str], moments: Sequence[datetime], die_at: int) -> None:
    """The process. `environment`: settings besides those of the file."""
    steps = Steps(die_at)
    for kind, names in ((SqliteConnection, _SQLITE), (asyncpg.Connection, _POSTGRES)):
        for name in names:
            steps.before(kind, name)
    asyncio.run(_rounds(pipe, config, environment, moments, steps))


async def _rounds(
    pipe: Connection, config: Path, environment: dict[str, str], moments: Sequence[datetime], steps: Steps
) -> None:
    settings = load_settings(config, environment)
    set_up_logs("json", "error")
    clock = SteppedClock(moments[0])
    keys = load_keys(settings.keys.file, None)
    async with open_app(settings, keys, clock=clock, reader=ThreadReader()) as app:
        steps.after_relay(app)
        doors = await listen(settings, app)
        found: Ledger = await ledger_of(app.store) if not steps._die_at else Ledger([], [], [], {})
        pipe.send(([door.endpoint.port for door in doors.listeners], found))
        await asyncio.to_thread(pipe.recv)
        for moment in moments:
            clock.step_to(moment)
            await app.round()
        await doors.close(1.0)
        taken = steps.taken
        pipe.send((taken, await ledger_of(app.store)))
