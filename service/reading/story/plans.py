"""Meetings to come: the days that clauses of a plan name, and the time that goes with each."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

from service.reading.clauses.clauses import Clause, Sense
from service.reading.clauses.marks import Marks
from service.reading.clauses.turns import CORRECTS, DENIED, GIVEN_UP, MOVED, OFFERED, TO_A_DAY
from service.reading.days.bounds import is_bounded
from service.reading.days.dates import Day, DayMention, Lack, Lean, SameTime
from service.reading.days.times import TimeMention
from service.reading.patterns.cued import Cued
from service.reading.prose import lexicon as say
from service.reading.prose.text import Sentence
from service.reading.story.meetings import Plan, Told

_OR_ELSE = Cued(r"\bif\b.*\b(?:else|otherwise|failing\s+that|if\s+not)\b")
_FEW = 4
"""Words of a sentence of which "today" alone makes no plan ("But today!")."""
_OFFER = Cued(r"\b(?:offered|proposed|suggested)\b")
_OFFERED_SEVERAL = re.compile(
    r"\b(?:offered|proposed|suggested)\s+(?:(?:the|on|and|or|for)\s+|\d{1,2}(?:st|nd|rd|th)?[,\s]+|\w+day[,\s]+|(?:nov|dec|jan)\w*\.?\s+){1,12}$"
)
"""A row of days that were offered, of which none is the one agreed on."""
_TURNED_DOWN = re.compile(
    r"[^.;]{0,24}?,?\s+but\s+(?:then\s+)?(?:(?:i|we|she|he)\s+(?:can't|cannot|couldn't|(?:have|had|has)\s+(?:an?|my|to)\b|(?:am|was|is)\s+(?:away|out|off|teaching|on\s+leave|busy)|didn't)|"
    r"i'm\s+(?:away|out|off|teaching|busy|on)|(?:that|it)\s+(?:doesn't|didn't|won't|isn't|wasn't|clash\w*|conflict\w*))\b"
)
"""Behind a day that was offered: it was turned down."""
_THAT_IS_WHEN = re.compile(
    r"^\W*(?:(?:and|so)\s+)?(?:that(?:'s|\s+is|\s+will\s+be)\s+when|then\b|that\s+day\b)|\b(?:right\s+)?after(?:wards)?\W*$|"
    r"\b(?:the\s+same\s+day|that\s+(?:day|night|evening|morning|afternoon)|then)\W*$"
)
TWO_BOOKS = Cued(
    r"\b(?:mine|my\s+(?:book|calendar|diary|notes?|planner))\b.*\b(?:hers|(?:her|his)\s+(?:book|calendar|diary|notes?|planner)|(?:her|his)(?=\s+(?:says?|has|shows?)\b|\W*$))\b|"
    r"\b(?:her|his)\s+(?:book|calendar|diary|notes?|planner)\b.*\b(?:mine|my)\b|\b(?:she|he|mentee|mentor|partner)\s+(?:says|thinks|has)\b.*\bmy\s+(?:book|calendar|diary|notes?|planner)\b|"
    r"\b(?:she|he|mentee|mentor|partner)\s+(?:says|thinks)\b.*\bi\s+(?:say|think|have)\b|"
    r"\bmy\s+(?:book|calendar|diary|notes?|planner)\s+(?:says?|has|have|shows?)\b.*\b(?:she|he|mentee|mentor|partner)\s+(?:says|thinks|has|swears|believes)\b|"
    r"\bi\s+(?:say|think|have|wrote\s+down)\b.*\b(?:she|he)\s+(?:says|thinks|has)\b"
)
"""The two have different days in their books."""
_NEXT = Cued(
    r"\b(?:our|the|my)\s+next\b(?!\s+(?:week|month|year|semester|\w+day))|^\W*next\b(?!\s+(?:week|month|year|\w*day))|\bis\s+(?:the\s+|our\s+)?next\b|"
    r"\bnext\s+(?:meeting|one|time|session|chat|call|lunch|coffee)\b|\bnext\W*$|\b(?:meet|talk|speak|see\s+each\s+other|together|two\s+of\s+us|both\s+of\s+us)\s+(?:again|next)\b"
)
_WISHED = Cued(
    r"\b(?:i'd|we'd|i\s+would|we\s+would)\s+(?:love|like|prefer|want)\s+(?:it|that)\s+to\s+be\b.*\b(?:haven't|not|n't)\s+(?:yet\s+)?(?:asked|told|checked|cleared)\b"
)
"""A day wished for, and not agreed on."""
_AND_NOT = re.compile(r"\s*,?\s*(?:and\s+)?not\s+(?:on\s+)?(?:the\s+)?")
"""Between a day and the one it takes the place of: "the 10th, not the 3rd"."""
_OF_US = re.compile(r"\b(?:we|us|our|together|each\s+other)\b|(?<!day )\band\s+(?:i|me)\b")
_PUT_OFF = re.compile(
    r"\b(?:was|were|got|been|had\s+to\s+be)\s+(?:moved|pushed|bumped|shifted|switched|changed|postponed|rescheduled|put\s+off)\b|"
    r"\b(?:moved|pushed|bumped|shifted|switched|changed|postponed|rescheduled|put)\s+(?:it|us|that|things|the\s+\w+|our\s+\w+)\b"
)
_NO_GOOD = re.compile(
    r"(?:\s+(?:is|was|being|falls\s+on|would\s+be)|'s)\s+(?:already\s+|really\s+|just\s+)?(?:(?:a|an|the|our|my|her|his|some)\s+)?(?:\w+\s+)?"
    r"(?:holiday|thanksgiving|christmas|easter|labor\s+day|memorial\s+day|mlk|juneteenth|furlough|"
    r"no\s+good|out\b(?!\s+of\s+town)|impossible|taken|full\b|no\s+use|bad\b|closed|hopeless|too\s+(?:early|late|soon|close))"
)
"""Why a day is none to meet on: a holiday, taken, no good."""
_FOR_THE = re.compile(r"\bfor\s+the\s+$")
_FOR = re.compile(r"\bfor\s+(?:(?:about|around|maybe|some|up\s+to)\s+)?$")
_HOUR_ALONE = Cued(r"^\W*(1[0-2]|[6-9])(?:\s*(?:sharp|ish))?\W*$")


class Planner:
    """Keeps the plans that a reply tells of. `moved`: the days to which the sentence at hand moved a meeting;
    `correcting`: it comes right behind one that took something back."""

    def __init__(self, today: date, told: Told) -> None:
        self._today, self.told = today, told
        self.moved: list[Day] = []
        self.correcting = False

    @property
    def has_day(self) -> bool:
        """Whether one of the plans has a day, or one to be asked about."""
        return any(plan.day is not None or plan.same_time for plan in self.told.plans)

    def hear(self, sentence: Sentence, clause: Clause, marks: Marks, last: Sense) -> None:
        """Take in a clause of a meeting to come. `last`: what was told of last before the sentence."""
        inside = clause.marks
        dated = inside.days or inside.times
        self.told.planned |= _is_of_a_meeting(clause.low) or bool(
            dated and (sentence.question == 4 or _NEXT.search(sentence.low) or _OF_US.search(sentence.low))
        )
        offer = _OFFER.search(clause.low)
        if _WISHED.search(sentence.low):
            return
        for day in inside.days:
            if offer and clause.past and day.start - clause.start < offer.start():
                continue
            before = sentence.low[max(0, day.start - 30) : day.start]
            bounded = is_bounded(sentence.low, day) and not _FOR_THE.search(before)
            if day.lean is not Lean.PAST and not (
                bounded or DENIED.search(before) or _NO_GOOD.match(sentence.low, day.end)
            ):
                self.plan(sentence, day, marks)
        if (TWO_BOOKS.search(sentence.low) or _OR_ELSE.search(sentence.low)) and len(
            {day.day for day in marks.days}
        ) > 1:
            self.told.plans = [Plan(Lack.UNSURE)]
        inside = marks if clause.verbless else clause.marks
        times = [*(span.begins for span in inside.spans), *inside.times]
        if times and not marks.days and self.told.plans and self.told.plans[-1].said is None and last is Sense.PLANNED:
            self.told.plans[-1] = replace(self.told.plans[-1], said=times[0])

    def adopt(self, sentence: Sentence, clauses: list[Clause], marks: Marks) -> None:
        """ "She'll be in my building on the 30th, so that's when we'll do it": the day told just before is the day."""
        for before, clause in pairwise(clauses):
            mine = before.marks.days
            then = clause.sense is Sense.PLANNED and _THAT_IS_WHEN.search(clause.low)
            its_own = clause.marks.days
            if then and mine and not its_own and before.sense in (Sense.OTHER, Sense.NONE) and not before.past:
                self.plan(sentence, mine[-1], marks)

    def late_hour(self, sentence: Sentence, marks: Marks, last: Sense) -> None:
        """An hour that stands alone behind the next meeting's day ("Next Wednesday. 11."; no rating is as high), or
        takes the place of another ("No, she writes, half past")."""
        if last is not Sense.PLANNED or not self.told.plans:
            return
        if said := _time_instead(sentence.low, marks):
            self.told.plans[-1] = replace(self.told.plans[-1], said=said)
        alone = _HOUR_ALONE.match(sentence.low)
        if alone and self.told.plans[-1].said is None:
            self.told.plans[-1] = replace(self.told.plans[-1], said=TimeMention(0, 0, int(alone[1])))

    def plan(self, sentence: Sentence, mention: DayMention, marks: Marks) -> None:
        if _OFFER.search(sentence.low) and _TURNED_DOWN.match(sentence.low, mention.end):
            return
        when = mention.day.coming(self._today)
        at = self._time_of(mention, sentence, marks)
        if isinstance(when, date) and (
            when < self._today
            or (
                when == self._today
                and not at
                and (len(sentence.low.split()) < _FEW or not _is_of_a_meeting(sentence.low))
            )
        ):
            return
        self.told.planned |= isinstance(when, date)
        self.told.note("next_meeting", sentence.text[mention.start : mention.end])
        before = sentence.low[max(0, mention.start - 40) : mention.start]
        if MOVED.search(sentence.low[: mention.start]):
            self.moved.append(mention.day)
        tentative = bool(
            OFFERED.search(before)
            or sentence.low.endswith("?")
            or _OFFERED_SEVERAL.search(sentence.low, 0, mention.start)
        )
        outright = sentence.question == 4 or bool(_NEXT.search(sentence.low))
        self.told.plans.append(
            Plan(
                when,
                at,
                mention.day if isinstance(mention.day, SameTime) else None,
                corrects=self._corrects(sentence, mention, marks, before),
                outright=isinstance(when, date) and outright and not tentative,
                tentative=tentative,
                foregone=not self.told.events and bool(_PUT_OFF.search(sentence.low[: mention.start])),
                minutes=_minutes_of(mention, sentence, marks),
            )
        )

    def _corrects(self, sentence: Sentence, mention: DayMention, marks: Marks, before: str) -> bool:
        """Whether a day takes the place of those planned: by a word of correction, or "the 10th, not the 3rd"."""
        if not self.told.plans:
            return False
        if self.correcting or CORRECTS.search(before):
            return True
        other = next((day for day in marks.days if day.start >= mention.end), None)
        if other is None or not _AND_NOT.fullmatch(sentence.low, mention.end, other.start):
            return False
        return other.day.coming(self._today) in {plan.day for plan in self.told.plans}

    def _time_of(self, mention: DayMention, sentence: Sentence, marks: Marks) -> TimeMention | None:
        """The time that goes with a coming day: the nearest behind it, before the next day; else the one before it."""
        later = min((day.start for day in marks.days if day.start > mention.start), default=len(sentence.low))
        earlier = max((day.end for day in marks.days if day.end <= mention.start), default=0)
        spans = [span for span in marks.spans if mention.end <= span.start < later]
        if spans:
            return spans[0].begins
        behind = [said for said in marks.times if mention.end <= said.start < later]
        behind = _in_a_known_zone(behind, sentence.low)
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

    def instead(self, sentence: Sentence, clause: Clause, marks: Marks) -> None:
        """Take in a clause of a meeting that was none: the day it was put off to is to come."""
        for day in clause.marks.days:
            before = sentence.low[max(clause.start, day.start - 30) : day.start]
            moved = TO_A_DAY.search(before) and MOVED.search(clause.low)
            future = say.FUTURE.search(clause.low)
            agreed = future is not None and future.start() <= day.start - clause.start
            if moved is None and GIVEN_UP.search(clause.low):
                continue
            if (moved or agreed or day.lean is Lean.COMING) and isinstance(day.day.coming(self._today), date):
                self.plan(sentence, day, marks)


def _time_instead(low: str, marks: Marks) -> TimeMention | None:
    """The time with which a short sentence takes another back: "No, he writes just now, 2:30"."""
    undated = all(day.lean is Lean.PAST for day in marks.days)  # "just now"
    if not (marks.times and undated and CORRECTS.match(low) and len(low.split()) <= _SHORT):
        return None
    said = marks.times[-1]
    led = low.startswith("at", said.start) or _OF_SOMETHING.search(low, 0, said.start)
    return None if led or low[said.end :].strip(" .!)") else said


_SHORT = 8
_OF_SOMETHING = re.compile(r"\b(?:at|before|by|is|after|until|till|from)\s+$")
"""Before a time it is something's that has one."""


def _minutes_of(mention: DayMention, sentence: Sentence, marks: Marks) -> int | None:
    """How long a coming meeting is to last, said behind its day: "from 2 to 3:30", "at 2, for an hour and a half"."""
    later = min((day.start for day in marks.days if day.start > mention.start), default=len(sentence.low))
    spans = [span.minutes for span in marks.spans if mention.end <= span.start < later]
    lengths = [
        length.minutes
        for length in marks.lengths
        if mention.end <= length.start < later and _FOR.search(sentence.low[: length.start][-20:])
    ]
    return next(iter([*spans, *lengths]), None)


def _is_of_a_meeting(low: str) -> bool:
    """Whether a plan without a day is one to meet ("we'll talk again"), not merely words of a plan ("we have a")."""
    return bool(say.AGAIN.search(low) or say.MEET.search(low) or say.MEETING.search(low))


_SOMEBODYS_TIME = re.compile(r"\s*(?:o'?clock\s+)?(?:her|his|their|my|our|your|local)\s+time\b")


def _in_a_known_zone(said: list[TimeMention], low: str) -> list[TimeMention]:
    """The times of a day without one that is told in an unnamed zone, where the same is told in a known one too."""
    if len(said) < 2 or not any(_SOMEBODYS_TIME.match(low, time.end) for time in said):
        return said
    known = [time for time in said if time.zone or not _SOMEBODYS_TIME.match(low, time.end)]
    return known or said


def _last_word(said: list[TimeMention], sentence: Sentence) -> TimeMention:
    """The first time, unless a later one corrects it."""
    if len(said) > 1 and CORRECTS.search(sentence.low[said[0].end : said[1].start]):
        return said[1]
    return said[0]
