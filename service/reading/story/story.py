"""Sentences → the meetings told of: which were held, which fell through, which are to come, and what is said of each.

The teller keeps the meeting in mind that was spoken of last; so does `Story`: a length, a place or a topic without a
day of its own goes to the meetings in focus, and a day named again turns the focus back to its meeting.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TypeVar

from service.reading.clauses import hints
from service.reading.clauses.clauses import Clause, Sense, clauses_of, points_back
from service.reading.clauses.marks import NO_MARKS, Marks, marks_of
from service.reading.clauses.turns import CORRECTS, DENIED
from service.reading.days.bounds import is_bounded
from service.reading.days.dates import DayMention, DayOfMonth, Lack, Lean, Vague, Weekday, When
from service.reading.opinions.of_days import DaysWeighed, reconsidered
from service.reading.patterns.cued import Cued
from service.reading.prose import lexicon as say
from service.reading.prose.text import Sentence
from service.reading.story.belongings import WHICH, Anchor, Belongings
from service.reading.story.counts import meetings_counted
from service.reading.story.days_told import PERHAPS, DaysTold, SpokenOf
from service.reading.story.fallen import fallen_in
from service.reading.story.meetings import MOST_MEETINGS, Event, Plan, Told
from service.reading.story.none_after_all import (
    SAYS_NONE,
    denies,
    is_of_a_month_ahead,
    may_be_none,
    never_was,
    was_none,
    were_none,
)
from service.reading.story.plans import TWO_BOOKS, Planner
from service.reading.story.second_thoughts import SecondThoughts
from service.reading.story.senses import Senses
from service.reading.story.spares import Spares
from service.reading.values import Context

T = TypeVar("T")

_OF_ITS_TOPIC = re.compile(r"\babout\s+(?:her|his|my|our|the|a|an)\s(?!.*\b(?:and|again|then)\b|.*[,;—–])")
"""Behind it a day belongs to what was talked about: "we talked on the 5th about her visit on the 20th"."""
_ANOTHER = Cued(
    r"\b(?:met\s+(?:up\s+)?(?:again|twice|once\s+more)|met\s+a\s+second\s+time|(?:had|did|"
    r"held)\s+(?:another|a\s+second)\s+(?:\w+\s+)?(?:meeting|call|chat|session|one|zoom|lunch|coffee|"
    r"conversation))\b"
)
_AGAIN = re.compile(
    r"\b(?:and\s+(?:then\s+)?again|then\s+again|and\s+another(?:\s+one|\s+time)?|a\s+second\s+time)\s+(?:on\s+)?$"
)
"""Behind it a day is another meeting's, though none is known of the first."""
_ANEW = re.compile(r"\bagain\s+(?:on\s+)?$")
"""Behind it a day that cannot be gone is to come, whatever the words before it tell ("met Tue again Feb 3")."""
_FEW = 4
"""Words of a sentence that is little more than a day."""
_WENT_THERE = Cued(
    r"^\W*(?:(?:and|so|then|yes|well|hi)\W+)*(?:i|she|he|we|(?:ms|mr|mrs|dr)\.?\s+[a-z'-]+)\s+(?:drove|rode|biked|cycled|walked|came|flew|took\s+the\s+(?:[\w:]+\s+){0,4}?(?:bus|train|tram|ferry|metro|subway))\s+"
    r"(?:\w+\s+)?(?:to\s+(?:her|his|my)\b|over\b|in\b|out\b|up\b|down\b|across\b|through\b|thru\b)(?!.*\bwith\s+(?:the|a|an)\b)"
)
_IT_WAS_A = re.compile(r"\b(?:it|that|which)\s+was\s+(?:an?\s+)?$")
_THAT_DAY = re.compile(
    r"\b(?:(?:right\s+|straight\s+|just\s+)?afterwards?|right\s+after|after\s+that|(?:that|the)\s+same\s+(?:day|night|evening|afternoon|morning)|"
    r"that\s+(?:day|night|evening|afternoon|morning)|there\s+and\s+then|then\s+and\s+there)\b"
)
"""It was on the day of what was just told: "she presented on the 3rd and we had coffee afterwards"."""
_YES = re.compile(r"\W*(?:yes|yep|yeah|yup|we\s+did)\b")
"""The day behind it is one gone by, however long ago."""
_AFTER_ALL = re.compile(
    r"\b(?:ended\s+up|turned\s+(?:in)?to|became|anyway|instead|after\s+all|nevertheless|all\s+the\s+same|made\s+do|switched\s+to|settled\s+for)\b"
)
"""What was to be otherwise came about on its day: "we were to do Zoom on the 5th but ended up on the phone"."""
_ABOUT_OTHERS = re.compile(
    r"\W*(?:and\s+|so\s+|then\s+)?(?:she|he|they|her|his|my|their)\b"
    r"(?!\s+(?:stopped|came|dropped|rang|called|stayed|gave|turn|drove|walked|biked|rode|swung|popped|visited|took\s+me|had\s+me|hosted|invited))"
)


class Story:
    """Takes sentences in order and keeps the meetings they tell of; `told` is the outcome."""

    def __init__(self, today: date, context: Context) -> None:
        self._today, self._context = today, context
        self.told = Told()
        self.anchors: list[Anchor] = []
        self.marks = NO_MARKS
        self.clauses: list[Clause] = []
        self._bare_day, self._told_before = False, 0
        self._journey: When | None = None
        self._weighed = DaysWeighed(today)
        self.days = DaysTold(self._weighed, self.told)
        self._spares, self._belongings = Spares(), Belongings(self.told)
        self._planner = Planner(today, self.told)
        self._senses = Senses(today, context.asked, self.told)
        self._again = SecondThoughts(today, self.told, self._senses)

    @property
    def focus(self) -> tuple[Event, ...]:
        """The meetings the teller has in mind."""
        return tuple(self._senses.focus)

    @property
    def last(self) -> Sense:
        """The sense of the clause that last told of a meeting."""
        return self._senses.last

    @property
    def took_back_a_day(self) -> bool:
        """Whether the writer took back a day that was told of a meeting held."""
        return bool(self._again.taken_back)

    # -- sentences

    def hear(self, sentence: Sentence) -> None:
        """Take in one sentence."""
        self.marks = marks = marks_of(sentence, self._context)
        self._told_before = len(self.told.events)
        self._planner.moved = []
        self._senses.correcting = self._planner.correcting = self._again.correcting(sentence)
        clauses = self._senses.settle(sentence, clauses_of(sentence, marks), marks)
        if marks.days and self._context.tells_freely and self.days.may_weigh(marks):
            clauses = reconsidered(sentence, clauses, self._weighed, self._dated())
            self.days.hear(sentence, clauses, marks)
        self.clauses = clauses
        paired: list[Anchor] = []
        self._again.hear(sentence, marks)
        for clause in clauses:
            if clause.sense is Sense.HELD:
                paired += self._held(sentence, clause, marks)
            elif clause.sense is Sense.PLANNED:
                self._planner.hear(sentence, clause, marks, self._senses.last)
            elif clause.sense is Sense.NOT_HELD:
                self._strike(clause, marks)
                self.told.not_held |= not is_of_a_month_ahead(clause.low, self._today)
                self.told.note("met", clause.low)
                self._planner.instead(sentence, clause, marks)
        self.told.fallen += fallen_in(sentence, clauses, self._today)
        if marks.days or self._journey:
            self._adopt(sentence, clauses, marks)
            self._arrived(sentence, marks)
            self._planner.adopt(sentence, clauses, marks)
        self._count(sentence, clauses, marks)
        self.told.hinted |= any(marks) and self._hints(sentence, clauses)
        if paired and len({day.day for day in marks.days}) > 1 and TWO_BOOKS.search(sentence.low):
            paired = self._in_two_books(paired)
        self.anchors = self._belongings.find(sentence, paired)
        if self.anchors:
            self._senses.focus = [anchor.event for anchor in self.anchors]
        self._belongings.give(sentence, clauses, marks, self._senses.focus)
        self._spares.keep(sentence, clauses, marks, self._senses.focus, self._senses.last)
        self._written(sentence, clauses)
        if sentence.question in (None, 1):
            if SAYS_NONE.is_awake(sentence.low):
                self._take_back(sentence.low, told_here=any(clause.sense is Sense.HELD for clause in clauses))
                self.told.doubted |= may_be_none(sentence.low)
            met_here = any(clause.sense is Sense.HELD and clause.strong for clause in clauses)
            self.told.denied = denies(sentence.low) or (self.told.denied and not met_here)
        self._planner.late_hour(sentence, marks, self._senses.last)
        said = [clause.sense for clause in clauses if clause.sense in (Sense.HELD, Sense.PLANNED, Sense.NOT_HELD)]
        self.told.senses += said
        self._senses.last = said[-1] if said else self._senses.last
        self._bare_day = (self._bare_day and not said) or (bool(marks.days) and len(sentence.low.split()) <= _FEW)

    def _dated(self) -> frozenset[Sense]:
        """Of what a day has been told so far: of a meeting held, of one to come."""
        known = {Sense.HELD: any(event.day is not None for event in self.told.events), Sense.PLANNED: self.told.plans}
        known[Sense.NOT_HELD] = self.told.not_held
        return frozenset(sense for sense, is_so in known.items() if is_so)

    def _strike(self, clause: Clause, marks: Marks) -> None:
        """ "2 April | cancelled": the day just told, and nothing else of it, was no meeting's."""
        focus = self._senses.focus
        bare = len(focus) == 1 and not (focus[0].minutes or focus[0].format or focus[0].clock)
        if bare and not marks.days and len(clause.low.split()) <= _FEW and self._bare_day and not self.told.strong:
            self.told.events.remove(focus[0])
            self._senses.focus = []

    def _in_two_books(self, paired: list[Anchor]) -> list[Anchor]:
        """ "She says the 4th, my diary says the 5th": one meeting, whose day is to be asked about."""
        kept = paired[0].event
        kept.day = Lack.UNSURE
        self.told.events[:] = [event for event in self.told.events if all(event is not one.event for one in paired[1:])]
        return [paired[0]]

    def end(self) -> Told:
        """What was told, when all has been heard."""
        self.days.settle()
        denied = self.told.denied and not self.told.outright and self._context.tells_freely
        if denied and not self.days.is_one_sure():
            self._forget(self.told.events)
        if len(self.told.events) == 1 and self.told.events[0].day is None:
            self.told.events[0].day = self.days.likeliest(PERHAPS)
        if not self._planner.has_day and (likely := self.days.likeliest_next()):
            self._planner.plan(likely.sentence, likely.mention, likely.marks)
        self._spares.settle(self.told.events)
        return self.told

    def plan_instead(self, spoken: SpokenOf | None) -> None:
        """Plan for a day that is told, and for none besides; or for none."""
        self.told.plans = []
        if spoken:
            self._planner.plan(spoken.sentence, spoken.mention, spoken.marks)

    def doubt_next(self) -> None:
        """Leave it to a question when the next meeting is."""
        self.told.plans = [Plan(Lack.UNSURE)]

    # -- meetings held

    def _adopt(self, sentence: Sentence, clauses: list[Clause], marks: Marks) -> None:
        """A meeting told without a day, in a sentence whose only day belongs to nothing else, was on that day."""
        spoken_for = {clause.start: clause for clause in clauses if clause.sense is Sense.OTHER}
        events = self.told.events
        days = [
            day
            for day in marks.days
            if len(marks.days) == 1 or not any(at <= day.start < known.end for at, known in spoken_for.items())
        ]
        telling = [clause for clause in clauses if clause.sense is Sense.HELD]
        if len(events) != 1 or events[0].day is not None or not telling:
            return
        days = days if len(days) < 2 else self._right_before(clauses, days)
        if len(days) != 1:
            return
        day = days[0]
        clause = next((clause for clause in clauses if clause.start <= day.start < clause.end), None)
        if clause is None or day.lean is Lean.COMING:
            return
        there = any(_THAT_DAY.search(known.low) for known in telling)
        there |= bool(say.UNFULFILLED.search(clause.low) or clause.sense is Sense.NOT_HELD) and any(
            _AFTER_ALL.search(known.low) for known in telling
        )
        if not there and (clause.sense is not Sense.NONE or _ABOUT_OTHERS.match(clause.low)):
            return
        when = day.day.past(self._today)
        if (
            isinstance(when, date)
            and not is_bounded(sentence.low, day)
            and not DENIED.search(sentence.low[: day.start])
        ):
            events[0].day = when
            self.told.note("held_on", sentence.text[day.start : day.end])

    def _arrived(self, sentence: Sentence, marks: Marks) -> None:
        """The day of the way there, told right before or behind a meeting without a day, was the meeting's."""
        journey: When | None = None
        if len(marks.days) == 1 and marks.days[0].lean is not Lean.COMING and _WENT_THERE.search(sentence.low):
            journey = marks.days[0].day.past(self._today)
        day = journey or self._journey
        self._journey = journey
        if isinstance(day, date) and len(self.told.events) == 1 and self.told.events[0].day is None:
            self.told.events[0].day = day

    @staticmethod
    def _right_before(clauses: list[Clause], days: list[DayMention]) -> list[DayMention]:
        """The days of the fragments right before what tells of the meeting ("on the 17th, both upright, we met")."""
        place = next(place for place, clause in enumerate(clauses) if clause.sense is Sense.HELD)
        first = place
        while first and clauses[first - 1].verbless and clauses[first - 1].sense is Sense.NONE:
            first -= 1
        return [day for day in days if clauses[first].start <= day.start < clauses[place].start]

    def _hints(self, sentence: Sentence, clauses: list[Clause]) -> bool:
        """Whether the sentence names a day gone by of which no clause made anything: perhaps a meeting's."""
        for clause in clauses:
            mine = clause.marks
            visit = clause.sense is Sense.OTHER and mine.formats and (mine.times or mine.spans)
            if not (visit or clause.sense in (Sense.NONE, Sense.PLANNED)) or not (clause.past or clause.verbless):
                continue
            if clause.sense is Sense.NONE and (mine.lengths or mine.spans) and not clause.low.endswith("?"):
                return True
            for day in mine.days:
                when = day.day.past(self._today)
                gone = isinstance(when, date) and (clause.past or day.lean is Lean.PAST)
                used = any(event.day == when for event in self.told.events)
                if mine.formats and isinstance(when, date) and clause.past and not used:
                    return True
                if gone and not used and not is_bounded(sentence.low, day) and not _ABOUT_OTHERS.match(clause.low):
                    return True
        return False

    def _held(self, sentence: Sentence, clause: Clause, marks: Marks) -> list[Anchor]:
        did = hints.DAY_DID.match(clause.low) is not None
        self.told.strong |= clause.strong or sentence.question == 1 or did
        self.told.outright |= did or (clause.strong and hints.WE_MET.search(clause.low) is not None)
        low = sentence.low
        days = clause.marks.days
        paired: list[Anchor] = []
        denied = [day for day in marks.days if DENIED.search(low[: day.start])]
        unlikely = [] if CORRECTS.search(low) else self.days.unlikely(sentence, clause, days)
        for day in days:
            possessive = low[day.start : day.end + 2].endswith("'s") or low[day.end - 2 : day.end] == "'s"
            ordinal = isinstance(day.day, DayOfMonth) and not any(c.isdigit() for c in low[day.start : day.end])
            if ordinal and len(self.told.events) > 1 and WHICH.search(low):
                continue
            until = clause.link == "until" and day.start - clause.start < 6
            bounded = not until and is_bounded(low, day)
            vague = isinstance(day.day, Vague) and (len(days) > 1 or bool(self.told.events))
            if day in denied or vague or (not possessive and bounded):
                continue
            if paired and _OF_ITS_TOPIC.search(low[paired[-1].end : day.start][-80:]):
                continue
            if day.lean is Lean.COMING:
                self._planner.plan(sentence, day, marks)
                continue
            if (
                not _YES.match(low)
                and not (clause.strong and not _ANEW.search(low[max(0, day.start - 12) : day.start]))
                and not isinstance(day.day.past(self._today), date)
                and isinstance(day.day.coming(self._today), date)
            ):
                self._planner.plan(sentence, day, marks)
                continue
            if day in unlikely or self._again.passes_over(day):
                continue
            just_told = self.told.events[self._told_before :]
            event = self._event_on(day, sentence, bool(denied), paired)
            paired.append(Anchor(day.start, day.end, event))
            if self._context.tells_freely:
                self.days.note(event, sentence, clause, day, filled=any(event is each for each in just_told))
        if paired:
            self._senses.focus = [anchor.event for anchor in paired]
        elif (
            not self.told.events
            and self._planner.moved
            and clause.strong
            and isinstance(self._planner.moved[-1].past(self._today), date)
        ):
            self._senses.focus = [self._new_event(self._planner.moved[-1].past(self._today))]
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
        if self._again.otherwise is not None and when == self._again.otherwise:
            return self.told.events[0]
        if isinstance(when, date):
            same = next((event for event in self.told.events if event.day == when), None)
            if same or (same := self._of_that_weekday(sentence, mention)):
                return same
        if self.told.events and self._is_correction(sentence, mention, denied, paired):
            target = paired[-1].event if paired else (self._senses.focus or self.told.events)[-1]
            if isinstance(target.day, date) and target.day != when:
                self._again.taken_back.add(target.day)
            target.day = when
            if paired and paired[-1].event is target:
                paired.pop()
            return target
        again = _AGAIN.search(sentence.low, 0, mention.start)
        if (
            again
            and isinstance(when, date)
            and len(self.told.events) == 1
            and not isinstance(self.told.events[0].day, date)
            and not paired
        ):
            return self._new_event(when)
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

    def _of_that_weekday(self, sentence: Sentence, mention: DayMention) -> Event | None:
        """The meeting in mind, where a bare weekday says which day of the week it was ("the 6th, it was Friday")."""
        focus = self._senses.focus
        of_it = isinstance(mention.day, Weekday) and _IT_WAS_A.search(sentence.low, 0, mention.start)
        if len(focus) != 1 or not isinstance(mention.day, Weekday) or not of_it:
            return None
        day = focus[0].day
        return focus[0] if isinstance(day, date) and day.weekday() == mention.day.weekday else None

    def _is_correction(self, sentence: Sentence, mention: DayMention, denied: bool, paired: list[Anchor]) -> bool:
        low = sentence.low
        before = (day.end for day in self.marks.days if day.end <= mention.start)
        after = paired[-1].end if paired else max(before, default=0)
        between = low[after : mention.start]
        if self._retold(low, mention):
            return True
        first = not any(day.end <= mention.start for day in self.marks.days)
        if (denied or (self._senses.correcting and first)) and not paired:
            return True
        if paired:
            return bool(CORRECTS.search(between))
        return bool(CORRECTS.search(between)) and len(between) < 60

    def _retold(self, low: str, mention: DayMention) -> bool:
        """ "Scratch that, Tuesday we were closed, so Wednesday": the day told is named again, for what it was."""
        earlier = [day for day in self.marks.days if day.end <= mention.start]
        told = {event.day for event in self._senses.focus}
        named_again = any(isinstance(when := day.day.past(self._today), date) and when in told for day in earlier)
        return named_again and CORRECTS.search(low, 0, earlier[0].start) is not None

    def _new_event(self, when: When | None = None) -> Event:
        event = Event(when)
        if len(self.told.events) < MOST_MEETINGS:
            self.told.events.append(event)
        return event

    def _count(self, sentence: Sentence, clauses: list[Clause], marks: Marks) -> None:
        """As many meetings as are counted, where fewer were given a day."""
        wanted = meetings_counted(sentence, clauses, marks)
        while len(self.told.events) < min(wanted, MOST_MEETINGS):
            self._senses.focus.append(self._new_event())

    # -- meetings that were none

    def _take_back(self, low: str, *, told_here: bool) -> None:
        """What a sentence says was no meeting is none, though it was told as one."""
        all_of_them = were_none(low)
        if not (all_of_them or (told_here and was_none(low)) or never_was(low)):
            return
        self._forget(self.told.events if all_of_them else self._senses.focus)

    def _forget(self, none: list[Event]) -> None:
        kept = [event for event in self.told.events if all(event is not each for each in none)]
        self.told.events[:] = kept
        self.told.strong &= bool(kept)
        self.told.not_held = True
        self._senses.focus, self._senses.last = [], Sense.NOT_HELD

    def _written(self, sentence: Sentence, clauses: list[Clause]) -> None:
        if any(clause.written for clause in clauses) and not any(clause.sense is Sense.HELD for clause in clauses):
            self.told.written_only = True
