"""What an operator's machine shows, prints and leaves behind: no word of anybody's, even where something breaks."""

from __future__ import annotations

import asyncio
import os
import resource
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from commands import ROOT, mentormail
from office import ADA, PACIFIC, Office, address_of, reply_to
from one_database import on_sqlite_only
from smtp_sink import Sink

from service.embedded import EmbeddedValkey
from service.keys import new_key_lines, parse_keys
from service.relay.maildir import MaildirRelay
from service.relay.smtp import SmtpRelay
from service.relay.url import SmtpSettings
from service.relay.values import Outgoing, Refused, one_line
from service.store.models import OutboxRow
from service.store.store import Store
from service.worker import ArqWake, Duties, Worker

DIES = """
import sys, contextlib, service.runtime as runtime
@contextlib.asynccontextmanager
async def dies(*_, **__):
    raise RuntimeError("a word of tapas, for checkin+aaaaaaaaaaaa@mentor.example.org")
    yield
runtime.open_app = dies
from service.cli import app
app(sys.argv[1:])
"""


@pytest.mark.parametrize(
    ("command", "code"),
    [(["tick"], 1), (["records", "--json"], 1), (["people"], 1), (["plan"], 1), (["outbox"], 1), (["deliver"], 75)],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_a_command_that_breaks_tells_what_and_where_and_not_with_which_words(
    tmp_path: Path, command: list[str], code: int
) -> None:
    assert mentormail(tmp_path, "init", ".").returncode == 0
    done = subprocess.run(
        [sys.executable, "-c", DIES, *command],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        input=b"Subject: hello\n\nhello\n",
        capture_output=True,
        check=False,
    )
    assert done.returncode == code and done.stdout == b""
    assert done.stderr.decode().strip() == "ended by an error: RuntimeError at <string>:5"


def test_who_holds_the_keys_leaves_no_core(tmp_path: Path) -> None:
    assert mentormail(tmp_path, "init", ".").returncode == 0
    code = "from service.cli.app import *; keys_of(settings_of(None)); print(resource.getrlimit(resource.RLIMIT_CORE))"
    most = resource.getrlimit(resource.RLIMIT_CORE)[1]
    done = subprocess.run(
        [sys.executable, "-c", f"import resource; resource.setrlimit(resource.RLIMIT_CORE, ({most}, {most})); {code}"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "(0, 0)\n", done.stderr


@on_sqlite_only
async def test_nobody_else_may_read_the_database_wherever_it_stands(tmp_path: Path) -> None:
    store = Store(f"sqlite:{tmp_path / 'mentormail.db'}", parse_keys(new_key_lines(), "test"))
    await store.database.connect()
    try:
        await store.database.migrate()
        modes = _modes(tmp_path)
    finally:
        await store.close()
    assert modes == {"mentormail.db": 0o600, "mentormail.db-shm": 0o600, "mentormail.db-wal": 0o600}


def _modes(folder: Path) -> dict[str, int]:
    return {each.name: each.stat().st_mode & 0o777 for each in folder.iterdir()}


async def test_nor_letters_that_are_kept_in_a_folder(tmp_path: Path) -> None:
    relay = MaildirRelay(tmp_path / "out")
    await relay.send(Outgoing("a@example.org", "b@example.org", b"Subject: x\r\n\r\nx\r\n"))
    [letter] = (tmp_path / "out" / "new").iterdir()
    assert letter.stat().st_mode & 0o077 == 0 and letter.parent.stat().st_mode & 0o077 == 0


LETTER = Outgoing(
    "bounce+token@mentor.example.org",
    "ada@example.org",
    b"Subject: Re: tapas\r\n\r\nYou met on Friday and talked about the divorce.\r\n",
)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("550 5.7.1 Rejected: tapas", "550 5.7.1 Rejected: …"),
        ('554 spam: "talked about the divorce" found', "554 spam: … found"),
        ("550 5.1.1 no such user here", "550 5.1.1 no such user here"),
        ("450 try again, bounce+TOKEN@mentor.example.org", "450 try again, the sender"),
    ],
)
def test_what_a_relay_quotes_of_a_letter_is_not_kept(said: str, kept: str) -> None:
    assert one_line(said, LETTER) == kept


async def test_a_report_of_failure_is_asked_to_bring_back_no_word() -> None:
    async with Sink(offers=["8BITMIME", "DSN"]).open() as sink:
        relay = SmtpRelay(SmtpSettings(host="127.0.0.1", port=sink.port, tls="off"))
        assert not isinstance(await relay.send(LETTER), Refused)
        await relay.close()
        assert "RET=HDRS" in sink.letters[0].options


async def test_redis_holds_no_word_and_no_address(office: Office, tmp_path: Path) -> None:
    """Before, while and after a busy hour, and where work fails over somebody's words."""
    from redis.asyncio import Redis

    await office.step_to(datetime(2026, 11, 2, 10, 30, tzinfo=PACIFIC))
    checkin = office.letters_to(ADA)[-1]
    message = reply_to(checkin, "We met on November 2 over tapas.", office.clock.now())
    await office.send(message, ADA, [address_of(message["To"])])
    seen, failed = [], asyncio.Event()

    async def work() -> None:
        seen.append(await _dumped(client))
        await office.app.work()
        failed.set()
        raise RuntimeError(f"tapas, for {ADA}")

    valkey = EmbeddedValkey(tmp_path / "valkey")
    await valkey.start()
    client = Redis.from_url(valkey.url)
    wake, worker = ArqWake(valkey.url), Worker(valkey.url, Duties(work=work, round=work))
    running = asyncio.create_task(worker.run())
    await wake.start()
    try:
        await wake.inbox()
        async with asyncio.timeout(60):
            await failed.wait()
            while len(seen) < 2 or not await OutboxRow.filter(kind="receipt").exists():
                await wake.outbox()
                await asyncio.sleep(0.2)
        seen.append(await _dumped(client))
    finally:
        await wake.close()
        await worker.stop(1.0)
        await running
        await client.aclose()
        await valkey.stop()
    assert any(each for each in seen), "nothing was in Redis, so nothing was proved"
    assert [each for each in seen if any(word in each.lower() for word in (b"tapas", b"ada.moss", b"checkin+"))] == []


async def _dumped(client: object) -> bytes:
    """All keys with their values, as Redis itself dumps them."""
    keys = await client.keys("*")  # type: ignore[attr-defined]
    return b"\n".join([key + b" " + (await client.dump(key) or b"") for key in keys])  # type: ignore[attr-defined]
