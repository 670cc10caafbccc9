"""Each kind of words has its day; then nothing of it is left in the database's bytes. Keys are changed in that time."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from confidences import STRANGER, at, told_office
from office import ADA, GRACE, Office, mail
from stored import bytes_of
from tortoise.models import Model

from service.keys import Keys, new_key_lines, parse_keys
from service.store.inbox import InboxState
from service.store.models import (
    AgendaRow,
    ConfirmationRow,
    FeedbackRow,
    InboxRow,
    InvitationRow,
    OrderRow,
    OutboxRow,
    ReportRow,
    StatementRow,
)
from service.workflow.expiry import Keeping, expiries
from service.workflow.own_data import own_data

DAYS = Keeping(mail_days=200, notes_days=300, held_days=250)
SETTINGS = "[privacy]\nkeep_mail_days = 200\nkeep_notes_days = 300\nkeep_held_days = 250\n"
COLUMNS: dict[str, tuple[type[Model], str]] = {
    "held mails": (InboxRow, "sealed_mail"),
    "mails": (InboxRow, "sealed_mail"),
    "letters": (OutboxRow, "sealed_values"),
    "notes": (ReportRow, "sealed_words"),
    "hopes": (StatementRow, "sealed_hopes"),
    "agendas": (AgendaRow, "sealed_words"),
    "feedback": (FeedbackRow, "sealed_words"),
    "orders": (OrderRow, "sealed_order"),
    "asides": (ConfirmationRow, "address"),
    "invitations": (InvitationRow, "uid"),
}
"""Where the words of each kind stand."""


async def test_what_has_been_kept_long_enough_is_in_no_byte_of_the_database(
    tmp_path: Path, database_url: str, redis_setting: str
) -> None:
    async with told_office(tmp_path, database_url, redis_setting, settings=SETTINGS) as office:
        days = {each.kind: each.days for each in expiries(office.app.store, DAYS)}
        assert days.keys() == COLUMNS.keys()
        kept = {kind: await _kept(kind) for kind in COLUMNS}
        assert all(kept.values()), [kind for kind, values in kept.items() if not values]
        told = office.clock.now()
        await office.step_to(told + timedelta(days=150))
        early = await bytes_of(database_url)
        assert [kind for kind in days if not _any_of(kept[kind], early)] == []
        for passed in (201, 251, 360):  # invitations are kept by the day of the meeting, which is later
            await office.step_to(told + timedelta(days=passed))
            late = await bytes_of(database_url)
            over = [kind for kind in days if days[kind] + (30 if kind == "invitations" else 0) < passed]
            assert [kind for kind in over if _any_of(kept[kind], late)] == []
        assert len(over) == len(days) and STRANGER.encode() not in late


async def _kept(kind: str) -> list[bytes]:
    """The bytes of a kind's words, as they stand in the database."""
    table, column = COLUMNS[kind]
    rows = await table.all()
    if table is InboxRow:
        rows = [row for row in rows if (row.state == InboxState.HELD) is (kind == "held mails")]
    values = [getattr(row, column) for row in rows]
    return [value.encode() if isinstance(value, str) else bytes(value) for value in values if value]


def _any_of(words: Iterable[bytes], stored: bytes) -> bool:
    return any(each in stored for each in words)


async def test_a_mail_that_was_released_late_is_not_deleted_before_it_is_read(office: Office) -> None:
    """A reader that does not start puts it off; meanwhile rounds go on."""
    await office.step_to(at(11, 2))
    to = f"checkin@{office.app.addresses.domain}"
    await office.deliver(mail(STRANGER, to, "We met."), STRANGER, to)
    [held] = await office.held()
    office.clock.step_to(office.clock.now() + timedelta(days=60))
    later = office.clock.now() + timedelta(days=1)
    assert await office.app.store.transact(lambda: office.app.store.inbox.replay(held.id, later))
    await office.step_to(office.clock.now() + timedelta(hours=1))
    assert (await InboxRow.get(id=held.id)).sealed_mail is not None


async def test_a_key_is_changed_and_the_old_one_may_go_once_its_words_have_gone(
    tmp_path: Path, database_url: str, redis_setting: str
) -> None:
    first = parse_keys(new_key_lines(), "first key")
    both = Keys(first.token, {**first.seals, 2: os.urandom(32)}, 2)
    second = Keys(first.token, {2: both.seals[2]}, 2)
    async with told_office(tmp_path, database_url, redis_setting, first, SETTINGS) as office:
        end = office.clock.now()
    opened = {"start": end, "roster": "", "extra": 'contacts = "contacts.csv"\nmonths = 4\n' + SETTINGS}
    async with Office.open(tmp_path, database_url, redis_setting, keys=both, **opened) as office:  # type: ignore[arg-type]
        assert await _keys_in_use() == {1}
        await _everything_opens(office)
        await office.deliver(mail(ADA, "checkin", "We met on March 8, after all."), ADA, "checkin")
        assert await _keys_in_use() == {1, 2}
        await _everything_opens(office)
        await office.step_to(end + timedelta(days=301))
        assert await _keys_in_use() == {2}
    opened["start"] = end + timedelta(days=302)
    async with Office.open(tmp_path, database_url, redis_setting, keys=second, **opened) as office:  # type: ignore[arg-type]
        await _everything_opens(office)


async def _keys_in_use() -> set[int]:
    """The ids of the keys that anything is sealed with."""
    sealed = {(table, column) for table, column in COLUMNS.values() if column.startswith("sealed")}
    return {value[1] for table, column in sealed for row in await table.all() if (value := getattr(row, column))}


async def _everything_opens(office: Office) -> None:
    store = office.app.store

    async def look() -> None:
        for who in (ADA, GRACE):
            person = await office.person(who)
            assert await own_data(store, person.participant.id, office.clock.now())
        for mail_row in await InboxRow.all():
            await store.inbox.raw(mail_row.id)
        for letter in await OutboxRow.all():
            await store.outbox.by_id(letter.id)
        for order in await OrderRow.all():
            await store.orders.of_thread(order.thread_id)

    await look()
