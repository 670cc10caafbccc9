"""What is looked at where something is judged by what was learned: the words of a sentence or around a place in it.

Words count by their stems and numbers as "#". A feature is a short text; each is found once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from operator import add

from service.reading.clauses.clauses import Clause
from service.reading.days.dates import DayMention
from service.reading.prose.text import Sentence
from service.reading.prose.tokens import tokens, tokens_within

_NEAR = 4
"""Words on either side of a place that count by how far they stand from it."""
_EDGE = ("^",) * _NEAR
_BEFORE, _BEHIND = ([f"{away}{side}" for away in range(_NEAR)] for side in "<>")
_REACH = 240
"""Characters on either side of a place that are looked at, so that many places in one sentence cost no more each."""
_HEAD, _HEAD_REACH = 6, 60
"""Words at the beginning of a sentence that count for its neighbours, and the characters they are looked for in."""
_OPENING = 5
"""Words at the beginning of a reply that count by standing there."""
_MOST_SENTENCES = 12
"""Sentences of a reply in which it says whether they met."""


def in_place(told: Sequence[Sentence]) -> list[Sentence]:
    """The sentences of a reply, each with what is told around it: how its neighbours begin, and how near it stands to
    either end. Whether "What do I write there?" is asked of the reader is seen by what comes next."""
    heads = [(), *[tokens_within(sentence.low, 0, _HEAD_REACH)[:_HEAD] for sentence in told], ()]
    last = len(told) - 1
    return [
        sentence.amid(_around(heads[place], heads[place + 2], place, last - place))
        for place, sentence in enumerate(told)
    ]


def _around(before: Sequence[str], behind: Sequence[str], place: int, left: int) -> tuple[str, ...]:
    """`place`: how many sentences stand before it; `left`: how many behind."""
    found = (
        f"b:{min(3, place)}",
        f"e:{min(4, left)}",
        *[f"p:{word}" for word in before],
        *[f"n:{word}" for word in behind],
        *[f"n:{first} {second}" for first, second in pairwise(("^", *behind))],
    )
    return tuple(dict.fromkeys(found))


def of_sentence(sentence: Sentence) -> list[str]:
    """Of a whole sentence: its words and pairs of words, how long it is, what it answers and what is told around it."""
    words = tokens(sentence.low)
    return [*of_words(words, sentence), *of_pairs(words)]


def of_words(words: Sequence[str], sentence: Sentence) -> list[str]:
    """The half of it that is found at once, of all words of a sentence or of some."""
    return _once((f"?{sentence.question}", f"={min(5, len(words) // 4)}", *words), sentence.around)


def of_pairs(words: Sequence[str]) -> list[str]:
    """The other half."""
    return _once(_pairs(words))


def of_number(sentence: Sentence, start: int, end: int) -> list[str]:
    """Of a number that may rate."""
    about = (str(sentence.question), sentence.low[start:end])
    return _once(_of_place(sentence.low, start, end, about), sentence.around)


def of_day(sentence: Sentence, mention: DayMention, clause: Clause, today: date) -> list[str]:
    """Of a day spoken of: its place, its form, when it can be, and the clause it stands in."""
    can_be = f"{isinstance(mention.day.past(today), date)}{isinstance(mention.day.coming(today), date)}"
    about = (str(sentence.question), type(mention.day).__name__, str(mention.lean), can_be)
    found = _of_place(sentence.low, mention.start, mention.end, about)
    found += [f"={word}" for word in _words_of(clause, sentence)]
    return _once(found, sentence.around)


def _words_of(clause: Clause, sentence: Sentence) -> tuple[str, ...]:
    """The words of a clause, which most often is a part of its sentence as it stands there."""
    low = clause.low[:_REACH]
    if sentence.low.startswith(low, clause.start):
        return tokens_within(sentence.low, clause.start, clause.start + len(low))
    return tokens(low)


def of_reply(told: Sequence[Sentence]) -> list[str]:
    """Of a reply that says whether they met: the words and pairs of its first sentences, but for what was talked about,
    its usefulness and what is asked; how it begins, and how much it says."""
    found = [f"={min(6, len(told))}"]
    for place, sentence in enumerate(told[:_MOST_SENTENCES]):
        if sentence.question in (3, 5, 6):
            continue
        words = tokens(sentence.low)
        pairs = _pairs(words)
        found += [*words, *pairs]
        if not place:
            found += [f"1:{each}" for each in (*words[: _OPENING + 1], *pairs[:_OPENING])]
    return _once(found)


def _of_place(low: str, start: int, end: int, about: Iterable[str]) -> list[str]:
    """Of a place in a sentence: the words before and behind it, the near ones by where they stand, and what is known
    `about` it besides."""
    left = [*_EDGE, *tokens_within(low, start - _REACH, start)]
    right = [*tokens_within(low, end, end + _REACH), *_EDGE]
    before, behind = left[: -_NEAR - 1 : -1], right[:_NEAR]
    return [
        *[f"?{each}" for each in about],
        *map(add, _BEFORE, before),
        *map(add, _BEHIND, behind),
        *[f"{second} {first}<" for first, second in pairwise(before)],
        *[f">{first} {second}" for first, second in pairwise(behind)],
        *[f"<{word}" for word in left],
        *[f">{word}" for word in right],
    ]


def _pairs(words: Sequence[str]) -> list[str]:
    """The pairs of words that stand side by side, the edges among them."""
    return list(map(" ".join, pairwise(("^", *words, "$"))))


def _once(found: Iterable[str], around: Iterable[str] = ()) -> list[str]:
    """Each once, and what is told around it, where each is told once already."""
    return [*dict.fromkeys(found), *around]
