"""What machines send back: an out-of-office, and a delivery report."""

from __future__ import annotations

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage, Message
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime

from service.demo.cast import Person
from service.demo.mails import address_of, name_of


def out_of_office(letter: EmailMessage, who: Person, at: datetime, words: str) -> EmailMessage:
    """An Exchange server's automatic reply to a letter (RFC 3834)."""
    message = EmailMessage()
    message["From"] = Address(who.name, addr_spec=who.email)
    message["To"] = Address(name_of(letter, "Reply-To"), addr_spec=address_of(letter, "Reply-To"))
    message["Subject"] = f"Automatic reply: {letter['Subject']}"
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<auto-{at:%Y%m%d%H%M}@{who.email.partition('@')[2]}>"
    message["In-Reply-To"] = str(letter["Message-ID"])
    message["Auto-Submitted"] = "auto-replied"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(f"{words}\n")
    return message


def delivery_report(letter: EmailMessage, return_path: str, who: Person, at: datetime) -> Message:
    """A mail server's word that an address is gone (RFC 3464), to the letter's envelope sender `return_path`."""
    host = f"mx.{who.email.partition('@')[2]}"
    report = MIMEMultipart("report", report_type="delivery-status")
    report["From"] = f"Mail Delivery System <MAILER-DAEMON@{host}>"
    report["To"] = return_path
    report["Subject"] = "Undelivered Mail Returned to Sender"
    report["Date"] = format_datetime(at)
    report["Message-ID"] = f"<{at:%Y%m%d%H%M%S}.report@{host}>"
    report["Auto-Submitted"] = "auto-replied"
    report.attach(
        MIMEText(
            f"This is the mail system at host {host}.\n\n"
            "I'm sorry to have to inform you that your message could not be delivered\n"
            "to one or more recipients. It's attached below.\n\n"
            f"<{who.email}>: host {host} said: 550 5.1.1 <{who.email}>:\n    Recipient address rejected: User unknown\n"
        )
    )
    report.attach(_delivery_status(host, who, at))
    report.attach(MIMEMessage(_headers_of(letter), "rfc822"))
    return report


def _delivery_status(host: str, who: Person, at: datetime) -> Message:
    part = MIMENonMultipart("message", "delivery-status")
    about_all = EmailMessage()
    about_all["Reporting-MTA"] = f"dns; {host}"
    about_all["Arrival-Date"] = format_datetime(at)
    about_one = EmailMessage()
    about_one["Final-Recipient"] = f"rfc822; {who.email}"
    about_one["Action"] = "failed"
    about_one["Status"] = "5.1.1"
    about_one["Diagnostic-Code"] = "smtp; 550 5.1.1 Recipient address rejected: User unknown"
    part.set_payload([about_all, about_one])
    return part


def _headers_of(letter: EmailMessage) -> Message:
    """What comes back of the letter: its head."""
    kept = EmailMessage()
    for field in ("From", "To", "Subject", "Date", "Message-ID"):
        kept[field] = str(letter[field])
    kept.set_content("")
    return kept
