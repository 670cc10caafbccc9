"""The running service, put together as `mentormail run` does, with a clock to step and a relay that catches.

The worker learns through Valkey that there is something to look at, as ever. Nobody can wait for the worker's own
minute, so each "look now" is a whole round here; and the stage waits until there is nothing left to do.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import smtplib
from collections.abc import AsyncIterator
from datetime import datetime
from functools import partial
from pathlib import Path

from service.clock import SteppedClock
from service.demo.cast import Person
from service.demo.catcher import HOST, Catcher
from service.demo.installation import DemoFailed, installed
from service.demo.mails import Mail, Way
from service.domain import Report
from service.runtime import App, listen, open_app
from service.store.outbox import NewLetter
from service.worker import ArqWake, Duties, Worker
from service.workflow.program import Program

_PATIENCE = 30.0
_DRAIN = 5.0


class Watch:
    """Watches the worker's rounds: how many began, how many run, and tells when one ends."""

    def __init__(self) -> None:
        self.begun = 0
        self.running = 0
        self.ended = asyncio.Condition()
        self.trouble: Exception | None = None

    async def all(self, worker: Worker) -> None:
        """The worker's life, watched: nobody waits for one that has died."""
        try:
            await worker.run()
        except Exception as error:
            self.trouble = error
        async with self.ended:
            self.ended.notify_all()

    async def round(self, app: App) -> None:
        """A round, watched."""
        self.begun += 1
        self.running += 1
        try:
            await app.round()
        except Exception as error:
            self.trouble = error
            raise
        finally:
            self.running -= 1
            async with self.ended:
                self.ended.notify_all()


class Stage:
    """The running service and the wire around it. `mails`: all that went over it, in order."""

    def __init__(
        self,
        app: App,
        clock: SteppedClock,
        wake: ArqWake,
        watch: Watch,
        mails: list[Mail],
        smtp_port: int,
        lmtp_port: int,
    ) -> None:
        self.app = app
        self.clock = clock
        self.mails = mails
        self.smtp_port = smtp_port
        self.lmtp_port = lmtp_port
        self._wake = wake
        self._watch = watch

    @property
    def program(self) -> Program:
        """The one program."""
        return next(iter(self.app.programs.values()))

    async def steps_to(self, moment: datetime) -> AsyncIterator[None]:
        """Let the clock go on to `moment`, from one thing that is due to the next; yields after each."""
        while (due := await self._next_due()) is not None and due < moment:
            await self._look_at(due)
            yield
        await self._look_at(moment)
        yield

    async def post(self, raw: bytes, sender: str, recipient: str, *, lmtp: bool = False) -> Mail:
        """Hand a mail to our door, as somebody else's server does, and wait until it has been dealt with."""
        mail = Mail(Way.IN, self.clock.now(), raw, sender, recipient)
        self.mails.append(mail)
        port = self.lmtp_port if lmtp else self.smtp_port
        await asyncio.to_thread(_hand_over, smtplib.LMTP if lmtp else smtplib.SMTP, port, mail)
        await self._quiet()
        return mail

    async def kept(self, mail: Mail) -> NewLetter | None:
        """A letter's row in the outbox: which kind it is, and why it was written."""
        outbox = self.app.addresses.outbox_of_message_id(str(mail.message["Message-ID"]))
        return await self.app.store.transact(lambda: self.app.store.outbox.by_id(outbox)) if outbox else None

    async def report_of(self, person: Person, moment: datetime) -> tuple[Report, str] | None:
        """What was recorded of somebody's answer of a moment, and the words it was read in."""
        people, records = self.app.store.people, self.app.store.records

        async def look() -> tuple[Report, str] | None:
            partnerships = await people.partnerships(self.program.id)
            sides = [side for each in partnerships for side in (each.mentor, each.mentee)]
            theirs = {side.id for side in sides if side.participant.email == person.email}
            for each in await records.reports([partnership.id for partnership in partnerships]):
                if each.membership in theirs and each.report.moment == moment:
                    return each.report, json.loads(await records.words(each.report.id) or "{}").get("text", "")
            return None

        return await self.app.store.transact(look)

    async def _look_at(self, moment: datetime) -> None:
        """Step, and have the worker do a round, which it hears of through Valkey."""
        begun = self._watch.begun
        self.clock.step_to(max(moment, self.clock.now()))
        await self._wake.outbox()
        await self._quiet(after=begun)

    async def _quiet(self, after: int = 0) -> None:
        """Wait until more than `after` rounds have begun and there is nothing left to do."""
        watch = self._watch
        try:
            async with asyncio.timeout(_PATIENCE), watch.ended:
                while watch.begun <= after or await self._work_left() or watch.running:
                    if watch.trouble is not None:
                        raise DemoFailed(
                            f"{self._now}: a round failed ({type(watch.trouble).__name__})"
                        ) from watch.trouble
                    await watch.ended.wait()
        except TimeoutError:
            raise DemoFailed(f"{self._now}: after {_PATIENCE:.0f} seconds mail was still unread or unsent") from None

    async def _work_left(self) -> bool:
        now = self.clock.now()
        return any(each is not None and each <= now for each in await self._coming())

    async def _next_due(self) -> datetime | None:
        return min((each for each in await self._coming() if each is not None), default=None)

    async def _coming(self) -> list[datetime | None]:
        """When there is something to read, to send, to plan."""
        store, rounds = self.app.store, self.app.rounds
        mails = await store.transact(store.inbox.next_try), await store.transact(store.outbox.next_try)
        return [*mails, await rounds.next_look(self.clock.now())]

    @property
    def _now(self) -> str:
        return f"{self.clock.now().astimezone(self.program.zone):%Y-%m-%d %H:%M}"


@contextlib.asynccontextmanager
async def opened(folder: Path, start: datetime) -> AsyncIterator[Stage]:
    """A fresh installation in `folder`, running from `start` on; everything has ended behind it."""
    from service.embedded import EmbeddedValkey

    clock, watch = SteppedClock(start), Watch()
    mails: list[Mail] = []
    async with contextlib.AsyncExitStack() as stack:
        catcher = Catcher(mails, clock)
        stack.push_async_callback(catcher.close)
        settings, keys = installed(folder, await catcher.open())
        valkey = EmbeddedValkey(settings.store.data)
        await valkey.start()
        stack.push_async_callback(valkey.stop)
        wake = ArqWake(valkey.url)
        app = await stack.enter_async_context(open_app(settings, keys, clock=clock, wake=wake))
        await wake.start()
        stack.push_async_callback(wake.close)
        doors = await listen(settings, app)
        stack.push_async_callback(doors.close, _DRAIN)
        smtp, lmtp = (each.endpoint.port for each in doors.listeners)
        look = partial(watch.round, app)
        await stack.enter_async_context(_working(Worker(valkey.url, Duties(work=look, round=look)), watch))
        yield Stage(app, clock, wake, watch, mails, smtp, lmtp)


@contextlib.asynccontextmanager
async def _working(worker: Worker, watch: Watch) -> AsyncIterator[None]:
    """A worker at work meanwhile."""
    task = asyncio.create_task(watch.all(worker))
    try:
        yield
    finally:
        await worker.stop(_DRAIN)
        await asyncio.gather(task, return_exceptions=True)


def _hand_over(protocol: type[smtplib.SMTP], port: int, mail: Mail) -> None:
    try:
        with protocol(HOST, port, timeout=_PATIENCE) as client:
            client.sendmail(mail.sender, [mail.recipient], mail.raw)
    except (OSError, smtplib.SMTPException) as error:
        raise DemoFailed(f"our own door turned a mail away: {error}") from None
