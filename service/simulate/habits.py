"""What people of each temper do about a letter, and when: words that the reading has to make sense of by itself."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from service.simulate.people import Couple, Player, Temper
from service.simulate.seen import Sort

AWAY_IN, MOVES_IN, COMPLAINS_IN, LEAVES_IN = 3, 3, 2, 4
"""In which month of the program, counted from one, each does it."""

_LOOKED_BACK = timedelta(days=33)
_ORDINALS = ("first", "second", "third", "fourth")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_FORMATS = ("in person", "by video", "by phone")
_TALKED = ("conferences", "goals for the year", "writing an article", "committees", "settling in")


class Means(StrEnum):
    """How somebody reacts: with a reply, or through a machine of theirs."""

    REPLY = "reply"
    OUT_OF_OFFICE = "out of office"
    CALENDAR = "calendar"
    COMPLAINT = "complaint"


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that somebody does about a letter, so long after it. `reports`: it tells whether they met."""

    after: timedelta
    words: str
    means: Means = Means.REPLY
    reports: bool = False
    from_new_address: bool = False


@dataclass(frozen=True, slots=True)
class Occasion:
    """A letter that has come. `month`: which month of the program it is, counted from one; `today`: where the reader
    lives."""

    sort: Sort
    subject: str
    text: str
    player: Player
    couple: Couple
    month: int
    at: datetime

    @property
    def today(self) -> date:
        return self.at.astimezone(self.player.person.zone).date()


def deeds(occasion: Occasion) -> Iterator[Deed]:
    """What comes of a letter."""
    temper = occasion.player.temper
    if temper is Temper.AWAY and occasion.month == AWAY_IN:
        if occasion.sort is not Sort.ANSWER:
            yield Deed(timedelta(minutes=1), _away_words(occasion), Means.OUT_OF_OFFICE)
        return
    if occasion.sort is Sort.OTHER and occasion.subject == "Was this mail yours?":
        yield Deed(timedelta(hours=5), "Yes")
    elif occasion.sort is Sort.ANSWER:
        if "send it" in occasion.text and "What would" not in occasion.text and temper is not Temper.TERSE:
            yield Deed(timedelta(hours=3), "Send it")
    elif temper is Temper.LEAVING and occasion.month >= LEAVES_IN:
        yield Deed(timedelta(hours=4), "STOP")
    elif temper is Temper.CALENDAR:
        if occasion.sort is Sort.PREPARING:
            yield Deed(timedelta(hours=1), "", Means.CALENDAR)
    elif temper is Temper.COMPLAINING and occasion.month == COMPLAINS_IN and occasion.sort is Sort.PREPARING:
        yield Deed(timedelta(minutes=5), "", Means.COMPLAINT)
    elif temper is not Temper.SILENT:
        yield from _answers(occasion)


def _answers(occasion: Occasion) -> Iterator[Deed]:
    """What somebody who answers writes."""
    temper = occasion.player.temper
    moved = temper is Temper.MOVING and occasion.month >= MOVES_IN
    chance = random.Random(f"{occasion.couple.seed}/{occasion.player.person.email}/{occasion.at}")  # noqa: S311
    after = timedelta(hours=chance.choice((2, 5, 26) if temper is Temper.PUNCTUAL else (5, 50, 75)))
    if occasion.sort in (Sort.CHECKIN, Sort.REMINDER):
        yield Deed(after, _report(occasion, chance), reports=True, from_new_address=moved)
    elif occasion.sort is Sort.WELCOME and temper is not Temper.TERSE:
        yield Deed(after, _agreement(occasion.couple))
    elif occasion.sort is Sort.PREPARING and temper is Temper.PUNCTUAL and "What would you like" in occasion.text:
        yield Deed(after, f"I would like to talk about {chance.choice(_TALKED)}, and how you began.")


def _report(occasion: Occasion, chance: random.Random) -> str:
    held = _last_held(occasion)
    if occasion.player.temper is Temper.TERSE:
        return f"Yes, {held:%B} {held.day}, 45 min" if held else "Not yet."
    coming = _coming(occasion)
    then = f"We meet next on {coming:%B} {coming.day} at 2 pm."
    if held is None:
        return f"Not yet, I am afraid. {then}"
    return (
        f"We met on {held:%B} {held.day} for an hour, {chance.choice(_FORMATS)}, and talked about"
        f" {chance.choice(_TALKED)}.\n\n{then} I would give it a {chance.randint(3, 5)}."
    )


def _agreement(couple: Couple) -> str:
    return (
        f"We will meet on the {_ORDINALS[couple.nth - 1]} {_WEEKDAYS[couple.weekday]} of each month at 2 pm.\n\n"
        "Yes, we have talked about confidentiality."
    )


def _last_held(occasion: Occasion) -> date | None:
    """Their latest meeting, of this month or the one before, that is not long past."""
    today, couple = occasion.today, occasion.couple
    months = (today, today.replace(day=1) - timedelta(days=1))
    days = [day for day in map(couple.held_in, months) if day and couple.started_on <= day < today]
    return max((day for day in days if today - day < _LOOKED_BACK), default=None)


def _coming(occasion: Occasion) -> date:
    today, couple = occasion.today, occasion.couple
    day = couple.planned_in(today)
    return day if day > today else couple.planned_in(today.replace(day=1) + timedelta(days=32))


def _away_words(occasion: Occasion) -> str:
    back = occasion.today.replace(day=1) + timedelta(days=34)
    back = back.replace(day=2)
    return f"Thank you for your mail. I am out of the office and will be back on {back:%B} {back.day}, {back.year}."
