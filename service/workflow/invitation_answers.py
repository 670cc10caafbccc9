"""Answers to our calendar invitations: matched by UID, SEQUENCE and the attendee, then part of the schedule.

Another time that cannot be told, for its zone is not known, is asked about.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from service.domain import Doubt, cycle_of
from service.planning.invitations import Answer, Coming
from service.reading.values import CalendarAnswer, Reading
from service.store.inbox import WaitingMail
from service.store.invitations import InvitationState, KeptInvitation
from service.store.people import MembershipState, normal_address
from service.store.store import Store
from service.workflow.answering import Answers
from service.workflow.program import Program
from service.workflow.replies import Replies

_KEPT_STATUSES = frozenset({"ACCEPTED", "TENTATIVE", "DECLINED"})


class InvitationAnswers:
    """Keeps them. Call within `Store.transact`."""

    def __init__(self, store: Store, replies: Replies, answers: Answers, programs: Mapping[UUID, Program]) -> None:
        self._store = store
        self._replies = replies
        self._answers = answers
        self._programs = programs

    async def take(self, mail: WaitingMail, reading: Reading, now: datetime) -> tuple[str, MembershipState | None]:
        """What came of an answer, and whose it is. The UID, which nobody can guess, proves it as a token would; it must
        also be the invited one's own, by what it says and by whom it is from."""
        answer = reading.calendar
        invitation = await self._store.invitations.by_uid(answer.uid) if answer and answer.uid else None
        if answer is None or invitation is None:
            return "no invitation of ours; changed nothing", None
        state = await self._writer(answer, invitation, reading)
        if state is None:
            return "not from who was invited; changed nothing", None
        if (answer.sequence or 0) != invitation.sequence or invitation.state is not InvitationState.INVITED:
            return "to an invitation that has changed since; changed nothing", state
        if answer.method == "COUNTER" and answer.starts_somewhen:
            return await self._ask(mail, reading, state, now), state
        kept = _kept(answer, invitation, mail.id, mail.received_at)
        if kept is None:
            return f"{answer.method} without an answer or a time; changed nothing", state
        await self._store.invitations.answered(invitation, state.membership.id, kept)
        for side in (state.partnership.mentor, state.partnership.mentee):
            await self._store.people.look_again(side.id, now)
        return f"{kept.status.lower()}: the meeting of {kept.of_day.isoformat()}", state

    async def _ask(self, mail: WaitingMail, reading: Reading, state: MembershipState, now: datetime) -> str:
        """Which time is meant: a person has proposed it, whose calendar sent this for them."""
        program = self._programs.get(await self._store.people.program_of(state.partnership.id))
        if program is None:
            return "of a program that is not configured any more; changed nothing"
        cycle = cycle_of(now.astimezone(program.zone).date())
        thread = await self._store.threads.of_membership(program.id, state.membership.id, cycle, now)
        await self._store.threads.showed(thread.id, None, thread.asked | {Doubt.NEXT_MEETING})
        await self._answers.send(mail, self._replies.which_time(mail, reading, state, thread, program, now))
        return "another time, of a day or zone that leaves it open; its writer was asked"

    async def _writer(
        self, answer: CalendarAnswer, invitation: KeptInvitation, reading: Reading
    ) -> MembershipState | None:
        """The one of the two whose answer it is, whose own address both the calendar and the mail name."""
        senders = {normal_address(each) for each in reading.envelope.from_addresses}
        attendee = normal_address(answer.attendee or "")
        found = await self._store.people.of_partnership(invitation.partnership)
        for state in found:
            theirs = set(await self._store.people.addresses_of(state.membership.participant.id))
            if len(senders) == 1 and senders <= theirs and attendee in theirs:
                return state
        return None


def _kept(answer: CalendarAnswer, invitation: KeptInvitation, mail: UUID, moment: datetime) -> Answer | None:
    of_day = invitation.meeting.day
    if answer.method != "COUNTER":
        status = answer.partstat or ""
        return Answer(mail, moment, status, of_day) if status in _KEPT_STATUSES else None
    if answer.starts_at is None:
        return None
    local = answer.starts_at.astimezone(ZoneInfo(invitation.meeting.zone)).replace(second=0)
    instead = Coming(local.date(), local.time(), invitation.meeting.zone)
    return Answer(mail, moment, "COUNTER", of_day, instead) if instead != invitation.meeting else None
