"""A program year of three partnerships, counted from the letters that left.

It begins in September 2027 and so has a leap day, both changes of the clocks on two continents, holidays, and a week
in which the service is down.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from email.message import EmailMessage
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import holidays
import pytest
from office import COORDINATOR, PACIFIC, Office, address_of

pytestmark = pytest.mark.long

BERLIN = ZoneInfo("Europe/Berlin")
BEGIN, END = date(2027, 9, 1), date(2028, 8, 31)
DOWN_FROM, DOWN_UNTIL = date(2028, 3, 10), date(2028, 3, 17)  # over the second Sunday of March
HOURS = (time(1, 0), time(9, 40), time(16, 0))

ROSTER = """mentor_name,mentor_email,mentee_name,mentee_email,started_on,mentee_timezone
Grace Lin,grace@example.edu,Ada Moss,ada@example.edu,2027-09-01,
Dana Cole,dana@example.edu,Jonas Brandt,jonas@example.edu,2027-09-01,Europe/Berlin
Walt Pruitt,walt@example.edu,Maddie Stone,maddie@example.edu,2027-09-01,
"""
ZONES = {"jonas@example.edu": BERLIN}
EVERYBODY = (
    "grace@example.edu",
    "ada@example.edu",
    "dana@example.edu",
    "jonas@example.edu",
    "walt@example.edu",
    "maddie@example.edu",
)
PUNCTUAL = ("ada@example.edu", "grace@example.edu", "jonas@example.edu")


async def a_year(office: Office) -> None:
    """Everybody punctual answers each check-in on the day it comes; the others never do."""
    day = BEGIN
    while day <= END:
        if not DOWN_FROM <= day < DOWN_UNTIL:
            for hour in HOURS:
                await office.step_to(datetime.combine(day, hour, tzinfo=PACIFIC))
                for letter in office.new_letters():
                    address = address_of(letter["To"])
                    if address in PUNCTUAL and is_checkin(letter):
                        held = sent_on(letter, PACIFIC).date() - timedelta(days=2)
                        await office.reply(
                            letter, f"We met on {held:%B} {held.day}, {held.year} for 45 minutes by phone. A 4."
                        )
        day += timedelta(days=1)


def is_checkin(letter: EmailMessage) -> bool:
    return str(letter["Subject"]).startswith("Your mentoring check-in")


def is_reminder(letter: EmailMessage) -> bool:
    return (
        str(letter["Subject"]).startswith("Re: Your mentoring check-in")
        and letter["Auto-Submitted"] == "auto-generated"
    )


def is_unasked(letter: EmailMessage) -> bool:
    return letter["Auto-Submitted"] == "auto-generated"


def sent_on(letter: EmailMessage, zone: ZoneInfo) -> datetime:
    moment: datetime = letter["Date"].datetime
    return moment.astimezone(zone)


async def test_a_year_of_three_partnerships(tmp_path: Path, database_url: str) -> None:
    start = datetime.combine(BEGIN, time(0, 30), tzinfo=PACIFIC)
    async with Office.open(tmp_path, database_url, start=start, roster=ROSTER) as office:
        await a_year(office)
        free = holidays.country_holidays("US", subdiv="CA")

        for address in EVERYBODY:
            zone = ZONES.get(address, PACIFIC)
            letters = office.letters_to(address)
            for letter in filter(is_unasked, letters):
                local = sent_on(letter, zone)
                assert local.weekday() < 5 and local.date() not in free, (address, letter["Subject"], local)
                assert time(8) <= local.time() < time(18), (address, letter["Subject"], local)
            checkins = Counter(sent_on(each, zone).strftime("%Y-%m") for each in letters if is_checkin(each))
            assert set(checkins.values()) == {1}
            # September is nearer than two weeks to the partnership's start.
            assert sorted(checkins) == [f"2027-{m:02}" for m in (10, 11, 12)] + [f"2028-{m:02}" for m in range(1, 9)]
            reminders = [each for each in letters if is_reminder(each)]
            assert len(reminders) == (0 if address in PUNCTUAL else 11)
            unasked = sorted(sent_on(each, zone) for each in filter(is_unasked, letters))
            gaps = [later.date() - earlier.date() for earlier, later in pairwise(unasked)]
            assert min(gaps) >= timedelta(days=3)
            receipts = [each for each in letters if each["Auto-Submitted"] == "auto-replied"]
            assert len(receipts) == (11 if address in PUNCTUAL else 0)

        summaries = office.letters_to(COORDINATOR)
        days = [sent_on(each, PACIFIC) for each in summaries]
        assert all(each.weekday() == 0 or each.date() - timedelta(days=1) in free for each in days)
        # The Mondays since the first check-in, but for the week that was slept through.
        assert 44 <= len(summaries) <= 48
        records = await office.records()
        assert len(records) == 22  # eleven meetings of Grace and Ada, told by both, and eleven that Jonas tells of
        assert Counter(each["reported_by"] for each in records) == {"both": 11, "mentee": 11}
        assert len({each.data for each in office.sink.letters}) == len(office.sink.letters)
