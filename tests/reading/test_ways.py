"""A pattern that is filed by first letters finds what it found before, by the same of its ways."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.reading.clauses import formats
from service.reading.days import days, lengths, times
from service.reading.patterns.cued import Cued
from service.reading.patterns.ways import Caseless, Scan, quick

PATTERNS = (
    r"\b(?:call|cab|met|meet|can(?:not)?|me)\b",
    r"(?:ab|b|a|abc|\w+|bc)",
    r"(?:a|[bc]x|b|c\d|ca|\d+|1|2)",
    r"(?:(?:the|an?)\s+)?(?:hour|half|house|hours)",
    r"(?:(?:so|very)\s+){0,3}(?:sad|some|so)",
    r"(?:(?:so|very)\s+)+?(?:so|sad|very\s+sad|vs)",
    r"(?:^\W*no|no\w|\W+n|nob|not)",
    r"\b(?:one|\bon|o|only|\Bne)",
    r"(?P<two>(?:ab|ac|a|b))(?:c|cd|ce|d)",
    r"(?:(?P<one>a)b|(?P<two>a)c|(?P<three>ab?)|(?P<four>b))",
    r"(?:½\s?h|1/2\s?h|\.5\s?h|[½1-9]h|-h)",
    r"(?:a(?!b)|(?=ab)a\w|ab|(?<=c)d|d)",
    r"(?:x*y|xz|x|(?:xy)*z|y)",
    r"(?:(?:(?<=a)|(?<=-\s)|^\s?)\d|x|\d\d|(?:b?|c)a|ab|(?:(?=a)|n)\w+|n)",
)


def told(matches: Iterator[re.Match[str]]) -> list[tuple[Any, ...]]:
    return [(match.span(), match.groups(), match.lastgroup) for match in matches]


@pytest.mark.parametrize("pattern", PATTERNS)
@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_it_finds_what_its_pattern_finds(pattern: str, data: st.DataObject) -> None:
    pieces = st.from_regex(pattern) | st.text("abcdehmnosxyz ½15.-/", max_size=12)
    text = "".join(data.draw(st.lists(pieces, max_size=4)))
    for deep in (False, True):
        assert told(quick(pattern, deep=deep).finditer(text)) == told(re.compile(pattern).finditer(text))


SENTENCES = [
    line
    for file in ("told", "innocent", "asides", "spoken/length", "spoken/held", "spoken/next", "spoken/whole")
    for line in (Path(__file__).parent / f"{file}.txt").read_text(encoding="utf-8").lower().splitlines()
]


@pytest.mark.parametrize("scan", [lengths.LENGTHS, times.CLOCK])
def test_what_has_names_is_found_with_them(scan: Scan) -> None:
    pattern = re.compile(scan.pattern)
    for sentence in SENTENCES:
        assert told(scan.finditer(sentence)) == told(pattern.finditer(sentence))


DAYS, WAYS_OF_MEETING = ((quick(written, deep=True), re.compile(written)) for written in (days.PLACES, formats.WAYS))


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.from_regex(DAYS[1]))
def test_a_day_is_found_where_any_form_of_one_stands(text: str) -> None:
    filed, written = DAYS
    assert told(filed.finditer(text)) == told(written.finditer(text))


@pytest.mark.parametrize(
    ("filed", "written", "awake"),
    [(*DAYS, days._SCAN), (*WAYS_OF_MEETING, formats._SCAN)],
    ids=["days", "ways of meeting"],
)
def test_forms_are_found_where_people_name_them(filed: re.Pattern[str], written: re.Pattern[str], awake: Cued) -> None:
    for sentence in SENTENCES:
        expected = told(written.finditer(sentence))
        assert told(filed.finditer(sentence)) == expected
        assert told(awake.finditer(sentence)) == expected


@pytest.mark.parametrize("pattern", [*PATTERNS, r"(?:Ab|aB|AC|\w\d|ß|ss|ẞa|ı|i\w|İ|K|kb)", r"(?:(?i:a|b)c|A|bcd|B)"])
@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_small_and_large_letters_are_one_where_the_flag_says_so(pattern: str, data: st.DataObject) -> None:
    pieces = st.from_regex(re.compile(pattern, re.I)) | st.text("abAcdßſẞsSıiİIkKK ½1", max_size=12)
    text = "".join(data.draw(st.lists(pieces, max_size=4)))
    for deep in (False, True):
        assert told(quick(pattern, re.I, deep).finditer(text)) == told(re.compile(pattern, re.I).finditer(text))


IN_ANY_CASE = (r"(?:Ab|aB|[A-C]C|\w\d|ß|ss|ı|i\w|İ|K|kb)", r"[^A-cſ]+|[ø-ſ]b", r"\u212ab|[^\u212a]s", r"a(?=\Z|[^B])")


@pytest.mark.parametrize("pattern", [*PATTERNS, *IN_ANY_CASE])
@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_a_pattern_without_case_finds_the_same_places_in_lower_case(pattern: str, data: st.DataObject) -> None:
    caseless, plain = Caseless(pattern), re.compile(pattern, re.I)
    pieces = st.from_regex(plain) | st.text("abAckbdssSiIKk ½1", max_size=12)
    written = "".join(data.draw(st.lists(pieces, max_size=4)))
    for text in (written, written.encode("ascii", "ignore").decode()):
        for found, expected in ((caseless.search(text), plain.search(text)), (caseless.match(text), plain.match(text))):
            assert (found and found.span()) == (expected and expected.span())
