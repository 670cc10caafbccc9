"""Learn which words speak for which topic: `python bench/train_topics.py` writes service/topic_words.txt anew.

What it learns from are invented phrases, as librarians tell what they talked about: bench/topics/SLUG.txt (one phrase a
line, of that topic), none.txt (what is no topic: days, places, thanks) and told.txt ("slug slug | phrase", longer ones,
some of several topics). The model is one logistic regression for each topic over the same features, since a sentence
may be of several, trained with AdaGrad. Half of each phrase's features are left out at each turn, so that no word is
leaned on; and as many pairs of phrases are joined as there are phrases, two in five of them with one of no topic, so
that words which only lead up to a topic weigh nothing. Plain Python, a minute; the same seed gives the same file.

`--check N` learns from N-1 parts of N and measures on the rest, in turn, instead of writing.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.learning import SEED, Example, Model, digest, learned, written  # noqa: E402 (found through the path above)
from service.reading.topic_model import features  # noqa: E402
from service.reading.topics import worded  # noqa: E402

PHRASES = Path(__file__).parent / "topics"
LEARNED = ROOT / "service" / "topic_words.txt"
TURNS, LEFT_OUT, WITH_NONE = 12, 0.5, 0.4
HEADLINE = "learned by bench/train_topics.py from phrases "


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


def learn(material: Sequence[Phrase]) -> Model:
    """A model of the material."""
    slugs = sorted({slug for phrase in material for slug in phrase.topics})
    told = [(features(worded(phrase.text)), phrase.topics) for phrase in material]
    return learned(slugs, told, TURNS, left_out=LEFT_OUT, more=_pairs)


def _pairs(told: Sequence[Example], chance: random.Random) -> Iterator[Example]:
    empty = [one for one in told if not one[1]] or told
    for _ in told:
        first, some = chance.choice(told)
        second, others = chance.choice(empty if chance.random() < WITH_NONE else told)
        yield [*first, *second], tuple(dict.fromkeys((*some, *others)))


def text_of(model: Model) -> str:
    """The model as the text of its file."""
    seen = Counter(feature for phrase in phrases() for feature in features(worded(phrase.text)))
    return written(model, HEADLINE + digest(PHRASES.glob("*.txt")), seen)


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
    material = phrases()
    if options.check:
        check(material, options.check)
        return
    LEARNED.write_text(text_of(learn(material)), encoding="utf-8")
    print(f"{len(material)} phrases → {LEARNED.relative_to(ROOT)}, {LEARNED.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
