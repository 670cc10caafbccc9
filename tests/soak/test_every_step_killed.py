"""SIGKILL at the Nth database statement or relay reply of a whole round; afterwards the ledgers are as if it had lived.

Here at some of the steps; `make soak` kills at each of them.
"""

from __future__ import annotations

from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from servers import has_postgres, postgres_server
from smtp_sink import Sink
from steps import Round

FIRST, STRIDE = 11, 53


@pytest.mark.long
async def test_a_round_killed_at_some_of_its_steps_ends_as_if_it_had_not_been(
    tmp_path: Path, database_url: str
) -> None:
    async with AsyncExitStack() as stack:
        sink = await stack.enter_async_context(Sink().open())
        postgres = None
        if not database_url.startswith("sqlite:"):
            if not has_postgres():
                pytest.skip("a PostgreSQL of the test's own is needed, and its programs are not on this system")
            postgres = await stack.enter_async_context(postgres_server())
        tally = await (await Round.make(tmp_path, sink, postgres)).every_step(FIRST, STRIDE)
    assert tally.wrong == []
    assert tally.kills == (tally.steps - FIRST) // STRIDE + 1
