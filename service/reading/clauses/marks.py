"""What the grammars find in one sentence: days, times, lengths and ways of meeting, each with its place."""

from __future__ import annotations

from typing import NamedTuple

from service.reading.clauses.formats import FormatMention, find_formats
from service.reading.days.dates import DayMention
from service.reading.days.days import find_days
from service.reading.days.lengths import LengthMention, find_lengths
from service.reading.days.times import SpanMention, TimeMention, find_spans, find_times
from service.reading.patterns.cued import Cued
from service.reading.prose.text import Sentence
from service.reading.prose.words import WEEKDAY
from service.reading.values import Context


class Marks(NamedTuple):
    """What a sentence holds that the grammars found."""

    days: list[DayMention]
    times: list[TimeMention]
    spans: list[SpanMention]
    lengths: list[LengthMention]
    formats: list[FormatMention]

    @property
    def timed(self) -> list[tuple[int, int]]:
        """The places of times, spans of time and lengths."""
        timed: list[TimeMention | SpanMention | LengthMention] = [*self.times, *self.spans, *self.lengths]
        return [(mark.start, mark.end) for mark in timed]

    @property
    def kept(self) -> list[tuple[int, int]]:
        """The places that no clause may be cut in: a day goes with the time right behind it ("Dec 8, 3:30")."""
        timed = self.timed
        days = [(day.start, day.end) for day in self.days]
        joined = [(day, end) for day, behind in days for start, end in timed if 0 <= start - behind <= 3]
        return [*days, *timed, *joined]

    def within(self, start: int, end: int) -> Marks:
        """What stands in a part of the sentence; most sentences hold little, so an empty list is not gone through."""
        if not any(self):
            return self
        return Marks(
            [mark for mark in self.days if start <= mark.start < end] if self.days else [],
            [mark for mark in self.times if start <= mark.start < end] if self.times else [],
            [mark for mark in self.spans if start <= mark.start < end] if self.spans else [],
            [mark for mark in self.lengths if start <= mark.start < end] if self.lengths else [],
            [mark for mark in self.formats if start <= mark.start < end] if self.formats else [],
        )


NO_MARKS = Marks([], [], [], [], [])
_TIMELY = Cued(
    r"\d|\b(?:noon|midday|midnight)|\bo'|\bhalf\s+(?:past|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b|\bquarter\s+(?:past|to)|\bsharp\b|\bin\s+the\s+(?:morning|afternoon|evening)|\b(?:till?|until)\b|\bat\s+(?:one|two|three|four|five|"
    r"six|seven|eight|nine|ten|eleven|twelve|around|about)\b|\b(?:from|between)\s+(?:one|two|three|four|"
    r"five|six|seven|eight|nine|ten|eleven|twelve|noon)\b"
)


_NAMED_FOR_A_DAY = Cued(
    rf"^\W*(?:and\s+)?(?:the|my|her|his|that|those|our|(?:the\s+)?[a-z-]+'s)\s+{WEEKDAY}(?:-[a-z]+)?\s+(?!(?:in|at|on|of|by|via|over|with|from|for|to|we|i|she|he|it|they|"
    r"when|before|after|just|past|gone|last|next|this|then|morning|afternoon|evening|night|noon|lunch|coffee|works?|"
    r"meeting|call|chat|zoom|session|one|again|instead|as|was|is|went|and|or|but|if|since|between|around|about|half)\b)"
    r"[a-z][a-z'-]+(?:\s+(?!at\b|on\b|with\b)[a-z][a-z'-]+)?\W*$"
)
"""A thing that bears a weekday's name and is all that is said ("The Monday rota."): no day of anything."""


def marks_of(sentence: Sentence, context: Context) -> Marks:
    """Everything the grammars find in a sentence."""
    low = sentence.low
    days = (
        []
        if _NAMED_FOR_A_DAY.match(low)
        else find_days(low, sentence.text, context.day_first, bare=sentence.question in (1, 4))
    )
    timely = _TIMELY.search(low)
    return Marks(
        days,
        find_times(low) if timely else [],
        find_spans(low, frozenset(day.end for day in days)) if timely else [],
        find_lengths(low),
        find_formats(low, sentence.question == 2),
    )
