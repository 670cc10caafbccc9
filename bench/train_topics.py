"""Learn which words speak for which topic: `python -m bench.train_topics` writes service/learned/topic.txt anew.

What it learns from are invented phrases, as librarians tell what they talked about: bench/topics/SLUG.txt (one phrase a
line, of that topic), none.txt (what is no topic: days, places, thanks) and told.txt ("slug slug | phrase", longer ones,
some of several topics); and whole reports with the topics of all their meetings: those of tests/replies (but for those
that only measure), bench/topics/reports/*.txt (`words => slug slug`) and bench/opinions/whole.txt (the last field). Of
a report all that reading takes for talk counts together, so that what is only named beside it is learned to tell
nothing.

The model is one logistic regression for each topic over the same features, since a sentence
may be of several, trained with AdaGrad. Half of each example's features are left out at each turn, so that no word is
leaned on; and as many pairs of phrases are joined as there are phrases, two in five of them with one of no topic, so
that words which only lead up to a topic weigh nothing. Plain Python, a minute; the same seed gives the same file.

`--check N` learns from N-1 parts of N and measures on the rest, in turn, instead of writing.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bench.labelled import CONTEXT, ROOT, THURSDAY, files, reports, words_of
from bench.learning import SEED, Example, Model, digest, learned, written
from service.reading.report import interpret
from service.reading.topics.topic_model import Ear, features, pieces_of
from service.reading.topics.topics import Hit, worded
from service.reading.values import Words

PHRASES = Path(__file__).parent / "topics"
TABLES = sorted([*(PHRASES / "reports").glob("*.txt"), PHRASES.parent / "opinions" / "whole.txt"])
LEARNED = ROOT / "service" / "learned" / "topic.txt"
TURNS, AVERAGED, LEFT_OUT, WITH_NONE, TIMES, OFTEN = 12, 4, 0.5, 0.4, 3, 20
"""`TIMES`: how often a report is gone through for each time that a phrase is; `OFTEN`: how often a pair of words
must have been said to be kept: as often as keeps the file small. Found by measuring, like the others."""
HEADLINE = "learned by bench/train_topics.py from material "


@dataclass(frozen=True, slots=True)
class Phrase:
    """One thing said, in lower case, and the topics it is about."""

    topics: tuple[str, ...]
    text: str


def phrases() -> list[Phrase]:
    """All phrases, in the order of the files and lines."""
    found = []
    for path in sorted(PHRASES.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            topics, text = line.split("|") if path.stem == "told" else (path.stem, line)
            found.append(Phrase(tuple(slug for slug in topics.split() if slug != "none"), text.strip().lower()))
    return found


class _Listening(Ear):
    """Hears no topic, and keeps the features of all talk."""

    def __init__(self) -> None:
        super().__init__(())
        self.found: dict[str, None] = {}

    def weighed(self, low: str, silent: Sequence[tuple[int, int]], told: bool) -> tuple[list[Hit], None]:
        words = worded(low)
        for start, end in pieces_of(low, silent):
            self.found |= dict.fromkeys(features(words.within(low, start, end)))
        return [], None


def talk_in(words: Words, subject: str, moment: datetime) -> list[str]:
    """The features of what a report tells of talk."""
    ear = _Listening()
    interpret(words, subject, moment, CONTEXT, ear)
    return list(ear.found)


def told_in_reports() -> Iterator[Example]:
    """The talk of each report, with the topics of all its meetings."""
    for report in reports():
        topics = dict.fromkeys(slug for meeting in report.label["meetings"] for slug in meeting["topics"])
        yield talk_in(report.reading.words, report.reading.envelope.subject, report.moment), tuple(topics)
    for line in (line for path in TABLES for line in path.read_text(encoding="utf-8").splitlines()):
        words, _, meant = line.rpartition(" => ")
        topics = meant.rpartition(" / ")[2]
        yield talk_in(words_of(words), "", THURSDAY), tuple(slug for slug in topics.split() if slug != "-")


def learn(material: Sequence[Phrase], reported: Sequence[Example] = ()) -> Model:
    """A model of the material."""
    slugs = sorted({slug for phrase in material for slug in phrase.topics})
    told = [(features(worded(phrase.text)), phrase.topics) for phrase in material]
    return learned(
        slugs,
        [*told, *list(reported) * TIMES],
        TURNS,
        left_out=LEFT_OUT,
        more=lambda _, chance: _pairs(told, chance),
        averaged=AVERAGED,
    )


def _pairs(told: Sequence[Example], chance: random.Random) -> Iterator[Example]:
    empty = [one for one in told if not one[1]] or told
    for _ in told:
        first, some = chance.choice(told)
        second, others = chance.choice(empty if chance.random() < WITH_NONE else told)
        yield [*first, *second], tuple(dict.fromkeys((*some, *others)))


def material() -> list[Path]:
    """The files that are learned from."""
    return sorted([*files(), *PHRASES.glob("*.txt"), *TABLES])


def text_of(model: Model, reported: Sequence[Example]) -> str:
    """The model as the text of its file."""
    seen = Counter(feature for phrase in phrases() for feature in features(worded(phrase.text)))
    seen.update(feature for found, _ in reported for feature in found)
    return written(model, HEADLINE + digest(material()), seen, OFTEN)


def check(material: list[Phrase], parts: int) -> None:
    """Print precision and recall on phrases that took no part, at several measures."""
    random.Random(SEED).shuffle(material)
    judged: list[tuple[Phrase, dict[str, float]]] = []
    for part in range(parts):
        model = learn([phrase for at, phrase in enumerate(material) if at % parts != part])
        judged += [
            (phrase, dict(zip(model.names, model.chances(features(worded(phrase.text))), strict=True)))
            for phrase in material[part::parts]
        ]
    for least in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        said = right = 0
        for phrase, chances in judged:
            held = {slug for slug, chance in chances.items() if chance >= least}
            said, right = said + len(held), right + len(held & set(phrase.topics))
        meant = sum(len(phrase.topics) for phrase in material)
        f1 = 2 * right / (said + meant)
        print(f"chance ≥ {least}: precision {right / said:.3f} recall {right / meant:.3f} F1 {f1:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", type=int, metavar="N", help="measure on phrases that took no part, in N parts")
    options = parser.parse_args()
    told = phrases()
    if options.check:
        check(told, options.check)
        return
    reported = list(told_in_reports())
    LEARNED.write_text(text_of(learn(told, reported), reported), encoding="utf-8")
    size = LEARNED.stat().st_size // 1024
    print(f"{len(told)} phrases, {len(reported)} reports → {LEARNED.relative_to(ROOT)}, {size} kB")


if __name__ == "__main__":
    main()
