"""A mail as it came in at the door, and what became of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Arrival:
    """One mail for one recipient, as the wire gave it.

    `raw`: the bytes as they came (dots unstuffed, no trace header of ours added). `envelope_from`: "" for the null
    sender. `peer`: the client's address, "unix" for a local socket. `lmtp`: an MTA of ours stands before us.
    """

    recipient: str
    envelope_from: str
    raw: bytes
    peer: str = ""
    lmtp: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """Committed: the sender may forget it. A repeated delivery of a kept mail is kept, too."""


@dataclass(frozen=True, slots=True)
class TryLater:
    """Not now; the sender keeps it. `text` goes over the wire: an enhanced status (4.x.x) and generic words."""

    text: str = "4.3.0 Temporary trouble here, please try again later"


@dataclass(frozen=True, slots=True)
class Refused:
    """Never. `code` is 5xx, `text` an enhanced status (5.x.x) and generic words."""

    code: int
    text: str


Outcome: TypeAlias = Kept | TryLater | Refused

Receive: TypeAlias = Callable[[Sequence[Arrival]], Awaitable[Sequence[Outcome]]]
"""Keeps mails: one outcome for each arrival, in order; Kept only after the commit."""


def reply(outcome: Outcome) -> str:
    """The SMTP reply that tells an outcome."""
    match outcome:
        case Kept():
            return "250 2.0.0 Kept"
        case TryLater(text):
            return f"451 {text}"
        case Refused(code, text):
            return f"{code} {text}"
