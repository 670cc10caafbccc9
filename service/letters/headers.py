"""A letter's head, as bytes: every value is checked or encoded here, so that none can begin a header of its own."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from service.errors import UnusableAddress, UnusableLetter
from service.letters.clean import one_line

LINE = 78
"""A header line should be no longer (RFC 5322 §2.1.1)."""

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL_PART = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")
_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_MESSAGE_ID = re.compile(r"<[!-;=?A-~]{1,200}@[!-;=?A-~]{1,255}>")
_LIST_ID = re.compile(rf"{_ATOM}(?:\.{_ATOM})+")
_SPECIALS = frozenset('()<>@,:;.\\"[]')


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Who writes to whom, and how the letter hangs together with others.

    `from_address` and `reply_to` carry the token (some clients ignore Reply-To); without `reply_to` it is the former.
    Message-IDs come with their angle brackets. `in_reply_to` and `references` may name other people's letters: what is
    no Message-ID is left out. `date` is aware; the header shows it in `zone`. `auto_submitted`: "auto-replied" on what
    answers a mail (RFC 3834). The list fields belong on what is optional: a List-Id ("suggestions.example.edu") and the
    address that ends it; some Exchange servers send no out-of-office to a list.
    """

    from_name: str
    from_address: str
    to_name: str
    to_address: str
    message_id: str
    date: datetime
    zone: ZoneInfo
    reply_to: str | None = None
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    auto_submitted: Literal["auto-generated", "auto-replied"] = "auto-generated"
    list_id: str | None = None
    list_unsubscribe: str | None = None


@lru_cache(maxsize=4096)
def check_address(address: str) -> str:
    """The address as it may stand in a header and on the wire: ASCII, its domain in IDNA form.

    Raises UnusableAddress for what no relay without SMTPUTF8 can carry, and for everything that is not one plain
    `local@domain`: no quoted local parts, no address literals, no display names.
    """
    local, _, domain = address.rpartition("@")
    if len(address) > 254 or len(local) > 64 or not _LOCAL_PART.fullmatch(local):
        raise UnusableAddress(f"{_shown(address)} is no mail address that can be written to")
    try:
        ascii_domain = domain if domain.isascii() else domain.encode("idna").decode("ascii")
    except UnicodeError:
        ascii_domain = ""
    labels = ascii_domain.split(".")
    if len(ascii_domain) > 253 or not all(map(_LABEL.fullmatch, labels)):
        raise UnusableAddress(f"{_shown(address)} has no domain that can be written to")
    return f"{local}@{ascii_domain}"


@lru_cache(maxsize=4096)
def mailbox(name: str, address: str) -> str:
    """`name <address>`, the name quoted or encoded as it needs (RFC 5322 §3.4, RFC 2047)."""
    address = check_address(address)
    name = one_line(name, limit=100)
    if not name:
        return address
    if _needs_encoding(name):
        phrase = " ".join(_encoded_words(name))
    elif _SPECIALS.isdisjoint(name):
        phrase = name
    else:
        escaped = name.replace("\\", "\\\\").replace('"', '\\"')
        phrase = f'"{escaped}"'
    return f"{phrase} <{address}>"


def head(heading: Heading, subject: str) -> bytes:
    """Every header of a letter but MIME's, CRLF after each."""
    return "".join(_fold(name, value) for name, value in _fields(heading, subject) if value).encode("ascii")


def message_id(value: str) -> str:
    """`value`, if it is a Message-ID in its angle brackets that fits a line; else UnusableLetter."""
    if not _MESSAGE_ID.fullmatch(value):
        raise UnusableLetter(f"{value[:80]!r} is no Message-ID")
    return value


def _shown(address: str) -> str:
    """The address for an error's text: short, on one line, without what may be a token."""
    return ascii(re.sub(r"\+[^@]*", "+…", address[:80]))


def _fields(heading: Heading, subject: str) -> Iterator[tuple[str, str]]:
    if heading.date.tzinfo is None:
        raise UnusableLetter("a letter's date must be aware")
    yield "From", mailbox(heading.from_name, heading.from_address)
    yield "To", mailbox(heading.to_name, heading.to_address)
    yield "Reply-To", mailbox(heading.from_name, heading.reply_to or heading.from_address)
    yield "Subject", _unstructured(one_line(subject, limit=200))
    yield "Date", format_datetime(heading.date.astimezone(UTC).astimezone(heading.zone))
    yield "Message-ID", message_id(heading.message_id)
    yield "In-Reply-To", " ".join(_known_ids((heading.in_reply_to or "",)))
    yield "References", " ".join(_known_ids(heading.references))
    yield "Auto-Submitted", heading.auto_submitted
    # Not "All": it would silence the out-of-office and the non-delivery reports that are wanted.
    yield "X-Auto-Response-Suppress", "DR, RN, NRN, AutoReply"
    if heading.list_id:
        if not _LIST_ID.fullmatch(heading.list_id) or len(heading.list_id) > 255:
            raise UnusableLetter(f"{heading.list_id[:80]!r} is no List-Id")
        yield "List-Id", f"<{heading.list_id}>"
    if heading.list_unsubscribe:
        yield "List-Unsubscribe", f"<mailto:{check_address(heading.list_unsubscribe)}>"


def _known_ids(candidates: Iterable[str]) -> list[str]:
    """The Message-IDs among `candidates`: the first (the thread's root) and the last twenty."""
    known = [candidate for candidate in candidates if _MESSAGE_ID.fullmatch(candidate)]
    return known if len(known) <= 21 else [known[0], *known[-20:]]


def _needs_encoding(text: str) -> bool:
    # A literal "=?…?=" is encoded too: left as it is, clients would decode it into something we never wrote.
    return not text.isascii() or "=?" in text


def _unstructured(text: str) -> str:
    too_long = any(len(word) > LINE - len("Subject: ") for word in text.split(" "))
    return " ".join(_encoded_words(text)) if too_long or _needs_encoding(text) else text


def _encoded_words(text: str) -> Iterator[str]:
    """RFC 2047 encoded words of at most 75 characters, none of which cuts a character in two."""
    chunk = b""
    for character in text:
        encoded = character.encode("utf-8")
        if len(chunk) + len(encoded) > 45:
            yield f"=?utf-8?b?{b64encode(chunk).decode('ascii')}?="
            chunk = b""
        chunk += encoded
    if chunk:
        yield f"=?utf-8?b?{b64encode(chunk).decode('ascii')}?="


def _fold(name: str, value: str) -> str:
    """`name: value` with CRLF, folded at spaces where it is longer than a line should be."""
    line = f"{name}: {value}"
    if len(line) <= LINE:
        return line + "\r\n"
    lines = []
    current = f"{name}:"
    for word in value.split(" "):
        # The first word stays on the header's own line: a line of nothing but its name upsets old servers.
        if len(current) + 1 + len(word) > LINE and current != f"{name}:":
            lines.append(current)
            current = ""
        current += f" {word}"
    return "\r\n".join([*lines, current]) + "\r\n"
