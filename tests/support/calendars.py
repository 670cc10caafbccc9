"""Both ends of calendar invitations: what arrives in somebody's calendar, and what that answers."""

from __future__ import annotations

from datetime import timedelta
from email.message import EmailMessage

from icalendar import Calendar, Event
from office import ADA, DOMAIN, Office

PLAIN = f"checkin@{DOMAIN}"


def invitations(office: Office, address: str) -> list[tuple[str, Event, EmailMessage]]:
    """(method, event, letter) of each invitation to somebody, oldest first. The method stands in both places."""
    found = []
    for letter in office.letters_to(address):
        part = letter.get_body(("calendar",)) or next(
            (each for each in letter.walk() if each.get_content_type() == "text/calendar"), None
        )
        if part is not None:
            calendar = Calendar.from_ical(part.get_content())
            assert part["Content-Type"].params["method"] == calendar["METHOD"]
            [event] = calendar.walk("VEVENT")
            found.append((str(calendar["METHOD"]), event, letter))
    return found


def latest(office: Office, address: str) -> tuple[str, int, str]:
    """Method, sequence and start of the last invitation, by the reader's clock: "11-05 14:00"."""
    method, event, _ = invitations(office, address)[-1]
    return method, int(event["SEQUENCE"]), f"{event.decoded('DTSTART'):%m-%d %H:%M}"


def answer(
    event: Event, sender: str, status: str, start: str | None = None, method: str = "REPLY", **changed: str
) -> EmailMessage:
    """What Outlook sends: no words, one calendar part. `start`: on the wall clock of New York, as calendars write it.

    changed: another `uid`, `sequence` or `attendee` than belongs there, another `zone`, and what is `defined` of it.
    """
    zone = changed.get("zone", "Eastern Standard Time")
    when = f"DTSTART;TZID={zone}:{start}" if start else "COMMENT:"
    values = {"uid": str(event["UID"]), "sequence": str(event["SEQUENCE"]), "attendee": sender} | changed
    lines = [
        "BEGIN:VCALENDAR", f"METHOD:{method}", "PRODID:Microsoft Exchange Server 2010", "VERSION:2.0",
        *filter(None, [changed.get("defined")]), "BEGIN:VEVENT",
        f"ATTENDEE;PARTSTAT={status};CN=Somebody:mailto:{values['attendee']}", f"UID:{values['uid']}", when,
        f"SEQUENCE:{values['sequence']}", "END:VEVENT", "END:VCALENDAR", "",
    ]  # fmt: skip
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, PLAIN, "Declined: Mentoring"
    message["Message-ID"] = f"<{status}.{values['sequence']}.{sender}.{start}>".replace(" ", "")
    message.set_content("\r\n".join(lines), subtype="calendar", params={"method": method})
    return message


async def answered(office: Office, message: EmailMessage) -> None:
    await office.deliver(message, str(message["From"]), PLAIN)
    await office.step_to(office.clock.now() + timedelta(minutes=5))


async def invited(office: Office, day: str = "November 5") -> Event:
    """Both are invited to a day at 2 pm, Pacific."""
    [welcome] = office.letters_to(ADA)
    await office.reply(welcome, f"We meet on {day} at 2pm for the first time.")
    await office.step_to(office.clock.now() + timedelta(minutes=5))
    assert invitations(office, ADA) == []
    await office.reply(welcome, "INVITE", quote=False)
    await office.step_to(office.clock.now() + timedelta(minutes=5))
    [(_, event, _)] = invitations(office, ADA)
    return event
