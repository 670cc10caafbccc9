"""Calendar invitations, from INVITE to a counter-proposal; all of it by mail."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from calendars import answer, answered, invitations, invited, latest
from icalendar import Event
from office import ADA, GRACE, PACIFIC, START, Office, words_of

from service.workflow.own_data import own_data

ROSTER = """mentor_name,mentor_email,mentee_name,mentee_email,started_on,mentor_timezone
Grace Lin,grace.lin@example.edu,Ada Moss,ada.moss@example.edu,2026-10-26,America/New_York
"""


@pytest.fixture
async def pair(tmp_path: Path, database_url: str, redis_setting: str) -> AsyncIterator[Office]:
    """A mentee by the Pacific and a mentor by the Atlantic, who begin today."""
    async with Office.open(tmp_path, database_url, redis_setting, roster=ROSTER) as running:
        await running.step_to(START + timedelta(hours=2))
        yield running


async def test_both_are_invited_each_in_their_own_zone(pair: Office) -> None:
    event = await invited(pair)
    assert latest(pair, ADA) == ("REQUEST", 0, "11-05 14:00")
    assert latest(pair, GRACE) == ("REQUEST", 0, "11-05 17:00")
    assert event["UID"] == invitations(pair, GRACE)[0][1]["UID"]
    assert "November 5 at 2 pm" in words_of(invitations(pair, ADA)[0][2])
    assert "November 5 at 5 pm" in words_of(invitations(pair, GRACE)[0][2])
    assert any("both of your calendars" in words_of(each) for each in pair.letters_to(ADA)) and await pair.held() == []
    for _ in range(3):
        await pair.step_to(pair.clock.now() + timedelta(days=1))
    assert len(invitations(pair, ADA)) == len(invitations(pair, GRACE)) == 1


async def test_a_meeting_that_moves_is_updated(pair: Office) -> None:
    event = await invited(pair)
    await pair.reply(pair.letters_to(GRACE)[-1], "Our next meeting is on November 6 at 3pm instead.")
    await pair.step_to(pair.clock.now() + timedelta(minutes=5))
    assert latest(pair, ADA) == ("REQUEST", 1, "11-06 12:00")
    assert latest(pair, GRACE) == ("REQUEST", 1, "11-06 15:00")
    assert invitations(pair, ADA)[-1][1]["UID"] == event["UID"]
    assert "now meet" in words_of(invitations(pair, ADA)[-1][2])


async def test_it_lasts_as_long_as_was_said_and_what_is_said_anew_changes_it(pair: Office) -> None:
    event = await invited(pair)
    assert lasts(event) == timedelta(hours=1)
    await pair.reply(pair.letters_to(ADA)[-1], "Our next meeting is on November 5 at 2pm for 90 minutes.")
    await pair.step_to(pair.clock.now() + timedelta(minutes=5))
    assert latest(pair, GRACE) == ("REQUEST", 1, "11-05 17:00")
    _, event, letter = invitations(pair, GRACE)[-1]
    assert lasts(event) == timedelta(minutes=90)
    assert "at 5 pm for an hour and a half" in words_of(letter)


async def test_it_lasts_as_long_as_their_meetings_do(pair: Office) -> None:
    await pair.step_to(datetime(2026, 10, 28, 11, tzinfo=PACIFIC))
    await pair.reply(pair.letters_to(ADA)[-1], "We met yesterday for 45 minutes. Next: November 5 at 2pm.")
    await pair.reply(pair.letters_to(ADA)[0], "INVITE", quote=False)
    await pair.step_to(pair.clock.now() + timedelta(minutes=5))
    assert lasts(invitations(pair, ADA)[-1][1]) == timedelta(minutes=45)


def lasts(event: Event) -> timedelta:
    """How long a calendar shows it."""
    return timedelta(seconds=(event.decoded("DTEND") - event.decoded("DTSTART")).total_seconds())


async def test_another_time_of_an_unknown_zone_is_asked_about(pair: Office) -> None:
    event = await invited(pair)
    counter = answer(event, GRACE, "TENTATIVE", "20261109T163000", "COUNTER", zone="Library Time")
    await answered(pair, counter)
    assert latest(pair, ADA)[:2] == latest(pair, GRACE)[:2] == ("REQUEST", 0)
    question = pair.letters_to(GRACE)[-1]
    assert "which day and time do you mean, by your own clock?" in words_of(question)
    await answered(pair, counter)
    assert pair.letters_to(GRACE)[-1]["Message-ID"] == question["Message-ID"]
    await pair.reply(question, "November 9, 4:30 pm")
    await pair.step_to(pair.clock.now() + timedelta(minutes=5))
    assert latest(pair, GRACE) == ("REQUEST", 1, "11-09 16:30")
    assert latest(pair, ADA) == ("REQUEST", 1, "11-09 13:30") and await pair.held() == []


async def test_a_zone_that_the_calendar_defines_needs_no_question(pair: Office) -> None:
    event = await invited(pair)
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:Library Time\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\n"
        "TZOFFSETFROM:-0500\r\nTZOFFSETTO:-0500\r\nEND:STANDARD\r\nEND:VTIMEZONE"
    )
    counter = answer(event, GRACE, "TENTATIVE", "20261109T163000", "COUNTER", zone="Library Time", defined=zone)
    await answered(pair, counter)
    assert latest(pair, GRACE) == ("REQUEST", 1, "11-09 16:30")


OFF = {
    "Sorry, we had to cancel the meeting of November 5.": ("CANCEL", 1, "11-05 14:00"),
    "She is ill, so it fell through.": ("CANCEL", 1, "11-05 14:00"),
    "Our meeting was cancelled, we'll meet next week.": ("CANCEL", 1, "11-05 14:00"),
    "We moved it to November 12 at 2pm.": ("REQUEST", 1, "11-12 14:00"),
    "Sorry, we moved it: we now meet on November 6 at 3pm.": ("REQUEST", 1, "11-06 15:00"),
}


@pytest.mark.parametrize(("words", "expected"), OFF.items())
async def test_words_that_call_it_off_or_move_it_do_so_in_both_calendars(
    pair: Office, words: str, expected: tuple[str, int, str]
) -> None:
    await invited(pair)
    await pair.reply(pair.letters_to(ADA)[-1], words)
    await pair.step_to(pair.clock.now() + timedelta(minutes=5))
    assert latest(pair, ADA) == expected
    assert len(invitations(pair, GRACE)) == len(invitations(pair, ADA)) == 2


async def test_who_declines_takes_it_out_of_both_calendars(pair: Office) -> None:
    event = await invited(pair)
    await answered(pair, answer(event, GRACE, "ACCEPTED"))
    assert len(invitations(pair, ADA)) == 1
    await answered(pair, answer(event, ADA, "DECLINED"))
    for address in (ADA, GRACE):
        assert latest(pair, address)[:2] == ("CANCEL", 1)
        assert "do not meet on" in words_of(invitations(pair, address)[-1][2])
    await answered(pair, answer(event, GRACE, "DECLINED"))
    assert len(invitations(pair, ADA)) == 2


async def test_another_time_that_is_proposed_moves_it_for_both(pair: Office) -> None:
    event = await invited(pair)
    counter = answer(event, GRACE, "TENTATIVE", "20261109T163000", "COUNTER")
    await answered(pair, counter)
    await answered(pair, counter)
    assert latest(pair, ADA) == ("REQUEST", 1, "11-09 13:30")
    assert latest(pair, GRACE) == ("REQUEST", 1, "11-09 16:30")
    assert len(invitations(pair, ADA)) == 2 and invitations(pair, ADA)[-1][1]["UID"] == event["UID"]


async def test_one_moved_a_little_beyond_what_is_invited_to_has_moved_all_the_same(pair: Office) -> None:
    await invited(pair)
    await pair.reply(pair.letters_to(GRACE)[-1], "Our next meeting is on December 24 at 5pm instead.")
    await pair.step_to(pair.clock.now() + timedelta(minutes=5))
    assert latest(pair, ADA) == ("REQUEST", 1, "12-24 14:00")
    counter = answer(invitations(pair, ADA)[-1][1], GRACE, "TENTATIVE", "20261228T170000", "COUNTER")
    await answered(pair, counter)
    assert latest(pair, ADA) == ("REQUEST", 2, "12-28 14:00") and len(invitations(pair, ADA)) == 3


async def test_the_agreement_may_ask_for_them_too_and_a_rhythm_is_invited_to(pair: Office) -> None:
    [welcome] = pair.letters_to(GRACE)
    await pair.reply(welcome, "First Tuesday at 2. Please send us calendar invitations.")
    await pair.step_to(pair.clock.now() + timedelta(minutes=5))
    sent = sorted(invitations(pair, ADA), key=lambda each: each[1].decoded("DTSTART"))
    assert [f"{event.decoded('DTSTART'):%m-%d %H:%M}" for _, event, _ in sent] == ["11-03 14:00", "12-01 14:00"]
    _, event, _ = sent[1]
    await answered(pair, answer(event, ADA, "TENTATIVE", "20261202T170000", "COUNTER"))
    assert latest(pair, ADA) == ("REQUEST", 1, "12-02 14:00") and len(invitations(pair, ADA)) == 3


@pytest.mark.parametrize("moment", [datetime(2026, 11, 4, 9, tzinfo=PACIFIC)])
async def test_a_meeting_of_today_that_has_begun_is_not_off(pair: Office, moment: datetime) -> None:
    await invited(pair)
    await pair.step_to(moment)
    await pair.step_to(datetime(2026, 11, 5, 14, 30, tzinfo=PACIFIC))
    await pair.step_to(datetime(2026, 11, 6, 9, tzinfo=PACIFIC))
    assert len(invitations(pair, ADA)) == 1


async def test_my_data_tells_what_was_asked_for_and_answered(pair: Office) -> None:
    event = await invited(pair)
    await answered(pair, answer(event, ADA, "TENTATIVE", "20261109T163000", "COUNTER"))
    told = [await own_data_of(pair, address) for address in (ADA, GRACE)]
    [[ada], [grace]] = [each["calendar_invitations"] for each in told]
    assert ada["asked_for"] and not grace["asked_for"] and grace["answers"] == []
    [given] = ada["answers"]
    assert (given["answer"], given["meeting_of"]) == ("counter", "2026-11-05")
    assert given["proposed"] == "2026-11-09T13:30:00-08:00"


async def own_data_of(office: Office, address: str) -> dict[str, Any]:
    store, person = office.app.store, await office.person(address)
    text = await store.transact(lambda: own_data(store, person.participant.id, office.clock.now()))
    return dict(json.loads(text))
