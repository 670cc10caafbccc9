"""What somebody asks of the program in plain words: a new address, a partner who does not answer, a word in confidence.

Each is only heard here; what would change something is asked about before it does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.reading.patterns.cued import Cued
from service.reading.prose.lexicon import lexicon
from service.reading.prose.text import Sentence, sentences

_LONGEST = 8000
_ADDRESS = re.compile(r"[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9.-]{1,200}\.[A-Za-z]{2,24}\b")
_MINE = re.compile(
    r"\bmy\s+(?:new\s+|work\s+|home\s+|private\s+|current\s+)*(?:e-?mail|mail|address|email\s+address)\b|\b(?:i|i've|i\s+have)\b[^.]{0,20}\bnew\s+(?:e-?mail|mail|address)\b"
    r"|\b(?:reach|write(?:\s+to)?|e?-?mail|contact|send\s+(?:it|mail|letters)\s+to)\s+me\b|\bnew\s+(?:e-?mail\s+)?address\s*:"
)
_FROM_NOW = re.compile(
    r"\b(?:from\s+(?:now|today|next|then|january|february|march|april|may|june|july|august|september|october|november|december)\b|instead\b|in\s+(?:the\s+)?future"
    r"|going\s+forward|new\b|now\b|changed?\b|moved\b|no\s+longer|as\s+of)"
)
_USE_IT = re.compile(r"\b(?:use|send|write|mail|email|reply|address)\b[^.?!]{0,40}(?:@|$)")
_SOMEBODYS = re.compile(r"\b(?:her|his|their|the|[a-z]+'s)\s+(?:\w+\s+)?(?:e-?mail|mail|address)\b")

_UNHEARD = lexicon("""
    haven't|hasn't|not|never|didn't|nothing heard|hear anything|back|more? from, heard nothing from,
    no answer|reply|replies|response|word|news|sign .. from,
    does|do|did|has|have|is|will|would not|never answer|answered|reply|replied|respond|responded|responding|answering|
    replying|written|write|gotten,
    doesn't|don't|didn't|hasn't|haven't|isn't|won't|wouldn't answer|answered|reply|replied|respond|responded|responding|
    answering|replying|written|write|gotten,
    never answers|answered|replies|replied|responds|responded|writes|wrote,
    got|get|had|have no answer|reply|response, gone|went|going|been|is|fallen|falls silent|quiet|dark|missing,
    mails|emails|messages|notes|letters|texts|calls .. unanswered, ghosted|ghosting,
    can't|cannot|couldn't|unable .. reach|get, without an|any answer|reply
""")
_THEM = r"my\s+(?:mentor|mentee|partner)|the\s+(?:mentor|mentee)"
_NOT_THEM = re.compile(
    r"\b(?:committee|dean|department|office|students?|patrons?|editor|journal|publisher|hr|supervisor|director|boss|colleagues?|provost|vendor|surveys?|university)\b"
)

_CONFIDES = Cued(
    r"^\W*(?:(?:just|a\s+word|something|this\s+is|strictly|please|and|ps|p\.s\.?|one\s+thing)\W+){0,2}(?:in\s+(?:strict\s+|strictest\s+)?confidence|confidentially|off\s+the\s+record"
    r"|(?:just\s+|strictly\s+)?between\s+(?:you\s+and\s+me|us)(?=\s*[,:;–—])|for\s+your\s+(?:eyes|ears)\s+only|privately)\b\s*[,:;–—-]"
    r"|\b(?:tell|say|share|write|ask|mention)\s+(?:you\s+)?(?:something\s+|this\s+)?in\s+(?:strict\s+)?confidence\b(?!\s+(?:stays|that|is))"
    r"|\b(?:don't|do\s+not|please\s+not)\s+(?:tell|mention\s+(?:it|this)\s+to|share\s+(?:it|this)\s+with|pass\s+(?:it|this)\s+on\s+to)\b"
    r"|\bthis\s+is\s+(?:strictly\s+)?(?:confidential|private)\b"
)
_PAST_CONFIDENCE = re.compile(r"\b(?:told|tells|said|agreed|shared|we\s+speak)\b[^.]{0,20}\bin\s+confidence\b")


def new_address(text: str) -> str:
    """The one address that a sentence gives as the writer's own from now on; "" where none does."""
    if "@" not in text:
        return ""
    for sentence in sentences(text[:_LONGEST]):
        found = set(_ADDRESS.findall(sentence.text))
        if len(found) == 1 and _gives_address(sentence.low):
            return str(found.pop()).strip(".'").lower()
    return ""


def _gives_address(low: str) -> bool:
    at = low.find("@")
    before = low[:at]
    if _MINE.search(low):
        return bool(_FROM_NOW.search(low) or re.search(r"\b(?:is|are|:|at|to)\W*\S*$", before))
    if _SOMEBODYS.search(low):
        return False
    return bool(_USE_IT.search(low) and re.search(r"\b(?:from\s+(?:now|today|next)|instead|going\s+forward)\b", low))


def silence(text: str, partners: Sequence[str]) -> str:
    """The sentence that tells of a partner who does not answer; "" for none. `partners`: their names."""
    names = "|".join(re.escape(part.casefold()) for name in partners for part in (name, *name.split()[:1]) if part)
    them = rf"\b(?:{_THEM}{'|' + names if names else ''}|she|he|they|her|him|them)\b"
    for sentence in sentences(text[:_LONGEST]):
        low = sentence.low
        if _UNHEARD.search(low) and re.search(them, low) and not _NOT_THEM.search(low):
            return sentence.text
    return ""


def confided(text: str, coordinators: Sequence[str]) -> str:
    """What is said to the coordinator in confidence: the sentence that begins it, and the rest of its paragraph."""
    names = "|".join(re.escape(part.casefold()) for name in coordinators for part in (name, *name.split()[:1]) if part)
    who = rf"(?:{names + '|' if names else ''}the\s+coordinator)"
    to_them = re.compile(
        rf"^\W*(?:(?:this\s+is\s+)?(?:only\s+)?for\s+{who}(?:\s+(?:only|alone|please|personally))?\s*[:–—-]|(?:dear\s+|hi\s+)?{who}\s*:)"
        rf"|^\W*{who},\s+(?:just\s+)?between\s+you\s+and\s+me"
    )
    told = list(sentences(text[:_LONGEST]))
    begun = next((place for place, each in enumerate(told) if _confides(each, to_them)), None)
    if begun is None:
        return ""
    return " ".join(each.text for each in told[begun:] if each.paragraph == told[begun].paragraph)


def _confides(sentence: Sentence, to_them: re.Pattern[str]) -> bool:
    if to_them.search(sentence.low):
        return True
    return bool(_CONFIDES.search(sentence.low)) and not _PAST_CONFIDENCE.search(sentence.low)
