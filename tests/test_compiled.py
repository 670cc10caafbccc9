"""What was made once is loaded by the next process, the same to the letter; and whatever became of the file, things are
there."""

from __future__ import annotations

import ast
import asyncio
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from service import compiled
from service.cli import app
from service.compiled import MAKERS, PATIENCE, Key, Shelf
from service.reading.patterns import cued, ways
from service.reading.values import Context
from service.workflow import reading_pool
from service.workflow.reading_pool import ProcessReader

ROOT = Path(__file__).resolve().parents[1]
REPLIES = sorted((ROOT / "tests" / "replies" / "hundred").glob("*.eml"))
SENTENCES = [line for path in REPLIES for line in path.read_text(encoding="utf-8", errors="replace").splitlines()][::5]

READS_ALL = """
import sys
from pathlib import Path
from service import compiled
shelf, made = compiled.Shelf(Path(sys.argv[1]), compiled._ours._sources), []
compiled.kept = lambda key, make: shelf.kept(key, lambda: (made.append(key), make())[1])
from service.reading import Context, read
read(b"\\nWe met on Monday for an hour.\\n", Context())
shelf.keep()
print(len(made))
"""
WRITES_OFTEN = """
import sys
from pathlib import Path
from service.compiled import Shelf
for turn in range(100):
    shelf = Shelf(Path(sys.argv[1]), [Path(sys.argv[2])])
    assert shelf.kept(("same",), lambda: "of all") == "of all"
    shelf.kept((sys.argv[3], turn), lambda: "x" * 10_000 * turn)
    shelf.keep()
"""


@pytest.fixture(autouse=True)
def _bytecode_may_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "maker.py").write_text("1 + 1")
    return tmp_path / "maker.py"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "kept").mkdir()
    return tmp_path / "kept" / "things.shelf"


def never() -> Any:
    raise AssertionError("this is on the shelf")


def asked(shelf: Shelf, *keys: str) -> list[str]:
    """Ask for things; those that had to be made."""
    made: list[str] = []

    def maker(key: str) -> Callable[[], str]:
        return lambda: (made.append(key), f"thing {key}")[1]

    for key in keys:
        assert shelf.kept((key,), maker(key)) == f"thing {key}"
    return made


def filled(file: Path, source: Path, *keys: str) -> None:
    shelf = Shelf(file, [source])
    asked(shelf, *keys)
    shelf.keep()


def run(script: str, *arguments: object) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


# --- from process to process


@pytest.fixture(scope="module")
def patterns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that a process leaves which had none and read a mail."""
    file = tmp_path_factory.mktemp("kept") / "patterns.shelf"
    assert int(run(READS_ALL, file).communicate()[0]) > 200
    return file


def test_a_second_process_makes_nothing(patterns: Path):
    before = patterns.stat()
    assert run(READS_ALL, patterns).communicate()[0] == "0\n"
    assert (patterns.stat().st_ino, patterns.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def fresh(kind: str, pattern: str, *how: Any) -> re.Pattern[str]:
    """The pattern of a key, made now."""
    if kind == "quick":
        return ways.quick(pattern, *how)
    if kind == "small":
        return ways.Caseless(pattern)._small
    return re.compile(pattern) if kind == "as written" else ways.pattern_of(cued._made(pattern, *how)[1])


def test_what_was_kept_finds_the_same(patterns: Path, monkeypatch: pytest.MonkeyPatch):
    shelf = Shelf(patterns, compiled._ours._sources)
    keys: list[Any] = list(shelf._read())
    assert {kind for kind, *_ in keys} == {"quick", "small", "cued", "as written"}
    monkeypatch.setattr(ways, "kept", lambda _, make: make())
    for key in keys:
        kind, text, *_ = key
        found = shelf.kept(key, never)
        old = ways.pattern_of(found[1] if kind == "cued" else found, text if kind in ("quick", "as written") else None)
        new = fresh(*key)
        assert old == new  # their code, their flags and their text
        assert (old.groups, old.groupindex, old.flags) == (new.groups, new.groupindex, new.flags)
        for sentence in SENTENCES:
            one, other = old.search(sentence.lower()), new.search(sentence.lower())
            assert (one and (one.span(), one.groups(), one.lastgroup)) == (
                other and (other.span(), other.groups(), other.lastgroup)
            )


def test_what_a_pattern_needs_was_kept_as_it_is(patterns: Path):
    shelf = Shelf(patterns, compiled._ours._sources)
    of_cued = [key for key in shelf._read() if key[0] == "cued"]
    assert len(of_cued) > 100
    for key in of_cued:
        assert shelf.kept(key, never)[0] == cued._made(*key[1:])[0]


def test_all_that_makes_is_among_the_sources():
    """Or a change of it would find what was made before."""
    reading = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "service" / "reading").rglob("*.py")}
    makers = {name for name, text in reading.items() if "service.compiled" in text}
    for name in list(makers):
        modules = [node.module for node in ast.walk(ast.parse(reading[name])) if isinstance(node, ast.ImportFrom)]
        makers |= {str(module).split(".")[-1] for module in modules if str(module).startswith("service.reading.")}
    assert makers == set(MAKERS)
    assert all(source.is_file() for source in compiled._ours._sources)


# --- what the file is worth


def test_what_was_kept_is_not_made_again(file: Path, source: Path):
    filled(file, source, "a", "b")
    assert asked(Shelf(file, [source]), "a", "b", "c") == ["c"]


def test_it_is_there_again_after_all_was_let_go(file: Path, source: Path):
    shelf = Shelf(file, [source])
    assert asked(shelf, "a", "a") == ["a"]
    shelf.keep()
    assert asked(shelf, "a") == []


def test_each_damage_is_noticed(file: Path, source: Path):
    filled(file, source, "a")
    whole = file.read_bytes()
    spoiled = [whole[:length] for length in range(len(whole))]
    spoiled += [whole[:at] + bytes([whole[at] ^ 0x41]) + whole[at + 1 :] for at in range(len(whole))]
    spoiled += [bytes(len(whole)), os.urandom(len(whole)), whole + b"\0", whole * 2]
    for data in spoiled:
        file.write_bytes(data)
        assert asked(Shelf(file, [source]), "a") == ["a"]
    filled(file, source, "a")
    assert asked(Shelf(file, [source]), "a") == []


def test_what_other_code_made_is_made_anew(file: Path, source: Path):
    filled(file, source, "a")
    source.write_text("1 + 2")
    assert asked(Shelf(file, [source]), "a") == ["a"]


def test_what_another_python_made_is_made_anew(file: Path, source: Path, monkeypatch: pytest.MonkeyPatch):
    filled(file, source, "a")
    monkeypatch.setattr(sys, "version", "3.12.99")
    assert asked(Shelf(file, [source]), "a") == ["a"]


def test_what_is_made_by_code_that_has_changed_meanwhile_is_not_taken_for_the_new_code_s(file: Path, source: Path):
    shelf = Shelf(file, [source])
    asked(shelf, "a")
    source.write_text("1 + 2")
    shelf.keep()
    assert asked(Shelf(file, [source]), "a") == ["a"]


def test_where_the_code_cannot_be_read_nothing_is_kept(file: Path, source: Path):
    source.unlink()
    filled(file, source, "a")
    assert not file.exists()


def test_what_nobody_uses_any_more_is_left_out_in_time(file: Path, source: Path):
    filled(file, source, "old", "a")
    for turn in range(PATIENCE):
        filled(file, source, "a", f"new {turn}")
    key: Key = ("old",)
    assert key in Shelf(file, [source])._read()
    filled(file, source, "a", "one more")
    assert key not in Shelf(file, [source])._read()
    assert ("a",) in Shelf(file, [source])._read()


def test_what_is_used_stays(file: Path, source: Path):
    filled(file, source, "a")
    for turn in range(PATIENCE * 3):
        filled(file, source, f"new {turn}", *(["a"] if turn % PATIENCE == 0 else []))
    assert asked(Shelf(file, [source]), "a") == []


# --- writing


def test_nothing_is_written_where_nothing_is_new(file: Path, source: Path):
    filled(file, source, "a")
    before = file.stat()
    filled(file, source, "a")
    filled(file, source)
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_nothing_is_written_where_python_may_write_no_bytecode(
    file: Path, source: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    filled(file, source, "a")
    assert not file.exists()


def test_a_place_that_cannot_be_written_changes_nothing(file: Path, source: Path):
    """No folder; a file for a folder, where root cannot write either; a folder for the file; no place at all."""
    file.mkdir()
    for place in (file.parent / "none" / "x.shelf", source / "x.shelf", file, None):
        shelf = Shelf(place, [source])
        assert asked(shelf, "a", "b") == ["a", "b"]
        shelf.keep()
    assert list(file.parent.iterdir()) == [file]


def test_who_may_read_it_is_as_with_other_files(file: Path, source: Path):
    filled(file, source, "a")
    (file.parent / "other").touch()
    assert file.stat().st_mode == (file.parent / "other").stat().st_mode


def test_a_link_is_replaced_and_not_followed(file: Path, source: Path, tmp_path: Path):
    (tmp_path / "elsewhere").write_text("mine")
    file.symlink_to(tmp_path / "elsewhere")
    filled(file, source, "a")
    assert not file.is_symlink()
    assert (tmp_path / "elsewhere").read_text() == "mine"


def test_of_several_who_write_at_once_each_leaves_a_whole_file(file: Path, source: Path):
    filled(file, source, "first")
    writers = [run(WRITES_OFTEN, file, source, name) for name in ("one", "other")]
    seen = set()
    while any(writer.poll() is None for writer in writers):
        rows = Shelf(file, [source])._read()
        assert rows  # a torn file would be taken for empty
        seen.add(len(rows))
    assert [writer.communicate() and writer.returncode for writer in writers] == [0, 0]
    assert len(seen) > 1
    assert list(file.parent.iterdir()) == [file]


# --- who keeps


def test_the_file_lies_with_the_bytecode(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "pycache_prefix", "/elsewhere")
    assert compiled._beside_bytecode("/opt/it/compiled.py") == Path(
        f"/elsewhere/opt/it/compiled.{sys.implementation.cache_tag}.shelf"
    )
    monkeypatch.setattr(sys.implementation, "cache_tag", None)
    assert compiled._beside_bytecode("/opt/it/compiled.py") is None


@pytest.mark.parametrize("command", [["parse", str(REPLIES[0])], ["evaluate", "{folder}"]])
def test_commands_that_read_keep_what_they_made(command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for suffix in (".eml", ".json"):
        (tmp_path / f"1{suffix}").write_bytes(REPLIES[0].with_suffix(suffix).read_bytes())
    kept: list[bool] = []
    monkeypatch.setattr(compiled, "keep", lambda: kept.append(True))
    assert CliRunner().invoke(app, [each.format(folder=tmp_path) for each in command]).exit_code == 0
    assert kept == [True]


def test_a_child_keeps_its_bytecode_where_its_owner_does(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "pycache_prefix", None)
    assert reading_pool._bytecode() == []
    monkeypatch.setattr(sys, "pycache_prefix", "/elsewhere")
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert reading_pool._bytecode() == ["-Xpycache_prefix=/elsewhere", "-B"]


@pytest.mark.slow
def test_a_child_keeps_what_it_made_before_it_reads_mail_of_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Afterwards it may write no more."""

    async def read_one() -> None:
        pool = ProcessReader(1, 20.0)
        await pool.read(b"\nWe met.\n", Context())
        await pool.close()

    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    asyncio.run(read_one())
    [file] = tmp_path.rglob("*.shelf")
    assert len(Shelf(file, compiled._ours._sources)._read()) > 200
