"""The labelled replies are always scored. The floors of the hundred are what is wanted of them, the others what
reading holds today, a little below the figures of docs/reading.md, so that a change that reads worse is seen; they go
up with it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from service.evaluate import Score, scored
from service.reading.values import Context
from service.topics import load_topics

REPLIES = Path(__file__).parents[1] / "replies"


@cache
def score_of(folder: str) -> Score:
    return scored(REPLIES / folder, Context(topics=load_topics()))


@pytest.mark.parametrize(
    ("folder", "exact", "core", "silent", "topics"),
    [
        ("hundred", 0.92, 0.97, 0.01, 0.95),
        ("own", 0.87, 0.98, 0.01, 0.95),
        ("later", 0.76, 0.97, 0.02, 0.89),
        ("held_out", 0.64, 0.83, 0.11, 0.90),
        ("unseen", 0.79, 0.95, 0.04, 0.92),
        ("fresh_z", 0.83, 0.96, 0.02, 0.91),
        ("fresh_aa", 0.86, 0.98, 0.01, 0.94),
        ("fresh_ab", 0.71, 0.90, 0.06, 0.90),
        ("fresh_aq", 0.77, 0.95, 0.04, 0.92),
        ("fresh_ar", 0.82, 0.94, 0.06, 0.90),
        ("fresh_as", 0.71, 0.91, 0.07, 0.88),
        ("fresh_at", 0.83, 0.93, 0.04, 0.90),
        ("fresh_au", 0.73, 0.93, 0.04, 0.88),
        ("fresh_av", 0.79, 0.93, 0.06, 0.88),
        ("fresh_aw", 0.77, 0.94, 0.04, 0.94),
        ("fresh_ax", 0.85, 0.95, 0.03, 0.92),
        ("fresh_ay", 0.77, 0.94, 0.04, 0.89),
        ("fresh_az", 0.77, 0.94, 0.04, 0.89),
        ("fresh_ba", 0.80, 0.93, 0.05, 0.92),
        ("fresh_bb", 0.80, 0.94, 0.05, 0.89),
        ("fresh_bc", 0.85, 0.95, 0.04, 0.95),
        ("fresh_bd", 0.78, 0.93, 0.06, 0.89),
        ("fresh_be", 0.81, 0.89, 0.05, 0.93),
        ("fresh_bf", 0.78, 0.96, 0.03, 0.87),
        ("fresh_bg", 0.78, 0.94, 0.05, 0.90),
        ("fresh_bh", 0.74, 0.88, 0.08, 0.89),
        ("fresh_bi", 0.83, 0.96, 0.03, 0.90),
        ("fresh_bj", 0.68, 0.93, 0.03, 0.83),
        ("fresh_bk", 0.43, 0.73, 0.21, 0.75),
        ("fresh_bl", 0.56, 0.83, 0.13, 0.80),
        ("fresh_bm", 0.78, 0.94, 0.05, 0.86),
        ("fresh_bn", 0.79, 0.94, 0.05, 0.89),
        ("fresh_bo", 0.73, 0.93, 0.05, 0.88),
        ("fresh_bp", 0.89, 0.96, 0.03, 0.93),
        ("fresh_bq", 0.83, 0.96, 0.03, 0.91),
        ("fresh_br", 0.46, 0.76, 0.20, 0.78),
        ("fresh_bs", 0.86, 0.94, 0.06, 0.95),
        ("fresh_bt", 0.91, 0.96, 0.04, 0.97),
        ("fresh_bu", 0.74, 0.91, 0.06, 0.92),
        ("fresh_bv", 0.81, 0.93, 0.07, 0.91),
        ("fresh_bw", 0.89, 0.96, 0.04, 0.93),
        ("fresh_bx", 0.57, 0.91, 0.07, 0.85),
    ],
)
def test_reading_reads_no_worse_than_it_did(
    folder: str, exact: float, core: float, silent: float, topics: float
) -> None:
    score = score_of(folder)
    assert score.exact.value >= exact
    assert score.core.value >= core
    assert score.silent.value <= silent
    assert score.topics_f1.value >= topics


@pytest.mark.parametrize(
    "folder",
    [
        "hundred",
        "own",
        "later",
        "unseen",
        "held_out",
        *(f"fresh_{name}" for name in ("z", "aa", "ab", "aq", "ar", "as", "at", "au", "av", "aw", "ax", "ay", "az")),
        *(f"fresh_{name}" for name in ("ba", "bb", "bc")),
    ],
)
def test_no_call_for_help_is_missed(folder: str) -> None:
    assert score_of(folder).deaf == 0
