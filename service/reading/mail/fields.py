"""Header fields decoded by hand, each within its bound: RFC 2047 words, RFC 2231 parameters, addresses, dates, ids.

The standard library's own decoders take gigabytes, recurse, or believe `alice@example.org)bob@example.com`
(docs/mail.md); none of them sees a field here, but `parsedate_tz` on a hundred characters.
"""

from __future__ import annotations

import binascii
import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz
from urllib.parse import unquote_to_bytes

from service.reading.mail.charsets import decode
from service.reading.patterns.ways import quick

MAX_VALUE = 16_384
"""Characters of a field that is decoded (RFC 5322 knows lines of 998; long To fields are wrapped)."""
MAX_PARENTHESES = 50
"""Comments of a From field."""

_ENCODED_WORD = re.compile(r"=\?([^?\s*]{1,40})(?:\*[^?\s]{0,40})?\?([bBqQ])\?([^?\r\n]{0,2000})\?=")
_PARAMETER = re.compile(r";\s*([^\s=;\"]{1,60})\s*=\s*(\"(?:[^\"\\]|\\.)*\"|[^;]*)")
_ADDRESS = re.compile(r"[^\s()<>\[\]:;@,\\\"\x00-\x1f\x7f]{1,64}@[^\s()<>\[\]:;@,\\\"\x00-\x1f\x7f]{1,190}\Z")
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,250}>")
_CONTROL = quick(r"[\x00-\x1f\x7f]+")


class TooMuch(ValueError):
    """A field is beyond its bound."""


def as_text(value: bytes) -> str:
    """A field's raw value as text; 8-bit headers are UTF-8 (RFC 6532) or, where not, windows-1252."""
    return value.decode("ascii") if value.isascii() else decode(value, "utf-8")


def unstructured(value: bytes, limit: int = MAX_VALUE) -> str:
    """A Subject or display name, decoded, on one line. Beyond `limit` raises TooMuch."""
    if len(value) > limit:
        raise TooMuch("a header field is too long")
    return " ".join(_printable(decode_words(as_text(value))).split())


def _printable(text: str) -> str:
    """The text, spaces for its control characters."""
    return text if text.isprintable() else _CONTROL.sub(" ", text)


def decode_words(text: str) -> str:
    """RFC 2047: white space between encoded words goes; words of one charset are joined before they are decoded
    (many clients cut inside a character)."""
    if "=?" not in text:
        return text
    pieces: list[str] = []
    pending, charset, end = b"", "", 0
    for word in _ENCODED_WORD.finditer(text):
        between = text[end : word.start()]
        if between.strip() or not end:
            pieces += [decode(pending, charset), between]
            pending = b""
        elif word[1].lower() != charset:
            pieces.append(decode(pending, charset))
            pending = b""
        pending += _word_bytes(word[2], word[3])
        charset, end = word[1].lower(), word.end()
    return "".join([*pieces, decode(pending, charset), text[end:]])


def _word_bytes(encoding: str, payload: str) -> bytes:
    data = payload.encode("utf-8", errors="replace")
    if encoding in "bB":
        return base64_bytes(data)
    return binascii.a2b_qp(data, header=True)


def base64_bytes(data: bytes) -> bytes:
    """Base64 as mail has it: with junk between, cut short, unpadded."""
    kept = data.translate(None, delete=_NOT_BASE64).split(b"=", 1)[0]
    kept = kept[: len(kept) - (len(kept) % 4 == 1)]
    return binascii.a2b_base64(kept + b"=" * (-len(kept) % 4))


_NOT_BASE64 = bytes(set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="))


def parameters(value: bytes, limit: int = 4096) -> tuple[str, dict[str, str]]:
    """`text/plain; charset=x` → ("text/plain", {"charset": "x"}), lower-case names, RFC 2231 joined and decoded."""
    if not value:
        return "", {}
    text = _printable(as_text(value[:limit]))
    head = text.split(";", 1)[0].strip().lower()
    plain: dict[str, str] = {}
    parts: dict[str, dict[int, str]] = {}
    for match in _PARAMETER.finditer(text):
        name, raw = match[1].lower(), _unquote(match[2].strip())
        base, star, rest = name.partition("*")
        if not star:
            plain.setdefault(name, decode_words(raw))
            continue
        number = rest.rstrip("*")
        parts.setdefault(base, {})[int(number) if number.isdigit() and len(number) < 4 else 0] = raw
    for base, pieces in parts.items():
        plain[base] = _rfc2231("".join(pieces[number] for number in sorted(pieces)))
    return head, plain


_QUOTED_PAIR = re.compile(r"\\(.)")


def _unquote(raw: str) -> str:
    if len(raw) >= 2 and raw[0] == raw[-1] == '"':
        return _QUOTED_PAIR.sub(r"\1", raw[1:-1]) if "\\" in raw else raw[1:-1]
    return raw.split(" ", 1)[0] if not raw.startswith('"') else raw.strip('"')


def _rfc2231(raw: str) -> str:
    charset, quote, rest = raw.partition("'")
    _, second, text = rest.partition("'")
    if quote and second:
        return decode(unquote_to_bytes(text), charset)
    return unquote_to_bytes(raw).decode("utf-8", errors="replace")


def addresses(value: bytes, limit: int = 65_536, all_or_none: bool = False) -> list[tuple[str, str]]:
    """(display name, address) of each mailbox that is beyond doubt; what is odd is left out, never repaired.

    `all_or_none`: one odd mailbox leaves none, as it should where the field says who somebody is. One pass over the
    characters, no recursion. Beyond the bounds raises TooMuch.
    """
    if all_or_none and (len(value) > limit or value.count(b"(") > MAX_PARENTHESES):
        raise TooMuch("the sender's address field is too long")
    if len(value) > limit:
        value = value[:limit].rpartition(b",")[0]
    found: list[tuple[str, str]] = []
    for words, inside, sound in _mailboxes(as_text(value)):
        name = " ".join(decode_words(words).split()) if inside is not None else ""
        address = (inside if inside is not None else words).strip()
        if sound and _ADDRESS.match(address):
            found.append((name if name.isprintable() else _CONTROL.sub("", name).strip(), address))
        elif all_or_none and (address or words.strip()):
            return []
    return found


_SIMPLE_MAILBOX = re.compile(r"([^\"(),:;<>\\]*)(?:<([^\"(),:;<>\\]*)>([^\"(),:;<>\\]*))?\Z")
"""One mailbox without anything that would have to be weighed, as most are."""


def _mailboxes(text: str) -> list[tuple[str, str | None, bool]]:
    """Each comma-separated mailbox: the words outside angle brackets, what the brackets held, and whether all
    paired.
    """
    if simple := _SIMPLE_MAILBOX.match(text):
        return [(simple[1] + (simple[3] or ""), simple[2], True)]
    boxes: list[tuple[str, str | None, bool]] = []
    words: list[str] = []
    inside: str | None = None
    sound, comment, quoted, angle, escaped = True, 0, False, False, False
    for char in text + ",":
        if escaped:
            escaped = False
            (words.append(char) if not comment else None)
        elif char == "\\" and (quoted or comment):
            escaped = True
        elif quoted:
            quoted = char != '"'
            (words.append(char) if quoted else None)
        elif char == "(":
            comment += 1
        elif char == ")":
            comment -= 1
            sound, comment = sound and comment >= 0, max(comment, 0)
        elif comment:
            continue
        elif char == '"' and not angle:
            quoted = True
        elif char == "<":
            sound, angle, inside = sound and inside is None, True, ""
        elif char == ">":
            sound, angle = sound and angle, False
        elif char in ",;":
            boxes.append(("".join(words), inside, sound and not angle))
            words, inside, sound, angle = [], None, True, False
        elif char == ":" and not angle:
            words = []  # a group's name
        elif angle:
            inside = (inside or "") + char
        else:
            words.append(char)
    return boxes


def message_ids(value: bytes, limit: int = 200) -> tuple[str, ...]:
    """The ids of a Message-ID, In-Reply-To or References field, angle brackets and all, the last `limit` of them."""
    return tuple(_MESSAGE_ID.findall(as_text(value[-65_536:])))[-limit:]


_YEARS = range(1970, 2200)
"""What lies outside is no date of a mail, and days are reckoned from it: near the year 9999 they would end."""


def instant(value: bytes) -> datetime | None:
    """A Date field as an instant in UTC; None where it is none. "-0000" and no offset mean UTC."""
    try:
        parsed = parsedate_tz(as_text(value[:100]).strip())
        if parsed is None:
            return None
        offset = timedelta(seconds=parsed[9] or 0)
        moment = datetime(*parsed[:6], tzinfo=timezone(offset)).astimezone(UTC)
        return moment if moment.year in _YEARS else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
