"""Rule 5. Nothing but CRLF.CRLF ends a mail, bare CR and LF are refused at SMTP, the pipe keeps its bytes as they came.
The eight variants of the smuggling papers and STARTTLS's pipeline: tests/intake/test_smtp_door.py, test_starttls.py."""

from __future__ import annotations

import pytest
from office import ADA, DOMAIN, Office, talking

from service.intake.pipe import Exit, take

TO = f"checkin@{DOMAIN}"
FORGED = f"MAIL FROM:<boss@example.org>\r\nRCPT TO:<{TO}>\r\nDATA\r\nFrom: {ADA}\r\n\r\nforged\r\n".encode()


@pytest.mark.parametrize("end", [b"\n.\n", b"\r.\r", b"\n.\r\n", b"\r\n.\n", b"\r\n.\r", b"\r.\r\n"], ids=repr)
async def test_no_second_mail_comes_in_within_another(office: Office, database, end: bytes) -> None:
    async with talking(office.port) as client:
        await client.envelope(TO, sender=ADA)
        await client.say("DATA")
        await client.send(b"Subject: x\r\n\r\nwords" + end + FORGED + b".\r\n")
        assert (await client.reply()).startswith("550 5.6.0")
        assert (await client.say("NOOP")).startswith("250")
    assert await database("SELECT count(*) FROM inbox") == [(0,)]


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
async def test_the_pipe_keeps_the_bytes_and_reading_does_not_mind(november: Office, line_end: bytes) -> None:
    raw = line_end.join(
        [f"From: {ADA}".encode(), b"Subject: x", b"", b"We met on November 3.", b".", b"By phone.", b""]
    )
    app = november.app
    code, _ = await take(raw, app.receiver, app.addresses.refusal, recipient=TO, environment={"SENDER": ADA})
    assert code is Exit.OK
    store = app.store
    [waiting] = await store.transact(lambda: store.inbox.claim(november.clock.now(), 10))
    assert waiting.raw == raw
    await store.transact(lambda: store.inbox.put_off(waiting.id, november.clock.now(), ""))
    await app.work()
    assert [(each["held_on"], each["format"]) for each in await november.records()] == [("2026-11-03", "phone")]


async def test_the_same_mail_by_pipe_and_by_wire_is_one(november: Office) -> None:
    raw = f"From: {ADA}\r\nSubject: x\r\nMessage-ID: <a@b.example>\r\n\r\nWe met.\r\n".encode()
    async with talking(november.port) as client:
        await client.envelope(TO, sender=ADA)
        assert (await client.data(raw)).startswith("250")
    app = november.app
    bare = raw.replace(b"\r\n", b"\n")
    assert (await take(bare, app.receiver, app.addresses.refusal, recipient=TO, environment={}))[0] is Exit.OK
    await app.work()
    assert sum((await november.inbox_states()).values()) == 1
