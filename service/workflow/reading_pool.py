"""Mail is read in child processes that have little memory, little time and nothing to give away.

Each child has a socket of its own, so that one which dies takes only its own mail along (a ProcessPoolExecutor fails
every pending neighbour). They start when there is mail, never by fork, and die with their owner.
"""

from __future__ import annotations

import asyncio
import json
import os
import pickle
import re
import socket
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import structlog

from service.domain import Kind, Topic
from service.errors import ReaderUnavailable
from service.reading.interchange import reading_from_json
from service.reading.mail.message import MAX_BYTES
from service.reading.values import Context, Reading
from service.workflow.reading_child import ANSWER, FIRST_MAIL, MAX_ANSWER_BYTES, REQUEST, Question

log = structlog.get_logger()

_START_SECONDS = 20.0
_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 10.0
_MAILS_EACH = 5_000
_CATALOGUES_EACH = 50
_KEPT_ENVIRONMENT = ("PYTHONTZPATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""What finding the zones' rules and the interpreter's own libraries may need. Settings and secrets stay here."""

_TOO_LONG = "reading it took too long"
_ENDED_THE_READER = "reading it ended the reader"
_TROUBLES = {
    "memory": "reading it needed too much memory",
    "size": "what was read in it is too large",
    "failure": "reading it failed",
}
_WHERE = re.compile(r"[A-Za-z_]\w{0,60} at [\w.-]{1,60}:\d{1,6}")


class _ChildBroke(Exception):
    """A child ended, or spoke out of turn."""


class ProcessReader:
    """A Reader of up to `processes` children, started when they are needed.

    A mail that takes more than `seconds`, or (on Linux) more than `megabytes` above what a child has at rest, comes
    back as unreadable with that trouble; so does one that ends its child. ReaderUnavailable where no child starts.
    `entry` is the function that reads, as "module:function"; a child is renewed after `mails_each`. To be closed.
    """

    def __init__(
        self,
        processes: int = 2,
        seconds: float = 5.0,
        megabytes: int = 256,
        *,
        entry: str = "service.reading:read",
        mails_each: int = _MAILS_EACH,
    ) -> None:
        self._arguments = (entry, str(megabytes), str(seconds))
        self._seconds = seconds
        self._mails_each = mails_each
        self._places = asyncio.Semaphore(processes)
        self._idle: list[_Child] = []
        self._all: set[_Child] = set()
        self._pause = 0.0
        self._closed = False

    async def read(self, raw: bytes, context: Context) -> Reading:
        """What a mail means. Cancelled, it ends the child that was at it."""
        mail = raw[: MAX_BYTES + 1]  # enough to be told that it is too large
        async with self._places:
            try:
                return await self._ask(await self._child(), mail, context)
            except _ChildBroke:
                log.warning("a reader ended over a mail, which another one reads")
            try:
                # The first may have died of something else. One made for this mail has nothing else to die of.
                return await self._ask(await self._child(fresh=True), mail, context)
            except _ChildBroke:
                return _unreadable(_ENDED_THE_READER)

    async def close(self) -> None:
        """End all children, whatever they are at."""
        self._closed = True
        self._idle.clear()
        await asyncio.gather(*(self._end(child) for child in list(self._all)))

    async def _ask(self, child: _Child, mail: bytes, context: Context) -> Reading:
        """The child's answer; it is kept only where it is as good as before."""
        goes_on = False
        try:
            async with asyncio.timeout(self._seconds):
                answer = await child.ask(mail, context)
            goes_on = not (answer.tired or child.is_spent(self._mails_each) or self._closed)
            return answer.reading
        except TimeoutError:
            return _unreadable(_TOO_LONG)
        except (ValueError, RecursionError) as error:
            raise _ChildBroke from error
        finally:
            if goes_on:
                self._idle.append(child)
            else:
                await self._end(child)

    async def _child(self, *, fresh: bool = False) -> _Child:
        """A child that waits for mail, or a new one; a fresh one takes the place of one that waits."""
        idle = self._idle.pop() if self._idle else None
        if idle is not None and not fresh:
            return idle
        if idle is not None:
            await self._end(idle)
        return await self._start()

    async def _start(self) -> _Child:
        """A new child, ready. After one that did not start, the next is not tried at once."""
        await asyncio.sleep(self._pause)
        if self._closed:
            raise ReaderUnavailable("mail is not read any more: the service is stopping")
        try:
            child = _Child(*self._arguments)
        except OSError as error:
            raise self._does_not_start(error.strerror or type(error).__name__) from None
        self._all.add(child)
        is_ready = False
        try:
            async with asyncio.timeout(_START_SECONDS):
                await child.ready()
            is_ready = True
        except (_ChildBroke, ValueError, RecursionError, TimeoutError) as error:
            raise self._does_not_start(str(error) or child.last_words() or type(error).__name__) from None
        finally:
            if not is_ready:
                await self._end(child)
        self._pause = 0.0
        return child

    def _does_not_start(self, reason: str) -> ReaderUnavailable:
        self._pause = min(max(self._pause * 2, _FIRST_PAUSE), _LONGEST_PAUSE)
        log.error("a reader does not start", reason=reason, again_in_seconds=self._pause)
        return ReaderUnavailable(
            f"mail cannot be read: its process does not start ({reason}); after an upgrade, restart the service"
        )

    async def _end(self, child: _Child) -> None:
        await child.end()
        self._all.discard(child)


@dataclass(frozen=True, slots=True)
class _Answer:
    reading: Reading
    tired: bool


class _Child:
    """One process and the link to it."""

    def __init__(self, entry: str, megabytes: str, seconds: str) -> None:
        """Start the process; OSError where there is none to be had."""
        self._socket, theirs = socket.socketpair()
        try:
            self._process = _process([entry, megabytes, seconds], theirs.fileno())
        except BaseException:
            self._socket.close()
            raise
        finally:
            theirs.close()
        self._link = _Link()
        self._catalogues: list[tuple[Topic, ...]] = []
        self._number = -1

    def is_spent(self, mails_each: int) -> bool:
        """Whether it has read its share: what mails leave behind in it goes with it."""
        return self._number >= mails_each or len(self._catalogues) >= _CATALOGUES_EACH

    async def ready(self) -> None:
        """Have the first mail read; _ChildBroke and ValueError where that goes wrong."""
        await asyncio.get_running_loop().create_unix_connection(lambda: self._link, sock=self._socket)
        answer = await self.ask(FIRST_MAIL, Context())
        if answer.reading.kind is Kind.UNREADABLE:
            raise _ChildBroke(answer.reading.trouble)

    async def ask(self, mail: bytes, context: Context) -> _Answer:
        """Have a mail read. _ChildBroke and ValueError: the child is of no more use."""
        self._number += 1
        question = self._question(context)
        answer = self._link.expect(self._number)
        self._link.write(REQUEST.pack(self._number, len(question), len(mail)), question, mail)
        return _answer(await answer)

    def _question(self, context: Context) -> bytes:
        """The context, pickled; a catalogue of topics (100 kB) goes with it only the first time."""
        question: Question
        number = next((at for at, known in enumerate(self._catalogues) if known is context.topics), None)
        if number is None:
            self._catalogues.append(context.topics)
            question = replace(context, topics=()), len(self._catalogues) - 1, context.topics
        else:
            question = replace(context, topics=()), number, None
        return pickle.dumps(question)

    def last_words(self) -> str:
        """Kill it, and give the last line that it wrote: why it did not start."""
        self._process.kill()
        if self._process.stderr is None:
            return ""
        lines = self._process.stderr.read().decode(errors="replace").split("\n")
        return next((line.strip()[:200] for line in reversed(lines) if line.strip()), "")

    async def end(self) -> None:
        """Kill it, and wait until nothing is left of it: no zombie, no open file."""
        self._process.kill()
        await self._link.close()
        self._socket.close()
        if self._process.stderr is not None:
            self._process.stderr.close()
        await asyncio.to_thread(self._process.wait)


class _Link(asyncio.Protocol):
    """Our end of a child's socket: one answer at a time, to the mail that was asked about. Whatever else it says, or
    falls silent for good, breaks it."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._lost = asyncio.Event()
        self._broken = False
        self._number = 0
        self._answer: asyncio.Future[bytes] | None = None
        self._received = bytearray()

    def expect(self, number: int) -> asyncio.Future[bytes]:
        """The answer to the mail of this number."""
        self._number = number
        self._answer = asyncio.get_running_loop().create_future()
        if self._broken:
            self._break()
        return self._answer

    def write(self, *parts: bytes) -> None:
        if self._transport is not None:
            self._transport.writelines(parts)

    async def close(self) -> None:
        if self._transport is not None:
            self._transport.abort()
            await self._lost.wait()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self._received += data
        if len(self._received) < ANSWER.size:
            return
        number, size = ANSWER.unpack_from(self._received)
        missing = ANSWER.size + size - len(self._received)
        if self._answer is None or number != self._number or size > MAX_ANSWER_BYTES or missing < 0:
            self._break()
        elif missing == 0:
            if not self._answer.done():
                self._answer.set_result(bytes(self._received[ANSWER.size :]))
            self._answer = None
            self._received.clear()

    def connection_lost(self, exc: Exception | None) -> None:
        self._lost.set()
        self._break()

    def _break(self) -> None:
        self._broken = True
        self._received.clear()
        if self._transport is not None:
            self._transport.abort()
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(_ChildBroke())


def _answer(data: bytes) -> _Answer:
    """A child's answer, trusted in nothing; ValueError where it is none. After any trouble a child is done."""
    match json.loads(data.decode("utf-8", errors="surrogatepass")):
        case {"reading": reading, "tired": bool(tired)}:
            return _Answer(reading_from_json(reading), tired)
        case {"trouble": "failure", "where": str(where)} if _WHERE.fullmatch(where):
            return _Answer(_unreadable(f"{_TROUBLES['failure']} ({where})"), tired=True)
        case {"trouble": str(trouble)} if trouble in _TROUBLES:
            return _Answer(_unreadable(_TROUBLES[trouble]), tired=True)
    raise ValueError("not an answer")


def _unreadable(trouble: str) -> Reading:
    return Reading(kind=Kind.UNREADABLE, rule="beyond the reader", trouble=trouble)


def _process(arguments: Sequence[str], theirs: int) -> subprocess.Popen[bytes]:
    """The process, with its end of the socket and the way to its modules; nothing else of ours goes along."""
    ours = Path(__file__).resolve().parents[2]
    environment = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
    environment["PYTHONPATH"] = os.pathsep.join(str(Path(each).absolute()) for each in [str(ours), *sys.path])
    return subprocess.Popen(  # noqa: S603 (our own module, in the interpreter that runs us)
        [sys.executable, "-S", "-P", *_bytecode(), "-m", "service.workflow.reading_child", *arguments],
        stdin=theirs,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment,
        cwd="/",
        start_new_session=True,  # or Ctrl-C would end it before our own drain
    )


def _bytecode() -> list[str]:
    """The options by which a child keeps its bytecode where we do, and none where we may not."""
    prefix = [f"-Xpycache_prefix={Path(sys.pycache_prefix).absolute()}"] if sys.pycache_prefix else []
    return [*prefix, "-B"] if sys.dont_write_bytecode else prefix
