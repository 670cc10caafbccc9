"""Days that are counted from the one named before them: "a week later", "the Monday after", "the one before that"."""

from __future__ import annotations

import re

from service.reading.days.dates import Beside, Day, DayMention, Later, SameTime, Unsure, Vague, Weekday
from service.reading.days.makers import weekday_of
from service.reading.prose.words import WEEKDAY, number_of

_WEEK_AFTER = re.compile(r"\s+after(?:\s+that)?(?=\W*$|\s*[,;.)]|\s+(?:at|by|over|via|in)\b)")
_WEEK_BEFORE = re.compile(r"\s+before(?:\s+that)?(?=\W*$|\s*[,;.)(]|\s+(?:at|by|over|via|in|so)\b)")


def weeks_apart(found: list[DayMention], low: str) -> list[DayMention]:
    """The days with those that are a weekday after or before the one named last ("last Wednesday and the Wednesday
    before that", "Monday is a holiday, so the Monday after")."""
    out: list[DayMention] = []
    for mention in found:
        after = _WEEK_AFTER.match(low, mention.end)
        apart = after or _WEEK_BEFORE.match(low, mention.end)
        if out and apart and isinstance(mention.day, Weekday) and _may_be_counted_from(out[-1].day):
            beside = _beside(out[-1].day, mention.day.weekday, after=after is not None)
            mention = DayMention(mention.start, apart.end(), beside, out[-1].lean)
        elif not out and apart and apart.group().endswith("that") and isinstance(mention.day, Weekday):
            mention = DayMention(mention.start, apart.end(), Vague())  # counted from a day of another sentence
        out.append(mention)
    return out


_DEEPEST = 3
"""Days counted from one another: each asks the one before it several times."""


def _may_be_counted_from(day: Day) -> bool:
    """Whether a day is known well enough to count another from, and is not itself the last of a chain."""
    depth = 0
    while isinstance(day, (Beside, Later)) and depth < _DEEPEST:
        day, depth = (day.feast if isinstance(day, Beside) else day.first), depth + 1
    return depth < _DEEPEST and not isinstance(day, (Vague, Unsure, SameTime))


def _beside(first: Day, weekday: int, *, after: bool) -> Day:
    """The next such weekday after a day, or the last before it; counted in days where that is a weekday, too."""
    if not isinstance(first, Weekday):
        return Beside(first, weekday, after)
    ahead, back = (weekday - first.weekday - 1) % 7 + 1, (first.weekday - weekday - 1) % 7 + 1
    return Later(first, ahead if after else -back)


_COUNTED_ON = re.compile(
    rf"\b(?<!find\s)(?<!pick\s)(?<!fix\s)(?<!set\s)(?<!choose\s)(?:(?P<n>an?|one|two|three|[2-6])\s+(?P<unit>days?|weeks?)\s+(?:later|after(?:\s+that)?(?=\W*$|\s*[,;.]))|the\s+(?:very\s+)?(?:next|following)\s+(?P<one>day|week)\b(?!\s+\w+day)|"
    rf"the\s+(?P<after>day|week)\s+after(?:\s+that)?(?=\W*$|\s*[,;.)]|\s+(?:at|by|on|over|via|for|in)\b)|the\s+(?:next|following)\s+(?P<wd>{WEEKDAY}))"
)
"""A day counted from the one named before it."""


def counted_on(found: list[DayMention], low: str) -> list[DayMention]:
    """The days with those that are counted from the one before ("the 3rd, then again a week later")."""
    if not found or not ("later" in low or "follow" in low or "next" in low or "after" in low):
        return found
    out = list(found)
    for match in _COUNTED_ON.finditer(low, found[0].end):
        before = [day for day in out if day.end <= match.start()]
        taken = any(day.start < match.end() and match.start() < day.end for day in out)
        if before and not taken and _may_be_counted_from(before[-1].day):
            later = _days_on(match, before[-1].day)
            out.append(DayMention(match.start(), match.end(), later, before[-1].lean))
    return sorted(out, key=lambda day: day.start)


def _days_on(match: re.Match[str], first: Day) -> Day:
    if match["wd"]:
        return Beside(first, weekday_of(match), after=True)
    count = {"a": 1, "an": 1}.get(match["n"] or "a") or int(number_of(match["n"]) or 1)
    week = (match["unit"] or match["one"] or match["after"]).startswith("week")
    return Later(first, count * (7 if week else 1))
