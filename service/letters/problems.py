"""What is wrong with a letter's source, found before anybody is written to."""

from __future__ import annotations

from collections.abc import Iterator

from service.domain import QUESTIONS, LetterKind
from service.errors import TemplateError
from service.letters import samples
from service.letters.clean import clean
from service.letters.compiled import GLOBALS, Compiled, Filled, environment
from service.letters.values import names

ASKING = frozenset({LetterKind.CHECKIN, LetterKind.REMINDER})
"""The letters that ask the six questions: replies are tied to their wording, so none may be missing."""


def of(letter: Compiled, kind: LetterKind) -> list[str]:
    """Each problem in one line that names the file and the mend."""
    return [*_unknown_names(letter, kind), *_of_samples(letter, kind)]


def _unknown_names(letter: Compiled, kind: LetterKind) -> Iterator[str]:
    from jinja2 import meta, nodes

    source = letter.source
    known = names(kind) | GLOBALS.keys()
    for text, first_line in ((source.subject, None), (source.body, source.first_line)):
        tree = environment(source.own, html=False).parse(text)
        unknown = meta.find_undeclared_variables(tree) - known
        for name in sorted(unknown):
            line = next(node.lineno for node in tree.find_all(nodes.Name) if node.name == name)
            place = f"line {first_line + line - 1}" if first_line else "the subject"
            yield f"{source.path}, {place}: {kind} knows no {name!r}; it knows {', '.join(sorted(known))}"


def _of_samples(letter: Compiled, kind: LetterKind) -> Iterator[str]:
    for values in samples.values(kind).values():
        try:
            filled = letter.fill({name: clean(value) for name, value in values.items()})
        except TemplateError as error:
            yield str(error)
            return
        if kind in ASKING:
            yield from _missing_questions(letter, filled)


def _missing_questions(letter: Compiled, filled: Filled) -> Iterator[str]:
    lines = filled.text.split("\n")
    for number, question in enumerate(QUESTIONS, 1):
        if f"{number}. {question}" not in lines:
            yield f"{letter.source.path}: add the question `{number}. {question}` on a line of its own"
