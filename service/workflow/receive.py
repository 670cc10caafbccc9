"""A mail comes in: kept first, thought about later. The sender hears 250 only after the commit."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable, Sequence

from service.arrivals import Arrival, Kept, Outcome, TryLater
from service.clock import Clock
from service.ids import new_id
from service.store.inbox import NewMail
from service.store.store import Store
from service.workflow.wake import Wake

# What the way here writes into a mail: it differs between two deliveries of the same one.
_TRACE_FIELDS = re.compile(
    rb"(?:received|return-path|delivered-to|x-original-to|envelope-to|x-envelope-[a-z]+|authentication-results"
    rb"|received-spf|arc-[a-z-]+|x-received|x-spam-[a-z-]+|x-virus-[a-z-]+|x-greylist)[ \t]*:",
    re.IGNORECASE,
)
MOST_UNPLACED = 1000
_HEADER_FIELD = re.compile(rb"[^\n]*\n(?:[ \t][^\n]*\n)*")


class Receiver:
    """Keeps what arrives. `key` is the installation's token key; duplicates are found by a hash under it.

    `has_token` tells whether an address proves that one of our letters was read. Where a thousand mails that nobody
    could place wait for a person, or to be read, more without a token are asked to come later: strangers cannot fill
    the disk.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        wake: Wake,
        key: bytes,
        has_token: Callable[[str], bool] = lambda address: True,
        most_unplaced: int = MOST_UNPLACED,
    ) -> None:
        self._has_token = has_token
        self._most_unplaced = most_unplaced
        self._store = store
        self._clock = clock
        self._wake = wake
        self._key = hmac.digest(key, b"duplicates", hashlib.sha256)

    async def __call__(self, arrivals: Sequence[Arrival]) -> Sequence[Outcome]:
        """Keep them in one transaction. StoreUnavailable where that cannot be done now."""
        now = self._clock.now()
        mails = {
            number: NewMail(
                id=new_id(now),
                digest=digest(arrival, self._key),
                recipient=arrival.recipient,
                envelope_from=arrival.envelope_from,
                raw=arrival.raw,
                received_at=now,
            )
            for number, arrival in enumerate(arrivals)
        }

        async def keep() -> set[int]:
            late = {number for number, arrival in enumerate(arrivals) if not self._has_token(arrival.recipient)}
            if late and await self._store.inbox.count_unplaced() < self._most_unplaced:
                late = set()
            await self._store.inbox.keep([mail for number, mail in mails.items() if number not in late])
            return late

        late = await self._store.transact(keep)
        await self._wake.inbox()
        return [TryLater() if number in late else Kept() for number in mails]


def digest(arrival: Arrival, key: bytes) -> str:
    """A keyed hash that is equal for two deliveries of the same mail to the same recipient.

    Line ends and what the way here wrote (trace fields) do not count; everything else does, so that another body
    under a known Message-ID is another mail.
    """
    mail = arrival.raw.replace(b"\r\n", b"\n")
    end = mail.find(b"\n\n") + 1
    kept = (field for field in _HEADER_FIELD.findall(mail, 0, end) if not _TRACE_FIELDS.match(field))
    recipient = arrival.recipient.strip("<> ").lower().encode("utf-8", "surrogateescape")
    content = b"\0".join((recipient, b"".join(kept), mail[end:].rstrip(b"\n")))
    return hmac.new(key, content, hashlib.sha256).hexdigest()
