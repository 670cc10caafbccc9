"""Tokens and words of a mail appear in no log and no reply, whatever level the loggers have."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from uuid import UUID

import pytest
from smtp_sink import Sink
from smtp_talk import ADDRESSES, Inbox, connected, opened

from service.arrivals import Arrival, Kept, Outcome
from service.errors import StoreUnavailable
from service.intake.limits import Limits
from service.intake.pipe import take
from service.relay import Outgoing, relay_from_url

THREAD = ADDRESSES.thread_address(UUID(int=11))
BOUNCE = ADDRESSES.bounce_address(UUID(int=12))
SECRETS = [THREAD.partition("+")[2].partition("@")[0], BOUNCE.partition("+")[2].partition("@")[0], "confidence", "hush"]
MAIL = b"From: mentee@example.org\r\nSubject: confidence\r\n\r\nSaid in confidence.\r\n"


def fail_at_times(arrival: Arrival) -> Outcome:
    if b"surprise" in arrival.raw:
        raise RuntimeError(f"{arrival.recipient} {arrival.raw!r}")
    if b"away" in arrival.raw:
        raise StoreUnavailable(f"{arrival.recipient}")
    return Kept()


MAILS = (MAIL, MAIL + b"surprise\r\n", MAIL + b"away\r\n", MAIL * 100, MAIL + b"x" * 4000 + b"\r\n", b"bare\n\r\n")


async def a_busy_door(*, lmtp: bool) -> str:
    """What it said."""
    said = []
    limits = Limits(message_bytes=5000)
    async with opened(Inbox(fail_at_times), lmtp=lmtp, limits=limits) as door, connected(door) as client:
        for mail in MAILS:
            said += [*await client.envelope(THREAD, BOUNCE), await client.data(mail)]
            if lmtp:
                said.append(await client.reply())
            said.append(await client.say("RSET"))
        said += [await client.say(f"NONSENSE {THREAD}"), await client.say(f"MAIL FROM:<{THREAD}")]
        await client.envelope(THREAD)
        await client.say("DATA")
        await client.send(MAIL)
        client.hang_up()
    return "".join(said)


async def a_busy_relay() -> None:
    letter = Outgoing(BOUNCE, "mentee@example.org", b"Reply-To: " + THREAD.encode() + b"\r\n\r\nIn confidence.\r\n")
    sink = Sink(login=("user", "hush"))
    async with sink.open():
        relay = relay_from_url(f"smtp://user:hush@127.0.0.1:{sink.port}")
        for verb, reply in [("MAIL", f"550 <{BOUNCE}> no"), ("RCPT", "550 no"), ("FINAL", ""), ("FINAL", "554 no")]:
            sink.replies[verb] = [reply]
            assert BOUNCE not in (await relay.send(letter)).reply
        await relay.send(letter)
        await relay.close()
    wrong = relay_from_url(f"smtp://user:hush@127.0.0.1:{sink.port}")
    assert "hush" not in (await wrong.send(letter)).reply


@pytest.fixture
def every_logger_at_debug() -> Iterator[None]:
    loggers = [logging.getLogger(name) for name in ("", *logging.root.manager.loggerDict)]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    yield
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)


@pytest.mark.usefixtures("every_logger_at_debug")
async def test_a_busy_run_prints_no_secret(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    said = await a_busy_door(lmtp=False) + await a_busy_door(lmtp=True)
    await take(MAIL + b"surprise", Inbox(fail_at_times).receive, ADDRESSES.refusal, recipient=THREAD)
    await a_busy_relay()
    printed = "".join((*capfd.readouterr(), caplog.text))
    assert "mail deferred" in printed  # it did log
    assert [secret for secret in SECRETS if secret in printed + said] == []
    assert "Traceback" not in printed
