"""A mail's body as lines, whatever part they came from: how deep each is quoted, and what the mail's structure
says it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from operator import itemgetter
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


TEXT, BLANK, QUOTE = Mark.TEXT, Mark.BLANK, Mark.QUOTE
ATTRIBUTION, HEADERS, SIGNATURE = Mark.ATTRIBUTION, Mark.HEADERS, Mark.SIGNATURE
"""What is asked about line by line: a name of a module's own is found in a quarter of the time that an enum takes."""


class Line(NamedTuple):
    """One line. A tuple, since a mail has hundreds: making one costs a quarter of a dataclass.

    `depth`: how often it is quoted. `mark`: what the mail's own structure (an HTML class or id) says of it.
    `style`: how it looks inside a quote (colour and weight), to tell an answer typed there in red.
    """

    text: str
    depth: int = 0
    mark: Mark | None = None
    style: str = ""


def texts(lines: Iterable[Line]) -> Iterator[str]:
    """The text of each line."""
    return map(_TEXT, lines)


def depths(lines: Iterable[Line]) -> Iterator[int]:
    """How deep each line is quoted."""
    return map(_DEPTH, lines)


_TEXT, _DEPTH = itemgetter(Line._fields.index("text")), itemgetter(Line._fields.index("depth"))
_made = tuple.__new__
"""How a tuple with names is made at half the cost, for the hundreds of lines of a long quote."""

# Quote marks: ">", "> >", ">>", and mutt's "AB>" initials.
_QUOTED = re.compile(r" {0,3}(?:>[ \t]?)+")
_MARKS = frozenset({">", " ", "\t"})
_INITIALS = re.compile(r" ?([A-Z][A-Za-z]{0,3}>[ \t]?)+")
_INVISIBLE = "\u200b\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_SPACES = "\u00a0\u202f\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u3000"
_SEEN_AS = dict.fromkeys(_INVISIBLE, "") | dict.fromkeys(_SPACES, " ")
_ODD = re.compile(f"[{_INVISIBLE}{_SPACES}]")


def clean(text: str) -> str:
    """Without characters that are not seen, spaces of every kind being spaces."""
    if text.isascii() or _ODD.search(text) is None:
        return text
    for odd, seen in _SEEN_AS.items():
        text = text.replace(odd, seen)
    return text


def plain_lines(text: str, flowed: bool = False, delsp: bool = False) -> list[Line]:
    """The lines of a text/plain part within the bounds, quote marks counted and taken off; soft breaks joined
    where flowed.
    """
    text = text[:MAX_TEXT]
    if flowed:
        return _reflow(_lines(text, flowed=True), delsp)
    above, quote = _parted_quote(text)
    return [*_lines(above), *_quoted_once(quote)][:MAX_LINES] if quote else _lines(text)


_QUOTED_OTHERWISE = re.compile(r"\n(?:[^>\n]|>(?:[>\t]| >|From ))")
"""A line of a quote that is to be looked at by itself: not quoted, or twice, or with a mark that a mailbox file set."""


def _parted_quote(text: str) -> tuple[str, str]:
    """A text parted at the quote that most mail ends with, all of it quoted once, so that its hundreds of lines need no
    look at each; no quote where a text ends in anything else.
    """
    at = text.find("\n>")
    quote = text[at:]
    if at < 0 or text[0] == ">" or _QUOTED_OTHERWISE.search(quote) or "\n< " in text[:at]:
        return text, ""
    longest = len(quote) if len(quote) <= MAX_LINE else max(map(len, quote.split("\n")))
    clean_already = quote.isascii() or _ODD.search(quote) is None
    return (text[:at], quote[1:]) if clean_already and longest <= MAX_LINE else (text, "")


def _quoted_once(text: str) -> list[Line]:
    """The lines of such a quote."""
    lines = text.split("\n", MAX_LINES)
    return [_made(Line, (line[1:].removeprefix(" ").rstrip(), 1 if line else 0, None, "")) for line in lines]


def _lines(text: str, flowed: bool = False) -> list[Line]:
    raws = _bounded(text)
    if "\n|" in text:
        raws = _bars_as_marks(raws)
    literal = _fenced(raws) if "```" in text else frozenset[int]()
    if "\n>>> " in text:
        literal |= _prompts(raws)
    if "\n< " in text:
        literal |= _compared(raws)
    if flowed or literal:
        return [_line(raws, number, number in literal, flowed) for number in range(len(raws))]
    return [
        _made(Line, (raw.rstrip(), 0, None, ""))
        if ">" not in raw[:8]  # most lines
        else _made(Line, (raw[2:].rstrip(), 1, None, ""))
        if raw[:2] == "> " and raw[2:3] not in _MARKS  # most quoted ones
        else _line(raws, number, literal=False, flowed=False)
        for number, raw in enumerate(raws)
    ]


def _line(raws: list[str], number: int, literal: bool, flowed: bool) -> Line:
    """One line: how deep it is quoted, and what is left of it."""
    depth, content = 0, raws[number]
    quoted = not literal and ">" in content[:8]
    if quoted and not (content.startswith(">From ") and _stands_alone(raws, number)):
        depth, content = unquote(content)
    if not flowed:
        content = content.rstrip()
    elif not depth and content.startswith(" "):
        content = content[1:]  # space-stuffed, RFC 3676 §4.4
    return _made(Line, (content, depth, Mark.TEXT if literal else None, ""))


_FENCE = re.compile(r" {0,3}```")
MAX_FENCED = 200
"""Lines between two fences; what is fenced by more is no code."""


def _fenced(raws: list[str]) -> frozenset[int]:
    """The lines between fences (Markdown's), whose quote marks and headers are code."""
    fences = [number for number, raw in enumerate(raws) if _FENCE.match(raw)]
    pairs = zip(fences[::2], fences[1::2], strict=False)
    return frozenset(at for first, last in pairs if last - first <= MAX_FENCED for at in range(first, last + 1))


def _prompts(raws: list[str]) -> frozenset[int]:
    """Lines typed at Python's prompt: what begins with ">>> " where nothing is quoted less deep than that."""
    marked = [number for number, raw in enumerate(raws) if raw.startswith(">")]
    typed = all(raws[number].startswith(">>> ") and not _GROUPWISE.match(raws[number]) for number in marked)
    return frozenset(marked) if typed else frozenset()


def _compared(raws: list[str]) -> frozenset[int]:
    """Lines that begin with ">" beside some that begin with "<": what diff(1) prints, or measures."""
    found = set[int]()
    for number, raw in enumerate(raws):
        if raw.startswith("< "):
            for step in (-1, 1):
                at = number + step
                at += step if raws[at : at + 1] == ["---"] else 0
                while 0 <= at < len(raws) and raws[at].startswith("> ") and at not in found:
                    found.add(at)
                    at += step
    return frozenset(found)


def _stands_alone(raws: list[str], number: int) -> bool:
    """Whether no line beside is quoted: then ">From" is how a mailbox file wrote "From" (RFC 4155, Appendix A)."""
    beside = (*raws[max(number - 1, 0) : number], *raws[number + 1 : number + 2])
    return not any(raw.startswith(">") for raw in beside)


# "|" or "|>" as some Usenet clients have it.
_BAR = re.compile(r"\|(?:>?(?: [^|]*)?)?\Z")


def _bars_as_marks(raws: list[str]) -> list[str]:
    """Lines quoted by bars as if by ">": two and more beneath each other, and no table's (which has more bars)."""
    barred = [bool(raw) and raw[0] == "|" and _BAR.match(raw) is not None for raw in raws]
    beside = [False, *barred, False]
    return [
        f">{raw[1:].removeprefix('>')}" if bar and (beside[at] or beside[at + 2]) else raw
        for at, (raw, bar) in enumerate(zip(raws, barred, strict=True))
    ]


# GroupWise's attributions, which begin with what looks like quote marks.
_GROUPWISE = re.compile(r">>> (?:.{3,140}\d.{1,40}>>>\s*\Z|On .{6,60}, in message\b)")


def unquote(line: str) -> tuple[int, str]:
    """How many quote marks a line begins with, and the rest."""
    if line.startswith(">>> ") and _GROUPWISE.match(line):
        return 0, line
    match = _QUOTED.match(line) or _INITIALS.match(line)
    if match is None:
        return 0, line
    return match[0].count(">"), line[match.end() :]


def _bounded(text: str) -> list[str]:
    """The lines of a text, cleaned one by one, since most are ASCII though a mail is not."""
    lines = [line if line.isascii() else clean(line) for line in text.split("\n", MAX_LINES)[:MAX_LINES]]
    if len(text) <= MAX_LINE or max(map(len, lines)) <= MAX_LINE:
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
        if pieces and (line.depth != depth or text == "-- " or line.mark):
            close()
        if line.mark:  # code, as it was typed
            joined.append(line._replace(text=text.rstrip()))
            continue
        depth = line.depth
        soft = text.endswith(" ") and text != "-- "
        pieces.append(text[:-1] if soft and delsp else text)
        if not soft:
            close()
    close()
    return joined
