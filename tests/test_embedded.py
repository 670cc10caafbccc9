"""The embedded Valkey: one owner, no trace, and never alone."""

from __future__ import annotations

import asyncio
import contextlib
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis.asyncio import Redis

from service import embedded
from service.embedded import EmbeddedValkey, EmbeddedValkeyError, server_programs, url_of_running

SERVERS = server_programs()

OWNER = """
import asyncio, sys, threading
from pathlib import Path
from service.embedded import EmbeddedValkey

async def own():
    valkey = EmbeddedValkey(Path(sys.argv[1]))
    await valkey.start()
    print(valkey.url, flush=True)
    await asyncio.Event().wait()

if sys.argv[2:] == ["thread"]:
    owning = threading.Thread(target=asyncio.run, args=(own(),))
    owning.start()
    owning.join()
else:
    asyncio.run(own())
"""


def owner(data: Path, *arguments: str) -> tuple[subprocess.Popen[str], str]:
    """A process that owns a Valkey, and the URL of it."""
    command = [sys.executable, "-c", OWNER, str(data), *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


async def process_id(url: str) -> int:
    async with Redis.from_url(url) as redis:
        return int((await redis.info("server"))["process_id"])


def ended(pid: int, seconds: float = 5.0) -> bool:
    """Whether a process that is not our child ends in time."""
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    with contextlib.closing(os.fdopen(descriptor)):
        return bool(select.select([descriptor], [], [], seconds)[0])


def parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


@pytest.mark.parametrize("server", SERVERS, ids=lambda path: path.parent.name + "/" + path.name)
async def test_it_answers_where_its_url_says_and_leaves_nothing_behind(tmp_path: Path, server: Path) -> None:
    valkey = EmbeddedValkey(tmp_path / "data", [server])
    await valkey.start()
    async with Redis.from_url(valkey.url) as redis:
        await redis.set("a", "b")
        assert await redis.get("a") == b"b"
        config = await redis.config_get("*")
    assert (config["port"], config["appendonly"], config["save"]) == ("0", "no", "")
    assert (config["maxmemory"], config["maxmemory-policy"]) == (str(64 << 20), "noeviction")
    assert url_of_running(tmp_path / "data") == valkey.url
    folder = Path(valkey.url.removeprefix("unix://")).parent
    assert folder.stat().st_mode & 0o777 == 0o700
    await valkey.stop()
    assert not folder.exists()
    assert url_of_running(tmp_path / "data") is None
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["valkey.lock"]


async def test_arq_finds_it(tmp_path: Path) -> None:
    from arq.connections import RedisSettings, create_pool

    valkey = EmbeddedValkey(tmp_path)
    await valkey.start()
    pool = await create_pool(RedisSettings.from_dsn(valkey.url))
    assert await pool.enqueue_job("look") is not None
    await pool.aclose()
    await valkey.stop()


@pytest.mark.parametrize("name", ["with a space", "ü" * 40 + "/" + "long" * 30])
async def test_the_data_folders_path_does_not_matter(tmp_path: Path, name: str) -> None:
    valkey = EmbeddedValkey(tmp_path / name)
    await valkey.start()
    assert await process_id(valkey.url)
    await valkey.stop()


async def test_a_long_temporary_folder_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ("x" * 100)).mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / ("x" * 100)))
    valkey = EmbeddedValkey(tmp_path)
    await valkey.start()
    assert valkey.url.startswith("unix:///tmp/")
    await valkey.stop()


async def test_a_second_owner_is_refused_and_the_first_stays(tmp_path: Path) -> None:
    first = EmbeddedValkey(tmp_path)
    await first.start()
    with pytest.raises(EmbeddedValkeyError, match=f"another mentormail runs here \\(process {os.getpid()}\\)"):
        await EmbeddedValkey(tmp_path).start()
    assert await process_id(first.url)
    await first.stop()
    again = EmbeddedValkey(tmp_path)
    await again.start()
    await again.stop()


@pytest.mark.skipif(sys.platform != "linux", reason="pidfd")
@pytest.mark.parametrize("where", [[], ["thread"]], ids=["kernel", "watchdog"])
async def test_it_dies_with_its_owner_and_the_next_owner_starts_afresh(tmp_path: Path, where: list[str]) -> None:
    process, url = owner(tmp_path, *where)
    server = await process_id(url)
    process.kill()
    process.communicate()
    assert ended(server)
    assert url_of_running(tmp_path) is None
    valkey = EmbeddedValkey(tmp_path)
    await valkey.start()
    assert not Path(url.removeprefix("unix://")).parent.exists()
    await valkey.stop()


@pytest.mark.skipif(sys.platform != "linux", reason="pidfd")
async def test_a_server_that_outlived_its_owner_is_replaced(tmp_path: Path) -> None:
    """As where neither the kernel nor the watchdog could end it."""
    process, url = owner(tmp_path, "thread")
    server = await process_id(url)
    os.kill(parent(server), signal.SIGKILL)
    process.kill()
    process.communicate()
    assert not ended(server, 0.1)
    valkey = EmbeddedValkey(tmp_path)
    await valkey.start()
    assert ended(server)
    assert await process_id(valkey.url) != server
    await valkey.stop()


async def test_ctrl_c_does_not_reach_it(tmp_path: Path) -> None:
    valkey = EmbeddedValkey(tmp_path)
    await valkey.start()
    server = await process_id(valkey.url)
    assert os.getsid(server) == server != os.getsid(0)
    await valkey.stop()


@pytest.mark.skipif(sys.platform != "linux", reason="pidfd")
async def test_a_server_that_is_killed_comes_back_in_its_old_place(tmp_path: Path) -> None:
    valkey = EmbeddedValkey(tmp_path)
    await valkey.start()
    server, url = await process_id(valkey.url), valkey.url
    os.kill(server, signal.SIGKILL)
    assert ended(server)
    async with asyncio.timeout(5):
        while not await embedded._answers(Path(url.removeprefix("unix://"))):  # noqa: ASYNC110 (it tells nobody)
            await asyncio.sleep(0.01)
    assert valkey.url == url
    assert await process_id(url) != server
    await valkey.stop()


@pytest.fixture
def port_6379() -> Iterator[list[bytes]]:
    """Somebody else's Redis: what was said to it."""
    heard: list[bytes] = []
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", 6379))
        except OSError:
            pytest.skip("port 6379 is taken by a real one")
        listener.listen()

        def listen() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, _ = listener.accept()
                    heard.append(connection.recv(100))

        listening = threading.Thread(target=listen, daemon=True)
        listening.start()
        yield heard
        listener.shutdown(socket.SHUT_RDWR)
        listening.join()


async def test_a_redis_on_port_6379_is_not_touched(tmp_path: Path, port_6379: list[bytes]) -> None:
    valkey = EmbeddedValkey(tmp_path)
    await valkey.start()
    assert await process_id(valkey.url)
    await valkey.stop()
    assert port_6379 == []


async def test_the_next_server_is_tried_where_one_does_not_start(tmp_path: Path) -> None:
    broken = tmp_path / "broken-server"
    broken.write_text("#!/bin/sh\nexit 7\n")
    broken.chmod(0o755)
    valkey = EmbeddedValkey(tmp_path, [broken, SERVERS[0]])
    await valkey.start()
    assert await process_id(valkey.url)
    await valkey.stop()


async def test_without_a_server_one_line_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EmbeddedValkeyError, match=r"no valkey-server and no redis-server.*set \[store\] redis"):
        await EmbeddedValkey(tmp_path, []).start()
    with pytest.raises(EmbeddedValkeyError, match=r"false: ended with status 1\. Install"):
        await EmbeddedValkey(tmp_path, [Path("/bin/false")]).start()
    assert url_of_running(tmp_path) is None
    with pytest.raises(EmbeddedValkeyError, match="has not been started"):
        _ = EmbeddedValkey(tmp_path).url


async def test_a_file_that_names_another_folder_harms_nothing(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "log").write_text("mine")
    (tmp_path / "valkey.socket").write_text(f"{precious}/s\n")
    valkey = EmbeddedValkey(tmp_path)
    await valkey.start()
    await valkey.stop()
    assert (precious / "log").read_text() == "mine"
