"""What people wrote is sealed in the database, and deleted when it has been kept long enough; keys can be changed."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from office import ADA, PACIFIC, Office, address_of, mail
from stored import bytes_of

from service.keys import Keys, SealBroken, new_key_lines, parse_keys
from service.store.models import InboxRow, OutboxRow, ReportRow

WORDS = ["tapas", "divorce", "quarrelsome", "committee of one", "Hush-hush"]
REPORT = (
    "We met on November 3 over tapas and spoke of the divorce and a quarrelsome colleague."
    " Could you tell me whom to ask about the committee of one?"
)


async def a_reply(office: Office) -> None:
    await office.step_to(datetime(2026, 11, 2, 10, 30, tzinfo=PACIFIC))
    await office.step_to(datetime(2026, 11, 5, 12, tzinfo=PACIFIC))
    token = address_of(office.letters_to(ADA)[-1]["Reply-To"])
    await office.deliver(mail(ADA, token, REPORT, subject="Hush-hush"), ADA, token)
    await office.deliver(mail("x@example.net", token, REPORT, subject="Hush-hush"), "x@example.net", token)
    await office.step_to(datetime(2026, 11, 9, 9, tzinfo=PACIFIC))
    assert "committee of one" in str(office.letters_to("robin.hale@library.example.edu")[-1])


def found_in(data: bytes) -> list[str]:
    return [word for word in WORDS if word.lower().encode() in data.lower()]


async def test_no_word_of_mail_or_notes_is_in_the_databases_bytes(office: Office, database_url: str) -> None:
    await a_reply(office)
    running = await bytes_of(database_url)
    assert b"ada.moss@example.edu" in running  # it is the right place to look
    assert found_in(running) == []


async def test_nor_once_it_has_been_closed(tmp_path: Path, database_url: str, redis_setting: str) -> None:
    async with Office.open(tmp_path, database_url, redis_setting) as office:
        await a_reply(office)
    assert found_in(await bytes_of(database_url)) == []


async def test_mail_and_notes_are_deleted_when_they_have_been_kept_long_enough(office: Office) -> None:
    await a_reply(office)
    read = await InboxRow.get(state="read")
    await office.step_to(office.clock.now() + timedelta(days=25))
    assert (await InboxRow.get(id=read.id)).sealed_mail is not None
    await office.step_to(office.clock.now() + timedelta(days=2))
    assert (await InboxRow.get(id=read.id)).sealed_mail is None
    assert (await InboxRow.get(state="held")).sealed_mail is not None, "somebody has still to look at it"
    assert (await ReportRow.get(id=read.id)).sealed_words is not None
    records = await office.records()
    await office.step_to(office.clock.now() + timedelta(days=400))
    assert (await ReportRow.get(id=read.id)).sealed_words is None
    assert not await OutboxRow.filter(key=f"receipt/{read.id}", sealed_values__isnull=False).exists()
    assert await office.records() == records


@pytest.fixture
async def keys() -> AsyncIterator[Keys]:
    yield parse_keys(new_key_lines(), "first keys")


async def test_a_second_key_seals_and_the_first_still_opens(
    tmp_path: Path, database_url: str, redis_setting: str, keys: Keys
) -> None:
    async with Office.open(tmp_path, database_url, redis_setting, keys=keys) as office:
        await a_reply(office)
    more = Keys(keys.token, {**keys.seals, 2: os.urandom(32)}, 2)
    later = datetime(2026, 11, 10, 12, tzinfo=PACIFIC)
    async with Office.open(tmp_path, database_url, redis_setting, keys=more, roster="", start=later) as office:
        await office.deliver(mail(ADA, f"checkin@{office.app.addresses.domain}", "And on November 4."), ADA, "checkin")
        kept = [
            await office.app.store.transact(lambda row=row: office.app.store.inbox.raw(row.id))
            for row in await InboxRow.all()
        ]
        assert sorted(row.sealed_mail[1] for row in await InboxRow.all()) == [1, 1, 2]
        assert sum(b"tapas" in raw for raw in kept if raw) == 2


async def test_a_wrong_key_stops_the_start_with_one_clear_line(
    tmp_path: Path, database_url: str, redis_setting: str, keys: Keys
) -> None:
    async with Office.open(tmp_path, database_url, redis_setting, keys=keys) as office:
        await a_reply(office)
    wrong = parse_keys(new_key_lines(), "other keys")
    with pytest.raises(SealBroken, match="bring back the one that goes with this database") as refusal:
        async with Office.open(tmp_path, database_url, redis_setting, keys=wrong, roster=""):
            pass
    assert "\n" not in str(refusal.value)


async def test_one_mail_that_does_not_open_is_held_and_stops_no_other(office: Office) -> None:
    await office.step_to(datetime(2026, 11, 5, 12, tzinfo=PACIFIC))
    to = f"checkin@{office.app.addresses.domain}"
    await office.send(mail(ADA, to, "We met on November 2."), ADA, [to])
    row = await InboxRow.all().first()
    await InboxRow.filter(id=row.id).update(sealed_mail=bytes(row.sealed_mail)[:-1] + b"\0")
    await office.deliver(mail(ADA, to, "We met on November 3."), ADA, to)
    assert await office.inbox_states() == {"held": 1, "read": 1}
    assert [each.reason for each in await office.held()] == ["its bytes do not open with any of our keys"]
