"""The tables of mails under tests/reading/words: each a name, a mail, and the writer's own words in it."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "words"


class Case(NamedTuple):
    """One mail's body and what its writer wrote of it."""

    name: str
    body: str
    words: str


def cases(table: str) -> list[Case]:
    """The cases of a table: "%% name", the body, "%=", the words. What stands before the first is its title."""
    found = []
    for piece in f"\n{(FOLDER / table).read_text()}".split("\n%% ")[1:]:
        name, _, rest = piece.partition("\n")
        body, _, words = rest.partition("\n%=\n")
        found.append(Case(name, body, words))
    return found


def same(got: str, wanted: str) -> bool:
    """Whether two texts are one but for spaces and line ends."""
    return got.split() == wanted.split()


def lost(got: str, wanted: str) -> list[str]:
    """The writer's words that are missing."""
    return list((Counter(wanted.split()) - Counter(got.split())).elements())


def foreign(got: str, wanted: str) -> list[str]:
    """Somebody else's words that were kept."""
    return list((Counter(got.split()) - Counter(wanted.split())).elements())


# -- what clients write in each language, in every shape it comes in

OWN = "Fine with me.\nFriday is best."
OTHERS = "Shall we move the desk?\n\nIt is in the way.\n\nAda"


def generated() -> Iterator[Case]:
    """Mails made of the table of languages."""
    for language, row in tomllib.loads((FOLDER / "languages.toml").read_text()).items():
        for number, line in enumerate(row["wrote"]):
            yield from _under_attribution(f"{language}, attribution {number}", line)
        yield from _under_block(language, *row["block"])
        for rule in row["rule"]:
            yield from _under_rule(f"{language}, {rule}", rule)
        for begin in row.get("begin", []):
            yield Case(f"{language}, {begin}", f"{OWN}\n\n{begin}\n\n{quoted(OTHERS)}", OWN)
            yield Case(f"{language}, {begin} unquoted", f"{OWN}\n\n{begin}\n\n{OTHERS}", OWN)
        for footer in (*row["phone"], *row.get("scanned", [])):
            yield Case(f"{language}, {footer}", f"{OWN}\n\n{footer}", OWN)
            yield Case(f"{language}, {footer} above a quote", f"{OWN}\n\n{footer}\n\n{quoted(OTHERS)}", OWN)


def quoted(text: str) -> str:
    """The text as a client quotes it."""
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _under_attribution(name: str, line: str) -> Iterator[Case]:
    yield Case(f"{name}, quoted", f"{OWN}\n\n{line}\n\n{quoted(OTHERS)}", OWN)
    yield Case(f"{name}, close", f"{OWN}\n{line}\n{quoted(OTHERS)}", OWN)
    yield Case(f"{name}, below", f"{line}\n{quoted(OTHERS)}\n\n{OWN}", OWN)
    yield Case(f"{name}, itself quoted", f"{OWN}\n\n> {line}\n>\n{quoted(OTHERS)}", OWN)
    if len(line) > 45:
        yield Case(f"{name}, unquoted", f"{OWN}\n\n{line}\n\n{OTHERS}", OWN)
    for at in [at for at, letter in enumerate(line) if letter == " " and at > 30][:8]:
        wrapped = f"{line[:at]}\n{line[at + 1 :]}"
        yield Case(f"{name}, wrapped at {at}", f"{OWN}\n\n{wrapped}\n\n{quoted(OTHERS)}", OWN)


def _under_block(language: str, sender: str, sent: str, to: str, subject: str, moment: str) -> Iterator[Case]:
    values = ((sender, "Ada Example"), (sent, moment), (to, "Bob Smith"), (subject, "The desk"))
    for name, form in {
        "plain": "{}: {}",
        "bold": "*{}:* {}",
        "French space": "{} : {}",
        "tab": "{}:\t{}",
        "no space": "{}:{}",
        "bold, colon outside": "*{}*: {}",
        "wide": "{}：{}",
    }.items():
        old = "\n".join(form.format(*value) for value in values) + f"\n\n{OTHERS}"
        yield Case(f"{language}, block, {name}", f"{OWN}\n\n{old}", OWN)
        yield Case(f"{language}, block, {name}, under a rule", f"{OWN}\n\n{'_' * 32}\n{old}", OWN)
        yield Case(f"{language}, block, {name}, quoted", f"{OWN}\n\n{quoted(old)}", OWN)


def _under_rule(name: str, rule: str) -> Iterator[Case]:
    for form in (
        "-----{}-----",
        "-------- {} --------",
        "---------- {} ----------",
        "----- {} -----",
        "_____ {} _____",
    ):
        yield Case(f"{name}, {form}", f"{OWN}\n\n{form.format(rule)}\n{OTHERS}", OWN)
