"""`demo`: a month of a program in about a minute."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from service.cli.app import app, clear_lines, quiet_pipe, run_async


@app.command()
def demo(
    folder: Annotated[Path, typer.Option("--dir", help="Where to; what a demo left there before is replaced.")] = Path(
        "demo"
    ),
) -> None:
    """A month of a program on real parts in about a minute; exits with 0 only if all came out as it should."""
    from service.demo.play import run_demo
    from service.demo.tell import Teller
    from service.logs import set_up_logs

    set_up_logs("auto", "error")
    with clear_lines(), quiet_pipe():
        holds = run_async(run_demo(folder, Teller()))
    if not holds:
        raise typer.Exit(1)
