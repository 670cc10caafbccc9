"""A process that reads mail and nothing else: a request at standard input, its answer back the same way.

Started by reading_pool as `python -m service.workflow.reading_child ENTRY MEGABYTES SECONDS`. It holds no key, no
database and no settings; the worst a mail can make of it is a wrong reading of mail. Requests come pickled from the
owner, who is trusted; answers go as JSON, because the child is not.
"""

from __future__ import annotations

import ctypes
import importlib
import json
import os
import pickle
import resource
import signal
import socket
import struct
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from service import compiled
from service.domain import Topic
from service.reading.interchange import reading_to_json
from service.reading.values import Context, Reading

REQUEST = struct.Struct(">QII")
"""The mail's number, the bytes of its pickled Question, the bytes of the mail; both follow."""
ANSWER = struct.Struct(">QI")
"""The number of the mail that is answered, the bytes of the JSON that follows."""
MAX_ANSWER_BYTES = 8 << 20

FIRST_MAIL = b"Subject: Re: check-in\n\nWe met last Monday for an hour.\n"
"""What the owner asks first. With it comes all that reading imports late, so that no other mail pays for it; and a
child of another version than its owner's (after an upgrade, say) is found out before it harms a real one."""

Question = tuple[Context, int, tuple[Topic, ...] | None]
"""The context without its topics, the number of their catalogue, and the catalogue itself where it is new."""

Read = Callable[[bytes, Context], Reading]

_FILES = 32
_GRACE_SECONDS = 2.0
_TIRED = 4
"""The part of its allowance that a child may stay grown by: a quarter."""
_PAGE = resource.getpagesize()
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38


def main() -> None:
    """Read the first mail, then with limits whatever comes, until the owner closes the socket."""
    entry, megabytes, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    _belong_to_owner()
    read, memory = _entry(entry), _Memory(megabytes << 20)
    with socket.socket(fileno=0) as connection, connection.makefile("rb") as requests:
        child = _Child(read, memory, requests, connection)
        child.answer_next()
        compiled.keep()
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), sys.stderr.fileno())  # from here on a traceback could hold a mail's words
        memory.cap()
        _limit()
        child.serve(seconds + _GRACE_SECONDS)


class _Child:
    """Answers one request after the other."""

    def __init__(self, read: Read, memory: _Memory, requests: BinaryIO, connection: socket.socket) -> None:
        self._read = read
        self._memory = memory
        self._requests = requests
        self._connection = connection
        self._catalogues: list[tuple[Topic, ...]] = []

    def serve(self, patience: float) -> None:
        """Answer until the requests end. The owner ends whoever takes too long; should it be gone by then, a timer of
        `patience` seconds does, with a signal that nobody catches."""
        while self.answer_next(patience):
            signal.setitimer(signal.ITIMER_REAL, 0)

    def answer_next(self, patience: float = 0) -> bool:
        """Answer a request; False where there are no more."""
        header = self._requests.read(REQUEST.size)
        if not header:
            return False
        number, question_size, mail_size = REQUEST.unpack(header)
        question, mail = self._requests.read(question_size), self._requests.read(mail_size)
        signal.setitimer(signal.ITIMER_REAL, patience)
        answer = self._answer(question, mail)
        self._connection.sendall(ANSWER.pack(number, len(answer)) + answer)
        return True

    def _answer(self, question: bytes, mail: bytes) -> bytes:
        """What the mail means, or what went wrong: never its words."""
        try:
            reading = self._read(mail, self._context(question))
            answer = _encoded(reading=reading_to_json(reading), tired=self._memory.is_tired())
        except MemoryError:
            return _encoded(trouble="memory")
        except Exception as error:
            return _encoded(trouble="failure", where=_where(error))
        return answer if len(answer) <= MAX_ANSWER_BYTES else _encoded(trouble="size")

    def _context(self, pickled: bytes) -> Context:
        question: Question = pickle.loads(pickled)  # noqa: S301 (from our owner; the mail comes beside it)
        context, number, topics = question
        if topics is not None:
            self._catalogues.append(topics)
        return replace(context, topics=self._catalogues[number])


def _encoded(**answer: Any) -> bytes:
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode("utf-8", errors="surrogatepass")


def _where(error: Exception) -> str:
    """An error's type and place. Its text may hold the mail's words."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    file = Path(place.tb_frame.f_code.co_filename).name if place else "nowhere"
    return f"{type(error).__name__} at {file}:{place.tb_lineno if place else 0}"


# --- the process


def _belong_to_owner() -> None:
    """End when the owner ends, and only then: whoever stops the service lets it drain first."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    if sys.platform == "linux":
        # Elsewhere, and should the owner be gone already, the socket's end and the timer tell.
        libc = ctypes.CDLL(None)
        for option, value in (
            (_PR_SET_PDEATHSIG, signal.SIGKILL),
            (_PR_SET_DUMPABLE, 0),
            (_PR_SET_NO_NEW_PRIVS, 1),
        ):
            libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0)


def _entry(name: str) -> Read:
    """The function that reads, from "module:function"."""
    module, _, function = name.partition(":")
    read: Read = getattr(importlib.import_module(module), function)
    return read


def _limit() -> None:
    """From here on: few files, none of them written; no core, no further process."""
    for what, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, _FILES),
    ):
        _lower(what, most)


def _lower(what: int, most: int) -> None:
    hard = resource.getrlimit(what)[1]
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, most))


class _Memory:
    """This process's address space and its cap, `allowance` bytes above what it has at rest. Linux only: macOS takes
    such a limit and heeds it not."""

    def __init__(self, allowance: int) -> None:
        self._allowance = allowance
        self._tired_at = sys.maxsize
        self._statm = -1
        with suppress(FileNotFoundError):
            self._statm = os.open("/proc/self/statm", os.O_RDONLY)  # kept open: opening costs more than all the rest

    def cap(self) -> None:
        if self._statm >= 0:
            at_rest = self._now()
            self._tired_at = at_rest + self._allowance // _TIRED
            _lower(resource.RLIMIT_AS, at_rest + self._allowance)

    def is_tired(self) -> bool:
        """Whether it stays grown by so much that a fresh process had better take its place."""
        return self._statm >= 0 and self._now() > self._tired_at

    def _now(self) -> int:
        return int(os.pread(self._statm, 100, 0).split()[0]) * _PAGE


if __name__ == "__main__":
    main()
