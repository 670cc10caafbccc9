"""Calendar invitations go out: to both, for each coming meeting of which day and time are known, and only where one of
them wants it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from service.addresses import Addresses
from service.domain import LetterKind, Membership, Partnership, Standing, cycle_of
from service.letters import phrases
from service.letters.calendar import Invitation, Method, calendar_text
from service.letters.enclosure import Enclosure
from service.letters.pair_values import InvitationValues
from service.planning.agreement import agreed
from service.planning.invitations import Coming, Step, What, invitation_steps
from service.planning.keys import invitation_key
from service.planning.schedule import PlannedMeeting
from service.store.invitations import InvitationState, KeptInvitation
from service.store.outbox import NewLetter
from service.store.store import Store
from service.workflow.partnerships import partnerships_known
from service.workflow.program import Program
from service.workflow.replies import common_values
from service.workflow.rows import row_of

_AHEAD = timedelta(days=60)
_MINUTES = 60
"""How long a meeting is in a calendar; nobody is asked for that."""
_WHY = {What.NEW: "a meeting is known", What.CHANGED: "the meeting moved", What.CANCELLED: "the meeting is off"}


class Inviting:
    """Makes the invitations what the schedule is. Call within `Store.transact`."""

    def __init__(self, store: Store, addresses: Addresses) -> None:
        self._store = store
        self._addresses = addresses

    async def invite(self, partnership: Partnership, program: Program, now: datetime) -> None:
        """Send what has changed since the last time; the same again sends nothing."""
        home = partnership.mentee.participant.zone
        today = now.astimezone(home).date()
        if partnership.standing_on(today) is not Standing.ACTIVE or not await self._are_wanted(partnership):
            return
        # Both partners are looked at, perhaps at once: one invitation for the two.
        await self._store.people.lock(partnership.id)
        known = (await partnerships_known(self._store, [partnership], today))[partnership.id]
        standing = [each.invited for each in await self._store.invitations.standing(partnership.id)]
        coming = _coming(known.schedule.coming, [each.meeting for each in standing], now)
        for step in invitation_steps(coming, standing, today):
            kept = await self._keep(step, partnership, program, now)
            for reader in _both(partnership):
                await self._store.outbox.add([await self._letter(step, kept, partnership, reader, program, now)])

    async def _are_wanted(self, partnership: Partnership) -> bool:
        """Whether one of them asked for invitations, or what the two have agreed on does."""
        if await self._store.invitations.wanted(partnership.id):
            return True
        statements = await self._store.agreements.statements([partnership.id])
        return bool(agreed(statements[partnership.id]).invitations)

    async def _keep(self, step: Step, partnership: Partnership, program: Program, now: datetime) -> KeptInvitation:
        if step.uid is None:
            # Nobody can guess it: who holds it was invited, or has it from somebody who was.
            uid = f"{secrets.token_hex(16)}@{self._addresses.domain}"
            return await self._store.invitations.add(program.id, partnership.id, uid, step.meeting, _MINUTES, now)
        state = InvitationState.CANCELLED if step.what is What.CANCELLED else InvitationState.INVITED
        return await self._store.invitations.change(step.uid, step.meeting, state, now)

    async def _letter(
        self,
        step: Step,
        kept: KeptInvitation,
        partnership: Partnership,
        reader: Membership,
        program: Program,
        now: datetime,
    ) -> NewLetter:
        zone, starts_at = reader.participant.zone, kept.meeting.starts_at
        cycle = cycle_of(now.astimezone(program.zone).date())
        thread = await self._store.threads.of_membership(program.id, reader.id, cycle, now)
        settled = program.cadence.settle(now, zone)
        values = InvitationValues(
            **common_values(partnership, reader, program),
            change=step.what,
            meeting=_in_words(starts_at.astimezone(zone), now.astimezone(zone)),
        )
        key, why = invitation_key(kept.id, kept.sequence, reader.id), _WHY[step.what]
        return replace(
            row_of(LetterKind.INVITATION, key, values, reader, thread, self._addresses, why, now),
            # At a good hour where that is before the meeting; what comes after it is of no use to anybody.
            planned_at=settled if settled < starts_at else now,
            not_after=starts_at,
            enclosure=asdict(_enclosure(step, kept, partnership, zone, program, now)),
        )


def _both(partnership: Partnership) -> tuple[Membership, Membership]:
    return partnership.mentor, partnership.mentee


def _coming(planned: Iterable[PlannedMeeting], standing: Iterable[Coming], now: datetime) -> list[Coming]:
    """The meetings to invite to. One that was invited to stays as it was written down: told again from another zone, it
    has not moved; begun, it is not off."""
    known = {each.starts_at: each for each in standing}
    timed = (Coming(each.day, each.at, each.zone.key) for each in planned if each.at is not None)
    return [
        known.get(each.starts_at, each)
        for each in timed
        if each.starts_at in known or now < each.starts_at <= now + _AHEAD
    ]


def _in_words(local: datetime, today: datetime) -> str:
    return f"{phrases.day(local.date(), today.date())} at {phrases.clock_time(local.time())}"


def _enclosure(
    step: Step, kept: KeptInvitation, partnership: Partnership, zone: ZoneInfo, program: Program, now: datetime
) -> Enclosure:
    method = Method.CANCEL if step.what is What.CANCELLED else Method.REQUEST
    names = [side.participant.name for side in _both(partnership)]
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
        attendees=tuple((side.participant.name, side.participant.email) for side in _both(partnership)),
    )
    text = calendar_text(invitation, method, zone, now)
    return Enclosure(media_type="text/calendar", filename="invite.ics", text=text, method=method)
