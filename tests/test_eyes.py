"""Nothing leaves whose eyes nobody has declared, and nothing before eyes that the table keeps it from."""

import ast
import re
from pathlib import Path

import pytest

from service.domain import LetterKind
from service.errors import Indiscreet
from service.eyes import MAY_SEE, Eye, Kept, passed, shown
from service.letters.sight import SIGHT
from service.letters.values import names
from service.logs import LOGGED

ROOT = Path(__file__).resolve().parents[1]


def test_the_table_names_every_kind_that_is_kept() -> None:
    assert set(MAY_SEE) == set(Kept)


def test_whoever_wrote_a_thing_may_see_it_but_for_what_is_about_two() -> None:
    assert {kept for kept, eyes in MAY_SEE.items() if Eye.WRITER not in eyes} == {Kept.DIFFERS}


BY_NAME = {Kept.NAME, Kept.MET, Kept.ANSWERED, Kept.REACH, Kept.HELP, Kept.DIFFERS}


def test_the_coordinator_sees_by_name_only_what_participants_are_told() -> None:
    assert {kept for kept, eyes in MAY_SEE.items() if Eye.COORDINATOR in eyes} == BY_NAME


def test_a_partner_sees_only_what_was_meant_for_them() -> None:
    seen = {kept for kept, eyes in MAY_SEE.items() if Eye.PARTNER in eyes}
    assert seen == {Kept.NAME, Kept.SCHEDULE, Kept.AGENDA, Kept.AGREEMENT, Kept.HOPES}


FORBIDDEN = [
    (Eye.PARTNER, Kept.NOTES),
    (Eye.PARTNER, Kept.USEFULNESS),
    (Eye.PARTNER, Kept.MET),
    (Eye.COORDINATOR, Kept.TOPICS),
    (Eye.COORDINATOR, Kept.USEFULNESS),
    (Eye.COORDINATOR, Kept.DAY),
    (Eye.COORDINATOR, Kept.NOTES),
    (Eye.OPERATOR, Kept.NOTES),
    (Eye.OPERATOR, Kept.USEFULNESS),
]


@pytest.mark.parametrize(("eye", "kept"), FORBIDDEN)
def test_a_declaration_against_the_table_does_not_load(eye: Eye, kept: Kept) -> None:
    with pytest.raises(Indiscreet):
        shown(eye, kept)


@pytest.mark.parametrize("kind", LetterKind)
def test_every_value_of_every_letter_is_declared(kind: LetterKind) -> None:
    assert set(SIGHT[kind]) == names(kind)


def test_what_nobody_declared_does_not_leave() -> None:
    with pytest.raises(Indiscreet):
        passed({"words": "in confidence"}, {})


def test_every_name_in_a_log_line_is_declared() -> None:
    assert _logged_names() <= LOGGED


def _logged_names() -> set[str]:
    """The keywords of every call of a logger in the service."""
    found: set[str] = set()
    for path in (ROOT / "service").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                logger = node.func.value
                if isinstance(logger, ast.Name) and logger.id == "log":
                    found |= {keyword.arg for keyword in node.keywords if keyword.arg}
    assert found
    return found


def test_the_documented_table_is_the_code_s() -> None:
    rows = re.findall(
        r"^\| (.+?) \| (.+?) \| (.+?) \| (.+?) \| (.+?) \| (.+?) \|$", (ROOT / "docs/privacy.md").read_text(), re.M
    )
    head, _, *told = rows
    eyes = [Eye.WRITER, Eye.PARTNER, Eye.TOTALS, Eye.COORDINATOR, Eye.OPERATOR]
    assert list(head[1:]) == [eye.value for eye in eyes]
    assert {row[0]: {eye for eye, cell in zip(eyes, row[1:], strict=True) if cell == "yes"} for row in told} == {
        kept.value: set(seen) for kept, seen in MAY_SEE.items()
    }
