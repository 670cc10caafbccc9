"""The labelled replies that may be learned from: all of tests/replies but those that only measure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from service.domain import Kind
from service.reading import Context, Reading, read
from service.reading.own_words import questions
from service.reading.values import Words

ROOT = Path(__file__).resolve().parents[1]
REPLIES = ROOT / "tests" / "replies"
_LAST = (
    "z",
    "aa",
    "ab",
    "aq",
    "ar",
    "as",
    "at",
    "au",
    "av",
    "aw",
    "ax",
    "ay",
    "az",
    "ba",
    "bb",
    "bc",
    "bd",
    "be",
    "bf",
    "bg",
    "bh",
    "bi",
    "bj",
    "bk",
    "bl",
    "bm",
    "bn",
    "bo",
    "bp",
    "bq",
    "br",
    "bs",
    "bt",
    "bu",
    "bv",
    "bw",
    "bx",
)
ONLY_MEASURE = frozenset({"hundred", "held_out", "unseen", *(f"fresh_{name}" for name in _LAST)})
"""Replies that nothing is learned from; `held_out` and `unseen` are opened by nobody."""
ZONE = ZoneInfo("America/Los_Angeles")
THURSDAY = datetime(2026, 11, 19, 10, tzinfo=ZONE)
"""When all that stands in tables was sent."""
CONTEXT = Context(zone=ZONE)
_QUESTIONS = 6
"""Questions of a check-in."""


class Labelled(NamedTuple):
    """A report with its label, the moment it was written (aware), and the folder and number it has."""

    source: str
    reading: Reading
    moment: datetime
    label: dict[str, Any]

    @property
    def today(self) -> date:
        return self.moment.astimezone(ZONE).date()


def files() -> list[Path]:
    """The files of all that may be learned from."""
    return sorted(path for path in REPLIES.glob("*/*") if path.parent.name not in ONLY_MEASURE)


def reports() -> Iterator[Labelled]:
    """The reports among them."""
    for path in (path for path in files() if path.suffix == ".eml"):
        label = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        reading = read(path.read_bytes(), CONTEXT)
        if reading.kind is Kind.REPORT and label["kind"] == "report" and reading.moment is not None:
            yield Labelled(f"{path.parent.name}/{path.stem}", reading, reading.moment, label)


def words_of(text: str) -> Words:
    """A line of a table as the words of a reply, with answers by number or in order tied to their questions."""
    return Words(tuple(questions.without_letter(text.replace("\\n", "\n"), _QUESTIONS)))
