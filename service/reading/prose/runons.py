"""Words typed or dictated without a stop, parted where a new statement begins ("… 25 minutes | we have the 21st at 3").

A statement begins at a subject pronoun with its verb, unless the word before binds it to what went before ("which I
loathe", "she thinks we should"). Only a stretch with hardly a mark in it is parted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from service.reading.patterns.ways import quick
from service.reading.prose.text import Sentence

_LONG = 140
"""Characters without a mark from which on a stretch is a run-on."""
_CELL = re.compile(r"\s[/|]\s|\s(?=(?:20\d\d-\d\d-\d\d|\d{1,2}/\d{1,2})\s[/|]\s)")
_MARK = quick(r"[,;:.!?()–—]\s|\s-\s")
_STATEMENT = re.compile(
    r"\s(?=(?:(?:and|but|so|then|also|um|well|anyway|ok|okay|next(?:\s+(?:one|time|meeting|is))?)\s+)*"
    r"(?:(?:we|i|he|she)(?:'\w+)?\s+\w|it\s+(?:was|is|went)\b|it's\b|that\s+was\b|next\s+(?:one|time|meeting|is|up)\b|no\s+help\b|"
    r"my\s+\w+\s+(?:is|was|says|said)\b|nothing\s+(?:you|i|else|needed|from)\b|(?:the\s+)?\d{1,2}(?:st|nd|rd|th)\s+was\b))"
)
_ASKED = re.compile(
    r"\W*(?:what(?:'?s)?|who|where|when|how|do|does|is|are|can|could|should|may)\s[^.?!,;:]{8,80}?\s(?-i:(?=(?:We|Next|Our)\s+[a-z]))",
    re.I,
)
"""A question whose mark was left out, before a statement that begins with its capital letter."""
_BINDS = re.compile(
    r"\b(?:which|who|whom|that|what|how|why|where|when|whenever|if|whether|because|since|as|than|while|though|although|before|after|until|till|"
    r"unless|once|and|but|so|or|then|also|um|well|anyway|ok|okay|says?|said|thinks?|thought|guess|know|knows|knew|told|me|hope|wish|believe|mean|suppose|"
    r"sure|glad|happy|sorry|afraid|like|everything|anything|something|nothing|all|things?|ones?|person|somebody|someone|"
    r"how\s+[\w']+(?:\s+[\w']+)?|day|time|way|reason|first|last|like|wonder|remember|forgot|realized|decided|agreed|the|a|an|my|her|his|our|of|to|in|on|at|for|with|about|by|is|was|were|be|did|do|does|can|could|will|would|should)$"
)


def parted(sentence: Sentence) -> Iterator[Sentence]:
    """The sentence itself, or the statements of a run-on."""
    places = [*_places(sentence.low), *_cells(sentence.low)]
    if asked := _ASKED.match(sentence.text):
        places.append(asked.end() - 1)
    if not places:
        yield sentence
        return
    start = 0
    for at in sorted(set(places)):
        yield replace(sentence, text=sentence.text[start:at], low=sentence.low[start:at], said="")
        start = at + 1
    yield replace(sentence, text=sentence.text[start:], low=sentence.low[start:], said="")


def _cells(low: str) -> list[int]:
    """Where the cells of a row begin: "2 Nov | 30 min | phone", "11/4 in person 60 min / next 12/2 / 5"."""
    if "/" not in low and "|" not in low:
        return []
    found = [match.end() - 1 for match in _CELL.finditer(low)]
    return found if len(found) > 1 else []


def _places(low: str) -> list[int]:
    """Where the statements of the unmarked stretches of a sentence begin."""
    if len(low) < _LONG:
        return []
    ends = [match.end() for match in _MARK.finditer(low)]
    bounds = [0, *ends, len(low)]
    found: list[int] = []
    for left, right in pairwise(bounds):
        if right - left >= _LONG:
            found += [
                match.start()
                for match in _STATEMENT.finditer(low, left, right)
                if match.start() > left and not _BINDS.search(low[max(left, match.start() - 12) : match.start()])
            ]
    return found
