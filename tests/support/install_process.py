"""Sets an installation up, in one process: python install_process.py CONFIG ROSTER MOMENT CHECKIN_MOMENT.

Migrates, imports the roster as of a moment, and does a round at another one, when check-ins go out.
"""

from __future__ import annotations

import asyncio
import os
import sys
from datetime import datetime
from pathlib import Path

from service.clock import SteppedClock
from service.config import load_settings
from service.keys import load_keys
from service.logs import set_up_logs
from service.roster import read_roster
from service.runtime import open_app, open_store
from service.workflow.roster import import_roster


async def main(config: Path, roster: bytes, moment: datetime, checkin: datetime) -> None:
    settings = load_settings(config, os.environ)
    set_up_logs("json", "error")
    keys = load_keys(settings.keys.file, None)
    clock = SteppedClock(moment)
    async with open_store(settings, keys) as store:
        await store.database.migrate()
    async with open_app(settings, keys, clock=clock) as app:
        program = next(iter(app.programs.values()))
        await import_roster(app.store, program, read_roster(roster), clock.now())
        clock.step_to(checkin)
        await app.round()


if __name__ == "__main__":
    moments = [datetime.fromisoformat(each) for each in sys.argv[3:]]
    asyncio.run(main(Path(sys.argv[1]), Path(sys.argv[2]).read_bytes(), *moments))
