"""Topics, told mostly without their names: cues with weights, over stems, longest first.

A cue is one or more words. Each is compared by its stem, so that "committee" finds "committees" and "publish" finds
"publishing". `word*` stands for every word that begins so, `a|b` for either, `_` for any one word, `..` for up to
three. Where two cues overlap the longer wins ("search committee" is no "search"). A topic holds where its cues add
up to one: a cue of weight 1 is enough alone, one of 0.5 needs a second, one of 0 only keeps shorter ones out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise
from typing import NamedTuple

from service.domain import Topic
from service.reading.prose.stems import stem
from service.reading.prose.words import words_in

ENOUGH = 1.0
_WORD = re.compile(r"[^\W_]+(?:'[a-z]+)?|&")


def words_of(low: str) -> list[str]:
    """The words of a text in lower case."""
    return _WORD.findall(low)


class Hit(NamedTuple):
    """A cue found in a text: its place in characters, its topic and weight, and the words it matched, stemmed.

    `firm`: it holds even beside a sentence that says in so many words what was talked about.
    """

    start: int
    end: int
    topic: str
    weight: float
    stems: str
    firm: bool = True


class Wording(NamedTuple):
    """The words of a text in lower case, each with its stem and its place; found once for all that look at them.

    `pairs`: the stems of each two words that stand beside each other.
    """

    words: list[str]
    stems: list[str]
    places: list[tuple[int, int]]
    pairs: list[str]

    def within(self, low: str, start: int, end: int) -> Wording:
        """The words of a part of that text."""
        words, stems, places, pairs = self
        first, last = bisect_left(places, (start,)), bisect_left(places, (end,))
        if (first and places[first - 1][1] > start) or (last and places[last - 1][1] > end):
            return worded(low[start:end])  # it begins or ends within a word
        return Wording(words[first:last], stems[first:last], places[first:last], pairs[first : max(last - 1, 0)])


def worded(low: str) -> Wording:
    """The words of a text in lower case."""
    found = list(_WORD.finditer(low))
    words = list(map(re.Match.group, found))
    stems = list(map(stem, words))
    return Wording(words, stems, list(map(re.Match.span, found)), list(map(" ".join, pairwise(stems))))


Choices = frozenset[str] | tuple[str, ...]
"""What a part of a cue may be: stems alone, to be looked up, or, with `word*` among them, to be tried in turn."""


@dataclass(frozen=True, slots=True)
class _Cue:
    """A cue made ready: `parts`, and `offset`, how many words before its anchor it begins.

    `near`: the stems one of which stands `beside` the anchor, or, where that is 0, anywhere in the text, so that most
    cues need no closer look; empty where there is no such word.
    """

    parts: tuple[Choices, ...]
    offset: int
    topic: str
    weight: float
    single: bool = False
    beside: int = 0
    near: frozenset[str] = frozenset()

    def may_stand(self, stems: Sequence[str], place: int, met: frozenset[str]) -> bool:
        """Whether what it should stand beside is there, its anchor at `place`. `met`: all stems of the text."""
        if not self.beside:
            return not self.near or not self.near.isdisjoint(met)
        beside = place + self.beside
        return 0 <= beside < len(stems) and stems[beside] in self.near


_GAP, _ANY = ("..",), ("_",)


def _matched(parts: Sequence[Choices], part: int, wording: Wording, at: int) -> int | None:
    """The place behind a cue of which all from one part on stand from `at` on; None where they do not."""
    stems = wording.stems
    for index in range(part, len(parts)):
        choices = parts[index]
        if choices is _GAP:
            for skipped in range(4):
                if (end := _matched(parts, index + 1, wording, at + skipped)) is not None:
                    return end
            return None
        if at >= len(stems):
            return None
        if stems[at] not in choices and (isinstance(choices, frozenset) or not _begins(choices, wording.words[at])):
            return None
        at += 1
    return at


def _begins(choices: tuple[str, ...], word: str) -> bool:
    """Whether a word begins as one of the choices says, or may be any."""
    return choices is _ANY or word.startswith(_prefixes(choices))


@cache
def _prefixes(choices: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(choice[:-1] for choice in choices if choice[-1] == "*")


_COMMON = frozenset(
    stem(word)
    for word in words_in(
        """
    a an the my her his our your their she he i we they it this that some of for to in on at with from by
    and or is are was be as about into over up out not no how what who where when why which do does did have
    has had get got new first one two
"""
    )
)


_BEGINNING = 3
"""Letters by which cues of `word*` are filed."""


class CueBook:
    """The cues of a catalogue, made ready to be looked for: each filed under its rarest word, its anchor, or, where the
    word beside that is known, too, under both.
    """

    def __init__(self, topics: Iterable[Topic]) -> None:
        self._exact: dict[str, list[_Cue]] = {}
        self._pairs: dict[str, list[_Cue]] = {}
        self._begins: dict[str, list[tuple[str, _Cue]]] = {}
        for topic in topics:
            for phrase, weight in topic.cues.items():
                self._file(_parts(phrase), topic.slug, weight)

    def _file(self, parts: tuple[Choices, ...], topic: str, weight: float) -> None:
        anchored = parts.index(_GAP) if _GAP in parts else len(parts)
        offset = min(range(anchored), key=lambda place: _frequency(parts[place]))
        single = len(parts) == 1 and isinstance(parts[0], frozenset)
        cue = _Cue(parts, offset, topic, weight, single, *_beside(parts, offset))
        for choice in parts[offset]:
            if choice[-1] == "*":
                self._begins.setdefault(choice[:_BEGINNING], []).append((choice[:-1], cue))
            elif cue.beside:
                for near in cue.near:
                    pair = f"{choice} {near}" if cue.beside > 0 else f"{near} {choice}"
                    self._pairs.setdefault(pair, []).append(cue)
            else:
                self._exact.setdefault(choice, []).append(cue)

    def hits(self, wording: Wording) -> list[Hit]:
        """Every cue among the words of a text; where two overlap the longer one only. Places count characters."""
        found: dict[tuple[int, int, str], float] = {}
        for place, cue in self._possible(wording):
            at = place - cue.offset
            end = place + 1 if cue.single else _matched(cue.parts, 0, wording, at) if at >= 0 else None
            if end is not None:
                key = (at, end, cue.topic)
                found[key] = max(found.get(key, 0.0), cue.weight)
        return [
            Hit(wording.places[at][0], wording.places[end - 1][1], topic, weight, " ".join(wording.stems[at:end]))
            for at, end, topic, weight in _longest(found)
        ]

    def _possible(self, wording: Wording) -> Iterable[tuple[int, _Cue]]:
        """The cues whose anchor stands in a text, beside what it should stand beside, and the place of the anchor."""
        words, stems, _, pairs = wording
        met = frozenset(stems)
        exact, paired, begun = self._exact, self._pairs, self._begins
        of_stems = [
            (place, cue)
            for place, stemmed in enumerate(stems)
            if stemmed in exact
            for cue in exact[stemmed]
            if not cue.near or not cue.near.isdisjoint(met)
        ]
        of_pairs = [
            (place + (cue.beside < 0), cue)
            for place, pair in enumerate(pairs)
            if pair in paired
            for cue in paired[pair]
        ]
        of_beginnings = [
            (place, cue)
            for place, word in enumerate(words)
            if word[:_BEGINNING] in begun
            for begins, cue in begun[word[:_BEGINNING]]
            if word.startswith(begins) and cue.may_stand(stems, place, met)
        ]
        return chain(of_stems, of_pairs, of_beginnings)


def _beside(parts: tuple[Choices, ...], offset: int) -> tuple[int, frozenset[str]]:
    """The side of the anchor on which a word of known stems stands, and those stems; else those of the rarest word."""
    known = {place: part for place, part in enumerate(parts) if isinstance(part, frozenset) and place != offset}
    for side in (1, -1):
        if offset + side in known:
            return side, known[offset + side]
    return 0, min(known.values(), key=_frequency, default=frozenset())


def _frequency(choices: Choices) -> float:
    """How often a part may be expected to fit: the commonest of its choices decides."""
    if choices == _ANY:
        return 9.0
    return sum(1.0 if choice in _COMMON else 0.01 for choice in choices)


def _longest(found: dict[tuple[int, int, str], float]) -> list[tuple[int, int, str, float]]:
    """Of matches that overlap the longer ones. One that only keeps out (weight 0) does so within its own topic."""
    in_order = sorted(found)
    if all(end <= at for (_, end, _), (at, _, _) in pairwise(in_order)):  # none overlaps another, as in most texts
        return [(*key, found[key]) for key in in_order]
    everywhere: dict[int, int] = {}
    within: dict[tuple[str, int], int] = {}
    kept = []
    for (at, end, topic), weight in sorted(found.items(), key=lambda item: item[0][0] - item[0][1]):
        size = end - at
        if any(everywhere.get(place, 0) > size or within.get((topic, place), 0) > size for place in range(at, end)):
            continue
        kept.append((at, end, topic, weight))
        for place in range(at, end):
            if weight:
                everywhere.setdefault(place, size)
            else:
                within.setdefault((topic, place), size)
    return sorted(kept)


def _parts(phrase: str) -> tuple[Choices, ...]:
    return tuple(_choices(part.split("|")) for part in phrase.lower().split())


def _choices(written: Sequence[str]) -> Choices:
    marked = any(choice.endswith("*") or choice in ("_", "..") for choice in written)
    for alone in (_GAP, _ANY):
        if tuple(written) == alone:
            return alone
    stems = [choice if choice[-1] == "*" or choice in ("_", "..") else stem(choice) or choice for choice in written]
    return tuple(stems) if marked else frozenset(stems)


def topics_of(scopes: Iterable[Sequence[Hit]]) -> tuple[str, ...]:
    """The slugs that hold over the sentences of one meeting's talk: enough weight in one sentence, or, from different
    words, half as much again over all of them."""
    whole: dict[str, dict[str, float]] = defaultdict(dict)
    held: set[str] = set()
    for hits in scopes:
        here: dict[str, dict[str, float]] = defaultdict(dict)
        for hit in hits:
            here[hit.topic][hit.stems] = whole[hit.topic][hit.stems] = hit.weight
        held.update(topic for topic, words in here.items() if sum(words.values()) >= ENOUGH)
    held.update(topic for topic, words in whole.items() if sum(words.values()) >= 1.5 * ENOUGH)
    return tuple(sorted(held))
