"""Replies to the letter that prepares a meeting: an agenda is shown back and goes to the partner on "send it"."""

from __future__ import annotations

from dataclasses import replace

from service.domain import Doubt, LetterKind, Wish
from service.letters import phrases
from service.store.agendas import Agenda, AgendaState
from service.store.confirmations import Answer
from service.store.store import Store
from service.workflow.agreeing import Agreeing
from service.workflow.consent import is_for_coordinator, read_sending
from service.workflow.passing_on import PassingOn
from service.workflow.recording import Recorder
from service.workflow.replies import Understood
from service.workflow.told import Told


class Preparing:
    """Takes such replies. Call within `Store.transact`."""

    def __init__(self, store: Store, recorder: Recorder, agreeing: Agreeing, passing_on: PassingOn) -> None:
        self._store = store
        self._recorder = recorder
        self._agreeing = agreeing
        self._passing_on = passing_on

    async def take(self, told: Told) -> tuple[Told, Understood]:
        """What came of a reply; the mail may turn out to be meant for the coordinator."""
        shown = await self._store.agendas.shown_in(told.thread.id)
        if shown is not None:
            told = await self._for_coordinator(told, shown)
        understood = await self._agenda(told, shown)
        steered = await self._steer(told)
        changed = await self._agreeing.state(told)
        recorded = await self._recorder.record(told)
        rhythm = told.reading.settled.rhythm
        # Whoever has told what to talk about is not pressed for the day in the same breath.
        doubts = set(recorded.doubts) - ({Doubt.NEXT_MEETING} if understood.says_more or rhythm else set())
        return told, replace(
            understood,
            shown=recorded.shown,
            doubts=doubts,
            steered=steered,
            rhythm=phrases.rhythm(rhythm, told.today) if rhythm and changed else "",
        )

    async def _for_coordinator(self, told: Told, shown: Agenda) -> Told:
        """ "For Robin": what was shown is a request, and no agenda."""
        names = [each.name for each in told.program.coordinators]
        if not is_for_coordinator(told.reading.words.text, names):
            return told
        claims = replace(told.reading.claims, needs_help=True)
        said = " ".join(filter(None, (told.reading.help_words, shown.words)))
        return replace(told, reading=replace(told.reading, claims=claims, help_words=said))

    async def _agenda(self, told: Told, shown: Agenda | None) -> Understood:
        """Confirm, drop or change what was shown; or show what is new."""
        plain = told.reading.plain
        if shown is not None:
            if told.reading.claims.needs_help:
                await self._store.agendas.move(shown.id, AgendaState.DROPPED)
                return Understood(agenda_is="dropped")
            answer, rest = read_sending(told.reading.words.text)
            if answer is Answer.YES and not rest:
                return await self._send(told, shown)
            if answer is Answer.NO and not rest:
                await self._store.agendas.move(shown.id, AgendaState.DROPPED)
                return Understood(agenda_is="dropped")
            if answer is Answer.YES:
                return await self._show(told, f"{shown.words}\n{rest}")
            if answer is Answer.NO:
                return await self._show(told, rest)
        if plain.agenda:
            return await self._show(told, plain.agenda)
        if shown is not None and not plain.no_agenda:
            return Understood(agenda=phrases.lines_of(shown.words))
        return Understood(agenda_is="none" if plain.no_agenda else "")

    async def _show(self, told: Told, words: str) -> Understood:
        meeting = await self._passing_on.meeting(told.state, told.now)
        agenda = Agenda(
            id=told.mail.id,
            membership=told.membership.id,
            thread=told.thread.id,
            cycle=told.thread.cycle or "",
            meeting_on=meeting.date if meeting else None,
            state=AgendaState.SHOWN,
            moment=told.moment,
            words=words,
        )
        await self._store.agendas.show(told.program.id, told.partnership.id, agenda)
        return Understood(agenda=phrases.lines_of(words))

    async def _send(self, told: Told, shown: Agenda) -> Understood:
        await self._store.agendas.confirm(shown, told.now)
        partner = await self._store.people.membership(told.partner.id)
        if partner is None:
            return Understood(agenda_is="unwanted")
        return Understood(agenda_is=await self._passing_on.pass_on(shown, partner, told.program, told.now))

    async def _steer(self, told: Told) -> str:
        """Keep what is to be suggested more, or no more; "not these" is about what was suggested last."""
        plain = told.reading.plain
        wishes = {each.slug: each.wish for each in plain.wishes}
        if plain.not_these:
            sides = [told.partnership.mentor.id, told.partnership.mentee.id]
            notes = await self._store.outbox.notes(LetterKind.SUGGESTION, sides)
            last = max((each["suggestion"] for each in notes), key=lambda each: str(each["cycle"]), default=None)
            wishes |= {each["slug"]: Wish.LESS for each in last["fresh"]} if last else {}
        if wishes:
            await self._store.wishes.add(
                told.program.id, told.partnership.id, told.mail.id, wishes, told.moment, told.now
            )
        return phrases.steered(wishes, told.program.titles)
