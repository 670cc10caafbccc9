"""What a summary announces is what then goes out: week by week, from the mails that left, where nobody writes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from office import COORDINATOR, PACIFIC, Office, address_of, text_of, words_of

from service.simulate.seen import Sort, sort_of

ROSTER = """mentor_name,mentor_email,mentee_name,mentee_email,started_on,mentor_timezone
Grace Lin,grace@example.edu,Ada Moss,ada@example.edu,2026-09-01,
Grace Lin,grace@example.edu,Lena Brandt,lena@example.edu,2026-09-14,
Dana Cole,dana@example.edu,Marisol Vega,marisol@example.edu,2026-10-05,Europe/Berlin
Walt Pruitt,walt@example.edu,Maddie Stone,maddie@example.edu,2026-10-12,
Ruth Adler,ruth@example.edu,Leo Marsh,leo@example.edu,2026-11-18,
Helen Voss,helen@example.edu,Tomas Rey,tomas@example.edu,2026-09-21,
"""
WEEK = timedelta(weeks=1)
_COUNTED = {Sort.CHECKIN: "check-in", Sort.REMINDER: "reminder"}
_STEPS = {"begin": "Welcome", "are half-way": "Half-way", "get their farewell": "Thank you"}


async def test_what_is_announced_goes_out(tmp_path: Path, database_url: str, redis_setting: str) -> None:
    async with Office.open(tmp_path, database_url, redis_setting, extra="months = 4", roster=ROSTER) as office:
        await live(office, until=datetime(2027, 1, 20, 12, tzinfo=PACIFIC))
        summaries = office.letters_to(COORDINATOR)
        letters = [message for message in everything(office) if address_of(message["To"]) != COORDINATOR]
    assert len(summaries) > 8
    for summary in summaries[:-1]:
        sent = [each for each in letters if at(summary) <= at(each) < at(summary) + WEEK]
        assert announced(summary) == counted(sent), words_of(summary)
        assert named(summary) == begun(sent), words_of(summary)
    said = " ".join(words_of(each) for each in summaries)
    assert "No letters go out on Thursday, November 26" in said and "farewell on" in said and "are half-way on" in said
    assert re.search(r"\d+ check-ins go out(?:, \d+ of them)? on Monday, December 7\.", said)
    assert re.search(r"Partners in \d (?:or more )?partnerships get a letter to prepare their meeting\.", said)


async def live(office: Office, until: datetime) -> None:
    """Let the clock go from one thing that is due to the next; nobody writes."""
    store = office.app.store
    while (now := office.clock.now()) < until:
        looks = [await store.transact(store.outbox.next_try), await office.app.rounds.next_look(now)]
        due = min((each for each in looks if each is not None), default=until)
        await office.step_to(max(due, now + timedelta(minutes=1)))


def everything(office: Office) -> Iterator[EmailMessage]:
    for address in {each.recipient for each in office.sink.letters}:
        yield from office.letters_to(address)


def at(message: EmailMessage) -> datetime:
    return parsedate_to_datetime(str(message["Date"]))


def announced(summary: EmailMessage) -> dict[str, int]:
    """How many letters of each kind it says will go out."""
    return {
        name: int(number) for number, name in re.findall(r"(\d+) (check-in|reminder)s? goe?s? out", words_of(summary))
    }


def counted(sent: list[EmailMessage]) -> dict[str, int]:
    sorts = [sort_of(each, None) for each in sent]
    return {name: sorts.count(sort) for sort, name in _COUNTED.items() if sort in sorts}


def named(summary: EmailMessage) -> set[tuple[str, str]]:
    """What it says by name of partnerships: which letter, and the mentee's first name."""
    parts = re.split("; |- ", text_of(summary).replace("\n  ", " ").rpartition("What comes next week")[2])
    steps = [(part, step) for part in parts for verb, step in _STEPS.items() if f") {verb} on " in part]
    return {(step, name) for part, step in steps for name in re.findall(r"\w+ and (\w+) \w+ \(\d\)", part)}


def begun(sent: list[EmailMessage]) -> set[tuple[str, str]]:
    """The same from the letters to mentees."""
    mentees = {"ada", "lena", "marisol", "maddie", "leo", "tomas"}
    own = [(each, address_of(each["To"]).partition("@")[0]) for each in sent]
    return {
        (start, name.title())
        for message, name in own
        for start in _STEPS.values()
        if name in mentees and str(message["Subject"]).startswith(start)
    }
