"""The demo's folder: an installation like any other, made by the same hands, and replaced as a whole."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from service.config import Settings, load_settings
from service.demo.cast import DOMAIN, PROGRAM, ROBIN, Pair
from service.errors import MentormailError, SettingsError
from service.keys import Keys, load_keys, new_key_lines
from service.roster import RosterLine, to_csv

MARK = ".mentormail-demo"
_MARK_TEXT = "`mentormail demo` made this folder and replaces all that is in it.\n"
_ANOTHER = "name another folder with --dir"

CONFIG = f"""\
# The demo's installation. Its relay was a mail catcher that ended with the demo; no letter leaves this machine.

[program]
name = "{PROGRAM}"
zone = "America/Los_Angeles"
coordinators = [{{ name = "{ROBIN.name}", email = "{ROBIN.email}" }}]
holidays = {{ country = "US", subdivision = "CA" }}
months = MONTHS

[mail]
domain = "{DOMAIN}"

[relay]
url = "smtp://127.0.0.1:RELAY_PORT"

[intake]
smtp = "127.0.0.1:0"
lmtp = "127.0.0.1:0"

[store]
database = "sqlite:data/mentormail.db"
redis = "embedded"

[log]
level = "error"
"""


class DemoFailed(MentormailError):
    """The demo did not come to its end."""

    temporary = False


@contextlib.contextmanager
def claimed(folder: Path) -> Iterator[None]:
    """The folder, empty and ours until the end. DemoFailed where it holds something that is not ours."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        strangers = [each.name for each in folder.iterdir()]
        if strangers and not (folder / MARK).is_file():
            raise DemoFailed(f"{folder}: holds what the demo did not make ({min(strangers)}); {_ANOTHER}")
        with (folder / MARK).open("a+", encoding="utf-8") as mark:
            _lock(mark.fileno(), folder)
            _clear(folder)
            if not strangers:
                mark.write(_MARK_TEXT)
                mark.flush()
            yield
    except OSError as error:
        if error.filename is None and error.errno != errno.ENOSPC:
            raise  # no trouble with a file
        raise DemoFailed(f"{error.filename or folder}: {error.strerror}; {_ANOTHER}") from None


def _lock(descriptor: int, folder: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise DemoFailed(
            f"{folder}: another demo runs here; wait for its end or name another folder with --dir"
        ) from None


def _clear(folder: Path) -> None:
    for each in folder.iterdir():
        if each.is_dir() and not each.is_symlink():
            shutil.rmtree(each)
        elif each.name != MARK:
            each.unlink()


def installed(
    folder: Path, relay_port: int, *, months: int = 12, environ: Mapping[str, str] | None = None
) -> tuple[Settings, Keys]:
    """Configuration and keys, written and read back as every command does it. The environment has no say here but for
    what `environ` says; partnerships last so many months."""
    config = folder / "config.toml"
    text = CONFIG.replace("RELAY_PORT", str(relay_port)).replace("MONTHS", str(months))
    config.write_text(text, encoding="utf-8")
    settings = load_settings(config, environ or {})
    with os.fdopen(os.open(settings.keys.file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(new_key_lines())
    if not settings.relay.is_local:
        raise SettingsError("relay.url: the demo's letters must not leave this machine")
    return settings, load_keys(settings.keys.file, None)


def roster_of(pairs: Sequence[Pair]) -> bytes:
    """The partnerships as a roster file."""
    return to_csv(
        RosterLine(
            mentor_name=pair.mentor.name,
            mentor_email=pair.mentor.email,
            mentee_name=pair.mentee.name,
            mentee_email=pair.mentee.email,
            started_on=pair.started_on,
            mentor_timezone=pair.mentor.zone,
            mentee_timezone=pair.mentee.zone,
        )
        for pair in pairs
    ).encode()
