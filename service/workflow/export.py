"""What leaves by the command line: meeting records, and a summary as it would be sent."""

from __future__ import annotations

import csv
import io
from collections.abc import Container
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from service.domain import LetterKind, Meeting, Partnership, Role, held_in
from service.eyes import NOTHING, Eye, Kept, passed, shown
from service.letters.headers import Heading
from service.letters.values import to_json
from service.planning.cadence import open_cycle
from service.store.store import Store
from service.workflow.program import Program
from service.workflow.round import Rounds

RECORD = {
    "partnership": shown(Eye.OPERATOR, Kept.NAME),
    "cycle": NOTHING,
    "held_on": shown(Eye.OPERATOR, Kept.DAY),
    "duration_minutes": shown(Eye.OPERATOR, Kept.LENGTH),
    "format": shown(Eye.OPERATOR, Kept.FORMAT),
    "topics": shown(Eye.OPERATOR, Kept.TOPICS),
    "reported_by": shown(Eye.OPERATOR, Kept.ANSWERED),
}
"""What `mentormail records` shows of a meeting."""


async def meeting_records(store: Store, program: Program, since: date | None) -> list[dict[str, Any]]:
    """A program's meetings, one object each. They name the partnership by its number, and nobody by name."""

    async def fetch() -> list[dict[str, Any]]:
        numbers = {each.id: each.number for each in await store.people.partnerships(program.id)}
        found = await store.records.meetings(program.id, since)
        return [_record(numbers[partnership], meeting) for partnership, meeting in found]

    return await store.transact(fetch)


TABLE = {
    "partnership": shown(Eye.COORDINATOR, Kept.NAME),
    "mentor": shown(Eye.COORDINATOR, Kept.NAME),
    "mentor_email": shown(Eye.COORDINATOR, Kept.NAME),
    "mentee": shown(Eye.COORDINATOR, Kept.NAME),
    "mentee_email": shown(Eye.COORDINATOR, Kept.NAME),
    "started_on": shown(Eye.COORDINATOR, Kept.NAME),
    "standing": shown(Eye.COORDINATOR, Kept.REACH),
    "month": NOTHING,
    "met": shown(Eye.COORDINATOR, Kept.MET),
    "mentor_answered": shown(Eye.COORDINATOR, Kept.ANSWERED),
    "mentee_answered": shown(Eye.COORDINATOR, Kept.ANSWERED),
}
"""What a coordinator gets as a table: what the summary says by name, and nothing besides."""


async def partnership_table(store: Store, program: Program, now: datetime) -> str:
    """A program's partnerships as CSV for its coordinator. Call within `Store.transact`."""
    cycle = open_cycle(program.cadence, now)
    partnerships = await store.people.partnerships(program.id)
    keys = [each.id for each in partnerships]
    meetings = await store.records.meetings_of(keys)
    answered = {each.membership for each in await store.records.reports(keys) if each.report.answers(cycle)}
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, TABLE, lineterminator="\n")
    writer.writeheader()
    for each in partnerships:
        met = bool(held_in(cycle, meetings[each.id]))
        writer.writerow(passed(_row(each, cycle, met, answered), TABLE))
    return out.getvalue()


def _row(partnership: Partnership, cycle: str, met: bool, answered: Container[UUID]) -> dict[str, Any]:
    mentor, mentee = partnership.mentor.participant, partnership.mentee.participant
    return {
        "partnership": partnership.number,
        "mentor": _cell(mentor.name),
        "mentor_email": _cell(mentor.email),
        "mentee": _cell(mentee.name),
        "mentee_email": _cell(mentee.email),
        "started_on": partnership.started_on.isoformat(),
        "standing": partnership.standing,
        "month": cycle,
        "met": "yes" if met else "no",
        "mentor_answered": "yes" if partnership.mentor.id in answered else "no",
        "mentee_answered": "yes" if partnership.mentee.id in answered else "no",
    }


def _cell(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text


def _record(number: int, meeting: Meeting) -> dict[str, Any]:
    record: dict[str, Any] = {
        "partnership": number,
        "cycle": meeting.cycle,
        "held_on": meeting.held_on.isoformat() if meeting.held_on else None,
        "duration_minutes": meeting.duration_minutes,
        "format": meeting.format,
        "topics": list(meeting.topics),
        "reported_by": "both" if len(meeting.reported_by) == len(Role) else next(iter(meeting.reported_by)),
    }
    return passed(record, RECORD)


async def summary_letter(
    rounds: Rounds,
    store: Store,
    program: Program,
    since: datetime,
    until: datetime,
    shape: Literal["text", "html", "eml"],
) -> bytes:
    """The first coordinator's summary of a time, as it would be sent; it publishes nothing."""
    coordinator = program.coordinator
    values = to_json(await store.transact(lambda: rounds.summaries.values(program, coordinator, since, until)))
    filled = program.letters.fill(LetterKind.SUMMARY, values)
    if shape != "eml":
        return (filled.plain if shape == "text" else filled.html).encode()
    heading = Heading(
        from_name=program.name,
        from_address=program.plain_address,
        to_name=coordinator.name,
        to_address=coordinator.email,
        message_id=f"<summary.{until:%Y%m%d%H%M}@{program.plain_address.partition('@')[2]}>",
        date=until,
        zone=coordinator.zone,
    )
    return program.letters.render(LetterKind.SUMMARY, values, heading)
