"""What people answered half-way and at the end. The words are sealed, and are their writer's alone."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from service.domain import About
from service.keys import Sealer
from service.store.models import FeedbackRow

_PLACE = "feedback.words"


class Feedback:
    """The rows of such answers. Call within `Store.transact`."""

    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer

    async def add(
        self, program: UUID, partnership: UUID, membership: UUID, mail: UUID, about: About, moment: datetime, words: str
    ) -> None:
        """Keep an answer; one that is there already stays as it is."""
        row = FeedbackRow(
            id=mail,
            program_id=program,
            partnership_id=partnership,
            membership_id=membership,
            about=about,
            moment=moment,
            sealed_words=self._sealer.seal(words.encode(), _PLACE, mail),
        )
        await FeedbackRow.bulk_create([row], ignore_conflicts=True)

    async def of_membership(self, membership: UUID) -> list[tuple[About, datetime, str]]:
        """All answers of a member, oldest first: what they were about, when, and the words ("" where deleted)."""
        rows = await FeedbackRow.filter(membership_id=membership).order_by("moment", "id")
        return [
            (
                About(row.about),
                row.moment,
                self._sealer.open(bytes(row.sealed_words), _PLACE, row.id).decode() if row.sealed_words else "",
            )
            for row in rows
        ]

    async def forget_words_before(self, moment: datetime) -> int:
        """Delete the words of answers older than `moment`."""
        return await FeedbackRow.filter(moment__lt=moment, sealed_words__isnull=False).update(sealed_words=None)
