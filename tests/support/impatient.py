"""The service with little patience for a locked file, a mute Redis and mails under way when it is to end, for tests
that cannot wait so many seconds: python impatient.py CONFIG."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from service import runtime, worker
from service.config import load_settings
from service.keys import load_keys
from service.logs import set_up_logs
from service.runtime import run
from service.store import database

if __name__ == "__main__":
    worker._REDIS_SECONDS = 0.5
    runtime._DRAIN_SECONDS = 1.0
    database._BUSY_MILLISECONDS = 200
    settings = load_settings(Path(sys.argv[1]), os.environ)
    set_up_logs("json")
    asyncio.run(run(settings, load_keys(settings.keys.file, None), ("intake", "worker")))
