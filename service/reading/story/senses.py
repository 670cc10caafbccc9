"""The sense of each clause in its story: what its own words leave open is told by its question, its neighbours, the
days that can be, and what was told before."""

from __future__ import annotations

import re
from datetime import date

from service.domain import Doubt
from service.reading.clauses import hints
from service.reading.clauses.bookings import IS_BOOKED
from service.reading.clauses.clauses import AT_OUR_MEETING, Clause, Sense, points_back
from service.reading.clauses.company import in_company, will_be_in_company
from service.reading.clauses.marks import NO_MARKS, Marks
from service.reading.clauses.turns import CALLED_OFF, CORRECTS, COUNT, DENIED, ENDED_UP, MOVED, SORRY, TO_A_DAY
from service.reading.days.dates import LONGEST_BACK, DayMention, Lean, only_coming, only_past
from service.reading.prose import lexicon as say
from service.reading.prose.text import Sentence
from service.reading.story.meetings import Event, Told

_SUBORDINATE = frozenset(
    {"since", "because", "as", "although", "though", "while", "who", "which", "where", "when", "if"}
)
"""Links whose clause passes its sense on to no fragment behind it."""
_BESIDE = 20
"""Characters before a day within which a correction is of the clause before it ("the 24th, no, the 25th")."""
_TELLING = frozenset({Sense.HELD, Sense.PLANNED, Sense.NOT_HELD})


class Senses:
    """Gives each clause of a sentence its sense, knowing what has been told so far.

    `last` is the sense of the clause that last told of a meeting; `focus` the meetings the teller has in mind.
    """

    def __init__(self, today: date, asked: frozenset[Doubt], told: Told) -> None:
        self._today, self.told = today, told
        self._asked_day = asked & {Doubt.HELD_ON, Doubt.NEXT_MEETING, Doubt.MET}
        self.last: Sense = Sense.NONE
        self.correcting = False
        self.focus: list[Event] = []
        self._all = NO_MARKS

    def settle(self, sentence: Sentence, clauses: list[Clause], marks: Marks) -> list[Clause]:
        """The clauses with a sense for each that has none of its own."""
        self._all = marks
        if hints.OF_ANOTHER_PAIR.match(sentence.low):
            return [clause._replace(sense=Sense.OTHER) for clause in clauses]
        out: list[Clause] = []
        for place, clause in enumerate(clauses):
            main = [known for known in out if known.link not in _SUBORDINATE] if clause.verbless else out
            before = main[-1] if main else None
            sense = self._sense(sentence, clause, before, clauses[place + 1 :], marks)
            if hints.NO_MEETING_OF_THE_PAIR.match(clause.low):
                out = [each._replace(sense=Sense.OTHER) for each in out]
                sense = Sense.OTHER
            elif hints.ANSWER_FOLLOWS.search(clause.low):
                out = [each._replace(sense=Sense.OTHER) if each.verbless else each for each in out]
            out.append(clause if sense is clause.sense else clause._replace(sense=sense))
        return out

    def _sense(
        self, sentence: Sentence, clause: Clause, before: Clause | None, following: list[Clause], marks: Marks
    ) -> Sense:
        mine, told_before = clause.marks, before.sense if before else None
        if clause.verbless and hints.FAILING_THAT.match(sentence.low):
            return Sense.OTHER
        if (
            clause.verbless
            and told_before is Sense.OTHER
            and hints.WITH_A_NAME.match(clause.low)
            and self._met_whom(sentence)
        ):
            return Sense.HELD
        if self.told.events and not mine.days and hints.HERS.match(clause.low):
            return Sense.OTHER
        sense = self._revised(sentence, clause, told_before, mine)
        if sense is not clause.sense or sense is not Sense.NONE:
            return sense
        if clause.link in ("which", "(") and before is not None and hints.ENDS_OTHERWISE.search(before.low):
            return Sense.OTHER
        if points_back(clause.low) and (told_before or self.last) in _TELLING:
            return self._back(told_before if told_before in _TELLING else self.last, clause, mine)
        if sentence.question in (3, 5, 6):
            return Sense.PLANNED if told_before is Sense.PLANNED and clause.verbless and mine.days else Sense.NONE
        if mine.days:
            return self._by_evidence(sentence, clause, before, following, marks)
        return self._undated(sentence, clause, told_before, following, mine)

    # -- a second look at what the words of the clause say

    def _revised(self, sentence: Sentence, clause: Clause, before: Sense | None, mine: Marks) -> Sense:
        match clause.sense:
            case Sense.NOT_HELD:
                return self._not_held(sentence, clause, before, mine)
            case Sense.HELD:
                return self._held(sentence, clause, before, mine)
            case Sense.PLANNED:
                return self._planned(sentence, clause, before, mine)
            case Sense.NONE:
                return self._uncounted(sentence, clause, before, mine)
        return Sense.OTHER

    def _not_held(self, sentence: Sentence, clause: Clause, before: Sense | None, mine: Marks) -> Sense:
        if hints.BARE_NO.match(clause.low) and CORRECTS.search(sentence.low):
            if before in (Sense.HELD, Sense.PLANNED):
                return before
            if self.told.events:
                return Sense.NONE
        if before is Sense.NOT_HELD and clause.link == "so" and hints.IT_WAS.match(clause.low) and mine.days:
            return Sense.HELD
        if self._moved_to(sentence, clause, mine):
            if all(day.lean is Lean.PAST or only_past(day.day, self._today) for day in mine.days):
                return Sense.HELD
            self.told.not_held = True
            return Sense.PLANNED
        if not clause.strong and (self.told.events or before is Sense.HELD or sentence.question):
            return Sense.NONE
        if sentence.question == 4 and not CALLED_OFF.search(clause.low):
            return Sense.PLANNED if mine.days else Sense.NONE
        return Sense.NOT_HELD

    def _planned(self, sentence: Sentence, clause: Clause, before: Sense | None, mine: Marks) -> Sense:
        if hints.NO_ANSWER.search(sentence.low) and clause.verbless:
            return Sense.NOT_HELD
        if before is not None and self._once_more(clause, mine):
            return Sense.OTHER if before is Sense.NONE else before
        if not mine.days:
            if hints.SPEAK_OF.search(clause.low) or (before is Sense.HELD and hints.SAME_PLACE.match(clause.low)):
                return Sense.HELD
            return Sense.NONE if sentence.question == 3 and not self._all.days else Sense.PLANNED
        if hints.COULD.search(clause.low) and self._could_by_now(sentence, mine):
            return Sense.HELD
        told_by_now = self._all.lengths or hints.YES.match(sentence.low)
        if told_by_now and not IS_BOOKED.search(clause.low) and all(self._is_by_now(day) for day in mine.days):
            return Sense.HELD
        told_now = not (clause.past or clause.verbless or self.told.not_held or hints.WILL.search(sentence.low))
        if told_now and all(self._is_long_ahead(day) for day in mine.days):
            return Sense.HELD
        if clause.past and all(only_past(day.day, self._today) for day in mine.days):
            return Sense.HELD if say.MET.search(clause.low) else Sense.OTHER
        return Sense.PLANNED

    def _held(self, sentence: Sentence, clause: Clause, before: Sense | None, mine: Marks) -> Sense:
        if hints.NO_ANSWER.search(sentence.low):
            return Sense.NOT_HELD
        if sentence.question == 4 and not (clause.strong and clause.past):
            return Sense.PLANNED
        of_another = before is Sense.OTHER and clause.link in ("", "and")
        if of_another and say.PAST.match(clause.low) and not say.MET.match(clause.low):
            return Sense.OTHER
        if not clause.strong and mine.days and not clause.ours:
            return Sense.NONE
        if (
            before in (Sense.NONE, Sense.OTHER)
            and hints.IT_WENT.match(clause.low)
            and not mine.days
            and not self.told.events
        ):
            return Sense.NONE
        conceded = before is Sense.NOT_HELD and clause.link in ("though", "although", "but", "except")
        if conceded and mine.lengths and max(length.minutes for length in mine.lengths) <= hints.IN_PASSING:
            return Sense.NOT_HELD
        return Sense.HELD

    def _uncounted(self, sentence: Sentence, clause: Clause, before: Sense | None, mine: Marks) -> Sense:
        """A fragment that counts meetings tells of them ("Two calls this month")."""
        if not (clause.verbless and COUNT.search(clause.low) and sentence.question in (None, 1)):
            return Sense.NONE
        return Sense.HELD if self.last is not Sense.NOT_HELD or mine.days or mine.lengths else Sense.OTHER

    def _once_more(self, clause: Clause, mine: Marks) -> bool:
        """Whether "again on the 10th" goes on with what was told: it lies between the day before it and today."""
        if not (clause.verbless and hints.AGAIN.match(clause.low)) or not mine.days or mine.days[0].lean is Lean.COMING:
            return False
        when = mine.days[0].day.past(self._today)
        earlier = [day.day.past(self._today) for day in self._all.days if day.start < mine.days[0].start]
        known = [day for day in earlier if isinstance(day, date)]
        return isinstance(when, date) and bool(known) and max(known) < when

    def _goes_on(self, clause: Clause, before: Sense | None, mine: Marks) -> bool:
        """Whether a clause without a subject goes on telling of the meeting in mind ("Stayed an hour")."""
        going_on = self.last is Sense.HELD and before in (None, Sense.NONE, Sense.HELD) and bool(self.focus)
        lacks = any(event.minutes is None for event in self.focus)
        return going_on and lacks and bool(mine.lengths) and bool(say.PAST.match(clause.low))

    @staticmethod
    def _met_whom(sentence: Sentence) -> bool:
        """Whether the sentence counts up whom the writer met ("met with the dean on Monday, with Luz on Tuesday")."""
        return bool(re.search(r"\bmet\s+with\b", sentence.low))

    @staticmethod
    def _moved_to(sentence: Sentence, clause: Clause, mine: Marks) -> bool:
        """Whether the clause moves the meeting to a new day: "it's moved to Thursday"."""
        moved = MOVED.search(clause.low)
        return moved is not None and any(
            TO_A_DAY.search(sentence.low[clause.start : day.start])
            for day in mine.days
            if day.start - clause.start >= moved.end()
        )

    def _could_by_now(self, sentence: Sentence, mine: Marks) -> bool:
        """Whether "could meet on the 10th" tells of what was: its day cannot be to come, or may be gone and its length
        is said."""
        if all(only_past(day.day, self._today) for day in mine.days):
            return True
        gone = all(isinstance(day.day.past(self._today), date) and day.lean is not Lean.COMING for day in mine.days)
        return gone and bool(self._all.lengths) and not self.told.events and sentence.question in (None, 1)

    def _is_by_now(self, mention: DayMention) -> bool:
        """Whether the day is today or before it, whatever the tense ("today we meet by Teams, one hour"); a date that
        would come only months from now was."""
        today = mention.day.coming(self._today) == self._today
        return mention.lean is Lean.PAST or today or self._is_long_ahead(mention)

    def _is_long_ahead(self, mention: DayMention) -> bool:
        """Whether a day that has been would come again only months from now."""
        past, coming = mention.day.past(self._today), mention.day.coming(self._today)
        return isinstance(past, date) and (not isinstance(coming, date) or (coming - self._today).days > LONGEST_BACK)

    def _back(self, back: Sense | None, clause: Clause, mine: Marks) -> Sense:
        """ "It was…", "that will be…": of the meeting just spoken of, but for a tense that says otherwise."""
        if (
            back is Sense.PLANNED
            and clause.past
            and (self.told.events or any(isinstance(day.day.past(self._today), date) for day in mine.days))
        ):
            return Sense.HELD
        if (
            back in (Sense.HELD, Sense.NOT_HELD)
            and not clause.past
            and mine.days
            and not any(isinstance(day.day.past(self._today), date) for day in mine.days)
        ):
            return Sense.PLANNED
        return back or Sense.NONE

    def _by_evidence(
        self, sentence: Sentence, clause: Clause, before: Clause | None, following: list[Clause], marks: Marks
    ) -> Sense:
        """The sense of a dated clause that no word settles: by its tense, the days that can be, what goes with it."""
        correcting = self.last in _TELLING and SORRY.fullmatch(sentence.low[: marks.days[0].start])
        told_before = before.sense if before else Sense.NONE
        small_talk = hints.SMALL_TALK.match(sentence.low) and sentence.question is None
        if small_talk and not correcting and told_before not in _TELLING:
            return Sense.NONE
        settled = (
            self._by_its_form(sentence, clause, before, marks)
            or self._by_what_was_told(sentence, clause, before)
            or self._by_what_stands_beside(sentence, clause, before, following, marks)
        )
        if settled:
            return settled
        if clause.past and not clause.verbless and sentence.question != 1 and not self._meets(clause):
            return Sense.NONE
        weight = self._weight(sentence, clause, told_before, marks)
        if weight == 0:
            return told_before
        return Sense.HELD if weight > 0 else Sense.PLANNED

    def _meets(self, clause: Clause) -> bool:
        """Whether anything but the day speaks of a meeting: who, how long, where ("we lost power" does not)."""
        mine = clause.marks
        told = (
            mine.lengths
            or mine.spans
            or mine.formats
            or hints.DAY_DID.match(clause.low)
            or hints.DAY_WAS_IT.search(clause.low)
        )
        return bool(
            told or self._asked_day or say.MEETING.search(clause.low) or say.MEET.search(clause.low)
        ) or in_company(clause.low)

    def _by_its_form(self, sentence: Sentence, clause: Clause, before: Clause | None, marks: Marks) -> Sense | None:
        """A bound, a denial, "the one on the 3rd": the form of the clause tells what its day is."""
        mine, told_before = clause.marks, before.sense if before else Sense.NONE
        if clause.verbless and AT_OUR_MEETING.match(clause.low):
            gone = isinstance(mine.days[0].day.past(self._today), date) and mine.days[0].lean is not Lean.COMING
            return Sense.HELD if gone else Sense.PLANNED
        not_until = before is not None and hints.NOT_UNTIL.search(before.low)
        if clause.link == "until" and (told_before is Sense.NOT_HELD or not_until):
            still_to_come = before is not None and not (before.past or before.verbless)
            return Sense.PLANNED if still_to_come and told_before is not Sense.NOT_HELD else Sense.HELD
        written = say.WRITTEN.search(sentence.low) and told_before is Sense.NONE
        if clause.verbless and written and not (marks.lengths or marks.spans or marks.formats):
            return Sense.OTHER
        if all(hints.SINCE.search(sentence.low[max(0, day.start - 40) : day.start]) for day in mine.days):
            return Sense.OTHER
        if (
            hints.AWAY.match(clause.low)
            or clause.link in ("until", "since", "unless")
            or hints.DAY_WAS.match(clause.low)
        ):
            return Sense.OTHER
        if hints.THE_ONE.match(clause.low) and not clause.verbless:
            return Sense.HELD if clause.past else Sense.PLANNED
        denied = [day.day.past(self._today) for day in marks.days if DENIED.search(sentence.low[: day.start])]
        if any(event.day in denied for event in self.told.events):
            return Sense.HELD
        if clause.past and hints.NEGATED.search(clause.low) and sentence.question != 4:
            return Sense.NOT_HELD
        gone = all(day.lean is not Lean.COMING for day in marks.days)
        if hints.THAT_DAYS.match(clause.low) and not clause.verbless and gone:
            return Sense.HELD if clause.past else Sense.PLANNED
        return None

    def _by_what_was_told(self, sentence: Sentence, clause: Clause, before: Clause | None) -> Sense | None:
        """A correction of the day told last, or that day once more."""
        days = clause.marks.days
        if self.correcting and clause.verbless and self.last in (Sense.HELD, Sense.PLANNED):
            return self.last
        beside = CORRECTS.search(sentence.low[max(0, days[0].start - _BESIDE) : days[0].start])
        last = before.sense if beside and before is not None and before.sense in _TELLING else self.last
        if last in (Sense.HELD, Sense.PLANNED) and CORRECTS.search(sentence.low[: days[0].start]):
            return last
        known = [event.day for event in self.told.events]
        if sentence.question != 4 and any(day.day.past(self._today) in known for day in days):
            return Sense.HELD
        return None

    def _by_what_stands_beside(
        self, sentence: Sentence, clause: Clause, before: Clause | None, following: list[Clause], marks: Marks
    ) -> Sense | None:
        """Another's day, or the sense of the clause before or behind a fragment."""
        told_before = before.sense if before else Sense.NONE
        beside = any(known.sense is Sense.PLANNED and known.marks.days for known in following)
        if (sentence.question not in (1, 4) or beside) and self._somebody_elses_day(clause, before, marks):
            return Sense.NOT_HELD if told_before is Sense.NOT_HELD else Sense.NONE
        strong_next = any(known.sense is Sense.HELD and known.strong for known in following)
        if told_before is Sense.OTHER and clause.verbless and strong_next:
            return Sense.HELD
        if before is not None and told_before is Sense.NOT_HELD and self._is_new_day(clause, before):
            return Sense.PLANNED
        goes_on = clause.verbless and clause.link not in ("but", "so", "then") and not clause.low.startswith("so ")
        if told_before in (Sense.NOT_HELD, Sense.OTHER) and goes_on:
            return told_before
        opens = before is None or (before.verbless and before.sense is Sense.NONE)
        told_next = following[0].sense if following and not following[0].verbless else Sense.NONE
        of_its_own = told_next is Sense.NOT_HELD and following[0].marks.days
        if opens and clause.verbless and told_next in _TELLING and not of_its_own:
            return told_next
        return Sense.PLANNED if re.search(r"\bnext\b", sentence.opening) else None

    def _is_new_day(self, clause: Clause, before: Clause) -> bool:
        """Whether a fragment behind "we moved it" names the day it was moved to ("We rescheduled: November 6")."""
        mine = clause.marks
        can_only_come = all(
            isinstance(day.day.coming(self._today), date) and not isinstance(day.day.past(self._today), date)
            for day in mine.days
        )
        told = clause.link in (":", "-", "–", "—") or bool(mine.times)
        return clause.verbless and can_only_come and told and MOVED.search(before.low) is not None

    @staticmethod
    def _somebody_elses_day(clause: Clause, before: Clause | None, marks: Marks) -> bool:
        """Whether a dated clause is about neither partner's meeting: a subject of its own, and no length beside it."""
        together = in_company if clause.past else will_be_in_company
        if together(clause.low) or hints.FREE.match(clause.low) or hints.DAY_DID.match(clause.low):
            return False
        if clause.verbless:
            return before is not None and before.sense is Sense.NONE and not before.verbless and bool(before.marks.days)
        return not clause.ours and (
            bool(hints.THIRD.match(clause.low)) or not (clause.past and (marks.lengths or marks.spans))
        )

    def _weight(self, sentence: Sentence, clause: Clause, before: Sense, marks: Marks) -> int:
        """Above zero: the day is that of a meeting held; below: of one to come."""
        mine = clause.marks
        day = mine.days[0]
        if sentence.question != 4 and any(event.day == day.day.past(self._today) for event in self.told.events):
            return 9
        beside = mine if len(marks.days) > 1 or not clause.verbless else marks
        weight = {Lean.PAST: 3, Lean.COMING: -5}.get(day.lean, 0) if day.lean else 0
        weight += 0 if isinstance(day.day.coming(self._today), date) else 2
        weight -= 0 if isinstance(day.day.past(self._today), date) else 4
        if clause.low.startswith(("so ", "then ", "instead ")):
            weight -= 3 * any(
                only_coming(known.day, self._today) for known in self._all.days if known.start < day.start
            )
        weight += 2 if clause.past else 0 if clause.verbless else -2
        weight += 2 * bool(beside.lengths or beside.spans) + bool(mine.formats) - bool(mine.times and not mine.spans)
        weight += -1 if any(event.day is not None for event in self.told.events) else 1
        weight -= 2 * (self.told.not_held and all(event.day is None for event in self.told.events))
        weight += {Sense.HELD: 1, Sense.PLANNED: -2}.get(before, 0)
        weight += {1: 3 if not self.told.not_held else -3, 4: -6}.get(sentence.question or 0, 0)
        weight += 5 * bool(clause.verbless and not self.told.events and hints.YES.match(sentence.low))
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
        if clause.verbless and hints.NONE_AT_ALL.match(clause.low):
            return Sense.NOT_HELD if sentence.question == 1 and before is None else Sense.NONE
        by_question = {1: Sense.HELD, 2: Sense.HELD, 4: Sense.PLANNED}.get(sentence.question or 0)
        sort_of = sentence.question == 1 and clause.verbless and bool(hints.SORT_OF.match(clause.low))
        sort_of = sort_of or (clause.written and not (mine.lengths or mine.spans or mine.formats))
        if by_question and (clause.verbless or clause.ours) and not sort_of:
            return before if before in (Sense.NOT_HELD, Sense.OTHER) else by_question
        sentence_days = any(known.days for known in (mine,)) or bool(self._all.days)
        telling = bool(mine.lengths or mine.spans or mine.formats or mine.times)
        if sentence.question == 2 and not sort_of:
            return Sense.HELD
        if (
            (mine.lengths or mine.spans)
            and (hints.GUESSED.search(clause.low) or ENDED_UP.search(clause.low))
            and self.told.events
            and all(event.minutes is None for event in self.focus)
        ):
            return Sense.HELD
        if not clause.verbless and self._goes_on(clause, before, mine):
            return Sense.HELD
        if not clause.verbless:
            ours = telling and clause.past and clause.ours and not self.told.not_held and before is not Sense.NOT_HELD
            return Sense.HELD if ours else Sense.NONE
        if (
            before is Sense.OTHER
            and hints.ONLY_LENGTH.match(clause.low)
            and any(event.minutes is None for event in self.focus)
        ):
            return Sense.HELD
        if before not in (None, Sense.NONE):
            return before or Sense.NONE
        if before is None and following and following[0].sense in (Sense.HELD, Sense.PLANNED) and telling:
            return following[0].sense
        if not telling:
            return Sense.NONE
        if self.last is Sense.PLANNED:
            return Sense.PLANNED
        if self.told.events:
            return Sense.HELD
        return Sense.HELD if not self.told.not_held and (mine.lengths or mine.spans or sentence_days) else Sense.NONE
