"""What people and their machines send, as mails: replies, absences, calendar answers, complaints."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from email import policy
from email.message import EmailMessage, Message
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime

from service.demo.dress import NAMES, Answer, dressed
from service.demo.machines import out_of_office
from service.demo.mails import Mail, address_of
from service.simulate.habits import Deed, Means
from service.simulate.people import Player

_DRESSES = tuple(NAMES)


@dataclass(frozen=True, slots=True)
class Posted:
    """A mail to hand over: `sender` and `recipient` are the envelope's."""

    message: Message
    sender: str
    recipient: str

    @property
    def raw(self) -> bytes:
        """As it goes over the wire: the generator leaves the line ends of payloads that it does not know."""
        return b"\r\n".join(self.message.as_bytes(policy=policy.SMTP).splitlines()) + b"\r\n"


def mail_of(deed: Deed, player: Player, letter: Mail, at: datetime) -> Posted:
    """The mail that a deed is. Machines send without an envelope sender (RFC 3834 §3.3, RFC 5965)."""
    asked = letter.message
    to = address_of(asked, "Reply-To")
    at = at.astimezone(player.person.zone)
    match deed.means:
        case Means.OUT_OF_OFFICE:
            return Posted(out_of_office(asked, player.person, at, deed.words), "", to)
        case Means.COMPLAINT:
            return Posted(_complaint(asked, player, letter.sender, at), "", letter.sender)
        case Means.CALENDAR:
            return Posted(_calendar_answer(asked, player, at), player.person.email, to)
    who = replace(player.person, email=player.new_email) if deed.from_new_address else player.person
    dress = _DRESSES[sum(player.person.email.encode()) % len(_DRESSES)]
    answer = Answer(asked, who, at, deed.words)
    return Posted(dressed(answer, "plain" if dress == "inline" else dress), who.email, to)


def _calendar_answer(letter: EmailMessage, player: Player, at: datetime) -> EmailMessage:
    """Outlook's "Accepted" of a meeting that the two arranged between themselves (RFC 6047)."""
    person = player.person
    message = EmailMessage()
    message["From"] = f"{person.name} <{person.email}>"
    message["To"] = address_of(letter, "Reply-To")
    message["Subject"] = "Accepted: Mentoring"
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<cal-{at:%Y%m%d%H%M}-{person.email}>"
    message.set_content("\n")
    lines = (
        *("BEGIN:VCALENDAR", "METHOD:REPLY", "PRODID:-//A calendar//EN", "VERSION:2.0", "BEGIN:VEVENT"),
        *(f"UID:{at:%Y%m%d}-of-their-own", f"DTSTAMP:{at:%Y%m%d}T120000Z", f"DTSTART:{at:%Y%m%d}T200000Z"),
        f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{person.email}",
        *("SUMMARY:Mentoring", "END:VEVENT", "END:VCALENDAR", ""),
    )
    message.add_alternative("\r\n".join(lines), subtype="calendar", params={"method": "REPLY"})
    return message


def _complaint(letter: EmailMessage, player: Player, return_path: str, at: datetime) -> Message:
    """A provider's feedback report on a letter (RFC 5965), to the letter's envelope sender."""
    host = player.person.email.partition("@")[2]
    report = MIMEMultipart("report", report_type="feedback-report")
    report["From"] = f"feedback@{host}"
    report["To"] = return_path
    report["Subject"] = f"FW: {letter['Subject']}"
    report["Date"] = format_datetime(at)
    report["Message-ID"] = f"<fbl-{at:%Y%m%d%H%M}-{player.person.email}>"
    report.attach(MIMEText("This is an email abuse report for a message that a person reported as unwanted.\n"))
    feedback = MIMENonMultipart("message", "feedback-report")
    feedback.set_payload(
        f"Feedback-Type: abuse\nUser-Agent: Feedback/1.0\nVersion: 1\nOriginal-Mail-From: <{return_path}>\n"
        f"Original-Rcpt-To: <{player.person.email}>\n"
    )
    report.attach(feedback)
    original = EmailMessage()
    for field in ("From", "To", "Subject", "Date", "Message-ID"):
        original[field] = str(letter[field])
    original.set_content("")
    report.attach(MIMEMessage(original, "rfc822"))
    return report
