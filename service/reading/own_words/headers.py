"""Where somebody else's mail begins by a block or a rule: From/Sent/To lines, "-----Original Message-----", Notes' own.

The words are those of the table of languages; what decides is how many different labels stand together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from service.reading.mail.lines import Line
from service.reading.own_words.attributions import DATE, TIME, has_address
from service.reading.own_words.languages import SAID, words_for
from service.reading.patterns.ways import Caseless

_LABELS = ("from", "sent", "date", "to", "cc", "subject", "more")
_KINDS = {name.lower(): kind for kind in _LABELS for row in SAID[kind] for name in row.split("|")}
_LONGEST_LABEL = max(map(len, _KINDS))
_TITLE = Caseless(rf"\s*(?:{words_for('original')})\s*[:：]?\s*\Z")
_SEPARATOR = re.compile(
    rf"[\s>*_|]{{0,4}}[-=_*~#]{{2,}}\s*(?:{words_for('original')})\s*:?\s*[-=_*~#]{{2,}}\s*\Z", re.I
)
_BEGIN = re.compile(rf"[\s>]{{0,4}}(?:{words_for('begin')})\s*[:：]\s*\Z", re.I)
_ABOVE = re.compile(rf"(?:^|\W)(?:{words_for('above')})", re.I)
_ABOVE_HINTS = (
    "above",
    "oberhalb",
    "über d",
    "dessus",
    "encima",
    "arriba",
    "acima",
    "sopra",
    "boven",
    "powyżej",
    "выше",
)
"""A word of each row; lines without one need no more looking at."""
_GROUPWISE = re.compile(r">>> .{3,140}\d.{1,40}>>>\s*\Z")
_NOTES = re.compile(r"[^\n]{2,80}? ?---\s?\d{1,4}[./-]\d{1,2}[./-]\d{1,4} [^-\n]{3,24}---")
_DRAWN = re.compile(r"\s{0,4}[-=_*~]{4,}[^-=_*~\n]{3,60}[-=_*~]{4,}\s*\Z")
RULE = re.compile(r"[\s*]{0,4}(?:[-_=*~#—–─━]\s?){3,}\s*\Z")


def label_kind(text: str) -> tuple[str, str] | None:
    """("from", value) for a line like "Von: …", in any of the table's languages."""
    head = text[: _LONGEST_LABEL + 12].replace("：", ":")
    if ":" not in head:
        return None  # most lines
    name = head.partition(":")[0]
    kind = _KINDS.get(name.strip(" \t*_>|").lower())
    return (kind, text[len(name) + 1 :].strip(" *_\t")) if kind else None


def holds_any(text: str, words: Iterable[str]) -> bool:
    """Whether one of the words is in the text. (A loop: any() takes thrice as long, and every line is asked.)"""
    for word in words:  # noqa: SIM110
        if word in text:
            return True
    return False


def is_separator(text: str) -> bool:
    """Whether the line alone says that somebody else's mail follows ("-----Original Message-----")."""
    if not 6 <= len(text) <= 160:
        return False
    drawn = text.lstrip()[:1] in "-=_*~#>"
    above = holds_any(text.lower(), _ABOVE_HINTS)
    if not (drawn or above) and text[-1] not in ":：":
        return "---" in text and _NOTES.match(text) is not None
    if RULE.match(text):
        return False  # no words in it
    text = text.replace("&nbsp;", " ")  # QQ writes it into its plain text
    if any(sign.match(text) for sign in (_SEPARATOR, _BEGIN, _GROUPWISE)):
        return True
    return above and _ABOVE.search(text) is not None


def titled_block_at(lines: Sequence[Line], start: int, separates: bool) -> int | None:
    """The line after a header block that a line stands above: one that `separates`, its bare words, or a rule around
    any words.
    """
    text = lines[start].text
    if not 4 <= len(text) <= 160 or text[-1] in ".!?,":
        return None  # most lines of prose
    if not (separates or _TITLE.match(text) or (not text[0].isalnum() and _DRAWN.match(text))):
        return None
    below = start + 1
    while below < len(lines) and below < start + 3 and not lines[below].text.strip():
        below += 1
    return headers_at(lines, below) if below < len(lines) else None


def headers_at(lines: Sequence[Line], start: int) -> int | None:
    """The line after the header block that begins at `start`; None where none begins there.

    Three different labels make one, a subject or a "sent" among them (who travels writes "From", "To" and "Date", too);
    two do where the first names a sender with an address, or stands under a rule.
    Blank lines may stand between (one paragraph each), and long fields go on in the next line.
    """
    found = label_kind(lines[start].text)
    if found is None:
        return None
    kinds = {found[0]}
    addressed = found[0] == "from" and has_address(found[1])
    end, blank = start + 1, False
    for index in range(start + 1, min(start + 24, len(lines))):
        text = lines[index].text
        if lines[index].depth != lines[start].depth:
            break
        if not text.strip():
            if blank and len(kinds) > 2:
                break
            blank = True
            continue
        label = label_kind(text)
        if label is None:
            if blank or not _continues(lines[index - 1].text, text):
                break
        else:
            if label[0] == found[0] != "from" and "from" in kinds:
                return None  # the block begins below; this was a line of the writer's own, "Subject: it is settled"
            if label[0] == "from" and "from" in kinds:
                break  # another block begins
            kinds.add(label[0])
            addressed = addressed or (label[0] == "from" and has_address(label[1]))
        end, blank = index + 1, False
    kinds.discard("more")
    if "from" not in kinds and not {"date", "subject", "to"} <= kinds:
        return None
    ruled = start > 0 and (RULE.match(lines[start - 1].text) is not None or is_separator(lines[start - 1].text))
    if addressed or ruled:
        return end if len(kinds) >= 2 else None
    return end if len(kinds) >= 3 and not kinds.isdisjoint(("sent", "subject")) else None


def table_at(lines: Sequence[Line], index: int) -> tuple[int, int] | None:
    """(first line, the one after) of old Notes' block, whose labels have no colon: name, moment, "To", …, "Subject", ….

    `index` is the line of the moment. The values stand below their labels, or beside them.
    """
    text = lines[index].text.strip()
    if len(text) > 40 or not (DATE.search(text) and TIME.search(text)):
        return None
    bare = _bare_labels(lines, index + 1, index + 5)
    if "to" not in bare:
        return None
    bare += _bare_labels(lines, index + 5, index + 16)
    if "subject" not in bare:
        return None
    start = index
    while start > max(index - 3, 0) and lines[start - 1].text.strip():
        start -= 1
    last = index + 1 + bare.index("subject")
    beside = " " in lines[last].text.strip()
    return start, min(last + (1 if beside else 2), len(lines))


def _bare_labels(lines: Sequence[Line], start: int, end: int) -> list[str | None]:
    """What header field each line begins with the name of."""
    return [_KINDS.get(line.text.strip().partition(" ")[0].lower()) for line in lines[start:end]]


_GAP = re.compile(r"\s{2,}")


def columns_at(lines: Sequence[Line], index: int) -> int | None:
    """The line after Notes' block in two columns, the labels standing at the right of each line; None where none is."""
    if not lines[index].text.startswith("      "):
        return None
    right = [_KINDS.get(_GAP.split(line.text.strip())[-1].lower()) for line in lines[index : index + 16]]
    if "to" not in right[:5] or "subject" not in right:
        return None
    return min(index + right.index("subject") + 2, len(lines))


def _continues(above: str, text: str) -> bool:
    """Whether `text` goes on with a long To or Subject: an address list, or an indented line, or a value by itself."""
    return (
        text.startswith((" ", "\t"))
        or above.rstrip().endswith((",", ";", ":"))
        or bool(has_address(text.split(" ")[0]))
    )
