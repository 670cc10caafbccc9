"""The long form of the tests beside it; a process for each database.

python soak.py storms sqlite|postgres MINUTES [MAILS [SEED]]    storms of mail and kills, each of another seed
python soak.py steps sqlite|postgres [STRIDE]                   a round, killed at each of its steps
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from pathlib import Path

from servers import postgres_server
from smtp_sink import Sink
from steps import Round
from storm import Figures, Storm, blow


async def storms(database: str, minutes: str, count: str = "2000", seed: str = "1") -> int:
    """Storms until the time is up; how many promises were broken."""
    until = time.monotonic() + 60 * float(minutes)
    total = Figures()
    while time.monotonic() < until:
        storm = Storm(count=int(count), seed=int(seed) + total.storms)
        with tempfile.TemporaryDirectory(prefix="mentormail-soak-") as folder:
            figures = await blow(database, Path(folder), storm)
        told = f"{figures.seconds:.0f} s, {figures.kills.total()} kills, lost {figures.lost}, doubled {figures.doubled}"
        print(f"{database}, seed {storm.seed}: {told}, broken {len(figures.wrong)}", flush=True)
        total.add(figures)
    print(f"\n{database}", *total.lines(), sep="\n", flush=True)
    return len(total.wrong)


async def steps(database: str, stride: str = "1") -> int:
    """One round, killed at each step; how many of them ended otherwise than the one nobody killed."""
    began = time.monotonic()
    async with AsyncExitStack() as stack:
        sink = await stack.enter_async_context(Sink().open())
        postgres = await stack.enter_async_context(postgres_server()) if database == "postgres" else None
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="mentormail-soak-"))
        tally = await (await Round.make(Path(folder), sink, postgres)).every_step(stride=int(stride))
    seconds = time.monotonic() - began
    print(f"\n{database}: a round of {tally.steps} steps, killed at {tally.kills} of them, {seconds:.0f} s")
    print(f"   copies  {tally.copies} letters, all in the documented window\n    wrong  {len(tally.wrong)}", flush=True)
    print(*(f"    ! {each}" for each in tally.wrong[:20]), sep="\n")
    return len(tally.wrong)


if __name__ == "__main__":
    kind, *arguments = sys.argv[1:]
    sys.exit(bool(asyncio.run({"storms": storms, "steps": steps}[kind](*arguments))))
