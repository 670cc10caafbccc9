"""`outbox`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli.app import ConfigOption, app, clear_lines, keys_of, quiet_pipe, run_async, settings_of

if TYPE_CHECKING:
    from service.store.outbox import Standing


@app.command()
def outbox(
    json_: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False, config: ConfigOption = None
) -> None:
    """Where the letters stand: how many wait, left, were dropped or failed, and which may have gone out twice."""
    from service.runtime import open_app
    from service.workflow.outgoing import as_json, as_lines

    async def look() -> Standing:
        async with open_app(settings, keys) as parts:
            return await parts.store.transact(parts.store.outbox.standing)

    with clear_lines():
        settings = settings_of(config)
        keys = keys_of(settings)
        standing = run_async(look())
    with quiet_pipe():
        for line in [json.dumps(as_json(standing))] if json_ else as_lines(standing):
            typer.echo(line)
