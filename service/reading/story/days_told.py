"""The days that were told of meetings held, weighed against each other: which of them is most likely none."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from service.reading.clauses import others
from service.reading.clauses.clauses import Clause, Sense
from service.reading.clauses.marks import Marks
from service.reading.days.dates import DayMention, When
from service.reading.opinions.of_days import AGAINST_A_DAY, AGAINST_AT_LAST, DaysWeighed, far_below
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


def is_of_others(clause: Clause) -> bool:
    """Whether a clause is about a meeting of others, or about a journey or a deadline."""
    low = clause.low
    return clause.sense is Sense.OTHER and bool(
        others.have_a_meeting(low) or others.is_next_of_theirs(low) or _ELSEWHERE.search(low)
    )


@dataclass(slots=True)
class _DayOf:
    """A day told of a meeting, and where. `filled`: its sentence had told of the meeting before it told the day."""

    event: Event
    sentence: Sentence
    clause: Clause
    mention: DayMention
    filled: bool = False


class SpokenOf(NamedTuple):
    """A day that a reply speaks of. `past`, `coming`: when it is, if gone and if to come; `held`, `planned`: what
    speaks for it being that of a meeting held, and of the next; `as_held`, `as_planned`: the same less what speaks
    against it by what its clause says of meeting."""

    sentence: Sentence
    marks: Marks
    clause: Clause
    mention: DayMention
    past: When
    coming: When
    held: float
    planned: float
    as_held: float
    as_planned: float


class DaysTold:
    """Keeps where each day was told. Nothing is weighed while one day only is told, as by most replies; nor in what
    answers another letter than a check-in, for which nothing is kept."""

    def __init__(self, weighed: DaysWeighed, told: Told) -> None:
        self._weighed, self._told = weighed, told
        self._today = weighed.today
        self._known: list[_DayOf] = []
        self._heard: list[tuple[Sentence, list[Clause], Marks]] = []
        self._all_spoken_of: list[SpokenOf] | None = None

    def hear(self, sentence: Sentence, clauses: list[Clause], marks: Marks) -> None:
        """Keep a sentence that speaks of days, no more than `may_weigh` allows."""
        self._heard.append((sentence, clauses, marks))
        self._all_spoken_of = None

    def may_weigh(self, marks: Marks) -> bool:
        """Whether no more days have been told, here and before, than any reply tells of; each that is weighed costs."""
        return len(marks.days) <= _MOST and len(self._heard) < _MOST

    def likeliest(self, enough: float = SURE) -> date | None:
        """The day gone by on which they most likely met, though no clause says so."""
        found = [(each.as_held, each.past) for each in self.spoken_of() if each.as_held > enough]
        gone = [(speaks, when) for speaks, when in found if isinstance(when, date) and when <= self._today]
        return max(gone, default=(0.0, None), key=lambda each: each[0])[1]

    def likeliest_next(self) -> SpokenOf | None:
        """The day on which they most likely meet next, though no clause says so."""
        found = [each for each in self.spoken_of() if each.as_planned > LIKELY and isinstance(each.coming, date)]
        return max(found, key=lambda each: each.as_planned, default=None)

    def best(self) -> tuple[float, float]:
        """What speaks for the likeliest day gone by being a meeting's, and for the likeliest ahead being the next's."""
        held = (each.as_held for each in self.spoken_of() if isinstance(each.past, date))
        planned = (each.as_planned for each in self.spoken_of() if isinstance(each.coming, date))
        return max(held, default=-math.inf), max(planned, default=-math.inf)

    def spoken_of(self) -> list[SpokenOf]:
        """Each day that is spoken of, weighed once."""
        if self._all_spoken_of is None:
            self._all_spoken_of = list(self._weigh())
        return self._all_spoken_of

    def _weigh(self) -> Iterator[SpokenOf]:
        for sentence, clauses, marks in self._heard:
            for clause in clauses:
                if not (days := clause.marks.days):
                    continue
                scores = self._weighed.of(sentence, clause, days)
                sense = Sense.NOT_HELD if _CANNOT.search(clause.low) else clause.sense
                against, against_next = AGAINST.get(sense, (0.0, 0.0))
                if is_of_others(clause):
                    against, against_next = OF_OTHERS
                for mention, (held, planned) in zip(days, scores, strict=True):
                    when = mention.day.past(self._today), mention.day.coming(self._today)
                    less = held - against, planned - against_next
                    yield SpokenOf(sentence, marks, clause, mention, *when, held, planned, *less)

    def note(self, event: Event, sentence: Sentence, clause: Clause, mention: DayMention, filled: bool) -> None:
        """Keep that a meeting was on a day; `filled`: its sentence had told of it before."""
        if len(self._known) < _MOST:
            self._known.append(_DayOf(event, sentence, clause, mention, filled=filled))

    def unlikely(self, sentence: Sentence, clause: Clause, days: Sequence[DayMention]) -> list[DayMention]:
        """The days of a clause that are most likely none of a meeting, since another day of the reply is."""
        before = self._dated()
        if not days or len(before) + len(days) < 2 or len(self._known) + len(days) > _MOST:
            return []
        scores = [held for held, _ in self._weighed.of(sentence, clause, days)]
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
        return self._weighed.of(each.sentence, each.clause, [each.mention])[0][0]
