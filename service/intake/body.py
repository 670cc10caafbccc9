"""The bytes between DATA and the final dot."""

from __future__ import annotations

import asyncio
from enum import Enum
from typing import Protocol

from service.intake.limits import Limits

_END = b".\r\n"
_END_OF_DATA = b"\r\n.\r\n"


class Flaw(Enum):
    """Why a mail that was sent in full is not taken."""

    TOO_BIG = "too big"
    LINE_TOO_LONG = "line too long"
    BARE_NEWLINE = "bare CR or LF"
    NO_ROOM = "no room"


class _Room(Protocol):
    """Counts what all connections hold of mails being sent."""

    limits: Limits
    body_bytes: int


class BodyReader:
    """Reads one body at a time.

    Only CRLF "." CRLF ends it, whatever else looks like an end: a reader that takes less lets a second mail be smuggled
    in. `strict` refuses bare CR and LF, too. LMTP is not strict: there an MTA of ours stands before us, which passes on
    what it was given, and a stray CR in a reply is no reason to lose it.
    """

    def __init__(self, room: _Room, *, strict: bool) -> None:
        self._room = room
        self._strict = strict

    async def read(self, reader: asyncio.StreamReader) -> bytes | Flaw:
        """The mail, dots unstuffed, or why it is not taken; read to its end in any case."""
        body = bytearray()
        held = 0
        flaw: Flaw | None = None
        try:
            while True:
                body += await _piece(reader)
                if body == _END or body.endswith(_END_OF_DATA):
                    break
                flaw = flaw or self._overflow(len(body), len(body) - held)
                if flaw:
                    self._room.body_bytes -= held
                    held = 0
                    del body[: -len(_END_OF_DATA)]
                else:
                    self._room.body_bytes += len(body) - held
                    held = len(body)
            return flaw or self._overflow(len(body) - len(_END), 0) or self._checked(body)
        finally:
            self._room.body_bytes -= held

    def _overflow(self, size: int, growth: int) -> Flaw | None:
        if size > self._room.limits.message_bytes:
            return Flaw.TOO_BIG
        return Flaw.NO_ROOM if self._room.body_bytes + growth > self._room.limits.body_bytes else None

    def _checked(self, body: bytearray) -> bytes | Flaw:
        del body[-len(_END) :]
        if self._strict and not body.count(b"\r\n") == body.count(b"\r") == body.count(b"\n"):
            return Flaw.BARE_NEWLINE
        if _has_longer_line(body, self._room.limits.line_octets):
            return Flaw.LINE_TOO_LONG
        return _unstuffed(body)


async def _piece(reader: asyncio.StreamReader) -> bytes:
    """The next bytes, up to and including a dot that ends a line, or a buffer full that has none."""
    try:
        return await reader.readuntil(_END)
    except asyncio.LimitOverrunError as error:
        return await reader.read(error.consumed)


def _has_longer_line(body: bytearray, octets: int) -> bool:
    """Whether a line has more than `octets`, its CRLF counted; in as many steps as the body has such lengths."""
    start = 0
    while len(body) - start > octets:
        newline = body.rfind(b"\n", start, start + octets)
        if newline < 0:
            return True
        start = newline + 1
    return False


def _unstuffed(body: bytearray) -> bytes:
    """Without the dots that a client puts before a line's own (RFC 5321 §4.5.2)."""
    if body.startswith(b"."):
        del body[0]
    return bytes(body.replace(b"\r\n.", b"\r\n"))
