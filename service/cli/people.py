"""`roster import`, `roster export`, `people`, `people reach`, `people resume`, `forget`, `held list|show|replay`."""

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
    quiet_pipe,
    run_async,
    settings_of,
    slug_of,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import date, datetime

    from service.store.inbox import HeldMail
    from service.store.people import PersonState, RosterChanges
    from service.store.store import Store
    from service.workflow.program import Program

roster_app = typer.Typer(help="The partnerships of a program, as CSV.", no_args_is_help=True)
people_app = typer.Typer(help="Who is in a program, and whether mail reaches them.", invoke_without_command=True)
held_app = typer.Typer(help="Mail that waits for a person.", no_args_is_help=True)
app.add_typer(roster_app, name="roster")
app.add_typer(people_app, name="people")
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
    from service.workflow.roster import import_roster, in_words

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
    typer.echo(f"{len(lines)} lines: {in_words(changes, would=dry_run)}")


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


@people_app.callback()
def people(context: typer.Context, program: ProgramOption = None, config: ConfigOption = None) -> None:
    """Everybody: partnerships, address, and whether letters go there."""
    if context.invoked_subcommand is not None:
        return
    from service.runtime import open_app
    from service.workflow.persons import how_mail_fares, people_of

    async def look() -> tuple[list[PersonState], date]:
        async with open_app(settings, keys) as parts:
            target = next(each for each in parts.programs.values() if each.slug == slug)
            return await people_of(parts.store, target), parts.clock.now().astimezone(target.zone).date()

    with clear_lines():
        settings = settings_of(config)
        keys = keys_of(settings)
        slug = slug_of(settings, program)
        persons, today = run_async(look())
    with quiet_pipe():
        for person in persons:
            numbers = ", ".join(map(str, person.partnerships)) or "-"
            others = [each for each in person.addresses if each != person.participant.email.casefold()]
            also = f" (also {', '.join(others)})" if others else ""
            name, address = person.participant.name, person.participant.email
            typer.echo(f"{numbers:8} {name} <{address}>{also}: {how_mail_fares(person, today)}")
        if not persons:
            typer.echo("nobody yet; `mentormail roster import` brings people in")


@people_app.command("reach")
def people_reach(
    address: Annotated[str, typer.Argument(help="One of their addresses.")],
    program: ProgramOption = None,
    config: ConfigOption = None,
) -> None:
    """Mail to them arrives and is welcome again: forget bounces, an absence, a complaint."""
    from service.workflow.persons import reach_again

    _undo(reach_again, address, program, config, "letters go to them again")


@people_app.command("resume")
def people_resume(
    address: Annotated[str, typer.Argument(help="One of their addresses.")],
    program: ProgramOption = None,
    config: ConfigOption = None,
) -> None:
    """End a pause or a stop that they asked for."""
    from service.workflow.persons import resume

    _undo(resume, address, program, config, "takes part again")


@app.command("forget")
def forget(
    address: Annotated[str, typer.Argument(help="One of their addresses.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    program: ProgramOption = None,
    config: ConfigOption = None,
) -> None:
    """Remove all that is kept of somebody. Counts stay, and what was published; nothing of it can be undone."""
    from service.workflow.persons import forget_person

    if not yes and not typer.confirm(f"Remove all that is kept of {address}? It cannot be undone"):
        raise typer.Exit(1)
    _undo(forget_person, address, program, config, "is forgotten, and their partnerships have ended")


def _undo(
    undo: Callable[[Store, Program, str, datetime], Awaitable[PersonState]],
    address: str,
    program: str | None,
    config: Path | None,
    done: str,
) -> None:
    from service.runtime import open_app

    async def write() -> PersonState:
        async with open_app(settings, keys) as parts:
            target = next(each for each in parts.programs.values() if each.slug == slug)
            return await undo(parts.store, target, address, parts.clock.now())

    with clear_lines():
        settings = settings_of(config)
        keys = keys_of(settings)
        slug = slug_of(settings, program)
        person = run_async(write())
    typer.echo(f"{person.participant.name}: {done}")


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
        raw = run_async(fetch(_key_of(mail)))
    if raw is None:
        typer.echo(f"no mail {mail} is kept; `mentormail held list` names those that are", err=True)
        raise typer.Exit(EX_DATAERR)
    sys.stdout.buffer.write(raw)


@held_app.command("replay")
def held_replay(
    mail: Annotated[str, typer.Argument(help="Its number, as `held list` gives it.")], config: ConfigOption = None
) -> None:
    """Read a held mail once more, now that what held it has been mended."""
    from service.runtime import open_app

    async def put_back(key: UUID) -> bool:
        async with open_app(settings, keys) as parts:
            return await parts.store.transact(lambda: parts.store.inbox.replay(key, parts.clock.now()))

    with clear_lines():
        settings = settings_of(config)
        keys = keys_of(settings)
        found = run_async(put_back(_key_of(mail)))
    if not found:
        typer.echo(f"no mail {mail} is held; `mentormail held list` names those that are", err=True)
        raise typer.Exit(EX_DATAERR)
    typer.echo("it is read again with the next round")


def _key_of(mail: str) -> UUID:
    try:
        return UUID(mail)
    except ValueError:
        return UUID(int=0)
