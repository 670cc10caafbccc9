"""What was talked about: which words of a reply tell of a meeting's talk, and whose talk it was."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.reading.meetings import Event
from service.reading.story import Anchor, owner
from service.reading.text import Sentence
from service.reading.topics import CueBook, Hit

_CUT = re.compile(
    r"\s*[;]\s*|\s[–—-]+\s|—|:\s|,?\s+(?:but|although|though|while|so|because|which|instead)\b|,\s+|\.\s+|\(|\)"
)
_NOT_TALKED = re.compile(
    r"\b(?:(?:did|do|have|had|could|was|were|has)(?:n't|nt|\s+not)\s+(?:\w+\s+){0,3}?(?:get|got|discuss|talk|reach|touch|cover|raise|mention|come|go|spend|make|manage|bring|time|start|even|look|address)|never\s+(?:got|reached|came|made|touched|mentioned|discussed)|(?:ran|run|running)\s+out\s+of\s+time|no\s+time\s+(?:for|to|left)|not\s+(?:discuss|talk|get|a\s+word|yet|about)|next\s+time|next\s+(?:meeting|month|session|week)|later|will|'ll|going\s+to|plan(?:ning)?\s+to|hope\s+to|hoping\s+to|want\s+to\s+(?:talk|discuss|start|look|cover|go)|(?:meant|planned|hoped|intended|wanted|supposed)\s+to\s+(?:talk|discuss|go|raise|cover|get|start|look|do|bring)|put\s+off|postponed?|tabled|parked|saved?\s+(?:for|that)|left\s+(?:for|that|aside)|skipp(?:ed|ing)|wait(?:s|ed|ing)?\s+(?:until|till|for)|instead\s+of|rather\s+than|can\s+wait|nothing\s+(?:about|on|said)|steered\s+clear|avoided|held\s+off|kept\s+for|still\s+(?:to\s+come|have\s+to))\b"
)
_CARRIES_ON = re.compile(r"^(?:and|or|nor|the|her|his|my|our|a|an|any|\w+ing)\b|^\w+$")
_TALKED = re.compile(
    r"\b(?:talked|discussed|covered|went\s+over|spoke|we\s+did|reviewed|instead|mostly|mainly|worked|looked|focused|spent)\b"
)
_SMALL_TALK = re.compile(
    r"^\W*(?:(?:so\s+)?(?:very\s+)?sorry\b|apologies|my\s+apologies|forgive|excuse|hope\s+(?:you|all|this)|i\s+hope|happy\s+(?:new|fri|mon|thanks|holi|spring|hall)|thank|thanks|greetings|good\s+(?:morning|afternoon)|hello|hi\b|dear|hey|ps\b|p\.s|writing\s+(?:this|from)|typing|greetings)"
)


class Talk:
    """Takes sentences with the meetings in focus, keeps the cues each meeting's talk holds."""

    def __init__(self, book: CueBook) -> None:
        self._book = book
        self._of: list[tuple[tuple[Event, ...], list[Hit]]] = []

    def hear(self, sentence: Sentence, focus: Sequence[Event], anchors: list[Anchor]) -> None:
        """Take in one sentence, told while `focus` were the meetings in mind (none yet: those that follow)."""
        if _SMALL_TALK.match(sentence.low) and not _TALKED.search(sentence.low):
            return
        out = bool(sentence.opening and _NOT_TALKED.search(sentence.opening))
        start = 0
        low = sentence.low
        silent: list[tuple[int, int]] = []
        for match in [*_CUT.finditer(low), None]:
            end = match.start() if match else len(low)
            piece = low[start:end]
            denied = bool(_NOT_TALKED.search(piece))
            out = denied or (out and bool(_CARRIES_ON.match(piece)) and not _TALKED.search(piece))
            if out:
                silent.append((start, end))
            start = match.end() if match else end
        heard = [hit for hit in self._book.hits(low) if not any(left <= hit.start < right for left, right in silent)]
        if len(anchors) > 1 and any(anchor.start < hit.start < anchors[-1].start for anchor in anchors for hit in heard):
            for event in {id(anchor.event): anchor.event for anchor in anchors}.values():
                self._of.append(((event,), [hit for hit in heard if owner(hit.start, anchors) is event]))
        elif heard:
            self._of.append((tuple(focus), heard))

    def about(self, event: Event) -> list[list[Hit]]:
        """The cues of each sentence that tells of this meeting's talk."""
        return [hits for events, hits in self._of if not events or any(known is event for known in events)]
