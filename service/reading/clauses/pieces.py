"""A sentence → the pieces of which each may be a clause: where it may be cut, and where not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.reading.patterns.ways import quick
from service.reading.prose import lexicon as say
from service.reading.prose.words import MONTH, WEEKDAY

_SUBJECT = (
    r"(?:i|we|she|he|they|it|our|my|her|his|this|that|there|the\s+next|next|neither|both|nothing|nobody|"
    r"everything|who|which|you|the\s+(?:one|other|second|first|third|latter|former))"
)
_VERB_START = (
    r"(?:met|meet|meeting|talked|spoke|discussed|covered|agreed|plan|planning|planned|will|won't|are|am|"
    r"is|was|were|have|had|has|hope|hoping|"
    r"scheduled|set|booked|decided|moved|rescheduled|cancell?ed|postponed|didn't|did|do|don't|couldn't|"
    r"can|can't|could|should|would|"
    r"went|got|ended|started|spent|chatted|caught|'ll|then|next|again\s+on|see|try|trying|reviewed|worked|"
    r"looked|said|told|asked|ran|pushed|"
    r"pencill?ed|expect|intend|aim|aiming|settled|fixed|might|may|need|needs|want|nobody|no\s+one)"
)
_TELLS_ON = (
    r"(?:(?:the|her|his|my|our|their|a|an)\s+(?:[\w'-]+\s+){1,3}?|(?:she|he|they|it|i|we)\s+(?:both\s+|finally\s+)?)"
    r"(?:was|were|had|got|is|are|has|came|went|left|returned|fell|ended|started|began|gets?|comes?|leaves?|returns?|"
    r"goes|looked|noticed)\b"
)
"""A subject and its verb, behind "after" or "before"."""
_SPLIT = quick(
    r"(?:(?:\s*(?:[;—()]|[:?!…]\s|\.\.\.\s)|\s+(?:[–—]+|--+|-)\s)\s*"
    rf"|,?\s+(?:(?:but|because|although|though|while|whereas|whilst|however|except|until|unless|since\s+(?={_SUBJECT}\b(?!\s+(?:last\s+)?(?:wrote|reported|checked|spoke|met|asked|heard|inquired)\b))"
    rf"|so\s+(?={_SUBJECT}\b|that\b)|which|(?<!was\si\s)(?<!was\she\s)(?<!was\sshe\s)who|whom|whose|where|(?<!\bis\s)(?<!\bwas\s)(?<!\bbe\s)(?<!'s\s)when\s+(?={_SUBJECT}\b)|"
    rf"as\s+(?={_SUBJECT}\b)|if\s+(?={_SUBJECT}\b))\b"
    rf"|(?:and|then|and\s+then|plus|or)\s+(?={_SUBJECT}(?:'\w+)?\s+\w|{_VERB_START}\b|(?:on\s+|"
    rf"the\s+)?next\b|[a-z]+(?:'ll|'s\s+going|\s+will)\b)"
    rf"|(?:after|before|once|as\s+soon\s+as|even\s+though)\s+(?={_TELLS_ON}))"
    r"|,\s+)",
    deep=True,
)
_LED_BY_A_REASON = re.compile(
    r"\W*(?:as|because|since|although|though|when|while|after|before|once|even\s+though|now\s+that)\s"
)
_MAIN = re.compile(
    r"\s(?=(?:we|(?:she|he|[a-z]+)\s+and\s+i)\s+(?:(?:finally|only|just|then|both|have|had|did|do)\s+)*"
    r"(?:met|meet|talked|spoke|zoomed|will|moved|sat|saw|got|held|are|have|had|did)\b)"
)
"""Where the main clause begins behind a reason without a comma: "as we were closed that day | we met on Tuesday"."""


_AND = re.compile(r",?\s+(?:and|or)\s+")


def _says_something(piece: str) -> bool:
    """Whether a piece can stand before "and": "Dana" in "Dana and I met" cannot."""
    return bool(say.PAST.search(piece) or say.PRESENT.search(piece) or say.ANY_VERB.search(piece)) or any(
        c.isdigit() for c in piece
    )


_LAST_NAME = re.compile(rf"\b(?!(?i:{WEEKDAY}|{MONTH})\b)[A-Z][\w'-]*$")
_LONGEST_NAME = 60
"""Characters in front of an "and" in which the name is looked for that it joins."""
_MYSELF = re.compile(r"(?:i|me|myself)\b")


def _named_pair(text: str, low: str, start: int, end: int) -> bool:
    """Whether "and" joins a name and the writer ("what Denise and I managed")."""
    if not _MYSELF.match(low, end):
        return False
    name = _LAST_NAME.search(text, max(0, start - _LONGEST_NAME), start)
    return name is not None and name.start() > 0


def split(low: str, text: str, kept: Sequence[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """(start, end, link) of each clause-like piece of a sentence; never cuts inside one of the spans `kept`."""
    pieces, start, link = [], 0, ""
    for match in _SPLIT.finditer(low):
        if match.start() < start or any(left < match.end() and match.start() < right for left, right in kept):
            continue
        if _AND.fullmatch(match.group()) and (
            not _says_something(low[start : match.start()]) or _named_pair(text, low, match.start(), match.end())
        ):
            continue
        if low[start : match.start()].strip(" .,!?"):
            pieces.append((start, match.start(), link))
        start, link = match.end(), match.group().strip(" ,")
    if low[start:].strip(" .,!?"):
        pieces.append((start, len(low), link))
    return [part for piece in pieces for part in _reason_and_main(low, piece)]


def _reason_and_main(low: str, piece: tuple[int, int, str]) -> list[tuple[int, int, str]]:
    """A piece that begins with its reason, parted where the main clause begins."""
    start, end, link = piece
    if not _LED_BY_A_REASON.match(low, start):
        return [piece]
    main = next((at for at in _MAIN.finditer(low, start, end) if len(low[start : at.start()].split()) > 3), None)
    return [piece] if main is None else [(start, main.start(), link or "as"), (main.end(), end, "")]
