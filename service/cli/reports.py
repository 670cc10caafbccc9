"""`records`, `summary`, `preview`."""

from __future__ import annotations

import csv
import json
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from service.cli.app import (
    AtOption,
    ConfigOption,
    ProgramOption,
    app,
    clear_lines,
    keys_of,
    moment_of,
    quiet_pipe,
    run_async,
    settings_of,
    slug_of,
)

if TYPE_CHECKING:
    from service.runtime import App
    from service.workflow.program import Program

_FIELDS = ("partnership", "cycle", "held_on", "duration_minutes", "format", "topics", "reported_by")
_WEEK = timedelta(days=7)


@app.command()
def records(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a meeting.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="A spreadsheet.")] = False,
    since: Annotated[str | None, typer.Option("--since", help="Only meetings from this ISO day on.")] = None,
    program: ProgramOption = None,
    config: ConfigOption = None,
) -> None:
    """The meeting records."""
    from service.errors import SettingsError
    from service.runtime import open_app
    from service.workflow.export import meeting_records

    async def fetch() -> list[dict[str, Any]]:
        async with open_app(settings, keys) as parts:
            return await meeting_records(parts.store, _program(parts, slug), first)

    with clear_lines():
        settings = settings_of(config)
        keys = keys_of(settings)
        slug = slug_of(settings, program)
        try:
            first = date.fromisoformat(since) if since else None
        except ValueError:
            raise SettingsError(f"--since: {since!r} is no ISO day; for example 2026-11-01") from None
        rows = run_async(fetch())
    with quiet_pipe():
        if as_json:
            for row in rows:
                typer.echo(json.dumps(row))
        elif as_csv:
            _write_csv(rows)
        else:
            _show(rows)


def _write_csv(rows: list[dict[str, Any]]) -> None:
    writer = csv.DictWriter(sys.stdout, _FIELDS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({**row, "topics": " ".join(row["topics"])} for row in rows)


def _show(rows: list[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(*("partnership", "cycle", "day", "minutes", "how", "topics", "told by"))
    for row in rows:
        cells = [row["partnership"], row["cycle"], row["held_on"], row["duration_minutes"], row["format"]]
        table.add_row(
            *("" if cell is None else str(cell) for cell in cells), ", ".join(row["topics"]), row["reported_by"]
        )
    Console().print(table if rows else "no meetings are recorded yet")


@app.command()
def summary(
    at: AtOption = None,
    format: Annotated[str, typer.Option("--format", help="text, html or eml.")] = "text",
    program: ProgramOption = None,
    config: ConfigOption = None,
) -> None:
    """The coordinator's weekly summary, as it would be sent now; changes nothing."""
    from service.errors import SettingsError
    from service.runtime import open_app
    from service.workflow.export import summary_letter

    async def make() -> bytes:
        async with open_app(settings, keys) as parts:
            until = moment or parts.clock.now()
            return await summary_letter(parts.rounds, parts.store, _program(parts, slug), until - _WEEK, until, shape)

    with clear_lines():
        settings = settings_of(config)
        keys = keys_of(settings)
        slug = slug_of(settings, program)
        moment = moment_of(settings, slug, at)
        if format not in ("text", "html", "eml"):
            raise SettingsError(f"--format: {format!r} is none of text, html, eml")
        shape: Literal["text", "html", "eml"] = format  # type: ignore[assignment]  # checked just above
        letter = run_async(make())
    with quiet_pipe():
        sys.stdout.buffer.write(letter)


@app.command()
def preview(
    name: Annotated[str | None, typer.Argument(help="A letter's name; without one, all of them.")] = None,
    out: Annotated[Path, typer.Option("--out", help="The folder to write to.")] = Path("preview"),
    program: ProgramOption = None,
    config: ConfigOption = None,
) -> None:
    """A letter with sample values, as text, HTML and .eml."""
    from service.domain import LetterKind
    from service.errors import SettingsError
    from service.letters.letterbox import Letters

    with clear_lines():
        override = None
        if config is not None or Path("config.toml").exists():
            settings = settings_of(config)
            override = settings.programs[slug_of(settings, program)].templates
        if name is not None and name not in list(LetterKind):
            raise SettingsError(f"{name}: no letter has this name; there is {', '.join(LetterKind)}")
        letters = Letters.load(override=override)
        for kind in [LetterKind(name)] if name else list(LetterKind):
            for path in letters.preview(kind, out):
                typer.echo(f"wrote {path}")


def _program(parts: App, slug: str) -> Program:
    return next(each for each in parts.programs.values() if each.slug == slug)
