"""The writer's own words → what they claim, with the phrase each field came from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from service.domain import Claims, Doubt, MeetingClaim, NextMeeting
from service.reading import help as helping
from service.reading.dates import Lack
from service.reading.meetings import Event, next_meeting
from service.reading.rating import RatingMention, lone_rating, rating_of
from service.reading.story import Story
from service.reading.talk import Talk, is_talk
from service.reading.text import LONGEST, Sentence, sentences
from service.reading.topics import book_of, topics_of
from service.reading.values import Context, Words


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


def interpret(words: Words, subject: str, moment: datetime, context: Context) -> Interpreted:
    """Read `words` as of `moment` (aware) in `context.zone`; the subject counts where there are no words."""
    today = moment.astimezone(context.zone).date()
    told = list(_sentences(words, subject, context))
    book = book_of(context.topics)
    talks = (None, 3) if any(sentence.question == 3 for sentence in told) else (None, 1, 3)
    story, talk = Story(today, context), Talk(book)
    ratings: list[tuple[Sentence, RatingMention]] = []
    calls: list[Sentence] = []
    for place, sentence in enumerate(told):
        following = told[place + 1].low if place + 1 < len(told) else ""
        rating = _rating(sentence, context)
        asked = helping.asks(sentence, following)
        if rating:
            ratings.append((sentence, rating))
        if asked:
            calls.append(sentence)
        if sentence.question in (5, 6) or (rating and lone_rating(sentence.low)):
            continue
        story.hear(sentence)
        if not asked and sentence.question in talks and (not rating or is_talk(sentence)):
            talk.hear(sentence, story)
    return _gather(story, talk, ratings, calls, told, today, context)


def _sentences(words: Words, subject: str, context: Context) -> Iterator[Sentence]:
    paragraph, length = 0, 0
    segments = [(segment.text, segment.question) for segment in words.segments if segment.text.strip()]
    for text, question in segments or [
        (re.sub(r"^(?:\s*(?:re|aw|sv|fwd?)\s*:|\s*\[[^\]]*\])+", "", subject, flags=re.I), None)
    ]:
        for sentence in sentences(text[: LONGEST - length], question or _asked_question(context), paragraph):
            yield sentence
        length += len(text)
        paragraph += 100
        if length >= LONGEST:
            return


def _asked_question(context: Context) -> int | None:
    """The question that a bare answer to our own question back answers."""
    return None


def _rating(sentence: Sentence, context: Context) -> RatingMention | None:
    if sentence.question in (1, 2, 4):
        return None
    return rating_of(sentence.low, sentence.question == 5 or context.asked == {Doubt.SATISFACTION})


def _settled_rating(ratings: list[tuple[Sentence, RatingMention]]) -> tuple[Sentence, RatingMention] | None:
    """The rating that stands: the one under its question before any other, the first before those behind it."""
    answered = [given for given in ratings if given[0].question == 5]
    chosen = answered or ratings
    corrected = [given for given in chosen[1:] if re.match(r"\W*(?:no|sorry|wait|actually|make\s+that|ps\b|p\.s)", given[0].low)]
    return corrected[-1] if corrected else chosen[0] if chosen else None


def _gather(
    story: Story,
    talk: Talk,
    ratings: list[tuple[Sentence, RatingMention]],
    calls: list[Sentence],
    told: list[Sentence],
    today: date,
    context: Context,
) -> Interpreted:
    evidence = {name: list(phrases) for name, phrases in story.told.evidence.items()}
    met = _met(story, told)
    meetings = tuple(_claim(event, talk) for event in _in_order(story.told.events)) if met else ()
    unsure: set[Doubt] = set()
    day, at = next_meeting(story.told, today, context)
    if day is Lack.UNSURE:
        unsure.add(Doubt.NEXT_MEETING)
    coming = NextMeeting(day, at) if isinstance(day, date) else None
    rating = _settled_rating(ratings)
    satisfaction = rating[1].value if rating else None
    if rating:
        evidence["satisfaction"] = [rating[0].text]
        if satisfaction is None:
            unsure.add(Doubt.SATISFACTION)
    help_words = " ".join(sentence.text for sentence in calls)
    if calls:
        evidence["needs_help"] = [sentence.text for sentence in calls]
    claims = Claims(met, meetings, coming, satisfaction, bool(calls), frozenset(unsure))
    spoken = {
        "met": met is not None,
        "meetings": bool(meetings),
        "next_meeting": story.told.planned or bool(unsure & {Doubt.NEXT_MEETING}),
        "satisfaction": bool(ratings),
        "needs_help": bool(calls) or any(sentence.question == 6 for sentence in told),
    }
    return Interpreted(
        claims,
        frozenset(name for name, said in spoken.items() if said),
        help_words,
        {name: tuple(phrases) for name, phrases in evidence.items()},
    )


def _met(story: Story, told: list[Sentence]) -> bool | None:
    """Whether they met: by a meeting told, by yes or no to the question, by what is told instead."""
    events = story.told.events
    if events and (story.told.strong or not story.told.not_held):
        return True
    answer = next((sentence.low for sentence in told if sentence.question == 1), "")
    if _YES.match(answer):
        events.append(Event())
        return True
    if _NO.match(answer) or story.told.not_held or story.told.written_only or story.told.planned:
        return False
    return None


_YES = re.compile(r"\W*(?:yes|yep|yeah|yup|yessir|we\s+did|indeed|oui|si|sí|ja|affirmative|sure\s+did|twice|once)\b")
_NO = re.compile(r"\W*(?:no|nope|nah|not|never|none|nothing|alas|unfortunately|sadly|non|nein)\b")


def _in_order(events: list[Event]) -> list[Event]:
    return sorted(events, key=lambda event: event.day if isinstance(event.day, date) else date.max)


def _claim(event: Event, talk: Talk) -> MeetingClaim:
    return MeetingClaim(
        event.day if isinstance(event.day, date) else None,
        event.minutes,
        event.format or event.weak_format,
        topics_of(talk.about(event)),
        frozenset({Doubt.HELD_ON}) if event.day is Lack.UNSURE else frozenset(),
    )
