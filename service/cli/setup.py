"""`init`, `check`, `migrate`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from service.cli.app import ConfigOption, app, clear_lines, keys_of, run_async, settings_of


@app.command()
def init(folder: Annotated[Path, typer.Argument(help="Where to write it.")] = Path()) -> None:
    """Write config.toml with every setting explained, a sample roster.csv and a secret key."""
    from service.setup import write_installation

    with clear_lines():
        written = write_installation(folder)
    for path in written:
        typer.echo(f"wrote {path}")
    if not written:
        typer.echo(f"{folder}: all is there already; nothing was changed")
    typer.echo("next: edit config.toml and roster.csv, then `mentormail check`")


@app.command()
def check(config: ConfigOption = None) -> None:
    """Look at configuration, topics, templates, database and Redis: each problem with its mend."""
    from service.checkup import checkup

    with clear_lines():
        settings = settings_of(config)
        problems = run_async(checkup(settings))
    for problem in problems:
        typer.echo(problem, err=True)
    if problems:
        raise typer.Exit(1)
    typer.echo("all is well")


@app.command()
def migrate(config: ConfigOption = None) -> None:
    """Bring the database's tables to this version; killed at any moment, the next run succeeds."""
    from service.runtime import open_store

    async def bring_up() -> list[str]:
        async with open_store(settings, keys) as store:
            return await store.database.migrate()

    with clear_lines():
        settings = settings_of(config)
        keys = keys_of(settings)
        applied = run_async(bring_up())
    typer.echo("\n".join(f"applied {name}" for name in applied) or "nothing to do")
