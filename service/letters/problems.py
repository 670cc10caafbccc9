"""What is wrong with a letter's source, found before anybody is written to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from service.domain import MATTER_QUESTIONS, About, LetterKind
from service.errors import TemplateError
from service.letters import samples
from service.letters.clean import clean
from service.letters.compiled import GLOBALS, Compiled, Filled, environment
from service.letters.sources import Folders, Source
from service.letters.values import names

ASKING = {
    LetterKind.CHECKIN: About.CHECKIN,
    LetterKind.REMINDER: About.CHECKIN,
    LetterKind.WELCOME: About.WELCOME,
    LetterKind.HALFWAY: About.HALFWAY,
    LetterKind.FAREWELL: About.FAREWELL,
}
"""The letters that ask questions, by what they are about: replies are tied to the wording, so none may be missing."""

_FETCHED = re.compile(r"\bsrc\b|\bsrcset\b|\burl\(|@import|<script|<link\b|<iframe|\bbackground\s?=", re.IGNORECASE)
_FOREIGN = re.compile(r"!\[|</?[A-Za-z][^@\s]{0,40}>")


def of(letter: Compiled, kind: LetterKind) -> list[str]:
    """Each problem in one line that names the file and the mend."""
    found = [*_unknown_names(letter.source, kind), *_foreign(letter.source)]
    return found or list(_of_samples(letter, kind))


def of_folder(folders: Folders) -> list[str]:
    """The problems of the program's own folder."""
    if folders.override and not folders.override.is_dir():
        return [f"{folders.override}: there is no such folder; make it, or name none for templates"]
    return [f"{path}: no letter has this name" for path in folders.strays()]


def of_shell(path: Path, text: str) -> list[str]:
    """The problems of the HTML around the letters."""
    found = []
    if text.count("{{ letter }}") != 1 or "{{ letter }}" not in text.partition("<body")[2]:
        found.append(f"{path}: put {{{{ letter }}}} once, within <body>, where the letter goes")
    if fetched := _FETCHED.search(text):
        found.append(f"{path}: take out `{fetched[0]}`: nothing in a letter may run, or be fetched from anywhere")
    return found


def _unknown_names(source: Source, kind: LetterKind) -> Iterator[str]:
    from jinja2 import meta, nodes

    known = names(kind) | GLOBALS.keys()
    for text, in_body in ((source.subject, False), (source.body, True)):
        tree = environment(source.own, html=False).parse(text)
        for name in sorted(meta.find_undeclared_variables(tree) - known):
            line = next(node.lineno for node in tree.find_all(nodes.Name) if node.name == name)
            place = source.place(line) if in_body else f"{source.path}, subject"
            yield f"{place}: {kind} knows no {name!r}; it knows {', '.join(sorted(known))}"


def _foreign(source: Source) -> Iterator[str]:
    for number, line in enumerate(source.body.splitlines(), 1):
        if _FOREIGN.search(line):
            yield f"{source.place(number)}: letters have no pictures and no HTML; write it in words"


def _of_samples(letter: Compiled, kind: LetterKind) -> Iterator[str]:
    for values in samples.values(kind).values():
        try:
            filled = letter.fill({name: clean(value) for name, value in values.items()})
        except TemplateError as error:
            yield f"{letter.source.path}: {error.__cause__}"
            return
        if kind in ASKING:
            asked = MATTER_QUESTIONS[ASKING[kind]]
            # A mentor is asked for everything but the mentee's hopes.
            hopeless = kind is LetterKind.WELCOME and values["role"] == "mentor"
            yield from _missing_questions(letter, filled, asked[:2] if hopeless else asked)


def _missing_questions(letter: Compiled, filled: Filled, questions: Sequence[str]) -> Iterator[str]:
    lines = filled.text.split("\n")
    for number, question in enumerate(questions, 1):
        if f"{number}. {question}" not in lines:
            yield f"{letter.source.path}: add the question `{number}. {question}` on a line of its own"
