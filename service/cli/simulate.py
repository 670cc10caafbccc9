"""`simulate`: a whole program, with people of every temper."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from service.cli.app import app, clear_lines, quiet_pipe, run_async


@app.command()
def simulate(
    partnerships: Annotated[int, typer.Option(min=1, max=500, help="How many partnerships.")] = 40,
    months: Annotated[int, typer.Option(min=1, max=24, help="How many months from September on.")] = 10,
    seed: Annotated[int, typer.Option(help="What everybody's doings follow from.")] = 1,
    folder: Annotated[Path, typer.Option("--dir", help="Where to; what was left there before is replaced.")] = Path(
        "simulation"
    ),
    database: Annotated[str, typer.Option(help="An empty database, postgres://…; else a file in the folder.")] = "",
    redis: Annotated[str, typer.Option(help="A Redis that wakes a worker, redis://…; else there is none.")] = "",
) -> None:
    """A program of people of every temper, on real parts; exits with 0 only if no letter that left breaks a rule."""
    from rich.console import Console

    from service.logs import set_up_logs
    from service.simulate.outcome import simulate as play
    from service.simulate.page import show
    from service.simulate.play import Servers

    set_up_logs("auto", "error")
    with clear_lines(), quiet_pipe():
        with Console(stderr=True).status("") as status:  # seen on a terminal only
            servers = Servers(database, redis)
            outcome = run_async(
                play(folder, partnerships, months, seed, servers, lambda at: status.update(f"{at:%B %d, %Y}"))
            )
        show(outcome, str(folder / "mail"))
    if outcome.broken:
        raise typer.Exit(1)
