"""The closed word classes that every grammar here shares: numbers, ordinals, weekdays, months.

Each class is a dictionary from the written form to its value, and a pattern (`NUMBER`, `WEEKDAY`…) made from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable


def words_in(text: str) -> list[str]:
    """The words of a text: how long lists of words are kept readable."""
    return text.split()


UNITS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fourty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}

_FIRST_NINETEEN = words_in(
    """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth
"""
)
ORDINALS = {word: number for number, word in enumerate(_FIRST_NINETEEN, start=1)}
ORDINALS |= {"twentieth": 20, "thirtieth": 30}
ORDINALS |= {
    f"{tens}{dash}{_FIRST_NINETEEN[unit - 1]}": value + unit
    for tens, value in (("twenty", 20), ("thirty", 30))
    for unit in range(1, 10)
    for dash in "- "
    if value + unit <= 31
}

WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday wednes weds wed",
            "thursday thurs thur thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}


def any_of(words: Iterable[str]) -> str:
    """A group that matches any of the words, longest first; by their first letters, which other words fail at."""
    by_letter = dict[str, list[str]]()
    for word in sorted(words, key=len, reverse=True):
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]))
    return "(?:" + "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by_letter.items()) + ")"


NUMBER_WORD = rf"(?:{any_of(TENS)}(?:[- ]{any_of(list(UNITS)[:9])})?|{any_of(UNITS)})"
"""A number below a hundred in letters."""
WEEKDAY = rf"(?:{any_of(WEEKDAYS)})\b\.?"
MONTH = rf"(?:{any_of(MONTHS)})\b\.?"


def number_of(text: str) -> float | None:
    """The value of a number in digits or letters: "45", "1.5", "forty-five"."""
    text = text.strip().replace(",", ".")
    if text.replace(".", "", 1).isdigit():
        return float(text)
    tens, _, unit = text.replace("-", " ").partition(" ")
    if tens in TENS:
        return float(TENS[tens] + UNITS.get(unit, 0))
    return float(UNITS[text]) if text in UNITS else None


_DIGITS = re.compile(r"\d+")


def ordinal_of(text: str) -> int | None:
    """The value of a day's number in any form: "12", "12th", "21th" (as learners write), "twelfth", "twenty-first"."""
    digits = _DIGITS.match(text)
    return int(digits.group()) if digits else ORDINALS.get(text.strip())


def _misspelled() -> dict[str, str]:
    """Every weekday and month of six letters or more with one slip of the fingers → the right spelling."""
    slips: dict[str, str] = {}
    for word in [*WEEKDAYS, *MONTHS]:
        if len(word) < 6:
            continue
        for at in range(1, len(word)):
            slips[word[:at] + word[at + 1 :]] = word
            slips[word[:at] + word[at : at + 2][::-1] + word[at + 2 :]] = word
            for letter in "abcdefghijklmnopqrstuvwxyz":
                slips[word[:at] + letter + word[at + 1 :]] = word
                slips[word[:at] + letter + word[at:]] = word
    slips |= {"wensday": "wednesday", "wendsday": "wednesday", "wendesday": "wednesday", "feburary": "february"}
    meant = {"sundry", "sundae", "sunder", "frida", "augusta", "mondays", "remember"}
    return {slip: word for slip, word in slips.items() if slip not in WEEKDAYS | MONTHS and slip not in meant}


MISSPELLED = _misspelled()
