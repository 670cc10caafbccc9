"""Is it proven that a mail comes from the domain its From names?

Our own MTA's Authentication-Results (RFC 8601) say so where its name is configured; else we verify DKIM (RFC 6376)
ourselves. Alignment is DMARC's relaxed one, without its list of public suffixes: the same domain, or one that is the
other's parent. Where nothing is proven the worst is one question more, so every doubt counts as "not proven".
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator, Mapping
from typing import Any, Protocol

import structlog

from service.reading.values import Envelope
from service.workflow.header import Header, header_of

log = structlog.get_logger()

_MEANT = ("from", "subject", "date")
"""Fields that say who commands what, and when. A verifier takes the lowest of several (RFC 6376 §5.4.2), a reader the
topmost: where one is there twice, a signature proves nothing of what was read."""
_LARGEST = 1 << 20
_MOST_SIGNATURES = 5
_SECONDS = 20.0
_DNS_SECONDS = 5.0
_PARTS = re.compile(r'"(?:[^"\\]|\\.)*"|\\.|["()]|[^"()\\]+', re.DOTALL)
_RESULT = re.compile(r"\s*([a-z0-9-]{1,30})\s*=\s*([a-z]{1,20})\b")
_PROPERTY = re.compile(r"\b([a-z]{1,20}\.[a-z-]{1,30})\s*=\s*([^\s;]{1,320})")
_DOMAIN_OF: Mapping[str, tuple[str, ...]] = {
    "dmarc": ("header.from",),
    "dkim": ("header.d", "header.i"),
    "spf": ("smtp.mailfrom",),
}
_REGISTRIES = frozenset({"ac", "co", "com", "edu", "gov", "net", "org", "k12", "sch", "nhs"})
"""Second labels under which others register: `ac.uk` is nobody's parent."""


class Resolver(Protocol):
    """Asks the DNS for a name's TXT record; called in a thread. None where there is none, or no answer in time."""

    def txt(self, name: str) -> bytes | None: ...


class DnsResolver:
    """Asks the system's name servers, or those named, each question with an end."""

    def __init__(self, nameservers: tuple[str, ...] = (), port: int = 53, seconds: float = _DNS_SECONDS) -> None:
        self._nameservers = nameservers
        self._port = port
        self._seconds = seconds

    def txt(self, name: str) -> bytes | None:
        import dns.exception
        import dns.resolver

        resolver = dns.resolver.Resolver(configure=not self._nameservers)
        if self._nameservers:
            resolver.nameservers = list(self._nameservers)
            resolver.port = self._port
        try:
            answer = resolver.resolve(name, "TXT", lifetime=self._seconds)
        except dns.exception.DNSException:
            return None
        return next((b"".join(record.strings) for record in answer), None)


class Authenticator:
    """Tells whether a mail's sender is proven. `authserv_id`: our MTA's name; None: DKIM is verified here."""

    def __init__(self, authserv_id: str | None, resolver: Resolver) -> None:
        self._authserv_id = authserv_id
        self._resolver = resolver

    async def is_proven(self, raw: bytes, envelope: Envelope) -> bool:
        """Whether the domain of the one From address has vouched for the mail."""
        header = header_of(raw)
        if len(header.all("from")) != 1 or len(envelope.from_addresses) != 1:
            return False
        if any(len(header.all(name)) > 1 for name in _MEANT):
            return False
        domain = envelope.from_addresses[0].rpartition("@")[2].lower()
        if self._authserv_id is not None:
            return any(is_aligned(each, domain) for each in vouching_domains(header, self._authserv_id))
        if len(raw) > _LARGEST or not header.all("dkim-signature"):
            return False
        try:
            async with asyncio.timeout(_SECONDS):
                return await asyncio.to_thread(self._verify, raw, domain)
        except TimeoutError:
            return False

    def _verify(self, raw: bytes, domain: str) -> bool:
        return any(is_aligned(each, domain) for each in signing_domains(raw, self._resolver, domain))


def vouching_domains(header: Header, authserv_id: str) -> list[str]:
    """The domains that passed by our MTA's word. Of fields that speak of one method the topmost counts: MTAs write
    theirs above what a mail brought along (RFC 8601 §5 lets them remove that, and ours is told to)."""
    found: list[str] = []
    heard: set[str] = set()
    for value in header.all("authentication-results"):
        name, _, results = _our_words(value[:4000].decode("latin-1").lower()).partition(";")
        if name.split()[:1] != [authserv_id.lower()]:
            continue
        spoken = set()
        for result in results.split(";"):
            match = _RESULT.match(result)
            if match is None:
                continue
            method, verdict = match[1], match[2]
            spoken.add(method)
            if verdict == "pass" and method not in heard:
                properties = dict(_PROPERTY.findall(result))
                named = (properties[key] for key in _DOMAIN_OF.get(method, ()) if key in properties)
                found += [each.rpartition("@")[2] for each in named]
        heard |= spoken
    return found


def _our_words(value: str) -> str:
    """A field without comments (RFC 5322 §3.2.2), each quoted string as "_"; "" where they do not end as they should.

    Both may be a stranger's words that our MTA only wrote down: `smtp.mailfrom="x; dkim=pass header.d=…"@evil.example`.
    """
    words: list[str] = []
    depth = 0
    for part in _PARTS.findall(value):
        if part == "(":
            depth += 1
        elif part == ")" and depth:
            depth -= 1
            words.append(" ")
        elif part in ('"', ")") and not depth:
            return ""
        elif not depth:
            words.append("_" if part[0] in '"\\' else part)
    return "" if depth else "".join(words)


def signing_domains(raw: bytes, resolver: Resolver, domain: str) -> Iterator[str]:
    """The domains whose DKIM signature holds, of those that could be aligned with `domain`.

    Left out are signatures over a part of the body (l=, whoever adds to it keeps the signature), those that leave out a
    field which we go by (whoever has the mail may write another), and SHA-1 (RFC 8301).
    """
    import dkim

    mail: Any = dkim.DKIM(raw, minkey=1024)  # type: ignore[no-untyped-call]  # dkimpy has no types
    header = header_of(raw)
    signatures = header.all("dkim-signature")[:_MOST_SIGNATURES]
    needed = {name for name in _MEANT if header.all(name)}
    for number, signature in enumerate(signatures):
        tags = _tags(signature)
        signer = tags.get("d", "").lower()
        covered = set(tags.get("h", "").lower().split(":"))
        if not is_aligned(signer, domain) or "l" in tags or tags.get("a", "").endswith("sha1"):
            continue
        if not needed <= covered:
            continue
        try:
            if mail.verify(number, dnsfunc=lambda name, timeout: resolver.txt(name.decode("ascii")) or b""):
                yield signer
        except Exception as error:  # a library's, on a stranger's bytes: whatever it is, nothing is proven
            log.info("signature not verified", error=type(error).__name__)


def is_aligned(one: str, other: str) -> bool:
    """Whether two domains are the same, or one is the other's parent and can be somebody's own."""
    short, long = sorted((one.lower().rstrip("."), other.lower().rstrip(".")), key=len)
    if short == long:
        return bool(short)
    return long.endswith(f".{short}") and _can_be_owned(short)


def _can_be_owned(domain: str) -> bool:
    labels = domain.split(".")
    return len(labels) > 2 or (len(labels) == 2 and not (labels[0] in _REGISTRIES and len(labels[1]) == 2))


def _tags(signature: bytes) -> dict[str, str]:
    """A signature's tag list (RFC 6376 §3.2); white space within values does not count."""
    pairs = (part.partition("=") for part in signature[:8000].decode("latin-1").split(";"))
    return {name.strip(): "".join(value.split()) for name, _, value in pairs}
