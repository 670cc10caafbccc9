"""One mail from standard input, told of by exit codes."""

from __future__ import annotations

import time
from uuid import UUID

import pytest
from smtp_talk import ADDRESSES, Inbox

from service.arrivals import Arrival, Kept, Outcome, Refused, TryLater
from service.errors import StoreUnavailable
from service.intake.limits import Limits
from service.intake.pipe import Exit, take

THREAD = ADDRESSES.thread_address(UUID(int=7))
MAIL = b"From: mentee@example.org\nTo: Program <%s>\n\nWe met.\n" % THREAD.encode()


async def test_a_mail_is_kept_byte_by_byte() -> None:
    inbox = Inbox()
    assert await take(MAIL + b"\r\nodd\rends", inbox.receive, ADDRESSES.refusal) == (Exit.OK, "")
    assert inbox.arrivals == [Arrival(THREAD, "mentee@example.org", MAIL + b"\r\nodd\rends", "pipe", lmtp=True)]


@pytest.mark.parametrize(
    ("header", "environment", "recipient", "found"),
    [
        (f"To: {THREAD}", {}, None, THREAD),
        (f"To: a@example.org,\r\n {THREAD}", {}, None, THREAD),
        (f"Cc: {THREAD}\nTo: somebody@example.org", {}, None, THREAD),
        (f"DELIVERED-TO: {THREAD}\nTo: checkin@mentor.example.org", {}, None, THREAD),
        (f"To: {THREAD}", {"ORIGINAL_RECIPIENT": "checkin+b@mentor.example.org"}, None, "checkin+b@mentor.example.org"),
        (f"To: {THREAD}", {"ORIGINAL_RECIPIENT": "x@example.org"}, "postmaster", "postmaster"),
        ("To: somebody@example.org", {}, None, "checkin"),
        ("no header at all", {}, None, "checkin"),
    ],
)
async def test_whom_it_was_for(header: str, environment: dict[str, str], recipient: str | None, found: str) -> None:
    inbox = Inbox()
    raw = header.encode() + b"\n\nTo: body@mentor.example.org\n"
    code, _ = await take(raw, inbox.receive, ADDRESSES.refusal, recipient=recipient, environment=environment)
    assert code == Exit.OK
    assert inbox.arrivals[0].recipient == found


@pytest.mark.parametrize(
    ("header", "environment", "sender"),
    [
        (b"Return-Path: <bounces@example.org>", {}, "bounces@example.org"),
        (b"Return-Path: <>", {}, ""),
        (b"Return-Path: <bounces@example.org>", {"SENDER": "other@example.org"}, "other@example.org"),
        (b"Return-Path: <bounces@example.org>", {"SENDER": ""}, ""),
    ],
)
async def test_who_sent_it(header: bytes, environment: dict[str, str], sender: str) -> None:
    inbox = Inbox()
    await take(header + b"\n\nx\n", inbox.receive, ADDRESSES.refusal, environment=environment)
    assert inbox.arrivals[0].envelope_from == sender


@pytest.mark.parametrize(
    ("raw", "recipient", "code"),
    [
        (b"", None, Exit.DATAERR),
        (b"\n\n", None, Exit.DATAERR),
        (b"x" * 2000, None, Exit.DATAERR),
        (MAIL, "somebody@mentor.example.org", Exit.NOUSER),
        (MAIL, "checkin@elsewhere.example", Exit.NOUSER),
    ],
)
async def test_what_cannot_be_a_mail_for_us_is_refused(raw: bytes, recipient: str | None, code: Exit) -> None:
    inbox = Inbox()
    limits = Limits(message_bytes=1000)
    told, why = await take(raw, inbox.receive, ADDRESSES.refusal, recipient=recipient, limits=limits)
    assert told == code and why
    assert inbox.arrivals == []


@pytest.mark.parametrize(
    ("outcome", "code"),
    [
        (Kept(), Exit.OK),
        (TryLater(), Exit.TEMPFAIL),
        (Refused(550, "5.2.1 Gone"), Exit.UNAVAILABLE),
        (StoreUnavailable("away"), Exit.TEMPFAIL),
        (RuntimeError("secret"), Exit.TEMPFAIL),
    ],
)
async def test_each_outcome_has_its_code(outcome: Outcome | Exception, code: Exit) -> None:
    def decide(_: Arrival) -> Outcome:
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    told, why = await take(MAIL, Inbox(decide).receive, ADDRESSES.refusal)
    assert told == code
    assert "secret" not in why


@pytest.mark.parametrize(
    "raw",
    [b"To: " + b"a" * 500_000, b"To: " + b"a@" * 250_000, b"To:" + b"\n " * 250_000, b"To:\n" * 100_000],
    ids=["long word", "many ats", "many folds", "many fields"],
)
async def test_a_hostile_header_takes_no_time(raw: bytes) -> None:
    begun = time.process_time()
    await take(raw, Inbox().receive, ADDRESSES.refusal)
    assert time.process_time() - begun < 0.5
