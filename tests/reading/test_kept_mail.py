"""Whole mails as clients send them, kept under tests/mail: NAME.eml, and NAME.txt with the writer's own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.domain import Kind
from service.reading import Context, read

MAIL = Path(__file__).parents[1] / "mail"


@pytest.mark.parametrize("path", sorted(MAIL.glob("*.eml")), ids=lambda path: path.stem)
def test_own_words_of_kept_mail(path: Path) -> None:
    expected = path.with_suffix(".txt").read_text(encoding="utf-8").strip()
    reading = read(path.read_bytes(), Context())
    assert reading.words.text == expected
    assert reading.kind is (Kind.REPORT if expected else Kind.EMPTY)
    assert "Did you meet since" not in reading.words.text


def test_answers_of_kept_mail_are_tied() -> None:
    for name in ("outlook-html-only-answers-in-red", "mutt-inline-latin1", "iphone-six-bare-lines"):
        assert set(read((MAIL / f"{name}.eml").read_bytes(), Context()).words.answers) == {1, 2, 3, 4, 5, 6}
