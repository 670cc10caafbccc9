"""The writer's own words → what they claim, with the phrase each field came from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import islice

from service.domain import Claims, Doubt, MeetingClaim, NextMeeting
from service.reading.answers import help as helping
from service.reading.answers.rating import RatingMention, lone_rating, rating_of, revised_rating
from service.reading.days.dates import Lack
from service.reading.opinions import second_opinion
from service.reading.opinions.features import in_place
from service.reading.patterns.cued import Cued
from service.reading.prose.runons import parted
from service.reading.prose.text import LONGEST, Sentence, lower, sentences
from service.reading.story.fallen import of_one_reply
from service.reading.story.meetings import Event, next_meeting
from service.reading.story.story import Story
from service.reading.story.whether_met import WhetherMet
from service.reading.story.which_days import WhichDays
from service.reading.topics.talk import Talk
from service.reading.topics.topic_model import Ear, ear_of
from service.reading.topics.which_topics import WhichTopics
from service.reading.values import Context, Words

MOST_SENTENCES = 500
"""Sentences that are read: `LONGEST` characters of prose hold 250, of items of a letter each ("1. x") 2,500."""


@dataclass(frozen=True, slots=True)
class Interpreted:
    """What the writer's words mean: the claims, the fields they spoke of, what they ask, and on what it rests.

    `spoken_of` and `evidence` use the names of a record ("met", "meetings", "next_meeting", "satisfaction",
    "needs_help"; evidence also "held_on", "duration_minutes", "format", "topics").
    """

    claims: Claims = Claims()
    spoken_of: frozenset[str] = frozenset()
    help_words: str = ""
    evidence: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def interpret(words: Words, subject: str, moment: datetime, context: Context, ear: Ear | None = None) -> Interpreted:
    """Read `words` as of `moment` (aware) in `context.zone`; the subject counts where there are no words. `ear`: what
    hears the topics, if not that of the context's catalogue."""
    if not context.day_first and _writes_day_first(words):
        context = replace(context, day_first=True)
    heard = Heard(moment.astimezone(context.zone).date(), context, ear or ear_of(context.topics))
    heard.hear(in_place(list(islice(sentences_of(words, subject, context), MOST_SENTENCES))))
    return heard.outcome()


_DAY_FIRST = re.compile(r"(?<![\d/])(?:1[3-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])(?![\d])")
_MONTH_FIRST = re.compile(r"(?<![\d/])(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])(?![\d])")


def _writes_day_first(words: Words) -> bool:
    """Whether one date of the mail can only be day/month and none only month/day: then "11/12" beside it is, too."""
    text = words.text[:LONGEST]
    return "/" in text and _DAY_FIRST.search(text) is not None and _MONTH_FIRST.search(text) is None


# -- sentences -------------------------------------------------------------------------------------------------------

_REPLY_MARKS = re.compile(r"^(?:\s*(?:re|aw|sv|fwd?)\s*:|\s*\[[^\]]{0,40}\])+", re.I)


_NOT_RIGHT = re.compile(
    r"^\W{0,5}(?:no|nope|not\s(?:quite|right|correct)|wrong|(?:so\s|very\s)?sorry|oops|correction)\b[\s,.:;!–—-]{1,5}(?=\w)",
    re.I,
)
"""How a correction begins: it speaks of what the receipt said, not of the meeting ("No, it was by phone")."""


def sentences_of(words: Words, subject: str, context: Context) -> Iterator[Sentence]:
    """The sentences of all segments, as much as is read."""
    segments = [(segment.text, segment.question) for segment in words.segments if segment.text.strip()]
    if context.correcting and not context.asked and segments and segments[0][1] is None:
        segments[0] = (_NOT_RIGHT.sub("", segments[0][0]), None)
    left = LONGEST
    for number, (text, question) in enumerate(segments or [(_REPLY_MARKS.sub("", subject), None)]):
        stretches = sentences(text[:left], question, 100 * number)
        for sentence in (statement for stretch in stretches for statement in parted(stretch)):
            by_itself = not context.asked or sentence.question is not None
            yield sentence if by_itself else _in_its_light(sentence, context.asked)
        left -= len(text)
        if left <= 0:
            return


_ASKS = {
    Doubt.HELD_ON: 1,
    Doubt.MET: 1,
    Doubt.DURATION: 1,
    Doubt.FORMAT: 2,
    Doubt.NEXT_MEETING: 4,
    Doubt.SATISFACTION: 5,
}
"""What our question back asked about → the question of the check-in that a bare answer to it answers."""
_A_NUMBER = re.compile(r"^\W*(?:the\s+)?(\d{1,3})\W*$")
_SHORT = 8


def _in_its_light(sentence: Sentence, asked: frozenset[Doubt]) -> Sentence:
    """A short answer to our question back, tied to what it answers; a bare number becomes what was asked for."""
    if len(sentence.low.split()) > _SHORT:
        return sentence
    number = _A_NUMBER.match(sentence.low)
    for doubt in sorted(asked):
        if number and (meant := _number_meant(int(number[1]), doubt)):
            return replace(sentence, text=meant, low=lower(meant), question=_ASKS[doubt])
    if len({_ASKS[doubt] for doubt in asked}) == 1 and not number:
        return replace(sentence, question=_ASKS[min(asked)])
    return sentence


def _number_meant(number: int, doubt: Doubt) -> str:
    """ "12" asked for a day is the 12th, "45" asked for a length is minutes; nothing where it cannot be that."""
    if doubt in (Doubt.HELD_ON, Doubt.NEXT_MEETING) and 1 <= number <= 31:
        return f"on the {number}th"
    if doubt is Doubt.DURATION and number >= 10:
        return f"{number} minutes"
    return str(number) if doubt is Doubt.SATISFACTION else ""


# -- what comes of them ----------------------------------------------------------------------------------------------

_ONLY_YES = re.compile(r"\W*(?:yes|yep|yeah|yup|we\s+did|yes,?\s+we\s+did)\W*$")
"""A reply of one word answers the first question."""
_NO_AT_FIRST = Cued(
    r"^\W*(?:(?:alas|sadly|sorry|so\s+sorry|um|well|honestly|unfortunately)\W+)?(?:no|nope|nah|not\s+(?:yet|this|so\s+far|since|once|a\s+chance)|(?:i'm\s+|am\s+)?'?(?:a?fraid|sorry\s+to\s+say)\s+not)\b"
    r"(?=\W*$|(?<=since)\s+\w|\s+(?:month|time|round|week|cycle|semester|term)\b|\s*[,;.–—-]|\s+(?:and|we|i|she|he|because|not|it|this)\b)"
    r"(?!.*\b(?:question|complain|help|problem|need|news|change|thank|worr|issue|concern|request)\w*)"
)
"""A reply that begins with "No" answers the first question."""
_ASKS_ITSELF = re.compile(
    r"^\W*(?:(?:so|well|now)\W+)?(?:(?:have|did)\s+(?:we|she\s+and\s+i|he\s+and\s+i|the\s+two\s+of\s+us)\b[^?]{0,60}|met|any\s+meetings?[^?]{0,20})\?\W*$"
)
"""Our first question put by the writer, who answers it in the next breath ("Did we get together? No.")."""
_GREETING = re.compile(
    r"^\W*(?:dear|hi|hello|hey|good\s+(?:morning|afternoon|evening|day))\b(?:\W+(?!(?:yes|yep|yeah|no|nope|not|we|i|met|\d+)\b)\w+){0,3}\W*$"
)
_TAKES_BACK = re.compile(
    r"\W*(?:(?:no|sorry|wait|actually),(?!\s+(?:i\s+need|nothing|none|thank|not\b))|(?:make|scratch|strike)\s+that\b|on\s+second\s+thoughts?)"
)
_CORRECTED = re.compile(r"\W*(?:no|sorry|wait|actually|make\s+(?:that|it)|ps\b|p\.s)")


_LETS_SAY = re.compile(r"\W*(?:let's\s+say|let\s+me\s+say|i'll\s+(?:say|go\s+with)|call\s+it|say|put)\b")
"""What settles on one of two ratings named before it."""
_A_FEW_WORDS = 40
"""Words of a reply that names its topics rather than telling of them."""
_FEW = 6
"""Words of a sentence that gives its rating and nothing else ("My evaluation: 4")."""
_TALKED = Cued(r"\b(?:we|she|he|i)\s+(?:\w+ly\s+)?(?:talked|spoke|discussed)\b")
"""What was talked about is told, though the sentence asks, too."""


class Heard:
    """All sentences, taken in one after the other: the story of the meetings, their talk, ratings and requests."""

    def __init__(self, today: date, context: Context, ear: Ear) -> None:
        self._today, self._context = today, context
        self._story, self._talk = Story(today, context), Talk(ear, today)
        self._ratings: list[tuple[Sentence, RatingMention]] = []
        self._calls: list[Sentence] = []
        self._first_answer = ""
        self._before: Sentence | None = None
        self._told: list[Sentence] = []
        self._answered: frozenset[int | None] = frozenset()
        self._began_with_no = False

    def hear(self, told: list[Sentence]) -> None:
        if len(told) > 1 and _ASKS_ITSELF.match(told[0].low) and _NO_AT_FIRST.match(told[1].low):
            told = told[1:]
        talks = (None, 3) if any(sentence.question == 3 for sentence in told) else (None, 1, 3)
        told = told[1:] if len(told) > 1 and _GREETING.match(told[0].low) else told
        self._told = told
        self._first_answer = next((sentence.low for sentence in told if sentence.question == 1), "")
        if len(told) == 1 and _ONLY_YES.match(told[0].low) and not self._context.asked:
            self._first_answer = told[0].low
        self._began_with_no = bool(told) and told[0].question is None and bool(_NO_AT_FIRST.match(told[0].low))
        self._answered = frozenset(sentence.question for sentence in told)
        for place, sentence in enumerate(told):
            self._take(sentence, told[place + 1].low if place + 1 < len(told) else "", sentence.question in talks)
            self._before = sentence

    def _take(self, sentence: Sentence, following: str, may_talk: bool) -> None:
        rating = None if sentence.question in (1, 2, 4) else self._rating_in(sentence)
        asks = helping.asks(sentence, following)
        if self._context.of_checkin:
            asks = second_opinion.asks(sentence, asks)
        if rating:
            self._ratings.append((sentence, rating))
        if asks:
            self._calls.append(sentence)
        if sentence.question in (5, 6) or (rating and lone_rating(sentence.low)):
            return
        self._story.hear(sentence)
        of_the_number = rating is not None and len(sentence.low.split()) <= _FEW
        if may_talk and not of_the_number and (not asks or _TALKED.search(sentence.low)):
            self._talk.hear(sentence, self._story)

    def _rating_in(self, sentence: Sentence) -> RatingMention | None:
        """The rating that a sentence gives, or puts in the place of the one that the sentence before it gave."""
        given = rating_of(sentence.low, sentence.question == 5)
        if given or not self._ratings or self._before is not self._ratings[-1][0]:
            return given
        return revised_rating(sentence.low)

    def outcome(self) -> Interpreted:
        whether = self.whether_met()
        told, met = whether.told, whether.decided()
        self.which_days(met).settle()
        talks = self.talks() if met else []
        meetings = tuple(self._claim(event, talk) for event, talk in zip(_in_order(told.events), talks, strict=False))
        day, at, minutes = next_meeting(told, self._today, self._context)
        rating = self._rating()
        satisfaction = rating[1].value if rating else None
        unsure = {
            Doubt.MET: told.doubted,
            Doubt.NEXT_MEETING: day is Lack.UNSURE,
            Doubt.SATISFACTION: rating is not None and satisfaction is None,
        }
        coming = NextMeeting(day, at, minutes) if isinstance(day, date) else None
        doubts = frozenset(doubt for doubt, is_so in unsure.items() if is_so)
        fallen = of_one_reply(told.fallen, met)
        claims = Claims(met, meetings, coming, satisfaction, bool(self._calls), doubts, fallen)
        spoken = {
            "met": met is not None,
            "meetings": bool(meetings),
            "next_meeting": told.planned or 4 in self._answered,
            "satisfaction": rating is not None,
            "needs_help": bool(self._calls) or 6 in self._answered,
        }
        spoken_of = frozenset(name for name, is_so in spoken.items() if is_so)
        help_words = " ".join(sentence.said or sentence.text for sentence in self._calls)
        return Interpreted(claims, spoken_of, help_words, self._evidence(rating, talks))

    def whether_met(self) -> WhetherMet:
        """What decides whether they met, now that all has been heard."""
        self._story.end()
        return WhetherMet(
            self._story,
            self._told,
            self._context,
            self._first_answer,
            self._began_with_no,
            rated=bool(self._ratings),
            asks=bool(self._calls),
        )

    def which_days(self, met: bool | None) -> WhichDays:
        """What decides which days were those of meetings, and which is that of the next, once it is known whether they
        `met`."""
        return WhichDays(self._story, met, self._told, self._today, self._context)

    def talks(self) -> list[WhichTopics]:
        """What was heard of the talk of each meeting, in their order."""
        shortly = sum(len(sentence.low.split()) for sentence in self._told) < _A_FEW_WORDS
        return [self._talk.which(event, shortly) for event in _in_order(self._story.told.events)]

    def _claim(self, event: Event, talk: WhichTopics) -> MeetingClaim:
        return MeetingClaim(
            event.day if isinstance(event.day, date) else None,
            event.minutes,
            event.format or event.weak_format,
            self._topics(talk),
            frozenset({Doubt.HELD_ON}) if event.day is Lack.UNSURE else frozenset(),
        )

    def _topics(self, talk: WhichTopics) -> tuple[str, ...]:
        return talk.settled if self._context.tells_freely else talk.found

    def _rating(self) -> tuple[Sentence, RatingMention] | None:
        """The rating that stands: the one under its question before any other, the first unless a later corrects it."""
        answered = [given for given in self._ratings if given[0].question == 5]
        chosen = answered or self._ratings
        chosen = [given for given in chosen if not given[1].missed] or chosen
        torn = bool(chosen) and chosen[0][1].value is None
        corrected = [
            given
            for given in chosen[1:]
            if _CORRECTED.match(given[0].low)
            or self._taken_back(chosen[0], given)
            or (torn and _LETS_SAY.match(given[0].low))
        ]
        given = corrected[-1] if corrected else chosen[0] if chosen else None
        if answered or corrected or not self._context.of_checkin:
            return given
        return second_opinion.rating(self._told, given, self._context)

    def _taken_back(self, first: tuple[Sentence, RatingMention], later: tuple[Sentence, RatingMention]) -> bool:
        """Whether a sentence between two ratings takes back the first, and the later stands alone ("A 3. No, that's
        unfair. 4.")."""
        between = self._told[self._told.index(first[0]) + 1 : self._told.index(later[0])]
        return lone_rating(later[0].low) is not None and any(_TAKES_BACK.match(sentence.low) for sentence in between)

    def _evidence(
        self, rating: tuple[Sentence, RatingMention] | None, talks: Sequence[WhichTopics]
    ) -> dict[str, tuple[str, ...]]:
        found = {name: tuple(phrases) for name, phrases in self._story.told.evidence.items()}
        if rating:
            found["satisfaction"] = (rating[0].text,)
        if self._calls:
            found["needs_help"] = tuple(sentence.text for sentence in self._calls)
        if topics := tuple(self._phrases_of(talks)):
            found["topics"] = topics
        return found

    def _phrases_of(self, talks: Sequence[WhichTopics]) -> Iterator[str]:
        """The phrases behind the topics taken: where rules heard one, else the sentence that most speaks for it."""
        taken = {slug: talk for talk in talks for slug in self._topics(talk)}
        phrases = self._talk.phrases
        yield from (f"{slug}: {phrase}" for slug, phrase in phrases if slug in taken)
        for slug in sorted(taken.keys() - {slug for slug, _ in phrases}):
            if home := taken[slug].home(slug):
                yield f"{slug}: {home.text.strip()}"


def _in_order(events: list[Event]) -> list[Event]:
    return sorted(events, key=lambda event: event.day if isinstance(event.day, date) else date.max)
