"""Which topics a meeting's talk was of, by all signs: what rules found is weighed against all else that was heard.

Rules hear a topic sentence by sentence, where its cues and learned words reach a measure (topic_model.py). Whether it
was one of the meeting's also hangs on what else was told: how far it stands above the others, whether its sentence
says that it tells of talk, how that begins. As with days (story/which_days.py), what each sign is worth was learned
from replies judged by models that had not seen them (bench/train_talked.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from service.reading.opinions import weights
from service.reading.opinions.weights import above, written
from service.reading.prose.text import lower
from service.reading.topics.topic_model import Weighing

_ENOUGH, _NAMED = -0.5, -2.0
"""Nats above which the talk was of a topic, rather one too many than one too few, since the receipt names them; and for
one that rules found in a few words, which name it plainly."""
_LEAST = (-60, -40, -25, -15, -5, 0, 5, 10, 20, 28, 40, 54, 75, 100)
"""Tenths of a nat by which it counts how much speaks for something."""
_OUT_OF_QUESTION = -15
"""Below which a topic that rules did not find is not looked at."""
_SPEAKS_FOR = 10
"""From which on a sentence speaks for a topic."""
_NONE = -999
"""What speaks for a topic where nothing was heard."""
_OTHERS, _RANKS, _TIMES, _STRETCHES, _TOLD, _CUES, _SIXES = 4, 5, 3, 6, 4, 3, 5
"""Beyond which one more tells no more: other topics found, topics that more speaks for, sentences that speak for it,
sentences heard, those that tell of talk, the weight of cues, and words of a sentence by the half dozen."""
_WORD, _OPENING = re.compile(r"[a-z']+"), 40
"""A word of the opening of a sentence, and the characters in which two are looked for."""


class Stretch(NamedTuple):
    """What was heard of one sentence, or of the part of it that is about one meeting: what it weighs, whether it says
    that it tells of talk, its words, and whether its sentence names days, and lengths or times."""

    weighing: Weighing
    told: bool
    text: str
    dated: bool
    timed: bool


@dataclass(frozen=True)
class WhichTopics:
    """The talk of one meeting: all that was heard of it, and the topics that rules `found`. `in_a_few_words`: so much
    is told in all."""

    slugs: tuple[str, ...]
    stretches: Sequence[Stretch]
    found: tuple[str, ...]
    in_a_few_words: bool = False

    @cached_property
    def settled(self) -> tuple[str, ...]:
        """The topics it was of; those told by cues alone, and all if nothing is weighed, stay as rules found them."""
        if not self.stretches:
            return self.found
        kept = {slug for slug in self.found if slug not in self.slugs}
        named = self.found if self.in_a_few_words else ()
        talked = {
            slug
            for slug, signs in self.signs()
            if weights.TALKED.speaks(signs).real > (_NAMED if slug in named else _ENOUGH)
        }
        return tuple(sorted(kept | talked))

    def home(self, slug: str) -> Stretch | None:
        """Where most speaks for a topic; None where nothing is weighed for it."""
        if slug not in self.slugs or not self.stretches:
            return None
        return self._home(self.slugs.index(slug))

    def _home(self, place: int) -> Stretch:
        scores = self._wholes[place]
        return self.stretches[scores.index(self._best[place])]

    def signs(self) -> list[tuple[str, list[str]]]:
        """All that tells of each topic whether the talk was of it."""
        if not self.stretches:
            return []
        return [
            (slug, self._signs(place, slug))
            for place, slug in enumerate(self.slugs)
            if slug in self.found or self._best[place] > _OUT_OF_QUESTION
        ]

    @cached_property
    def _wholes(self) -> list[tuple[float, ...]]:
        """For each topic what all of each sentence says of it."""
        return list(zip(*(each.weighing.whole for each in self.stretches), strict=True))

    @cached_property
    def _best(self) -> list[float]:
        return list(map(max, self._wholes))

    @cached_property
    def _pieces(self) -> list[tuple[Sequence[float], float, float]]:
        """What each piece of a sentence, as an item of a list is, says of all topics, and the two highest of that."""
        return [_with_highest(piece) for each in self.stretches for piece in each.weighing.pieces]

    def _signs(self, place: int, slug: str) -> list[str]:
        rules = "found" if slug in self.found else "not found"
        scores, best, home = self._wholes[place], self._best[place], self._home(place)
        cues = written(min(_CUES, max([each.weighing.cues.get(slug, 0.0) for each in self.stretches])))
        others = [other for other in self.found if other != slug]
        signs = [sign for name, much in self._nats(place, home) for sign in above(f"{rules} {name}", much, _LEAST)]
        signs += [
            *(f"{rules} {fact}" for fact in self._facts),
            f"{rules} others {min(_OTHERS, len(others))}",
            f"{rules} above {min(_RANKS, _above(best, self._best))}",
            f"{rules} times {min(_TIMES, _above(_SPEAKS_FOR, scores))}",
            f"{rules} cues {cues}",
            f"{rules} told {home.told}",
            f"{rules} long {min(_SIXES, home.weighing.words // 6)}",
            f"{rules} dated {home.dated}",
            f"{rules} timed {home.timed}",
            *(slug, f"{slug} {rules}", f"{slug} {rules} told {home.told}", f"{slug} {rules} dated {home.dated}"),
            *above(f"{slug} best", best, _LEAST),
            f"{slug} cues {cues}",
            *(f"{slug} with {other}" for other in others),
        ]
        opening = _WORD.findall(lower(home.text[:_OPENING]))[:2]
        return signs + [f"{rules} begins {' '.join(opening[:many])}" for many in range(1, len(opening) + 1)]

    @cached_property
    def _facts(self) -> tuple[str, str]:
        """What tells of all topics alike."""
        told = sum(each.told for each in self.stretches)
        return f"stretches {min(_STRETCHES, len(self.stretches))}", f"of talk {min(_TOLD, told)}"

    def _nats(self, place: int, home: Stretch) -> list[tuple[str, float]]:
        """How much speaks for a topic, by several measures."""
        scores, best = self._wholes[place], self._best[place]
        told = [score for score, each in zip(scores, self.stretches, strict=True) if each.told]
        whole = home.weighing.whole
        return [
            ("best", best),
            ("piece", max([piece[place] for piece, _, _ in self._pieces])),
            ("ahead", max([_ahead(place, *piece) for piece in self._pieces])),
            ("told", max(told, default=_NONE)),
            ("lead", best - max(*whole[:place], *whole[place + 1 :], _NONE, _NONE)),
            ("in all", sum([score for score in scores if score > 0]) / 2),
        ]


def _above(least: float, scores: Sequence[float]) -> int:
    """How many scores are above one."""
    return len([score for score in scores if score > least])


def _with_highest(scores: Sequence[float]) -> tuple[Sequence[float], float, float]:
    *_, second, first = sorted((_NONE, *scores))
    return scores, first, second


def _ahead(place: int, scores: Sequence[float], first: float, second: float) -> float:
    """By how much a topic leads in a piece."""
    return scores[place] - (second if scores[place] == first else first)
