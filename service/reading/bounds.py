"""Days that only bound what is told: "by Friday", "due on the 3rd", "since the 5th"."""

from __future__ import annotations

import re

from service.reading.dayforms import DayMention

_NOT_ITS_DAY = re.compile(
    r"\b(?:by|until|till|til|before|after|since|through|thru|due|starting|as\s+of|beginning|"
    r"no\s+later\s+than|prior\s+to|ahead\s+of|between|"
    r"deadline|deadline\s+is|deadline\s+of|returns|(?<!will\s)(?<!shall\s)(?<!'ll\s)return|closes?|opens?|for\s+the|hired|born|from(?!\s+today)|"
    r"during)\s+(?:on\s+)?(?:the\s+)?$"
)
_BOUND_THOUGH_ON = re.compile(
    r"\b(?:due|starting|beginning|deadline(?:\s+(?:is|of))?|returns|(?<!will\s)(?<!shall\s)(?<!'ll\s)return|closes?|opens?|hired|born)\s+(?:on\s+)?$"
)
"""What still binds a day that has its own "on": "due on the 3rd", not "talk it through on the 3rd"."""
_ITS_DAY_AFTER_ALL = re.compile(
    r"(?:\b(?:not|came|stopped|dropped|swung|popped|went|took|took\s+us|waited|held\s+off)|n't)\W{1,3}(?:until|till|by)\s+(?:on\s+)?(?:the\s+)?$"
)
"""What looks like a bound and is none: "we couldn't until Friday" tells that they could; "she came by on the 3rd"."""


def is_bounded(low: str, day: DayMention) -> bool:
    """Whether the day only bounds what is told ("by Friday", "due on the 3rd", "since the 5th")."""
    before = low[max(0, day.start - 30) : day.start]
    if low.startswith("on ", day.start) or before.endswith("on "):
        return bool(_BOUND_THOUGH_ON.search(before))
    return bool(_NOT_ITS_DAY.search(before)) and not _ITS_DAY_AFTER_ALL.search(before)
