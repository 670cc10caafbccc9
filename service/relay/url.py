"""Which relay a URL means: `smtp://user:password@host:587`, `smtps://…`, `maildir:PATH`."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, cast
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from service.errors import SettingsError
from service.relay.maildir import MaildirRelay
from service.relay.values import Relay

Tls = Literal["implicit", "required", "optional", "off"]

_FORMS = "`smtp://user:password@host:587`, `smtps://user:password@host` or `maildir:PATH`"
_PORTS = {"smtps": 465, "smtp": 25}
_SUBMISSION = 587  # RFC 6409: where one who logs in is expected
_TLS = ("required", "optional", "off")


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """How to reach an SMTP relay. `authority`: a file of certificates to trust in place of the system's."""

    host: str
    port: int
    tls: Tls
    user: str | None = None
    password: str | None = None
    authority: Path | None = None
    hostname: str | None = None
    connections: int = 6
    per_minute: int = 0
    seconds: float = 60.0

    def __repr__(self) -> str:
        return f"SmtpSettings({self.host}:{self.port}, tls={self.tls})"


def relay_from_url(
    url: str, *, hostname: str | None = None, connections: int = 6, per_minute: int = 0, seconds: float = 60.0
) -> Relay:
    """The relay that a URL means. SettingsError, without the password in it, where it means none.

    `hostname`: the name we give in EHLO. `connections`: how many are kept. `per_minute`: letters a minute at most,
    0 for no limit. `seconds`: how long a connection or a reply may take.
    """
    if url.startswith("maildir:"):
        return MaildirRelay(_maildir_path(url))
    from service.relay.smtp import SmtpRelay

    settings = smtp_settings(url)
    return SmtpRelay(
        replace(settings, hostname=hostname, connections=connections, per_minute=per_minute, seconds=seconds)
    )


def is_harmless(url: str) -> bool:
    """Whether letters cannot leave this machine: a maildir, or a relay on loopback. Other clocks are allowed only then.

    SettingsError where the URL means no relay.
    """
    return url.startswith("maildir:") or _is_loopback(smtp_settings(url).host)


def smtp_settings(url: str) -> SmtpSettings:
    """What an SMTP URL says. `?tls=required|optional|off` and `?ca=FILE` may follow; TLS is required by default,
    but on loopback. A password is never sent without TLS to another machine."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise SettingsError(f"relay.url: cannot be read; expected {_FORMS}, special characters as %XX") from None
    if parts.scheme not in _PORTS or not parts.hostname or parts.path.strip("/") or parts.fragment:
        raise SettingsError(f"relay.url: expected {_FORMS}, special characters in a password as %XX")
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    unknown = options.keys() - {"tls", "ca"}
    if unknown:
        raise SettingsError(f"relay.url: no such option: {', '.join(sorted(unknown))}; there are tls and ca")
    tls = _tls(parts, options.get("tls"))
    if parts.password and tls in ("off", "optional") and not _is_loopback(parts.hostname):
        raise SettingsError("relay.url: a password is not sent without TLS; leave out the tls option")
    default_port = _SUBMISSION if parts.username and parts.scheme == "smtp" else _PORTS[parts.scheme]
    return SmtpSettings(
        host=parts.hostname,
        port=port or default_port,
        tls=tls,
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        authority=_authority(options.get("ca")),
    )


def _tls(parts: SplitResult, option: str | None) -> Tls:
    if option not in (None, *_TLS):
        raise SettingsError(f"relay.url: tls is one of {', '.join(_TLS)}")
    if parts.scheme == "smtps":
        return "implicit"
    if option is None:
        return "off" if _is_loopback(parts.hostname or "") else "required"
    return cast(Tls, option)


def _authority(file: str | None) -> Path | None:
    if file is None:
        return None
    if not Path(file).is_file():
        raise SettingsError(f"relay.url: ca: there is no file {file}")
    return Path(file)


def _maildir_path(url: str) -> Path:
    path = url.removeprefix("maildir:").removeprefix("//")
    if not path:
        raise SettingsError("relay.url: maildir: needs a folder, as in `maildir:mail-out`")
    return Path(path)


def _is_loopback(host: str) -> bool:
    if host.lower() in ("localhost", "localhost.localdomain", "ip6-localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
