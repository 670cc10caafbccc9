"""Topics, told mostly without their names: cues with weights, over stems, longest first.

A cue is one or more words. Each is compared by its stem, so that "committee" finds "committees" and "publish" finds
"publishing". `word*` stands for every word that begins so, `a|b` for either, `_` for any one word, `..` for up to
three. Where two cues overlap the longer wins ("search committee" is no "search"). A topic holds where its cues add
up to one: a cue of weight 1 is enough alone, one of 0.5 needs a second, one of 0 only keeps shorter ones out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from service.domain import Topic

ENOUGH = 1.0
_WORD = re.compile(r"[^\W_]+(?:'[a-z]+)?|&")
_KEEP = frozenset("this his has was does goes yes us is as news always perhaps access process success bus gas".split())


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A word without its endings: the same for "reviews", "reviewed", "reviewing". Not a word itself."""
    if word.endswith("'s"):
        word = word[:-2]
    if len(word) < 4 or word in _KEEP:
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending, shortest in (("ing", 6), ("ed", 5)):
        if word.endswith(ending) and len(word) >= shortest and any(vowel in word[: -len(ending)] for vowel in "aeiouy"):
            word = word[: -len(ending)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue found in a text: its words' places, its topic and weight."""

    start: int
    end: int
    topic: str
    weight: float
    cue: str


@dataclass(frozen=True, slots=True)
class _Cue:
    parts: tuple[str, ...]
    topic: str
    weight: float
    phrase: str

    def match(self, stems: Sequence[str], at: int) -> int | None:
        """The place behind the cue where it begins at `at`."""
        return _matched(self.parts, 0, stems, at)


def _matched(parts: Sequence[str], part: int, stems: Sequence[str], at: int) -> int | None:
    for index in range(part, len(parts)):
        if parts[index] == "..":
            for skipped in range(4):
                if (end := _matched(parts, index + 1, stems, at + skipped)) is not None:
                    return end
            return None
        if at >= len(stems) or not _fits(parts[index], stems[at]):
            return None
        at += 1
    return at


def _fits(part: str, found: str) -> bool:
    if part == "_":
        return True
    if "|" in part:
        return any(_fits(choice, found) for choice in part.split("|"))
    return found.startswith(part[:-1]) if part.endswith("*") else found == part


class CueBook:
    """The cues of a catalogue, made ready to be looked for."""

    def __init__(self, topics: Iterable[Topic]) -> None:
        self._exact: dict[str, list[_Cue]] = defaultdict(list)
        self._begins: dict[str, list[_Cue]] = defaultdict(list)
        for topic in topics:
            for phrase, weight in topic.cues.items():
                self._add(_Cue(tuple(_parts(phrase)), topic.slug, weight, phrase))

    def _add(self, cue: _Cue) -> None:
        for first in cue.parts[0].split("|"):
            if first.endswith("*"):
                self._begins[first[:3]].append(cue)
            else:
                self._exact[first].append(cue)

    def hits(self, low: str) -> list[Hit]:
        """Every cue of a text in lower case; where two overlap the longer one only. Places count characters."""
        words = list(_WORD.finditer(low))
        stems = [stem(word.group()) for word in words]
        found = []
        for at, found_stem in enumerate(stems):
            for cue in (*self._exact.get(found_stem, ()), *self._begins.get(found_stem[:3], ())):
                end = cue.match(stems, at)
                if end is not None:
                    found.append((at, end, cue))
        longest = sorted(found, key=lambda hit: hit[0] - hit[1])
        covered: dict[int, int] = {}
        kept = []
        for at, end, cue in longest:
            if all(covered.get(place, 0) <= end - at for place in range(at, end)):
                kept.append(Hit(words[at].start(), words[end - 1].end(), cue.topic, cue.weight, cue.phrase))
                covered.update(dict.fromkeys(range(at, end), end - at))
        return sorted(kept, key=lambda hit: hit.start)


def _parts(phrase: str) -> Iterable[str]:
    for part in phrase.lower().split():
        yield "|".join(
            choice if choice.endswith("*") or choice in ("_", "..") else stem(choice) for choice in part.split("|")
        )


_BOOKS: dict[int, tuple[tuple[Topic, ...], CueBook]] = {}


def book_of(topics: tuple[Topic, ...]) -> CueBook:
    """The cue book of a catalogue; made once for each, since making it takes longer than reading a reply."""
    known = _BOOKS.get(id(topics))
    if known is None or known[0] is not topics:
        if len(_BOOKS) > 16:
            _BOOKS.clear()
        known = _BOOKS[id(topics)] = (topics, CueBook(topics))
    return known[1]


def topics_of(scopes: Iterable[Sequence[Hit]]) -> tuple[str, ...]:
    """The slugs that hold over the sentences of one meeting's talk: enough weight in one sentence, or, from different
    cues, half as much again over all of them."""
    whole: dict[str, dict[str, float]] = defaultdict(dict)
    held: set[str] = set()
    for hits in scopes:
        here: dict[str, dict[str, float]] = defaultdict(dict)
        for hit in hits:
            here[hit.topic][hit.cue] = hit.weight
            whole[hit.topic][hit.cue] = hit.weight
        held.update(topic for topic, cues in here.items() if sum(cues.values()) >= ENOUGH)
    held.update(topic for topic, cues in whole.items() if sum(cues.values()) >= 1.5 * ENOUGH)
    return tuple(sorted(held))
