"""Patterns that are searched only where a sentence holds a word that they cannot do without.

Hundreds of patterns are asked of each clause, and nearly all of them in vain. So each word wakes those it may be of
use to, in one pass over the clause; asking one that sleeps costs a tenth of a search. (`needs` tells what wakes it.)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from itertools import count
from operator import or_
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

from service.compiled import kept
from service.reading.patterns.needs import COMMON, DIGIT, STEMS, Keys, Needs, choice_in
from service.reading.patterns.ways import Program, filed, pattern_of

Listed = tuple[list[str], ...]
"""Needs in a fixed order."""

_PIECE = re.compile(r"\w+|[^\w\s]")
_DIGIT = re.compile(DIGIT)
_MARKS = frozenset(".,;:!?)")
"""What most often stands right behind a word."""
_AT_ONCE: dict[str, int] = {}
"""A word, mark or digit → the needs it meets: of each two that a text must meet both, two bits side by side."""
_BY_STEM: dict[int, dict[str, int]] = {length: {} for length in STEMS}
"""The same by the first letters of a word."""
(_LONG, _LONGER), (_SHORT, _SHORTER) = _BY_STEM.items()
_places = count(step=2)


def _bit_of(needs: Listed) -> int:
    """The bit, of its own, that is awake where a text meets the needs; the one beside it tells of the second."""
    bit = 1 << next(_places)
    for keys, met in ((needs[0], bit), (needs[-1], bit << 1)):
        for key in keys:
            table = _BY_STEM[len(key) - 1] if len(key) > 1 and key.endswith("*") else _AT_ONCE
            key = key if table is _AT_ONCE else key[:-1]
            table[key] = table.get(key, 0) | met
    return bit


class _Ways(NamedTuple):
    """Ways of a pattern by their numbers, and what a text needs that is to match by one of them."""

    needs: Needs
    numbers: list[int]


def _together(each: Sequence[Needs]) -> list[_Ways]:
    """The ways of a pattern, of which each needs something, those put together whose one need is the same."""
    by_second: dict[Keys | None, list[int]] = {}
    for number, (_, *second) in enumerate(each):
        by_second.setdefault(second[0] if second else None, []).append(number)
    alone = by_second.pop(None, [])
    by_best: dict[Keys, list[int]] = {}
    for numbers in by_second.values():
        by_best.setdefault(_any_of(each[number][0] for number in numbers), []).extend(numbers)
    found = [
        _Ways((best, _any_of(each[number][1] for number in numbers)), sorted(numbers))
        for best, numbers in by_best.items()
    ]
    return [*found, *([_Ways((_any_of(each[number][0] for number in alone),), alone)] if alone else [])]


def _any_of(needs: Iterable[Keys]) -> Keys:
    return frozenset[str]().union(*needs)


def _made(pattern: str, deep: bool) -> tuple[list[tuple[Listed, Program | None]], Program]:
    """What the ways of a pattern need, each with a pattern of those ways alone where there are others, and the pattern
    itself, as all can be kept."""
    parsed = parser.parse(pattern)
    place, needs = choice_in(parsed)
    if not needs:
        raise ValueError(f"nothing can be told that every match needs: {pattern[:60]}…")
    together = _together(needs)
    alone = [
        filed(_only(parsed, place, ways.numbers), deep) if place is not None and len(together) > 1 else None
        for ways in together
    ]
    listed = [tuple(map(sorted, ways.needs)) for ways in together]
    return list(zip(listed, alone, strict=True)), filed(parsed, deep)


def _only(parsed: Any, place: int, numbers: Iterable[int]) -> Any:
    """A parsed pattern with some of the ways of its choice at a place."""
    code, (_, ways) = parsed[place]
    steps = list(parsed)
    steps[place] = (code, (None, [ways[number] for number in numbers]))
    return parser.SubPattern(parsed.state, steps)


class Cued:
    """A pattern, asleep in every text that holds none of what it needs; `deep`: filed as in `ways.quick`.

    Where the ways that are awake are of one need, they alone are looked for, by a pattern made when it is first needed,
    since most never are. What is found stays as it was.
    """

    __slots__ = ("_alone", "_bit", "_pattern", "_programs", "pattern")

    def __init__(self, pattern: str, deep: bool = False) -> None:
        ways, program = kept(("cued", pattern, deep), lambda: _made(pattern, deep))
        self.pattern, self._pattern = pattern, pattern_of(program)
        bits = [_bit_of(needs) for needs, _ in ways]
        self._bit = reduce(or_, bits)
        self._programs = {bit: alone for bit, (_, alone) in zip(bits, ways, strict=True) if alone}
        self._alone = {} if self._programs else {self._bit: self._pattern}
        _awake.clear()
        _woken.forget()
        _woken.clear()

    def _of(self, woken: int) -> re.Pattern[str]:
        """The pattern of the ways that are awake, where they are of one need, or of all."""
        if woken in self._alone:
            return self._alone[woken]
        if woken not in self._programs:
            return self._pattern
        return self._alone.setdefault(woken, pattern_of(self._programs[woken]))

    def is_awake(self, low: str) -> bool:
        """Whether a match is not out of the question."""
        return bool(_awake[low] & self._bit)

    def search(self, low: str, pos: int = 0) -> re.Match[str] | None:
        return self._of(woken).search(low, pos) if (woken := _awake[low] & self._bit) else None

    def match(self, low: str, pos: int = 0) -> re.Match[str] | None:
        return self._of(woken).match(low, pos) if (woken := _awake[low] & self._bit) else None

    def finditer(self, low: str) -> Iterator[re.Match[str]]:
        return self._of(woken).finditer(low) if (woken := _awake[low] & self._bit) else iter(())

    def sub(self, instead: str | Callable[[re.Match[str]], str], low: str) -> str:
        return self._of(woken).sub(instead, low) if (woken := _awake[low] & self._bit) else low


class AnyOf:
    """Patterns that are asked one after the other, none of which need be where all of them sleep."""

    __slots__ = ("_bit",)

    def __init__(self, *patterns: Cued | AnyOf) -> None:
        self._bit: int = reduce(or_, (pattern._bit for pattern in patterns))

    def is_awake(self, low: str) -> bool:
        """Whether a match of one of them is not out of the question."""
        return bool(_awake[low] & self._bit)


class _Woken(dict[str, int]):
    """What a word wakes, marks about it and all, for each is met in a sentence, in its clauses and again. Words that
    patterns are made of are no mail's own and stay; others are forgotten with their mail.
    """

    def __init__(self) -> None:
        super().__init__()
        self._of_mail: list[str] = []

    def __missing__(self, word: str) -> int:
        bare, mark = word[:-1], word[-1]
        if word.isalpha():
            found = _woken_by(word)
        elif bare.isalpha() and mark in _MARKS:
            found = self[bare] | _AT_ONCE.get(mark, 0)
        else:
            found = reduce(or_, map(_woken_by, _PIECE.findall(word)), 0)
        self[word] = found
        if word not in _AT_ONCE and word not in COMMON:
            self._of_mail.append(word)
        return found

    def forget(self) -> None:
        for word in self._of_mail:
            del self[word]
        self._of_mail.clear()


def _woken_by(piece: str) -> int:
    found = _AT_ONCE.get(piece, 0) | _LONGER.get(piece[:_LONG], 0) | _SHORTER.get(piece[:_SHORT], 0)
    return found if piece.isalpha() or not _DIGIT.search(piece) else found | _AT_ONCE.get(DIGIT, 0)


class _Awake(dict[str, int]):
    """The patterns that what a text of the mail at hand holds wakes."""

    def __missing__(self, low: str) -> int:
        if len(self) > _MOST_TEXTS:
            self.clear()
        found = reduce(or_, map(_woken.__getitem__, set(low.split())), 0)
        found &= found >> 1
        self[low] = found
        return found


_MOST_TEXTS = 200
_woken, _awake = _Woken(), _Awake()


def forget() -> None:
    """Keep nothing of the texts that were asked about."""
    _awake.clear()
    _woken.forget()
