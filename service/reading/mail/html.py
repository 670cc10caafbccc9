"""HTML → lines, with what its structure says: what is quoted, how deep, and what is a signature.

A reading of tags in one pass, linear by construction. (A real HTML tree was tried: Lexbor takes 15 s on a tag of many
attributes and 9 s on nested divs, so that a pass like this one had to stand before it; and then the pass says all that
is needed.) Unknown tags are looked through; nothing written is dropped but what a browser would not show.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from service.reading.mail.html_marks import Effect, effect_of, entities
from service.reading.mail.lines import HEADERS, MAX_LINES, SIGNATURE, Line, Mark, clean, unquote

MAX_HTML = 600_000
"""Characters that are read: a long Outlook thread is half of it, and the writer's words stand on top."""
MAX_TAGS = 40_000
MAX_OPEN = 300
"""Open elements that are followed; deeper ones only give their text."""
_MAX_EFFECTS = 1_000

_TAG = re.compile(r"<([^<>]*)>")
# The "<" stands outside the group without case, so that the search runs at the speed of find.
_UNSEEN = re.compile(r"<(?=[!nostxNOSTX])(?:(?ai:(style|script|title|xml|noscript|svg|template|select|object))\b|!--)")
_CLOSES = {"li": "li", "tr": "tr", "td": "td", "th": "td", "dd": "dd", "dt": "dd"}
_SKIP_CLOSED = 30
"""How many open elements a closing tag may close at once."""


class _State(NamedTuple):
    """What holds inside an element."""

    depth: int = 0
    mark: Mark | None = None
    colour: str = ""
    bold: bool = False
    background: str = ""
    pre: bool = False
    hidden: bool = False


class _Open(NamedTuple):
    """An open element: its effect, and what held around it."""

    effect: Effect
    outer: _State


@dataclass(slots=True)
class _Walk:
    """The pass over the tags: the lines so far, and the line being made."""

    lines: list[Line] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    state: _State = field(default_factory=_State)
    open: list[_Open] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    """The next number of each open ordered list."""
    line_state: _State | None = None
    kept: bool = False
    """The line being made stands even if it is empty."""
    cut: bool = False
    """A container was met from which on all is quoted."""

    @property
    def quotes(self) -> bool:
        """Whether what comes is somebody else's by the look of its container."""
        return bool(self.state.depth) or self.cut or self.state.mark is HEADERS

    def text(self, text: str) -> None:
        state = self.state
        if state.hidden:
            return
        if state.pre:
            self._preformatted(entities(text))
            return
        if text.isspace() and "\u00a0" not in text:
            if self.pieces:
                self.pieces.append(" ")
            return
        text = entities(text)
        if self.line_state is None or len(text) > 20:
            if not text.isspace():
                self.line_state = state
            elif "\u00a0" in text:
                self.kept = True  # Outlook's empty paragraph is a no-break space
        self.pieces.append(text)

    def _preformatted(self, text: str) -> None:
        *whole, last = text.split("\n")
        for line in whole:
            self.line_state = self.line_state or self.state
            self.pieces.append(line)
            self.end_line(always=True)
        self.pieces.append(last)

    def end_line(self, always: bool = False) -> None:
        """Close the line being made; an empty one counts only where `always`."""
        always = always or self.kept
        if not self.pieces and not always:
            return
        joined = clean("".join(self.pieces))
        self.pieces.clear()
        state = self.line_state or self.state
        self.line_state, self.kept = None, False
        text = joined.rstrip() if state.pre else " ".join(joined.split())
        if text or always:
            styled = state.colour or state.bold or state.background
            looks = f"{state.colour}|{state.bold}|{state.background}" if styled else ""
            depth = state.depth
            if ">" in text[:8] and not depth:  # a client that makes its HTML of plain text
                depth, text = unquote(text)
            self.lines.append(Line(text, depth, state.mark, looks))

    def space(self) -> None:
        """A blank line, unless there is one."""
        if self.pieces or self.kept:
            self.end_line()
        if self.lines and self.lines[-1].text:
            self.lines.append(Line("", self.state.depth, self.state.mark))

    def take(self, effect: Effect) -> None:
        """Go through one tag."""
        if effect.closes:
            self._end(effect)
        elif effect.void:
            self._void(effect)
        else:
            self._start(effect)

    def paragraph(self, effect: Effect, text: str) -> bool:
        """Go through "<p>words</p>" at once, which most of a mail is; False where it must be taken tag by tag."""
        if self.open and self.open[-1].effect.name == "p" and effect.block:
            return False
        self.space() if effect.spaced else (self.end_line() if effect.block else None)
        self.text(text)
        if effect.block:
            self.end_line()
            if effect.spaced and self.lines and self.lines[-1].text:
                self.lines.append(Line("", self.state.depth, self.state.mark))
        return True

    def _void(self, effect: Effect) -> None:
        if effect.name == "br":
            self.end_line(always=True)
        elif effect.name == "hr":
            self.end_line()
            self.lines.append(Line("_" * 20, self.state.depth, self.state.mark or Mark.RULE))
        elif effect.alt:
            self.text(effect.alt)
        if effect.tail:
            self._cut()

    def _start(self, effect: Effect) -> None:
        if self.open:
            above = self.open[-1].effect.name
            if (above == "p" and effect.block) or above == _CLOSES.get(effect.name):
                self._pop_to(len(self.open) - 1)  # <p>, <li>, <td> and <tr> end by the next of their kind
        if effect.spaced:
            self.space()
        elif effect.block:
            self.end_line()
        elif effect.name in ("td", "th"):
            self.pieces.append(" ")
        if effect.tail:
            self._cut()
        if len(self.open) < MAX_OPEN:
            self.open.append(_Open(effect, self.state))
            if effect.first is not None:
                self.numbers.append(effect.first)
            if not effect.plain:
                self.state = _inside(self.state, effect)
        if effect.name == "li":
            self._bullet()

    def _end(self, effect: Effect) -> None:
        last = len(self.open) - 1
        for index in range(last, max(last - _SKIP_CLOSED, -1), -1):
            if self.open[index].effect.name == effect.name:
                self._pop_to(index)
                return
        if effect.name == "p":
            self.space()

    def _pop_to(self, index: int) -> None:
        effect, outer = self.open[index]
        if effect.block:
            self.end_line()
        for closed in self.open[index:]:
            if closed.effect.first is not None:
                self.numbers.pop()
        del self.open[index:]
        self.state = outer
        if effect.spaced:
            self.space()

    def _bullet(self) -> None:
        kind = next((each.effect for each in reversed(self.open[-6:]) if each.effect.name in ("ol", "ul")), None)
        if kind is None or kind.first is None:
            self.pieces.append("- ")
            return
        self.pieces.append(f"{self.numbers[-1]}. ")
        self.numbers[-1] += 1

    def _cut(self) -> None:
        self.end_line()
        if not self.cut:
            self.lines.append(Line("", self.state.depth, HEADERS))
        self.cut = True


def _inside(state: _State, effect: Effect) -> _State:
    return _State(
        depth=state.depth + effect.quotes,
        mark=None if effect.quotes else (effect.mark or state.mark),
        colour=effect.colour or state.colour,
        bold=state.bold or effect.bold,
        background=effect.background or state.background,
        pre=state.pre or effect.pre,
        hidden=state.hidden or effect.hidden,
    )


_TOP = 5_000
"""Characters of HTML in which the first quote of most mail begins."""


def html_lines(html: str, into_quote: int | None = None) -> list[Line]:
    """The lines a reader would see, in order, within the bounds; `into_quote` ends that many lines after the first
    quote begins.
    """
    if into_quote is not None and len(html) > 3 * _TOP:
        top = _without_unseen(html[: 2 * _TOP])
        walk, reached = _walked(top[: top.rfind("<", 0, _TOP)], into_quote)
        if reached:
            return walk.lines
    return _walked(_without_unseen(html[:MAX_HTML]), into_quote)[0].lines


_TELLING = re.compile(r"<((?:blockquote|hr)\b[^<>]*|[a-z][^<>]*=[^<>]*)>", re.I)
"""Tags that may do something to the words inside."""


def above_quote(html: str) -> str | None:
    """The words above the first quote, without their lines; None where that is not told at a glance: where something
    else is marked before it, or not all is to be seen.
    """
    for match in _TELLING.finditer(html, 0, _TOP):
        effect = effect_of(match[1])
        if effect is None or effect.mark is SIGNATURE or effect.name == "hr" or effect.hidden or effect.pre:
            return None
        if effect.quotes or effect.tail or effect.mark:
            above = html[: match.start()]
            return None if _UNSEEN.search(above) else entities(_TAG.sub("", above))
    return None


_AT_ONCE = 64
"""Tags that are told from the text at first, and then as many again as are told already: where only the top is wanted,
most are never looked at."""


def _split_on(pieces: list[str]) -> None:
    """Tell more tags from the text: the last piece is what is left of it."""
    left = MAX_TAGS - len(pieces) // 2
    if left > 0:
        pieces[-1:] = _TAG.split(pieces[-1], maxsplit=min(max(_AT_ONCE, len(pieces)), left))


def _walked(html: str, into_quote: int | None) -> tuple[_Walk, bool]:
    """The pass over the tags, and whether it ended in a quote."""
    walk = _Walk()
    quote: int | None = None
    effects: dict[str, Effect | None] = {}
    pieces = _TAG.split(html, maxsplit=_AT_ONCE)
    walk.text(pieces[0])
    index, reached = 1, False
    while not reached:
        if index + 4 >= len(pieces):  # so that the end of a paragraph and the text behind it are told
            _split_on(pieces)
        if index >= len(pieces):
            break
        tag, text = pieces[index], pieces[index + 1]
        index += 2
        if tag in effects:
            effect = effects[tag]
        else:
            effect = effect_of(tag)
            if len(effects) < _MAX_EFFECTS:
                effects[tag] = effect
        following = pieces[index] if index < len(pieces) else ""
        if "=" in tag:
            text = _without_attribute_end(tag, text)
        if effect is not None and effect.simple and following == effect.end and walk.paragraph(effect, text):
            text = pieces[index + 1]
            index += 2
        elif effect is not None:
            if "@" in tag and "=" not in tag:
                walk.text(f"<{tag}>")  # an address that nobody escaped
            else:
                walk.take(effect)
        if text:
            walk.text(text)
        if into_quote is not None:
            if quote is None and walk.quotes:
                quote = len(walk.lines)
            reached = quote is not None and len(walk.lines) >= quote + into_quote
        if len(walk.lines) >= MAX_LINES:
            break
    walk.end_line()
    return walk, reached


def _without_attribute_end(tag: str, text: str) -> str:
    """The text behind a tag that was cut at a ">" inside a quoted attribute, without the rest of that attribute."""
    quote = '"' if '"' in tag else "'"
    if f"={quote}" not in tag or tag.count(quote) % 2 == 0 or quote not in text[:2_000]:
        return text
    end = text.find(">", text.index(quote) + 1, 4_000)
    return text[end + 1 :] if end >= 0 else text


def _without_unseen(html: str) -> str:
    """Without comments, style sheets, scripts and titles; one pass, each opener looked for its end once."""
    kept: list[str] = []
    position, hopeless = 0, set[str]()
    for opener in _UNSEEN.finditer(html):
        if opener.start() < position:
            continue
        closer = f"</{opener[1].lower()}" if opener[1] else "-->"
        found = None if closer in hopeless else re.compile(closer, re.I).search(html, opener.end())
        if found is None:
            hopeless.add(closer)
            continue
        kept.append(html[position : opener.start()])
        position = found.end()
        if opener[1]:
            end = html.find(">", position, position + 100)
            position = end + 1 if end >= 0 else position
    kept.append(html[position:])
    return "".join(kept)
