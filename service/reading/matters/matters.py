"""A reply in the light of what its conversation is about: the check-in, the welcome, an agenda, half-way, the end.

In a check-in every word may tell of meetings. In the other matters only what is told outright does: a meeting on a
known day, or when the next one is; what they ask of their partner is not asked of the coordinator.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from service.domain import BESIDE, About, Claims, Doubt
from service.reading.days.rhythm import rhythm_in
from service.reading.matters.agenda import agenda_in, topics_named
from service.reading.matters.agreement import changed_in, invitations_in, settled_in
from service.reading.matters.plain_words import confided, new_address, silence
from service.reading.prose.text import lower
from service.reading.values import Context, Reading, Segment, Settled, Words
from service.rhythm import Every, Rhythm

_AS_CHECKIN: Mapping[About, Mapping[int, int]] = {
    About.WELCOME: {1: 4},
    About.HALFWAY: {3: 6},
}
"""The questions of other matters that are the check-in's in other words; what answers the rest tells of no meeting."""
_TO_COORDINATOR = re.compile(
    r"\b(?:in\s+touch|introduc\w+|referr?\w*|contact|coordinator|the\s+program|someone\s+(?:who|else|to\s+talk|about|with|in)|somebody\s+(?:who|else|to\s+talk|about|with|in)"
    r"|anyone\s+who|another\s+(?:mentor|mentee|partner|match)|rematch\w*|different\s+(?:mentor|mentee|partner))\b"
)
_NO = re.compile(
    r"^\W*(?:no(?:pe|thing|ne)?|n/?a|not\s+(?:really|at\s+the\s+moment|now|yet)|all\s+(?:is\s+)?(?:good|fine|well))\b\W*(?:thanks?\W*|thank\s+you\W*)?$"
)


def for_report(words: Words, context: Context) -> Words:
    """The words that may tell of meetings, their questions put as the check-in's."""
    if context.of_checkin:
        return words
    known = _AS_CHECKIN.get(context.about, {})
    kept = [
        Segment(each.text, each.question and known[each.question])
        for each in words.segments
        if each.question is None or each.question in known
    ]
    return replace(words, segments=tuple(kept))


def in_its_matter(reading: Reading, words: Words, today: date, context: Context) -> Reading:
    """The reading of a report, with what its matter makes of the words."""
    heard = _Heard(reading, words, today, context)
    reading = _MATTERS[context.about](heard)
    address = new_address(words.text)
    silent = silence(words.text, context.names[1:]) if context.of_checkin else ""
    if address or silent:
        reading = replace(reading, plain=replace(reading.plain, new_address=address, silent_partner=silent))
    reading = _with_confidence(reading, words, context)
    asked = lower(reading.help_words)
    topics = topics_named(asked, context.topics) or topics_named(_ABOUT.sub("", asked), context.topics) if asked else []
    return replace(reading, help_topics=tuple(topics)) if topics else reading


_ABOUT = re.compile(r"^.*\b(?:about|on|with|for)\s")
"""What leads up to the matter of a request, and names none."""


@dataclass(frozen=True, slots=True)
class _Heard:
    """What the matters look at."""

    reading: Reading
    words: Words
    today: date
    context: Context


def _checkin(heard: _Heard) -> Reading:
    settled = changed_in(heard.words, heard.today, heard.context.zone)
    return replace(heard.reading, settled=settled) if settled != heard.reading.settled else heard.reading


def _welcome(heard: _Heard) -> Reading:
    settled = settled_in(heard.words, heard.today, heard.context.zone)
    reading = _told_beside(heard.reading, lambda sentence: not _is_of_agreement(sentence, settled, heard.today))
    standing = settled.rhythm is not None and settled.rhythm.every is not Every.EACH_TIME
    if standing:  # the rhythm's own day is no meeting agreed by itself
        reading = _without_next(reading)
    return replace(reading, settled=settled)


def _prepare(heard: _Heard) -> Reading:
    reading = _told_beside(heard.reading, lambda sentence: _asks_coordinator(lower(sentence), heard.context))
    own = tuple(Segment(_without(each.text, reading.evidence.get("needs_help", ()))) for each in heard.words.segments)
    plain = agenda_in(replace(heard.words, segments=own), heard.context.topics, heard.context.names)
    settled = changed_in(heard.words, heard.today, heard.context.zone)
    if not plain.agenda and not plain.no_agenda and not settled.says_anything:
        rhythm = rhythm_in(heard.words.text, heard.today, asked=True, zone=heard.context.zone)
        settled = Settled(rhythm=rhythm) if isinstance(rhythm, Rhythm) else settled
    return replace(reading, plain=plain, settled=settled)


def _halfway(heard: _Heard) -> Reading:
    reading = _told_beside(heard.reading, lambda sentence: True)
    settled = settled_in(_only(heard.words, 2, as_question=1), heard.today, heard.context.zone)
    rhythm = (
        Settled(rhythm=settled.rhythm) if settled.rhythm else changed_in(heard.words, heard.today, heard.context.zone)
    )
    return replace(reading, settled=rhythm)


def _farewell(heard: _Heard) -> Reading:
    """What stands under the questions for the coordinator goes to the coordinator, as the letter says."""
    reading = _told_beside(heard.reading, lambda sentence: True)
    answers = heard.words.answers
    said = [answers[number] for number in (2, 3) if answers.get(number) and not _NO.match(lower(answers[number]))]
    return _with_help(reading, " ".join(" ".join(said).split())) if said else reading


_INVITATIONS_ALONE = 9
"""Words."""

_MATTERS: Mapping[About, Callable[[_Heard], Reading]] = {
    About.CHECKIN: _checkin,
    About.DIFFER: _checkin,
    About.WELCOME: _welcome,
    About.PREPARE: _prepare,
    About.HALFWAY: _halfway,
    About.FAREWELL: _farewell,
}


def _told_beside(reading: Reading, is_help: Callable[[str], bool]) -> Reading:
    """The report that a reply about something else holds: meetings on a known day, the next one, requests."""
    claims = reading.claims
    meetings = tuple(each for each in claims.meetings if each.held_on is not None)
    calls = tuple(each for each in reading.evidence.get("needs_help", ()) if is_help(each))
    kept = Claims(
        met=True if claims.met and meetings else None,
        meetings=meetings,
        next_meeting=claims.next_meeting,
        needs_help=bool(calls),
        unsure=claims.unsure & {Doubt.NEXT_MEETING},
    )
    spoken = {
        "met": kept.met is not None,
        "meetings": bool(meetings),
        "next_meeting": kept.next_meeting is not None,
        "needs_help": bool(calls),
    }
    evidence = {name: found for name, found in reading.evidence.items() if name != "needs_help"}
    return replace(
        reading,
        claims=kept,
        spoken_of=frozenset(name for name, is_so in spoken.items() if is_so) | {BESIDE},
        help_words=" ".join(calls),
        evidence=evidence | ({"needs_help": calls} if calls else {}),
    )


def _asks_coordinator(low: str, context: Context) -> bool:
    """Whether a request in an agenda's place is the coordinator's: for somebody else, or to tell the partner."""
    partner = "|".join(re.escape(part.casefold()) for name in context.names[1:] for part in name.split()[:1])
    whom = "|".join(filter(None, ("her|him|them", r"my\s+(?:mentor|mentee)", partner)))
    passed_on = re.search(rf"\b(?:tell|remind|ask|inform|let)\s+(?:{whom})\b", low)
    return bool(_TO_COORDINATOR.search(low) or passed_on)


def _is_of_agreement(sentence: str, settled: Settled, today: date) -> bool:
    """Whether a sentence that sounds like a request tells of hopes, offers a rhythm, or asks for invitations alone: a
    longer one may ask for more."""
    if sentence in settled.hopes or rhythm_in(sentence, today, asked=True) is not None:
        return True
    return len(sentence.split()) <= _INVITATIONS_ALONE and invitations_in(lower(sentence)) is not None


def _without_next(reading: Reading) -> Reading:
    claims = replace(reading.claims, next_meeting=None, unsure=reading.claims.unsure - {Doubt.NEXT_MEETING})
    return replace(reading, claims=claims, spoken_of=reading.spoken_of - {"next_meeting"})


def _with_confidence(reading: Reading, words: Words, context: Context) -> Reading:
    said = confided(words.text, context.coordinators)
    return _with_help(reading, said) if said and said not in reading.help_words else reading


def _with_help(reading: Reading, said: str) -> Reading:
    """The reading, `said` among what goes to the coordinator."""
    return replace(
        reading,
        claims=replace(reading.claims, needs_help=True),
        spoken_of=reading.spoken_of | {"needs_help"},
        help_words=" ".join(filter(None, (said, reading.help_words))) if reading.help_words not in said else said,
        evidence={**reading.evidence, "needs_help": (*reading.evidence.get("needs_help", ()), said)},
    )


def _without(text: str, sentences: tuple[str, ...]) -> str:
    for sentence in sentences:
        text = text.replace(sentence, "")
    return text


def _only(words: Words, question: int, *, as_question: int) -> Words:
    kept = [Segment(each.text, as_question) for each in words.segments if each.question == question]
    return replace(words, segments=tuple(kept))
