"""The bytes between DATA and the final dot."""

from __future__ import annotations

import asyncio
from enum import Enum
from typing import Protocol

from service.intake.limits import Limits

_END = b".\r\n"
_END_OF_DATA = b"\r\n.\r\n"
_CHUNK = 4 << 20  # far more than the reader ever holds: it stops the socket at twice its limit of 64 KiB


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
        before = b"\r\n"  # of what was read last, as much as an end of data may begin in
        flaw: Flaw | None = None
        try:
            while True:
                chunk = await _chunk(reader)
                window = before + chunk
                end = window.find(_END_OF_DATA)
                if end >= 0:
                    used = end + len(_END_OF_DATA) - len(before)
                    _give_back(reader, chunk[used:])
                    chunk = chunk[:used]
                before = window[1 - len(_END_OF_DATA) :]
                body += chunk
                self._room.body_bytes += len(chunk)
                flaw = flaw or self._overflow(len(body) - len(_END) if end >= 0 else len(body))
                if flaw:
                    self._forget(body)
                if end >= 0:
                    return flaw or self._checked(bytes(body[: -len(_END)]))
        finally:
            self._forget(body)

    def _forget(self, body: bytearray) -> None:
        self._room.body_bytes -= len(body)
        body.clear()

    def _overflow(self, size: int) -> Flaw | None:
        if size > self._room.limits.message_bytes:
            return Flaw.TOO_BIG
        return Flaw.NO_ROOM if self._room.body_bytes > self._room.limits.body_bytes else None

    def _checked(self, body: bytes) -> bytes | Flaw:
        if self._strict and not body.count(b"\r\n") == body.count(b"\r") == body.count(b"\n"):
            return Flaw.BARE_NEWLINE
        if _has_longer_line(body, self._room.limits.line_octets):
            return Flaw.LINE_TOO_LONG
        return _unstuffed(body)


async def _chunk(reader: asyncio.StreamReader) -> bytes:
    """All that has come and was not read; ConnectionResetError where nothing comes any more."""
    chunk = await reader.read(_CHUNK)
    if not chunk or len(chunk) == _CHUNK:
        raise ConnectionResetError
    return chunk


def _give_back(reader: asyncio.StreamReader, rest: bytes) -> None:
    """Return what follows the mail. _chunk took all there was, so this is again the first to be read."""
    if rest:
        reader.feed_data(rest)


def _has_longer_line(body: bytes, octets: int) -> bool:
    """Whether a line has more than `octets`, its CRLF counted; in as many steps as the body has such lengths."""
    start = 0
    while len(body) - start > octets:
        newline = body.rfind(b"\n", start, start + octets)
        if newline < 0:
            return True
        start = newline + 1
    return False


def _unstuffed(body: bytes) -> bytes:
    """Without the dots that a client puts before a line's own (RFC 5321 §4.5.2)."""
    return body.removeprefix(b".").replace(b"\r\n.", b"\r\n")
