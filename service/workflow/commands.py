"""What a participant may ask of the program itself: a table of commands, each answered with a note."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from service.domain import Standing
from service.letters.enclosure import Enclosure
from service.reading.values import Command
from service.store.store import Store
from service.workflow.forget import forget
from service.workflow.identify import Sender
from service.workflow.own_data import own_data


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """What became of a command: what the note is about, and the file that goes with it."""

    about: str
    until: date | None = None
    enclosure: Enclosure | None = None


NEEDS_PROOF = frozenset({"STOP"})
"""What changes somebody's membership, and is confirmed first where nothing but a From address vouches for it."""

NEEDS_CONSENT = frozenset({"FORGET ME"})
"""What cannot be undone, and is confirmed first whoever vouches for it."""


class Commands:
    """Carries them out. Call within `Store.transact`."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._table: Mapping[str, Callable[[Command, Sender, datetime], Awaitable[CarriedOut]]] = {
            "STOP": self._stop,
            "PAUSE": self._pause,
            "RESUME": self._resume,
            "HELP": self._help,
            "TOPICS": self._on_request,
            "GUIDE": self._on_request,
            "INVITE": self._invite,
            "MY DATA": self._own_data,
            "FORGET ME": self._forget,
        }

    async def carry_out(self, command: Command, sender: Sender, now: datetime) -> CarriedOut:
        """Do what is commanded."""
        return await self._table[command.name](command, sender, now)

    async def _stop(self, command: Command, sender: Sender, now: datetime) -> CarriedOut:
        await self._stands(sender, Standing.ENDED, None, now)
        return CarriedOut("stopped")

    async def _pause(self, command: Command, sender: Sender, now: datetime) -> CarriedOut:
        """A pause does not undo a stop."""
        if sender.state.membership.participant.standing is Standing.ENDED:
            return CarriedOut("stopped")
        await self._stands(sender, Standing.PAUSED, command.until, now)
        return CarriedOut("paused", until=command.until)

    async def _resume(self, command: Command, sender: Sender, now: datetime) -> CarriedOut:
        await self._stands(sender, Standing.ACTIVE, None, now)
        return CarriedOut("resumed")

    async def _help(self, command: Command, sender: Sender, now: datetime) -> CarriedOut:
        return CarriedOut("help")

    async def _on_request(self, command: Command, sender: Sender, now: datetime) -> CarriedOut:
        """Nothing is done but to write the letter that is asked for."""
        return CarriedOut(command.name.lower())

    async def _own_data(self, command: Command, sender: Sender, now: datetime) -> CarriedOut:
        """All that is kept of a person goes to the address we know, whoever asked for it."""
        text = await own_data(self._store, sender.state.membership.participant.id, now)
        file = Enclosure(media_type="application/json", filename="my-data.json", text=text)
        return CarriedOut("data", enclosure=file)

    async def _forget(self, command: Command, sender: Sender, now: datetime) -> CarriedOut:
        await forget(self._store, sender.state.membership.participant.id, now)
        return CarriedOut("forgotten")

    async def _invite(self, command: Command, sender: Sender, now: datetime) -> CarriedOut:
        """The next round sends invitations to what is known already, to both."""
        await self._store.invitations.want(sender.state.membership.id)
        for side in (sender.state.partnership.mentor, sender.state.partnership.mentee):
            await self._store.people.look_again(side.id, now)
        return CarriedOut("invited")

    async def _stands(self, sender: Sender, standing: Standing, until: date | None, now: datetime) -> None:
        await self._store.reach.stands(sender.state.membership.participant.id, standing, until, now)
