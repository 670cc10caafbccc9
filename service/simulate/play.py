"""A program over months: the clock steps from one thing that is due to the next, people answer what comes to them."""

from __future__ import annotations

import asyncio
import contextlib
import heapq
import smtplib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from pathlib import Path

from service.clock import SteppedClock
from service.demo.cast import PACIFIC
from service.demo.catcher import HOST, Catcher
from service.demo.installation import DemoFailed, installed, roster_of
from service.demo.mails import Mail, Way, text_of
from service.roster import read_roster
from service.runtime import App, listen, open_app
from service.simulate.habits import Deed, Occasion, deeds
from service.simulate.mails import mail_of
from service.simulate.people import Couple, Player
from service.simulate.seen import sort_of
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
    letter: Mail = field(compare=False)


class Run:
    """One program as it runs. `mails`: all that went over the wire; `reports`: the Message-IDs of what was reported."""

    def __init__(self, app: App, clock: SteppedClock, port: int, mails: list[Mail], couples: Sequence[Couple]) -> None:
        self.app = app
        self.mails = mails
        self.couples = couples
        self.reports: list[tuple[datetime, str]] = []
        self._clock = clock
        self._port = port
        self._read = 0
        self._intended: list[_Intended] = []
        self._numbers = count()

    @property
    def program(self) -> Program:
        """The one program."""
        return next(iter(self.app.programs.values()))

    async def enrol(self) -> None:
        """The roster comes in."""
        roster = read_roster(roster_of([couple.pair for couple in self.couples]))
        await import_roster(self.app.store, self.program, roster, self._clock.now())

    async def until(self, end: datetime) -> None:
        """Let the clock go on to `end`."""
        while (due := await self._next_due()) is not None:
            moment = max(_rounded_up(due), self._clock.now() + _STEP)
            if moment >= end:
                return
            self._clock.step_to(moment)
            await self._act()
            await self.app.round()
            self._notice()

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
        now = self._clock.now()
        while self._intended and self._intended[0].at <= now:
            intended = heapq.heappop(self._intended)
            posted = mail_of(intended.deed, intended.player, intended.letter, intended.at)
            if intended.deed.reports:
                self.reports.append((now, str(posted.message["Message-ID"])))
            mail = Mail(Way.IN, now, posted.raw, posted.sender, posted.recipient)
            self.mails.append(mail)
            await asyncio.to_thread(_hand_over, self._port, mail)

    def _notice(self) -> None:
        """People read what has come."""
        fresh, self._read = self.mails[self._read :], len(self.mails)
        for mail in fresh:
            if mail.way is Way.OUT:
                self._notice_one(mail)

    def _notice_one(self, mail: Mail) -> None:
        found = self._addressee(mail)
        if found is None:
            return
        player, couple = found
        message = mail.message
        began = couple.started_on
        month = (mail.at.year - began.year) * 12 + mail.at.month - began.month + 1
        occasion = Occasion(
            sort=sort_of(message),
            subject=str(message["Subject"]),
            text=" ".join(text_of(message).split()),
            player=player,
            couple=couple,
            month=month,
            at=mail.at,
        )
        for deed in deeds(occasion):
            intended = _Intended(mail.at + deed.after, next(self._numbers), deed, player, mail)
            heapq.heappush(self._intended, intended)

    def _addressee(self, mail: Mail) -> tuple[Player, Couple] | None:
        """Who got a letter, and which partnership it is about: with several, the one whose partner it names."""
        found = [
            (player, couple)
            for couple in self.couples
            for player in (couple.mentor, couple.mentee)
            if mail.recipient in (player.person.email, player.new_email)
        ]
        subject = str(mail.message["Subject"])
        named = (each for each in found if each[1].partner_of(each[0]).person.first_name in subject)
        return next(named, found[0] if found else None)


@contextlib.asynccontextmanager
async def opened(folder: Path, couples: Sequence[Couple]) -> AsyncIterator[Run]:
    """A fresh installation in `folder` with its people enrolled; everything has ended behind it."""
    clock, mails = SteppedClock(datetime.combine(BEGIN, time(8), tzinfo=PACIFIC)), list[Mail]()
    async with contextlib.AsyncExitStack() as stack:
        catcher = Catcher(mails, clock)
        stack.push_async_callback(catcher.close)
        settings, keys = installed(folder, await catcher.open())
        app = await stack.enter_async_context(open_app(settings, keys, clock=clock))
        doors = await listen(settings, app)
        stack.push_async_callback(doors.close, _DRAIN)
        port = doors.listeners[0].endpoint.port or 0
        run = Run(app, clock, port, mails, couples)
        await run.enrol()
        yield run


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
