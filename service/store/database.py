"""The connection, the one transaction function, and migrations made safe."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

from service.errors import MentormailError, NotMigrated, SettingsError, StoreUnavailable
from service.stopping import ended, within

if TYPE_CHECKING:
    from tortoise.backends.base.client import BaseDBAsyncClient
    from tortoise.migrations.executor import MigrationExecutor

Result = TypeVar("Result")

_APP = "models"
_MIGRATION_LOCK = 0x6D656E746F72  # "mentor": an advisory lock of ours among those of other programs
_BUSY_MILLISECONDS = 15_000
_STATEMENT_SECONDS = 30
_CONNECT_SECONDS = 10
_CLOSING_SECONDS = 5.0
_AWAY_ERRORS = frozenset(
    {
        "PostgresConnectionError",
        "InterfaceError",
        "AdminShutdownError",
        "CrashShutdownError",
        "CannotConnectNowError",
        "TooManyConnectionsError",
        "ConnectionDoesNotExistError",
        "DeadlockDetectedError",
        "DiskFullError",
    }
)
_AWAY_WORDS = ("database is locked", "unable to open", "disk I/O error", "is full", "readonly database")


_TO_REWRITE = 1
"""The `user_version` of a SQLite file, which is free for its owner's use, while it is to be written anew."""
_CUT_SECONDS, _CUT_PAUSE_SECONDS = 1.0, 0.025
"""How long SQLite is asked to cut its log while somebody reads, and how long not between two times."""


class Database:
    """One database: a SQLite file (`sqlite:PATH`) or PostgreSQL (`postgres://…`)."""

    def __init__(self, url: str) -> None:
        self._connection = _connection_config(url)
        self.is_sqlite = self._connection["engine"] == "service.store.sqlite"
        self.old_pages_stand = False
        self._running: set[asyncio.Task[Any]] = set()

    async def connect(self) -> None:
        """Open it. StoreUnavailable where it does not answer."""
        from tortoise import Tortoise

        config = {
            "connections": {"default": self._connection},
            "apps": {_APP: _app_config()},
            "use_tz": True,
            "timezone": "UTC",
        }
        await Tortoise.init(config=config, _enable_global_fallback=True)
        await self.transact(_answers)

    async def close(self) -> None:
        """Let running transactions end, then close; for a database that answers nothing neither is waited for long."""
        from tortoise import Tortoise

        if self._running:
            _, late = await asyncio.wait(self._running, timeout=_CLOSING_SECONDS)
            await ended(*late)
        await within(_CLOSING_SECONDS, Tortoise.close_connections(), "the database")

    async def transact(self, body: Callable[[], Awaitable[Result]]) -> Result:
        """Run `body` in one transaction, to its end even where the caller is cancelled.

        A cancelled transaction leaks its connection, and the SMTP server cancels its handler whenever a client
        hangs up. StoreUnavailable where the database is away; all else that `body` raises rolls back and passes.
        """
        task: asyncio.Task[Result] = asyncio.ensure_future(self._run(body))
        self._running.add(task)
        task.add_done_callback(self._finished)
        return await asyncio.shield(task)

    def _finished(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled():
            task.exception()  # seen here, so that an abandoned caller's failure is no "never retrieved" warning

    async def _run(self, body: Callable[[], Awaitable[Result]]) -> Result:
        from tortoise.exceptions import DBConnectionError
        from tortoise.transactions import in_transaction

        try:
            async with in_transaction("default"):
                return await body()
        except MentormailError:
            raise
        except (DBConnectionError, OSError, TimeoutError) as error:
            raise StoreUnavailable(f"the database does not answer ({error.__class__.__name__})") from error
        except Exception as error:
            if _is_away(error):
                raise StoreUnavailable(f"the database went away ({error.__class__.__name__})") from error
            raise

    async def rewrite_later(self) -> None:
        """Have the file written anew when old pages are dropped next. Call within `transact`: it is kept in the file,
        so that neither a crash nor another process forgets it."""
        if self.is_sqlite:
            await self._set_to_rewrite(True)

    async def is_to_be_rewritten(self) -> bool:
        """Whether the file is still to be written anew."""
        if not self.is_sqlite:
            return False
        from tortoise.connection import get_connection

        _, rows = await get_connection("default").execute_query("PRAGMA user_version")
        return any(row["user_version"] == _TO_REWRITE for row in rows)

    async def _set_to_rewrite(self, to_rewrite: bool) -> None:
        from tortoise.connection import get_connection

        await get_connection("default").execute_query(f"PRAGMA user_version = {_TO_REWRITE if to_rewrite else 0}")

    async def drop_old_pages(self) -> None:
        """Let nothing that was deleted stand in SQLite's write-ahead log any longer (PostgreSQL vacuums by itself), nor
        in its file, where that is to be written anew.

        What SQLite deletes it overwrites (`secure_delete`), but not the copies that it left behind when it moved rows
        from page to page; only writing the file anew removes these. While somebody is reading or writing, it can do
        neither: it is asked again for a second, and if it still cannot, `old_pages_stand` until somebody asks again.
        """
        if not self.is_sqlite:
            return
        clock = asyncio.get_running_loop()
        end = clock.time() + _CUT_SECONDS
        while True:
            self.old_pages_stand = not await self._are_dropped()
            if not self.old_pages_stand or clock.time() > end:
                return
            await asyncio.sleep(_CUT_PAUSE_SECONDS)

    async def _are_dropped(self) -> bool:
        from tortoise.connection import get_connection
        from tortoise.exceptions import OperationalError

        try:
            if await self.is_to_be_rewritten():
                await get_connection("default").execute_query("VACUUM")
                await self._set_to_rewrite(False)
            _, rows = await get_connection("default").execute_query("PRAGMA wal_checkpoint(TRUNCATE)")
        except OperationalError as error:
            if not _is_away(error) and "in progress" not in str(error):
                raise
            return False  # somebody writes, or has not read to the end
        return not any(row["busy"] for row in rows)

    async def pending_migrations(self) -> list[str]:
        """The names of migrations that have not been applied, in order."""
        # Outside a transaction: the recorder asks a table that may not be there, which would break PostgreSQL's.
        return await _pending(apply=False)

    async def migrate(self) -> list[str]:
        """Bring the tables to this version and tell which migrations that took.

        All of it, with its record, in one transaction under one lock: killed at any moment nothing is half done, and
        two runs at a time follow each other. (Tortoise's own command records a migration after its tables commit.)
        """
        return await self.transact(self._migrate)

    async def _migrate(self) -> list[str]:
        from tortoise.connection import get_connection

        client = get_connection("default")
        if not self.is_sqlite:
            await client.execute_query("SELECT pg_advisory_xact_lock($1)", [_MIGRATION_LOCK])
        return await _pending(apply=True)

    async def require_migrated(self) -> None:
        """NotMigrated where the tables are of another version."""
        pending = await self.pending_migrations()
        if pending:
            raise NotMigrated(f"the database lacks {', '.join(pending)}; run `mentormail migrate`")


async def _answers() -> None:
    from tortoise.connection import get_connection

    await get_connection("default").execute_query("SELECT 1")


async def _pending(*, apply: bool) -> list[str]:
    """The migrations that are due, in order; with `apply` (the caller holds the lock) they are applied and recorded."""
    from tortoise.connection import get_connection
    from tortoise.migrations.executor import MigrationExecutor

    client = get_connection("default")
    executor = MigrationExecutor(client, {_APP: _app_config()})
    if apply:
        await _make_records_table(executor, client)
    await executor.loader.build_graph()
    applied = set(await executor.recorder.applied_migrations())
    plan = executor._migration_plan(None, applied, executor.loader.graph)
    if apply and plan:  # building the state of all tables takes longer than all else, and every start asks
        state = await executor._project_state(applied)
        for step in plan:
            editor = executor._schema_editor(atomic=True)
            editor.client = client
            await step.migration.apply(state, dry_run=False, schema_editor=editor)
            await executor.recorder.record_applied(step.migration.app_label, step.migration.name)
    return [step.migration.name for step in plan]


async def _make_records_table(executor: MigrationExecutor, client: BaseDBAsyncClient) -> None:
    """The recorder's own `ensure_schema` runs a script, before which Python's SQLite commits what is under way."""
    editor = executor._schema_editor(atomic=True)
    editor.client = client
    create = editor._get_model_sql_data(executor.recorder.model).table_sql
    await editor._run_sql(create.replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS", 1))


def _is_away(error: BaseException) -> bool:
    """Whether a driver's error means that the database is away or busy, not that a statement of ours is wrong.

    The drivers' errors are told by name, since asyncpg is not loaded on SQLite; SQLite's only by their text.
    """
    seen: BaseException | None = error
    while seen is not None:
        names = {kind.__name__ for kind in type(seen).__mro__}
        if names & _AWAY_ERRORS or ("OperationalError" in names and any(word in str(seen) for word in _AWAY_WORDS)):
            return True
        seen = seen.__cause__
    return False


def _app_config() -> dict[str, Any]:
    return {
        "models": ["service.store.models"],
        "default_connection": "default",
        "migrations": "service.store.migrations",
    }


def _connection_config(url: str) -> dict[str, Any]:
    """Tortoise's connection settings. SettingsError where the URL is neither SQLite's nor PostgreSQL's."""
    scheme, _, rest = url.partition(":")
    if scheme == "sqlite":
        return {
            "engine": "service.store.sqlite",
            "credentials": {
                "file_path": str(Path(rest)),
                "journal_mode": "WAL",
                "synchronous": "FULL",  # a 250 is a promise that a power cut must not break
                "busy_timeout": _BUSY_MILLISECONDS,
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise SettingsError("store.database: expected `sqlite:PATH` or `postgres://user:password@host/database`")
    credentials: dict[str, Any] = {
        "host": parts.hostname,
        "port": parts.port or 5432,
        "user": unquote(parts.username) if parts.username else None,
        "password": unquote(parts.password) if parts.password else None,
        "database": unquote(parts.path.strip("/")),
        "minsize": 1,
        "maxsize": 8,
        "command_timeout": _STATEMENT_SECONDS,
        "timeout": _CONNECT_SECONDS,
    }
    options = dict(parse_qsl(parts.query))
    credentials["host"] = options.pop("host", credentials["host"])
    credentials |= options
    return {"engine": "service.store.postgres", "credentials": credentials}
