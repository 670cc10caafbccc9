"""The letters that answer a mail: the receipt and the question back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Literal

from service.addresses import Addresses
from service.domain import Claims, Doubt, LetterKind
from service.ids import new_id
from service.letters import phrases
from service.letters.values import QuestionValues, ReceiptValues, to_json
from service.reading.values import Reading
from service.store.inbox import WaitingMail
from service.store.outbox import NewLetter
from service.store.store import Store
from service.workflow.identify import Sender
from service.workflow.program import Program

_ANSWERS_A_DAY = 10
_REFERENCES = 20


class Replies:
    """Makes the rows of letters that answer."""

    def __init__(self, store: Store, addresses: Addresses) -> None:
        self._store = store
        self._addresses = addresses

    def receipt(
        self,
        mail: WaitingMail,
        reading: Reading,
        sender: Sender,
        program: Program,
        shown: Claims,
        doubts: Collection[Doubt],
        now: datetime,
    ) -> NewLetter:
        """What was understood, or, where nothing was and something is in doubt, the question alone."""
        today = now.astimezone(sender.state.membership.participant.zone).date()
        recorded = phrases.recorded(shown, program.titles, today)
        asks = phrases.questions_back(doubts, meetings=len(shown.meetings))
        if not recorded and asks:
            return self.question(mail, reading, sender, program, "doubt", now, asks, phrases.example(doubts, today))
        values = ReceiptValues(
            **self._common(sender, program),
            thread_subject=phrases.thread_subject(reading.envelope.subject),
            recorded=recorded,
            asks=asks,
            help_asked=reading.claims.needs_help,
            command=(reading.command_beside or "").upper(),
        )
        return self._letter(LetterKind.RECEIPT, to_json(values), mail, reading, sender, now)

    def question(
        self,
        mail: WaitingMail,
        reading: Reading,
        sender: Sender,
        program: Program,
        why: Literal["doubt", "doubts", "empty", "unreadable"],
        now: datetime,
        asks: Collection[str] = (),
        example: str = "",
    ) -> NewLetter:
        """A question back; `why` names its reason."""
        values = QuestionValues(
            **self._common(sender, program),
            thread_subject=phrases.thread_subject(reading.envelope.subject),
            reason=phrases.WHY["doubts" if why == "doubt" and len(asks) > 1 else why],
            asks=list(asks),
            example=example,
        )
        return self._letter(LetterKind.QUESTION, to_json(values), mail, reading, sender, now)

    async def enough_today(self, letter: NewLetter) -> bool:
        """Whether this member had so many answers within a day that a machine must be answering us."""
        if letter.membership is None:
            return False
        past = await self._store.outbox.past([letter.membership], letter.planned_at - timedelta(days=1))
        answers = [each for each in past[letter.membership] if each.kind in (LetterKind.RECEIPT, LetterKind.QUESTION)]
        return len(answers) >= _ANSWERS_A_DAY

    def _common(self, sender: Sender, program: Program) -> dict[str, str]:
        membership = sender.state.membership
        partner = sender.state.partnership.side(membership.role.other).participant
        return {
            "first_name": membership.participant.first_name,
            "program": program.name,
            "coordinator_name": program.coordinator.name,
            "coordinator_email": program.coordinator.email,
            "partner_name": partner.name,
            "partner_first_name": partner.first_name,
        }

    def _letter(
        self,
        kind: LetterKind,
        values: dict[str, object],
        mail: WaitingMail,
        reading: Reading,
        sender: Sender,
        now: datetime,
    ) -> NewLetter:
        outbox = new_id(now)
        participant = sender.state.membership.participant
        message_id = reading.envelope.message_id
        references = (*reading.envelope.references, *([message_id] if message_id else ()))
        return NewLetter(
            id=outbox,
            program=sender.thread.program,
            key=f"{kind}/{mail.id}",
            kind=kind,
            recipient=participant.email,
            recipient_name=participant.name,
            message_id=self._addresses.message_id(outbox),
            values=values,
            planned_at=now,
            reason="answers a mail",
            cycle=sender.thread.cycle,
            membership=sender.state.membership.id,
            participant=participant.id,
            thread=sender.thread.id,
            in_reply_to=message_id,
            references=references[-_REFERENCES:],
        )
