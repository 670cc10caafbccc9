"""What was learned for each question that is put to a second opinion, and how it speaks.

Read as `weights.DAY`, so that bench/train_verdict.py can put what was learned from half of the material in its place.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache

from service.learned import LEARNED_UNIT, Weights, shipped


class Learned:
    """A linear model of one name that was learned, or of two: what the features of something add up to for each.

    The two weights of a feature are the parts of one complex number, which adds them up at once.
    """

    def __init__(self, weights: Weights) -> None:
        self._weights = {feature: complex(*units) / LEARNED_UNIT for feature, units in weights.rows.items()}
        self._begin = self._weights.pop("")

    def speaks(self, found: Iterable[str], so_far: complex | None = None) -> complex:
        """What speaks for each name, added to what did `so_far`; features that are not known say nothing."""
        return sum(filter(None, map(self._weights.get, found)), self._begin if so_far is None else so_far)


def above(name: str, much: float, steps: Sequence[float]) -> list[str]:
    """The sign of how much there is of something: the highest of the rising `steps` that it is above, if any. What is
    above one is above all before it, which bench/learning.py knows when it learns what each is worth."""
    place = bisect_left(steps, much)
    return [f"{name} >{written(steps[place - 1])}"] if place else []


@lru_cache(maxsize=256)
def written(number: float) -> str:
    """One of the few numbers that stand in the names of signs, as it stands there."""
    return f"{number:g}"


REQUEST, RATING, DAY, MET, VERDICT, HELD, NEXT, TALKED = (
    Learned(shipped(name)) for name in ("request", "rating", "day", "met", "verdict", "held", "next", "talked")
)
