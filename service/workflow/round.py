"""A round: what is due now becomes outbox rows. It asks the database for what is due and for nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

import structlog

from service.addresses import Addresses
from service.domain import LetterKind, Partnership, Standing
from service.planning.facts import Due, PastLetter, Plan, Skipped, with_written
from service.planning.rounds import due
from service.store.people import MembershipState
from service.store.store import Store
from service.workflow.facts import last_day, membership_facts
from service.workflow.inviting import Inviting, planned_at
from service.workflow.passing_on import PassingOn
from service.workflow.program import Program
from service.workflow.summaries import Summaries
from service.workflow.unasked import Unasked

log = structlog.get_logger()

_BATCH = 50


@dataclass(frozen=True, slots=True)
class Planned:
    """A letter that would be sent, or not, and why."""

    kind: LetterKind
    who: str
    number: int | None
    planned_at: datetime
    sent: bool
    reason: str

    def to_json(self) -> dict[str, object]:
        """For `plan --json`."""
        return {
            "letter": self.kind,
            "to": self.who,
            "partnership": self.number,
            "planned_at": self.planned_at.isoformat(),
            "sent": self.sent,
            "reason": self.reason,
        }

    def line(self) -> str:
        """For people."""
        number = f" ({self.number})" if self.number is not None else ""
        verb = "send" if self.sent else "skip"
        return f"{verb} {self.kind} to {self.who}{number}, planned {self.planned_at:%Y-%m-%d %H:%M}Z: {self.reason}"


class Rounds:
    """Plans all programs. Whatever happens twice is written once: each letter has its key."""

    def __init__(self, store: Store, addresses: Addresses, programs: Mapping[UUID, Program]) -> None:
        self._store = store
        self._programs = programs
        self._unasked = Unasked(store, addresses)
        self._passing_on = PassingOn(store, addresses)
        self._inviting = Inviting(store, addresses)
        self.summaries = Summaries(store, addresses)

    async def plan(self, now: datetime) -> None:
        """Write down what is due at `now`."""
        for program in self._programs.values():
            await self._store.transact(lambda program=program: self._notice_settings(program, now))  # type: ignore[misc]
            while await self._store.transact(lambda program=program: self._batch(program, now)):  # type: ignore[misc]
                continue
            await self._store.transact(lambda program=program: self.summaries.plan(program, now))  # type: ignore[misc]

    async def _notice_settings(self, program: Program, now: datetime) -> None:
        await self._store.people.planned_with(program.id, program.settings, now)

    async def _batch(self, program: Program, now: datetime) -> int:
        # One membership of a person at a time, so that each sees what was just written to them about the others.
        found = await self._store.people.due_memberships(program.id, now, _BATCH)
        states = list({state.membership.participant.id: state for state in reversed(found)}.values())
        facts = await membership_facts(self._store, states, program, now)
        for state, known in zip(states, facts, strict=True):
            await self._write(due(known, program.cadence, now), state, program, now)
        return len(states)

    async def _write(self, plan: Plan, state: MembershipState, program: Program, now: datetime) -> None:
        for each in plan.due:
            await self._store.outbox.add([await self._unasked.letter(each, state, program, now)])
            log.info("letter planned", letter=each.key, reason=each.reason)
        for skipped in plan.skipped:
            if skipped.kind is LetterKind.SUGGESTION:
                await self._passing_on.send_what_waits(skipped.cycle, state, program, now)
            log.debug("letter not planned", letter=skipped.key, why=skipped.why, reason=skipped.reason)
        if plan.is_over:
            await self._store.people.stands(state.partnership.id, Standing.ENDED, None, now)
            log.info("partnership ended", partnership=str(state.partnership.id))
        await self._inviting.invite(_as_planned(state, plan), last_day(state, program), program, now)
        again = plan.next_look_at
        await self._store.people.look_again(state.membership.id, again and max(again, now + timedelta(seconds=1)))

    async def next_look(self, now: datetime) -> datetime | None:
        """When the next round will have something to plan, as far as is known: for whoever turns the clock."""

        async def look() -> list[datetime | None]:
            looks = []
            for program in self._programs.values():
                looks += [await self._store.people.next_look(program.id), await self.summaries.next_look(program, now)]
            return looks

        return min((each for each in await self._store.transact(look) if each is not None), default=None)

    async def would_send(self, program: UUID, at: datetime) -> list[Planned]:
        """What a round at a moment would send and skip; writes nothing."""
        target = self._programs[program]

        async def look() -> list[Planned]:
            states = await self._store.people.due_memberships(program, at, limit=100_000)
            facts = await membership_facts(self._store, states, target, at)
            rows = []
            written: dict[UUID, tuple[PastLetter, ...]] = {}
            looked_at = {}
            for state, known in zip(states, facts, strict=True):
                plan = due(with_written(known, written), target.cadence, at)
                written[known.membership] = tuple(PastLetter(each.key, each.kind, each.cycle, at) for each in plan.due)
                rows += [_planned(each, state, sent=True) for each in plan.due]
                rows += [_planned(each, state, sent=False) for each in plan.skipped]
                looked_at[state.partnership.id] = _as_planned(state, plan), last_day(state, target)
            for partnership, ends_on in looked_at.values():
                rows += await self._would_invite(partnership, ends_on, target, at)
            for coordinator, each in await self.summaries.due(target, at):
                rows.append(Planned(LetterKind.SUMMARY, coordinator.email, None, each.planned_at, True, each.reason))
            return sorted(rows, key=lambda row: (row.planned_at, row.who, row.kind))

        return await self._store.transact(look)

    async def _would_invite(
        self, partnership: Partnership, ends_on: date | None, program: Program, at: datetime
    ) -> list[Planned]:
        """The invitations, their changes and their cancellations."""
        return [
            Planned(
                LetterKind.INVITATION,
                reader.participant.email,
                partnership.number,
                planned_at(due.step, reader, program, at),
                True,
                due.reason,
            )
            for due in await self._inviting.due(partnership, ends_on, at)
            for reader in due.readers
        ]


def _as_planned(state: MembershipState, plan: Plan) -> Partnership:
    """The partnership as it stands after its round."""
    return replace(state.partnership, standing=Standing.ENDED) if plan.is_over else state.partnership


def _planned(each: Due | Skipped, state: MembershipState, *, sent: bool) -> Planned:
    who = state.membership.participant.email
    return Planned(each.kind, who, state.partnership.number, each.planned_at, sent, each.reason)
