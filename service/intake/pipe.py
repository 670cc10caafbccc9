"""The pipe: one raw mail from standard input, as Postfix, procmail and fetchmail give it; told of by exit codes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import IntEnum

import structlog

from service.arrivals import Arrival, Kept, Receive, Refused, TryLater
from service.intake.limits import Limits

log = structlog.get_logger("mentormail.intake")

_HEADER_OCTETS = 65_536
_ADDRESS = re.compile(rb"[^\s<>,;:()\"@]{1,64}@[A-Za-z0-9.-]{1,255}")
_FIELD = re.compile(rb"^([A-Za-z-]{1,40}):((?:[^\n]|\n[ \t])*)", re.MULTILINE)

# The fields that say who a mail was for, what an MTA wrote at delivery first.
_RECIPIENT_FIELDS = (b"delivered-to", b"x-original-to", b"envelope-to", b"to", b"cc")


class Exit(IntEnum):
    """The exit codes of sysexits.h that mail systems understand. All but TEMPFAIL make them give up."""

    OK = 0
    DATAERR = 65
    NOUSER = 67
    UNAVAILABLE = 69
    TEMPFAIL = 75


async def take(
    raw: bytes,
    receive: Receive,
    refusal: Callable[[str], str | None],
    *,
    recipient: str | None = None,
    plain: str = "checkin",
    environment: Mapping[str, str] | None = None,
    limits: Limits | None = None,
) -> tuple[Exit, str]:
    """Keep one mail; the exit code, and a line on what went wrong ("" where nothing did).

    The bytes are kept as they are, line ends too. Without a `recipient`, the environment (Postfix's local delivery sets
    ORIGINAL_RECIPIENT) and then the header tell; a mail that names none of our addresses was still given to us, and is
    taken as one for the `plain` address.
    """
    if not raw.strip():
        return Exit.DATAERR, "no mail on standard input"
    if len(raw) > (limits or Limits()).message_bytes:
        return Exit.DATAERR, "the mail is too big"
    environment = environment or {}
    recipient = recipient or environment.get("ORIGINAL_RECIPIENT")
    if recipient and (refused := refusal(recipient)):
        return Exit.NOUSER, f"{recipient}: {refused}"
    fields = _fields(raw)
    found = recipient or _recipient_in(fields, refusal) or plain
    arrival = Arrival(found, environment.get("SENDER", _sender_in(fields)), raw, "pipe", lmtp=True)
    try:
        [outcome] = await receive([arrival])
    except Exception as error:
        log.warning("mail deferred", error=type(error).__name__)
        outcome = TryLater()
    match outcome:
        case Kept():
            return Exit.OK, ""
        case TryLater(text):
            return Exit.TEMPFAIL, text
        case Refused(code, text):
            return Exit.UNAVAILABLE, f"{code} {text}"


def _fields(raw: bytes) -> dict[bytes, bytes]:
    """The header's fields by lower-cased name, several of a name joined."""
    header = re.split(rb"\r?\n\r?\n", raw[:_HEADER_OCTETS], maxsplit=1)[0]
    fields: dict[bytes, bytes] = {}
    for name, value in _FIELD.findall(header):
        fields[name.lower()] = fields.get(name.lower(), b"") + b" " + value
    return fields


def _recipient_in(fields: Mapping[bytes, bytes], refusal: Callable[[str], str | None]) -> str | None:
    for name in _RECIPIENT_FIELDS:
        for address in _ADDRESS.findall(fields.get(name, b"")):
            text: str = address.decode("ascii", "replace")
            if refusal(text) is None:
                return text
    return None


def _sender_in(fields: Mapping[bytes, bytes]) -> str:
    """The envelope sender that delivery wrote down (RFC 5321 §4.4). Where nobody did, From stands in for it: the null
    sender would mean a machine, which is never answered."""
    match = _ADDRESS.search(fields.get(b"return-path", fields.get(b"from", b"")))
    return match[0].decode("ascii", "replace") if match else ""
