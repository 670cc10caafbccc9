"""How a simulation's outcome is shown: tables on a terminal, plain columns anywhere else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from rich import box
from rich.console import Console
from rich.table import Table

from service.demo.cast import ROBIN
from service.simulate.audit import Verdict
from service.simulate.deeds import Act, told
from service.simulate.outcome import Outcome, unasked_and_all
from service.simulate.seen import RATIONED, Sort

_PLAIN_WIDTH = 400
_SHOWN_BROKEN = 10


def show(outcome: Outcome, mail: str, console: Console | None = None) -> None:
    """Print it. `mail`: where the files are."""
    console = console or Console()
    plain = not console.is_terminal
    if plain:
        console.width = _PLAIN_WIDTH
    for table in (_numbers(outcome), _months(outcome), _people(outcome), _rules(outcome)):
        table.box = None if plain else box.SIMPLE_HEAD
        table.title_justify, table.title_style = "left", "bold"
        console.print(table, markup=False)
        console.print()
    for verdict in outcome.verdicts:
        for line in _broken(verdict):
            console.print(f"BROKEN {line}", style="red", markup=False, highlight=False, soft_wrap=True)
    console.print(_end(outcome, mail), markup=False, highlight=False, soft_wrap=True)


def _numbers(outcome: Outcome) -> Table:
    table = Table(title="The program", show_header=False)
    for name, value in outcome.numbers.items():
        table.add_row(name, value)
    return table


def _months(outcome: Outcome) -> Table:
    """The program month by month. An answer counts in the month in which it was written."""
    letters, done = outcome.evidence.letters, outcome.evidence.done
    checkins = Counter(each.month for each in letters if each.sort is Sort.CHECKIN)
    answers = Counter(f"{each.at:%Y-%m}" for each in told(done, Act.REPORT))
    table = Table("month", title="Month by month")
    for name in ("letters", "check-ins", "answers", "partnerships that met"):
        table.add_column(name, justify="right")
    every = Counter(each.month for each in letters)
    for month in _months_of(outcome):
        cells = (every[month], checkins[month], answers[month], outcome.met.get(month, 0))
        table.add_row(f"{_first(month):%B %Y}", *map(str, cells))
    return table


def _people(outcome: Outcome) -> Table:
    """For each person and month: letters that are rationed, and all."""
    evidence, months = outcome.evidence, _months_of(outcome)
    table = Table("", "temper", title="Letters to each: unasked, of at most three a month / in all")
    for month in months:
        table.add_column(f"{_first(month):%b}", justify="right")
    for email, player in sorted(evidence.players.items(), key=lambda each: each[1].number):
        counts = unasked_and_all(evidence.by_person.get(email, ()), RATIONED)
        cells = [f"{some}/{every}" if every else "-" for some, every in (counts.get(each, (0, 0)) for each in months)]
        table.add_row(player.person.name, player.temper.name.lower(), *cells)
    counts = unasked_and_all(evidence.by_person.get(ROBIN.email, ()), frozenset({Sort.SUMMARY}))
    cells = [f"{some}/{every}" for some, every in (counts.get(each, (0, 0)) for each in months)]
    table.add_row(ROBIN.name, "coordinator", *cells)
    return table


def _rules(outcome: Outcome) -> Table:
    table = Table("rule", title="Rules, read from the mails that left")
    table.add_column("looked at", justify="right")
    table.add_column("broken", justify="right")
    for each in outcome.verdicts:
        table.add_row(
            each.rule,
            str(each.looked_at),
            str(len(each.broken) or "-"),
            style="red" if each.broken else "" if each.looked_at else "dim",
        )
    return table


def _broken(verdict: Verdict) -> Iterator[str]:
    yield from (f"{verdict.rule}: {line}" for line in verdict.broken[:_SHOWN_BROKEN])
    if len(verdict.broken) > _SHOWN_BROKEN:
        yield f"{verdict.rule}: {len(verdict.broken) - _SHOWN_BROKEN} times more"


def _end(outcome: Outcome, mail: str) -> str:
    count = len(outcome.broken)
    held = (
        "Every rule holds."
        if not count
        else "A rule was broken once."
        if count == 1
        else f"Rules were broken {count} times."
    )
    return f"{held} The mails are in {mail}."


def _months_of(outcome: Outcome) -> list[str]:
    return sorted({each.month for each in outcome.evidence.letters})


def _first(month: str) -> date:
    return date.fromisoformat(f"{month}-01")
