"""Our own addresses: which thread a reply belongs to, which letter a bounce speaks of.

A token says which thread, not who. It is lowercase base32 of an id and an 80-bit MAC, so that it is checked at RCPT
without the database; the purpose is part of the MAC, so a bounce address never opens a thread.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

_MAC_BYTES = 10
_TOKEN_LENGTH = 42  # base32 of 16 + 10 bytes, without padding
_LOCAL_PART_OCTETS = 64  # RFC 5321 §4.5.3.1.1
_ADDRESS_LENGTH = 320
_BOUNCE = "bounce"
_ALWAYS_TAKEN = ("postmaster", "abuse")  # RFC 5321 §4.5.1, RFC 2142

# What may stand between name and token. Web forms turn "+" into "%2B" or a space, qmail's own separator is "-",
# and some address books drop the sign altogether.
_SEPARATOR = re.compile(r"%2b|[+ =_-]")
_QUOTED_PAIR = re.compile(r"\\(.)")
_MESSAGE_ID = re.compile(r"<?mentormail\.([0-9a-f]{32})@([^\s<>@]{1,255}?)\.?>?")


class Purpose(StrEnum):
    """What an address of a mail that comes in is for."""

    THREAD = "thread"
    """A check-in thread; the id is the thread's."""
    BOUNCE = "bounce"
    """The envelope sender of a letter (VERP); the id is the outbox row's, None where the token is bad."""
    PLAIN = "plain"
    """One of our addresses without a token that holds: "checkin" alone, postmaster, a coordinator's name."""
    UNKNOWN = "unknown"
    """Nobody here has that name."""
    FOREIGN = "foreign"
    """Another domain's address."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """What an address means. `name` is the named address it was, lower-cased ("checkin", "postmaster")."""

    purpose: Purpose
    id: UUID | None = None
    name: str = ""


_REFUSALS = {
    Purpose.UNKNOWN: "550 5.1.1 No such address here",
    Purpose.FOREIGN: "550 5.7.1 Relaying denied",
}


class Addresses:
    """Makes and reads the addresses of one installation.

    `domain`: ours. `key`: the token key; whoever has it can make addresses that hold. `name`: the local part that
    check-ins come from. `named`: further local parts that are taken, such as the coordinators'.
    ValueError where the name leaves no room for a token (RFC 5321 allows a local part 64 octets).
    """

    def __init__(self, domain: str, key: bytes, name: str = "checkin", named: tuple[str, ...] = ()) -> None:
        self.domain = domain.lower().rstrip(".")
        self.name = name.lower()
        longest = max(len(self.name), len(_BOUNCE)) + 1 + _TOKEN_LENGTH
        if longest > _LOCAL_PART_OCTETS or not re.fullmatch(r"[a-z0-9][a-z0-9.-]*", self.name):
            raise ValueError(
                f"the address name {name!r} must be at most {_LOCAL_PART_OCTETS - _TOKEN_LENGTH - 1} letters"
            )
        if self.name.startswith(_BOUNCE) or _BOUNCE.startswith(self.name):
            raise ValueError(f"the address name {name!r} is too like {_BOUNCE!r}, where bounces come back")
        self._key = key
        self._named = frozenset(each.lower() for each in (*_ALWAYS_TAKEN, *named))

    def thread_address(self, thread: UUID) -> str:
        """Where replies of a thread come: "checkin+TOKEN@domain"."""
        return f"{self.name}+{self._token(Purpose.THREAD, thread)}@{self.domain}"

    def bounce_address(self, outbox: UUID) -> str:
        """The envelope sender of one letter: "bounce+TOKEN@domain"."""
        return f"{_BOUNCE}+{self._token(Purpose.BOUNCE, outbox)}@{self.domain}"

    def message_id(self, outbox: UUID) -> str:
        """The Message-ID of one letter. It carries the outbox id and proves nothing: every MTA logs it.

        The prefix keeps it apart from the bare UUIDs that Apple Mail puts before the sender's own domain.
        """
        return f"<mentormail.{outbox.hex}@{self.domain}>"

    def outbox_of_message_id(self, text: str) -> UUID | None:
        """The outbox id in a Message-ID of ours, None for any other text."""
        match = _MESSAGE_ID.fullmatch(text[:_ADDRESS_LENGTH].strip().lower())
        return UUID(match[1]) if match and match[2] == self.domain else None

    def parse(self, recipient: str) -> Recipient:
        """What an address means, whatever its case, quoting, or escaping of the plus. Never raises.

        A token that does not hold counts as none, so that answers tell nobody which tokens do.
        An address without a domain is ours (RFC 5321 §4.5.1: "RCPT TO:<Postmaster>").
        """
        text = recipient[: _ADDRESS_LENGTH + 1].strip()
        if text.startswith("<") and text.endswith(">"):
            text = text[1:-1].strip()
        if len(text) > _ADDRESS_LENGTH:
            return Recipient(Purpose.UNKNOWN)
        local, at, domain = text.rpartition("@")
        if not at:
            local, domain = domain, self.domain
        if domain.strip().lower().rstrip(".") != self.domain:
            return Recipient(Purpose.FOREIGN)
        return self._parse_local(_unquoted(local).lower())

    def _parse_local(self, local: str) -> Recipient:
        name = re.split(r"\+|%2b", local, maxsplit=1)[0]
        if name in self._named:
            return Recipient(Purpose.PLAIN, None, name)
        for name, purpose in ((self.name, Purpose.THREAD), (_BOUNCE, Purpose.BOUNCE)):
            if local.startswith(name):
                found = self._id(purpose, local[len(name) :])
                bare = Recipient(Purpose.BOUNCE if purpose is Purpose.BOUNCE else Purpose.PLAIN, None, name)
                return Recipient(purpose, found, name) if found else bare
        return Recipient(Purpose.UNKNOWN)

    def refusal(self, recipient: str) -> str | None:
        """The reply that RCPT gets, None where the address is taken.

        Every "checkin…" and "bounce…" is taken whoever sends and with a bad token too: no oracle, no backscatter.
        """
        return _REFUSALS.get(self.parse(recipient).purpose)

    def has_token(self, recipient: str) -> bool:
        """Whether an address carries a token that holds."""
        return self.parse(recipient).id is not None

    def accepts(self, recipient: str) -> bool:
        """Whether RCPT takes this address."""
        return self.refusal(recipient) is None

    def _token(self, purpose: Purpose, subject: UUID) -> str:
        token = base64.b32encode(subject.bytes + self._mac(purpose, subject.bytes))
        return token.decode("ascii").rstrip("=").lower()

    def _mac(self, purpose: Purpose, subject: bytes) -> bytes:
        return hmac.digest(self._key, purpose.encode() + b"\0" + subject, hashlib.sha256)[:_MAC_BYTES]

    def _id(self, purpose: Purpose, text: str) -> UUID | None:
        """The id of the token that follows a name, None where it does not hold."""
        token = _SEPARATOR.sub("", text, count=1) if _SEPARATOR.match(text) else text
        if len(token) != _TOKEN_LENGTH:
            return None
        try:
            decoded = base64.b32decode(token.upper() + "======")
        except (binascii.Error, ValueError):
            return None
        subject, mac = decoded[:-_MAC_BYTES], decoded[-_MAC_BYTES:]
        return UUID(bytes=subject) if hmac.compare_digest(mac, self._mac(purpose, subject)) else None


def _unquoted(local: str) -> str:
    """A local part without RFC 5321's quoting: `"checkin+x"` and `checkin+x` are the same mailbox (§4.1.2)."""
    if len(local) > 1 and local.startswith('"') and local.endswith('"'):
        return _QUOTED_PAIR.sub(r"\1", local[1:-1])
    return local
