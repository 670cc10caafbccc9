"""What ends or pauses takes invitations back: a CANCEL to who had them, then no more under their UID. All by mail."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from calendars import answer, answered, invitations, invited, latest
from office import ADA, COORDINATOR, GRACE, PACIFIC, START, Office, address_of, reply_to, words_of

from service.keys import new_key_lines, parse_keys
from service.store.models import InvitationRow

ROSTER = """mentor_name,mentor_email,mentee_name,mentee_email,started_on
Grace Lin,grace.lin@example.edu,Ada Moss,ada.moss@example.edu,2026-10-26
Dana Cole,dana.cole@example.edu,Marisol Vega,marisol.vega@example.edu,2026-09-01
"""
OURS = "mx.mentoring.example.edu"
VOUCHED = f"Authentication-Results: {OURS}; dkim=pass header.d=library.example.edu\n"
SOON = timedelta(minutes=5)


@pytest.fixture
async def pair(tmp_path: Path, database_url: str, redis_setting: str) -> AsyncIterator[Office]:
    """Grace and Ada begin today, in a program that has begun before."""
    environment = {"MENTORMAIL_MAIL__AUTHSERV_ID": OURS}
    async with Office.open(tmp_path, database_url, redis_setting, roster=ROSTER, environment=environment) as running:
        await running.step_to(START + timedelta(hours=2))
        yield running


async def order(office: Office, text: str) -> None:
    """The coordinator answers the latest summary."""
    for day in (2, 9):
        await office.step_to(datetime(2026, 11, day, 11, tzinfo=PACIFIC))
    message = reply_to(office.letters_to(COORDINATOR)[-1], text, office.clock.now())
    raw = VOUCHED.encode() + message.as_bytes()
    await office.deliver(raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"), COORDINATOR, address_of(message["To"]))


async def command(office: Office, words: str, address: str = ADA) -> None:
    """Somebody sends a command and says yes where they are asked."""
    await office.reply(office.letters_to(address)[-1], words, quote=False)
    last = office.letters_to(address)[-1]
    if "Shall we" in str(last["Subject"]) or "Did you" in str(last["Subject"]):
        await office.reply(last, "yes", quote=False)


def words_to(office: Office, address: str) -> str:
    return words_of(invitations(office, address)[-1][2])


Ends = Callable[[Office], Awaitable[None]]
ENDS: dict[str, Ends] = {
    "the coordinator ends it": lambda office: order(office, "end 1"),
    "the mentee is matched anew": lambda office: order(office, "rematch 1 with Dana Cole"),
    "the coordinator pauses it": lambda office: order(office, "pause 1 until Jan 5"),
    "one of them stops": lambda office: command(office, "STOP"),
    "one of them pauses": lambda office: command(office, "PAUSE"),
    "one of them pauses past the meeting": lambda office: command(office, "PAUSE until November 13"),
}


@pytest.mark.parametrize("ends", ENDS.values(), ids=ENDS.keys())
async def test_what_stands_is_taken_back_from_both_and_nothing_follows(pair: Office, ends: Ends) -> None:
    event = await invited(pair, "November 12")
    await ends(pair)
    await pair.step_to(pair.clock.now() + SOON)
    for address in (ADA, GRACE):
        assert latest(pair, address) == ("CANCEL", 1, "11-12 14:00")
        assert invitations(pair, address)[-1][1]["UID"] == event["UID"]
        assert "We take back our invitation to your meeting" in words_to(pair, address)
    for day in range(10, 18):
        await pair.step_to(datetime(2026, 11, day, 12, tzinfo=PACIFIC))
    assert len(invitations(pair, ADA)) == len(invitations(pair, GRACE)) == 2


async def test_a_pause_leaves_what_comes_after_it(pair: Office) -> None:
    await invited(pair)
    await command(pair, "PAUSE until November 5")
    await pair.step_to(pair.clock.now() + SOON)
    assert latest(pair, ADA)[0] == latest(pair, GRACE)[0] == "REQUEST"


async def test_back_from_a_pause_the_meeting_is_invited_to_anew(pair: Office) -> None:
    event = await invited(pair)
    await command(pair, "PAUSE")
    await pair.step_to(pair.clock.now() + SOON)
    await command(pair, "RESUME")
    await pair.step_to(pair.clock.now() + SOON)
    assert latest(pair, ADA) == ("REQUEST", 0, "11-05 14:00")
    assert invitations(pair, ADA)[-1][1]["UID"] != event["UID"]


async def test_a_proposal_in_a_pause_changes_no_calendar_but_is_known_after_it(pair: Office) -> None:
    event = await invited(pair)
    await command(pair, "PAUSE")
    await answered(pair, answer(event, GRACE, "TENTATIVE", "20261109T163000", "COUNTER"))
    assert latest(pair, GRACE) == ("CANCEL", 1, "11-05 14:00")
    await command(pair, "RESUME")
    await pair.step_to(pair.clock.now() + SOON)
    assert latest(pair, GRACE) == latest(pair, ADA) == ("REQUEST", 0, "11-09 13:30")


async def test_the_forgotten_get_nothing_more_and_their_partner_does(pair: Office) -> None:
    await invited(pair)
    await command(pair, "FORGET ME")
    assert "It is done" in words_of(pair.letters_to(ADA)[-1])
    await pair.step_to(pair.clock.now() + SOON)
    assert len(invitations(pair, ADA)) == 1 and "It is done" in words_of(pair.letters_to(ADA)[-1])
    assert latest(pair, GRACE) == ("CANCEL", 1, "11-05 14:00")
    _, event, letter = invitations(pair, GRACE)[-1]
    assert all(word not in event.to_ical().decode() for word in ("Ada", "Moss", "ada.moss"))
    assert "Ada" not in words_of(letter)
    assert await InvitationRow.all().count() == 0


async def test_who_never_had_it_gets_no_cancellation(pair: Office) -> None:
    """At night a word waits for the morning; it must not come after what takes it back."""
    [welcome] = pair.letters_to(ADA)
    await pair.reply(welcome, "We meet on November 5 at 2pm for the first time.")
    await pair.reply(welcome, "INVITE", quote=False)
    await pair.step_to(datetime(2026, 10, 26, 23, tzinfo=PACIFIC))
    assert invitations(pair, ADA) == []
    await command(pair, "PAUSE")
    for hour in (6, 9, 12):
        await pair.step_to(datetime(2026, 10, 27, hour, tzinfo=PACIFIC))
    assert invitations(pair, ADA) == invitations(pair, GRACE) == []


async def test_nobody_is_invited_beyond_the_program_and_its_end_takes_back_what_is_left(
    tmp_path: Path, database_url: str, redis_setting: str
) -> None:
    place, keys = (tmp_path, database_url, redis_setting), parse_keys(new_key_lines(), "test keys")
    longer, shorter = ({"MENTORMAIL_PROGRAM__MONTHS": months} for months in "21")
    async with Office.open(*place, roster=ROSTER, environment=longer, keys=keys) as office:
        await office.step_to(START + timedelta(hours=2))
        await office.reply(office.letters_to(GRACE)[0], "First Tuesday at 2. Please send us calendar invitations.")
        await office.step_to(office.clock.now() + SOON)
        assert days_of(office) == ["REQUEST 11-03", "REQUEST 12-01"]
        now = office.clock.now()
    async with Office.open(*place, start=now, roster="", environment=shorter, keys=keys) as office:
        await office.step_to(now + SOON)
        assert days_of(office) == ["CANCEL 12-01"]
        await office.step_to(datetime(2026, 11, 12, 12, tzinfo=PACIFIC))
        assert days_of(office) == ["CANCEL 12-01"]


def days_of(office: Office) -> list[str]:
    """What Ada's calendar was told, by day."""
    told = [(method, event.decoded("DTSTART")) for method, event, _ in invitations(office, ADA)]
    return [f"{method} {start:%m-%d}" for method, start in sorted(told, key=lambda each: each[1])]


async def test_the_plan_names_who_is_told_and_why(pair: Office) -> None:
    [welcome] = pair.letters_to(ADA)
    await pair.reply(welcome, "We meet on November 5 at 2pm for the first time.")
    await pair.reply(welcome, "INVITE", quote=False)
    told = "a meeting is known: November 5"
    assert await planned(pair) == [(ADA, told), (GRACE, told)]
    assert invitations(pair, ADA) == []
    await pair.step_to(pair.clock.now() + SOON)
    assert await planned(pair) == []
    await pair.reply(welcome, "Our next meeting is on November 6 at 3pm instead.")
    told = "the meeting moved: November 6"
    assert await planned(pair) == [(ADA, told), (GRACE, told)]
    await pair.step_to(pair.clock.now() + SOON)
    await command(pair, "PAUSE")
    told = "the partnership rests or has ended: November 6"
    assert await planned(pair) == [(ADA, told), (GRACE, told)]


async def planned(office: Office) -> list[tuple[str, str]]:
    rows = await office.app.rounds.would_send(office.program.id, office.clock.now() + SOON)
    return [(row.who, row.reason) for row in rows if row.kind == "invitation"]
