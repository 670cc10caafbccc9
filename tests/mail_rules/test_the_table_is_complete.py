"""docs/mail.md names every rule with code that is there and tests that are there, and says what the code says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from service.store.reach import SOFT_IN_A_ROW
from service.workflow.commands import NEEDS_PROOF
from service.workflow.confirm import ASKED_A_DAY

ROOT = Path(__file__).resolve().parents[2]
DOCS = (ROOT / "docs" / "mail.md").read_text(encoding="utf-8")
ROWS = {
    int(cells[0]): cells
    for line in DOCS.splitlines()
    if re.match(r"\| \d+ \|", line) and len(cells := [cell.strip() for cell in line.strip("|").split("|")]) == 4
}


def paths_in(cell: str) -> list[str]:
    return re.findall(r"`([^`]+\.py)`", cell)


def test_every_rule_has_its_row_and_no_other() -> None:
    assert sorted(ROWS) == list(range(1, 22))


@pytest.mark.parametrize("number", range(1, 22))
def test_what_a_row_names_is_there(number: int) -> None:
    _, what, code, proofs = ROWS[number]
    assert what and paths_in(code) and paths_in(proofs)
    assert [path for path in (*paths_in(code), *paths_in(proofs)) if not (ROOT / path).is_file()] == []


@pytest.mark.parametrize("number", range(1, 22))
def test_each_rule_has_one_file_of_its_number_which_its_row_names_first(number: int) -> None:
    [file] = (ROOT / "tests" / "mail_rules").glob(f"test_{number:02d}_*.py")
    assert paths_in(ROWS[number][3])[0] == file.relative_to(ROOT).as_posix()
    assert f'"""Rule {number}. ' in file.read_text(encoding="utf-8")


def test_no_file_is_left_out() -> None:
    files = {path.relative_to(ROOT).as_posix() for path in (ROOT / "tests" / "mail_rules").glob("test_*.py")}
    assert files - set(paths_in(DOCS)) == {Path(__file__).relative_to(ROOT).as_posix()}


def test_the_figures_are_the_codes() -> None:
    words = {3: "three", 2: "two"}
    assert f"{words[SOFT_IN_A_ROW]} soft in a row" in DOCS
    assert f"more than {words[ASKED_A_DAY]} times a day" in DOCS
    for command in NEEDS_PROOF:
        assert re.search(rf"\| {command} \| [^|]*confirming", DOCS)
