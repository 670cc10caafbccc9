"""Whether, and how often, a mail is answered at all: two services that face each other fall silent."""

from __future__ import annotations

import structlog

from service.store.inbox import WaitingMail
from service.store.outbox import NewLetter
from service.store.store import Store
from service.workflow.header import header_of
from service.workflow.replies import Replies

log = structlog.get_logger()


class Answers:
    """Writes answers down to be sent. Call within `Store.transact`."""

    def __init__(self, store: Store, replies: Replies) -> None:
        self._store = store
        self._replies = replies

    async def send(self, mail: WaitingMail, letter: NewLetter) -> None:
        """Answer, unless a machine might be answering us, and only so much a day to one address."""
        why_not = why_never_answered(mail)
        if not why_not and await self._replies.enough_today(letter):
            why_not = "enough answers today"
        if why_not:
            log.info("not answered", mail=str(mail.id), reason=why_not)
        else:
            await self._store.outbox.add([letter])


def why_never_answered(mail: WaitingMail) -> str:
    """Nothing goes to the null sender (RFC 5321 §4.5.5) nor to what came by a list (RFC 3834 §2)."""
    if not mail.envelope_from:
        return "null sender"
    return "it came by a mailing list" if header_of(mail.raw).from_list else ""
