"""`roster import`, `roster export`, `held list`, `held show`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from service.cli.app import (
    EX_DATAERR,
    ConfigOption,
    ProgramOption,
    app,
    clear_lines,
    keys_of,
    run_async,
    settings_of,
    slug_of,
)

if TYPE_CHECKING:
    from service.store.inbox import HeldMail
    from service.store.people import RosterChanges

roster_app = typer.Typer(help="The partnerships of a program, as CSV.", no_args_is_help=True)
held_app = typer.Typer(help="Mail that waits for a person.", no_args_is_help=True)
app.add_typer(roster_app, name="roster")
app.add_typer(held_app, name="held")


@roster_app.command("import")
def roster_import(
    file: Annotated[Path, typer.Argument(help="One line a partnership.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    program: ProgramOption = None,
    config: ConfigOption = None,
) -> None:
    """Bring people and partnerships to what FILE says: all or nothing, and the same file again changes nothing."""
    from service.roster import read_roster
    from service.runtime import open_app
    from service.workflow.roster import import_roster

    async def bring_in() -> RosterChanges:
        async with open_app(settings, keys) as parts:
            target = next(each for each in parts.programs.values() if each.slug == slug)
            return await import_roster(parts.store, target, lines, parts.clock.now(), dry_run=dry_run)

    with clear_lines():
        settings = settings_of(config)
        keys = keys_of(settings)
        slug = slug_of(settings, program)
        lines = read_roster(_bytes_of(file), day_first=settings.programs[slug].day_first)
        changes = run_async(bring_in())
    verb = "would begin" if dry_run else "began"
    typer.echo(
        f"{len(lines)} lines: {verb} {changes.partnerships} partnerships with {changes.people} new people;"
        f" details of {changes.changed} people {'would change' if dry_run else 'changed'}"
    )


def _bytes_of(file: Path) -> bytes:
    from service.errors import RosterError

    try:
        return file.read_bytes()
    except OSError as error:
        raise RosterError([f"{file}: cannot be read ({error.strerror})"]) from None


@roster_app.command("export")
def roster_export(program: ProgramOption = None, config: ConfigOption = None) -> None:
    """All partnerships with their status, in the columns of the import."""
    from service.runtime import open_app
    from service.workflow.roster import export_roster

    async def write_out() -> str:
        async with open_app(settings, keys) as parts:
            target = next(each for each in parts.programs.values() if each.slug == slug)
            return await export_roster(parts.store, target)

    with clear_lines():
        settings = settings_of(config)
        keys = keys_of(settings)
        slug = slug_of(settings, program)
        text = run_async(write_out())
    sys.stdout.write(text)


@held_app.command("list")
def held_list(config: ConfigOption = None) -> None:
    """The mails that wait for a person, oldest first, with the reason."""
    from service.runtime import open_app

    async def look() -> list[HeldMail]:
        async with open_app(settings, keys) as parts:
            return await parts.store.transact(parts.store.inbox.held)

    with clear_lines():
        settings = settings_of(config)
        keys = keys_of(settings)
        mails = run_async(look())
    for mail in mails:
        sender = mail.envelope_from or "<>"
        typer.echo(f"{mail.id}  {mail.received_at:%Y-%m-%d %H:%M}Z  {mail.kind or '-':10} from {sender}: {mail.reason}")
    if not mails:
        typer.echo("no mail is held")


@held_app.command("show")
def held_show(
    mail: Annotated[str, typer.Argument(help="Its number, as `held list` gives it.")], config: ConfigOption = None
) -> None:
    """A held mail's bytes, as they came."""
    from service.runtime import open_app

    async def fetch(key: UUID) -> bytes | None:
        async with open_app(settings, keys) as parts:
            return await parts.store.transact(lambda: parts.store.inbox.raw(key))

    with clear_lines():
        settings = settings_of(config)
        keys = keys_of(settings)
        try:
            key = UUID(mail)
        except ValueError:
            key = UUID(int=0)
        raw = run_async(fetch(key))
    if raw is None:
        typer.echo(f"no mail {mail} is kept; `mentormail held list` names those that are", err=True)
        raise typer.Exit(EX_DATAERR)
    sys.stdout.buffer.write(raw)
