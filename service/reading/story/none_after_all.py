"""Meetings that were told of and were none after all: the one just told, or all of them."""

from __future__ import annotations

import re
from datetime import date

from service.reading.patterns.cued import AnyOf, Cued
from service.reading.prose.words import MONTH, MONTHS

_NOT_THAT_ONE = Cued(
    r"\bbut\s+that\s+(?:wasn't|was\s+not)\s+(?:it|ours)\W*$|"
    r"\b(?:wouldn't|would\s+not|don't|do\s+not|can't|cannot|won't)\s+(?:really\s+)?(?:call|count)\s+(?:this|that|it|them|those|these)\s+(?:as\s+)?(?:an?\s+|our\s+)?(?:\w+\s+)?meetings?\b"
)
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

_HARDLY = r"(?:(?:still|really|just|simply|actually|sadly|unfortunately|yet|properly|managed?\s+to|get\s+to)\s+)*"
_NO_MORE = (
    rf"(?=\W*$|\s*[,;:.(–—-]|\s+(?:yet|properly|at\s+all|in\s+{MONTH}|this\s+(?:month|time|round|go-?round)|since\s+(?:the\s+|your\s+|our\s+)?last|"
    r"because|due|so|as|and|though)\b)"
)
_DENIED = Cued(
    rf"(?:^|[,;:.(–—-]\s*|\b(?:and|so|but|thus|hence|accordingly|therefore|meaning|short|because)\s+)"
    rf"(?:(?:sorry|alas|sadly|unfortunately|i'm\s+afraid|honestly|actually|well|and|so|but|no|nope|in\s+short|still|truth\s+is)\W+){{0,3}}"
    rf"(?:(?:we|she\s+and\s+i|he\s+and\s+i)\s+{_HARDLY}(?:have\s+not|haven't|'ve\s+not|did\s+not|didn't|never|couldn't|could\s+not|weren't\s+able\s+to|"
    rf"were\s+(?:not\s+able|unable)\s+to|failed\s+to|(?:haven't|have\s+not)\s+been\s+able\s+to)\s+{_HARDLY}"
    rf"(?:met|meet|get\s+together|gotten\s+together|got\s+together|sat\s+down|sit\s+down){_NO_MORE}|"
    rf"(?:didn't|haven't|not)\s+{_HARDLY}(?:met|meet|sync(?:ed)?){_NO_MORE}|"
    rf"no\s+meetings?(?=\W*$|\s*[,;.(–—-]|\s+(?:yet|at\s+all|this\s+month|since\s+(?:the\s+|your\s+|our\s+)?last)\b)|"
    r"meetings?\s*(?:held|this\s+month|to\s+report)?\s*[:=]\s*(?:none|0|zero|nil|no)\b)"
    r"(?!.{0,120}\b(?:since\s+(?!(?:the\s+|your\s+|our\s+)?last\b)|before|until|again|in\s+person|face|as\s+(?:planned|often|long|much)|twice|last\s+month|except|apart|"
    r"other\s+than|there|count|week|at\s+(?:his|her|my|the))\b)|"
    rf"^\W*(?:(?:sorry|alas|sadly|no)\W+)*(?:nothing|none|not)\s+(?:yet|so\s+far|since\s+(?:the\s+|your\s+|our\s+)?last(?:\s+[\w-]+){{0,2}}|"
    rf"in\s+{MONTH}|this\s+(?:month|time|round|go-?round))(?:\W+(?:no|sorry|i'm\s+afraid))?\W*$"
)
"""That they did not meet, told outright and of no single day, place or way."""


_NEVER_WAS = Cued(
    r"^\W*(?:(?:but|and|so|sadly|alas|of\s+course)\W+)?(?:it|that|this)\s+(?:didn't|did\s+not|never)\s+(?:happen|happened|come\s+off|came\s+off|take\s+place|took\s+place|work\s+out)\W*$"
)
"""What was told right before did not come about."""
SAYS_NONE = AnyOf(_NOT_THAT_ONE, _NOT_ANY, _NEVER_WAS, _MAY_BE_NONE)
"""What `was_none`, `were_none`, `never_was` and `may_be_none` look for."""


def denies(low: str) -> bool:
    """Whether a sentence says outright that the two did not meet."""
    return _DENIED.search(low) is not None


def was_none(low: str) -> bool:
    """Whether a sentence that tells of a meeting says that it is none to report."""
    return _NOT_THAT_ONE.search(low) is not None


def never_was(low: str) -> bool:
    """Whether a sentence says of the meeting told right before that it did not come about."""
    return _NEVER_WAS.search(low) is not None


def were_none(low: str) -> bool:
    """Whether a sentence says that nothing told so far was a meeting."""
    return _NOT_ANY.search(low) is not None


def may_be_none(low: str) -> bool:
    """Whether a sentence leaves open whether the two met, and says nothing else."""
    return _MAY_BE_NONE.search(low) is not None


_NONE_IN = re.compile(rf"\bno\s+(?:more\s+)?meetings?\s+(?:in|for|before)\s+(?P<month>{MONTH})\b")


def is_of_a_month_ahead(low: str, today: date) -> bool:
    """Whether a clause says that there will be no meeting in a month to come, and nothing of the one asked about."""
    none = _NONE_IN.search(low)
    return none is not None and (MONTHS[none["month"].rstrip(".")] - today.month) % 12 in range(1, 6)
