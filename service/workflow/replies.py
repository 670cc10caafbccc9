"""The letters that answer a mail: the receipt, the question back, the note, and the letter that asks whose it is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Literal

from service.addresses import Addresses
from service.domain import ANSWERS, About, Claims, Doubt, LetterKind, Membership, Partnership
from service.letters import phrases
from service.letters.base_values import LetterValues
from service.letters.enclosure import Enclosure
from service.letters.values import ConfirmValues, NoteValues, QuestionValues, ReceiptValues
from service.reading.values import Reading
from service.store.inbox import WaitingMail
from service.store.outbox import NewLetter
from service.store.people import MembershipState
from service.store.store import Store
from service.store.threads import Thread
from service.workflow.identify import Unsure
from service.workflow.program import Program
from service.workflow.rows import in_answer, row_of
from service.workflow.told import Told

_ANSWERS_A_DAY = 10


@dataclass(frozen=True, slots=True)
class Understood:
    """What a receipt shows: the report with its doubts, and in words what else came of the reply (ReceiptValues)."""

    shown: Claims = Claims()
    doubts: Collection[Doubt] = ()
    rhythm: str = ""
    agenda: Sequence[str] = ()
    agenda_is: str = ""
    steered: str = ""

    @property
    def says_more(self) -> bool:
        return bool(self.rhythm or self.agenda or self.agenda_is or self.steered)


class Replies:
    """Makes the rows of letters that answer."""

    def __init__(self, store: Store, addresses: Addresses) -> None:
        self._store = store
        self._addresses = addresses

    def receipt(self, told: Told, understood: Understood) -> NewLetter:
        """What was understood, or, where nothing was and something is in doubt, the question alone."""
        reading, shown = told.reading, understood.shown
        recorded = phrases.recorded(shown, told.program.titles, told.today)
        asks = phrases.questions_back(understood.doubts, meetings=len(shown.meetings))
        if asks and not recorded and not understood.says_more and told.about in (About.CHECKIN, About.DIFFER):
            example = phrases.example(understood.doubts, told.today)
            return self.question(told, "doubt", asks, example)
        values = ReceiptValues(
            **_with_partner(told.state, told.program),
            thread_subject=phrases.thread_subject(reading.envelope.subject),
            matter=told.about,
            recorded=recorded,
            asks=asks,
            help_asked=reading.claims.needs_help,
            command=(reading.command_beside or "").upper(),
            rhythm=understood.rhythm,
            agenda=list(understood.agenda),
            agenda_is=understood.agenda_is,
            steered=understood.steered,
        )
        return self.answer(LetterKind.RECEIPT, values, told)

    def answer(self, kind: LetterKind, values: LetterValues, told: Told) -> NewLetter:
        """A letter that answers a participant's mail, in its conversation."""
        return self._answer(kind, values, told.mail, told.reading, told.state, told.thread, told.now)

    def question(
        self,
        told: Told,
        why: Literal["doubt", "doubts", "empty", "unreadable"],
        asks: Collection[str] = (),
        example: str = "",
    ) -> NewLetter:
        """A question back; `why` names its reason."""
        values = QuestionValues(
            **_with_partner(told.state, told.program),
            thread_subject=phrases.thread_subject(told.reading.envelope.subject),
            reason=phrases.WHY["doubts" if why == "doubt" and len(asks) > 1 else why],
            asks=list(asks),
            example=example,
        )
        return self.answer(LetterKind.QUESTION, values, told)

    def which_time(
        self,
        mail: WaitingMail,
        reading: Reading,
        state: MembershipState,
        thread: Thread,
        program: Program,
        now: datetime,
    ) -> NewLetter:
        """The question back to who proposed another time from a calendar whose zone is not known."""
        today = now.astimezone(state.membership.participant.zone).date()
        values = QuestionValues(
            **_with_partner(state, program),
            thread_subject=phrases.thread_subject(reading.envelope.subject),
            reason=phrases.WHY["somewhen"],
            asks=[],
            example=phrases.example([Doubt.NEXT_MEETING], today),
        )
        return self._answer(LetterKind.QUESTION, values, mail, reading, state, thread, now)

    def note(
        self,
        mail: WaitingMail,
        reading: Reading,
        state: MembershipState,
        thread: Thread,
        program: Program,
        about: str,
        now: datetime,
        *,
        until: date | None = None,
        address: str = "",
        choices: Sequence[str] = (),
        enclosure: Enclosure | None = None,
    ) -> NewLetter:
        """A word on what became of a command or of a confirmation; `about` names it (templates/note.md)."""
        today = now.astimezone(state.membership.participant.zone).date()
        values = NoteValues(
            **_common(state, program),
            thread_subject=phrases.thread_subject(reading.envelope.subject),
            about=about,
            until=phrases.day(until, today) if until else "",
            address=address,
            choices=list(choices),
        )
        letter = self._answer(LetterKind.NOTE, values, mail, reading, state, thread, now)
        return replace(letter, enclosure=asdict(enclosure)) if enclosure else letter

    def confirm(self, mail: WaitingMail, unsure: Unsure, thread: Thread, program: Program, now: datetime) -> NewLetter:
        """The question about a held mail, in a thread of its own, to the address we know. It goes to somebody who may
        know nothing of that mail, so it begins a conversation and refers to none."""
        participant = unsure.state.membership.participant
        zone = participant.zone
        values = ConfirmValues(
            **_common(unsure.state, program),
            asks=unsure.asks,
            day=phrases.day(mail.received_at.astimezone(zone).date(), now.astimezone(zone).date()),
            address=unsure.address,
            other_name=unsure.other_name,
            choices=[partner_name(each) for each in unsure.choices],
        )
        key, reason = f"{LetterKind.CONFIRM}/{mail.id}/{unsure.asks}", "asks about a held mail"
        return row_of(LetterKind.CONFIRM, key, values, unsure.state.membership, thread, self._addresses, reason, now)

    async def enough_today(self, letter: NewLetter) -> bool:
        """Whether this address had so many answers within a day that a machine must be answering us."""
        since = letter.planned_at - timedelta(days=1)
        return await self._store.outbox.count_to(letter.recipient, ANSWERS, since) >= _ANSWERS_A_DAY

    def _answer(
        self,
        kind: LetterKind,
        values: LetterValues,
        mail: WaitingMail,
        reading: Reading,
        state: MembershipState,
        thread: Thread,
        now: datetime,
    ) -> NewLetter:
        key = f"{kind}/{mail.id}"
        letter = row_of(kind, key, values, state.membership, thread, self._addresses, "answers a mail", now)
        return in_answer(letter, reading)


def partner_name(state: MembershipState) -> str:
    """The name of the other side of a partnership."""
    return state.partnership.side(state.membership.role.other).participant.name


def common_values(partnership: Partnership, reader: Membership, program: Program) -> dict[str, Any]:
    """What every letter to a participant says."""
    partner = partnership.side(reader.role.other).participant
    return {
        "first_name": reader.participant.first_name,
        "program": program.name,
        "coordinator_name": program.coordinator.name,
        "coordinator_email": program.coordinator.email,
        "partner_name": partner.name,
        "partner_first_name": partner.first_name,
    }


def _common(state: MembershipState, program: Program) -> dict[str, Any]:
    """The same for a letter that is about no partnership."""
    values = common_values(state.partnership, state.membership, program)
    return {name: value for name, value in values.items() if not name.startswith("partner_")}


def _with_partner(state: MembershipState, program: Program) -> dict[str, Any]:
    return common_values(state.partnership, state.membership, program)
