"""Topics that partners want more of, less of, or hope to learn about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from service.domain import Wish
from service.ids import new_id
from service.store.models import WishRow


class Wishes:
    """The rows of wishes. Call within `Store.transact`."""

    async def add(
        self, program: UUID, partnership: UUID, mail: UUID, wishes: Mapping[str, Wish], moment: datetime, now: datetime
    ) -> None:
        """Keep what a mail wishes, by topic; what it said already stays as it is."""
        rows = [
            WishRow(
                id=new_id(now),
                program_id=program,
                partnership_id=partnership,
                inbox_id=mail,
                slug=slug,
                wish=wish,
                moment=moment,
            )
            for slug, wish in wishes.items()
        ]
        await WishRow.bulk_create(rows, ignore_conflicts=True)

    async def of_partnership(self, partnership: UUID) -> dict[str, Wish]:
        """What a partnership wishes by now, by topic: of each the latest word."""
        found: dict[str, Wish] = {}
        for row in await WishRow.filter(partnership_id=partnership).order_by("moment", "inbox_id"):
            found[row.slug] = Wish(row.wish)
        return found

    async def of_mails(self, mails: Iterable[UUID]) -> list[tuple[UUID, str, Wish]]:
        """What mails wished: the mail, the topic and the wish."""
        rows = await WishRow.filter(inbox_id__in=list(mails)).order_by("moment", "slug")
        return [(row.inbox_id, row.slug, Wish(row.wish)) for row in rows]
