"""The command line's frame: options that all commands share, and how trouble is told."""

from __future__ import annotations

import os
import resource
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

from service.errors import MentormailError, SettingsError

if TYPE_CHECKING:
    from service.config import Settings
    from service.keys import Keys

app = typer.Typer(
    name="mentormail",
    help="Looks after a library's mentoring partnerships by mail.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

ConfigOption = Annotated[
    Path | None,
    typer.Option("--config", help="The configuration file (default: config.toml here, or MENTORMAIL_CONFIG)."),
]
ProgramOption = Annotated[str | None, typer.Option("--program", help="Which program, where there are several.")]
AtOption = Annotated[str | None, typer.Option("--at", help="As of this ISO moment, e.g. 2026-11-02T09:00-08:00.")]

EX_DATAERR = 65
"""The exit code of sysexits.h for input that cannot be used."""


@contextmanager
def clear_lines(exit_code: int = 1) -> Iterator[None]:
    """Trouble as a line or several on standard error: ours as its message, any other by name and place."""
    try:
        yield
    except MentormailError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(exit_code) from None
    except (typer.Exit, typer.Abort, typer.BadParameter):
        raise
    except Exception as error:
        name, place = what_and_where(error)
        typer.echo(f"ended by an error: {name} at {place}", err=True)
        raise typer.Exit(exit_code) from None


def what_and_where(error: Exception) -> tuple[str, str]:
    """An error's name, and where it was raised; its text, like a traceback, may hold a token or somebody's words."""
    [*_, place] = traceback.extract_tb(error.__traceback__)
    return type(error).__name__, f"{Path(place.filename).stem}:{place.lineno}"


def settings_of(config: Path | None) -> Settings:
    """The settings, with logging set up as they say."""
    from service.config import load_settings
    from service.logs import set_up_logs

    settings = load_settings(config, os.environ)
    set_up_logs(settings.log.format, settings.log.level)
    return settings


def keys_of(settings: Settings) -> Keys:
    """The installation's keys. Who holds them, and what they open, leaves no core behind."""
    from service.keys import load_keys

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return load_keys(settings.keys.file, os.environ.get("MENTORMAIL_KEYS"))


def slug_of(settings: Settings, program: str | None) -> str:
    """Which program a command is about. SettingsError where that is not clear."""
    slugs = list(settings.programs)
    if program is None and len(slugs) == 1:
        return slugs[0]
    if program in slugs:
        return str(program)
    known = ", ".join(slugs)
    raise SettingsError(
        f"--program: no program {program!r}; there is {known}" if program else f"name a program with --program: {known}"
    )


def moment_of(settings: Settings, slug: str, at: str | None) -> datetime | None:
    """An ISO moment, in UTC; without an offset it is the program's own time."""
    if at is None:
        return None
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        raise SettingsError(f"--at: {at!r} is no ISO moment; for example 2026-11-02T09:00-08:00") from None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=settings.programs[slug].zone)
    return aware.astimezone(UTC)


def zone_of(name: str) -> ZoneInfo:
    """A zone by its IANA name."""
    from zoneinfo import ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise SettingsError(f"--tz: no zone {name!r}; for example America/Los_Angeles") from None


@contextmanager
def quiet_pipe() -> Iterator[None]:
    """End without a word where the reader of our output has gone (`mentormail records | head`)."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None


def run_async(coroutine: Any) -> Any:
    """Run one coroutine, on uvloop where it is installed."""
    import asyncio

    try:
        import uvloop
    except ImportError:
        return asyncio.run(coroutine)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(coroutine)
