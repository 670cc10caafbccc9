"""An installation under test: real sockets, a real database, a clock to step, a sink for a relay."""

from __future__ import annotations

import asyncio
import email
import email.policy
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import aiosmtplib
from smtp_sink import Sink
from smtp_talk import Client
from tables import make_tables

from service.clock import SteppedClock
from service.config import Settings, load_settings
from service.keys import Keys, new_key_lines, parse_keys
from service.roster import read_roster
from service.runtime import App, listen, open_app
from service.store.inbox import HeldMail
from service.store.people import PersonState, RosterChanges
from service.workflow.authenticate import Resolver
from service.workflow.export import meeting_records
from service.workflow.program import Program
from service.workflow.reader import ThreadReader
from service.workflow.roster import import_roster

PACIFIC = ZoneInfo("America/Los_Angeles")
START = datetime(2026, 10, 26, 8, 0, tzinfo=PACIFIC)
CHECKIN_DAY = datetime(2026, 11, 2, 10, 30, tzinfo=PACIFIC)
"""When every check-in of November has gone out."""
DOMAIN = "mentoring.example.edu"
COORDINATOR = "robin.hale@library.example.edu"

CONFIG = """
[mail]
domain = "{domain}"
[store]
database = "{database}"
redis = "{redis}"
[intake]
smtp = "127.0.0.1:0"
lmtp = "127.0.0.1:0"
[relay]
url = "smtp://127.0.0.1:{port}"
[program]
name = "Library Mentoring Program"
zone = "America/Los_Angeles"
coordinators = [{{ name = "Robin Hale", email = "{coordinator}" }}]
holidays = {{ country = "US", subdivision = "CA" }}
{extra}
"""

ROSTER = """mentor_name,mentor_email,mentee_name,mentee_email,started_on
Grace Lin,grace.lin@example.edu,Ada Moss,ada.moss@example.edu,2026-09-01
Dana Cole,dana.cole@example.edu,Marisol Vega,marisol.vega@example.edu,2026-09-01
Walt Pruitt,walt.pruitt@example.edu,Maddie Stone,maddie.stone@example.edu,2026-09-01
"""
GRACE, ADA = "grace.lin@example.edu", "ada.moss@example.edu"
DANA, MARISOL = "dana.cole@example.edu", "marisol.vega@example.edu"


class Office:
    """One running installation and the people around it."""

    def __init__(self, app: App, clock: SteppedClock, sink: Sink, port: int, lmtp_port: int) -> None:
        self.app = app
        self.clock = clock
        self.sink = sink
        self.port = port
        self.lmtp_port = lmtp_port
        self._read = 0

    @classmethod
    @asynccontextmanager
    async def open(
        cls,
        folder: Path,
        database: str,
        redis: str = "embedded",
        *,
        start: datetime = START,
        extra: str = "",
        roster: str = ROSTER,
        environment: Mapping[str, str] | None = None,
        resolver: Resolver | None = None,
        keys: Keys | None = None,
        capped: bool = False,
    ) -> AsyncIterator[Office]:
        """`capped`: mail is read in child processes, as in service; their start is most of a short test's time."""
        async with Sink().open() as sink:
            settings = write_settings(folder, database, redis, sink.port, extra, environment)
            keys = keys or parse_keys(new_key_lines(), "test keys")
            clock = SteppedClock(start)
            reader = None if capped else ThreadReader()
            await make_tables(database)
            async with open_app(settings, keys, clock=clock, resolver=resolver, reader=reader) as app:
                doors = await listen(settings, app)
                smtp, lmtp = (each.endpoint.port or 0 for each in doors.listeners)
                office = cls(app, clock, sink, smtp, lmtp)
                if roster:
                    await office.enrol(roster)
                try:
                    yield office
                finally:
                    await doors.close(1.0)

    @property
    def program(self) -> Program:
        return next(iter(self.app.programs.values()))

    async def enrol(self, roster: str) -> RosterChanges:
        """Import a roster's text."""
        return await import_roster(self.app.store, self.program, read_roster(roster.encode()), self.clock.now())

    async def step_to(self, moment: datetime) -> None:
        """Let time pass, with a round at its end."""
        self.clock.step_to(moment)
        await self.app.round()

    def new_letters(self) -> list[EmailMessage]:
        """The letters that have left since the last call."""
        letters = [parsed(each.data) for each in self.sink.letters[self._read :]]
        self._read = len(self.sink.letters)
        return letters

    def letters_to(self, address: str) -> list[EmailMessage]:
        """All letters to somebody, oldest first."""
        return [parsed(each.data) for each in self.sink.letters if each.recipient == address]

    async def send(self, message: EmailMessage | bytes, sender: str, recipients: Sequence[str]) -> None:
        """Hand a mail to our SMTP door."""
        raw = message if isinstance(message, bytes) else message.as_bytes(policy=email.policy.SMTP)
        async with aiosmtplib.SMTP(hostname="127.0.0.1", port=self.port, timeout=20) as client:
            await client.sendmail(sender, list(recipients), raw)

    async def reply(self, letter: EmailMessage, text: str, *, quote: bool = True, sender: str | None = None) -> None:
        """Answer a letter in plain words, and let the service read it."""
        message = reply_to(letter, text, self.clock.now(), quote=quote, sender=sender)
        await self.send(message, sender or address_of(letter["To"]), [address_of(letter["Reply-To"])])
        await self.app.work()

    async def deliver(self, message: EmailMessage | bytes, sender: str, recipient: str) -> None:
        """Hand a mail to our door, and let the service read it and answer."""
        await self.send(message, sender, [recipient])
        await self.app.work()

    async def held(self) -> list[HeldMail]:
        """The mails that wait for a person."""
        return await self.app.store.transact(self.app.store.inbox.held)

    async def person(self, address: str) -> PersonState:
        """What is known of the person whose address this is."""
        people = await self.app.store.transact(lambda: self.app.store.people.people(self.program.id))
        return next(each for each in people if address in each.addresses)

    async def records(self) -> list[dict[str, Any]]:
        """The meeting records, as the command line shows them."""
        return await meeting_records(self.app.store, self.program, None)

    async def inbox_states(self) -> dict[str, int]:
        """How many mails stand in each state."""
        from service.store.models import InboxRow

        counts: dict[str, int] = {}
        for row in await InboxRow.all():
            counts[row.state] = counts.get(row.state, 0) + 1
        return counts


@asynccontextmanager
async def talking(port: int, *, lmtp: bool = False) -> AsyncIterator[Client]:
    """A raw client at a door of ours that has said hello."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    client = Client(reader, writer)
    try:
        assert (await client.reply()).startswith("220")
        assert (await client.say("LHLO test" if lmtp else "EHLO test")).startswith("250")
        yield client
    finally:
        writer.close()


def write_settings(
    folder: Path, database: str, redis: str, port: int, extra: str = "", environment: Mapping[str, str] | None = None
) -> Settings:
    """Settings through the real loader."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "config.toml"
    file.write_text(
        CONFIG.format(domain=DOMAIN, database=database, redis=redis, port=port, coordinator=COORDINATOR, extra=extra)
    )
    return load_settings(file, environment or {})


def mail(
    sender: str, to: str, text: str, *, subject: str = "Re: Your mentoring check-in", **fields: str
) -> EmailMessage:
    """A mail of the test's own; further fields by name, with underscores for hyphens."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    for name, value in fields.items():
        message[name.replace("_", "-")] = value
    message.set_content(text + "\n")
    return message


def parsed(data: bytes) -> EmailMessage:
    """A message as its reader's program sees it."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def text_of(message: EmailMessage) -> str:
    """The plain part, its flowed lines joined (RFC 3676)."""
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n").replace(" \n", " ")


def words_of(message: EmailMessage) -> str:
    """The plain part's words, however its lines break."""
    return " ".join(text_of(message).split())


def address_of(header: object) -> str:
    """The first address of a header."""
    return str(header.addresses[0].addr_spec)  # type: ignore[attr-defined]


def reply_to(
    letter: EmailMessage, text: str, now: datetime, *, quote: bool = True, sender: str | None = None
) -> EmailMessage:
    """A plain-text reply as most programs write one: words on top, the letter quoted below."""
    message = EmailMessage()
    message["From"] = f"Somebody <{sender}>" if sender else str(letter["To"])
    message["To"] = str(letter["Reply-To"])
    message["Subject"] = "Re: " + str(letter["Subject"]).removeprefix("Re: ")
    message["Date"] = format_datetime(now.astimezone(UTC))
    message["Message-ID"] = f"<{now.timestamp()}.{abs(hash(text))}@example.edu>"
    message["In-Reply-To"] = str(letter["Message-ID"])
    message["References"] = " ".join(filter(None, (letter.get("References"), str(letter["Message-ID"]))))
    quoted = "\n".join(f"> {line}" for line in text_of(letter).splitlines()) if quote else ""
    attribution = f"On {now:%b %d, %Y}, at {now:%H:%M}, {letter['From']} wrote:\n\n{quoted}\n" if quote else ""
    message.set_content(f"{text}\n\n{attribution}")
    return message
