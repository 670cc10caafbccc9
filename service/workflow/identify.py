"""Whose mail is it? The address says which thread, From says who; both must agree with what is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from service.addresses import Addresses, Purpose
from service.domain import LetterKind, cycle_of
from service.reading.values import Envelope
from service.store.inbox import WaitingMail
from service.store.outbox import NewLetter
from service.store.people import MembershipState
from service.store.store import Store
from service.store.threads import Thread

_ANSWERS = frozenset({LetterKind.RECEIPT, LetterKind.QUESTION})


@dataclass(frozen=True, slots=True)
class Sender:
    """A participant, in one of their partnerships. `answers`: the letter of ours that is answered, where known."""

    state: MembershipState
    thread: Thread
    answers: NewLetter | None

    @property
    def answers_question(self) -> bool:
        """Whether a receipt or a question back is answered: then it corrects what that one showed."""
        return self.answers is not None and self.answers.kind in _ANSWERS

    @property
    def corrects(self) -> UUID | None:
        """The report that the answered receipt showed: its key is `receipt/{inbox}`."""
        return UUID(self.answers.key.split("/")[1]) if self.answers and self.answers_question else None


@dataclass(frozen=True, slots=True)
class Stranger:
    """Nobody we may take this mail from without asking; the reason names no words of the mail."""

    reason: str


class Identifier:
    """Finds out whose mail it is. Call within `Store.transact`."""

    def __init__(self, store: Store, addresses: Addresses) -> None:
        self._store = store
        self._addresses = addresses

    async def sender(self, mail: WaitingMail, envelope: Envelope, zone: ZoneInfo, now: datetime) -> Sender | Stranger:
        """The participant who sent a mail. `zone`: where a mail outside any thread gets its cycle from."""
        answered = await self._answered(envelope)
        owners = await self._store.people.owners(envelope.from_addresses)
        thread = await self._thread(mail.recipient, answered)
        if thread is not None:
            return await self._of_thread(thread, owners, answered)
        if not owners:
            return Stranger("no token of ours, and nobody known writes from this address")
        states = await self._store.people.memberships_of(owners)
        if len(states) != 1:
            return Stranger("no token of ours, and the writer has several partnerships")
        state = states[0]
        latest = await self._store.threads.latest(state.membership.id)
        if latest is None:
            cycle = cycle_of(now.astimezone(zone).date())
            program = await self._store.people.program_of(state.partnership.id)
            latest = await self._store.threads.of_membership(program, state.membership.id, cycle, now)
        return Sender(state, latest, None)

    async def letter_of(self, mail: WaitingMail, envelope: Envelope) -> NewLetter | None:
        """The letter of ours that a machine's mail is about: by the address it came back to, else by Message-ID."""
        recipient = self._addresses.parse(mail.recipient)
        if recipient.purpose is Purpose.BOUNCE and recipient.id:
            return await self._store.outbox.by_id(recipient.id)
        return await self._answered(envelope)

    async def _answered(self, envelope: Envelope) -> NewLetter | None:
        for message_id in (*envelope.in_reply_to, *reversed(envelope.references)):
            outbox = self._addresses.outbox_of_message_id(message_id)
            letter = await self._store.outbox.by_id(outbox) if outbox else None
            if letter is not None:
                return letter
        return None

    async def _thread(self, address: str, answered: NewLetter | None) -> Thread | None:
        recipient = self._addresses.parse(address)
        wanted: UUID | None = None
        if recipient.purpose is Purpose.THREAD:
            wanted = recipient.id
        elif recipient.purpose is Purpose.BOUNCE and recipient.id:
            letter = await self._store.outbox.by_id(recipient.id)
            wanted = letter.thread if letter else None
        elif answered is not None:
            wanted = answered.thread
        thread = await self._store.threads.get(wanted) if wanted else None
        return None if thread is None or thread.revoked else thread

    async def _of_thread(
        self, thread: Thread, owners: frozenset[UUID], answered: NewLetter | None
    ) -> Sender | Stranger:
        if thread.membership is None:
            return Stranger("an answer to a weekly summary; acting on those by mail is not there yet")
        state = await self._store.people.membership(thread.membership)
        if state is None:
            return Stranger("its partnership is not here any more")
        if state.membership.participant.id not in owners:
            return Stranger("the token is good, but the From address is not known to be this participant's")
        return Sender(state, thread, answered if answered and answered.thread == thread.id else None)
