"""Raw bytes → a bounded Message: its fields, and the parts that hold its words.

Every step is one pass over the bytes, and each bound is checked before what it guards is done, so that no mail costs
more than its size. (The standard parser is not used: 1 MB of empty parts takes it 10 s, 1,000 nested ones end in
RecursionError.) Line ends may be CRLF, LF or CR.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from service.errors import UnreadableMail
from service.reading.mail import fields
from service.reading.mail.charsets import decode
from service.reading.values import Envelope

MAX_BYTES = 32 * 1024 * 1024
MAX_HEADER_BYTES = 262_144
MAX_HEADER_FIELDS = 1_000
MAX_PARTS = 300
MAX_DEPTH = 30
MAX_TEXT_BYTES = 1_048_576
"""Bytes of one text part after its transfer encoding is undone."""

_BEHIND_DELIMITER = b"- \t\n\r\v\f"
_FIELD = re.compile(rb"([!-9;-~]{1,100})[ \t]*:([^\n]*+(?:\n[ \t][^\n]*+)*+)\n?")
"""A field with the lines it is folded over."""


@dataclass(frozen=True, slots=True)
class Part:
    """One MIME entity. `raw` is shared by all parts of a mail; the body is `raw[start:end]`, undecoded.

    `fields`: its header, names in lower case, values unfolded. `first`: the first of each name.
    """

    fields: tuple[tuple[str, bytes], ...]
    first: dict[str, bytes] = field(repr=False)
    content_type: str
    parameters: dict[str, str]
    raw: bytes = field(repr=False)
    start: int = 0
    end: int = 0
    children: tuple[Part, ...] = ()

    def get(self, name: str) -> bytes:
        """The first field of this lower-case name, unfolded; empty where there is none."""
        return self.first.get(name, b"")

    def has(self, name: str) -> bool:
        return name in self.first

    def text_of(self, name: str) -> str:
        """A field decoded for matching, at most 2,000 characters."""
        return fields.unstructured(self.get(name)[:2000])

    @property
    def attached(self) -> bool:
        return fields.parameters(self.get("content-disposition"))[0] == "attachment"

    def walk(self) -> Iterator[Part]:
        yield self
        for child in self.children:
            yield from child.walk()

    def content(self, limit: int = MAX_TEXT_BYTES) -> bytes:
        """The body with its transfer encoding undone, its line ends LF. Beyond `limit` raises UnreadableMail."""
        return _with_line_feeds(self._decoded(limit))

    def _decoded(self, limit: int) -> bytes:
        body = self.raw[self.start : min(self.end, self.start + 2 * limit)]
        encoding = self.get("content-transfer-encoding").strip().lower()
        if encoding.startswith(b"quoted-printable"):
            body = binascii.a2b_qp(body)
        elif encoding.startswith(b"base64"):
            body = fields.base64_bytes(body)
        elif encoding in (b"x-uuencode", b"uuencode", b"x-uue"):
            raise UnreadableMail("a part is uuencoded")
        if len(body) > limit:
            raise UnreadableMail(f"a text part is larger than {limit // 1024} kB")
        return body

    def text(self) -> str:
        """The body as text, its line ends LF."""
        charset = self.parameters.get("charset", "")
        if charset.lower().startswith(("utf-16", "utf-32")):  # where a line end is no byte
            return decode(self._decoded(MAX_TEXT_BYTES), charset).replace("\r\n", "\n").replace("\r", "\n")
        return decode(self.content(), charset)


@dataclass(frozen=True, slots=True)
class Message:
    """A mail within its bounds."""

    root: Part
    envelope: Envelope
    sender_name: str
    """The display name in From; empty where there is none."""
    parts: tuple[Part, ...]
    """All parts, as they are walked through."""

    def first_of(self, content_type: str) -> Part | None:
        """The first part of a type."""
        for part in self.parts:
            if part.content_type == content_type:
                return part
        return None


def read_message(raw: bytes) -> Message:
    """Parse a mail. What lies beyond the bounds raises UnreadableMail with the reason."""
    if len(raw) > MAX_BYTES:
        raise UnreadableMail(f"the mail is larger than {MAX_BYTES // 1024 // 1024} MB")
    try:
        root = parse_part(raw)
        senders = fields.addresses(root.get("from"), all_or_none=True)
        name = senders[0][0] if senders else ""
        return Message(root, _envelope(root, senders), name, tuple(root.walk()))
    except fields.TooMuch as trouble:
        raise UnreadableMail(str(trouble)) from None


def moment_of(message: Message, received_at: datetime | None) -> datetime | None:
    """The reply's own instant: its Date, kept within seven days before and one day after `received_at`."""
    sent = message.envelope.sent_at
    if received_at is None:
        return sent or _handed_over(message.root)
    if sent is None:
        return received_at
    return min(max(sent, received_at - timedelta(days=7)), received_at + timedelta(days=1))


def _handed_over(root: Part) -> datetime | None:
    """When the last server took it, for mail without a Date."""
    return fields.instant(root.get("received").rpartition(b";")[2])


def _envelope(root: Part, senders: list[tuple[str, str]]) -> Envelope:
    own = fields.message_ids(root.get("message-id"))
    to = [*fields.addresses(root.get("to")), *fields.addresses(root.get("cc"))]
    return Envelope(
        from_addresses=tuple([address for _, address in senders]),
        to_addresses=tuple([address for _, address in to]),
        subject=fields.unstructured(root.get("subject")),
        message_id=own[0] if own else None,
        in_reply_to=fields.message_ids(root.get("in-reply-to")),
        references=fields.message_ids(root.get("references")),
        sent_at=fields.instant(root.get("date")),
    )


def parse_part(raw: bytes) -> Part:
    """Parse bytes as one MIME entity, its inner parts too (an attached message stays a leaf)."""
    raw = _with_line_feeds(raw)
    start = len(raw) - len(raw.lstrip(b"\n"))
    return _Parser(raw).entity(start, len(raw), 0)


_LONE_RETURN = re.compile(rb"\r(?!\n)")


def _with_line_feeds(data: bytes) -> bytes:
    """The bytes, their line ends LF. Where each CR stands before a LF, as in nearly all mail, they are only left out:
    to set one byte for two takes several times as long.
    """
    if b"\r" not in data:
        return data
    if _LONE_RETURN.search(data) is None:
        return data.replace(b"\r", b"")
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


class _Parser:
    """Walks one mail; counts its parts."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.parts = 0

    def entity(self, start: int, end: int, depth: int) -> Part:
        self.parts += 1
        if self.parts > MAX_PARTS:
            raise UnreadableMail(f"the mail has more than {MAX_PARTS} parts")
        if depth > MAX_DEPTH:
            raise UnreadableMail(f"the mail's parts are nested deeper than {MAX_DEPTH}")
        header, body = self._header(start, end)
        first = dict(reversed(header))
        content_type, parameters = fields.parameters(first.get("content-type", b""))
        children: tuple[Part, ...] = ()
        if content_type.startswith("multipart/") and (boundary := parameters.get("boundary")):
            spans = self._split(body, end, b"--" + boundary.encode("utf-8", errors="replace"))
            children = tuple(self.entity(first, last, depth + 1) for first, last in spans)
        if content_type.count("/") != 1 or (content_type.startswith("multipart/") and not children):
            content_type = "text/plain"  # RFC 2045 §5.2; a multipart without parts is read as it stands
        return Part(tuple(header), first, content_type, parameters, self.raw, body, end, children)

    def _header(self, start: int, end: int) -> tuple[list[tuple[str, bytes]], int]:
        """The fields from `start`, unfolded, and where the body begins. A line that is no field begins the body."""
        raw = self.raw
        header: list[tuple[str, bytes]] = []
        position = start
        if raw.startswith((b"From ", b">From "), start):  # mbox
            position = self._line_end(start, end)
        while match := _FIELD.match(raw, position, min(end, position + MAX_HEADER_BYTES + 1)):
            name, value = match.groups()
            header.append((name.lower().decode("ascii"), value.replace(b"\n", b"").strip()))
            position = match.end()
            if position - start > MAX_HEADER_BYTES or len(header) > MAX_HEADER_FIELDS:
                raise UnreadableMail(f"the header is larger than {MAX_HEADER_BYTES // 1024} kB")
        stop = self._line_end(position, end)
        return header, stop if not raw[position:stop].strip() else position

    def _line_end(self, position: int, end: int) -> int:
        found = self.raw.find(b"\n", position, end)
        return end if found < 0 else found + 1

    def _split(self, start: int, end: int, delimiter: bytes) -> list[tuple[int, int]]:
        """Where each part between delimiter lines (RFC 2046 §5.1.1) begins and ends; a missing last one is forgiven."""
        raw, spans = self.raw, []
        opened: int | None = None
        delimiter = b"\n" + delimiter  # a header stands above, so that each has a line end before it
        behind = max(start - 1, 0)
        while (found := raw.find(delimiter, behind, end)) >= 0:
            behind = found + len(delimiter)
            if behind < end and raw[behind] not in _BEHIND_DELIMITER:
                continue
            line_end = self._line_end(behind, end)
            rest = raw[behind : min(line_end, behind + 80)].strip()
            if rest not in (b"", b"--"):
                continue
            if opened is not None:
                spans.append((opened, max(found, opened)))
                if len(spans) > MAX_PARTS:
                    raise UnreadableMail(f"the mail has more than {MAX_PARTS} parts")
            opened = None if rest else line_end
            if rest:
                break
        if opened is not None:
            spans.append((opened, end))
        return spans
