"""Whose talk it was: which of several meetings a sentence, or a part of it, tells of.

The story knows which meetings the teller has in mind. Within a sentence of talk a meeting is meant by its day ("Jan 21:
my goals"), by its place in the row ("the second was about the article"), by the way they met ("on the phone it was her
dossier"), or all of them are meant ("each time").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from service.reading.prose.words import MONTH, MONTHS
from service.reading.story.belongings import Anchor
from service.reading.story.meetings import Event
from service.reading.story.story import Story

_OF_ALL = re.compile(
    r"\b(?:(?:both|each|every|either|all)\s+(?:the\s+)?(?:times?|meetings?|calls?|chats?|sessions?|conversations?|talks?|"
    r"visits?|lunch(?:es)?|occasions?|one\b|of\s+(?:them|these|those|the)|two|three|four|five|six|\d|were|was|had|about)|"
    r"always|every\s+single|throughout|the\s+(?:two|three|four|same)\b|both\s+(?:on|about|to)\b)"
)
"""That what follows goes for every meeting told of."""
_IN_A_ROW = re.compile(r"\b(?:the\s+(?:first|former|second|latter|other|third|last|earlier|later)|first|second)\b")
_OPENING = 24
"""How many characters into a sentence the way of meeting may stand that says which meeting it is about."""
_ASIDE = 14
"""What may stand behind the last day of a sentence that names each day behind its topic."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a sentence, in characters, and the meetings it tells of."""

    start: int
    end: int
    events: tuple[Event, ...]


def parts_of(low: str, story: Story, today: date) -> list[Part]:
    """The parts of a sentence in lower case that tell of one meeting each; one part, of all in mind, where it names
    none or fewer than two."""
    events = story.told.events
    anchors = _anchors(low, story, today) if len(events) > 1 else []
    meant = tuple({id(anchor.event): anchor.event for anchor in anchors}.values())
    if len(meant) < 2:
        return [Part(0, len(low), meant or _in_mind(low, story))]
    if low[anchors[-1].end :].strip(" .!;,)") == "" or len(low) - anchors[-1].end < _ASIDE < anchors[0].start:
        cuts = [0, *(anchor.end for anchor in anchors[:-1]), len(low)]
    else:
        cuts = [0, *(anchor.start for anchor in anchors[1:]), len(low)]
    return [Part(start, end, (anchor.event,)) for start, end, anchor in zip(cuts[:-1], cuts[1:], anchors, strict=True)]


def names_each(low: str) -> bool:
    """Whether a sentence tells one meeting from the other by its place in the row, not by its day."""
    return bool(_IN_A_ROW.search(low))


def _in_mind(low: str, story: Story) -> tuple[Event, ...]:
    """The meetings a sentence tells of that names none: all where it says so or none has a day, else the story's."""
    events = story.told.events
    if len(events) > 1 and (_OF_ALL.search(low) or not any(isinstance(event.day, date) for event in events)):
        return tuple(events)
    return story.focus


def _anchors(low: str, story: Story, today: date) -> list[Anchor]:
    """Where a sentence says which meeting it means, in order."""
    if story.anchors:
        return story.anchors
    found = [
        Anchor(mark.start, mark.end, event)
        for mark in story.marks.days
        for event in story.told.events
        if isinstance(event.day, date) and event.day == mark.day.past(today)
    ]
    return _by_format(story, _by_month(low, story, found))


_MONTH = re.compile(rf"\b(?:in|for|during)\s+(?P<month>{MONTH})")


def _by_month(low: str, story: Story, found: Sequence[Anchor]) -> list[Anchor]:
    """The anchors with those that name a meeting by its month, where it was the only one of that month."""
    anchors = list(found)
    for match in _MONTH.finditer(low) if not found else ():
        month = MONTHS[match["month"].rstrip(".")]
        of_it = [event for event in story.told.events if isinstance(event.day, date) and event.day.month == month]
        if len(of_it) == 1:
            anchors.append(Anchor(match.start(), match.end(), of_it[0]))
    return anchors


def _by_format(story: Story, found: Sequence[Anchor]) -> list[Anchor]:
    """The anchors with those that name a meeting by how it was held, where only one of the meetings was held so."""
    anchors = list(found)
    for mark in story.marks.formats:
        held_so = [event for event in story.told.events if event.format is mark.format]
        alone = len(held_so) == 1 and all(event.format for event in story.told.events)
        if alone and (found or mark.start < _OPENING) and all(anchor.event is not held_so[0] for anchor in found):
            anchors.append(Anchor(mark.start, mark.end, held_so[0]))
    return sorted(anchors, key=lambda anchor: anchor.start)
