"""What must hold of the letters that left, counted from their files: the planner has no part in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date, time, timedelta
from itertools import pairwise

from service.simulate.seen import RATIONED, UNASKED, Seen, Sort

A_MONTH = 3
APART = timedelta(days=3)
OPEN, CLOSED = time(8), time(18)


def audit(letters: Sequence[Seen], reports: Collection[str], free: Container[date]) -> list[str]:
    """Every way in which the letters break the rules, a line each; none: all holds.

    reports: the Message-IDs of what participants reported. free: the program's holidays.
    """
    rules: tuple[Callable[[], Iterator[str]], ...] = (
        lambda: _too_many_a_month(letters),
        lambda: _too_near(letters),
        lambda: _twice(letters, Sort.CHECKIN),
        lambda: _twice(letters, Sort.REMINDER),
        lambda: _out_of_hours(letters, free),
        lambda: _unanswered(letters, reports),
    )
    return [line for rule in rules for line in rule()]


def by_person(letters: Iterable[Seen]) -> Mapping[str, list[Seen]]:
    """The letters of each person."""
    found: dict[str, list[Seen]] = {}
    for each in letters:
        found.setdefault(each.to, []).append(each)
    return found


def _too_many_a_month(letters: Sequence[Seen]) -> Iterator[str]:
    counts = Counter((each.to, each.month) for each in letters if each.sort in RATIONED)
    for (to, month), count in sorted(counts.items()):
        if count > A_MONTH:
            yield f"{to} got {count} letters in {month} without having written"


def _too_near(letters: Sequence[Seen]) -> Iterator[str]:
    for to, theirs in by_person(each for each in letters if each.sort in UNASKED).items():
        for earlier, later in pairwise(theirs):
            if later.at.date() - earlier.at.date() < APART:
                yield f"{to}: {later.file} ({later.sort}) came {later.at - earlier.at} after the {earlier.sort}"


def _twice(letters: Sequence[Seen], sort: Sort) -> Iterator[str]:
    """The subject names the month and the partner; a month of the year comes once in so short a time."""
    year = timedelta(days=200)
    for to, theirs in by_person(each for each in letters if each.sort is sort).items():
        for earlier, later in pairwise(sorted(theirs, key=lambda each: (each.subject, each.at))):
            if earlier.subject == later.subject and later.at - earlier.at < year:
                yield f"{to} got a second {sort}: {later.file}"


def _out_of_hours(letters: Sequence[Seen], free: Container[date]) -> Iterator[str]:
    for each in letters:
        if each.sort not in UNASKED:
            continue
        day = each.at.date()
        if day.weekday() > 4 or day in free or not OPEN <= each.at.time() < CLOSED:
            yield f"{each.to}: {each.file} ({each.sort}) came at {each.at:%A, %Y-%m-%d %H:%M} where they live"


def _unanswered(letters: Sequence[Seen], reports: Collection[str]) -> Iterator[str]:
    answers = Counter(each.in_reply_to for each in letters if each.sort is Sort.ANSWER)
    for report in sorted(reports):
        if answers[report] != 1:
            yield f"the report {report} got {answers[report]} receipts"
