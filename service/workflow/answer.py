"""A kept mail is read, and what it means is done: recorded and answered, classified, or held. Nothing is dropped."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

import structlog

from service.addresses import Addresses
from service.clock import Clock
from service.domain import Doubt, Kind, Report
from service.errors import MentormailError, ReaderUnavailable, StoreUnavailable
from service.planning.reconcile import account, lacks_day, reconcile
from service.reading.values import Command, Context, Reading
from service.store.confirmations import Asks, Confirmation
from service.store.inbox import InboxState, WaitingMail
from service.store.outbox import NewLetter
from service.store.records import NewReport
from service.store.store import Store
from service.workflow.authenticate import Authenticator
from service.workflow.commands import NEEDS_CONSENT, NEEDS_PROOF, Commands
from service.workflow.confirm import Confirmer
from service.workflow.header import header_of
from service.workflow.identify import Confirming, Identifier, Ordering, Sender, Stranger, Unsure
from service.workflow.machines import MACHINES, Machines
from service.workflow.orders import Orders
from service.workflow.program import Program
from service.workflow.reader import Reader
from service.workflow.replies import Replies
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
        self._machines = Machines(store, self._identifier, addresses)
        self._confirmer = Confirmer(store, self._identifier, self._replies, programs)
        self._commands = Commands(store)
        self._orders = Orders(store, addresses, programs)

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
                await self._once(mail, lambda now: self._from_participant(mail, reading, origin, program, proven, now))
            case Confirming(confirmation):
                await self._once(mail, lambda now: self._confirmed(mail, first, confirmation, now))
            case Ordering():
                proven = await self._vouched(mail, first)
                await self._once(mail, lambda now: self._ordered(mail, first, origin, proven, now))
            case Unsure():
                await self._once(mail, lambda now: self._unsure(mail, first, origin, now))
            case Stranger(reason):
                await self._once(mail, lambda now: self._hold(mail, first, reason, now))
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
        return Context(
            zone=membership.participant.zone,
            day_first=program.day_first,
            asked=sender.thread.asked if sender.answers_question else frozenset(),
            correcting=sender.answers_question,
            topics=program.topics,
            names=(membership.participant.name, partner.participant.name),
            received_at=mail.received_at,
        )

    async def _from_participant(
        self, mail: WaitingMail, reading: Reading, sender: Sender, program: Program, proven: bool, now: datetime
    ) -> None:
        """Record, answer or carry out what a participant wrote."""
        match reading.kind:
            case Kind.REPORT:
                state, reason = InboxState.READ, ""
                await self._record(mail, reading, sender, program, now)
            case Kind.EMPTY:
                state, reason = InboxState.CLASSIFIED, "no words of its own; the writer was asked"
                await self._answer(mail, self._replies.question(mail, reading, sender, program, "empty", now))
            case Kind.COMMAND if reading.command is not None:
                state, reason = await self._command(mail, reading, reading.command, sender, program, proven, now)
            case _:
                state, reason = InboxState.HELD, reading.trouble or "cannot be read; the writer was asked"
                await self._answer(mail, self._replies.question(mail, reading, sender, program, "unreadable", now))
        await self._store.inbox.finish(
            mail.id,
            state,
            now,
            kind=reading.kind,
            rule=reading.rule,
            reason=reason,
            membership=sender.state.membership.id,
            program=program.id,
        )
        log.info(
            "mail read",
            mail=str(mail.id),
            kind=str(reading.kind),
            rule=reading.rule,
            origin=sender.rule,
            state=str(state),
        )

    async def _command(
        self,
        mail: WaitingMail,
        reading: Reading,
        command: Command,
        sender: Sender,
        program: Program,
        proven: bool,
        now: datetime,
    ) -> tuple[InboxState, str]:
        """Carry a command out and say so; what changes a membership is confirmed first where nothing proves it."""
        if command.name in NEEDS_CONSENT and mail.vouched is None:
            why = f"asks for {command.name}, which cannot be undone"
            unsure = Unsure(Asks.FORGET, why, sender.state, sender.thread)
            return InboxState.HELD, await self._confirmer.ask(mail, unsure, now)
        if command.name in NEEDS_PROOF and not proven:
            why = f"asks for {command.name}, and nothing proves who sent it"
            unsure = Unsure(Asks.COMMAND, why, sender.state, sender.thread)
            return InboxState.HELD, await self._confirmer.ask(mail, unsure, now)
        done = await self._commands.carry_out(command, sender, now)
        await self._store.reach.reached(sender.state.membership.participant.id, now)
        note = self._replies.note(
            mail,
            reading,
            sender.state,
            sender.thread,
            program,
            done.about,
            now,
            until=done.until,
            command=command.name if done.about == "later" else "",
            enclosure=done.enclosure,
        )
        await self._answer(mail, note)
        return done.state, done.reason or f"{command.name}: {done.about}"

    async def _confirmed(self, mail: WaitingMail, reading: Reading, confirmation: Confirmation, now: datetime) -> None:
        """An answer to a letter that asked. One that says much more than yes or no is put before a person, too."""
        reason, note = await self._confirmer.take(mail, reading, confirmation, now)
        if note is not None:
            await self._answer(mail, note)
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
        await self._answer(mail, letter)
        await self._store.inbox.finish(
            mail.id, state, now, kind=reading.kind, rule="orders", reason=reason, program=ordering.thread.program
        )
        log.info("mail classified", mail=str(mail.id), kind=str(reading.kind), outcome=reason)

    async def _unsure(self, mail: WaitingMail, reading: Reading, unsure: Unsure, now: datetime) -> None:
        """Hold a mail and ask whoever we know; where a machine may have sent it, only hold it."""
        quiet = self._why_never_answered(mail)
        reason = (
            f"{unsure.reason}; nobody was asked: {quiet}" if quiet else await self._confirmer.ask(mail, unsure, now)
        )
        await self._hold(mail, reading, reason, now)

    async def _record(
        self, mail: WaitingMail, reading: Reading, sender: Sender, program: Program, now: datetime
    ) -> None:
        """A report, the meetings that follow from all reports of its partnership, and the receipt."""
        partnership = sender.state.partnership.id
        await self._store.people.lock(partnership)
        report = Report(
            id=mail.id,
            role=sender.state.membership.role,
            cycle=sender.thread.cycle or "",
            moment=reading.moment or mail.received_at,
            claims=reading.claims,
            spoken_of=reading.spoken_of,
            answers_question=sender.answers_question,
            corrects=sender.corrects,
            asked=sender.thread.asked if sender.answers_question else frozenset(),
        )
        words = _words(reading)
        await self._store.records.add_report(
            NewReport(program.id, partnership, sender.state.membership.id, report, mail.received_at, words)
        )
        reports = [each.report for each in await self._store.records.reports([partnership])]
        await self._store.records.replace_meetings(program.id, partnership, reconcile(reports), now)
        await self._store.reach.reached(sender.state.membership.participant.id, now)
        for side in (sender.state.partnership.mentor, sender.state.partnership.mentee):
            await self._store.people.look_again(side.id, now)
        shown = account(reports, report.role, report.cycle)
        dayless = lacks_day(reports, report.role, report.cycle)
        doubts = shown.doubts | ({Doubt.HELD_ON} if dayless else set())
        await self._store.threads.showed(sender.thread.id, report.id, doubts)
        await self._answer(mail, self._replies.receipt(mail, reading, sender, program, shown, doubts, now))

    async def _answer(self, mail: WaitingMail, letter: NewLetter) -> None:
        """Answer, unless a machine might be answering us, and only so much a day to one address."""
        why_not = self._why_never_answered(mail)
        if not why_not and await self._replies.enough_today(letter):
            why_not = "enough answers today"
        if why_not:
            log.info("not answered", mail=str(mail.id), reason=why_not)
        else:
            await self._store.outbox.add([letter])

    def _why_never_answered(self, mail: WaitingMail) -> str:
        """Nothing goes to the null sender (RFC 5321 §4.5.5) nor to what came by a list (RFC 3834 §2)."""
        if not mail.envelope_from:
            return "null sender"
        return "it came by a mailing list" if header_of(mail.raw).from_list else ""

    async def _hold(self, mail: WaitingMail, reading: Reading, reason: str, now: datetime) -> None:
        reason = "; ".join(filter(None, (reading.trouble, reason)))
        await self._store.inbox.finish(
            mail.id, InboxState.HELD, now, kind=reading.kind, rule=reading.rule, reason=reason
        )
        log.warning("mail held", mail=str(mail.id), kind=str(reading.kind))


def _words(reading: Reading) -> str:
    """What is kept, sealed, of the writer's words: their text, the sentences that ask for help, the evidence."""
    return json.dumps(
        {
            "text": reading.words.text,
            "help": reading.help_words,
            "evidence": {field: list(phrases) for field, phrases in reading.evidence.items()},
        },
        ensure_ascii=False,
    )
