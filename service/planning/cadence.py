"""When letters may go out: the program's days, working days, and hours where the reader lives.

A program's calendar is one of plain days; each reader lives through it in their own zone. All instants are UTC.
"""

from __future__ import annotations

import calendar
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from itertools import chain
from uuid import UUID
from zoneinfo import ZoneInfo

from service.domain import cycle_of, cycle_start, next_cycle, previous_cycle
from service.errors import SettingsError

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
LAST = -1

_DAY = timedelta(days=1)
_YEAR = 366
_MIDNIGHT = time(0)


class NoWorkingDay(SettingsError):
    """The holidays leave no working day within a year."""


@dataclass(frozen=True, slots=True)
class MonthlyDay:
    """A day of every month and its local time.

    With a `weekday` (0 is Monday), `ordinal` is which of them: 1 to 4, -1 the last. Without one it is the day of the
    month, 1 to 31; a month that is too short has it on its last day.
    """

    ordinal: int
    weekday: int | None
    at: time

    def __str__(self) -> str:
        if self.weekday is None:
            return f"{self.ordinal} {self.at:%H:%M}"
        ordinal = next(word for word, number in ORDINALS.items() if number == self.ordinal)
        return f"{ordinal} {WEEKDAYS[self.weekday].title()} {self.at:%H:%M}"

    @classmethod
    def parse(cls, text: str) -> MonthlyDay:
        """ "first Monday 09:00", "last Thursday 10:00" or "15 09:00". Raises ValueError that says what was expected."""
        match text.lower().split():
            case [ordinal, weekday, at] if ordinal in ORDINALS and weekday in WEEKDAYS:
                return cls(ORDINALS[ordinal], WEEKDAYS.index(weekday), _clock_time(at))
            case [day, at] if day.isascii() and day.isdecimal() and len(day) <= 2 and 1 <= int(day) <= 31:
                return cls(int(day), None, _clock_time(at))
        raise ValueError(
            "expected first, second, third, fourth or last, a weekday and a time, like"
            ' "first Monday 09:00", or a day of the month and a time, like "15 09:00"'
        )

    def in_cycle(self, cycle: str) -> date:
        """Its day in a cycle, working day or not."""
        first = cycle_start(cycle)
        length = calendar.monthrange(first.year, first.month)[1]
        if self.weekday is None:
            return first.replace(day=min(self.ordinal, length))
        day = 1 + (self.weekday - first.weekday()) % 7
        if self.ordinal == LAST:
            return first.replace(day=day + (length - day) // 7 * 7)
        return first.replace(day=day + (self.ordinal - 1) * 7)


@dataclass(frozen=True, slots=True)
class WeeklyDay:
    """A day of every week and its local time. `weekday` 0 is Monday."""

    weekday: int
    at: time

    def __str__(self) -> str:
        return f"{WEEKDAYS[self.weekday].title()} {self.at:%H:%M}"

    @classmethod
    def parse(cls, text: str) -> WeeklyDay:
        """ "Monday 08:00". Raises ValueError that says what was expected."""
        match text.lower().split():
            case [weekday, at] if weekday in WEEKDAYS:
                return cls(WEEKDAYS.index(weekday), _clock_time(at))
        raise ValueError('expected a weekday and a time, like "Monday 08:00"')


@dataclass(frozen=True, slots=True)
class Limits:
    """How many letters there are, how near they may come to each other, and when one is too old to be of use. In days,
    but for `letters`.

    letters: how many a person gets a cycle at the most that nobody asked for: preparing letters, check-ins, reminders.
    apart: between two letters that nobody asked for.
    before_first: from a partnership's start to its first check-in, at the least.
    checkin_before_next: a check-in this near the next one is left to that one.
    reminder_before_next: so is a reminder.
    welcome, reminder, suggestion, milestone, summary: how long after its day each is still of use; milestones are the
        letter half-way and the farewell.
    before_half: a partnership that lasts less than twice so long has no half-way.
    after_farewell: for so long answers to it are still awaited, before the partnership is over.
    """

    letters: int = 3
    apart: int = 3
    before_first: int = 14
    checkin_before_next: int = 10
    reminder_before_next: int = 7
    welcome: int = 10
    reminder: int = 10
    suggestion: int = 7
    milestone: int = 21
    before_half: int = 45
    after_farewell: int = 28
    summary: int = 3


@dataclass(frozen=True, slots=True)
class Cadence:
    """A program's rhythm. Times of day are those of each reader's own zone; the calendar of days is the program's.

    zone: the program's, which says what cycle it is.
    monthly_day: when check-ins go out; its time of day is that of every planned letter to a participant.
    summary: when coordinators read their week.
    holidays: days without mail, like weekends.
    spread_minutes: letters of one day are spread over so many minutes, each membership at a minute of its own.
    reminder_after_working_days: after the check-in went out.
    prepare_before_working_days: before a meeting, to who brings its agenda; partner_before_working_days: to the other.
    months: how long a partnership lasts; 0: until somebody ends it.
    no_mail_before, no_mail_after: the hours of a day in which letters may go out.
    weekend: weekdays without mail, 0 is Monday.
    """

    zone: ZoneInfo
    monthly_day: MonthlyDay = MonthlyDay(1, 0, time(9))
    summary: WeeklyDay = WeeklyDay(0, time(8))
    holidays: Container[date] = field(default=frozenset(), hash=False)
    spread_minutes: int = 60
    reminder_after_working_days: int = 5
    prepare_before_working_days: int = 5
    partner_before_working_days: int = 2
    suggestions: bool = True
    months: int = 0
    no_mail_before: time = time(8)
    no_mail_after: time = time(18)
    weekend: frozenset[int] = frozenset({calendar.SATURDAY, calendar.SUNDAY})
    limits: Limits = Limits()

    def __post_init__(self) -> None:
        for name, at in (("monthly day", self.monthly_day.at), ("summary", self.summary.at)):
            if not self.no_mail_before <= at < self.no_mail_after:
                raise SettingsError(
                    f"the {name}'s time, {at:%H:%M}, lies outside the hours of mail"
                    f" ({self.no_mail_before:%H:%M} to {self.no_mail_after:%H:%M}); change the one or the other"
                )

    def is_working_day(self, day: date) -> bool:
        """Whether mail may go out on a day at all."""
        return day.weekday() not in self.weekend and day not in self.holidays

    def working_day_from(self, day: date) -> date:
        """The day, or the next one that is a working day. Raises NoWorkingDay."""
        return next(self._working_days(day))

    def working_days_after(self, day: date, count: int) -> date:
        """The `count`-th working day after a day. Raises NoWorkingDay."""
        for _ in range(count):
            day = self.working_day_from(day + _DAY)
        return day

    def working_days_before(self, day: date, count: int) -> date:
        """The `count`-th working day before a day. Raises NoWorkingDay."""
        for _ in range(count):
            earlier = (day - _DAY * n for n in range(1, _YEAR))
            found = next((each for each in earlier if self.is_working_day(each)), None)
            if found is None:
                raise NoWorkingDay(
                    f"the holidays leave no working day in the year before {day}; check program.holidays"
                )
            day = found
        return day

    def checkin_day(self, cycle: str) -> date | None:
        """The day of a cycle's check-in: the monthly day, else the next working day.

        Where that would leave the month it is the last working day before, so that no month has two check-ins and none
        goes without. None: the whole month is without working days.
        """
        day = self.monthly_day.in_cycle(cycle)
        end = cycle_start(next_cycle(cycle))
        later = (day + _DAY * n for n in range((end - day).days))
        earlier = (day - _DAY * n for n in range(1, day.day))
        return next((each for each in chain(later, earlier) if self.is_working_day(each)), None)

    def next_checkin(self, cycle: str) -> tuple[str, date]:
        """The next cycle after this one that has a check-in, and its day. Raises NoWorkingDay."""
        for _ in range(13):
            cycle = next_cycle(cycle)
            day = self.checkin_day(cycle)
            if day is not None:
                return cycle, day
        raise NoWorkingDay(f"the holidays leave no working day in the year before {cycle}; check program.holidays")

    def own_minute(self, membership: UUID) -> timedelta:
        """How long after the monthly day's time a membership's letters go out: always the same for one, and even over
        many; never past the hours of mail."""
        room = _minutes(self.no_mail_after) - _minutes(self.monthly_day.at)
        window = max(1, min(self.spread_minutes, room))
        return timedelta(minutes=int.from_bytes(sha256(membership.bytes).digest()[:8]) % window)

    def may_send(self, moment: datetime, zone: ZoneInfo) -> bool:
        """Whether a letter may go to somebody in `zone` now: a working day there, and not at night."""
        local = moment.astimezone(zone)
        return self.no_mail_before <= local.time() < self.no_mail_after and self.is_working_day(local.date())

    def settle(self, moment: datetime, zone: ZoneInfo) -> datetime:
        """The moment, or the first after it at which a letter may go to somebody in `zone`. Raises NoWorkingDay."""
        if self.may_send(moment, zone):
            return moment
        for day in self._working_days(moment.astimezone(zone).date()):
            opening = local_instant(day, self.no_mail_before, zone)
            if opening >= moment and self.may_send(opening, zone):
                return opening
        raise AssertionError("working days end in an error, never quietly")

    def _working_days(self, day: date) -> Iterator[date]:
        end = day + _DAY * _YEAR
        while day < end:
            if self.is_working_day(day):
                yield day
            day += _DAY
        raise NoWorkingDay(f"the holidays leave no working day in the year before {end}; check program.holidays")


def local_instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """A local time as an instant. One that clocks skip moves forward by what they skip, one that comes twice is the
    first (RFC 5545 §3.3.5; `fold=0` of PEP 495 means just that)."""
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)


def local_midnight(day: date, zone: ZoneInfo) -> datetime:
    """When a day begins in a zone."""
    return local_instant(day, _MIDNIGHT, zone)


def open_cycle(cadence: Cadence, now: datetime) -> str:
    """The cycle that is being answered: the latest whose check-in has begun to go out in the program's zone."""
    cycle = cycle_of(now.astimezone(cadence.zone).date())
    return cycle if _has_begun(cadence, cycle, now) else _last_begun(cadence, cycle, now)


def closed_cycle(cadence: Cadence, now: datetime) -> str:
    """The latest cycle that is over: the one before the open one. Its figures may be published."""
    return _last_begun(cadence, open_cycle(cadence, now), now)


def _last_begun(cadence: Cadence, before: str, now: datetime) -> str:
    cycle = before
    for _ in range(13):
        cycle = previous_cycle(cycle)
        if _has_begun(cadence, cycle, now):
            return cycle
    raise NoWorkingDay(f"the holidays leave no working day in the year before {before}; check program.holidays")


def begins_at(cadence: Cadence, cycle: str) -> datetime | None:
    """When a cycle's check-in begins to go out in the program's zone; None: it has none."""
    day = cadence.checkin_day(cycle)
    return local_instant(day, cadence.monthly_day.at, cadence.zone) if day else None


def _has_begun(cadence: Cadence, cycle: str, now: datetime) -> bool:
    begins = begins_at(cadence, cycle)
    return begins is not None and begins <= now


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _clock_time(text: str) -> time:
    hour, colon, minute = text.partition(":")
    plain = (hour + minute).isascii() and hour.isdecimal() and minute.isdecimal()
    if colon and plain and len(hour) <= 2 and len(minute) == 2 and int(hour) < 24 and int(minute) < 60:
        return time(int(hour), int(minute))
    raise ValueError(f'expected a time of day like "09:00", not "{text}"')
