"""Meetings that were told of and were none after all: the one just told, or all of them."""

from __future__ import annotations

from service.reading.cued import Cued
from service.reading.words import MONTH

_NOT_THAT_ONE = Cued(r"\bbut\s+that\s+(?:wasn't|was\s+not)\s+(?:it|ours)\W*$")
"""What the sentence has just told was no meeting: "she dropped off a book on Monday, but that wasn't it"."""
_NOT_ANY = Cued(
    rf"\bfor\s+(?:this\s+month|{MONTH})\s*,?\s+the\s+answer\s+is\s+(?:a\s+)?no\W*$|"
    r"\bcan(?:not|'t|\s+not)\s+(?:\w+\s+){0,3}report\s+(?:it|that|this|them)\s+as\s+(?:a\s+|our\s+)?meetings?\b|"
    r"\ball\s+of\s+(?:this|it)\s+was\s+(?:done|exchanged)\s+(?:in\s+writing|by\s+(?:e-?mail|mail|text|letter))\W*$|"
    r"\b(?:have|has|'ve)\s+yet\s+to\s+lay\s+eyes\s+on\b|"
    rf"\bhave\s+not\s+sat\s+down\s+together\s+since\s+(?:last\s+)?(?:{MONTH}|summer|spring)\b(?!\s+\d)|"
    r"\breport\s+a\s+big\s+(?:fat\s+)?(?:zero|nil)\b|\b(?:blank|nil)\s+to\s+report\b"
)
"""None of what was told was a meeting of the pair: "so for this month the answer is no"."""
_MAY_BE_NONE = Cued(
    r"\b(?:hard\s+to\s+say|not\s+sure|unsure|(?:can't|cannot|couldn't)\s+(?:really\s+|honestly\s+)?(?:say|tell)|don't\s+(?:really\s+)?know)\s+"
    r"(?:whether|if)\s+(?:we\s+(?:really\s+|actually\s+)?met|that\s+counts)\W*$"
)
"""The writer does not know whether it was a meeting."""


def was_none(low: str) -> bool:
    """Whether a sentence that tells of a meeting says that it is none to report."""
    return _NOT_THAT_ONE.search(low) is not None


def were_none(low: str) -> bool:
    """Whether a sentence says that nothing told so far was a meeting."""
    return _NOT_ANY.search(low) is not None


def may_be_none(low: str) -> bool:
    """Whether a sentence leaves open whether the two met, and says nothing else."""
    return _MAY_BE_NONE.search(low) is not None
