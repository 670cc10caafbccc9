"""An installation on disk, for tests that start the service's own processes."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from forks import forked
from office import write_settings
from processes import finish
from smtp_sink import Sink

from service.clock import SteppedClock
from service.config import load_settings
from service.keys import load_keys, new_key_lines
from service.logs import set_up_logs
from service.roster import read_roster
from service.runtime import open_app, open_store
from service.workflow.roster import import_roster

PATIENCE = 600.0  # a backlog of thousands, on a slow machine


@dataclass
class Installation:
    """Its settings, the clock that its processes share, its relay, and what their environment adds."""

    config: Path
    clock: Path
    sink: Sink
    environment: dict[str, str]

    @classmethod
    def begin(cls, folder: Path, sink: Sink, database: str, redis: str, **environment: str) -> Self:
        """A new one, with settings and keys, and nothing in its database."""
        write_settings(folder, database, redis, sink.port)
        key = folder / "mentormail.key"
        key.write_text(new_key_lines())
        key.chmod(0o600)
        clock = folder / "clock"
        common = {"MENTORMAIL_CLOCK": f"file:{clock}", "MENTORMAIL_LOG__FORMAT": "json"}
        return cls(folder / "config.toml", clock, sink, common | environment)

    def set_clock(self, moment: datetime) -> None:
        fresh = self.clock.with_suffix(".new")
        fresh.write_text(moment.astimezone(UTC).isoformat())
        fresh.rename(self.clock)

    async def enrol(self, roster: str, moment: datetime, checkin: datetime) -> None:
        """Tables, and people as of a moment, and a round at another one, when check-ins go out."""
        await forked(_enrol, self.config, self.environment, roster, moment, checkin)

    async def finish(self, *command: str) -> None:
        """A command, run to its end."""
        status = await finish(self.config, *command, environment=self.environment, patience=PATIENCE)
        assert status == 0, f"{command} ended with {status}"


def _enrol(*arguments: Any) -> None:
    """In a process of its own: one that has worked on SQLite cannot work on PostgreSQL."""
    asyncio.run(_begin(*arguments))


async def _begin(config: Path, environment: dict[str, str], roster: str, moment: datetime, checkin: datetime) -> None:
    settings = load_settings(config, environment)
    set_up_logs("json", "error")
    clock = SteppedClock(moment)
    async with open_store(settings, keys := load_keys(settings.keys.file, None)) as store:
        await store.database.migrate()
    async with open_app(settings, keys, clock=clock) as app:
        [program] = app.programs.values()
        await import_roster(app.store, program, read_roster(roster.encode()), clock.now())
        clock.step_to(checkin)
        await app.round()
