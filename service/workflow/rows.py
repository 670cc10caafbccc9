"""A letter's row in the outbox: whom it goes to, in which conversation, and what it answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from service.addresses import Addresses
from service.domain import LetterKind, Membership
from service.ids import new_id
from service.letters.base_values import LetterValues
from service.letters.values import to_json
from service.reading.values import Reading
from service.store.outbox import NewLetter
from service.store.threads import Thread
from service.workflow.program import Coordinator

_REFERENCES = 20


def row_of(
    kind: LetterKind,
    key: str,
    values: LetterValues,
    reader: Membership | Coordinator,
    thread: Thread,
    addresses: Addresses,
    reason: str,
    now: datetime,
) -> NewLetter:
    """The row of a letter that is to go out now, unless its `planned_at` is replaced."""
    outbox = new_id(now)
    member = reader if isinstance(reader, Membership) else None
    person = reader if isinstance(reader, Coordinator) else reader.participant
    return NewLetter(
        id=outbox,
        program=thread.program,
        key=key,
        kind=kind,
        recipient=person.email,
        recipient_name=person.name,
        message_id=addresses.message_id(outbox),
        values=to_json(values),
        planned_at=now,
        reason=reason,
        cycle=thread.cycle,
        membership=member.id if member else None,
        participant=member.participant.id if member else None,
        thread=thread.id,
    )


def in_answer(letter: NewLetter, reading: Reading) -> NewLetter:
    """The same letter as an answer to a mail (RFC 5322 §3.6.4), with the last references of a long conversation."""
    answered = reading.envelope.message_id
    references = (*reading.envelope.references, *([answered] if answered else ()))
    return replace(letter, in_reply_to=answered, references=references[-_REFERENCES:])
