"""What a tag of a mail's HTML means for its lines: tables of the classes, ids and styles that clients write."""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

from service.reading.mail.lines import Mark
from service.reading.patterns.ways import quick

_MAX_ATTRIBUTES = 2_000
"""Characters of a tag that are looked at: Outlook's style attributes stay well below."""

_NAME = re.compile(r"(/?)([A-Za-z][A-Za-z0-9:_-]{0,30})")
_ATTRIBUTE = quick(
    r"(?<![\w-])(class|id|style|type|color|start|alt|data-marker|name)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>\"']+)", re.I
)
_LONG_NUMBER = re.compile(r"&#[0-9a-fx]{9,};?", re.I)

BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figure"}
    | {"footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "html", "li", "main", "nav", "ol", "p"}
    | {"pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul"}
)
_SPACED = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "pre", "blockquote"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
_TIGHT = frozenset({"msonormal", "elementtoproof", "msoplaintext", "msolistparagraph"})

# Class and id tokens, after webmail's own prefixes ("x_", "ydp1a2b3c4d", "m_-123") are taken off.
_PREFIX = re.compile(r"^(?:x_|m_-?\d+|ydp[0-9a-f]{6,12}|yiv\d+|gmail-(?=m_))+", re.I)
_NUMBERED = re.compile(r"_\d{3,}$")
_SIGNATURE = frozenset({"sig", "bloop_sign", "zm-_id_-sgn"})
_QUOTE = frozenset(
    {"yahoo_quoted", "protonmail_quote", "zmail_extra", "mail-quote-collapse", "gmail_quote_block", "tutanota_quote"}
    | {"replywrapper", "hcq-quote"}
)
_ATTRIBUTION = frozenset({"gmail_attr", "moz-cite-prefix", "reply-intro", "__replyprefix", "airmail_on"})
# Every client has a name of its own with this word in it; in Apple's the words go on below the signature.
_SIGNED = re.compile(r"(?<!applemail)signature|_sig$")
# From here to the end of the mail everything is quoted (Outlook in all its kinds, NetEase, Samsung).
_TAIL = frozenset(
    {"divrplyfwdmsg", "appendonsend", "olk_src_body_section", "mail-editor-reference-message-container", "hmquote"}
    | {"isreplycontent", "isforwardcontent", "composer_quoted_body", "moz-forward-container", "stopspelling"}
)
_BORDER_TOP = re.compile(r"border-top:\s*(?:solid|[\d.]+p[tx]\s+solid|#\w{3,6}\s+[\d.]+p[tx]\s+solid)", re.I)
_HIDDEN = quick(r"display:\s*none|mso-hide:\s*all|visibility:\s*hidden", re.I)
_INDENT = re.compile(r"border:\s*none|border-width:\s*0", re.I)
_COLOUR = quick(r"(?<![-\w])color:\s*([^;\"']{1,40})", re.I)
_BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)", re.I)
_BACKGROUND = quick(r"background(?:-color)?:\s*([^;\"']{1,40})", re.I)


class Effect(NamedTuple):
    """What one tag does. A tuple, kept for each different tag of a mail: there are few, each written many times."""

    name: str
    closes: bool = False
    void: bool = False
    block: bool = False
    spaced: bool = False
    """A blank line stands around it."""
    quotes: bool = False
    mark: Mark | None = None
    colour: str = ""
    background: str = ""
    bold: bool = False
    pre: bool = False
    hidden: bool = False
    tail: bool = False
    """From here to the end of the mail all is quoted."""
    first: int | None = None
    """The number of its first item, if it is an ordered list."""
    alt: str = ""

    plain: bool = True
    """Nothing changes inside."""
    simple: bool = False
    """Moreover it is one of those that hold words and nothing else matters of."""
    end: str = ""
    """The tag that closes it, as it is mostly written."""


def effect_of(tag: str) -> Effect | None:
    """The effect of what stands between "<" and ">"; None where that is no tag."""
    if (bare := _BARE.get(tag)) is not None:
        return bare
    match = _NAME.match(tag)
    if match is None:
        return None
    name = match[2].lower()
    if match[1]:
        return _closing(name)
    attributes = _attributes(tag)
    bare = None if attributes else _BARE.get(name)
    return bare or _effect(name, attributes)


def _closing(name: str) -> Effect:
    return Effect(name, closes=True, block=name in BLOCKS, spaced=name in _SPACED)


def _effect(name: str, attributes: dict[str, str]) -> Effect:
    tokens = _tokens(attributes)
    style = attributes.get("style", "")
    tight = not tokens.isdisjoint(_TIGHT) or "margin:0" in style or "margin-top:0" in style
    usual = name in _SPACED
    spaced = usual and not tight
    quotes, mark = _quotes(name, attributes, tokens), _mark(attributes, tokens, name, style)
    colour, background, styled_bold, hidden = _looks(attributes.get("color", ""), style)
    bold, pre = styled_bold or name in _BOLDS, name == "pre"
    tail = not tokens.isdisjoint(_TAIL)
    plain = not (quotes or mark or colour or background or bold or pre or hidden)
    return Effect(
        name,
        void=name in _VOID,
        block=name in BLOCKS,
        spaced=spaced,
        quotes=quotes,
        mark=mark,
        colour=colour,
        background=background,
        bold=bold,
        pre=pre,
        hidden=hidden,
        tail=tail,
        first=_first_number(attributes) if name == "ol" else None,
        alt=_emoji(attributes) if name == "img" else "",
        plain=plain,
        simple=plain and name in _SIMPLE and not tail and spaced is usual,
        end=f"/{name}",
    )


def _looks(colour: str, style: str) -> tuple[str, str, bool, bool]:
    """What a style says, or for the colour its own attribute: colour, background, whether bold, whether hidden."""
    background = ""
    if not style:
        return colour.strip().lower(), background, False, False
    if found := _COLOUR.search(style):
        colour = found[1]
    if found := _BACKGROUND.search(style):
        background = found[1]
    bold, hidden = _BOLD.search(style) is not None, _HIDDEN.search(style) is not None
    return colour.strip().lower(), background.strip().lower(), bold, hidden


_BOLDS = frozenset({"b", "strong"})


_SIMPLE = frozenset({"p", "div", "span", "a", "font", "i", "em", "u", "o:p"})


def entities(text: str) -> str:
    """Text with its character references resolved (numbers of absurd length left out)."""
    return unescape(_LONG_NUMBER.sub("", text)) if "&" in text else text


def _attributes(tag: str) -> dict[str, str]:
    if "=" not in tag:
        return {}
    return {name.lower(): entities(value.strip("\"'")) for name, value in _ATTRIBUTE.findall(tag[:_MAX_ATTRIBUTES])}


def _tokens(attributes: dict[str, str]) -> frozenset[str]:
    """The classes and ids, as their clients named them."""
    joined = f"{attributes.get('class', '')} {attributes.get('id', '')}".lower()
    return frozenset([_NUMBERED.sub("", _PREFIX.sub("", token)) for token in joined.split()[:20]])


def _quotes(name: str, attributes: dict[str, str], tokens: frozenset[str]) -> bool:
    if name == "blockquote":
        return not _is_indent(attributes)
    return attributes.get("name", "").lower() == "quote" or not tokens.isdisjoint(_QUOTE)


def _is_indent(attributes: dict[str, str]) -> bool:
    """Gmail's indent button makes a blockquote without a border: the writer's own words."""
    if attributes.get("type", "").lower() == "cite" or "quote" in attributes.get("class", ""):
        return False
    return _INDENT.search(attributes.get("style", "")) is not None


def _mark(attributes: dict[str, str], tokens: frozenset[str], name: str, style: str) -> Mark | None:
    named = (*tokens, name)
    signed = any(["sig" in each and _SIGNED.search(each) for each in named])
    if signed or not _SIGNATURE.isdisjoint(named) or "__SIG_" in attributes.get("data-marker", ""):
        return Mark.SIGNATURE
    if not _ATTRIBUTION.isdisjoint(named):
        return Mark.ATTRIBUTION
    return Mark.HEADERS if style and _BORDER_TOP.search(style) else None


def _first_number(attributes: dict[str, str]) -> int:
    first = attributes.get("start", "")
    return int(first) if first.isascii() and first.isdigit() and len(first) < 4 else 1


def _emoji(attributes: dict[str, str]) -> str:
    """An emoji that a client sent as a picture."""
    alt = attributes.get("alt", "")
    return alt if len(alt) <= 4 and not alt.isascii() else ""


_KNOWN = BLOCKS | _VOID | _SIMPLE | {"b", "strong", "td", "th"}
_BARE = {name: _effect(name, {}) for name in _KNOWN} | {f"/{name}": _closing(name) for name in _KNOWN}
"""The effects of tags without attributes, as most are written."""
