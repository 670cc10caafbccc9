"""What somebody answers to a confirming letter, in plain words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.store.confirmations import Answer

_LOOKED_AT = 300
_YES = re.compile(
    r"(?:yes|yep|yeah|yup|y|correct|right|true|sure|ok|okay|confirm(?:ed)?|indeed|certainly|absolutely|mine|me|stop"
    r"|i did|i do|please do|go ahead|(?:it|that|this)(?: was|'s| is) (?:me|mine|right|correct)|always)\b"
)
_NO = re.compile(
    r"(?:no|nope|nah|n|never|not (?:me|mine|my)|wasn't me|i did(?:n't| not)|i do(?:n't| not)|do(?:n't| not)"
    r"|(?:it|that|this) (?:wasn't|was not|isn't|is not))\b"
)
_ALWAYS = re.compile(r"\b(?:always|from now on|every time|in (?:the )?future|remember|add (?:it|this|that))\b")
_NOT_ALWAYS = re.compile(r"\b(?:not|never|only|just|don't)\b[\w ,']{0,30}\b(?:always|remember|add|once|this time)\b")
_LEADING = re.compile(
    r"(?:(?:oh|wait|sorry|actually|well|hi|hello|hey|thanks|thank you|please"
    r"|on second thoughts?)\b[\s,.!:-]{0,5}){1,4}",
    re.I,
)
_MARKS = " \t\n\r*_>-–—\"'.,!:"


def read_consent(words: str) -> Answer | None:
    """Yes, yes and always, or no; None where the words begin with neither."""
    said = _beginning(words)
    if _NO.match(said):
        return Answer.NO
    if not _YES.match(said):
        return None
    return Answer.ALWAYS if _ALWAYS.search(said) and not _NOT_ALWAYS.search(said) else Answer.YES


_THING = r"(?: (?:it|that|this|them))?"
_END = r"(?![\w'-])"
_SEND = re.compile(
    r"(?:yes|yep|yeah|yup|y|sure|ok|okay|please do|go ahead|absolutely|certainly|of course|indeed|correct|right|perfect"
    r"|great|fine|good|(?:that|this|it)(?: is|'s) (?:right|fine|good|perfect|great|correct)"
    r"|(?:looks|sounds) (?:good|great|fine|right|perfect)(?: to me)?"
    r"|(?:that |it )?works(?: for me)?|go for it|(?:it|that|this) (?:can|may|should) go|let it go out"
    rf"|(?:and |to |please )*(?:do )?(?:send|pass|forward|share){_THING}(?: (?:on|over|along|off|out))?"
    rf"(?: to (?:her|him|them|\w+))?|approved|confirmed|\U0001f44d){_END}",
    re.I,
)
_KEEP = re.compile(
    r"(?:no|nope|nah|n|never mind|nevermind"
    rf"|(?:please )?(?:do not|don't) (?:send|pass|forward|share){_THING}(?: (?:on|yet))?"
    rf"|(?:drop|forget|leave|cancel|scrap){_THING}|not (?:yet|now|that|this|needed|necessary)|no need"
    r"|(?:i'd )?rather not"
    rf"|keep it(?: to (?:myself|yourself|us))?|wait|hold (?:it|on|off)|stop){_END}",
    re.I,
)
_AS_IT_IS = re.compile(r"(?:(?:that|this|it)(?: is|'s)|exactly|just|as)\b[^.:;\n]{0,50}[.!]?\Z", re.I)
"""What only says "yes" once more: "yes, that is what I want to talk about"."""
_NO_CONSENT = re.compile(r"(?:questions?|ideas?|for|point|to the|at|news|luck|things?|about|of|on|after|now)\b", re.I)
"""What makes of "good" or "right" another word: "good question", "right after the break"."""
_COURTESIES = re.compile(
    r"(?:please|thanks|thank you|thx|many|so much|very much|a lot|cheers|best|regards|to (?:her|him|them)|it|that|this"
    r"|as it is|as is|now|just|all|for you|dear|sorry)\b[\s,.!:;-]*",
    re.I,
)
_FEW = 2
_LONGEST = 4000
_GREETING = re.compile(r"\A\s*(?:hi|hello|dear)\b[^\n]{0,60}\n", re.I)


def read_sending(words: str) -> tuple[Answer | None, str]:
    """Whether what was shown may go: YES or NO, with the words that come besides and change it ("" for none); None
    where the words begin with neither. "Yes, and the budget" is a yes with more; "no, rather the budget" another one.
    """
    text = words[:_LONGEST].replace("’", "'")
    begin = _GREETING.match(text)
    start = _after_marks(text, begin.end() if begin else 0)
    leading = None if _KEEP.match(text, start) else _LEADING.match(text, start)
    start = _after_marks(text, leading.end() if leading else start)
    for answer, pattern in ((Answer.NO, _KEEP), (Answer.YES, _SEND)):
        at = start
        while match := pattern.match(text, at):
            at = _after_marks(text, match.end())
        if at == start:
            continue
        rest = text[at:].strip()
        if answer is Answer.YES and _NO_CONSENT.match(rest):
            return None, ""
        told = "" if _AS_IT_IS.match(rest) else _COURTESIES.sub("", rest).strip(_MARKS)
        return answer, rest if len(told.split()) > _FEW else ""
    return None, ""


def _after_marks(text: str, at: int) -> int:
    while at < len(text) and text[at] in _MARKS:
        at += 1
    return at


def is_for_coordinator(words: str, names: Sequence[str]) -> bool:
    """Whether the words say that what was shown was meant for the coordinator, and nothing else."""
    who = "|".join(re.escape(part.casefold()) for name in names for part in (name, *name.split()[:1]))
    meant = r"(?:no\W+)?(?:(?:it|that|this)(?: was|'s| is)? )?(?:meant )?(?:only )?for "
    pattern = rf"{meant}(?:the coordinator|{who})(?:\W+(?:only|instead|please))*\W*"
    return re.fullmatch(pattern, _beginning(words)) is not None


def read_choice(words: str, names: Sequence[str]) -> int | None:
    """Which of the names is meant: by all of it, or by a part that no other has; None where that is not clear."""
    said = set(re.findall(r"\w+", _beginning(words)))
    parts = [set(re.findall(r"\w+", name.casefold())) for name in names]
    whole = [number for number, part in enumerate(parts) if part and part <= said]
    if len(whole) == 1:
        return whole[0]
    shared = [number for number, part in enumerate(parts) if part & said]
    return shared[0] if len(shared) == 1 else None


def _beginning(words: str) -> str:
    """The first words in small letters, straight quotes, without what people put before them."""
    text = words[:_LOOKED_AT].casefold().replace("’", "'")
    text = re.sub(r"\A\s*(?:hi|hello|dear)\b[^\n]{0,60}\n", "", text).strip(_MARKS)
    leading = _LEADING.match(text)
    return text[leading.end() :].strip(_MARKS) if leading else text
