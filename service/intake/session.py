"""One SMTP or LMTP connection: aiosmtpd's conversation with our own rules.

Everything a client can see here is generic: no exception's text, no word on who is known. Nothing is logged with an
address in it, because addresses carry tokens.
"""

from __future__ import annotations

import asyncio
import logging
import re
import ssl
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import structlog
from aiosmtpd.smtp import SMTP, Envelope

from service.arrivals import Arrival, Outcome, Receive, TryLater, reply
from service.intake.body import BodyReader, Flaw
from service.intake.limits import Limits, SenderLimit

log = structlog.get_logger("mentormail.intake")

# aiosmtpd tells this logger every recipient (INFO) and every line of a mail (DEBUG). `disabled` outlives setLevel().
logging.getLogger("mail.log").disabled = True

_COMMAND_OCTETS = 1024  # RFC 5321 §4.5.3.1.4 asks for 512, and more for each extension
_ADDRESS_LENGTH = 320
_REPLIES_BEFORE_OTHERS = 16
_TROUBLE = "451 4.3.0 Temporary trouble here, please try again later"
_CLOSING = "421 4.3.2 Service closing, please come back later"
_TIMEOUT = "421 4.4.2 Too slow, closing the connection"
_CROWDED = "421 4.7.0 Too many connections, please try again later"

_FLAWS = {
    Flaw.TOO_BIG: "552 5.3.4 Message too big",
    Flaw.LINE_TOO_LONG: "500 5.5.2 Line too long",
    Flaw.BARE_NEWLINE: "550 5.6.0 Bare CR or LF in the message, lines end with CRLF (RFC 5321 section 2.3.8)",
    Flaw.NO_ROOM: "452 4.3.1 Too much mail at the moment, please try again later",
}

# Enhanced status codes (RFC 2034, RFC 3463) for the replies that aiosmtpd gives without one.
_STATUS = {
    "452": "4.5.3",
    "500": "5.5.2",
    "501": "5.5.4",
    "502": "5.5.1",
    "503": "5.5.1",
    "504": "5.5.4",
    "552": "5.3.4",
    "553": "5.1.3",
    "555": "5.5.4",
}
_PLAIN_REPLY = re.compile(r"(?!220)([245]\d\d) (?!\d\.\d{1,3}\.\d{1,3}\b)")
_UNPRINTABLE = re.compile(r"[^\x20-\x7e]")

# A path of RFC 5321 §4.1.2, its source route dropped (appendix C); bare addresses too, as some clients send them.
_PATH = re.compile(
    r'<(?:@[^:<>"\s]{1,255}:)?((?:"(?:[^"\\\x00-\x1f\x7f]|\\[\x20-\x7e])*"|[^<>"@\x00-\x20\x7f]+)?'
    r"(?:@[^<>@\x00-\x20\x7f]+)?)>(?=\s|$)|([^<>\"\x00-\x20\x7f]+)(?=\s|$)"
)


@dataclass(slots=True)
class Door:
    """What the connections of a listener share."""

    hostname: str
    receive: Receive
    refusal: Callable[[str], str | None]
    limits: Limits
    senders: SenderLimit
    lmtp: bool = False
    tls: ssl.SSLContext | None = None
    body_bytes: int = 0
    sessions: set[SmtpSession] = field(default_factory=set)
    closing: bool = False
    hooks: Hooks = field(init=False)

    def __post_init__(self) -> None:
        self.hooks = Hooks(self)


class SmtpSession(SMTP):
    """One connection; speaks SMTP."""

    line_length_limit = 65_536  # the reader's buffer, which lines and end-of-data are found in

    commands: tuple[str, ...] = (
        *("HELO", "EHLO", "STARTTLS", "MAIL", "RCPT", "DATA", "RSET", "NOOP", "QUIT", "VRFY", "HELP", "AUTH"),
    )

    def __init__(self, door: Door, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(
            door.hooks,
            data_size_limit=door.limits.message_bytes,
            enable_SMTPUTF8=True,
            hostname=door.hostname,
            ident="mentormail",
            tls_context=door.tls,
            timeout=door.limits.command_seconds,
            loop=loop,
        )
        # The library's own table is shared by all connections, and grows with each EHLO.
        self.command_size_limits = defaultdict(lambda: _COMMAND_OCTETS)
        self._door = door
        self._body = BodyReader(self._door, strict=not door.lmtp)
        self._leaving = False
        self._committing = False
        self._replies_given = 0
        self.ended: asyncio.Future[None] = loop.create_future()

    def __dir__(self) -> Sequence[str]:
        """The commands alone: the library looks through all it finds here, twice for every connection, and what it
        would find besides costs more than the rest of a mail."""
        return [f"smtp_{command}" for command in self.commands]

    # --- the connection's life

    async def _handle_client(self) -> None:
        """The whole conversation. An error that reaches this far ends the connection and is told by name only."""
        door = self._door
        if door.closing or len(door.sessions) >= door.limits.connections:
            self._say_goodbye(_CLOSING if door.closing else _CROWDED)
            return
        door.sessions.add(self)
        deadline = self.loop.call_later(door.limits.session_seconds, self.leave)
        try:
            await super()._handle_client()
        except ConnectionError:
            pass  # the client has gone, and nothing was promised to it
        except Exception as error:
            log.warning("connection ended by an error", error=type(error).__name__)
            self._say_goodbye(_CLOSING)
        finally:
            deadline.cancel()
            door.sessions.discard(self)
            if not self.ended.done():
                self.ended.set_result(None)

    def leave(self) -> None:
        """Say 421 as soon as no transaction is open."""
        self._leaving = True
        if self.envelope is None or self.envelope.mail_from is None:
            self._say_goodbye(_CLOSING)

    def drop(self) -> None:
        """Say 421 now, unless a mail of this connection is being committed: then after its reply."""
        self._leaving = True
        if not self._committing:
            self._say_goodbye(_CLOSING)

    def _say_goodbye(self, words: str) -> None:
        if self.transport is None or self.transport.is_closing():
            return
        self.transport.write(words.encode("ascii") + b"\r\n")  # type: ignore[attr-defined]  # typed as BaseTransport
        self.transport.close()

    def _timeout_cb(self) -> None:
        if self.transport is None:
            return
        stuck = self.transport.get_write_buffer_size()  # type: ignore[attr-defined]  # typed as BaseTransport
        if stuck or self.transport.is_closing():
            self.transport.abort()  # type: ignore[attr-defined]  # it does not even read what we say
            return
        self._say_goodbye(_TIMEOUT)
        self._timeout_handle = self.loop.call_later(self._door.limits.command_seconds, self._timeout_cb)

    # --- what is said

    async def handle_exception(self, error: Exception) -> str:
        log.warning("command failed", error=type(error).__name__)
        return _TROUBLE

    async def push(self, status: str | bytes) -> None:
        """Send a reply: text gets the enhanced status it lacks and nothing unprintable; bytes go as they are."""
        if isinstance(status, str):
            status = _UNPRINTABLE.sub("?", status)
            match = _PLAIN_REPLY.match(status)
            if match:
                code = match[1]
                status = f"{code} {_STATUS.get(code, code[0] + '.0.0')} {status[4:]}"
            status = status.encode("ascii")
        self._writer.write(status + b"\r\n")
        await self._writer.drain()
        self._replies_given += 1
        if self._replies_given % _REPLIES_BEFORE_OTHERS == 0:
            await asyncio.sleep(0)  # a client that sends commands without end must not keep the loop to itself

    async def smtp_EHLO(self, hostname: str | None) -> None:
        """Our extensions as they truly are, in one write. The library's own list would offer AUTH after STARTTLS."""
        if not await self._introduced(hostname, extended=True):
            return
        door = self._door
        offers = ["PIPELINING", f"SIZE {door.limits.message_bytes}", "8BITMIME", "SMTPUTF8"]
        if door.tls is not None and not self._has_tls():
            offers.append("STARTTLS")
        lines = [f"250-{offer}" for offer in (door.hostname, *offers)] + ["250 ENHANCEDSTATUSCODES"]
        await self.push("\r\n".join(lines).encode("ascii"))

    async def smtp_HELO(self, hostname: str | None) -> None:
        if await self._introduced(hostname, extended=False):
            await self.push(f"250 {self._door.hostname}".encode("ascii"))

    async def _introduced(self, hostname: str | None, *, extended: bool) -> bool:
        """Whether the client has said who it is; it begins anew with that."""
        if not hostname or self.session is None:
            await self.push("501 5.5.4 Please say who you are")
            return False
        self.envelope = self._create_envelope()
        self.session.extended_smtp = extended
        self.session.host_name = hostname
        return True

    def _has_tls(self) -> bool:
        return self.session is not None and self.session.ssl is not None

    async def smtp_AUTH(self, arg: str | None) -> None:
        await self.push("502 5.5.1 AUTH is not offered here")

    async def smtp_STARTTLS(self, arg: str | None) -> None:
        if self._has_tls():
            await self.push("503 5.5.1 TLS is on already")
        else:
            await super().smtp_STARTTLS(arg or "")

    def _getaddr(self, arg: str) -> tuple[str | None, str | None]:
        """The address and what follows it; (None, None) where it cannot be one. "<>" stands for the null sender.

        In place of the library's, which raises IndexError at "<" and takes control characters.
        """
        if not arg:
            return "", ""
        match = _PATH.match(arg)
        if match is None:
            return None, None
        address = match[1] if match[1] is not None else match[2]
        try:
            address.encode("utf-8")  # what came as broken UTF-8 stands here as lone surrogates
        except UnicodeEncodeError:
            return None, None
        if len(address) > _ADDRESS_LENGTH:
            return None, None
        return address or "<>", arg[match.end() :]

    def _getparams(self, params: Sequence[str]) -> dict[str, str | bool] | None:
        """Parameters are ASCII (RFC 5321 §4.1.2): the library would take "²" for a digit, and fail to count with it."""
        if not all(each.isascii() for each in params):
            return None
        found: dict[str, str | bool] | None = super()._getparams(params)
        return found

    # --- the mail itself

    async def smtp_DATA(self, arg: str | None) -> None:
        """Take the mail, keep it, and only then answer. In place of the library's: one way out for every trouble."""
        if await self.check_helo_needed():
            return
        envelope = self.envelope
        if envelope is None or not envelope.rcpt_tos:
            await self.push("503 5.5.1 Need RCPT first")
            return
        if arg:
            await self.push("501 5.5.4 DATA takes no argument")
            return
        await self.push(b"354 End data with <CR><LF>.<CR><LF>")
        self._reset_timeout(self._door.limits.data_seconds)
        try:
            replies = await self._take(envelope)
        except ConnectionError:
            raise
        except Exception as error:
            # Nobody knows how much of the mail has been read: what is left of it must not be taken for commands.
            log.warning("connection ended by an error", error=type(error).__name__)
            self._say_goodbye(_CLOSING)
            raise ConnectionResetError from None
        self.envelope = self._create_envelope()
        self._reset_timeout()
        await self.push("\r\n".join(replies).encode("ascii", "replace"))
        if self._leaving:
            self._say_goodbye(_CLOSING)

    async def _take(self, envelope: Envelope) -> Sequence[str]:
        """The replies to a mail, once it is kept or is known not to be."""
        recipients = envelope.rcpt_tos
        raw = await self._body.read(self._reader)
        if isinstance(raw, Flaw):
            log.info("mail refused", flaw=raw.value, recipients=len(recipients))
            return self._replies([_FLAWS[raw]] * len(recipients))
        if self._timeout_handle is not None:
            self._timeout_handle.cancel()  # from here on it is we who take the time
        self._committing = True
        try:
            outcomes = await self._commit(raw, envelope)
        finally:
            self._committing = False
        return self._replies([reply(outcomes[each]) for each in recipients])

    async def _commit(self, raw: bytes, envelope: Envelope) -> dict[str, Outcome]:
        """The outcome for each recipient. A client that hangs up cancels us, never the commit (GroupCommit shields)."""
        recipients = list(dict.fromkeys(envelope.rcpt_tos))
        sender = "" if envelope.mail_from == "<>" else envelope.mail_from or ""
        arrivals = [Arrival(each, sender, raw, self._peer(), self._door.lmtp) for each in recipients]
        try:
            async with asyncio.timeout(self._door.limits.commit_seconds):
                outcomes = await self._door.receive(arrivals)
            return dict(zip(recipients, outcomes, strict=True))
        except Exception as error:
            log.warning("mail deferred", error=type(error).__name__, mails=len(arrivals))
            return dict.fromkeys(recipients, TryLater())

    def _replies(self, replies: list[str]) -> Sequence[str]:
        """SMTP has one reply for all: where one must come again the mail does, and a refusal is never hidden."""
        return [min(replies, key=lambda each: "452".index(each[0]))]

    def _peer(self) -> str:
        peer = self.session.peer if self.session else None
        return str(peer[0]) if isinstance(peer, tuple) else "unix"


class LmtpSession(SmtpSession):
    """One connection; speaks LMTP (RFC 2033)."""

    commands = ("LHLO", *SmtpSession.commands[2:])

    async def smtp_LHLO(self, hostname: str | None) -> None:
        await self.smtp_EHLO(hostname)

    def _replies(self, replies: list[str]) -> Sequence[str]:
        """One reply for each accepted RCPT, in order, duplicates too (RFC 2033 §4.2)."""
        return replies


class Hooks:
    """What the library asks at MAIL and RCPT. The signatures are its own."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def __dir__(self) -> Sequence[str]:
        return ("handle_MAIL", "handle_RCPT")

    async def handle_MAIL(
        self, server: SmtpSession, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        sender = "" if address == "<>" else address
        if not self._door.senders.admits(sender, server.loop.time()):
            return "451 4.7.1 Too many messages from this sender, please try again later"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 Sender taken"

    async def handle_RCPT(
        self, server: SmtpSession, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        refusal = self._door.refusal(address)
        if refusal is not None:
            return refusal
        if len(envelope.rcpt_tos) >= self._door.limits.recipients:
            return "452 4.5.3 Too many recipients, please send the others apart"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Recipient taken"
