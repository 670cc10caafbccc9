"""Reports, the meetings computed from them, and the figures that were published."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from service.domain import Format, Meeting, Report, Role
from service.ids import new_id
from service.keys import Sealer
from service.store.claims import doubts_from_text, doubts_to_text, from_text, to_text
from service.store.models import MeetingRow, PublicationRow, ReportRow

_PLACE = "report.words"


@dataclass(frozen=True, slots=True)
class NewReport:
    """What one reply said, with where it belongs and when it came in. `words` (JSON text) are sealed."""

    program: UUID
    partnership: UUID
    membership: UUID
    report: Report
    received_at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class PartnershipReport:
    """A report with its partnership and membership, and when it came in: its moment is what its writer's clock said."""

    partnership: UUID
    membership: UUID
    report: Report
    received_at: datetime


class Records:
    """The rows of reports and meetings. Call within `Store.transact`."""

    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer

    async def add_report(self, new: NewReport) -> None:
        """Keep a report; one that is there already stays as it is."""
        report = new.report
        row = ReportRow(
            id=report.id,
            program_id=new.program,
            partnership_id=new.partnership,
            membership_id=new.membership,
            role=report.role,
            cycle=report.cycle,
            moment=report.moment,
            received_at=new.received_at,
            claims=to_text(report.claims, report.spoken_of),
            answers_question=report.answers_question,
            corrects=report.corrects,
            asked=doubts_to_text(report.asked),
            sealed_words=self._sealer.seal(new.words.encode(), _PLACE, report.id),
        )
        await ReportRow.bulk_create([row], ignore_conflicts=True)

    async def reports(self, partnerships: Iterable[UUID]) -> list[PartnershipReport]:
        """All reports of partnerships, by moment."""
        rows = await ReportRow.filter(partnership_id__in=list(partnerships)).order_by("moment", "id")
        return [PartnershipReport(row.partnership_id, row.membership_id, _report(row), row.received_at) for row in rows]

    async def words(self, report: UUID) -> str | None:
        """The sealed words of a report; None where they have been deleted."""
        row = await ReportRow.get_or_none(id=report)
        if row is None or row.sealed_words is None:
            return None
        return self._sealer.open(bytes(row.sealed_words), _PLACE, row.id).decode()

    async def replace_meetings(
        self, program: UUID, partnership: UUID, meetings: Sequence[Meeting], now: datetime
    ) -> None:
        """The meetings of a partnership are these, and no others."""
        await MeetingRow.filter(partnership_id=partnership).delete()
        rows = [
            MeetingRow(
                id=new_id(now),
                program_id=program,
                partnership_id=partnership,
                cycle=meeting.cycle,
                held_on=meeting.held_on,
                duration_minutes=meeting.duration_minutes,
                format=meeting.format,
                topics=json.dumps(meeting.topics),
                reported_by=",".join(sorted(meeting.reported_by)),
                other_held_on=meeting.other_held_on,
                other_duration_minutes=meeting.other_duration_minutes,
            )
            for meeting in meetings
        ]
        await MeetingRow.bulk_create(rows)

    async def meetings(self, program: UUID, since: date | None = None) -> list[tuple[UUID, Meeting]]:
        """A program's meetings with their partnerships; `since` leaves out older ones, and those without a day."""
        query = MeetingRow.filter(program_id=program)
        rows = await (query.filter(held_on__gte=since) if since else query).order_by("cycle", "held_on", "id")
        return [(row.partnership_id, _meeting(row)) for row in rows]

    async def meetings_of(self, partnerships: Iterable[UUID]) -> dict[UUID, list[Meeting]]:
        """The meetings of partnerships, oldest first."""
        found: dict[UUID, list[Meeting]] = {partnership: [] for partnership in partnerships}
        for row in await MeetingRow.filter(partnership_id__in=list(found)).order_by("cycle", "held_on", "id"):
            found[row.partnership_id].append(_meeting(row))
        return found

    async def publish(self, program: UUID, cycle: str, figures: str, now: datetime) -> None:
        """Publish a closed cycle's figures; once published they stay."""
        row = PublicationRow(id=new_id(now), program_id=program, cycle=cycle, figures=figures, published_at=now)
        await PublicationRow.bulk_create([row], ignore_conflicts=True)

    async def published_since(self, program: UUID, since: datetime | None) -> bool:
        """Whether a cycle's figures were published after a moment (None: ever)."""
        published = PublicationRow.filter(program_id=program)
        return await (published.filter(published_at__gt=since) if since else published).exists()

    async def publications(self, program: UUID, until: datetime) -> dict[str, str]:
        """The figures published until a moment, by cycle."""
        rows = await PublicationRow.filter(program_id=program, published_at__lte=until).order_by("cycle")
        return {row.cycle: row.figures for row in rows}

    async def forget_words_before(self, moment: datetime) -> int:
        """Delete the words of reports older than `moment`."""
        return await ReportRow.filter(moment__lt=moment, sealed_words__isnull=False).update(sealed_words=None)


def _report(row: ReportRow) -> Report:
    claims, spoken_of = from_text(row.claims)
    return Report(
        id=row.id,
        role=Role(row.role),
        cycle=row.cycle,
        moment=row.moment,
        claims=claims,
        spoken_of=spoken_of,
        answers_question=row.answers_question,
        corrects=row.corrects,
        asked=doubts_from_text(row.asked),
    )


def _meeting(row: MeetingRow) -> Meeting:
    return Meeting(
        cycle=row.cycle,
        held_on=row.held_on,
        duration_minutes=row.duration_minutes,
        format=Format(row.format) if row.format else None,
        topics=tuple(json.loads(row.topics)),
        reported_by=frozenset(Role(role) for role in row.reported_by.split(",") if role),
        other_held_on=row.other_held_on,
        other_duration_minutes=row.other_duration_minutes,
    )
