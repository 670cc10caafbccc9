"""Delivery reports of many servers, and ordinary mail that looks like one."""

from __future__ import annotations

import pytest

from service.domain import Kind
from service.reading import Context, read
from service.reading.machines.bounce_codes import is_permanent

WHO = "gone@library.example.edu"

# name → (header, body, is it for good). Each names WHO; wording is as the server of that name puts it.
NOTICES: dict[str, tuple[str, str, bool]] = {
    "qmail": (
        "From: MAILER-DAEMON@mx.example.edu\nSubject: failure notice",
        "Hi. This is the qmail-send program at mx.example.edu.\nI'm afraid I wasn't able to deliver your message to the"
        f" following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<{WHO}>:\n"
        "Sorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the "
        "message.\n\nReturn-Path: <x@y.example>",
        True,
    ),
    "qmail, mailbox full": (
        "From: MAILER-DAEMON@mx.example.edu\nSubject: failure notice",
        f"Hi. This is the qmail-send program at mx.example.edu.\n\n<{WHO}>:\nThe user you are trying to reach is over"
        " quota.\n\n--- Below this line is a copy of the message.\n",
        False,
    ),
    "Exim": (
        f"From: Mail Delivery System <Mailer-Daemon@mx.example.edu>\nX-Failed-Recipients: {WHO}\n"
        "Subject: Mail delivery failed: returning message to sender\nAuto-Submitted: auto-replied",
        "This message was created automatically by mail delivery software.\n\nA message that you sent could not be"
        " delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n"
        f"  {WHO}\n    Unrouteable address\n\n------ This is a copy of the message, including all the "
        f"headers. ------\n",
        True,
    ),
    "Exim, delayed": (
        "From: Mail Delivery System <Mailer-Daemon@mx.example.edu>\nSubject: Warning: message 1aBcDe-0001 "
        "delayed 24 hours",
        "This message was created automatically by mail delivery software.\nA message that you sent has not yet been"
        " delivered to one or more of its\nrecipients after more than 24 hours on the queue on "
        "mx.example.edu.\n\nThe address"
        f" to which the message has not yet been delivered is:\n\n  {WHO}\n\nNo action is required on your part."
        " Delivery attempts will continue for\nsome time.\n",
        False,
    ),
    "Postfix without a status part": (
        "From: MAILER-DAEMON@mx.example.edu (Mail Delivery System)\nSubject: Undelivered Mail Returned to Sender",
        "This is the Postfix program at host mx.example.edu.\n\nI'm sorry to have to inform you that the "
        "message returned"
        f" below could not be delivered to one or more destinations.\n\n<{WHO}>: host mail.example.edu[192.0.2.1] said:"
        " 550 User unknown\n",
        True,
    ),
    "sendmail transcript": (
        "From: Mail Delivery Subsystem <MAILER-DAEMON@mx.example.edu>\nSubject: Returned mail: User unknown",
        "The original message was received at Tue, 10 Nov 2026 09:07:00 GMT\nfrom mentoring.example.edu [192.0.2.9]\n\n"
        f"   ----- The following addresses had permanent fatal errors -----\n<{WHO}>\n\n   ----- Transcript "
        f"of session follows"
        f" -----\n... while talking to mail.example.edu.:\n>>> RCPT To:<{WHO}>\n<<< 550 5.1.1 <{WHO}>... "
        f"User unknown\n550"
        f" {WHO}... User unknown\n",
        True,
    ),
    "sendmail, warning": (
        "From: Mail Delivery Subsystem <MAILER-DAEMON@mx.example.edu>\nSubject: Warning: could not send "
        "message for past 4 hours",
        "    **********************************************\n    **      THIS IS A WARNING MESSAGE ONLY      "
        "**\n    **  YOU DO"
        " NOT NEED TO RESEND YOUR MESSAGE  **\n    **********************************************\n\n   "
        "----- Transcript of"
        f" session follows -----\n{WHO}... Deferred: Connection timed out with mail.example.edu.\nWarning: "
        f"message still"
        " undelivered after 4 hours\nWill keep trying until message is 5 days old\n",
        False,
    ),
    "Exchange 5.5": (
        "From: System Administrator <postmaster@example.edu>\nSubject: Undeliverable: Your mentoring "
        "check-in for November",
        "Your message\n\n  To:      Gone Away\n  Subject: Your mentoring check-in for November\n  Sent:    "
        "Tue, 10 Nov 2026\n\n"
        f"did not reach the following recipient(s):\n\n{WHO} on Tue, 10 Nov 2026 09:07:10 -0800\n    The "
        f"recipient name is not"
        " recognized\n\tThe MTS-ID of the original message is: c=us;a= ;p=example;l=MX-1\n    "
        "MSEXCH:IMS:EXAMPLE:MX 0 (000C05A6)"
        " Unknown Recipient\n",
        True,
    ),
    "Exchange 2003, German": (
        "From: Systemadministrator <postmaster@example.edu>\nSubject: Unzustellbar: Your mentoring check-in",
        "Ihre Nachricht hat einige oder alle Empfänger nicht erreicht.\n\n      Betreff:\tYour mentoring "
        "check-in\n\nFolgende(r)"
        f" Empfänger kann/können nicht erreicht werden:\n\n      {WHO} am 10.11.2026 09:07\n            Das "
        f"E-Mail-Konto ist bei"
        " der Organisation nicht vorhanden. Der Empfänger ist unbekannt.\n            <mx.example.edu #5.1.1>\n",
        True,
    ),
    "Domino": (
        "From: Notes Server <postmaster@example.edu>\nSubject: DELIVERY FAILURE: User gone "
        "(gone@library.example.edu) not listed"
        " in Domino Directory",
        "Your message\n\n  Subject: Your mentoring check-in\n\nwas not delivered to:\n\n  "
        "gone@library.example.edu\n\nbecause:\n\n"
        "  User gone (gone@library.example.edu) not listed in Domino Directory\n",
        True,
    ),
    "Gmail, old": (
        "From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\nSubject: Delivery Status Notification "
        "(Failure)\n"
        f"X-Failed-Recipients: {WHO}",
        f"Delivery to the following recipient failed permanently:\n\n     {WHO}\n\nTechnical details of "
        f"permanent failure:\n"
        "Google tried to deliver your message, but it was rejected by the recipient domain. The error that "
        "the other server"
        " returned was: 550 550 5.1.1 User unknown (state 14).\n\n----- Original message -----\n",
        True,
    ),
    "Gmail, delayed": (
        "From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\nSubject: Delivery Status Notification (Delay)",
        "This is an automatically generated Delivery Status Notification\n\nTHIS IS A WARNING MESSAGE "
        "ONLY.\n\nYOU DO NOT NEED TO"
        f" RESEND YOUR MESSAGE.\n\nDelivery to the following recipient has been delayed:\n\n     "
        f"{WHO}\n\nMessage will be retried for"
        " 2 more day(s)\n",
        False,
    ),
    "Yahoo": (
        "From: MAILER-DAEMON@yahoo.example\nSubject: Failure Notice",
        f"Sorry, we were unable to deliver your message to the following address.\n\n<{WHO}>:\nRemote host "
        f"said: 554 delivery error:"
        " dd This user doesn't have an account here - mta1.example.com\n\n--- Below this line is a copy of "
        "the message.\n",
        True,
    ),
    "Courier": (
        'From: "Courier mail server at mx.example.edu" <@>\nSubject: NOTICE: mail delivery status.\nReturn-Path: <>',
        "This is a delivery status notification from mx.example.edu,\nrunning the Courier mail server, "
        "version 0.75.\n\nThe original"
        " message was received on Tue, 10 Nov "
        "2026\n\n---------------------------------------------------------------------------\n\n"
        f"                           UNDELIVERABLE MAIL\n\nYour message to the following recipients cannot "
        f"be delivered:\n\n<{WHO}>:\n"
        "    mail.example.edu [192.0.2.1]:\n<<< 550 User unknown.\n",
        True,
    ),
    "GroupWise": (
        "From: <Postmaster@example.edu>\nSubject: Message status - undeliverable",
        f"The message that you sent was undeliverable to the following:\n\n\t{WHO} (user not "
        f"found)\n\nPossibly truncated original"
        " message follows:\n\n",
        True,
    ),
    "MDaemon": (
        "From: MDaemon@example.edu\nSubject: Warning: mail delivery failure - 550 User unknown",
        "The following data may contain sections which represent BASE64 encoded file attachments.\n\nThe "
        "attached message had PERMANENT"
        f" fatal delivery errors!\n\nFailed address: {WHO}\n\n--- Session Transcript ---\n RCPT To:<{WHO}>\n "
        f"550 <{WHO}>: Recipient unknown\n"
        "--- End Transcript ---\n",
        True,
    ),
    "IMail": (
        "From: Postmaster <postmaster@example.edu>\nSubject: Undeliverable Mail",
        f"Unknown user: {WHO}\n\nOriginal message follows.\n\nReceived: from mentoring.example.edu\n",
        True,
    ),
    "IMail, full": (
        "From: Postmaster <postmaster@example.edu>\nSubject: Undeliverable Mail",
        f"User mailbox exceeds allowed size: {WHO}\n\nOriginal message follows.\n\nReceived: from "
        f"mentoring.example.edu\n",
        False,
    ),
    "OpenSMTPD": (
        "From: Mailer Daemon <MAILER-DAEMON@mx.example.edu>\nSubject: Delivery status notification: error",
        "    Hi!\n\n    This is the MAILER-DAEMON, please DO NOT REPLY to this email.\n\n    An error has "
        "occurred while attempting to"
        f" deliver a message for\n    the following list of recipients:\n\n{WHO}: 550 5.1.1 User does not "
        f"exist\n\n    Below is a copy of the"
        " original message:\n",
        True,
    ),
    "OpenSMTPD, delay": (
        "From: Mailer Daemon <MAILER-DAEMON@mx.example.edu>\nSubject: Delivery status notification: message delayed",
        "    Hi!\n\n    This is the MAILER-DAEMON, please DO NOT REPLY to this email.\n\n    A message is "
        "delayed for more than 4 hours for"
        f" the following\n    list of recipients:\n\n{WHO}: 451 4.3.0 Temporary failure\n",
        False,
    ),
    "SES": (
        "From: MAILER-DAEMON@email.example.com\nSubject: Delivery Status Notification (Failure)",
        f"An error occurred while trying to deliver the mail to the following recipients:\n{WHO}\n",
        True,
    ),
    "CommuniGate": (
        "From: <MAILER-DAEMON@example.edu>\nSubject: Undeliverable mail: Your mentoring check-in",
        f"Failed to deliver to '{WHO}'\nSMTP module(domain library.example.edu) reports:\n host "
        f"mail.example.edu says:\n 550 5.1.1 no such"
        " user here\n",
        True,
    ),
    "X.400": (
        "From: MTA <postmaster@x400.example.edu>\nSubject: Non-Delivery Report",
        "Your message was not delivered to the following recipients:\n\n  /S=gone/O=library/PRMD=example/C=us/ ("
        f"{WHO})\n  Reason: unable-to-transfer; Diagnostic: unrecognised-OR-name. The recipient is unknown.\n",
        True,
    ),
    "Mail.ru": (
        "From: mailer-daemon@corp.mail.example\nSubject: Mail failure.",
        "This message was created automatically by the mail system.\nA message that you sent could not be "
        "delivered to one or more of its"
        f" recipients. The following address(es) failed:\n\n{WHO}\nПочтовый ящик не существует / user not "
        f"found\n\n**********************\n"
        "This is a copy of the message, including all the headers.\n**********************\n",
        True,
    ),
    "KDDI": (
        "From: no-reply@dion.example.jp\nSubject: Delivery failed.\nReturn-Path: <>",
        f"Your mail sent on: Tue, 10 Nov 2026 09:07:10 +0900\nCould not be delivered to: <{WHO}>\nAs their "
        f"mailbox is full.\n",
        False,
    ),
    "French": (
        "From: Postmaster <postmaster@exemple.example>\nSubject: Échec de la remise : Your mentoring check-in",
        f"Impossible de remettre votre message aux destinataires suivants :\n\n{WHO}\n\nL'adresse n'existe "
        f"pas. 550 5.1.10\n",
        True,
    ),
    "Spanish": (
        "From: Mail Delivery System <MAILER-DAEMON@correo.example>\nSubject: No se pudo entregar el mensaje",
        f"Su mensaje no se pudo entregar a:\n\n{WHO}\n\nEl buzón está lleno (552 5.2.2).\n",
        False,
    ),
    "Japanese": (
        "From: MAILER-DAEMON@mail.example.jp\nSubject: 配信エラーのお知らせ",
        f"以下の宛先にメールを配送できませんでした。\n\n<{WHO}>\n550 ユーザが存在しません\n",
        True,
    ),
    "Office 365": (
        "From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@example.onmicrosoft.example>\n"
        "Subject: Undeliverable: Your mentoring check-in for November\nContent-Type: text/html; charset=utf-8",
        f"<html><body><p>Your message to <a href='mailto:{WHO}'>{WHO}</a> couldn't be delivered.</p><p>gone "
        f"wasn't found at"
        " library.example.edu.</p><p>Error: 550 5.1.10 RESOLVER.ADR.RecipientNotFound</p></body></html>",
        True,
    ),
    "giving up after days": (
        "From: Mail Delivery System <MAILER-DAEMON@mx.example.edu>\nSubject: Undelivered mail",
        f"Your message could not be delivered for 5 days to\n\n<{WHO}>: connect to "
        f"mail.example.edu[192.0.2.1]:25: Connection timed out\n",
        False,
    ),
}


def mail(header: str, body: str) -> bytes:
    extra = "" if "Content-Type" in header else "Content-Type: text/plain; charset=utf-8\n"
    fields = (
        f"{header}\nTo: checkin+abc@mentoring.example.edu\nDate: Tue, 10 Nov 2026 17:10:00 "
        f"+0000\n{extra}Content-Transfer-Encoding: 8bit\n"
    )
    return f"{fields}\n{body}".encode()


@pytest.mark.parametrize("name", NOTICES)
def test_notice_without_status_fields_is_read(name: str) -> None:
    header, body, permanent = NOTICES[name]
    reading = read(mail(header, body), Context())
    assert reading.kind is Kind.BOUNCE
    assert [(each.recipient, each.permanent) for each in reading.bounces] == [(WHO, permanent)]


def report(*groups: str, notice: str = "Something went wrong.") -> bytes:
    status = "Reporting-MTA: dns; mx.example.edu\n\n" + "\n\n".join(groups)
    return (
        "From: MAILER-DAEMON@mx.example.edu\nTo: checkin+abc@mentoring.example.edu\nSubject: Undelivered\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="x"\n\n'
        f"--x\nContent-Type: text/plain\n\n{notice}\n--x\nContent-Type: message/delivery-status\n\n{status}\n"
        "--x\nContent-Type: text/rfc822-headers\n\nSubject: Your check-in\n\n--x--\n"
    ).encode()


@pytest.mark.parametrize(
    ("group", "status", "permanent"),
    [
        (f"Final-Recipient: rfc822; {WHO}\nAction: failed\nStatus: 5.1.1", "5.1.1", True),
        (f"Final-Recipient: rfc822; {WHO}\nAction: failed\nStatus: 5.2.2", "5.2.2", False),
        (f"Final-Recipient: rfc822; {WHO}\nAction: failed\nStatus: 4.4.7", "4.4.7", False),
        (f"Final-Recipient: rfc822; {WHO}\nAction: delayed\nStatus: 4.4.1", "4.4.1", False),
        (
            f"Final-Recipient: RFC822;<{WHO}>\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 552 5.2.2 full",
            "5.2.2",
            False,
        ),
        (
            f"Final-Recipient: rfc822; {WHO}\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 unknown",
            "5.0.0",
            True,
        ),
        (
            f"Original-Recipient: rfc822;{WHO}\nFinal-Recipient: LOCAL;gone\nAction: failed\nStatus: 5.7.1",
            "5.7.1",
            True,
        ),
        (
            f"Final-Recipient: rfc822; {WHO}\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: X-Notes; mailbox is full",
            "5.1.1",
            False,
        ),
        (f"Final-Recipient: rfc822; {WHO}\nAction: delivered\nStatus: 2.0.0", "2.0.0", False),
    ],
)
def test_status_fields_decide(group: str, status: str, permanent: bool) -> None:
    (bounced,) = read(report(group), Context()).bounces
    assert (bounced.recipient, bounced.status, bounced.permanent) == (WHO, status, permanent)


def test_several_recipients_are_told_apart() -> None:
    reading = read(
        report(
            f"Final-Recipient: rfc822; {WHO}\nAction: failed\nStatus: 5.1.1",
            "Final-Recipient: rfc822; full@library.example.edu\nAction: failed\nStatus: 4.2.2",
        ),
        Context(),
    )
    assert [each.permanent for each in reading.bounces] == [True, False]


ORDINARY = {
    "a question about a bounce": (
        "From: Ada Example <ada@example.org>\nSubject: Re: delivery failed, what now?\nIn-Reply-To: <a@b>",
        "My message to you was returned: 550 5.1.1 user unknown. Did you get it?\n",
    ),
    "an undelivered mail, forwarded by hand": (
        "From: Ada Example <ada@example.org>\nSubject: Fwd: Undelivered Mail Returned to Sender",
        "This came back to me, can you help?\n\n---------- Forwarded message ---------\nFrom: "
        "MAILER-DAEMON@mx.example.edu\n"
        "Subject: Undelivered Mail Returned to Sender\n\nThe following address failed: x@example.org 550 unknown\n",
    ),
    "a postmaster who writes": (
        "From: Postmaster <postmaster@example.edu>\nSubject: Server maintenance on Friday",
        "Mail will be down from 8 to 9. Messages will be delivered afterwards.\n",
    ),
    "a report that could not be delivered": (
        "From: Ada Example <ada@example.org>\nSubject: Re: Your mentoring check-in for November",
        "We met on Tuesday. I could not deliver the report on time, and my mailbox is full of reminders. 4.\n",
    ),
    "a parcel": (
        "From: Parcels <news@parcels.example>\nSubject: Delivery failed: we missed you\nList-Unsubscribe: "
        "<mailto:u@parcels.example>",
        "Your parcel could not be delivered today. We will try again tomorrow.\n",
    ),
}


@pytest.mark.parametrize("name", ORDINARY)
def test_ordinary_mail_is_no_delivery_report(name: str) -> None:
    assert read(mail(*ORDINARY[name]), Context()).kind is not Kind.BOUNCE


@pytest.mark.parametrize(
    ("status", "wording", "permanent"),
    [
        ("5.2.2", "", False),
        (None, "552 Quota exceeded", False),
        (None, "421 try again later", False),
        (None, "550 rejected", True),
        (None, "No such user", True),
        (None, "Mailbox full", False),
        ("5.0.0", "452 4.2.2 over quota", False),
        ("5.7.1", "blocked", True),
    ],
)
def test_severity(status: str | None, wording: str, permanent: bool) -> None:
    assert is_permanent(status, wording) is permanent


def test_complaint_is_told_from_a_bounce() -> None:
    raw = (
        b"From: fbl@isp.example\nSubject: FW: Your mentoring check-in\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/report; report-type=feedback-report; boundary="x"\n\n'
        b"--x\nContent-Type: text/plain\n\nThis is an email abuse report.\n"
        b"--x\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nVersion: 1\n\n"
        b"--x\nContent-Type: message/rfc822\n\nSubject: Your mentoring check-in\n\nHi\n--x--\n"
    )
    assert read(raw, Context()).kind is Kind.COMPLAINT
