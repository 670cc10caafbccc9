"""What was said beside a meeting and claimed by no clause of it: the last resort for a length or a way of meeting.

"Although she only had an hour before the dentist we used every minute": the hour stands in a clause about the dentist,
and is the meeting's all the same. Whatever a clause of the meeting says itself comes first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.domain import Format
from service.reading.clauses.clauses import Clause, Sense
from service.reading.clauses.marks import Marks
from service.reading.patterns.cued import Cued
from service.reading.prose import lexicon as say
from service.reading.prose.text import Sentence
from service.reading.story.meetings import Event

_SHORT = 3
"""Words of a sentence that is nothing but a length or a place ("Phone.")."""
_OPENS = 2
"""Characters before a length that opens its clause: what follows is said of it ("45 minutes in her office on …")."""
_RAN_TILL = Cued(
    r"(?:^\W*|[,;]\s*(?:and\s+)?|\b(?:we|it|and)\s+)(?:ran|went|lasted|stayed|talked|finished|broke\s+up)\s+"
    r"(?:on\s+)?(?:till|til|until|to|at|by)\s+\d"
)
_EACH = Cued(r"\b(?:each|apiece|a\s+(?:pop|piece|go)|both|every\s+time|either\s+time)\b")
_SO_MANY = Cued(
    r"^\W*(?:the\s+)?(?:one|two|three|four|both|most|rest|others?)\s+(?:of\s+(?:them|those|these)\s+)?(?:was|were|took\s+place|happened)\b"
)
"""What holds of some of the meetings told, wherever nothing else is said of one ("Two were in her office, but …")."""
_TELLS_OF_MEETINGS = (None, 1, 2)
"""The questions under which a length or a place may be a meeting's."""


@dataclass(frozen=True, slots=True)
class _Spare:
    """What was left over, and the meetings in mind when it was said; none: it was said before any."""

    events: tuple[Event, ...]
    minutes: int | None = None
    format: Format | None = None
    each: bool = False


class Spares:
    """Collects what is left over, sentence by sentence, and gives it to the meetings that lack it."""

    def __init__(self) -> None:
        self._kept: list[_Spare] = []

    def keep(
        self, sentence: Sentence, clauses: Sequence[Clause], marks: Marks, focus: Sequence[Event], last: Sense
    ) -> None:
        """Keep what the sentence says and no clause of a meeting claimed. `last`: what was told of last before it."""
        told = any(clause.sense is Sense.HELD for clause in clauses)
        if sentence.question not in _TELLS_OF_MEETINGS or (last in (Sense.PLANNED, Sense.NOT_HELD) and not told):
            return
        before = not focus and len(sentence.low.split()) <= _SHORT
        if not (focus or before):
            return
        may_last = not marks.days or _RAN_TILL.search(sentence.low) is not None
        if len(marks.times) == 2 and not marks.spans and may_last and focus:
            self._kept += [_Spare(tuple(focus), minutes=minutes) for minutes in _between(marks)]
        for clause in clauses:
            mine = clause.marks
            if not _may_hold(clause, told) or (mine.days and not told):
                continue
            opens = any(said.start - clause.start <= _OPENS for said in mine.lengths)
            fragment = told or before or clause.verbless or opens
            if told or clause.verbless or not say.PRESENT.search(clause.low):
                each = _EACH.search(sentence.low) is not None
                minutes = [*(said.minutes for said in mine.lengths), *(said.minutes for said in mine.spans)]
                self._kept += [_Spare(tuple(focus), length, each=each) for length in minutes]
            if fragment:
                theirs = () if _SO_MANY.match(clause.low) else tuple(focus)
                self._kept += [_Spare(theirs, format=said.format) for said in mine.formats]

    def settle(self, events: Sequence[Event]) -> None:
        """Give each meeting that lacks a length or a way of meeting what was left over beside it."""
        for spare in self._kept:
            theirs = spare.events or tuple(events)
            if spare.minutes and (len(theirs) == 1 or spare.each):
                for event in theirs:
                    event.minutes = event.minutes or spare.minutes
            for event in theirs if spare.format else ():
                event.weak_format = event.weak_format or spare.format


def _between(marks: Marks) -> list[int]:
    """The minutes between two times of day ("Start 10:05, stop 10:50"), where they may be a meeting's."""
    first, second = (60 * said.of_day.hour + said.of_day.minute for said in marks.times)
    return [second - first] if 10 <= second - first <= 240 else []


def _may_hold(clause: Clause, told: bool) -> bool:
    """Whether what the clause says may be a meeting's that is told of elsewhere."""
    return clause.sense is Sense.NONE or (told and clause.sense is Sense.OTHER)
