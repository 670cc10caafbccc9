"""Mail arrives by SMTP and LMTP while processes, the database and Redis are killed: nothing is lost, nothing doubled.

A short storm; `make soak` has longer ones, for ten minutes.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from servers import has_postgres
from storm import Storm, blow

SHORT = Storm(
    count=200,
    connections=6,
    partnerships=8,
    seed=4,
    mails_last=6.0,
    lasts=9.0,
    pauses=(0.3, 1.2),
    away=(0.1, 0.6),
    long_lock=0.5,
)


@pytest.mark.long
async def test_what_was_answered_250_is_kept_once_and_handled(tmp_path: Path, database_url: str) -> None:
    database = "sqlite" if database_url.startswith("sqlite:") else "postgres"
    if database == "postgres" and not has_postgres():
        pytest.skip("a PostgreSQL of the test's own is needed, and its programs are not on this system")
    figures = await blow(database, tmp_path, SHORT)
    told = "\n".join(figures.lines())
    assert figures.wrong == [], told
    assert (figures.lost, figures.doubled) == (0, 0), told
    assert figures.kills.total() >= SHORT.kills, told
    assert figures.replies["accepted"] > SHORT.count, told
