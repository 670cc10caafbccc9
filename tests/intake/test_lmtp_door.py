"""LMTP (RFC 2033): one reply for each accepted recipient, in order, whatever happens."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from smtp_talk import ADDRESSES, MAIL, Inbox, connected, opened

from service.arrivals import Arrival, Kept, Outcome, Refused, TryLater
from service.errors import SettingsError, StoreUnavailable
from service.intake.limits import Limits
from service.intake.smtp import Endpoint, Intake

A, B, C = (f"checkin+{each}@mentor.example.org" for each in "abc")
UNKNOWN = "somebody@mentor.example.org"
LATER = "451 4.3.0 Temporary trouble here, please try again later"


def decide(arrival: Arrival) -> Outcome:
    return {A: Kept(), B: Refused(550, "5.2.1 Gone"), C: TryLater("4.2.2 Full")}[arrival.recipient]


@pytest.mark.parametrize(
    ("recipients", "replies"),
    [
        ([A], ["250 2.0.0 Kept"]),
        ([A, B, C], ["250 2.0.0 Kept", "550 5.2.1 Gone", "451 4.2.2 Full"]),
        ([A, A], ["250 2.0.0 Kept", "250 2.0.0 Kept"]),
        ([C, A, UNKNOWN, C, B], ["451 4.2.2 Full", "250 2.0.0 Kept", "451 4.2.2 Full", "550 5.2.1 Gone"]),
    ],
)
async def test_each_accepted_recipient_gets_its_reply_in_order(recipients: list[str], replies: list[str]) -> None:
    inbox = Inbox(decide)
    async with opened(inbox, lmtp=True) as door, connected(door) as client:
        taken = await client.envelope(*recipients)
        assert [reply[:3] for reply in taken] == ["550" if each == UNKNOWN else "250" for each in recipients]
        assert await client.data() == replies[0]
        assert [await client.reply() for _ in replies[1:]] == replies[1:]
        assert (await client.say("NOOP")).startswith("250")
    assert sum(inbox.calls) == len({*recipients} - {UNKNOWN})


@pytest.mark.parametrize(
    ("mail", "inbox", "reply"),
    [
        (b"x" * 2000 + b"\r\n", Inbox(), "552 5.3.4 Message too big"),
        (b"y" * 500 + b"\r\n", Inbox(), "500 5.5.2 Line too long"),
        (MAIL, Inbox(lambda _: (_ for _ in ()).throw(StoreUnavailable("away"))), LATER),
        (MAIL, Inbox(lambda _: (_ for _ in ()).throw(RuntimeError("secret"))), LATER),
    ],
    ids=["oversize", "long line", "database away", "surprise"],
)
async def test_every_trouble_has_one_reply_for_each_recipient(mail: bytes, inbox: Inbox, reply: str) -> None:
    limits = Limits(message_bytes=1000, line_octets=400)
    async with opened(inbox, lmtp=True, limits=limits) as door, connected(door) as client:
        await client.envelope(A, B, A)
        assert [await client.data(mail), await client.reply(), await client.reply()] == [reply] * 3
        assert (await client.say("NOOP")).startswith("250")


async def test_data_without_an_accepted_recipient_is_refused_at_once() -> None:
    async with opened(Inbox(), lmtp=True) as door, connected(door) as client:
        await client.envelope(UNKNOWN)
        assert (await client.say("DATA")).startswith("503 5.5.1")


async def test_the_greeting_is_lhlo() -> None:
    async with opened(Inbox(), lmtp=True) as door, connected(door, hello="") as client:
        await client.reply()
        assert (await client.say("EHLO client")).startswith("500 5.5.2")
        assert (await client.say("HELO client")).startswith("500 5.5.2")
        lines = (await client.say("LHLO client")).splitlines()
        assert {line[4:].split()[0] for line in lines[1:]} == {
            "PIPELINING", "SIZE", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES"
        }  # fmt: skip


async def test_a_stray_newline_is_no_reason_to_lose_a_mail_behind_an_mta() -> None:
    inbox = Inbox()
    mail = b"Subject: x\r\n\r\none\ntwo\rthree\n.\nMAIL FROM:<a@example.org>\r\n"
    async with opened(inbox, lmtp=True) as door, connected(door) as client:
        await client.envelope(A)
        assert (await client.data(mail)).startswith("250")
    assert [arrival.raw for arrival in inbox.arrivals] == [mail]


async def test_a_local_socket_takes_mail_and_goes_with_its_door(tmp_path: Path) -> None:
    inbox = Inbox()
    path = tmp_path / "run" / "lmtp.sock"
    async with opened(inbox, lmtp=True, path=path) as door:
        async with connected(door) as client:
            await client.envelope(A)
            assert (await client.data()).startswith("250")
        assert path.stat().st_mode & 0o777 == 0o666
    assert not path.exists()
    assert [(arrival.peer, arrival.lmtp) for arrival in inbox.arrivals] == [("unix", True)]


async def test_a_socket_that_a_dead_process_left_is_replaced_and_a_living_one_is_not(tmp_path: Path) -> None:
    path = tmp_path / "lmtp.sock"
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(path))
    async with opened(Inbox(), lmtp=True, path=path):
        with pytest.raises(SettingsError, match="another process does"):
            await Intake(Inbox().receive, ADDRESSES.refusal, "mx").listen(Endpoint(path=path))
        assert path.exists()


@pytest.mark.parametrize(
    ("name", "words"), [("x" * 120, "at most 103 bytes"), ("file", "a file of that name")], ids=["long", "file"]
)
async def test_a_path_that_cannot_be_a_socket_is_named(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(SettingsError, match=words):
        await Intake(Inbox().receive, ADDRESSES.refusal, "mx").listen(Endpoint(path=tmp_path / name))
    assert (tmp_path / "file").read_text() == "mine"


async def test_a_port_that_is_taken_is_named() -> None:
    async with opened(Inbox()) as door:
        with pytest.raises(SettingsError, match=f"cannot listen on 127.0.0.1:{door.endpoint.port}: "):
            await Intake(Inbox().receive, ADDRESSES.refusal, "mx").listen(door.endpoint)


@pytest.mark.parametrize(
    ("text", "endpoint"),
    [
        ("127.0.0.1:8025", Endpoint("127.0.0.1", 8025)),
        ("[::1]:25", Endpoint("::1", 25)),
        ("unix:run/lmtp.sock", Endpoint(path=Path("run/lmtp.sock"))),
        ("mx.example.org:0", Endpoint("mx.example.org", 0)),
    ],
)
def test_where_to_listen_is_read_from_text(text: str, endpoint: Endpoint) -> None:
    assert Endpoint.parse(text) == endpoint


@pytest.mark.parametrize("text", ["", "8025", ":8025", "host:", "host:port", "host:70000", "unix:", "host:²"])
def test_anything_else_is_no_place_to_listen(text: str) -> None:
    with pytest.raises(SettingsError, match="expected HOST:PORT or unix:PATH"):
        Endpoint.parse(text)
