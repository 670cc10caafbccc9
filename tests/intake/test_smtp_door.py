"""SMTP as a client meets it, byte by byte."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from uuid import UUID

import pytest
from smtp_talk import ADDRESSES, MAIL, Client, Inbox, connected, opened

from service.arrivals import Arrival, Kept, Outcome, Refused, TryLater
from service.errors import StoreUnavailable
from service.intake.limits import Limits

THREAD = ADDRESSES.thread_address(UUID(int=7))
CHECKIN = "checkin@mentor.example.org"


async def test_a_mail_arrives_as_it_was_sent() -> None:
    inbox = Inbox()
    mail = b"Subject: dots\r\n\r\n.\r\n..two\r\n.one\r\n\r\n\xe9\x00 raw bytes\r\n"
    async with opened(inbox) as door, connected(door) as client:
        assert await client.envelope(THREAD) == ["250 2.1.5 Recipient taken"]
        assert await client.data(mail) == "250 2.0.0 Kept"
        assert await client.say("QUIT") == "221 2.0.0 Bye"
    assert inbox.arrivals == [Arrival(THREAD, "mentee@example.org", mail, "127.0.0.1", lmtp=False)]


async def test_250_comes_only_after_the_commit() -> None:
    committed, go = asyncio.Event(), asyncio.Event()

    async def wait(_: Arrival) -> Outcome:
        await go.wait()
        committed.set()
        return Kept()

    async with opened(Inbox(wait)) as door, connected(door) as client:
        await client.envelope(CHECKIN)
        waiting = asyncio.create_task(client.data())
        done, _ = await asyncio.wait([waiting], timeout=0.2)
        assert not done
        go.set()
        assert await waiting == "250 2.0.0 Kept"
        assert committed.is_set()


async def test_the_extensions_are_those_that_hold() -> None:
    async with opened(Inbox(), limits=Limits(message_bytes=12345)) as door, connected(door, hello="") as client:
        assert (await client.reply()).startswith("220 mx.mentor.example.org ")
        assert (await client.say("EHLO client")).splitlines() == [
            "250-mx.mentor.example.org",
            "250-PIPELINING",
            "250-SIZE 12345",
            "250-8BITMIME",
            "250-SMTPUTF8",
            "250 ENHANCEDSTATUSCODES",
        ]
        assert await client.say("HELO client") == "250 mx.mentor.example.org"
        assert (await client.say("EHLO")).startswith("501 5.5.4")
        assert await client.say("AUTH PLAIN AGFsaWNlAHNlY3JldA==") == "502 5.5.1 AUTH is not offered here"
        assert (await client.say("VRFY checkin")).startswith("252 2.0.0 ")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("NONSENSE", "500 5.5.2"),
        ("", "500 5.5.2"),
        ("RCPT TO:<checkin@mentor.example.org>", "503 5.5.1"),
        ("DATA", "503 5.5.1"),
        ("MAIL", "501 5.5.4"),
        ("MAIL FROM:", "501 5.5.4"),
        ("MAIL FROM:<", "553 5.1.3"),
        ("MAIL FROM:<a@example.org", "553 5.1.3"),
        ("MAIL FROM:<a@example.org\rRCPT TO:<b@example.org>", "553 5.1.3"),
        ("MAIL FROM:<a@example.org> NONSENSE=1", "555 5.5.4"),
        ("MAIL FROM:<a@example.org> BODY=BINARYMIME", "501 5.5.4"),
        ("MAIL FROM:<a@example.org> SIZE=10000000000", "552 5.3.4"),
        ("MAIL FROM:<a@example.org> SIZE=²", "501 5.5.4"),
        ("MAIL FROM:<" + "a" * 400 + "@example.org>", "553 5.1.3"),
        ("NOOP " + "x" * 2000, "500 5.5.2"),
        ("MAIL FROM:<>", "250 2.1.0"),
        ("MAIL FROM: <a@example.org> SIZE=100 BODY=8BITMIME SMTPUTF8", "250 2.1.0"),
        ("mail from:a@example.org", "250 2.1.0"),
        ('MAIL FROM:<"odd > one"@example.org>', "250 2.1.0"),
        ("MAIL FROM:<@relay.example.net:a@example.org>", "250 2.1.0"),
        ("MAIL FROM:<é@example.org> SMTPUTF8", "250 2.1.0"),
    ],
)
async def test_each_command_gets_its_code(line: str, code: str) -> None:
    async with opened(Inbox()) as door, connected(door) as client:
        assert (await client.say(line)).startswith(code + " ")
        assert (await client.say("NOOP")).startswith("250")


@pytest.mark.parametrize(
    ("recipient", "code"),
    [
        (CHECKIN, "250 2.1.5"),
        ("checkin+forged@mentor.example.org", "250 2.1.5"),
        ("postmaster", "250 2.1.5"),
        ('"checkin"@mentor.example.org', "250 2.1.5"),
        ("somebody@mentor.example.org", "550 5.1.1"),
        ("checkin@elsewhere.example", "550 5.7.1"),
        ("", "550 5.1.1"),
    ],
)
async def test_each_recipient_gets_its_code(recipient: str, code: str) -> None:
    async with opened(Inbox()) as door, connected(door) as client:
        assert (await client.envelope(recipient))[0].startswith(code + " ")


async def test_broken_utf8_in_an_address_is_refused() -> None:
    async with opened(Inbox()) as door, connected(door) as client:
        await client.send(b"MAIL FROM:<\xe9@example.org>\r\n")
        assert (await client.reply()).startswith("553 5.1.3 ")


async def test_the_null_sender_is_taken() -> None:
    inbox = Inbox()
    async with opened(inbox) as door, connected(door) as client:
        await client.envelope(CHECKIN, sender="")
        assert (await client.data()).startswith("250")
    assert inbox.arrivals[0].envelope_from == ""


async def test_an_utf8_sender_is_kept_as_written() -> None:
    inbox = Inbox()
    async with opened(inbox) as door, connected(door) as client:
        assert (await client.say("MAIL FROM:<zoë@exämple.org> SMTPUTF8")).startswith("250")
        assert (await client.say(f"RCPT TO:<{CHECKIN}>")).startswith("250")
        assert (await client.data()).startswith("250")
    assert inbox.arrivals[0].envelope_from == "zoë@exämple.org"


async def test_pipelined_commands_are_answered_in_order_and_mails_follow_each_other() -> None:
    inbox = Inbox()
    envelope = f"MAIL FROM:<a@example.org>\r\nRCPT TO:<{CHECKIN}>\r\nDATA\r\n".encode()
    async with opened(inbox) as door, connected(door) as client:
        await client.send(envelope + MAIL + b".\r\n" + envelope + MAIL + b".\r\nQUIT\r\n")
        codes = [(await client.reply())[:3] for _ in range(9)]
    assert codes == ["250", "250", "354", "250", "250", "250", "354", "250", "221"]
    assert [arrival.raw for arrival in inbox.arrivals] == [MAIL, MAIL]


async def test_one_byte_at_a_time_gives_the_same_mail() -> None:
    inbox = Inbox()
    mail = b"Subject: slow.\r\n\r\nA dot.\r\n.\r\n.again.\r\n"
    async with opened(inbox) as door, connected(door) as client:
        await client.envelope(CHECKIN)
        await client.say("DATA")
        for byte in mail.replace(b"\r\n.", b"\r\n..") + b".\r\n":
            await client.send(bytes([byte]))
            await asyncio.sleep(0)
        assert (await client.reply()).startswith("250")
    assert inbox.arrivals[0].raw == mail


@pytest.mark.parametrize("mail", [b"", b"\r\n", b"x\r\n", b".\r\n", b"..\r\n", b"\r\n.\r\n.\r\n"])
async def test_the_smallest_mails_end_where_they_end(mail: bytes) -> None:
    inbox = Inbox()
    async with opened(inbox) as door, connected(door) as client:
        await client.envelope(CHECKIN)
        assert (await client.data(mail)).startswith("250")
        assert (await client.say("NOOP")).startswith("250")
    assert inbox.arrivals[0].raw == mail


# --- caps


@pytest.mark.parametrize("size", [1000, 1001, 70_000, 1_000_000])
async def test_a_mail_over_the_size_gets_552_once_it_is_all_sent(size: int) -> None:
    inbox = Inbox()
    mail = b"x" * 498 + b"\r\n"
    mail = (mail * (size // 500 + 1))[: size - 2] + b"\r\n"
    async with opened(inbox, limits=Limits(message_bytes=1000)) as door, connected(door) as client:
        await client.envelope(CHECKIN)
        assert (await client.data(mail)).startswith("250 2.0.0" if size == 1000 else "552 5.3.4")
        await client.envelope(CHECKIN)
        assert (await client.data()).startswith("250")
    assert door._door.body_bytes == 0


async def test_recipients_over_the_cap_get_452_and_the_others_get_the_mail() -> None:
    inbox = Inbox()
    async with opened(inbox) as door, connected(door) as client:
        replies = await client.envelope(*(f"checkin+{n}@mentor.example.org" for n in range(1000)))
        assert [reply[:9] for reply in replies] == ["250 2.1.5"] * 100 + ["452 4.5.3"] * 900
        assert (await client.data()).startswith("250")
    assert len(inbox.arrivals) == 100


async def test_connections_over_the_cap_get_421() -> None:
    async with opened(Inbox(), limits=Limits(connections=2)) as door, connected(door), connected(door) as second:
        async with connected(door, hello="") as third:
            assert (await third.reply()).startswith("421 4.7.0 ")
            assert await third.reply() == ""
        await second.say("QUIT")
        assert await second.reply() == ""
        async with connected(door):
            pass


@pytest.mark.parametrize(("length", "code"), [(998, "250"), (5000, "250"), (65_534, "250"), (65_535, "500 5.5.2")])
async def test_long_lines_are_taken_up_to_the_cap(length: int, code: str) -> None:
    inbox = Inbox()
    mail = b"Subject: x\r\n\r\n" + b"y" * length + b"\r\nend\r\n"
    async with opened(inbox) as door, connected(door) as client:
        await client.envelope(CHECKIN)
        assert (await client.data(mail)).startswith(code)


async def test_a_sender_over_its_hour_is_asked_to_come_later() -> None:
    async with opened(Inbox(), limits=Limits(messages_per_sender_hour=2)) as door, connected(door) as client:
        for sender, code in [("A@example.org", "250"), ("a@example.org", "250"), ("a@example.org", "451 4.7.1")]:
            assert (await client.say(f"MAIL FROM:<{sender}>")).startswith(code)
            await client.say("RSET")
        for sender in ("b@example.org", "", "", ""):
            assert (await client.say(f"MAIL FROM:<{sender}>")).startswith("250")
            await client.say("RSET")


async def test_bodies_over_the_room_for_all_get_452() -> None:
    limits = Limits(body_bytes=150_000)
    async with opened(Inbox(), limits=limits) as door, connected(door) as first, connected(door) as second:
        for client in (first, second):
            await client.envelope(CHECKIN)
            assert (await client.say("DATA")).startswith("354")
        await first.send(b"x" * 60_000 + b"\r\n" + b"y" * 60_000 + b"\r\n")
        await first.send(b"z\r\n.")  # not ended yet
        while door._door.body_bytes < 60_000:  # noqa: ASYNC110 (nothing to be told of it)
            await asyncio.sleep(0)
        await second.send((b"x" * 60_000 + b"\r\n") * 4 + b".\r\n")
        assert (await second.reply()).startswith("452 4.3.1")
        await first.send(b"\r\n")
        assert (await first.reply()).startswith("250")
    assert door._door.body_bytes == 0


@pytest.mark.parametrize("slow", ["", "MAIL FROM:<a@example.org>", "EHL"])
async def test_a_client_that_does_not_go_on_is_sent_away(slow: str) -> None:
    async with opened(Inbox(), limits=Limits(command_seconds=0.4)) as door, connected(door) as client:
        await client.send(slow.encode())
        assert (await client.reply()).startswith("421 4.4.2")
        assert await client.reply() == ""


async def test_data_that_trickles_is_sent_away_in_time() -> None:
    async with opened(Inbox(), limits=Limits(data_seconds=0.2)) as door, connected(door) as client:
        await client.envelope(CHECKIN)
        await client.say("DATA")
        answer = asyncio.create_task(client.reply())
        while not answer.done():
            await client.send(b"x\r\n")
            await asyncio.wait([answer], timeout=0.01)
        assert (await answer).startswith("421 4.4.2")


async def test_a_session_ends_when_its_time_is_up() -> None:
    async with opened(Inbox(), limits=Limits(session_seconds=0.5)) as door, connected(door) as client:
        assert (await client.reply()).startswith("421 4.3.2")
        assert await client.reply() == ""


async def test_a_client_that_reads_nothing_does_not_stay() -> None:
    async with opened(Inbox(), limits=Limits(command_seconds=0.2)) as door, connected(door) as client:
        client.writer.transport.pause_reading()  # type: ignore[attr-defined]
        session = next(iter(door._door.sessions))
        client.writer.write(b"HELP\r\n" * 200_000)
        await asyncio.wait_for(session.ended, 10)
        client.hang_up()


# --- smuggling and injection

END_OF_DATA_VARIANTS = [
    b"\n.\n",
    b"\n.\r\n",
    b"\r\n.\n",
    b"\r.\r",
    b"\r.\r\n",
    b"\r\n.\r",
    b"\n\r.\r\n",
    b"\r\n\x00.\r\n",
]


@pytest.mark.parametrize("variant", END_OF_DATA_VARIANTS, ids=repr)
async def test_nothing_but_crlf_dot_crlf_ends_a_mail(variant: bytes) -> None:
    """The variants of the SMTP smuggling papers: what follows them is part of the mail, never a second mail."""
    inbox = Inbox()
    smuggled = b"MAIL FROM:<boss@example.org>\r\nRCPT TO:<" + CHECKIN.encode() + b">\r\nDATA\r\nforged\r\n"
    async with opened(inbox) as door, connected(door) as client:
        await client.envelope(CHECKIN)
        await client.say("DATA")
        await client.send(b"Subject: x\r\n\r\nwords" + variant + smuggled + b".\r\n")
        answer = await client.reply()
        assert (await client.say("NOOP")).startswith("250")
    if b"\x00" in variant:  # no bare CR or LF: one mail with odd words in it
        assert answer.startswith("250")
        assert [arrival.raw for arrival in inbox.arrivals] == [b"Subject: x\r\n\r\nwords" + variant + smuggled]
    else:
        assert answer.startswith("550 5.6.0")
        assert inbox.arrivals == []


@pytest.mark.parametrize("bare", [b"a\nb\r\n", b"a\rb\r\n", b"a\r\r\nb\r\n", b"a\n\r\n"])
async def test_bare_newlines_are_refused(bare: bytes) -> None:
    inbox = Inbox()
    async with opened(inbox) as door, connected(door) as client:
        await client.envelope(CHECKIN)
        assert (await client.data(bare)).startswith("550 5.6.0")
    assert inbox.arrivals == []


# --- trouble of ours


def raising(error: Exception) -> Callable[[Arrival], Outcome]:
    def decide(_: Arrival) -> Outcome:
        raise error

    return decide


@pytest.mark.parametrize("error", [StoreUnavailable("db.internal"), RuntimeError("secret words"), KeyError("x")])
async def test_every_trouble_of_ours_is_451_in_generic_words(
    error: Exception, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with opened(Inbox(raising(error))) as door, connected(door) as client:
        await client.envelope(THREAD)
        answer = await client.data()
        assert answer == "451 4.3.0 Temporary trouble here, please try again later"
        assert (await client.say("NOOP")).startswith("250")
    printed = "".join((*capfd.readouterr(), caplog.text))
    assert "secret words" not in printed
    assert "Traceback" not in printed


@pytest.mark.parametrize("lmtp", [False, True], ids=["smtp", "lmtp"])
async def test_trouble_in_the_middle_of_a_mail_ends_the_connection(monkeypatch: pytest.MonkeyPatch, lmtp: bool) -> None:
    """What is left of the mail must not be taken for commands, or it would be a way to smuggle a second one in."""

    async def no_memory(self: object, reader: asyncio.StreamReader) -> bytes:
        await reader.readuntil(b"\r\n")
        raise MemoryError("secret words")

    inbox = Inbox()
    async with opened(inbox, lmtp=lmtp) as door, connected(door) as client:
        await client.envelope(CHECKIN, CHECKIN)
        monkeypatch.setattr("service.intake.body.BodyReader.read", no_memory)
        await client.say("DATA")
        second = (
            b"RSET\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<%s>\r\nDATA\r\nSubject: second\r\n.\r\n" % CHECKIN.encode()
        )
        await client.send(b"Subject: first\r\n" + second)
        said = await asyncio.wait_for(client.reader.read(), 20)
    assert said.startswith(b"421 ") and said.count(b"\r\n") == 1 and b"secret" not in said
    assert not inbox.arrivals


async def test_a_hook_that_fails_is_451_too() -> None:
    async with opened(Inbox()) as door, connected(door) as client:

        def broken(_: str) -> str | None:
            raise RuntimeError("secret words")

        door._door.refusal = broken
        assert await client.envelope(CHECKIN) == ["451 4.3.0 Temporary trouble here, please try again later"]
        assert (await client.say("RSET")).startswith("250")


async def test_a_commit_that_takes_too_long_is_451() -> None:
    async def forever(_: Arrival) -> Outcome:
        await asyncio.sleep(0.5)
        return Kept()

    async with opened(Inbox(forever), limits=Limits(commit_seconds=0.05)) as door, connected(door) as client:
        await client.envelope(CHECKIN)
        assert (await client.data()).startswith("451 4.3.0")


@pytest.mark.parametrize(
    ("outcomes", "code"),
    [
        ([Kept(), Kept()], "250"),
        ([Kept(), TryLater()], "451 4.3.0"),
        ([Refused(550, "5.2.1 Gone"), TryLater("4.2.2 Full")], "451 4.2.2 Full"),
        ([Refused(550, "5.2.1 Gone"), Kept()], "550 5.2.1 Gone"),
    ],
)
async def test_one_reply_for_all_recipients_hides_no_failure(outcomes: list[Outcome], code: str) -> None:
    given = dict(zip(["checkin+a@mentor.example.org", "checkin+b@mentor.example.org"], outcomes, strict=True))
    async with opened(Inbox(lambda arrival: given[arrival.recipient])) as door, connected(door) as client:
        await client.envelope(*given)
        assert (await client.data()).startswith(code)


# --- clients that hang up


async def test_two_hundred_clients_that_drop_after_the_final_dot_leave_the_door_working() -> None:
    inbox = Inbox(asyncio_sleep_then_keep)

    async def send_and_drop(client: Client) -> None:
        await client.envelope(CHECKIN)
        await client.say("DATA")
        await client.send(MAIL + b".\r\n")
        client.hang_up()

    async with opened(inbox) as door:
        for _ in range(20):
            async with asyncio.TaskGroup() as group:
                for _ in range(10):
                    group.create_task(_with_client(door, send_and_drop))
        async with connected(door) as client:
            await client.envelope(CHECKIN)
            assert (await client.data()).startswith("250")
        assert door._door.body_bytes == 0
    assert 1 <= len(inbox.arrivals) <= 201
    assert {arrival.raw for arrival in inbox.arrivals} == {MAIL}


async def asyncio_sleep_then_keep(_: Arrival) -> Outcome:
    await asyncio.sleep(0.001)
    return Kept()


async def _with_client(door: object, act: Callable[[Client], object]) -> None:
    async with connected(door) as client:  # type: ignore[arg-type]
        await act(client)  # type: ignore[misc]


async def test_a_client_that_drops_while_its_mail_is_committed_does_not_undo_it() -> None:
    started, go, ended = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def commit(_: Arrival) -> Outcome:
        started.set()
        await go.wait()
        ended.set()
        return Kept()

    inbox = Inbox(commit)
    async with opened(inbox) as door, connected(door) as client:
        await client.envelope(CHECKIN)
        await client.say("DATA")
        await client.send(MAIL + b".\r\n")
        await started.wait()
        session = next(iter(door._door.sessions))
        client.hang_up()
        await session.ended
        go.set()
        await asyncio.wait_for(ended.wait(), 5)
    assert len(inbox.arrivals) == 1


async def test_a_client_that_drops_inside_data_leaves_nothing() -> None:
    inbox = Inbox()
    async with opened(inbox) as door:
        async with connected(door) as client:
            await client.envelope(CHECKIN)
            await client.say("DATA")
            await client.send(MAIL)
            session = next(iter(door._door.sessions))
            client.hang_up()
            await asyncio.wait_for(session.ended, 5)
        assert door._door.body_bytes == 0
    assert inbox.arrivals == []


# --- closing


async def test_closing_says_421_to_idle_clients_and_lets_transactions_end() -> None:
    inbox = Inbox()
    async with opened(inbox) as door, connected(door) as idle, connected(door) as busy:
        await busy.envelope(CHECKIN)
        assert (await busy.say("DATA")).startswith("354")
        closing = asyncio.create_task(door.close(5))
        assert (await idle.reply()).startswith("421 4.3.2")
        assert await idle.reply() == ""
        await busy.send(MAIL + b".\r\n")
        assert (await busy.reply()).startswith("250")
        assert (await busy.reply()).startswith("421 4.3.2")
        await closing
        with pytest.raises(OSError):
            await asyncio.open_connection(door.endpoint.host, door.endpoint.port)
    assert len(inbox.arrivals) == 1


async def test_closing_waits_no_longer_than_told_but_for_commits() -> None:
    go = asyncio.Event()

    async def commit(_: Arrival) -> Outcome:
        await go.wait()
        return Kept()

    inbox = Inbox(commit)
    async with opened(inbox) as door, connected(door) as stuck, connected(door) as busy:
        await stuck.envelope(CHECKIN)
        await busy.envelope(CHECKIN)
        await busy.say("DATA")
        await busy.send(MAIL + b".\r\n")
        while not inbox.calls:  # noqa: ASYNC110 (nothing to be told of it)
            await asyncio.sleep(0)
        closing = asyncio.create_task(door.close(0.05))
        assert (await stuck.reply()).startswith("421 4.3.2")
        go.set()
        assert (await busy.reply()).startswith("250")
        await closing
    assert len(inbox.arrivals) == 1


# --- one client among others


async def test_a_flood_of_commands_does_not_keep_the_loop_to_itself() -> None:
    flood = 20_000
    async with opened(Inbox()) as door, connected(door) as flooder, connected(door) as other:
        flooder.writer.write(b"NOOP\r\n" * flood)
        answered = 0

        async def count() -> None:
            nonlocal answered
            for _ in range(flood):
                await flooder.reply()
                answered += 1

        counting = asyncio.create_task(count())
        for _ in range(20):
            await other.say("NOOP")
        assert answered < flood
        await counting


@pytest.mark.parametrize(
    "mail",
    [b"..\r\n" * 500_000, b"\r\n" * 1_000_000, b".\r\r\n" * 400_000, b"x" * 2_000_000 + b"\r\n"],
    ids=["dots", "empty lines", "odd ends", "one line"],
)
async def test_no_shape_of_a_mail_takes_long_to_take_in(mail: bytes) -> None:
    async with opened(Inbox()) as door, connected(door) as client:
        await client.envelope(CHECKIN)
        await client.say("DATA")
        begun = time.process_time()
        await client.send(mail + b".\r\n")
        assert (await client.reply())[:3] in ("250", "500", "550")
        assert time.process_time() - begun < 0.5
