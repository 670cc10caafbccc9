"""What is known of partnerships: their reports and the schedule that follows. Call within `Store.transact`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from service.domain import Partnership, Role
from service.planning.agreement import agreed
from service.planning.knowledge import known_schedule, usual_minutes
from service.planning.schedule import Schedule
from service.store.records import PartnershipReport
from service.store.store import Store


@dataclass(frozen=True, slots=True)
class Known:
    """A partnership's reports, by moment, its schedule, and how long its meetings are where nobody has said."""

    reports: Sequence[PartnershipReport]
    schedule: Schedule
    usual_minutes: int


async def partnerships_known(store: Store, partnerships: Iterable[Partnership], today: date) -> dict[UUID, Known]:
    """What is known of each on a day. A rhythm means the wall clock where the mentee lives."""
    by_id = {each.id: each for each in partnerships}
    statements = await store.agreements.statements(by_id)
    answers = await store.invitations.answers(by_id)
    reports: dict[UUID, list[PartnershipReport]] = {partnership: [] for partnership in by_id}
    for report in await store.records.reports(by_id):
        reports[report.partnership].append(report)
    found = {}
    for key, partnership in by_id.items():
        zones = {role: partnership.side(role).participant.zone for role in Role}
        told = [each.report for each in reports[key]]
        agreement = agreed(statements[key])
        planned = known_schedule(told, agreement, zones, zones[Role.MENTEE], today, answers[key])
        found[key] = Known(reports[key], planned, usual_minutes(told, agreement))
    return found
