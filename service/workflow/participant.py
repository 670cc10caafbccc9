"""A mail that is a participant's own: reported, asked about, or carried out as a command."""

from __future__ import annotations

import structlog

from service.addresses import Addresses
from service.domain import Kind
from service.reading.values import Command
from service.store.confirmations import Asks
from service.store.inbox import InboxState
from service.store.outbox import NewLetter
from service.store.store import Store
from service.workflow.answering import Answers
from service.workflow.asides import Asides
from service.workflow.commands import NEEDS_CONSENT, NEEDS_PROOF, CarriedOut, Commands
from service.workflow.confirm import Confirmer
from service.workflow.identify import Unsure
from service.workflow.matters import Matters
from service.workflow.on_request import OnRequest
from service.workflow.replies import Replies
from service.workflow.told import Told

log = structlog.get_logger()


class FromParticipant:
    """Does what such a mail says, and ends its row. Call within `Store.transact`."""

    def __init__(
        self, store: Store, addresses: Addresses, replies: Replies, answers: Answers, confirmer: Confirmer
    ) -> None:
        self._store = store
        self._replies = replies
        self._answers = answers
        self._confirmer = confirmer
        self._commands = Commands(store)
        self._on_request = OnRequest(store, replies)
        self._matters = Matters(store, addresses, replies, answers, Asides(store, confirmer))

    async def take(self, told: Told, *, proven: bool) -> None:
        """`proven`: more than From vouches for the sender."""
        reading, mail = told.reading, told.mail
        match reading.kind:
            case Kind.REPORT:
                state, reason = InboxState.READ, ""
                await self._matters.take(told)
            case Kind.EMPTY:
                state, reason = InboxState.CLASSIFIED, "no words of its own; the writer was asked"
                await self._answers.send(mail, self._replies.question(told, "empty"))
            case Kind.COMMAND if reading.command is not None:
                state, reason = await self._command(told, reading.command, proven=proven)
            case _:
                state, reason = InboxState.HELD, reading.trouble or "cannot be read; the writer was asked"
                await self._answers.send(mail, self._replies.question(told, "unreadable"))
        await self._store.inbox.finish(
            mail.id,
            state,
            told.now,
            kind=reading.kind,
            rule=reading.rule,
            reason=reason,
            membership=told.membership.id,
            program=told.program.id,
        )
        log.info(
            "mail read",
            mail=str(mail.id),
            kind=str(reading.kind),
            rule=reading.rule,
            origin=told.sender.rule,
            state=str(state),
        )

    async def _command(self, told: Told, command: Command, *, proven: bool) -> tuple[InboxState, str]:
        """Carry a command out and say so; what changes a membership is confirmed first where nothing proves it."""
        if command.name in NEEDS_CONSENT and not await self._consented(told):
            return await self._asked(told, Asks.FORGET, "asks for what is confirmed first")
        if command.name in NEEDS_PROOF and not proven:
            return await self._asked(
                told, Asks.COMMAND, "asks for what is confirmed first, as nothing proves who sent it"
            )
        done = await self._commands.carry_out(command, told.sender, told.now)
        await self._store.reach.reached(told.membership.participant.id, told.now)
        await self._answers.send(told.mail, await self._said(told, done))
        return InboxState.CLASSIFIED, f"{command.name}: {done.about}"

    async def _consented(self, told: Told) -> bool:
        """Whether the writer said yes to this very question; that a mail was theirs, or was released, is none."""
        asked = await self._store.confirmations.of_mail(told.mail.id) if told.mail.vouched else None
        return asked is not None and asked.asks is Asks.FORGET and asked.is_settled

    async def _said(self, told: Told, done: CarriedOut) -> NewLetter:
        """The letter that a command asks for, else the note on what became of it."""
        letter = await self._on_request.letter(done.about, told)
        return letter or self._replies.note(
            told.mail,
            told.reading,
            told.state,
            told.thread,
            told.program,
            done.about,
            told.now,
            until=done.until,
            enclosure=done.enclosure,
        )

    async def _asked(self, told: Told, asks: Asks, why: str) -> tuple[InboxState, str]:
        """Hold the mail and ask. The coordinator reads why it waits, and what was commanded is not for their eyes."""
        unsure = Unsure(asks, why, told.state, told.thread)
        return InboxState.HELD, await self._confirmer.ask(told.mail, unsure, told.now)
