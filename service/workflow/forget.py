"""Forgetting somebody who asked for it: counts stay, what was published stays, the rest goes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from service.planning.reconcile import reconcile, what_counts
from service.store.store import Store


async def forget(store: Store, participant: UUID, now: datetime) -> None:
    """Remove all that is kept of a participant, in every partnership of theirs. Call within `Store.transact`."""
    states = await store.people.memberships_of([participant])
    counts = {}
    for state in states:
        reports = [each.report for each in await store.records.reports([state.partnership.id])]
        counts[state.membership.id] = what_counts(reports, state.membership.role)
    await store.forgetting.forget(participant, counts, now)
    for state in states:
        partnership = state.partnership.id
        left = [each.report for each in await store.records.reports([partnership])]
        program = await store.people.program_of(partnership)
        await store.outbox.forget_somebody(program, [state.partnership.side(state.membership.role.other).id])
        await store.orders.forget_settled(program)
        await store.invitations.forget_over([partnership], now)
        await store.records.replace_meetings(program, partnership, reconcile(left), now)
    await store.database.rewrite_later()
