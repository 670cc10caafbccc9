"""docs/letters.md names every letter, variable and filter, and loading the package costs nothing."""

import subprocess
import sys
from dataclasses import fields
from inspect import cleandoc, get_annotations
from pathlib import Path

import pytest

from service.domain import LetterKind
from service.letters import base_values, coordinator_values, pair_values, values
from service.letters.compiled import FILTERS, GLOBALS
from service.letters.markup import STATEMENTS

DOCS = (Path(__file__).parents[2] / "docs" / "letters.md").read_text(encoding="utf-8")
RECORDS = [
    base_values.LetterValues,
    base_values.ParticipantValues,
    *values.VALUES.values(),
    pair_values.SuggestedTopic,
    pair_values.TouchedTopic,
    coordinator_values.Listed,
    coordinator_values.PublishedFigures,
    coordinator_values.TopicTotal,
]


def section(title: str) -> str:
    return DOCS.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("kind", LetterKind)
def test_every_variable_of_a_letter_is_in_its_table(kind: LetterKind) -> None:
    documented = section(str(kind)) + section("Every letter") + section("Every letter to a participant")
    assert {name for name in values.names(kind) if f"| `{name}` |" not in documented} == set()


@pytest.mark.parametrize("record", RECORDS)
def test_every_field_is_in_some_table_and_in_its_docstring(record: type) -> None:
    explained = cleandoc(record.__doc__ or "")  # from 3.13 on, a docstring comes without its indent
    assert {name for name in get_annotations(record) if f"\n{name}: " not in explained} == set()
    assert {item.name for item in fields(record) if f"`{item.name}`" not in DOCS} == set()


def test_no_table_names_what_is_not_there() -> None:
    known = {item.name for record in RECORDS for item in fields(record)} | set(GLOBALS)
    documented = {line.split("`")[1] for line in DOCS.splitlines() if line.startswith("| `")}
    assert documented - known == set()


def test_statements_and_filters_are_named() -> None:
    assert {word for word in (*FILTERS, *STATEMENTS) if f"`{word}`" not in DOCS} == set()


def test_the_package_loads_without_what_only_templates_need() -> None:
    script = (
        "import sys, service.letters; print({'jinja2', 'markdown_it', 'css_inline', 'markupsafe'} & set(sys.modules))"
    )
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert shown.stdout == "set()\n"
