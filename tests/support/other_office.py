"""A second installation, in a process of its own, as there is one database to a process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path

from forks import forks
from office import Office
from smtp_sink import Letter

Arriving = tuple[bytes, str, str]
"""A mail, its sender and its recipient, as the envelope has them."""


class OtherOffice:
    """What may be asked of it from here."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe

    async def round(self, mails: Sequence[Arriving] = ()) -> list[Letter]:
        """Mails reach its door, it does a round; the letters that leave it."""
        self._pipe.send(mails)
        letters: list[Letter] = await asyncio.to_thread(self._pipe.recv)
        return letters


@asynccontextmanager
async def other_office(folder: Path, domain: str, roster: str, now: datetime) -> AsyncIterator[OtherOffice]:
    """One with a domain and people of its own, whose clock stands still."""
    processes = forks()
    ours, theirs = processes.Pipe()
    process = processes.Process(target=_run, args=(theirs, folder, domain, roster, now))
    await asyncio.to_thread(process.start)
    theirs.close()
    try:
        yield OtherOffice(ours)
    finally:
        ours.close()
        await asyncio.to_thread(process.join)
        process.close()


def _run(pipe: Connection, folder: Path, domain: str, roster: str, now: datetime) -> None:
    asyncio.run(_serve(pipe, folder, domain, roster, now))


async def _serve(pipe: Connection, folder: Path, domain: str, roster: str, now: datetime) -> None:
    own = {"MENTORMAIL_MAIL__DOMAIN": domain}
    database = f"sqlite:{folder / 'data' / 'mentormail.db'}"
    async with Office.open(folder, database, roster=roster, start=now, environment=own) as office:
        told = 0
        while (mails := await asyncio.to_thread(_received, pipe)) is not None:
            for raw, sender, recipient in mails:
                await office.send(raw, sender, [recipient])
            await office.app.round()
            pipe.send(office.sink.letters[told:])
            told = len(office.sink.letters)


def _received(pipe: Connection) -> Sequence[Arriving] | None:
    """The next mails; None once the test has closed its end."""
    try:
        mails: Sequence[Arriving] = pipe.recv()
    except EOFError:
        return None
    return mails
