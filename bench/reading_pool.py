"""What it costs to have mail read in another process, against reading it in this one.

    python bench/reading_pool.py [--rounds 9] [--processes 2]

Reads the hundred labelled replies one after the other in this process, then one after the other in a child, then as
many at a time as the pool has children; on uvloop, as the service runs. The rounds alternate, so that a busy machine
harms all alike. Prints milliseconds a mail (of the best round) and what a child adds; "nothing" only hands back a
reading.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import uvloop

from service.domain import Kind
from service.reading import read
from service.reading.values import Context, Envelope, Reading
from service.topics import load_topics
from service.workflow.reading_pool import ProcessReader

ROOT = Path(__file__).resolve().parents[1]
MAILS = [file.read_bytes() for file in sorted((ROOT / "tests/replies/hundred").glob("*.eml"))]
CONTEXT = Context(topics=load_topics())
A_READING = Reading(
    Kind.REPORT, Envelope(("ada.moss@example.edu",), ("checkin@mentoring.example.edu",), "Re: check-in")
)


def read_nothing(raw: bytes, context: Context) -> Reading:
    """The reader that costs nothing."""
    return A_READING


async def here() -> None:
    for mail in MAILS:
        read(mail, CONTEXT)


async def one_by_one(pool: ProcessReader) -> None:
    for mail in MAILS:
        await pool.read(mail, CONTEXT)


async def together(pool: ProcessReader) -> None:
    await asyncio.gather(*(pool.read(mail, CONTEXT) for mail in MAILS))


async def timed(work: Callable[[], Awaitable[None]]) -> float:
    """Milliseconds a mail."""
    began = time.perf_counter()
    await work()
    return (time.perf_counter() - began) * 1000 / len(MAILS)


async def measure(rounds: int, processes: int) -> None:
    pool, hollow = ProcessReader(processes), ProcessReader(1, entry="reading_pool:read_nothing")
    ways: dict[str, Callable[[], Awaitable[None]]] = {
        "in this process": here,
        "one by one in a child": lambda: one_by_one(pool),
        f"{processes} at a time": lambda: together(pool),
        "nothing, in a child": lambda: one_by_one(hollow),
    }
    began = time.perf_counter()
    await pool.read(MAILS[0], CONTEXT)
    print(f"{(time.perf_counter() - began) * 1000:.0f} ms until the first child has read its first mail")
    await together(pool)
    await one_by_one(hollow)
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, work in ways.items():
            times[name].append(await timed(work))
    await pool.close()
    await hollow.close()
    report(times)


def report(times: dict[str, Sequence[float]]) -> None:
    best = {name: min(each) for name, each in times.items()}
    here, added = best["in this process"], best["one by one in a child"] - best["in this process"]
    for name, each in best.items():
        print(f"{name:22} {each:7.3f} ms a mail   x{each / here:.2f}")
    print(f"{'a child adds':22} {added:7.3f} ms a mail")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rounds", type=int, default=9)
    arguments.add_argument("--processes", type=int, default=2)
    asked = arguments.parse_args()
    sys.path.insert(0, str(Path(__file__).parent))  # where the children find read_nothing
    uvloop.run(measure(asked.rounds, asked.processes))


if __name__ == "__main__":
    main()
