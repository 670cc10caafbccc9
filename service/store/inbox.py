"""Mail that was accepted: kept first, thought about later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from tortoise.expressions import F, Q

from service.domain import Kind
from service.keys import SealBroken, Sealer
from service.store.confirmations import WRITERS_WORD
from service.store.models import ConfirmationRow, InboxRow

_PLACE = "inbox.mail"
_CLAIM_LEASE = timedelta(minutes=5)
_REASON_LENGTH = 300
_SHOWN_BYTES = 100_000


class InboxState(StrEnum):
    """Where a mail stands. Every mail ends as one of the last five."""

    WAITING = "waiting"
    READ = "read"
    CLASSIFIED = "classified"
    DUPLICATE = "duplicate"
    HELD = "held"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True)
class NewMail:
    """A mail to keep. `digest`: a keyed hash, equal for repeated deliveries of one mail to one recipient."""

    id: UUID
    digest: str
    recipient: str
    envelope_from: str
    raw: bytes
    received_at: datetime


@dataclass(frozen=True, slots=True)
class WaitingMail:
    """A mail that was claimed for reading. `vouched`: the conversation it belongs to, as somebody we know has said."""

    id: UUID
    recipient: str
    envelope_from: str
    raw: bytes
    received_at: datetime
    attempts: int
    vouched: UUID | None = None


@dataclass(frozen=True, slots=True)
class HeldMail:
    """A mail that waits for a person: where it stands, why, without a word of what it says."""

    id: UUID
    recipient: str
    envelope_from: str
    received_at: datetime
    reason: str
    kind: str


class Inbox:
    """The inbox's rows. Call within `Store.transact`."""

    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer

    async def keep(self, mails: Sequence[NewMail]) -> None:
        """Keep mails; those whose digest is known stay as they are."""
        rows = [
            InboxRow(
                id=mail.id,
                digest=mail.digest,
                recipient=mail.recipient[:320],
                envelope_from=mail.envelope_from[:320],
                received_at=mail.received_at,
                sealed_mail=self._sealer.seal(mail.raw, _PLACE, mail.id),
                state=InboxState.WAITING,
                next_try_at=mail.received_at,
            )
            for mail in mails
        ]
        await InboxRow.bulk_create(rows, ignore_conflicts=True)

    async def claim(self, now: datetime, limit: int) -> list[WaitingMail]:
        """Take mails that wait, oldest first. Whoever dies over one loses it to the next claim after five minutes.

        One whose bytes do not open is held, so that it stops none of the others.
        """
        query = InboxRow.filter(state=InboxState.WAITING, next_try_at__lte=now).order_by("next_try_at", "id")
        rows = await query.limit(limit).select_for_update(skip_locked=True)
        ids = [row.id for row in rows]
        await InboxRow.filter(id__in=ids).update(next_try_at=now + _CLAIM_LEASE)
        for row in rows:
            await InboxRow.filter(id=row.id).update(attempts=row.attempts + 1)
        claimed = []
        for row in rows:
            try:
                claimed.append(self._waiting(row))
            except SealBroken:
                await self.finish(row.id, InboxState.HELD, now, reason="its bytes do not open with any of our keys")
        return claimed

    async def finish(
        self,
        mail: UUID,
        state: InboxState,
        now: datetime,
        *,
        kind: Kind | None = None,
        rule: str = "",
        reason: str = "",
        membership: UUID | None = None,
        program: UUID | None = None,
    ) -> None:
        """Write a mail's outcome on its row."""
        changes: dict[str, Any] = {
            "state": state,
            "done_at": now,
            "next_try_at": None,
            "reason": reason[:_REASON_LENGTH],
        }
        known = {"kind": kind, "rule": rule[:64] or None, "membership_id": membership, "program_id": program}
        await InboxRow.filter(id=mail).update(**changes, **{key: value for key, value in known.items() if value})

    async def put_off(self, mail: UUID, until: datetime, reason: str) -> None:
        """Try a mail again later."""
        await InboxRow.filter(id=mail).update(next_try_at=until, reason=reason[:_REASON_LENGTH])

    async def give_back(self, mails: Sequence[UUID]) -> None:
        """Let mails that were claimed and not looked at be claimed again at once, in their old order."""
        claimed = InboxRow.filter(id__in=list(mails), state=InboxState.WAITING)
        await claimed.update(next_try_at=F("received_at"), attempts=F("attempts") - 1)

    async def is_waiting(self, mail: UUID) -> bool:
        """Whether a mail still waits: a second worker may have been faster."""
        return await InboxRow.filter(id=mail, state=InboxState.WAITING).exists()

    async def held(self) -> list[HeldMail]:
        """The mails that wait for a person, oldest first."""
        rows = await InboxRow.filter(state=InboxState.HELD).order_by("received_at", "id")
        return [_held(row) for row in rows]

    async def for_coordinators(self, program: UUID) -> list[HeldMail]:
        """Those that a program's coordinators may know of and release: none of other programs, none of which its writer
        alone can say whether it was meant."""
        asked = ConfirmationRow.filter(asks__in=WRITERS_WORD, answer="").only("inbox_id")
        theirs = [row.inbox_id for row in await asked]
        rows = InboxRow.filter(Q(program_id=program) | Q(program_id__isnull=True), state=InboxState.HELD)
        return [_held(row) for row in await rows.exclude(id__in=theirs).order_by("received_at", "id")]

    async def count_unplaced(self) -> int:
        """How many mails there are of which nobody has said whose they are: held ones, and those not read yet."""
        unread_or_held = [InboxState.WAITING, InboxState.HELD]
        return await InboxRow.filter(state__in=unread_or_held, membership_id__isnull=True).count()

    async def raw(self, mail: UUID) -> bytes | None:
        """The bytes of a mail; None where they have been deleted."""
        row = await InboxRow.get_or_none(id=mail)
        if row is None or row.sealed_mail is None:
            return None
        return self._sealer.open(bytes(row.sealed_mail), _PLACE, row.id)

    async def replay(self, mail: UUID, now: datetime) -> bool:
        """Put a held mail back in the queue; False where it is not held."""
        changed = await InboxRow.filter(id=mail, state=InboxState.HELD).update(
            state=InboxState.WAITING, next_try_at=now, attempts=0
        )
        return bool(changed)

    async def release(self, mail: UUID, thread: UUID, now: datetime) -> bool:
        """Put a held mail back in the queue as one of this conversation; False where it is not held any more."""
        changed = await InboxRow.filter(id=mail, state=InboxState.HELD).update(
            state=InboxState.WAITING, vouched_thread_id=thread, next_try_at=now, attempts=0
        )
        return bool(changed)

    async def explain(self, mail: UUID, reason: str) -> None:
        """Say anew why a mail is held."""
        await InboxRow.filter(id=mail, state=InboxState.HELD).update(reason=reason[:_REASON_LENGTH])

    async def of_memberships(self, memberships: Sequence[UUID]) -> list[dict[str, Any]]:
        """The mails of memberships, oldest first, with their bytes as far as they are kept."""
        rows = await InboxRow.filter(membership_id__in=list(memberships)).order_by("received_at", "id")
        return [
            {
                "received_at": row.received_at.isoformat(),
                "from": row.envelope_from,
                "kind": row.kind,
                "state": row.state,
                "reason": row.reason,
                "mail": self._text_of(row),
            }
            for row in rows
        ]

    def _text_of(self, row: InboxRow) -> str | None:
        """A mail as text, without what is too long to be words; None where its bytes have been deleted."""
        if row.sealed_mail is None:
            return None
        return self._waiting(row).raw[:_SHOWN_BYTES].decode("utf-8", "replace")

    async def forget_before(self, moment: datetime) -> int:
        """Delete the bytes of mails that ended before `moment`, and whence and whither they went; held ones, and those
        that were released and are not read yet, stay."""
        open_states = [InboxState.HELD, InboxState.WAITING]
        ended = InboxRow.filter(done_at__lt=moment, sealed_mail__isnull=False).exclude(state__in=open_states)
        return await ended.update(sealed_mail=None, envelope_from="", recipient="")

    async def give_up_before(self, moment: datetime) -> int:
        """Discard the held mails that came before `moment` and were not released, and delete their bytes."""
        held = InboxRow.filter(received_at__lt=moment, state=InboxState.HELD)
        return await held.update(
            state=InboxState.DISCARDED,
            sealed_mail=None,
            envelope_from="",
            recipient="",
            reason="nobody released it in time",
        )

    async def latest_opens(self) -> None:
        """SealBroken where the latest mail was sealed with a key that we do not have."""
        row = await InboxRow.filter(sealed_mail__isnull=False).order_by("-received_at").first()
        if row is not None:
            self._waiting(row)

    async def next_try(self) -> datetime | None:
        """When the earliest waiting mail is due."""
        row = await InboxRow.filter(state=InboxState.WAITING).order_by("next_try_at").first()
        return row.next_try_at if row else None

    def _waiting(self, row: InboxRow) -> WaitingMail:
        raw = self._sealer.open(bytes(row.sealed_mail or b""), _PLACE, row.id)
        return WaitingMail(
            row.id, row.recipient, row.envelope_from, raw, row.received_at, row.attempts + 1, row.vouched_thread_id
        )


def _held(row: InboxRow) -> HeldMail:
    return HeldMail(row.id, row.recipient, row.envelope_from, row.received_at, row.reason, row.kind or "")
