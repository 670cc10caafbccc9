"""A mail's body as lines, whatever part they came from: how deep each is quoted, and what the mail's structure
says it is.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

MAX_LINES = 4_000
MAX_TEXT = 300_000
"""Characters of a plain body that are read; the writer's words stand on top, what is beyond are old letters."""
MAX_LINE = 10_000
"""Characters of a line; what is beyond stands on the next one."""


class Mark(Enum):
    """What a line is."""

    TEXT = "text"
    BLANK = "blank"
    QUOTE = "quote"
    ATTRIBUTION = "attribution"
    HEADERS = "header block"
    SIGNATURE = "signature"
    RULE = "rule"
    FOOTER = "footer"
    DISCLAIMER = "disclaimer"
    BANNER = "banner"


class Line(NamedTuple):
    """One line. A tuple, since a mail has hundreds: making one costs a quarter of a dataclass.

    `depth`: how often it is quoted. `mark`: what the mail's own structure (an HTML class or id) says of it.
    `style`: how it looks inside a quote (colour and weight), to tell an answer typed there in red.
    """

    text: str
    depth: int = 0
    mark: Mark | None = None
    style: str = ""


# Quote marks: ">", "> >", ">>", mutt's "AB>" initials, and "|" as some Usenet clients have it.
_QUOTED = re.compile(r"[ \t]{0,4}(?:>[ \t]?)+")
_INITIALS = re.compile(r" ?([A-Z][A-Za-z]{0,3}>[ \t]?)+")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SPACES = re.compile("[\u00a0\u202f\u2000-\u200a\u3000]")


def clean(text: str) -> str:
    """Without characters that are not seen, spaces of every kind being spaces."""
    return text if text.isascii() else _SPACES.sub(" ", _INVISIBLE.sub("", text))


def plain_lines(text: str, flowed: bool = False, delsp: bool = False) -> list[Line]:
    """The lines of a text/plain part within the bounds, quote marks counted and taken off; soft breaks joined
    where flowed.
    """
    lines: list[Line] = []
    for raw in _bounded(clean(text[:MAX_TEXT])):
        depth, content = unquote(raw) if ">" in raw[:8] else (0, raw)
        if not flowed:
            content = content.rstrip()
        elif not depth and content.startswith(" "):
            content = content[1:]  # space-stuffed, RFC 3676 §4.4
        lines.append(Line(content, depth))
    return _reflow(lines, delsp) if flowed else lines


def unquote(line: str) -> tuple[int, str]:
    """How many quote marks a line begins with, and the rest."""
    match = _QUOTED.match(line) or _INITIALS.match(line)
    if match is None:
        return 0, line
    return match[0].count(">"), line[match.end() :]


def _bounded(text: str) -> list[str]:
    lines = text.split("\n", MAX_LINES)[:MAX_LINES]
    if all(len(line) <= MAX_LINE for line in lines):
        return lines
    return [line[at : at + MAX_LINE] for line in lines for at in range(0, max(len(line), 1), MAX_LINE)][:MAX_LINES]


def _reflow(lines: list[Line], delsp: bool) -> list[Line]:
    """RFC 3676 §4.2: a line that ends in a space goes on in the next of the same depth; "-- " never does."""
    joined: list[Line] = []
    pieces: list[str] = []
    depth = 0

    def close() -> None:
        if pieces:
            joined.append(Line("".join(pieces).rstrip(), depth))
            pieces.clear()

    for line in lines:
        text = line.text
        if pieces and (line.depth != depth or text == "-- "):
            close()
        depth = line.depth
        soft = text.endswith(" ") and text != "-- "
        pieces.append(text[:-1] if soft and delsp else text)
        if not soft:
            close()
    close()
    return joined
