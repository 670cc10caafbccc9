"""Days that only bound what is told: "by Friday", "due on the 3rd", "since the 5th"."""

from __future__ import annotations

import re

from service.reading.days.dates import DayMention

_NOT_ITS_DAY = re.compile(
    r"\b(?:by|until|till|til|before|after|since|through|thru|due|starting|as\s+of|beginning|"
    r"no\s+later\s+than|skip(?:ping|ped)?|missed|except|minus|prior\s+to|ahead\s+of|between|"
    r"deadline|deadline\s+is|deadline\s+of|returns|(?<!will\s)(?<!shall\s)(?<!'ll\s)return|closes?|opens?|for\s+the|hired|born|from(?!\s+today)|"
    r"during)\s+(?:on\s+)?(?:the\s+)?$"
)
_BOUND_THOUGH_ON = re.compile(
    r"\b(?:due|starting|beginning|deadline(?:\s+(?:is|of))?|returns|(?<!will\s)(?<!shall\s)(?<!'ll\s)return|closes?|opens?|hired|born)\s+(?:on\s+)?$"
)
"""What still binds a day that has its own "on": "due on the 3rd", not "talk it through on the 3rd"."""
_SINCE_OUR_LAST = re.compile(
    r"\bsince\s+(?:(?:our|my|your|the)\s+(?:last|previous)\s+\w+|(?:i|we)\s+(?:last\s+)?(?:wrote|reported|met|spoke|talked|replied)(?:\s+to\s+you)?)\s+"
    r"(?:of|on|in|from)\s+(?:the\s+)?$"
)
_BEFORE_A_THING = re.compile(
    r"\b(?:before|until|by|ahead\s+of)\s+(?:the|her|his|my|our|their|an?)\s+(?:[\w'-]+\s+){1,2}?(?:of|on)\s+(?:the\s+)?$"
)
"""Behind it the day is that of what comes later ("before my interview on the 8th")."""
_OF_A_THING = re.compile(
    r"(?:^\W*|\b(?:about|over|for|of|discuss\w*|review\w*|plan\w*|rehears\w*|practi[cs]\w*|prepar\w*)\s+)(?P<whose>the|her|his|my|our|their|an?|this|that)\s+(?:(?!(?:and|or|on|at)\b)[\w'-]+\s+){0,2}?"
    r"(?P<thing>conference|symposium|presentation|workshop|webinar|interview|defen[sc]e|exam|hearing|retreat|training|party|reception|"
    r"holiday|election|lecture|panel|recital|concert|reading|deadline|hire|memo|announcement|talk|"
    r"(?:staff|committee|department|board|faculty|team|senate|budget|search|unit|union)\s+(?:meeting|retreat|lunch))\s+"
    r"(?:(?:is|was)\s+)?(?:of|on|for)\s+(?:the\s+)?$"
)
"""Behind it the day is that thing's: "we talked about the conference on the 12th"."""
_ITS_DAY_AFTER_ALL = re.compile(
    r"(?:\b(?:not|came|stopped|dropped|swung|popped|went|took|took\s+us|waited|held\s+off)|n't)\W{1,3}(?:until|till|by)\s+(?:on\s+)?(?:the\s+)?$"
)
"""What looks like a bound and is none: "we couldn't until Friday" tells that they could; "she came by on the 3rd"."""


def is_bounded(low: str, day: DayMention) -> bool:
    """Whether the day only bounds what is told ("by Friday", "due on the 3rd", "since the 5th")."""
    before = low[max(0, day.start - 70) : day.start] + ("on " if low.startswith("on ", day.start) else "")
    if _SINCE_OUR_LAST.search(before) or _BEFORE_A_THING.search(before) or _is_a_things(before):
        return True
    before = low[max(0, day.start - 30) : day.start]
    if low.startswith("on ", day.start) or before.endswith("on "):
        return bool(_BOUND_THOUGH_ON.search(before))
    return bool(_NOT_ITS_DAY.search(before)) and not _ITS_DAY_AFTER_ALL.search(before)


def _is_a_things(before: str) -> bool:
    """Whether a thing with a day of its own stands right before the day; a talk that is nobody's is the pair's."""
    thing = _OF_A_THING.search(before)
    return thing is not None and (thing["thing"] != "talk" or thing["whose"] in ("her", "his", "my"))
