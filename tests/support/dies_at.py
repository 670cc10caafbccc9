"""Runs one round of an installation and kills itself, with SIGKILL, at a place that matters.

python dies_at.py CONFIG after-reading | after-relay
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

from service.config import load_settings
from service.keys import load_keys
from service.reading.values import Context, Reading
from service.relay import Outgoing, Sent
from service.runtime import App, open_app
from service.workflow.reader import Reader


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class DiesAfterReading:
    """Reads a mail, and dies before anybody hears what it means."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    async def read(self, raw: bytes, context: Context) -> Reading:
        await self._reader.read(raw, context)
        die()
        raise AssertionError


def dies_after_relay(app: App) -> None:
    """The relay has said 250; we have not written that down."""
    send = app.relay.send

    async def send_and_die(letter: Outgoing) -> Sent:
        await send(letter)
        die()
        raise AssertionError

    app.relay.send = send_and_die  # type: ignore[method-assign]


async def main(config: Path, place: str) -> None:
    settings = load_settings(config, os.environ)
    keys = load_keys(settings.keys.file, None)
    async with open_app(settings, keys) as app:
        if place == "after-reading":
            app.answerer._reader = DiesAfterReading(app.answerer._reader)
        else:
            dies_after_relay(app)
        await app.round()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
