"""Words by their stems, so that "reviews", "reviewed" and "reviewing" are found as one."""

from __future__ import annotations

from functools import lru_cache

from service.reading.prose.words import words_in

_WHOLE = frozenset(
    words_in(
        """
    this his has was does goes yes us is as news always perhaps access process success bus gas stats series
    morning evening finding parking housing building meeting being during nothing something anything
    everything wedding programming mentoring belonging cycling training wellbeing feeling painting cooking
    writing setting lodging boarding filing state gardening lodging kids climbing hiking swimming running
    expecting holdings theses collecting deans nights
"""
    )
)
"""Words that keep their form: without its ending each would be another word."""


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A word without its endings: the same for "reviews", "reviewed", "reviewing". Not a word itself."""
    if word.endswith("'s"):
        word = word[:-2]
    if len(word) < 4 or word in _WHOLE:
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if word in _WHOLE:
        return word
    for ending, shortest in (("ing", 6), ("ed", 5)):
        if word.endswith(ending) and len(word) >= shortest and any(vowel in word[: -len(ending)] for vowel in "aeiouy"):
            word = word[: -len(ending)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return word[:-1] if word.endswith("e") and len(word) > 3 else word
