"""A leap year of letters to one membership, day by day: clock changes, holidays, a leap day, a week of downtime."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from membership_life import ANA, Life, at, every

from service.domain import LetterKind
from service.planning.cadence import Cadence, MonthlyDay
from service.planning.facts import MembershipFacts

LOS_ANGELES, BERLIN = ZoneInfo("America/Los_Angeles"), ZoneInfo("Europe/Berlin")
UNASKED = (LetterKind.CHECKIN, LetterKind.REMINDER, LetterKind.SUGGESTION)


def days(*texts: str) -> frozenset[date]:
    """Days of 2028, "11-23"."""
    return frozenset(date.fromisoformat(f"2028-{text}") for text in texts)


AMERICAN = days("01-17", "02-21", "05-29", "06-19", "07-04", "09-04", "11-23", "11-24", "12-25")
GERMAN = days("04-14", "04-17", "05-01", "05-25", "06-05", "10-03", "12-25", "12-26")


@dataclass(frozen=True)
class Year:
    """Who, under which cadence, and what comes: for each cycle check-in, reminder, suggestion ("-": none)."""

    zone: ZoneInfo
    monthly_day: str
    holidays: frozenset[date]
    expected: str
    down: tuple[str, str] = ("2028-01-01 00:00", "2028-01-01 00:00")
    answers: bool = False


FIRST_MONDAY = """
    01-03 01-10 01-20
    02-07 02-14 02-22
    03-06 03-13 03-20
    04-03 04-10 04-17
    05-01 05-08 05-18
    06-05 06-12 06-20
    07-03 07-11 07-20
    08-07 08-14 08-21
    09-05 09-12 09-18
    10-02 10-09 10-19
    11-06 11-13 11-20
    12-04 12-11 12-18
"""

THE_29TH = """
    01-31 02-07 02-14
    02-29 03-07 03-14
    03-29 04-05 04-13
    04-28 05-08 05-15
    05-29 06-06 06-13
    06-29 07-06 07-17
    07-31 08-07 08-14
    08-29 09-05 09-13
    09-29 10-09 10-16
    10-30 11-06 11-14
    11-29 12-06 12-14
    12-29
"""

YEARS = {
    "silent in Los Angeles": Year(LOS_ANGELES, "first Monday 09:00", AMERICAN, FIRST_MONDAY),
    "silent in Berlin, on the leap day too": Year(BERLIN, "29 09:00", GERMAN, THE_29TH),
    "down in the week of a check-in": Year(
        LOS_ANGELES,
        "first Monday 09:00",
        AMERICAN,
        FIRST_MONDAY.replace("05-01 05-08 05-18", "05-08 05-15 05-18"),
        down=("2028-05-01 00:00", "2028-05-08 00:00"),
    ),
    "down when a reminder was due": Year(
        LOS_ANGELES,
        "first Monday 09:00",
        AMERICAN,
        FIRST_MONDAY.replace("10-02 10-09 10-19", "10-02 10-16 10-19"),
        down=("2028-10-08 00:00", "2028-10-15 00:00"),
    ),
    "down for most of a month": Year(
        LOS_ANGELES,
        "first Monday 09:00",
        AMERICAN,
        FIRST_MONDAY.replace("08-07 08-14 08-21", "-"),
        down=("2028-08-06 00:00", "2028-09-03 00:00"),
    ),
    "answers always": Year(
        LOS_ANGELES,
        "last Thursday 10:00",
        AMERICAN,
        """
        12-30 - 01-13
        01-27 - 02-10
        02-24 - 03-13
        03-30 - 04-13
        04-27 - 05-11
        05-25 - 06-12
        06-29 - 07-13
        07-27 - 08-14
        08-31 - 09-14
        09-28 - 10-12
        10-26 - 11-13
        11-30 - 12-14
        12-28
        """,
        answers=True,
    ),
}


@pytest.mark.parametrize("year", YEARS.values(), ids=YEARS)
@pytest.mark.parametrize("step", [None, timedelta(hours=5)], ids=["when told", "every five hours"])
def test_a_year_of_letters(year: Year, step: timedelta | None) -> None:
    table: dict[str, list[str]] = {}
    for now, each in _live(year, step).dues:
        table.setdefault(each.cycle, ["-", "-", "-"])[UNASKED.index(each.kind)] = f"{now.astimezone(year.zone):%m-%d}"
    rows = [" ".join(row).removesuffix(" - -") for _, row in sorted(table.items())]
    assert rows == [line.strip() for line in year.expected.strip().splitlines() if line.strip() != "-"]


@pytest.mark.parametrize("name", ["silent in Los Angeles", "silent in Berlin, on the leap day too"])
def test_all_year_letters_come_at_nine_where_the_reader_lives(name: str) -> None:
    moments = [now.astimezone(YEARS[name].zone) for now, _ in _live(YEARS[name], None).dues]
    assert {moment.time() for moment in moments} == {time(9)}
    assert len({moment.utcoffset() for moment in moments}) == 2  # both sides of the change


def _live(year: Year, step: timedelta | None) -> Life:
    """The letters of the year; the welcome, two weeks before it, is left out."""
    cadence = Cadence(year.zone, MonthlyDay.parse(year.monthly_day), holidays=year.holidays, spread_minutes=0)
    life = Life(MembershipFacts(ANA, year.zone, date(2027, 12, 16)), cadence, answers=lambda _: year.answers)
    life.look(datetime(2027, 12, 16, 12, tzinfo=year.zone))
    life.dues.clear()
    start, (down, up), end = at("2027-12-18 00:00"), map(at, year.down), at("2029-01-01 08:00")
    if step is not None:
        return life.at_moments(moment for moment in every(step, start, end) if not down <= moment < up)
    return life.when_told(start, down).when_told(up, end)
