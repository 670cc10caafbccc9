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
import hashlib
import math
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from service.domain import LEARNED_UNIT  # noqa: E402 (found through the path above)
from service.reading.topic_model import features  # noqa: E402

PHRASES = Path(__file__).parent / "topics"
LEARNED = ROOT / "service" / "topic_words.txt"
SEED, TURNS, STEP, LEFT_OUT, DECAY, WITH_NONE = 1, 12, 0.15, 0.5, 1e-5, 0.4
LEAST, MOST, NOUGHT = 2, 45, "O"
"""Weights nearer to nought than LEAST units are not kept, MOST is what a printed character can hold."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One thing said, in lower case, and the topics it is about."""

    topics: tuple[str, ...]
    text: str


@dataclass(slots=True)
class Model:
    """A row of weights (one for each topic) for every feature, with AdaGrad's sum of squares beside it."""

    slugs: list[str]
    bias: list[float] = field(default_factory=list)
    rows: dict[str, tuple[list[float], list[float]]] = field(default_factory=dict)
    bias_squares: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.bias, self.bias_squares = [0.0] * len(self.slugs), [1e-6] * len(self.slugs)

    def row(self, feature: str) -> tuple[list[float], list[float]]:
        """The weights of a feature and their squares, new where it is."""
        if feature not in self.rows:
            self.rows[feature] = ([0.0] * len(self.slugs), [1e-2] * len(self.slugs))
        return self.rows[feature]

    def chances(self, found: Sequence[str]) -> list[float]:
        """How likely each topic is, by the features of a phrase."""
        scores = self.bias.copy()
        for feature in found:
            if feature in self.rows:
                scores = [score + weight for score, weight in zip(scores, self.rows[feature][0], strict=True)]
        return [1 / (1 + math.exp(-max(-30.0, min(30.0, score)))) for score in scores]


def phrases() -> list[Phrase]:
    """All phrases, in the order of the files and lines."""
    found = []
    for path in sorted(PHRASES.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            topics, text = line.split("|") if path.stem == "told" else (path.stem, line)
            found.append(Phrase(tuple(slug for slug in topics.split() if slug != "none"), text.strip().lower()))
    return found


def learn(material: Sequence[Phrase], seed: int = SEED) -> Model:
    """A model of the material."""
    chance = random.Random(seed)
    model = Model(sorted({slug for phrase in material for slug in phrase.topics}))
    told = [(features(phrase.text), phrase.topics) for phrase in material]
    for _ in range(TURNS):
        turn = [*told, *_pairs(told, chance)]
        chance.shuffle(turn)
        for found, topics in turn:
            kept = [feature for feature in found if chance.random() >= LEFT_OUT]
            if kept:
                _adjust(model, kept, topics)
    return model


Told = tuple[list[str], tuple[str, ...]]


def _pairs(told: Sequence[Told], chance: random.Random) -> Iterator[Told]:
    empty = [one for one in told if not one[1]] or told
    for _ in told:
        first, some = chance.choice(told)
        second, others = chance.choice(empty if chance.random() < WITH_NONE else told)
        yield [*first, *second], tuple(dict.fromkeys(some + others))


def _adjust(model: Model, found: Sequence[str], topics: Sequence[str]) -> None:
    chances = model.chances(found)
    rows = [model.row(feature) for feature in found]
    for place, slug in enumerate(model.slugs):
        error = chances[place] - (slug in topics)
        if abs(error) < 1e-3:
            continue
        for weights, squares in rows:
            slope = error + DECAY * weights[place]
            squares[place] += slope * slope
            weights[place] -= STEP * slope / math.sqrt(squares[place])
        model.bias_squares[place] += error * error
        model.bias[place] -= 0.1 * error / math.sqrt(model.bias_squares[place])


def digest() -> str:
    """What the phrases amount to; written into the file, so that a test sees when it is out of date."""
    whole = hashlib.sha256()
    for path in sorted(PHRASES.glob("*.txt")):
        whole.update(path.name.encode() + path.read_bytes())
    return whole.hexdigest()[:16]


def written(model: Model) -> str:
    """The model as text: slugs and what each begins with, then a line for each feature: one character a topic, "O" for
    nought, "P" for one unit, "N" for minus one."""
    lines = [
        f"# learned by bench/train_topics.py from phrases {digest()}",
        " ".join(model.slugs),
        f"\t{_characters(model.bias)}",
    ]
    seen = Counter(feature for phrase in phrases() for feature in features(phrase.text))
    for feature, (weights, _) in sorted(model.rows.items()):
        if " " in feature and seen[feature] < 2:
            continue
        characters = _characters(weights)
        if set(characters) != {NOUGHT}:
            lines.append(f"{feature}\t{characters}")
    return "\n".join(lines) + "\n"


def _characters(weights: Sequence[float]) -> str:
    units = (max(-MOST, min(MOST, round(weight * LEARNED_UNIT))) for weight in weights)
    return "".join(chr(ord(NOUGHT) + unit) if abs(unit) >= LEAST else NOUGHT for unit in units)


def check(material: list[Phrase], parts: int) -> None:
    """Print precision and recall on phrases that took no part, at several measures."""
    random.Random(SEED).shuffle(material)
    judged: list[tuple[Phrase, dict[str, float]]] = []
    for part in range(parts):
        model = learn([phrase for at, phrase in enumerate(material) if at % parts != part])
        judged += [
            (phrase, dict(zip(model.slugs, model.chances(features(phrase.text)), strict=True)))
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
    LEARNED.write_text(written(learn(material)), encoding="utf-8")
    print(f"{len(material)} phrases → {LEARNED.relative_to(ROOT)}, {LEARNED.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
