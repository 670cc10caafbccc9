"""A roster comes in, whole or not at all, and goes out again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from service.domain import Participant, Partnership
from service.roster import RosterLine, to_csv
from service.store.people import PartnershipLine, PersonLine, RosterChanges
from service.store.store import Store
from service.workflow.program import Program


async def import_roster(
    store: Store, program: Program, lines: Sequence[RosterLine], now: datetime, *, dry_run: bool = False
) -> RosterChanges:
    """Bring a program's people and partnerships to what the lines say, in one transaction."""
    return await store.transact(lambda: apply_lines(store, program, lines, now, dry_run=dry_run))


async def apply_lines(
    store: Store, program: Program, lines: Sequence[RosterLine], now: datetime, *, dry_run: bool = False
) -> RosterChanges:
    """The same within `Store.transact`."""
    wanted = [_partnership(line, program) for line in lines]
    if dry_run:
        return await store.people.roster_would(program.id, wanted)
    return await store.people.apply_roster(program.id, wanted, now.astimezone(program.zone).date(), now)


def in_words(changes: RosterChanges, *, would: bool) -> str:
    """What an import did, or would do."""
    verb = "would begin" if would else "began"
    return (
        f"{verb} {changes.partnerships} partnerships with {changes.people} new people;"
        f" details of {changes.changed} people {'would change' if would else 'changed'}"
    )


async def export_roster(store: Store, program: Program) -> str:
    """A program's partnerships as CSV, in the columns of the import, with their status."""
    partnerships = await store.transact(lambda: store.people.partnerships(program.id))
    return to_csv([_line(partnership) for partnership in partnerships])


def _partnership(line: RosterLine, program: Program) -> PartnershipLine:
    return PartnershipLine(
        mentor=_person(line.mentor_name, line.mentor_email, line.mentor_timezone, line.mentor_language, program),
        mentee=_person(line.mentee_name, line.mentee_email, line.mentee_timezone, line.mentee_language, program),
        started_on=line.started_on,
    )


def _person(name: str, email: str, zone: ZoneInfo | None, language: str | None, program: Program) -> PersonLine:
    return PersonLine(name, email, (zone or program.zone).key, language or program.language)


def _line(partnership: Partnership) -> RosterLine:
    mentor, mentee = _sides(partnership)
    return RosterLine(
        mentor_name=mentor.name,
        mentor_email=mentor.email,
        mentee_name=mentee.name,
        mentee_email=mentee.email,
        started_on=partnership.started_on,
        mentor_timezone=mentor.zone,
        mentee_timezone=mentee.zone,
        mentor_language=mentor.language,
        mentee_language=mentee.language,
        status=partnership.standing,
    )


def _sides(partnership: Partnership) -> tuple[Participant, Participant]:
    return partnership.mentor.participant, partnership.mentee.participant
