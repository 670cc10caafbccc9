"""What each of a coordinator's orders does: a table of verbs, each answered with what was done and what undoes it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from service.domain import (
    UNASKED,
    LetterKind,
    Membership,
    Participant,
    Partnership,
    Reachability,
    Role,
    Standing,
    held_in,
)
from service.letters import phrases
from service.planning.cadence import open_cycle
from service.planning.facts import Due
from service.planning.keys import checkin_key, reminder_key
from service.reading.matters.orders import Named, Order, Verb
from service.store.confirmations import WRITERS_WORD
from service.store.people import PartnershipLine, PersonLine
from service.store.store import Store
from service.workflow.program import Coordinator, Program
from service.workflow.unasked import Unasked

_LETTERS_LOOKED_BACK = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Desk:
    """Whose order it is, when, and which held mails the summary that is answered numbered."""

    program: Program
    coordinator: Coordinator
    held: tuple[UUID, ...]
    now: datetime

    @property
    def today(self) -> date:
        return self.now.astimezone(self.program.zone).date()


@dataclass(frozen=True, slots=True)
class Done:
    """What became of an order, in a sentence, and the order that undoes it ("" where nothing does)."""

    what: str
    undo: str = ""


CHANGING = frozenset(set(Verb) - {Verb.SHOW, Verb.CSV, Verb.HELP})
"""What changes something, and is done only for who is proven, or has said yes."""

_Do = Callable[[Order, Partnership, Desk], Awaitable[Done]]


class OrderBook:
    """Carries orders out. Call within `Store.transact`; nothing here raises for what an order says."""

    def __init__(self, store: Store, unasked: Unasked) -> None:
        self._store = store
        self._unasked = unasked
        self._of_partnership: Mapping[Verb, _Do] = {
            Verb.PAUSE: self._pause,
            Verb.RESUME: self._resume,
            Verb.NUDGE: self._nudge,
            Verb.END: self._end,
            Verb.REMATCH: self._rematch,
            Verb.SHOW: self._show,
        }

    async def carry_out(self, order: Order, desk: Desk) -> Done:
        """Do what is ordered."""
        if order.verb is Verb.ADD:
            return await self._add(order, desk)
        if order.verb is Verb.RELEASE:
            return await self._release(order, desk)
        partnership = await self._store.people.numbered(desk.program.id, order.number or 0)
        if partnership is None:
            return Done(f"there is no partnership {order.number}.")
        return await self._of_partnership[order.verb](order, partnership, desk)

    async def _pause(self, order: Order, partnership: Partnership, desk: Desk) -> Done:
        if partnership.standing is Standing.ENDED:
            return Done(f"{_names(partnership)} has ended, so there is nothing to pause.")
        await self._store.people.stands(partnership.id, Standing.PAUSED, order.until, desk.now)
        until = f"until {phrases.day(order.until, desk.today)}" if order.until else "until you say so"
        return Done(f"{_names(partnership)} get no letters {until}.", f"resume {partnership.number}")

    async def _resume(self, order: Order, partnership: Partnership, desk: Desk) -> Done:
        if partnership.standing_on(desk.today) is Standing.ACTIVE:
            return Done(f"{_names(partnership)} is going on already.")
        await self._store.people.stands(partnership.id, Standing.ACTIVE, None, desk.now)
        undo = "end" if partnership.standing is Standing.ENDED else "pause"
        return Done(f"{_names(partnership)} goes on; letters come again.", f"{undo} {partnership.number}")

    async def _end(self, order: Order, partnership: Partnership, desk: Desk) -> Done:
        if partnership.standing is Standing.ENDED:
            return Done(f"{_names(partnership)} has ended already.")
        await self._store.people.stands(partnership.id, Standing.ENDED, None, desk.now)
        what = f"{_names(partnership)} has ended. No letter tells them; a word from you is kinder."
        return Done(what, f"resume {partnership.number}")

    async def _nudge(self, order: Order, partnership: Partnership, desk: Desk) -> Done:
        """The month's one reminder, now; who has had it gets no second one."""
        standing = partnership.standing_on(desk.today)
        if standing is not Standing.ACTIVE:
            return Done(f"{_names(partnership)} is {standing}, so nobody is reminded.")
        said = [await self._nudged(partnership, role, desk) for role in Role]
        return Done(" ".join(said))

    async def _nudged(self, partnership: Partnership, role: Role, desk: Desk) -> str:
        """A check-in comes the working day after a meeting. Whether it has, or its reminder, would tell of that day, so
        whoever has not answered is told of in the same words at any time."""
        side = partnership.side(role)
        name, cycle = side.participant.name, open_cycle(desk.program.cadence, desk.now)
        reports = await self._store.records.reports([partnership.id])
        if any(each.membership == side.id and each.report.answers(cycle) for each in reports):
            return f"{name} has answered."
        if side.participant.reachability is Reachability.BOUNCED or side.participant.standing is not Standing.ACTIVE:
            return f"{name} gets no letters just now."
        letters = await self._store.outbox.known([checkin_key(side.id, cycle), reminder_key(side.id, cycle)])
        due = checkin_key(side.id, cycle) in letters and reminder_key(side.id, cycle) not in letters
        if due and await self._may_be_reminded(side.participant, desk):
            await self._remind(side, partnership, cycle, desk)
        return (
            f"{name} has not answered. The month's one reminder goes out now where it may: after their check-in, once, "
            "three days from any other letter, not while they are away. Else write to them yourself: "
            f"{side.participant.email}."
        )

    async def _may_be_reminded(self, person: Participant, desk: Desk) -> bool:
        """Whether a letter that nobody asked for may reach somebody now, as little as by ourselves."""
        if person.back_on is not None and desk.today <= person.back_on:
            return False
        last = await self._last_unasked(person, desk)
        return last is None or last + timedelta(days=desk.program.cadence.limits.apart) <= desk.now

    async def _last_unasked(self, person: Participant, desk: Desk) -> datetime | None:
        """When somebody last got a letter they had not asked for, in any of their partnerships."""
        states = await self._store.people.memberships_of([person.id])
        past = await self._store.outbox.past([each.membership.id for each in states], desk.now - _LETTERS_LOOKED_BACK)
        letters = [each for theirs in past.values() for each in theirs if each.kind in UNASKED]
        return max((each.sent_at for each in letters if each.sent_at), default=None)

    async def _remind(self, side: Membership, partnership: Partnership, cycle: str, desk: Desk) -> None:
        state = await self._store.people.membership(side.id)
        if state is None:
            return
        reason = f"{desk.coordinator.name} asked for it"
        until = desk.now + timedelta(days=desk.program.cadence.limits.reminder)
        due = Due(LetterKind.REMINDER, cycle, reminder_key(side.id, cycle), desk.now, until, reason)
        await self._store.outbox.add([await self._unasked.letter(due, state, desk.program, desk.now)])

    async def _rematch(self, order: Order, partnership: Partnership, desk: Desk) -> Done:
        """End one partnership; its mentee begins with another mentor."""
        [who] = order.people
        mentor = await self._person(who, desk)
        if isinstance(mentor, str):
            return Done(mentor)
        mentee = partnership.mentee.participant
        if mentor.email in (mentee.email, partnership.mentor.participant.email):
            return Done(f"{mentor.name} is in {partnership.number} already.")
        ended = await self._end(order, partnership, desk) if partnership.standing is not Standing.ENDED else None
        begun = await self._begin(_line(mentor), _line(mentee), desk)
        if begun is None:
            return Done(f"{mentor.name} and {mentee.name} are partners already.", ended.undo if ended else "")
        what = f"{partnership.number} has ended, and {_names(begun)} begin as {begun.number}; both get a welcome."
        return Done(what, f"end {begun.number} and resume {partnership.number}")

    async def _add(self, order: Order, desk: Desk) -> Done:
        mentor, mentee = [await self._newcomer(each, desk) for each in order.people]
        if isinstance(mentor, str):
            return Done(mentor)
        if isinstance(mentee, str):
            return Done(mentee)
        begun = await self._begin(mentor, mentee, desk)
        if begun is None:
            return Done(f"{mentor.name} and {mentee.name} are partners already.")
        return Done(f"{_names(begun)} begin as {begun.number}; both get a welcome.", f"end {begun.number}")

    async def _release(self, order: Order, desk: Desk) -> Done:
        place = (order.number or 0) - 1
        mail = desk.held[place] if 0 <= place < len(desk.held) else None
        if mail is None:
            return Done(f"the summary you answer names no held mail {order.number}.")
        asked = await self._store.confirmations.of_mail(mail)
        if asked is not None and (asked.asks in WRITERS_WORD or asked.program != desk.program.id):
            return Done("that mail waits for its writer's own word.")
        if asked is None or asked.target is None:
            return Done("nobody can tell whose mail that is, so it stays put aside; whoever runs the program can look.")
        if not await self._store.inbox.release(mail, asked.target, desk.now):
            return Done("that mail does not wait any more.")
        return Done("the mail is read now, and its writer gets a receipt.")

    async def _show(self, order: Order, partnership: Partnership, desk: Desk) -> Done:
        """What a summary says of it: met or not, not answered, bounced, paused; nothing else is the coordinator's."""
        cycle = open_cycle(desk.program.cadence, desk.now)
        meetings = (await self._store.records.meetings_of([partnership.id]))[partnership.id]
        met = bool(held_in(cycle, meetings))
        reports = await self._store.records.reports([partnership.id])
        answered = {each.membership for each in reports if each.report.answers(cycle)}
        silent = [partnership.side(role).participant.name for role in Role if partnership.side(role).id not in answered]
        since = phrases.calendar_day(partnership.started_on, desk.today)
        said = [
            f"{_names(partnership)}, {partnership.standing}, began on {since}.",
            f"{'Met' if met else 'Not met yet'} in {phrases.month(cycle)}.",
            f"Not answered: {phrases.listed(silent)}." if silent else "Both have answered.",
            *(_reach(partnership.side(role).participant, desk.today) for role in Role),
        ]
        return Done(" ".join(filter(None, said)))

    async def _person(self, who: Named, desk: Desk) -> Participant | str:
        """Somebody known here; else why not, with the mend."""
        found = await self._store.people.named(desk.program.id, who.name, who.email)
        if len(found) == 1:
            return found[0]
        if found:
            return f"there are several called {who.name}; name the address."
        return f"nobody here is called {who.name or who.email}; bring them in with add, and both addresses."

    async def _newcomer(self, who: Named, desk: Desk) -> PersonLine | str:
        found = await self._store.people.named(desk.program.id, "", who.email)
        if found:
            return _line(found[0])
        if not who.name:
            return f"{who.email} is new here; write the name before the address."
        return PersonLine(who.name, who.email, desk.program.zone.key, desk.program.language)

    async def _begin(self, mentor: PersonLine, mentee: PersonLine, desk: Desk) -> Partnership | None:
        """A new partnership; None where the two are partners already."""
        lines = [PartnershipLine(mentor, mentee, None)]
        changes = await self._store.people.apply_roster(desk.program.id, lines, desk.today, desk.now)
        if not changes.partnerships:
            return None
        return (await self._store.people.partnerships(desk.program.id))[-1]


def _names(partnership: Partnership) -> str:
    return f"{partnership.mentor.participant.name} and {partnership.mentee.participant.name}"


def _line(participant: Participant) -> PersonLine:
    return PersonLine(participant.name, participant.email, participant.zone.key, participant.language)


def _reach(participant: Participant, today: date) -> str:
    if participant.reachability is Reachability.BOUNCED:
        return f"Mail to {participant.email} comes back."
    if participant.standing is Standing.ENDED:
        return f"{participant.name} has stopped."
    until = participant.paused_until
    if participant.standing is Standing.PAUSED and (until is None or today < until):
        return f"{participant.name} has paused{f' until {phrases.calendar_day(until, today)}' if until else ''}."
    return ""
