"""A whole program with people of every temper, over real SMTP; what is checked comes from the .eml files that left.

Forty partnerships over ten months take minutes: `make year`. The program that is played with the other long tests is
smaller and has every temper, and each of the stories but one: who ends together with the program has no time left to be
silent.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from one_database import on_sqlite_only
from rich.console import Console

from service.simulate.outcome import simulate
from service.simulate.page import show
from service.simulate.people import Story, Temper
from service.simulate.seen import RATIONED

NEVER_LOOKED_AT = {"meetings put elsewhere by a calendar are in the schedule"}
"""Rules for which so small a program may hold nothing: whether somebody's calendar proposes a day is its lot."""


@on_sqlite_only
@pytest.mark.long
def test_a_program_of_every_temper_keeps_the_rules(tmp_path: Path) -> None:
    outcome = asyncio.run(simulate(tmp_path / "program", partnerships=13, months=6, seed=1))
    couples = outcome.evidence.couples
    assert {player.temper for couple in couples for player in couple.players} == set(Temper)
    assert {couple.story for couple in couples} == set(Story)
    assert outcome.broken == []
    assert {each.sort for each in outcome.evidence.letters} >= RATIONED
    assert {each.rule for each in outcome.verdicts if not each.looked_at} <= NEVER_LOOKED_AT
    assert int(outcome.numbers["meetings recorded"]) > 30
    console = Console(record=True, width=120)
    show(outcome, "here", console)
    told = console.export_text()
    assert "Every rule holds. The mails are in here." in told
    assert all(player.person.name in told for couple in couples for player in couple.players)


@on_sqlite_only
@pytest.mark.year
def test_a_year_of_forty_partnerships_keeps_the_rules(tmp_path: Path) -> None:
    outcome = asyncio.run(simulate(tmp_path / "program", partnerships=40, months=10, seed=1))
    assert outcome.broken == []
    assert {each.rule for each in outcome.verdicts if not each.looked_at} == set()
    assert {couple.story for couple in outcome.evidence.couples} == set(Story)
    assert len(outcome.evidence.letters) > 2_000
