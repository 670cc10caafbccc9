"""Conversations: what a token stands for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from service.domain import About, Doubt
from service.ids import new_id
from service.store.claims import doubts_from_text, doubts_to_text
from service.store.models import ThreadRow


@dataclass(frozen=True, slots=True)
class Thread:
    """A membership's conversation about one matter of one cycle; without a membership a coordinator's, or about a held
    mail.

    `asked`: what our last letter in it asked about. `shown`: the report that letter showed back.
    `root_message_id`: the first letter's.
    """

    id: UUID
    program: UUID
    membership: UUID | None
    cycle: str | None
    asked: frozenset[Doubt]
    shown: UUID | None
    root_message_id: str | None
    revoked: bool
    about: About = About.CHECKIN


class Threads:
    """The rows of conversations. Call within `Store.transact`."""

    async def of_membership(
        self, program: UUID, membership: UUID, cycle: str, now: datetime, about: About = About.CHECKIN
    ) -> Thread:
        """The conversation of a membership about a matter of a cycle, begun where there is none."""
        return await self._begin(f"{about}/{membership}/{cycle}", program, now, membership, cycle, about)

    async def of_coordinator(self, program: UUID, email: str, now: datetime) -> Thread:
        """The conversation with a coordinator."""
        return await self._begin(f"coordinator/{program}/{email.casefold()}"[:200], program, now, None, None)

    async def of_confirmation(self, program: UUID, mail: UUID, asks: str, now: datetime) -> Thread:
        """The conversation about one question on a mail (`confirmations.Asks`)."""
        return await self._begin(f"confirm/{mail}/{asks}", program, now, None, None)

    async def of_order(self, program: UUID, mail: UUID, now: datetime) -> Thread:
        """The conversation about whether a coordinator's orders are to be carried out."""
        return await self._begin(f"order/{mail}", program, now, None, None)

    async def get(self, thread: UUID) -> Thread | None:
        """One conversation."""
        row = await ThreadRow.get_or_none(id=thread)
        return _thread(row) if row else None

    async def latest(self, membership: UUID) -> Thread | None:
        """The conversation of a membership about its latest check-in."""
        row = await ThreadRow.filter(membership_id=membership, about=About.CHECKIN).order_by("-cycle").first()
        return _thread(row) if row else None

    async def begun_with(self, thread: UUID, message_id: str) -> None:
        """Note the first letter of a conversation; later ones leave it."""
        await ThreadRow.filter(id=thread, root_message_id__isnull=True).update(root_message_id=message_id)

    async def showed(self, thread: UUID, report: UUID | None, asked: frozenset[Doubt]) -> None:
        """Note what our answer showed and asked."""
        await ThreadRow.filter(id=thread).update(shown=report, asked=doubts_to_text(asked))

    async def _begin(
        self,
        key: str,
        program: UUID,
        now: datetime,
        membership: UUID | None,
        cycle: str | None,
        about: About = About.CHECKIN,
    ) -> Thread:
        row = ThreadRow(
            id=new_id(now),
            program_id=program,
            key=key,
            membership_id=membership,
            cycle=cycle,
            about=about,
            created_at=now,
        )
        await ThreadRow.bulk_create([row], ignore_conflicts=True)
        return _thread(await ThreadRow.get(key=key))


def _thread(row: ThreadRow) -> Thread:
    return Thread(
        row.id,
        row.program_id,
        row.membership_id,
        row.cycle,
        doubts_from_text(row.asked),
        row.shown,
        row.root_message_id,
        row.revoked,
        About(row.about),
    )
