"""Invitations to one coming meeting, as calendars read them: iTIP over mail (RFC 5545, RFC 5546, RFC 6047)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from service.letters.clean import one_line
from service.letters.headers import check_address

if TYPE_CHECKING:
    from icalendar import vCalAddress

_PRODUCT = "-//mentormail//mentormail//EN"
_AROUND = timedelta(days=400)


class Method(StrEnum):
    """What a calendar is asked to do."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A meeting as both sides are invited to it.

    uid, sequence: every change has the same uid and a higher sequence (RFC 5546 §2.1.5).
    day, at, zone: the wall clock where it was agreed on. minutes: how long.
    organizer: the program's name and plain address; no "+", which Outlook drops, so answers are matched by uid.
    attendees: name and address of both.
    """

    uid: str
    sequence: int
    day: date
    at: time
    zone: ZoneInfo
    minutes: int
    summary: str
    description: str
    organizer: tuple[str, str]
    attendees: tuple[tuple[str, str], ...]


def calendar_text(invitation: Invitation, method: Method, zone: ZoneInfo, now: datetime) -> str:
    """The calendar of an invitation or its cancellation, in the reader's `zone`; "\\n" line ends."""
    from icalendar import Calendar, Event, Timezone

    start = datetime.combine(invitation.day, invitation.at, tzinfo=invitation.zone).astimezone(zone)
    event = Event()
    event.add("uid", invitation.uid)
    event.add("sequence", invitation.sequence)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", start)
    event.add("dtend", (start.astimezone(UTC) + timedelta(minutes=invitation.minutes)).astimezone(zone))
    event.add("summary", one_line(invitation.summary, limit=200))
    event.add("description", one_line(invitation.description, limit=500))
    event.add("status", "CANCELLED" if method is Method.CANCEL else "CONFIRMED")
    event.add("transp", "OPAQUE")
    event.add("organizer", _address(*invitation.organizer))
    for name, address in invitation.attendees:
        event.add("attendee", _attendee(name, address, method))
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", str(method))
    # Only the years around the meeting: Outlook reads a zone of a hundred RDATEs slowly, and some servers not at all.
    if zone.key != "UTC":
        calendar.add_component(
            Timezone.from_tzinfo(zone, first_date=invitation.day - _AROUND, last_date=invitation.day + _AROUND)
        )
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written.decode("utf-8").replace("\r\n", "\n")


def _attendee(name: str, address: str, method: Method) -> vCalAddress:
    attendee = _address(name, address)
    attendee.params["CUTYPE"] = "INDIVIDUAL"
    attendee.params["ROLE"] = "REQ-PARTICIPANT"
    if method is Method.REQUEST:
        attendee.params["PARTSTAT"] = "NEEDS-ACTION"
        attendee.params["RSVP"] = "TRUE"
    return attendee


def _address(name: str, address: str) -> vCalAddress:
    from icalendar import vCalAddress

    made = vCalAddress(f"mailto:{check_address(address)}")
    made.params["CN"] = one_line(name, limit=100)
    return made
