"""How many meetings are counted: "twice", "three times", "two of the three meetings we planned"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.reading.clauses.clauses import Clause, Sense
from service.reading.clauses.marks import Marks
from service.reading.clauses.turns import COUNT
from service.reading.days.dates import Vague
from service.reading.prose.text import Sentence
from service.reading.prose.words import NUMBER_WORD, number_of

_NOT_A_COUNT = re.compile(
    r"\s*(?:a|per|each|every|/)\s*(?:week|month|semester|term|year|day)|\s+before\s+(?:we|i|she|he)\b|\s+(?:with|over|in\s+(?:one|"
    r"the\s+same)|as)\b(?!\s+(?:her|him|zoom|coffee|lunch|november|october))"
)
_OF_SO_MANY = re.compile(rf"\b(?P<n>\d|{NUMBER_WORD})\s+(?:out\s+)?of\s+(?:the|our|those)\s+(?:\w+\s+)?$")
""" "Two of the three meetings we planned": two."""
_ANOTHER_DEED = re.compile(r"\band\s+(?:then\s+)?(?!(?:talked|chatted|zoomed|phoned|called|texted)\b)\w+ed\b[^,;]*$")
"""Behind it so many times count what else was done ("we met early and walked around the fountain six times")."""
_TIMES_MET = re.compile(
    r"^\W*(?:[\w'’]+\W+){0,2}$|"
    r"\b(?:met|meet|talked|(?:we|to|did) talk|spoke|spoken|chatted|zoomed|phoned|called|rang|together|saw|seen|"
    r"lunch|coffee|(?<!hung )up|down|touch|been|other)\W+(?:(?!(?:my|her|his|our|their|the)\b)\w+\W+){0,2}$"
)
"""What "twice" may stand behind and count meetings; "round the pond, twice" counts none."""


def meetings_counted(sentence: Sentence, clauses: Sequence[Clause], marks: Marks) -> int:
    """How many meetings a sentence counts; 0 where it counts none."""
    match = COUNT.search(sentence.low)
    if not match or sentence.question not in (None, 1, 2) or _NOT_A_COUNT.match(sentence.low[match.end() :]):
        return 0
    clause = next((clause for clause in clauses if clause.start <= match.start() < clause.end), None)
    if clause is None or clause.sense is not Sense.HELD or not _counts_meetings(match, sentence.low, clause):
        return 0
    beside = [day for day in marks.days if not sentence.low[: day.start].endswith("since ")]
    if any(day.start - match.end() in range(6) and not isinstance(day.day, Vague) for day in beside):
        return 0
    match = _OF_SO_MANY.search(sentence.low, 0, match.start()) or match
    return 2 if match.groupdict().get("twice") else int(number_of(match["n"]) or 0)


def _counts_meetings(match: re.Match[str], low: str, clause: Clause) -> bool:
    """Whether "twice" or "so many times" counts meetings, and nothing else that was done."""
    before, times = low[: match.start()], match.group().endswith("times")
    if times and _ANOTHER_DEED.search(before):
        return False
    mere = match["twice"] or (times and not clause.strong)
    return not mere or _TIMES_MET.search(before) is not None
