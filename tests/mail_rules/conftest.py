"""What the rules' tests have in common: a month that has begun, and a look into the database beside the service."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import pytest
from office import PACIFIC, Office


@pytest.fixture
async def november(office: Office) -> AsyncIterator[Office]:
    """The check-ins of November are out, and it is the fifth."""
    await office.step_to(datetime(2026, 11, 2, 10, 30, tzinfo=PACIFIC))
    await office.step_to(datetime(2026, 11, 5, 12, tzinfo=PACIFIC))
    yield office


class Database:
    """The same database over a connection of its own."""

    def __init__(self, url: str) -> None:
        self._url = url

    async def __call__(self, statement: str) -> list[tuple[Any, ...]]:
        """Run one statement; its rows."""
        if self._url.startswith("sqlite:"):
            with contextlib.closing(sqlite3.connect(self._url.removeprefix("sqlite:"))) as connection:
                rows = connection.execute(statement).fetchall()
                connection.commit()
                return rows
        import asyncpg

        url, _, schema = self._url.partition("?schema=")
        connection = await asyncpg.connect(url, server_settings={"search_path": schema})
        try:
            return [tuple(row) for row in await connection.fetch(statement)]
        finally:
            await connection.close()


@pytest.fixture
def database(database_url: str) -> Database:
    return Database(database_url)
