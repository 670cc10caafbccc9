"""Mail pours in while processes, databases and Redis are killed; afterwards every promise is counted.

What was answered 250 is kept exactly once, what was not was offered again and is kept once, and all of it is handled.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from ledger import Ledger, hash_of, read_ledger
from participants import STORM_DAY, Installation, install, mails
from processes import Service, service
from senders import Door, Mail, Senders
from servers import Postgres, Redis, free_port, postgres_server, redis_server
from smtp_sink import Sink

ENDS = {"read", "classified", "duplicate", "held"}
CLOCK_STEP, CLOCK_SPEED = 0.1, 30
"""The shared clock runs faster than the wall's, so that leases of the dead end while the storm lasts."""
LEASES = timedelta(minutes=11)
ROUNDS = 20
LONG_LOCKS = 0.1
PATIENCE = 180.0
"""Seconds without a single mail accepted, once nothing is killed any more: as long as mails are, a machine that is slow
or busy has all the time it needs."""
DRAIN_PATIENCE = 120.0  # the service ends itself after fifty seconds at the latest


@dataclass(frozen=True)
class Storm:
    """How hard it blows. `mails_last`: the seconds in which mails arrive, `lasts`: those in which things are killed,
    and longer, on a slow machine, until `kills` have been.

    `pauses`: the seconds between two kills, `away`: how long a server stays away, `long_lock`: the seconds that the
    file is now and then held, longer than the service waits for it.
    """

    count: int = 2000
    connections: int = 12
    partnerships: int = 25
    seed: int = 1
    mails_last: float = 35.0
    lasts: float = 45.0
    kills: int = 3
    pauses: tuple[float, float] = (0.5, 3.0)
    away: tuple[float, float] = (0.1, 2.0)
    long_lock: float = 17.0
    again: float = 0.05

    @property
    def pause(self) -> float:
        """Between two mails of one connection."""
        return self.mails_last * self.connections / self.count


@dataclass
class Figures:
    """What came of it. `wrong` names every broken promise."""

    replies: Counter[str] = field(default_factory=Counter)
    kills: Counter[str] = field(default_factory=Counter)
    ends: Counter[str] = field(default_factory=Counter)
    letters: Counter[str] = field(default_factory=Counter)
    mails: int = 0
    lost: int = 0
    doubled: int = 0
    seconds: float = 0.0
    storms: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, other: Figures) -> None:
        for mine, others in (
            (self.replies, other.replies),
            (self.kills, other.kills),
            (self.ends, other.ends),
            (self.letters, other.letters),
        ):
            mine.update(others)
        self.mails += other.mails
        self.lost += other.lost
        self.doubled += other.doubled
        self.seconds += other.seconds
        self.storms += other.storms
        self.wrong += other.wrong

    def lines(self) -> list[str]:
        """For people."""
        rows = {
            "mails": f"{self.mails} in {self.storms} storms, {self.seconds:.0f} s",
            "offered": f"{self.replies['offered']} times",
            "accepted": f"{self.replies['accepted']} recipients",
            "deferred": f"{self.replies['deferred']} (4xx)",
            "cut off": f"{self.replies['cut off']}, and {self.replies['no connection']} found no door open",
            "kills": f"{sum(self.kills.values())}: {_counted(self.kills)}",
            "ended": _counted(self.ends),
            "letters": _counted(self.letters),
            "lost": str(self.lost),
            "doubled": str(self.doubled),
            "broken": str(len(self.wrong)),
        }
        return [f"{name:>9}  {told}" for name, told in rows.items()] + [f"    ! {each}" for each in self.wrong[:20]]


def _counted(counter: Counter[str]) -> str:
    return ", ".join(f"{number} {name}" for name, number in counter.most_common()) or "none"


class Kept:
    """A process of the service that is started again whenever it ends, as systemd would."""

    def __init__(self, place: Installation, role: str, environment: dict[str, str]) -> None:
        self.role = role
        self.complaints: list[str] = []
        self.last_words = ""
        self._place = place
        self._environment = place.environment | environment
        self._running: Service | None = None
        self._killed = False
        self._stopping = False
        self._ready = asyncio.Event()

    async def run(self) -> None:
        while not self._stopping:
            self._killed = False
            async with service(self._place.config, self.role, environment=self._environment) as running:
                self._running = running
                self._ready.set()
                if self._stopping:
                    running.process.terminate()  # it was being started when the others were told to end
                status = await running.process.wait()
            if not (self._killed or self._stopping):
                self._note(status, running)
            await asyncio.sleep(0.1)

    def _note(self, status: int, running: Service) -> None:
        """One that could not start because a server was away may end; one that was running may not."""
        self.last_words = f"{self.role} ({status}): {running.events[-3:]}"
        if any(event.get("event") == "running" for event in running.events):
            self.complaints.append(f"{self.role} ended by itself ({status}): {running.events[-3:]}")

    async def kill(self) -> None:
        await self._ready.wait()
        self._killed = True
        if self._running is not None and self._running.process.returncode is None:
            self._running.process.kill()

    async def drain(self) -> None:
        """SIGTERM, and its end."""
        self._stopping = True
        if self._running is None or self._running.process.returncode is not None:
            return
        try:
            status = await self._running.terminate(DRAIN_PATIENCE)
        except TimeoutError:
            self.complaints.append(f"{self.role} does not end: {self._running.events[-3:]}")
            await self._running.kill()
        else:
            if status != 0:
                self._note(status, self._running)


class Ground:
    """Where a storm blows: the services, their doors, and what can happen to them."""

    def __init__(self, place: Installation, chance: random.Random, storm: Storm) -> None:
        self.place = place
        self.services: list[Kept] = []
        self.smtp: list[Door] = []
        self.lmtp: list[Door] = []
        self.troubles: list[tuple[str, Callable[[], Awaitable[None]]]] = []
        self._chance = chance
        self._storm = storm

    def add(self, role: str, doors: bool) -> None:
        environment = {}
        if doors:
            port, path = free_port(), str(self.place.config.parent / f"lmtp{len(self.lmtp)}.sock")
            environment = {"MENTORMAIL_INTAKE__SMTP": f"127.0.0.1:{port}", "MENTORMAIL_INTAKE__LMTP": f"unix:{path}"}
            self.smtp.append(Door(port=port))
            self.lmtp.append(Door(path=path))
        kept = Kept(self.place, role, environment)
        self.services.append(kept)
        self.troubles.append((f"{role} killed", kept.kill))

    async def wait_away(self) -> None:
        await asyncio.sleep(self._chance.uniform(*self._storm.away))

    def servers(self, redis: Redis | None, postgres: Postgres | None) -> None:
        if redis is not None:
            self.troubles.append(("redis killed", lambda: self._bounce(redis, signal.SIGKILL)))
            self.troubles.append(("redis frozen", lambda: self._freeze(redis)))
        if postgres is not None:
            self.troubles.append(("database killed", lambda: self._bounce(postgres, signal.SIGKILL)))
            self.troubles.append(("database stopped at once", lambda: self._bounce(postgres, signal.SIGQUIT)))

    async def _bounce(self, server: Redis | Postgres, number: signal.Signals) -> None:
        await server.end(number)
        await self.wait_away()
        await server.start()

    async def _freeze(self, server: Redis) -> None:
        server.freeze()
        try:
            await self.wait_away()
        finally:
            server.thaw()

    def file(self, database: Path) -> None:
        self.troubles.append(("database locked", lambda: self._lock(database)))
        self.troubles.append(("embedded redis killed", self._kill_embedded))

    async def _lock(self, database: Path) -> None:
        """Another process holds the file, once in a while for longer than ours waits."""
        long = self._storm.long_lock if self._chance.random() < LONG_LOCKS else 0.0
        connection = sqlite3.connect(database, timeout=5, isolation_level=None)
        try:
            with contextlib.suppress(sqlite3.OperationalError):
                connection.execute("BEGIN EXCLUSIVE")
                await (asyncio.sleep(long) if long else self.wait_away())
        finally:
            connection.close()

    async def _kill_embedded(self) -> None:
        from redis.asyncio import Redis as Client

        from service.embedded import url_of_running

        url = url_of_running(self.place.config.parent / "data")
        if url is not None:
            with contextlib.suppress(Exception):  # it may be ending, or not have begun
                async with Client.from_url(url) as client:
                    os.kill(int((await client.info("server"))["process_id"]), signal.SIGKILL)


@asynccontextmanager
async def sqlite_ground(folder: Path, storm: Storm) -> AsyncIterator[Ground]:
    """One process with everything in it, its own Valkey included."""
    async with Sink().open() as sink:
        place = await install(folder, sink, "sqlite:data/mentormail.db", "embedded", storm.partnerships)
        ground = Ground(place, random.Random(storm.seed), storm)
        ground.add("run", doors=True)
        ground.file(folder / "data" / "mentormail.db")
        yield ground


@asynccontextmanager
async def postgres_ground(folder: Path, storm: Storm) -> AsyncIterator[Ground]:
    """Two doors, two workers, a PostgreSQL and a Redis, each to be killed by itself."""
    async with AsyncExitStack() as stack:
        sink = await stack.enter_async_context(Sink().open())
        postgres = await stack.enter_async_context(postgres_server())
        redis = await stack.enter_async_context(redis_server())
        place = await install(folder, sink, postgres.url(), redis.url, storm.partnerships)
        ground = Ground(place, random.Random(storm.seed), storm)
        for role, doors in (("intake", True), ("intake", True), ("worker", False), ("worker", False)):
            ground.add(role, doors=doors)
        ground.servers(redis, postgres)
        yield ground


GROUNDS = {"sqlite": sqlite_ground, "postgres": postgres_ground}


async def blow(database: str, folder: Path, storm: Storm) -> Figures:
    """One storm, from the first mail to the last count."""
    began = time.monotonic()
    async with GROUNDS[database](folder, storm) as ground:
        chance = random.Random(storm.seed + 1)
        offered = mails(ground.place.sink, storm.count, chance)
        senders = Senders(offered, ground.smtp, ground.lmtp, storm.connections, chance, storm.again, storm.pause)
        figures = Figures(mails=len(offered), storms=1)
        before = len(ground.place.sink.letters)
        async with _running(ground) as clock:
            await _trouble_while(senders, ground, figures, random.Random(storm.seed + 2), storm)
        await _finish(ground.place, STORM_DAY + clock())
        figures.replies = senders.replies
        for kept in ground.services:
            figures.wrong += kept.complaints
        ledger = await read_ledger(ground.place.config, ground.place.environment)
        judge(figures, senders, offered, ledger)
        judge_letters(figures, ledger, ground.place.sink, before)
        figures.seconds = time.monotonic() - began
        return figures


@asynccontextmanager
async def _running(ground: Ground) -> AsyncIterator[Callable[[], timedelta]]:
    """The services, started again whenever they end, and a clock that runs; drained at the end."""
    elapsed = timedelta()

    async def run_clock() -> None:
        nonlocal elapsed
        while True:
            ground.place.set_clock(STORM_DAY + elapsed)
            await asyncio.sleep(CLOCK_STEP)
            elapsed += timedelta(seconds=CLOCK_STEP * CLOCK_SPEED)

    clock = asyncio.create_task(run_clock())
    services = [asyncio.create_task(kept.run()) for kept in ground.services]
    try:
        yield lambda: elapsed
        await asyncio.gather(*(kept.drain() for kept in ground.services))
        await asyncio.gather(*services)
    finally:
        for task in (clock, *services):
            task.cancel()
        await asyncio.gather(clock, *services, return_exceptions=True)


async def _trouble_while(
    senders: Senders, ground: Ground, figures: Figures, chance: random.Random, storm: Storm
) -> None:
    """One trouble after the other, at random moments; then calm, in which all that is left must be accepted."""
    task = asyncio.create_task(senders.run())
    until = time.monotonic() + storm.lasts
    try:
        while time.monotonic() < until or figures.kills.total() < storm.kills:
            await asyncio.sleep(chance.uniform(*storm.pauses))
            name, happen = chance.choice(ground.troubles)
            figures.kills[name] += 1
            await happen()
        accepted = -1
        while not task.done() and accepted < (accepted := len(senders.accepted)):
            await asyncio.wait([task], timeout=PATIENCE)
        if not task.done():
            words = [kept.last_words for kept in ground.services]
            figures.wrong.append(f"mail is still not accepted, though nothing is killed any more; last words: {words}")
        else:
            await task
    finally:
        task.cancel()


async def _finish(place: Installation, moment: object) -> None:
    """Work to the end: what the dead had claimed comes back when its lease ends."""
    assert hasattr(moment, "astimezone")
    for _ in range(ROUNDS):
        moment += LEASES  # type: ignore[operator]
        place.set_clock(moment)  # type: ignore[arg-type]
        await place.finish("tick")
        if not (await read_ledger(place.config, place.environment)).waiting:
            return


def judge(figures: Figures, senders: Senders, offered: Sequence[Mail], ledger: Ledger) -> None:
    """Hold what is kept against what was promised."""
    kept = Counter((mail.mail, mail.recipient) for mail in ledger.mails)
    for number, mail in enumerate(offered):
        for recipient in mail.recipients:
            copies = kept.pop((hash_of(mail.raw), recipient), 0)
            if (number, recipient) not in senders.accepted:
                figures.wrong.append(f"mail {number} was never accepted")
            if copies == 0:
                figures.lost += 1
                figures.wrong.append(f"mail {number} to {recipient} is lost")
            figures.doubled += max(0, copies - 1)
    if figures.doubled:
        figures.wrong.append(f"{figures.doubled} mails are kept twice")
    figures.wrong += [f"something is kept that nobody sent: {each}" for each in kept]
    figures.wrong += [f"refused: {reply}" for reply in senders.refused]
    for each in ledger.mails:
        trouble = each.state == "held" and each.reason.startswith("could not be handled")
        figures.ends["held after trouble" if trouble else each.state] += 1
        if each.state not in ENDS:
            figures.wrong.append(f"a mail is left {each.state} ({each.reason})")
    read = Counter(mail.mail + mail.recipient for mail in ledger.mails if mail.state == "read")
    if len(ledger.reports) != sum(read.values()):
        figures.wrong.append(f"{sum(read.values())} mails were read and {len(ledger.reports)} reports recorded")


def judge_letters(figures: Figures, ledger: Ledger, sink: Sink, before: int) -> None:
    """Each letter left once; further copies (a kill between the relay's 250 and our commit) have the same Message-ID,
    which the outbox knows."""
    left = Counter(_message_id(letter.data) for letter in sink.letters[before:])
    for message_id, copies in left.items():
        figures.letters["sent"] += 1
        figures.letters["further copies"] += copies - 1
        if copies - 1 > ledger.sent_again.get(message_id, 0):
            figures.wrong.append(f"a letter left {copies} times, and that is not counted: {message_id}")
        if message_id not in ledger.letters:
            figures.wrong.append("a letter left that the outbox does not know")
    sent = {message_id for message_id, (_, _, state) in ledger.letters.items() if state == "sent"}
    known = left.keys() | {_message_id(letter.data) for letter in sink.letters[:before]}
    figures.wrong += [f"a letter counts as sent and has not left: {each}" for each in sent - known]
    figures.wrong += [f"a letter is left {each[2]}" for each in ledger.letters.values() if each[2] == "waiting"]


def _message_id(data: bytes) -> str:
    head = data.partition(b"\r\n\r\n")[0].decode("utf-8", "replace").split("\r\n")
    return next(line.partition(":")[2].strip() for line in head if line.lower().startswith("message-id:"))
