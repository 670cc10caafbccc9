"""Held mails that somebody we know is asked about, and what their answer does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from service.domain import Reachability
from service.reading.values import Reading
from service.store.confirmations import Answer, Asks, Confirmation
from service.store.inbox import InboxState, WaitingMail
from service.store.outbox import NewLetter
from service.store.people import MembershipState
from service.store.store import Store
from service.workflow.consent import read_choice, read_consent
from service.workflow.identify import Identifier, Unsure
from service.workflow.program import Program
from service.workflow.recording import tell_coordinator
from service.workflow.replies import Replies, partner_name

ASKED_A_DAY = 3
_PLAIN_WORDS = {Asks.WHOSE: ("yes", "yes, always", "no")}


class Confirmer:
    """Asks, within a cap, and does what is answered. Call within `Store.transact`."""

    def __init__(
        self, store: Store, identifier: Identifier, replies: Replies, programs: Mapping[UUID, Program]
    ) -> None:
        self._store = store
        self._identifier = identifier
        self._replies = replies
        self._programs = programs

    async def ask(self, mail: WaitingMail, unsure: Unsure, now: datetime) -> str:
        """Ask about a mail; gives why it is held, with what was done about it.

        Nobody is asked more than three times a day, so that forged mail makes no flood of letters.
        """
        participant = unsure.state.membership.participant
        program = await self._program(unsure)
        if program is None:
            return f"{unsure.reason}; its program is not configured any more"
        if participant.reachability is Reachability.BOUNCED:
            return f"{unsure.reason}; nobody was asked: mail to {participant.name} comes back"
        if await self._store.confirmations.count(participant.id, now - timedelta(days=1)) >= ASKED_A_DAY:
            return f"{unsure.reason}; they have been asked often enough today"
        thread = await self._store.threads.of_confirmation(program.id, mail.id, unsure.asks, now)
        await self._store.confirmations.ask(
            Confirmation(
                program=program.id,
                thread=thread.id,
                mail=mail.id,
                participant=participant.id,
                target=unsure.target.id if unsure.target else None,
                asks=unsure.asks,
                address=unsure.address,
                asked_at=now,
            )
        )
        await self._store.outbox.add([self._replies.confirm(mail, unsure, thread, program, now)])
        return f"{unsure.reason}; {participant.name} was asked"

    async def _program(self, unsure: Unsure) -> Program | None:
        program = await self._store.people.program_of(unsure.state.partnership.id)
        return self._programs.get(program)

    async def take(
        self, mail: WaitingMail, reading: Reading, confirmation: Confirmation, now: datetime
    ) -> tuple[str, NewLetter | None]:
        """Do what an answer says; gives what became of it, and the note that says so."""
        states = await self._store.people.memberships_of([confirmation.participant])
        if not states or confirmation.program not in self._programs:
            return "answers a question whose partnership is not here any more", None
        choice, answer = await self._meant(reading.words.text, confirmation, states)
        if answer is None:
            return "answers a question, unclearly", await self._note(
                mail, reading, confirmation, states, "unclear", now
            )
        await self._store.confirmations.answered(confirmation.thread, answer, choice, now)
        if confirmation.asks in (Asks.ADDRESS, Asks.TELL):
            about = await self._aside(mail, confirmation, states, answer)
        elif answer is Answer.NO:
            about = await self._refuse(confirmation, now)
        else:
            about = await self._release(confirmation, choice, answer, now)
        return f"answers a question: {answer}", await self._note(mail, reading, confirmation, states, about, now)

    async def _meant(
        self, words: str, confirmation: Confirmation, states: Sequence[MembershipState]
    ) -> tuple[UUID | None, Answer | None]:
        """Which conversation the mail goes into, and the answer."""
        if confirmation.asks is not Asks.WHICH:
            return confirmation.target, read_consent(words)
        candidates = await self._choices(confirmation, states)
        number = read_choice(words, [partner_name(each) for each in candidates])
        if number is None:
            return None, Answer.NO if read_consent(words) is Answer.NO else None
        thread = await self._identifier.own_thread(candidates[number], None, confirmation.asked_at)
        return thread.id, Answer.YES

    async def _choices(
        self, confirmation: Confirmation, states: Sequence[MembershipState]
    ) -> Sequence[MembershipState]:
        """The partnerships in question, in other programs too where the address is known there."""
        owners = await self._store.people.owners([confirmation.address]) if confirmation.address else frozenset()
        return await self._store.people.memberships_of(owners) or states

    async def _release(self, confirmation: Confirmation, target: UUID | None, answer: Answer, now: datetime) -> str:
        """Let the held mail be read, and with "always" what else waits from that address, which is known from now."""
        if target is not None:
            await self._store.inbox.release(confirmation.mail, target, now)
        if answer is not Answer.ALWAYS or confirmation.asks is not Asks.WHOSE or not confirmation.address:
            return "released"
        person = confirmation.participant
        await self._store.people.remember_address(confirmation.program, person, confirmation.address, now)
        for each in await self._store.confirmations.open_from(person, confirmation.address):
            if each.target is not None:
                await self._store.confirmations.answered(each.thread, answer, each.target, now)
                await self._store.inbox.release(each.mail, each.target, now)
        return "remembered"

    async def _aside(
        self, mail: WaitingMail, confirmation: Confirmation, states: Sequence[MembershipState], answer: Answer
    ) -> str:
        """What a mail said in plain words besides, and its writer was asked about."""
        if answer is Answer.NO or (confirmation.asks is Asks.ADDRESS and not confirmation.address):  # forgotten by now
            return "refused" if confirmation.asks is Asks.ADDRESS else "untold"
        if confirmation.asks is Asks.ADDRESS:
            await self._store.people.move(
                confirmation.program, confirmation.participant, confirmation.address, mail.received_at
            )
            return "moved"
        target = await self._store.threads.get(confirmation.target) if confirmation.target else None
        state = next((each for each in states if target and each.membership.id == target.membership), states[0])
        await tell_coordinator(self._store, mail, confirmation, state, self._programs[confirmation.program])
        return "told"

    async def _refuse(self, confirmation: Confirmation, now: datetime) -> str:
        """A mail that is not theirs stays where it is; a command that was not meant has been seen to."""
        if confirmation.asks in (Asks.COMMAND, Asks.FORGET):
            reason = "a command that was not meant"
            await self._store.inbox.finish(confirmation.mail, InboxState.CLASSIFIED, now, reason=reason)
        else:
            await self._store.inbox.explain(confirmation.mail, "whoever was asked about it said no")
        return "refused"

    async def _note(
        self,
        mail: WaitingMail,
        reading: Reading,
        confirmation: Confirmation,
        states: Sequence[MembershipState],
        about: str,
        now: datetime,
    ) -> NewLetter | None:
        """The note on what became of it. None where a receipt, or the command's own note, will say so."""
        if about == "released":
            return None
        thread = await self._store.threads.get(confirmation.thread)
        if thread is None:
            return None
        choices: Sequence[str] = ()
        if about == "unclear":
            choices = _PLAIN_WORDS.get(confirmation.asks, ("yes", "no"))
            if confirmation.asks is Asks.WHICH:
                choices = [partner_name(each) for each in await self._choices(confirmation, states)]
        return self._replies.note(
            mail,
            reading,
            states[0],
            thread,
            self._programs[confirmation.program],
            about,
            now,
            address=confirmation.address if about in ("remembered", "moved") else "",
            choices=choices,
        )
