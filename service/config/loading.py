"""Reads config.toml and the environment; tells of every wrong key at once, a line for each."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_settings import EnvSettingsSource

from service.config.agreement import disagreements
from service.config.problems import Places, explain, unknown_variables
from service.config.settings import Settings
from service.errors import SettingsError
from service.notations import relative_to

PREFIX = "MENTORMAIL_"
FILE_NAME = "config.toml"


def load_settings(path: Path | None, environ: Mapping[str, str]) -> Settings:
    """The settings of one installation.

    `path`: the configuration file, where None that of MENTORMAIL_CONFIG, else config.toml in the working folder.
    `environ`: what wins over it, MENTORMAIL_SECTION__KEY. Relative paths are in the file's folder, wherever they are
    given. SettingsError has a line for each problem: place, key, what is wrong, the mend; never a secret.
    """
    file = (path or Path(environ.get(f"{PREFIX}CONFIG") or FILE_NAME)).absolute()
    text = _read(file)
    variables = {name: value for name, value in environ.items() if name.startswith(PREFIX)}
    tables = _parse(file, text)
    given = _from_environment(variables)
    places = Places(str(file), text, tables, variables)
    with relative_to(file.parent):
        try:
            settings = Settings(**_merged(tables, given))
        except ValidationError as error:
            raise SettingsError("\n".join([*unknown_variables(variables), *explain(error, places)])) from None
    problems = [*unknown_variables(variables), *(places.line(key, what) for key, what in disagreements(settings))]
    if problems:
        raise SettingsError("\n".join(problems))
    return settings


def _read(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")  # Windows' editors put a byte order mark before the text
    except FileNotFoundError:
        raise SettingsError(f"{file}: no such file; `mentormail init` writes one, `--config` names another") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise SettingsError(f"{file}, line {line}: not UTF-8; save the file in that encoding") from None
    except OSError as error:
        raise SettingsError(f"{file}: cannot be read ({error.strerror})") from None


def _parse(file: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{file}: not TOML: {error}; text stands in quotes, a list in [ ]") from None


def _from_environment(variables: Mapping[str, str]) -> dict[str, Any]:
    """The variables as nested tables. MENTORMAIL_KEYS holds the keys themselves and belongs to service.keys."""
    source = EnvSettingsSource(Settings)
    clock = f"{PREFIX}CLOCK"
    source.env_vars = {name.lower(): value for name, value in variables.items() if "__" in name or name == clock}
    return source()


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Both tables, the one above winning key by key."""
    merged = dict(below)
    for key, value in above.items():
        old = below.get(key)
        merged[key] = _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged
