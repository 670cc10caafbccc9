"""How weights are learned from examples: logistic regression, one for each name, trained with AdaGrad.

Plain Python, so that nothing has to be installed for it, and the same seed gives the same weights. A part of each
example's features may be left out at each turn, so that no word is leaned on.
"""

from __future__ import annotations

import hashlib
import math
import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from service.learned import LEARNED_UNIT, Weights, packed

DECAY, SEED = 1e-5, 1
SELDOM = 5
"""Times that what is no pair of words is met at the least, to be kept."""
LEAST = 2
"""Weights nearer to nought than that many units are not kept."""

Example = tuple[Sequence[str], Sequence[str]]
"""The features of one thing said, and the names that hold for it."""


@dataclass(slots=True)
class Model:
    """A row of weights (one for each name) for every feature, with AdaGrad's sum of squares beside it."""

    names: list[str]
    step: float
    bias: list[float] = field(default_factory=list)
    rows: dict[str, tuple[list[float], list[float]]] = field(default_factory=dict)
    bias_squares: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.bias, self.bias_squares = [0.0] * len(self.names), [1e-6] * len(self.names)

    def row(self, feature: str) -> tuple[list[float], list[float]]:
        """The weights of a feature and their squares, new where it is."""
        if feature not in self.rows:
            self.rows[feature] = ([0.0] * len(self.names), [1e-2] * len(self.names))
        return self.rows[feature]

    def scores(self, found: Iterable[str]) -> list[float]:
        """What speaks for each name, in nats, by the features of an example."""
        scores = self.bias.copy()
        for feature in found:
            if feature in self.rows:
                scores = [score + weight for score, weight in zip(scores, self.rows[feature][0], strict=True)]
        return scores

    def chances(self, found: Iterable[str]) -> list[float]:
        """How likely each name is."""
        scores = self.scores(found)
        return [1 / (1 + math.exp(-max(-30.0, min(30.0, score)))) for score in scores]

    def adjust(self, found: Sequence[str], names: Sequence[str]) -> None:
        """Learn from one example."""
        chances = self.chances(found)
        rows = [self.row(feature) for feature in found]
        for place, name in enumerate(self.names):
            error = chances[place] - (name in names)
            if abs(error) < 1e-3:
                continue
            for weights, squares in rows:
                slope = error + DECAY * weights[place]
                squares[place] += slope * slope
                weights[place] -= self.step * slope / math.sqrt(squares[place])
            self.bias_squares[place] += error * error
            self.bias[place] -= 0.1 * error / math.sqrt(self.bias_squares[place])


def learned(
    names: Iterable[str],
    examples: Sequence[Example],
    turns: int,
    step: float = 0.15,
    left_out: float = 0.0,
    more: Callable[[Sequence[Example], random.Random], Iterable[Example]] = lambda _examples, _chance: (),
    averaged: int = 1,
) -> Model:
    """A model of the examples, gone through `turns` times with what `more` adds to them at each. `step`: how far one
    example moves a weight at first; `left_out`: how much of its features is left out;
    `averaged`: how many of the last turns the weights are the mean of, so that less hangs on the order of examples."""
    chance = random.Random(SEED)
    model = Model(list(names), step)
    ends: list[tuple[list[float], dict[str, list[float]]]] = []
    for number in range(turns):
        turn = [*examples, *more(examples, chance)]
        chance.shuffle(turn)
        for found, holding in turn:
            kept = [feature for feature in found if chance.random() >= left_out] if left_out else found
            if kept:
                model.adjust(kept, holding)
        if number >= turns - averaged:
            ends.append((model.bias.copy(), {feature: row[0].copy() for feature, row in model.rows.items()}))
    model.bias = _mean([bias for bias, _ in ends])
    for feature, row in model.rows.items():
        row[0][:] = _mean([weights.get(feature, [0.0] * len(row[0])) for _, weights in ends])
    return model


def learned_from_signs(
    names: Iterable[str], examples: Sequence[Example], often: int, turns: int, step: float = 0.05
) -> Model:
    """A model of examples that are told by signs, of those that are met at least so `often`.

    What is above a step ("best >20") is above all of the same kind that are lower, and is learned as each of them; the
    weight it is given is the sum of theirs.
    """
    steps = _steps(sign for signs, _ in examples for sign in signs)
    climbed = [([each for sign in signs for each in steps.get(sign, (sign,))], holding) for signs, holding in examples]
    seen = Counter(sign for signs, _ in climbed for sign in signs)
    model = learned(names, climbed, turns, step, averaged=4)
    nought = [0.0] * len(model.names)
    kept = {sign: weights for sign, (weights, _) in model.rows.items() if seen[sign] >= often}
    for sign in {sign: None for signs, _ in examples for sign in signs}:
        below = [kept.get(each, nought) for each in steps.get(sign, (sign,))]
        model.rows[sign] = ([sum(column) for column in zip(*below, strict=True)], nought)
    return model


def _steps(signs: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For each sign of being above a step, those of its kind up to it."""
    kinds: dict[str, set[float]] = {}
    for sign in set(signs):
        kind, mark, step = sign.rpartition(" >")
        if mark:
            kinds.setdefault(kind, set()).add(float(step))
    return {
        f"{kind} >{step:g}": tuple(f"{kind} >{lower:g}" for lower in sorted(steps) if lower <= step)
        for kind, steps in kinds.items()
        for step in steps
    }


def written_signs(model: Model, headline: str) -> str:
    """A model of signs as the text of a file: as few as they are, each is kept that weighs anything."""
    rows = {sign: tuple(_units(weight, 1) for weight in weights) for sign, (weights, _) in sorted(model.rows.items())}
    begin = {"": tuple(_units(weight, 1) for weight in model.bias)}
    return packed(headline, Weights(tuple(model.names), begin | {sign: row for sign, row in rows.items() if any(row)}))


def _mean(rows: Sequence[Sequence[float]]) -> list[float]:
    return [sum(column) / len(rows) for column in zip(*rows, strict=True)]


def digest(paths: Iterable[Path]) -> str:
    """What the material amounts to; written into the file, so that a test sees when it is out of date."""
    whole = hashlib.sha256()
    for path in sorted(paths):
        whole.update(path.name.encode() + path.read_bytes())
    return whole.hexdigest()[:16]


def written(model: Model, headline: str, seen: Mapping[str, int], often: int = 2) -> str:
    """The model as the text of a file. Pairs of words are kept that were `seen` so `often`, and what is no pair that
    was at least SELDOM: what is met seldom is more a name than a word."""
    rows = {"": tuple(map(_units, model.bias))}
    for feature, (weights, _) in sorted(model.rows.items()):
        units = tuple(map(_units, weights))
        if any(units) and seen.get(feature, 0) >= (often if " " in feature else SELDOM):
            rows[feature] = units
    return packed(headline, Weights(tuple(model.names), rows))


def _units(weight: float, least: int = LEAST) -> int:
    units = round(weight * LEARNED_UNIT)
    return units if abs(units) >= least else 0
