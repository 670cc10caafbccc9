"""Rule 15. The row is written first, with one key and its Message-ID; the only second copy comes from the window
between the relay's 250 and our commit, and carries the same Message-ID. SIGKILL: tests/acceptance/test_kills.py."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from office import ADA, CHECKIN_DAY, Office, parsed


async def test_the_row_with_its_key_and_message_id_is_there_before_anything_leaves(office: Office, database) -> None:
    office.clock.step_to(CHECKIN_DAY)
    await office.app.rounds.plan(office.clock.now())
    rows = await database("SELECT key, message_id, state FROM outbox WHERE kind = 'checkin'")
    assert len(rows) == len({key for key, _, _ in rows}) == 6 and {state for _, _, state in rows} == {"waiting"}
    assert office.sink.letters == []
    await office.app.deliverer.work()
    assert {str(parsed(each.data)["Message-ID"]) for each in office.sink.letters} >= {each for _, each, _ in rows}


async def test_however_often_a_round_is_made_each_letter_goes_out_once(office: Office) -> None:
    office.clock.step_to(CHECKIN_DAY)
    for _ in range(3):
        await asyncio.gather(
            office.app.rounds.plan(office.clock.now()), office.app.deliverer.work(), office.app.deliverer.work()
        )
    await office.app.round()
    ids = [str(parsed(each.data)["Message-ID"]) for each in office.sink.letters]
    assert len(ids) == len(set(ids)) and len(office.letters_to(ADA)) == 1


async def test_where_the_relays_250_is_lost_the_second_copy_carries_the_same_message_id(
    office: Office, database
) -> None:
    """The relay took the letter and the connection died before we heard so: nobody can know, so it goes out again."""
    office.clock.step_to(CHECKIN_DAY)
    await office.app.rounds.plan(office.clock.now())
    office.sink.replies["FINAL"] = [""]
    await office.app.deliverer.work()
    [lost] = office.sink.lost
    for _ in range(4):
        office.clock.step_to(office.clock.now() + timedelta(minutes=15))
        await office.app.deliverer.work()
    again = [each for each in office.sink.letters if parsed(each.data)["Message-ID"] == parsed(lost)["Message-ID"]]
    assert len(again) == 1
    assert await database("SELECT DISTINCT state FROM outbox WHERE kind = 'checkin'") == [("sent",)]
    [counted] = (await office.app.store.transact(office.app.store.outbox.standing)).sent_again
    assert (counted.message_id, counted.copies) == (str(parsed(lost)["Message-ID"]), 1)
    assert parsed(lost).get_body(("plain",)).get_content() == parsed(again[0].data).get_body(("plain",)).get_content()
