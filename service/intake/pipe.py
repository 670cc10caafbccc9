"""One mail from a pipe: Postfix's pipe(8), fetchmail, procmail."""

from __future__ import annotations

import re
from typing import BinaryIO

from service.arrivals import Arrival

# What the delivering program may have noted of the envelope, best first.
_RECIPIENT_FIELDS = (b"delivered-to", b"x-original-to", b"envelope-to", b"to", b"cc")
_HEADER_BYTES = 64 << 10
_ADDRESS = re.compile(rb"[A-Za-z0-9.%+=_-]{1,64}@[A-Za-z0-9.-]{1,255}")
_RETURN_PATH = re.compile(rb"^return-path:[ \t]*<([^<>\s]{0,320})>", re.IGNORECASE | re.MULTILINE)


def arrival_from_pipe(stream: BinaryIO, recipient: str | None, sender: str, domain: str, limit: int) -> Arrival | str:
    """The mail on `stream` as it came, or one line on what is wrong with it.

    Without a `recipient` it is the first address of our domain among those the header names. A "From " line of the
    mbox format, which pipes put first, is no part of the mail.
    """
    raw = stream.read(limit + 1)
    if len(raw) > limit:
        return f"the mail is larger than intake.max_message_bytes ({limit})"
    if not raw.strip():
        return "no mail on standard input"
    if raw.startswith(b"From "):
        raw = raw.partition(b"\n")[2]
    header = raw[:_HEADER_BYTES].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    found = recipient or _recipient(header, domain)
    returned = _RETURN_PATH.search(header)
    return Arrival(
        recipient=found,
        envelope_from=sender or (returned[1].decode("ascii", "replace") if returned else _unknown_sender(header)),
        raw=raw,
        peer="pipe",
    )


def _recipient(header: bytes, domain: str) -> str:
    fields = re.sub(rb"\n[ \t]+", b" ", header).split(b"\n")
    for name in _RECIPIENT_FIELDS:
        for field in fields:
            if field.lower().startswith(name + b":"):
                for address in _ADDRESS.findall(field[:4096]):
                    if address.lower().endswith(b"@" + domain.lower().encode()):
                        return str(address.decode("ascii"))
    return f"checkin@{domain}"


def _unknown_sender(header: bytes) -> str:
    """The From address stands in for an envelope that nobody noted; identity is checked when the mail is read."""
    for field in header.split(b"\n"):
        if field.lower().startswith(b"from:"):
            found = _ADDRESS.search(field[:4096])
            return found[0].decode("ascii") if found else ""
    return ""
