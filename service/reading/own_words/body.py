"""Which parts of a mail hold its words, and the better of its two tellings (plain and HTML)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from service.reading.mail import fields
from service.reading.mail.html import above_quote, html_lines
from service.reading.mail.lines import Line, plain_lines
from service.reading.mail.message import Message, Part
from service.reading.own_words.labels import Writer, label
from service.reading.own_words.questions import words_of
from service.reading.own_words.reply_text import collect
from service.reading.values import Words


class Block(NamedTuple):
    """One stretch of a body, as plain text, as HTML, or as both (multipart/alternative)."""

    plain: Part | None = None
    html: Part | None = None


_HTML = ("text/html", "text/enriched", "text/richtext")
"""Text in tags. (RFC 1896's are not HTML's, but tags all the same.)"""


def blocks_of(part: Part) -> list[Block]:
    """The stretches of text a reader of the mail would see, in order. Attachments and attached mails are none."""
    kind = part.content_type
    if kind == "multipart/alternative":
        return _alternatives(part)
    if kind in ("multipart/signed", "multipart/related", "multipart/appledouble"):
        return [block for child in part.children[:1] for block in blocks_of(child)]
    if kind.startswith("multipart/"):
        return [block for child in part.children for block in blocks_of(child)]
    if kind in _HTML or kind == "text/plain":
        return [] if _is_file(part) else [Block(html=part)] if kind in _HTML else [Block(plain=part)]
    return []


def _alternatives(part: Part) -> list[Block]:
    """The tellings of one text; mixed ones within (Apple sets images between) give the sequence."""
    plain = html = None
    for child in part.children:
        inner = blocks_of(child)
        for block in inner:
            plain, html = plain or block.plain, html or block.html
        if len(inner) > 1:
            return inner
    return [Block(plain, html)] if plain or html else []


def _is_file(part: Part) -> bool:
    disposition, parameters = fields.parameters(part.get("content-disposition"))
    return disposition == "attachment" or "filename" in parameters


def body_lines(blocks: Sequence[Block], html: bool, into_quote: int | None = None) -> list[Line]:
    """The lines of a body in one telling; a stretch that has only the other one is taken in that. `into_quote`: lines
    of the HTML's first quote behind which no more is wanted."""
    lines: list[Line] = []
    for block in blocks:
        part = (block.html or block.plain) if html else (block.plain or block.html)
        if part is None:
            continue
        if lines:
            lines.append(Line(""))
        if part.content_type in _HTML:
            lines += html_lines(part.text(), into_quote)
        else:
            flowed = part.parameters.get("format", "").lower() == "flowed"
            lines += plain_lines(without_armour(part.text()), flowed, part.parameters.get("delsp", "").lower() == "yes")
    return lines


def without_armour(text: str) -> str:
    """Clear-signed text (RFC 9580 §7) without the signature around it."""
    head = text.find(_SIGNED, 0, 2_000)
    body = text.find("\n\n", head)
    end = text.find(_SIGNATURE, body)
    if head < 0 or body < 0 or end < 0:
        return text
    signed = "\n".join(line.removeprefix("- ") for line in text[body + 2 : end].split("\n"))
    return f"{text[:head]}{signed}{text[end:].partition('-----END PGP SIGNATURE-----')[2]}"


_SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----"
_SIGNATURE = "-----BEGIN PGP SIGNATURE-----"


def writer_of(message: Message, questions: tuple[str, ...], names: tuple[str, ...]) -> Writer:
    """Who wrote, by every name that a signature of theirs may begin with, in lower case."""
    known = {name.lower().strip("\"' ") for name in (message.sender_name, *names[:1]) if name}
    for name in list(known):
        if "," in name:  # "Example, Ada"
            last, _, first = name.partition(",")
            known.add(f"{first.strip()} {last.strip()}")
    for name in list(known):
        words = [word for word in name.replace(".", ". ").split() if not word.endswith(".")]
        if words:
            known |= {words[0], f"{words[0]} {words[-1]}"}
    for address in message.envelope.from_addresses[:1]:
        local = address.partition("@")[0].lower()
        if "." in local:
            known.add(local.replace(".", " "))
    return Writer(frozenset(name for name in known if len(name) > 1), questions)


def read_words(message: Message, writer: Writer) -> Words:
    """The writer's own words, from the telling that keeps them best apart from the rest."""
    blocks = blocks_of(message.root)
    has_plain, has_html = any(block.plain for block in blocks), any(block.html for block in blocks)
    if not (has_plain and has_html):
        return collect(label(body_lines(blocks, html=has_html), writer), writer)
    plain = label(body_lines(blocks, html=False), writer)
    plain_words = collect(plain, writer)
    if plain.is_top_post and not plain_words.answers:
        # Most mail: ask the HTML only for what stands on top. Where both say the same, nothing more is to be learnt.
        if len(blocks) == 1 and _says_above_quote(blocks[0], plain_words.text):
            return plain_words
        top = body_lines(blocks, html=True, into_quote=0)
        unmarked = "\n".join(line.text for line in top if line.mark is None and not line.depth)
        if _is_same(unmarked, plain_words.text):
            return plain_words
        top = body_lines(blocks, html=True, into_quote=_HEADER_BLOCK)
        if _is_same(collect(label(top, writer), writer).text, plain_words.text):
            return plain_words
    html = label(body_lines(blocks, html=True), writer)
    return _better(plain_words, plain.structured, collect(html, writer), html.structured)


def _says_above_quote(block: Block, words: str) -> bool:
    """Whether the HTML says these words and nothing else above its quote, to the letter, as most does."""
    above = above_quote(block.html.text()) if block.html else None
    return above is not None and "".join(above.split()) == "".join(words.split())


_HEADER_BLOCK = 12
"""Lines of a quote by which a header block is told."""


def _is_same(one: str, other: str) -> bool:
    """Whether two texts say the same, word for word; most do to the letter, but for how their lines are wrapped."""
    return one.split() == other.split() or words_of(one) == words_of(other)


def _better(plain: Words, plain_told: bool, html: Words, html_told: bool) -> Words:
    """Of two tellings of one reply the one to believe.

    Where both say the same, the plain one, as typed; where they differ, the one whose structure told own words from
    others'. A plain part that is a stub ("your client shows no HTML"), or an HTML part without words, is passed over.
    """
    plain_words, html_words = words_of(plain.text), words_of(html.text)
    if plain_words == html_words:
        return html if len(html.answers) > len(plain.answers) else plain
    if not html_words or not plain_words:
        return _of_one_empty(plain, html, bool(plain_words), plain_told, html_told)
    if html_told or not plain_told:
        return html
    return plain


def _of_one_empty(plain: Words, html: Words, plain_has: bool, plain_told: bool, html_told: bool) -> Words:
    """One telling has no own words: it is believed only where its structure, and not the other's, told them apart."""
    if plain_has:
        return html if html_told and not plain_told and html.folded else plain
    return plain if plain_told and not html_told else html
