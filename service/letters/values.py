"""What each letter is filled with: plain data, as it is frozen in an outbox row.

Days, lengths and lists come as words, made by `phrases` when the row is written: a letter made again a week later says
the same. `dataclasses.asdict` gives the mapping that `Letters.render` takes, and that JSON keeps.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from typing import Any

from service.domain import LetterKind
from service.eyes import passed
from service.letters.base_values import LetterValues, ParticipantValues
from service.letters.coordinator_values import OrderValues, SummaryValues
from service.letters.pair_values import (
    AgendaValues,
    AgreementValues,
    DifferValues,
    FarewellValues,
    GuideValues,
    HalfwayValues,
    InvitationValues,
    SuggestionValues,
    TopicsValues,
    WelcomeValues,
)
from service.letters.sight import SIGHT


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInValues(ParticipantValues):
    """The monthly question.

    month: the cycle's, "November".
    """

    month: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderValues(CheckInValues):
    """The questions again.

    partner_told: the partner has answered, so the letter says only that the reader's own view counts too.
    """

    partner_told: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptValues(ParticipantValues):
    """What was understood of a reply.

    thread_subject: the subject that was answered, without "Re:".
    matter: what the conversation is about, "checkin", "differ", "prepare", "halfway" or "farewell".
    recorded: what was recorded, in words (`phrases.recorded`); empty where nothing was understood.
    asks: questions about what is unsure, one line each (`phrases.questions_back`).
    help_asked: the reply asks the coordinator for something.
    command: a command's name that stood beside other words, "STOP"; else empty.
    rhythm: a rhythm that the reply settles anew, "every other Thursday at noon"; else empty.
    agenda: what is to go to the partner, line by line, shown for a "yes"; else none.
    agenda_is: what became of an agenda: "sent", "waits" (it goes with the partner's letter), "unwanted" (the partner
        gets no letters), "dropped", "none" (there is nothing to talk about); else empty.
    steered: what is suggested more, or no more, "more on conferences"; else empty.
    """

    thread_subject: str
    matter: str = "checkin"
    recorded: str = ""
    asks: list[str] = field(default_factory=list)
    help_asked: bool = False
    command: str = ""
    rhythm: str = ""
    agenda: list[str] = field(default_factory=list)
    agenda_is: str = ""
    steered: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionValues(ParticipantValues):
    """A question back where a reply left nothing but a doubt.

    thread_subject: the subject that was answered, without "Re:".
    reason: why we ask, a sentence (`phrases.WHY`).
    asks: the questions, one line each (`phrases.questions_back`).
    example: a line that would settle it, "Nov 12, an hour, in person"; empty for none.
    """

    thread_subject: str
    reason: str
    asks: list[str] = field(default_factory=list)
    example: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmValues(LetterValues):
    """A question about a mail that is held.

    asks: "whose", "own", "which", "command", "forget", "address" (a new one) or "tell" (of a silent partner).
    day: when the mail came, "Thursday, November 12".
    address: where it came from.
    other_name: whose letter it answers, for "own"; else empty.
    choices: what may be answered to "which", one line each; else none.
    """

    asks: str
    day: str
    address: str = ""
    other_name: str = ""
    choices: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteValues(LetterValues):
    """An answer to a command or to a confirmation.

    thread_subject: the subject that was answered, without "Re:".
    about: "stopped", "paused", "resumed", "help", "data", "forgotten", "invited", "remembered", "moved", "told",
        "untold", "refused" or "unclear".
    until: the day a pause ends, "Friday, January 15"; else empty.
    address: an address that is known from now on; else empty.
    choices: what may be answered, where an answer was not clear; else none.
    """

    thread_subject: str
    about: str
    until: str = ""
    address: str = ""
    choices: list[str] = field(default_factory=list)


VALUES: dict[LetterKind, type[LetterValues]] = {
    LetterKind.WELCOME: WelcomeValues,
    LetterKind.CHECKIN: CheckInValues,
    LetterKind.REMINDER: ReminderValues,
    LetterKind.RECEIPT: ReceiptValues,
    LetterKind.QUESTION: QuestionValues,
    LetterKind.SUGGESTION: SuggestionValues,
    LetterKind.SUMMARY: SummaryValues,
    LetterKind.CONFIRM: ConfirmValues,
    LetterKind.NOTE: NoteValues,
    LetterKind.ORDER: OrderValues,
    LetterKind.AGREEMENT: AgreementValues,
    LetterKind.AGENDA: AgendaValues,
    LetterKind.TOPICS: TopicsValues,
    LetterKind.GUIDE: GuideValues,
    LetterKind.HALFWAY: HalfwayValues,
    LetterKind.FAREWELL: FarewellValues,
    LetterKind.DIFFER: DifferValues,
    LetterKind.INVITATION: InvitationValues,
}


KINDS: dict[type[LetterValues], LetterKind] = {made: kind for kind, made in VALUES.items()}


def to_json(values: LetterValues) -> dict[str, Any]:
    """Plain data for an outbox row, and for `Letters.render`: the one gate that every letter's values pass."""
    return passed(asdict(values), SIGHT[KINDS[type(values)]])


def names(kind: LetterKind) -> frozenset[str]:
    """The variables a letter's template may use."""
    return frozenset(item.name for item in fields(VALUES[kind]))
