"""A new installation: the configuration with every setting explained, a sample roster, a secret key."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from service.errors import SettingsError
from service.keys import new_key_lines
from service.roster import SAMPLE, to_csv

CONFIG_NAME = "config.toml"
ROSTER_NAME = "roster.csv"
KEY_NAME = "mentormail.key"

_OWNER_ONLY = 0o600
_EVERYBODY_READS = 0o644


def sample_config() -> str:
    """The configuration that comes with the program: every setting, explained, at its default."""
    package = Path(__file__).resolve().parent
    inside = package / CONFIG_NAME  # as installed; in a checkout it stands beside the package
    return (inside if inside.is_file() else package.parent / CONFIG_NAME).read_text(encoding="utf-8")


def sample_roster() -> str:
    """Two invented partnerships, with every column."""
    return to_csv(SAMPLE)


_FILES: tuple[tuple[str, Callable[[], str], int], ...] = (
    (CONFIG_NAME, sample_config, _EVERYBODY_READS),
    (ROSTER_NAME, sample_roster, _EVERYBODY_READS),
    (KEY_NAME, new_key_lines, _OWNER_ONLY),
)


def write_installation(folder: Path) -> list[Path]:
    """Write what a new installation needs into `folder` (made where missing) and tell which files that were.

    What is there already stays untouched, so that it may be run again. SettingsError where the folder cannot be
    written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [folder / name for name, text, mode in _FILES if _write_new(folder / name, text, mode)]
    except OSError as error:
        raise SettingsError(f"{error.filename or folder}: cannot be written ({error.strerror})") from None


def _write_new(path: Path, text: Callable[[], str], mode: int) -> bool:
    """Write a file; False where there is one already, whatever it holds."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except FileExistsError:
        return False
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
        file.write(text())
    return True
