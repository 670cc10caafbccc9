"""What people and their machines send, as mails: replies, absences, calendar answers, complaints."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email import policy
from email.message import EmailMessage, Message
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime
from typing import Self

from service.demo.cast import Person
from service.demo.dress import NAMES, Answer, dressed
from service.demo.machines import out_of_office
from service.demo.mails import Mail, address_of, text_of
from service.simulate.deeds import Act, Deed, Means
from service.simulate.invites import CLIENTS, CalendarAnswer, Invite, answer_mail, invite_in
from service.simulate.people import Player

_DRESSES = tuple(each for each in NAMES if each != "inline")


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


@dataclass(frozen=True, slots=True)
class Received:
    """A letter as its reader sees it. `text`: its words, in one line. `return_path`: the envelope's sender."""

    message: EmailMessage
    text: str
    invite: Invite | None
    return_path: str

    @classmethod
    def of(cls, mail: Mail) -> Self:
        message = mail.message
        return cls(message, " ".join(text_of(message).split()), invite_in(message, mail.raw), mail.sender)


def mail_of(deed: Deed, player: Player, letter: Received, email: str, at: datetime) -> Posted:
    """The mail that a deed is, from `email`. Machines send without an envelope sender (RFC 3834 §3.3, RFC 5965)."""
    asked, who = letter.message, replace(player.person, email=email)
    to = address_of(asked, "Reply-To")
    at = at.astimezone(who.zone)
    match deed.means:
        case Means.OUT_OF_OFFICE:
            return Posted(out_of_office(asked, who, at, deed.words), "", to)
        case Means.COMPLAINT:
            return Posted(_complaint(asked, email, letter.return_path, at), "", letter.return_path)
        case Means.OWN_CALENDAR:
            return Posted(answer_mail(CalendarAnswer(_of_their_own(to, at), who, at, "ACCEPTED"), "outlook"), email, to)
        case Means.INVITATION_ANSWER if letter.invite is not None:
            answer = _invitation_answer(deed, letter.invite, who, at)
            return Posted(answer_mail(answer, client_of(player, deed.status)), email, letter.invite.organizer)
    if deed.act in (Act.COMMAND, Act.ORDER):
        dress = "gmail"
    else:
        dress = _DRESSES[sum(player.person.email.encode()) % len(_DRESSES)]
    return Posted(dressed(Answer(asked, who, at, deed.words), dress), email, to)


def client_of(player: Player, status: str) -> str:
    """Whose calendar somebody uses; a time is proposed by one that can."""
    able = [each for each in CLIENTS if status != "COUNTER" or each != "apple"]
    return able[player.number % len(able)]


def _invitation_answer(deed: Deed, invite: Invite, who: Person, at: datetime) -> CalendarAnswer:
    instead = None
    if deed.instead is not None:
        starts_at = invite.starts_at.astimezone(who.zone)
        instead = datetime.combine(deed.instead, starts_at.time(), tzinfo=who.zone)
    return CalendarAnswer(invite, who, at, deed.status, instead, deed.words)


def _of_their_own(organizer: str, at: datetime) -> Invite:
    """A meeting that the two arranged between themselves, of which we know nothing."""
    return Invite("REQUEST", f"{at:%Y%m%d}-of-their-own", 0, at + timedelta(days=7), organizer, "Mentoring")


def _complaint(letter: EmailMessage, email: str, return_path: str, at: datetime) -> Message:
    """A provider's feedback report on a letter (RFC 5965), to the letter's envelope sender."""
    host = email.partition("@")[2]
    report = MIMEMultipart("report", report_type="feedback-report")
    report["From"] = f"feedback@{host}"
    report["To"] = return_path
    report["Subject"] = f"FW: {letter['Subject']}"
    report["Date"] = format_datetime(at)
    report["Message-ID"] = f"<fbl-{at:%Y%m%d%H%M}-{email}>"
    report.attach(MIMEText("This is an email abuse report for a message that a person reported as unwanted.\n"))
    feedback = MIMENonMultipart("message", "feedback-report")
    feedback.set_payload(
        f"Feedback-Type: abuse\nUser-Agent: Feedback/1.0\nVersion: 1\nOriginal-Mail-From: <{return_path}>\n"
        f"Original-Rcpt-To: <{email}>\n"
    )
    report.attach(feedback)
    original = EmailMessage()
    for field in ("From", "To", "Subject", "Date", "Message-ID"):
        original[field] = str(letter[field])
    original.set_content("")
    report.attach(MIMEMessage(original, "rfc822"))
    return report
