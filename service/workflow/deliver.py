"""Letters go out: claimed with a lease, made from their frozen values, handed to the relay, marked at once.

A second copy can only come from the window between the relay's 250 and our commit, and it carries the same Message-ID.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

import structlog

from service.addresses import Addresses
from service.clock import Clock
from service.domain import ANSWERS, STOPPED, UNASKED, LetterKind, Reachability, Standing
from service.errors import MentormailError
from service.letters.calendar import Method
from service.letters.enclosure import Enclosure
from service.letters.headers import Heading
from service.relay import Accepted, Deferred, Outgoing, Refused, Relay, Sent, next_try
from service.store.outbox import ClaimedLetter, NewLetter
from service.store.people import MembershipState
from service.store.store import Store
from service.workflow.program import Program

log = structlog.get_logger()

_BATCH = 64
_AT_ONCE = 8
_RELAY_PAUSE = timedelta(minutes=1)


class _Way:
    """The way out during one call of `work`: so many at a time, and none once the relay itself is in trouble."""

    def __init__(self) -> None:
        self.gate = asyncio.Semaphore(_AT_ONCE)
        self.barred = False


class Deliverer:
    """Sends what the outbox holds. `owner` names this process in the leases it takes.

    Once `is_stopping`, the letters on their way are the last ones, and those claimed with them go back at once.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        relay: Relay,
        addresses: Addresses,
        programs: Mapping[UUID, Program],
        owner: str,
        is_stopping: Callable[[], bool] = lambda: False,
    ) -> None:
        self._is_stopping = is_stopping
        self._store = store
        self._clock = clock
        self._relay = relay
        self._addresses = addresses
        self._programs = programs
        self._owner = owner

    async def work(self) -> int:
        """Send what is due now; gives how many letters were looked at. Ends early where the relay itself is in trouble:
        all letters would fare alike."""
        looked_at = 0
        way = _Way()
        while not (way.barred or self._is_stopping()) and (claimed := await self._claim()):
            # Every letter under way is seen to its end: one whose 250 goes unmarked would leave twice.
            ends = await asyncio.gather(*(self._one_of(way, each) for each in claimed), return_exceptions=True)
            looked_at += len(claimed)
            for end in ends:
                if isinstance(end, BaseException):
                    raise end
        return looked_at

    async def _claim(self) -> list[ClaimedLetter]:
        now = self._clock.now()
        return await self._store.transact(lambda: self._store.outbox.claim(now, _BATCH, self._owner))

    async def _one_of(self, way: _Way, claimed: ClaimedLetter) -> None:
        async with way.gate:
            if self._is_stopping():
                await self._put_off(claimed, claimed.attempts, self._clock.now(), "the service was stopping")
            elif way.barred:
                again = self._clock.now() + _RELAY_PAUSE
                await self._put_off(claimed, claimed.attempts, again, "the relay is in trouble")
            elif self._clock.now() < claimed.lease_until:
                await self._deliver(way, claimed)

    async def _deliver(self, way: _Way, claimed: ClaimedLetter) -> None:
        letter = claimed.letter
        unwanted, not_before, waits = await self._store.transact(lambda: self._look_and_mark(letter))
        if not waits:
            log.info("letter overtaken", letter=letter.key)
            return
        if not_before:
            await self._put_off(claimed, claimed.attempts, not_before, "night or a free day where the reader lives")
            return
        if unwanted:
            await self._store.transact(lambda: self._store.outbox.skipped(letter.id, unwanted))
            log.info("letter dropped", letter=letter.key, reason=unwanted)
            return
        try:
            outgoing = self._outgoing(letter)
        except MentormailError as error:
            reason = str(error)
            await self._store.transact(lambda: self._store.outbox.failed(letter.id, reason, certain=True))
            log.error("letter cannot be made", letter=letter.key, reason=reason)
            return
        outcome = await self._relay.send(outgoing)
        way.barred = way.barred or (isinstance(outcome, Deferred) and outcome.relay_wide)
        await self._mark(claimed, outcome)

    async def _look_and_mark(self, letter: NewLetter) -> tuple[str, datetime | None, bool]:
        """Where it may go, mark it as handed over: whoever dies from here on leaves a doubt that is counted. The last
        value: whether it still waits; what was claimed may have been overtaken since."""
        unwanted, not_before = await self._look(letter)
        waits = True
        if not unwanted and not_before is None:
            waits = await self._store.outbox.handed_over(letter.id)
        return unwanted, not_before, waits

    async def _look(self, letter: NewLetter) -> tuple[str, datetime | None]:
        """The one suppression check on every send: why this letter must not go out, or until when it must wait."""
        now = self._clock.now()
        if letter.program not in self._programs:
            return "its program is not configured any more", None
        if letter.not_after and now > letter.not_after:
            return "too old to be useful", None
        state = await self._store.people.membership(letter.membership) if letter.membership else None
        unwanted = why_unwanted(letter.kind, state, now, takes_back=_takes_back(letter))
        if unwanted or state is None or letter.kind not in UNASKED:
            return unwanted, None
        # Planning chose a good hour; after a relay's "try again later" it may be night.
        settled = self._programs[letter.program].cadence.settle(now, state.membership.participant.zone)
        return "", settled if settled > now else None

    def _outgoing(self, letter: NewLetter) -> Outgoing:
        program = self._programs[letter.program]
        address = self._addresses.thread_address(letter.thread) if letter.thread else program.plain_address
        optional = letter.kind is LetterKind.SUGGESTION
        heading = Heading(
            from_name=program.name,
            from_address=address,
            to_name=letter.recipient_name,
            to_address=letter.recipient,
            message_id=letter.message_id,
            date=self._clock.now(),
            zone=program.zone,
            reply_to=address,
            in_reply_to=letter.in_reply_to,
            references=letter.references,
            auto_submitted="auto-replied" if _is_answer(letter) else "auto-generated",
            list_id=f"suggestions.{program.slug}.{self._addresses.domain}" if optional else None,
            list_unsubscribe=address if optional else None,
        )
        return Outgoing(
            envelope_from=self._addresses.bounce_address(letter.id),
            recipient=letter.recipient,
            data=program.letters.render(letter.kind, letter.values, heading, _enclosure(letter)),
        )

    async def _mark(self, claimed: ClaimedLetter, outcome: Sent) -> None:
        letter, now = claimed.letter, self._clock.now()
        match outcome:
            case Accepted(reply):
                await self._store.transact(lambda: self._store.outbox.sent(letter.id, now, reply))
                log.info("letter sent", letter=letter.key, outbox=str(letter.id))
                if claimed.doubts:
                    log.warning("letter sent again", outbox=str(letter.id), copies=claimed.doubts)
            case Refused(reply):
                await self._store.transact(lambda: self._store.outbox.failed(letter.id, reply, certain=True))
                log.warning("letter refused", letter=letter.key, outbox=str(letter.id))
            case Deferred(reply, in_doubt=in_doubt):
                attempts = claimed.attempts + 1
                again = next_try(attempts, now, random.random())  # noqa: S311 (jitter, no secret)
                if again is None:
                    await self._store.transact(
                        lambda: self._store.outbox.failed(letter.id, reply, certain=not in_doubt)
                    )
                    log.error("letter given up", letter=letter.key, attempts=attempts)
                else:
                    await self._put_off(claimed, attempts, again, reply, certain=not in_doubt)

    async def _put_off(
        self, claimed: ClaimedLetter, attempts: int, again: datetime, reply: str, *, certain: bool = False
    ) -> None:
        letter, outbox = claimed.letter, self._store.outbox
        await self._store.transact(lambda: outbox.deferred(letter.id, attempts, again, reply, certain=certain))
        log.info("letter put off", letter=letter.key, attempts=attempts, until=again.isoformat())


def _is_answer(letter: NewLetter) -> bool:
    """Whether a letter answers its reader's own mail; the partner's copy of an agreement does not."""
    return letter.kind in ANSWERS and (letter.kind is not LetterKind.AGREEMENT or letter.in_reply_to is not None)


def _enclosure(letter: NewLetter) -> Enclosure | None:
    return Enclosure(**letter.enclosure) if letter.enclosure else None


def _takes_back(letter: NewLetter) -> bool:
    """Whether it takes something out of its reader's calendar that an earlier letter of ours put there."""
    enclosure = _enclosure(letter)
    return enclosure is not None and enclosure.method == Method.CANCEL


def why_unwanted(kind: LetterKind, state: MembershipState | None, now: datetime, *, takes_back: bool = False) -> str:
    """Why a letter of this kind must not reach this member now; "" where it may. None: not a member's letter.
    `takes_back`: it only takes back what was sent before, and whoever pauses or stops has use for that."""
    if state is None:
        return ""
    participant = state.membership.participant
    if participant.reachability is Reachability.BOUNCED:
        return "mail to this address bounces"
    if kind not in STOPPED or takes_back:
        return ""
    today = now.astimezone(participant.zone).date()
    standing = state.partnership.standing_on(today)
    if standing is not Standing.ACTIVE:
        return f"the partnership is {standing}"
    if participant.standing is Standing.ENDED:
        return "has stopped"
    if participant.standing is Standing.PAUSED:
        until = participant.paused_until
        if until is None:
            return "paused"
        if today < until:
            return f"paused until {until.isoformat()}"
    if kind is LetterKind.SUGGESTION and state.suggestions_off:
        return "suggestions are not wanted"
    return ""
