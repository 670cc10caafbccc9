"""Who takes part in a simulated program, and when they really meet. All of it follows from the seed."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from service.demo.cast import BERLIN, EASTERN, PACIFIC, Pair, Person

_ZONES = (PACIFIC, PACIFIC, PACIFIC, PACIFIC, EASTERN, EASTERN, BERLIN)
_FIRST = ("Alma", "Bela", "Cora", "Dario", "Edda", "Finn", "Gwen", "Hugo", "Iris", "Jorge", "Kaya", "Lars", "Mina")
_LAST = ("Abbott", "Berg", "Castro", "Dunn", "Egan", "Ford", "Gall", "Hale", "Irwin", "Jung", "Katz")
_HONOURED = 0.8
_DAY = timedelta(days=1)
_FRIDAY = 4

DIFFER_IN = 2
"""In which month of the program, counted from one, the accounts of two differ."""


class Temper(StrEnum):
    """How somebody treats their mail."""

    PUNCTUAL = "punctual"
    TERSE = "terse"
    SILENT = "silent"
    AWAY = "out of office for a month"
    MOVING = "changing address"
    CALENDAR = "using the calendar only"
    COMPLAINING = "complaining"
    LEAVING = "leaving"
    FORGOTTEN = "asking to be forgotten"


class Story(StrEnum):
    """What befalls a partnership, beside its people's tempers."""

    NONE = ""
    DIFFER_AND_STAY = "their accounts differ, and stay so"
    DIFFER_AND_MEND = "their accounts differ, until they are asked"
    PAUSED = "the coordinator pauses it until a day"
    SUSPENDED = "the coordinator pauses it, and resumes it"
    ENDED = "the coordinator ends it"
    SAME_MENTOR = "a mentor of another partnership"


class Fate(StrEnum):
    """What becomes of a month's meeting."""

    HELD = "held"
    DROPPED = "not held"
    MOVED = "held a day beside"


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody who takes part. `new_email`: where one who changes address writes from later. `number`: their own."""

    person: Person
    temper: Temper
    number: int

    @property
    def new_email(self) -> str:
        return self.person.email.replace("@", "@new.")

    @property
    def emails(self) -> frozenset[str]:
        """All addresses that they ever have."""
        return frozenset({self.person.email, self.new_email})


@dataclass(frozen=True, slots=True)
class Couple:
    """A partnership that means to meet on the `nth` `weekday` of each month, at two by the mentee's clock."""

    number: int
    mentor: Player
    mentee: Player
    started_on: date
    nth: int
    weekday: int
    seed: int
    story: Story = Story.NONE

    @property
    def pair(self) -> Pair:
        """As a roster names it."""
        return Pair(self.number, self.mentor.person, self.mentee.person, self.started_on)

    @property
    def players(self) -> tuple[Player, Player]:
        return self.mentor, self.mentee

    @property
    def is_invited(self) -> bool:
        """Whether one of them lives by the calendar, so that the other asks for invitations."""
        return Temper.CALENDAR in (self.mentor.temper, self.mentee.temper)

    def partner_of(self, player: Player) -> Player:
        return self.mentee if player is self.mentor else self.mentor

    def month_of(self, day: date) -> int:
        """Which month of the partnership a day is in, counted from one."""
        return (day.year - self.started_on.year) * 12 + day.month - self.started_on.month + 1

    def planned_in(self, month: date) -> date:
        """The day they mean to meet in the month of a day."""
        first = month.replace(day=1)
        return first + timedelta(days=(self.weekday - first.weekday()) % 7 + 7 * (self.nth - 1))

    def fate_in(self, month: date) -> Fate:
        """What becomes of the meeting of the month of a day. Only who lives by the calendar moves one."""
        if self.story in (Story.DIFFER_AND_STAY, Story.DIFFER_AND_MEND) and self.month_of(month) == DIFFER_IN:
            return Fate.HELD
        lot = random.Random(f"{self.seed}/{self.number}/{month:%Y-%m}").random()  # noqa: S311 (a script, no secret)
        if lot >= _HONOURED:
            return Fate.DROPPED
        return Fate.MOVED if self.is_invited and lot < _HONOURED / 3 else Fate.HELD

    def beside(self, day: date) -> date:
        """The working day beside a day, on which a meeting that is moved is held."""
        return day - _DAY if day.weekday() == _FRIDAY else day + _DAY

    def held_in(self, month: date) -> date | None:
        """The day they really met in the month of a day; None: they did not."""
        planned = self.planned_in(month)
        return {Fate.HELD: planned, Fate.MOVED: self.beside(planned), Fate.DROPPED: None}[self.fate_in(month)]


_P, _T, _S = Temper.PUNCTUAL, Temper.TERSE, Temper.SILENT
_DECK: tuple[tuple[Temper, Temper, Story], ...] = (
    (_P, Temper.CALENDAR, Story.NONE),
    (Temper.AWAY, _P, Story.NONE),
    (_P, Temper.MOVING, Story.NONE),
    (_T, Temper.COMPLAINING, Story.NONE),
    (_S, _P, Story.NONE),
    (_P, Temper.LEAVING, Story.NONE),
    (Temper.FORGOTTEN, _T, Story.NONE),
    (_P, _P, Story.DIFFER_AND_STAY),
    (_P, _P, Story.DIFFER_AND_MEND),
    (_P, _T, Story.PAUSED),
    (_T, _P, Story.ENDED),
    (_P, _P, Story.SAME_MENTOR),
    (_P, _T, Story.SUSPENDED),
    (_P, _P, Story.NONE),
    (Temper.CALENDAR, _P, Story.NONE),
    (_T, Temper.AWAY, Story.NONE),
    (Temper.MOVING, _P, Story.NONE),
    (Temper.LEAVING, _T, Story.NONE),
    (_S, _S, Story.NONE),
    (_P, _P, Story.SAME_MENTOR),
)
"""Mentor, mentee, and what befalls them: the first eight are people of every temper, and each second round through
the deck has the sides changed."""


def cast(partnerships: int, seed: int, begin: date) -> tuple[Couple, ...]:
    """So many partnerships, of every temper from eight up."""
    chance = random.Random(seed)  # noqa: S311 (a script, no secret)
    deck = [_dealt(place) for place in range(partnerships)]
    chance.shuffle(deck)
    couples: list[Couple] = []
    for number, (mentor, mentee, story) in enumerate(deck, 1):
        shared = _punctual_mentor(couples) if story is Story.SAME_MENTOR else None
        couples.append(
            Couple(
                number=number,
                mentor=shared or _player(2 * number, mentor, chance),
                mentee=_player(2 * number + 1, mentee, chance),
                started_on=begin + timedelta(days=chance.randrange(10)),
                nth=chance.randint(2, 4),
                weekday=chance.randrange(5),
                seed=seed,
                story=story,
            )
        )
    return tuple(couples)


def _dealt(place: int) -> tuple[Temper, Temper, Story]:
    mentor, mentee, story = _DECK[place % len(_DECK)]
    return (mentee, mentor, story) if place // len(_DECK) % 2 else (mentor, mentee, story)


def _punctual_mentor(couples: list[Couple]) -> Player | None:
    """A punctual mentor of a partnership that goes on, the latest."""
    lasting = (each for each in reversed(couples) if each.story in (Story.NONE, Story.SAME_MENTOR))
    return next((each.mentor for each in lasting if each.mentor.temper is Temper.PUNCTUAL), None)


def _player(number: int, temper: Temper, chance: random.Random) -> Player:
    first, last = _FIRST[number % len(_FIRST)], _LAST[number % len(_LAST)]
    email = f"{first}.{last}.{number}@example.edu".lower()
    return Player(Person(f"{first} {last}", email, chance.choice(_ZONES)), temper, number)
