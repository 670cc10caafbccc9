"""Real parts for tests: the database and Redis that the environment names, else SQLite and an embedded Valkey."""

from __future__ import annotations

import asyncio
import compileall
import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import hypothesis
import pytest
from blind import BLIND
from office import Office

DATABASE = os.environ.get("MENTORMAIL_TEST_DATABASE") or None
REDIS = os.environ.get("MENTORMAIL_TEST_REDIS") or None

collect_ignore = BLIND if DATABASE else []

hypothesis.settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("any machine")


MEMORY = Path("/dev/shm")
"""Linux's file system in memory."""
ROOM = 2 << 30


def pytest_configure(config: pytest.Config) -> None:
    """Have our bytecode ready, and the patterns that lie beside it: the tests start hundreds of processes, and where
    Python is told to keep none (as in many containers) each would compile all of us anew. And have the tests' files in
    memory, where it has room: each commit waits for the disk, as it must, and no test pulls the plug."""
    if hasattr(config, "workerinput"):
        return
    root = Path(__file__).resolve().parents[1]
    compileall.compile_dir(root / "service", quiet=2)
    read_one = [sys.executable, "-m", "service", "parse", "-"]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    subprocess.run(read_one, input=b"\nWe met.\n", cwd=root, env=environment, stdout=subprocess.DEVNULL, check=True)
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest first, so that nobody waits for a straggler in the end; then what opens a database."""
    items.sort(key=lambda item: (item.get_closest_marker("slow") is None, "database_url" not in item.fixturenames))  # type: ignore[attr-defined]


def pytest_report_header() -> str | None:
    """Say what is left out."""
    return f"{DATABASE}: without what sees no database ({', '.join(BLIND)})" if DATABASE else None


@pytest.fixture
def database_url(tmp_path: Path) -> Iterator[str]:
    """An empty database of the test's own: a file, or a schema on the server."""
    if DATABASE is None:
        yield f"sqlite:{tmp_path / 'data' / 'mentormail.db'}"
        return
    schema = f"test_{uuid.uuid4().hex[:12]}"
    asyncio.run(_execute(DATABASE, f"CREATE SCHEMA {schema}"))
    yield f"{DATABASE}?schema={schema}"
    asyncio.run(_execute(DATABASE, f"DROP SCHEMA {schema} CASCADE"))


async def _execute(url: str, statement: str) -> None:
    import asyncpg

    connection = await asyncpg.connect(url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


@pytest.fixture
def redis_setting(worker_id: str) -> str:
    """What `store.redis` says: the server's URL, or "embedded". Tests that run side by side each have a database of the
    server's own, or one would take the other's jobs."""
    if REDIS is None:
        return "embedded"
    number = int(worker_id.removeprefix("gw")) if worker_id != "master" else 0
    server, _, first = REDIS.rpartition("/")
    return f"{server}/{int(first) + number}"


@pytest.fixture
async def office(tmp_path: Path, database_url: str, redis_setting: str) -> AsyncIterator[Office]:
    """A running installation with a stepped clock, its doors open and its relay a sink."""
    async with Office.open(tmp_path, database_url, redis_setting) as running:
        yield running
