"""Patterns that are searched only where a sentence holds a word that they cannot do without.

Hundreds of patterns are asked of each clause, and nearly all of them in vain. So each word wakes those it may be of
use to, in one pass over the clause; asking one that sleeps costs a tenth of a search. (`needs` tells what wakes it.)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from itertools import count
from operator import or_
from re import _parser as parser  # type: ignore[attr-defined]

from service.compiled import kept
from service.reading.patterns.needs import COMMON, DIGIT, STEMS, Keys, Needs, needs_in
from service.reading.patterns.ways import Program, filed, pattern_of

Listed = tuple[list[str], ...]
"""Needs in a fixed order."""

_PIECE = re.compile(r"\w+|[^\w\s]")
_DIGIT = re.compile(DIGIT)
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


def _together(ways: Iterable[Needs]) -> list[Needs]:
    """The needs of ways, those put together whose one need is the same."""
    by_second: dict[Keys | None, set[str]] = {}
    for best, *second in ways:
        by_second.setdefault(second[0] if second else None, set()).update(best)
    by_best: dict[frozenset[str], set[str]] = {}
    for other, keys in by_second.items():
        if other is not None:
            by_best.setdefault(frozenset(keys), set()).update(other)
    alone = frozenset(by_second.get(None, ()))
    return [*((best, frozenset(second)) for best, second in by_best.items()), *([(alone,)] if alone else [])]


def _made(pattern: str, deep: bool) -> tuple[list[Listed], Program]:
    """What a pattern needs, and the pattern itself, as both can be kept."""
    parsed = parser.parse(pattern)
    needs = needs_in(parsed)
    if not needs:
        raise ValueError(f"nothing can be told that every match needs: {pattern[:60]}…")
    return [tuple(map(sorted, each)) for each in _together(needs)], filed(parsed, deep)


class Cued:
    """A pattern, asleep in every text that holds none of what it needs; `deep`: filed as in `ways.quick`."""

    __slots__ = ("_bit", "_pattern", "pattern")

    def __init__(self, pattern: str, deep: bool = False) -> None:
        needs, program = kept(("cued", pattern, deep), lambda: _made(pattern, deep))
        self.pattern, self._pattern = pattern, pattern_of(program)
        self._bit = reduce(or_, map(_bit_of, needs))
        _awake.clear()
        _woken.forget()
        _woken.clear()

    def is_awake(self, low: str) -> bool:
        """Whether a match is not out of the question."""
        return bool(_awake[low] & self._bit)

    def search(self, low: str, pos: int = 0) -> re.Match[str] | None:
        return self._pattern.search(low, pos) if _awake[low] & self._bit else None

    def match(self, low: str, pos: int = 0) -> re.Match[str] | None:
        return self._pattern.match(low, pos) if _awake[low] & self._bit else None

    def finditer(self, low: str) -> Iterator[re.Match[str]]:
        return self._pattern.finditer(low) if _awake[low] & self._bit else iter(())

    def sub(self, instead: str | Callable[[re.Match[str]], str], low: str) -> str:
        return self._pattern.sub(instead, low) if _awake[low] & self._bit else low


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
        found = _woken_by(word) if word.isalpha() else reduce(or_, map(_woken_by, _PIECE.findall(word)), 0)
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
