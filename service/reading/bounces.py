"""Delivery reports: is it one, whom does it name, and is it for good?

Structure first (RFC 3464 and 6522), then what servers without it say: a notice counts where enough independent signs
agree (who sends, the subject, the wording, a returned mail), so that mail *about* a bounce is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.errors import UnreadableMail
from service.reading import bounce_words as words
from service.reading import fields
from service.reading.html import html_lines
from service.reading.message import Message, Part, parse_part
from service.reading.values import Bounced

MAX_NOTICE = 20_000
"""Characters of a notice that are searched."""
MAX_RECIPIENTS = 200

_STATUS_TYPES = (
    "message/delivery-status",
    "message/global-delivery-status",
    "text/delivery-status",
    "message/x-delivery-status",
)
_RETURNED_TYPES = (
    "message/rfc822",
    "message/global",
    "text/rfc822-headers",
    "message/global-headers",
    "text/rfc822",
    "message/rfc822-headers",
    "message/partial",
)
# RFC 3463: subjects are 0 to 7, which tells them from versions and addresses of hosts.
_ENHANCED = re.compile(r"(?<![\d.])([245])\.([0-7])\.(\d{1,3})(?![\d.]*\d)")
_REPLY_CODE = re.compile(
    r"(?:^|(?<=[\s:;#\"'(\[<]))(4(?:2[12]|3[12]|4[1-9]|5[0-9]|71)|5(?:0[0-4]|1[0-7]|2[1-3]|"
    r"3[045]|41|5\d|7[0-9]))(?=[\s\-:;,)\]]|$)",
    re.M,
)
_ADDRESS = re.compile(r"[A-Za-z0-9_.+=&'/*^~!#$%{}|-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,8}")
_HEADED = re.compile(
    r"^[ \t>*-]{0,12}(?:(?:to|recipient|address|user|failed recipient|original recipient|final recipient|for|"
    r"rcpt to|empf[äa]nger|destinataire|destinatario|recipients?)\s*(?::|=)\s*)?[<\"'(]{0,3}(?:mailto:|smtp:|"
    r"rfc822;\s?)?([A-Za-z0-9_.+=&'/-]{1,64}@[A-Za-z0-9.-]{1,190})[>\"')]{0,3}(?=[\s:;.,(]|$)",
    re.M | re.I,
)
_NOT_RECIPIENTS = re.compile(
    r"(?:postmaster|mailer-daemon|abuse|help-?desk|support|no-?reply|noreply|hostmaster|admin(?:istrator)?|"
    r"webmaster|mail-?admin)@",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Report:
    """A delivery report: what it says of each recipient, and the sign it was known by."""

    bounces: tuple[Bounced, ...]
    rule: str


def delivery_report(message: Message) -> Report | None:
    """The delivery report a mail is; None for any other mail."""
    status_parts = [part for part in message.root.walk() if part.content_type in _STATUS_TYPES]
    if status_parts:
        return Report(_from_status(status_parts, message) or _from_wording(message), "delivery-status part")
    root = message.root
    if _is_bare_report(root) and _says_undelivered(notice_of(message)):
        return Report(_from_wording(message), "multipart/report without status")
    if root.has("x-failed-recipients"):
        return Report(_from_wording(message), "X-Failed-Recipients")
    if _signs(message) >= 6:
        return Report(_from_wording(message), "wording")
    return None


def _is_bare_report(root: Part) -> bool:
    kind = root.parameters.get("report-type", "").lower()
    return root.content_type == "multipart/report" and kind in ("delivery-status", "failed-delivery", "")


# ---- RFC 3464


def _from_status(parts: Sequence[Part], message: Message) -> tuple[Bounced, ...]:
    found: list[Bounced] = []
    for part in parts[:4]:
        for group in _groups(part):
            bounced = _from_group(group)
            if bounced is not None and bounced not in found:
                found.append(bounced)
    failed = [each for each in found if not (each.status or "").startswith("2.")]
    named = tuple(failed or found)[:MAX_RECIPIENTS]
    if named and not any(each.recipient for each in named):
        recipients = _recipients(message, notice_of(message)) or (None,)
        return tuple(Bounced(recipient, named[0].status, named[0].permanent) for recipient in recipients)
    return named


def _groups(part: Part) -> Iterator[dict[str, str]]:
    """The field groups of a delivery-status part, one a recipient (and the first, of the message, which names none)."""
    text = part.text()[: 4 * MAX_NOTICE]
    for block in re.split(r"\n[ \t]*\n", text):
        group: dict[str, str] = {}
        for line in re.sub(r"\n[ \t]+", " ", block.strip()).split("\n"):
            name, colon, value = line.partition(":")
            key = name.strip().lower()
            if key in ("final-recipient", "original-recipient") and key in group:
                yield group  # two recipients that no blank line parts
                group = {}
            if colon:
                group.setdefault(key, value.strip())
        yield group


def _from_group(group: dict[str, str]) -> Bounced | None:
    final, original = group.get("final-recipient", ""), group.get("original-recipient", "")
    if not (final or original or group.get("action") or group.get("x-actual-recipient")):
        return None
    if not (final or original) and "status" not in group:
        return None
    recipient = next(
        (found for value in (final, original, group.get("x-actual-recipient", "")) if (found := _address_in(value))),
        None,
    )
    diagnostic = group.get("diagnostic-code", "")
    status = _worded_status(group.get("status", ""), diagnostic)
    action = group.get("action", "").split("(")[0].strip().lower()
    if action in ("delivered", "relayed", "expanded"):
        return Bounced(recipient, status or "2.0.0", False)
    if action == "delayed":
        return Bounced(recipient, status, False)
    return Bounced(recipient, status, is_permanent(status, diagnostic))


def _worded_status(status: str, diagnostic: str) -> str | None:
    """The status, or, where it says no more than "failed" (5.0.0), the more telling one of the remote server's
    reply.
    """
    own, remote = _enhanced(status), _enhanced(diagnostic)
    if own is None or (own.endswith(".0.0") and remote is not None):
        return remote or own
    return own


def _enhanced(text: str) -> str | None:
    match = _ENHANCED.search(text[:2000])
    return f"{match[1]}.{int(match[2])}.{int(match[3])}" if match else None


def _address_in(value: str) -> str | None:
    match = _ADDRESS.search(value.partition(";")[2] or value)
    return match[0].strip("'.") if match else None


def is_permanent(status: str | None, wording: str) -> bool:
    """Whether a failure is for good: by its status, then by the server's reply code, then by its words.

    A full mailbox (5.2.2, or in words) is not, whatever the code.
    """
    head = wording[:4000]
    if status == "5.2.2" or (
        words.SOFT.search(head)
        and _is_full(head)
        and status in (None, "5.0.0", "5.2.0", "5.2.1", "5.2.3", "5.1.1", "5.5.0", "5.7.1")
    ):
        return False
    code = _REPLY_CODE.search(head)
    if status and not status.endswith(".0.0"):
        return status.startswith("5.")
    if code is not None:
        return code[1].startswith("5")
    if status:
        return status.startswith("5.")
    hard, soft = words.HARD.search(head), words.SOFT.search(head)
    if hard and soft:
        return hard.start() <= soft.start()
    return soft is None


_FULL = re.compile(
    r"full\b|quota|storage|space|voll\b|plein|llen[oa]|chei[oa]|pien[oa]|переполнен|容量|exceed|limit", re.I
)


def _is_full(text: str) -> bool:
    match = words.SOFT.search(text)
    return match is not None and _FULL.search(match[0]) is not None


# ---- what servers without delivery-status say


def notice_of(message: Message) -> str:
    """What the server itself says: the first text, without the returned mail below it."""
    for part in message.root.walk():
        if part.content_type in ("text/plain", "text/html") and not part.attached:
            try:
                text = part.text()[: 4 * MAX_NOTICE]
            except UnreadableMail:
                return ""
            if part.content_type == "text/html":
                text = "\n".join(line.text for line in html_lines(text))
            if text.strip():
                end = words.RETURNED.search(text, 40)
                return text[: end.start() if end else MAX_NOTICE][:MAX_NOTICE]
    return ""


def _says_undelivered(notice: str) -> bool:
    return words.NOTICE.search(notice[:6000]) is not None


def _signs(message: Message) -> int:
    """How much says that a mail is a delivery report; six is enough. Each sign alone is found on ordinary mail, too.

    The header is asked first: without a sign there nobody reads the words.
    """
    root, subject = message.root, message.envelope.subject[:300]
    daemon = _is_daemon(message)
    score = 3 * daemon + 2 * _null_sender(root) + 3 * bool(words.SUBJECT.search(subject))
    if score < 2 or (words.AUTOMATIC.search(subject) and not daemon):
        return 0
    returned = _returns_mail(message)
    if not (daemon or returned or _null_sender(root) or root.has("auto-submitted")):
        return 0
    score += 2 * returned + root.has("auto-submitted")
    if _ANSWER.match(subject) or root.has("list-id") or root.has("list-unsubscribe"):
        score -= 4
    if (
        not daemon
        and not _null_sender(root)
        and any(root.has(name) for name in ("in-reply-to", "user-agent", "x-mailer"))
    ):
        score -= 2
    notice = notice_of(message) if score >= 3 else ""
    if not _says_undelivered(notice):
        return score  # who sends and the subject may be enough
    return score + 2 + bool(_ENHANCED.search(notice) or _REPLY_CODE.search(notice))


_ANSWER = re.compile(r"\s*(?:re|aw|fwd?|wg|tr|rv|sv|vs)\s?:", re.I)


def _is_daemon(message: Message) -> bool:
    written = fields.unstructured(message.root.get("from")[:300])
    local = (message.envelope.from_addresses or (written,))[0].partition("@")[0].strip("<\"' ")
    named = message.sender_name[:200] or written.partition("<")[0].strip("\"' ")
    return bool(words.DAEMON.match(local) or words.DAEMON_NAME.search(named) or words.DAEMON_NAME.search(local))


def _null_sender(root: Part) -> bool:
    return root.has("return-path") and root.get("return-path").strip() in (b"<>", b"")


def _returns_mail(message: Message) -> bool:
    """Whether it carries the mail that was not delivered, attached or below its words."""
    if any(part.content_type in _RETURNED_TYPES for part in message.root.walk()):
        return True
    text = message.root.raw[message.root.start : message.root.start + 4 * MAX_NOTICE]
    return re.search(rb"^[> \t]{0,4}(?:Received: |Message-ID: ?<|Return-Path: ?<)", text, re.M | re.I) is not None


def _from_wording(message: Message) -> tuple[Bounced, ...]:
    notice = notice_of(message)
    status = _enhanced(notice)
    delayed = _is_delayed(notice, message.envelope.subject)
    permanent = not delayed and is_permanent(status, notice)
    return tuple(Bounced(recipient, status, permanent) for recipient in _recipients(message, notice) or (None,))


def _is_delayed(notice: str, subject: str) -> bool:
    """Whether the server goes on trying. A subject or notice that says "failed" is final, whatever else it tells."""
    if re.search(r"delay|deferred|verz[öo]ger|temporar|retard|ritard|warning(?!.*fail)", subject[:300], re.I):
        return True
    return words.DELAYED.search(notice[:4000]) is not None and not re.search(
        r"permanent|giving up|fatal|returned|failed", notice[:4000], re.I
    )


def _recipients(message: Message, notice: str) -> tuple[str, ...]:
    """Whom a report without status fields names, the surest place first."""
    failed = [address for _, address in fields.addresses(message.root.get("x-failed-recipients"))]
    if failed:
        return tuple(dict.fromkeys(failed))[:MAX_RECIPIENTS]
    ours = {_untagged(address) for address in message.envelope.to_addresses}
    for found in (_HEADED.findall(notice), _ADDRESS.findall(notice)[:20]):
        named = [each.strip("'.") for each in found if _untagged(each) not in ours and not _NOT_RECIPIENTS.match(each)]
        if named:
            return tuple(dict.fromkeys(named))[: MAX_RECIPIENTS if found and len(found) < 50 else 1]
    return _returned_to(message)


def _untagged(address: str) -> str:
    """An address without its "+token": whichever of ours a notice repeats, it names no recipient."""
    local, _, domain = address.lower().strip("'.").partition("@")
    return f"{local.partition('+')[0]}@{domain}"


def _returned_to(message: Message) -> tuple[str, ...]:
    """The To of the mail that came back."""
    for part in message.root.walk():
        if part.content_type in _RETURNED_TYPES:
            try:
                inner = parse_part(part.content(limit=262_144))
                return tuple(address for _, address in fields.addresses(inner.get("to")))[:1]
            except (UnreadableMail, fields.TooMuch):
                return ()
    return ()


# ---- complaints


def is_complaint(message: Message) -> bool:
    """RFC 5965: an abuse report."""
    root = message.root
    declared = (
        root.content_type == "multipart/report" and root.parameters.get("report-type", "").lower() == "feedback-report"
    )
    return declared or any(part.content_type == "message/feedback-report" for part in root.walk())
