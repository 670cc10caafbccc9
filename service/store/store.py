"""The one door to the database."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from service.keys import Keys, SealBroken, Sealer
from service.store.agendas import Agendas
from service.store.agreements import Agreements
from service.store.confirmations import Confirmations
from service.store.database import Database
from service.store.feedback import Feedback
from service.store.forgetting import Forgetting
from service.store.inbox import Inbox
from service.store.invitations import Invitations
from service.store.orders import Orders
from service.store.outbox import Outbox
from service.store.people import People
from service.store.reach import Reach
from service.store.records import Records
from service.store.threads import Threads
from service.store.wishes import Wishes

Result = TypeVar("Result")


class Store:
    """Everything that is kept. Its parts are called within `transact`, which commits what they did together."""

    def __init__(self, url: str, keys: Keys) -> None:
        sealer = Sealer(keys)
        self.database = Database(url)
        self.inbox = Inbox(sealer)
        self.outbox = Outbox(sealer)
        self.people = People()
        self.reach = Reach()
        self.confirmations = Confirmations()
        self.threads = Threads()
        self.records = Records(sealer)
        self.agreements = Agreements(sealer)
        self.agendas = Agendas(sealer)
        self.wishes = Wishes()
        self.invitations = Invitations()
        self.feedback = Feedback(sealer)
        self.forgetting = Forgetting()
        self.orders = Orders(sealer)

    async def transact(self, body: Callable[[], Awaitable[Result]]) -> Result:
        """Run `body` in one transaction (see `Database.transact`)."""
        return await self.database.transact(body)

    async def require_keys(self) -> None:
        """SealBroken where our keys do not open what is kept: better to stop than to hold every mail for it."""

        async def look() -> None:
            await self.inbox.latest_opens()
            await self.outbox.latest_opens()

        try:
            await self.transact(look)
        except SealBroken:
            raise SealBroken(
                "the key file does not open what the database holds; bring back the one that goes with this database"
                " (a new key is added as a further `seal` line, the old ones stay)"
            ) from None

    async def close(self) -> None:
        """Let what runs end, then close."""
        await self.database.close()
