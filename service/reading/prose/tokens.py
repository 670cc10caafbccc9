"""The words of a text as they are weighed: by their stems and numbers as "#", with the marks between them.

A sentence is asked for its words as a whole, for those around a place, of a clause and for those it begins with; so a
text is cut once while its mail is read, and anew only where a part of it begins or ends within a word.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

from service.reading.prose.stems import stem

_TOKEN = re.compile(r"([^\W\d_]+(?:'[a-z]+)?|\d+|[?&!,;:.()—–-])")
_TOKEN_OF_ASCII = re.compile(r"([a-zA-Z]+(?:'[a-z]+)?|[0-9]+|[?&!,;:.()-])")
"""The same in a text of plain letters, which most are, and found sooner there."""
_MOST_TEXTS = 200


@lru_cache(maxsize=_MOST_TEXTS)
def tokens(low: str) -> tuple[str, ...]:
    """The words of a text in lower case and the marks between them."""
    return tuple(["#" if word[0].isdigit() else stem(word) for word in _pieces(low)[1::2]])


def tokens_within(low: str, start: int, end: int) -> tuple[str, ...]:
    """Those of a part of a text."""
    if start <= 0 and end >= len(low):
        return tokens(low)
    start, end, bounds = max(0, start), min(end, len(low)), _bounds(low)
    first, last = bisect_right(bounds, start) - 1, bisect_right(bounds, end) - 1
    if (first % 2 and bounds[first] < start) or (last % 2 and bounds[last] < end):  # within a word
        return tokens(low[start:end])
    return tokens(low)[first // 2 : last // 2]


def forget() -> None:
    """Keep nothing of the texts that were cut."""
    for kept in (tokens, _pieces, _bounds):
        kept.cache_clear()


@lru_cache(maxsize=_MOST_TEXTS)
def _pieces(low: str) -> list[str]:
    """What stands between words, and the words, by turns."""
    return (_TOKEN_OF_ASCII if low.isascii() else _TOKEN).split(low.replace("’", "'"))


@lru_cache(maxsize=_MOST_TEXTS)
def _bounds(low: str) -> list[int]:
    """Where each of these pieces begins, and where the last ends."""
    return [0, *accumulate(map(len, _pieces(low)))]
