"""What a relay's answers mean, over real sockets."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from certificates import Certificates
from smtp_sink import HANG_UP, Sink

from service.relay import Accepted, Deferred, Outgoing, Refused, Relay, relay_from_url

LETTER = Outgoing(
    "bounce+sometoken@mentor.example.org",
    "mentee@example.org",
    b"From: checkin@mentor.example.org\r\nSubject: Hello\r\n\r\nDid you meet?\r\n.\r\n..\r\n",
)


@contextlib.asynccontextmanager
async def through(sink: Sink, options: str = "", **settings: float) -> AsyncIterator[Relay]:
    async with sink.open():
        relay = relay_from_url(f"smtp://127.0.0.1:{sink.port}{options}", **settings)  # type: ignore[arg-type]
        try:
            yield relay
        finally:
            await relay.close()


async def test_a_letter_arrives_as_it_was_written() -> None:
    sink = Sink()
    async with through(sink, hostname="mentor.example.org") as relay:  # type: ignore[arg-type]
        assert await relay.send(LETTER) == Accepted("250 queued as 1")
    assert sink.hellos == ["mentor.example.org"]
    [letter] = sink.letters
    assert (letter.envelope_from, letter.recipient, letter.data) == (
        LETTER.envelope_from,
        LETTER.recipient,
        LETTER.data,
    )


async def test_connections_are_kept_and_bounded() -> None:
    sink = Sink()
    async with through(sink, connections=4) as relay:
        sent = await asyncio.gather(*(relay.send(LETTER) for _ in range(60)))
    assert all(isinstance(each, Accepted) for each in sent)
    assert len(sink.letters) == 60
    assert 1 < sink.connections <= 4


async def test_a_connection_is_changed_after_a_hundred_letters() -> None:
    sink = Sink()
    async with through(sink, connections=1) as relay:
        for _ in range(250):
            await relay.send(LETTER)
    assert (len(sink.letters), sink.connections) == (250, 3)


@pytest.mark.parametrize(
    ("verb", "reply", "sent"),
    [
        ("RCPT", "550 5.1.1 no such user", Refused("550 5.1.1 no such user")),
        ("RCPT", "450 4.2.0 greylisted", Deferred("450 4.2.0 greylisted")),
        ("RCPT", "452 4.2.2 mailbox full", Deferred("452 4.2.2 mailbox full")),
        (
            "RCPT",
            "554 5.7.1 <mentee@example.org>: Relay access denied",
            Deferred("554 5.7.1 <mentee@example.org>: Relay access denied", relay_wide=True),
        ),
        ("RCPT", "530 5.7.0 log in first", Deferred("530 5.7.0 log in first", relay_wide=True)),
        ("MAIL", "451 4.3.0 not now", Deferred("451 4.3.0 not now")),
        ("MAIL", "550 5.7.1 not for you", Deferred("550 5.7.1 not for you", relay_wide=True)),
        ("DATA", "451 4.3.0 not now", Deferred("451 4.3.0 not now")),
        ("DATA", "554 5.5.1 no", Refused("554 5.5.1 no")),
        ("FINAL", "554 5.6.0 spam", Refused("554 5.6.0 spam")),
        ("FINAL", "550-5.4.5 Daily quota\r\n550 5.4.5 exceeded", None),
        ("FINAL", "452 4.3.1 disk full", Deferred("452 4.3.1 disk full")),
        ("FINAL", "nonsense", None),
        ("MAIL", "nonsense", None),
        ("MAIL", "421 4.3.2 going down", None),
        ("FINAL", "421 4.3.2 going down", None),
        ("EHLO", "554 5.3.2 go away", None),
        ("CONNECT", "554 5.3.2 not today", None),
    ],
)
async def test_each_answer_has_one_meaning_and_the_next_letter_goes(
    verb: str, reply: str, sent: Accepted | Deferred | Refused | None
) -> None:
    sink = Sink({verb: [reply]})
    async with through(sink) as relay:
        result = await relay.send(LETTER)
        assert result == sent if sent is not None else isinstance(result, Deferred)
        again = await relay.send(LETTER)
        assert isinstance(again, Accepted)
    assert len(sink.letters) == 1


@pytest.mark.parametrize("verb", ["CONNECT", "EHLO", "MAIL", "RCPT", "DATA", "FINAL"])
async def test_a_connection_that_dies_before_the_final_250_means_try_again(verb: str) -> None:
    sink = Sink({verb: [HANG_UP]})
    async with through(sink) as relay:
        result = await relay.send(LETTER)
        assert isinstance(result, Deferred)
        assert result.relay_wide is (verb not in ("DATA", "FINAL"))
        assert await relay.send(LETTER) == Accepted("250 queued as 1")
    assert len(sink.lost) == (verb == "FINAL")


@pytest.mark.parametrize("verb", ["MAIL", "RCPT"])
async def test_a_kept_connection_that_died_costs_nothing_before_the_letter_has_left(verb: str) -> None:
    sink = Sink()
    async with through(sink, connections=1) as relay:
        await relay.send(LETTER)
        sink.replies[verb] = [HANG_UP]
        assert await relay.send(LETTER) == Accepted("250 queued as 2")
        sink.replies[verb] = ["421 4.4.2 idle too long"]
        assert await relay.send(LETTER) == Accepted("250 queued as 3")
    assert sink.connections == 3


async def test_a_kept_connection_that_dies_after_the_letter_is_not_tried_again_at_once() -> None:
    sink = Sink()
    async with through(sink, connections=1) as relay:
        await relay.send(LETTER)
        sink.replies["FINAL"] = [HANG_UP]
        assert isinstance(await relay.send(LETTER), Deferred)
    assert (len(sink.letters), len(sink.lost)) == (1, 1)


async def test_idle_connections_that_the_relay_closed_are_replaced() -> None:
    sink = Sink()
    async with through(sink, connections=3) as relay:
        await asyncio.gather(*(relay.send(LETTER) for _ in range(9)))
        await sink.hang_up()
        sent = await asyncio.gather(*(relay.send(LETTER) for _ in range(9)))
    assert all(isinstance(each, Accepted) for each in sent)


async def test_one_letters_refusal_leaves_the_connection_to_the_next() -> None:
    sink = Sink({"RCPT": ["550 5.1.1 no such user"]})
    async with through(sink, connections=1) as relay:
        assert isinstance(await relay.send(LETTER), Refused)
        assert isinstance(await relay.send(LETTER), Accepted)
    assert sink.connections == 1


async def test_a_relay_that_is_away_is_told_of_without_a_password() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        relay = relay_from_url(f"smtp://user:secret@127.0.0.1:{port}")
        result = await relay.send(LETTER)
    assert isinstance(result, Deferred) and result.relay_wide
    assert "secret" not in result.reply and str(port) in result.reply


async def test_a_relay_that_says_nothing_is_waited_for_no_longer_than_told() -> None:
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        relay = relay_from_url(f"smtp://127.0.0.1:{mute.getsockname()[1]}", seconds=0.2)
        assert isinstance(await relay.send(LETTER), Deferred)


async def test_the_bounce_token_is_not_repeated() -> None:
    sink = Sink({"MAIL": [f"550 5.7.1 <{LETTER.envelope_from.upper()}>: sender\u0007 not known"]})
    async with through(sink) as relay:
        result = await relay.send(LETTER)
    assert result == Deferred("550 5.7.1 <the sender>: sender not known", relay_wide=True)


@pytest.mark.parametrize(
    ("sender", "recipient"),
    [
        ("", "mentee@example.org> NOTIFY=NEVER"),
        ("", "mentee@example.org\r\nRSET"),
        ("", "two@example.org,three@example.org"),
        ("", "alice@example.org)bob@example.com"),
        ("", "nobody"),
        ("", ""),
        ("a b@example.org", "mentee@example.org"),
        ("<x@example.org>", "mentee@example.org"),
    ],
)
async def test_nothing_gets_onto_the_wire_by_an_address(sender: str, recipient: str) -> None:
    sink = Sink()
    async with through(sink) as relay:
        assert isinstance(await relay.send(Outgoing(sender, recipient, LETTER.data)), Refused)
    assert sink.connections == 0


@pytest.mark.parametrize(
    ("letter", "options"),
    [
        (LETTER, ""),
        (Outgoing("", "zoë@example.org", LETTER.data), "SMTPUTF8"),
        (Outgoing("", "zoe@example.org", "Subject: Zoë\r\n\r\nHi\r\n".encode()), "SMTPUTF8 BODY=8BITMIME"),
        (Outgoing("", "zoe@example.org", "Subject: Z\r\n\r\nZoë\r\n".encode()), "BODY=8BITMIME"),
    ],
)
async def test_extensions_are_asked_for_where_they_are_needed(letter: Outgoing, options: str) -> None:
    sink = Sink()
    async with through(sink) as relay:
        assert isinstance(await relay.send(letter), Accepted)
    assert sink.letters[0].options == options
    assert sink.letters[0].recipient == letter.recipient


async def test_an_address_the_relay_cannot_take_is_refused() -> None:
    sink = Sink(offers=[])
    async with through(sink) as relay:
        assert isinstance(await relay.send(Outgoing("", "zoë@example.org", LETTER.data)), Refused)
        assert isinstance(await relay.send(LETTER), Accepted)
    assert sink.connections == 1


# --- TLS and passwords


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return Certificates(tmp_path_factory.mktemp("tls"))


def serving(certificates: Certificates) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificates.certificate, certificates.key)
    return context


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
async def test_letters_go_over_tls_with_a_password(scheme: str, certificates: Certificates) -> None:
    sink = Sink(tls=serving(certificates), implicit_tls=scheme == "smtps", login=("us er", "p@ss:/#"))
    async with sink.open():
        url = f"{scheme}://us%20er:p%40ss%3A%2F%23@localhost:{sink.port}?ca={certificates.authority}"
        relay = relay_from_url(url if scheme == "smtps" else url + "&tls=required")
        assert isinstance(await relay.send(LETTER), Accepted)
        await relay.close()
    assert len(sink.letters) == 1


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
async def test_a_certificate_nobody_vouches_for_sends_nothing(scheme: str, certificates: Certificates) -> None:
    sink = Sink(tls=serving(certificates), implicit_tls=scheme == "smtps")
    async with sink.open():
        relay = relay_from_url(f"{scheme}://localhost:{sink.port}" + ("?tls=required" if scheme == "smtp" else ""))
        result = await relay.send(LETTER)
    assert isinstance(result, Deferred) and result.relay_wide
    assert "certificate verify failed" in result.reply.lower()
    assert sink.letters == []


async def test_a_certificate_for_another_name_sends_nothing(tmp_path: Path) -> None:
    other = Certificates(tmp_path, "elsewhere.example")
    sink = Sink(tls=serving(other))
    async with sink.open():
        relay = relay_from_url(f"smtp://localhost:{sink.port}?tls=required&ca={other.authority}")
        assert isinstance(await relay.send(LETTER), Deferred)
    assert sink.letters == []


async def test_where_tls_is_required_nothing_is_sent_without_it() -> None:
    sink = Sink()
    async with through(sink, "?tls=required") as relay:
        result = await relay.send(LETTER)
    assert isinstance(result, Deferred) and result.relay_wide
    assert sink.letters == []


async def test_a_wrong_password_burns_no_letter() -> None:
    sink = Sink(login=("user", "right"))
    async with sink.open():
        relay = relay_from_url(f"smtp://user:wrong@127.0.0.1:{sink.port}")
        result = await relay.send(LETTER)
    assert result == Deferred("the relay is away: 535 5.7.8 wrong", relay_wide=True)
