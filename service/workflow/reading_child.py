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

from service.domain import Topic
from service.reading.interchange import reading_to_json
from service.reading.values import Context, Reading

REQUEST = struct.Struct(">QII")
"""The mail's number, the bytes of its pickled Question, the bytes of the mail; both follow."""
ANSWER = struct.Struct(">QI")
"""The number of the mail that is answered, the bytes of the JSON that follows."""
READY = ANSWER.pack(0, 0)
MAX_ANSWER_BYTES = 8 << 20

FIRST_MAIL = b"Subject: Re: check-in\n\nWe met last Monday for an hour.\n"
"""Read before the limits are set, for the sake of what reading imports late: no other mail pays for it."""

Question = tuple[Context, int, tuple[Topic, ...] | None]
"""The context without its topics, the number of their catalogue, and the catalogue itself where it is new."""

Read = Callable[[bytes, Context], Reading]

_FILES = 32
_GRACE_SECONDS = 2.0
_TIRED = 4
"""A child that stays grown by a quarter of its allowance makes room for a fresh one."""
_PAGE = resource.getpagesize()
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38


def main() -> None:
    """Read mail until the owner closes the socket."""
    entry, megabytes, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    _belong_to_owner()
    read = _entry(entry)
    read(FIRST_MAIL, Context())
    connection = socket.socket(fileno=0)
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stderr.fileno())  # from here on a traceback could hold a mail's words
    space, allowance = _AddressSpace(), megabytes << 20
    at_rest = space.now()
    _limit(at_rest, allowance)
    connection.sendall(READY)
    with connection.makefile("rb") as requests:
        child = _Child(read, seconds, lambda: space.now() > at_rest + allowance // _TIRED)
        child.serve(requests, connection)


class _Child:
    """Answers one request after the other. `is_tired` tells whether it has grown so that it had better end."""

    def __init__(self, read: Read, seconds: float, is_tired: Callable[[], bool]) -> None:
        self._read = read
        self._patience = seconds + _GRACE_SECONDS
        self._is_tired = is_tired
        self._catalogues: list[tuple[Topic, ...]] = []

    def serve(self, requests: BinaryIO, connection: socket.socket) -> None:
        """Answer until the requests end."""
        while header := requests.read(REQUEST.size):
            number, question_size, mail_size = REQUEST.unpack(header)
            question, mail = requests.read(question_size), requests.read(mail_size)
            # The owner ends whoever takes too long. Should it be gone by then, this does: a signal nobody catches.
            signal.setitimer(signal.ITIMER_REAL, self._patience)
            answer = self._answer(question, mail)
            signal.setitimer(signal.ITIMER_REAL, 0)
            connection.sendall(ANSWER.pack(number, len(answer)) + answer)

    def _answer(self, question: bytes, mail: bytes) -> bytes:
        """What the mail means, or what went wrong: never its words."""
        try:
            reading = self._read(mail, self._context(question))
            answer = _encoded(reading=reading_to_json(reading), tired=self._is_tired())
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


def _limit(at_rest: int, allowance: int) -> None:
    """From here on: little memory (Linux), few files, and none written; no core, no further process."""
    limits = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NPROC: 0,
        resource.RLIMIT_NOFILE: _FILES,
    }
    if at_rest:
        limits[resource.RLIMIT_AS] = at_rest + allowance
    for what, most in limits.items():
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))


class _AddressSpace:
    """The bytes of address space this process has; 0 where the system does not tell (macOS, which caps none either)."""

    def __init__(self) -> None:
        self._statm = -1
        with suppress(FileNotFoundError):
            self._statm = os.open("/proc/self/statm", os.O_RDONLY)  # kept open: opening costs more than all the rest

    def now(self) -> int:
        if self._statm < 0:
            return 0
        return int(os.pread(self._statm, 100, 0).split()[0]) * _PAGE


if __name__ == "__main__":
    main()
