"""A reader that a mail can harm: `X-Harm: NAME ARGUMENT` in it is done, by real code, in the child that reads it.

Given to ProcessReader as the entry "poison:read". Every other mail is read as ever.
"""

from __future__ import annotations

import ctypes
import json
import os
import re
import resource
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from service.domain import Kind
from service.reading import read as really_read
from service.reading.interchange import reading_to_json
from service.reading.values import Context, Reading, Segment, Words
from service.workflow.reading_child import ANSWER, FIRST_MAIL, MAX_ANSWER_BYTES

_HARM = re.compile(rb"^X-Harm: (\S+) ?(\S*)", re.MULTILINE)
_SOCKET = 0
_hoard: list[bytes] = []
_visits: list[socket.socket] = []


def harmful(name: str, argument: str = "") -> bytes:
    """A mail that does this harm."""
    return f"From: ada.moss@example.edu\nX-Harm: {name} {argument}\n\nWe met.\n".encode()


def read_when_loaded(raw: bytes, context: Context) -> Reading:
    """The same by a child that has loaded all that reading wants, as in service, so that no mail pays for that."""
    return really_read(raw, context) if raw == FIRST_MAIL else read(raw, context)


def read(raw: bytes, context: Context) -> Reading:
    if raw == FIRST_MAIL:
        return Reading(Kind.EMPTY)  # a child that is to die soon need not have imported all that reading wants
    found = _HARM.search(raw)
    harm = found and HARMS[found[1].decode()](found[2].decode())
    return harm or really_read(raw, context)


def read_as_of_another_version(raw: bytes, context: Context) -> Reading:
    """An entry of its own: its readings have a field that the owner does not know."""
    child = sys.modules["__main__"]
    child.reading_to_json = lambda reading: {**reading_to_json(reading), "mood": "glad"}  # type: ignore[attr-defined]
    return Reading(Kind.EMPTY)


def _loop(_: str) -> None:
    while True:
        pass


def _bomb(_: str) -> None:
    hoard = []
    while True:
        hoard.append(bytes(1 << 20))


def _bomb_at_once(_: str) -> None:
    bytes(4 << 30)


def _exit(_: str) -> None:
    os._exit(3)


def _crash(_: str) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def _raise(secret: str) -> None:
    raise LookupError(secret)


def _recurse(argument: str) -> None:
    _recurse(argument)


def _leak(megabytes: str) -> None:
    _hoard.append(bytes(int(megabytes) << 20))


def _print(_: str) -> None:
    print("something on standard output")
    print("something on standard error", file=sys.stderr, flush=True)
    sys.stdout.flush()


def _say(said: bytes) -> None:
    """Say it to the owner, out of turn."""
    socket.socket(fileno=os.dup(_SOCKET)).sendall(said)


def _number() -> int:
    """The number of the mail that is being read, out of the frame of `answer_next`."""
    frame = sys._getframe()
    while "number" not in frame.f_locals or frame.f_code.co_name != "answer_next":
        assert frame.f_back is not None
        frame = frame.f_back
    return int(frame.f_locals["number"])


def _answer(body: bytes) -> None:
    """Answer for the reader, and then stand still."""
    _say(ANSWER.pack(_number(), len(body)) + body)
    signal.pause()


def _answer_another(_: str) -> None:
    _say(ANSWER.pack(_number() + 1, 2) + b"{}")
    signal.pause()


def _answer_twice(_: str) -> None:
    body = json.dumps({"trouble": "size"}).encode()
    _say(ANSWER.pack(_number(), len(body)) + body)


def _answer_in_pieces(_: str) -> None:
    """A right answer, one byte after the other."""
    body = json.dumps({"trouble": "size"}).encode()
    for byte in ANSWER.pack(_number(), len(body)) + body:
        _say(bytes([byte]))
    signal.pause()


def _announce_too_much(_: str) -> None:
    _say(ANSWER.pack(_number(), MAX_ANSWER_BYTES + 1))
    signal.pause()


def _too_many_words(_: str) -> Reading:
    return Reading(Kind.REPORT, words=Words((Segment("x" * MAX_ANSWER_BYTES),)))


def _visit(place: str) -> None:
    """Tell whoever listens there which process this is; the connection ends when this process does."""
    meeting = socket.socket(socket.AF_UNIX)
    _visits.append(meeting)
    meeting.connect(place)
    meeting.sendall(f"{os.getpid()}\n".encode())


def _meet(place: str) -> None:
    """Visit, and never come back. With nobody there: read on."""
    with suppress(OSError):
        _visit(place)
        _loop("")


def _unheard(harm: Callable[[str], object]) -> Callable[[str], None]:
    """The same where the kernel does not tell that the owner has died, as on macOS."""

    def unheard(place: str) -> None:
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(1, 0, 0, 0, 0)  # PR_SET_PDEATHSIG
        harm(place)

    return unheard


def _tell(_: str) -> Reading:
    """What this process may do, and what it was given."""
    told = {
        "core": resource.getrlimit(resource.RLIMIT_CORE),
        "file size": resource.getrlimit(resource.RLIMIT_FSIZE),
        "files": resource.getrlimit(resource.RLIMIT_NOFILE),
        "processes": resource.getrlimit(resource.RLIMIT_NPROC),
        "memory": resource.getrlimit(resource.RLIMIT_AS),
        "environment": sorted(os.environ),
        "folder": str(Path.cwd()),
        "session": os.getsid(0) == os.getpid(),
        "open": sorted(fd for fd in range(64) if _is_open(fd)),
        "pid": os.getpid(),
    }
    return Reading(Kind.REPORT, trouble=json.dumps(told))


def _is_open(fd: int) -> bool:
    with suppress(OSError):
        os.fstat(fd)
        return True
    return False


HARMS: dict[str, Callable[[str], Reading | None]] = {
    "loop": _loop,
    "bomb": _bomb,
    "bomb-at-once": _bomb_at_once,
    "exit": _exit,
    "crash": _crash,
    "raise": _raise,
    "recurse": _recurse,
    "leak": _leak,
    "print": _print,
    "garbage": lambda _: _say(b"HTTP/1.1 400 Bad Request\r\n\r\n"),
    "no-json": lambda _: _answer(b"\x80\x05]"),
    "no-reading": lambda _: _answer(b'{"reading": {"kind": "report"}, "tired": false}'),
    "no-object": lambda _: _answer(b"[7]"),
    "deep-json": lambda _: _answer(b"[" * 200_000),
    "long-number": lambda _: _answer(b"9" * 10_000),
    "lying-where": lambda _: _answer(b'{"trouble": "failure", "where": "<secret words>"}'),
    "answer-another": _answer_another,
    "answer-twice": _answer_twice,
    "answer-in-pieces": _answer_in_pieces,
    "announce-too-much": _announce_too_much,
    "too-many-words": _too_many_words,
    "visit": _visit,
    "meet": _meet,
    "unheard-visit": _unheard(_visit),
    "unheard-meet": _unheard(_meet),
    "tell": _tell,
}
