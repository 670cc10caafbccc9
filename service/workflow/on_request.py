"""Letters that a participant asks for by a command: topics to talk about now, and the program's guide."""

from __future__ import annotations

from dataclasses import asdict, replace

from service.domain import LetterKind
from service.letters import phrases
from service.letters.pair_values import GuideValues, TopicsValues
from service.store.outbox import NewLetter
from service.store.store import Store
from service.workflow.replies import Replies, common_values
from service.workflow.suggesting import Suggesting, shown
from service.workflow.told import Told


class OnRequest:
    """Makes their rows. Call within `Store.transact`."""

    def __init__(self, store: Store, replies: Replies) -> None:
        self._replies = replies
        self._suggesting = Suggesting(store)

    async def letter(self, about: str, told: Told) -> NewLetter | None:
        """The letter for a command; None for one that is answered with a note."""
        match about:
            case "topics":
                return await self._topics(told)
            case "guide":
                return self._guide(told)
        return None

    async def _topics(self, told: Told) -> NewLetter:
        """Topics now, apart from those of the month's letter, and the map of what the reader told of."""
        moment = told.now.astimezone(told.program.zone).isoformat(timespec="seconds")
        suggestion = await self._suggesting.of_cycle(moment, told.state, told.program, told.now)
        values = TopicsValues(
            **common_values(told.partnership, told.membership, told.program),
            thread_subject=phrases.thread_subject(told.reading.envelope.subject),
            fresh=shown(suggestion.fresh, told.state, told.program),
            deepen=shown(suggestion.deepen, told.state, told.program),
            map=await self._suggesting.own_map(told.state, told.program, told.today),
        )
        letter = self._replies.answer(LetterKind.TOPICS, values, told)
        return replace(letter, notes={"suggestion": asdict(suggestion)})

    def _guide(self, told: Told) -> NewLetter:
        values = GuideValues(
            **common_values(told.partnership, told.membership, told.program),
            thread_subject=phrases.thread_subject(told.reading.envelope.subject),
            role=told.membership.role,
        )
        return self._replies.answer(LetterKind.GUIDE, values, told)
