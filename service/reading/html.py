"""HTML → lines, with what its structure says: what is quoted, how deep, and what is a signature.

A reading of tags in one pass, linear by construction. (A real HTML tree was tried: Lexbor takes 15 s on a tag of many
attributes and 9 s on nested divs, so that a pass like this one had to stand before it; and then the pass says all that
is needed.) Unknown tags are looked through; nothing written is dropped but what a browser would not show.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from html import unescape

from service.reading.lines import MAX_LINES, Line, Mark, clean

MAX_OPEN = 1_000
"""Open elements that are followed; deeper ones only give their text."""
_MAX_ATTRIBUTES = 2_000
"""Characters of a tag that are looked at: Outlook's style attributes stay well below."""

_TAG = re.compile(r"<([^<>]*)>")
_NAME = re.compile(r"(/?)([A-Za-z][A-Za-z0-9:_-]{0,30})")
_ATTRIBUTE = re.compile(
    r"(?<![\w-])(class|id|style|type|color|start|alt|data-marker|name)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>\"']+)", re.I
)
_UNSEEN = re.compile(r"<(style|script|title|xml|noscript|svg|template|select|object)\b|<!--", re.I)
_LONG_NUMBER = re.compile(r"&#[0-9a-fx]{9,};?", re.I)

_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    }
)
_SPACED = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "pre", "blockquote"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
_CLOSES = {"li": "li", "tr": "tr", "td": "td", "th": "td", "p": "p", "dd": "dd", "dt": "dd"}

# Class and id tokens, after webmail's own prefixes ("x_", "ydp1a2b3c4d", "m_-123") are taken off.
_PREFIX = re.compile(r"^(?:x_|m_-?\d+|ydp[0-9a-f]{6,12}|yiv\d+|gmail-(?=m_))+", re.I)
_SIGNATURE = re.compile(
    r"(?:gmail_signature(?:_prefix)?|gmail-signature|moz-signature|protonmail_signature_block(?:-user|"
    r"-proton)?|signature|divsignature"
    r"|ms-outlook-mobile-signature|mailspring-signature|composer_signature|missive_signature|front-signature|"
    r"bloop_sign\w*"
    r"|sig|email-?signature|mail-?signature|edo-signature|zm_signature|hse-signature|outlooksignature|mobile-signature"
    r"|tutanota_signature|hey-signature|_rp_signature)\Z",
    re.I,
)
_QUOTE = re.compile(
    r"(?:yahoo_quoted\w*|protonmail_quote|zmail_extra|mail-quote-collapse|gmail_quote_block|tutanota_quote|"
    r"replywrapper|hcq-quote)\Z",
    re.I,
)
_ATTRIBUTION = re.compile(r"(?:gmail_attr|moz-cite-prefix|reply-intro|__replyprefix|airmail_on)\Z", re.I)
# From here to the end of the mail everything is quoted (Outlook in all its kinds, NetEase, Samsung).
_TAIL = re.compile(
    r"(?:divrplyfwdmsg|appendonsend|olk_src_body_section|mail-editor-reference-message-container|"
    r"isreplycontent|isforwardcontent"
    r"|composer_quoted_body|moz-forward-container|hmquote|stopspelling)\Z",
    re.I,
)
_BORDER_TOP = re.compile(r"border-top:\s*(?:solid|[\d.]+p[tx]\s+solid|#\w{3,6}\s+[\d.]+p[tx]\s+solid)", re.I)
_HIDDEN = re.compile(r"display:\s*none|mso-hide:\s*all|visibility:\s*hidden", re.I)
_INDENT = re.compile(r"border:\s*none|border-width:\s*0", re.I)
_COLOUR = re.compile(r"(?<![-\w])color:\s*([^;\"']{1,40})", re.I)
_BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)", re.I)
_BACKGROUND = re.compile(r"background(?:-color)?:\s*([^;\"']{1,40})", re.I)


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside an element."""

    depth: int = 0
    mark: Mark | None = None
    colour: str = ""
    bold: bool = False
    background: str = ""
    pre: bool = False
    hidden: bool = False
    tight: bool = False
    tail: bool = False
    """A border-top block opened here: what follows its end is quoted if it was a header block."""


@dataclass(slots=True)
class _Element:
    name: str
    outer: _State
    number: int | None = None
    """The number of the next item, in an ordered list."""


@dataclass(slots=True)
class _Walk:
    """The pass over the tags: the lines so far, and the line being made."""

    lines: list[Line] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    state: _State = field(default_factory=_State)
    open: list[_Element] = field(default_factory=list)
    line_state: _State | None = None
    kept: bool = False
    """The line being made stands even if it is empty."""
    cut: bool = False
    """A container was met from which on all is quoted."""

    def text(self, text: str) -> None:
        if self.state.hidden or not text:
            return
        text = _entities(text)
        if "\u00a0" in text and not text.strip():
            self.kept = True  # Outlook's empty paragraph is a no-break space
        text = clean(text)
        if self.state.pre:
            *whole, last = text.split("\n")
            for line in whole:
                self._add(line)
                self.end_line(always=True)
            self._add(last)
            return
        words = " ".join(text.split())
        if not words:
            if text and self.pieces:
                self.pieces.append(" ")
            return
        lead = " " if text[0].isspace() else ""
        trail = " " if text[-1].isspace() else ""
        self._add(f"{lead}{words}{trail}")

    def _add(self, text: str) -> None:
        self.pieces.append(text)
        if text.strip() and (self.line_state is None or len(text) > 20):
            self.line_state = self.state

    def end_line(self, always: bool = False) -> None:
        """Close the line being made; an empty one counts only where `always`."""
        text = "".join(self.pieces)
        self.pieces.clear()
        state, self.line_state = self.line_state or self.state, None
        text = text.rstrip() if state.pre else " ".join(text.split())
        always, self.kept = always or self.kept, False
        if (text or always) and len(self.lines) < MAX_LINES:
            style = f"{state.colour}|{state.bold}|{state.background}" if state.depth or self.cut else state.colour
            self.lines.append(Line(text, state.depth, state.mark, style))

    def space(self) -> None:
        """A blank line, unless there is one."""
        self.end_line()
        if self.lines and self.lines[-1].text:
            self.lines.append(Line("", self.state.depth, self.state.mark))

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "br":
            self.end_line(always=True)
        elif name == "hr":
            self.end_line()
            self.lines.append(Line("_" * 20, self.state.depth, self.state.mark or Mark.RULE))
        elif name == "img":
            alt = attributes.get("alt", "")
            self.text(alt if len(alt) <= 4 and not alt.isascii() else "")  # an emoji sent as a picture
        if name in _VOID:
            self._tail(attributes)
            return
        self._close_implied(name)
        state = self._inside(name, attributes)
        if name in _BLOCKS:
            self.space() if name in _SPACED and not state.tight else self.end_line()
        elif name in ("td", "th"):
            self.pieces.append(" ")
        if len(self.open) < MAX_OPEN:
            first = attributes.get("start", "1")
            number = int(first) if name == "ol" and first.isdigit() and len(first) < 4 else 1
            self.open.append(_Element(name, self.state, number if name == "ol" else None))
            self.state = state
        if name == "li":
            self._bullet()

    def end(self, name: str) -> None:
        for index in range(len(self.open) - 1, max(len(self.open) - 100, -1), -1):
            if self.open[index].name == name:
                self._pop_to(index)
                return
        if name == "p":
            self.space()

    def _pop_to(self, index: int) -> None:
        name = self.open[index].name
        tight = self.state.tight
        if name in _BLOCKS:
            self.end_line()
        self.state = self.open[index].outer
        del self.open[index:]
        if name in _SPACED and not tight:
            self.space()

    def _close_implied(self, name: str) -> None:
        """<p>, <li>, <td> and <tr> end by the next of their kind."""
        implied = "p" if name in _BLOCKS else _CLOSES.get(name)
        for closing in {implied, _CLOSES.get(name)} - {None}:
            if self.open and self.open[-1].name == closing:
                self._pop_to(len(self.open) - 1)

    def _bullet(self) -> None:
        lists = next((element for element in reversed(self.open[-6:]) if element.name in ("ol", "ul")), None)
        if lists is None or lists.number is None:
            self.pieces.append("- ")
            return
        self.pieces.append(f"{lists.number}. ")
        lists.number += 1

    def _tail(self, attributes: dict[str, str]) -> bool:
        """Whether from here on all is quoted."""
        if any(_TAIL.match(token) for token in _tokens(attributes)):
            self.end_line()
            if not self.cut:
                self.lines.append(Line("", self.state.depth, Mark.HEADERS))
            self.cut = True
            return True
        return False

    def _inside(self, name: str, attributes: dict[str, str]) -> _State:
        """The state within an element."""
        state = self.state
        if state.tight and name in _BLOCKS:
            state = replace(state, tight=False)
        if name in ("b", "strong"):
            return replace(state, bold=True)
        if name == "pre":
            return replace(state, pre=True)
        if name == "blockquote" and not _is_indent(attributes):
            return replace(state, depth=state.depth + 1, mark=None)
        if not attributes:
            return state
        state = self._structure(attributes, state)
        return _styled(attributes, state)

    def _structure(self, attributes: dict[str, str], state: _State) -> _State:
        tokens = _tokens(attributes)
        if self._tail(attributes):
            return state
        if any(_SIGNATURE.match(token) for token in tokens) or "__SIG_" in attributes.get("data-marker", ""):
            return replace(state, mark=Mark.SIGNATURE)
        if any(_QUOTE.match(token) for token in tokens) or attributes.get("name", "").lower() == "quote":
            return replace(state, depth=state.depth + 1, mark=None)
        if any(_ATTRIBUTION.match(token) for token in tokens):
            return replace(state, mark=Mark.ATTRIBUTION)
        tight = any(token.lower() in ("msonormal", "elementtoproof", "msoplaintext") for token in tokens)
        return replace(state, tight=True) if tight else state


def _is_indent(attributes: dict[str, str]) -> bool:
    """Gmail's indent button makes a blockquote without a border: the writer's own words."""
    if attributes.get("type", "").lower() == "cite" or "quote" in attributes.get("class", ""):
        return False
    return bool(_INDENT.search(attributes.get("style", "")))


def _styled(attributes: dict[str, str], state: _State) -> _State:
    style = attributes.get("style", "")
    colour = attributes.get("color", "")
    if style:
        if _HIDDEN.search(style):
            return replace(state, hidden=True)
        found = _COLOUR.search(style)
        colour = found[1] if found else colour
        background = _BACKGROUND.search(style)
        if background:
            state = replace(state, background=background[1].strip().lower())
        if _BOLD.search(style):
            state = replace(state, bold=True)
        if _BORDER_TOP.search(style):
            state = replace(state, mark=state.mark or Mark.HEADERS)
        if "margin:0" in style or "margin-top:0" in style or "margin: 0" in style:
            state = replace(state, tight=True)
    return replace(state, colour=colour.strip().lower()) if colour else state


def _tokens(attributes: dict[str, str]) -> list[str]:
    joined = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    return [_PREFIX.sub("", token) for token in joined.split()[:20]]


def _entities(text: str) -> str:
    if "&" not in text:
        return text
    return unescape(_LONG_NUMBER.sub("", text))


def _attributes(tag: str) -> dict[str, str]:
    if "=" not in tag:
        return {}
    return {name.lower(): _entities(value.strip("\"'")) for name, value in _ATTRIBUTE.findall(tag[:_MAX_ATTRIBUTES])}


def html_lines(html: str) -> list[Line]:
    """The lines a reader would see, in order."""
    walk = _Walk()
    pieces = _TAG.split(_without_unseen(html))
    walk.text(pieces[0])
    for index in range(1, len(pieces), 2):
        tag, text = pieces[index], pieces[index + 1]
        quote = '"' if '"' in tag else "'"
        if f"={quote}" in tag and tag.count(quote) % 2:  # an attribute with ">" in it
            text = _after_attribute(text, quote)
        _take(walk, tag)
        if text:
            walk.text(text)
    walk.end_line()
    return walk.lines


def _take(walk: _Walk, tag: str) -> None:
    match = _NAME.match(tag)
    if match is None:
        return
    if "@" in tag and "=" not in tag:
        walk.text(f"<{tag}>")  # an address that nobody escaped
    elif match[1]:
        walk.end(match[2].lower())
    else:
        walk.start(match[2].lower(), _attributes(tag))


def _after_attribute(text: str, quote: str) -> str:
    end = text.find(">", text.find(quote, 0, 2000) + 1, 4000) if quote in text[:2000] else -1
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
