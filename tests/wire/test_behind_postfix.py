"""Behind Debian's real Postfix, with the configuration of docs/postfix.md, on ports and folders of its own."""

from __future__ import annotations

import asyncio
import contextlib
import os
import pwd
import re
import shutil
import smtplib
import subprocess
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from servers import free_port
from smtp_sink import Sink
from smtp_talk import ADDRESSES, Inbox, opened

from service.addresses import Purpose
from service.arrivals import Arrival, Kept, Outcome, TryLater
from service.errors import StoreUnavailable
from service.relay import Accepted, Outgoing, relay_from_url

DOCUMENT = Path(__file__).parents[2] / "docs" / "postfix.md"
PATIENCE = 30.0

pytestmark = [
    pytest.mark.skipif(shutil.which("postfix") is None, reason="Postfix is not installed (apt-get install postfix)"),
    pytest.mark.skipif(os.geteuid() != 0, reason="only root can start Postfix"),
]

THREAD = ADDRESSES.thread_address(UUID(int=21))
OTHER = ADDRESSES.thread_address(UUID(int=22))

# What only a test needs: everything in one folder, on ports of our own, impatient, and nothing asked of DNS.
# A back-off of one second would let a queue run meet a mail whose last attempt still holds the lock, which puts it off
# for a minute.
OWN_MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/spool
data_directory = {folder}/data
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
myhostname = mx.mentor.example.org
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
relayhost = [127.0.0.1]:{sink_port}
smtp_dns_support_level = disabled
smtpd_peername_lookup = no
queue_run_delay = 1s
minimal_backoff_time = 3s
maximal_backoff_time = 3s
"""

OWN_MASTER = """
127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
tlsmgr unix - - n 1000? 1 tlsmgr
postlog unix-dgram n - n - 1 postlogd
"""


@dataclass
class Postfix:
    folder: Path
    port: int
    sink_port: int

    @property
    def lmtp(self) -> Path:
        return self.folder / "spool" / "mentormail" / "lmtp.sock"

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text()

    def command(self, name: str) -> None:
        subprocess.run(["postfix", "-c", str(self.folder / "etc"), name], check=True, capture_output=True, timeout=60)


def documented(name: str) -> str:
    """The block of that name in docs/postfix.md."""
    found = re.search(rf"^```{re.escape(name)}\n(.*?)^```$", DOCUMENT.read_text(), re.MULTILINE | re.DOTALL)
    assert found, f"docs/postfix.md has no block {name}"
    return found[1]


@pytest.fixture(scope="module")
def postfix() -> Iterator[Postfix]:
    folder = Path(tempfile.mkdtemp(prefix="mm-", dir="/tmp"))  # the path of a socket is short
    folder.chmod(0o755)
    running = Postfix(folder, free_port(), free_port())
    for name in ("etc", "data", "spool"):
        (folder / name).mkdir()
    os.chown(folder / "data", pwd.getpwnam("postfix").pw_uid, -1)
    places = {"folder": folder, "port": running.port, "sink_port": running.sink_port}
    main = OWN_MAIN.format(**places) + documented("main.cf").replace("/etc/postfix/", f"{folder}/etc/")
    (folder / "etc" / "main.cf").write_text(main)
    (folder / "etc" / "master.cf").write_text(OWN_MASTER.format(**places))
    for name in ("mentormail_recipients", "mentormail_header_checks"):
        (folder / "etc" / name).write_text(documented(name))
    try:
        running.command("start")
        yield running
    finally:
        with contextlib.suppress(subprocess.CalledProcessError):
            running.command("stop")
        shutil.rmtree(folder)


@contextlib.asynccontextmanager
async def our_door(postfix: Postfix, decide: Callable[[Arrival], Outcome] | None = None) -> AsyncIterator[Inbox]:
    inbox = Inbox(decide)
    async with opened(inbox, lmtp=True, path=postfix.lmtp):
        yield inbox


def send(postfix: Postfix, recipients: list[str], mail: bytes, sender: str = "mentee@example.com") -> None:
    with smtplib.SMTP("127.0.0.1", postfix.port, timeout=PATIENCE) as client:
        client.sendmail(sender, recipients, mail)


async def until(postfix: Postfix, seen: Callable[[], bool]) -> None:
    try:
        async with asyncio.timeout(PATIENCE):
            while not seen():  # noqa: ASYNC110 (Postfix tells nobody)
                await asyncio.sleep(0.02)
    except TimeoutError:
        pytest.fail(postfix.log)


MAIL = (
    b"From: mentee@example.com\r\nSubject: Re: check-in\r\nMessage-ID: <a@example.com>\r\n"
    b"Authentication-Results: mx.mentor.example.org; dkim=pass header.d=example.com\r\n"
    b"Authentication-Results: elsewhere.example;\r\n spf=pass\r\n\r\nWe met.\r\n.\r\n..two dots\r\n"
)


async def test_a_reply_reaches_its_thread(postfix: Postfix) -> None:
    async with our_door(postfix) as inbox:
        await asyncio.to_thread(send, postfix, [THREAD], MAIL)
        await until(postfix, lambda: len(inbox.arrivals) == 1)
    [arrival] = inbox.arrivals
    assert (arrival.recipient, arrival.envelope_from, arrival.lmtp) == (THREAD, "mentee@example.com", True)
    assert arrival.raw.endswith(b"\r\n\r\nWe met.\r\n.\r\n..two dots\r\n")
    assert arrival.raw.startswith(b"Received: ")
    assert b"authentication-results" not in arrival.raw.lower()


async def test_one_mail_for_several_is_answered_for_each(postfix: Postfix) -> None:
    put_off = [OTHER]

    def decide(arrival: Arrival) -> Outcome:
        if arrival.recipient in put_off:
            put_off.remove(arrival.recipient)
            return TryLater()
        return Kept()

    async with our_door(postfix, decide) as inbox:
        await asyncio.to_thread(send, postfix, [THREAD, OTHER, "postmaster@mentor.example.org"], MAIL)
        await until(postfix, lambda: len(inbox.arrivals) == 3)
    recipients = [arrival.recipient for arrival in inbox.arrivals]
    assert sorted(recipients) == sorted([THREAD, OTHER, "postmaster@mentor.example.org"])
    assert recipients[-1] == OTHER  # only the one that was put off came again


async def test_while_we_are_away_postfix_keeps_the_mail(postfix: Postfix) -> None:
    await asyncio.to_thread(send, postfix, [THREAD], MAIL)
    await until(postfix, lambda: "lmtp.sock: No such file" in postfix.log or "status=deferred" in postfix.log)
    away = [True, True]

    def decide(_: Arrival) -> Outcome:
        if away:
            away.pop()
            raise StoreUnavailable("the database does not answer")
        return Kept()

    async with our_door(postfix, decide) as inbox:
        await until(postfix, lambda: len(inbox.arrivals) == 1)
    assert not away


@pytest.mark.parametrize("recipient", ["somebody@mentor.example.org", "checkins@mentor.example.org"])
async def test_postfix_itself_refuses_whom_nobody_knows(postfix: Postfix, recipient: str) -> None:
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        await asyncio.to_thread(send, postfix, [recipient], MAIL)
    assert refused.value.recipients[recipient][0] == 550


@pytest.mark.parametrize("recipient", [THREAD, ADDRESSES.bounce_address(UUID(int=1)), "Postmaster@Mentor.Example.ORG"])
async def test_whom_postfix_takes_we_take(postfix: Postfix, recipient: str) -> None:
    async with our_door(postfix) as inbox:
        await asyncio.to_thread(send, postfix, [recipient], MAIL, "")
        await until(postfix, lambda: len(inbox.arrivals) == 1)
    assert inbox.arrivals[0].envelope_from == ""


async def test_our_letters_go_out_through_it_and_their_bounces_find_back(postfix: Postfix) -> None:
    outbox = UUID(int=77)
    letter = Outgoing(
        ADDRESSES.bounce_address(outbox),
        "gone@example.com",
        f"From: {THREAD}\r\nTo: gone@example.com\r\nMessage-ID: {ADDRESSES.message_id(outbox)}\r\n"
        "Date: Mon, 02 Nov 2026 09:00:00 +0000\r\nSubject: Your check-in\r\n\r\nDid you meet?\r\n".encode(),
    )
    sink = Sink(offers=[], port=postfix.sink_port)
    async with our_door(postfix) as inbox, sink.open():
        relay = relay_from_url(f"smtp://127.0.0.1:{postfix.port}")
        assert isinstance(await relay.send(letter), Accepted)
        await until(postfix, lambda: len(sink.letters) == 1)
        assert sink.letters[0].envelope_from == letter.envelope_from
        assert sink.letters[0].data.endswith(letter.data)
        sink.replies["RCPT"] = ["550 5.1.1 <gone@example.com>: no such user"]
        assert isinstance(await relay.send(letter), Accepted)
        await until(postfix, lambda: len(inbox.arrivals) == 1)
        await relay.close()
    [report] = inbox.arrivals
    assert report.envelope_from == ""
    bounced = ADDRESSES.parse(report.recipient)
    assert (bounced.purpose, bounced.id) == (Purpose.BOUNCE, outbox)
    assert b"Status: 5.1.1" in report.raw
    assert ADDRESSES.message_id(outbox).encode() in report.raw
