"""What an operator sees of the people of a program, and what they can undo."""

from __future__ import annotations

from datetime import date, datetime

from service.domain import Reachability, Standing
from service.errors import NobodyKnown
from service.store.people import PersonState, normal_address
from service.store.store import Store
from service.workflow.forget import forget
from service.workflow.program import Program


async def people_of(store: Store, program: Program) -> list[PersonState]:
    """Everybody of a program, by name."""
    return await store.transact(lambda: store.people.people(program.id))


async def reach_again(store: Store, program: Program, address: str, now: datetime) -> PersonState:
    """Mail to a person arrives and is welcome: bounces, an absence and a complaint are over. NobodyKnown."""

    async def undo() -> PersonState:
        person = await _person(store, program, address)
        await store.reach.reached(person.participant.id, now)
        if person.complained_at is not None or person.suggestions_off:
            await store.reach.wants_suggestions(person.participant.id, now)
        return person

    return await store.transact(undo)


async def resume(store: Store, program: Program, address: str, now: datetime) -> PersonState:
    """A person's own pause or stop is over. NobodyKnown."""

    async def undo() -> PersonState:
        person = await _person(store, program, address)
        await store.reach.stands(person.participant.id, Standing.ACTIVE, None, now)
        return person

    return await store.transact(undo)


async def forget_person(store: Store, program: Program, address: str, now: datetime) -> PersonState:
    """Remove all that is kept of a person; it cannot be undone. Gives who it was. NobodyKnown."""

    async def remove() -> PersonState:
        person = await _person(store, program, address)
        await forget(store, person.participant.id, now)
        return person

    person = await store.transact(remove)
    await store.database.drop_old_pages()
    return person


def how_mail_fares(person: PersonState, today: date) -> str:
    """In words: whether letters go to somebody, and why not."""
    participant = person.participant
    said = []
    if participant.standing is Standing.ENDED:
        said.append("has stopped")
    elif participant.standing is Standing.PAUSED and (not participant.paused_until or today < participant.paused_until):
        until = participant.paused_until
        said.append(f"paused until {until.isoformat()}" if until else "paused until they say so")
    if participant.reachability is Reachability.BOUNCED:
        said.append(f"bounced ({person.status}{_on(person.bounced_at)})")
    elif person.bounced_at is not None:
        said.append(f"reachable, last came back {person.status}{_on(person.bounced_at)}")
    if participant.back_on is not None and today <= participant.back_on:
        said.append(f"away until {participant.back_on.isoformat()}")
    if person.complained_at is not None:
        said.append(f"no suggestions since a complaint{_on(person.complained_at)}")
    elif person.suggestions_off:
        said.append("no suggestions")
    return "; ".join(said) or "reachable"


def _on(moment: datetime | None) -> str:
    return f" on {moment.date().isoformat()}" if moment else ""


async def _person(store: Store, program: Program, address: str) -> PersonState:
    for person in await store.people.people(program.id):
        if normal_address(address) in {normal_address(each) for each in (person.participant.email, *person.addresses)}:
            return person
    raise NobodyKnown(f"{address}: nobody of {program.slug} has this address; `mentormail people` lists them")
