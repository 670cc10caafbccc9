"""Scores that rate no meeting: an evaluation's, a poster's, what others gave, what is hoped for, what only counts; and
the ends of the scale itself.
"""

from __future__ import annotations

import re

from service.reading.patterns.cued import Cued
from service.reading.patterns.ways import quick

_NEXT_ON = re.compile(r"\bnext\s*(?:one|meeting|is|:|-)?\s*$")
_HOPED_FOR = re.compile(
    r"\b(?:hop(?:e|ing)|expect(?:ing)?|aim(?:ing)?|shooting|looking|counting)\s+(?:for|on|to|that)\s+(?:\w+\s+){0,4}$"
)
"""What is hoped of a meeting to come rates none."""
_SCORED = (
    r"(?:evaluation|eval|appraisal|annual\s+review|performance\s+review|review|survey|students?|audience|committee|"
    r"service|teaching|scholarship)"
)
_SCORE_OF = re.compile(
    rf"\b(?:my|her|his|our|the)\s+(?:\w+\s+)?(?:{_SCORED}|library|workshop|course|poster)\s+(?:\w+\s+){{0,4}}$|"
    r"\b(?:he|she|they)\s+(?:was|were|got|is|are)\s+(?:scored|rated|graded|marked|given)\s+$|\b(?:acceptance|rejection|response|going|hourly|success)\s+rate\b.{0,12}$|"
    r"\b(?:i|she|he)\s+(?:got|received|earned|was\s+given)\s+[\"\w\s,]{0,32}$"
)
_COUNTED_OFF = re.compile(r"\b(?:meeting|session|visit|step|goal|part|week|month|chapter|number|no)\s+\d\s+of\b")
_SCORED_BY = re.compile(
    rf"\s*(?:stars?\s+|out\s+of\s+(?:5|five)\s+)?(?:on|in|for|from|by)\s+(?:(?:my|her|his|the|our)\s+)?(?:\w+\s+)?{_SCORED}\b"
)
_GIVEN_BY_OTHERS = re.compile(
    r"\b(?:she|he|they)(?:'d|\s+would)\s+(?:\w+\s+)?(?:give|rate|put|say|score)\s+(?:(?:it|us|me|this|that)\s+)?(?:at\s+|an?\s+)?$|"
    r"\b(?:department|committee|boss|supervisor|manager|chair|dean|director|they|students?|panel|reviewers?|she|he)\s+(?:has\s+|have\s+|had\s+)?"
    r"(?:put|gave|given|rated|scored|marked|graded|awarded)\s+(?:me|her|him|us|my\s+\w+|her\s+\w+)\s+(?:at\s+|an?\s+|with\s+)?(?:\w+\s+)?$"
)
_FOR_A_THING = re.compile(
    r"\s+for\s+(?:the|my|her|his|our)\s+(?!first|second|last|other|two|whole|pair|meeting|session|talk|call|conversation|hour|chat|month|mentor|usefulness|time|help)\w+"
)
"""A number given the soup."""
_AGED = re.compile(
    r"\b(?:daughters?|sons?|boys?|girls?|kids?|child(?:ren)?|baby|toddlers?|nieces?|nephews?|grand\w+|twins|youngest|"
    r"oldest|eldest)\s*[,(]\s*$"
)
"""Before a number it is how old somebody is ("her daughter, 4, was sick")."""
_OF_A_QUESTION = re.compile(r"\b(?:number|question|nr\.?|item)\s*#?\s*$")
""" "To number 5 I have no answer"."""
MISSED = re.compile(
    r"\b(?:(?P<nearly>almost|nearly|not\s+(?:quite|exactly|yet)|(?:short|shy)\s+of)|not|isn't|wasn't)\s+(?:an?\s+)(?:full\s+|solid\s+|perfect\s+)?$"
)
"""Before a number it is the one that was not given ("almost a 5", "not a 5 but a 4"). `nearly`: not by much."""
MAY_BE_MISSED = Cued(MISSED.pattern)
"""Asleep where none was."""
_MINE = re.compile(r"^\W*my\s+(?:own\s+)?(?:evaluation|appraisal)\s*(?:is|:)\W*$")
_DATE_AT = re.compile(r"\s*(?:at|@)\s*\d")
""" "Next is 5/5 at 8:30" is the fifth of May."""


def of_something_else(low: str, start: int, end: int) -> bool:
    """Whether the score is of something that others scored ("a 4 on her evaluation"), or counts ("meeting 3 of 5")."""
    before = low[max(0, start - 60) : start]
    counted = _COUNTED_OFF.search(low, max(0, start - 12), end) or _HOPED_FOR.search(before)
    of_a_day = _NEXT_ON.search(before) and "/" in low[start:end]
    if _MINE.match(before):
        return False
    if MISSED.search(before):
        return True
    if _FOR_A_THING.match(low, end) or _GIVEN_BY_OTHERS.search(before) or _DATE_AT.match(low, end):
        return True
    return bool(counted or of_a_day or _SCORE_OF.search(before) or _SCORED_BY.match(low, end))


def can_be_none(low: str, start: int, end: int) -> bool:
    """Whether a number is somebody's age, a question's, a score by others or one that was missed, in so many words."""
    before = low[max(0, start - 30) : start]
    return bool(
        MISSED.search(before) or _AGED.search(before) or _OF_A_QUESTION.search(before) or _SCORED_BY.match(low, end)
    )


_SCALE = re.compile(
    r"(?:\bscale\s+(?:of|from)\s+(?:1|one)\s*(?:-|–|to)\s*(?:5|five)\b|\b(?:of\s+|from\s+|"
    r"between\s+)*\(?(?:\b1|\bone)\s*(?:\([^)]{1,20}\)\s*)?(?:-|–|to|and|through)\s*(?:5|"
    r"five)\b(?:\s*\([^)]{1,20}\)|\))?"
    r"(?=\s*(?:$|[.:),;=–—-]|\s*scale|\s*(?:i|it|this|we|that)\b)))"
)
_A_FIVE = quick(r"(?:5|five)\b(?<!\d5)")
"""What every scale ends with, and "Nov 15" does not."""
_TOP = re.compile(r"\bout\s+of\s+(?:5|five)(?=\s*[:=–—-])")
_FIVE_IS = re.compile(
    r"\b(?:if\s+)?(?:5|five)\s+(?:is|being|means|=)\s+(?:the\s+)?(?:max\w*|best|highest|top|very|most|"
    r"great)\b|\bwhere\s+(?:5|five)\s+is\b"
)


def without_scale(low: str) -> str:
    """The scale recited ("from 1 to 5", "5 being the best") blanked out: its ends are no rating."""
    if not _A_FIVE.search(low):
        return low
    blanked = _TOP.sub(_blank, _SCALE.sub(_blank, low))
    return _FIVE_IS.sub(lambda match: "usefulness".ljust(len(match.group()))[: len(match.group())], blanked)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())
