"""The database keeps its promises: whole transactions, migrations that a kill cannot break, UTC and nothing else."""

from __future__ import annotations

import asyncio
import contextlib
import random
import sqlite3
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from stored import bytes_of
from tables import make_tables
from tortoise.connection import get_connection

from service.errors import NotMigrated, SettingsError, StoreUnavailable
from service.ids import new_id
from service.keys import new_key_lines, parse_keys
from service.store.database import Database
from service.store.inbox import NewMail
from service.store.models import ProgramRow
from service.store.store import Store

NOW = datetime(2026, 11, 2, 17, tzinfo=UTC)


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    await make_tables(database_url)
    store = Store(database_url, parse_keys(new_key_lines(), "test keys"))
    await store.database.connect()
    yield store
    await store.close()


def mail(number: int) -> NewMail:
    return NewMail(new_id(NOW), f"digest {number}", "checkin@example.org", "a@example.org", b"mail %d" % number, NOW)


async def kept(store: Store) -> int:
    return len(await store.transact(lambda: store.inbox.claim(NOW, 10_000)))


async def test_what_fails_leaves_nothing(store: Store) -> None:
    async def half() -> None:
        await store.inbox.keep([mail(1)])
        raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError):
        await store.transact(half)
    assert await kept(store) == 0


async def test_two_hundred_cancelled_callers_leak_no_connection(store: Store) -> None:
    """aiosmtpd cancels its handler when a client hangs up; a cancelled transaction of tortoise's keeps its lock."""
    tasks = [asyncio.create_task(store.transact(lambda n=n: store.inbox.keep([mail(n)]))) for n in range(200)]
    await asyncio.sleep(0)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await asyncio.wait_for(store.transact(lambda: store.inbox.keep([mail(1000)])), 20)
    while store.database._running:
        await asyncio.wait(store.database._running)
    assert await kept(store) == 201, "each transaction that began was run to its end"


async def test_the_same_mail_twice_is_one_row_and_fails_no_neighbour(store: Store) -> None:
    await store.transact(lambda: store.inbox.keep([mail(1)]))
    await store.transact(lambda: store.inbox.keep([mail(1), mail(2)]))
    assert await kept(store) == 2


async def test_claims_of_several_workers_are_disjoint(store: Store) -> None:
    await store.transact(lambda: store.inbox.keep([mail(n) for n in range(40)]))
    claims = await asyncio.gather(*(store.transact(lambda: store.inbox.claim(NOW, 10)) for _ in range(6)))
    ids = [each.id for claim in claims for each in claim]
    assert len(ids) == len(set(ids)) == 40


async def test_an_instant_of_another_offset_never_reaches_a_table(store: Store) -> None:
    """SQLite compares instants as text: 09:00-08:00 would sort before 10:00+00:00."""
    local = NOW.astimezone(ZoneInfo("Europe/Berlin"))

    async def write_and_compare() -> None:
        await ProgramRow(id=new_id(NOW), slug="x", created_at=NOW).save(force_create=True)
        with pytest.raises(ValueError, match="kept in UTC"):
            await ProgramRow.filter(slug="x").update(created_at=local)
        with pytest.raises(ValueError, match="kept in UTC"):
            await ProgramRow.filter(created_at__lte=local)

    await store.transact(write_and_compare)


MIGRATE = """
import asyncio, sys
from service.store.database import Database

async def main():
    database = Database(sys.argv[1])
    try:
        await database.connect()
        await database.migrate()
    finally:
        await database.close()

asyncio.run(main())
"""


async def ended(script: str, url: str) -> int:
    """A process that runs a script to its end; its exit code."""
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", script, url)
    try:
        return await asyncio.wait_for(process.wait(), 60)
    finally:
        if process.returncode is None:
            process.kill()


async def test_racing_migrations_follow_each_other(database_url: str, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir(exist_ok=True)
    assert await asyncio.gather(*(ended(MIGRATE, database_url) for _ in range(4))) == [0, 0, 0, 0]
    database = Database(database_url)
    await database.connect()
    assert await database.pending_migrations() == []
    await database.close()


async def test_a_migration_killed_half_way_is_made_whole_by_the_next(database_url: str, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir(exist_ok=True)
    dying = (
        "import os, signal\nfrom tortoise.migrations.recorder import MigrationRecorder\n"
        "async def die(self, app, name):\n    os.kill(os.getpid(), signal.SIGKILL)\n"
        "MigrationRecorder.record_applied = die\n"
    )
    assert await ended(dying + MIGRATE, database_url) == -9
    database = Database(database_url)
    await database.connect()
    with pytest.raises(NotMigrated, match="mentormail migrate"):
        await database.require_migrated()
    assert await database.migrate() == ["0001_initial"]
    await database.require_migrated()
    await database.close()


async def described(url: str) -> list[str]:
    """Each table, index and rule of a database, in its own words, and the migrations it has had."""
    if url.startswith("sqlite:"):
        with contextlib.closing(sqlite3.connect(url.removeprefix("sqlite:"))) as file:
            found = file.execute("SELECT sql FROM sqlite_master UNION ALL SELECT name FROM tortoise_migrations")
            return sorted(str(row[0]) for row in found)
    import asyncpg

    server, _, schema = url.partition("?schema=")
    connection = await asyncpg.connect(server)
    try:
        rows = await connection.fetch(
            """SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default)
               FROM information_schema.columns WHERE table_schema = $1
               UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = $1
               UNION ALL SELECT concat_ws(' ', conrelid::regclass, pg_get_constraintdef(oid))
               FROM pg_constraint WHERE connamespace = $1::regnamespace""",
            schema,
        )
        applied = await connection.fetch(f"SELECT name FROM {schema}.tortoise_migrations")
    finally:
        await connection.close()
    return sorted(str(row[0]).replace(schema, "") for row in [*rows, *applied])


async def emptied(url: str) -> None:
    if url.startswith("sqlite:"):
        for file in Path(url.removeprefix("sqlite:")).parent.iterdir():
            file.unlink()
        return
    import asyncpg

    server, _, schema = url.partition("?schema=")
    connection = await asyncpg.connect(server)
    try:
        await connection.execute(f"DROP SCHEMA {schema} CASCADE; CREATE SCHEMA {schema}")
    finally:
        await connection.close()


async def test_the_tables_that_tests_are_given_are_those_of_a_migration(database_url: str) -> None:
    await make_tables(database_url)  # this process's first are migrated, all others copied from them
    await emptied(database_url)
    await make_tables(database_url)
    given = await described(database_url)
    await emptied(database_url)
    database = Database(database_url)
    await database.connect()
    await database.migrate()
    await database.close()
    assert await described(database_url) == given
    assert len(given) > 40


async def test_a_database_that_is_away_is_named_as_such() -> None:
    database = Database("postgres://nobody@127.0.0.1:1/none")
    with pytest.raises(StoreUnavailable):
        await database.connect()
    await database.close()


@pytest.mark.parametrize("url", ["mysql://x/y", "postgres://host", "nonsense"])
def test_another_database_is_refused_with_what_is_expected(url: str) -> None:
    with pytest.raises(SettingsError, match="sqlite:PATH"):
        Database(url)


@pytest.fixture
def sqlite_url(store: Store, database_url: str) -> str:
    """The file of a store that is one: what follows is about what SQLite leaves in files."""
    if not store.database.is_sqlite:
        pytest.skip("PostgreSQL vacuums by itself")
    return database_url


async def test_what_was_deleted_leaves_the_log_once_the_last_reader_has_gone(store: Store, sqlite_url: str) -> None:
    await store.transact(lambda: store.inbox.keep([mail(1)]))
    path = Path(sqlite_url.removeprefix("sqlite:"))
    reader = sqlite3.connect(path)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM sqlite_master").fetchone()
    await store.transact(lambda: store.inbox.keep([mail(2)]))
    cut = asyncio.create_task(store.database.drop_old_pages())
    await asyncio.sleep(0)
    assert not cut.done()
    reader.close()
    await cut
    assert not store.database.old_pages_stand
    assert path.with_name(path.name + "-wal").stat().st_size == 0


async def test_a_log_that_cannot_be_cut_is_remembered(
    store: Store, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.store.database._CUT_SECONDS", 0.0)
    await get_connection("default").execute_query("PRAGMA busy_timeout = 10")
    await store.transact(lambda: store.inbox.keep([mail(1)]))
    with contextlib.closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:"))) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM sqlite_master").fetchone()
        await store.transact(lambda: store.inbox.keep([mail(2)]))
        await store.database.drop_old_pages()
        assert store.database.old_pages_stand
    await store.database.drop_old_pages()
    assert not store.database.old_pages_stand


async def test_copies_that_sqlite_left_between_pages_are_gone_once_the_file_is_written_anew(
    store: Store, sqlite_url: str
) -> None:
    await left_between_pages(b"forgotten@example.org", sqlite_url, store)
    await store.transact(store.database.rewrite_later)
    await store.database.drop_old_pages()
    assert not store.database.old_pages_stand
    assert not await store.database.is_to_be_rewritten()
    assert b"forgotten@example.org" not in await bytes_of(sqlite_url)


async def left_between_pages(address: bytes, sqlite_url: str, store: Store) -> None:
    """Insert, move and delete rows until SQLite has left a copy of an address that no row holds any more."""
    database = get_connection("default")
    await database.execute_query("CREATE TABLE moved (id INTEGER PRIMARY KEY, address TEXT, words TEXT)")
    await database.execute_query("CREATE INDEX moved_by_words ON moved (words, address)")
    chance = random.Random(1)
    for row in range(600):
        words = "y" * chance.randrange(10, 900)
        await database.execute_query("INSERT INTO moved VALUES (?, ?, ?)", [row, address.decode(), words])
        await database.execute_query("UPDATE moved SET words = ? WHERE id = ?", [words[5:], chance.randrange(row + 1)])
        if not row % 20:
            await database.execute_query("UPDATE moved SET address = '', words = ''")
            await store.database.drop_old_pages()
            if address in await bytes_of(sqlite_url):
                return
    raise AssertionError("SQLite left no copy: the test shows nothing")


async def test_a_file_that_cannot_be_written_anew_is_remembered(
    store: Store, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.store.database._CUT_SECONDS", 0.0)
    await get_connection("default").execute_query("PRAGMA busy_timeout = 10")
    await left_between_pages(b"forgotten@example.org", sqlite_url, store)
    await store.transact(store.database.rewrite_later)
    with contextlib.closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:"), isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        await store.database.drop_old_pages()
        assert store.database.old_pages_stand
    store.database.old_pages_stand = False  # as another process begins, which knows but the file
    assert await store.database.is_to_be_rewritten()
    await store.database.drop_old_pages()
    assert not store.database.old_pages_stand
    assert b"forgotten@example.org" not in await bytes_of(sqlite_url)


async def test_a_file_is_written_anew_between_the_transactions_of_its_own_connection(
    store: Store, sqlite_url: str
) -> None:
    begun, may_end = asyncio.Event(), asyncio.Event()
    await store.transact(store.database.rewrite_later)

    async def slow() -> None:
        begun.set()
        await may_end.wait()
        await store.inbox.keep([mail(1)])

    transaction = asyncio.create_task(store.transact(slow))
    await begun.wait()
    rewriting = asyncio.create_task(store.database.drop_old_pages())
    await asyncio.sleep(0)
    may_end.set()
    await asyncio.gather(transaction, rewriting)
    assert not (store.database.old_pages_stand or await store.database.is_to_be_rewritten())


async def test_what_rolls_back_leaves_nothing_to_be_rewritten(store: Store, sqlite_url: str) -> None:
    async def fails() -> None:
        await store.database.rewrite_later()
        raise RuntimeError("as a crash would")

    with pytest.raises(RuntimeError):
        await store.transact(fails)
    assert not await store.database.is_to_be_rewritten()
