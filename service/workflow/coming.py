"""What comes next week, in the words of the summary: numbers of the program, and by name what may be."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from service.domain import Partnership, Role, Standing
from service.letters import phrases
from service.letters.coordinator_values import Listed
from service.planning.ahead import Count, Step, WeekAhead, week_ahead
from service.planning.cadence import open_cycle
from service.planning.summary import OpenCount
from service.store.store import Store
from service.workflow.facts import membership_facts
from service.workflow.program import Program

_WEEK = timedelta(weeks=1)
_AGAIN = "will get letters again from"
_STEPS = {Step.BEGINS: "begin on", Step.HALF_WAY: "are half-way on", Step.LAST_DAY: "get their farewell on"}


@dataclass(frozen=True, slots=True)
class Coming:
    """The week to come: `numbers`, a sentence each, and `by_name`, lines about partnerships and people, alike ones
    together."""

    numbers: list[str]
    by_name: list[Listed]


async def coming(store: Store, program: Program, now: datetime) -> Coming:
    """The week from `now` on, as things stand. Call within `Store.transact`."""
    everybody = await store.people.partnerships(program.id)
    partnerships = {each.id: each for each in everybody if each.standing is not Standing.ENDED}
    people = {each.side(role).participant.id for each in partnerships.values() for role in Role}
    states = [each for each in await store.people.memberships_of(people) if each.partnership.id in partnerships]
    facts = await membership_facts(store, states, program, now)
    both = {
        key: [known for state, known in zip(states, facts, strict=True) if state.partnership.id == key]
        for key in partnerships
    }
    # Seconds for some hundred partnerships, in which mail must still be taken in.
    ahead = await asyncio.to_thread(week_ahead, both, program.cadence, now)
    today = now.astimezone(program.zone).date()
    steps = [
        _listed(partnerships[each.partnership], f"{_STEPS[each.step]} {phrases.day(each.day, today)}")
        for each in ahead.milestones
    ]
    by_name = [*steps, *_returning(list(partnerships.values()), today)]
    return Coming(list(_numbers(ahead, program, now)), sorted(by_name, key=lambda line: line.note))


def _numbers(ahead: WeekAhead, program: Program, now: datetime) -> Iterator[str]:
    today = now.astimezone(program.zone).date()
    if ahead.checkins.letters:
        yield f"{_letters(ahead.checkins, 'check-in', today)}."
    else:
        _, day = program.cadence.next_checkin(open_cycle(program.cadence, now))
        yield f"The next monthly day of check-ins is {phrases.day(day, today)}."
    if ahead.reminders.letters:
        yield f"{_letters(ahead.reminders, 'reminder', today)}, to whoever has not answered by then."
    if ahead.prepared:
        yield f"Partners in {_partnerships(ahead.prepared)} get a letter to prepare their meeting."
    if ahead.meeting:
        yield f"A meeting is planned in {_partnerships(ahead.meeting)}."
    if ahead.free:
        yield f"No letters go out on {phrases.listed([phrases.day(day, today) for day in ahead.free])}."


def _letters(count: Count, name: str, today: date) -> str:
    """As in "12 check-ins go out, 10 of them on Monday, December 7"."""
    said = f"1 {name} goes out" if count.letters == 1 else f"{count.letters} {name}s go out"
    if count.day is None or not count.on_day:
        return said
    on = f"on {phrases.day(count.day, today)}"
    return f"{said} {on}" if count.on_day == count.letters else f"{said}, {count.on_day} of them {on}"


def _partnerships(count: OpenCount) -> str:
    return f"{count.partnerships} {'or more ' if count.or_more else ''}partnerships"


def _returning(partnerships: Sequence[Partnership], today: date) -> Iterator[Listed]:
    """Whose pause ends in the week, the partnership's or their own."""
    for each in partnerships:
        if each.paused_until and _ends(each.standing, each.paused_until, today):
            yield _listed(each, f"{_AGAIN} {phrases.day(each.paused_until, today)}")
        for person in (each.mentor.participant, each.mentee.participant):
            if person.paused_until and _ends(person.standing, person.paused_until, today):
                again = f"{_AGAIN} {phrases.day(person.paused_until, today)}"
                yield Listed(number=each.number, who=person.name, note=again)


def _ends(standing: Standing, until: date, today: date) -> bool:
    return standing is Standing.PAUSED and today < until < today + _WEEK


def _listed(partnership: Partnership, note: str) -> Listed:
    who = f"{partnership.mentor.participant.name} and {partnership.mentee.participant.name}"
    return Listed(number=partnership.number, who=who, note=note)
