"""`run`, `intake`, `worker`, `tick`, `plan`, `deliver`."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Collection
from typing import Annotated

import typer

from service.cli.app import (
    AtOption,
    ConfigOption,
    ProgramOption,
    app,
    clear_lines,
    keys_of,
    moment_of,
    run_async,
    settings_of,
    slug_of,
    what_and_where,
)
from service.errors import MentormailError, SettingsError


def _serve(config: ConfigOption, roles: Collection[str]) -> None:
    from service.runtime import run

    with clear_lines():
        settings = settings_of(config)
        keys = keys_of(settings)
        try:
            run_async(run(settings, keys, roles))
        except MentormailError:
            raise
        except Exception as error:
            _tell(error)
            raise typer.Exit(1) from None


def _tell(error: Exception) -> None:
    """Why the service ends, in its log."""
    import structlog

    name, place = what_and_where(error)
    structlog.get_logger().error("ended by an error", error=name, place=place)


@app.command()
def run(config: ConfigOption = None) -> None:
    """Everything in one process: intake, worker, scheduler. SIGTERM drains, a second one stops."""
    _serve(config, ("intake", "worker"))


@app.command()
def intake(config: ConfigOption = None) -> None:
    """Only the doors; any number of them on PostgreSQL and Redis."""
    _serve(config, ("intake",))


@app.command()
def worker(config: ConfigOption = None) -> None:
    """Only reading, planning and sending; any number of them on PostgreSQL and Redis."""
    _serve(config, ("worker",))


@app.command()
def tick(at: AtOption = None, config: ConfigOption = None) -> None:
    """One whole round and exit: read what is waiting, plan, send what is due."""
    from service.clock import SteppedClock
    from service.runtime import open_app

    async def once() -> None:
        clock = SteppedClock(moment) if moment else None
        async with open_app(settings, keys, clock=clock) as parts:
            await parts.round()

    with clear_lines():
        settings = settings_of(config)
        keys = keys_of(settings)
        moment = moment_of(settings, next(iter(settings.programs)), at)
        if moment and not settings.relay.is_local:
            raise SettingsError("--at: another time is only for a relay that is a maildir or on this machine")
        run_async(once())


@app.command()
def plan(
    at: AtOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    program: ProgramOption = None,
    config: ConfigOption = None,
) -> None:
    """What would be sent, and why; changes nothing."""
    from service.runtime import open_app
    from service.workflow.round import Planned

    async def look() -> list[Planned]:
        async with open_app(settings, keys) as parts:
            key = next(each.id for each in parts.programs.values() if each.slug == slug)
            return await parts.rounds.would_send(key, moment or parts.clock.now())

    with clear_lines():
        settings = settings_of(config)
        keys = keys_of(settings)
        slug = slug_of(settings, program)
        moment = moment_of(settings, slug, at)
        rows = run_async(look())
    if not rows and not as_json:
        typer.echo("nothing is due")
    for row in rows:
        typer.echo(json.dumps(row.to_json()) if as_json else row.line())


@app.command()
def deliver(
    recipient: Annotated[str | None, typer.Option("--recipient", help="The address it came for.")] = None,
    config: ConfigOption = None,
) -> None:
    """One raw mail from standard input into the inbox; exits with sysexits codes (75: try again)."""
    from service.intake.limits import Limits
    from service.intake.pipe import Exit, take
    from service.runtime import open_app

    async def keep(raw: bytes) -> tuple[Exit, str]:
        async with open_app(settings, keys) as parts:
            refusal = parts.addresses.refusal
            return await take(raw, parts.receiver, refusal, recipient=recipient, environment=os.environ, limits=limits)

    try:
        settings = settings_of(config)
        keys = keys_of(settings)
        limits = Limits(message_bytes=settings.intake.max_message_bytes)
        code, trouble = run_async(keep(sys.stdin.buffer.read(limits.message_bytes + 1)))
    except MentormailError as error:
        # Whatever is wrong with the installation, the mail is not: the MTA keeps it and tries again.
        code, trouble = Exit.TEMPFAIL, str(error)
    except Exception as error:
        # The MTA would send back to the sender whatever stands on standard error.
        code, trouble = Exit.TEMPFAIL, "ended by an error: {} at {}".format(*what_and_where(error))
    if trouble:
        typer.echo(trouble, err=True)
    raise typer.Exit(code)
