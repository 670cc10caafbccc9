"""The score over labelled replies: how much of each record is read right, what is believed wrongly, and how sure the
figures are.

A folder holds pairs, `NAME.eml` and `NAME.json` (the record that docs/reading.md's rules give). A record is exact
where every field is right, right in its core where kind, met, the days, the rating and the call for help are. It is
silently wrong where a core field states something that is not so: unsure or empty would have been asked about.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.errors import EvaluationError
from service.reading import Context, read
from service.reading.projection import flat

Record = Mapping[str, Any]
CORE = frozenset({"kind", "met", "held_on", "next_date", "satisfaction", "needs_help"})
FIELDS = (
    "kind", "met", "held_on", "duration_minutes", "format", "topics",
    "next_date", "next_time", "satisfaction", "needs_help", "unsure",
)  # fmt: skip
RESAMPLES = 1_000
NOTHING: Record = {}
"""The record of a reply that could not be read at all."""


def fields_of(record: Record) -> dict[str, Any]:
    """A record's fields, side by side as they are compared."""
    meetings = record.get("meetings") or []
    coming = record.get("next_meeting") or {}
    return {
        "kind": record.get("kind"),
        "met": record.get("met"),
        "held_on": [meeting.get("held_on") for meeting in meetings],
        "duration_minutes": [meeting.get("duration_minutes") for meeting in meetings],
        "format": [meeting.get("format") for meeting in meetings],
        "topics": [sorted(meeting.get("topics") or []) for meeting in meetings],
        "next_date": coming.get("date"),
        "next_time": coming.get("time"),
        "satisfaction": record.get("satisfaction"),
        "needs_help": bool(record.get("needs_help")),
        "unsure": sorted(record.get("unsure") or []),
    }


def _misleads(field: str, got: Any) -> bool:
    """Whether a wrong value would be believed: something stated, a "no" to having met, a call for help not heard."""
    if field in ("met", "needs_help"):
        return got is not None
    return any(value is not None for value in got) if isinstance(got, list) else got is not None


@dataclass(frozen=True, slots=True)
class Outcome:
    """One reply: what was wanted and got where they differ, and its topics found, invented and missed."""

    name: str
    wrong: Mapping[str, tuple[Any, Any]]
    topics: tuple[int, int, int]

    @property
    def loud(self) -> frozenset[str]:
        """The wrong fields that would be believed."""
        return frozenset(field for field, (_, got) in self.wrong.items() if field != "unsure" and _misleads(field, got))

    @property
    def deaf(self) -> bool:
        """Whether a call for help was not heard."""
        return "needs_help" in self.wrong and bool(self.wrong["needs_help"][0])


def compare(name: str, wanted: Record, got: Record) -> Outcome:
    """One label against what was read."""
    want, have = fields_of(wanted), fields_of(got)
    true = {topic for topics in want["topics"] for topic in topics}
    found = {topic for topics in have["topics"] for topic in topics}
    wrong = {field: (want[field], have[field]) for field in FIELDS if want[field] != have[field]}
    return Outcome(name, wrong, (len(true & found), len(found - true), len(true - found)))


@dataclass(frozen=True, slots=True)
class Figure:
    """A share between 0 and 1, with the interval that 95 of 100 samples of such replies would give."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} ({self.low:.3f}–{self.high:.3f})"


@dataclass(frozen=True, slots=True)
class Score:
    """The figures over all replies, and the replies themselves."""

    outcomes: tuple[Outcome, ...]
    exact: Figure
    core: Figure
    silent: Figure
    topics_f1: Figure

    @property
    def deaf(self) -> int:
        """How many calls for help were not heard."""
        return sum(outcome.deaf for outcome in self.outcomes)

    def lines(self, misses: bool = False) -> Iterator[str]:
        """The score as text, the misses where wanted."""
        total = len(self.outcomes)
        wrong = Counter(field for outcome in self.outcomes for field in outcome.wrong)
        loud = Counter(field for outcome in self.outcomes for field in outcome.loud)
        for field in FIELDS:
            yield f"{field:18} right {total - wrong[field]:4}/{total}   said wrongly {loud[field]}"
        yield f"help asked but not heard {self.deaf}"
        if misses:
            for outcome in self.outcomes:
                if outcome.wrong:
                    yield f"{outcome.name} {json.dumps(outcome.wrong, ensure_ascii=False)}"
        yield (
            f"exact {self.exact}  core {self.core}  silently wrong {self.silent}  topics F1 {self.topics_f1}  n {total}"
        )


def score(outcomes: Iterable[Outcome], seed: int = 1) -> Score:
    """The figures with their bootstrap intervals; the same outcomes give the same score."""
    all_outcomes = tuple(outcomes)
    if not all_outcomes:
        raise EvaluationError("no labelled replies there: it takes pairs NAME.eml and NAME.json")
    rng = random.Random(seed)  # noqa: S311  a resample is no secret
    samples = [rng.choices(all_outcomes, k=len(all_outcomes)) for _ in range(RESAMPLES)]

    def figure(measure: Callable[[Sequence[Outcome]], float]) -> Figure:
        spread = sorted(measure(sample) for sample in samples)
        return Figure(measure(all_outcomes), spread[RESAMPLES // 40], spread[-RESAMPLES // 40 - 1])

    return Score(all_outcomes, figure(_exact), figure(_core), figure(_silent), figure(_topics_f1))


def _exact(outcomes: Sequence[Outcome]) -> float:
    return sum(not outcome.wrong for outcome in outcomes) / len(outcomes)


def _core(outcomes: Sequence[Outcome]) -> float:
    return sum(CORE.isdisjoint(outcome.wrong) for outcome in outcomes) / len(outcomes)


def _silent(outcomes: Sequence[Outcome]) -> float:
    return sum(not CORE.isdisjoint(outcome.loud) for outcome in outcomes) / len(outcomes)


def _topics_f1(outcomes: Sequence[Outcome]) -> float:
    hits, invented, missed = (sum(outcome.topics[place] for outcome in outcomes) for place in range(3))
    return 2 * hits / max(1, 2 * hits + invented + missed)


def evaluate(folder: Path, context: Context, detail: bool = True) -> str:
    """The score over a folder of labelled replies as text, with the misses where `detail`."""
    return "\n".join(scored(folder, context).lines(misses=detail))


def scored(folder: Path, context: Context) -> Score:
    """The score over a folder of labelled replies, read in `context`."""
    return score(_outcomes(folder, context))


def _outcomes(folder: Path, context: Context) -> Iterator[Outcome]:
    for label in sorted(folder.glob("*.json")):
        mail = label.with_suffix(".eml")
        try:
            wanted = json.loads(label.read_text(encoding="utf-8"))
        except ValueError as trouble:
            raise EvaluationError(f"{label}: not a label ({trouble})") from trouble
        yield compare(
            label.stem, wanted, flat(read(mail.read_bytes(), context), mail.name) if mail.exists() else NOTHING
        )
