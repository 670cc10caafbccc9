"""Markdown with Jinja in it → Markdown tokens, each piece of Jinja held by a word of its own.

Markdown must not see Jinja (it would read its quotes and stars), so every expression and statement is replaced by a
placeholder word before parsing and put back into the finished templates afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.errors import TemplateError

if TYPE_CHECKING:
    from jinja2 import Environment
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

STATEMENTS = frozenset({"if", "elif", "else", "endif", "for", "endfor", "set"})
"""What a letter may do besides naming a value."""

_RULES = ("heading", "list", "table", "hr", "emphasis", "link", "newline", "escape", "entity", "smartquotes")
"""The Markdown that letters know. No HTML, and no pictures: nothing in a letter is fetched from anywhere."""

_HELD = re.compile(r"qz([seh])(\d{1,6})qz")
_STATEMENT_LINE = re.compile(r"(?:qzs\d{1,6}qz ?)+")
_LINK = re.compile(r"(?:mailto:|https?://)", re.IGNORECASE)
_OPENS_JINJA = re.compile(r"\{(?=[{%#]|$)")


@dataclass(frozen=True, slots=True)
class Held:
    """Markdown whose Jinja was taken out, and the pieces by number."""

    markdown: str
    pieces: tuple[str, ...]

    def restore(self, template: str) -> str:
        """Put the Jinja back; what else looks like Jinja in `template` is made literal."""
        parts = []
        end = 0
        for match in _HELD.finditer(template):
            parts += [_literal(template[end : match.start()]), self._jinja(match[1], int(match[2]))]
            end = match.end()
        return "".join([*parts, _literal(template[end:])])

    def _jinja(self, kind: str, number: int) -> str:
        inner = self.pieces[number]
        forms = {"s": f"{{%{inner}%}}", "e": f"{{{{{inner}}}}}", "h": f"{{{{({inner})|href}}}}"}
        return forms[kind]

    def opens_with(self, token: Token, word: str) -> bool:
        """Whether a token is a statement line whose only statement is `word`."""
        match = _HELD.fullmatch(token.content) if token.type == "jinja" else None
        return match is not None and self.pieces[int(match[2])].split()[0] == word


def hold(source: str, environment: Environment) -> Held:
    """Take the Jinja out of Markdown. TemplateError for a statement that letters do not know."""
    pieces: list[str] = []
    markdown: list[str] = []
    for kind, line, text in _chunks(source, environment):
        if kind == "data":
            if _HELD.search(text):
                raise TemplateError(f"line {line}: the word {_HELD.search(text)} cannot stand in a letter")
            markdown.append(text)
            continue
        if kind == "s" and text.split()[0] not in STATEMENTS:
            raise TemplateError(
                f"line {line}: letters know no {text.split()[0]!r}, only {', '.join(sorted(STATEMENTS))}"
            )
        if text not in pieces:
            pieces.append(text)
        markdown.append(f"qz{kind}{pieces.index(text)}qz")
    return Held("".join(markdown), tuple(pieces))


def parse(held: Held) -> list[Token]:
    """The letter's tokens, statement lines among them as tokens of type "jinja"."""
    tokens = parser().parse(held.markdown)
    tokens = list(_statement_rows(tokens))
    _hoist_loops(tokens, held)
    tokens = list(_number_by_hand(tokens))
    for token in tokens:
        for child in token.children or ():
            if child.type == "link_open":
                child.attrSet("href", _checked_link(str(child.attrGet("href"))))
    return tokens


def _chunks(source: str, environment: Environment) -> Iterator[tuple[str, int, str]]:
    """Data, expressions ("e") and statements ("s") of a source, each with its line."""
    inner: list[str] = []
    within = False
    for line, kind, text in environment.lex(source):
        if kind in ("variable_begin", "block_begin"):
            inner, within = [], True
        elif kind in ("variable_end", "block_end"):
            yield ("e" if kind == "variable_end" else "s"), line, "".join(inner) or " "
            within = False
        elif within:
            inner.append(text)
        elif kind == "data":
            yield "data", line, text
        elif kind.startswith("raw"):
            raise TemplateError(f"line {line}: letters know no 'raw'")


def _literal(text: str) -> str:
    return _OPENS_JINJA.sub("{{ '{' }}", text)


def parser() -> MarkdownIt:
    """Markdown as letters know it."""
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("zero", {"typographer": True}).enable(list(_RULES))
    markdown.block.ruler.before("paragraph", "jinja", _statement_line, {"alt": ["paragraph", "list"]})
    return markdown


def _statement_line(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """A Markdown block rule: a line of nothing but statements is a block of its own."""
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]].strip()
    if not _STATEMENT_LINE.fullmatch(line):
        return False
    if not silent:
        state.line = start + 1
        state.push("jinja", "", 0).content = line
    return True


def _statement_rows(tokens: list[Token]) -> Iterator[Token]:
    """A statement line within a table was read as a row of one cell; make it a statement again."""
    from markdown_it.token import Token

    position = 0
    while position < len(tokens):
        token = tokens[position]
        position += 1
        if token.type != "tr_open":
            yield token
            continue
        end = next(i for i in range(position, len(tokens)) if tokens[i].type == "tr_close")
        content = " ".join(cell.content for cell in tokens[position:end] if cell.type == "inline" and cell.content)
        if _STATEMENT_LINE.fullmatch(content):
            yield Token("jinja", "", 0, content=content, block=True)
            position = end + 1
        else:
            yield token


def _hoist_loops(tokens: list[Token], held: Held) -> None:
    """A loop around a list becomes a loop within it: one list of many items, not many lists of one."""
    for position in range(len(tokens) - 1):
        if not held.opens_with(tokens[position], "for") or tokens[position + 1].type != "bullet_list_open":
            continue
        level = tokens[position + 1].level
        end = next(
            i
            for i in range(position, len(tokens))
            if tokens[i].type == "bullet_list_close" and tokens[i].level == level
        )
        if end + 1 < len(tokens) and held.opens_with(tokens[end + 1], "endfor"):
            tokens[position], tokens[position + 1] = tokens[position + 1], tokens[position]
            tokens[end], tokens[end + 1] = tokens[end + 1], tokens[end]


def _number_by_hand(tokens: list[Token]) -> Iterator[Token]:
    """Numbered items become paragraphs that begin with their number.

    Who answers inside an <ol> and presses Return gets a new item, and every number below it changes.
    """
    depth = 0
    number = ""
    from markdown_it.token import Token

    for token in tokens:
        depth += {"ordered_list_open": 1, "ordered_list_close": -1}.get(token.type, 0)
        if token.type.startswith("ordered_list"):
            continue
        if token.markup in (".", ")") and token.type.startswith("list_item"):
            number = f"{token.info}. " if token.nesting == 1 else ""
            continue
        if depth and token.type.startswith("paragraph"):
            token.hidden = False
        if number and token.type == "inline":
            token.children = [Token("text", "", 0, content=number), *(token.children or ())]
            number = ""
        yield token


def _checked_link(href: str) -> str:
    """The link's address, values in it to be quoted. TemplateError where a value could choose the scheme."""
    if not _LINK.match(href):
        raise TemplateError(f"the link to {href!r} must begin with mailto:, https:// or http://")
    return _HELD.sub(r"qzh\2qz", href)
