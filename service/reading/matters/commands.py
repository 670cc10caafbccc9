"""The service's commands: a line that is the whole new text, in any case, with or without a full stop."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from service.reading.days.return_days import days_in
from service.reading.values import Command, Words

NAMES = ("PAUSE", "RESUME", "STOP", "TOPICS", "GUIDE", "INVITE", "MY DATA", "FORGET ME", "HELP")
"""What a participant may send. (A coordinator's commands come with their own room.)"""

_COMMAND = re.compile(
    rf"(?:please\s+)?({'|'.join(name.replace(' ', ' ?') for name in NAMES)})(?:,?\s+please)?\s*[.!]?\Z", re.I
)
_PAUSE = re.compile(
    r"(?:please\s+)?pause\s+(?:(until|till|til|to)\s+(?:after\s+)?(.{2,60}?)|for\s+(?:an?other\s+)?(a|one|"
    r"two|three|four|five|six|\d{1,2})\s+(day|week|month)s?)(?:,?\s+please)?\s*[.!]?\Z",
    re.I,
)
_BEGINS = re.compile(f"[{''.join(name[0] for name in (*NAMES, 'please'))}]", re.I)
"""As every command does; few lines do, and the whole is looked for in them alone."""
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_DAYS = {"day": 1, "week": 7, "month": 30}


@dataclass(frozen=True, slots=True)
class Commanded:
    """What the new text commands: alone, or (its name) beside other words."""

    alone: Command | None = None
    beside: str | None = None


def commanded(words: Words, names: frozenset[str], today: date | None, day_first: bool) -> Commanded:
    """The command in somebody's own words. `names`: a line that only signs is no other word.

    An answer to a question is never one ("Help" under the sixth), nor is a word inside a sentence. A PAUSE whose day
    cannot be read is not carried out but asked about, like a command beside other words.
    """
    for segment in words.segments:
        if segment.question is not None:
            return Commanded()
    lines = [line.strip(" \t*_\"'“”") for line in words.text.split("\n")[:400] if line.strip()]
    said = [line for line in lines if line.strip(" ,.-–—").lower() not in names]
    if len(said) == 1:
        command = _command(said[0], today, day_first)
        if command is not None:
            return Commanded(alone=command)
        if _PAUSE.match(said[0]):
            return Commanded(beside="PAUSE")
        return Commanded()
    for line in said:
        if _BEGINS.match(line) and (name := _shouted(line)):
            return Commanded(beside=name)
    return Commanded()


def _command(line: str, today: date | None, day_first: bool) -> Command | None:
    match = _COMMAND.match(line)
    if match is not None:
        return Command(" ".join(_spaced(match[1]).upper().split()))
    pause = _PAUSE.match(line)
    if pause is None or today is None:
        return None
    until = _until(pause, today, day_first)
    return Command("PAUSE", until) if until else None


def _spaced(name: str) -> str:
    return re.sub(r"(?i)^(my|forget) ?(data|me)$", r"\1 \2", name)


def _until(pause: re.Match[str], today: date, day_first: bool) -> date | None:
    if pause[4]:
        count = _COUNTS.get(pause[3].lower()) or int(pause[3])
        return today + timedelta(days=count * _DAYS[pause[4].lower()])
    days = days_in(pause[2], today, day_first)
    return (
        days[0].day
        if len(days) == 1 or (days and days[0].day == days[-1].day)
        else (days[-1].day if days and days[-1].exact else None)
    )


def _shouted(line: str) -> str | None:
    """A command's name, where a line among others is one as the letters spell it."""
    match = _COMMAND.match(line)
    if match is not None and match[1].isupper():
        return _spaced(match[1])
    return "PAUSE" if _PAUSE.match(line) else None
