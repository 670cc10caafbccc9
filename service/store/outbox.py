"""Letters that are to be sent. A letter goes out because its row is unsent, never because a job existed."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from tortoise.expressions import F, Q

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
    """A letter to send: once for its key, whatever happens. `values` are frozen and sealed, and so are the `enclosure`
    that goes with it and the `notes`: what planning wants to remember of it."""

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
    notes: Mapping[str, object] = field(default_factory=dict)
    enclosure: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class ClaimedLetter:
    """A letter that was claimed for sending. From `lease_until` on it may be somebody else's.

    `doubts`: how many sends of it ended without anybody's hearing whether the relay took it.
    """

    letter: NewLetter
    attempts: int
    lease_until: datetime
    doubts: int = 0


@dataclass(frozen=True, slots=True)
class PastLetter:
    """What planning wants to know of a letter that was planned or sent."""

    key: str
    kind: LetterKind
    cycle: str | None
    planned_at: datetime
    state: OutboxState
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class PastSummary:
    """A weekly summary that has its row."""

    key: str
    recipient: str
    state: OutboxState
    notes: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SentAgain:
    """A sent letter of which `copies` more may have reached the relay before."""

    kind: str
    message_id: str
    sent_at: datetime
    copies: int


@dataclass(frozen=True, slots=True)
class FailedLetter:
    """A letter that could not be sent, with what the relay said last."""

    kind: str
    recipient: str
    planned_at: datetime
    reply: str


@dataclass(frozen=True, slots=True)
class Standing:
    """The outbox at a glance: how many letters stand where, and which of them are worth a look."""

    counts: Mapping[OutboxState, int]
    sent_again: Sequence[SentAgain]
    failed: Sequence[FailedLetter]


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
        return [ClaimedLetter(self._letter(row), row.attempts, lease, row.doubts) for row in rows]

    async def handed_over(self, letter: UUID) -> bool:
        """It is being given to the relay. Until its answer is written down nobody knows whether the relay has it. False
        where it does not wait any more: it must not go out."""
        return bool(await OutboxRow.filter(id=letter, state=OutboxState.WAITING).update(doubts=F("doubts") + 1))

    async def sent(self, letter: UUID, now: datetime, reply: str) -> None:
        """The relay took it. Doubts that are left are copies that may have gone out before, with this Message-ID."""
        await self._end(letter, OutboxState.SENT, reply=reply, sent_at=now, doubts=F("doubts") - 1)

    async def skipped(self, letter: UUID, reason: str) -> None:
        """It is not wanted any more."""
        await self._end(letter, OutboxState.SKIPPED, reason=reason[:_TEXT_LENGTH])

    async def overtaken(self, keys: str, reason: str) -> None:
        """The letters of which the keys begin so, and which still wait, are not wanted any more."""
        waiting = OutboxRow.filter(key__startswith=keys, state=OutboxState.WAITING)
        await waiting.update(state=OutboxState.SKIPPED, reason=reason[:_TEXT_LENGTH], next_try_at=None)

    async def went_out(self, keys: str, memberships: Collection[UUID]) -> frozenset[UUID]:
        """Those of the memberships that a letter of which the key begins so went out to, or may have gone to."""
        rows = OutboxRow.filter(membership_id__in=list(memberships), key__startswith=keys)
        may_have_gone = rows.filter(Q(state=OutboxState.SENT) | Q(doubts__gt=0))
        return frozenset([row.membership_id for row in await may_have_gone if row.membership_id])

    async def failed(self, letter: UUID, reply: str, *, certain: bool) -> None:
        """The relay refused it for good, it cannot be made, or the time for trying is over. `certain`: the relay does
        not have it from the last time that it was handed over."""
        changes = {"doubts": F("doubts") - 1} if certain else {}
        await self._end(letter, OutboxState.FAILED, reply=reply, **changes)

    async def deferred(
        self, letter: UUID, attempts: int, next_try_at: datetime, reply: str, *, certain: bool = False
    ) -> None:
        """Try again later. `certain`: it was handed over, and the relay does not have it from that."""
        changes = {"doubts": F("doubts") - 1} if certain else {}
        await OutboxRow.filter(id=letter).update(
            attempts=attempts, next_try_at=next_try_at, lease_until=None, last_reply=reply[:_TEXT_LENGTH], **changes
        )

    async def past(self, memberships: Sequence[UUID], since: datetime) -> dict[UUID, list[PastLetter]]:
        """The letters of memberships planned since a moment, oldest first, and whenever they were their only ones."""
        found: dict[UUID, list[PastLetter]] = {membership: [] for membership in memberships}
        wanted = Q(planned_at__gte=since) | Q(kind__in=[LetterKind.WELCOME, LetterKind.HALFWAY, LetterKind.FAREWELL])
        rows = OutboxRow.filter(wanted, membership_id__in=list(memberships)).order_by("planned_at", "id")
        for row in await rows:
            if row.membership_id is not None:
                found[row.membership_id].append(_past(row))
        return found

    async def notes(self, kind: LetterKind, memberships: Sequence[UUID]) -> list[dict[str, Any]]:
        """What was noted of the memberships' letters of one kind, oldest first; deleted ones are left out."""
        rows = OutboxRow.filter(kind=kind, membership_id__in=list(memberships), sealed_values__isnull=False)
        return [self._content(row)["notes"] for row in await rows.order_by("planned_at", "id")]

    async def summaries(self, program: UUID, since: datetime) -> list[PastSummary]:
        """A program's summaries planned since a moment, oldest first."""
        rows = OutboxRow.filter(program_id=program, kind=LetterKind.SUMMARY, planned_at__gte=since)
        return [
            PastSummary(row.key, row.recipient, OutboxState(row.state), self._content(row)["notes"])
            for row in await rows.order_by("planned_at", "id")
        ]

    async def asked_in(self, program: UUID, cycle: str) -> bool:
        """Whether any check-in of a program went out in a cycle."""
        sent = OutboxRow.filter(program_id=program, kind=LetterKind.CHECKIN, cycle=cycle, state=OutboxState.SENT)
        return await sent.exists()

    async def known(self, keys: Collection[str]) -> frozenset[str]:
        """Those of the keys that have their row."""
        return frozenset([row.key for row in await OutboxRow.filter(key__in=list(keys)).only("key")])

    async def first_asked_at(self, program: UUID) -> datetime | None:
        """When a program's first check-in went out."""
        sent = OutboxRow.filter(program_id=program, kind=LetterKind.CHECKIN, state=OutboxState.SENT)
        row = await sent.order_by("sent_at").first()
        return row.sent_at if row else None

    async def by_id(self, letter: UUID) -> NewLetter | None:
        """One letter."""
        row = await OutboxRow.get_or_none(id=letter)
        return self._letter(row) if row else None

    async def to_participant(self, participant: UUID) -> list[dict[str, Any]]:
        """What was written to a person, oldest first: the kind, when, and what became of it."""
        rows = await OutboxRow.filter(participant_id=participant).order_by("planned_at", "id")
        return [
            {
                "letter": row.kind,
                "month": row.cycle,
                "planned_at": row.planned_at.isoformat(),
                "state": row.state,
                "sent_at": row.sent_at and row.sent_at.isoformat(),
                "values": self._content(row)["values"],
            }
            for row in rows
        ]

    async def count_to(self, recipient: str, kinds: Collection[LetterKind], since: datetime) -> int:
        """How many letters of these kinds were written to an address since a moment."""
        return await OutboxRow.filter(recipient=recipient, kind__in=list(kinds), planned_at__gte=since).count()

    async def came_back(self, letter: UUID, status: str) -> bool:
        """Note that a letter came back; False where that was noted before."""
        return bool(await OutboxRow.filter(id=letter, bounce="").update(bounce=status[:64] or "no status"))

    async def latest_opens(self) -> None:
        """SealBroken where the latest letter was sealed with a key that we do not have."""
        row = await OutboxRow.filter(sealed_values__isnull=False).order_by("-planned_at").first()
        if row is not None:
            self._content(row)

    async def next_try(self) -> datetime | None:
        """When the earliest waiting letter is due."""
        row = await OutboxRow.filter(state=OutboxState.WAITING).order_by("next_try_at").first()
        return row.next_try_at if row else None

    async def standing(self) -> Standing:
        """Where all letters stand."""
        counts = {state: await OutboxRow.filter(state=state).count() for state in OutboxState}
        again = OutboxRow.filter(state=OutboxState.SENT, doubts__gt=0).order_by("sent_at", "id")
        failed = OutboxRow.filter(state=OutboxState.FAILED).order_by("planned_at", "id")
        return Standing(
            counts,
            [SentAgain(row.kind, row.message_id, row.sent_at, row.doubts) for row in await again if row.sent_at],
            [FailedLetter(row.kind, row.recipient, row.planned_at, row.last_reply) for row in await failed],
        )

    async def forget_before(self, moment: datetime) -> int:
        """Delete what letters that ended before `moment` said, what they answered and what the relay said of them."""
        ended = OutboxRow.filter(planned_at__lt=moment, sealed_values__isnull=False)
        return await ended.exclude(state=OutboxState.WAITING).update(
            sealed_values=None, references="", in_reply_to=None, last_reply=""
        )

    async def forget_somebody(self, program: UUID, partners: Collection[UUID]) -> None:
        """Delete what was written to the partners (memberships) of somebody who is forgotten, and to coordinators: it
        names them and may hold their words. What planning noted stays. What waits for the partners is not sent, but for
        answers to their own mails."""
        theirs = OutboxRow.filter(membership_id__in=list(partners))
        waiting = theirs.filter(state=OutboxState.WAITING, in_reply_to__isnull=True)
        await waiting.update(state=OutboxState.SKIPPED, reason="the partner was forgotten", next_try_at=None)
        office = OutboxRow.filter(program_id=program, kind__in=[LetterKind.SUMMARY, LetterKind.ORDER])
        for rows in (theirs, office):
            for row in await rows.exclude(state=OutboxState.WAITING).filter(sealed_values__isnull=False):
                left = {"values": {}, "notes": self._content(row)["notes"], "enclosure": None}
                await OutboxRow.filter(id=row.id).update(sealed_values=self._sealed(left, row.id), last_reply="")

    async def _end(self, letter: UUID, state: OutboxState, reply: str = "", **changes: object) -> None:
        await OutboxRow.filter(id=letter).update(
            state=state, next_try_at=None, lease_until=None, last_reply=reply[:_TEXT_LENGTH], **changes
        )

    def _row(self, letter: NewLetter, state: OutboxState = OutboxState.WAITING) -> OutboxRow:
        content = {"values": letter.values, "notes": letter.notes, "enclosure": letter.enclosure}
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
            sealed_values=self._sealed(content, letter.id),
            reason=letter.reason[:_TEXT_LENGTH],
            planned_at=letter.planned_at,
            not_after=letter.not_after,
            state=state,
            next_try_at=letter.planned_at if state is OutboxState.WAITING else None,
        )

    def _sealed(self, content: Mapping[str, object], letter: UUID) -> bytes:
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
        return self._sealer.seal(text, _PLACE, letter)

    def _content(self, row: OutboxRow) -> dict[str, Any]:
        if row.sealed_values is None:
            return {"values": {}, "notes": {}, "enclosure": None}
        content: dict[str, Any] = json.loads(self._sealer.open(bytes(row.sealed_values), _PLACE, row.id))
        return content

    def _letter(self, row: OutboxRow) -> NewLetter:
        content = self._content(row)
        return NewLetter(
            id=row.id,
            program=row.program_id,
            key=row.key,
            kind=LetterKind(row.kind),
            recipient=row.recipient,
            recipient_name=row.recipient_name,
            message_id=row.message_id,
            values=content["values"],
            planned_at=row.planned_at,
            reason=row.reason,
            not_after=row.not_after,
            cycle=row.cycle,
            membership=row.membership_id,
            participant=row.participant_id,
            thread=row.thread_id,
            in_reply_to=row.in_reply_to,
            references=tuple(row.references.split()),
            notes=content["notes"],
            enclosure=content["enclosure"],
        )


def _past(row: OutboxRow) -> PastLetter:
    return PastLetter(row.key, LetterKind(row.kind), row.cycle, row.planned_at, OutboxState(row.state), row.sent_at)
