"""What a reply asks of the program in plain words, and the writer is asked about before anything comes of it."""

from __future__ import annotations

from service.store.confirmations import Asks
from service.store.store import Store
from service.workflow.confirm import Confirmer
from service.workflow.identify import Unsure
from service.workflow.told import Told


class Asides:
    """Asks about a new address and a silent partner. Call within `Store.transact`."""

    def __init__(self, store: Store, confirmer: Confirmer) -> None:
        self._store = store
        self._confirmer = confirmer

    async def ask(self, told: Told) -> None:
        """Ask, at the address we know, what plain words leave to be confirmed: one thing a mail."""
        unsure = await self._unsure(told)
        if unsure is not None:
            await self._confirmer.ask(told.mail, unsure, told.now)

    async def _unsure(self, told: Told) -> Unsure | None:
        plain, writer = told.reading.plain, told.membership.participant
        if plain.new_address:
            owners = await self._store.people.owners([plain.new_address])
            known = plain.new_address.casefold() == writer.email.casefold()
            # An address that is another participant's is never taken from them.
            if not known and owners <= {writer.id}:
                return Unsure(Asks.ADDRESS, "names a new address", told.state, address=plain.new_address)
        if plain.silent_partner and not told.reading.claims.needs_help:
            name = told.partner.participant.first_name
            return Unsure(Asks.TELL, "tells of a silent partner", told.state, told.thread, other_name=name)
        return None
