"""What came of a simulated program: its numbers, its mails for each person and month, and which rules held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path

from service.demo.cast import PACIFIC
from service.demo.installation import claimed
from service.demo.mails import write_all
from service.domain import cycle_of, cycle_start, next_cycle
from service.planning.schedule import Fate, Schedule
from service.simulate import course, discretion, little_mail, wishes
from service.simulate.audit import Evidence, Verdict, judged
from service.simulate.deeds import Act, told
from service.simulate.people import Couple, cast
from service.simulate.play import BEGIN, Run, Servers, opened
from service.simulate.seen import Seen, Sort, letters_in
from service.workflow.export import meeting_records
from service.workflow.partnerships import partnerships_known

RULES = {**little_mail.RULES, **wishes.RULES, **course.RULES, **discretion.RULES}
BY_CALENDAR = "meetings put elsewhere by a calendar are in the schedule"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A simulation's end. `numbers`: by their names; `met`: how many partnerships met in each month, by their reports;
    `evidence`: what left and what was done; `verdicts`: which rules held."""

    numbers: Mapping[str, str]
    met: Mapping[str, int]
    evidence: Evidence
    verdicts: Sequence[Verdict]

    @property
    def broken(self) -> list[str]:
        """Each way in which a rule is broken."""
        return [f"{verdict.rule}: {line}" for verdict in self.verdicts for line in verdict.broken]


async def simulate(
    folder: Path,
    partnerships: int,
    months: int,
    seed: int,
    servers: Servers | None = None,
    watch: Callable[[datetime], None] = lambda _: None,
) -> Outcome:
    """Play a program into `folder` and look at what came of it; `watch` is told of each step of the clock.

    Its partnerships last a month less, so that they come to their end. DemoFailed where it did not come to its own.
    """
    couples = cast(partnerships, seed, BEGIN)
    end = datetime.combine(cycle_start(_months_on(months)), time(0), tzinfo=PACIFIC)
    with claimed(folder):
        async with opened(folder, couples, months - 1, servers or Servers()) as run:
            await run.until(end, watch)
            records = await meeting_records(run.app.store, run.program, None)
            schedules = await _schedules(run, end)
            free = run.program.cadence.holidays
        write_all(run.mails, folder / "mail")
    evidence = Evidence(letters_in(folder / "mail", couples), run.done, couples, free, end, months - 1)
    verdicts = [*judged(RULES, evidence), _in_schedule(evidence, schedules)]
    met = Counter(cycle for _, cycle in {(each["partnership"], str(each["cycle"])) for each in records})
    return Outcome(_numbers(evidence, run) | _meetings(len(records), schedules, couples), met, evidence, verdicts)


def _months_on(months: int) -> str:
    cycle = cycle_of(BEGIN)
    for _ in range(months):
        cycle = next_cycle(cycle)
    return cycle


async def _schedules(run: Run, end: datetime) -> Mapping[int, Schedule]:
    """The schedule of each partnership, by its number."""
    store, program = run.app.store, run.program

    async def look() -> dict[int, Schedule]:
        partnerships = await store.people.partnerships(program.id)
        known = await partnerships_known(store, partnerships, end.astimezone(program.zone).date())
        return {each.number: known[each.id].schedule for each in partnerships}

    return await store.transact(look)


def _in_schedule(evidence: Evidence, schedules: Mapping[int, Schedule]) -> Verdict:
    """A day that a calendar proposed is known as planned, and as held once somebody has told of it."""
    broken, looked_at = [], 0
    held = {(each.couple.number, each.deed.held) for each in evidence.done if each.couple and each.deed.held}
    for done in evidence.done:
        if done.couple is None or done.deed.instead is None:
            continue
        looked_at += 1
        number, day = done.couple.number, done.deed.instead
        fates = [each.fate for each in schedules[number].planned if each.day == day]
        if not fates or ((number, day) in held and fates != [Fate.HELD]):
            broken.append(f"partnership {number}, {day}: {', '.join(fates) or 'not known'}")
    return Verdict(BY_CALENDAR, looked_at, broken)


def _numbers(evidence: Evidence, run: Run) -> dict[str, str]:
    sorts = Counter(each.sort for each in evidence.letters)
    answered = len(told(evidence.done, Act.REPORT))
    asked = sorts[Sort.CHECKIN]
    return {
        "partnerships": str(len(evidence.couples)),
        "people": str(len(evidence.players)),
        "mails in all": str(len(run.mails)),
        "written by people and their machines": str(len(evidence.done)),
        **{str(sort): str(sorts[sort]) for sort in Sort},
        "check-ins answered": f"{answered} of {asked} ({answered / asked:.0%})" if asked else "none",
    }


def _meetings(records: int, schedules: Mapping[int, Schedule], couples: Sequence[Couple]) -> dict[str, str]:
    invited = [schedules[each.number] for each in couples if each.is_invited]
    return {
        "meetings recorded": str(records),
        "meetings honoured / planned": _honoured(list(schedules.values())),
        "of those with calendar invitations": _honoured(invited),
    }


def _honoured(schedules: Sequence[Schedule]) -> str:
    return f"{sum(each.honoured for each in schedules)} / {sum(each.planned_count for each in schedules)}"


def unasked_and_all(letters: Sequence[Seen], sorts: frozenset[Sort]) -> Mapping[str, tuple[int, int]]:
    """For each month: how many letters of some sorts, and how many in all."""
    some = Counter(each.month for each in letters if each.sort in sorts)
    every = Counter(each.month for each in letters)
    return {month: (some[month], every[month]) for month in every}
