"""The letters quoted in docs/participants.md are the program's own, word for word."""

import re
from pathlib import Path

import pytest

from service.domain import LetterKind
from service.letters import samples
from service.letters.letterbox import Letters
from service.reading.matters.commands import NAMES

DOCS = (Path(__file__).parents[2] / "docs" / "participants.md").read_text(encoding="utf-8")
QUOTED = re.findall(r"^```text ([a-z-]+)\n(.*?)^```$", DOCS, re.M | re.S)


def rendered(name: str) -> str:
    """A sample letter's text, its name as `preview` writes it, on one line."""
    kind = next(each for each in LetterKind if name == each or name.startswith(f"{each}-"))
    values = samples.values(kind)[name.removeprefix(kind).removeprefix("-")]
    return " ".join(Letters.load().fill(kind, values).plain.split())


@pytest.mark.parametrize(("name", "text"), QUOTED, ids=[name for name, _ in QUOTED])
def test_a_letter_in_the_page_is_what_is_sent(name: str, text: str) -> None:
    assert " ".join(text.split()) in rendered(name)


def test_every_command_is_explained() -> None:
    table = DOCS.partition("## Words that stand alone")[2].partition("\n## ")[0]
    assert [name for name in NAMES if name not in table] == []
