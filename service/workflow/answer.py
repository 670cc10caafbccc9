"""A kept mail is read, and what it means is done: recorded and answered, classified, or held. Nothing is dropped."""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

import structlog

from service.addresses import Addresses
from service.clock import Clock
from service.domain import MATTER_QUESTIONS, QUESTIONS, About, Kind
from service.errors import MentormailError, ReaderUnavailable, StoreUnavailable
from service.reading.values import Context, Reading
from service.store.confirmations import Confirmation
from service.store.inbox import InboxState, WaitingMail
from service.store.store import Store
from service.workflow.answering import Answers, why_never_answered
from service.workflow.authenticate import Authenticator
from service.workflow.commands import NEEDS_PROOF
from service.workflow.confirm import Confirmer
from service.workflow.identify import Confirming, Identifier, Ordering, Sender, Stranger, Unsure
from service.workflow.invitation_answers import InvitationAnswers
from service.workflow.machines import MACHINES, Machines
from service.workflow.orders import Orders
from service.workflow.participant import FromParticipant
from service.workflow.program import Program
from service.workflow.reader import Reader
from service.workflow.replies import Replies
from service.workflow.told import Told
from service.workflow.wake import Wake

log = structlog.get_logger()

_BATCH = 20
_ATTEMPTS = 5
_PAUSE = timedelta(minutes=2)
_WORDS_OF_CONSENT = 25
_FRESH = timedelta(days=7)


class Answerer:
    """Reads what waits in the inbox. Every mail may be read twice: what that writes has one key, the mail's own.

    Once `is_stopping`, the mail in hand is the last one, and those claimed with it go back at once.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        addresses: Addresses,
        programs: Mapping[UUID, Program],
        reader: Reader,
        wake: Wake,
        authenticator: Authenticator,
        is_stopping: Callable[[], bool] = lambda: False,
    ) -> None:
        self._is_stopping = is_stopping
        self._store = store
        self._clock = clock
        self._programs = programs
        self._reader = reader
        self._wake = wake
        self._authenticator = authenticator
        self._identifier = Identifier(store, addresses, programs)
        self._replies = Replies(store, addresses)
        self._confirmer = Confirmer(store, self._identifier, self._replies, programs)
        self._orders = Orders(store, addresses, programs)
        self._answers = Answers(store, self._replies)
        invitations = InvitationAnswers(store, self._replies, self._answers, programs)
        self._machines = Machines(store, self._identifier, addresses, invitations)
        self._participant = FromParticipant(store, addresses, self._replies, self._answers, self._confirmer)

    async def work(self) -> int:
        """Read all that waits now; gives how many mails were looked at."""
        looked_at = 0
        while not self._is_stopping() and (claimed := deque(await self._claim())):
            while claimed and not self._is_stopping():
                await self._handle(claimed.popleft())
                looked_at += 1
            await self._give_back([mail.id for mail in claimed])
        return looked_at

    async def _claim(self) -> list[WaitingMail]:
        now = self._clock.now()
        return await self._store.transact(lambda: self._store.inbox.claim(now, _BATCH))

    async def _give_back(self, mails: Sequence[UUID]) -> None:
        if mails:
            await self._store.transact(lambda: self._store.inbox.give_back(mails))

    async def _handle(self, mail: WaitingMail) -> None:
        """One mail, to its end. Trouble of ours puts it off; after a few times it is held for a person."""
        try:
            await self._read(mail)
        except (ReaderUnavailable, StoreUnavailable) as error:
            # The mail is not to blame, however often that happens.
            await self._trouble(mail, type(error).__name__, try_again=True)
        except MentormailError as error:
            await self._trouble(mail, type(error).__name__, try_again=error.temporary and mail.attempts < _ATTEMPTS)
        except Exception as error:
            await self._trouble(mail, type(error).__name__, try_again=mail.attempts < _ATTEMPTS)

    async def _trouble(self, mail: WaitingMail, what: str, *, try_again: bool) -> None:
        now = self._clock.now()
        log.error("mail not handled", mail=str(mail.id), trouble=what, attempts=mail.attempts)
        if try_again:
            until = now + _PAUSE * min(mail.attempts, _ATTEMPTS)
            await self._store.transact(lambda: self._store.inbox.put_off(mail.id, until, what))
        else:
            reason = f"could not be handled ({what})"
            await self._store.transact(lambda: self._store.inbox.finish(mail.id, InboxState.HELD, now, reason=reason))

    async def _read(self, mail: WaitingMail) -> None:
        """Find out what a mail is, then whose; then read it as theirs, and do what it says in one transaction."""
        first = await self._reader.read(mail.raw, Context(received_at=mail.received_at))
        if first.kind in MACHINES:
            await self._once(mail, lambda now: self._machines.handle(mail, first, now))
            return
        now = self._clock.now()
        origin = await self._store.transact(lambda: self._identifier.origin(mail, first.envelope, now))
        match origin:
            case Sender():
                program = self._programs[origin.thread.program]
                reading = await self._read_again(mail, first, self._context(mail, origin, program))
                proven = await self._is_proven(mail, reading)
                await self._once(
                    mail,
                    lambda now: self._participant.take(Told(mail, reading, origin, program, now), proven=proven),
                )
            case Confirming(confirmation):
                await self._once(mail, lambda now: self._confirmed(mail, first, confirmation, now))
            case Ordering():
                proven = await self._vouched(mail, first)
                await self._once(mail, lambda now: self._ordered(mail, first, origin, proven, now))
            case Unsure():
                await self._once(mail, lambda now: self._unsure(mail, first, origin, now))
            case Stranger(reason, program=whose):
                await self._once(mail, lambda now: self._hold(mail, first, reason, whose, now))
        await self._wake.outbox()

    async def _read_again(self, mail: WaitingMail, first: Reading, context: Context) -> Reading:
        """Read a mail as its writer's. What could not be read would not be now, and might end another reader."""
        return first if first.kind is Kind.UNREADABLE else await self._reader.read(mail.raw, context)

    async def _once(self, mail: WaitingMail, body: Callable[[datetime], Awaitable[None]]) -> None:
        """Do it in one transaction, unless another worker was faster."""

        async def waiting() -> None:
            if await self._store.inbox.is_waiting(mail.id):
                await body(self._clock.now())

        await self._store.transact(waiting)

    async def _is_proven(self, mail: WaitingMail, reading: Reading) -> bool:
        """Whether more than From vouches for the sender; looked up only for what needs it (it may ask the DNS)."""
        if reading.command is None or reading.command.name not in NEEDS_PROOF:
            return False
        return await self._vouched(mail, reading)

    async def _vouched(self, mail: WaitingMail, reading: Reading) -> bool:
        """Whether somebody we know, or the sender's own mail system, vouches for a mail."""
        if mail.vouched is not None:
            return True
        # An old signature may be somebody's who kept the mail and sends it once more.
        sent_at = reading.envelope.sent_at
        fresh = sent_at is not None and abs(mail.received_at - sent_at) <= _FRESH
        return fresh and await self._authenticator.is_proven(mail.raw, reading.envelope)

    def _context(self, mail: WaitingMail, sender: Sender, program: Program) -> Context:
        membership = sender.state.membership
        partner = sender.state.partnership.side(membership.role.other)
        about = sender.thread.about
        # The preparing letter may ask for the next meeting's day itself, not only a question back.
        asked = sender.thread.asked if sender.answers_question or about is About.PREPARE else frozenset()
        return Context(
            zone=membership.participant.zone,
            day_first=program.day_first,
            questions=MATTER_QUESTIONS.get(about, QUESTIONS),
            asked=asked,
            correcting=sender.answers_question,
            topics=program.topics,
            names=(membership.participant.name, partner.participant.name),
            received_at=mail.received_at,
            about=about,
            coordinators=tuple(each.name for each in program.coordinators),
        )

    async def _confirmed(self, mail: WaitingMail, reading: Reading, confirmation: Confirmation, now: datetime) -> None:
        """An answer to a letter that asked. One that says much more than yes or no is put before a person, too."""
        reason, note = await self._confirmer.take(mail, reading, confirmation, now)
        if note is not None:
            await self._answers.send(mail, note)
        wordy = len(reading.words.text.split()) > _WORDS_OF_CONSENT
        state = InboxState.HELD if wordy else InboxState.CLASSIFIED
        reason += ", and says more" if wordy else ""
        await self._store.inbox.finish(
            mail.id,
            state,
            now,
            kind=reading.kind,
            rule="answers our question",
            reason=reason,
            program=confirmation.program,
        )
        log.info("mail classified", mail=str(mail.id), kind=str(reading.kind), outcome=reason)

    async def _ordered(
        self, mail: WaitingMail, reading: Reading, ordering: Ordering, proven: bool, now: datetime
    ) -> None:
        """What a coordinator orders by mail."""
        state, reason, letter = await self._orders.take(mail, reading, ordering, proven, now)
        await self._answers.send(mail, letter)
        await self._store.inbox.finish(
            mail.id, state, now, kind=reading.kind, rule="orders", reason=reason, program=ordering.thread.program
        )
        log.info("mail classified", mail=str(mail.id), kind=str(reading.kind), outcome=reason)

    async def _unsure(self, mail: WaitingMail, reading: Reading, unsure: Unsure, now: datetime) -> None:
        """Hold a mail and ask whoever we know; where a machine may have sent it, only hold it."""
        quiet = why_never_answered(mail)
        reason = (
            f"{unsure.reason}; nobody was asked: {quiet}" if quiet else await self._confirmer.ask(mail, unsure, now)
        )
        program = await self._store.people.program_of(unsure.state.partnership.id)
        await self._hold(mail, reading, reason, program, now)

    async def _hold(
        self, mail: WaitingMail, reading: Reading, reason: str, program: UUID | None, now: datetime
    ) -> None:
        reason = "; ".join(filter(None, (reading.trouble, reason)))
        await self._store.inbox.finish(
            mail.id, InboxState.HELD, now, kind=reading.kind, rule=reading.rule, reason=reason, program=program
        )
        log.warning("mail held", mail=str(mail.id), kind=str(reading.kind))
