"""All that a database holds, as bytes: to prove what is not in it."""

from __future__ import annotations

from pathlib import Path


async def bytes_of(database_url: str) -> bytes:
    """All that the database holds: SQLite's files with their journals, or every row of every table."""
    if database_url.startswith("sqlite:"):
        path = Path(database_url.removeprefix("sqlite:"))
        return b"".join(each.read_bytes() for each in sorted(path.parent.iterdir()) if each.is_file())
    import asyncpg

    url, _, schema = database_url.partition("?schema=")
    connection = await asyncpg.connect(url)
    try:
        names = await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = $1", schema)
        rows = [row for name in names for row in await connection.fetch(f'SELECT * FROM "{schema}"."{name[0]}"')]
    finally:
        await connection.close()
    return b"\n".join(v if isinstance(v, bytes) else str(v).encode() for row in rows for v in row.values())
