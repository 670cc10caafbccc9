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
from service.letters.blocks import mended

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

    def statements_of(self, token: Token) -> list[str]:
        """The first words of the statements that a token of type "jinja" holds."""
        return [self.pieces[int(match[2])].split()[0] for match in _HELD.finditer(token.content)]


def hold(source: str, environment: Environment) -> Held:
    """Take the Jinja out of Markdown. TemplateSyntaxError, with the line, for what letters do not know."""
    from jinja2 import TemplateSyntaxError

    pieces: list[str] = []
    markdown: list[str] = []
    for kind, line, text in _chunks(source, environment):
        if kind == "data":
            markdown.append(_HELD.sub(" ", text))
            continue
        if kind == "s" and text.split()[0] not in STATEMENTS:
            known = ", ".join(sorted(STATEMENTS))
            raise TemplateSyntaxError(f"letters know no {text.split()[0]!r}, only {known}", line)
        if text not in pieces:
            pieces.append(text)
        markdown.append(f"qz{kind}{pieces.index(text)}qz")
    return Held("".join(markdown), tuple(pieces))


def parse(held: Held) -> list[Token]:
    """The letter's tokens, statement lines among them as tokens of type "jinja"."""
    tokens = mended(parser().parse(held.markdown), _is_statement_line, held.statements_of)
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
        elif kind == "raw_begin":
            yield "s", line, "raw"


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
    if not _is_statement_line(line):
        return False
    if not silent:
        state.line = start + 1
        state.push("jinja", "", 0).content = line
    return True


def _is_statement_line(line: str) -> bool:
    return _STATEMENT_LINE.fullmatch(line) is not None


def _checked_link(href: str) -> str:
    """The link's address, values in it to be quoted. TemplateError where a value could choose the scheme."""
    scheme = _LINK.match(href)
    host = "" if scheme is None or scheme[0].lower() == "mailto:" else href[scheme.end() :].partition("/")[0]
    if scheme is None or _HELD.search(host):
        raise TemplateError("a link must begin with mailto:, https:// or http://; a value cannot choose where it leads")
    return _HELD.sub(r"qzh\2qz", href)
