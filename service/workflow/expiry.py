"""What is kept only for so long: a table of kinds, each with how long and how it is deleted."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from service.store.store import Store


@dataclass(frozen=True, slots=True)
class Keeping:
    """For how many days mails (once read), words, and held mails (from their arrival on) are kept."""

    mail_days: int
    notes_days: int
    held_days: int


@dataclass(frozen=True, slots=True)
class Expiry:
    """One kind of thing: `delete` removes what is older than a moment, and gives how many rows that were."""

    kind: str
    days: int
    delete: Callable[[datetime], Awaitable[int]]


def expiries(store: Store, keeping: Keeping) -> tuple[Expiry, ...]:
    """Everything that people wrote, or that repeats what they wrote. Held mails are given up first."""
    mail, notes = keeping.mail_days, keeping.notes_days
    return (
        Expiry("held mails", keeping.held_days, store.inbox.give_up_before),
        Expiry("mails", mail, store.inbox.forget_before),
        Expiry("letters", notes, store.outbox.forget_before),
        Expiry("notes", notes, store.records.forget_words_before),
        Expiry("hopes", notes, store.agreements.forget_hopes_before),
        Expiry("agendas", notes, store.agendas.forget_words_before),
        Expiry("feedback", notes, store.feedback.forget_words_before),
        Expiry("orders", notes, store.orders.forget_before),
        Expiry("asides", notes, store.confirmations.forget_before),
        Expiry("invitations", notes, store.invitations.forget_before),
    )


async def forget_what_is_old(store: Store, keeping: Keeping, now: datetime) -> None:
    """Delete what has been kept long enough, down to the bytes of the file."""

    async def body() -> int:
        deleted = [await each.delete(now - timedelta(days=each.days)) for each in expiries(store, keeping)]
        blanked = await store.forgetting.blank_letters()
        if blanked:
            await store.database.rewrite_later()
        return sum(deleted) + blanked

    deleted = await store.transact(body)
    if deleted or store.database.old_pages_stand or await store.database.is_to_be_rewritten():
        await store.database.drop_old_pages()
