"""Learn how requests, ratings and days are meant: `python -m bench.train_opinions` writes service/learned/*.txt anew.

What it learns from are labelled replies (tests/replies, but for the sets that only measure), phrases by many invented
hands, each with what it says (bench/opinions), and tables of tests/reading:

* request: every sentence of a reply that asks for nothing is no request; of one that asks, those are that the rules
  hear. And bench/opinions/requests.txt, `words => yes` or `no`.
* rating: a number from one to five rates where it is the label's; and ratings.txt, `words => 4`, `-` or `!`.
* met: whether they met, by the label; and days.txt.
* day: a day spoken of is that of a meeting held, of the next one, or of something else, by the label's days; and
  days.txt, `words => met or not / days held / next`, all sent on THURSDAY.

All of these are told by reports.txt and whole.txt, `words => met or not / days held / next / rating / asks`, the latter
with topics behind, which bench/train_topics.py takes.

`--check N` learns from N-1 parts of N and measures on the rest, in turn, instead of writing.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from bench.labelled import CONTEXT, ROOT, THURSDAY, files, reports, words_of
from bench.learning import Example, Model, digest, learned, written
from service.reading.answers import help as helping
from service.reading.opinions import features
from service.reading.opinions.features import in_place
from service.reading.opinions.second_opinion import numbers_of
from service.reading.prose.text import Sentence
from service.reading.report import sentences_of
from service.reading.story.story import Story

TABLES, PHRASES = ROOT / "tests" / "reading", Path(__file__).parent / "opinions"
SPOKEN = TABLES / "spoken"
TURNS, STEP = 6, 0.08
"""Found with --check: shorter steps judge as well, and are less often sure and wrong."""
OFTEN = {"request": 13, "rating": 10, "day": 11, "met": 8}
"""Times that a pair of words is said at the least, to be kept; the more, the smaller the file."""
HEADLINE = "learned by bench/train_opinions.py from material "
ANYTHING = 6
"""The question whether there is anything that the coordinator could help with."""


TIMES, LINES = 3, ("whole/", "reports/", "days/", "requests/", "ratings/")
"""How often a labelled reply, or what a table of tests holds, counts for each time that a line of these does, of which
there are many more."""


class Told(NamedTuple):
    """Something said, with what it says: None where that is not known of a field."""

    source: str
    sentences: list[Sentence]
    today: date
    asks: bool | None = None
    rates: int | None = None
    knows_rating: bool = False
    held: frozenset[str] = frozenset()
    coming: str | None = None
    knows_days: bool = False
    met: bool | None = None
    knows_met: bool = False

    @property
    def times(self) -> int:
        """How often it counts."""
        return 1 if self.source.startswith(LINES) else TIMES

    @property
    def of_a_table(self) -> bool:
        """Whether it is of no reply, and may stand under a question as well."""
        return len(self.sentences) == 1 and self.source.startswith(("requests/", "help/", "beside/", "asks/"))


def replies() -> Iterator[Told]:
    """The labelled reports."""
    for report in reports():
        sentences = in_place(list(sentences_of(report.reading.words, report.reading.envelope.subject, CONTEXT)))
        yield of_label(report.source, sentences, report.today, report.label)


def of_label(source: str, sentences: list[Sentence], today: date, label: dict[str, Any]) -> Told:
    held = frozenset(meeting["held_on"] for meeting in label["meetings"] if meeting["held_on"])
    coming = (label["next_meeting"] or {}).get("date")
    rating = "satisfaction" not in label["unsure"]
    days = not {"held_on", "next_meeting"} & set(label["unsure"])
    return Told(
        source,
        sentences,
        today,
        asks=label["needs_help"],
        rates=label["satisfaction"],
        knows_rating=rating,
        held=held,
        coming=coming,
        knows_days=days,
        met=label["met"],
        knows_met="met" not in label["unsure"],
    )


def phrases() -> Iterator[Told]:
    """What bench/opinions holds."""
    for field, path in (("help", PHRASES / "requests.txt"), ("rating", PHRASES / "ratings.txt")):
        for told, meant in _lines(path):
            yield from _of_field(field, told, meant)
    for told, meant in _lines(PHRASES / "days.txt"):
        yield _of_days(told, *meant.split(" / "))
    for name in ("reports", "whole"):
        for told, meant in _lines(PHRASES / f"{name}.txt"):
            yield from _of_report(told, *meant.split(" / ")[:5])


def _of_report(told: Told, met: str, held: str, coming: str, rating: str, asks: str) -> Iterator[Told]:
    """A line of reports.txt or whole.txt, with all that it says but for its topics (bench/train_topics.py)."""
    for name, meant in (("rating", rating), ("help", asks)):
        yield from _of_field(name, told, meant)
    yield _of_days(told, met, held, coming)


_SAYS_NOTHING = {"knows_rating": True, "knows_days": True, "knows_met": True}
"""What is said beside a report: it rates nothing, tells of no meeting, and leaves open whether one was held."""


def tables() -> Iterator[Told]:
    """What tests/reading holds of how people put one thing."""
    for path in (TABLES / "asides.txt", SPOKEN / "beside.txt"):
        yield from (told._replace(asks=False, **_SAYS_NOTHING) for told, _ in _lines(path))
    yield from (told._replace(asks=True) for told, _ in _lines(SPOKEN / "asks.txt"))
    for field in ("help", "rating", "met"):
        for told, meant in _lines(SPOKEN / f"{field}.txt"):
            yield from _of_field(field, told, meant)
    for told, meant in _lines(SPOKEN / "whole.txt"):
        _days, _coming, rating, asks = meant.split(" / ")
        yield from (*_of_field("rating", told, rating), *_of_field("help", told, asks))


def _lines(path: Path) -> Iterator[tuple[Told, str]]:
    """Each line of a table as told, and what stands behind its arrow."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        words, arrow, meant = line.rpartition(" => ")
        yield Told(f"{path.stem}/{number}", said(words if arrow else line), THURSDAY.date()), meant


def said(words: str) -> list[Sentence]:
    return in_place(list(sentences_of(words_of(words), "", CONTEXT)))


def _of_field(name: str, told: Told, meant: str) -> Iterator[Told]:
    """A line of a table, with what it says of the one field."""
    if name == "help":
        yield told._replace(asks=meant == "yes")
    elif name == "rating" and meant != "!":
        yield told._replace(rates=int(meant) if meant.isdigit() else None, knows_rating=True)
    elif name == "met":
        yield told._replace(met={"yes": True, "no": False}.get(meant), knows_met=True)


def _of_days(told: Told, met: str, held: str, coming: str) -> Told:
    """A line of days.txt, with what it says."""
    told = told._replace(met={"yes": True, "no": False}.get(met), knows_met=True)
    if "!" in held + coming:
        return told
    days = frozenset(map(_written_out, held.replace(",", "").split()))
    after = None if coming == "-" else _written_out(coming.partition("@")[0])
    return told._replace(held=days, coming=after, knows_days=True)


def _written_out(day: str) -> str:
    return day if len(day) != len("11-19") else f"{THURSDAY.year}-{day}"


# -- examples ----------------------------------------------------------------------------------------------------------


def requests(told: Told) -> Iterator[Example]:
    """Each sentence, asking or not."""
    if told.asks is None:
        return
    following = [*(sentence.low for sentence in told.sentences[1:]), ""]
    asking = [helping.asks(sentence, after) for sentence, after in zip(told.sentences, following, strict=False)]
    if told.asks and not any(asking):
        asking = [len(told.sentences) == 1]
    if told.asks and not any(asking):
        return
    for sentence, asks in zip(told.sentences, asking, strict=True):
        names = ("request",) if told.asks and asks else ()
        yield features.of_sentence(sentence), names
        if told.of_a_table:
            yield features.of_sentence(replace(sentence, question=ANYTHING)), names
            for place in range(len(REPORT) + 1):
                said = in_place([*REPORT[:place], sentence, *REPORT[place:]])[place]
                yield features.of_sentence(said), names


REPORT = said("We met on Tuesday for an hour. We will meet again on December 3 at 2. I would give it a 4.")
"""A report in which a phrase is met as well, before, behind and between its sentences, so that it does not count
whether it stands alone."""


def ratings(told: Told) -> Iterator[Example]:
    """Each number that might rate."""
    if not told.knows_rating:
        return
    found = [given for sentence in told.sentences for given in numbers_of(sentence, CONTEXT)]
    right = [mention for _, mention in found if mention.value == told.rates]
    for sentence, mention in found:
        rates = mention.value == told.rates
        if not rates or len(right) == 1:
            named = features.of_number(sentence, mention.start, mention.end)
            yield named, ("rating",) if rates else ()


def days(told: Told) -> Iterator[Example]:
    """Each day spoken of."""
    if not told.knows_days:
        return
    story = Story(told.today, CONTEXT)
    for sentence in told.sentences:
        story.hear(sentence)
        for mention in story.marks.days:
            clause = next((each for each in story.clauses if each.start <= mention.start < each.end), None)
            if clause is None:
                continue
            past, coming = mention.day.past(told.today), mention.day.coming(told.today)
            names = [
                *(["held"] if str(past) in told.held else []),
                *(["planned"] if coming is not None and str(coming) == told.coming else []),
            ]
            if len(names) < 2:
                yield features.of_day(sentence, mention, clause, told.today), names


def met(told: Told) -> Iterator[Example]:
    """Whether they met, by all that is said."""
    if told.knows_met:
        yield features.of_reply(told.sentences), {True: ("met",), False: ("unmet",), None: ()}[told.met]


KINDS = {
    "request": (requests, ("request",)),
    "rating": (ratings, ("rating",)),
    "day": (days, ("held", "planned")),
    "met": (met, ("met", "unmet")),
}


def material() -> list[Path]:
    """The files that are learned from."""
    return sorted([*files(), *PHRASES.glob("*.txt"), *SPOKEN.glob("*.txt"), TABLES / "asides.txt"])


def all_told() -> list[Told]:
    """All that is learned from."""
    return [*replies(), *phrases(), *tables()]


def _as_often_as_they_count(kind: str, told: Iterable[Told]) -> list[Example]:
    examples, _ = KINDS[kind]
    return [one for each in told for one in examples(each) for _ in range(each.times)]


def check(kind: str, told: Sequence[Told], parts: int) -> None:
    """Print how what took no part in learning is judged, for each name: how many, how surely, how wrongly."""
    examples, names = KINDS[kind]
    judged: list[tuple[float, bool]] = []
    for part in range(parts):
        learned_from = [each for at, each in enumerate(told) if at % parts != part]
        model = learned(names, _as_often_as_they_count(kind, learned_from), TURNS, STEP)
        for found, holding in (one for each in told[part::parts] for one in examples(each)):
            judged += [(chance, name in holding) for chance, name in zip(model.chances(found), names, strict=True)]
    for least in (0.05, 0.12, 0.5, 0.88, 0.95):
        hit = sum(holds for chance, holds in judged if chance >= least)
        said, holding = sum(chance >= least for chance, _ in judged), sum(holds for _, holds in judged)
        print(f"{kind} chance ≥ {least}: precision {hit / max(1, said):.3f} recall {hit / holding:.3f} of {holding}")
    loss = -sum(math.log(max(1e-9, chance if holds else 1 - chance)) for chance, holds in judged) / len(judged)
    print(f"{kind} log loss {loss:.4f}, {len(judged)} judged")


def text_of(kind: str, told: Sequence[Told]) -> tuple[Model, str]:
    """What is learned of a kind, and the text of its file."""
    examples, names = KINDS[kind]
    model = learned(names, _as_often_as_they_count(kind, told), TURNS, STEP)
    seen = Counter(feature for each in told for feature in {name for example in examples(each) for name in example[0]})
    return model, written(model, HEADLINE + digest(material()), seen, OFTEN[kind])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", type=int, metavar="N", help="measure on what took no part, in N parts")
    options = parser.parse_args()
    told = all_told()
    for kind in KINDS:
        if options.check:
            check(kind, told, options.check)
            continue
        path = ROOT / "service" / "learned" / f"{kind}.txt"
        model, text = text_of(kind, told)
        path.write_text(text, encoding="utf-8")
        print(f"{path.relative_to(ROOT)}: {len(model.rows)} features, {path.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
