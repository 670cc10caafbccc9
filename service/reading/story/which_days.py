"""Which days were those of meetings, and which is that of the next: what rules found is weighed against all else.

As with whether they met at all (whether_met.py), what each sign is worth was learned from replies judged by models that
had not seen them (bench/train_verdict.py). Where nearly all speaks for what rules found, nothing is weighed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from service.reading.clauses.clauses import Sense
from service.reading.clauses.turns import MOVED
from service.reading.days.bounds import is_bounded
from service.reading.days.dates import Lack, When
from service.reading.opinions import weights
from service.reading.opinions.weights import above
from service.reading.prose.text import Sentence
from service.reading.story.days_told import SpokenOf, is_of_others
from service.reading.story.meetings import MOST_MEETINGS, Event, Told, next_meeting
from service.reading.story.story import Story
from service.reading.values import Context

Kind = Literal["held", "next"]
ADDED, TAKEN_BACK, BESIDE, BEYOND = 1.0, -1.4, 0.6, 1.0
"""Nats above which a day is a meeting's though rules did not find it; below which it is none's though they did, and
beside a likelier one that they found; and how far beyond the one that they found another must be to be the next's
instead."""
SURE = 1.5
"""Nats below which the day of a meeting, or of the next, is asked about; the chance is four in five."""
_ONE_MORE = re.compile(
    r"\b(?:another|follow-?up|twice|both\s+times|a\s+second|second\s+(?:one|time|meeting|call|session))\b"
)
"""What tells of several meetings, so that one beside another is nothing to wonder at."""
_TWICE = re.compile(r"\b(?:twice|both\s+(?:times|meetings)|two\s+(?:times|meetings))\b")
"""What counts two of them."""
_WAS_TO_BE = re.compile(
    r"\b(?:slipp?ed|slid|cancel\w*|missed|instead|originally|planned\s+for|meant\s+to|supposed|was\s+to\s+be|were\s+to|"
    r"had\s+(?:said|set|hoped)|fell|after\s+all|only|finally|in\s+the\s+end)\b"
)
"""What tells, besides of moving one, of days that were to be a meeting's and were not."""
_PLAIN, _OUT_OF_QUESTION = 3.0, -4.0
"""Nats that speak for a day that rules found, and for one that they did not, where there is nothing to be weighed."""
_SPEAKS = (-8.0, -6.0, -4.0, -3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0, 6.0)
"""Nats by which it counts how much speaks for something."""
_AT_LENGTH = 50
"""Words of a reply that is told at length."""
_NOTHING = -9.0
"""What speaks for a day that is not told."""
_FEW = 3
"""Meetings, and other days, beyond which one more tells no more."""
_MOST_SENTENCES = 12
"""Sentences beyond which one more tells no more."""
_MOST_DAYS = 32
"""Days that are weighed; no reply that is one tells of more."""
_AWAY = (0, 3, 7, 10, 14, 21, 28, 31, 38, 50)
"""Days from the day of sending by which it counts how far a day is away."""


class Candidate(NamedTuple):
    """A day that may be a meeting's, with where it is told. `place`: how many days are told before it; `found`: rules
    found it to be one; `speaks`, `otherwise`: what speaks for it, and for its being of the other kind."""

    day: date
    told: tuple[SpokenOf, ...]
    place: int
    found: bool
    speaks: float
    otherwise: float

    @property
    def is_open(self) -> bool:
        """Whether it is likely, though rules did not find it; or unlikely, though they did."""
        return self.speaks < _PLAIN if self.found else self.speaks > _OUT_OF_QUESTION


@dataclass(slots=True)
class WhichDays:
    """The days of a reply that was heard to its end. `met`: whether they did, as was decided."""

    story: Story
    met: bool | None
    sentences: Sequence[Sentence]
    today: date
    context: Context

    @property
    def told(self) -> Told:
        return self.story.told

    def settle(self) -> None:
        """Set right the days of the meetings told, and that of the next, where enough speaks against rules."""
        self._settle_held(self.candidates("held"))
        if self._plans_what_was_held():
            self.story.plan_instead(None)
        self._settle_next(self.candidates("next"))

    def _stands(self, kind: Kind) -> bool:
        """Whether what rules found is not to be weighed: what is to be asked about, and what the writer corrected."""
        if kind == "next":
            return any(plan.same_time or plan.corrects for plan in self.told.plans)
        in_doubt = any(not (event.day is None or isinstance(event.day, date)) for event in self.told.events)
        return not self.met or in_doubt or self.story.took_back_a_day

    def candidates(self, kind: Kind) -> Candidates:
        """The days that may be of a kind; none where what rules found stands."""
        found = [event.day for event in self.told.events] if kind == "held" else [self._next()]
        told: dict[date, list[tuple[int, SpokenOf]]] = {}
        for place, each in enumerate(() if self._stands(kind) else self.story.days.spoken_of()):
            when = each.past if kind == "held" else each.coming
            if isinstance(when, date) and (when in found or self._may_be(kind, when, each)):
                told.setdefault(when, []).append((place, each))
        days = [_candidate(kind, day, spoken, day in found) for day, spoken in told.items()]
        facts = {
            "met": self.met,
            "sentences": min(_MOST_SENTENCES, len(self.sentences)),
            "meetings": min(_FEW, len(self.told.events)),
            "dated": min(_FEW, sum(isinstance(event.day, date) for event in self.told.events)),
            "next": type(found[0]).__name__ if kind == "next" else "",
        }
        return Candidates(self.today, days, frozenset(day for day in found if isinstance(day, date)), facts)

    def _may_be(self, kind: Kind, when: date, spoken: SpokenOf) -> bool:
        """Whether a day that rules did not find may be of a kind: not where it bounds something, nor where its clause
        is about others, and not on the wrong side of the day of sending, or of what the clause tells of."""
        told_of_past = spoken.clause.past and spoken.clause.sense is Sense.HELD
        on_its_side = when <= self.today if kind == "held" else when >= self.today and not told_of_past
        return on_its_side and not (is_of_others(spoken.clause) or is_bounded(spoken.sentence.low, spoken.mention))

    def _tells_of_other_days(self) -> bool:
        """Whether days may be told of something else than the meetings that rules found: in a reply at length, or where
        something fell through, was moved or is taken back. Elsewhere "lunch on the 6th, then a call on the 16th" is two
        meetings, however seldom it is said so."""
        if self.told.not_held or self.told.fallen or self.told.denied or self._is_at_length():
            return True
        return any(MOVED.search(each.low) or _WAS_TO_BE.search(each.low) for each in self.sentences)

    def _is_at_length(self) -> bool:
        """Whether it tells so much that some of its days may be other things'."""
        return sum(len(each.low.split()) for each in self.sentences) >= _AT_LENGTH

    def _plans_what_was_held(self) -> bool:
        """Whether the day planned is the very one that tells of a meeting held ("so we did it on Tuesday instead")."""
        if not any("instead" in sentence.low for sentence in self.sentences):
            return False
        held, planned = {event.day for event in self.told.events}, self._next()
        spoken = [each for each in self.story.days.spoken_of() if isinstance(planned, date) and each.coming == planned]
        return bool(spoken) and all(
            each.clause.sense is Sense.HELD and "instead" in each.clause.low and each.past in held for each in spoken
        )

    def _next(self) -> When | None:
        return next_meeting(self.told, self.today, self.context)[0]

    # -- what comes of it

    def _settle_held(self, among: Candidates) -> None:
        speaks = among.weighed(weights.HELD)
        if not speaks:
            return
        several = any(_ONE_MORE.search(each.low) for each in self.sentences)
        best = max(sorted(among.found), key=lambda day: speaks.get(day, math.inf), default=None)
        least = {day: TAKEN_BACK if several or day == best else BESIDE for day in among.found}
        taken_back = {day for day in among.found if speaks.get(day, math.inf) < least[day]}
        if taken_back and not self._tells_of_other_days():
            taken_back = set()
        added = [day for day, much in speaks.items() if much > ADDED and day not in among.found]
        for spoken in (each.told[0] for each in among.days if each.day in added):
            self.told.note("held_on", spoken.sentence.text[spoken.mention.start : spoken.mention.end])
        for event in [event for event in self.told.events if event.day in taken_back]:
            event.day = added.pop(0) if added else None
            if event.day is None and len(self.told.events) > 1:
                self.told.events[:] = [each for each in self.told.events if each is not event]
        for day in added:
            self._add(day)
        if len(self.told.events) == 2 and any(_TWICE.search(each.low) for each in self.sentences):
            return  # as many as are counted: neither is one too many
        if any(isinstance(event.day, date) and self._is_in_doubt(event.day, speaks) for event in self.told.events):
            for event in self.told.events:
                event.day = Lack.UNSURE  # "Which days did you meet?" is about them all

    def _is_in_doubt(self, day: date, speaks: Mapping[date, float]) -> bool:
        """Whether a day that is taken is worth a question: not in a few words, where there is little to mistake."""
        return speaks.get(day, SURE) < SURE and self._is_at_length()

    def _add(self, day: date) -> None:
        undated = next((event for event in self.told.events if event.day is None), None)
        if undated:
            undated.day = day
        elif len(self.told.events) < MOST_MEETINGS:
            self.told.events.append(Event(day))

    def _settle_next(self, among: Candidates) -> None:
        speaks = among.weighed(weights.NEXT)
        found = self._next() if speaks else None
        if not speaks or (isinstance(found, date) and found not in speaks):
            return  # there is nothing to be weighed, or it is told by no day of its own
        day = next_of(speaks, found)
        if day is None and not self._tells_of_other_days():
            day = found
        if isinstance(day, date) and self._is_in_doubt(day, speaks):
            self.story.doubt_next()
        elif day != found:
            told = [each for of in among.days if of.day == day for each in of.told]
            self.story.plan_instead(max(told, key=lambda each: each.planned, default=None))


def next_of(speaks: Mapping[date, float], found: When | None) -> When | None:
    """The day of the next meeting, by what speaks for each that may be, where rules `found` one of them, none, or two
    readings."""
    best = max(speaks, key=lambda day: speaks[day], default=None)
    if best is None or not (found is None or isinstance(found, date)):
        return found
    rival = -math.inf if found is None else speaks[found]
    if speaks[best] > max(ADDED, rival + BEYOND):
        return best
    return found if found is None or speaks[found] >= TAKEN_BACK else None


@dataclass(frozen=True, slots=True)
class Candidates:
    """Days that may be of one kind. `found`: those that rules found to be, by a day that is told or otherwise; `facts`:
    what else is known of the reply."""

    today: date
    days: list[Candidate]
    found: frozenset[date]
    facts: Mapping[str, object]

    def weighed(self, opinion: weights.Learned) -> dict[date, float]:
        """What speaks for each, in nats; nothing is weighed where what rules found is plain."""
        return {each.day: opinion.speaks(signs).real for each, signs in self.signs()}

    def signs(self) -> list[tuple[Candidate, list[str]]]:
        """All that tells of each whether it is a meeting's, where that is open."""
        if len(self.days) > _MOST_DAYS or not any(each.is_open for each in self.days):
            return []
        return [(each, list(dict.fromkeys(self._signs(each)))) for each in self.days]

    def _signs(self, of: Candidate) -> Iterator[str]:
        rules = "found" if of.found else "not found"
        for name, much in self._speaking(of).items():
            yield from (*above(name, much, _SPEAKS), *above(f"{rules} {name}", much, _SPEAKS))
        yield from (f"{rules} {name} {value}" for name, value in {**self.facts, **self._place(of)}.items())
        yield from (f"{rules} {said}" for spoken in of.told for said in _said(spoken))

    def _speaking(self, of: Candidate) -> dict[str, float]:
        others = [each for each in self.days if each.day != of.day]
        best = max((each.speaks for each in others), default=_NOTHING)
        best_found = max((each.speaks for each in others if each.found), default=None)
        nats = {"speaks": of.speaks, "otherwise": of.otherwise, "beyond others": of.speaks - best}
        return nats if best_found is None else nats | {"beyond found": of.speaks - best_found}

    def _place(self, of: Candidate) -> dict[str, object]:
        """Where a day stands among the others."""
        away = abs((of.day - self.today).days)
        others = [each for each in self.days if each.day != of.day]
        likeliest = max(others, key=lambda each: each.speaks, default=None)
        return {
            "others found": min(_FEW, len(self.found - {of.day})),
            "told": min(_FEW + 1, len(self.days)),
            "away": next((most for most in _AWAY if away <= most), "more"),
            "first": of.day == min(each.day for each in self.days),
            "last": of.day == max(each.day for each in self.days),
            "behind the likeliest": likeliest is not None and of.place > likeliest.place,
        }


def _candidate(kind: Kind, day: date, places: list[tuple[int, SpokenOf]], found: bool) -> Candidate:
    told = tuple(spoken for _, spoken in places)
    held, planned = max(each.as_held for each in told), max(each.as_planned for each in told)
    return Candidate(day, told, places[0][0], found, *((held, planned) if kind == "held" else (planned, held)))


def _said(spoken: SpokenOf) -> Iterator[str]:
    clause, sense = spoken.clause, spoken.clause.sense.name
    yield from (sense, f"answers {spoken.sentence.question}", f"leans {spoken.mention.lean}")
    is_so = {"past": clause.past, "strong": clause.strong, "ours": clause.ours, "verbless": clause.verbless}
    yield from (f"{sense} {name} {so}" for name, so in is_so.items())
