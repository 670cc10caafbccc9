"""What partners have said of their agreement."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from service.domain import Role
from service.keys import Sealer
from service.planning.agreement import Statement
from service.rhythm import Rhythm
from service.store.models import MembershipRow, StatementRow

_PLACE = "statement.hopes"


class Agreements:
    """The rows of statements. Call within `Store.transact`."""

    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer

    async def add(self, program: UUID, partnership: UUID, membership: UUID, statement: Statement) -> None:
        """Keep a statement; one that is there already stays as it is."""
        hopes = statement.hopes
        row = StatementRow(
            id=statement.id,
            program_id=program,
            partnership_id=partnership,
            membership_id=membership,
            moment=statement.moment,
            rhythm=str(statement.rhythm or ""),
            confidentiality=statement.confidentiality,
            invitations=statement.invitations,
            sealed_hopes=self._sealer.seal(hopes.encode(), _PLACE, statement.id) if hopes is not None else None,
        )
        await StatementRow.bulk_create([row], ignore_conflicts=True)

    async def statements(self, partnerships: Iterable[UUID]) -> dict[UUID, list[Statement]]:
        """All statements of partnerships, by moment."""
        found: dict[UUID, list[Statement]] = {partnership: [] for partnership in partnerships}
        rows = await StatementRow.filter(partnership_id__in=list(found)).order_by("moment", "id")
        members = await MembershipRow.filter(id__in={row.membership_id for row in rows})
        roles = {member.id: Role(member.role) for member in members}
        for row in rows:
            found[row.partnership_id].append(self._statement(row, roles[row.membership_id]))
        return found

    async def forget_hopes_before(self, moment: datetime) -> int:
        """Delete the words of hopes older than `moment`."""
        return await StatementRow.filter(moment__lt=moment, sealed_hopes__isnull=False).update(sealed_hopes=None)

    def _statement(self, row: StatementRow, role: Role) -> Statement:
        sealed = row.sealed_hopes
        return Statement(
            id=row.id,
            role=role,
            moment=row.moment,
            rhythm=Rhythm.parse(row.rhythm),
            confidentiality=row.confidentiality,
            invitations=row.invitations,
            hopes=self._sealer.open(bytes(sealed), _PLACE, row.id).decode() if sealed is not None else None,
        )
