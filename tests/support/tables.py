"""Tables for a test's database, without waiting for a migration in each test.

Tortoise builds its view of all tables anew for each table that a migration makes, which takes longer than most tests.
So a test process migrates its first database, and gives the others what that one got: a copy of the file, or the same
statements. That a migration does what it should is proved by tests/store/test_database.py, and by every test that
starts our own processes.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any
from unittest.mock import patch

from service.store.database import Database

_TABLES: dict[str, Any] = {}
"""What this process has migrated: "file", a SQLite database's bytes, and "statements", PostgreSQL's."""


async def make_tables(url: str) -> None:
    """The tables of this version, where a database is empty; one that has tables is left alone."""
    if url.startswith("sqlite:"):
        _place(Path(url.removeprefix("sqlite:")), await _file())
    elif "statements" in _TABLES:
        await _execute_once(url, "\n".join(_TABLES["statements"]))
    else:
        _TABLES["statements"] = await _statements(url)


def _place(file: Path, content: bytes) -> None:
    if not file.exists():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.write_bytes(content)


async def _file() -> bytes:
    if "file" not in _TABLES:
        with tempfile.TemporaryDirectory() as folder:
            first = Path(folder) / "first.db"
            await _migrate(f"sqlite:{first}")
            _TABLES["file"] = first.read_bytes()
    made: bytes = _TABLES["file"]
    return made


async def _statements(url: str) -> list[str]:
    """What a migration says to PostgreSQL; said to this database by the way."""
    from tortoise.migrations.schema_editor.base import BaseSchemaEditor

    said: list[str] = []
    run = BaseSchemaEditor._run_sql

    async def tell(editor: BaseSchemaEditor, sql: str) -> None:
        said.append(sql.rstrip().removesuffix(";") + ";")
        await run(editor, sql)

    with patch.object(BaseSchemaEditor, "_run_sql", tell):
        applied = await _migrate(url)
    record = "INSERT INTO tortoise_migrations (app, name, applied_at) VALUES ('models', '{}', now());"
    return said + [record.format(name) for name in applied]


async def _migrate(url: str) -> list[str]:
    database = Database(url)
    try:
        await database.connect()
        return await database.migrate()
    finally:
        await database.close()


async def _execute_once(url: str, script: str) -> None:
    import asyncpg

    server, _, schema = url.partition("?schema=")
    connection = await asyncpg.connect(server, server_settings={"search_path": schema or "public"})
    try:
        if await connection.fetchval("SELECT to_regclass('tortoise_migrations')") is None:
            await connection.execute(script)  # in one transaction, as several statements in one query are
    finally:
        await connection.close()
