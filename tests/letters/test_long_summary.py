"""The summary of a large program: counts first, then names, and not all of them."""

from __future__ import annotations

from typing import Any

from service.domain import LetterKind
from service.letters import samples
from service.letters.letterbox import Letters


def listed(count: int, note: str = "") -> list[dict[str, Any]]:
    return [{"number": n, "who": f"Person{n}", "note": note, "beside": ""} for n in range(1, count + 1)]


def summary(**changed: object) -> str:
    values = samples.values(LetterKind.SUMMARY)[""] | changed
    return " ".join(Letters.load().fill(LetterKind.SUMMARY, values).plain.split())


def test_ten_names_stand_in_a_row_and_the_table_brings_the_others() -> None:
    words = summary(met=listed(36))
    assert "Met 36: Person1 (1)," in words and "Person10 (10) and 26 more" in words and "Person11" not in words
    assert "Reply “csv” for the whole list." in words
    assert "whole list" not in summary(met=listed(10), unanswered=[])


def test_who_needs_the_same_stands_in_one_line() -> None:
    words = summary(silent=listed(12), never_met=[], differ=[], bounced=[], held=[], held_count=0)
    assert "Person10 (10) and 2 more have not answered for two months." in words
    assert "Person1 (1) has not answered for two months." in summary(silent=listed(1))
    less = listed(2, "paused until December 1") + listed(1, "stopped, no letters go to them")
    assert "Person1 (1), Person2 (2): paused until December 1; Person1 (1): stopped" in summary(less_mail=less)


def test_every_request_is_shown() -> None:
    words = summary(help_asked=listed(25, "Could you find us a room?"))
    assert words.count("Could you find us a room?") == 25


def test_a_cohort_that_is_half_way_at_once_is_one_line() -> None:
    words = summary(coming_by_name=listed(30, "are half-way on Monday, November 23"))
    assert "Person10 (10) are half-way on Monday, November 23; and so on for 20 more." in words
