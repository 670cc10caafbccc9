"""Rule 18. The relay's 4xx and lost connections wait and try again, longer each time; 5xx is recorded and shown. TLS
and its certificates: tests/relay/test_smtp_relay.py; the waits as a table: tests/relay/test_schedule.py."""

from __future__ import annotations

from datetime import timedelta

import pytest
from office import ADA, CHECKIN_DAY, Office, mail, parsed


async def a_receipt(office: Office, replies: dict[str, list[str]]) -> None:
    """One letter meets these replies."""
    office.sink.replies.update(replies)
    await office.deliver(
        mail(ADA, "a@b.example", "We met on November 3."), ADA, f"checkin@{office.app.addresses.domain}"
    )


async def state(database) -> tuple[str, int, str]:
    [row] = await database("SELECT state, attempts, last_reply FROM outbox WHERE kind IN ('receipt', 'question')")
    return row


@pytest.mark.parametrize("verb", ["RCPT", "FINAL"])
async def test_a_letter_that_is_put_off_goes_out_later_under_the_same_message_id(
    november: Office, database, verb: str
) -> None:
    before = len(november.letters_to(ADA))
    await a_receipt(november, {verb: ["451 4.2.0 greylisted", "451 4.2.0 greylisted"]})
    assert (await state(database))[0] == "waiting" and len(november.letters_to(ADA)) == before
    tried = 0
    for _ in range(30):
        november.clock.step_to(november.clock.now() + timedelta(minutes=1))
        tried += await november.app.deliverer.work()
    assert (await state(database))[0] == "sent" and len(november.letters_to(ADA)) == before + 1
    assert tried == 2, "a minute, then five; nothing in between"


async def test_a_refusal_is_recorded_shown_and_not_tried_again(november: Office, database) -> None:
    await a_receipt(november, {"RCPT": ["550 5.1.1 no such user"]})
    assert (await state(database))[0] == "failed"
    store = november.app.store
    [failed] = (await store.transact(store.outbox.standing)).failed
    assert failed.kind in ("receipt", "question") and failed.recipient == ADA and "5.1.1" in failed.reply
    before = len(november.sink.letters)
    november.clock.step_to(november.clock.now() + timedelta(hours=1))
    await november.app.deliverer.work()
    assert len(november.sink.letters) == before


async def test_a_relay_that_is_away_loses_nothing(office: Office) -> None:
    """For three hours nobody answers; then everybody gets their check-in, once."""
    office.clock.step_to(CHECKIN_DAY)
    await office.app.rounds.plan(office.clock.now())
    office.sink.replies["CONNECT"] = ["421 4.3.2 away"] * 500
    for _ in range(6):
        await office.app.deliverer.work()
        office.clock.step_to(office.clock.now() + timedelta(minutes=30))
    assert office.sink.letters == []
    office.sink.replies["CONNECT"] = []
    for _ in range(6):
        office.clock.step_to(office.clock.now() + timedelta(minutes=30))
        await office.app.deliverer.work()
    ids = [str(parsed(each.data)["Message-ID"]) for each in office.sink.letters]
    assert len(ids) == len(set(ids)) == 6
