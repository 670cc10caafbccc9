"""A whole program with people of every temper, over real SMTP; what is checked comes from the .eml files that left.

Forty partnerships over a year take minutes: `make program`. The program of every run is smaller and has every temper.
"""

from __future__ import annotations

import asyncio
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from service.simulate.audit import audit
from service.simulate.outcome import Outcome, simulate, table
from service.simulate.people import Temper, cast
from service.simulate.play import BEGIN
from service.simulate.seen import RATIONED, Seen, Sort

BERLIN = ZoneInfo("Europe/Berlin")


def holds(outcome: Outcome) -> None:
    assert outcome.broken == []
    unasked = [each for each in outcome.letters if each.sort in RATIONED]
    assert {each.sort for each in unasked} == set(RATIONED)
    assert len(table(outcome)) == 1 + len({each.to for each in outcome.letters})


@pytest.mark.long
def test_a_program_of_every_temper_keeps_the_rules(tmp_path: Path) -> None:
    outcome = asyncio.run(simulate(tmp_path / "program", partnerships=9, months=4, seed=1))
    assert {player.temper for couple in outcome.couples for player in (couple.mentor, couple.mentee)} == set(Temper)
    holds(outcome)
    assert int(outcome.numbers["meetings recorded"]) > 20


def test_the_same_seed_gives_the_same_people() -> None:
    assert cast(40, 1, BEGIN) == cast(40, 1, BEGIN)
    assert cast(40, 1, BEGIN) != cast(40, 2, BEGIN)
    tempers = [player.temper for couple in cast(40, 1, BEGIN) for player in (couple.mentor, couple.mentee)]
    assert set(tempers) == set(Temper)


# The audit sees what it is there to see


def letter(sort: Sort, day: int, hour: int = 9, *, subject: str = "", reply: str = "", month: int = 11) -> Seen:
    at = datetime(2026, month, day, hour, 30, tzinfo=BERLIN)
    return Seen(f"{day}.eml", "ada@example.edu", at, sort, subject or f"{sort} {day}", f"<{day}@x>", reply)


GOOD = (
    letter(Sort.CHECKIN, 2),
    letter(Sort.REMINDER, 9),
    letter(Sort.PREPARING, 19),
    letter(Sort.ANSWER, 10, 22, reply="<report@x>"),
)
HOLIDAYS = frozenset({date(2026, 11, 26)})


@pytest.mark.parametrize(
    ("more", "complaint"),
    [
        ((), ""),
        ((letter(Sort.OTHER, 19),), ""),  # a question about a mail of theirs
        ((letter(Sort.PREPARING, 24),), "got 4 letters in 2026-11"),
        ((letter(Sort.WELCOME, 4),), "came 2 days"),
        ((letter(Sort.CHECKIN, 7, month=12, subject="check-in 2"),), "a second check-in"),
        ((letter(Sort.REMINDER, 14, month=12, subject="reminder 9"),), "a second reminder"),
        ((letter(Sort.CHECKIN, 5, month=12),), "Saturday"),
        ((letter(Sort.WELCOME, 26),), "2026-11-26 09:30"),
        ((letter(Sort.CHECKIN, 7, 7, month=12),), "07:30 where they live"),
        ((letter(Sort.CHECKIN, 7, 18, month=12),), "18:30 where they live"),
        ((letter(Sort.ANSWER, 11, reply="<report@x>"),), "got 2 receipts"),
    ],
)
def test_the_audit_tells_what_breaks_a_rule(more: tuple[Seen, ...], complaint: str) -> None:
    broken = audit(sorted((*GOOD, *more), key=lambda each: each.at), ["<report@x>"], HOLIDAYS)
    assert (len(broken), complaint in " ".join(broken)) == (1 if complaint else 0, True)


def test_a_report_without_a_receipt_is_told() -> None:
    assert audit([], ["<lost@x>"], HOLIDAYS) == ["the report <lost@x> got 0 receipts"]


def test_three_days_are_days_of_the_calendar_where_the_reader_lives() -> None:
    first = letter(Sort.CHECKIN, 2, 17)
    for hours, broken in ((72, 0), (65, 0), (47, 1)):
        later = letter(Sort.REMINDER, 2, 17)
        moved = Seen("b.eml", later.to, first.at + timedelta(hours=hours), Sort.REMINDER, "b", "<b@x>", "")
        assert len([line for line in audit([first, moved], [], ()) if "came" in line and "after" in line]) == broken
