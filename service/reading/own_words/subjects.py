"""An answer in the subject alone: what stands there beyond "Re: " and the subject of our letter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.reading.own_words.headers import label_kind
from service.reading.own_words.notices import without_tag
from service.reading.own_words.questions import words_of

# "Re:" as clients write it, with Outlook's counters and languages; a row of its own for forwarding.
_PREFIX = re.compile(
    r"\s*(?:(?:re|aw|antw|antwort|sv|vs|odp|ynt|r[ée]p?|rif|res|ref|回复|回覆|答复|返信|답장|رد|отв|на|atb|bls|fwd?|wg|"
    r"tr|rv|i|enc|doorst|pd|vb|vl|továbbítás|转发|轉寄|转寄)\s?(?:\[\d{1,3}\]|\(\d{1,3}\)|\^\d{1,3})?\s?[:：])\s*",
    re.I,
)
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_OURS = re.compile(
    rf"(?:(?:your|a|the|please|answer|to)\s+){{0,3}}(?:(?:monthly|mentoring|mentorship|library|program|{_MONTHS})\s+){{0,3}}"
    rf"check-?\s?in(?:\s+(?:for|of|about|from))?(?:\s+(?:{_MONTHS}))?(?:\s+\d{{4}})?(?:,?\s+with\s+[^\W\d_][\w'’-]{{0,30}})?",
    re.I,
)
_NO_ANSWER = frozenset({"a", "for", "friendly", "question", "re", "reminder", "reply", "the", "was", "your"})
_INNER = re.compile(r"\b(?:re|aw|sv|fwd?)\s?:\s*\Z", re.I)
_END = re.compile(r"\s*[(<\[]?\b(?:eom|n/?t|no text|nfm)\b[)>\]]?\s*\Z", re.I)


def answer_in(subject: str, folded: Sequence[str]) -> str:
    """What a subject says beyond ours; empty where it says nothing.

    Ours is known by its wording, or by the Subject line of the quoted header block. A reply under any other subject
    is no answer: it may be another letter's.
    """
    bare, replied = without_prefixes(subject)
    if not bare:
        return ""
    known = {words_of(without_prefixes(each)[0]) for each in _quoted_subjects(folded)}
    if words_of(bare) in known:
        return ""
    ours = _OURS.search(bare)
    if ours is not None:
        rest = f"{_INNER.sub(' ', bare[: ours.start()])} {bare[ours.end() :]}"
        said = set(words_of(rest).split()) - _NO_ANSWER
        return _trim(rest) if said else ""
    return "" if replied and not _END.search(bare) else _trim(bare)


def is_ours(subject: str) -> bool:
    """Whether a subject is that of a check-in, by its wording."""
    return _OURS.search(subject[:1_000]) is not None


def without_prefixes(subject: str) -> tuple[str, bool]:
    """A subject without "Re:" and tags, and whether there was a "Re:"."""
    replied = False
    for _ in range(12):
        untagged = without_tag(subject)
        match = _PREFIX.match(untagged)
        if match is None:
            return untagged.strip(), replied
        replied, subject = True, untagged[match.end() :]
    return subject.strip(), replied


def _quoted_subjects(folded: Sequence[str]) -> list[str]:
    lines = "\n".join(folded).split("\n")[:400]
    return [found[1] for line in lines if (found := label_kind(line)) and found[0] == "subject"]


def _trim(text: str) -> str:
    return " ".join(_END.sub("", text).split()).strip(" -–—:;,|/()[]<>=")
