"""Learn what each sign is worth of a topic's being one of a meeting's talk: `python -m bench.train_talked` writes
service/learned/talked.txt anew.

It weighs what rules and the words learned by bench/train_topics.py make of a reply (service/reading/topics/
which_topics.py). What those say of a reply that they were learned from is surer than what they say of any other's. So
the reports that bench/train_topics.py learns from are parted in three, and each part is heard by words learned from the
others. Of a report of several meetings whose topics are told together nothing is learned.

`--check N` learns from N-1 parts of N and measures on the rest, in turn, instead of writing.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import NamedTuple

from bench import train_topics
from bench.labelled import CONTEXT, ROOT, THURSDAY, reports, words_of
from bench.learning import Example, Model, digest, learned_from_signs, written_signs
from bench.train_opinions import LINES, TIMES
from service.learned import by_name
from service.reading.opinions.features import in_place
from service.reading.prose.text import Sentence
from service.reading.report import MOST_SENTENCES, Heard, sentences_of
from service.reading.topics.topic_model import Ear
from service.topics import catalogue

NAME, PARTS, OFTEN = "talked", 3, 20
"""`OFTEN`: how often a sign must be met, to be learned."""
LEARNED = ROOT / "service" / "learned" / f"{NAME}.txt"
HEADLINE = "learned by bench/train_talked.py from material "


class Told(NamedTuple):
    """A report, with the topics of each of its meetings."""

    source: str
    sentences: list[Sentence]
    today: date
    topics: list[frozenset[str]]


class Case(NamedTuple):
    """A topic that may be one of a meeting's: its signs, whether it is, and how often that counts."""

    signs: list[str]
    found: bool
    so: bool
    times: int


def all_told() -> Iterator[Told]:
    """The reports of bench/train_topics.py, in its order; a line of a table tells of all meetings together."""
    for report in reports():
        topics = [frozenset(meeting["topics"]) for meeting in report.label["meetings"]]
        sentences = sentences_of(report.reading.words, report.reading.envelope.subject, CONTEXT)
        yield Told(report.source, in_place(list(islice(sentences, MOST_SENTENCES))), report.today, topics)
    for path in train_topics.TABLES:
        for line in path.read_text(encoding="utf-8").splitlines():
            words, _, meant = line.rpartition(" => ")
            topics = frozenset(meant.rpartition(" / ")[2].split()) - {"-"}
            sentences = in_place(list(sentences_of(words_of(words), "", CONTEXT)))
            yield Told(LINES[0], sentences, THURSDAY.date(), [topics])


def cases_of(part: int) -> list[Case]:
    """Of one part, heard by words that were learned from the others."""
    reported = [each for at, each in enumerate(train_topics.told_in_reports()) if at % PARTS != part]
    words = by_name(train_topics.text_of(train_topics.learn(train_topics.phrases(), reported), reported))
    ear = Ear(replace(topic, learned=words.get(topic.slug, {})) for topic in catalogue())
    return [case for told in islice(all_told(), part, None, PARTS) for case in _cases(told, ear)]


def _cases(told: Told, ear: Ear) -> Iterator[Case]:
    heard = Heard(told.today, CONTEXT, ear)
    heard.hear(told.sentences)
    talks = heard.talks() if heard.outcome().claims.met else []
    for which, topics in zip(talks, told.topics, strict=False) if len(talks) == len(told.topics) else ():
        times = 1 if told.source.startswith(LINES) else TIMES
        for slug, signs in which.signs():
            yield Case(list(map(sys.intern, signs)), slug in which.found, slug in topics, times)


def model_of(cases: Sequence[Case]) -> Model:
    examples: list[Example] = [(case.signs, (NAME,) if case.so else ()) for case in cases for _ in range(case.times)]
    return learned_from_signs((NAME,), examples, OFTEN, turns=8)


def check(cases: Sequence[Case], parts: int) -> None:
    """Print how many topics are wrong, and missed, by rules and by all signs, where these took no part in learning."""
    seen: Counter[str] = Counter()
    for part in range(parts):
        model = model_of([case for at, case in enumerate(cases) if at % parts != part])
        for case in cases[part::parts]:
            for by, is_one in (("", model.scores(case.signs)[0] > 0), (" by rules", case.found)):
                seen["right" + by] += is_one and case.so
                seen["wrong" + by] += is_one and not case.so
                seen["missed" + by] += case.so and not is_one
    print(f"{len(cases)} topics that may be: {dict(seen)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", type=int, metavar="N", help="measure on what took no part, in N parts")
    options = parser.parse_args()
    with ProcessPoolExecutor() as pool:
        cases = [case for part in pool.map(cases_of, range(PARTS)) for case in part]
    if options.check:
        check(cases, options.check)
        return
    LEARNED.write_text(written_signs(model_of(cases), HEADLINE + digest(train_topics.material())), encoding="utf-8")
    print(f"{len(cases)} topics that may be → {LEARNED.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
