"""Builds the parts from the settings, starts them and stops them."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import AsyncIterator, Callable, Collection, Container, Coroutine, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import structlog

from service.addresses import Addresses
from service.clock import Clock, FileClock, SystemClock
from service.config import ProgramSettings, Settings
from service.contacts import load_contacts
from service.errors import SettingsError
from service.keys import Keys
from service.letters.letterbox import Letters
from service.planning.cadence import Cadence
from service.planning.suggestions import CONFERENCE_SEASON, REVIEW_SEASON
from service.relay import Relay, relay_from_url
from service.stopping import end_at_the_latest, ended, within
from service.store.store import Store
from service.topics import load_topics
from service.workflow.answer import Answerer
from service.workflow.authenticate import Authenticator, DnsResolver, Resolver
from service.workflow.deliver import Deliverer
from service.workflow.expiry import Keeping, forget_what_is_old
from service.workflow.program import Coordinator, Program
from service.workflow.reader import Reader
from service.workflow.reading_pool import ProcessReader
from service.workflow.receive import Receiver
from service.workflow.round import Rounds
from service.workflow.wake import NoWake, Wake

if TYPE_CHECKING:
    from service.intake.smtp import Intake

log = structlog.get_logger()

_DRAIN_SECONDS = 30.0
_CLOSING_SECONDS = 5.0
_LATEST_SECONDS = 50.0  # well within the minute that docs/install.md has systemd and Docker wait


class App:
    """One installation's parts, put together. `work` and `round` are all that there is to do; both may run anywhere."""

    def __init__(
        self,
        settings: Settings,
        keys: Keys,
        store: Store,
        programs: Mapping[UUID, Program],
        relay: Relay,
        clock: Clock,
        wake: Wake,
        reader: Reader,
        resolver: Resolver,
        is_stopping: Callable[[], bool] = lambda: False,
    ) -> None:
        self._is_stopping = is_stopping
        self.settings = settings
        privacy = settings.privacy
        self._keeping = Keeping(privacy.keep_mail_days, privacy.keep_notes_days, privacy.keep_held_days)
        self.store = store
        self.clock = clock
        self.programs = programs
        self.addresses = build_addresses(settings, keys)
        self.relay = relay
        self.receiver = Receiver(store, clock, wake, keys.token, self.addresses.has_token)
        self.answerer = Answerer(
            store,
            clock,
            self.addresses,
            programs,
            reader,
            wake,
            Authenticator(settings.mail.authserv_id, resolver),
            is_stopping,
        )
        self.rounds = Rounds(store, self.addresses, programs)
        owner = f"{socket.gethostname()}/{os.getpid()}"
        self.deliverer = Deliverer(store, clock, relay, self.addresses, programs, owner, is_stopping)

    async def work(self) -> None:
        """Read what came in, send what is due."""
        await self.answerer.work()
        await self.deliverer.work()

    async def round(self) -> None:
        """One whole round: read what is waiting, plan, send what is due, delete what has been kept long enough."""
        await self.answerer.work()
        if self._is_stopping():
            return
        await self.rounds.plan(self.clock.now())
        await self.deliverer.work()
        await forget_what_is_old(self.store, self._keeping, self.clock.now())


@asynccontextmanager
async def open_app(
    settings: Settings,
    keys: Keys,
    *,
    clock: Clock | None = None,
    wake: Wake | None = None,
    reader: Reader | None = None,
    resolver: Resolver | None = None,
    is_stopping: Callable[[], bool] = lambda: False,
) -> AsyncIterator[App]:
    """The parts, connected; closed at the end. An embedded database migrates itself, PostgreSQL must be migrated.

    Once `is_stopping`, whatever is worked through ends with what is in hand.
    """
    clock = clock or build_clock(settings)
    async with open_store(settings, keys) as store:
        if store.database.is_sqlite:
            await store.database.migrate()
        else:
            await store.database.require_migrated()
        await store.require_keys()
        programs = await _programs(settings, store, clock.now())
        relay = build_relay(settings)
        limits = settings.reading
        pool = ProcessReader(limits.processes, limits.seconds, limits.megabytes)  # starts nothing before there is mail
        resolver = resolver or DnsResolver()
        try:
            yield App(
                settings, keys, store, programs, relay, clock, wake or NoWake(), reader or pool, resolver, is_stopping
            )
        finally:
            await within(_CLOSING_SECONDS, pool.close(), "the readers")
            await within(_CLOSING_SECONDS, relay.close(), "the relay")


@asynccontextmanager
async def open_store(settings: Settings, keys: Keys) -> AsyncIterator[Store]:
    """The database, connected; closed at the end, also where connecting failed half-way."""
    url = settings.store.database.get_secret_value()
    if url.startswith("sqlite:"):
        Path(url.removeprefix("sqlite:")).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    store = Store(url, keys)
    try:
        await store.database.connect()
        yield store
    finally:
        await store.close()


def build_clock(settings: Settings) -> Clock:
    """The system's clock, or the file that steps all processes of a test."""
    kind, _, path = settings.clock.partition(":")
    return FileClock(Path(path)) if kind == "file" else SystemClock()


def build_relay(settings: Settings) -> Relay:
    """The relay that letters leave by."""
    relay = settings.relay
    return relay_from_url(
        relay.url.get_secret_value(),
        hostname=settings.mail.domain,
        connections=relay.connections,
        per_minute=relay.per_minute,
    )


def build_addresses(settings: Settings, keys: Keys) -> Addresses:
    """Our own addresses."""
    return Addresses(settings.mail.domain, keys.token)


def build_cadence(settings: ProgramSettings) -> Cadence:
    """A program's rhythm, from its settings."""
    return Cadence(
        zone=settings.zone,
        monthly_day=settings.monthly_day,
        summary=settings.summary,
        holidays=_holidays(settings),
        spread_minutes=settings.spread_minutes,
        reminder_after_working_days=settings.reminder_after_working_days,
        suggestions=settings.suggestions,
        months=settings.months,
        no_mail_before=settings.no_mail_before,
        no_mail_after=settings.no_mail_after,
    )


def build_program(slug: str, settings: ProgramSettings, program: UUID, domain: str) -> Program:
    """A program as it runs."""
    topics = load_topics(settings.own_topics, leave_out=settings.leave_out_topics)
    return Program(
        id=program,
        slug=slug,
        name=settings.name,
        zone=settings.zone,
        language=settings.language,
        day_first=settings.day_first,
        coordinators=tuple(
            Coordinator(each.name, each.email, each.zone or settings.zone) for each in settings.coordinators
        ),
        cadence=build_cadence(settings),
        topics=topics,
        letters=Letters.load(override=settings.templates),
        plain_address=f"checkin@{domain}",
        settings=sha256(settings.model_dump_json(fallback=str).encode()).hexdigest(),
        contacts=load_contacts(settings.contacts, {topic.slug for topic in topics}),
        seasons={
            REVIEW_SEASON: settings.review_deadlines,
            CONFERENCE_SEASON: settings.conference_deadlines,
        },
    )


async def _programs(settings: Settings, store: Store, now: datetime) -> dict[UUID, Program]:
    programs = {}
    for slug, each in settings.programs.items():
        key = await store.transact(lambda slug=slug: store.people.program(slug, now))  # type: ignore[misc]
        programs[key] = build_program(slug, each, key, settings.mail.domain)
    return programs


def _holidays(settings: ProgramSettings) -> Container[date]:
    """The program's days without mail: the country's, and its own."""
    own = frozenset(settings.extra_holidays)
    if not settings.holidays.country:
        return own
    import holidays

    public = holidays.country_holidays(settings.holidays.country, subdiv=settings.holidays.subdivision or None)
    return _Either(public, own)


class _Either:
    """Days of either of two containers."""

    def __init__(self, first: Container[date], second: Container[date]) -> None:
        self._first = first
        self._second = second

    def __contains__(self, day: object) -> bool:
        return day in self._first or day in self._second


async def run(settings: Settings, keys: Keys, roles: Collection[str]) -> None:
    """Run `intake`, `worker` or both until a signal: the first drains, the second stops at once.

    Drained or not, the process ends within `_LATEST_SECONDS` of the first, whatever the servers around it do.
    """
    from service.worker import ArqWake, Duties, Worker

    async with AsyncExitStack() as stack:
        url = await _redis(settings, stack, own="worker" in roles)
        wake = ArqWake(url)
        stopping = asyncio.Event()
        app = await stack.enter_async_context(open_app(settings, keys, wake=wake, is_stopping=stopping.is_set))
        await wake.start()
        stack.push_async_callback(wake.close)
        _listen_for_signals(stopping)
        tasks: list[asyncio.Task[None]] = []
        drains: list[Callable[[float], Coroutine[Any, Any, None]]] = []
        stack.push_async_callback(_drain, drains, tasks)
        if "intake" in roles:
            drains.append((await listen(settings, app)).close)
        if "worker" in roles:
            worker = Worker(url, Duties(work=app.work, round=app.round))
            tasks.append(asyncio.create_task(worker.run()))
            drains.append(worker.stop)
        log.info("running", roles=sorted(roles))
        stopped = asyncio.create_task(stopping.wait())
        await asyncio.wait([stopped, *tasks], return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        log.info("draining", seconds=_DRAIN_SECONDS)
        end_at_the_latest(_LATEST_SECONDS)
        for task in tasks:
            if task.done():
                task.result()


async def _drain(
    drains: Sequence[Callable[[float], Coroutine[Any, Any, None]]], tasks: Sequence[asyncio.Task[None]]
) -> None:
    """Let doors and worker end, both in the same half minute."""
    await asyncio.gather(*(drain(_DRAIN_SECONDS) for drain in drains))
    await ended(*tasks)


def _listen_for_signals(stopping: asyncio.Event) -> None:
    """The first SIGTERM or SIGINT sets `stopping`; the second ends the process with whatever is under way."""

    def stop() -> None:
        if stopping.is_set():
            log.warning("stopped at once")
            os._exit(1)
        stopping.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop)


async def _redis(settings: Settings, stack: AsyncExitStack, *, own: bool) -> str:
    """The URL of Redis; an embedded one is started here, by the one process that may own it."""
    from service.embedded import EmbeddedValkey

    url = settings.store.redis.get_secret_value()
    if url != "embedded":
        return url
    if not own:
        raise SettingsError("store.redis: several processes need a server they share; set it to redis://HOST:PORT/0")
    embedded = EmbeddedValkey(settings.store.data)
    await embedded.start()
    stack.push_async_callback(embedded.stop)
    return embedded.url


async def listen(settings: Settings, app: App) -> Intake:
    """Open the doors that the settings name; the caller closes them."""
    from service.intake.limits import Limits
    from service.intake.smtp import Endpoint, Intake, tls_context

    intake = settings.intake
    limits = Limits(
        message_bytes=intake.max_message_bytes,
        recipients=intake.max_recipients,
        connections=intake.max_connections,
        messages_per_sender_hour=intake.messages_per_sender_per_hour,
    )
    tls = tls_context(intake.tls_certificate, intake.tls_key) if intake.tls_certificate else None
    doors = Intake(app.receiver, app.addresses.refusal, settings.mail.domain, limits, tls)
    for place, lmtp in ((intake.smtp, False), (intake.lmtp, True)):
        if place is not None:
            await doors.listen(Endpoint.parse(place), lmtp=lmtp)
    return doors
