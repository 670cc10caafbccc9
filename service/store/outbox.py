"""Letters that are to be sent. A letter goes out because its row is unsent, never because a job existed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from service.domain import LetterKind
from service.keys import Sealer
from service.store.models import OutboxRow

_PLACE = "outbox.values"
_LEASE = timedelta(minutes=10)
_TEXT_LENGTH = 300


class OutboxState(StrEnum):
    """Where a letter stands."""

    WAITING = "waiting"
    SENT = "sent"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class NewLetter:
    """A letter to send: once for its key, whatever happens. `values` are frozen and sealed."""

    id: UUID
    program: UUID
    key: str
    kind: LetterKind
    recipient: str
    recipient_name: str
    message_id: str
    values: Mapping[str, object]
    planned_at: datetime
    reason: str
    not_after: datetime | None = None
    cycle: str | None = None
    membership: UUID | None = None
    participant: UUID | None = None
    thread: UUID | None = None
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimedLetter:
    """A letter that was claimed for sending."""

    letter: NewLetter
    attempts: int


@dataclass(frozen=True, slots=True)
class PastLetter:
    """What planning wants to know of a letter that was planned or sent."""

    key: str
    kind: LetterKind
    cycle: str | None
    planned_at: datetime
    state: OutboxState
    sent_at: datetime | None


class Outbox:
    """The outbox's rows. Call within `Store.transact`."""

    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer

    async def add(self, letters: Sequence[NewLetter]) -> None:
        """Add letters; those whose key is there already stay as they are."""
        await OutboxRow.bulk_create([self._row(letter) for letter in letters], ignore_conflicts=True)

    async def skip(self, letter: NewLetter) -> None:
        """Record that a letter will not be sent, with its reason."""
        row = self._row(letter, OutboxState.SKIPPED)
        await OutboxRow.bulk_create([row], ignore_conflicts=True)

    async def claim(self, now: datetime, limit: int, owner: str) -> list[ClaimedLetter]:
        """Lease letters that are due to be sent. Whoever dies over one loses it when the lease ends."""
        query = OutboxRow.filter(state=OutboxState.WAITING, next_try_at__lte=now).order_by("next_try_at", "id")
        rows = await query.limit(limit).select_for_update(skip_locked=True)
        lease = now + _LEASE
        await OutboxRow.filter(id__in=[row.id for row in rows]).update(
            next_try_at=lease, lease_until=lease, lease_owner=owner
        )
        return [ClaimedLetter(self._letter(row), row.attempts) for row in rows]

    async def sent(self, letter: UUID, now: datetime, reply: str) -> None:
        """The relay took it."""
        await self._end(letter, OutboxState.SENT, reply=reply, sent_at=now)

    async def skipped(self, letter: UUID, reason: str) -> None:
        """It is not wanted any more."""
        await self._end(letter, OutboxState.SKIPPED, reason=reason[:_TEXT_LENGTH])

    async def failed(self, letter: UUID, reply: str) -> None:
        """The relay refused it for good, or the time for trying is over."""
        await self._end(letter, OutboxState.FAILED, reply=reply)

    async def deferred(self, letter: UUID, attempts: int, next_try_at: datetime, reply: str) -> None:
        """Try again later."""
        await OutboxRow.filter(id=letter).update(
            attempts=attempts, next_try_at=next_try_at, lease_until=None, last_reply=reply[:_TEXT_LENGTH]
        )

    async def past(self, memberships: Sequence[UUID], since: datetime) -> dict[UUID, list[PastLetter]]:
        """The letters of memberships planned since a moment, oldest first."""
        found: dict[UUID, list[PastLetter]] = {membership: [] for membership in memberships}
        rows = await OutboxRow.filter(membership_id__in=list(memberships), planned_at__gte=since).order_by(
            "planned_at", "id"
        )
        for row in rows:
            if row.membership_id is not None:
                found[row.membership_id].append(_past(row))
        return found

    async def keys(self, program: UUID, kind: LetterKind, since: datetime) -> frozenset[str]:
        """The keys of a program's letters of one kind planned since a moment."""
        rows = await OutboxRow.filter(program_id=program, kind=kind, planned_at__gte=since)
        return frozenset([row.key for row in rows])

    async def values_of(self, keys: Sequence[str]) -> dict[str, dict[str, Any]]:
        """The frozen values of letters, by key; those already deleted are left out."""
        rows = await OutboxRow.filter(key__in=list(keys), sealed_values__isnull=False)
        return {row.key: self._values(row) for row in rows}

    async def by_id(self, letter: UUID) -> NewLetter | None:
        """One letter."""
        row = await OutboxRow.get_or_none(id=letter)
        return self._letter(row) if row else None

    async def next_try(self) -> datetime | None:
        """When the earliest waiting letter is due."""
        row = await OutboxRow.filter(state=OutboxState.WAITING).order_by("next_try_at").first()
        return row.next_try_at if row else None

    async def troubled(self, program: UUID) -> list[tuple[str, str, str]]:
        """Letters that could not be sent: key, recipient, the relay's last reply."""
        rows = await OutboxRow.filter(program_id=program, state=OutboxState.FAILED).order_by("planned_at")
        return [(row.key, row.recipient, row.last_reply) for row in rows]

    async def forget_before(self, moment: datetime) -> int:
        """Delete the values of letters that ended before `moment`."""
        ended = OutboxRow.filter(planned_at__lt=moment, sealed_values__isnull=False)
        return await ended.exclude(state=OutboxState.WAITING).update(sealed_values=None)

    async def _end(self, letter: UUID, state: OutboxState, reply: str = "", **changes: object) -> None:
        await OutboxRow.filter(id=letter).update(
            state=state, next_try_at=None, lease_until=None, last_reply=reply[:_TEXT_LENGTH], **changes
        )

    def _row(self, letter: NewLetter, state: OutboxState = OutboxState.WAITING) -> OutboxRow:
        values = json.dumps(letter.values, ensure_ascii=False, separators=(",", ":")).encode()
        return OutboxRow(
            id=letter.id,
            program_id=letter.program,
            key=letter.key,
            kind=letter.kind,
            cycle=letter.cycle,
            membership_id=letter.membership,
            participant_id=letter.participant,
            recipient=letter.recipient,
            recipient_name=letter.recipient_name,
            thread_id=letter.thread,
            message_id=letter.message_id,
            in_reply_to=letter.in_reply_to,
            references=" ".join(letter.references),
            sealed_values=self._sealer.seal(values, _PLACE, letter.id),
            reason=letter.reason[:_TEXT_LENGTH],
            planned_at=letter.planned_at,
            not_after=letter.not_after,
            state=state,
            next_try_at=letter.planned_at if state is OutboxState.WAITING else None,
        )

    def _values(self, row: OutboxRow) -> dict[str, Any]:
        values: dict[str, Any] = json.loads(self._sealer.open(bytes(row.sealed_values or b""), _PLACE, row.id))
        return values

    def _letter(self, row: OutboxRow) -> NewLetter:
        return NewLetter(
            id=row.id,
            program=row.program_id,
            key=row.key,
            kind=LetterKind(row.kind),
            recipient=row.recipient,
            recipient_name=row.recipient_name,
            message_id=row.message_id,
            values=self._values(row) if row.sealed_values else {},
            planned_at=row.planned_at,
            reason=row.reason,
            not_after=row.not_after,
            cycle=row.cycle,
            membership=row.membership_id,
            participant=row.participant_id,
            thread=row.thread_id,
            in_reply_to=row.in_reply_to,
            references=tuple(row.references.split()),
        )


def _past(row: OutboxRow) -> PastLetter:
    return PastLetter(row.key, LetterKind(row.kind), row.cycle, row.planned_at, OutboxState(row.state), row.sent_at)
