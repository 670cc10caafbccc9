"""Tortoise's PostgreSQL backend, whose transactions give their connection back where they do not even begin.

Its own keeps the connection for ever when BEGIN gets no answer: a network that drops everything for a few minutes would
use up the pool, and nothing would work again before a restart. Used as the `engine` of the connection.
"""

from __future__ import annotations

from typing import Any, cast

from tortoise.backends.asyncpg.client import AsyncpgDBClient, TransactionWrapper
from tortoise.backends.base.client import TransactionalDBClient, TransactionContext, TransactionContextPooled
from tortoise.connection import get_connections


class _GivesBack(TransactionContextPooled):
    async def __aenter__(self) -> TransactionalDBClient:
        await self.ensure_connection()
        pool = cast(Any, self.client)._parent._pool
        connection = await pool.acquire()
        cast(Any, self.client)._connection = connection
        try:
            await self.client.begin()
        except BaseException:
            connection.terminate()  # nobody knows what it is at; the pool makes another
            raise
        self.token = get_connections().set(self.connection_name, self.client)
        return self.client


class PostgresClient(AsyncpgDBClient):
    def _in_transaction(self) -> TransactionContext:
        return _GivesBack(TransactionWrapper(self), self._pool_init_lock)


client_class = PostgresClient
