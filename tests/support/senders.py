"""Mail systems that offer mails over SMTP and LMTP, and offer again, with the same bytes, what was not accepted."""

from __future__ import annotations

import asyncio
import random
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field

PATIENCE = 90.0
"""Seconds that a mail system waits for a reply. RFC 5321 §4.5.3.2 asks for ten minutes after the final dot; less makes
more mails that were kept without the sender's hearing of it, which is what is to be tried."""
PAUSE = 0.2


@dataclass(frozen=True)
class Mail:
    """A mail to offer. Bytes end with CRLF."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes
    lmtp: bool


@dataclass(frozen=True)
class Door:
    """Where mail is taken: a port, or a local socket."""

    port: int = 0
    path: str = ""


class CutOff(Exception):
    """The connection ended before the reply: nobody knows what became of the mail."""


@dataclass
class Senders:
    """Offers `mails` from `connections` connections at a time until each is accepted for every recipient.

    `again`: the part of them that is offered once more after that, as by one who has missed the 250. `pause`: seconds
    between two mails of a connection, on average.
    """

    mails: Sequence[Mail]
    smtp: Sequence[Door]
    lmtp: Sequence[Door]
    connections: int
    chance: random.Random
    again: float = 0.05
    pause: float = 0.0
    replies: Counter[str] = field(default_factory=Counter)
    accepted: set[tuple[int, str]] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)
    _queue: deque[int] = field(default_factory=deque)

    async def run(self) -> None:
        self._queue.extend(range(len(self.mails)))
        async with asyncio.TaskGroup() as group:
            for _ in range(self.connections):
                group.create_task(self._connection())

    async def _connection(self) -> None:
        while self._queue:
            number = self._queue.popleft()
            await asyncio.sleep(2 * self.pause * self.chance.random())
            while left := self._left(number):
                await self._offer(number, left)
            if self.chance.random() < self.again:
                await self._offer(number, list(self.mails[number].recipients))

    def _left(self, number: int) -> list[str]:
        return [each for each in self.mails[number].recipients if (number, each) not in self.accepted]

    async def _offer(self, number: int, recipients: list[str]) -> None:
        mail = self.mails[number]
        door = self.chance.choice(self.lmtp if mail.lmtp else self.smtp)
        self.replies["offered"] += 1
        try:
            async with asyncio.timeout(PATIENCE):
                codes = await _talk(door, mail, recipients)
        except (OSError, CutOff, TimeoutError) as error:
            self.replies[
                "no connection" if isinstance(error, ConnectionRefusedError | FileNotFoundError) else "cut off"
            ] += 1
            await asyncio.sleep(PAUSE * self.chance.random())
            return
        for recipient, reply in codes.items():
            self._heard(number, recipient, reply)
        if len(codes) < len(recipients) or any(reply[0] == "4" for reply in codes.values()):
            await asyncio.sleep(PAUSE * self.chance.random())

    def _heard(self, number: int, recipient: str, reply: str) -> None:
        match reply[0]:
            case "2":
                self.replies["accepted"] += 1
                self.accepted.add((number, recipient))
            case "4":
                self.replies["deferred"] += 1
            case _:
                self.replies["refused"] += 1
                self.refused.append(reply)
                self.accepted.add((number, recipient))


async def _talk(door: Door, mail: Mail, recipients: Sequence[str]) -> dict[str, str]:
    """One transaction on a connection of its own: the reply to each recipient."""
    if door.path:
        reader, writer = await asyncio.open_unix_connection(door.path)
    else:
        reader, writer = await asyncio.open_connection("127.0.0.1", door.port)
    try:
        return await _transaction(reader, writer, mail, recipients)
    finally:
        writer.transport.abort()


async def _transaction(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, mail: Mail, recipients: Sequence[str]
) -> dict[str, str]:
    async def say(line: str) -> str:
        writer.write(line.encode() + b"\r\n")
        return await _reply(reader)

    replies: dict[str, str] = {}
    for reply in (await _reply(reader), await say("LHLO mta" if mail.lmtp else "EHLO mta")):
        if reply[0] != "2":
            return dict.fromkeys(recipients, reply)
    first = await say(f"MAIL FROM:<{mail.sender}>")
    if first[0] != "2":
        return dict.fromkeys(recipients, first)
    taken = []
    for recipient in recipients:
        reply = await say(f"RCPT TO:<{recipient}>")
        if reply[0] == "2":
            taken.append(recipient)
        else:
            replies[recipient] = reply
    if not taken:
        return replies
    ready = await say("DATA")
    if ready[0] != "3":
        return replies | dict.fromkeys(taken, ready)
    writer.write(mail.raw.replace(b"\r\n.", b"\r\n..") + b".\r\n")
    if not mail.lmtp:
        return replies | dict.fromkeys(taken, await _reply(reader))
    for recipient in taken:
        try:
            replies[recipient] = await _reply(reader)
        except CutOff:
            return replies  # those not heard of are offered again
    return replies


async def _reply(reader: asyncio.StreamReader) -> str:
    while line := (await reader.readline()).decode():
        if line[3:4] != "-":
            return line.strip()
    raise CutOff
