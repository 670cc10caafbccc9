"""A program over months: the clock steps from one thing that is due to the next, people answer what comes to them."""

from __future__ import annotations

import asyncio
import contextlib
import heapq
import smtplib
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from pathlib import Path

from service.clock import SteppedClock
from service.config import Settings
from service.demo.cast import PACIFIC
from service.demo.catcher import HOST, Catcher
from service.demo.installation import DemoFailed, installed, roster_of
from service.demo.mails import Mail, Way
from service.keys import Keys
from service.roster import read_roster
from service.runtime import App, listen, open_app, open_store
from service.simulate.deeds import Deed, Done, Occasion
from service.simulate.habits import deeds
from service.simulate.mails import Received, mail_of
from service.simulate.people import Couple, Player
from service.simulate.robin import COORDINATOR, Robin
from service.simulate.seen import Directory, sort_of
from service.worker import ArqWake, Duties, Worker
from service.workflow.program import Program
from service.workflow.roster import import_roster

BEGIN = date(2026, 9, 1)
_STEP = timedelta(minutes=30)
_DRAIN = 5.0


@dataclass(order=True, slots=True)
class _Intended:
    """Something that somebody will do; `number` keeps the order of those of one moment."""

    at: datetime
    number: int
    deed: Deed = field(compare=False)
    player: Player = field(compare=False)
    couple: Couple | None = field(compare=False)
    letter: Received = field(compare=False)


@dataclass(frozen=True, slots=True)
class Servers:
    """Where a program keeps its rows and who wakes its worker, as in the configuration; "": a file, and nobody."""

    database: str = ""
    redis: str = ""

    @property
    def environ(self) -> dict[str, str]:
        """What the environment of an installation says of them."""
        return {"MENTORMAIL_STORE__DATABASE": self.database} if self.database else {}


class Run:
    """One program as it runs. `mails`: all that went over the wire; `done`: what people did."""

    def __init__(self, app: App, clock: SteppedClock, port: int, mails: list[Mail], couples: Sequence[Couple]) -> None:
        self.app = app
        self.mails = mails
        self.couples = couples
        self.done: list[Done] = []
        self._directory = Directory(couples)
        self._robin = Robin(couples, BEGIN)
        self._moved: set[str] = set()
        self._told: dict[tuple[str, int], date] = {}
        self._clock = clock
        self._port = port
        self._read = 0
        self._intended: list[_Intended] = []
        self._numbers = count()
        self._alone = asyncio.Lock()

    @property
    def program(self) -> Program:
        """The one program."""
        return next(iter(self.app.programs.values()))

    async def enrol(self) -> None:
        """The roster comes in."""
        roster = read_roster(roster_of([couple.pair for couple in self.couples]))
        await import_roster(self.app.store, self.program, roster, self._clock.now())

    async def until(self, end: datetime, watch: Callable[[datetime], None] = lambda _: None) -> None:
        """Let the clock go on to `end`; `watch` is told of each step."""
        while (due := await self._next_due()) is not None:
            moment = max(_rounded_up(due), self._clock.now() + _STEP)
            if moment >= end:
                return
            self._clock.step_to(moment)
            watch(moment)
            await self._act()
            await self.round()
            self._notice()

    async def round(self) -> None:
        """A whole round, at one moment: nobody works on when the clock goes on."""
        async with self._alone:
            await self.app.round()

    async def work(self) -> None:
        """What Redis wakes a worker for."""
        async with self._alone:
            await self.app.work()

    async def _next_due(self) -> datetime | None:
        """When there is something to read, to send, to plan, or to do for somebody."""
        store = self.app.store
        found = [
            await store.transact(store.inbox.next_try),
            await store.transact(store.outbox.next_try),
            await self.app.rounds.next_look(self._clock.now()),
            self._intended[0].at if self._intended else None,
        ]
        return min((each for each in found if each is not None), default=None)

    async def _act(self) -> None:
        """Do what people meant to do by now."""
        while self._intended and self._intended[0].at <= self._clock.now():
            await self._do(heapq.heappop(self._intended))

    async def _do(self, intended: _Intended) -> None:
        deed, player, now = intended.deed, intended.player, self._clock.now()
        email = self._writes_from(player, deed)
        letter = intended.letter
        posted = mail_of(deed, player, letter, email, intended.at)
        message_id = str(posted.message["Message-ID"])
        if deed.held is not None and intended.couple is not None:
            self._told[player.person.email, intended.couple.number] = deed.held
        self.done.append(Done(now, deed, player, intended.couple, message_id, letter.text, letter.invite))
        mail = Mail(Way.IN, now, posted.raw, posted.sender, posted.recipient)
        self.mails.append(mail)
        await asyncio.to_thread(_hand_over, self._port, mail)

    def _writes_from(self, player: Player, deed: Deed) -> str:
        """The address that somebody uses: the new one for good once letters come there."""
        is_new = deed.from_new_address or player.person.email in self._moved
        return player.new_email if is_new else player.person.email

    def _notice(self) -> None:
        """People read what has come."""
        fresh, self._read = self.mails[self._read :], len(self.mails)
        for mail in fresh:
            if mail.way is Way.OUT:
                self._notice_one(mail)

    def _notice_one(self, mail: Mail) -> None:
        letter = Received.of(mail)
        subject = str(letter.message["Subject"])
        if mail.recipient == COORDINATOR.person.email:
            today = mail.at.astimezone(COORDINATOR.person.zone).date()
            self._intend(self._robin.deeds(subject, letter.text, today), COORDINATOR, None, mail.at, letter)
            return
        whose = self._directory.addressee(mail.recipient, subject, letter.text)
        if whose is None:
            return
        player, couple = whose
        if mail.recipient == player.new_email:
            self._moved.add(player.person.email)
        sort = sort_of(letter.message, letter.invite)
        told = self._told.get((player.person.email, couple.number), date.min)
        occasion = Occasion(sort, subject, letter.text, player, couple, mail.at, letter.invite, told)
        self._intend(deeds(occasion), player, couple, mail.at, letter)

    def _intend(
        self, found: Iterable[Deed], player: Player, couple: Couple | None, came: datetime, letter: Received
    ) -> None:
        for deed in found:
            intended = _Intended(came + deed.after, next(self._numbers), deed, player, couple, letter)
            heapq.heappush(self._intended, intended)


@contextlib.asynccontextmanager
async def opened(folder: Path, couples: Sequence[Couple], months: int, servers: Servers) -> AsyncIterator[Run]:
    """A fresh installation in `folder` with its people enrolled, whose partnerships last so many months; everything has
    ended behind it."""
    clock, mails = SteppedClock(datetime.combine(BEGIN, time(8), tzinfo=PACIFIC)), list[Mail]()
    async with contextlib.AsyncExitStack() as stack:
        catcher = Catcher(mails, clock)
        stack.push_async_callback(catcher.close)
        settings, keys = installed(folder, await catcher.open(), months=months, environ=servers.environ)
        if servers.database:
            await _migrated(settings, keys)
        wake = ArqWake(servers.redis) if servers.redis else None
        app = await stack.enter_async_context(open_app(settings, keys, clock=clock, wake=wake))
        doors = await listen(settings, app)
        stack.push_async_callback(doors.close, _DRAIN)
        port = doors.listeners[0].endpoint.port or 0
        run = Run(app, clock, port, mails, couples)
        await run.enrol()
        if wake is not None:
            await wake.start()
            stack.push_async_callback(wake.close)
            await stack.enter_async_context(_worker(servers.redis, run))
        yield run


@contextlib.asynccontextmanager
async def _worker(redis: str, run: Run) -> AsyncIterator[None]:
    """A worker that looks whenever Redis says so, beside the steps of the clock."""
    worker = Worker(redis, Duties(work=run.work, round=run.round))
    task = asyncio.create_task(worker.run())
    try:
        yield
    finally:
        await worker.stop(_DRAIN)
        await task


async def _migrated(settings: Settings, keys: Keys) -> None:
    """Make the tables of a database that must be empty: DemoFailed where they are there."""
    async with open_store(settings, keys) as store:
        if not await store.database.migrate():
            raise DemoFailed("--database: holds tables of ours already; name an empty one")


def _rounded_up(moment: datetime) -> datetime:
    """The next half hour: what is due in it goes together."""
    whole = moment.astimezone(UTC)
    over = timedelta(minutes=whole.minute % 30, seconds=whole.second, microseconds=whole.microsecond)
    return whole - over + _STEP if over else whole


def _hand_over(port: int, mail: Mail) -> None:
    try:
        with smtplib.SMTP(HOST, port, timeout=30) as client:
            client.sendmail(mail.sender, [mail.recipient], mail.raw)
    except (OSError, smtplib.SMTPException) as error:
        raise DemoFailed(f"our own door turned a mail away: {error}") from None
