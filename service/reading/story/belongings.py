"""Which of the meetings in mind a length, a way of meeting or a time of day belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from service.reading.clauses.clauses import Clause, Sense
from service.reading.clauses.formats import FormatMention
from service.reading.clauses.marks import Marks
from service.reading.clauses.turns import CORRECTS, ENDED_UP
from service.reading.days.lengths import LengthMention
from service.reading.days.times import SpanMention
from service.reading.patterns.cued import Cued
from service.reading.prose.text import Sentence
from service.reading.story.meetings import Event, Told

T = TypeVar("T")
_SHARED = Cued(
    r"\b(?:each|both|every|all\s+(?:of\s+them|two|three|four|by|via|in|on|over|at|were|about\s+\w+\s+(?:min|hour))|apiece|a\s+(?:pop|piece|go|time)(?=\W|$)|either\s+time|respectively|always|as\s+always|the\s+(?:two|"
    r"three)\s+(?:meetings|times))\b"
)
_DITTO = Cued(r"\b(?:ditto|likewise|same\s+(?:way|again|here|thing|deal|format|arrangement))\b")
_NTH = {
    "first": 0,
    "former": 0,
    "earlier": 0,
    "1st": 0,
    "second": 1,
    "2nd": 1,
    "latter": -1,
    "last": -1,
    "later": -1,
    "third": 2,
    "3rd": 2,
    "fourth": 3,
}
WHICH = re.compile(
    r"(?:\b(?:the|our|that)\s+(?P<nth>first|second|third|fourth|former|latter|other|1st|2nd|3rd|last|"
    r"earlier|later)\b|(?:^|[;,]\s)\W*(?P<nth2>first|second|third)\b)"
    r"(?=\W*$|\s*[,:(–—-]|\s+(?:one|meeting|time|date|day|occasion|session|call|chat|conversation|lunch|"
    r"coffee|zoom|was|were|we|he|she|i|it|on|ran|ended|lasted|by|about|over|walk|visit|in|at|to|via|a|an|"
    r"half|for|went|with|up|around|only|just|not|\d)\b)"
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in a sentence from which on a certain meeting is meant."""

    start: int
    end: int
    event: Event


def owner(place: int, anchors: list[Anchor]) -> Event:
    """The meeting that is meant at a place: that of the nearest anchor before it, else of the first."""
    return next((anchor.event for anchor in reversed(anchors) if anchor.start <= place), anchors[0].event)


class Belongings:
    """Gives what a sentence says to the meetings it is said of. `anchors`: the places of the sentence at hand that say
    which meeting is meant."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self.anchors: list[Anchor] = []

    def find(self, sentence: Sentence, paired: list[Anchor]) -> list[Anchor]:
        """The places that say which meeting is meant: its day, or, among several, "the first", "the other"."""
        events = self._told.events
        self.anchors = paired
        if len(events) < 2 or len(paired) > 1:
            return paired
        ordered = sorted(events, key=lambda event: event.day if isinstance(event.day, date) else date.max)
        found = list(paired)
        for which in WHICH.finditer(sentence.low):
            nth = which["nth"] or which["nth2"]
            place = 1 if nth == "other" else _NTH[nth]
            if place < len(ordered) and all(anchor.event is not ordered[place] for anchor in found):
                found.append(Anchor(which.start(), which.end(), ordered[place]))
        self.anchors = sorted(found, key=lambda anchor: anchor.start)
        return self.anchors

    def give(self, sentence: Sentence, clauses: list[Clause], marks: Marks, focus: list[Event]) -> None:
        """Give the lengths, ways of meeting and times of a sentence that tells of meetings held."""
        if not focus:
            return
        if marks.lengths or marks.spans or marks.formats or marks.times:
            self._give(sentence, clauses, marks, focus)
        self._ditto(sentence, focus)

    def _give(self, sentence: Sentence, clauses: list[Clause], marks: Marks, focus: list[Event]) -> None:
        held = [(clause.start, clause.end) for clause in clauses if clause.sense is Sense.HELD]
        loose = [clause for clause in clauses if clause.sense is Sense.NONE] if held else []
        anywhere = [*held, *((clause.start, clause.end) for clause in loose)]
        fragments = [*held, *((clause.start, clause.end) for clause in loose if clause.verbless)]
        spoken: list[LengthMention | SpanMention] = [*marks.lengths, *marks.spans]
        for places in (held, anywhere) if spoken else ():
            lengths = [(mark.start, mark.minutes) for mark in spoken if _inside(mark.start, places)]
            if places is held or any(event.minutes is None for event in focus):
                self._give_lengths(sentence, self._shared(sorted(lengths), sentence, clauses, focus))
        formats = [mark for mark in marks.formats if _inside(mark.start, fragments)]
        if firm := [(mark.start, mark) for mark in formats if not mark.weak]:
            self._give_formats(sentence, list(self._shared(firm, sentence, clauses, focus)))
        for event in focus if formats else ():
            event.weak_format = event.weak_format or next((mark.format for mark in formats if mark.weak), None)
        begins = [*(span.begins for span in marks.spans), *marks.times]
        clock = next((said for said in begins if _inside(said.start, held)), None)
        focus[-1].clock = clock if marks.spans else focus[-1].clock or clock

    def _give_lengths(self, sentence: Sentence, shared: Iterable[tuple[int, int, Event]]) -> None:
        for start, minutes, event in shared:
            before = sentence.low[:start]
            if event.minutes is None or ENDED_UP.search(before) or CORRECTS.search(before):
                event.minutes = minutes
                self._told.note("duration_minutes", sentence.text[max(0, start - 12) : start + 24])

    def _give_formats(self, sentence: Sentence, shared: list[tuple[int, FormatMention, Event]]) -> None:
        """A mere place gives way to a service or a telephone named of the same meeting."""
        for place in (False, True):
            for start, mark, event in shared:
                if mark.place is place and event.format is None:
                    event.format = mark.format
                    self._told.note("format", sentence.text[start : start + 30])

    def _ditto(self, sentence: Sentence, focus: list[Event]) -> None:
        """ "Nov 9 (ditto)": what was said of the meeting told before it holds of this one too."""
        if not _DITTO.search(sentence.low) or len(self._told.events) < 2:
            return
        for before, event in zip(self._told.events, self._told.events[1:], strict=False):
            if event in focus:
                event.format = event.format or before.format
                event.minutes = event.minutes or before.minutes

    def _shared(
        self, said: list[tuple[int, T]], sentence: Sentence, clauses: list[Clause], focus: list[Event]
    ) -> Iterable[tuple[int, T, Event]]:
        """(place, value, meeting): whose each value is. In order where there are as many as days; everybody's where one
        stands before or behind all days, or "each" is said; else that of the day in its clause, or before it."""
        anchors = self.anchors
        if len(anchors) < 2:
            events = [anchor.event for anchor in anchors] or focus
            if len(said) == len(events) > 1:
                return [(start, value, event) for (start, value), event in zip(said, events, strict=True)]
            if _SHARED.search(sentence.low) and len(self._told.events) > 1:
                events = self._told.events
            return [(start, value, event) for start, value in said for event in events]
        if len(said) == len(anchors):
            return [(start, value, anchor.event) for (start, value), anchor in zip(said, anchors, strict=True)]
        if len(said) == 1:
            start, value = said[0]
            outside = start > anchors[-1].end or start < anchors[0].start
            if _SHARED.search(sentence.low) or (outside and not _beside(start, anchors, clauses)):
                return [(start, value, anchor.event) for anchor in anchors]
        return [(start, value, _beside(start, anchors, clauses) or owner(start, anchors)) for start, value in said]


def _inside(place: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(left <= place < right for left, right in spans)


def _beside(place: int, anchors: list[Anchor], clauses: list[Clause]) -> Event | None:
    """The meeting whose day alone stands in the clause of the place, where that clause tells more than the day."""
    clause = next((clause for clause in clauses if clause.start <= place < clause.end), None)
    mine = [anchor for anchor in anchors if clause and clause.start <= anchor.start < clause.end]
    return (
        mine[0].event if len(mine) == 1 and clause is not None and not _is_last_day(mine[0], anchors, place) else None
    )


def _is_last_day(anchor: Anchor, anchors: list[Anchor], place: int) -> bool:
    """Whether the place stands behind the last of several days, where a word is often said of them all."""
    return anchor is anchors[-1] and place > anchor.end
