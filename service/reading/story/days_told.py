"""The days that were told of meetings held, weighed against each other: which of them is most likely none."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from service.reading.clauses import others
from service.reading.clauses.clauses import Clause, Sense
from service.reading.clauses.marks import Marks
from service.reading.days.dates import DayMention, When
from service.reading.opinions.second_opinion import AGAINST_A_DAY, AGAINST_AT_LAST, far_below, of_days
from service.reading.prose.text import Sentence
from service.reading.story.meetings import Event, Told

SURE, LIKELY, PERHAPS = 1.0, 1.0, -1.0
"""Nats that must speak for a day to be a meeting's where no clause gives it to one, or where it is said, too, that none
was held: for one held, for the next, and for one that was held on a day that is not told."""
AGAINST = {Sense.OTHER: (0.5, 1.0), Sense.NOT_HELD: (0.0, 4.0)}
"""How many more where its clause says something else, or that none is: for a meeting held, and for the next."""
OF_OTHERS = (2.0, 4.0)
"""How many speak in vain for a meeting held, and for the next, where the clause is about a meeting of others, a journey
or a deadline."""
_CANNOT = re.compile(r"\b(?:won't|will\s+not|can't|cannot|can\s+not|couldn't|unable|no\s+longer)\b")
_ELSEWHERE = re.compile(
    r"\b(?:trips?|flights?|deadlines?|symposium|conference|webinar|workshop|retreat|due|vacation|holiday|(?:back|home)\s+from|(?:is|am|are|'s|'m|be)\s+back\s+(?:on|by|in)|returns?\s+(?:from|it|my|her|his|the(?!\s+(?:visit|favou?r|call)\b)))\b|\b(?:may|might)\s+(?:have\s+to|be)\b"
)
_MOST = 32
"""Days that are weighed; no reply that is one tells of more."""


def _of_others(low: str) -> bool:
    """Whether a clause is about a meeting of others, or about a journey or a deadline."""
    return bool(others.have_a_meeting(low) or others.is_next_of_theirs(low) or _ELSEWHERE.search(low))


@dataclass(slots=True)
class _DayOf:
    """A day told of a meeting, and where. `speaks`: what speaks for it, once that has been asked; `filled`: its
    sentence had told of the meeting before it told the day."""

    event: Event
    sentence: Sentence
    clause: Clause
    mention: DayMention
    speaks: float | None = None
    filled: bool = False


_Scored = tuple[float, float, When, tuple[Sentence, Marks], DayMention]
"""What speaks for a day being that of a meeting held, and of the next; the day if it is gone, and where it is told."""


class DaysTold:
    """Keeps where each day was told. Nothing is weighed while one day only is told, as by most replies; nor in what
    answers another letter than a check-in, for which nothing is kept."""

    def __init__(self, today: date, told: Told) -> None:
        self._today, self._told = today, told
        self._known: list[_DayOf] = []
        self._spoken_of: list[tuple[Sentence, list[Clause], Marks]] = []
        self._scores: list[_Scored] | None = None

    def hear(self, sentence: Sentence, clauses: list[Clause], marks: Marks) -> None:
        """Keep a sentence that speaks of days."""
        if marks.days and self.may_weigh(marks):
            self._spoken_of.append((sentence, clauses, marks))
            self._scores = None

    def may_weigh(self, marks: Marks) -> bool:
        """Whether no more days have been told, here and before, than any reply tells of; each that is weighed costs."""
        return len(marks.days) <= _MOST and len(self._spoken_of) < _MOST

    def likeliest(self, enough: float = SURE) -> date | None:
        """The day gone by on which they most likely met, though no clause says so."""
        found = [(held, when) for held, _, when, _, _ in self._scored() if held > enough and isinstance(when, date)]
        return max(found, default=(0.0, None), key=lambda each: each[0])[1]

    def likeliest_next(self) -> tuple[Sentence, DayMention, Marks] | None:
        """The day on which they most likely meet next, though no clause says so, and where it is told."""
        found = [
            (planned, sentence, mention, marks)
            for _, planned, _, (sentence, marks), mention in self._scored()
            if planned > LIKELY and isinstance(mention.day.coming(self._today), date)
        ]
        return max(found, key=lambda each: each[0])[1:] if found else None

    def best(self) -> tuple[float, float]:
        """What speaks for the likeliest day gone by being a meeting's, and for the likeliest ahead being the next's."""
        held = planned = -math.inf
        for speaks_held, speaks_planned, when, _, mention in self._scored():
            held = max(held, speaks_held) if isinstance(when, date) else held
            if isinstance(mention.day.coming(self._today), date):
                planned = max(planned, speaks_planned)
        return held, planned

    def _scored(self) -> list[_Scored]:
        """Each day spoken of, weighed once."""
        if self._scores is None:
            self._scores = list(self._weighed())
        return self._scores

    def _weighed(self) -> Iterator[_Scored]:
        for sentence, clauses, marks in self._spoken_of:
            for clause in clauses:
                days = clause.marks.days
                scores = of_days(sentence, clause, days, self._today)
                sense = Sense.NOT_HELD if _CANNOT.search(clause.low) else clause.sense
                against, against_next = AGAINST.get(sense, (0.0, 0.0))
                if clause.sense is Sense.OTHER and _of_others(clause.low):
                    against, against_next = OF_OTHERS
                for mention, (held, planned) in zip(days, scores, strict=True):
                    yield (
                        held - against,
                        planned - against_next,
                        mention.day.past(self._today),
                        (sentence, marks),
                        mention,
                    )

    def note(self, event: Event, sentence: Sentence, clause: Clause, mention: DayMention, filled: bool) -> None:
        """Keep that a meeting was on a day; `filled`: its sentence had told of it before."""
        if len(self._known) < _MOST:
            self._known.append(_DayOf(event, sentence, clause, mention, filled=filled))

    def unlikely(self, sentence: Sentence, clause: Clause, days: Sequence[DayMention]) -> list[DayMention]:
        """The days of a clause that are most likely none of a meeting, since another day of the reply is."""
        before = self._dated()
        if not days or len(before) + len(days) < 2 or len(self._known) + len(days) > _MOST:
            return []
        scores = [held for held, _ in of_days(sentence, clause, days, self._today)]
        best = max(map(self._score, before), default=-math.inf)
        return [day for day, far in zip(days, far_below([*scores, best], AGAINST_A_DAY), strict=False) if far]

    def settle(self) -> None:
        """Leave out the meetings whose days are most likely none, once all have been told."""
        dated = self._dated()
        if len({each.event.day for each in dated}) < 2:
            return
        scores: dict[int, float] = {}
        for each in dated:
            scores[id(each.event)] = max(scores.get(id(each.event), -math.inf), self._score(each))
        far = dict(zip(scores, far_below(list(scores.values()), AGAINST_AT_LAST), strict=True))
        filled = {id(each.event) for each in dated if each.filled}
        self._told.events[:] = [event for event in self._told.events if id(event) in filled or not far.get(id(event))]

    def is_one_likely(self) -> bool:
        """Whether more speaks for one of the days being a meeting's than against it."""
        return any(self._score(each) >= 0 for each in self._dated())

    def is_one_sure(self) -> bool:
        """Whether anything speaks for a meeting on one of the days so much that no denial outweighs it."""
        return any(self._score(each) > SURE for each in self._dated())

    def _dated(self) -> list[_DayOf]:
        return [each for each in self._known if isinstance(each.event.day, date)]

    def _score(self, each: _DayOf) -> float:
        if each.speaks is None:
            each.speaks = of_days(each.sentence, each.clause, [each.mention], self._today)[0][0]
        return each.speaks
