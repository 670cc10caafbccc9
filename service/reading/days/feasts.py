"""Feasts by which people name a day: a table that anyone can extend by a line."""

from __future__ import annotations

from service.reading.days.dates import Beside, Calendar, Day, NthWeekday

FEASTS: dict[str, Day] = {
    "halloween": Calendar(10, 31),
    "veterans day": Calendar(11, 11),
    "remembrance day": Calendar(11, 11),
    "election day": Beside(NthWeekday(1, 0, 11), None, after=True),
    "christmas eve": Calendar(12, 24),
    "new year's eve": Calendar(12, 31),
    "new year's day": Calendar(1, 1),
    "valentine's day": Calendar(2, 14),
    "st. patrick's day": Calendar(3, 17),
    "groundhog day": Calendar(2, 2),
    "labor day": NthWeekday(1, 0, 9),
    "memorial day": NthWeekday(-1, 0, 5),
    "mlk day": NthWeekday(3, 0, 1),
    "presidents' day": NthWeekday(3, 0, 2),
    "juneteenth": Calendar(6, 19),
}
"""Days known by their feast; those whose date takes a table of its own are left out."""
COUNTED_FROM: dict[str, Day] = FEASTS | {
    "thanksgiving": NthWeekday(4, 3, 11),
    "christmas": Calendar(12, 25),
    "the election": FEASTS["election day"],
}
"""Feasts from which a day is counted ("the Monday after Thanksgiving")."""
