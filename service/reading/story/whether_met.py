"""Whether they met: what rules found is weighed against all else that was told.

Rules decide where a meeting is told outright. Elsewhere what they found is one sign among others, as how the reply is
worded or how likely its days are, and what each is worth was learned from replies judged by models that had not seen
them (bench/train_verdict.py). Where an answer is too unlikely, the writer is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from service.domain import Doubt
from service.reading.clauses import hints
from service.reading.clauses.clauses import Sense
from service.reading.opinions import second_opinion
from service.reading.opinions.second_opinion import ENOUGH, IN_A_FEW_WORDS, OF_NONE_TOLD, TOO_LITTLE
from service.reading.opinions.weights import above
from service.reading.prose.text import Sentence
from service.reading.story.meetings import Event, Told
from service.reading.story.story import Story
from service.reading.values import Context

_YES = re.compile(
    r"\W*(?:yes|yep|yeah|yup|yessir|we\s+did|i\s+(?:think|believe|guess)\s+so|indeed|oui|si|sí|ja|affirmative|sure\s+did|twice|once)\b"
)
_SAYS_YES = re.compile(r"\b(?:yes|yep|yeah|yup|we\s+did|indeed|oui|sí|ja)\b")
_NO = re.compile(r"\W*(?:no|nope|nah|not|never|none|nothing|alas|unfortunately|sadly|non|nein)\b")

_SO_NO = re.compile(r"\bso,?\s+no\W*$")
"""How the first question is answered at the end of what is told."""
_SPEAKS = (-8.0, -6.0, -4.0, -2.5, -1.0, 0.0, 1.0, 2.5, 4.0, 6.0, 8.0)
_DAYS_SPEAK = (-50.0, -4.0, -2.0, -1.0, 0.0, 1.0, 2.0, 4.0)
"""Nats by which it counts whether more speaks for something."""
_A_LINE = 30
"""Words of a line or two."""
_FEW, _SENTENCES = 3, 10
"""Beyond which one more of something tells no more, and one sentence more."""


@dataclass(slots=True)
class WhetherMet:
    """A reply that was heard to its end. `first_answer`: what stands under the first question, in lower case;
    `began_with_no`: its first sentence answers it so; `rated`, `asks`: it gives a rating, asks the coordinator."""

    story: Story
    sentences: Sequence[Sentence]
    context: Context
    first_answer: str = ""
    began_with_no: bool = False
    rated: bool = False
    asks: bool = False

    @property
    def told(self) -> Told:
        return self.story.told

    def decided(self) -> bool | None:
        """Whether they met, None where that is not said; where it is in doubt, that is noted in what was told."""
        if self.told.doubted:
            return None
        found = met = self.by_rules()
        if self.is_open(found):
            if self._is_yet_to_come() or self._is_a_rating_alone():
                return None
            enough = OF_NONE_TOLD if self._is_none_told(found) else ENOUGH
            least = TOO_LITTLE if self._is_more_than_a_line() else IN_A_FEW_WORDS
            met, self.told.doubted = second_opinion.verdict(self.signs(found), found, enough, least)
        if met and not self.told.events:
            self.told.events.append(Event(None if found else self.story.days.likeliest()))
        return met

    def is_open(self, found: bool | None) -> bool:
        """Whether more than what rules `found` is to be looked at."""
        return self.context.tells_freely and not self._is_told_outright(found)

    def _is_none_told(self, found: bool | None) -> bool:
        """Whether no more than a coming meeting is told, or nothing but a request."""
        if found is False:
            return {*self.told.senses} == {Sense.PLANNED}
        return found is None and self.asks and not self.told.senses

    def _is_more_than_a_line(self) -> bool:
        return sum(len(each.low.split()) for each in self.sentences) >= _A_LINE

    def _is_yet_to_come(self) -> bool:
        """Whether nothing is told but that an answer follows."""
        told_of_any = self.told.events or self.told.not_held
        return not told_of_any and any(hints.ANSWER_FOLLOWS.search(each.low) for each in self.sentences)

    def _is_a_rating_alone(self) -> bool:
        """Whether nothing is told but how useful it was; of what is to be asked."""
        return self.rated and len(self.sentences) == 1 and not self.told.senses

    def by_rules(self) -> bool | None:
        """By a meeting told, by yes or no to the question, by what is told instead."""
        told = self.told
        if told.events and (told.strong or self._is_well_told() or not told.not_held or self.story.last is Sense.HELD):
            return True
        if told.events and not told.denied and self.context.tells_freely and self.story.days.is_one_sure():
            return True
        if _YES.match(self.first_answer):
            return True
        if _NO.match(self.first_answer) or told.not_held or told.written_only or self.began_with_no:
            return False
        return False if told.planned and not told.hinted and not self._asked_elsewhere() else None

    def _is_told_outright(self, found: bool | None) -> bool:
        """Whether a meeting is told and nothing against it, or none and nothing for it, or the answer is yes."""
        told = self.told
        if found is False:
            plain = told.not_held and not (told.events or told.hinted or told.outright)
            return plain or any(_SO_NO.search(each.low) for each in self.sentences)
        if not found or _SAYS_YES.search(self.first_answer):
            return found is True
        if told.not_held or told.denied:
            return False
        well_told = (told.strong and self._has_day()) or self._is_well_told()
        return (told.outright and self._has_day()) or (well_told and self.story.days.is_one_likely())

    def _has_day(self) -> bool:
        return any(isinstance(event.day, date) for event in self.told.events)

    def _is_well_told(self) -> bool:
        """Whether a day is told of a meeting, and how long it was or how they met."""
        return any(event.day is not None and (event.minutes or event.format) for event in self.told.events)

    def _asked_elsewhere(self) -> bool:
        """Whether our letter asked something else than having met: then a coming day alone says no "no"."""
        asked = self.context.asked
        return bool(asked or self.context.correcting) and not asked & {Doubt.MET, Doubt.HELD_ON}

    # -- what it is weighed by

    def signs(self, found: bool | None) -> list[str]:
        """All that tells whether they met, where rules `found` so."""
        return [*self._of_rules(found), *self._counts(), *self._speaking(found)]

    def _of_rules(self, found: bool | None) -> Iterator[str]:
        told, rules = self.told, _NAMES[found]
        likely = self.story.days.is_one_likely()
        yield from (f"rules {rules}", f"rules {rules} likely {likely}", f"rules {rules} not {told.not_held}")
        yield f"rules {rules} planned {told.planned}"
        is_so = {
            "strong": told.strong,
            "outright": told.outright,
            "denied": told.denied,
            "not": told.not_held,
            "written": told.written_only,
            "hinted": told.hinted,
            "planned": told.planned,
            "well": self._is_well_told(),
            "began": self.began_with_no,
            "likely": likely,
            "sure": self.story.days.is_one_sure(),
            "long": any(event.minutes for event in told.events),
            "how": any(event.format for event in told.events),
            "rated": self.rated,
            "asks": self.asks,
            "answers": bool(self.first_answer),
        }
        yield from (f"{name} {so}" for name, so in is_so.items())

    def _counts(self) -> Iterator[str]:
        senses = [sense.name for sense in self.told.senses]
        first, last = (senses[0], senses[-1]) if senses else ("", "")
        yield from (f"first {first}", f"last {last}", f"{first} {last}")
        counts = {name: senses.count(name) for name in ("HELD", "NOT_HELD", "PLANNED")}
        counts["events"] = len(self.told.events)
        counts["days"] = sum(isinstance(event.day, date) for event in self.told.events)
        yield from (f"{name} {min(_FEW, count)}" for name, count in counts.items())
        yield f"sentences {min(_SENTENCES, len(self.sentences))}"

    def _speaking(self, found: bool | None) -> Iterator[str]:
        by_its_words = second_opinion.having_met(self.sentences)
        yield from above("speaks", by_its_words, _SPEAKS)
        yield from above(f"rules {_NAMES[found]} speaks", by_its_words, _SPEAKS)
        held, planned = self.story.days.best()
        yield from (*above("held", held, _DAYS_SPEAK), *above("next", planned, _DAYS_SPEAK))


_NAMES = {True: "met", False: "unmet", None: "unsaid"}
