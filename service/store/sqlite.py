"""Tortoise's SQLite backend with transactions that begin IMMEDIATE.

A deferred transaction that reads and then writes fails with "database is locked" whenever another process wrote in
between; an immediate one waits its turn (busy_timeout). Used as the `engine` of the connection.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import sqlite3
from typing import Any, cast

from tortoise.backends.base.client import TransactionalDBClient, TransactionContext
from tortoise.backends.sqlite.client import SqliteClient, SqliteTransactionContext, SqliteTransactionWrapper
from tortoise.connection import get_connections
from tortoise.exceptions import OperationalError

_OPENINGS = 50
_OPENING_PAUSE_SECONDS = 0.1


class _ImmediateWrapper(SqliteTransactionWrapper):
    async def begin(self) -> None:
        try:
            await self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise OperationalError(error) from error


class _ImmediateContext(SqliteTransactionContext):
    async def __aenter__(self) -> TransactionalDBClient:
        # The base class keeps its lock for ever when BEGIN fails; here nothing is held until all of it has worked.
        await self._trxlock.acquire()
        try:
            await self.ensure_connection()
            await self.connection.begin()
        except BaseException:
            self._trxlock.release()
            raise
        self.token = get_connections().set(self.connection_name, self.connection)
        return cast(TransactionalDBClient, self.connection)


class ImmediateSqliteClient(SqliteClient):
    async def create_connection(self, with_db: bool) -> None:
        """Open the file. Turning a new one to WAL wants it alone, and SQLite's busy timeout does not wait for that."""
        # Nobody else may read a new one, wherever it stands; SQLite gives its journals the file's own mode.
        with contextlib.suppress(FileExistsError):
            os.close(os.open(self.filename, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        for attempt in range(_OPENINGS):
            try:
                await super().create_connection(with_db)
                break
            except sqlite3.OperationalError as error:
                if self._connection is not None:
                    await self._connection.close()
                    self._connection = None
                if "locked" not in str(error) or attempt == _OPENINGS - 1:
                    raise OperationalError(error) from error
                await asyncio.sleep(_OPENING_PAUSE_SECONDS)
        # What is deleted leaves the file, too: a forgotten name must not stand in a free page.
        if self._connection is not None:
            await self._connection.execute("PRAGMA secure_delete = ON")
            # Nor in a temporary file, where SQLite sorts what does not fit.
            await self._connection.execute("PRAGMA temp_store = MEMORY")

    def _in_transaction(self) -> TransactionContext:
        wrapper: Any = _ImmediateWrapper(self)
        return _ImmediateContext(wrapper, self._lock)


client_class = ImmediateSqliteClient
