"""`mentormail simulate`: a program small enough for every run, as an operator sees it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import pytest
from commands import mentormail
from rich.console import Console

from service.demo.cast import PACIFIC
from service.simulate.audit import Evidence, Verdict
from service.simulate.outcome import Outcome
from service.simulate.page import show
from service.simulate.people import cast
from service.simulate.play import BEGIN


def test_a_small_program_is_told_in_plain_columns_and_its_mails_are_there(tmp_path: Path) -> None:
    ran = mentormail(tmp_path, "simulate", "--partnerships", "2", "--months", "2", "--dir", "here")
    told = ran.stdout.decode()
    assert (ran.returncode, ran.stderr) == (0, b""), told
    assert re.search(r"^ *partnerships +2 *$", told, re.MULTILINE)
    assert re.search(r"^ *September 2026 +\d+ +\d+ +\d+ +\d+ *$", told, re.MULTILINE)
    assert re.search(r"^ *\w+ \w+ +\w+ +\d/\d+ +\d/\d+ *$", told, re.MULTILINE)
    assert re.search(r"^ *at most three unasked letters a month +\d+ +- *$", told, re.MULTILINE)
    assert told.rstrip().endswith("Every rule holds. The mails are in here/mail.")
    assert not set(told) & set("│┃━─")
    mails = list((tmp_path / "here" / "mail").glob("*.eml"))
    [count] = re.findall(r"mails in all +(\d+)", told)
    assert len(mails) == int(count) > 10


def test_a_database_that_is_in_use_is_left_alone(tmp_path: Path, database_url: str) -> None:
    arguments = ("simulate", "--partnerships", "1", "--months", "1", "--database", database_url)
    assert mentormail(tmp_path, *arguments).returncode == 0
    again = mentormail(tmp_path, *arguments)
    assert (again.returncode, again.stderr) == (1, b"--database: holds tables of ours already; name an empty one\n")


def outcome(broken: Mapping[str, Sequence[str]]) -> Outcome:
    end = datetime(2026, 10, 1, tzinfo=PACIFIC)
    evidence = Evidence((), (), cast(2, 1, BEGIN), frozenset(), end)
    return Outcome({"partnerships": "2"}, {}, evidence, [Verdict(rule, 20, lines) for rule, lines in broken.items()])


@pytest.mark.parametrize(
    ("broken", "end"),
    [
        ([], "Every rule holds."),
        (["07.eml"], "A rule was broken once."),
        ([f"{n:02}.eml" for n in range(12)], "Rules were broken 12 times."),
    ],
)
def test_what_is_broken_is_named_with_its_files(broken: list[str], end: str) -> None:
    console = Console(record=True, width=100, force_terminal=True)
    show(outcome({"three days": broken, "one a month": []}), "here", console)
    told = console.export_text()
    assert [line for line in broken[:10] if f"BROKEN three days: {line}" not in told] == []
    assert ("three days: 2 times more" in told) == (len(broken) > 10)
    assert f"{end} The mails are in here." in told
