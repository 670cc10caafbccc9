"""Held mails that somebody was asked about, by a letter of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from service.ids import new_id
from service.store.models import ConfirmationRow


class Asks(StrEnum):
    """What a confirming letter asks of a held mail."""

    WHOSE = "whose"
    """It bears a person's token but another address: was it theirs?"""
    OWN = "own"
    """It answers the partner's letter: is it to be taken as the writer's own?"""
    WHICH = "which"
    """The writer has several partnerships: which one is it about?"""
    COMMAND = "command"
    """It asks to stop, and nothing vouches for its sender: was that meant?"""
    FORGET = "forget"
    """It asks for what cannot be undone: is that meant?"""
    ADDRESS = "address"
    """It names a new address: are letters to go there? (The mail itself is read already.)"""
    TELL = "tell"
    """It tells of a silent partner: is the coordinator to know? (The mail itself is read already.)"""


WRITERS_WORD = frozenset({Asks.COMMAND, Asks.FORGET})
"""What only the writer can answer: nobody releases such a mail for them, nor hears what it asks for."""


class Answer(StrEnum):
    """What became of the question."""

    YES = "yes"
    ALWAYS = "always"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A question about a held mail.

    `participant`: who was asked. `thread`: the letter's own, whose token an answer must carry. `target`: the
    conversation that the mail is released into (None where the answer names it). `address`: where the mail came from.
    """

    program: UUID
    thread: UUID
    mail: UUID
    participant: UUID
    target: UUID | None
    asks: Asks
    address: str
    asked_at: datetime
    answer: Answer | None = None

    @property
    def is_settled(self) -> bool:
        """Whether the mail has been released: then what else comes belongs to the same conversation."""
        return self.answer in (Answer.YES, Answer.ALWAYS) and self.target is not None


class Confirmations:
    """The rows of such questions: one for each mail, the latest. Call within `Store.transact`."""

    async def ask(self, new: Confirmation) -> None:
        """Keep a question; a mail that was asked the same about already is not asked about again."""
        row = ConfirmationRow(
            id=new_id(new.asked_at),
            program_id=new.program,
            thread_id=new.thread,
            inbox_id=new.mail,
            participant_id=new.participant,
            target_thread_id=new.target,
            asks=new.asks,
            address=new.address[:320],
            asked_at=new.asked_at,
        )
        # Whose a mail is has been settled (or it was released) before what it says can raise a question of its own.
        settled = ConfirmationRow.filter(inbox_id=new.mail).exclude(asks=new.asks)
        await (settled if new.asks in WRITERS_WORD else settled.exclude(answer__in=("", Answer.NO))).delete()
        await ConfirmationRow.bulk_create([row], ignore_conflicts=True)

    async def of_thread(self, thread: UUID) -> Confirmation | None:
        """The question that a conversation is about."""
        row = await ConfirmationRow.get_or_none(thread_id=thread)
        return _confirmation(row) if row else None

    async def of_mail(self, mail: UUID) -> Confirmation | None:
        """The latest question about a mail."""
        row = await ConfirmationRow.get_or_none(inbox_id=mail)
        return _confirmation(row) if row else None

    async def open_from(self, participant: UUID, address: str) -> list[Confirmation]:
        """The questions to a person about mails from one address that are not answered, oldest first."""
        rows = ConfirmationRow.filter(participant_id=participant, address=address, asks=Asks.WHOSE, answer="")
        return [_confirmation(row) for row in await rows.order_by("asked_at", "id")]

    async def count(self, participant: UUID, since: datetime) -> int:
        """How many questions a person was asked since a moment."""
        return await ConfirmationRow.filter(participant_id=participant, asked_at__gte=since).count()

    async def answered(self, thread: UUID, answer: Answer, target: UUID | None, now: datetime) -> None:
        """Keep the answer, and the conversation that the mail goes into. After a "no" another answer may follow."""
        rows = ConfirmationRow.filter(thread_id=thread)
        await rows.update(answer=answer, target_thread_id=target, answered_at=now)

    async def forget_before(self, moment: datetime) -> int:
        """Delete the addresses that questions asked before `moment` were about."""
        return await ConfirmationRow.filter(asked_at__lt=moment).exclude(address="").update(address="")


def _confirmation(row: ConfirmationRow) -> Confirmation:
    return Confirmation(
        program=row.program_id,
        thread=row.thread_id,
        mail=row.inbox_id,
        participant=row.participant_id,
        target=row.target_thread_id,
        asks=Asks(row.asks),
        address=row.address,
        asked_at=row.asked_at,
        answer=Answer(row.answer) if row.answer else None,
    )
