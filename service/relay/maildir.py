"""A relay that keeps letters in a folder: nobody is mailed by accident, and tests see what would have left."""

from __future__ import annotations

import asyncio
import itertools
import os
import time
from pathlib import Path

from service.relay.values import Accepted, Deferred, Outgoing, Refused, Sent


class MaildirRelay:
    """Puts each letter into PATH/new as a file of its own, its envelope written as Return-Path and Delivered-To.

    A letter that is sent twice is there twice (its Message-ID the same): a relay that hid second copies could not show
    that there are none. Names sort in the order of sending.
    """

    _count = itertools.count()

    def __init__(self, path: Path) -> None:
        self.path = path

    async def send(self, letter: Outgoing) -> Sent:
        """Keep it. Deferred where the disk is full or the folder cannot be written to."""
        if not letter.is_sendable:
            return Refused("553 5.1.3 not an address that mail can be sent to")
        name = f"{time.time_ns():020d}.P{os.getpid()}Q{next(self._count)}.mentormail"
        try:
            await asyncio.to_thread(self._write, name, letter)
        except OSError as error:
            return Deferred(f"451 4.3.0 {self.path}: {error.strerror or type(error).__name__}", relay_wide=True)
        return Accepted(f"250 2.0.0 kept as {name}")

    async def close(self) -> None:
        """Nothing is held open."""

    def _write(self, name: str, letter: Outgoing) -> None:
        for folder in ("tmp", "new", "cur"):
            (self.path / folder).mkdir(mode=0o700, parents=True, exist_ok=True)
        envelope = f"Return-Path: <{letter.envelope_from}>\r\nDelivered-To: {letter.recipient}\r\n"
        being_written = self.path / "tmp" / name
        try:
            with open(being_written, "xb", opener=_for_us_alone) as file:
                file.write(envelope.encode() + letter.data)
                file.flush()
                os.fsync(file.fileno())
            being_written.rename(self.path / "new" / name)
        except OSError:
            being_written.unlink(missing_ok=True)
            raise
        entries = os.open(self.path / "new", os.O_RDONLY)
        try:
            os.fsync(entries)
        finally:
            os.close(entries)


def _for_us_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
