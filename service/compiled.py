"""What took long to make, and is the same in every process, kept beside the bytecode as Python keeps that.

Patterns of very many ways are parsed, filed and compiled by code in Python: seconds of it, for which every process that
reads mail would wait again. So what making them gave lies in a file that is to the modules of `reading/patterns` what a
.pyc is to a module: beside the bytecode, good for one version of Python and of what made it, written by whoever may
write there and made anew by everybody else. It changes how soon a thing is there and never what it is, which is why
pure rooms may ask for it, as they may for what was learned. They only ask; `keep` is for those who run them.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]
import marshal
import os
import sys
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cached_property
from importlib.util import cache_from_source, source_hash
from pathlib import Path
from typing import Any, TypeVar

Key = tuple[str | int, ...]
"""Who made a thing, and all that went into it."""
Rows = dict[Key, tuple[int, bytes]]
"""The things, packed, each with how many writers in a row had no use for it."""
Thing = TypeVar("Thing")

MAKERS = ("cued", "needs", "ways")
"""The modules of `reading/patterns` whose code makes what is kept."""
PATIENCE = 8
"""How many writers in a row may have no use for a thing before it is left out. It may be of words that were changed, or
of mail that is rare."""


class Shelf:
    """Things by their keys, as far as `marshal` knows them, in a file that is read when the first is asked for.

    The file is good only for the Python that runs and the `sources` as they are; where it is any other, or damaged, the
    shelf is empty. Without a file, or a way to read the sources, things are made and that is all.
    """

    def __init__(self, file: Path | None, sources: Iterable[Path]) -> None:
        self._file, self._sources = file, tuple(sources)
        self._rows: Rows | None = None
        self._used: set[Key] = set()
        self._has_more = False

    def kept(self, key: Key, make: Callable[[], Thing]) -> Thing:
        """What `make` gave for this key, in this process or an earlier one."""
        if self._rows is None:
            self._rows = self._read()
        self._used.add(key)
        if key in self._rows:
            return _unpacked(self._rows[key][1])  # type: ignore[no-any-return]
        made = make()
        self._rows[key] = (0, zlib.compress(marshal.dumps(made)))  # type: ignore[arg-type]
        self._has_more = True
        return made

    def keep(self) -> None:
        """Write what is new, where Python may write its bytecode, and let go of all until it is asked for again."""
        if self._rows and self._has_more and self._file and self._mark and not sys.dont_write_bytecode:
            payload = marshal.dumps(self._still_wanted(self._rows))
            with suppress(OSError):  # a folder of others, say, or one that is mounted to be read
                _write(self._file, self._mark + source_hash(payload) + payload)
        self._rows, self._has_more = None, False
        self._used.clear()

    def _still_wanted(self, rows: Rows) -> Rows:
        """What this process used, and what others may."""
        idle = {key: 0 if key in self._used else writers + 1 for key, (writers, _) in rows.items()}
        return {key: (idle[key], packed) for key, (_, packed) in rows.items() if idle[key] <= PATIENCE}

    def _read(self) -> Rows:
        """What the file holds, once it is known to be whole: `marshal` may fail in any way over what is not."""
        mark = self._mark
        head = len(mark) + _HASH_BYTES
        try:
            data = self._file.read_bytes() if self._file else b""
        except OSError:
            return {}
        is_good = mark and data[:head] == mark + source_hash(data[head:])
        return marshal.loads(data[head:]) if is_good else {}  # noqa: S302 (ours, as the bytecode beside it)

    @cached_property
    def _mark(self) -> bytes:
        """What the file begins with: for which Python it is, and by what code. Empty where that cannot be read. Found
        once, before anything is made, because a process has the code it began with, whatever becomes of the source.
        """
        python = (sys.version, sys.implementation.cache_tag, sys.byteorder, _sre.MAGIC, _sre.CODESIZE)
        try:
            return source_hash(repr((python, [source.read_bytes() for source in self._sources])).encode())
        except OSError:
            return b""


_HASH_BYTES = len(source_hash(b""))


def _unpacked(packed: bytes) -> Any:
    return marshal.loads(zlib.decompress(packed))  # noqa: S302 (ours, as the bytecode beside it)


def _write(file: Path, data: bytes) -> None:
    """Write as Python writes bytecode: under another name first, so that whoever reads meanwhile has a whole file. Of
    two who write at once the last to end has its way.
    """
    passing = file.with_name(f"{file.name}.{os.urandom(4).hex()}")
    try:
        with passing.open("xb") as written:
            written.write(data)
        passing.replace(file)
    finally:
        passing.unlink(missing_ok=True)


def _beside_bytecode(module: str) -> Path | None:
    """The file that goes with a module's bytecode, wherever PYTHONPYCACHEPREFIX wants that."""
    try:
        return Path(cache_from_source(module, optimization="")).with_suffix(".shelf")
    except NotImplementedError:  # a Python that keeps no bytecode
        return None


_PATTERNS = Path(__file__).parent / "reading" / "patterns"
_ours = Shelf(_beside_bytecode(__file__), [Path(__file__), *(_PATTERNS / f"{maker}.py" for maker in MAKERS)])
kept, keep = _ours.kept, _ours.keep
