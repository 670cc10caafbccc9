"""Answers to invitations (iTIP over mail: RFC 5546, RFC 6047): a bounded reader of the few content lines that
matter.
"""

from __future__ import annotations

import re

from service.errors import UnreadableMail
from service.reading.message import Message, Part
from service.reading.values import CalendarAnswer

MAX_CALENDAR = 100_000
_ANSWERS = frozenset({"REPLY", "COUNTER"})
_LINE = re.compile(r"([A-Za-z-]{1,40})((?:;[^:\"\n]{0,400}(?:\"[^\"\n]{0,400}\"[^:\"\n]{0,400}){0,10}){0,1}):(.*)")
_PARTSTAT = re.compile(r";\s*PARTSTAT\s*=\s*\"?([A-Za-z-]{1,40})", re.I)
_TYPES = ("text/calendar", "application/ics", "text/x-vcalendar")


def calendar_answer(message: Message) -> CalendarAnswer | None:
    """The answer to an invitation that a mail carries; None where it carries none (an invitation is none)."""
    for part in message.root.walk():
        if part.content_type in _TYPES:
            answer = _read(part, message.envelope.from_addresses)
            if answer is not None:
                return answer
    return None


def _read(part: Part, senders: tuple[str, ...]) -> CalendarAnswer | None:
    try:
        text = part.text()[:MAX_CALENDAR]
    except UnreadableMail:
        return None
    method = part.parameters.get("method", "").upper()
    values: dict[str, str] = {}
    attendees: list[tuple[str, str | None]] = []
    inside = ""
    for name, parameters, value in _content_lines(text):
        if name in ("BEGIN", "END"):
            inside = value.strip().upper() if name == "BEGIN" else ""
        elif name == "METHOD":
            method = value.strip().upper()
        elif name == "ATTENDEE" and inside in ("VEVENT", "VTODO"):
            status = _PARTSTAT.search(parameters)
            attendees.append((_mailto(value), status[1].upper() if status else None))
        elif name in ("UID", "SEQUENCE") and inside in ("VEVENT", "VTODO"):
            values.setdefault(name, value.strip()[:500])
    if method not in _ANSWERS:
        return None
    attendee, partstat = _who(attendees, senders)
    sequence = values.get("SEQUENCE", "")
    return CalendarAnswer(
        method=method,
        uid=values.get("UID"),
        sequence=int(sequence) if sequence.isascii() and sequence.isdigit() and len(sequence) < 10 else None,
        attendee=attendee,
        partstat=partstat,
    )


def _content_lines(text: str) -> list[tuple[str, str, str]]:
    """(name, parameters, value) of each line, folded ones joined (RFC 5545 §3.1)."""
    lines = []
    for line in re.sub(r"\n[ \t]", "", text).split("\n")[:5_000]:
        match = _LINE.match(line[:4_000])
        if match is not None:
            lines.append((match[1].upper(), match[2], match[3]))
    return lines


def _mailto(value: str) -> str:
    address = value.strip()
    return address[7:] if address.lower().startswith("mailto:") else address


def _who(attendees: list[tuple[str, str | None]], senders: tuple[str, ...]) -> tuple[str | None, str | None]:
    """The attendee who answers: the sender, else the only one, else the first with a status."""
    ours = {address.lower() for address in senders}
    for address, status in attendees:
        if address.lower() in ours:
            return address, status
    answered = [each for each in attendees if each[1]] or attendees
    return answered[0] if answered else (None, None)
