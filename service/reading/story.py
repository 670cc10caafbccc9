"""Sentences → the meetings told of: which were held, which fell through, which are to come, and what is said of each.

The teller keeps the meeting in mind that was spoken of last; so does `Story`: a length, a place or a topic without a
day of its own goes to the meetings in focus, and a day named again turns the focus back to its meeting.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from service.reading import lexicon as say
from service.reading.clauses import Clause, Sense, clauses_of, points_back
from service.reading.dates import Day, DayOfMonth, Lack, SameTime, When
from service.reading.dayforms import DayMention, Lean
from service.reading.lengths import LengthMention
from service.reading.marks import Marks, marks_of
from service.reading.meetings import Event, Plan, Told
from service.reading.senses import CORRECTS, COUNT, DENIED, ENDED_UP, GIVEN_UP, MOVED, OFFERED, TO_A_DAY, Senses
from service.reading.spares import Spares
from service.reading.text import Sentence
from service.reading.times import SpanMention, TimeMention
from service.reading.values import Context
from service.reading.words import number_of

MOST_MEETINGS = 8
T = TypeVar("T")

_NOT_ITS_DAY = re.compile(
    r"\b(?:by|until|till|til|before|after|since|through|thru|due|starting|as\s+of|beginning|"
    r"no\s+later\s+than|prior\s+to|ahead\s+of|between|"
    r"deadline|deadline\s+is|deadline\s+of|returns?|closes?|opens?|for\s+the|hired|born|from(?!\s+today)|"
    r"during)\s+(?:on\s+)?(?:the\s+)?$"
)
_BOUND_THOUGH_ON = re.compile(
    r"\b(?:due|starting|beginning|deadline(?:\s+(?:is|of))?|returns?|closes?|opens?|hired|born)\s+(?:on\s+)?$"
)
"""What still binds a day that has its own "on": "due on the 3rd", not "talk it through on the 3rd"."""
_ITS_DAY_AFTER_ALL = re.compile(
    r"(?:\b(?:not|came|stopped|dropped|swung|popped|went|took|took\s+us|waited|held\s+off)|n't)\W{1,3}(?:until|till|by)\s+(?:on\s+)?(?:the\s+)?$"
)
"""What looks like a bound and is none: "we couldn't until Friday" tells that they could; "she came by on the 3rd"."""
_OF_ITS_TOPIC = re.compile(r"\babout\s+(?:her|his|my|our|the|a|an)\s(?!.*\b(?:and|again|then)\b|.*[,;—–])")
"""Behind it a day belongs to what was talked about: "we talked on the 5th about her visit on the 20th"."""
_ANOTHER = re.compile(
    r"\b(?:met\s+(?:up\s+)?(?:again|twice|once\s+more)|met\s+a\s+second\s+time|(?:had|did|"
    r"held)\s+(?:another|a\s+second)\s+(?:\w+\s+)?(?:meeting|call|chat|session|one|zoom|lunch|coffee|"
    r"conversation))\b"
)
_SHARED = re.compile(
    r"\b(?:each|both|every|all\s+(?:of\s+them|two|three|four|by|via|in|on|over|at|were|about\s+\w+\s+(?:min|hour))|apiece|either\s+time|respectively|always|as\s+always|the\s+(?:two|"
    r"three)\s+(?:meetings|times))\b"
)
_NOT_A_COUNT = re.compile(
    r"\s*(?:a|per|each|every|/)\s*(?:week|month|semester|term|year|day)|\s+(?:with|over|in\s+(?:one|"
    r"the\s+same)|as)\b(?!\s+(?:her|him|zoom|coffee|lunch|november|october))"
)
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
_WHICH = re.compile(
    r"(?:\b(?:the|our|that)\s+(?P<nth>first|second|third|fourth|former|latter|other|1st|2nd|3rd|last|"
    r"earlier|later)\b|(?:^|[;,]\s)\W*(?P<nth2>first|second|third)\b)"
    r"(?=\W*$|\s*[,:(–—-]|\s+(?:one|meeting|time|date|day|occasion|session|call|chat|conversation|lunch|"
    r"coffee|zoom|was|were|we|he|she|i|it|on|ran|ended|lasted|by|about|over|walk|visit|in|at|to|via|a|an|"
    r"half|for|went|with|up|around|only|just|not|\d)\b)"
)


_OFFER = re.compile(r"\b(?:offered|proposed|suggested)\b")
_HOUR_ALONE = re.compile(r"^\W*(1[0-2]|[6-9])(?:\s*(?:sharp|ish))?\W*$")
_TAKES_BACK = re.compile(
    r"^\W*(?:no|wait|sorry|oops|hm+|er|actually)\b\W+(?:no\W+)?(?:that|it)(?:'s|\s+was|\s+is)\b(?=[^.]{1,40}$)(?!.*\d)"
)
"""That the day just named was another one's ("No - that was the holiday.")."""
_THAT_DAY = re.compile(
    r"\b(?:(?:right\s+|straight\s+|just\s+)?afterwards?|right\s+after|after\s+that|(?:that|the)\s+same\s+(?:day|night|evening|afternoon|morning)|"
    r"that\s+(?:day|night|evening|afternoon|morning)|there\s+and\s+then|then\s+and\s+there)\b"
)
"""It was on the day of what was just told: "she presented on the 3rd and we had coffee afterwards"."""
_ABOUT_OTHERS = re.compile(
    r"\W*(?:and\s+|so\s+|then\s+)?(?:she|he|they|her|his|my|their)\b(?!\s+(?:stopped|came|dropped|rang|called|stayed|gave|turn))"
)


def _bounded(low: str, day: DayMention) -> bool:
    """Whether the day only bounds what is told ("by Friday", "due on the 3rd", "since the 5th")."""
    before = low[max(0, day.start - 30) : day.start]
    if low.startswith("on ", day.start) or before.endswith("on "):
        return bool(_BOUND_THOUGH_ON.search(before))
    return bool(_NOT_ITS_DAY.search(before)) and not _ITS_DAY_AFTER_ALL.search(before)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in a sentence from which on a certain meeting is meant."""

    start: int
    end: int
    event: Event


def owner(place: int, anchors: list[Anchor]) -> Event:
    """The meeting that is meant at a place: that of the nearest anchor before it, else of the first."""
    return next((anchor.event for anchor in reversed(anchors) if anchor.start <= place), anchors[0].event)


class Story:
    """Takes sentences in order and keeps the meetings they tell of; `told` is the outcome."""

    def __init__(self, today: date, context: Context) -> None:
        self._today, self._context = today, context
        self.told = Told()
        self.anchors: list[Anchor] = []
        self.marks = Marks([], [], [], [], [])
        self.clauses: list[Clause] = []
        self._moved: list[Day] = []
        self._corrects = self._correcting = False
        self._paragraph = -1
        self._spares = Spares()
        self._senses = Senses(today, context.asked, self.told)

    @property
    def focus(self) -> tuple[Event, ...]:
        """The meetings the teller has in mind."""
        return tuple(self._senses.focus)

    @property
    def last(self) -> Sense:
        """The sense of the clause that last told of a meeting."""
        return self._senses.last

    # -- sentences

    def hear(self, sentence: Sentence) -> None:
        """Take in one sentence."""
        self.marks = marks = marks_of(sentence, self._context)
        self._moved = []
        self._correcting = self._senses.correcting = self._corrects
        self._corrects = _TAKES_BACK.match(sentence.low) is not None or (
            len(sentence.low.split()) <= 4 and bool(CORRECTS.search(f"{sentence.low} "))
        )
        self.clauses = clauses = self._senses.settle(sentence, clauses_of(sentence, marks.kept), marks)
        paired: list[Anchor] = []
        for clause in clauses:
            if clause.sense is Sense.HELD:
                paired += self._held(sentence, clause, marks)
            elif clause.sense is Sense.PLANNED:
                self._planned(sentence, clause, marks)
            elif clause.sense is Sense.NOT_HELD:
                self._not_held(sentence, clause, marks)
        self._adopt(sentence, clauses, marks)
        self._count(sentence, clauses)
        self.told.hinted |= self._hints(sentence, clauses, marks)
        self.anchors = self._which(sentence, paired)
        if self.anchors:
            self._senses.focus = [anchor.event for anchor in self.anchors]
        self._attributes(sentence, clauses, marks, self.anchors)
        self._spares.keep(sentence, clauses, marks, self._senses.focus, self._senses.last)
        self._written(sentence, clauses)
        self._late_hour(sentence)
        said = [clause.sense for clause in clauses if clause.sense in (Sense.HELD, Sense.PLANNED, Sense.NOT_HELD)]
        self._senses.last = said[-1] if said else self._senses.last

    def end(self) -> Told:
        """What was told, when all has been heard."""
        self._spares.settle(self.told.events)
        return self.told

    # -- meetings held

    def _adopt(self, sentence: Sentence, clauses: list[Clause], marks: Marks) -> None:
        """A meeting told without a day, in a sentence whose only day belongs to nothing else, was on that day."""
        events, days = self.told.events, marks.days
        telling = [clause for clause in clauses if clause.sense is Sense.HELD]
        if len(events) != 1 or events[0].day is not None or not telling or len(days) != 1:
            return
        day = days[0]
        clause = next((clause for clause in clauses if clause.start <= day.start < clause.end), None)
        if clause is None or day.lean is Lean.COMING:
            return
        there = any(_THAT_DAY.search(known.low) for known in telling)
        if not there and (clause.sense is not Sense.NONE or _ABOUT_OTHERS.match(clause.low)):
            return
        when = day.day.past(self._today)
        if isinstance(when, date) and not _bounded(sentence.low, day) and not DENIED.search(sentence.low[: day.start]):
            events[0].day = when
            self.told.note("held_on", sentence.text[day.start : day.end])

    def _hints(self, sentence: Sentence, clauses: list[Clause], marks: Marks) -> bool:
        """Whether the sentence names a day gone by of which no clause made anything: perhaps a meeting's."""
        for clause in clauses:
            if clause.sense not in (Sense.NONE, Sense.PLANNED) or not (clause.past or clause.verbless):
                continue
            for day in marks.within(clause.start, clause.end).days:
                when = day.day.past(self._today)
                gone = isinstance(when, date) and (clause.past or day.lean is Lean.PAST)
                used = any(event.day == when for event in self.told.events)
                if gone and not used and not _bounded(sentence.low, day) and not _ABOUT_OTHERS.match(clause.low):
                    return True
        return False

    def _held(self, sentence: Sentence, clause: Clause, marks: Marks) -> list[Anchor]:
        self.told.strong |= clause.strong or sentence.question == 1
        low = sentence.low
        days = [day for day in marks.days if clause.start <= day.start < clause.end]
        paired: list[Anchor] = []
        denied = [day for day in marks.days if DENIED.search(low[: day.start])]
        for day in days:
            possessive = low[day.start : day.end + 2].endswith("'s") or low[day.end - 2 : day.end] == "'s"
            ordinal = isinstance(day.day, DayOfMonth) and not any(c.isdigit() for c in low[day.start : day.end])
            if ordinal and len(self.told.events) > 1 and _WHICH.search(low):
                continue
            until = clause.link == "until" and day.start - clause.start < 6
            bounded = not until and _bounded(low, day)
            if day in denied or (not possessive and bounded):
                continue
            if paired and _OF_ITS_TOPIC.search(low[paired[-1].end : day.start][-80:]):
                continue
            if day.lean is Lean.COMING:
                self._plan(sentence, day, marks)
                continue
            if (
                not clause.strong
                and not isinstance(day.day.past(self._today), date)
                and isinstance(day.day.coming(self._today), date)
            ):
                self._plan(sentence, day, marks)
                continue
            event = self._event_on(day, sentence, bool(denied), paired)
            paired.append(Anchor(day.start, day.end, event))
        if paired:
            self._senses.focus = [anchor.event for anchor in paired]
        elif (
            not self.told.events
            and self._moved
            and clause.strong
            and isinstance(self._moved[-1].past(self._today), date)
        ):
            self._senses.focus = [self._new_event(self._moved[-1].past(self._today))]
            self.told.plans.pop()
        elif not self.told.events:
            self._senses.focus = [self._new_event()]
            self.told.note("met", clause.low)
        elif _ANOTHER.search(clause.low) and all(event.day is not None for event in self.told.events):
            self._senses.focus = [self._new_event()]
        return paired

    def _event_on(self, mention: DayMention, sentence: Sentence, denied: bool, paired: list[Anchor]) -> Event:
        """The meeting of a day: one already told, one that had no day yet, a corrected one, or a new one."""
        when = mention.day.past(self._today)
        self.told.note("held_on", sentence.text[mention.start : mention.end])
        if isinstance(when, date):
            same = next((event for event in self.told.events if event.day == when), None)
            if same:
                return same
        if self.told.events and self._is_correction(sentence, mention, denied, paired):
            target = paired[-1].event if paired else (self._senses.focus or self.told.events)[-1]
            target.day = when
            if paired and paired[-1].event is target:
                paired.pop()
            return target
        undated = [
            event
            for event in self.told.events
            if event.day in (None, Lack.VAGUE) and all(event is not anchor.event for anchor in paired)
        ]
        if undated:
            undated[0].day = when if undated[0].day is None or when is not Lack.VAGUE else undated[0].day
            return undated[0]
        if when is Lack.VAGUE and self.told.events:
            return (self._senses.focus or self.told.events)[-1]
        if (
            points_back(sentence.low)
            and self._senses.focus
            and not paired
            and len(self.told.events) == 1
            and when is Lack.UNSURE
        ):
            return self._senses.focus[-1]
        return self._new_event(when)

    def _is_correction(self, sentence: Sentence, mention: DayMention, denied: bool, paired: list[Anchor]) -> bool:
        low = sentence.low
        after = paired[-1].end if paired else 0
        between = low[after : mention.start]
        if (denied or self._correcting) and not paired:
            return True
        if paired:
            return bool(CORRECTS.search(between))
        return bool(CORRECTS.search(between)) and len(between) < 60

    def _new_event(self, when: When | None = None) -> Event:
        event = Event(when)
        if len(self.told.events) < MOST_MEETINGS:
            self.told.events.append(event)
        return event

    def _count(self, sentence: Sentence, clauses: list[Clause]) -> None:
        """ "Twice", "three times": as many meetings, where fewer were given a day."""
        match = COUNT.search(sentence.low)
        if not match or _NOT_A_COUNT.match(sentence.low[match.end() :]):
            return
        clause = next((clause for clause in clauses if clause.start <= match.start() < clause.end), None)
        if clause is None or clause.sense is not Sense.HELD or sentence.question not in (None, 1, 2):
            return
        wanted = 2 if match["twice"] else int(number_of(match["n"]) or 0)
        while len(self.told.events) < min(wanted, MOST_MEETINGS):
            self._senses.focus.append(self._new_event())

    # -- what is said of them

    def _attributes(self, sentence: Sentence, clauses: list[Clause], marks: Marks, paired: list[Anchor]) -> None:
        spans = [(clause.start, clause.end) for clause in clauses if clause.sense is Sense.HELD]
        if not self._senses.focus:
            return

        def told_of_held(start: int) -> bool:
            return any(left <= start < right for left, right in spans)

        loose = [(clause.start, clause.end) for clause in clauses if clause.sense is Sense.NONE] if spans else []
        spoken: list[LengthMention | SpanMention] = [*marks.lengths, *marks.spans]
        lengths = [
            (mark.start, mark.minutes)
            for mark in spoken
            if told_of_held(mark.start) or any(left <= mark.start < right for left, right in loose)
        ]
        fragments = [(clause.start, clause.end) for clause in clauses if clause.sense is Sense.NONE and clause.verbless]
        beside = fragments if spans else []
        formats = [
            mark
            for mark in marks.formats
            if told_of_held(mark.start) or any(left <= mark.start < right for left, right in beside)
        ]
        for start, minutes, event in self._shared(sorted(lengths), paired, sentence):
            corrects = ENDED_UP.search(sentence.low[:start]) or CORRECTS.search(sentence.low[:start])
            if event.minutes is None or corrects:
                event.minutes = minutes
                self.told.note("duration_minutes", sentence.text[max(0, start - 12) : start + 24])
        named = [(mark.start, mark) for mark in formats if not mark.weak]
        shared = list(self._shared(named, paired, sentence))
        for start, mark, event in [
            *(one for one in shared if not one[1].place),
            *(one for one in shared if one[1].place),
        ]:
            if event.format is None:
                event.format = mark.format
                self.told.note("format", sentence.text[start : start + 30])
        for mark in formats:
            if mark.weak:
                for event in self._senses.focus:
                    event.weak_format = event.weak_format or mark.format
        for span in marks.spans:
            if told_of_held(span.start):
                self._senses.focus[-1].clock = span.begins
        for said in marks.times:
            if told_of_held(said.start) and self._senses.focus[-1].clock is None:
                self._senses.focus[-1].clock = said

    def _which(self, sentence: Sentence, paired: list[Anchor]) -> list[Anchor]:
        """The places that say which meeting is meant: its day, or, among several, "the first", "the other"."""
        events = self.told.events
        if len(events) < 2 or len(paired) > 1:
            return paired
        ordered = sorted(events, key=lambda event: event.day if isinstance(event.day, date) else date.max)
        found = list(paired)
        for which in _WHICH.finditer(sentence.low):
            nth = which["nth"] or which["nth2"]
            place = 1 if nth == "other" else _NTH[nth]
            if place < len(ordered) and all(anchor.event is not ordered[place] for anchor in found):
                found.append(Anchor(which.start(), which.end(), ordered[place]))
        return sorted(found, key=lambda anchor: anchor.start)

    def _shared(
        self, said: list[tuple[int, T]], paired: list[Anchor], sentence: Sentence
    ) -> Iterable[tuple[int, T, Event]]:
        """(place, value, meeting): whose each value is. In order where there are as many as days; the day's before it
        where they stand between days; everybody's where they stand before or behind all days, or "each" is said."""
        if len(paired) < 2:
            events = [anchor.event for anchor in paired] or self._senses.focus
            if _SHARED.search(sentence.low) and len(self.told.events) > 1:
                events = self.told.events
            return [(start, value, event) for start, value in said for event in events]
        if len(said) == len(paired):
            return [(start, value, anchor.event) for (start, value), anchor in zip(said, paired, strict=True)]
        if len(said) == 1:
            start, value = said[0]
            outside = start > paired[-1].end or start < paired[0].start
            if outside or _SHARED.search(sentence.low):
                return [(start, value, anchor.event) for anchor in paired]
        return [(start, value, owner(start, paired)) for start, value in said]

    # -- meetings to come

    def _planned(self, sentence: Sentence, clause: Clause, marks: Marks) -> None:
        self.told.planned = True
        offer = _OFFER.search(clause.low)
        for day in marks.days:
            if clause.start <= day.start < clause.end:
                if offer and clause.past and day.start - clause.start < offer.start():
                    continue
                before = sentence.low[max(0, day.start - 30) : day.start]
                if day.lean is Lean.PAST or (_bounded(sentence.low, day) and not re.search(r"\bfor\s+the\s+$", before)):
                    continue
                if not DENIED.search(before):
                    self._plan(sentence, day, marks)
        inside = marks.within(clause.start, clause.end)
        times = [*(span.begins for span in inside.spans), *inside.times]
        if (
            times
            and not marks.days
            and self.told.plans
            and self.told.plans[-1].said is None
            and self._senses.last is Sense.PLANNED
        ):
            self.told.plans[-1] = replace(self.told.plans[-1], said=times[0])

    def _late_hour(self, sentence: Sentence) -> None:
        """An hour that stands alone behind the day of the next meeting ("Next Wednesday. 11."); no rating is as high."""
        alone = _HOUR_ALONE.match(sentence.low)
        if alone and self._senses.last is Sense.PLANNED and self.told.plans and self.told.plans[-1].said is None:
            self.told.plans[-1] = replace(self.told.plans[-1], said=TimeMention(0, 0, int(alone[1])))

    def _plan(self, sentence: Sentence, mention: DayMention, marks: Marks) -> None:
        when = mention.day.coming(self._today)
        if isinstance(when, date) and when < self._today:
            return
        self.told.planned = True
        self.told.note("next_meeting", sentence.text[mention.start : mention.end])
        before = sentence.low[max(0, mention.start - 40) : mention.start]
        if MOVED.search(sentence.low[: mention.start]):
            self._moved.append(mention.day)
        self.told.plans.append(
            Plan(
                when,
                self._time_of(mention, sentence, marks),
                mention.day if isinstance(mention.day, SameTime) else None,
                corrects=bool(CORRECTS.search(before)) and bool(self.told.plans),
                tentative=bool(OFFERED.search(before)),
            )
        )

    def _time_of(self, mention: DayMention, sentence: Sentence, marks: Marks) -> TimeMention | None:
        """The time that goes with a coming day: the nearest behind it, before the next day; else the one before it."""
        later = min((day.start for day in marks.days if day.start > mention.start), default=len(sentence.low))
        earlier = max((day.end for day in marks.days if day.end <= mention.start), default=0)
        spans = [span for span in marks.spans if mention.end <= span.start < later]
        if spans:
            return spans[0].begins
        behind = [said for said in marks.times if mention.end <= said.start < later]
        if behind:
            return _last_word(behind, sentence)
        before = [
            said for said in marks.times if earlier <= said.start < mention.start and mention.start - said.end < 20
        ]
        if before:
            return before[-1]
        bare = re.match(
            r"\s*,?\s*(?:[^.;!?]{0,30}?\b(?:around|about|say|maybe|probably|circa)\s+|@\s*)?(1[0-2]|[1-9])\b(?!\s*(?:min|hour|hr|people|:|/|-|–|\.\d|of\b|out\b|"
            r"stars?))(?=\s*(?:$|[.;!?)]|,))",
            sentence.low[mention.end :],
        )
        return TimeMention(mention.end, mention.end, int(bare[1])) if bare else None

    # -- meetings that were none

    def _not_held(self, sentence: Sentence, clause: Clause, marks: Marks) -> None:
        self.told.not_held = True
        self.told.note("met", clause.low)
        for day in marks.days:
            if clause.start <= day.start < clause.end:
                before = sentence.low[max(clause.start, day.start - 30) : day.start]
                moved = TO_A_DAY.search(before) and MOVED.search(clause.low)
                future = say.FUTURE.search(clause.low)
                agreed = future is not None and future.start() <= day.start - clause.start
                if moved is None and GIVEN_UP.search(clause.low):
                    continue
                if (moved or agreed or day.lean is Lean.COMING) and isinstance(day.day.coming(self._today), date):
                    self._plan(sentence, day, marks)

    def _written(self, sentence: Sentence, clauses: list[Clause]) -> None:
        if any(clause.written for clause in clauses) and not any(clause.sense is Sense.HELD for clause in clauses):
            self.told.written_only = True


def _last_word(said: list[TimeMention], sentence: Sentence) -> TimeMention:
    """The first time, unless a later one corrects it."""
    if len(said) > 1 and CORRECTS.search(sentence.low[said[0].end : said[1].start]):
        return said[1]
    return said[0]
