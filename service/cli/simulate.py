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
) -> None:
    """A program of people of every temper, on real parts; exits with 0 only if no letter that left breaks a rule."""
    from service.logs import set_up_logs
    from service.simulate.outcome import simulate as play
    from service.simulate.outcome import table

    set_up_logs("auto", "error")
    with clear_lines(), quiet_pipe():
        outcome = run_async(play(folder, partnerships, months, seed))
        for name, value in outcome.numbers.items():
            typer.echo(f"{name:30} {value}")
        typer.echo("\nFor each person and month: letters they did not ask for / all letters")
        for line in table(outcome):
            typer.echo(line)
        typer.echo("")
        for line in outcome.broken:
            typer.echo(f"BROKEN: {line}")
        typer.echo("Every rule holds." if not outcome.broken else f"{len(outcome.broken)} times a rule was broken.")
    if outcome.broken:
        raise typer.Exit(1)
