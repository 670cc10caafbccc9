"""What a sentence says was not talked about, or is only to be: denied, postponed, planned, left alone.

A denial may stand before its topic ("we didn't get to …"), head a list ("not covered: …"), follow it ("… never came
up"), or take up with a pronoun what was just said ("…, but that's for next time"). What it covers is silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from service.reading.patterns.cued import AnyOf, Cued
from service.reading.patterns.ways import quick
from service.reading.prose.lexicon import lexicon
from service.reading.prose.text import Sentence

_CUT = quick(
    r"(?=[\s;—:,.()])"  # what each way begins with, so that none is tried at other places
    r"(?:\s*;\s*|\s[–—-]+\s|—|:\s|,?\s+(?:but|although|though|while|so|because|which|instead)\b|,\s+|\.\s+|\(|\))"
)
_STRONG = re.compile(r"[;:—()]|\.\s|\s[–-]+\s")
"""Marks that no denial reaches back over."""

_BEFORE = lexicon("""
    did|do|have|had|could|was|were|has not .. get|got|discuss|talk|reach|touch|cover|raise|mention|come|go|
    spend|make|manage|bring|time|start|even|look|address,
    didn't|don't|haven't|hadn't|couldn't|wasn't|weren't|hasn't|didnt .. get|got|discuss|talk|reach|touch|cover|
    raise|mention|come|go|spend|make|manage|bring|time|start|even|look|address|discussed|touched|talked|
    reached, never did, never got|reached|came|made|touched|mentioned|discussed|talked|raised,
    ran|run|running out of time, no time for|to|left, not discuss|talk|yet|about|touched|discussed|reached|covered|
    mentioned|raised|addressed|opened, un-discussed, undiscussed, untouched, unmentioned, ^ deferred, ^ pending,
    not a word|peep|whisper, next time|meeting|month|session|week, for later, later this|on|in|when|we,
    for another|some|a day|time|later|other day|time, another day|time|month, some other day|time,
    we'll|i'll|we|she'll|he'll will? talk|discuss|cover|look|go|do|get|take|tackle|start|pick|save|come,
    will have to wait, going to talk|look|do|start|discuss|cover|go|tackle,
    ^ plan|plans|planning|hope|hopes|hoping to|on, we|i|we're|i'm plan|planning|hope|hoping to|on,
    i|we want|wanted to talk|discuss|start|look|cover|go,
    meant|planned|hoped|intended to talk|discuss|go|raise|cover|get|start|look|do|bring|work|ask|show,
    would|i'd|she'd|he'd|we'd|they'd|'d have liked|loved|wanted|preferred to?,
    were|was|had|are supposed to talk|discuss|go|raise|cover|get|start|look|do|bring|work, put|putting off,
    postpone*, tabled, parked, shelved, save|saved|saving .. for,
    left|leave|leaving .. for|aside|alone|be|untouched|out,
    skip|skipped|skipping, wait|waits|waited|waiting until|till,
    wait|waits|waited|waiting for next|another|later|spring|summer|fall|
    jan*|feb*|mar*|apr*|may|june|july|aug*|sep*|oct*|nov*|dec*, can wait, instead of, rather than,
    nothing about|on|of, said|say|spoke|heard nothing|little, no mention|talk|word of|about,
    forgot to ask|mention|raise|bring,
    steered|steer|kept|keep|stayed clear|off|away, avoid|avoided, held|hold off, kept for, still to come|do,
    still have to, on the list for, have on the list, is|are for next|january|the, remains for, gave|given .. a miss,
    neither .. nor, nobody|neither|nor .. raised|mentioned|brought|asked
""")
"""A denial that covers what stands beside and behind it."""

_HEAD = Cued(
    r"^\W*(?:and\s+|but\s+|also\s+)?(?:not\s+(?:my|her|his|our|their|the|a|about|any|one|on|yet|this\s+time)\b|(?:nothing|"
    r"never)\s+(?:on|about|of|my|her|his|our|the)\b|(?:nor|neither)\b|of\s+.{3,50}\b(?:nothing|not\s+a\s+word|no\s+word)\b)"
)
"""A piece that opens with its denial: "not my evaluation", "nor the poster"."""

_PREDICATE = (
    r"(?:(?:never|didn't|did\s+not|hasn't|hadn't|doesn't)\s+(?:\w+\s+)?(?:c[ao]me\s+(?:up|into\s+it)|enter\w*|arise|arose|get\s+a|"
    r"got\s+a|figure|make|made|fit|happen\w*|get\s+(?:its|there|that|to)|feature)|went\s+un\w+|"
    r"(?:was|were|is|are|be|been|got|had\s+to\s+be|has\s+been|have\s+been|stays?|stayed|remains?|remained)\s+"
    r"(?:\w+ly\s+|all\s+|again\s+|this\s+time\s+|by\s+\w+\s+(?:consent|agreement|accord|choice)\s+)?"
    r"(?:left|put\s+off|set\s+aside|pushed|saved|shelved|tabled|parked|postponed|deferred|skipped|dropped|not\s+\w+ed|untouched|"
    r"unmentioned|undiscussed|for\s+(?:next|later|another|january|february|march|april|may|june|july|august|september|"
    r"october|november|december|the\s+next|the\s+spring|the\s+fall|when)|next\s+(?:time|month|meeting)|still\s+to\s+come|"
    r"off\s+limits|off\s+the\s+table|never\s+\w+ed)|wasn't\s+(?:\w+ed|brought|on)|weren't\s+(?:\w+ed|brought|on)|"
    r"(?:can|will|must|may|has\s+to|have\s+to|had\s+to|'ll\s+have\s+to|would\s+have\s+to|'ll)\s+(?:just\s+)?"
    r"(?:wait|keep|come\s+(?:later|next)|be\s+(?:for\s+)?next)|comes?\s+(?:later|next)|waits?\s+(?:till|until|for\s+(?:next|another|later|the\s+(?:next|spring|summer|fall)))|"
    r"fell\s+(?:off|by))"
)
_AFTER = Cued(rf"\b{_PREDICATE}\b|'s\s+for\s+(?:next|another|later|some|the\s+next)\b")
"""A denial that covers its subject, which stands before it."""
_WITHOUT_SUBJECT = re.compile(
    rf"^\W*(?:and\s+|so\s+|but\s+|or\s+)?(?:(?:that|this|it|they|those|these|all\s+(?:of\s+)?(?:that|this|it)|both|none\s+of\s+(?:it|that|them)|neither|"
    rf"(?:that|the)\s+(?:one|topic|subject|part|matter)|either)\b(?:\s+(?:too|also|one|of\s+them))?\W*(?:\s*'?s\s+for\b)?|"
    rf"(?:{_PREDICATE}\b))"
)
"""A piece that says of what went before that it was not talked about."""
_TOLD_OF = re.compile(
    r"\b(?:we|she|he|i|they)\s+(?:\w+ly\s+|also\s+|then\s+|only\s+|first\s+|just\s+)?(?:talked|discussed|went|covered|spent|spoke|looked|"
    r"reviewed|worked|did|focused|dealt|dug|started|began|asked|told|got)\b|\b(?:mostly|mainly)\b"
)
"""A piece of its own telling: what a pronoun behind it takes back is no more than the last of them."""
_CARRIES_ON = re.compile(
    r"^\W*(?!(?:i|we|she|he|it|they|there|that|this|you|who|what|just|only)\b)(?:(?:and|or|nor|the|her|his|my|our|a|an|any|\w+ing)\b|"
    r"[\w' -]+\W*$)"
)
_TURNS = re.compile(r"\b(?:but|so|instead|although|though)\b|\.\s")
"""What ends a list that is denied: what follows is told of."""
_BACK_TO_TALK = re.compile(
    r"\b(?:talk\w*|discuss\w*|covered|went\s+(?:over|through|into)|spoke|reviewed|instead|mostly|mainly|worked|looked|focused|"
    r"spent|asked|told|explained|showed|vented|helped|practi[cs]ed|rehears\w*|planned|mapped|drafted|listened|just)\b"
)
_CARRIED_AWAY = re.compile(r"\b(?:couldn't|could\s+not|didn't|can't|never)\s+(?:stop|help|avoid)\b")
"""No denial: they talked of nothing else."""

Span = tuple[int, int]


def untalked(sentence: Sentence) -> Iterator[Span]:
    """The parts of a sentence that were not talked about, in characters."""
    low = sentence.low
    out = bool(sentence.opening and (_BEFORE.search(sentence.opening) or _HEAD.match(sentence.opening)))
    if not (out or _DENIALS.is_awake(low)):
        return
    pieces = _pieces(low)
    for place, (start, end) in enumerate(pieces):
        piece = low[start:end]
        if place and _TURNS.search(low[pieces[place - 1][1] : start]):
            out = False
        if place and _NO_TIME.match(piece) and _INTENDED.search(low[pieces[place - 1][0] : pieces[place - 1][1]]):
            yield pieces[place - 1][0], end
            out = False
            continue
        if _denies_before(piece):
            yield _back(low, pieces, place), end
            out = False
            continue
        denied = (bool(_BEFORE.search(piece)) or bool(_HEAD.match(piece))) and not _CARRIED_AWAY.search(piece)
        out = denied or (out and bool(_CARRIES_ON.match(piece)) and not _BACK_TO_TALK.search(piece))
        if out:
            yield start, end


def _pieces(low: str) -> list[Span]:
    found, start = [], 0
    for match in [*_CUT.finditer(low), None]:
        end = match.start() if match else len(low)
        if low[start:end].strip():
            found.append((start, end))
        start = match.end() if match else end
    return found


def _denies_before(piece: str) -> bool:
    return bool(_AFTER.search(piece)) and not _CARRIED_AWAY.search(piece)


_WORD = re.compile(r"\S+")
_REACH = 8
"""Words that a pronoun stands for at most: speech without commas runs on and on."""


def _last_words(low: str, left: int, right: int) -> int:
    """Where the last of a piece begins that a pronoun may stand for."""
    words = list(_WORD.finditer(low, left, right))
    return words[-_REACH].start() if len(words) > _REACH + 2 else left


_NO_TIME = Cued(
    r"^\W*(?:we\s+)?(?:ran\s+out\s+of\s+time|time\s+ran\s+out|there\s+was(?:n't|\s+not|\s+no)\s+(?:\w+\s+)?time|"
    r"(?:never|didn't|did\s+not|couldn't)\s+(?:get|got|manage|make)\s+(?:to\s+)?(?:it|that|there|them|that\s+far|round\s+to\s+it|around\s+to\s+it))\b"
)
_DENIALS = AnyOf(_BEFORE, _HEAD, _AFTER, _NO_TIME)
_INTENDED = re.compile(
    r"\b(?:on\s+(?:the|our|my|her|his)\s+(?:list|agenda)|(?:was|were|had)\s+(?:been\s+)?(?:planned|meant|supposed|due)|we'd\s+(?:planned|meant|hoped|wanted)|"
    r"(?:had|was|were)\s+(?:also\s+)?(?:hop(?:ed|ing)|want(?:ed|ing)|intend\w*))\b"
)
"""What was to be talked about, and what says that it was not: "her CV was on the list, but we ran out of time"."""


def _back(low: str, pieces: Sequence[Span], place: int) -> int:
    """Where that begins which the denial at a piece covers: the piece, or what a pronoun or a bare verb takes up."""
    start, end = pieces[place]
    if not _WITHOUT_SUBJECT.match(low[start:end]):
        return start
    for before in range(place - 1, -1, -1):
        left, right = pieces[before]
        if _STRONG.search(low[right:start]) or (before < place - 1 and _TOLD_OF.search(low[left:right])):
            break
        start = _last_words(low, left, right)
        if start > left or _TOLD_OF.search(low[left:right]):
            break
    return start
