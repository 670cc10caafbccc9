"""Meetings named by what they are known by: their month, their place in a row, how they began, what they count for."""

from __future__ import annotations

from service.reading.patterns.cued import Cued
from service.reading.prose.words import MONTH

BEGAN_ON = Cued(
    r"^\W*(?:(?:and|but|so)\s+)?(?:(?:we|it)\s+)?(?:started|began|kicked\s+off)\s+(?:out\s+|off\s+)?"
    r"(?:on|by|over|via|with)\s+(?:the\s+|a\s+)?(?:zoom|teams|webex|skype|facetime|meet|video|phone)\b"
)
"""A meeting that began one way and ended another; it is known by the first."""
LAST_MONTHS = Cued(
    rf"^\W*(?:and|but|our)?\s*{MONTH}'s\s+(?:\w+\s+)?(?:is\s+(?:on\s+)?(?:the\s+)?\d\w*|will\s+be|was|took|happened|ran|went|lasted|fell)\b"
)
""" "October's was on the 22nd": the meeting of that month."""
_A_DATE = rf"(?:\d{{1,2}}/\d|(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)\b|\d{{1,2}}\.?\s+{MONTH}|{MONTH}\s+\d)"
THE_LAST_WAS = Cued(
    rf"^\W*(?:(?:and|but)\s+)?(?:the\s+|our\s+)?(?:last|latest|most\s+recent)\s+(?:(?:one|meeting|call|chat|time)\s+)?(?:was\s+|:\s*)?(?:on\s+)?{_A_DATE}|"
    rf"^\W*(?:(?:and|but)\s+)?(?:the|our)\s+(?:first|second|third|fourth|other)\s+(?:(?:one|meeting|call|time)\s+)?was\s+(?:on\s+)?(?:{_A_DATE}|last\s+\w+day|yesterday|this\s+\w+day)"
)
""" "last was Nov 5", "last one 11/11", "the second was last Wednesday"."""
CALLING_IT = Cued(
    r"\b(?:calling|counting)\s+(?:it|that|this)?\s*(?:as\s+)?our\s+(?:\w+\s+)?(?:meeting|session|hour|monthly|november|one)\b"
)
