"""Meetings that were told of and were none after all: the one just told, or all of them."""

from __future__ import annotations

from service.reading.cued import Cued
from service.reading.words import MONTH

_NOT_THAT_ONE = Cued(
    r"\bthat\s+(?:wasn't|was\s+not|isn't|is\s+not)\s+(?:it|ours|one|(?:a|our|the)\s+(?:real\s+|proper\s+)?meeting)\b(?!\s+(?:was|is|that|of|at))|"
    r"\b(?:that|it)\s+(?:doesn't|didn't|does\s+not|did\s+not|won't)\s+(?:really\s+|quite\s+)?count\b(?!\s+(?:against|how|the))|"
    r"\bthat(?:'s|\s+is)\s+the\s+one\s+(?:that\s+)?(?:you\s+have|in\s+your\s+(?:records?|files?|books?))\b|"
    r"\byou\s+(?:already\s+have\s+that(?:\s+one)?|have\s+(?:that|it)(?:\s+one)?\s+already)\b|"
    r"\b(?:i|we)(?:'ve|\s+have)?\s+already\s+(?:told|reported|written)\s+(?:you\s+)?(?:about\s+)?(?:that|it)(?:\s+one)?\W*$"
)
"""The meeting just told is none, or was told before: "but that wasn't it", "you have that one already"."""
_NOT_ANY = Cued(
    r"\b(?:the|my|our)\s+(?:honest\s+)?answer\s+(?:is|has\s+to\s+be|must\s+be)\s+(?:a\s+)?no\b|"
    r"\bcan(?:not|'t|\s+not)\s+(?:\w+\s+){0,3}(?:report|count|call|claim)\s+(?:it|that|this|them|those)\s+(?:as\s+)?(?:an?\s+|our\s+)?meetings?\b|"
    r"\ball\s+(?:of\s+)?(?:this|that|it)\s+(?:was|were|has\s+been|happened)\s+(?:\w+\s+)?(?:in\s+writing|by\s+(?:e-?mail|mail|text|letter|post))\b|"
    r"\b(?:have|has|'ve)\s+yet\s+to\s+(?:meet|see|lay\s+eyes\s+on|sit\s+down|speak|talk)\b(?!.*\bagain\b)|"
    rf"\b(?:have|has|'ve)\s+not\s+(?:\w+\s+)?(?:met|sat\s+down(?:\s+together)?|seen\s+each\s+other)\s+since\s+(?:last\s+)?(?:{MONTH}|summer|spring|your\s+last)\b|"
    r"^\W*(?:nothing|none|no\s+meetings?|not\s+(?:once|one))\s+since\b(?!\s+then\s*,)|"
    r"\ba\s+big\s+(?:fat\s+)?(?:zero|nothing|nil)\b|\b(?:blank|nil)\s+to\s+report\b"
)
"""None of what was told was a meeting of the pair: "so for this month the answer is no"."""

_MAY_BE_NONE = Cued(
    r"\b(?:hard\s+to\s+say|not\s+sure|unsure|(?:can't|cannot|couldn't)\s+(?:really\s+|honestly\s+)?(?:say|tell)|don't\s+(?:really\s+)?know|you\s+(?:decide|tell\s+me|be\s+the\s+judge))\s+"
    r"(?:whether|if)\s+(?:we|that|it|this)\s+(?:(?:really|actually|even|did)\s+)?(?:met|meet|counts?|was\s+a\s+meeting)\b(?!\W+(?:but|though|still)\b)"
)
"""The writer does not know whether it was a meeting."""


def was_none(low: str) -> bool:
    """Whether a sentence says that the meeting it just told of, or the one before it, is none to report."""
    return _NOT_THAT_ONE.search(low) is not None


def were_none(low: str) -> bool:
    """Whether a sentence says that nothing told so far was a meeting."""
    return _NOT_ANY.search(low) is not None


def may_be_none(low: str) -> bool:
    """Whether a sentence leaves open whether the two met."""
    return _MAY_BE_NONE.search(low) is not None
