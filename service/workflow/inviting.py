"""Calendar invitations go out: to both, for each coming meeting of which day and time are known, and only where one of
them wants it. What pauses or ends takes back those that stand."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from service.addresses import Addresses
from service.domain import LetterKind, Membership, Partnership, cycle_of
from service.letters import phrases
from service.letters.calendar import Invitation, Method, calendar_text
from service.letters.enclosure import Enclosure
from service.letters.pair_values import InvitationValues
from service.planning.agreement import agreed
from service.planning.desk import in_words
from service.planning.invitations import Coming, Step, What, rest_of, steps_due
from service.planning.keys import invitation_key, invitation_keys
from service.planning.schedule import PlannedMeeting
from service.store.invitations import InvitationState, KeptInvitation
from service.store.outbox import NewLetter
from service.store.store import Store
from service.workflow.partnerships import partnerships_known
from service.workflow.program import Program
from service.workflow.replies import common_values
from service.workflow.rows import row_of

_AHEAD = timedelta(days=60)
_A_LITTLE = timedelta(days=6)
"""Less than from one meeting of a weekly rhythm to the next, which would bring all of them in."""
_AN_HOUR = 60
_WHY = {
    What.NEW: "a meeting is known",
    What.CHANGED: "the meeting moved",
    What.CANCELLED: "the meeting is off",
    What.WITHDRAWN: "the partnership rests or has ended",
}


@dataclass(frozen=True, slots=True)
class DueInvitation:
    """An invitation's next letter: what it tells, how many minutes the meeting lasts by it, and who is told."""

    step: Step
    minutes: int
    readers: tuple[Membership, ...]

    @property
    def reason(self) -> str:
        return f"{_WHY[self.step.what]}: {in_words(self.step.meeting.day)}"


class Inviting:
    """Makes the invitations what the schedule is. Call within `Store.transact`."""

    def __init__(self, store: Store, addresses: Addresses) -> None:
        self._store = store
        self._addresses = addresses

    async def invite(self, partnership: Partnership, last_day: date | None, program: Program, now: datetime) -> None:
        """Send what has changed since the last time; the same again sends nothing. `last_day`: the program's with the
        partnership."""
        if not await self._may_send(partnership):
            return
        # Both partners are looked at, perhaps at once: one invitation for the two.
        await self._store.people.lock(partnership.id)
        for due in await self.due(partnership, last_day, now):
            kept = await self._keep(due, partnership, program, now)
            # What still waits says less than this, and might come after it.
            await self._store.outbox.overtaken(invitation_keys(kept.id), "a later change has overtaken it")
            for reader in due.readers:
                await self._store.outbox.add([await self._letter(due, kept, partnership, reader, program, now)])
        if not all(side.participant.email for side in _both(partnership)):
            # Somebody was forgotten: nothing is kept of what they were invited to once that is taken back.
            await self._store.invitations.forget_of([partnership.id])

    async def due(self, partnership: Partnership, last_day: date | None, now: datetime) -> list[DueInvitation]:
        """What has changed since the last time, and who is told; writes nothing."""
        kept = {each.uid: each for each in await self._store.invitations.standing(partnership.id)}
        steps, usual = await self._steps(partnership, list(kept.values()), last_day, now)
        found = []
        for step in steps:
            invitation = kept[step.uid] if step.uid else None
            # Who was forgotten has no address any more, and nothing is kept by which to write to them.
            readers = [reader for reader in _both(partnership) if reader.participant.email]
            if step.what.cancels and invitation:
                keys = invitation_keys(invitation.id)
                had = await self._store.outbox.went_out(keys, [reader.id for reader in readers])
                readers = [reader for reader in readers if reader.id in had]
            minutes = step.meeting.minutes or (invitation.minutes if invitation else usual)
            found.append(DueInvitation(step, minutes, tuple(readers)))
        return found

    async def _may_send(self, partnership: Partnership) -> bool:
        """Whether anything can be due: an invitation stands, or one is wanted."""
        return bool(await self._store.invitations.standing(partnership.id)) or await self._are_wanted(partnership)

    async def _steps(
        self, partnership: Partnership, kept: list[KeptInvitation], last_day: date | None, now: datetime
    ) -> tuple[Sequence[Step], int]:
        """What changes, and how many minutes a meeting lasts of which nobody has said."""
        today = now.astimezone(partnership.mentee.participant.zone).date()
        wanted = await self._are_wanted(partnership)
        if not kept and not wanted:
            return (), _AN_HOUR
        known = (await partnerships_known(self._store, [partnership], today))[partnership.id]
        standing = [each.invited for each in kept]
        coming = _coming(known.schedule.coming, [each.meeting for each in standing], now)
        steps = steps_due(coming, standing, rest_of(partnership, last_day, today), now, today)
        return [step for step in steps if wanted or step.what is not What.NEW], known.usual_minutes

    async def _are_wanted(self, partnership: Partnership) -> bool:
        """Whether one of them asked for invitations, or what the two have agreed on does."""
        if await self._store.invitations.wanted(partnership.id):
            return True
        statements = await self._store.agreements.statements([partnership.id])
        return bool(agreed(statements[partnership.id]).invitations)

    async def _keep(
        self, due: DueInvitation, partnership: Partnership, program: Program, now: datetime
    ) -> KeptInvitation:
        step = due.step
        if step.uid is None:
            # Nobody can guess it: who holds it was invited, or has it from somebody who was.
            uid = f"{secrets.token_hex(16)}@{self._addresses.domain}"
            return await self._store.invitations.add(program.id, partnership.id, uid, step.meeting, due.minutes, now)
        state = InvitationState.CANCELLED if step.what.cancels else InvitationState.INVITED
        return await self._store.invitations.change(step.uid, step.meeting, due.minutes, state, now)

    async def _letter(
        self,
        due: DueInvitation,
        kept: KeptInvitation,
        partnership: Partnership,
        reader: Membership,
        program: Program,
        now: datetime,
    ) -> NewLetter:
        zone, starts_at = reader.participant.zone, kept.meeting.starts_at
        cycle = cycle_of(now.astimezone(program.zone).date())
        thread = await self._store.threads.of_membership(program.id, reader.id, cycle, now)
        values = InvitationValues(
            **common_values(partnership, reader, program),
            change=due.step.what,
            meeting=_in_words(starts_at.astimezone(zone), kept.minutes, now.astimezone(zone)),
        )
        key = invitation_key(kept.id, kept.sequence, reader.id)
        return replace(
            row_of(LetterKind.INVITATION, key, values, reader, thread, self._addresses, due.reason, now),
            planned_at=planned_at(due.step, reader, program, now),
            not_after=starts_at,
            enclosure=asdict(_enclosure(due.step, kept, partnership, zone, program, now)),
        )


def planned_at(step: Step, reader: Membership, program: Program, now: datetime) -> datetime:
    """When its letter goes out: at a good hour where that is before the meeting. What comes later is of no use."""
    settled = program.cadence.settle(now, reader.participant.zone)
    return settled if settled < step.meeting.starts_at else now


def _both(partnership: Partnership) -> tuple[Membership, Membership]:
    return partnership.mentor, partnership.mentee


def _coming(planned: Iterable[PlannedMeeting], standing: Sequence[Coming], now: datetime) -> list[Coming]:
    """The meetings to invite to: so far ahead, or a little further where one that was invited to has moved there. One
    that was invited to stays as it was written down: told again from another zone, it has not moved; begun, it is not
    off."""
    known = {each.starts_at: each for each in standing}
    timed = (Coming(each.day, each.at, each.zone.key, each.minutes) for each in planned if each.at is not None)
    return [
        replace(known.get(each.starts_at, each), minutes=each.minutes)
        for each in timed
        if each.starts_at in known
        or now < each.starts_at <= now + _AHEAD
        or (now < each.starts_at and any(abs(each.starts_at - one) <= _A_LITTLE for one in known))
    ]


def _in_words(local: datetime, minutes: int, today: datetime) -> str:
    lasting = f" for {phrases.length(minutes)}" if minutes != _AN_HOUR else ""
    return f"{phrases.day(local.date(), today.date())} at {phrases.clock_time(local.time())}{lasting}"


def _enclosure(
    step: Step, kept: KeptInvitation, partnership: Partnership, zone: ZoneInfo, program: Program, now: datetime
) -> Enclosure:
    method = Method.CANCEL if step.what.cancels else Method.REQUEST
    names = [side.participant.name for side in _both(partnership)]
    attendees = (side.participant for side in _both(partnership) if side.participant.email)
    invitation = Invitation(
        uid=kept.uid,
        sequence=kept.sequence,
        day=kept.meeting.day,
        at=kept.meeting.at,
        zone=ZoneInfo(kept.meeting.zone),
        minutes=kept.minutes,
        summary=f"Mentoring: {' and '.join(names)}",
        description=f"A meeting of your mentoring partnership. {program.name}",
        organizer=(program.name, program.plain_address),
        attendees=tuple((each.name, each.email) for each in attendees),
    )
    text = calendar_text(invitation, method, zone, now)
    return Enclosure(media_type="text/calendar", filename="invite.ics", text=text, method=method)
