"""The HTML part: Markdown tokens in the shell, the style inlined (many mail programs drop <style>)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from service.letters.markup import parser

if TYPE_CHECKING:
    from markdown_it.token import Token

SUBJECT = "qzsubjectqz"
"""Stands for the subject in a page's title until the template is made."""

_PLACES = re.compile(r"\{\{ (subject|letter) \}\}")
_STATEMENT = re.compile(r"<!--(qzs[^<>]*?)-->\n?")


def template(tokens: Sequence[Token], shell: str) -> str:
    """The page of a letter, its Jinja still held by placeholders, with SUBJECT for the subject."""
    import css_inline

    parts = {"subject": SUBJECT, "letter": _letter(tokens)}
    page = _PLACES.sub(lambda match: parts[match[1]], shell)
    inlined = css_inline.CSSInliner(load_remote_stylesheets=False).inline(page)
    return _STATEMENT.sub(r"\1", re.sub(r"\n{2,}", "\n", inlined)) + "\n"


def _letter(tokens: Sequence[Token]) -> str:
    """The letter's HTML, statements as comments: an HTML parser moves loose words out of tables, but no comments."""
    markdown = parser()
    markdown.add_render_rule("jinja", lambda _self, tokens, index, *_: f"<!--{tokens[index].content}-->")
    # A rule (---) begins the small print: a division of its own beside the letter's.
    markdown.add_render_rule("hr", lambda *_: '</div>\n<div class="foot">\n')
    return str(markdown.renderer.render(list(tokens), markdown.options, {}))
