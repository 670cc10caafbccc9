"""SIGKILL at the three places that matter; afterwards nothing is lost, and nothing doubled but where it is allowed."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections import Counter
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import aiosmtplib
import dies_at
import pytest
from commands import mentormail
from installation import Installation
from office import ADA, CHECKIN_DAY, ROSTER, address_of, parsed, reply_to, text_of
from processes import service
from smtp_sink import Sink

WORDS = "We met on November 3 for an hour, by phone. A 4."


class Place(Installation):
    """An installation, and what Ada gets and answers."""

    def to_ada(self) -> list[bytes]:
        return [each.data for each in self.sink.letters if each.recipient == ADA]

    def reply(self, moment: datetime) -> bytes:
        """Ada's answer to her check-in."""
        return reply_to(parsed(self.to_ada()[0]), WORDS, moment).as_bytes()


@pytest.fixture
async def place(tmp_path: Path, database_url: str, redis_setting: str) -> AsyncIterator[Place]:
    """An installation whose check-ins have gone out."""
    async with Sink().open() as sink:
        place = Place.begin(tmp_path, sink, database_url, redis_setting)
        await place.enrol(ROSTER, CHECKIN_DAY - timedelta(days=3), CHECKIN_DAY)
        yield place


async def test_migrated_enrolled_and_begun_by_commands(tmp_path: Path, database_url: str, redis_setting: str) -> None:
    """As an operator does it, who kills nothing: each command a process, on whatever database."""
    roster = tmp_path / "roster.csv"
    roster.write_text(ROSTER)
    async with Sink().open() as sink:
        place = Place.begin(tmp_path, sink, database_url, redis_setting)
        place.set_clock(CHECKIN_DAY - timedelta(days=3))
        await place.finish("migrate")
        await place.finish("roster", "import", str(roster))
        place.set_clock(CHECKIN_DAY)
        await place.finish("tick")
        assert len([each for each in sink.letters if b"Your mentoring check-in" in each.data]) == 6


async def send(port: int, raw: bytes) -> None:
    letter = parsed(raw)
    async with aiosmtplib.SMTP(hostname="127.0.0.1", port=port, timeout=20) as client:
        await client.sendmail(ADA, [address_of(letter["To"])], raw)


def receipts(place: Place) -> list[str]:
    letters = [parsed(each) for each in place.to_ada()]
    return [text_of(each) for each in letters if each["Auto-Submitted"] == "auto-replied"]


async def test_killed_after_250_the_reply_is_read_by_the_next_that_starts(place: Place) -> None:
    moment = CHECKIN_DAY + timedelta(days=2)
    place.set_clock(moment)
    raw = place.reply(moment)
    async with service(place.config, "run", environment=place.environment) as running:
        await send(await running.port(), raw)
        await running.kill()
    place.set_clock(moment + timedelta(minutes=20))
    await place.finish("tick")
    place.set_clock(moment + timedelta(minutes=40))
    await place.finish("tick")
    [receipt] = receipts(place)
    assert "Tuesday, November 3, for an hour" in receipt


async def deliver(place: Place, raw: bytes) -> None:
    """Through the pipe."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "service", "deliver", "--config", str(place.config)),
        stdin=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={**os.environ, **place.environment},
    )
    await process.communicate(raw)
    assert process.returncode == 0


@pytest.mark.long
async def test_killed_between_reading_and_recording_it_is_recorded_once(place: Place) -> None:
    moment = CHECKIN_DAY + timedelta(days=2)
    place.set_clock(moment)
    await deliver(place, place.reply(moment))
    async with service(
        place.config, str(place.config), "after-reading", environment=place.environment, script=Path(dies_at.__file__)
    ) as dying:
        assert await dying.process.wait() == -9
    place.set_clock(moment + timedelta(minutes=20))
    await place.finish("tick")
    [receipt] = receipts(place)
    assert "Tuesday, November 3, for an hour" in receipt


@pytest.mark.long
async def test_killed_between_the_relays_250_and_our_commit_the_copy_has_the_same_message_id(place: Place) -> None:
    moment = CHECKIN_DAY + timedelta(days=2)
    place.set_clock(moment)
    await deliver(place, place.reply(moment))
    before = len(place.sink.letters)
    async with service(
        place.config, str(place.config), "after-relay", environment=place.environment, script=Path(dies_at.__file__)
    ) as dying:
        assert await dying.process.wait() == -9
    assert len(place.sink.letters) == before + 1
    place.set_clock(moment + timedelta(minutes=30))
    await place.finish("tick")
    place.set_clock(moment + timedelta(minutes=60))
    await place.finish("tick")
    ids = Counter(str(parsed(each)["Message-ID"]) for each in place.to_ada())
    assert sorted(ids.values()) == [1, 2], "the receipt left twice, under one Message-ID; the check-in once"
    first, second = place.to_ada()[1:]
    assert text_of(parsed(first)) == text_of(parsed(second))
    told = await asyncio.to_thread(mentormail, place.config.parent, "outbox", "--json", **place.environment)
    [again] = json.loads(told.stdout)["sent again"]
    assert (again["letter"], again["copies"]) == ("receipt", 1)
    assert again["message_id"] == str(parsed(second)["Message-ID"])


@pytest.mark.long
async def test_sigterm_drains_and_a_kept_mail_is_answered(place: Place) -> None:
    moment = CHECKIN_DAY + timedelta(days=2)
    place.set_clock(moment)
    raw = place.reply(moment)
    async with service(place.config, "run", environment=place.environment) as running:
        await running.event("worker ready")
        await send(await running.port(), raw)
        await running.event("mail read", kind="report")
        sent = await running.event("letter sent")
        assert str(sent["letter"]).startswith("receipt/")
        assert await running.terminate() == 0
    assert len(receipts(place)) == 1
