"""Planned meetings that fell through: that one was called off or moved, and for which day it had been planned.

"We had to cancel (the 12th)", "it fell through", "we moved it to the 19th": which of the planned ones is meant is for
planning to find; here are the days that the words may name. The day that a meeting was moved to is none of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from service.domain import FallenMeeting
from service.reading.clauses.clauses import Clause, Sense
from service.reading.clauses.turns import MOVED
from service.reading.days.dates import DayMention, Lean
from service.reading.prose.text import Sentence

_MOST = 8
_OFF = re.compile(
    r"\b(?:cancel\w*|call(?:ed|ing)?\s+(?:it\s+|us\s+|things\s+|that\s+)?off|f(?:ell|allen|all|alls)\s+(?:through|apart)"
    r"|scrapped|axed|bail(?:ed)?|(?:is|was|are|were)\s+off|had\s+to\s+(?:skip|drop|scrap|bail)|cut\s+out|rain(?:ed)?\s+out"
    r"|(?:can't|cannot|couldn't|could\s+not|can\s+not|won't\s+be\s+able\s+to)\s+make)\b"
)
_PUT_OFF = re.compile(rf"{MOVED.pattern}|\bput(?:ting)?\s+(?:it|us|that|things|off|the\s+\w+)\b")

_NEW_DAY = re.compile(r"\b(?:to|until|till)\s+(?:(?:the|this|next|about|around)\s+){0,2}$")
_FOR_DAY = re.compile(r"\bfor\s+(?:(?:the|this|next|about|around)\s+){0,2}$")


def fallen_in(sentence: Sentence, clauses: Sequence[Clause], today: date) -> list[FallenMeeting]:
    """The meetings that a sentence tells to have fallen through, in its clauses as they were understood."""
    found: list[FallenMeeting] = []
    behind = False
    for clause in clauses:
        if _tells(clause, sentence):
            days = _days(sentence, clause, today)
            moved = _PUT_OFF.search(clause.low) is not None and not _OFF.search(clause.low)
            found.append(FallenMeeting(days, moved))
            behind = not days
        elif behind and clause.verbless and clause.sense is Sense.NOT_HELD and clause.marks.days:
            found[-1] = replace(found[-1], days=_days(sentence, clause, today))
            behind = not found[-1].days
    return found


def of_one_reply(found: Sequence[FallenMeeting], met: bool | None) -> tuple[FallenMeeting, ...]:
    """Those that a whole reply tells of. One without a day is the one whose day was named, beside it; and beside a
    meeting that was held, "we had to reschedule" may tell how that one came about."""
    named = [each for each in found if each.days]
    moved = any(each.moved for each in found if not each.days)
    if named:
        return tuple([*named[:-1], replace(named[-1], moved=named[-1].moved or moved)][:_MOST])
    return (FallenMeeting((), moved),) if found and not met else ()


def _tells(clause: Clause, sentence: Sentence) -> bool:
    if clause.sense is Sense.NOT_HELD:
        return bool(_OFF.search(clause.low) or _PUT_OFF.search(clause.low))
    moved = MOVED.search(clause.low) if clause.sense is Sense.PLANNED else None
    return moved is not None and any(_is_new(sentence, clause, day) for day in clause.marks.days)


def _is_new(sentence: Sentence, clause: Clause, day: DayMention) -> bool:
    """Whether a day is the one that a meeting was moved to."""
    before = sentence.low[max(clause.start, day.start - 30) : day.start]
    moved_for = _FOR_DAY.search(before) and _PUT_OFF.search(clause.low) and not _OFF.search(clause.low)
    return bool(_NEW_DAY.search(before) or moved_for)


def _days(sentence: Sentence, clause: Clause, today: date) -> tuple[date, ...]:
    """The days that the first day named may be, the nearest to today first."""
    named = [day for day in clause.marks.days if not _is_new(sentence, clause, day)]
    if not named:
        return ()
    found = {
        each
        for lean, each in ((Lean.PAST, named[0].day.past(today)), (Lean.COMING, named[0].day.coming(today)))
        if isinstance(each, date) and named[0].lean in (None, lean)
    }
    return tuple(sorted(found, key=lambda day: (abs((day - today).days), day)))
