"""Reading in capped children: what a mail can do to one, and what it cannot do to anybody else (docs/mail.md, 1, 6, 7).

Every harm is done by real code in a real child (tests/support/poison.py).
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import poison
import pytest
import uvloop
from office import DOMAIN, START, write_settings
from poison import harmful
from structlog.testing import capture_logs
from tables import make_tables

from service.arrivals import Arrival
from service.clock import SteppedClock
from service.domain import Doubt, Kind
from service.errors import ReaderUnavailable
from service.keys import new_key_lines, parse_keys
from service.reading import read
from service.reading.mail.message import MAX_BYTES
from service.reading.values import Context, Reading
from service.runtime import open_app
from service.topics import load_topics
from service.workflow.reading_pool import ProcessReader

MAIL = b"From: ada.moss@example.edu\r\nDate: Mon, 16 Nov 2026 09:00:00 -0800\r\n\r\nWe met on Friday for an hour.\r\n"
HOSTILE = [file.read_bytes() for file in (Path(__file__).resolve().parents[1] / "mail" / "hostile").glob("*.eml")]
MAX_MEGABYTES_OF_A_MAIL = 25
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux can do that")

Make = Callable[..., ProcessReader]
LOADED = {"entry": "poison:read_when_loaded"}
"""Where time counts: to load all that reading wants takes seconds on a busy machine."""


@pytest.fixture
async def reader() -> AsyncIterator[Make]:
    """Makes readers that a mail can harm; closes them."""
    made: list[ProcessReader] = []

    def make(processes: int = 1, seconds: float = 10.0, megabytes: int = 256, **options: object) -> ProcessReader:
        options.setdefault("entry", "poison:read")
        made.append(ProcessReader(processes, seconds, megabytes, **options))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for each in made:
        await each.close()


@dataclass(frozen=True)
class Visitor:
    """A child that came: its process id, and an event for when it is no more."""

    pid: int
    ended: asyncio.Event


class Meeting:
    """Where children can be met."""

    def __init__(self) -> None:
        self._visitors: asyncio.Queue[Visitor] = asyncio.Queue()

    @classmethod
    @asynccontextmanager
    async def open(cls, place: str) -> AsyncIterator[Meeting]:
        meeting = cls()
        server = await asyncio.start_unix_server(meeting._arrived, place)
        yield meeting
        server.close()

    async def _arrived(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        visitor = Visitor(int(await reader.readline()), asyncio.Event())
        await self._visitors.put(visitor)
        await reader.read()
        writer.close()
        visitor.ended.set()

    async def next(self) -> Visitor:
        return await asyncio.wait_for(self._visitors.get(), 20)


@pytest.fixture
async def meeting(place: str) -> AsyncIterator[Meeting]:
    async with Meeting.open(place) as running:
        yield running


@pytest.fixture
def place() -> Iterator[str]:
    """A socket's path, for which there is little room."""
    with tempfile.TemporaryDirectory(prefix="meet-") as folder:
        yield f"{folder}/place"


async def told_by(pool: ProcessReader) -> dict[str, object]:
    """What the pool's next child tells of itself."""
    return dict(json.loads((await pool.read(harmful("tell"), Context())).trouble))


def children() -> set[int]:
    """The process ids of this process's children, dead ones that nobody waited for included."""
    if not Path("/proc/self").exists():
        pytest.skip("this system does not tell a process's children")
    found = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == os.getpid():
            found.add(int(status.parent.name))
    return found


def open_files() -> int:
    """How many files this process has open."""
    return len(list(Path("/dev/fd").iterdir()))


# --- what is read, is read the same


async def test_a_mail_is_read_as_in_this_process(reader: Make):
    context = Context(
        zone=ZoneInfo("Asia/Tokyo"),
        day_first=True,
        asked=frozenset({Doubt.HELD_ON}),
        topics=load_topics(),
        names=("Ada Moss", "Grace Lin"),
        received_at=datetime(2026, 11, 16, 18, tzinfo=UTC),
    )
    mail = MAIL.replace(b"hour.", "hour, à propos de la promotion. ☕".encode())
    pool = reader(entry="service.reading:read")
    assert await pool.read(mail, context) == read(mail, context)
    assert (await pool.read(mail, context)).claims.meetings[0].duration_minutes == 60


async def test_each_mail_is_read_with_its_own_program_s_topics(reader: Make):
    ours = load_topics()
    fewer = tuple(topic for topic in ours if topic.slug != "goals")
    mail = MAIL.replace(b"hour.", b"hour and talked about goals.")
    pool = reader()
    topics = [
        (await pool.read(mail, Context(topics=catalogue))).claims.meetings[0].topics
        for catalogue in (ours, fewer, (), ours, fewer)
    ]
    assert topics == [("goals",), (), (), ("goals",), ()]


async def test_a_catalogue_of_topics_is_sent_once(reader: Make):
    """100 kB with each mail would cost as much as all the rest."""
    pool = reader()
    catalogue = load_topics()
    await pool.read(MAIL, Context(topics=catalogue))
    (child,) = pool._idle
    assert (
        len(child._question(Context(topics=catalogue)))
        < 2_000
        < 50_000
        < len(child._question(Context(topics=catalogue[1:])))
    )


async def test_hostile_mail_within_its_bounds_is_read_as_in_this_process(reader: Make):
    pool = reader(processes=2, entry="service.reading:read")
    assert len(HOSTILE) > 10
    assert await asyncio.gather(*(pool.read(mail, Context()) for mail in HOSTILE)) == [
        read(mail, Context()) for mail in HOSTILE
    ]


@pytest.mark.parametrize("shape", ["text", "attachment"])
async def test_the_largest_mail_that_intake_takes_fits_into_the_memory(reader: Make, shape: str):
    line = b"We met on Friday for an hour and it was good.\r\n" if shape == "text" else b"QUJD" * 19 + b"\r\n"
    head = b"" if shape == "text" else b"Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n"
    mail = head + b"From: ada.moss@example.edu\r\n\r\n" + line * ((MAX_MEGABYTES_OF_A_MAIL << 20) // len(line))
    reading = await reader().read(mail, Context())
    assert reading == read(mail, Context())
    assert "memory" not in reading.trouble


async def test_a_mail_beyond_all_bounds_is_too_large_not_too_much_memory(reader: Make):
    mail = MAIL + bytes(MAX_BYTES * 8)
    assert (await reader().read(mail, Context())).trouble == "the mail is larger than 32 MB"


# --- one that cannot be read comes back with its trouble, and harms nobody else


@pytest.mark.parametrize(
    ("harm", "trouble"),
    [
        ("loop", "reading it took too long"),
        ("exit", "reading it ended the reader"),
        ("crash", "reading it ended the reader"),
        ("garbage", "reading it ended the reader"),
        ("no-json", "reading it ended the reader"),
        ("no-reading", "reading it ended the reader"),
        ("no-object", "reading it ended the reader"),
        ("deep-json", "reading it ended the reader"),
        ("long-number", "reading it ended the reader"),
        ("lying-where", "reading it failed"),
        ("answer-another", "reading it ended the reader"),
        ("announce-too-much", "reading it ended the reader"),
        ("too-many-words", "what was read in it is too large"),
        ("answer-in-pieces", "what was read in it is too large"),
        pytest.param("bomb", "reading it needed too much memory", marks=LINUX),
        pytest.param("bomb-at-once", "reading it needed too much memory", marks=LINUX),
    ],
)
async def test_a_poisonous_mail_comes_back_unreadable_and_the_next_is_read(reader: Make, harm: str, trouble: str):
    pool = reader(**LOADED, seconds=2.0) if harm == "loop" else reader(seconds=20.0)
    reading = await pool.read(harmful(harm), Context())
    assert reading == Reading(Kind.UNREADABLE, rule="beyond the reader", trouble=trouble)
    assert await told_by(pool)


@pytest.mark.parametrize(("harm", "error"), [("raise", "LookupError"), ("recurse", "RecursionError")])
async def test_where_reading_fails_the_place_is_named_and_no_word_of_the_mail(reader: Make, harm: str, error: str):
    pool = reader()
    with capture_logs() as logs:
        reading = await pool.read(harmful(harm, "confidence"), Context())
    line = reading.trouble.rstrip(")").rpartition(":")[2]
    assert reading.trouble == f"reading it failed ({error} at poison.py:{line})"
    assert "confidence" not in f"{reading}{logs}"
    assert await told_by(pool)


async def test_neighbours_of_a_poisonous_mail_are_read(reader: Make):
    pool = reader(**LOADED, processes=2, seconds=2.0)
    mails = [MAIL, harmful("loop"), MAIL, harmful("exit"), MAIL, harmful("garbage"), MAIL, harmful("raise"), MAIL]
    readings = await asyncio.gather(*(pool.read(mail, Context()) for mail in mails))
    assert [reading.kind is Kind.REPORT for reading in readings] == [mail == MAIL for mail in mails]


async def test_an_answer_too_many_is_not_taken_for_the_next_mail_s(reader: Make):
    pool = reader()
    assert (await pool.read(harmful("answer-twice"), Context())).kind is Kind.UNREADABLE
    assert (await pool.read(MAIL, Context())).claims.meetings[0].duration_minutes == 60


async def test_what_is_printed_while_reading_goes_nowhere(reader: Make, capfd: pytest.CaptureFixture[str]):
    assert (await reader().read(harmful("print"), Context())).kind is Kind.REPORT
    assert capfd.readouterr() == ("", "")


async def test_poisonous_mail_is_held_with_the_reason_and_its_bytes_and_the_next_goes_on(
    reader: Make, tmp_path: Path, database_url: str
):
    settings, keys = write_settings(tmp_path, database_url, "embedded", 25), parse_keys(new_key_lines(), "test keys")
    await make_tables(database_url)
    poisonous = {harmful("loop"): "reading it took too long", harmful("crash"): "reading it ended the reader"}
    async with open_app(settings, keys, clock=SteppedClock(START), reader=reader(**LOADED, seconds=2.0)) as app:
        mails = [*poisonous, MAIL]
        await app.receiver([Arrival(f"checkin@{DOMAIN}", "ada.moss@example.edu", mail) for mail in mails])
        assert await app.answerer.work() == len(mails)
        held = await app.store.transact(app.store.inbox.held)
        kept = {await app.store.transact(partial(app.store.inbox.raw, each.id)): each for each in held}
    assert kept.keys() == set(mails)
    for mail, trouble in poisonous.items():
        assert kept[mail].reason.startswith(f"{trouble}; ")
    assert kept[MAIL].kind == "report"  # it was read; nobody of this name is in the program


# --- children that die of something else


async def test_a_mail_whose_child_was_killed_by_somebody_is_read_by_another(reader: Make, meeting: Meeting, place: str):
    """The system short of memory, an operator: the mail is not to blame."""
    pool = reader(seconds=20)
    reading = asyncio.create_task(pool.read(harmful("meet", place), Context()))
    visitor = await meeting.next()
    await asyncio.to_thread(Path(place).unlink)  # the second reader meets nobody, and reads
    os.kill(visitor.pid, signal.SIGKILL)
    assert (await reading).kind is Kind.REPORT
    await visitor.ended.wait()


async def test_children_killed_while_they_wait_harm_no_mail(reader: Make, meeting: Meeting):
    others = children()  # other tests' servers
    pool = reader(processes=2)
    pids = {int(str((await told_by(pool))["pid"]))}
    await asyncio.gather(*(pool.read(MAIL, Context()) for _ in range(4)))
    pids |= children() - others
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    assert [(await pool.read(MAIL, Context())).kind for _ in range(3)] == [Kind.REPORT] * 3


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
async def test_what_stops_the_service_does_not_stop_a_child_before_the_service_has_drained(
    reader: Make, number: signal.Signals
):
    """systemd and a closed terminal send their signal to every process there is."""
    pool = reader()
    before = (await told_by(pool))["pid"]
    os.kill(int(str(before)), number)
    assert (await told_by(pool))["pid"] == before


OWNER = """
import asyncio, sys
from poison import harmful
from service.reading.values import Context
from service.workflow.reading_pool import ProcessReader

async def main():
    pool = ProcessReader(2, float(sys.argv[1]), entry="poison:read")
    await asyncio.gather(*(pool.read(harmful(*sys.argv[2:]), Context()) for _ in range(2)))
    await asyncio.sleep(60)

asyncio.run(main())
"""


@pytest.mark.parametrize(
    ("harm", "seconds"),
    [
        pytest.param("meet", 60, marks=LINUX),  # the kernel tells
        ("unheard-meet", 1),  # its own timer does
        ("visit", 60),
        ("unheard-visit", 60),  # the socket does
    ],
)
async def test_children_die_with_their_owner_busy_or_idle(meeting: Meeting, place: str, harm: str, seconds: int):
    owner = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", OWNER, str(seconds), harm, place), env={"PYTHONPATH": os.pathsep.join(sys.path)}
    )
    lives = [(await meeting.next()).ended for _ in range(2)]
    owner.kill()
    await owner.wait()
    await asyncio.wait_for(asyncio.gather(*(life.wait() for life in lives)), 20)


# --- the pool


async def test_a_cancelled_mail_leaves_nothing_behind(reader: Make, meeting: Meeting, place: str):
    pool = reader()
    reading = asyncio.create_task(pool.read(harmful("meet", place), Context()))
    visitor = await meeting.next()
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    await visitor.ended.wait()
    assert await told_by(pool)


async def test_mails_cancelled_at_any_moment_never_mix_up_the_answers(reader: Make):
    """The pause moves through starting, sending, reading and answering."""
    pool = reader(processes=2)
    mails = {minutes: MAIL.replace(b"an hour", b"%d minutes" % minutes) for minutes in (20, 30, 45, 50)}
    for step in range(24):
        doomed = asyncio.create_task(pool.read(mails[20], Context()))
        await asyncio.wait([doomed], timeout=step * 0.0004)
        doomed.cancel()
        readings = await asyncio.gather(*(pool.read(mails[minutes], Context()) for minutes in (30, 45, 50)))
        assert [reading.claims.meetings[0].duration_minutes for reading in readings] == [30, 45, 50]
        await asyncio.wait([doomed])


async def test_no_more_children_than_were_asked_for_and_none_before_there_is_mail(reader: Make):
    before = children()
    pool = reader(processes=2)
    assert children() == before
    await asyncio.gather(*(pool.read(MAIL, Context()) for _ in range(10)))
    assert len(children() - before) == 2


async def test_a_child_that_has_read_its_share_is_renewed(reader: Make):
    pool = reader(mails_each=3)
    pids = [(await told_by(pool))["pid"] for _ in range(7)]
    assert [pids.count(pid) for pid in dict.fromkeys(pids)] == [3, 3, 1]


@LINUX
async def test_a_child_that_stays_grown_is_renewed(reader: Make):
    pool = reader(megabytes=200)
    before = (await told_by(pool))["pid"]
    await pool.read(harmful("leak", "20"), Context())
    assert (await told_by(pool))["pid"] == before
    await pool.read(harmful("leak", "40"), Context())
    assert (await told_by(pool))["pid"] != before


async def test_closing_ends_every_child_and_leaves_no_zombie_and_no_open_file(meeting: Meeting, place: str):
    before, files = children(), open_files()
    pool = ProcessReader(2, 0.5, entry="poison:read")
    for harm in ("exit", "garbage", "loop"):
        await pool.read(harmful(harm), Context())
    await pool.read(MAIL, Context())
    standing = asyncio.create_task(pool.read(harmful("meet", place), Context()))
    visitor = await meeting.next()
    await pool.close()
    with pytest.raises(ReaderUnavailable):
        await standing
    await visitor.ended.wait()
    assert children() == before
    assert open_files() == files


def test_all_this_on_uvloop_as_it_runs():
    async def mails() -> list[str]:
        pool = ProcessReader(2, 0.5, entry="poison:read")
        mails = (harmful("exit"), harmful("loop"), harmful("announce-too-much"), harmful("tell"))
        readings = await asyncio.gather(*(pool.read(mail, Context()) for mail in mails))
        cancelled = asyncio.create_task(pool.read(harmful("loop"), Context()))
        await asyncio.wait([cancelled], timeout=0.1)
        cancelled.cancel()
        await asyncio.wait([cancelled])
        assert await told_by(pool)
        await pool.close()
        return [reading.trouble for reading in readings]

    uvloop.run(asyncio.sleep(0))  # it opens files of its own, for good
    before, files = children(), open_files()
    ended = "reading it ended the reader"
    *troubles, told = uvloop.run(mails())
    assert troubles == [ended, "reading it took too long", ended]
    assert json.loads(told)["session"]
    assert (children(), open_files()) == (before, files)


async def test_a_closed_reader_reads_no_more(reader: Make):
    pool = reader()
    await pool.close()
    with pytest.raises(ReaderUnavailable):
        await pool.read(MAIL, Context())


async def test_a_reader_that_does_not_start_says_why_and_is_not_tried_at_once(reader: Make):
    pool = reader(entry="no_such_module:read")
    began = time.monotonic()
    with capture_logs() as logs:
        for _ in range(2):
            with pytest.raises(ReaderUnavailable, match="No module named 'no_such_module'") as raised:
                await pool.read(MAIL, Context())
    assert raised.value.temporary
    assert [each["again_in_seconds"] for each in logs] == [0.1, 0.2]
    assert time.monotonic() - began > 0.1


async def test_a_child_of_another_version_reads_no_mail_at_all(reader: Make):
    """An upgrade under a running service: what waits is read once that has been restarted, and nothing is held."""
    with pytest.raises(ReaderUnavailable, match="after an upgrade, restart the service"):
        await reader(entry="poison:read_as_of_another_version").read(MAIL, Context())


# --- what a child may do


async def test_a_child_has_little_and_knows_no_secret(reader: Make, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MENTORMAIL_RELAY__URL", "smtp://somebody:secret@relay.example.edu")
    told = await told_by(reader())
    assert {name: told[name] for name in ("core", "file size", "processes", "files", "folder", "session")} == {
        "core": [0, 0],
        "file size": [0, 0],
        "processes": [0, 0],
        "files": [32, 32],
        "folder": "/",
        "session": True,
    }
    assert set(told["environment"]) <= {"PYTHONPATH", "PYTHONTZPATH", "LD_LIBRARY_PATH", "LC_CTYPE"}  # type: ignore[call-overload]
    assert len(told["open"]) <= 4  # type: ignore[arg-type]  # its socket, nowhere twice, its size


def test_every_harm_is_done_somewhere():
    """A harm that no test asks for proves nothing."""
    text = Path(__file__).read_text(encoding="utf-8")
    assert [harm for harm in poison.HARMS if f'"{harm}"' not in text] == []
