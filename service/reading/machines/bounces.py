"""Delivery reports: is it one, whom does it name, and is it for good?

Structure first (RFC 3464 and 6522), then what servers without it say: a notice counts where enough independent signs
agree (who sends, the subject, the wording, a returned mail), so that mail *about* a bounce is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from service.errors import UnreadableMail
from service.reading.machines import bounce_words as words
from service.reading.machines.bounce_codes import has_code
from service.reading.machines.bounce_notices import (
    MAX_NOTICE,
    RETURNED_TYPES,
    beginning_of,
    from_wording,
    heads_line,
    names_alone,
    notice_of,
    recipients_named,
    says_undelivered,
)
from service.reading.machines.bounce_status import STATUS_TYPES, from_status, status_in
from service.reading.mail import fields
from service.reading.mail.message import Message, Part, parse_part
from service.reading.values import Bounced

_ENOUGH = 6
"""How many signs make a report, see `_signs`."""
_NOBODY, _SERVER, _PROGRAM = 4, 3, 2


@dataclass(frozen=True, slots=True)
class Report:
    """A delivery report: what it says of each recipient, and the sign it was known by."""

    bounces: tuple[Bounced, ...]
    rule: str


def delivery_report(message: Message) -> Report | None:
    """The delivery report a mail is; None for any other mail."""
    root = message.root
    status_parts = [part for part in message.parts if part.content_type in STATUS_TYPES]
    if status_parts and _sent_by_server(message):
        return Report(_with_recipients(status_parts[:4], message), "delivery-status part")
    if _is_bare_report(root) and says_undelivered(notice_of(message)):
        return Report(_said(message), "multipart/report without status")
    if root.has("x-failed-recipients"):
        return Report(_said(message), "X-Failed-Recipients")
    if _signs(message) >= _ENOUGH:
        return Report(_said(message), "wording")
    return None


def _sent_by_server(message: Message) -> bool:
    """Whether a mail with a delivery-status part is the report itself, not somebody's who passes it on."""
    root, subject = message.root, message.envelope.subject[:300]
    if root.content_type == "multipart/report" or _null_sender(root) or _daemon(message):
        return True
    return root.has("auto-submitted") or (words.SUBJECT.search(subject) is not None and not _ANSWER.match(subject))


def _is_bare_report(root: Part) -> bool:
    kind = root.parameters.get("report-type", "").lower()
    return root.content_type == "multipart/report" and kind in ("delivery-status", "failed-delivery", "")


def _with_recipients(parts: list[Part], message: Message) -> tuple[Bounced, ...]:
    """What the status fields say; where they name nobody, of whom the words name."""
    found = from_status(part.text() for part in parts)
    if not found:
        return from_wording(message)
    if any(each.recipient for each in found):
        return found
    recipients = recipients_named(message, notice_of(message)) or (None,)
    return tuple(Bounced(recipient, found[0].status, found[0].permanent) for recipient in recipients)


def _said(message: Message) -> tuple[Bounced, ...]:
    """What a report without such a part says: the same fields as text, where some gateway made it of them, or words."""
    for part in islice((part for part in message.parts if part.content_type.startswith("text/")), 4):
        try:
            if found := status_in(part.text()[: 4 * MAX_NOTICE]):
                return found
        except UnreadableMail:
            continue
    return from_wording(message)


# ---- what servers without delivery-status say


def _signs(message: Message) -> int:
    """How much says that a mail is a delivery report. Each sign alone is found on ordinary mail, too.

    The header is asked first: without a sign there nobody reads the words.
    """
    root, subject = message.root, message.envelope.subject[:300]
    daemon, null = _daemon(message), _null_sender(root)
    titled = words.SUBJECT.search(subject) is not None
    score = daemon + 2 * null + 3 * titled
    if score < 2 or (words.AUTOMATIC.search(subject) and daemon < _NOBODY):
        return 0
    returned = _returns_mail(message)
    if not (daemon or returned or null):
        if _introduces_itself(notice_of(message)):
            score += _SERVER
        elif not ((root.has("auto-submitted") or not message.sender_name) and heads_line(notice_of(message))):
            return 0  # somebody with a name tells of a failure
    score += 2 * returned + root.has("auto-submitted") - _signs_of_a_person(message, daemon >= _SERVER or null)
    if score < 3 or (daemon == _PROGRAM and not (null or titled or returned)):
        return 0  # what programs write to their owner names failures, too
    return score + _signs_in_words(message, titled, returned, daemon)


def _signs_in_words(message: Message, titled: bool, returned: bool, daemon: int) -> int:
    subject, notice = message.envelope.subject[:300], notice_of(message)
    opening = notice[:600]
    if daemon < _NOBODY and not returned and _greets_somebody(notice, titled):
        return -_ENOUGH  # the keeper of a server writes, too
    if not returned and (words.NEWS.search(subject) or _of_their_own(subject, opening)):
        return -_ENOUGH
    if not titled and (words.HELD.search(subject) or words.HELD.search(opening)):
        return -_ENOUGH
    if not (titled or returned) and words.AUTOMATIC.search(opening):
        return -_ENOUGH
    if not (returned or (titled and daemon >= _SERVER) or recipients_named(message, notice)):
        return -_ENOUGH  # of nobody
    if not says_undelivered(notice):
        if daemon == _NOBODY and _null_sender(message.root) and names_alone(notice):
            return 2  # in a language that the tables do not know
        return 0 if titled or returned else -_ENOUGH  # who sends and the subject may be enough
    return 2 + (has_code(notice) or heads_line(notice))


def _greets_somebody(notice: str, titled: bool) -> bool:
    """Whether a mail greets its reader as people do. Polite programs greet nobody by name, under a subject that says
    what happened, set whom they mean on a line of its own, ask nothing and are no "I"."""
    if words.GREETING.match(notice) is None or _introduces_itself(notice):
        return False
    polite = titled and words.GREETS_NOBODY.match(notice) and names_alone(notice) and says_undelivered(notice)
    return not polite or _PERSONAL.search(notice) is not None


_PERSONAL = re.compile(r"[?？](?=\s|$)|\bI\b|\b[Ii]ch\b|\b[Jj](?:e\b|['’]ai\b)|\b(?:s?he|h(?:is|er|im))\b")


def _introduces_itself(notice: str) -> bool:
    """Whether a mail begins as servers begin, not somebody's words above one's."""
    first_lines = "\n".join(notice.lstrip()[:600].split("\n")[:2])
    return words.INTRODUCTION.search(first_lines) is not None


def _of_their_own(subject: str, opening: str) -> bool:
    """Whether a server speaks of its reader's own mailbox, not of one that it could not reach."""
    return words.OWN.search(subject) is not None or (words.OWN.search(opening) is not None and not has_code(opening))


def _signs_of_a_person(message: Message, from_server: bool) -> int:
    """How much says that somebody wrote this, or a list sent it."""
    root = message.root
    listed = any(root.has(name) for name in ("list-id", "list-unsubscribe", "list-post"))
    answers = _ANSWER.match(message.envelope.subject[:300]) is not None
    if answers and from_server:  # Apache James reports under "Re:"
        answers = not _introduces_itself(notice_of(message))
    against = 6 * listed + 4 * answers
    if from_server:
        return against
    if not root.has("x-mlserver"):  # FML refuses a mail under its list's own precedence
        against += 4 * (root.get("precedence").strip().lower() in (b"bulk", b"list", b"junk"))
    typed = any(root.has(name) for name in ("in-reply-to", "user-agent", "x-mailer"))
    return against + 2 * typed + 4 * _passes_on_a_report(message)


_ANSWER = re.compile(r"\s*(?:re|aw|fwd?|wg|tr|rv|sv|vs|antw|odp|i|enc|pd|vl|ynt|отв|回复|答复|转发|返信)\s?[:：]", re.I)


def _daemon(message: Message) -> int:
    """How surely a mail server sends it: by a name that nobody else has, by that of its keeper, or of programs."""
    senders, name = message.envelope.from_addresses, message.sender_name[:200]
    written = "" if senders and name else fields.unstructured(message.root.get("from")[:300])
    local = (senders or (written,))[0].partition("@")[0].strip("<\"' ")
    named = name or written.partition("<")[0].strip("\"' ")
    if message.root.get("to").strip(b" <").lower().startswith(b"bounce+"):
        return _SERVER  # to the envelope sender of a letter of ours
    if words.NOBODY.match(local) or (not local and words.NOBODY.match(named)):
        return _NOBODY
    if words.DAEMON.match(local) or words.DAEMON_NAME.search(named) or words.DAEMON_NAME.search(local):
        return _SERVER
    return _PROGRAM if words.PROGRAM.match(local) else 0


def _null_sender(root: Part) -> bool:
    """Nobody to answer to, by the envelope sender (RFC 5321 §4.5.5) or by From."""
    return any(root.has(name) and root.get(name).strip() in (b"<>", b"") for name in ("return-path", "from"))


def _returns_mail(message: Message) -> bool:
    """Whether it carries the mail that was not delivered, attached or below its words."""
    if any(part.content_type in RETURNED_TYPES for part in message.parts):
        return True
    text = message.root.raw[message.root.start : message.root.start + 4 * MAX_NOTICE]
    return re.search(rb"^[> \t]{0,4}(?:Received: |Message-ID: ?<|Return-Path: ?<)", text, re.M | re.I) is not None


def _passes_on_a_report(message: Message) -> bool:
    """Whether the mail that it carries is itself a server's: somebody forwards what came back."""
    for part in message.parts:
        if part.content_type == "message/rfc822":
            try:
                inner = parse_part(beginning_of(part))
                senders = fields.addresses(inner.get("from"))
            except (UnreadableMail, fields.TooMuch):
                return False
            locals_ = [address.partition("@")[0] for _, address in senders]
            server = any(words.NOBODY.match(local) or words.DAEMON.match(local) for local in locals_)
            return server or inner.content_type == "multipart/report"
    return False


# ---- complaints

_ABOUT_MACHINES = ("auth-failure", "not-spam", "dmarc", "virus")
_COMPLAINT_SUBJECT = re.compile(
    r"\s*(?:complaint about message from|e-?mail feedback report for ip|client tos notification)", re.I
)


def is_feedback(message: Message) -> bool:
    """RFC 5965: a report of a mailbox provider on a mail of ours, complaint or not."""
    root = message.root
    declared = (
        root.content_type == "multipart/report" and root.parameters.get("report-type", "").lower() == "feedback-report"
    )
    return declared or message.first_of("message/feedback-report") is not None


def is_complaint(message: Message) -> bool:
    """Whether somebody calls a mail of ours abuse. What providers report of signatures (RFC 6591) or take back
    (`not-spam`, RFC 6430) is no complaint; what some sent before there was a standard is one."""
    if is_feedback(message):
        return _feedback_type(message) not in _ABOUT_MACHINES
    returned = message.first_of("message/rfc822")
    if returned is None:
        return False
    # Outlook.com's junk mail reports name the recipient in the returned mail.
    marked = b"x-hmxmroriginalrecipient:" in returned.raw[returned.start : returned.start + MAX_NOTICE].lower()
    return marked or _COMPLAINT_SUBJECT.match(message.envelope.subject[:300]) is not None


_FEEDBACK_TYPE = re.compile(r"^feedback-type[ \t]*:[ \t]*([\w-]{1,30})", re.I | re.M)


def _feedback_type(message: Message) -> str:
    part = message.first_of("message/feedback-report")
    match = _FEEDBACK_TYPE.search(part.text()[:MAX_NOTICE]) if part else None
    return match[1].lower() if match else ""
