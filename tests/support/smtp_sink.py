"""A relay for tests: speaks SMTP on a real socket, keeps what it accepts, and misbehaves where a test says so."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import ssl
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

HANG_UP = ""
"""In place of a reply: close the connection."""
_LONGEST = 16 << 20


@dataclass
class Letter:
    envelope_from: str
    recipient: str
    data: bytes
    options: str


@dataclass
class Sink:
    """`replies`: what to answer a command with (once for each in the list, then as usual). FINAL is the reply to the
    letter, CONNECT the greeting. `offers`: the extensions. `login`: what AUTH PLAIN must bring."""

    replies: dict[str, list[str]] = field(default_factory=dict)
    offers: list[str] = field(default_factory=lambda: ["8BITMIME", "SMTPUTF8"])
    login: tuple[str, str] | None = None
    tls: ssl.SSLContext | None = None
    implicit_tls: bool = False
    letters: list[Letter] = field(default_factory=list)
    connections: int = 0
    hellos: list[str] = field(default_factory=list)
    lost: list[bytes] = field(default_factory=list)
    port: int = 0
    _writers: set[asyncio.StreamWriter] = field(default_factory=set)

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator[Sink]:
        server = await asyncio.start_server(self._serve, "127.0.0.1", self.port, limit=_LONGEST)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()
            await self.hang_up()

    async def hang_up(self) -> None:
        """Close all connections, as a relay does with those that are idle."""
        for writer in tuple(self._writers):
            writer.transport.abort()
        while self._writers:  # noqa: ASYNC110 (each leaves by itself once it has seen its end)
            await asyncio.sleep(0)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self._writers.add(writer)
        try:
            if self.implicit_tls and self.tls:
                await _secure(writer, self.tls)
            await self._converse(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            pass
        finally:
            self._writers.discard(writer)
            writer.transport.abort()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        sender = recipient = options = ""
        await self._answer(writer, "CONNECT", "220 sink")
        while line := (await reader.readuntil(b"\r\n")).decode()[:-2]:
            verb = line.split()[0].upper()
            match verb:
                case "EHLO":
                    self.hellos.append(line[5:])
                    offers = [*self.offers, *(["AUTH PLAIN"] if self.login else [])]
                    if self.tls and not writer.get_extra_info("sslcontext"):
                        offers.append("STARTTLS")
                    await self._answer(writer, verb, "\r\n".join(["250-sink", *(f"250-{o}" for o in offers), "250 OK"]))
                case "STARTTLS":
                    await self._answer(writer, verb, "220 go")
                    assert self.tls is not None
                    await _secure(writer, self.tls)
                case "AUTH":
                    _, user, password = base64.b64decode(line.split()[2]).decode().split("\0")
                    fine = (user, password) == self.login
                    await self._answer(writer, verb, "235 fine" if fine else "535 5.7.8 wrong")
                case "MAIL":
                    sender, _, options = line[11:].partition("> ")
                    await self._answer(writer, verb, "250 sender")
                case "RCPT":
                    recipient = line[9:-1]
                    await self._answer(writer, verb, "250 recipient")
                case "DATA":
                    if (await self._answer(writer, verb, "354 go")).startswith("354"):
                        data = (await reader.readuntil(b"\r\n.\r\n"))[:-3].replace(b"\r\n.", b"\r\n")
                        if self.replies.get("FINAL"):
                            self.lost.append(data)
                        else:
                            self.letters.append(Letter(sender.removesuffix(">"), recipient, data, options))
                        await self._answer(writer, "FINAL", f"250 queued as {len(self.letters)}")
                case "QUIT":
                    await self._answer(writer, verb, "221 bye")
                    return
                case _:
                    await self._answer(writer, verb, "250 fine")

    async def _answer(self, writer: asyncio.StreamWriter, verb: str, usual: str) -> str:
        told = self.replies.get(verb, [])
        words = told.pop(0) if told else usual
        if words == HANG_UP:
            raise ConnectionResetError
        writer.write(words.encode() + b"\r\n")
        await writer.drain()
        return words


async def _secure(writer: asyncio.StreamWriter, context: ssl.SSLContext) -> None:
    """Begin TLS. A client that turns the certificate down leaves asyncio's writer without a transport (3.11)."""
    plain = writer.transport
    try:
        await writer.start_tls(context)
    except AttributeError as error:
        writer._transport = plain  # type: ignore[attr-defined]
        raise ConnectionResetError from error
