"""Sentences that name no day: "we", "may", "second", "10/10 would recommend", "24/7", "room 314"."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from service.reading.days.dates import Vague
from service.reading.days.days import find_days
from service.reading.prose.text import plain
from service.reading.report import interpret
from service.reading.values import Context, Segment, Words

SENTENCES = Path(__file__).with_name("innocent.txt").read_text(encoding="utf-8").splitlines()


def test_there_are_enough_of_them() -> None:
    assert len(set(SENTENCES)) >= 300


@pytest.mark.parametrize("sentence", SENTENCES)
def test_innocent_words_give_no_day(sentence: str) -> None:
    text = plain(sentence)
    assert [text[day.start : day.end] for day in find_days(text.lower(), text) if not isinstance(day.day, Vague)] == []


def test_innocent_words_make_no_meeting_and_no_plan() -> None:
    moment = datetime(2026, 11, 12, 18, 0, tzinfo=UTC)
    dated = []
    for sentence in SENTENCES:
        claims = interpret(Words((Segment(sentence),)), "", moment, Context()).claims
        if claims.next_meeting or any(meeting.held_on for meeting in claims.meetings):
            dated.append(sentence)
    assert dated == []
