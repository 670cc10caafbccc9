"""A raw SMTP client that sends just the bytes a test names, and a door that keeps what it was given."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path

from service.addresses import Addresses
from service.arrivals import Arrival, Kept, Outcome
from service.intake.limits import Limits
from service.intake.smtp import Endpoint, Intake, Listener

ADDRESSES = Addresses("mentor.example.org", b"k" * 32)
MAIL = b"From: mentee@example.org\r\nSubject: Re: check-in\r\n\r\nWe met on Tuesday.\r\n"
PATIENCE = 10.0


class Client:
    """One connection. Every wait ends after PATIENCE seconds, so that a lost reply is a failure and no hang."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await asyncio.wait_for(self.writer.drain(), PATIENCE)

    async def reply(self) -> str:
        """The next reply, its lines joined; "" where the connection has ended."""
        lines = []
        while line := (await asyncio.wait_for(self.reader.readline(), PATIENCE)).decode():
            assert line.endswith("\r\n"), line
            lines.append(line[:-2])
            if line[3:4] != "-":
                break
        return "\n".join(lines)

    async def say(self, line: str) -> str:
        """Send one command; its reply."""
        await self.send(line.encode() + b"\r\n")
        return await self.reply()

    async def envelope(self, *recipients: str, sender: str = "mentee@example.org") -> list[str]:
        """MAIL and RCPTs; the replies to the RCPTs."""
        assert (await self.say(f"MAIL FROM:<{sender}>")).startswith("250")
        return [await self.say(f"RCPT TO:<{recipient}>") for recipient in recipients]

    async def data(self, mail: bytes = MAIL) -> str:
        """DATA and the mail, dots stuffed, with its end; the (first) reply."""
        assert (await self.say("DATA")).startswith("354")
        stuffed = mail.replace(b"\r\n.", b"\r\n..")
        await self.send((b"." if stuffed.startswith(b".") else b"") + stuffed + b".\r\n")
        return await self.reply()

    async def start_tls(self, context: ssl.SSLContext) -> None:
        await asyncio.wait_for(self.writer.start_tls(context, server_hostname="localhost"), PATIENCE)

    def hang_up(self) -> None:
        """Gone without a word."""
        self.writer.transport.abort()


@contextlib.asynccontextmanager
async def connected(listener: Listener, hello: str | None = None) -> AsyncIterator[Client]:
    """A client that has said hello; with hello="" it has only connected."""
    endpoint = listener.endpoint
    if endpoint.path is not None:
        reader, writer = await asyncio.open_unix_connection(endpoint.path)
    else:
        reader, writer = await asyncio.open_connection(endpoint.host, endpoint.port)
    client = Client(reader, writer)
    try:
        if hello != "":
            assert (await client.reply()).startswith("220")
            lmtp = listener._door.lmtp
            assert (await client.say(hello or ("LHLO test" if lmtp else "EHLO test"))).startswith("250")
        yield client
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()


class Inbox:
    """Stands where the store stands: keeps what it is given. `decide` may give another outcome, or raise."""

    def __init__(self, decide: Callable[[Arrival], Outcome | Awaitable[Outcome]] | None = None) -> None:
        self.arrivals: list[Arrival] = []
        self.calls: list[int] = []
        self._decide = decide

    async def receive(self, arrivals: Sequence[Arrival]) -> Sequence[Outcome]:
        self.calls.append(len(arrivals))
        outcomes: list[Outcome] = []
        for arrival in arrivals:
            outcome = self._decide(arrival) if self._decide else Kept()
            outcomes.append(outcome if not isinstance(outcome, Awaitable) else await outcome)
        self.arrivals += [each for each, outcome in zip(arrivals, outcomes, strict=True) if outcome == Kept()]
        return outcomes


@contextlib.asynccontextmanager
async def opened(
    inbox: Inbox,
    *,
    lmtp: bool = False,
    limits: Limits | None = None,
    tls: ssl.SSLContext | None = None,
    path: Path | None = None,
) -> AsyncIterator[Listener]:
    """A door on a free port of loopback (or on a socket), closed at the end."""
    intake = Intake(inbox.receive, ADDRESSES.refusal, "mx.mentor.example.org", limits, tls)
    listener = await intake.listen(Endpoint(path=path), lmtp=lmtp)
    try:
        yield listener
    finally:
        await intake.close(0)
