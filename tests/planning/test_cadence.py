"""The program's days and hours, as a calendar."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import SettingsError
from service.planning.cadence import (
    Cadence,
    MonthlyDay,
    NoWorkingDay,
    WeeklyDay,
    closed_cycle,
    local_instant,
    local_midnight,
    open_cycle,
)

LOS_ANGELES = ZoneInfo("America/Los_Angeles")
BERLIN = ZoneInfo("Europe/Berlin")
AUCKLAND = ZoneInfo("Pacific/Auckland")
APIA = ZoneInfo("Pacific/Apia")
NEW_YEAR = frozenset({date(2027, 1, 1), date(2027, 1, 4)})
LABOR_DAY = frozenset({date(2026, 9, 7)})


class Everyday:
    """Every day is a holiday."""

    def __contains__(self, day: object) -> bool:
        return True


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("first Monday 09:00", MonthlyDay(1, 0, time(9))),
        ("LAST thursday 10:30", MonthlyDay(-1, 3, time(10, 30))),
        ("  fourth   Friday 8:05 ", MonthlyDay(4, 4, time(8, 5))),
        ("15 09:00", MonthlyDay(15, None, time(9))),
        ("31 17:59", MonthlyDay(31, None, time(17, 59))),
    ],
)
def test_a_monthly_day_is_read_as_people_write_it(text: str, day: MonthlyDay) -> None:
    assert MonthlyDay.parse(text) == day
    assert MonthlyDay.parse(str(day)) == day


@pytest.mark.parametrize(
    "text",
    [
        *("", "first", "first Monday", "fifth Monday 09:00", "frist Monday 09:00", "first Mon. 09:00"),
        *("0 09:00", "32 09:00", "²5 09:00", "-1 09:00", "015 09:00", "first Monday 09:00 sharp"),
    ],
)
def test_what_is_no_monthly_day_is_told_what_one_looks_like(text: str) -> None:
    with pytest.raises(
        ValueError, match='like "first Monday 09:00", or a day of the month and a time, like "15 09:00"'
    ):
        MonthlyDay.parse(text)


@pytest.mark.parametrize("at", ["24:00", "9", "9:0", "09:60", "9:00am", "²:00", ":30", "9:٠٠"])
def test_what_is_no_time_is_told_so(at: str) -> None:
    for read in (MonthlyDay.parse, WeeklyDay.parse):
        with pytest.raises(ValueError, match=f'like "09:00", not "{at}"'):
            read(f"first Monday {at}" if read == MonthlyDay.parse else f"Monday {at}")


def test_a_weekly_day_is_read_and_written() -> None:
    assert str(WeeklyDay.parse("monday 8:00")) == "Monday 08:00"
    with pytest.raises(ValueError, match='a weekday and a time, like "Monday 08:00"'):
        WeeklyDay.parse("every Monday 08:00")


@given(st.text())
def test_any_text_is_a_monthly_day_or_a_clear_error(text: str) -> None:
    try:
        MonthlyDay.parse(text)
    except ValueError as error:
        assert "expected" in str(error)


@pytest.mark.parametrize(
    ("monthly_day", "holidays", "days"),
    [
        # 2026-01 begins on a Thursday, 2026-08 on a Saturday, 2026-11 on a Sunday; 2028-02 ends on Tuesday the 29th
        ("first Monday 09:00", frozenset(), {"2026-01": (1, 5), "2026-06": (6, 1), "2026-11": (11, 2)}),
        ("first Monday 09:00", LABOR_DAY, {"2026-09": (9, 8)}),
        ("fourth Friday 09:00", frozenset(), {"2026-02": (2, 27), "2026-05": (5, 22)}),
        ("last Thursday 09:00", frozenset(), {"2026-01": (1, 29), "2026-02": (2, 26), "2026-12": (12, 31)}),
        ("last Tuesday 09:00", frozenset(), {"2028-02": (2, 29)}),
        ("first Saturday 09:00", frozenset(), {"2026-08": (8, 3)}),
        ("15 09:00", frozenset(), {"2026-01": (1, 15), "2026-02": (2, 16), "2026-03": (3, 16), "2026-08": (8, 17)}),
        ("29 09:00", frozenset(), {"2027-02": (2, 26), "2028-02": (2, 29)}),
        # past the month's end a day moves back: no month without a check-in, none with two
        ("31 09:00", frozenset(), {"2026-01": (1, 30), "2026-02": (2, 27), "2026-04": (4, 30), "2026-10": (10, 30)}),
        ("last Sunday 09:00", frozenset(), {"2026-05": (5, 29), "2026-11": (11, 30)}),
        ("1 09:00", NEW_YEAR, {"2027-01": (1, 5)}),
    ],
)
def test_the_check_ins_day(monthly_day: str, holidays: frozenset[date], days: dict[str, tuple[int, int]]) -> None:
    cadence = Cadence(LOS_ANGELES, MonthlyDay.parse(monthly_day), holidays=holidays)
    for cycle, (month, day) in days.items():
        assert cadence.checkin_day(cycle) == date(int(cycle[:4]), month, day)


def test_a_month_without_working_days_has_no_check_in() -> None:
    july = frozenset(date(2026, 7, day) for day in range(1, 32))
    cadence = Cadence(LOS_ANGELES, holidays=july)
    assert cadence.checkin_day("2026-07") is None
    assert cadence.next_checkin("2026-06") == ("2026-08", date(2026, 8, 3))


def test_holidays_without_end_are_an_error_that_names_the_setting() -> None:
    cadence = Cadence(LOS_ANGELES, holidays=Everyday())
    for ask in (
        lambda: cadence.next_checkin("2026-01"),
        lambda: cadence.working_day_from(date(2026, 1, 1)),
        lambda: cadence.working_days_after(date(2026, 1, 1), 1),
        lambda: cadence.settle(datetime(2026, 1, 1, tzinfo=UTC), BERLIN),
        lambda: open_cycle(cadence, datetime(2026, 1, 1, tzinfo=UTC)),
    ):
        with pytest.raises(NoWorkingDay, match=r"program\.holidays"):
            ask()


@pytest.mark.parametrize(
    ("monthly_day", "summary", "no_mail_before", "no_mail_after"),
    [
        ("first Monday 07:00", "Monday 08:00", time(8), time(18)),
        ("first Monday 18:00", "Monday 08:00", time(8), time(18)),
        ("first Monday 09:00", "Monday 06:00", time(8), time(18)),
        ("first Monday 09:00", "Monday 08:00", time(18), time(8)),
    ],
)
def test_times_at_night_are_refused(monthly_day: str, summary: str, no_mail_before: time, no_mail_after: time) -> None:
    with pytest.raises(SettingsError, match="outside the hours of mail"):
        Cadence(
            LOS_ANGELES,
            MonthlyDay.parse(monthly_day),
            WeeklyDay.parse(summary),
            no_mail_before=no_mail_before,
            no_mail_after=no_mail_after,
        )


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ((2026, 11, 2), 5, (2026, 11, 9)),
        ((2026, 9, 4), 1, (2026, 9, 8)),  # a Friday before Labor Day
        ((2026, 9, 5), 1, (2026, 9, 8)),
        ((2026, 9, 7), 3, (2026, 9, 10)),
        ((2028, 2, 28), 2, (2028, 3, 1)),  # over a leap day
        ((2026, 11, 2), 0, (2026, 11, 2)),
    ],
)
def test_working_days_are_counted(start: tuple[int, int, int], count: int, end: tuple[int, int, int]) -> None:
    cadence = Cadence(LOS_ANGELES, holidays=LABOR_DAY)
    assert cadence.working_days_after(date(*start), count) == date(*end)


@pytest.mark.parametrize(
    ("day", "at", "zone", "utc"),
    [
        ((2026, 3, 6), (9, 0), LOS_ANGELES, "2026-03-06T17:00"),
        ((2026, 3, 9), (9, 0), LOS_ANGELES, "2026-03-09T16:00"),  # clocks went forward on the 8th
        ((2026, 11, 2), (9, 0), LOS_ANGELES, "2026-11-02T17:00"),  # and back on the 1st
        ((2026, 3, 8), (2, 30), LOS_ANGELES, "2026-03-08T10:30"),  # no such time: 03:30
        ((2026, 11, 1), (1, 30), LOS_ANGELES, "2026-11-01T08:30"),  # twice: the first
        ((2026, 3, 29), (2, 30), BERLIN, "2026-03-29T01:30"),
        ((2026, 10, 25), (2, 30), BERLIN, "2026-10-25T00:30"),
        ((2026, 3, 30), (9, 0), BERLIN, "2026-03-30T07:00"),
        ((2028, 2, 29), (9, 0), AUCKLAND, "2028-02-28T20:00"),
        ((2011, 12, 30), (9, 0), APIA, "2011-12-30T19:00"),  # a day that Samoa skipped: the 31st
    ],
)
def test_local_times_are_instants(day: tuple[int, int, int], at: tuple[int, int], zone: ZoneInfo, utc: str) -> None:
    assert local_instant(date(*day), time(*at), zone) == datetime.fromisoformat(utc + ":00+00:00")


@pytest.mark.parametrize(
    ("zone", "moment", "settled"),
    [
        (LOS_ANGELES, "2026-11-02T17:00", "2026-11-02T17:00"),  # Monday 09:00
        (LOS_ANGELES, "2026-11-02T15:59", "2026-11-02T16:00"),  # before eight
        (LOS_ANGELES, "2026-11-03T02:00", "2026-11-03T16:00"),  # Monday 18:00: too late in the day
        (LOS_ANGELES, "2026-11-07T18:00", "2026-11-09T16:00"),  # Saturday
        (LOS_ANGELES, "2026-09-07T18:00", "2026-09-08T15:00"),  # Labor Day
        (AUCKLAND, "2026-11-01T18:00", "2026-11-01T19:00"),  # there it is Monday
        (AUCKLAND, "2026-11-06T17:00", "2026-11-08T19:00"),  # there it is Saturday already
        (BERLIN, "2026-10-23T17:00", "2026-10-26T07:00"),  # over the end of summer time
        (APIA, "2011-12-30T09:00", "2012-01-01T18:00"),  # Thursday evening; Friday is skipped: Monday
    ],
)
def test_a_moment_settles_where_the_reader_lives(zone: ZoneInfo, moment: str, settled: str) -> None:
    cadence = Cadence(LOS_ANGELES, holidays=LABOR_DAY)
    assert cadence.settle(_utc(moment), zone) == _utc(settled)


@given(
    moment=st.datetimes(datetime(2026, 1, 1), datetime(2029, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 hypothesis wants them naive
    zone=st.sampled_from([LOS_ANGELES, BERLIN, AUCKLAND, ZoneInfo("Africa/Cairo"), ZoneInfo("America/Sao_Paulo")]),
    earlier=st.timedeltas(timedelta(0), timedelta(days=5)),
)
def test_settling_loses_no_time(moment: datetime, zone: ZoneInfo, earlier: timedelta) -> None:
    """The settled moment is the first one allowed: no earlier look would have found another."""
    cadence = Cadence(LOS_ANGELES, holidays=LABOR_DAY)
    settled = cadence.settle(moment, zone)
    assert settled >= moment
    assert cadence.may_send(settled, zone)
    assert cadence.settle(moment - earlier, zone) <= settled
    between = moment + (settled - moment) * 0.999
    assert between == settled or not cadence.may_send(between, zone)


@given(st.uuids(), st.integers(0, 900))
def test_a_membership_has_its_own_minute_within_the_window(membership: UUID, spread: int) -> None:
    cadence = Cadence(LOS_ANGELES, spread_minutes=spread)
    minute = cadence.own_minute(membership)
    assert minute == cadence.own_minute(membership)
    assert timedelta(0) <= minute < timedelta(minutes=max(1, spread))
    assert cadence.may_send(local_instant(date(2026, 11, 2), time(9), BERLIN) + minute, BERLIN)


def test_the_spread_is_even() -> None:
    cadence = Cadence(LOS_ANGELES, spread_minutes=60)
    tens = Counter(cadence.own_minute(UUID(int=n)) // timedelta(minutes=10) for n in range(6000))
    assert set(tens) == set(range(6))
    assert all(850 < count < 1150 for count in tens.values())


@pytest.mark.parametrize(
    ("moment", "open_one", "closed_one"),
    [
        ("2026-11-02T16:59", "2026-10", "2026-09"),
        ("2026-11-02T17:00", "2026-11", "2026-10"),
        ("2026-11-30T17:00", "2026-11", "2026-10"),
        ("2026-12-01T07:00", "2026-11", "2026-10"),
        ("2027-01-04T17:00", "2027-01", "2026-12"),
        ("2026-08-20T17:00", "2026-08", "2026-06"),  # July had no working day
    ],
)
def test_a_cycle_is_open_from_its_check_in_to_the_next(moment: str, open_one: str, closed_one: str) -> None:
    july = frozenset(date(2026, 7, day) for day in range(1, 32))
    cadence = Cadence(LOS_ANGELES, holidays=july)
    assert open_cycle(cadence, _utc(moment)) == open_one
    assert closed_cycle(cadence, _utc(moment)) == closed_one


def test_midnight_is_the_readers() -> None:
    assert local_midnight(date(2026, 11, 2), BERLIN) == _utc("2026-11-01T23:00")


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text + ":00+00:00")
