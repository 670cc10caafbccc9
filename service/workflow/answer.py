"""A kept mail is read, and what it means is done: recorded and answered, classified, or held. Nothing is dropped."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

import structlog

from service.addresses import Addresses
from service.clock import Clock
from service.domain import Claims, Doubt, Kind, Reachability, Report
from service.errors import MentormailError
from service.planning.reconcile import account, reconcile
from service.reading.values import Context, Reading
from service.store.inbox import InboxState, WaitingMail
from service.store.outbox import NewLetter
from service.store.people import MembershipState
from service.store.records import NewReport
from service.store.store import Store
from service.workflow.identify import Identifier, Sender, Stranger
from service.workflow.program import Program
from service.workflow.reader import Reader
from service.workflow.replies import Replies
from service.workflow.wake import Wake

log = structlog.get_logger()

_BATCH = 20
_ATTEMPTS = 5
_PAUSE = timedelta(minutes=2)
_SOFT_BOUNCES = 3


class Answerer:
    """Reads what waits in the inbox. Every mail may be read twice: what that writes has one key, the mail's own."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        addresses: Addresses,
        programs: Mapping[UUID, Program],
        reader: Reader,
        wake: Wake,
    ) -> None:
        self._store = store
        self._clock = clock
        self._programs = programs
        self._reader = reader
        self._wake = wake
        self._identifier = Identifier(store, addresses)
        self._replies = Replies(store, addresses)
        self._by_kind: Mapping[Kind, Callable[[WaitingMail, Reading], Awaitable[None]]] = {
            Kind.BOUNCE: self._bounced,
            Kind.COMPLAINT: self._classified,
            Kind.CALENDAR: self._classified,
            Kind.AUTO_REPLY: self._away,
        }

    async def work(self) -> int:
        """Read all that waits now; gives how many mails were looked at."""
        looked_at = 0
        while claimed := await self._claim():
            for mail in claimed:
                await self._handle(mail)
            looked_at += len(claimed)
        return looked_at

    async def _claim(self) -> list[WaitingMail]:
        now = self._clock.now()
        return await self._store.transact(lambda: self._store.inbox.claim(now, _BATCH))

    async def _handle(self, mail: WaitingMail) -> None:
        """One mail, to its end. Trouble of ours puts it off; after a few times it is held for a person."""
        try:
            await self._read(mail)
        except MentormailError as error:
            await self._trouble(mail, type(error).__name__, temporary=error.temporary)
        except Exception as error:
            await self._trouble(mail, type(error).__name__, temporary=True)

    async def _trouble(self, mail: WaitingMail, what: str, *, temporary: bool) -> None:
        now = self._clock.now()
        log.error("mail not handled", mail=str(mail.id), trouble=what, attempts=mail.attempts)
        if temporary and mail.attempts < _ATTEMPTS:
            until = now + _PAUSE * mail.attempts
            await self._store.transact(lambda: self._store.inbox.put_off(mail.id, until, what))
        else:
            reason = f"could not be handled ({what})"
            await self._store.transact(lambda: self._store.inbox.finish(mail.id, InboxState.HELD, now, reason=reason))

    async def _read(self, mail: WaitingMail) -> None:
        first = await self._reader.read(mail.raw, Context(received_at=mail.received_at))
        handle = self._by_kind.get(first.kind)
        if handle is not None:
            await self._store.transact(lambda: handle(mail, first))
            return
        sender = await self._store.transact(lambda: self._sender(mail, first))
        if isinstance(sender, Stranger):
            await self._store.transact(lambda: self._hold(mail, first, sender.reason))
            return
        program = self._programs[sender.thread.program]
        reading = await self._reader.read(mail.raw, self._context(mail, sender, program))
        await self._store.transact(lambda: self._from_participant(mail, reading, sender, program))
        await self._wake.outbox()

    async def _sender(self, mail: WaitingMail, reading: Reading) -> Sender | Stranger:
        zone = next(iter(self._programs.values())).zone
        sender = await self._identifier.sender(mail, reading.envelope, zone, self._clock.now())
        if isinstance(sender, Sender) and sender.thread.program not in self._programs:
            return Stranger("its program is not configured any more")
        return sender

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

    async def _from_participant(self, mail: WaitingMail, reading: Reading, sender: Sender, program: Program) -> None:
        if not await self._store.inbox.is_waiting(mail.id):
            return
        now = self._clock.now()
        membership = sender.state.membership.id
        match reading.kind:
            case Kind.REPORT:
                state, reason = InboxState.READ, ""
                await self._record(mail, reading, sender, program, now)
            case Kind.EMPTY:
                state, reason = InboxState.CLASSIFIED, "no words of its own; the writer was asked"
                await self._answer(mail, self._replies.question(mail, reading, sender, program, "empty", now))
            case Kind.UNREADABLE:
                state, reason = InboxState.HELD, reading.trouble or "cannot be read; the writer was asked"
                await self._answer(mail, self._replies.question(mail, reading, sender, program, "unreadable", now))
            case _:
                name = reading.command.name if reading.command else str(reading.kind)
                state, reason = InboxState.HELD, f"asks for {name}, which a person has to do"
        await self._store.inbox.finish(
            mail.id,
            state,
            now,
            kind=reading.kind,
            rule=reading.rule,
            reason=reason,
            membership=membership,
            program=program.id,
        )
        log.info("mail read", mail=str(mail.id), kind=str(reading.kind), rule=reading.rule, state=str(state))

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
            NewReport(program.id, partnership, sender.state.membership.id, report, words)
        )
        reports = [each.report for each in await self._store.records.reports([partnership])]
        await self._store.records.replace_meetings(program.id, partnership, reconcile(reports), now)
        await self._reached(sender.state)
        for side in (sender.state.partnership.mentor, sender.state.partnership.mentee):
            await self._store.people.look_again(side.id, now)
        shown = account(reports, report.role, report.cycle)
        doubts = open_doubts(shown)
        await self._store.threads.showed(sender.thread.id, report.id, doubts)
        await self._answer(mail, self._replies.receipt(mail, reading, sender, program, shown, doubts, now))

    async def _answer(self, mail: WaitingMail, letter: NewLetter) -> None:
        """Answer, unless a machine might be answering us: nothing to `<>`, and only so much a day to one address."""
        if not mail.envelope_from:
            log.info("not answered", mail=str(mail.id), reason="null sender")
        elif await self._replies.enough_today(letter):
            log.info("not answered", mail=str(mail.id), reason="enough answers today")
        else:
            await self._store.outbox.add([letter])

    async def _hold(self, mail: WaitingMail, reading: Reading, reason: str) -> None:
        await self._store.inbox.finish(
            mail.id, InboxState.HELD, self._clock.now(), kind=reading.kind, rule=reading.rule, reason=reason
        )
        log.warning("mail held", mail=str(mail.id), reason=reason)

    async def _classified(self, mail: WaitingMail, reading: Reading) -> None:
        await self._store.inbox.finish(
            mail.id, InboxState.CLASSIFIED, self._clock.now(), kind=reading.kind, rule=reading.rule
        )
        log.info("mail classified", mail=str(mail.id), kind=str(reading.kind), rule=reading.rule)

    async def _away(self, mail: WaitingMail, reading: Reading) -> None:
        """An out-of-office: reminders wait until the day it names."""
        letter = await self._identifier.letter_of(mail, reading.envelope)
        state = await self._member(letter)
        if state is None:
            sender = await self._sender(mail, reading)
            state = sender.state if isinstance(sender, Sender) else None
        if state is not None and reading.back_on is not None:
            await self._store.people.away_until(state.membership.participant.id, reading.back_on)
            await self._store.people.look_again(state.membership.id, self._clock.now())
        await self._classified(mail, reading)

    async def _bounced(self, mail: WaitingMail, reading: Reading) -> None:
        """Only a report that came back to a letter of ours changes anything: anybody may forge another."""
        letter = await self._identifier.letter_of(mail, reading.envelope)
        state = await self._member(letter)
        if state is not None and reading.bounces:
            participant = state.membership.participant.id
            permanent = any(bounce.permanent for bounce in reading.bounces)
            soft = 0 if permanent else await self._store.people.soft_bounces(participant) + 1
            ended = permanent or soft >= _SOFT_BOUNCES
            reason = next((bounce.status for bounce in reading.bounces if bounce.status), "no status")
            reachability = Reachability.BOUNCED if ended else Reachability.REACHABLE
            await self._store.people.reachability(participant, reachability, reason, soft)
            await self._store.people.look_again(state.membership.id, self._clock.now())
        await self._classified(mail, reading)

    async def _member(self, letter: NewLetter | None) -> MembershipState | None:
        if letter is None or letter.membership is None:
            return None
        return await self._store.people.membership(letter.membership)

    async def _reached(self, state: MembershipState) -> None:
        """Who writes reads: an earlier bounce or an out-of-office is over."""
        participant = state.membership.participant
        await self._store.people.reachability(participant.id, Reachability.REACHABLE, "", 0)
        if participant.back_on is not None:
            await self._store.people.away_until(participant.id, None)


def open_doubts(claims: Claims) -> frozenset[Doubt]:
    """What a receipt asks: all that is unsure, and the day of a meeting that has none."""
    dayless = any(meeting.held_on is None for meeting in claims.meetings)
    return claims.doubts | ({Doubt.HELD_ON} if dayless else set())


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
