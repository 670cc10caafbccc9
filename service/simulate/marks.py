"""Words that nobody else writes, put into what scripted people say, so that it shows before whose eyes they come."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256

from service.eyes import Kept

_CONSONANTS, _VOWELS = "bdfgklmnprtvz", "aeiou"
_SYLLABLES = 5
_WORD = re.compile(rf"\b(?:[{_CONSONANTS}][{_VOWELS}]){{{_SYLLABLES}}}x\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mark:
    """One such word. `writer`: their first address. `couple`: the number of the partnership it is said in.
    `on_consent`: others may see it only once its writer has said yes."""

    word: str
    kept: Kept
    writer: str
    couple: int
    on_consent: bool = False


def mark(kept: Kept, writer: str, couple: int, occasion: str, *, on_consent: bool = False) -> Mark:
    """The word of one occasion: always the same for it, and pronounceable, so that it is read as a word."""
    digest = sha256(f"{kept}|{writer}|{couple}|{occasion}".encode()).digest()
    pairs = zip(digest[::2], digest[1::2], strict=True)
    syllables = [_CONSONANTS[one % len(_CONSONANTS)] + _VOWELS[two % len(_VOWELS)] for one, two in pairs]
    return Mark("".join(syllables[:_SYLLABLES]) + "x", kept, writer, couple, on_consent)


def words_in(text: str) -> frozenset[str]:
    """All such words in a text."""
    return frozenset(each.lower() for each in _WORD.findall(text))
