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

from service.domain import Doubt
from service.reading import lexicon as say
from service.reading.clauses import Clause, Sense, clauses_of, points_back
from service.reading.dates import DayOfMonth, Lack, SameTime, When
from service.reading.dayforms import DayMention, Lean
from service.reading.marks import Marks, marks_of
from service.reading.meetings import Event, Plan, Told
from service.reading.text import Sentence
from service.reading.times import SpanMention, TimeMention
from service.reading.values import Context
from service.reading.words import NUMBER_WORD, number_of

MOST_MEETINGS = 8
T = TypeVar("T")

_NOT_ITS_DAY = re.compile(
    r"\b(?:by|until|till|til|before|after|since|through|thru|due|starting|as\s+of|beginning|"
    r"no\s+later\s+than|prior\s+to|ahead\s+of|between|"
    r"deadline|deadline\s+is|deadline\s+of|returns?|closes?|opens?|for\s+the|hired|born|from(?!\s+today)|"
    r"during)\s+(?:on\s+)?(?:the\s+)?$"
)
_DENIED = re.compile(r"\b(?:not|n't|instead\s+of|rather\s+than|and\s+not|wasn't|isn't)\s+(?:on\s+)?$")
_CORRECTS = re.compile(
    r"\b(?:sorry|no,?\s+(?:wait|stop)|stop|wait|it's\s+now|is\s+now|i\s+mean|i\s+meant|actually|"
    r"make\s+(?:that|it)|scratch\s+that|correction|or\s+rather|rather|oops|er,|that's\s+wrong|"
    r"should\s+(?:be|read|say)|should\s+have\s+(?:been|said)|strike\s+that|check(?:ing)?\s+my\s+calendar|"
    r"my\s+calendar\s+says|no\s*[,—–-]|nope|it's\s+really|typo|ignore)\b|\bno\b\s*[,—–-]"
)
_ANOTHER = re.compile(
    r"\b(?:met\s+(?:up\s+)?(?:again|twice|once\s+more)|met\s+a\s+second\s+time|(?:had|did|"
    r"held)\s+(?:another|a\s+second)\s+(?:\w+\s+)?(?:meeting|call|chat|session|one|zoom|lunch|coffee|"
    r"conversation))\b"
)
_SHARED = re.compile(
    r"\b(?:each|both|every|all|apiece|either\s+time|respectively|always|as\s+always|the\s+(?:two|"
    r"three)\s+(?:meetings|times))\b"
)
_COUNT = re.compile(
    rf"\b(?P<twice>twice)\b|\b(?P<n>\d|{NUMBER_WORD})\s+(?:times|(?:separate\s+|different\s+)?occasions|"
    rf"(?:[\w-]+\s+){0, 2}?(?:meetings|sessions|calls|zooms|lunches|coffees|chats|conversations|walks|"
    rf"get-?togethers|visits))\b"
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
    r"earlier|later)\b|^\W*(?P<nth2>first|second|third)\b)"
    r"(?=\W*$|\s*[,:(–—-]|\s+(?:one|meeting|time|date|day|occasion|session|call|chat|conversation|lunch|"
    r"coffee|zoom|was|were|we|he|she|i|it|on|ran|ended|lasted|by|about|over|walk|visit|in|at|to|via|a|an|"
    r"half|for|went|with|up|around|only|just|not|\d)\b)"
)
_ENDED_UP = re.compile(
    r"\b(?:ended\s+up|turned\s+(?:out|into)|ran\s+(?:to|over|long|for)|stretched|became|more\s+like|"
    r"actually|in\s+(?:fact|the\s+end|reality)|really|made\s+it|cut\s+(?:it\s+)?(?:short|to)|"
    r"got\s+(?:only|just|cut)|only\s+(?:had|got|managed)|went\s+(?:to|over|for))\b"
)
_BARE_NO = re.compile(r"^\W*(?:no|nope|wait|stop)\W*$")
_MOVED = re.compile(
    r"\b(?:moved?|pushed?|reschedul\w+|postponed?|shifted|bumped|put\s+off|rebooked|re-booked|switched|changed)\b"
)
_TO = re.compile(r"\b(?:to|for|until|till)\s+(?:\w+\s+){0,2}$")
_SMALL_TALK = re.compile(
    r"^\W*(?:(?:so\s+|very\s+)?sorry\b|apologies|forgive|excuse|hope\s+|i\s+hope|happy\s|thank|thanks|"
    r"greetings|good\s+(?:morning|afternoon)|dear\b)"
)
_YES = re.compile(r"\W*(?:hi\W+|hello\W+)?(?:yes|yep|yeah|yup)\b")
_SPEAK_OF = re.compile(r"\bwe\s+(?:speak|talk|discuss|chat)\s+(?:about|of|on|over)\b(?!.*\bnext\b)")
_GUESSED = re.compile(
    r"^\W*(?:i\s+want\s+to\s+say|i'd\s+(?:say|guess|think|call)|i\s+(?:would\s+)?(?:say|guess|think|"
    r"believe|suppose)|call\s+it|let's\s+(?:say|call)|so\s+call|give\s+or\s+take|all\s+told|in\s+all|"
    r"in\s+total|total|altogether|say|it\s+felt|felt\s+like)\b|\b(?:give\s+or\s+take|all\s+told|in\s+all|"
    r"in\s+total|altogether|total)\W*$"
)
_ONLY_LENGTH = re.compile(
    r"^\W*(?:about\s+|maybe\s+|around\s+|for\s+)?[\w½-]+\s+(?:an?\s+)?(?:hours?|minutes|mins?|"
    r"hrs?)(?:\s+(?:in\s+all|in\s+total|total|or\s+so|all\s+told|max|tops|flat|give\s+or\s+take|each|"
    r"apiece|all\s+up))?\W*$"
)
_TELLING = frozenset({Sense.HELD, Sense.PLANNED, Sense.NOT_HELD})
_THIRD = re.compile(
    r"\W*(?:and\s+|so\s+|then\s+)?(?:i|i'm|i'll|she|he|they|my|her|his|their|she's|he's|they're|the|a|an|"
    r"you|everyone|somebody|someone)\b"
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


class Story:
    """Takes sentences in order and keeps the meetings they tell of; `told` is the outcome."""

    def __init__(self, today: date, context: Context) -> None:
        self._today, self._context = today, context
        self.told = Told()
        self.anchors: list[Anchor] = []
        self.marks = Marks([], [], [], [], [])
        self.clauses: list[Clause] = []
        self._focus: list[Event] = []
        self._last: Sense = Sense.NONE
        self._paragraph = -1
        self._asked_day = context.asked & {Doubt.HELD_ON, Doubt.NEXT_MEETING, Doubt.MET}

    @property
    def focus(self) -> tuple[Event, ...]:
        """The meetings the teller has in mind."""
        return tuple(self._focus)

    # -- sentences

    def hear(self, sentence: Sentence) -> None:
        """Take in one sentence."""
        self.marks = marks = marks_of(sentence, self._context)
        self.clauses = clauses = self._settled(sentence, clauses_of(sentence, marks.kept), marks)
        paired: list[Anchor] = []
        for clause in clauses:
            if clause.sense is Sense.HELD:
                paired += self._held(sentence, clause, marks)
            elif clause.sense is Sense.PLANNED:
                self._planned(sentence, clause, marks)
            elif clause.sense is Sense.NOT_HELD:
                self._not_held(sentence, clause, marks)
        self._count(sentence, clauses)
        self.anchors = self._which(sentence, paired)
        if self.anchors:
            self._focus = [anchor.event for anchor in self.anchors]
        self._attributes(sentence, clauses, marks, self.anchors)
        self._written(sentence, clauses)
        said = [clause.sense for clause in clauses if clause.sense in (Sense.HELD, Sense.PLANNED, Sense.NOT_HELD)]
        self._last = said[-1] if said else self._last

    def _settled(self, sentence: Sentence, clauses: list[Clause], marks: Marks) -> list[Clause]:
        """The clauses with a sense for each that has none of its own."""
        out: list[Clause] = []
        for place, clause in enumerate(clauses):
            before = out[-1] if out else None
            out.append(replace(clause, sense=self._sense(sentence, clause, before, clauses[place + 1 :], marks)))
        return out

    def _sense(
        self, sentence: Sentence, clause: Clause, before: Clause | None, following: list[Clause], marks: Marks
    ) -> Sense:
        sense, mine = clause.sense, marks.within(clause.start, clause.end)
        told_before = before.sense if before else None
        if (
            sense is Sense.NOT_HELD
            and _BARE_NO.match(clause.low)
            and _CORRECTS.search(sentence.low)
            and self.told.events
        ):
            return Sense.NONE
        if sense is Sense.NOT_HELD and self._moved_to(sentence, clause, mine):
            self.told.not_held = True
            return Sense.PLANNED
        if sense is Sense.NOT_HELD and sentence.question == 4:
            return Sense.PLANNED if mine.days else Sense.NONE
        if sense is Sense.HELD and sentence.question == 4 and not (clause.strong and clause.past):
            return Sense.PLANNED
        if (
            sense is Sense.PLANNED
            and mine.days
            and (marks.lengths or _YES.match(sentence.low))
            and all(self._is_by_now(day) for day in mine.days)
        ):
            return Sense.HELD
        if sense is Sense.PLANNED and mine.days and clause.past and all(self._only_past(day) for day in mine.days):
            return Sense.OTHER
        if sense is Sense.PLANNED and not mine.days and _SPEAK_OF.search(clause.low):
            return Sense.HELD
        if (
            sense is Sense.HELD
            and told_before is Sense.OTHER
            and clause.link in ("", "and")
            and say.PAST.match(clause.low)
            and not say.MET.match(clause.low)
        ):
            return Sense.OTHER
        if sense is Sense.HELD and not clause.strong and mine.days and not clause.ours:
            return Sense.NONE
        if sense is Sense.PLANNED and sentence.question == 3 and not mine.days:
            return Sense.NONE
        if sense is Sense.NONE and clause.verbless and _COUNT.search(clause.low) and sentence.question in (None, 1):
            return Sense.HELD
        if sense is not Sense.NONE:
            return sense
        if points_back(clause.low) and (told_before or self._last) in _TELLING:
            return self._back(told_before if told_before in _TELLING else self._last, clause, mine)
        if sentence.question in (3, 5, 6):
            return Sense.NONE
        if mine.days:
            return self._by_evidence(sentence, clause, before, following, marks)
        return self._undated(sentence, clause, told_before, following, mine)

    @staticmethod
    def _moved_to(sentence: Sentence, clause: Clause, mine: Marks) -> bool:
        """Whether the clause moves the meeting to a new day: "it's moved to Thursday"."""
        moved = _MOVED.search(clause.low)
        return moved is not None and any(
            _TO.search(sentence.low[clause.start : day.start])
            for day in mine.days
            if day.start - clause.start >= moved.end()
        )

    def _only_past(self, mention: DayMention) -> bool:
        return isinstance(mention.day.past(self._today), date) and not isinstance(mention.day.coming(self._today), date)

    def _is_by_now(self, mention: DayMention) -> bool:
        """Whether the day is today or before it, whatever the tense ("today we meet by Teams, one hour")."""
        return mention.lean is Lean.PAST or mention.day.coming(self._today) == self._today

    def _back(self, back: Sense | None, clause: Clause, mine: Marks) -> Sense:
        """ "It was…", "that will be…": of the meeting just spoken of, but for a tense that says otherwise."""
        if back is Sense.PLANNED and clause.past and self.told.events:
            return Sense.HELD
        if (
            back is Sense.HELD
            and not clause.past
            and mine.days
            and not any(isinstance(day.day.past(self._today), date) for day in mine.days)
        ):
            return Sense.PLANNED
        return back or Sense.NONE

    def _by_evidence(
        self, sentence: Sentence, clause: Clause, before: Clause | None, following: list[Clause], marks: Marks
    ) -> Sense:
        """The sense of a clause with a day that no word settles: by tense, by the days that can be, by what goes with it."""
        told_before = before.sense if before else Sense.NONE
        if _SMALL_TALK.match(sentence.low) and sentence.question is None:
            return Sense.NONE
        if self._last in (Sense.HELD, Sense.PLANNED) and _CORRECTS.search(
            sentence.low[: marks.within(clause.start, clause.end).days[0].start]
        ):
            return self._last
        if any(
            event.day == day.day.past(self._today)
            for event in self.told.events
            for day in marks.within(clause.start, clause.end).days
        ):
            return Sense.HELD
        if sentence.question not in (1, 4) and self._somebody_elses_day(clause, before, marks):
            return Sense.NOT_HELD if told_before is Sense.NOT_HELD else Sense.NONE
        if (
            told_before in (Sense.NOT_HELD, Sense.OTHER)
            and clause.verbless
            and clause.link not in ("but", "so", "then")
        ):
            return told_before
        opens = before is None or (before.verbless and before.sense is Sense.NONE)
        if opens and clause.verbless and following and following[0].sense in _TELLING and not following[0].verbless:
            return following[0].sense
        if sentence.opening and re.search(r"\bnext\b", sentence.opening):
            return Sense.PLANNED
        weight = self._weight(sentence, clause, told_before, marks)
        if weight == 0:
            return told_before
        return Sense.HELD if weight > 0 else Sense.PLANNED

    @staticmethod
    def _somebody_elses_day(clause: Clause, before: Clause | None, marks: Marks) -> bool:
        """Whether a dated clause is about neither partner's meeting: a subject of its own, and no length beside it."""
        if clause.verbless:
            return (
                before is not None
                and before.sense is Sense.NONE
                and not before.verbless
                and bool(marks.within(before.start, before.end).days)
            )
        return not clause.ours and (
            bool(_THIRD.match(clause.low)) or not (clause.past and (marks.lengths or marks.spans))
        )

    def _weight(self, sentence: Sentence, clause: Clause, before: Sense, marks: Marks) -> int:
        """Above zero: the day is that of a meeting held; below: of one to come."""
        mine = marks.within(clause.start, clause.end)
        day = mine.days[0]
        if any(event.day == day.day.past(self._today) for event in self.told.events):
            return 9
        beside = mine if len(marks.days) > 1 or not clause.verbless else marks
        weight = {Lean.PAST: 3, Lean.COMING: -5}.get(day.lean, 0) if day.lean else 0
        weight += 0 if isinstance(day.day.coming(self._today), date) else 2
        weight -= 0 if isinstance(day.day.past(self._today), date) else 4
        weight += 2 if clause.past else 0 if clause.verbless else -2
        weight += 2 * bool(beside.lengths or beside.spans) + bool(mine.formats) - bool(mine.times and not mine.spans)
        weight += -1 if self.told.events else 1
        weight += {Sense.HELD: 1, Sense.PLANNED: -2}.get(before, 0)
        weight += {1: 3 if not self.told.not_held else -3, 4: -6}.get(sentence.question or 0, 0)
        if self._asked_day:
            weight += (
                -6 if self._asked_day == {Doubt.NEXT_MEETING} else 6 if Doubt.NEXT_MEETING not in self._asked_day else 0
            )
        return weight

    def _undated(
        self, sentence: Sentence, clause: Clause, before: Sense | None, following: list[Clause], mine: Marks
    ) -> Sense:
        """The sense of a clause without a day: what it stands beside, or the meeting in mind."""
        if self.told.not_held and not self.told.events and sentence.question in (1, 2):
            return Sense.NONE
        by_question = {1: Sense.HELD, 2: Sense.HELD, 4: Sense.PLANNED}.get(sentence.question or 0)
        if by_question and (clause.verbless or clause.ours):
            return before if before in (Sense.NOT_HELD, Sense.OTHER) else by_question
        sentence_days = any(known.days for known in (mine,)) or bool(self.marks.days)
        telling = bool(mine.lengths or mine.spans or mine.formats or mine.times)
        if sentence.question == 2:
            return Sense.HELD
        if (
            (mine.lengths or mine.spans)
            and (_GUESSED.search(clause.low) or _ENDED_UP.search(clause.low))
            and self.told.events
            and all(event.minutes is None for event in self._focus)
        ):
            return Sense.HELD
        if not clause.verbless:
            ours = telling and clause.past and clause.ours and not self.told.not_held and before is not Sense.NOT_HELD
            return Sense.HELD if ours else Sense.NONE
        if (
            before is Sense.OTHER
            and _ONLY_LENGTH.match(clause.low)
            and any(event.minutes is None for event in self._focus)
        ):
            return Sense.HELD
        if before not in (None, Sense.NONE):
            return before or Sense.NONE
        if before is None and following and following[0].sense in (Sense.HELD, Sense.PLANNED) and telling:
            return following[0].sense
        if not telling:
            return Sense.NONE
        if self._last is Sense.PLANNED:
            return Sense.PLANNED
        if self.told.events:
            return Sense.HELD
        return Sense.HELD if not self.told.not_held and (mine.lengths or mine.spans or sentence_days) else Sense.NONE

    # -- meetings held

    def _held(self, sentence: Sentence, clause: Clause, marks: Marks) -> list[Anchor]:
        self.told.strong |= clause.strong or sentence.question == 1
        low = sentence.low
        days = [day for day in marks.days if clause.start <= day.start < clause.end]
        paired: list[Anchor] = []
        denied = [day for day in marks.days if _DENIED.search(low[: day.start])]
        for day in days:
            possessive = low[day.start : day.end + 2].endswith("'s") or low[day.end - 2 : day.end] == "'s"
            ordinal = isinstance(day.day, DayOfMonth) and not any(c.isdigit() for c in low[day.start : day.end])
            if ordinal and len(self.told.events) > 1 and _WHICH.search(low):
                continue
            if day in denied or (not possessive and _NOT_ITS_DAY.search(low[max(0, day.start - 30) : day.start])):
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
            self._focus = [anchor.event for anchor in paired]
        elif not self.told.events:
            self._focus = [self._new_event()]
            self.told.note("met", clause.low)
        elif self._focus == [] or (
            _ANOTHER.search(clause.low)
            and re.search(r"\bmet\b|\b(?:second|another)\s+(?:meeting|call|time)", clause.low)
        ):
            if not any(event.day is None for event in self.told.events):
                self._focus = [self._new_event()]
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
            target = paired[-1].event if paired else (self._focus or self.told.events)[-1]
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
            return (self._focus or self.told.events)[-1]
        if (
            points_back(sentence.low)
            and self._focus
            and not paired
            and len(self.told.events) == 1
            and when is Lack.UNSURE
        ):
            return self._focus[-1]
        return self._new_event(when)

    def _is_correction(self, sentence: Sentence, mention: DayMention, denied: bool, paired: list[Anchor]) -> bool:
        low = sentence.low
        after = paired[-1].end if paired else 0
        between = low[after : mention.start]
        if denied and not paired:
            return True
        if paired:
            return bool(_CORRECTS.search(between))
        return bool(_CORRECTS.search(between)) and len(between) < 60

    def _new_event(self, when: When | None = None) -> Event:
        event = Event(when)
        if len(self.told.events) < MOST_MEETINGS:
            self.told.events.append(event)
        return event

    def _count(self, sentence: Sentence, clauses: list[Clause]) -> None:
        """ "Twice", "three times": as many meetings, where fewer were given a day."""
        match = _COUNT.search(sentence.low)
        if not match or _NOT_A_COUNT.match(sentence.low[match.end() :]):
            return
        clause = next((clause for clause in clauses if clause.start <= match.start() < clause.end), None)
        if clause is None or clause.sense is not Sense.HELD or sentence.question not in (None, 1, 2):
            return
        wanted = 2 if match["twice"] else int(number_of(match["n"]) or 0)
        while len(self.told.events) < min(wanted, MOST_MEETINGS):
            self._focus.append(self._new_event())

    # -- what is said of them

    def _attributes(self, sentence: Sentence, clauses: list[Clause], marks: Marks, paired: list[Anchor]) -> None:
        spans = [(clause.start, clause.end) for clause in clauses if clause.sense is Sense.HELD]
        if not self._focus:
            return

        def told_of_held(start: int) -> bool:
            return any(left <= start < right for left, right in spans)

        loose = [(clause.start, clause.end) for clause in clauses if clause.sense is Sense.NONE] if spans else []
        lengths = [
            (mark.start, mark.minutes)
            for mark in (*marks.lengths, *marks.spans)
            if told_of_held(mark.start) or any(left <= mark.start < right for left, right in loose)
        ]
        formats = [mark for mark in marks.formats if told_of_held(mark.start)]
        for start, minutes, event in self._shared(sorted(lengths), paired, sentence):
            corrects = _ENDED_UP.search(sentence.low[:start]) or _CORRECTS.search(sentence.low[:start])
            if event.minutes is None or corrects:
                event.minutes = minutes
                self.told.note("duration_minutes", sentence.text[max(0, start - 12) : start + 24])
        named = [mark for mark in formats if not mark.weak]
        firm = [(mark.start, mark.format) for mark in [mark for mark in named if not mark.place] or named]
        for start, format_, event in self._shared(firm, paired, sentence):
            if event.format is None:
                event.format = format_
                self.told.note("format", sentence.text[start : start + 30])
        for mark in formats:
            if mark.weak:
                for event in self._focus:
                    event.weak_format = event.weak_format or mark.format
        for span in marks.spans:
            if told_of_held(span.start):
                self._focus[-1].clock = span.begins
        for said in marks.times:
            if told_of_held(said.start) and self._focus[-1].clock is None:
                self._focus[-1].clock = said

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
            events = [anchor.event for anchor in paired] or self._focus
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
        for day in marks.days:
            if clause.start <= day.start < clause.end:
                before = sentence.low[max(0, day.start - 30) : day.start]
                if day.lean is Lean.PAST or (_NOT_ITS_DAY.search(before) and not re.search(r"\bfor\s+the\s+$", before)):
                    continue
                if not _DENIED.search(before):
                    self._plan(sentence, day, marks)
        times = [said for said in (*marks.spans, *marks.times) if clause.start <= said.start < clause.end]
        if (
            times
            and not marks.days
            and self.told.plans
            and self.told.plans[-1].said is None
            and self._last is Sense.PLANNED
        ):
            self.told.plans[-1] = replace(self.told.plans[-1], said=self._as_time(times[0]))

    def _plan(self, sentence: Sentence, mention: DayMention, marks: Marks) -> None:
        self.told.planned = True
        self.told.note("next_meeting", sentence.text[mention.start : mention.end])
        before = sentence.low[max(0, mention.start - 40) : mention.start]
        self.told.plans.append(
            Plan(
                mention.day.coming(self._today),
                self._time_of(mention, sentence, marks),
                mention.day if isinstance(mention.day, SameTime) else None,
                corrects=bool(_CORRECTS.search(before)) and bool(self.told.plans),
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
            r"\s*,?\s*(?:@\s*)?(1[0-2]|[1-9])\b(?!\s*(?:min|hour|hr|people|:|/|-|–|\.\d|of\b|out\b|"
            r"stars?))(?=\s*(?:$|[.;!?)]|,))",
            sentence.low[mention.end :],
        )
        return TimeMention(mention.end, mention.end, int(bare[1])) if bare else None

    @staticmethod
    def _as_time(said: TimeMention | SpanMention) -> TimeMention:
        return said.begins if isinstance(said, SpanMention) else said

    # -- meetings that were none

    def _not_held(self, sentence: Sentence, clause: Clause, marks: Marks) -> None:
        self.told.not_held = True
        self.told.note("met", clause.low)
        for day in marks.days:
            if clause.start <= day.start < clause.end:
                before = sentence.low[max(clause.start, day.start - 30) : day.start]
                moved = _TO.search(before) and _MOVED.search(clause.low)
                future = say.FUTURE.search(clause.low)
                moved = moved or (future is not None and future.start() <= day.start - clause.start)
                if (moved or day.lean is Lean.COMING) and isinstance(day.day.coming(self._today), date):
                    self._plan(sentence, day, marks)

    def _written(self, sentence: Sentence, clauses: list[Clause]) -> None:
        if any(clause.written for clause in clauses) and not any(clause.sense is Sense.HELD for clause in clauses):
            self.told.written_only = True


def _last_word(said: list[TimeMention], sentence: Sentence) -> TimeMention:
    """The first time, unless a later one corrects it."""
    if len(said) > 1 and _CORRECTS.search(sentence.low[said[0].end : said[1].start]):
        return said[1]
    return said[0]
