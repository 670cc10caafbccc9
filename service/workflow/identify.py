"""Whose mail is it? The address says which thread, From says who: a table of who may do what.

A token is in the letters only, and whoever has it can read them; From can be written by anybody. So a mail is taken
where a token (or a letter of ours that it answers) and a known address agree, or where a known address leaves no doubt.
Where they do not agree, the person is asked at the address we know; a mail is never taken on a stranger's word.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from service.addresses import Addresses, Purpose
from service.domain import LetterKind, cycle_of
from service.reading.values import Envelope
from service.store.confirmations import Asks, Confirmation
from service.store.inbox import WaitingMail
from service.store.orders import KeptOrder
from service.store.outbox import NewLetter
from service.store.people import MembershipState, normal_address
from service.store.store import Store
from service.store.threads import Thread
from service.workflow.program import Coordinator, Program

_SENDERS = 5
_CORRECTED = frozenset({LetterKind.RECEIPT, LetterKind.QUESTION})


@dataclass(frozen=True, slots=True)
class Sender:
    """A participant, in one of their partnerships. `answers`: the letter of ours that is answered, where known."""

    state: MembershipState
    thread: Thread
    answers: NewLetter | None
    rule: str = ""

    @property
    def answers_question(self) -> bool:
        """Whether a receipt or a question back is answered: then it corrects what that one showed."""
        return self.answers is not None and self.answers.kind in _CORRECTED

    @property
    def corrects(self) -> UUID | None:
        """The report that the answered receipt showed: its key is `receipt/{inbox}`."""
        return UUID(self.answers.key.split("/")[1]) if self.answers and self.answers_question else None


@dataclass(frozen=True, slots=True)
class Confirming:
    """Somebody we know answers a letter that asked about a held mail."""

    confirmation: Confirmation


@dataclass(frozen=True, slots=True)
class Unsure:
    """A mail that is held until somebody we know is asked. `state`: who, in one of their partnerships; `target`: the
    conversation it would be taken into; `choices`: the partnerships in question, where several are."""

    asks: Asks
    reason: str
    state: MembershipState
    target: Thread | None = None
    choices: tuple[MembershipState, ...] = ()
    address: str = ""
    other_name: str = ""


@dataclass(frozen=True, slots=True)
class Stranger:
    """Nobody we may take this mail from without asking; the reason names no words of the mail. `program`: whose
    conversation it came into."""

    reason: str
    program: UUID | None = None


@dataclass(frozen=True, slots=True)
class Ordering:
    """A coordinator, in the conversation that summaries begin. `answers`: the letter that is answered, where known;
    `pending`: the orders that this mail says yes or no to; `confirming`: where new ones are asked about."""

    coordinator: Coordinator
    thread: Thread
    confirming: Thread
    answers: NewLetter | None = None
    pending: KeptOrder | None = None


Origin = Sender | Confirming | Ordering | Unsure | Stranger


class May(StrEnum):
    """What a mail may do."""

    BE_TAKEN = "be taken"
    ANSWER_OUR_QUESTION = "answer our question"
    ORDER = "order, or say yes to an order"
    BE_ASKED_WHOSE = "wait until the person is asked whose it is"
    BE_ASKED_OWN = "wait until its writer is asked whether it is their own"
    BE_ASKED_WHICH = "wait until its writer is asked which partnership it is about"
    WAIT = "wait for a person"


@dataclass(frozen=True, slots=True)
class Clues:
    """What is known of a mail's origin.

    thread: the conversation that the token, or the letter that is answered, stands for; revoked ones are none.
    member: whose conversation that is. by_token: told by a token, not by a Message-ID, which every MTA logs.
    vouched: somebody we know has said where it belongs. confirmation: what a confirming letter's token stands for.
    writers: the participants whom every From address belongs to. theirs: their partnerships.
    ordering: the coordinator who alone stands in From, in a conversation that their summaries began.
    """

    thread: Thread | None = None
    member: MembershipState | None = None
    by_token: bool = False
    vouched: bool = False
    confirmation: Confirmation | None = None
    answers: NewLetter | None = None
    address: str = ""
    writers: frozenset[UUID] = frozenset()
    theirs: tuple[MembershipState, ...] = ()
    from_ourselves: bool = False
    from_coordinator: bool = False
    ordering: Coordinator | None = None

    @property
    def own_thread(self) -> bool:
        return self.member is not None and self.member.membership.participant.id in self.writers

    @property
    def partners_thread(self) -> bool:
        return self.as_partner is not None

    @property
    def as_partner(self) -> MembershipState | None:
        """The writer's side of the partnership whose other side this conversation is with."""
        partnership = self.member.partnership.id if self.member else None
        return next((each for each in self.theirs if each.partnership.id == partnership), None)

    @property
    def may_confirm(self) -> bool:
        """The token of a confirming letter came from the address we know; so its answer may come from the address in
        question too: whoever's mail is forwarded there answers from there."""
        asked = self.confirmation
        return asked is not None and (
            asked.participant in self.writers
            or (asked.asks is Asks.WHOSE and self.address != "" and asked.address == self.address)
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: where `holds`, a mail `may`; the reason stands on a held mail's row."""

    name: str
    holds: Callable[[Clues], bool]
    may: May
    reason: str = ""


RULES: tuple[Rule, ...] = (
    Rule("from ourselves", lambda c: c.from_ourselves, May.WAIT, "it says it comes from an address of our own"),
    Rule("vouched for", lambda c: c.vouched and c.member is not None, May.BE_TAKEN),
    Rule("answers our question", lambda c: c.may_confirm, May.ANSWER_OUR_QUESTION),
    Rule(
        "answers our question, from elsewhere",
        lambda c: c.confirmation is not None,
        May.WAIT,
        "it answers a confirming letter, but comes from another address than that was about",
    ),
    Rule("a coordinator's thread", lambda c: c.ordering is not None, May.ORDER),
    Rule(
        "a coordinator's thread, from elsewhere",
        lambda c: c.thread is not None and c.thread.membership is None,
        May.WAIT,
        "an answer to a weekly summary, but not from the coordinator's address",
    ),
    Rule(
        "its partnership is gone",
        lambda c: c.thread is not None and c.member is None,
        May.WAIT,
        "its partnership is not here any more",
    ),
    Rule("token and known address", lambda c: c.by_token and c.own_thread, May.BE_TAKEN),
    Rule("answers our letter, known address", lambda c: c.own_thread, May.BE_TAKEN),
    Rule(
        "the partner's thread",
        lambda c: c.partners_thread,
        May.BE_ASKED_OWN,
        "it answers the partner's letter",
    ),
    Rule(
        "another person's thread",
        lambda c: c.member is not None and bool(c.writers),
        May.WAIT,
        "it answers another participant's letter",
    ),
    Rule(
        "a coordinator writes into somebody's thread",
        lambda c: c.member is not None and c.from_coordinator,
        May.WAIT,
        "the coordinator's mail, in a participant's conversation",
    ),
    Rule(
        "token, unknown address",
        lambda c: c.member is not None,
        May.BE_ASKED_WHOSE,
        "the From address is not known to be this participant's",
    ),
    Rule("known address, one partnership", lambda c: len(c.theirs) == 1, May.BE_TAKEN),
    Rule(
        "known address, several partnerships",
        lambda c: len(c.theirs) > 1,
        May.BE_ASKED_WHICH,
        "no token of ours, and the writer has several partnerships",
    ),
    Rule("nobody known", lambda c: True, May.WAIT, "no token of ours, and nobody known writes from this address"),
)
"""Who may do what. The first row that holds decides."""


def judge(clues: Clues) -> Rule:
    """The row of the table that a mail falls under."""
    return next(rule for rule in RULES if rule.holds(clues))


class Identifier:
    """Finds out whose mail it is. Call within `Store.transact`."""

    def __init__(self, store: Store, addresses: Addresses, programs: Mapping[UUID, Program]) -> None:
        self._store = store
        self._addresses = addresses
        self._programs = programs

    async def origin(self, mail: WaitingMail, envelope: Envelope, now: datetime) -> Origin:
        """Whose mail it is, or who is to be asked, or why it waits."""
        clues = await self._clues(mail, envelope)
        rule = judge(clues)
        match rule.may:
            case May.BE_TAKEN:
                return await self._taken(clues, rule, now)
            case May.ANSWER_OUR_QUESTION if clues.confirmation is not None:
                return Confirming(clues.confirmation)
            case May.ORDER if clues.ordering is not None and clues.thread is not None:
                return await self._ordering(mail, clues.ordering, clues.thread, clues.answers, now)
            case May.BE_ASKED_WHOSE if clues.member is not None:
                return Unsure(Asks.WHOSE, rule.reason, clues.member, clues.thread, address=clues.address)
            case May.BE_ASKED_OWN if clues.as_partner is not None and clues.thread is not None:
                own, other = clues.as_partner, clues.member
                target = await self.own_thread(own, clues.thread.cycle, now)
                name = other.membership.participant.name if other else ""
                return Unsure(Asks.OWN, rule.reason, own, target, address=clues.address, other_name=name)
            case May.BE_ASKED_WHICH:
                first = clues.theirs[0]
                return Unsure(Asks.WHICH, rule.reason, first, choices=clues.theirs, address=clues.address)
        return Stranger(rule.reason, clues.thread.program if clues.thread else None)

    async def _ordering(
        self, mail: WaitingMail, coordinator: Coordinator, thread: Thread, answers: NewLetter | None, now: datetime
    ) -> Ordering:
        return Ordering(
            coordinator=coordinator,
            thread=await self._store.threads.of_coordinator(thread.program, coordinator.email, now),
            confirming=await self._store.threads.of_order(thread.program, mail.id, now),
            answers=answers,
            pending=await self._store.orders.of_thread(thread.id),
        )

    async def answered(self, envelope: Envelope) -> NewLetter | None:
        """The letter of ours that a mail answers, by its In-Reply-To and References."""
        for message_id in (*envelope.in_reply_to, *reversed(envelope.references)):
            outbox = self._addresses.outbox_of_message_id(message_id)
            letter = await self._store.outbox.by_id(outbox) if outbox else None
            if letter is not None:
                return letter
        return None

    async def own_thread(self, state: MembershipState, cycle: str | None, now: datetime) -> Thread:
        """A membership's conversation about a cycle; None: about its latest."""
        latest = None if cycle else await self._store.threads.latest(state.membership.id)
        if latest is not None:
            return latest
        program = await self._store.people.program_of(state.partnership.id)
        zone = self._programs[program].zone if program in self._programs else ZoneInfo("UTC")
        cycle = cycle or cycle_of(now.astimezone(zone).date())
        return await self._store.threads.of_membership(program, state.membership.id, cycle, now)

    async def _clues(self, mail: WaitingMail, envelope: Envelope) -> Clues:
        answers = await self.answered(envelope)
        thread, by_token = await self._thread(mail, envelope, answers)
        member = await self._store.people.membership(thread.membership) if thread and thread.membership else None
        writers = await self._writers(envelope)
        senders = {normal_address(address) for address in envelope.from_addresses}
        coordinators = {normal_address(c.email) for each in self._programs.values() for c in each.coordinators}
        return Clues(
            thread=thread,
            member=member,
            by_token=by_token,
            vouched=mail.vouched is not None,
            confirmation=await self._store.confirmations.of_thread(thread.id) if thread else None,
            answers=answers if answers and thread and answers.thread == thread.id else None,
            address=next(iter(senders)) if len(senders) == 1 else "",
            writers=writers,
            theirs=tuple(await self._store.people.memberships_of(writers)) if writers else (),
            from_ourselves=any(self._is_ours(address) for address in envelope.from_addresses),
            from_coordinator=any(normal_address(each) in coordinators for each in envelope.from_addresses),
            ordering=self._coordinator_of(thread, senders),
        )

    def _coordinator_of(self, thread: Thread | None, senders: set[str]) -> Coordinator | None:
        """The one who coordinates the program of a conversation without a member, and alone wrote into it."""
        if thread is None or thread.membership is not None or thread.program not in self._programs:
            return None
        return next(
            (each for each in self._programs[thread.program].coordinators if senders == {normal_address(each.email)}),
            None,
        )

    async def _writers(self, envelope: Envelope) -> frozenset[UUID]:
        """Whom all From addresses belong to: a known one beside a stranger's proves nothing."""
        senders = envelope.from_addresses[: _SENDERS + 1]
        if not 1 <= len(senders) <= _SENDERS:
            return frozenset()
        owners = [await self._store.people.owners([address]) for address in senders]
        return frozenset.intersection(*owners)

    async def _thread(
        self, mail: WaitingMail, envelope: Envelope, answers: NewLetter | None
    ) -> tuple[Thread | None, bool]:
        """The conversation, and whether a token tells it: of the address it came to, else of those in To and Cc."""
        if mail.vouched is not None:
            return await self._store.threads.get(mail.vouched), True
        for address in (mail.recipient, *envelope.to_addresses[:20]):
            thread = await self._of_token(address)
            if thread is not None:
                return await self._settled(thread), True
        thread = await self._live(answers.thread) if answers and answers.thread else None
        return thread, False

    async def _of_token(self, address: str) -> Thread | None:
        recipient = self._addresses.parse(address)
        if recipient.id is None:
            return None
        if recipient.purpose is Purpose.THREAD:
            return await self._live(recipient.id)
        letter = await self._store.outbox.by_id(recipient.id)
        return await self._live(letter.thread) if letter and letter.thread else None

    async def _settled(self, thread: Thread) -> Thread:
        """Behind a confirming letter whose question is settled stands the conversation it was about."""
        asked = await self._store.confirmations.of_thread(thread.id)
        target = await self._live(asked.target) if asked and asked.is_settled and asked.target else None
        return target or thread

    async def _live(self, thread: UUID) -> Thread | None:
        found = await self._store.threads.get(thread)
        return None if found is None or found.revoked else found

    def _is_ours(self, address: str) -> bool:
        return self._addresses.parse(address).purpose not in (Purpose.UNKNOWN, Purpose.FOREIGN)

    async def _taken(self, clues: Clues, rule: Rule, now: datetime) -> Origin:
        state = clues.member or clues.theirs[0]
        thread = clues.thread or await self.own_thread(state, None, now)
        if thread.program not in self._programs:
            return Stranger("its program is not configured any more")
        return Sender(state, thread, clues.answers, rule.name)
