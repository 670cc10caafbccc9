"""Rule 12. A From address can be written by anybody: what changes a membership acts at once where our own MTA's
Authentication-Results, or a DKIM signature that we verify ourselves, vouch for its domain; else a letter asks first."""

from __future__ import annotations

import base64
import email.policy
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import datetime
from email.message import EmailMessage
from functools import cache
from pathlib import Path

import pytest
from dns_server import NameServer
from office import ADA, CHECKIN_DAY, COORDINATOR, PACIFIC, Office, address_of, mail, text_of

from service.workflow.authenticate import DnsResolver, is_aligned, vouching_domains
from service.workflow.header import header_of

OURS = "mx.mentoring.example.edu"


@asynccontextmanager
async def office_of(
    folder: Path, database: str, redis: str, resolver: DnsResolver | None = None, authserv_id: str = ""
):
    environment = {"MENTORMAIL_MAIL__AUTHSERV_ID": authserv_id}
    async with Office.open(folder, database, redis, environment=environment, resolver=resolver) as office:
        await office.step_to(CHECKIN_DAY)
        await office.step_to(datetime(2026, 11, 5, 12, tzinfo=PACIFIC))
        yield office


def stop(office: Office, **fields: str) -> EmailMessage:
    return mail(f"Ada Moss <{ADA}>", token(office), "STOP", Date="Thu, 05 Nov 2026 12:00:00 -0800", **fields)


def token(office: Office) -> str:
    return next(address_of(each["Reply-To"]) for each in office.letters_to(ADA) if "check-in" in each["Subject"])


def wire(message: EmailMessage) -> bytes:
    return message.as_bytes(policy=email.policy.SMTP)


async def standing(office: Office) -> str:
    return str((await office.person(ADA)).participant.standing)


@cache
def key_pair() -> tuple[bytes, str]:
    """A DKIM key, and the text that the DNS tells of it."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
    der = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return pem, f"v=DKIM1; k=rsa; p={base64.b64encode(der).decode()}"


def signed(
    raw: bytes, domain: str = "example.edu", *, length: bool = False, fields: list[bytes] | None = None
) -> bytes:
    import dkim

    private, _ = key_pair()
    return bytes(dkim.sign(raw, b"s1", domain.encode(), private, length=length, include_headers=fields)) + raw


@pytest.fixture
async def dns() -> AsyncIterator[NameServer]:
    _, text = key_pair()
    domains = ("example.edu", "mail.example.edu", "elsewhere.example")
    async with NameServer({f"s1._domainkey.{domain}": text for domain in domains}).open() as server:
        yield server


@pytest.fixture
async def verifying(tmp_path: Path, database_url: str, redis_setting: str, dns: NameServer) -> AsyncIterator[Office]:
    """An office without an MTA's word, which verifies signatures itself."""
    resolver = DnsResolver(("127.0.0.1",), dns.port, seconds=1.0)
    async with office_of(tmp_path, database_url, redis_setting, resolver) as office:
        yield office


@pytest.fixture
async def behind(tmp_path: Path, database_url: str, redis_setting: str) -> AsyncIterator[Office]:
    """An office behind an MTA of its own."""
    async with office_of(tmp_path, database_url, redis_setting, authserv_id=OURS) as office:
        yield office


# A signature that we verify


@pytest.mark.parametrize("domain", ["example.edu", "mail.example.edu"])
async def test_an_aligned_signature_stops_at_once(verifying: Office, dns: NameServer, domain: str) -> None:
    await verifying.deliver(signed(wire(stop(verifying)), domain), ADA, token(verifying))
    assert await standing(verifying) == "ended" and dns.asked == [f"s1._domainkey.{domain}"]
    note = verifying.letters_to(ADA)[-1]
    assert "no more letters" in text_of(note) and "RESUME" in text_of(note) and note["Auto-Submitted"] == "auto-replied"


def broken(raw: bytes) -> bytes:
    return raw.replace(b"Subject: ", b"Subject: Fwd: ")


def without_subject(raw: bytes) -> bytes:
    return raw.replace(b"Subject: Re: Your mentoring check-in\r\n", b"")


def appended(raw: bytes) -> bytes:
    return raw + b"\r\n-- \r\n"


UNPROVEN = {
    "no signature": lambda raw: raw,
    "another domain's": lambda raw: signed(raw, "elsewhere.example"),
    "of a key the DNS does not know": lambda raw: signed(raw, "library.example.edu"),
    "changed on the way": lambda raw: broken(signed(raw)),
    "over a part of the body": lambda raw: appended(signed(raw, length=True)),
    "odd": lambda raw: b"DKIM-Signature: v=1; a=rsa-sha256; d=example.edu; s=s1; h=from; bh==; b=!!!\r\n" + raw,
    "with a second Subject": lambda raw: b"Subject: STOP\r\n" + signed(raw),
    "with a second Date": lambda raw: b"Date: Thu, 05 Nov 2026 11:00:00 -0800\r\n" + signed(raw),
    "with a Subject of somebody else's": lambda raw: b"Subject: STOP\r\n" + signed(without_subject(raw)),
    "which leaves out the Date": lambda raw: signed(raw, fields=[b"from", b"subject"]),
    "with a second From": lambda raw: b"From: who@example.net\r\n" + signed(raw),
}


@pytest.mark.parametrize("spoil", UNPROVEN.values(), ids=UNPROVEN.keys())
async def test_otherwise_stop_is_asked_about_first(verifying: Office, spoil) -> None:
    await verifying.deliver(spoil(wire(stop(verifying))), ADA, token(verifying))
    assert await standing(verifying) == "active"
    [held] = await verifying.held()
    assert "Ada Moss was asked" in held.reason


async def test_a_signature_of_long_ago_is_asked_about(verifying: Office) -> None:
    """Whoever kept it may send it again, with a header the signature does not cover."""
    message = stop(verifying)
    message.replace_header("Date", "Thu, 15 Oct 2026 12:00:00 -0700")
    await verifying.deliver(signed(wire(message)), ADA, token(verifying))
    assert await standing(verifying) == "active" and len(await verifying.held()) == 1


async def test_a_name_server_that_says_nothing_only_costs_a_question(
    tmp_path: Path, database_url: str, redis_setting: str
) -> None:
    async with NameServer({}, silent=True).open() as server:
        resolver = DnsResolver(("127.0.0.1",), server.port, seconds=0.3)
        async with office_of(tmp_path, database_url, redis_setting, resolver) as office:
            await office.deliver(signed(wire(stop(office))), ADA, token(office))
            assert server.asked and await standing(office) == "active" and len(await office.held()) == 1


# The confirming reply


async def unproven_stop(office: Office) -> EmailMessage:
    await office.deliver(wire(stop(office)), ADA, token(office))
    question = office.letters_to(ADA)[-1]
    assert question["Subject"] == "Shall we stop writing to you?"
    return question


@pytest.mark.parametrize("words", ["yes", "Yes please, stop.", "STOP"])
async def test_a_confirming_reply_stops(verifying: Office, words: str) -> None:
    question = await unproven_stop(verifying)
    await verifying.reply(question, words, quote=False)
    assert await standing(verifying) == "ended" and await verifying.held() == []
    assert "no more letters" in text_of(verifying.letters_to(ADA)[-1])


async def test_a_no_leaves_everything_as_it_is(verifying: Office) -> None:
    question = await unproven_stop(verifying)
    await verifying.reply(question, "No!")
    assert await standing(verifying) == "active" and await verifying.held() == []


async def test_who_has_stopped_hears_nothing_unasked_until_resume(verifying: Office) -> None:
    await verifying.reply(await unproven_stop(verifying), "yes")
    before = len(verifying.letters_to(ADA))
    for day in (9, 16, 23, 30):
        await verifying.step_to(datetime(2026, 11, day, 9, tzinfo=PACIFIC))
    await verifying.step_to(datetime(2026, 12, 8, 12, tzinfo=PACIFIC))
    assert len(verifying.letters_to(ADA)) == before
    summary = text_of(verifying.letters_to(COORDINATOR)[-1])
    assert "Ada Moss (1): stopped" in summary
    await verifying.deliver(wire(mail(ADA, token(verifying), "RESUME")), ADA, token(verifying))
    assert await standing(verifying) == "active" and "Welcome back" in text_of(verifying.letters_to(ADA)[-1])
    await verifying.step_to(datetime(2027, 1, 5, 12, tzinfo=PACIFIC))
    assert any("January" in letter["Subject"] for letter in verifying.letters_to(ADA))


async def test_stop_from_an_unknown_address_is_confirmed_by_the_same_yes(verifying: Office) -> None:
    sender = "ada@home.example.net"
    await verifying.deliver(wire(mail(sender, token(verifying), "STOP")), sender, token(verifying))
    assert await standing(verifying) == "active"
    await verifying.reply(verifying.letters_to(ADA)[-1], "yes")
    assert await standing(verifying) == "ended"


# Our own MTA's word

PASSED = f"{OURS}; dkim=pass header.d=example.edu header.s=s1; spf=pass smtp.mailfrom=example.edu"


async def test_our_own_mtas_word_counts(behind: Office) -> None:
    await behind.deliver(wire(stop(behind, Authentication_Results=PASSED)), ADA, token(behind))
    assert await standing(behind) == "ended"


async def test_nobody_elses_does(behind: Office) -> None:
    foreign = PASSED.replace(OURS, "mx.elsewhere.example")
    await behind.deliver(wire(stop(behind, Authentication_Results=foreign)), ADA, token(behind))
    assert await standing(behind) == "active" and len(await behind.held()) == 1


async def test_with_an_mta_of_our_own_no_signature_is_looked_at(behind: Office) -> None:
    await behind.deliver(signed(wire(stop(behind))), ADA, token(behind))
    assert await standing(behind) == "active"


async def test_without_one_nobodys_word_counts(verifying: Office) -> None:
    await verifying.deliver(wire(stop(verifying, Authentication_Results=PASSED)), ADA, token(verifying))
    assert await standing(verifying) == "active"


def results(*fields: str) -> list[str]:
    raw = "".join(f"Authentication-Results: {field}\r\n" for field in fields) + "\r\n"
    return vouching_domains(header_of(raw.encode()), OURS)


WORDS: list[tuple[tuple[str, ...], list[str]]] = [
    ((f"{OURS}; dkim=pass header.d=example.edu",), ["example.edu"]),
    ((f"{OURS}; dkim=pass (2048-bit; unprotected) header.d=example.edu",), ["example.edu"]),
    ((f"{OURS} 1; dmarc=pass (p=none) header.from=example.edu",), ["example.edu"]),
    ((f"{OURS.upper()}; spf=pass smtp.mailfrom=ada@example.edu",), ["example.edu"]),
    ((f"{OURS}; dkim=pass header.i=@example.edu",), ["example.edu"]),
    ((f"{OURS}; dkim=fail header.d=example.edu",), []),
    ((f"{OURS}; none",), []),
    (("mx.elsewhere.example; dkim=pass header.d=example.edu",), []),
    ((f"{OURS}.evil.example; dkim=pass header.d=example.edu",), []),
    # Several filters of ours each write a field; a forged one lies below them.
    (
        (f"{OURS}; spf=pass smtp.mailfrom=a.example", f"{OURS}; dkim=pass header.d=b.example"),
        ["a.example", "b.example"],
    ),
    ((f"{OURS}; dkim=none", f"{OURS}; dkim=pass header.d=example.edu"), []),
    # What our MTA writes down of a stranger's address is the stranger's: quoted, or within a comment.
    ((f'{OURS}; spf=pass smtp.mailfrom="a; dkim=pass header.d=example.edu; b"@evil.example',), ["evil.example"]),
    ((f'{OURS}; spf=pass smtp.mailfrom="a@example.edu"@evil.example',), ["evil.example"]),
    ((f'{OURS}; spf=pass smtp.mailfrom="a\\"; dkim=pass header.d=example.edu; \\""@evil.example',), ["evil.example"]),
    (
        (f'{OURS}; dkim=pass header.d=evil.example header.i="a header.d=example.edu "@evil.example',),
        ["evil.example"] * 2,
    ),
    ((f"{OURS}; spf=fail (by a(b)c; dkim=pass header.d=example.edu) smtp.mailfrom=x@evil.example",), []),
    ((f"{OURS}; spf=fail (by a\\); dkim=pass header.d=example.edu) smtp.mailfrom=x@evil.example",), []),
    ((f"{OURS}; spf=fail (by a); dkim=pass header.d=example.edu) smtp.mailfrom=x@evil.example",), []),
    ((f'{OURS}; spf=fail smtp.mailfrom="a; dkim=pass header.d=example.edu',), []),
    ((f"{OURS}; spf=fail (a; dkim=pass header.d=example.edu",), []),
]


@pytest.mark.parametrize(("fields", "domains"), WORDS)
def test_what_authentication_results_say(fields: tuple[str, ...], domains: list[str]) -> None:
    assert results(*fields) == domains


HIDDEN = [
    "Authentication-Results : {results}",
    "authentication-results\t: {results}",
    "X-Note: y\rAuthentication-Results: {results}",
    "X-Note: y\n\rAuthentication-Results: {results}",
    "X-Note: y\x0cAuthentication-Results: {results}",
    "X-Note: y\x0bAuthentication-Results: {results}",
    "X-Note: y\x1eAuthentication-Results: {results}",
    "X-Note: y\x85Authentication-Results: {results}",
    "X-Note: y\r\n\x00Authentication-Results: {results}",
    "\rAuthentication-Results: {results}",
    " Authentication-Results: {results}",
]


@pytest.mark.parametrize("hidden", HIDDEN)
def test_no_field_counts_that_our_mta_would_not_have_seen_to_strip(hidden: str) -> None:
    raw = f"Subject: x\r\n{hidden}\r\nFrom: a@example.edu\r\n\r\nx".format(results=PASSED)
    assert vouching_domains(header_of(raw.encode("latin-1")), OURS) == []
    assert vouching_domains(header_of(raw.encode("latin-1").replace(b"\r\n", b"\n")), OURS) == []


ALIGNED = [
    ("example.edu", "example.edu", True),
    ("Example.EDU.", "example.edu", True),
    ("mail.example.edu", "example.edu", True),
    ("example.edu", "library.example.edu", True),
    ("badexample.edu", "example.edu", False),
    ("example.edu", "example.org", False),
    ("edu", "example.edu", False),
    ("ac.uk", "library.ac.uk", False),
    ("a.library.ac.uk", "library.ac.uk", True),
    ("", "example.edu", False),
    ("", "", False),
]


@pytest.mark.parametrize(("signer", "sender", "aligned"), ALIGNED)
def test_alignment_is_relaxed_and_no_more(signer: str, sender: str, aligned: bool) -> None:
    assert is_aligned(signer, sender) is is_aligned(sender, signer) is aligned


# The other commands need no more than to be taken


@pytest.fixture
def pauses() -> Iterator[dict[str, str]]:
    yield {"PAUSE": "until you reply", "PAUSE until December 14": "December 14"}


async def test_pause_and_resume_act_at_once(behind: Office, pauses: dict[str, str]) -> None:
    for words, said in pauses.items():
        await behind.deliver(wire(mail(ADA, token(behind), words, subject=words)), ADA, token(behind))
        assert await standing(behind) == "paused" and said in text_of(behind.letters_to(ADA)[-1])
    before = len(behind.letters_to(ADA))
    await behind.step_to(datetime(2026, 12, 8, 12, tzinfo=PACIFIC))
    assert len(behind.letters_to(ADA)) == before
    assert "Ada Moss (1): paused until December 14" in text_of(behind.letters_to(COORDINATOR)[-1])
    await behind.step_to(datetime(2026, 12, 15, 12, tzinfo=PACIFIC))
    assert len(behind.letters_to(ADA)) > before


async def test_help_lists_what_there_is(behind: Office) -> None:
    await behind.deliver(wire(mail(ADA, token(behind), "help")), ADA, token(behind))
    words = text_of(behind.letters_to(ADA)[-1])
    assert all(each in words for each in ("PAUSE", "RESUME", "STOP", "HELP"))


async def test_a_command_beside_other_words_is_asked_about_in_the_receipt(behind: Office) -> None:
    words = "We met on November 3 for an hour, by phone.\n\nSTOP"
    await behind.deliver(wire(mail(ADA, token(behind), words)), ADA, token(behind))
    assert await standing(behind) == "active" and len(await behind.records()) == 1
    assert "You also wrote STOP" in text_of(behind.letters_to(ADA)[-1])
