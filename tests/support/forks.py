"""Processes of our own code, forked from a server that has imported it: they begin at once."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.context import ForkServerContext
from typing import TypeVar

Result = TypeVar("Result")

PRELOAD = [
    "step_process",
    "other_office",
    "installation",
    "markdown_it",
    "service.intake.smtp",
    "service.letters.compiled",
    "service.store.migrations.0001_initial",
    "service.store.sqlite",
    "tortoise.backends.asyncpg",
    "tortoise.migrations.executor",
    "cryptography.hazmat.primitives.ciphers.aead",
    "jinja2.sandbox",
    "holidays.countries.united_states",
]
"""What a process would import first. All that ask for processes share one server, so there is one list."""


def forks() -> ForkServerContext:
    """Where such processes come from."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOAD)
    return context


async def forked(work: Callable[..., Result], *arguments: object) -> Result:
    """What a function gives, run in such a process."""
    with ProcessPoolExecutor(1, mp_context=forks()) as pool:
        return await asyncio.get_running_loop().run_in_executor(pool, work, *arguments)
