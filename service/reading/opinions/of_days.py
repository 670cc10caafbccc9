"""A second opinion on days: how likely a day that is told is that of a meeting held, or of the next.

It counts where the clause of a day says nothing of meeting, or where nearly everything speaks against what it says
(second_opinion.py tells how opinions are learned).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from service.reading.clauses.clauses import Clause, Sense
from service.reading.clauses.turns import CORRECTS, GIVEN_UP, MOVED
from service.reading.days.dates import DayMention
from service.reading.opinions import features, weights
from service.reading.patterns.cued import Cued
from service.reading.prose.text import Sentence

FOR_A_DAY, AGAINST_RULES, AFTER_A_NO, ANOTHER = 1.5, 2.0, 4.0, 2.0
"""From which on a day is a meeting's though its clause says nothing of one; though it says something else; though none
was held, as was told; and though another is known, or this is told as one to come."""
AGAINST_A_PLAN = -3.0
"""Below which a day told as planned is no next meeting's."""
AGAINST_A_DAY, AGAINST_AT_LAST, FAR_BELOW = -2.0, 0.0, 3.0
"""Below which a day beside others is none of a meeting, if it stands so far below the best: while it is told, when it
may yet be a correction, and when all has been."""


class DaysWeighed:
    """What speaks for each day of a reply sent `today` being that of a meeting held, and that of the next: weighed when
    it is first asked for."""

    def __init__(self, today: date) -> None:
        self.today = today
        self._known: dict[tuple[int, int], tuple[float, float]] = {}

    def of(self, sentence: Sentence, clause: Clause, days: Iterable[DayMention]) -> list[tuple[float, float]]:
        """Of days in a clause of a sentence, which is kept as long as this is."""
        return [self._of(sentence, clause, mention) for mention in days]

    def _of(self, sentence: Sentence, clause: Clause, mention: DayMention) -> tuple[float, float]:
        place = id(sentence), mention.start
        if place not in self._known:
            speaks = weights.DAY.speaks(features.of_day(sentence, mention, clause, self.today))
            self._known[place] = speaks.real, speaks.imag
        return self._known[place]


def reconsidered(
    sentence: Sentence, clauses: list[Clause], weighed: DaysWeighed, known: frozenset[Sense]
) -> list[Clause]:
    """The clauses, those that say nothing of meeting with the sense that their days speak for. `known`: the senses of
    which a day has been told, and NOT_HELD where no meeting is said to have been held."""
    senses = {clause.sense for clause in clauses if clause.marks.days}
    if not senses:
        return clauses
    known |= {*senses, *(clause.sense for clause in clauses if clause.sense is Sense.NOT_HELD)}
    return [_reconsidered(sentence, clause, weighed, known) for clause in clauses]


def _reconsidered(sentence: Sentence, clause: Clause, weighed: DaysWeighed, known: frozenset[Sense]) -> Clause:
    if clause.sense is Sense.PLANNED and sentence.question is None:
        return _planned_after_all(sentence, clause, weighed, told_no=Sense.NOT_HELD in known)
    may_be_held = Sense.HELD not in known or clause.sense is Sense.NONE or clause.verbless
    may_be_next = Sense.PLANNED not in known and clause.sense is not Sense.OTHER
    if clause.sense in (Sense.HELD, Sense.PLANNED) or not (may_be_held or may_be_next):
        return clause
    plain = AGAINST_RULES if clause.sense is Sense.OTHER else FOR_A_DAY
    enough = (
        max(plain, AFTER_A_NO) if Sense.NOT_HELD in known else max(plain, ANOTHER) if Sense.HELD in known else plain
    )
    for mention in clause.marks.days:
        gone = may_be_held and isinstance(mention.day.past(weighed.today), date)
        ahead = may_be_next and isinstance(mention.day.coming(weighed.today), date)
        if not (gone or ahead):
            continue
        ((held, planned),) = weighed.of(sentence, clause, [mention])
        if gone and held >= enough and planned <= -FOR_A_DAY:
            return clause._replace(sense=Sense.HELD)
        if ahead and planned >= FOR_A_DAY and held <= -FOR_A_DAY and not GIVEN_UP.search(clause.low):
            return clause._replace(sense=Sense.PLANNED)
    return clause


_IS_COMING = Cued(r"(?:\b(?:is|are|am)|'s|'re|'m)\s+coming\b")


def _planned_after_all(sentence: Sentence, clause: Clause, weighed: DaysWeighed, *, told_no: bool) -> Clause:
    """A clause told as a plan, unless nearly all speaks for its days being those of meetings held, or against any being
    the next one's."""
    days = clause.marks.days
    if not days or MOVED.search(clause.low) or _IS_COMING.search(clause.low) or CORRECTS.search(sentence.low):
        return clause
    if not all(isinstance(mention.day.coming(weighed.today), date) for mention in days):
        return clause
    scores = weighed.of(sentence, clause, days)
    told_of_it = clause.verbless and (clause.marks.lengths or clause.marks.formats or clause.marks.times or told_no)
    if not told_of_it and all(planned < AGAINST_A_PLAN and held < FOR_A_DAY for held, planned in scores):
        return clause._replace(sense=Sense.OTHER)
    if told_no or not all(isinstance(mention.day.past(weighed.today), date) for mention in days):
        return clause
    gone = all(held >= ANOTHER and planned <= -FOR_A_DAY for held, planned in scores)
    return clause._replace(sense=Sense.HELD) if gone else clause


def far_below(scores: Sequence[float], against: float) -> list[bool]:
    """Which of several days, by what speaks for each, is none of a meeting."""
    best = max(scores)
    return [score <= against and score <= best - FAR_BELOW for score in scores]
