"""What a delivery report says in words: the notice without the mail below it, whom it names, what it says of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from service.errors import UnreadableMail
from service.reading.machines import bounce_words as words
from service.reading.machines.bounce_codes import has_code, is_permanent, said_status, tells
from service.reading.mail import fields
from service.reading.mail.html import html_lines
from service.reading.mail.message import Message, Part, parse_part
from service.reading.values import Bounced

MAX_NOTICE = 20_000
"""Characters of a notice that are searched."""
MAX_RECIPIENTS = 200

RETURNED_TYPES = (
    "message/rfc822",
    "message/global",
    "text/rfc822-headers",
    "message/global-headers",
    "text/rfc822",
    "message/rfc822-headers",
    "message/partial",
)
_DOMAIN = r"[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63}){0,8}"
ADDRESS = re.compile(rf"[A-Za-z0-9_.+=&'/*^~!#$%{{}}|-]{{1,64}}@{_DOMAIN}")
_HEADED = re.compile(
    r"^[ \t>*-]{0,12}(?:(?:to|recipient(?: address)?|address|user|failed (?:recipient|address)|original recipient|"
    r"final "
    r"recipient|for|rcpt to|error-for|empf[äa]nger|destinataire|destinatario|destinat[áa]rio|ontvanger|mottagare|"
    r"modtager|odbiorca|recipients?|получатель|адресат|收件人|宛先)\s{0,3}[:=：]\s{0,8})?[<\"'(\[]{0,3}(?:mailto:|"
    rf"smtp:|rfc822;\s?)?([A-Za-z0-9_.+=&'/-]{{1,64}}@{_DOMAIN})(?![A-Za-z0-9_-]|\.[A-Za-z0-9])[>\"')\]]{{0,3}}"
    r"(?=[\s:;.,(<\[]|$)",
    re.M | re.I,
)
_ALONE = re.compile(rf"^[ \t>*-]{{0,12}}[<\"'(\[]{{0,3}}{ADDRESS.pattern}[>\"')\].:,]{{0,3}}[ \t]{{0,12}}$", re.M)
_CODED = re.compile(rf"@{_DOMAIN}[>\"')\]]{{0,3}}\s?[:;,-]?\s{{0,3}}[45]\d\d(?=[ -])")
_NOT_RECIPIENTS = re.compile(
    r"(?:postmaster|mailer-daemon|abuse|help-?desk|support|no-?reply|noreply|hostmaster|admin(?:istrator)?|"
    r"webmaster|mail-?admin|[\w.]{1,60}-(?:ctl|request|owner|admin|bounces)|(?:checkin|bounce)(?:\+[^@]{0,100})?)@",
    re.I,
)


def notice_of(message: Message) -> str:
    """What the server itself says: the first text, without the returned mail below it."""
    for part in message.parts:
        if part.content_type in ("text/plain", "text/html") and not part.attached:
            try:
                text = _text_of(part)
            except UnreadableMail:
                return ""
            if text.strip():
                return _without_returned(text)[:MAX_NOTICE]
    return ""


def _without_returned(text: str) -> str:
    """What stands above the returned mail. A heading that only looks like the beginning of one ends nothing: above
    the true one it is said that, and whom, the server could not reach."""
    ends = [end.start() for end in islice(words.RETURNED.finditer(text, 40), 4)]
    for end in ends:
        if ADDRESS.search(text, 0, end) and says_undelivered(text[:end]):
            return text[:end]
    return text[: ends[0]] if ends else text


def _text_of(part: Part) -> str:
    text = part.text()[: 4 * MAX_NOTICE]
    return "\n".join(line.text for line in html_lines(text)) if part.content_type == "text/html" else text


def says_undelivered(notice: str) -> bool:
    """Whether a notice says so: in words that we know, or in any others by an address and the code of a failure, the
    one at the head of a line, or beside the other."""
    head = notice[:6000]
    if words.NOTICE.search(head) is not None or _CODED.search(head) is not None:
        return True
    return heads_line(head) and has_code(head)


def heads_line(notice: str) -> bool:
    """Whether some line begins with an address, as the lines that name who was not reached do."""
    return _HEADED.search(notice) is not None


def names_alone(notice: str) -> bool:
    """Whether some line is an address and nothing else."""
    return _ALONE.search(notice) is not None


def from_wording(message: Message) -> tuple[Bounced, ...]:
    """What a notice says, of each recipient that it names."""
    notice = notice_of(message)
    delayed = _is_delayed(notice, message.envelope.subject)
    recipients = recipients_named(message, notice)
    if not recipients:
        return (_bounced(None, notice, delayed),)
    said = _said_of(recipients, notice) if len(recipients) > 1 else {}
    return tuple(_bounced(recipient, said.get(recipient, notice), delayed) for recipient in recipients)


def _bounced(recipient: str | None, notice: str, delayed: bool) -> Bounced:
    status = said_status(notice)
    return Bounced(recipient, status, not delayed and is_permanent(status, notice))


def _said_of(recipients: Sequence[str], notice: str) -> Mapping[str, str]:
    """The lines from each recipient's name to the next one's, where they say how grave it is."""
    known = {recipient.lower(): recipient for recipient in recipients}
    lines: dict[str, list[str]] = {}
    current: str | None = None
    for line in notice.split("\n"):
        named = next(
            (known[found] for each in ADDRESS.findall(line) if (found := each.lower().strip("'.")) in known), None
        )
        current = named or current
        if current is not None:
            lines.setdefault(current, []).append(line)
    said = {recipient: "\n".join(own) for recipient, own in lines.items()}
    return {recipient: text for recipient, text in said.items() if tells(text)}


def _is_delayed(notice: str, subject: str) -> bool:
    """Whether the server goes on trying. A subject or notice that says "failed" is final, whatever else it tells."""
    if words.DELAYED_SUBJECT.search(subject[:300]):
        return True
    return words.DELAYED.search(notice[:4000]) is not None and words.FINAL.search(notice[:4000]) is None


# ---- whom


def recipients_named(message: Message, notice: str) -> tuple[str, ...]:
    """Whom a report without status fields names, the surest place first."""
    failed = [address for _, address in fields.addresses(message.root.get("x-failed-recipients"))]
    if failed:
        return _distinct(failed)
    to, writers = _returned(message)
    senders = message.envelope.from_addresses
    ours = {_untagged(address) for address in (*message.envelope.to_addresses, *senders, *writers)}

    def others(found: Sequence[str]) -> list[str]:
        named = (each.strip("'.") for each in found)
        return [each for each in named if _untagged(each) not in ours and not _NOT_RECIPIENTS.match(each)]

    headed = _HEADED.findall(notice)
    if named := others(headed):
        return _distinct(named)[: MAX_RECIPIENTS if len(headed) < 50 else 1]
    named = others(ADDRESS.findall(notice)[:20])
    meant = [each for each in named if each.lower() in {address.lower() for address in to}]
    if meant or named or to:
        return _distinct(meant or named or to[:1])
    return _distinct(others(ADDRESS.findall(message.envelope.subject[:300])))


def _distinct(addresses: Sequence[str]) -> tuple[str, ...]:
    """Each once, however it is spelled, the first spelling kept."""
    return tuple({address.lower(): address for address in reversed(addresses)}.values())[::-1][:MAX_RECIPIENTS]


def _untagged(address: str) -> str:
    """An address without its "+token": whichever of ours a notice repeats, it names no recipient."""
    local, _, domain = address.lower().strip("'.").partition("@")
    return f"{local.partition('+')[0]}@{domain}"


def _returned(message: Message) -> tuple[list[str], list[str]]:
    """The addresses in the To of the mail that came back, and those of its writer."""
    for header in _returned_headers(message):
        return (
            [address for _, address in fields.addresses(header.get("to"))],
            [
                address
                for name in ("from", "reply-to", "return-path")
                for _, address in fields.addresses(header.get(name))
            ],
        )
    return [], []


def _returned_headers(message: Message) -> Iterator[Part]:
    """The header of the mail that came back: attached, or below the server's words."""
    for part in islice(message.parts, _MOST_PARTS):
        try:
            if part.content_type in RETURNED_TYPES:
                yield parse_part(beginning_of(part))
            elif part.content_type == "text/plain" and (below := _HEADER.search(text := part.text()[: 4 * MAX_NOTICE])):
                yield parse_part(text[below.start() : below.start() + MAX_NOTICE].encode("utf-8", errors="replace"))
        except (UnreadableMail, fields.TooMuch):
            continue


_ENCODED = (b"base64", b"quoted-printable")
_MOST_RETURNED = 65_536
_MOST_PARTS = 12


def beginning_of(part: Part) -> bytes:
    """The first bytes of a mail within a mail: its header, however large the rest is. (RFC 2046 §5.2.1 forbids to
    encode it; some gateways do.)"""
    if part.get("content-transfer-encoding").strip().lower() in _ENCODED:
        return part.content()[:_MOST_RETURNED]
    return part.raw[part.start : min(part.end, part.start + _MOST_RETURNED)]


_HEADER = re.compile(r"^(?:Received|Return-Path|Message-ID|DKIM-Signature|Delivered-To): ?\S", re.M | re.I)
