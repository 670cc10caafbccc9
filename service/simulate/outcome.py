"""What came of a simulated program: its numbers, its mails for each person and month, and what broke a rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from service.demo.cast import PACIFIC
from service.demo.installation import claimed
from service.demo.mails import write_all
from service.domain import cycle_of, cycle_start, next_cycle
from service.simulate.audit import audit, by_person
from service.simulate.people import Couple, cast
from service.simulate.play import BEGIN, Run, opened
from service.simulate.seen import RATIONED, Seen, Sort, letters_in
from service.workflow.export import meeting_records
from service.workflow.partnerships import partnerships_known

_UNANSWERED_YET = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A simulation's end. `numbers`: by their names; `letters`: those that left to participants; `broken`: each way in
    which they break the rules."""

    numbers: Mapping[str, str]
    letters: Sequence[Seen]
    couples: Sequence[Couple]
    broken: Sequence[str]


async def simulate(folder: Path, partnerships: int, months: int, seed: int) -> Outcome:
    """Play a program into `folder` and count what came of it. DemoFailed where it did not come to its end."""
    couples = cast(partnerships, seed, BEGIN)
    end = datetime.combine(cycle_start(_months_on(months)), time(0), tzinfo=PACIFIC)
    with claimed(folder):
        async with opened(folder, couples) as run:
            await run.until(end)
            held, planned, honoured = await _meetings(run, end)
            free = run.program.cadence.holidays
        write_all(run.mails, folder / "mail")
    letters = letters_in(folder / "mail", _zones(couples))
    reports = [message_id for at, message_id in run.reports if at < end - _UNANSWERED_YET]
    numbers = _numbers(letters, run) | {
        "meetings recorded": str(held),
        "meetings honoured / planned": f"{honoured} / {planned}",
    }
    return Outcome(numbers, letters, couples, audit(letters, reports, free))


def table(outcome: Outcome) -> list[str]:
    """For each person and month: letters they did not ask for, and all."""
    people = {player.person.email: player for couple in outcome.couples for player in (couple.mentor, couple.mentee)}
    months = sorted({each.month for each in outcome.letters})
    lines = [" " * 48 + " ".join(f"{month[2:]:>6}" for month in months)]
    theirs = by_person(outcome.letters)
    for email, player in sorted(people.items()):
        unasked = Counter(each.month for each in theirs.get(email, ()) if each.sort in RATIONED)
        every = Counter(each.month for each in theirs.get(email, ()))
        cells = " ".join(f"{f'{unasked[month]}/{every[month]}':>6}" for month in months)
        lines.append(f"{player.person.name[:20]:20} {player.temper:26} {cells}")
    return lines


def _months_on(months: int) -> str:
    cycle = cycle_of(BEGIN)
    for _ in range(months):
        cycle = next_cycle(cycle)
    return cycle


def _zones(couples: Sequence[Couple]) -> dict[str, ZoneInfo]:
    people = [player for couple in couples for player in (couple.mentor, couple.mentee)]
    return {each.person.email: each.person.zone for each in people} | {
        each.new_email: each.person.zone for each in people
    }


async def _meetings(run: Run, end: datetime) -> tuple[int, int, int]:
    """Meetings on record, and how many planned ones there were and were held."""
    store, program = run.app.store, run.program
    records = await meeting_records(store, program, None)

    async def look() -> tuple[int, int]:
        partnerships = await store.people.partnerships(program.id)
        known = await partnerships_known(store, partnerships, end.astimezone(program.zone).date())
        schedules = [each.schedule for each in known.values()]
        return sum(each.planned_count for each in schedules), sum(each.honoured for each in schedules)

    return len(records), *await store.transact(look)


def _numbers(letters: Sequence[Seen], run: Run) -> dict[str, str]:
    sorts = Counter(each.sort for each in letters)
    answered = len(run.reports)
    asked = sorts[Sort.CHECKIN]
    return {
        "partnerships": str(len(run.couples)),
        "mails in all": str(len(run.mails)),
        **{f"{sort}s": str(sorts[sort]) for sort in Sort},
        "check-ins answered": f"{answered} of {asked} ({answered / asked:.0%})" if asked else "none",
    }
