"""Who reads a mail: in this process, or wherever a hostile one does no harm."""

from __future__ import annotations

import asyncio
from typing import Protocol

from service.reading import read
from service.reading.values import Context, Reading


class Reader(Protocol):
    """Reads one mail; what cannot be read comes back as unreadable, with the trouble named."""

    async def read(self, raw: bytes, context: Context) -> Reading: ...


class ThreadReader:
    """Reads in a thread of this process, so that the event loop goes on."""

    async def read(self, raw: bytes, context: Context) -> Reading:
        return await asyncio.to_thread(read, raw, context)
