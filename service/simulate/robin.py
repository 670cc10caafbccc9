"""The coordinator: reads the week, and now and then answers it with orders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from service.demo.cast import ROBIN
from service.simulate.deeds import Act, Deed
from service.simulate.people import Couple, Player, Story, Temper

COORDINATOR = Player(ROBIN, Temper.PUNCTUAL, 1)

_PAUSE_WEEK, _RESUME_WEEK, _END_WEEK, _SHOW_WEEK = 9, 15, 11, 5
_NUDGE_WEEKS = frozenset({7, 12, 21, 30})
_PAUSED_FOR = timedelta(weeks=6)
_NUDGED = 3
_UNANSWERED = re.compile(r"Not answered:? (.*?)(?: \d+ of \d+ people| Month by month| [A-Z]\w+, the whole| What comes)")
_NUMBER = re.compile(r"\((\d+)\)")
_AFTER = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class _Task:
    """Something to order in a week of the program, or as soon as a summary comes after that."""

    week: int
    line: str


class Robin:
    """What the coordinator does about each letter. `begin`: the day on which the program began."""

    def __init__(self, couples: Sequence[Couple], begin: date) -> None:
        self._begin = begin
        self._tasks = [task for couple in couples for task in _tasks(couple, begin)]
        self._nudges = set(_NUDGE_WEEKS)

    def deeds(self, subject: str, text: str, today: date) -> Iterator[Deed]:
        """Orders in answer to a summary, and the yes where we ask whether they were meant."""
        if "please say that you meant this" in text:
            yield Deed(_AFTER, "yes", Act.ORDER, orders=tuple(_asked(text)))
        elif not subject.startswith("Re:"):
            lines = self._due((today - self._begin).days // 7, text)
            if lines:
                yield Deed(_AFTER, "\n".join((*lines, "", "Thanks,", "Robin")), Act.ORDER)

    def _due(self, week: int, text: str) -> list[str]:
        due = [each for each in self._tasks if each.week <= week]
        self._tasks = [each for each in self._tasks if each.week > week]
        lines = [each.line for each in due]
        if week in self._nudges:
            self._nudges.discard(week)
            found = _UNANSWERED.search(text)
            lines += [f"nudge {number}" for number in _NUMBER.findall(found[1])[:_NUDGED]] if found else []
        return lines


def _tasks(couple: Couple, begin: date) -> Iterator[_Task]:
    number = couple.number
    match couple.story:
        case Story.PAUSED:
            until = begin + timedelta(weeks=_PAUSE_WEEK) + _PAUSED_FOR
            yield _Task(_PAUSE_WEEK, f"pause {number} until {until:%B} {until.day}")
        case Story.SUSPENDED:
            yield _Task(_PAUSE_WEEK, f"pause {number}")
            yield _Task(_RESUME_WEEK, f"resume {number}")
        case Story.ENDED:
            yield _Task(_END_WEEK, f"end {number}")
        case _ if number == 1:
            yield _Task(_SHOW_WEEK, "show 1")


def _asked(text: str) -> list[str]:
    """The orders that we repeat before they are done."""
    return re.findall(r"(?:pause|resume|end|nudge|show) \d+(?: until \w+ \d+)?", text.split('Reply "yes"')[0])
