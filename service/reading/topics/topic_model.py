"""What a stretch of talk is about: cues and learned words weighed together.

Most topics are told without their names, in words that no list of cues will ever hold. So each shipped topic also
brings what a linear model learned from invented phrases (bench/train_topics.py): a weight for each word stem, pair of
stems and beginning of a word. A cue adds to its topic's score, the strongest topic of a stretch drives out those far
below it, and what stays holds where its score is high enough. A topic without learned words (a program's own) holds by
its cues alone. Nothing is read from disk here: cues and learned words come in with the topics.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from struct import Struct
from typing import NamedTuple

from service.domain import Topic
from service.reading.patterns.ways import quick
from service.reading.prose.words import words_in
from service.reading.topics.topics import ENOUGH, CueBook, Hit, Wording, worded

FIRST_LETTERS = 5
"""A longer word also counts by its beginning, so that "cataloguer" is known from "cataloguing"."""
_SILENT = frozenset(
    words_in(
        """
    a an the my her his our your their its and or of to in on at for with from by is are was were be been as that this
    it she he i we they you me him us them had has have do does did s
"""
    )
)
"""Words that tell nothing alone; they count in pairs ("who does")."""
_CUT = quick(r"[;:.!?,—()&]|\s[–-]+\s|\b(?:and|then|plus|but)\b", deep=True)


@dataclass(frozen=True, slots=True)
class Measure:
    """What a score must reach in a stretch, in tenths of a nat above nought: `alone`, or `cued` where a cue of
    full weight stands there too; and `behind`, how far below the strongest topic another may stay."""

    alone: float
    cued: float
    behind: float


CUE_WORTH, CUE_CAP, UNTOLD, RESERVE = 8.5, 3.0, -14, 18
"""What a cue of weight 1 adds to a score, the weight beyond which more cues add nothing, what a sentence loses that
does not say that it tells of talk, and what a topic must have to spare in such a sentence, once another has said what
the talk was of; in tenths of a nat, as words are weighed (`LEARNED_UNIT`).
Found, like the measures, on labelled replies (docs/topics.md)."""
WHOLE = Measure(28, -6, 7.5)
PIECE = Measure(54, 26, 20)
BARE_ITEM = 2
"""How many words that tell something an item of a list may have to be a name and nothing more."""
_NAMELESS = _SILENT | frozenset(
    words_in("talk talked about discussed went over covered mostly mainly also some bit little")
)
"""Words that name nothing."""


def features(wording: Wording) -> list[str]:
    """What the model looks at in words, each once: stems, pairs of stems, "^" and a word's beginning."""
    found = [stemmed for word, stemmed in zip(wording.words, wording.stems, strict=True) if word not in _SILENT]
    found += [f"^{word[:FIRST_LETTERS]}" for word in wording.words if len(word) > FIRST_LETTERS]
    return list(dict.fromkeys(found + wording.pairs))


class TopicModel:
    """The learned words of a catalogue, turned about: from a feature to the topics it speaks for and against.

    What one feature says of all topics is one number, a field of eight bytes for each topic, so that features are
    summed at once.
    """

    def __init__(self, topics: Iterable[Topic]) -> None:
        learned = [topic for topic in topics if topic.learned]
        self.slugs = tuple(topic.slug for topic in learned)
        self.places = {slug: place for place, slug in enumerate(self.slugs)}
        self._fields = Struct(f"<{len(learned)}q")
        self._signs = self._packed([1 << 63] * len(learned))
        self._rows: dict[str, int] = {}
        for place, topic in reversed([*enumerate(learned)]):  # the widest numbers first: what grows leaves gaps behind
            for feature, units in topic.learned.items():
                self._rows[feature] = self._rows.get(feature, 0) + (units << 64 * place)
        self._begin = self._rows.pop("", 0)
        self._begin_untold = self._begin + self._packed([UNTOLD] * len(learned))

    @staticmethod
    def _packed(units: Iterable[int]) -> int:
        return sum(each << 64 * place for place, each in enumerate(units))

    def _in_fields(self, packed: int) -> int:
        """Each number in a field of its own, in two's complement: in a sum a field borrows from the one above it where
        it lies below nought, but not once its sign is turned."""
        return (packed + self._signs) ^ self._signs

    def _for(self, packed: int) -> int:
        """What speaks for topics alone, nought where it speaks against one."""
        fields = self._in_fields(packed)
        against = ((fields & self._signs) >> 63) * _ALL_BITS
        return fields & ~against

    def speaks(self, found: Iterable[str]) -> int:
        """What the features of a stretch say of all topics together."""
        return sum(filter(None, map(self._rows.get, found)))

    def scores(self, speaks: int, told: bool) -> list[float]:
        """The score of each topic of `slugs` in a stretch."""
        fields = self._in_fields(speaks + (self._begin if told else self._begin_untold))
        return list(self._fields.unpack(fields.to_bytes(self._fields.size, "little")))

    def together(self, pieces: Sequence[int], told: bool) -> list[float]:
        """The same of several pieces taken together, none of which speaks against a topic that another tells."""
        return self.scores(sum(map(self._for, pieces)), told)


_ALL_BITS = (1 << 64) - 1


class _Stretch(NamedTuple):
    """A stretch of a sentence with its words, its cues and each topic's score, in the order of the model's slugs."""

    start: int
    end: int
    words: Wording
    cues: dict[str, float]
    scores: list[float]


class Weighing(NamedTuple):
    """What a sentence of talk was found to weigh: each topic's score in all of it and in each of its pieces, in the
    order of the ear's slugs; the weights of its cues by topic; how many words it has."""

    whole: Sequence[float]
    pieces: Sequence[Sequence[float]]
    cues: dict[str, float]
    words: int


class Ear:
    """Hears the topics in sentences of talk; made once for each catalogue (`ear_of`)."""

    def __init__(self, topics: Iterable[Topic]) -> None:
        topics = tuple(topics)
        self._book, self._model = CueBook(topics), TopicModel(topics)

    @property
    def slugs(self) -> tuple[str, ...]:
        """The topics that are weighed by learned words."""
        return self._model.slugs

    def heard(self, low: str, silent: Sequence[tuple[int, int]], told: bool) -> list[Hit]:
        """The topics of a sentence in lower case but for its `silent` parts: one hit of full weight for each topic
        that holds, where it holds; the cues as they stand of topics that have no learned words.

        `told`: the sentence says in so many words that it tells of talk.
        """
        return self.weighed(low, silent, told)[0]

    def weighed(self, low: str, silent: Sequence[tuple[int, int]], told: bool) -> tuple[list[Hit], Weighing | None]:
        """The same, with all that was weighed; None where there was nothing to weigh."""
        words = worded(low)
        cues = [hit for hit in self._book.hits(words) if not any(left <= hit.start < right for left, right in silent)]
        places = pieces_of(low, silent) if self._model.slugs else []
        if not places:
            return cues, None
        parts = [words.within(low, start, end) for start, end in places]
        speaks = [self._model.speaks(features(part)) for part in parts]
        whole = self._stretch(0, len(low), words, self._model.together(speaks, told), cues)
        pieces = [
            self._stretch(start, end, part, self._model.scores(each, told), _within(cues, start, end))
            for (start, end), part, each in zip(places, parts, speaks, strict=True)
        ]
        hits = self._hits(low, cues, whole, pieces, told)
        return hits, Weighing(whole.scores, [piece.scores for piece in pieces], whole.cues, len(words.words))

    def _hits(
        self, low: str, cues: Sequence[Hit], whole: _Stretch, pieces: Sequence[_Stretch], told: bool
    ) -> list[Hit]:
        held = self._holding(whole, WHOLE)
        holding: dict[str, Hit] = {}
        for place, spare in held:
            home = max(pieces, key=lambda piece: piece.scores[place])
            self._note(place, home, low, holding, told or spare >= RESERVE)
        for piece in pieces if len(pieces) > 1 else ():
            for place, spare in self._holding(piece, PIECE):
                self._note(place, piece, low, holding, told or spare >= RESERVE)
            if told and piece.cues and _is_bare(piece.words):
                self._note_bare(piece, low, holding)
        return [*(hit for hit in cues if hit.topic not in self._model.places), *holding.values()]

    def _stretch(self, start: int, end: int, words: Wording, scores: list[float], cues: Sequence[Hit]) -> _Stretch:
        """A stretch, its cues added to the `scores` of its learned words."""
        weights = _weights(cues) if cues else {}
        for slug, weight in weights.items():
            if slug in self._model.places:
                scores[self._model.places[slug]] += CUE_WORTH * min(CUE_CAP, weight)
        return _Stretch(start, end, words, weights, scores)

    def _holding(self, stretch: _Stretch, measure: Measure) -> list[tuple[int, float]]:
        """The topics that hold in a stretch, by their place among the slugs, and what each has to spare."""
        most = max(stretch.scores)
        least = max(most - measure.behind, min(measure.alone, measure.cued))
        held: list[tuple[int, float]] = []
        if most < least:
            return held
        for place, score in enumerate(stretch.scores):
            if score >= least:
                cued = stretch.cues.get(self._model.slugs[place], 0.0) >= ENOUGH
                held.append((place, score - (measure.cued if cued else measure.alone)))
        return [(place, spare) for place, spare in held if spare >= 0]

    def _note_bare(self, piece: _Stretch, low: str, holding: dict[str, Hit]) -> None:
        """A bare item of a list that is told, "my goals": what it names in so many words holds beside the others."""
        place = max(range(len(piece.scores)), key=piece.scores.__getitem__)
        if piece.cues.get(self._model.slugs[place], 0.0) >= ENOUGH:
            self._note(place, piece, low, holding, firm=True)

    def _note(self, place: int, home: _Stretch, low: str, holding: dict[str, Hit], firm: bool) -> None:
        slug = self._model.slugs[place]
        if slug not in holding or (firm and not holding[slug].firm):
            holding[slug] = Hit(home.start, home.end, slug, ENOUGH, low[home.start : home.end], firm)


def _is_bare(wording: Wording) -> bool:
    return len([word for word in wording.words if word not in _NAMELESS]) <= BARE_ITEM


def _within(cues: Iterable[Hit], start: int, end: int) -> list[Hit]:
    return [hit for hit in cues if start <= hit.start < end]


def _weights(cues: Iterable[Hit]) -> dict[str, float]:
    """The weight of each topic's cues together; the same words count once."""
    apart = {(hit.topic, hit.stems): hit.weight for hit in cues}
    weights: dict[str, float] = defaultdict(float)
    for (topic, _), weight in apart.items():
        weights[topic] += weight
    return weights


def pieces_of(low: str, silent: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The parts of a sentence between its commas, its "and"s and what is silent."""
    pieces, start = [], 0
    cuts = sorted([*[match.span() for match in _CUT.finditer(low)], *silent, (len(low), len(low))])
    for left, right in cuts:
        if left > start and low[start:left].strip():
            pieces.append((start, left))
        if right > start:
            start = right
    return pieces


_EARS: dict[int, tuple[tuple[Topic, ...], Ear]] = {}


def ear_of(topics: tuple[Topic, ...]) -> Ear:
    """The ear for a catalogue; made once for each, since making it takes longer than reading a reply."""
    known = _EARS.get(id(topics))
    if known is None or known[0] is not topics:
        if len(_EARS) > 16:
            _EARS.clear()
        known = _EARS[id(topics)] = (topics, Ear(topics))
    return known[1]
