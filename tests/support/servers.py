"""Throw-away servers for tests that kill them: PostgreSQL, and Redis or Valkey, each on a free port of its own."""

from __future__ import annotations

import asyncio
import contextlib
import os
import pwd
import random
import shutil
import signal
import socket
import tempfile
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

from service.embedded import server_programs

PATIENCE = 120.0
_SERVER_PORTS = (10_000, 32_000)


def free_port() -> int:
    """A port that nobody listens on at the moment, outside the range that clients get theirs from.

    Within that range a client that tries a port where nobody listens may be given the very same port for its own end:
    it is then connected to itself, and the server that wants the port back cannot have it.
    """
    while True:
        port = random.randrange(*_SERVER_PORTS)
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


class Server:
    """One server process of ours, at one place for its whole life, however often it is killed."""

    def __init__(self, folder: Path, user: str | None) -> None:
        self.folder = folder
        self.port = free_port()
        self._user = user
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start it, and wait until it answers. A server that was killed may need several attempts."""
        async with asyncio.timeout(PATIENCE):
            while not await self._started():  # noqa: ASYNC110 (each turn starts it again)
                await asyncio.sleep(0.1)

    async def end(self, number: signal.Signals = signal.SIGKILL) -> None:
        """Send it a signal that ends it, and wait until it has."""
        if self._process is not None and self._process.returncode is None:
            self._process.send_signal(number)
            await self._process.wait()

    def freeze(self) -> None:
        """Stop it where it stands: connections stay open and nobody answers."""
        self._signal_all(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal_all(signal.SIGCONT)

    def _signal_all(self, number: signal.Signals) -> None:
        """Its children, too: each connection of PostgreSQL's has a process."""
        assert self._process is not None
        pid = self._process.pid
        with contextlib.suppress(OSError):
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
            for each in (pid, *map(int, children)):
                os.kill(each, number)

    async def _started(self) -> bool:
        if self._process is None or self._process.returncode is not None:
            self._process = await spawn(self._command(), self.folder, self._user)
        while self._process.returncode is None:
            if await self._answers():
                return True
            await asyncio.sleep(0.05)
        return False

    def _command(self) -> Sequence[str]:
        raise NotImplementedError

    async def _answers(self) -> bool:
        raise NotImplementedError


class Redis(Server):
    """A Redis or Valkey that keeps nothing."""

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def _command(self) -> Sequence[str]:
        options = f"--port {self.port} --bind 127.0.0.1 --appendonly no --daemonize no --loglevel warning"
        return [str(server_programs()[0]), *options.split(), "--save", "", "--dir", str(self.folder)]

    async def _answers(self) -> bool:
        with contextlib.suppress(OSError):
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
            try:
                writer.write(b"PING\r\n")
                return await reader.readline() == b"+PONG\r\n"
            finally:
                writer.transport.abort()
        return False


class Postgres(Server):
    """A PostgreSQL cluster. `database` names one of its databases."""

    @classmethod
    async def make(cls, folder: Path) -> Postgres:
        """A new cluster; as root it belongs to another user, as PostgreSQL insists."""
        user = _another_user()
        if user is not None:
            shutil.chown(folder, user)
        made = cls(folder, user)
        options = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        process = await spawn([_program("initdb"), "-D", str(made._data), *options], folder, user)
        assert await process.wait() == 0, "initdb failed"
        return made

    @property
    def _data(self) -> Path:
        return self.folder / "cluster"

    def url(self, database: str = "postgres") -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/{database}"

    async def execute(self, *statements: str) -> None:
        """Run statements, each by itself, on the server's own database."""
        import asyncpg

        connection: Any = await asyncpg.connect(self.url())
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()

    def _command(self) -> Sequence[str]:
        settings = {
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "port": str(self.port),
            "fsync": "off",  # it is killed; nobody pulls the plug
        }
        return [
            _program("postgres"),
            *("-D", str(self._data)),
            *(word for key, value in settings.items() for word in ("-c", f"{key}={value}")),
        ]

    async def _answers(self) -> bool:
        import asyncpg

        try:
            await self.execute("SELECT 1")
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            return False
        return True


@contextlib.asynccontextmanager
async def redis_server() -> AsyncIterator[Redis]:
    """A running Redis, gone afterwards."""
    with _short_folder() as folder:
        server = Redis(folder, None)
        try:
            await server.start()
            yield server
        finally:
            await server.end()


@contextlib.asynccontextmanager
async def postgres_server() -> AsyncIterator[Postgres]:
    """A running PostgreSQL, gone afterwards."""
    with _short_folder() as folder:
        server = await Postgres.make(folder)
        try:
            await server.start()
            yield server
        finally:
            await server.end(signal.SIGQUIT)


async def spawn(command: Sequence[str], folder: Path, user: str | None) -> asyncio.subprocess.Process:
    """A process that says nothing, in a session of its own, as another user where one is named."""
    group = pwd.getpwnam(user).pw_gid if user else None
    return await asyncio.create_subprocess_exec(
        *command,
        cwd=folder,
        env={**os.environ, "HOME": str(folder)},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
        start_new_session=True,
        user=user,
        group=group,
        extra_groups=[] if user else None,
    )


@contextlib.contextmanager
def _short_folder() -> Any:
    """A folder that another user may reach, too."""
    folder = Path(tempfile.mkdtemp(prefix="mentormail-trouble-", dir="/tmp"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def has_postgres() -> bool:
    """Whether this system has PostgreSQL's programs."""
    return _find("initdb") is not None and _find("postgres") is not None


def _program(name: str) -> str:
    found = _find(name)
    assert found is not None, f"no {name} here"
    return found


def _find(name: str) -> str | None:
    """A program of PostgreSQL: on PATH, or the newest of Debian's versions, which are not."""
    if found := shutil.which(name):
        return found
    versions = Path("/usr/lib/postgresql").glob(f"*/bin/{name}")
    newest = max(versions, key=lambda path: int(path.parts[4]), default=None)
    return str(newest) if newest else None


def _another_user() -> str | None:
    if os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise AssertionError("no user to run PostgreSQL as")
