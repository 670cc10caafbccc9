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
_SHARED_EVERY = 8


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


_DECK = (
    *[Temper.PUNCTUAL] * 6,
    *[Temper.TERSE] * 4,
    *[Temper.SILENT] * 2,
    *(Temper.AWAY, Temper.MOVING, Temper.CALENDAR, Temper.COMPLAINING, Temper.LEAVING),
)


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody who takes part. `new_email`: where one who changes address writes from later."""

    person: Person
    temper: Temper

    @property
    def new_email(self) -> str:
        return self.person.email.replace("@", "@new.")


@dataclass(frozen=True, slots=True)
class Couple:
    """A partnership that means to meet on the `nth` `weekday` of each month, at two."""

    number: int
    mentor: Player
    mentee: Player
    started_on: date
    nth: int
    weekday: int
    seed: int

    @property
    def pair(self) -> Pair:
        """As a roster names it."""
        return Pair(self.number, self.mentor.person, self.mentee.person, self.started_on)

    def partner_of(self, player: Player) -> Player:
        return self.mentee if player is self.mentor else self.mentor

    def planned_in(self, month: date) -> date:
        """The day they mean to meet in the month of a day."""
        first = month.replace(day=1)
        return first + timedelta(days=(self.weekday - first.weekday()) % 7 + 7 * (self.nth - 1))

    def held_in(self, month: date) -> date | None:
        """The day they really met in the month of a day; None: they did not."""
        lot = random.Random(f"{self.seed}/{self.number}/{month:%Y-%m}").random()  # noqa: S311 (a script, no secret)
        return self.planned_in(month) if lot < _HONOURED else None


def cast(partnerships: int, seed: int, begin: date) -> tuple[Couple, ...]:
    """So many partnerships; every eighth has the mentor of the one before."""
    chance = random.Random(seed)  # noqa: S311 (a script, no secret)
    deck = [_DECK[n % len(_DECK)] for n in range(2 * partnerships)]
    chance.shuffle(deck)
    couples: list[Couple] = []
    for number in range(1, partnerships + 1):
        shared = couples[-1].mentor if couples and number % _SHARED_EVERY == 0 else None
        couples.append(
            Couple(
                number=number,
                mentor=shared or _player(2 * number, deck[2 * number - 2], chance),
                mentee=_player(2 * number + 1, deck[2 * number - 1], chance),
                started_on=begin + timedelta(days=chance.randrange(10)),
                nth=chance.randint(2, 4),
                weekday=chance.randrange(5),
                seed=seed,
            )
        )
    return tuple(couples)


def _player(number: int, temper: Temper, chance: random.Random) -> Player:
    first, last = _FIRST[number % len(_FIRST)], _LAST[number % len(_LAST)]
    email = f"{first}.{last}.{number}@example.edu".lower()
    return Player(Person(f"{first} {last}", email, chance.choice(_ZONES)), temper)
