"""Letters go out once, wait where the relay asks them to, and are dropped with a reason where nobody wants them."""

from __future__ import annotations

from datetime import timedelta

from office import CHECKIN_DAY, Office
from smtp_sink import HANG_UP

from service.store.models import OutboxRow, ParticipantRow

LATER = CHECKIN_DAY.date() + timedelta(days=30)


async def checkins(office: Office) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in await OutboxRow.filter(kind="checkin"):
        counts[row.state] = counts.get(row.state, 0) + 1
    return counts


async def test_a_letter_the_relay_puts_off_goes_out_later_under_the_same_message_id(office: Office) -> None:
    office.sink.replies["RCPT"] = ["451 4.2.0 greylisted"] * 6
    await office.step_to(CHECKIN_DAY)
    assert (await checkins(office)).get("waiting")
    ids = {row.message_id for row in await OutboxRow.all()}
    await office.step_to(CHECKIN_DAY + timedelta(minutes=2))
    assert await checkins(office) == {"sent": 6}
    assert {row.message_id for row in await OutboxRow.all()} == ids
    assert len(office.sink.letters) == len({each.data for each in office.sink.letters})


async def test_a_letter_the_relay_refuses_is_failed_with_its_reply_and_the_others_go(office: Office) -> None:
    office.sink.replies["RCPT"] = ["550 5.1.1 no such user"]
    await office.step_to(CHECKIN_DAY)
    failed = await OutboxRow.filter(state="failed")
    assert [row.last_reply for row in failed] == ["550 5.1.1 no such user"]
    assert await OutboxRow.filter(state="sent").count() == 5


async def test_a_relay_in_trouble_costs_no_letter_an_attempt_but_the_ones_it_answered(office: Office) -> None:
    office.sink.replies["CONNECT"] = [HANG_UP] * 100
    await office.step_to(CHECKIN_DAY)
    rows = await OutboxRow.filter(state="waiting")
    assert len(rows) == 6
    assert [row.lease_until for row in rows] == [None] * 6
    office.sink.replies.clear()
    await office.step_to(CHECKIN_DAY + timedelta(minutes=6))
    assert await OutboxRow.filter(state="sent").count() == 6


async def test_nothing_goes_to_an_address_that_bounces_or_to_who_has_paused(office: Office) -> None:
    await ParticipantRow.filter(email="ada.moss@example.edu").update(reachability="bounced")
    await ParticipantRow.filter(email="grace.lin@example.edu").update(standing="paused", paused_until=LATER)
    await office.step_to(CHECKIN_DAY)
    assert not office.letters_to("ada.moss@example.edu")
    assert not office.letters_to("grace.lin@example.edu")
    assert len(office.letters_to("dana.cole@example.edu")) == 1


async def test_who_pauses_after_a_letter_was_planned_does_not_get_it(office: Office) -> None:
    """The one check on every send: planning and sending may lie apart."""
    office.clock.step_to(CHECKIN_DAY)
    await office.app.rounds.plan(office.clock.now())
    await ParticipantRow.all().update(standing="paused", paused_until=LATER)
    await office.app.deliverer.work()
    assert await checkins(office) == {"skipped": 6}
    reasons = {row.reason for row in await OutboxRow.filter(kind="checkin")}
    assert reasons == {"paused until 2026-12-02"}


async def test_what_is_too_old_to_be_useful_is_not_sent(office: Office) -> None:
    office.clock.step_to(CHECKIN_DAY)
    await office.app.rounds.plan(office.clock.now())
    office.clock.step_to(CHECKIN_DAY + timedelta(days=40))
    await office.app.deliverer.work()
    assert (await checkins(office)) == {"skipped": 6}


async def test_what_the_relay_put_off_into_the_night_waits_for_the_morning(office: Office) -> None:
    office.sink.replies["RCPT"] = ["451 4.2.0 greylisted"] * 6
    await office.step_to(CHECKIN_DAY)
    await office.step_to(CHECKIN_DAY.replace(hour=22))
    assert await checkins(office) == {"waiting": 6}
    await office.step_to(CHECKIN_DAY.replace(day=3, hour=8))
    assert await checkins(office) == {"sent": 6}
