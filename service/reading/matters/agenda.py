"""What a reply to the preparing letter wants: to talk about something, other suggestions, or nothing.

Whatever is neither thanks, nor a plan to meet, nor a word on the suggestions is an agenda, kept as it was written: it
is shown to its writer before it goes anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from service.domain import Topic, Wish
from service.reading.days.dates import SameTime, Vague
from service.reading.days.days import find_days
from service.reading.days.times import find_times
from service.reading.prose import lexicon as say
from service.reading.prose.stems import stem
from service.reading.prose.text import Sentence, sentences
from service.reading.topics.topic_model import ear_of
from service.reading.topics.topics import words_of
from service.reading.values import PlainWords, Wished, Words

LONGEST = 4000
"""Characters of an agenda that are kept; what goes to a partner is a list of topics, not a book."""

_LEAD = (
    r"^\W*(?:(?:and|but|also|please|maybe|perhaps|next\s+time|yes|no)\W+)*"
    r"(?:(?:could|can|may)\s+(?:we|i|you)\s+(?:have|get|send|give|suggest|please)\s+(?:us\s+|me\s+)?"
    r"|(?:i|we)(?:'d|\s+would)\s+(?:like|love)\s+(?:to\s+(?:have|get|see)\s+)?"
    r"|(?:give|send|suggest|show)\s+(?:us|me)?\s*|let's\s+have\s+)?(?:please\s+)?"
)
_KINDS = r"(?:questions?\s+|topics?\s+|ideas?\s+)?"
_MORE = re.compile(
    _LEAD + rf"(?:(?:some\s+|a\s+(?:bit|little|lot)\s+|much\s+)?more\s+{_KINDS}"
    r"|(?:something|anything|questions?|topics?|ideas?)\s+)"
    r"(?:on|about|of|like)\s+(?P<what>.+)"
)
_LESS = re.compile(
    _LEAD + r"(?:"
    r"(?:(?:no|nothing|not|not\s+any)\s+more|less|fewer|enough|nothing|too\s+much|a\s+bit\s+less|stop)\s+"
    rf"{_KINDS}(?:on|about|of|with)\s+"
    r"|(?:we|i)(?:'ve|\s+have)?\s+(?:had|heard|seen|talked)\s+(?:more\s+than\s+)?(?:enough|plenty)\s+(?:on|about|of)\s+"
    r"|(?:we|i)\s+(?:don't|do\s+not)\s+(?:want|need|care)\s+(?:to\s+(?:talk|hear|read|see)\s+)?(?:any\s+|much\s+)?(?:more\s+)?(?:about|on)\s+"
    r"|(?:please\s+)?(?:don't|do\s+not|never|stop)\s+(?:suggest|send|propose|bring\s+up|mention)(?:ing)?\s+(?:us\s+|me\s+)?"
    r"|(?:no\s+more|not|skip|leave\s+out|drop|less|fewer)\s+)(?P<what>.+)"
)
_WISHED_PIECES = re.compile(
    r"[,;]\s*(?:and\s+|but\s+)?(?=(?:more|less|fewer|no\s+more|nothing)\b)|\s+(?:and|but)\s+(?=(?:more|less|fewer|no\s+more|nothing)\b)"
)
_NOT_THESE = re.compile(
    r"^\W*(?:please\W+)?(?:not\s+(?:that|those|these|this|any\s+of\s+(?:that|these|those|them))(?:\s+(?:one|ones|again|please|topics?|questions?|time))*"
    r"|none\s+of\s+(?:that|those|these|them|it)(?:\s+(?:please|fits?|appeals?|for\s+us))*"
    r"|(?:something|anything)\s+(?:else|different)|(?:other|different|new)\s+(?:topics?|suggestions?|questions?|ideas?)"
    r"|(?:these|those|they|this|that|it)\s+(?:do(?:es)?\s+not|don't|doesn't)\s+(?:fit|suit|apply|work|speak)(?:\s+(?:us|me|here|to\s+us|to\s+me|for\s+us|at\s+all))*"
    r"|we\s+(?:have\s+)?(?:done|had|covered)\s+(?:that|these|those|them)(?:\s+already)?)(?:,?\s+(?:please|thanks|thank\s+you))?\W*$"
)
_NOTHING = re.compile(
    r"^\W*(?:no(?:pe)?\W*$|(?:(?:i|we)\s+(?:have|'ve|'ve\s+got)\s+)?(?:nothing|no\s+(?:agenda|topics?|wishes|plans?|particular\s+topics?))\b"
    r"(?!\s+(?:works|leaves|is|was|but|about|on)\b)|not\s+(?:this\s+time|right\s+now|yet)\b|we'll\s+see\b|(?:let's|let\s+us|(?:we|i)(?:'ll|'d)?)\s+(?:skip|pass)\b|no\s+idea\b|(?:i(?:'ve|\s+have)?\s+)?already\s+(?:sent|told|gave|shared|mailed|emailed)\b|none\b|(?:i|we)\s+(?:don't|do\s+not)\s+have\s+(?:anything|any)\b)"
)
_COURTESY = re.compile(
    r"^\W*(?:(?:many\s+|so\s+much\s+)?thanks?(?:\s+(?:you|so\s+much|a\s+lot|for\b.*|again|very\s+much))*|(?:lovely|great|good|nice|wonderful|perfect|super|excellent)"
    r"(?:\s+(?:questions?|ideas?|suggestions?|topics?|idea|stuff|list))?|got\s+it|will\s+do|noted|received|(?:these|those|they|this|that)\s+(?:are|is|look\w*)\s+(?:really\s+|very\s+|all\s+)?"
    r"(?:great|good|helpful|useful|lovely|wonderful|nice|fine|perfect)|(?:best|kind|warm)\s*(?:regards|wishes)?|cheers|see\s+you\b.*|yours|sincerely|okay|ok|hello|hi|dear)"
    r"(?:[\s,]+(?:and\s+)?(?:thanks?(?:\s+you)?|all|everyone|again|\w+))?\W*$"
)
_ASIDE = re.compile(
    r"^\W*(?:(?:sorry|yes|thanks)\W+)?(?:(?:i|we)(?:'m|'re|\s+am|\s+are|'ll\s+be|\s+will\s+be)\s+(?:out|away|off|on\s+(?:leave|vacation|holiday)|sick|ill|travell?ing)\b"
    r"|we\s+(?:have\s+|'ve\s+)?(?:already\s+|just\s+)?met\b(?!.*\b(?:about|want|talk|discuss)\b)|ask\s+me\b|(?:the\s+)?same\s+(?:as|again)\b"
    r"|(?:i|we)(?:\s+think)?(?:\s+(?:i|we))?(?:'ll|\s+will)\s+(?:use|take|try|go\s+with|pick|do)\s+(?:\w+\s+){0,3}(?:questions?|prompts?|ones?|topics?|these|those|two)\b"
    r"|(?:the\s+|these\s+|those\s+|your\s+)?(?:\w+\s+){0,2}(?:questions|prompts|topics|ones|suggestions)\s+(?:sound|look|are|seem|will\s+do|work)\b)"
)
_NOT_SET = re.compile(
    r"\b(?:not|nothing|haven't|have\s+not|isn't)\b[\w\s,]{0,24}\b(?:set|fixed|planned|scheduled|agreed|decided|met|yet)\b"
)
_GREETING = re.compile(
    r"^\s*(?:hi|hello|hey|dear|good\s+(?:morning|afternoon|evening))\b[^\n.?:]{0,50}[,!:–-]?\s*$", re.I
)
_SIGN_OFF = re.compile(
    r"^\s*(?:(?:many\s+)?thanks?(?:\s+(?:you|so\s+much|a\s+lot|again))?|best|kind|warm(?:ly)?|cheers|yours|sincerely|regards|all\s+the\s+best|see\s+you\b.{0,20})"
    r"[\w\s]{0,20}[,.!–-]*\s*$",
    re.I,
)  # fmt: skip
_SHORT_PLAN = 14
_NO_DAY = (Vague, SameTime)
_ABOUT = re.compile(r"\b(?:about|discuss\w*|prepar\w*|deadline|due)\b")


def agenda_in(words: Words, topics: tuple[Topic, ...], names: Sequence[str]) -> PlainWords:
    """What a reply to the preparing letter wants. `names`: both partners', so that a signature is no agenda."""
    text = _without_frame(words.text[:LONGEST], names)
    told = list(sentences(text))
    wishes: dict[str, Wish] = {}
    steering = []
    for sentence in told:
        found = dict(_wishes(sentence.low, topics))
        wishes |= found
        steering.append(bool(found))
    left = [each for each, steers in zip(told, steering, strict=True) if not steers and _is_own(each)]
    not_these = any(_NOT_THESE.match(each.low) for each in told)
    nothing = not left and any(_NOTHING.match(each.low) for each in told)
    return PlainWords(
        agenda=text if left else "",
        no_agenda=nothing,
        wishes=tuple(Wished(slug, wish) for slug, wish in wishes.items()),
        not_these=not_these,
    )


def _is_own(sentence: Sentence) -> bool:
    """Whether a sentence is neither thanks, nor a plan to meet, nor a word on what was suggested, nor "nothing"."""
    low = sentence.low
    if all(_COURTESY.match(piece) for piece in re.split(r"[,;!–—]\s*", low) if piece.strip(" .!")):
        return False
    return not (_NOT_THESE.match(low) or _NOTHING.match(low) or _ASIDE.match(low) or _is_plan(sentence))


def _is_plan(sentence: Sentence) -> bool:
    """Whether a sentence tells when they meet, and nothing else."""
    if len(sentence.low.split()) > _SHORT_PLAN:
        return False
    if sentence.question == 4 or _NOT_SET.search(sentence.low):
        return True
    days = [each for each in find_days(sentence.low, sentence.text, bare=True) if not isinstance(each.day, _NO_DAY)]
    if not (days or find_times(sentence.low)) or _ABOUT.search(sentence.low):
        return False
    bare = len(re.findall(r"[a-z]{3,}", sentence.low)) <= 4 and not say.DISCUSSED.search(sentence.low)
    return bool(say.MEET.search(sentence.low) or say.MEETING.search(sentence.low)) or bare


def _wishes(low: str, topics: tuple[Topic, ...]) -> Iterator[tuple[str, Wish]]:
    """The topics a sentence wants more or less of; none where it only sounds like that."""
    for piece in _WISHED_PIECES.split(low):
        for pattern, wish in ((_LESS, Wish.LESS), (_MORE, Wish.MORE)):
            match = pattern.match(piece)
            if match and len(match["what"].split()) <= _NAME and not _NO_NAME.match(match["what"]):
                yield from ((slug, wish) for slug in topics_named(match["what"], topics))
                break


_NAME = 7
_NO_NAME = re.compile(r"(?:than|that|it|this|these|those)\b")


def topics_named(low: str, topics: tuple[Topic, ...]) -> list[str]:
    """The topics that a phrase names: by their title or slug, else by what the ear hears in it."""
    said = {stem(word) for word in words_of(low)}
    named = [each.slug for each in topics if {stem(word) for word in each.slug.split("-")} <= said]
    if named:
        return named
    hits = ear_of(topics).heard(low, (), True)
    return list(dict.fromkeys(hit.topic for hit in hits if hit.weight >= 1))


def _without_frame(text: str, names: Sequence[str]) -> str:
    """The text without a greeting above it, and without thanks and a name below it."""
    own = {part.casefold() for name in names for part in (name, *name.split())}
    lines = text.strip().split("\n")
    while len(lines) > 1 and (not lines[0].strip() or _GREETING.match(lines[0])):
        lines.pop(0)
    while len(lines) > 1 and _ends(lines[-1], own):
        lines.pop()
    return "\n".join(lines).strip()


def _ends(line: str, own: set[str]) -> bool:
    return not line.strip() or bool(_SIGN_OFF.match(line)) or line.strip(" ,.-–—").casefold() in own
