"""A participant's reply, by what its conversation is about: a table of matters, each answered with one letter."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from service.addresses import Addresses
from service.domain import About
from service.letters import phrases
from service.store.outbox import NewLetter
from service.store.store import Store
from service.workflow.agreeing import Agreeing
from service.workflow.answering import Answers
from service.workflow.asides import Asides
from service.workflow.passing_on import PassingOn
from service.workflow.preparing import Preparing
from service.workflow.recording import Recorder
from service.workflow.replies import Replies, Understood
from service.workflow.told import Told


class Matters:
    """Takes reports and whatever else is in them. Call within `Store.transact`."""

    def __init__(self, store: Store, addresses: Addresses, replies: Replies, answers: Answers, asides: Asides) -> None:
        self._store = store
        self._replies = replies
        self._answers = answers
        self._asides = asides
        self._recorder = Recorder(store)
        self._agreeing = Agreeing(store, addresses, replies)
        self._preparing = Preparing(store, self._recorder, self._agreeing, PassingOn(store, addresses))
        self._table: Mapping[About, Callable[[Told], Awaitable[NewLetter]]] = {
            About.CHECKIN: self._checkin,
            About.DIFFER: self._checkin,
            About.WELCOME: self._welcome,
            About.PREPARE: self._prepare,
            About.HALFWAY: self._feedback,
            About.FAREWELL: self._feedback,
        }

    async def take(self, told: Told) -> None:
        """Do what a reply says, and answer it once."""
        letter = await self._table[told.about](told)
        await self._answers.send(told.mail, letter)
        await self._asides.ask(told)

    async def _checkin(self, told: Told) -> NewLetter:
        recorded = await self._recorder.record(told)
        understood = Understood(recorded.shown, recorded.doubts, rhythm=await self._changed(told))
        return self._replies.receipt(told, understood)

    async def _welcome(self, told: Told) -> NewLetter:
        await self._agreeing.state(told)
        recorded = await self._recorder.record(told)
        return await self._agreeing.receipt(told, recorded.shown, recorded.doubts)

    async def _prepare(self, told: Told) -> NewLetter:
        return self._replies.receipt(*await self._preparing.take(told))

    async def _feedback(self, told: Told) -> NewLetter:
        """What is answered half-way and at the end is its writer's own; a request in it goes to the coordinator, and a
        number in it is about the whole, so that it counts in no month's average."""
        await self._store.feedback.add(
            told.program.id,
            told.partnership.id,
            told.membership.id,
            told.mail.id,
            told.about,
            told.moment,
            told.reading.words.text,
        )
        recorded = await self._recorder.record(replace(told, reading=replace(told.reading, evidence={})))
        understood = Understood(recorded.shown, recorded.doubts, rhythm=await self._changed(told))
        return self._replies.receipt(told, understood)

    async def _changed(self, told: Told) -> str:
        """A rhythm that is settled anew, in words; "" where nothing changed."""
        rhythm = told.reading.settled.rhythm
        changed = await self._agreeing.state(told)
        return phrases.rhythm(rhythm, told.today) if changed and rhythm else ""
