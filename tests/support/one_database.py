"""For tests that open a SQLite database whatever database the environment names."""

from __future__ import annotations

import os

import pytest

on_sqlite_only = pytest.mark.skipif(
    bool(os.environ.get("MENTORMAIL_TEST_DATABASE")),
    reason="Tortoise keeps statements for each table: a process that has known SQLite cannot work on PostgreSQL",
)
