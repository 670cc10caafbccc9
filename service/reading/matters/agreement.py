"""What a reply settles of an agreement: how often and when, confidentiality, calendar invitations, what is hoped for.

Answers under their question, by its number or in free words. What is meant for the partner or tells of a meeting is
read elsewhere; nothing here is recorded that a sentence does not say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from service.reading.days.dates import Lack
from service.reading.days.rhythm import rhythm_in
from service.reading.prose.lexicon import lexicon
from service.reading.prose.text import Sentence, sentences
from service.reading.values import Settled, Unsettled, Words
from service.rhythm import Rhythm

_RHYTHM, _CONFIDENTIALITY, _HOPES = 1, 2, 3
_LONGEST = 8000

_CONFIDENTIAL = re.compile(
    r"\b(?:confiden(?:tial|ce|ciality)\w*|stays?\s+between\s+(?:us|the\s+two)|between\s+(?:us|the\s+two\s+of\s+us)\b"
    r"|leaves?\s+the\s+room|keep(?:ing)?\s+(?:things|it|this|what\s+we\s+say)\s+(?:private|to\s+ourselves))"
)
_NOT_YET = lexicon("""
    not yet, not, haven't, hasn't, didn't, did not, have not, has not, never, will, we'll, need to, needs to, plan to,
    planned, planning, next time, soon, going to, want to, should, on the|our list|agenda, at|in our first|next, still,
    no word, no, nope, nah, later, intend to, meant to, forgot, tomorrow, coming
""")
_DONE = lexicon("""
    talked, talk, discussed, agreed, agree, settled, covered, went over, did, have, had, done, yes, yep, yeah, spoke,
    promised, clear, understood, sure, of course, certainly, absolutely, indeed, stays, leaves, ok, okay, already,
    we do,
    between us, raised, mentioned, addressed, always
""")
_FIRMLY_DONE = re.compile(r"^\W*(?:yes|yep|yeah|yup|sure|of\s+course|done|we\s+(?:have|did)\b(?!\s*(?:not|n't)))")
_FIRMLY_NOT = re.compile(r"^\W*(?:no|nope|nah|not)\b(?!\s+(?:problem|worries|word\s+leaves))")
_NOTHING_LEAVES = re.compile(r"\b(?:nothing|no\s+word)\b[\w\s]{0,40}\b(?:leaves?|outside|goes)\b")
_NOT_THIS_MAIL = re.compile(
    r"\bconfidential\s+(?:mail|e-?mail|message|information)|\b(?:this|your)\s+(?:e-?mail|mail|message|letter)\b"
)

_INVITATION = re.compile(
    r"\b(?:calendar\s+(?:invit\w+|entr\w+|appointments?)|invit(?:es?|ations?)\b(?!\s+(?:me|us|her|him|you|them)\b)"
    r"(?!\s+to\s+(?:the|a|my|her|his|our\s+program)))"
)
_DECLINED = re.compile(
    r"\b(?:no|not|don't|do\s+not|doesn't|none|never|without|rather\s+not|already|our\s+own|ourselves|skip)\b"
)
_WANTED = re.compile(
    r"\b(?:yes|please|send|like|love|want|welcome|great|good|nice|helpful|useful|appreciate|would|sure|need|by\s+all\s+means)\b"
)

_HOPE = re.compile(
    r"\b(?:i(?:'m|\s+am)?|we(?:'re|\s+are)?|she|he|they|ada)?\s*(?:also\s+|really\s+|mostly\s+|just\s+|mainly\s+|do\s+|would\s+|'d\s+){0,2}"
    r"\b(?:hop(?:e|es|ing)|want(?:s|ed)?|wish(?:es)?|would\s+(?:like|love)|'d\s+(?:like|love)|looking|aim(?:s|ing)?|eager|keen|interested|curious)"
    r"\s+(?:to|for|in|that|about|by)\b"
)
_NAMED_HOPE = re.compile(
    r"\b(?:my|our|the|her|his)\s+(?:\w+\s+){0,2}(?:goals?|hopes?|aims?|wish(?:es)?|priority|priorities|objectives?)\b(?:\s+\w+){0,3}?\s*(?:is|are|:|would\s+be)"
    r"|\bwhat\s+i(?:'m|\s+am)?\s+(?:hope|hoping|want|wish|look\w*)\b|\bhopes?\s*:"
)
_NO_HOPE = lexicon("""
    hope|hopes|hoping you, hope|hoping this|that|it|the|all, hope|hoping to meet|see|hear,
    like|love to thank|say|pause|stop|know|meet|ask|add|confirm|apologize, want|wants to meet|say|thank|pause|stop,
    forward to, hope the weather, invitation*, invite*,
    hope|hoping for a|an reply|answer, want to change|move|switch, like|love to change|move|switch, confidential*,
    we hope|want|plan|aim|would, we'd|we'll like|love|aim|meet, like|want to know
""")
_NOTHING = re.compile(
    r"^\W*(?:nothing|none|no|n/?a|not\s+(?:sure|yet)|don't\s+know|no\s+idea|open|we'?ll\s+see|unsure)\b[^.!?]{0,30}[.!?]?\W*$"
)


def settled_in(words: Words, today: date, zone: ZoneInfo | None) -> Settled:
    """What a reply to the welcome, or to a copy of the agreement, settles. `zone`: the writer's."""
    told = list(_sentences(words))
    rhythm, asks = _rhythm(words, today, zone)
    confidentiality, unclear = _confidentiality(told)
    return Settled(
        rhythm=rhythm,
        confidentiality=confidentiality,
        invitations=_invitations(told),
        hopes=_hopes(words, told),
        asks=asks | ({Unsettled.CONFIDENTIALITY} if unclear else frozenset()),
    )


def changed_in(words: Words, today: date, zone: ZoneInfo | None) -> Settled:
    """What any other reply changes of an agreement: a new rhythm told as one, and nothing else."""
    rhythm = rhythm_in(_text(words), today, asked=False, zone=zone)
    return Settled(rhythm=rhythm) if isinstance(rhythm, Rhythm) else Settled()


def _text(words: Words) -> str:
    return "\n\n".join(segment.text for segment in words.segments)[:_LONGEST]


def _sentences(words: Words) -> Iterator[Sentence]:
    left = _LONGEST
    for segment in words.segments:
        yield from sentences(segment.text[:left], segment.question)
        left -= len(segment.text)
        if left <= 0:
            return


def _rhythm(words: Words, today: date, zone: ZoneInfo | None) -> tuple[Rhythm | None, frozenset[Unsettled]]:
    """The rhythm, from the answer to its question where there is one, else from what answers no question."""
    answer = words.answers.get(_RHYTHM)
    free = "\n\n".join(segment.text for segment in words.segments if segment.question is None)
    for text in (answer, free):
        found = rhythm_in(text, today, asked=True, zone=zone) if text else None
        if isinstance(found, Rhythm):
            return found, frozenset()
        if found is not None:
            return None, frozenset({Unsettled.DAY if found is Lack.VAGUE else Unsettled.RHYTHM})
    return None, frozenset()


def _confidentiality(told: list[Sentence]) -> tuple[bool | None, bool]:
    """Whether they talked about it, None where nothing is said; and whether an answer leaves that open."""
    answered = [each for each in told if each.question == _CONFIDENTIALITY]
    for sentence in answered:
        if (said := _talked(sentence.low)) is not None:
            return said, False
    for sentence in told:
        named = sentence.question is None and _CONFIDENTIAL.search(sentence.low)
        if not named or sentence.low.rstrip().endswith("?") or _NOT_THIS_MAIL.search(sentence.low):
            continue
        if (said := _talked(sentence.low)) is not None:
            return said, False
    return None, bool(answered)


def _talked(low: str) -> bool | None:
    """Yes, no, or neither; a question back is neither."""
    if low.rstrip().endswith("?"):
        return None
    if _NOTHING_LEAVES.search(low) or _FIRMLY_DONE.match(low):
        return True
    if _FIRMLY_NOT.match(low) or _NOT_YET.search(low):
        return False
    return True if _DONE.search(low) else None


def _invitations(told: list[Sentence]) -> bool | None:
    said = [invitations_in(each.low) for each in told if each.question != _HOPES]
    return next((each for each in reversed(said) if each is not None), None)


def invitations_in(low: str) -> bool | None:
    """Whether a sentence, in small letters, wants calendar invitations or declines them; None: it is about neither."""
    if not _INVITATION.search(low) or _THANKED.search(low):
        return None
    if _DECLINED.search(low):
        return False
    return True if _WANTED.search(low) else None


_THANKED = re.compile(r"\bthank(?:s|\s+you)\b[^.]{0,40}\binvit")


def _hopes(words: Words, told: list[Sentence]) -> str:
    """The words under the question; without it, the sentences that tell of a hope."""
    answer = words.answers.get(_HOPES, "").strip()
    if answer:
        return "" if _NOTHING.match(answer.casefold()) else answer
    hoped = [each.text for each in told if each.question is None and _is_hope(each.low)]
    return " ".join(hoped)


def _is_hope(low: str) -> bool:
    if low.rstrip().endswith("?"):
        return False
    pieces = _PIECES.split(low)
    return any((_HOPE.search(each) or _NAMED_HOPE.search(each)) and not _NO_HOPE.search(each) for each in pieces)


_PIECES = re.compile(r"[;–—]\s*|,\s+(?:and|but|so)\s+")
