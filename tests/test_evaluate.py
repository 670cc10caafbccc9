"""The score: counted as the rules say, with an interval that is the same each time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from service.errors import EvaluationError
from service.evaluate import compare, evaluate, score, scored
from service.reading import Context

WANTED = {
    "kind": "report",
    "met": True,
    "meetings": [{"held_on": "2026-11-10", "duration_minutes": 60, "format": "video", "topics": ["goals"]}],
    "next_meeting": {"date": "2026-12-03", "time": "14:00"},
    "satisfaction": 4,
    "needs_help": False,
    "unsure": [],
}


def changed(**fields: object) -> dict[str, object]:
    return {**WANTED, **fields}


def meeting(**fields: object) -> dict[str, object]:
    return changed(meetings=[{**WANTED["meetings"][0], **fields}])  # type: ignore[index, dict-item]


def test_a_record_read_right_is_exact() -> None:
    outcome = compare("one", WANTED, WANTED)
    assert outcome.wrong == {}
    figures = score([outcome])
    assert (figures.exact.value, figures.core.value, figures.silent.value, figures.topics_f1.value) == (1, 1, 0, 1)


@pytest.mark.parametrize(
    ("got", "exact", "core", "silent"),
    [
        (meeting(held_on="2026-11-03"), 0, 0, 1),
        (meeting(held_on=None), 0, 0, 0),
        (meeting(duration_minutes=30), 0, 1, 0),
        (changed(met=False, meetings=[]), 0, 0, 1),
        (changed(met=None, meetings=[]), 0, 0, 0),
        (changed(next_meeting={"date": "2026-12-04", "time": "14:00"}), 0, 0, 1),
        (changed(next_meeting={"date": "2026-12-03", "time": None}), 0, 1, 0),
        (changed(needs_help=True), 0, 0, 1),
        (changed(unsure=["held_on"]), 0, 1, 0),
    ],
)
def test_what_is_wrong_counts_as_it_would_be_believed(
    got: dict[str, object], exact: int, core: int, silent: int
) -> None:
    figures = score([compare("one", WANTED, got)])
    assert (figures.exact.value, figures.core.value, figures.silent.value) == (exact, core, silent)


def test_a_call_for_help_that_is_not_heard_is_counted() -> None:
    assert score([compare("one", changed(needs_help=True), WANTED)]).deaf == 1


def test_topics_are_counted_over_all_meetings() -> None:
    figures = score(
        [compare("one", WANTED, meeting(topics=["goals", "personal"])), compare("two", WANTED, meeting(topics=[]))]
    )
    assert figures.topics_f1.value == pytest.approx(2 * 1 / (2 * 1 + 1 + 1))


def test_the_interval_holds_the_value_and_is_the_same_each_time() -> None:
    outcomes = [compare(str(n), WANTED, WANTED if n % 3 else changed(satisfaction=5)) for n in range(60)]
    first, again = score(outcomes), score(outcomes)
    assert first.exact.low <= first.exact.value <= first.exact.high
    assert 0.4 < first.exact.low < first.exact.high < 0.9
    assert str(first.exact) == str(again.exact)


def test_a_folder_is_scored_and_a_missing_mail_counts_as_nothing_read(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(
        b"From: a@example.org\r\nDate: Thu, 12 Nov 2026 10:00:00 -0800\r\n\r\nWe met Tuesday, an hour, on Zoom.\r\n"
    )
    (tmp_path / "a.json").write_text(json.dumps(meeting(topics=[]) | {"next_meeting": None, "satisfaction": None}))
    (tmp_path / "b.json").write_text(json.dumps(WANTED))
    assert scored(tmp_path, Context()).exact.value == 0.5
    text = evaluate(tmp_path, Context())
    assert "n 2" in text
    assert "b {" in text


def test_an_empty_folder_says_what_it_takes(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"NAME\.eml"):
        evaluate(tmp_path, Context())
