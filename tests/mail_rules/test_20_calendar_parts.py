"""Rule 20. An invitation is a text/calendar part with its method in Content-Type, a UID that stays and a SEQUENCE that
rises, from an ORGANIZER without "+", which Outlook drops; answers are matched by UID, SEQUENCE and invited attendee."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from calendars import PLAIN, answer, answered, invitations, invited, latest
from icalendar import Event
from office import ADA, DANA, GRACE, START, Office

ROSTER = """mentor_name,mentor_email,mentee_name,mentee_email,started_on
Grace Lin,grace.lin@example.edu,Ada Moss,ada.moss@example.edu,2026-10-26
Dana Cole,dana.cole@example.edu,Marisol Vega,marisol.vega@example.edu,2026-10-26
"""
ANOTHER_TIME = "20261109T163000"


@pytest.fixture
async def pair(tmp_path: Path, database_url: str, redis_setting: str) -> AsyncIterator[Office]:
    async with Office.open(tmp_path, database_url, redis_setting, roster=ROSTER) as running:
        await running.step_to(START + timedelta(hours=2))
        yield running


async def test_an_invitation_is_one_that_every_calendar_knows(pair: Office) -> None:
    event = await invited(pair)
    [(method, _, letter)] = invitations(pair, ADA)
    [beside, file] = [part for part in letter.walk() if part.get_content_type() == "text/calendar"]
    assert beside["Content-Type"].params["method"] == method == "REQUEST"
    assert beside.get_content() == file.get_content() and file.get_filename() == "invite.ics"
    assert event["ORGANIZER"] == f"mailto:{PLAIN}" and "+" not in event["ORGANIZER"]
    assert {str(each) for each in event["ATTENDEE"]} == {f"mailto:{ADA}", f"mailto:{GRACE}"}
    assert letter["Auto-Submitted"] == "auto-generated" and "+" in letter["Reply-To"]


async def test_the_uid_stays_and_the_sequence_rises(pair: Office) -> None:
    event = await invited(pair)
    await answered(pair, answer(event, GRACE, "TENTATIVE", ANOTHER_TIME, "COUNTER"))
    await answered(pair, answer(invitations(pair, GRACE)[-1][1], ADA, "DECLINED"))
    for address in (ADA, GRACE):
        sent = [(method, str(each["UID"]), int(each["SEQUENCE"])) for method, each, _ in invitations(pair, address)]
        uid = str(event["UID"])
        assert sent == [("REQUEST", uid, 0), ("REQUEST", uid, 1), ("CANCEL", uid, 2)]


FORGED = {
    "of no invitation": lambda event: answer(event, ADA, "DECLINED", uid=f"0@{PLAIN.partition('@')[2]}"),
    "from somebody else": lambda event: answer(event, "who@example.net", "DECLINED", attendee=ADA),
    "from somebody of another partnership": lambda event: answer(event, DANA, "DECLINED"),
    "in another's name": lambda event: answer(event, ADA, "DECLINED", attendee=GRACE),
    "to one not sent yet": lambda event: answer(event, ADA, "DECLINED", sequence="1"),
    "without a time": lambda event: answer(event, ADA, "TENTATIVE", None, "COUNTER"),
    "without an answer": lambda event: answer(event, ADA, "NEEDS-ACTION"),
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED.keys())
async def test_whatever_is_no_answer_of_the_invited_changes_nothing(pair: Office, forged) -> None:
    event = await invited(pair)
    before = len(pair.sink.letters)
    await answered(pair, forged(event))
    assert latest(pair, GRACE)[:2] == latest(pair, ADA)[:2] == ("REQUEST", 0)
    assert len(pair.sink.letters) == before and await pair.held() == []


async def test_two_senders_are_nobody(pair: Office) -> None:
    event = await invited(pair)
    message = answer(event, ADA, "DECLINED")
    message.replace_header("From", f"{ADA}, who@example.net")
    await pair.deliver(message, ADA, PLAIN)
    await pair.step_to(pair.clock.now() + timedelta(minutes=5))
    assert len(invitations(pair, GRACE)) == 1


async def test_an_answer_to_what_has_changed_since_changes_nothing(pair: Office) -> None:
    event = await invited(pair)
    await answered(pair, answer(event, GRACE, "TENTATIVE", ANOTHER_TIME, "COUNTER"))
    await answered(pair, answer(event, ADA, "DECLINED"))
    assert latest(pair, ADA)[:2] == ("REQUEST", 1)


async def test_an_answer_is_no_report(pair: Office) -> None:
    event: Event = await invited(pair)
    await answered(pair, answer(event, ADA, "ACCEPTED"))
    assert await pair.records() == []
