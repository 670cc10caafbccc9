"""What other machines send: delivery reports (RFC 3464), complaints (RFC 5965), answers to invitations (RFC 5546)."""

from __future__ import annotations

from email.message import EmailMessage

_REPORT = """From: {sender}
To: bounce@mentoring.example.edu
Subject: {subject}
MIME-Version: 1.0
Content-Type: multipart/report; report-type={kind}; boundary="=_report"

--=_report
Content-Type: text/plain

{words}

--=_report
Content-Type: message/{kind}

{fields}
--=_report
Content-Type: {returned_type}

{returned}
--=_report--
"""


def delivery_report(
    recipient: str, status: str, *, message_id: str | None = None, returned: str = "", action: str = "failed"
) -> bytes:
    """A report that a letter could not be delivered. `returned`: the header of the letter that comes with it."""
    known = f"Message-ID: {message_id}\nSubject: check-in\n" if message_id else "Subject: something\n"
    return _report(
        sender="MAILER-DAEMON@mx.example.edu",
        subject="Undelivered Mail Returned to Sender",
        kind="delivery-status",
        words="Your message could not be delivered to one recipient.",
        fields="Reporting-MTA: dns; mx.example.edu\n\n"
        f"Final-Recipient: rfc822; {recipient}\nAction: {action}\nStatus: {status}\n",
        returned_type="text/rfc822-headers",
        returned=returned or known,
    )


def complaint(returned: str) -> bytes:
    """A feedback report: somebody pressed "this is spam"."""
    return _report(
        sender="feedback@isp.example",
        subject="FW: complaint",
        kind="feedback-report",
        words="This is an email abuse report.",
        fields="Feedback-Type: abuse\nUser-Agent: Some/1.0\nVersion: 1\n",
        returned_type="message/rfc822",
        returned=f"{returned}\nbody\n",
    )


def calendar_answer(sender: str, to: str, partstat: str = "ACCEPTED") -> EmailMessage:
    """An attendee's answer to an invitation."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, "Accepted: Mentoring"
    lines = [
        "BEGIN:VCALENDAR",
        "METHOD:REPLY",
        "BEGIN:VEVENT",
        "UID:meeting-1@mentoring.example.edu",
        "SEQUENCE:0",
        f"ATTENDEE;PARTSTAT={partstat}:mailto:{sender}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    message.set_content("Accepted.\n")
    message.add_alternative("\r\n".join(lines), subtype="calendar", params={"method": "REPLY"})
    return message


def _report(**values: str) -> bytes:
    return _REPORT.format_map(values).replace("\n", "\r\n").encode()
