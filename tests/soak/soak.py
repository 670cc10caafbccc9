"""Storms for as long as asked, each of another seed: python soak.py sqlite|postgres MINUTES [MAILS] [SEED]."""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path

from storm import Figures, Storm, blow


async def main(database: str, minutes: float, count: int = 2000, seed: int = 1) -> int:
    until = time.monotonic() + 60 * minutes
    total = Figures()
    while time.monotonic() < until:
        with tempfile.TemporaryDirectory(prefix="mentormail-soak-") as folder:
            figures = await blow(database, Path(folder), Storm(count=count, seed=seed))
        print(
            f"{database}, seed {seed}: {figures.seconds:.0f} s, {sum(figures.kills.values())} kills, "
            f"lost {figures.lost}, doubled {figures.doubled}, broken {len(figures.wrong)}",
            flush=True,
        )
        total.add(figures)
        seed += 1
    print(f"\n{database}")
    print("\n".join(total.lines()))
    return len(total.wrong)


if __name__ == "__main__":
    database, minutes, *rest = sys.argv[1:]
    sys.exit(bool(asyncio.run(main(database, float(minutes), *map(int, rest)))))
