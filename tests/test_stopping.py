"""What is to end does, however it clings to what it is at."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import pytest

from service.stopping import ended, within

PATIENCE = 20.0


async def test_a_task_that_swallows_a_cancellation_is_asked_again() -> None:
    asked = 0

    async def clings() -> None:
        nonlocal asked
        while asked < 3:
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                asked += 1

    task = asyncio.create_task(clings())
    await asyncio.sleep(0)
    async with asyncio.timeout(PATIENCE):
        await ended(task, seconds=PATIENCE)
    assert asked == 3


async def test_one_that_never_ends_is_left() -> None:
    let_go = asyncio.Event()

    async def never() -> None:
        while not let_go.is_set():
            try:
                await let_go.wait()
            except asyncio.CancelledError:
                continue

    task = asyncio.create_task(never())
    await asyncio.sleep(0)
    async with asyncio.timeout(PATIENCE):
        await ended(task, seconds=0.1)
        assert not task.done()
        let_go.set()
        await task


async def test_what_closes_in_time_is_heard() -> None:
    async def fails() -> None:
        raise ValueError("told")

    with pytest.raises(ValueError, match="told"):
        await within(PATIENCE, fails(), "it")


async def test_what_does_not_close_in_time_is_cut_off() -> None:
    cut_off = asyncio.Event()

    async def hangs() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            cut_off.set()

    async with asyncio.timeout(PATIENCE):
        await within(0.05, hangs(), "it")
    assert cut_off.is_set()


def test_a_process_that_is_stuck_ends_all_the_same() -> None:
    """Stuck in what no cancellation reaches, as in a thread that waits for a disk."""
    program = "import threading, service.stopping as s; s.end_at_the_latest(0.2); threading.Event().wait()"
    assert subprocess.run([sys.executable, "-c", program], timeout=PATIENCE, check=False).returncode == 1
