"""The text part: Markdown tokens → a text template, and a filled one → lines that read well in any mail program."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

WIDTH = 72
"""Columns of the text part, so that a reply can quote it a few times within 80."""

CELL = "\x1f"
"""Ends each cell of a table in a filled template; values can hold no control character."""

_ITEM = re.compile(r"(?:- |\d{1,3}\. )")
_GAP = "  "


def template(tokens: Sequence[Token]) -> str:
    """The text template of a letter: blocks apart by a blank line, list items and table rows one a line."""
    return "".join(_template_pieces(tokens))


def lay_out(text: str) -> str:
    """A filled text template as the lines of a format=flowed body (RFC 3676), without line ends but "\\n" between.

    Paragraphs are wrapped with a trailing space (a reader that knows flowed text joins them again); list items and
    tables are wrapped for good, with their indentation.
    """
    lines: list[str] = []
    table: list[list[str]] = []
    for line in text.split("\n"):
        if CELL in line:
            table.append([cell.strip() for cell in line.split(CELL)[:-1]])
            continue
        if table:
            lines += _aligned(table)
            table = []
        if line or (lines and lines[-1]):
            lines += _wrapped(line) if len(line) > WIDTH else [line]
    while lines and not lines[-1]:
        lines.pop()
    # Space-stuffing (RFC 3676 §4.4): what begins like a quote, a "From " line or with a space gets one more.
    return "\n".join(" " + line if line.startswith((" ", ">", "From ")) else line for line in lines) + "\n"


def _template_pieces(tokens: Iterable[Token]) -> Iterator[str]:
    items = 0
    for token in tokens:
        if token.type == "jinja":
            yield token.content
        elif token.type == "inline":
            yield _inline(token.children or ())
        elif token.type == "list_item_open":
            items += 1
            yield "- "
        elif token.type == "list_item_close":
            items -= 1
            yield "\n"
        elif token.type in ("th_close", "td_close"):
            yield CELL
        elif token.type == "hr":
            # The signature's separator (RFC 3676 §4.3): clients leave what follows out of a reply.
            yield "-- \n"
        elif token.type in _ENDS and not (token.type == "paragraph_close" and items):
            yield _ENDS[token.type]


_ENDS = {
    "paragraph_close": "\n\n",
    "heading_close": "\n",
    "bullet_list_close": "\n",
    "tr_close": "\n",
    "table_close": "\n",
}


def _inline(children: Iterable[Token]) -> str:
    parts: list[str] = []
    link = ""
    for child in children:
        if child.type == "link_open":
            link = str(child.attrGet("href")).removeprefix("mailto:").replace("qzh", "qze")
            parts.append("")
        elif child.type == "link_close":
            if parts[-1] != link:
                parts.append(f" <{link}>")
        elif child.type == "softbreak":
            parts.append(" ")
        elif child.type == "hardbreak":
            parts.append("\n")
        elif child.content:
            parts.append(child.content)
    return "".join(parts)


def _wrapped(line: str) -> list[str]:
    """A long line in several: an item's rest is indented below its text, a paragraph's flows."""
    item = _ITEM.match(line)
    if item:
        indent = " " * len(item[0])
        first, *rest = _filled(line[len(indent) :], WIDTH - len(indent))
        return [item[0] + first, *(indent + piece for piece in rest)]
    pieces = _filled(line, WIDTH - 1)
    return [piece + " " for piece in pieces[:-1]] + pieces[-1:]


def _filled(text: str, width: int) -> list[str]:
    """`text` cut at spaces into pieces of at most `width`; a longer word stays whole."""
    pieces = []
    while len(text) > width:
        cut = text.rfind(" ", 1, width + 1)
        if cut < 0:
            cut = text.find(" ", width)
        if cut < 0:
            break
        pieces.append(text[:cut])
        text = text[cut + 1 :]
    return [*pieces, text]


def _aligned(rows: list[list[str]]) -> list[str]:
    """A table in columns; the widest column gives way where they do not fit."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    spare = WIDTH - len(_GAP) * (len(widths) - 1)
    while sum(widths) > spare and max(widths) > 12:
        widest = widths.index(max(widths))
        widths[widest] = max(12, widths[widest] - (sum(widths) - spare))
    lines = []
    for row in rows:
        cells = [_filled(cell, width) for cell, width in zip(row, widths, strict=True)]
        for number in range(max(map(len, cells))):
            parts = [cell[number] if number < len(cell) else "" for cell in cells]
            lines.append(_GAP.join(part.ljust(width) for part, width in zip(parts, widths, strict=True)).rstrip())
    return lines
