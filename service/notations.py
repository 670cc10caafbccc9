"""The notations of config.toml and the roster: text → value, or ValueError whose words say what was expected."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo

from service.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator

_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
_DOMAIN = re.compile(r"(?=.{1,253}\Z)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*")
_LOCAL_PART = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?")

_EXAMPLES = ("example.com", "example.net", "example.org", "example.edu")
# Nobody's: RFC 2606, RFC 6761, RFC 6762 and what installers write before somebody has thought about it.
_RESERVED = ("localhost", "localdomain", "local", "example", "invalid", "test", *_EXAMPLES)

_folder: ContextVar[Path] = ContextVar("folder")


@contextmanager
def relative_to(folder: Path) -> Iterator[None]:
    """Within it, relative paths are read as being in `folder`."""
    token = _folder.set(folder)
    try:
        yield
    finally:
        _folder.reset(token)


def text_of(value: Any) -> str:
    """The value as one line of text; ValueError for anything else."""
    if not isinstance(value, str) or any(ord(letter) < 32 for letter in value):
        raise ValueError("expected one line of text in quotes")
    return value.strip()


def path(value: Any) -> Path:
    """A path, absolute; a relative one is in the configuration's folder."""
    text = str(value) if isinstance(value, Path) else text_of(value)
    if not text:
        raise ValueError("expected a path")
    return _folder.get() / Path(text).expanduser()


def clock_time(value: Any) -> time:
    """ "08:00"; TOML's own local time (08:00:00, without quotes) too."""
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0)
    match = _TIME.fullmatch(text_of(value))
    if match is None:
        raise ValueError('expected a time of day like "08:00"')
    return time(int(match[1]), int(match[2]))


def zone(value: Any) -> ZoneInfo:
    """A time zone by its IANA name."""
    if isinstance(value, ZoneInfo):
        return value
    text = text_of(value)
    try:
        return ZoneInfo(text)
    except (KeyError, ValueError, OSError):  # OSError: "Europe" is a folder of the zone database
        from zoneinfo import available_timezones

        raise ValueError(unknown(text, available_timezones(), 'a time zone like "America/Los_Angeles"')) from None


def unknown(text: str, known: set[str], expected: str) -> str:
    """What to say of a name that is not among the known ones: the nearest, where one is near."""
    from difflib import get_close_matches

    by_lower = {name.lower(): name for name in known}
    near = get_close_matches(text.lower(), by_lower, n=1, cutoff=0.7)
    return f"{text!r} is not known; " + (f"did you mean {by_lower[near[0]]!r}?" if near else f"expected {expected}")


def language(value: Any) -> str:
    """A language by its tag: "en", "es", "pt-BR"."""
    primary, dash, region = text_of(value).partition("-")
    text = primary.lower() + dash + region
    if not _LANGUAGE.fullmatch(text):
        raise ValueError('expected a language tag like "en"')
    return text


def domain(value: Any) -> str:
    """A domain name, lower-cased; one outside ASCII in its encoded form."""
    text = text_of(value).lower().rstrip(".")
    if not text.isascii():
        try:
            text = text.encode("idna").decode("ascii")
        except UnicodeError:
            raise ValueError('expected a domain name like "mentoring.example.edu"') from None
    if not _DOMAIN.fullmatch(text):
        raise ValueError('expected a domain name like "mentoring.example.edu"')
    return text


def email(value: Any) -> str:
    """A bare mail address that any mail system can write to; its domain lower-cased."""
    text = text_of(value)
    local, at, host = text.rpartition("@")
    dots = local.startswith(".") or local.endswith(".") or ".." in local  # RFC 5321 §4.1.2: Dot-string
    try:
        if not at or dots or len(text) > 254 or not _LOCAL_PART.fullmatch(local) or "." not in domain(host):
            raise ValueError
        return f"{local}@{domain(host)}"
    except ValueError:
        raise ValueError(f"{text!r} is not a mail address; expected one like 'name@example.edu'") from None


def reserved(host: str) -> bool:
    """Whether a domain can belong to nobody, so that mail from or to it only ever bounces."""
    return any(host == name or host.endswith("." + name) for name in _RESERVED)


def endpoint(value: Any) -> str | None:
    """ "127.0.0.1:8025", "[::1]:8025" or "unix:run/lmtp.sock" (made absolute); None for "" or "none"."""
    if value is None or (text := text_of(value)) in ("", "none"):
        return None
    if text.startswith("unix:"):
        return f"unix:{path(text.removeprefix('unix:'))}"
    host, _, port = text.rpartition(":")
    if not host or not _is_port(port):
        raise ValueError('expected HOST:PORT like "127.0.0.1:8025", "unix:PATH", or "" for none')
    return text


def database_url(value: Any) -> str:
    """ "sqlite:PATH" (made absolute) or "postgres://user:password@host/database"."""
    text = text_of(value)
    if text.startswith("sqlite:"):
        file = text.removeprefix("sqlite:").removeprefix("//") or "."
        if file == ":memory:":
            raise ValueError("a database in memory would lose every reply; name a file: sqlite:data/mentormail.db")
        return f"sqlite:{path(file)}"
    parts = _split(text)
    if parts is None or parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise ValueError("expected sqlite:PATH or postgres://user:password@host/database")
    return text


def redis_url(value: Any) -> str:
    """ "embedded", "redis://host:port/number", "rediss://…" or "unix://PATH"."""
    text = text_of(value)
    if text == "embedded":
        return text
    if text.startswith("unix://"):
        file, _, options = text.removeprefix("unix://").partition("?")
        return f"unix://{path(file)}" + (f"?{options}" if options else "")
    parts = _split(text)
    if parts is None or parts.scheme not in ("redis", "rediss") or not parts.hostname:
        raise ValueError('expected "embedded", redis://host:6379/0, rediss://… or unix://PATH')
    return text


def relay_url(value: Any) -> str:
    """ "smtp://user:password@host:587", "smtps://…" or "maildir:PATH" (made absolute)."""
    text = text_of(value)
    if text.startswith("maildir:"):
        return f"maildir:{path(text.removeprefix('maildir:').removeprefix('//'))}"
    from service.relay.url import smtp_settings

    try:
        smtp_settings(text)
    except SettingsError as error:
        raise ValueError(str(error).removeprefix("relay.url: ")) from None
    return text


def clock(value: Any) -> str:
    """ "system", or "file:PATH" (made absolute) of a file that holds the present moment."""
    text = text_of(value)
    if text.startswith("file:"):
        return f"file:{path(text.removeprefix('file:'))}"
    if text != "system":
        raise ValueError('expected "system", or in tests "file:PATH"')
    return text


def optional(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The same notation where "" says: none."""
    return lambda value: None if value is None or value == "" else read(value)


def listed(value: Any) -> Any:
    """A list; in the environment, where all is text, JSON or words between commas."""
    if not isinstance(value, str):
        return value
    if value.strip().startswith("["):
        import json

        try:
            return json.loads(value)
        except ValueError as error:
            raise ValueError(f"expected a list in JSON ({error})") from None
    return [word.strip() for word in value.split(",") if word.strip()]


def _split(text: str) -> SplitResult | None:
    """A URL's parts, None where it has none that can be used (an odd port or bracket)."""
    try:
        parts = urlsplit(text)
        return parts if parts.port is None or parts.port > 0 else None
    except ValueError:
        return None


def _is_port(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 5 and int(text) < 65_536


def yearly(parse: Callable[[str], Any], value: Any) -> Iterator[Any]:
    """A list of days of the year, each read by `parse`."""
    for each in listed(value) or ():
        yield parse(text_of(each)) if isinstance(each, str) else each
