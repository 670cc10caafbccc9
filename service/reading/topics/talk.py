"""What was talked about: which words of a reply tell of a meeting's talk, and whose talk it was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from service.reading.clauses.clauses import Clause, Sense
from service.reading.clauses.marks import Marks
from service.reading.days.dates import DayMention, Vague
from service.reading.patterns.cued import Cued
from service.reading.prose import lexicon as say
from service.reading.prose.lexicon import lexicon
from service.reading.prose.text import Sentence
from service.reading.story.meetings import Event
from service.reading.story.story import Story
from service.reading.topics.topic_model import Ear
from service.reading.topics.topics import Hit, topics_of
from service.reading.topics.untalked import untalked
from service.reading.topics.which_topics import Stretch, WhichTopics
from service.reading.topics.whose import Part, names_each, parts_of

_TALKED = lexicon("""
    talk*, discuss*, covered, covering, went over|through|into, spoke, reviewed, instead, mostly, mainly, worked,
    looked, focused, spent, asked, told, explained, showed, vented, chewed, topic*, subject*, theme, about,
    wanted to|her|me, helped, helping, read, practiced, practised, rehears*, brainstorm*, planned, mapped,
    drafted, marked up|over, edited, proofread, red-penned, critiqued, polished,
    advised, conversation, considered, weighed, debated, compared, sorted, figured, wondered, shared,
    unloaded, walked me|her|him through, listened, worry, worries, worried, thinking, deciding, question*, dealt,
    tackled, tackling, dug, digging, dissected, untangled, untangling, wrestled, hashed, thrashed, examined, combed,
    griped, ranted, moaned, complained, swapped, traded, came|come away with, caught up on, touched on|upon,
    dwelt|dwelled on, aired, prepared, roleplay*, role-play*, gave|given over to, let me rant|vent|talk, was all about,
    was all|mostly|mainly, same thing|two|three|old|knot|question|subject, the same story,
    what's|what eating|bugging|bothering|worrying, on her|his|my mind, chew on,
    one puzzle|question|subject|theme|thing, three things, two things, rest|left of the|our hour|time|call|half,
    hour|it|time|half|most|rest|remainder went on|to|into
""")
_SMALL_TALK = Cued(
    r"^\W*(?:(?:so\s+)?(?:very\s+)?sorry\b|apologies|my\s+apologies|forgive|excuse|hope\s+(?:you|all|"
    r"this)|i\s+hope|happy\s+(?:new|fri|mon|thanks|holi|spring|hall)|thank|thanks|greetings|"
    r"no\s+(?:complaints?|requests?|questions?|worries|problems?|concerns|needs|issues|assistance|help)\b|"
    r"good\s+(?:morning|afternoon)|hello|hi\b|dear|hey|writing\s+(?:this|from)|typing|"
    r"on\s+another\s+note|in\s+other\s+news|my\s+own\s+news|by\s+the\s+way|btw)"
)
_POSTSCRIPT = re.compile(r"^\W*p\.?\s?s\b")
_OF_MYSELF = re.compile(r"^\W*(?:and\s+|so\s+|but\s+)?(?:i|i'm|i've|i'll|i'd|my|the\s+program|program)\b")
_REASON = frozenset({"because", "since", "as", "though", "although", "while", "until", "except"})


def is_talk(sentence: Sentence) -> bool:
    """Whether a sentence says in so many words that it tells of what was talked about."""
    return sentence.question == 3 or bool(_TALKED.search(sentence.low))


class _Heard(NamedTuple):
    """What a part of a sentence holds, and what it was weighed by, if anything. `told`: the sentence says in so many
    words that it tells of talk."""

    told: bool
    hits: list[Hit]
    stretch: Stretch | None


class Talk:
    """Takes sentences with what the story made of them, and keeps the cues that each meeting's talk holds."""

    def __init__(self, ear: Ear, today: date) -> None:
        self._ear, self._today = ear, today
        self._of: list[tuple[tuple[Event, ...], _Heard]] = []
        self._before: list[_Heard] = []
        self._weighed: list[tuple[tuple[Event, ...], Stretch]] = []
        self.phrases: list[tuple[str, str]] = []

    def hear(self, sentence: Sentence, story: Story) -> None:
        """Take in one sentence, right after the story has."""
        told = is_talk(sentence)
        if not told and (_SMALL_TALK.match(sentence.low) or _POSTSCRIPT.match(sentence.low)):
            return
        silent = [*untalked(sentence), *_elsewhere(sentence, story, self._today)]
        parts = parts_of(sentence.low, story, self._today)
        heard = [self._heard(sentence, part, silent, told, story.marks) for part in parts]
        meant = [part.events for part in parts]
        if len(parts) > 1 and not any(each.hits for each in heard[:-1]) and not names_each(sentence.low):
            meant[-1] = story.focus  # "on the 4th and the 11th, both times about her poster"
        self._weighed += [(events, each.stretch) for events, each in zip(meant, heard, strict=True) if each.stretch]
        if not any(each.hits for each in heard):
            return
        if not story.focus and not told:
            self._before += heard
        else:
            self._of += zip(meant, heard, strict=True)

    def _heard(self, sentence: Sentence, part: Part, silent: list[tuple[int, int]], told: bool, marks: Marks) -> _Heard:
        """What is heard in a part of a sentence, and noted as evidence."""
        within = [
            (max(0, start - part.start), end - part.start)
            for start, end in silent
            if start < part.end and end > part.start
        ]
        text = sentence.text[part.start : part.end]
        heard, weighing = self._ear.weighed(sentence.low[part.start : part.end], within, told)
        stretch = Stretch(weighing, told, text, bool(marks.days), bool(marks.timed)) if weighing else None
        said = [(hit.topic, text[hit.start : hit.end]) for hit in heard if hit.weight]
        self.phrases += said[: 24 - len(self.phrases)]
        return _Heard(told, heard, stretch)

    def which(self, event: Event, in_a_few_words: bool) -> WhichTopics:
        """What was heard of a meeting's talk, with the topics that rules find in it."""
        stretches = [each for events, each in self._weighed if not events or any(known is event for known in events)]
        return WhichTopics(self._ear.slugs, stretches, topics_of(self.about(event)), in_a_few_words)

    def about(self, event: Event) -> list[list[Hit]]:
        """The cues of each sentence that tells of this meeting's talk; what stood before any meeting was told counts
        only where nothing else does, and what no word of talking introduces less where another sentence has one."""
        heard = [each for events, each in self._of if not events or any(known is event for known in events)]
        heard = heard or self._before
        said = any(each.told and each.hits for each in heard)
        return [[hit for hit in each.hits if hit.firm or not said] for each in heard]


def _elsewhere(sentence: Sentence, story: Story, today: date) -> Iterator[tuple[int, int]]:
    """The parts of a sentence that speak of place, day and length, of the writer's own news, or of what is to come."""
    marks = story.marks
    days, timed = [day for day in marks.days if not isinstance(day.day, Vague)], marks.timed
    yield from ((day.start, day.end) for day in days)
    yield from timed
    if sentence.question == 3:
        return
    placed = bool(marks.formats) and bool(days or timed or say.MEET.search(sentence.low))
    for clause in story.clauses:
        if clause.sense is Sense.HELD:
            yield from (
                (mark.start, _end_of_place(sentence.low, mark.end))
                for mark in clause.marks.formats
                if (not mark.place or (placed and not _talks(sentence.low, clause.start, mark.start)))
            )
        inside = [day for day in clause.marks.days if not isinstance(day.day, Vague)]
        if _is_aside(clause, story.clauses, bool(inside)) and not _of_a_held(inside, story, today):
            yield clause.start, clause.end


def _of_a_held(days: Sequence[DayMention], story: Story, today: date) -> bool:
    """Whether a day names a meeting that was told of: what stands beside it is no plan ("on the 10th: her plan")."""
    held = {event.day for event in story.told.events}
    return bool(days) and all(day.day.past(today) in held for day in days)


_PLACE_NAME = 12
"""Characters behind a way of meeting that still belong to it ("at the cafe on Fifth"), up to the next mark."""
_MARK = re.compile(r"[,;:.!?()—]|\s[–-]\s")


def _end_of_place(low: str, end: int) -> int:
    last = end + _PLACE_NAME
    ends = (_MARK.search(low, end, last), _talks(low, end, last))
    return min((mark.start() for mark in ends if mark), default=last)


def _talks(low: str, start: int, end: int) -> re.Match[str] | None:
    """Where a part of a sentence says that it tells of talk; few sentences have a word for it."""
    return _TALKED.search(low[:end], start) if _TALKED.is_awake(low) else None


def _is_aside(clause: Clause, clauses: Sequence[Clause], dated: bool) -> bool:
    if clause.sense is Sense.PLANNED:
        return bool(say.AGAIN.search(clause.low) or say.MEET.search(clause.low)) or dated
    if clause.sense is Sense.OTHER and _OF_MYSELF.match(clause.low) and not _TALKED.search(clause.low):
        return True
    if (
        clause.sense is Sense.OTHER
        and not _TALKED.search(clause.low)
        and any(known.sense is Sense.HELD and known.strong for known in clauses if known.start > clause.start)
        and not any(known.sense is Sense.HELD and known.strong for known in clauses if known.start < clause.start)
    ):
        return True
    return (
        clause.link in _REASON
        and clause.sense in (Sense.OTHER, Sense.NONE)
        and any(
            known.sense in (Sense.HELD, Sense.NOT_HELD) and known.strong
            for known in clauses
            if known.start < clause.start
        )
        and not _TALKED.search(clauses[0].low)
    )
