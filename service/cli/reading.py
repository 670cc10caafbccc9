"""`parse` and `evaluate`: what reading makes of mails, without any database."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service import compiled
from service.cli.app import EX_DATAERR, app, clear_lines, quiet_pipe, zone_of

if TYPE_CHECKING:
    from service.reading.values import Context

_DEFAULT_ZONE = "America/Los_Angeles"
_READ_AT_MOST = 64 << 20


@app.command()
def parse(
    files: Annotated[list[Path], typer.Argument(help="Mails as files; - for standard input.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show the phrase behind each field.")] = False,
    zone: Annotated[str, typer.Option("--tz", help="The zone dates are read in.")] = _DEFAULT_ZONE,
    asked: Annotated[
        list[str] | None, typer.Option("--asked", help="A field our last letter asked about; may be repeated.")
    ] = None,
    day_first: Annotated[bool, typer.Option("--day-first", help="11/12 is the eleventh of December.")] = False,
) -> None:
    """What a mail means."""
    from service.reading import read
    from service.reading.projection import flat

    with clear_lines(EX_DATAERR):
        context = _context(zone, asked or [], day_first)
    missing = False
    with quiet_pipe():
        for file in files:
            try:
                raw = sys.stdin.buffer.read(_READ_AT_MOST) if str(file) == "-" else file.read_bytes()
            except OSError as error:
                typer.echo(f"{file}: cannot be read ({error.strerror})", err=True)
                missing = True
                continue
            record = flat(read(raw, context), str(file), explain=explain)
            typer.echo(json.dumps(record, ensure_ascii=False) if as_json else _readable(record))
    compiled.keep()
    if missing:
        raise typer.Exit(EX_DATAERR)


@app.command()
def evaluate(
    folder: Annotated[Path, typer.Argument(help="Labelled replies: NAME.eml beside NAME.json.")],
    detail: Annotated[bool, typer.Option("--detail", help="Show the misses.")] = True,
    zone: Annotated[str, typer.Option("--tz", help="The zone dates are read in.")] = _DEFAULT_ZONE,
) -> None:
    """The score over labelled replies, with its confidence interval and the misses."""
    from service.evaluate import evaluate as score

    with clear_lines(EX_DATAERR), quiet_pipe():
        typer.echo(score(folder, _context(zone, [], False), detail=detail))
    compiled.keep()


def _context(zone: str, asked: list[str], day_first: bool) -> Context:
    from service.domain import Doubt
    from service.errors import SettingsError
    from service.reading.values import Context
    from service.topics import load_topics

    try:
        doubts = frozenset(Doubt(name) for name in asked)
    except ValueError:
        known = ", ".join(Doubt)
        raise SettingsError(f"--asked: expected one of {known}") from None
    return Context(zone=zone_of(zone), day_first=day_first, asked=doubts, topics=load_topics())


def _readable(record: dict[str, Any]) -> str:
    """A record for people: a line a field."""
    lines = [str(record["file"])]
    lines += [f"  {key}: {json.dumps(value, ensure_ascii=False)}" for key, value in record.items() if key != "file"]
    return "\n".join(lines)
