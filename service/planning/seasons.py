"""The seasons of a program's year: weeks before a day that comes every year, such as the day dossiers are due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_BEFORE = timedelta(weeks=8)


@dataclass(frozen=True, slots=True, order=True)
class YearlyDay:
    """A day of every year; February 29 is the 28th where there is none."""

    month: int
    day: int

    @classmethod
    def parse(cls, text: str) -> YearlyDay:
        """ "March 1". Raises ValueError that says what was expected."""
        match text.lower().split():
            case [month, day] if month in _MONTHS and day.isascii() and day.isdecimal() and len(day) <= 2:
                found = cls(_MONTHS.index(month) + 1, int(day))
                if found._exists():
                    return found
        raise ValueError('expected a day of the year, like "March 1"')

    def __str__(self) -> str:
        return f"{_MONTHS[self.month - 1].title()} {self.day}"

    def in_year(self, year: int) -> date:
        """Its date in a year."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return date(year, self.month, self.day - 1)

    def _exists(self) -> bool:
        try:
            date(2024, self.month, self.day)  # a leap year
        except ValueError:
            return False
        return True


def is_before(days: Iterable[YearlyDay], today: date) -> bool:
    """Whether one of the days comes within eight weeks, or is today."""
    coming = (day.in_year(year) for day in days for year in (today.year, today.year + 1))
    return any(today <= day <= today + _BEFORE for day in coming)
