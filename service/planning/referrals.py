"""Whom to name to somebody who looks for a word with one who knows: people who offered, by topic."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from hashlib import sha256
from uuid import UUID

from service.domain import Contact

_NAMED = 3


def fitting(contacts: Iterable[Contact], slugs: Collection[str]) -> tuple[Contact, ...]:
    """Those who offered to talk about any of the topics, whoever fits most of them first; three at most."""
    fits = [(len(set(contact.topics) & set(slugs)), contact) for contact in contacts]
    found = sorted((each for each in fits if each[0]), key=lambda each: (-each[0], each[1].name))
    return tuple(contact for _, contact in found[:_NAMED])


def offered(
    contacts: Sequence[Contact], slug: str, partnership: UUID, turn: int, not_these: Collection[str]
) -> Contact | None:
    """One who offered to talk about a topic: not always the same, and not the partners themselves (by address)."""
    known = {address.casefold() for address in not_these}
    fits = [each for each in contacts if slug in each.topics and each.email.casefold() not in known]
    if not fits:
        return None
    start = int.from_bytes(sha256(partnership.bytes + slug.encode()).digest()[:4])
    return sorted(fits, key=lambda each: each.email)[(start + turn) % len(fits)]
