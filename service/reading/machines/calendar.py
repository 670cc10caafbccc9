"""Answers to invitations (iTIP over mail: RFC 5546, RFC 6047): a bounded reader of the few content lines that
matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from service.errors import UnreadableMail
from service.reading.machines.calendar_times import moment_of
from service.reading.machines.calendar_zones import CalendarZones
from service.reading.mail.message import Message, Part
from service.reading.values import CalendarAnswer

MAX_CALENDAR = 100_000
_MOST_PARTS = 4
_ANSWERS = frozenset({"REPLY", "COUNTER"})
_COMPONENTS = ("VEVENT", "VTODO", "VJOURNAL")
_LINE = re.compile(r"([A-Za-z-]{1,40})((?:;[^:\"\n]{0,400}(?:\"[^\"\n]{0,400}\"[^:\"\n]{0,400}){0,10}){0,1}):(.*)")
_PARTSTAT = re.compile(r";\s*PARTSTAT\s*=\s*\"?([A-Za-z-]{1,40})", re.I)
_MAILTO = re.compile(r"(?:mailto:)+\s*<?([^\s<>;:\"]{1,64}@[^\s<>;:\"]{1,190})", re.I)
_EMAIL = re.compile(r";\s*EMAIL\s*=\s*\"?([^\s<>;:\"]{1,64}@[^\s<>;:\"]{1,190})", re.I)
_TYPES = ("text/calendar", "application/ics", "text/x-vcalendar", "application/calendar", "text/ics")


@dataclass(slots=True)
class _Read:
    """What a calendar part says, line by line."""

    method: str
    inside: str = ""
    values: dict[str, str] = field(default_factory=dict)
    attendees: list[tuple[str, str | None]] = field(default_factory=list)
    starts: tuple[str, str] | None = None
    zones: CalendarZones = field(default_factory=CalendarZones)

    @property
    def starts_at(self) -> datetime | None:
        """When the event begins. A zone may be defined behind it, so that this is asked when all is read."""
        return moment_of(*self.starts, self.zones) if self.starts else None

    def line(self, name: str, value: str, whole: str) -> None:
        """`inside` is the event itself: an alarm or a zone within it has lines of the same names."""
        self.zones.line(name, value)
        if name in ("BEGIN", "END"):
            component = value.strip().upper()
            if component in _COMPONENTS:
                self.inside = component if name == "BEGIN" else ""
            elif self.inside:
                self.inside = self.inside.strip("*") + "*" * (name == "BEGIN")
        elif name == "METHOD" and not self.inside:
            self.method = value.strip().upper()
        elif self.inside not in _COMPONENTS:
            return
        elif name == "ATTENDEE":
            status = _PARTSTAT.search(whole)
            self.attendees.append((_address(value, whole), status[1].upper() if status else None))
        elif name == "DTSTART":
            self.starts = self.starts or (value, whole)
        elif name in ("UID", "SEQUENCE"):
            self.values.setdefault(name, value.strip()[:500])


def calendar_answer(message: Message) -> CalendarAnswer | None:
    """The answer to an invitation that a mail carries; None where it carries none (an invitation is none)."""
    parts = (part for part in message.parts if part.content_type in _TYPES or _is_ics(part))
    answers = (_answer(part, message.envelope.from_addresses) for part in islice(parts, _MOST_PARTS))
    return next((answer for answer in answers if answer is not None), None)


# How clients begin the subject of an answer, a row a language: en de fr es pt it nl sv da no fi pl cs tr ru ja zh ko.
_PREFIXES = {
    "ACCEPTED": "accept(?:ed)?|zugesagt|angenommen|accept[ée]e?|aceptad[oa]|aceit[oea]|accettat[oa]|geaccepteerd|"
    "accepterat|"
    "accepteret|godtatt|hyväksytty|zaakceptowan[oey]|přijato|kabul edildi|принято|承諾|已接受|수락",
    "DECLINED": "declined?|abgelehnt|abgesagt|refus[ée]e?|rechazad[oa]|recusad[oa]|rifiutat[oa]|geweigerd|afgewezen|"
    "avböjt|"
    "nekad|afvist|avslått|hylätty|odrzucon[oey]|odmítnuto|reddedildi|отклонено|辞退|已拒绝|거절",
    "TENTATIVE": "tentative(?:ly accepted)?|mit vorbehalt|unter vorbehalt|provisoire|provisional|provisóri[oa]|"
    "provvisori[oa]|"
    "voorlopig|preliminärt|foreløbig|foreløpig|alustava|wstępn[ie]e?|nezávazně|belirsiz|под вопросом|仮承諾|暂定|미정",
}
_SUBJECT = re.compile(
    "|".join(rf"(?P<{status}>{words})" for status, words in _PREFIXES.items()).join((r"\s*(?:", r")\s?[:：]\s*\S")),
    re.I,
)
_SENTENCE = re.compile(
    r"\A[^\n]{1,80} (?:has )?(?:accepted|declined|tentatively accepted|replied .?maybe.? to) (?:this|your|the) "
    r"(?:invitation|event|meeting)",
    re.I,
)


def answer_in_subject(message: Message, text: str) -> CalendarAnswer | None:
    """The answer whose calendar part was lost on the way (Outlook's winmail.dat, phones, gateways): told by the
    subject, where the mail says nothing, or only the client's own sentence. `text`: the new words."""
    match = _SUBJECT.match(message.envelope.subject[:300])
    if match is None or (text.strip() and not _SENTENCE.match(text.strip())):
        return None
    return CalendarAnswer("REPLY", attendee=next(iter(message.envelope.from_addresses), None), partstat=match.lastgroup)


def _is_ics(part: Part) -> bool:
    return part.content_type == "application/octet-stream" and (
        part.parameters.get("name", "").lower().endswith(".ics") or b".ics" in part.get("content-disposition").lower()
    )


def _answer(part: Part, senders: tuple[str, ...]) -> CalendarAnswer | None:
    try:
        text = part.text()[:MAX_CALENDAR]
    except UnreadableMail:
        return None
    read = _Read(part.parameters.get("method", "").upper())
    for name, value, whole in _content_lines(text):
        read.line(name, value, whole)
    if read.method not in _ANSWERS:
        return None
    attendee, partstat = _who(read.attendees, senders)
    sequence, starts_at = read.values.get("SEQUENCE", ""), read.starts_at
    return CalendarAnswer(
        method=read.method,
        uid=read.values.get("UID"),
        sequence=int(sequence) if sequence.isascii() and sequence.isdigit() and len(sequence) < 10 else None,
        attendee=attendee,
        partstat=partstat,
        starts_at=starts_at,
        starts_somewhen=read.starts is not None and starts_at is None,
    )


def _content_lines(text: str) -> Iterator[tuple[str, str, str]]:
    """(name, value, the whole line) of each line, folded ones joined (RFC 5545 §3.1)."""
    for line in re.sub(r"\n[ \t]", "", text).split("\n")[:5_000]:
        match = _LINE.match(line[:4_000].lstrip("\ufeff"))
        if match is not None:
            yield match[1].upper(), match[3], match[0]


def _address(value: str, line: str) -> str:
    """An attendee's address. Apple's servers write a path or a urn for it, and the address beside; a colon in an
    unquoted name ends the parameters too soon."""
    found = _MAILTO.search(value) or _EMAIL.search(line) or _MAILTO.search(line)
    return found[1] if found else value.strip()[:300]


def _who(attendees: list[tuple[str, str | None]], senders: tuple[str, ...]) -> tuple[str | None, str | None]:
    """The attendee who answers: the sender, else the only one, else the first with a status."""
    ours = {address.lower() for address in senders}
    for address, status in attendees:
        if address.lower() in ours:
            return address, status
    answered = [each for each in attendees if each[1] not in (None, "NEEDS-ACTION")] or attendees
    return answered[0] if answered else (None, None)
