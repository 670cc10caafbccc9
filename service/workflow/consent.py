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
_LEADING = re.compile(r"(?:(?:oh|wait|sorry|actually|well|hi|hello|hey|thanks|thank you)\b[\s,.!:-]{0,5}){1,4}")
_MARKS = " \t\n\r*_>-–—\"'.,!:"


def read_consent(words: str) -> Answer | None:
    """Yes, yes and always, or no; None where the words begin with neither."""
    said = _beginning(words)
    if _NO.match(said):
        return Answer.NO
    if not _YES.match(said):
        return None
    return Answer.ALWAYS if _ALWAYS.search(said) and not _NOT_ALWAYS.search(said) else Answer.YES


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
