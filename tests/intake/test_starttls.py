"""STARTTLS (RFC 3207): offered with a certificate, and nothing said before it counts after it."""

from __future__ import annotations

import ssl

import pytest
from certificates import Certificates
from smtp_talk import MAIL, Inbox, connected, opened

from service.errors import SettingsError
from service.intake.limits import Limits
from service.intake.smtp import tls_context

CHECKIN = "checkin@mentor.example.org"


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return Certificates(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def tls(certificates: Certificates) -> ssl.SSLContext:
    return tls_context(certificates.certificate, certificates.key)


async def test_a_mail_comes_over_tls(tls: ssl.SSLContext, certificates: Certificates) -> None:
    inbox = Inbox()
    async with opened(inbox, tls=tls) as door, connected(door) as client:
        assert "STARTTLS" in await client.say("EHLO client")
        assert (await client.say("STARTTLS")).startswith("220")
        await client.start_tls(certificates.client_context())
        assert "STARTTLS" not in (hello := await client.say("EHLO client"))
        assert "AUTH" not in hello
        await client.envelope(CHECKIN)
        assert (await client.data()).startswith("250")
        assert (await client.say("STARTTLS")).startswith("503 5.5.1")
    assert [arrival.raw for arrival in inbox.arrivals] == [MAIL]


async def test_what_was_said_in_the_clear_does_not_count(tls: ssl.SSLContext, certificates: Certificates) -> None:
    inbox = Inbox()
    injected = b"EHLO evil\r\nMAIL FROM:<evil@example.org>\r\n"
    async with opened(inbox, tls=tls) as door, connected(door) as client:
        await client.envelope(CHECKIN)
        await client.send(b"STARTTLS\r\n" + injected)
        assert (await client.reply()).startswith("220")
        await client.start_tls(certificates.client_context())
        assert (await client.say("NOOP")).startswith("250")  # not the reply to the injected EHLO
        assert (await client.say(f"RCPT TO:<{CHECKIN}>")).startswith("503")
        assert (await client.say("MAIL FROM:<a@example.org>")).startswith("503")


async def test_a_handshake_that_fails_harms_nobody_else(tls: ssl.SSLContext) -> None:
    async with opened(Inbox(), tls=tls, limits=Limits(connections=1)) as door:
        async with connected(door) as client:
            await client.say("STARTTLS")
            session = next(iter(door._door.sessions))
            await client.send(b"this is no TLS record\r\n" * 10)
            await session.ended
        async with connected(door) as client:
            await client.envelope(CHECKIN)
            assert (await client.data()).startswith("250")


async def test_without_a_certificate_it_is_not_offered() -> None:
    async with opened(Inbox()) as door, connected(door) as client:
        assert (await client.say("STARTTLS")).startswith("454 4.0.0")


def test_a_certificate_that_cannot_be_used_is_named(certificates: Certificates) -> None:
    with pytest.raises(SettingsError, match="not a certificate with its key"):
        tls_context(certificates.key)
