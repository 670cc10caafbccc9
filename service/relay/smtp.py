"""Letters out through an SMTP relay, over connections that are kept."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from dataclasses import dataclass

import aiosmtplib
import structlog

from service.relay.schedule import Pace
from service.relay.url import SmtpSettings
from service.relay.values import Accepted, Deferred, Outgoing, Refused, Sent, one_line

log = structlog.get_logger("mentormail.relay")

_IDLE_SECONDS = 60.0
_LETTERS_PER_CONNECTION = 100
_SEND_SECONDS = 300.0  # all of one letter; RFC 5321 §4.5.3.2 gives each step minutes, but ours is a relay we chose
_QUIT_SECONDS = 2.0

# Refusals at RCPT or after DATA that speak of us, not of the recipient: a relay that is set up wrongly must not burn
# letters. 530, 534, 535, 538: log in first (RFC 4954); 550 5.4.5: the day's quota (Gmail); 503: we are out of step.
_OUR_OWN_FAULT = frozenset({503, 530, 534, 535, 538})
_OUR_OWN_FAULT_WORDS = ("5.4.5 ", "relay access denied", "relaying denied", "unable to relay", "not permitted to relay")

# What aiosmtplib raises for a relay that is away, hangs up, is slow, answers nonsense or has a wrong certificate.
_RELAY_TROUBLE = (aiosmtplib.SMTPException, OSError, TimeoutError)


class _Lost(Exception):
    """The connection ended, or said so with 421, before the letter was handed over."""


@dataclass(slots=True)
class _Connection:
    client: aiosmtplib.SMTP
    idle_since: float
    letters: int = 0


class SmtpRelay:
    """Sends over up to `settings.connections` connections, each kept for the next letter."""

    def __init__(self, settings: SmtpSettings) -> None:
        self._settings = settings
        self._idle: list[_Connection] = []
        self._places = asyncio.Semaphore(settings.connections)
        self._pace = Pace(settings.per_minute)
        self._context: ssl.SSLContext | None = None

    async def send(self, letter: Outgoing) -> Sent:
        """Hand a letter to the relay. Waits for the rate limit and for a free connection, then five minutes at most."""
        if not letter.is_sendable:
            return Refused("553 5.1.3 not an address that mail can be sent to")
        async with self._places:
            await asyncio.sleep(self._pace.wait(asyncio.get_running_loop().time()))
            try:
                async with asyncio.timeout(_SEND_SECONDS):
                    return await self._send_now(letter)
            except TimeoutError:
                return Deferred("the relay takes too long; it may have the letter or not", True, in_doubt=True)

    async def _send_now(self, letter: Outgoing) -> Sent:
        kept = await self._kept_connection()
        if kept is not None:
            # The relay may have closed it while it was idle. Nothing of this letter has left yet.
            with contextlib.suppress(_Lost):
                return await self._send_over(kept, letter)
        try:
            return await self._send_over(await self._connect(), letter)
        except (_Lost, *_RELAY_TROUBLE) as error:
            log.warning("relay away", error=type(error).__name__)
            return Deferred(one_line(f"the relay is away: {_told(error)}", letter), relay_wide=True)

    async def close(self) -> None:
        """Close the connections that are kept."""
        idle, self._idle = self._idle, []
        await asyncio.gather(*(_quit(connection) for connection in idle))

    # --- connections

    async def _kept_connection(self) -> _Connection | None:
        now = asyncio.get_running_loop().time()
        while self._idle:
            connection = self._idle.pop()
            if connection.client.is_connected and now - connection.idle_since < _IDLE_SECONDS:
                return connection
            await _quit(connection)
        return None

    async def _connect(self) -> _Connection:
        settings = self._settings
        if self._context is None and settings.tls != "off":
            self._context = await asyncio.to_thread(_trusting, settings)
        client = aiosmtplib.SMTP(
            hostname=settings.host,
            port=settings.port,
            username=settings.user,
            password=settings.password,
            local_hostname=settings.hostname or "localhost",
            timeout=settings.seconds,
            use_tls=settings.tls == "implicit",
            start_tls={"required": True, "optional": None}.get(settings.tls, False),
            tls_context=self._context,
        )
        await client.connect()
        try:
            if client.is_ehlo_or_helo_needed:
                await client.ehlo()
        except BaseException:
            client.close()
            raise
        return _Connection(client, idle_since=0.0)

    async def _send_over(self, connection: _Connection, letter: Outgoing) -> Sent:
        """Send over this connection, then keep it or close it. _Lost where it ended before it had the letter."""
        clean = False
        try:
            sent = await _hand_over(connection.client, letter)
            connection.letters += 1
            clean = isinstance(sent, Accepted) or await _reset(connection.client)
            return sent
        finally:
            if clean and connection.letters < _LETTERS_PER_CONNECTION:
                connection.idle_since = asyncio.get_running_loop().time()
                self._idle.append(connection)
            else:
                connection.client.close()


# --- the conversation


async def _hand_over(client: aiosmtplib.SMTP, letter: Outgoing) -> Sent:
    utf8 = letter.needs_smtputf8
    if utf8 and not client.supports_extension("smtputf8"):
        return Refused("553 5.6.7 the relay takes no address in other letters than ASCII (SMTPUTF8)")
    options = [b"SMTPUTF8"] if utf8 else []
    if client.supports_extension("8bitmime") and not letter.data.isascii():
        options.append(b"BODY=8BITMIME")
    if client.supports_extension("dsn"):
        options.append(b"RET=HDRS")  # RFC 3461 §4.3: a report of failure brings back no word of the letter
    # Commands by hand: the library's own would cut an address it cannot read, and say nothing.
    mail = await _command(client, b"MAIL", b"FROM:<" + letter.envelope_from.encode() + b">", *options)
    if mail.code != 250:
        return Deferred(_words(mail.code, mail.message, letter), relay_wide=mail.code >= 500)
    rcpt = await _command(client, b"RCPT", b"TO:<" + letter.recipient.encode() + b">")
    if rcpt.code not in (250, 251):
        return _judge(rcpt.code, rcpt.message, letter)
    try:
        reply = await client.data(letter.data, timeout=_SEND_SECONDS)
    except aiosmtplib.SMTPResponseException as error:
        return _judge(error.code, error.message, letter)
    except _RELAY_TROUBLE as error:
        words = one_line(f"connection lost, the relay may have it or not: {_told(error)}", letter)
        return Deferred(words, in_doubt=True)
    return Accepted(_words(reply.code, reply.message, letter))


async def _command(client: aiosmtplib.SMTP, *words: bytes) -> aiosmtplib.SMTPResponse:
    try:
        reply = await client.execute_command(*words)
    except _RELAY_TROUBLE as error:
        raise _Lost(str(error)) from error
    if reply.code == 421:
        raise _Lost(f"421 {reply.message}")
    return reply


async def _reset(client: aiosmtplib.SMTP) -> bool:
    """Whether the connection can take another letter after one that failed."""
    try:
        return (await client.execute_command(b"RSET")).code == 250
    except _RELAY_TROUBLE:
        return False


def _judge(code: int, message: str, letter: Outgoing) -> Sent:
    """What a reply to RCPT or to the letter itself means."""
    words = _words(code, message, letter)
    if 200 <= code < 300:
        return Accepted(words)
    ours = code in _OUR_OWN_FAULT or any(each in message.lower() for each in _OUR_OWN_FAULT_WORDS)
    if 500 <= code < 600 and not ours:
        return Refused(words)
    return Deferred(words, relay_wide=ours)


def _told(error: BaseException) -> str:
    if isinstance(error, aiosmtplib.SMTPResponseException):
        return f"{error.code} {error.message}"
    return str(error) or type(error).__name__


def _words(code: int, message: str, letter: Outgoing) -> str:
    return one_line(f"{code} {message}", letter)


async def _quit(connection: _Connection) -> None:
    with contextlib.suppress(*_RELAY_TROUBLE):
        async with asyncio.timeout(_QUIT_SECONDS):
            await connection.client.quit()
    connection.client.close()


def _trusting(settings: SmtpSettings) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=settings.authority)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
