"""A pattern sleeps only in texts that it cannot match in: what it needs is read off it rightly."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import service.reading
from service.reading.patterns.cued import Cued
from service.reading.patterns.needs import needs_of

REPLIES = Path(__file__).parents[1] / "replies"


def every_cued() -> list[Cued]:
    modules = [
        importlib.import_module(each.name)
        for each in pkgutil.walk_packages(service.reading.__path__, "service.reading.")
        if not each.ispkg
    ]
    found = {each.pattern: each for module in modules for each in vars(module).values() if isinstance(each, Cued)}
    return list(found.values())


EVERY = every_cued()


def test_every_pattern_of_the_room_is_looked_at() -> None:
    assert len(EVERY) > 150


CLAUSES = sorted(
    {
        clause.lower()
        for folder in ("hundred", "own", "later")
        for path in (REPLIES / folder).glob("*.eml")
        for clause in re.split(r"[.,;!?\n]\s*", path.read_text(encoding="utf-8", errors="replace"))
    }
)[::7]


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        (r"\bmet\b", {"met"}),
        (r"\bschedul\w*", {"sche*"}),
        (r"\bcalls?\b", {"call", "calls"}),
        (r"\b(?:met|had\s+coffee)\b", {"met", "coffee"}),
        (r"\b(?:email\w*|dm)\b", {"emai*", "dm"}),
        (r"\b(?:we|i)\s+(?:always|usually)\s+meet\b", {"meet"}),
        (r"^\W*(?:nope|nah)(?=\W*$)", {"nope", "nah"}),
        (r"(?<![\w'-])pints?(?![\w-])", {"pint", "pints"}),
        (r"\bmet\s*up\b", {"met*"}),
        (r"\d+(?:st|nd)", {r"\d"}),
        (r"\w+n't\b(?=.*\bsoon\b)", {"soon"}),
        (r"\b(?:good\s+)*grief\b", {"grief"}),
    ],
)
def test_what_a_pattern_needs(pattern: str, needs: set[str]) -> None:
    assert {key for best, *_ in needs_of(pattern) for key in best} == needs


@pytest.mark.parametrize(
    ("pattern", "both"),
    [
        (r"\bwait\w*\s+for\s+her\b", [({"wait*"}, {"for"})]),
        (r"\b(?:met\s+(?:nobody|neither)|had\s+coffee)\b", [({"met"}, {"nobody", "neither"}), ({"coffee"}, {"had"})]),
        (r"\b(?:met|had\s+coffee)\b", [({"met"},), ({"coffee"}, {"had"})]),
        (r"\bcoffee(?:\s+hour)?\b", [({"coffee", "hour"}, {"coff*"})]),
    ],
)
def test_what_each_way_of_a_pattern_needs_at_once(pattern: str, both: list[tuple[set[str], ...]]) -> None:
    assert needs_of(pattern) == both


def test_it_sleeps_where_only_one_of_two_needs_is_met() -> None:
    cued = Cued(r"\b(?:met\s+nobody|had\s+coffee)\b")
    assert [cued.is_awake(low) for low in ("we met", "nobody", "nobody met", "had nobody")] == [
        False,
        False,
        True,
        False,
    ]


@pytest.mark.parametrize(
    "pattern", [r"noon", r"\w+ed\b", r"\b(?:met|\w+ing)\b", r"(?<!re)call", r"\b(?:met)?", r".", r"\bi[a-z]+"]
)
def test_of_what_may_stand_in_any_word_nothing_is_needed(pattern: str) -> None:
    assert needs_of(pattern) == []
    with pytest.raises(ValueError, match="nothing can be told"):
        Cued(pattern)


@pytest.mark.parametrize("cued", EVERY, ids=lambda cued: cued.pattern[:40])
def test_it_finds_what_its_pattern_finds(cued: Cued) -> None:
    pattern = re.compile(cued.pattern)
    for clause in CLAUSES:
        expected = pattern.search(clause)
        assert told(expected) == told(cued.search(clause))
        if expected:
            assert [told(each) for each in pattern.finditer(clause)] == [told(each) for each in cued.finditer(clause)]
            assert told(pattern.match(clause)) == told(cued.match(clause))
            assert pattern.sub("~", clause) == cued.sub("~", clause)


def told(match: re.Match[str] | None) -> tuple[object, ...] | None:
    """All that a match tells: where, of what, and by which group."""
    return match and (match.span(), match.groupdict(), match.lastgroup)


@pytest.mark.parametrize(
    ("low", "expected"),
    [
        ("we had coffee", ["had coffee"]),
        ("we had tea and met nobody", ["had tea", "met nobody"]),  # ways of several needs
        ("nobody met", []),
        ("we met nobody, had coffee and met nobody", ["met nobody", "had coffee", "met nobody"]),
    ],
)
def test_it_finds_the_same_whichever_of_its_ways_are_awake(low: str, expected: list[str]) -> None:
    cued = Cued(r"\b(?:met\s+nobody|had\s+(?P<what>coffee)|had\s+tea)\b")
    assert [match.group() for match in cued.finditer(low)] == expected
    assert (cued.search(low) or [""])[0] == (expected or [""])[0]
    assert cued.sub("~", low).count("~") == len(expected)
    assert all(match["what"] in (None, "coffee") for match in cued.finditer(low))


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_it_is_awake_in_what_its_pattern_matches(data: st.DataObject) -> None:
    cued = data.draw(st.sampled_from(EVERY))
    text = data.draw(st.from_regex(re.compile(cued.pattern)))
    if expected := re.search(cued.pattern, text):
        found = cued.search(text)
        assert found is not None and found.span() == expected.span()
