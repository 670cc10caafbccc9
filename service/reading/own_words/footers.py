"""What stands around the writer's words and is not theirs: signatures, phone and list footers.

Each is a row of a table here; where on the mail it counts is decided in labels.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.reading.own_words.headers import RULE, holds_any
from service.reading.own_words.languages import SAID, words_for
from service.reading.own_words.signature_words import CLOSING, has_number, has_role
from service.reading.patterns.ways import Caseless, quick

DELIMITER = re.compile(r"\s?--\s?\Z|\s?__\s?\Z|\s?—\s?\Z|\s?--- ?\Z")
"""RFC 3676 §4.3's "-- ", and what clients and hands make of it."""

_OPENING = r"[\s\"'“‘(*<\[_•-]{0,4}"
_SENT_FIRST = [row for row in SAID["phone"] if ".{" not in row[:4]]
PHONE_FOOTER = Caseless(rf"{_OPENING}(?:{'|'.join(_SENT_FIRST)})")
_DEVICE_FIRST = re.compile(rf"{_OPENING}(?:{'|'.join(row for row in SAID['phone'] if row not in _SENT_FIRST)})", re.I)
"""Languages that name the device first; none of their words for sending is ASCII."""
_SORRY = "please|excuse|pardon|forgive|sorry|apologi|typos|bitte|désolé|merci|disculp|desculp|perd[oó]n|scus"
_APOLOGY = re.compile(rf"\W*(?:{_SORRY})", re.I)
# What goes on after the device is named: words of the writer's own, or a time or person that no phone tells.
_PROSE = re.compile(
    rf"[,;:] (?!(?i:{_SORRY})|an? |the |[A-Z\d])|"
    r"\b(?:yesterday|this (?:morning|week)|today|last \w+|to you|for you|by (?:you|me|him|her))\b"
)
_LINKS = re.compile(r"\]\([^)]{1,300}\)|<(?:https?|mailto):[^>]{1,300}>|\( ?https?://[^)]{1,300}\)|https?://\S{1,300}")
MAX_FOOTER = 160
_MAX_FOOTER_WORDS = 13

_CLEAN = re.compile(rf"[\s\"(*<\[_-]{{0,4}}(?:<?https?://\S{{1,300}} )?(?:{words_for('clean')})", re.I)
_BRAND = re.compile(r"\b(?:avast|avg|kaspersky|norton|mcafee|eset|nod32|avira|f-secure|mailscanner|アバスト)\b", re.I)
_VIRUS = ("vir", "vír", "wirus", "scanned by", "вирус", "вірус", "病毒", "ウイルス", "바이러스", "فيروس", "malware")
_LINK = re.compile(r"\s*<?(?:https?://\S+|www\.\S+|#[0-9A-F-]{20,}|\[image: [^\]]{0,60}\])>?\s*\Z", re.I)

_LIST_OPENS = re.compile(
    r"\W{0,4}(?:you(?: have|'ve)? (?:are )?(?:receiv(?:ed|ing)|subscribed) (?:to )?this (?:message|e-?mail|mail|list|"
    r"group|notification|because)|"
    r"to (?:unsubscribe|stop receiving|view this (?:discussion|message)|post to this group|change your (?:settings|"
    r"subscription|preferences))\b|"
    r"visit (?:topic|this (?:topic|group|thread)|your group)\b|list archives?\b|"
    r"(?:change|manage) your (?:settings|preferences|subscriptions?|notifications?)\b|"
    r"sie erhalten diese|vous recevez ce|has recibido este|para cancelar (?:la|tu|su) suscripci|zum abbestellen|"
    r"how (?:did i do|was (?:my|our|this)|are we doing)\b.{0,80}https?:|rate (?:my|our|this) (?:reply|service)\b|"
    r"pour (?:se|vous) d[ée]sabonner|per cancellar|om u af te melden)",
    re.I,
)
_LIST_HOLDS = re.compile(
    r"^\W{0,4}(?:(?:to|you can|if you|click).{0,80})?unsubscribe\b.{0,60}(?:https?:|mailto:|\S@\S)|"
    r"mailing list(?: --.{0,120})?\s*\Z|yahoo! groups links|groups\.io links|"
    r"^(?:\W{0,4}|[^.!?]{0,40}: ?)https?://\S{1,200}(?:listinfo|mailman|unsubscribe|postorius|groups\.google|"
    r"groups\.io)|"
    r"^(?:\W{0,4}|.{0,200}\bor )reply to this (?:e-?mail|message) (?:directly|or view|"
    r"to (?:respond|comment|unsubscribe))",
    re.I,
)
_LIST_HINTS = ("unsubscribe", "mailing list", "groups", "http", "reply to this")
"""One of these is in each of the lines that the second table is about."""

_CONTACT = quick(
    r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,}|https?://|www\.\w|(?<!\w)(?:\+|00)\d[\d\s().-]{6,}|"
    r"\(?\d{2,4}\)?[\s./-]{1,3}\d{2,4}[\s.-]{1,2}\d{3,5}\b|\b\d{3}-\d{4}\b|"
    r"\b(?:\d{2}[\s.-]){4}\d{2}\b|\b0\d{1,4}[\s/-]{1,3}\d{5,8}\b"
    r"|(?:^|[\s|,;(])(?:tel|phone|fax|mob(?:ile)?|cell|ph|office|direct|telefon|t[ée]l|handy|mobil|fon|t|f|m|"
    r"o|p|c|e|w|d)\s?[.:]\s?[+(\d/]|\bext\.? ?\d|\bx\d{1,2}-?\d{3,5}\b"
    r"|(?<=\w) ?[|•·*] (?=\w)|\b(?:inc|llc|ltd|gmbh|b\.v|s\.a|corp|co)\b\.?|\b(?:ph\.?d|mlis|mls|m\.a|mba|"
    r"esq)\b|(?:she|he|they)/(?:her|him|them)"
    r"|\b(?:room|rm|suite|ste|floor|building|bldg|p\.?o\.? box|street|avenue|ave|blvd|road|stra[ßs]e|"
    r"str\.)\b|\boffice hours?\b|"
    r"^(?:i work|my working|working (?:days|hours|pattern))\b|\bdrop-ins?\b|\bon leave\b|\bout of (?:the )?office\b",
    re.I,
)
_NAME = re.compile(r"[^\W\d_][\w.'’-]{0,30}(?:,? (?:[^\W\d_][\w.'’-]{0,30}\.?|&)){0,5}(?:\s?\([^)]{1,40}\))?\s*,?\Z")
_DASHED_NAME = re.compile(
    r"\s{0,3}(?:--?|[–—~])\s?([^\W\d_a-z][\w.'’-]{0,30}(?: [^\W\d_a-z][\w.'’-]{0,30}){0,3})\.?\s*\Z|"
    r"\s?-- ?[^\W\d_]{2,15}\s*\Z"
)
_LONE_ADDRESS = re.compile(r"\s*<?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}>?\s*\Z")
_POSTSCRIPT = re.compile(r"\s*p\.? ?\.?p?\.?s\b[.:,;) -]|\s*(?:edit|nb|n\.b\.)\b", re.I)


def is_phone_footer(text: str) -> bool:
    """ "Sent from my …" in any of the table's languages: a short line that says no more, but for an apology."""
    if not text or len(text) > 3 * MAX_FOOTER:
        return False
    if PHONE_FOOTER.match(text) is None and (text.isascii() or _DEVICE_FIRST.match(text) is None):
        return False
    text = _LINKS.sub("]", text).strip()
    first, _, rest = text.partition(". ")
    short = len(text) <= MAX_FOOTER and len(first.split()) <= _MAX_FOOTER_WORDS
    return short and _PROSE.search(first) is None and (not rest.strip(" ])") or _APOLOGY.match(rest) is not None)


def is_scanned(text: str) -> bool:
    """Whether a line is an antivirus program's, or a mail gateway's that looked for viruses."""
    if len(text) > 3 * MAX_FOOTER or not holds_any(text.lower(), _VIRUS):
        return False
    return _CLEAN.match(text) is not None or _BRAND.search(text) is not None


def is_link(text: str) -> bool:
    """Whether a link, or a picture's place, is all there is on a line."""
    return _LINK.match(text) is not None


def is_address(text: str) -> bool:
    """Whether a mail address is all there is on a line."""
    return "@" in text and _LONE_ADDRESS.match(text) is not None


def is_postscript(text: str) -> bool:
    """Whether a line begins a postscript."""
    return _POSTSCRIPT.match(text) is not None


def is_list_footer(text: str) -> bool:
    """Whether a line is what list servers and trackers add below."""
    text = text[:400].lower()
    if _LIST_OPENS.match(text):
        return True
    return holds_any(text, _LIST_HINTS) and _LIST_HOLDS.search(text) is not None


def is_dashed_name(text: str) -> bool:
    """ "-Ada Example" or "~ Ada", alone on a line: a signature with its mark."""
    return _DASHED_NAME.match(text) is not None


def reads_as_signature(lines: Sequence[str]) -> bool:
    """Whether the lines below a doubtful mark ("---", "__") are a signature: a few short ones, a name or title on
    top.
    """
    lines = [line for line in lines if not (is_rule(line) or is_picture(line))]
    if not 0 < len(lines) <= 8 or any(len(line) > 100 for line in lines):
        return False
    if _SAYING.match(" ".join(lines)):
        return True
    contact = any(_is_contact(line) or has_role(line) for line in lines)
    return _titled(lines) and (contact or (len(lines) == 1 and lines[0].istitle() and not lines[0].endswith(".")))


_SAYING = re.compile(r"\s*[\"“„«‘'][^\"“”«»]{10,300}[\"”“»’']\.?(?:\s*[(~–—-]+\s?.{2,60})?\s*\Z")
"""A line of somebody wise, in quotation marks, and who said it."""


def is_picture(text: str) -> bool:
    """Whether the place of a picture is all there is on a line."""
    return "[" in text and _PICTURE.match(text) is not None


_PICTURE = re.compile(
    r"\s*<?\[(?:cid:|image:|inline image|logo|bild|photo|picture)[^\]\n]{0,120}\](?:<[^>\n]{0,300}>)?\s*\Z", re.I
)


def _is_contact(text: str) -> bool:
    """Whether a telephone, an address or a post is on the line."""
    return _CONTACT.search(text) is not None or has_number(text)


def signature_start(lines: Sequence[str], names: frozenset[str]) -> int | None:
    """Where a signature without its mark begins among the last lines of somebody's words; None where there is none.

    It begins with the sender's own name (`names`: lower-case full and first name) with something below it that is no
    sentence, or is a last paragraph of contact lines. A name alone is a farewell and stays.
    """
    first = max(len(lines) - 14, 0)
    last_words = {name.rpartition(" ")[2] for name in names}  # without which no line is a name
    for index in range(len(lines) - 1, first - 1, -1):  # the last: above it the name may stand as a farewell
        may_be_name = holds_any(lines[index].lower(), last_words)
        if may_be_name and _is_name(lines[index], names) and _all_details(lines, index):
            return index + 1 if _is_farewell(lines, index) else index
    below = _below_farewell(lines, first)
    return _contact_paragraph(lines, first) if below is None else below


def _below_farewell(lines: Sequence[str], first: int) -> int | None:
    """The line after a closing and whatever name stands under it, where nothing but details comes below."""
    for index in range(len(lines) - 3, first - 1, -1):
        closing = lines[index].strip()
        if not closing or len(closing.split()) > 7 or not CLOSING.match(closing):
            continue
        name = next((at for at in (index + 1, index + 2) if lines[at].strip()), None)
        if name is None or not _is_named(lines[name]) or (name > index + 1 and closing[-1] in ".!?"):
            return None  # "Thanks!" said apart is no closing
        details = [text for text in lines[name + 1 :] if text.strip()]
        told = any(_is_contact(text) or has_role(text) for text in details)
        return name + 1 if told and all(map(_is_detail, details)) else None
    return None


def _is_named(text: str) -> bool:
    return len(text) < 60 and _titled([text]) and len(text.split()) <= 6


def _is_detail(text: str) -> bool:
    """Whether a line is what stands in signatures: a contact, a post, a firm's name; no sentence."""
    if len(text) > 120 or _POSTSCRIPT.match(text):
        return False
    if _is_prose(text):
        return False
    told = _is_contact(text) or has_role(text) or _LABELLED.match(text) is not None
    return told or _titled([text]) or is_picture(text) or is_rule(text)


_LABELLED = re.compile(r"[^\W\d_][\w .-]{1,20}:\s?\S.{0,60}\Z")
"""A detail and its name, "Visiting address: 1 Example Street"."""


def _is_prose(text: str) -> bool:
    """Whether a line is a sentence, and no motto in capitals."""
    words = text.split()
    small = sum(word[0].islower() for word in words)
    return text.strip()[-1:] in ".!?…" and len(words) > 3 and small * 2 >= len(words)


def _is_farewell(lines: Sequence[str], index: int) -> bool:
    """Whether a bare name stands under a closing ("Best regards,"), which makes it the writer's last word, too."""
    if re.search(r"[,|<(]", lines[index].strip().rstrip(",")):
        return False
    above = [line.strip() for line in lines[max(index - 2, 0) : index]]
    closing = above[-1] if above else ""
    if above and not closing and above[0].endswith(","):
        closing = above[0]
    if not closing or len(closing) > 50:
        return False
    return (closing.endswith(",") and len(closing.split()) <= 5) or CLOSING.match(closing) is not None


_NAME_ENDS = ",|(<"


def _is_name(text: str, names: frozenset[str]) -> bool:
    if not text or len(text) > 120:
        return False
    head = text = text.strip(" *_-–—,|")
    for mark in _NAME_ENDS:
        head = head.partition(mark)[0]
    head = head.strip().lower()
    if not head or len(text) > 90 or len(head) > 60:
        return False
    return head in names or _bare(head) in names


def _bare(name: str) -> str:
    """A name without titles and initials in the middle."""
    words = [word for word in name.replace(".", ". ").split() if word[-1] != "." and len(word) > 1]
    return " ".join((words[0], words[-1])) if len(words) > 1 else " ".join(words)


_BESIDE_THE_NAME = re.compile(r"[,|].*\w")


def _all_details(lines: Sequence[str], start: int) -> bool:
    """Whether below a name only what signatures hold stands, and at least one line of it."""
    own = _BESIDE_THE_NAME.search(lines[start]) is not None
    details, blank = 0, False
    for text in lines[start + 1 :]:
        if not text.strip():
            blank = True
            continue
        if _POSTSCRIPT.match(text) or len(text) > 120:
            return False
        contact = _is_contact(text)
        if not contact and _reads_as_words(text, blank and not details and not own):
            return False
        details += 1
        blank = False
    return details > 0


def _reads_as_words(text: str, apart: bool) -> bool:
    """Whether a line below a name is somebody speaking: a sentence, or, `apart` from the name, anything but a title."""
    stripped = text.strip()
    if stripped[0] in "(\"“«'*~":
        return False
    if _is_prose(stripped):
        return True
    return apart and not (
        has_role(stripped) or (_NAME.match(stripped) and stripped[0].isupper() and len(stripped.split()) > 1)
    )


_PARTED = re.compile(r"\s[/|•·*–—-]\s")


def _contact_paragraph(lines: Sequence[str], first: int) -> int | None:
    """The last paragraph, where it is two lines or more and most of them are telephone numbers, addresses, titles."""
    start = len(lines)
    while start > first and lines[start - 1].strip():
        start -= 1
    block = lines[start:]
    if start == 0 or next((line for line in reversed(lines[:start]) if line.strip()), "").rstrip().endswith(":"):
        return None  # under "Please send it to:" it is what is told
    named = _name_under_closing(lines, start)
    start, block = start + named, block[named:]
    if not block or any(len(text) > 100 for text in block):
        return None
    if len(block) == 1:  # "A. Example / Manuscripts / x4410"
        parts = _PARTED.split(block[0])
        short = len(parts) > 2 and len(block[0]) < 100
        return start if short and _is_contact(block[0]) and _titled(parts) else None
    contacts = sum(map(_is_contact, block))
    if contacts < 2 and not (contacts and (len(block) <= 3 or all(map(_is_detail, block))) and _titled(block)):
        return None
    spoken = any(_sentence(text) and not _is_contact(text) for text in block)
    return None if spoken or not _titled(block) else start


def _name_under_closing(lines: Sequence[str], start: int) -> int:
    """How many lines of a last paragraph are the writer's last words yet: a closing and the name under it."""
    if start < len(lines) and CLOSING.match(lines[start]):
        return 2
    above = next((line.strip() for line in reversed(lines[:start]) if line.strip()), "")
    return 1 if CLOSING.match(above) and above[-1] not in ".!?" else 0


def _titled(block: Sequence[str]) -> bool:
    head = _ORNAMENT.sub("", block[0]).strip(" *_")
    return _NAME.match(head.split("|")[0].strip()) is not None and not head[:1].islower() and not _sentence(head)


_ORNAMENT = re.compile("[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]")
"""Emoji and other signs that names are adorned with."""


def _sentence(text: str) -> bool:
    return text.strip()[-1:] in ".!?" and len(text.split()) > 4


def is_rule(text: str) -> bool:
    return RULE.match(text) is not None
