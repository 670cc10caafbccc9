"""One source → one letter's three templates (subject, text, HTML), compiled once and filled for each person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from service.domain import MATTER_QUESTIONS, QUESTIONS, About
from service.errors import TemplateError
from service.letters import page, plain
from service.letters.clean import Plain, one_line
from service.letters.markup import Held, hold, parse
from service.letters.sources import Source

if TYPE_CHECKING:
    from jinja2 import Environment, Template

FILTERS = (
    "capitalize",
    "default",
    "first",
    "join",
    "last",
    "length",
    "lower",
    "replace",
    "round",
    "sort",
    "title",
    "upper",
)
"""What a letter may do with a value. None of them can make safe HTML out of it."""

GLOBALS = {"questions": QUESTIONS} | {
    f"{about}_questions": MATTER_QUESTIONS[about] for about in (About.WELCOME, About.HALFWAY, About.FAREWELL)
}
"""What every letter can name besides its values."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A letter for one person, before its headers: `text` is a format=flowed body with "\\n" line ends."""

    subject: str
    text: str
    html: str

    @property
    def plain(self) -> str:
        """The text as it is shown: without what tells mail programs where lines flow (RFC 3676)."""
        lines = self.text.removesuffix("\n").split("\n")
        shown = (line if line == "-- " else line.removeprefix(" ").rstrip() for line in lines)
        return "\n".join(shown) + "\n"


@dataclass(frozen=True, slots=True)
class Compiled:
    """A letter's templates."""

    source: Source
    subject: Template
    text: Template
    html: Template

    def fill(self, values: Mapping[str, Plain]) -> Filled:
        """The letter for these values, which are clean. TemplateError where the template asks for what is not there."""
        from jinja2 import TemplateError as JinjaError

        try:
            return Filled(
                subject=one_line(self.subject.render(values)),
                text=plain.lay_out(self.text.render(values)),
                html=self.html.render(values),
            )
        except (JinjaError, TypeError, ValueError, ArithmeticError, LookupError) as error:
            # Its text may hold a value, and values are told to nobody; `check` shows the cause, from invented values.
            raise TemplateError(f"{self.source.path}: {type(error).__name__} in one of its expressions") from error


@lru_cache(maxsize=64)
def compile_letter(source: Source, shell: str) -> Compiled:
    """Compile a source into the HTML `shell`, once for all programs that have it. TemplateError names the file, and the
    line where one is to blame."""
    from jinja2 import TemplateSyntaxError

    text, html = environment(source.own, html=False), environment(source.own, html=True)
    try:
        text.parse(source.body)
        held = hold(source.body, text)
    except TemplateSyntaxError as error:
        raise TemplateError(f"{source.place(error.lineno)}: {error.message}") from error
    try:
        tokens = parse(held)
        page_template = held.restore(page.template(tokens, shell))
        return Compiled(
            source=source,
            subject=text.from_string(source.subject),
            text=text.from_string(held.restore(plain.template(tokens))),
            html=html.from_string(_titled(page_template, hold(source.subject, html))),
        )
    except TemplateSyntaxError as error:
        raise TemplateError(f"{source.path}, subject: {error.message}") from error
    except TemplateError as error:
        raise TemplateError(f"{source.path}: {error}") from error


@lru_cache(maxsize=4)
def environment(own: bool, *, html: bool) -> Environment:
    """Jinja for a letter: strict about names, escaping for HTML, a sandbox for what did not come with the program."""
    from jinja2 import Environment, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    made = (ImmutableSandboxedEnvironment if own else Environment)(
        undefined=StrictUndefined, autoescape=html, keep_trailing_newline=True, auto_reload=False
    )
    made.filters = {name: made.filters[name] for name in FILTERS} | {"href": _href}
    made.globals = dict(GLOBALS)
    return made


def _href(value: object) -> str:
    """A value within a link's address: what could end the address or add to it is quoted."""
    return quote(str(value), safe="@/+")


def _titled(markup: str, subject: Held) -> str:
    """The page with its title: the subject's template, its own words escaped."""
    return markup.replace(page.SUBJECT, subject.restore(escape(subject.markdown)))
