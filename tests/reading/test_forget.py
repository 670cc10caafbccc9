"""Nothing of a mail is remembered once it has been read."""

from __future__ import annotations

from pathlib import Path

from service.reading import Context, read
from service.reading.patterns import cued
from service.reading.patterns.needs import COMMON
from service.reading.prose import text

MAIL = Path(__file__).parents[1] / "replies" / "hundred" / "001.eml"


def test_no_words_are_kept_from_one_mail_to_the_next() -> None:
    assert read(MAIL.read_bytes(), Context()).words.text
    assert text._told.cache_info().currsize == 0
    assert not cued._awake
    assert all(_is_of_patterns(word) for word in cued._woken)


def _is_of_patterns(word: str) -> bool:
    return word in cued._AT_ONCE or word in COMMON
