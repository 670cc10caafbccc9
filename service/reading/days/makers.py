"""From the words that a form of day matched to the `Day` that they tell, and whether it lies behind or ahead by them.

Each takes the match of a form of `dayforms.FORMS`; what it reads are that form's named groups.
"""

from __future__ import annotations

import re

from service.reading.days.dates import (
    Beside,
    Calendar,
    Day,
    DayOfMonth,
    Lean,
    Named,
    NthWeekday,
    Offset,
    SameTime,
    Slashed,
    Unsure,
    Vague,
    Weekday,
    WeekdayOfWeek,
)
from service.reading.days.feasts import COUNTED_FROM
from service.reading.prose.words import MONTHS, WEEKDAYS, number_of, ordinal_of


def weekday_of(match: re.Match[str]) -> int:
    return WEEKDAYS[match["wd"].rstrip(".")]


def month_of(match: re.Match[str]) -> int:
    return MONTHS[match["month"].rstrip(".")]


def year_of(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    year = groups.get("year") or groups.get("year2")
    return None if year is None else int(year) + (2000 if len(year) == 2 else 0)


def count_of(match: re.Match[str], group: str = "n") -> int:
    text = match[group]
    return 1 if text in ("a", "an") else int(number_of(text) or 1)


def vague(match: re.Match[str]) -> tuple[Day, Lean | None]:
    text = match.group()
    if re.search(r"\b(?:last|earlier|past|ago|other|previous|before last)\b", text):
        return Vague(), Lean.PAST
    return Vague(), Lean.COMING if re.search(r"\b(?:next|later|coming|after|in)\b", text) else None


def calendar(match: re.Match[str]) -> tuple[Day, Lean | None]:
    day: Day = Calendar(month_of(match), ordinal_of(match["day"]) or 0, year_of(match))
    if match.groupdict().get("wd"):
        day = Named(day, weekday_of(match))
    return day, None


def of_month(match: re.Match[str]) -> tuple[Day, Lean | None]:
    number = ordinal_of(match["day"]) or 0
    months = {None: None, "": None, "this": 0, "the": 0, "last": -1, "next": 1}[match.groupdict().get("of")]
    day: Day = DayOfMonth(number, months) if number <= 31 else Unsure()
    if match.groupdict().get("wd"):
        day = Named(day, weekday_of(match))
    return day, {-1: Lean.PAST, 1: Lean.COMING}.get(months or 0)


def iso(match: re.Match[str]) -> tuple[Day, Lean | None]:
    return Calendar(int(match["m"]), int(match["d"]), int(match["y"])), None


def nth(match: re.Match[str]) -> tuple[Day, Lean | None]:
    nth = -1 if match["nth"] == "last" else ordinal_of(match["nth"]) or 1
    months = {"this": 0, "the": 0, "that": 0, "last": -1, "next": 1}.get(match["of"] or "")
    month = MONTHS[match["month"].rstrip(".")] if match["month"] else None
    return NthWeekday(nth, weekday_of(match), month, months), {-1: Lean.PAST, 1: Lean.COMING}.get(months or 0)


def weeks_from(match: re.Match[str]) -> tuple[Day, Lean | None]:
    weeks, anchor = count_of(match), match["anchor"]
    if anchor:
        return Offset(7 * weeks + {"tomorrow": 1, "yesterday": -1}.get(anchor, 0)), Lean.COMING
    if match["mod"] == "next":
        return WeekdayOfWeek(weekday_of(match), weeks + 1), Lean.COMING
    return Weekday(weekday_of(match), weeks), Lean.COMING


def weeks_ago(match: re.Match[str]) -> tuple[Day, Lean | None]:
    weeks, anchor = count_of(match), match.groupdict().get("anchor")
    if anchor:
        return Offset(-7 * weeks + {"yesterday": -1, "tomorrow": 1}.get(anchor, 0)), Lean.PAST
    return WeekdayOfWeek(weekday_of(match), -weeks), Lean.PAST


_WEEK_SHIFT = {"last": -1, "this": 0, "next": 1, "before last": -2, "after next": 2, "the following": 1, "past": -1}


def of_week(match: re.Match[str]) -> tuple[Day, Lean | None]:
    weeks = _WEEK_SHIFT[re.sub(r"\s+", " ", match["week"])]
    lean = Lean.PAST if weeks < 0 else Lean.COMING if weeks > 0 else None
    return WeekdayOfWeek(weekday_of(match), weeks), lean


def modified(match: re.Match[str]) -> tuple[Day, Lean | None]:
    modifier, weekday = re.sub(r"\s+", " ", match["mod"]), weekday_of(match)
    if modifier == "next":
        return WeekdayOfWeek(weekday, 1), Lean.COMING
    if modifier in ("this coming", "coming", "upcoming"):
        return Weekday(weekday), Lean.COMING
    return Weekday(weekday), Lean.PAST if modifier != "this" else None


RELATIVE = {
    "the day before yesterday": -2,
    "day before yesterday": -2,
    "yesterday": -1,
    "last night": -1,
    "today": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "tonight": 0,
    "this lunchtime": 0,
    "just now": 0,
    "earlier today": 0,
    "later today": 0,
    "the day after tomorrow": 2,
    "day after tomorrow": 2,
    "tomorrow": 1,
}


def relative(match: re.Match[str]) -> tuple[Day, Lean | None]:
    days = RELATIVE[re.sub(r"\s+", " ", match["rel"])]
    if match["rel"] in ("just now", "earlier today"):
        return Offset(days), Lean.PAST
    return Offset(days), Lean.PAST if days < 0 else Lean.COMING if days > 0 else None


def days_ago(match: re.Match[str]) -> tuple[Day, Lean | None]:
    return Offset(-count_of(match)), Lean.PAST


def in_count(match: re.Match[str]) -> tuple[Day, Lean | None]:
    return Offset(count_of(match) * (7 if match["unit"].startswith("w") else 1)), Lean.COMING


def beside_feast(match: re.Match[str]) -> Day:
    """ "The Monday after Thanksgiving", "the day before Halloween"; feasts of no known day tell none."""
    feast = COUNTED_FROM.get(re.sub(r"\s+", " ", match["feast"]))
    weekday = weekday_of(match) if match["wd"] else None
    return Vague() if feast is None else Beside(feast, weekday, match["side"] == "after")


def same_time(match: re.Match[str]) -> tuple[Day, Lean | None]:
    phrase = match["rel"]
    if phrase.endswith("month"):
        return Vague(), Lean.COMING
    if match["n"]:
        return SameTime(int(number_of(match["n"]) or 2)), Lean.COMING
    return SameTime(2 if phrase.startswith("week") else 1), Lean.COMING


def dotted(match: re.Match[str]) -> tuple[Day, Lean | None]:
    year = match["y"]
    return Calendar(int(match["m"]), int(match["d"]), int(year) % 2000 + 2000 if year else None), None


def slashed(match: re.Match[str]) -> tuple[Day, Lean | None]:
    first, second = (int(match[f"{each}"] or match[f"{each}2"] or match[f"{each}3"]) for each in "ab")
    year = match["y"] or match["y2"]
    day: Day = Slashed(first, second, int(year) % 2000 + 2000 if year else None)  # type: ignore[assignment]
    return day, None
