"""A whole round, killed once at each of its steps, and held against the round that nobody killed.

Mails come in, are read and recorded, reminders are planned, letters go out. The process that does this dies
with SIGKILL before its Nth database statement, or at the relay's Nth reply; another finishes after the leases' end.
"""

from __future__ import annotations

import asyncio
import random
import shutil
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import step_process
from forks import forks
from ledger import Ledger
from office import DOMAIN, PACIFIC, address_of, parsed
from participants import Installation, checkins, install, raw_mail
from senders import Door, Mail, Senders
from servers import Postgres
from smtp_sink import Sink

REMINDER_DAY = datetime(2026, 11, 9, 11, 0, tzinfo=PACIFIC)
LATER = [REMINDER_DAY + timedelta(minutes=minutes) for minutes in (11, 22)]
"""Beyond the leases of mails (five minutes) and of letters (ten)."""
PATIENCE = 60.0


@dataclass
class Tally:
    """What all the kills came to. `copies`: letters that left a second time, each in the documented window."""

    steps: int = 0
    kills: int = 0
    copies: int = 0
    wrong: list[str] = field(default_factory=list)


class Round:
    """The round, and the installation that each run of it starts from."""

    def __init__(self, folder: Path, place: Installation, postgres: Postgres | None) -> None:
        self._folder = folder
        self._place = place
        self._postgres = postgres
        self._processes = forks()
        self._mails = round_mails(place.sink)
        self._sent_before = len(place.sink.letters)

    @classmethod
    async def make(cls, folder: Path, sink: Sink, postgres: Postgres | None) -> Round:
        """An installation with its check-ins out, on SQLite or on a PostgreSQL of the test's own."""
        database = "sqlite:data/mentormail.db"
        if postgres is not None:
            await postgres.execute("CREATE DATABASE origin")
            database = postgres.url("origin")
        return cls(folder, await install(folder / "origin", sink, database, "embedded", 2), postgres)

    async def every_step(self, first: int = 1, stride: int = 1) -> Tally:
        """Kill it at each step (or each `stride`th, from `first`), until a run ends unkilled."""
        expected = await self._run(0)
        assert {mail.state for mail in expected.ledger.mails} > {"read", "classified"}, "a round with nothing in it"
        tally = Tally(steps=expected.steps)
        for step in range(first, sys.maxsize, stride):
            run = await self._run(step)
            self._compare(f"step {step}", run, expected, tally)
            if not run.killed:
                return tally
            tally.kills += 1
        raise AssertionError

    async def _run(self, die_at: int) -> Run:
        async with self._copy() as (config, environment):
            first = await self._process(config, environment, [REMINDER_DAY], die_at, self._mails)
            second = await self._process(config, environment, LATER, 0, first.left)
        assert second.ledger is not None, "the process that finishes did not end"
        left, self._place.sink.letters = (
            self._place.sink.letters[self._sent_before :],
            self._place.sink.letters[: self._sent_before],
        )
        letters = Counter(str(parsed(each.data)["Message-ID"]) for each in left)
        return Run(first.ledger is None, first.steps, second.ledger, second.found, letters)

    async def _process(
        self,
        config: Path,
        environment: dict[str, str],
        moments: Sequence[datetime],
        die_at: int,
        mails: Sequence[Mail],
    ) -> Part:
        ours, theirs = self._processes.Pipe()
        arguments = (theirs, config, environment, moments, die_at)
        process = self._processes.Process(target=step_process.run, args=arguments)
        await asyncio.to_thread(process.start)
        theirs.close()
        try:
            return await self._talk(ours, mails, process)
        finally:
            process.kill()
            await asyncio.to_thread(process.join)
            process.close()
            ours.close()

    async def _talk(self, pipe: Connection, mails: Sequence[Mail], process: Any) -> Part:
        opened = await _told(pipe)
        if opened is None:
            await _killed(process)
            return Part(mails)
        (smtp, lmtp), found = opened
        left = [mail for mail in mails if not await _offered(mail, smtp, lmtp)]
        with_work = await _say(pipe)
        done = await _told(pipe) if with_work else None
        if done is None:
            await _killed(process)
            return Part(left, found)
        assert not left, "a living door did not take a mail"
        return Part(left, found, *done)

    @asynccontextmanager
    async def _copy(self) -> AsyncIterator[tuple[Path, dict[str, str]]]:
        folder = self._folder / "copy"
        await asyncio.to_thread(shutil.copytree, self._place.config.parent, folder)
        environment: dict[str, str] = {}
        if self._postgres is not None:
            await self._postgres.execute("CREATE DATABASE copy TEMPLATE origin")
            environment["MENTORMAIL_STORE__DATABASE"] = self._postgres.url("copy")
        yield folder / "config.toml", environment
        await asyncio.to_thread(shutil.rmtree, folder)
        if self._postgres is not None:
            await self._postgres.execute("DROP DATABASE copy WITH (FORCE)")

    def _compare(self, name: str, run: Run, expected: Run, tally: Tally) -> None:
        for what, wanted in expected.ledger.comparable().items():
            found = run.ledger.comparable()[what]
            if found != wanted:
                tally.wrong.append(f"{name}, {what}: missing {wanted - found}, too many {found - wanted}")
        copies = run.letters - Counter(run.letters.keys())
        tally.copies += copies.total()
        window = run.window
        tally.wrong += [f"{name}: a copy outside the window: {each}" for each in copies if copies[each] > window[each]]
        again = run.ledger.sent_again
        tally.wrong += [f"{name}: a copy not counted: {each}" for each in copies if copies[each] > again.get(each, 0)]
        if {run.ledger.letters[each] for each in run.letters} != {expected.ledger.letters[e] for e in expected.letters}:
            tally.wrong.append(f"{name}: other letters reached the relay")


@dataclass
class Part:
    """One process's share. `left`: mails it did not accept; `found`: the ledger it began with; `ledger`: None where it
    died."""

    left: Sequence[Mail]
    found: Ledger | None = None
    steps: int = 0
    ledger: Ledger | None = None


@dataclass
class Run:
    """A round, killed once or not, to its end. `found`: the ledger that the second process began with."""

    killed: bool
    steps: int
    ledger: Ledger
    found: Ledger | None
    letters: Counter[str]

    @property
    def window(self) -> Counter[str]:
        """The letters that had not been marked as sent when the first process ended: one copy more is allowed."""
        assert self.found is not None
        return Counter(key for key, (_, _, state) in self.found.letters.items() if state == "waiting")


def round_mails(sink: Sink) -> list[Mail]:
    """A reply by SMTP, one by LMTP to two of our addresses, an out-of-office, a stranger's, and a repetition."""
    mentor, mentee, away, _ = sorted(checkins(sink), key=lambda letter: letter.recipient)
    chance = random.Random(1)
    addresses = {each.recipient: address_of(parsed(each.data)["Reply-To"]) for each in checkins(sink)}

    def reply(number: int, who: str, words: str, lmtp: bool, *also: str) -> Mail:
        raw = raw_mail(number, who, {"Subject": "Re: Your mentoring check-in"}, words + "\r\n")
        return Mail(who, (addresses[who], *also), raw, lmtp)

    first = reply(1, mentor.recipient, "We met on November 3 for an hour, by phone. A 4.", False)
    second = reply(2, mentee.recipient, "We met on November 4 for an hour.", True, f"checkin@{DOMAIN}")
    absent = raw_mail(
        3, away.recipient, {"Auto-Submitted": "auto-replied", "Subject": "Automatic reply"}, "I am away.\r\n"
    )
    stranger = raw_mail(4, "stranger@example.org", {"Subject": "Hello"}, "Who are you?\r\n")
    return [
        first,
        second,
        Mail("", (addresses[away.recipient],), absent, chance.random() < 0.5),
        Mail("stranger@example.org", (f"checkin@{DOMAIN}",), stranger, True),
        first,
    ]


async def _offered(mail: Mail, smtp: int, lmtp: int) -> bool:
    """Whether a mail is accepted for all its recipients."""
    senders = Senders([mail], [Door(port=smtp)], [Door(port=lmtp)], 1, random.Random(1), again=0.0)
    await senders._offer(0, list(mail.recipients))
    return len(senders.accepted) == len(mail.recipients)


async def _told(pipe: Connection) -> Any:
    """What the process says next; None where it has ended."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await asyncio.to_thread(pipe.recv)
    except (EOFError, ConnectionError):
        return None


async def _say(pipe: Connection) -> bool:
    try:
        await asyncio.to_thread(pipe.send, "work")
    except (BrokenPipeError, ConnectionError):
        return False
    return True


async def _killed(process: Any) -> None:
    await asyncio.to_thread(process.join, PATIENCE)
    assert process.exitcode == -signal.SIGKILL, f"the process ended with {process.exitcode}, and nobody killed it"
