"""A letter on its way, and what the relay made of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Protocol, TypeAlias

_REPLY_LENGTH = 300
_QUOTED = 3
_UNPRINTABLE = re.compile(r"[^\x20-\x7e\xa0-\uffff]+")

# What may stand in a path on the wire (RFC 5321 §4.1.2; non-ASCII: RFC 6531). No quoted local parts: we make none, and
# nobody's roster has one that a space or a bracket in it would not more likely be a slip, or an attack.
_ADDRESS = re.compile(r"[^\s<>()\[\]\\,;:\"@\x00-\x1f\x7f]{1,64}@[^\s<>()\[\]\\,;:\"@\x00-\x1f\x7f]{1,255}")


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A finished letter in its envelope. `data`: the message, its lines ended by CRLF. `envelope_from`: "" for none."""

    envelope_from: str
    recipient: str
    data: bytes

    @property
    def is_sendable(self) -> bool:
        """Whether both addresses can stand on the wire as they are."""
        return bool(_ADDRESS.fullmatch(self.recipient)) and (
            not self.envelope_from or bool(_ADDRESS.fullmatch(self.envelope_from))
        )

    @property
    def needs_smtputf8(self) -> bool:
        """Whether an address or a header field is written in more than ASCII (RFC 6531)."""
        header = self.data.partition(b"\r\n\r\n")[0]
        return not ((self.envelope_from + self.recipient).isascii() and header.isascii())


@dataclass(frozen=True, slots=True)
class Accepted:
    """The relay has it: "250 2.0.0 Ok: queued as …"."""

    reply: str


@dataclass(frozen=True, slots=True)
class Deferred:
    """Not now: try again. `relay_wide`: the trouble is the relay's or the way's there, other letters will fare alike.

    A connection lost after the letter's last byte is deferred, too: the relay may have it (`in_doubt`), and only a
    second copy with the same Message-ID is sure not to lose it.
    """

    reply: str
    relay_wide: bool = False
    in_doubt: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Never, to this recipient."""

    reply: str


Sent: TypeAlias = Accepted | Deferred | Refused


class Relay(Protocol):
    """Carries letters away. `send` never raises for what a relay does or fails to do; many sends may run at a time."""

    async def send(self, letter: Outgoing) -> Sent: ...

    async def close(self) -> None: ...


def one_line(text: str, letter: Outgoing | None = None) -> str:
    """A relay's words on one short line, without the letter's envelope sender, whose token nobody needs to read, and
    without what it quotes of the letter."""
    line = " ".join(_UNPRINTABLE.sub(" ", text).split())
    if letter is not None and letter.envelope_from:
        line = re.sub(re.escape(letter.envelope_from), "the sender", line, flags=re.IGNORECASE)
    if letter is not None and not line.startswith("2"):  # who takes a letter has no reason to quote it
        line = _without_quotes(line, letter.data)
    return line[:_REPLY_LENGTH]


def _without_quotes(line: str, data: bytes) -> str:
    """The line with each run of three words or more that stands in the letter too, or is its subject, left out."""
    letter = message_from_bytes(data, policy=default)
    body = letter.get_body(("plain",)) if isinstance(letter, EmailMessage) else None
    subject = " ".join(str(letter["Subject"] or "").split()).removeprefix("Re: ")
    said = _words(f"{subject} {body.get_content() if body else ''}")
    runs = {tuple(said[at : at + _QUOTED]) for at in range(len(said) - _QUOTED + 1)}
    if len(subject) >= _QUOTED:
        line = re.sub(re.escape(subject), "…", line, flags=re.IGNORECASE)
    words = line.split(" ")
    heard = _words(line)
    if len(heard) != len(words):
        return line
    quoted = {at + n for at in range(len(words)) if tuple(heard[at : at + _QUOTED]) in runs for n in range(_QUOTED)}
    kept = ["…" if at in quoted else word for at, word in enumerate(words)]
    return re.sub(r"…(?: …)+", "…", " ".join(kept))


def _words(text: str) -> list[str]:
    return [word.strip(".,;:!?'\"()<>[]").casefold() for word in text.split()]
