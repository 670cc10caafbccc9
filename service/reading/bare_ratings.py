"""A number that counts nothing, among words that say nothing else: the usefulness, where no word of rating gave it.

"For me 5, naturally", "I have no hesitation in saying 4", "A 4 for the pair of them". Words of rating are endless, so
this asks the other way round: whether anything in the clause could be counted or dated. It is the last resort, of a
reply that gives no rating in any other way and holds one such number only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from service.reading.cued import Cued
from service.reading.words import words_in

_CLAUSE = re.compile(r"\s*(?:[;:,–—()!?]|\.(?=\s|$)|\s-\s|\bbecause\b|\bsince\b|\bthough\b|\bbut\b)\s*")
_NUMBER = re.compile(r"(?<![\w./$#-])(?:[1-5]|two|three|four|five)(?![\w%/+-]|[.,:]\d)")
_MAY_RATE = Cued(_NUMBER.pattern)
_VALUES = {"two": 2, "three": 3, "four": 4, "five": 5}
_WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?")
_SAY_NOTHING = frozenset(
    words_in(
        """
    let's oh i i'd i'll i'm we we'd we'll you your it it'd it'll it's that that's this these them him her he she my mine
    our me us both pair lot whole for to of on in as the a an another be is would will could should must can may
    might have no hesitation doubt question trouble problem say saying put putting give giving given call
    calling make makes making made go going goes settle settling choose choosing pick picking mark marking write
    writing note noting think thinking guess guessing suppose believe reckon feel feels like
    naturally certainly definitely surely sure honestly frankly really truly simply just only still again always
    perhaps maybe probably about around roughly so then and or yes yeah yep well ok okay overall altogether
    generously happily gladly easily comfortably solid good strong firm fair clear straight big fat hearty warm
    enthusiastic grateful cautious weak low high side view opinion book mind eyes scale number figure mark
    rating score usefulness useful helpful vote verdict evaluation appraisal answer short all
    at least most course thing now today
    time here from with anyway obviously evidently of-course total hand heart meeting meetings session sessions
    conversation conversations month one's personally please thank thanks very from
    """
    )
)
"""Words beside which a number rates; "of us", "people" or a verb of doing would have it count."""
_COUNTS = re.compile(
    r"\s*(?:of\s+(?:us|you|the|them|those|these)\b|or\s+so\b|this\s+(?:time|month)\b|meetings?\b|sessions?\b|conversations?\b|months?\b|times?\b)"
)
_DATES = re.compile(r"\b(?:the|us|we|you|on|at|by|from|until|till|to|before|after)\s+$")


def bare_ratings(low: str, taken: Sequence[tuple[int, int]]) -> Iterator[int]:
    """The numbers of a sentence (lower case) that may rate; those in `taken` places are days, times and lengths."""
    if not _MAY_RATE.is_awake(low):
        return
    start = 0
    for cut in [*_CLAUSE.finditer(low), None]:
        end = cut.start() if cut else len(low)
        yield from _of_clause(low, start, end, taken)
        start = cut.end() if cut else end


def _of_clause(low: str, start: int, end: int, taken: Sequence[tuple[int, int]]) -> Iterator[int]:
    numbers = list(_NUMBER.finditer(low, start, end))
    if len(numbers) != 1 or any(left <= numbers[0].start() < right for left, right in taken):
        return
    number = numbers[0]
    if _COUNTS.match(low, number.end()) or _DATES.search(low, start, number.start()):
        return
    others = _WORD.findall(f"{low[start : number.start()]} {low[number.end() : end]}")
    if others and all(word.replace("’", "'") in _SAY_NOTHING for word in others):
        yield _VALUES.get(number.group()) or int(number.group())
