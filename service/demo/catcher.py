"""The demo's relay: takes every mail over SMTP and keeps it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from service.clock import Clock
from service.demo.mails import Mail, Way

if TYPE_CHECKING:
    from aiosmtpd.smtp import SMTP, Envelope, Session

HOST = "127.0.0.1"


class Catcher:
    """An SMTP server on a free port of this machine. `mails`: where each letter that comes is put."""

    def __init__(self, mails: list[Mail], clock: Clock) -> None:
        self._mails = mails
        self._clock = clock
        self._server: asyncio.Server | None = None

    async def open(self) -> int:
        """Begin to listen; the port."""
        from aiosmtpd.smtp import SMTP

        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: SMTP(self, enable_SMTPUTF8=True, hostname="relay.demo", ident="mail catcher", loop=loop), HOST, 0
        )
        return int(self._server.sockets[0].getsockname()[1])

    async def close(self) -> None:
        """Take no more."""
        if self._server is not None:
            self._server.close()
            self._server = None

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """aiosmtpd's hook: a letter has come."""
        raw, sender = bytes(envelope.original_content or b""), envelope.mail_from or ""
        for recipient in envelope.rcpt_tos:
            self._mails.append(Mail(Way.OUT, self._clock.now(), raw, sender, recipient))
        return "250 2.0.0 caught"
