"""The SMTP and LMTP doors: sockets, and how they open and close."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import stat
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import structlog

from service.arrivals import Receive
from service.errors import SettingsError
from service.intake.group_commit import GroupCommit
from service.intake.limits import Limits, SenderLimit
from service.intake.session import Door, LmtpSession, SmtpSession

log = structlog.get_logger("mentormail.intake")

_UNIX_PATH_BYTES = 103  # macOS has room for 104 with the closing zero, Linux for 108
_BACKLOG = 1024
_LAST_REPLIES_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where to listen: a host and port (0: any free one), or the path of a local socket."""

    host: str = "127.0.0.1"
    port: int = 0
    path: Path | None = None

    @classmethod
    def parse(cls, text: str) -> Endpoint:
        """From "127.0.0.1:8025", "[::1]:8025" or "unix:run/lmtp.sock". SettingsError where it is none of these."""
        scheme, _, rest = text.partition(":")
        if scheme == "unix" and rest:
            return cls(path=Path(rest))
        host, colon, port = text.rpartition(":")
        if colon and host and port.isascii() and port.isdecimal() and int(port) < 65_536:
            return cls(host=host.removeprefix("[").removesuffix("]"), port=int(port))
        raise SettingsError(f"cannot listen on {text!r}: expected HOST:PORT or unix:PATH")

    def __str__(self) -> str:
        if self.path is not None:
            return f"unix:{self.path}"
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


class Listener:
    """An open door. `endpoint` tells where it really listens."""

    def __init__(self, server: asyncio.Server, door: Door, endpoint: Endpoint) -> None:
        self._server = server
        self._door = door
        self.endpoint = endpoint

    @property
    def connections(self) -> int:
        """How many clients are being talked to."""
        return len(self._door.sessions)

    async def close(self, drain_seconds: float) -> None:
        """Take no new connection, let open transactions end, then say 421. Mails being committed get their reply,
        where the database gives it in time; else they are offered again by whoever did not hear of them."""
        self._door.closing = True
        self._server.close()
        for session in tuple(self._door.sessions):
            session.leave()
        await self._ended(drain_seconds)
        for session in tuple(self._door.sessions):
            session.drop()
        await self._ended(_LAST_REPLIES_SECONDS)
        for session in tuple(self._door.sessions):
            if session.transport is not None:
                session.transport.abort()  # type: ignore[attr-defined]  # typed as BaseTransport
        await self._ended(_LAST_REPLIES_SECONDS)
        if self.endpoint.path is not None:
            _remove(self.endpoint.path)

    async def _ended(self, seconds: float) -> None:
        if self._door.sessions:
            await asyncio.wait([session.ended for session in self._door.sessions], timeout=seconds)


class Intake:
    """All doors of one process. They share one commit, the count of each sender's mails, and the room for bodies.

    `receive` keeps the mails. `refusal` gives the reply that turns a recipient away, None where it is taken
    (Addresses.refusal). `hostname`: what the greeting says. `tls`: with it, SMTP offers STARTTLS.
    """

    def __init__(
        self,
        receive: Receive,
        refusal: Callable[[str], str | None],
        hostname: str,
        limits: Limits | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._limits = limits or Limits()
        self._commit = GroupCommit(receive)
        self._senders = SenderLimit(self._limits.messages_per_sender_hour)
        self._refusal = refusal
        self._hostname = hostname
        self._tls = tls
        self.listeners: list[Listener] = []

    async def listen(self, endpoint: Endpoint, *, lmtp: bool = False, socket_mode: int = 0o666) -> Listener:
        """Open a door. SettingsError where the place is taken or cannot be had.

        `socket_mode` is a local socket's. Postfix gives up its further groups, so that a socket it may write to is one
        that all may; the folder around it says who gets there.
        """
        loop = asyncio.get_running_loop()
        tls = None if lmtp else self._tls
        door = Door(self._hostname, self._commit, self._refusal, self._limits, self._senders, lmtp=lmtp, tls=tls)
        session = LmtpSession if lmtp else SmtpSession
        try:
            if endpoint.path is not None:
                await _make_room(endpoint.path)
                server = await loop.create_unix_server(lambda: session(door, loop), endpoint.path, backlog=_BACKLOG)
                _set_mode(endpoint.path, socket_mode)
            else:
                server = await loop.create_server(
                    lambda: session(door, loop), endpoint.host, endpoint.port, backlog=_BACKLOG
                )
                endpoint = replace(endpoint, port=server.sockets[0].getsockname()[1])
        except OSError as error:
            raise SettingsError(f"cannot listen on {endpoint}: {error.strerror or type(error).__name__}") from None
        listener = Listener(server, door, endpoint)
        self.listeners.append(listener)
        log.info("listening", on=str(endpoint), protocol="lmtp" if lmtp else "smtp")
        return listener

    async def close(self, drain_seconds: float = 30.0) -> None:
        """Close all doors, as Listener.close does, and return once the last mail taken is committed."""
        await asyncio.gather(*(listener.close(drain_seconds) for listener in self.listeners))
        await self._commit.drained(_LAST_REPLIES_SECONDS)


async def _make_room(path: Path) -> None:
    """Take away a socket that a dead process left; SettingsError where a living one has it."""
    if not _has_socket(path):
        return
    with contextlib.suppress(OSError):
        _, writer = await asyncio.open_unix_connection(path)
        writer.close()
        raise SettingsError(f"cannot listen on unix:{path}: another process does")
    _remove(path)


def _has_socket(path: Path) -> bool:
    """Whether there is a socket already; SettingsError where none can be. Makes the folder where that is missing."""
    if len(str(path).encode()) > _UNIX_PATH_BYTES:
        raise SettingsError(f"cannot listen on unix:{path}: a socket's path has at most {_UNIX_PATH_BYTES} bytes")
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        return False
    if not stat.S_ISSOCK(path.stat().st_mode):
        raise SettingsError(f"cannot listen on unix:{path}: there is a file of that name")
    return True


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)


def _set_mode(path: Path, mode: int) -> None:
    path.chmod(mode)


def tls_context(certificate: Path, key: Path | None = None) -> ssl.SSLContext:
    """The context that makes SMTP offer STARTTLS. SettingsError where certificate or key cannot be used."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(certificate, key)
    except (OSError, ssl.SSLError) as error:
        raise SettingsError(f"{certificate}: not a certificate with its key ({type(error).__name__})") from None
    return context
