"""Calendars as they come with our letters, and what Outlook, Gmail and Apple's calendar answer to them (RFC 5546)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

from icalendar import Calendar

from service.demo.cast import Person

_VERBS = {"ACCEPTED": "Accepted", "DECLINED": "Declined", "COUNTER": "New Time Proposed"}
_WINDOWS = {
    "America/Los_Angeles": "Pacific Standard Time",
    "America/New_York": "Eastern Standard Time",
    "Europe/Berlin": "W. Europe Standard Time",
}
"""What Exchange calls the zones."""


@dataclass(frozen=True, slots=True)
class Invite:
    """What a letter of ours puts into a calendar, or takes out. `starts_at`: aware. `organizer`: whom to answer."""

    method: str
    uid: str
    sequence: int
    starts_at: datetime
    organizer: str
    summary: str


@dataclass(frozen=True, slots=True)
class CalendarAnswer:
    """What somebody's calendar answers. `status`: ACCEPTED, DECLINED or COUNTER; `instead`: the proposed beginning.
    `comment`: what was written beside it."""

    invite: Invite
    who: Person
    at: datetime
    status: str
    instead: datetime | None = None
    comment: str = ""


def invite_in(message: EmailMessage, raw: bytes) -> Invite | None:
    """The calendar in a letter, also given as it came; None where there is none."""
    if b"text/calendar" not in raw:
        return None
    part = next((each for each in message.walk() if each.get_content_type() == "text/calendar"), None)
    if part is None:
        return None
    calendar = Calendar.from_ical(part.get_content())
    [event] = calendar.walk("VEVENT")
    return Invite(
        method=str(calendar["METHOD"]),
        uid=str(event["UID"]),
        sequence=int(str(event["SEQUENCE"])),
        starts_at=event.decoded("DTSTART"),
        organizer=str(event["ORGANIZER"]).lower().removeprefix("mailto:"),
        summary=str(event["SUMMARY"]),
    )


def answer_mail(answer: CalendarAnswer, client: str) -> EmailMessage:
    """The answer as `client` (a key of CLIENTS) mails it."""
    message = EmailMessage()
    message["From"] = f"{answer.who.name} <{answer.who.email}>"
    message["To"] = answer.invite.organizer
    message["Subject"] = f"{_VERBS[answer.status]}: {answer.invite.summary}"
    message["Date"] = answer.at
    message["Message-ID"] = f"<{client}-{answer.at:%Y%m%d%H%M%S}-{answer.who.email}>"
    CLIENTS[client](answer, message)
    return message


def _outlook(answer: CalendarAnswer, message: EmailMessage) -> None:
    """Outlook on Exchange: no words, one calendar part, Windows' names of zones; a counter is TENTATIVE."""
    zone = _WINDOWS[answer.who.zone.key]
    text = _calendar(answer, "Microsoft Exchange Server 2010", f";TZID={zone}", "%Y%m%dT%H%M%S", local=True)
    message["Thread-Topic"] = answer.invite.summary
    message.set_content(text, subtype="calendar", params={"method": _method(answer)})


def _gmail(answer: CalendarAnswer, message: EmailMessage) -> None:
    """Gmail: a sentence, the calendar beside it, and once more as a file."""
    text = _calendar(answer, "-//Google Inc//Google Calendar 70.9054//EN", "", "%Y%m%dT%H%M%SZ", local=False)
    said = {"ACCEPTED": "has accepted", "DECLINED": "has declined", "COUNTER": "has proposed a new time for"}
    message.set_content(f"{answer.who.name} {said[answer.status]} this invitation.\n")
    message.add_alternative(text, subtype="calendar", params={"method": _method(answer)})
    message.make_mixed()
    message.add_attachment(text.encode(), maintype="application", subtype="ics", filename="invite.ics")


def _apple(answer: CalendarAnswer, message: EmailMessage) -> None:
    """Apple's calendar: a sentence and the calendar, in the zone's own name. It cannot propose another time."""
    text = _calendar(
        answer, "-//Apple Inc.//macOS 14.5//EN", f";TZID={answer.who.zone.key}", "%Y%m%dT%H%M%S", local=True
    )
    message.set_content(f"{answer.who.name} {_VERBS[answer.status].lower()} the invitation.\n")
    message.add_alternative(text, subtype="calendar", params={"method": _method(answer)})


CLIENTS: Mapping[str, Callable[[CalendarAnswer, EmailMessage], None]] = {
    "outlook": _outlook,
    "gmail": _gmail,
    "apple": _apple,
}
"""Whose habits these are. Each states the moment and the attendee in its own way."""


def _method(answer: CalendarAnswer) -> str:
    return "COUNTER" if answer.status == "COUNTER" else "REPLY"


def _calendar(answer: CalendarAnswer, product: str, zone: str, form: str, *, local: bool) -> str:
    invite, where = answer.invite, answer.who.zone if local else UTC
    starts_at = (answer.instead or invite.starts_at).astimezone(where)
    ends_at = (starts_at.astimezone(UTC) + timedelta(hours=1)).astimezone(where)
    status = "TENTATIVE" if answer.status == "COUNTER" else answer.status
    lines = (
        *("BEGIN:VCALENDAR", f"METHOD:{_method(answer)}", f"PRODID:{product}", "VERSION:2.0", "BEGIN:VEVENT"),
        f"ATTENDEE;PARTSTAT={status};CN={answer.who.name}:mailto:{answer.who.email}",
        f"ORGANIZER:mailto:{invite.organizer}",
        *((f"COMMENT;LANGUAGE=en-US:{answer.comment}",) if answer.comment else ()),
        *(f"UID:{invite.uid}", f"SUMMARY:{invite.summary}"),
        *(f"DTSTART{zone}:{starts_at:{form}}", f"DTEND{zone}:{ends_at:{form}}"),
        *(f"DTSTAMP:{answer.at.astimezone(UTC):%Y%m%dT%H%M%SZ}", f"SEQUENCE:{invite.sequence}"),
        *("END:VEVENT", "END:VCALENDAR", ""),
    )
    return "\r\n".join(lines)
