"""A list of phrases as one pattern that is searched only where a sentence holds a word that one of them cannot do
without. Most sentences hold none, and asking for a word costs a tenth of a search.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

_WORD = re.compile(r"\w+")
_NO_WORD = ("_", "^", "$", "..", "<num>")
_STEM = 4
"""Letters of a stem ("pencil*") that are asked for; a shorter one is asked for whole, down to three."""
_COMMON = frozenset(
    """
    a about am an and are as at be been but by can could did do does for from get got had has have he her him his i if
    in is it its just like me my need no not of on one or our out she should so some that the their there they this time
    to up us was we were what when which will with would you your d s t ll ve re m
    """.split()  # noqa: SIM905 (a list of words is read as words)
)


class Phrases:
    """A pattern with the words of which its matches hold at least one; without any it is always searched."""

    __slots__ = ("_needs", "_pattern")

    def __init__(self, pattern: re.Pattern[str], needs: frozenset[str] | None) -> None:
        self._pattern, self._needs = pattern, needs

    @property
    def pattern(self) -> str:
        """The pattern's text, to be part of another."""
        return self._pattern.pattern

    def _may(self, low: str) -> bool:
        return self._needs is None or not self._needs.isdisjoint(held(low))

    def search(self, low: str, pos: int = 0) -> re.Match[str] | None:
        return self._pattern.search(low, pos) if self._may(low) else None

    def match(self, low: str, pos: int = 0) -> re.Match[str] | None:
        return self._pattern.match(low, pos) if self._may(low) else None

    def finditer(self, low: str) -> Iterator[re.Match[str]]:
        return self._pattern.finditer(low) if self._may(low) else iter(())

    def sub(self, instead: str, low: str) -> str:
        return self._pattern.sub(instead, low) if self._may(low) else low


@lru_cache(maxsize=32)
def held(low: str) -> frozenset[str]:
    """The words of a sentence, and the stems of three and four letters that they begin with."""
    words = _WORD.findall(low)
    return frozenset([*words, *(word[:_STEM] + "*" for word in words), *(word[:3] + "*" for word in words)])


def needs_of(phrases: Sequence[str]) -> frozenset[str] | None:
    """For each phrase (as lexicon.py writes them) the choices of one of its words; None where one has no such word."""
    needs = set[str]()
    for phrase in phrases:
        places = [choices for word in phrase.split() if (choices := _choices(word)) is not None]
        if not places:
            return None
        needs |= min(places, key=lambda choices: (len(choices & _COMMON), len(choices)))
    return frozenset(needs)


def _choices(word: str) -> frozenset[str] | None:
    """What a sentence holds where one of the word's choices stands in it; None where it may be missing or be any."""
    if word.endswith("?") or word in _NO_WORD:
        return None
    found = [_held_by(choice) for choice in word.split("|")]
    return frozenset(each for each in found if each) if all(found) else None


def _held_by(choice: str) -> str:
    first = _WORD.search(choice)
    if first is None or choice in _NO_WORD:
        return ""
    stemmed = choice[first.end() : first.end() + 1] == "*"
    if not stemmed:
        return first.group()
    return f"{first.group()[:_STEM]}*" if len(first.group()) >= 3 else ""
