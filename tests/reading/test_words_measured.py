"""The writer's own words in mail of many clients, habits and languages (tests/reading/words), and how often they are
found: what docs/reading.md promises of mail that nobody here has seen is the least that is asked of these.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from words_cases import PAGED, WAYS, Case, cases, foreign, generated, lost, mixed, same

from service.reading.mail.html import html_lines
from service.reading.mail.lines import plain_lines
from service.reading.own_words.labels import Writer
from service.reading.own_words.reply_text import own_words

TABLES = ("clients", "shapes", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
NOT_YET = (
    "a signature of arrows",
    "survey line",
    "ticket number at the end",
    "Gnus, day and name in a row",
    "a programme with times and dashes",
)
"""Mails whose words are not found as they were labelled before anybody looked."""
PLAIN = [case for table in TABLES for case in cases(f"{table}.txt")]
PAGES = [case for table in ("pages", "pages2", "pages3", "pages4", "pages5") for case in cases(f"{table}.txt")]


def plain(case: Case) -> str:
    return own_words(plain_lines(case.body), Writer()).text


def _with_known_misses(plain: list[Case]) -> list[Any]:
    missed = pytest.mark.xfail(strict=True)
    return [pytest.param(case, id=case.name, marks=[missed] * (case.name in NOT_YET)) for case in plain]


@pytest.mark.parametrize("case", _with_known_misses(PLAIN))
def test_own_words_of_plain_mail(case: Case) -> None:
    got = plain(case)
    assert (lost(got, case.words), foreign(got, case.words)) == ([], [])


@pytest.mark.parametrize("case", PAGES, ids=lambda case: case.name)
def test_own_words_of_html_mail(case: Case) -> None:
    assert same(own_words(html_lines(case.body), Writer()).text, case.words)


def test_own_words_around_what_clients_write_in_each_language() -> None:
    made = list(generated())
    misses = [case.name for case in made if not same(plain(case), case.words)]
    assert len(made) > 2_500
    assert len(misses) <= len(made) // 200, misses
    assert not [case.name for case in made if lost(plain(case), case.words)]


def test_own_words_in_every_combination_of_habits() -> None:
    made = list(mixed())
    misses = [case.name for case in made if not same(plain(case), case.words)]
    assert len(misses) <= len(made) // 200, misses
    assert not [case.name for case in made if lost(plain(case), case.words)]


@pytest.mark.parametrize("way", WAYS)
def test_own_words_stay_the_same_whatever_happens_to_the_mail(way: str) -> None:
    plain = [case for case in PLAIN if case.name not in NOT_YET]
    turned = [(case, own_words(plain_lines(WAYS[way](case.body)), Writer()).text) for case in plain]
    misses = [case.name for case, got in turned if not same(got, case.words)]
    assert len(misses) <= len(plain) // 80, misses


@pytest.mark.parametrize("way", PAGED)
def test_own_words_stay_the_same_in_html_made_of_plain_text(way: str) -> None:
    turned = [(case, own_words(html_lines(PAGED[way](case.body)), Writer()).text) for case in PLAIN]
    misses = [case.name for case, got in turned if not same(got, case.words)]
    assert len(misses) <= len(PLAIN) // 40, misses
