"""A day that was told and is another on second thought: taken back, corrected, doubted, told otherwise by the other."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from service.reading.clauses.clauses import Sense
from service.reading.clauses.marks import Marks
from service.reading.clauses.turns import CORRECTS
from service.reading.days.dates import DayMention, Lack, Weekday
from service.reading.patterns.cued import AnyOf, Cued
from service.reading.prose.text import Sentence
from service.reading.prose.words import MONTH, WEEKDAY
from service.reading.story.meetings import Told
from service.reading.story.senses import Senses

_FEW = 4
"""Words of a sentence that may be nothing but a correction."""
_OR_ELSE = Cued(r"^\W*or\s+(?:maybe\s+|perhaps\s+|possibly\s+|was\s+it\s+)?(?:on\s+)?")
_NEAR = 20
"""Characters within which the day of an "or" stands."""
_TAKES_BACK = Cued(
    rf"^\W*(?:no|wait|sorry|oops|hm+|er|actually)\b\W+(?:no\W+)?(?:that|it|(?:the\s+)?{WEEKDAY})(?:'s|\s+was|\s+is)\b(?=[^.]{{1,40}}\W*$)(?!.*\d)"
)
"""That the day just named was another one's ("No - that was the holiday.")."""
_ON_SECOND_THOUGHT = Cued(
    r"\b(?:hold\s+on|hang\s+on|wait|forgive\s+me|sorry(?!\s+(?:for|about|to|it's|i|we|this))|pardon(?:\s+me)?|excuse\s+me|nope|no(?=\s*[,:;.–—-]|\s+(?:wait|sorry|actually|hang|hold|it|that|i)\b)|tell\s+a\s+lie|i\s+lie|correction|on\s+second\s+thoughts?|"
    r"let\s+me\s+(?:check|look|see)|(?:look(?:ing|ed)?|check(?:ing|ed)?)\s+(?:(?:at|in)\s+)?(?:my|the|our)\s+(?:calendar|diary|planner|book|notes?|receipts?|phone|texts?|messages?|e?-?mails?|photos?))\b"
    r"[^?]{0,60}?\b(?:it|that)\s+was\s+(?:on\s+|a\s+)?(?:the\s+)?(?=\S)"
)
"""That the day told was another."""
_STRIKE_THAT = re.compile(r"^\W*(?:strike|scratch|forget)\s+that\b")
_WROTE = Cued(
    r"\b(?:i|we)\s+(?:(?:had|have)\s+)?(?:wrote|written|said|told\s+you|reported|put\s+down)\b.*\b(?:met|meeting|saw)\b"
)
_IT_WAS = re.compile(
    rf"^\W*(?:but\s+|no\W+|actually\W+|in\s+fact\W+)?(?:it|that)\s+(?:was|should\s+be|is)\s+(?:on\s+)?(?:the\s+)?(?:\d|{WEEKDAY}\b|{MONTH})"
)
"""So begins what takes back what the writer wrote before: "I wrote that we met on the 14th. It was the 15th"."""
_SAYS_IT_WAS = Cued(
    r"\b(?!(?:i|we)\b)[\w'-]+\s+(?:says|said|thinks|reckons|swears|insists|believes|claims|maintains|tells\s+me|reminds\s+me|says\s+to\s+tell\s+you)\s+"
    r"(?:that\s+)?(?:it|that|our\s+\w+)\s+(?:was|had\s+been)\b"
)
_CONCEDES = re.compile(
    r"\b(?:she|he)(?:'s|\s+is)\s+(?:right|correct|the\s+one\s+who)\b|\bi(?:'m|\s+was)\s+(?:wrong|mistaken)\b|\bmy\s+mistake\b|\bi\s+stand\s+corrected\b"
)
_MY_BOOK = re.compile(r"\bmy\s+(?:own\s+)?(?:diary|calendar|notes?|notebook|book|planner|phone)\s+says\b")

_SECOND_THOUGHTS = AnyOf(_ON_SECOND_THOUGHT, _SAYS_IT_WAS, _OR_ELSE)


class SecondThoughts:
    """Changes the days told so far as a sentence thinks better of them. `otherwise`: the day that the other names;
    `taken_back`: days that gave way to another."""

    def __init__(self, today: date, told: Told, senses: Senses) -> None:
        self._today, self._told, self._senses = today, told, senses
        self.otherwise: date | None = None
        self.taken_back: set[date] = set()
        self._rethought: DayMention | None = None
        self._corrects = self._wrote = False

    def correcting(self, sentence: Sentence) -> bool:
        """Whether the sentence before this one took a day back, so that its own stands instead."""
        corrects = self._corrects or (self._wrote and _IT_WAS.match(sentence.low) is not None)
        few = len(sentence.low.split()) <= _FEW
        taken_back = _TAKES_BACK.match(sentence.low) is not None
        self._wrote = _WROTE.search(sentence.low) is not None
        self._corrects = (
            taken_back
            or _STRIKE_THAT.match(sentence.low) is not None
            or (few and bool(CORRECTS.search(f"{sentence.low} ")))
        )
        return corrects

    def hear(self, sentence: Sentence, marks: Marks) -> None:
        """ "It was Wednesday", "Or the 29th.", "Dana reckons it was Wednesday": the day told last may be another."""
        self._rethought = None
        if not (self.otherwise or _SECOND_THOUGHTS.is_awake(sentence.low)):
            return
        self._think_again(sentence, marks)
        if otherwise := self._told_otherwise(sentence.low, marks):
            mine = _MY_BOOK.search(sentence.low) is not None
            self.otherwise, self._told.events[0].day = otherwise, otherwise if mine else Lack.UNSURE
            self._senses.focus, self._senses.last = [self._told.events[0]], Sense.HELD
        if self.otherwise and _CONCEDES.search(sentence.low):
            self._told.events[0].day, self.otherwise = self.otherwise, None
        if not (_OR_ELSE.match(sentence.low) and marks.days) or marks.days[0].start > _NEAR:
            return
        if self._senses.last is Sense.HELD and self._senses.focus:
            self._senses.focus[-1].day = Lack.UNSURE
        elif self._senses.last is Sense.PLANNED and self._told.plans:
            self._told.plans = [replace(self._told.plans[-1], day=Lack.UNSURE)]

    def passes_over(self, day: DayMention) -> bool:
        """Whether a day is named beside the right one only, for what it was ("no, Tuesday. Monday was choir")."""
        if self._rethought is not None and day is not self._rethought:
            return True
        weekdays = {taken.weekday() for taken in self.taken_back}
        return day.day.past(self._today) in self.taken_back or (
            isinstance(day.day, Weekday) and day.day.weekday in weekdays
        )

    def _think_again(self, sentence: Sentence, marks: Marks) -> None:
        """ "Hold on, I'm looking at my calendar: it was Wednesday": the day of the meeting just told is another."""
        said = _ON_SECOND_THOUGHT.search(sentence.low)
        in_mind = self._senses.focus if self._senses.last is Sense.HELD else self._told.events[:2]
        only = self._senses.last is Sense.HELD or len(in_mind) == 1
        event = in_mind[-1] if said and in_mind and only else None
        mention = next((day for day in marks.days if said and -4 <= day.start - said.end() <= 1), None)
        if event is None or mention is None or not isinstance(event.day, date):
            return
        if sentence.low.startswith(" that ", mention.end):  # "it was the 12th that she got the offer"
            return
        when = mention.day.past(self._today)
        if isinstance(when, date) and when != event.day:
            self.taken_back.add(event.day)
            event.day, self._rethought = when, mention

    def _told_otherwise(self, low: str, marks: Marks) -> date | None:
        """Another day that somebody names for the one meeting told."""
        said = _SAYS_IT_WAS.search(low)
        if said is None or len(self._told.events) != 1 or len(marks.days) != 1 or marks.days[0].start < said.end():
            return None
        known, when = self._told.events[0].day, marks.days[0].day.past(self._today)
        return when if isinstance(known, date) and isinstance(when, date) and when != known else None
