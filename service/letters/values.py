"""What each letter is filled with: plain data, as it is frozen in an outbox row.

Days, lengths and lists come as words, made by `phrases` when the row is written: a letter made again a week later says
the same. `dataclasses.asdict` gives the mapping that `Letters.render` takes, and that JSON keeps.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from typing import Any

from service.domain import LetterKind
from service.eyes import passed
from service.letters.sight import SIGHT


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterValues:
    """What every letter knows.

    first_name: the reader's.
    program: the program's name, as in "the Librarian Mentoring Program" without its article.
    coordinator_name: who coordinates it.
    coordinator_email: where to write to them.
    """

    first_name: str
    program: str
    coordinator_name: str
    coordinator_email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantValues(LetterValues):
    """What every letter to a participant knows besides.

    partner_name: the partner's full name.
    partner_first_name: and the first.
    """

    partner_name: str
    partner_first_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WelcomeValues(ParticipantValues):
    """The first letter of a partnership.

    role: the reader's, "mentor" or "mentee".
    partner_email: where to write to the partner.
    first_checkin: when the first check-in comes, "Monday, December 7"; empty where it is not known.
    """

    role: str
    partner_email: str
    first_checkin: str = ""


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
class SuggestedTopic:
    """A topic to talk about.

    title: its name.
    about: what it is, one sentence.
    prompts: two or three questions to ask each other.
    contact: somebody who offered to talk about it; else empty.
    contact_email: where to write to them.
    """

    title: str
    about: str
    prompts: list[str]
    contact: str = ""
    contact_email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionValues(ParticipantValues):
    """What prepares a meeting.

    meeting: when they meet, "Thursday, December 3 at 2 pm"; empty where no meeting is known.
    asks: what the reader is asked: "agenda" (what to talk about), "meeting" (when they meet), or nothing.
    swap: this time the roles swap, and the mentor brings the agenda.
    agenda: what the partner wants to talk about, line by line; else none.
    fresh: topics not talked about yet (two, as a rule).
    deepen: topics to come back to (one, or none).
    """

    meeting: str = ""
    asks: str = ""
    swap: bool = False
    agenda: list[str] = field(default_factory=list)
    fresh: list[SuggestedTopic]
    deepen: list[SuggestedTopic] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementValues(ParticipantValues):
    """What two partners have agreed on, as it stands: the receipt of a reply about it, and the partner's copy.

    thread_subject: the subject that was answered, without "Re:"; empty for a copy.
    role: the reader's, "mentor" or "mentee".
    changed_by: the first name of the partner whose reply changed it; empty where it is the reader's own.
    rhythm: how often and when, "on the first Tuesday of each month at 2 pm"; empty where it is open.
    rhythm_of: whose clock that is, a first name, where the two live by different ones; else empty.
    confidentiality: whether they talked about it: "yes", "not yet", or empty.
    invitations: whether calendar invitations go out: "yes", "no", or empty.
    hopes: what the mentee hopes for, line by line in their words; may be empty.
    asks: what is not clear, one line each; may be empty.
    recorded: what else was understood of the reply (`phrases.recorded`); may be empty.
    help_asked: the reply asks the coordinator for something.
    command: a command's name that stood beside other words; else empty.
    """

    thread_subject: str = ""
    role: str
    changed_by: str = ""
    rhythm: str = ""
    rhythm_of: str = ""
    confidentiality: str = ""
    invitations: str = ""
    hopes: list[str] = field(default_factory=list)
    asks: list[str] = field(default_factory=list)
    recorded: str = ""
    help_asked: bool = False
    command: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaValues(ParticipantValues):
    """The partner's agenda, where the preparing letter has gone already.

    meeting: when they meet, "Thursday, December 3 at 2 pm"; empty where no meeting is known.
    agenda: what the partner wants to talk about, line by line.
    """

    meeting: str = ""
    agenda: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchedTopic:
    """A topic on the map.

    title: its name.
    depth: "untouched", "touched" or "in_depth".
    """

    title: str
    depth: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicsValues(ParticipantValues):
    """The answer to TOPICS.

    thread_subject: the subject that was answered, without "Re:".
    fresh: topics not talked about yet.
    deepen: topics to come back to.
    map: all topics, as far as the reader's own reports touched them.
    """

    thread_subject: str
    fresh: list[SuggestedTopic]
    deepen: list[SuggestedTopic] = field(default_factory=list)
    map: list[TouchedTopic] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideValues(ParticipantValues):
    """The answer to GUIDE: the program's good practice.

    thread_subject: the subject that was answered, without "Re:".
    role: the reader's, "mentor" or "mentee".
    """

    thread_subject: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A line about somebody in the summary.

    number: the partnership's.
    who: a name, or both names of a partnership.
    note: what else may be said: the sentence that asks for help, the address that bounces; else empty.
    """

    number: int
    who: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendMonth:
    """A month of the summary's small chart.

    month: its name, "October".
    met: how many partnerships met; of the open month, so far.
    partnerships: of how many.
    bar: the share as ten squares, "■■■■■■■□□□".
    """

    month: str
    met: int
    partnerships: int
    bar: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldMail:
    """A mail that waits for a person, in the summary.

    number: what to call it, "release 3".
    sender: the address it came from.
    reason: why it waits, in words of ours; never of the mail.
    """

    number: int
    sender: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicTotal:
    """A topic of the whole program.

    title: its name.
    partnerships: how many talked about it.
    or_more: at least so many; the exact number would tell of those who did not.
    """

    title: str
    partnerships: int
    or_more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFigures:
    """The totals of a closed cycle, as they were published once.

    month: the cycle's, "October".
    partnerships: how many there were.
    met: how many of them met.
    topics: those that three or more partnerships talked about.
    usefulness: the average of five answers or more, "4.2" or "4.5 or more"; else empty.
    """

    month: str
    partnerships: int
    met: int
    topics: list[TopicTotal] = field(default_factory=list)
    usefulness: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryValues(LetterValues):
    """The coordinator's week.

    week: the week looked at, "November 9 to 15".
    month: the running cycle's, "November".
    partnerships: how many are active.
    met_count: how many of them met this cycle.
    quiet: nothing happened and nothing waits, so one line says it.
    help_asked: who asks for something, and the sentence.
    silent: who has not answered for two cycles.
    bounced: whose mail comes back, and the address.
    less_mail: who gets less or no mail, and why: "has paused", "has stopped", "gets no suggestions".
    never_met: partnerships that were asked in two closed months and have no meeting on record.
    differ: partnerships of which one says they met and the other that they did not, after both were asked again.
    asked: how many people were asked this month.
    answered: how many of them have answered.
    median_days: how soon half of them did, "within 2 days" or "on the same day"; empty for fewer than five answers.
    trend: how many have met, month by month; empty in the first month.
    held: the mails that wait for a person, ten at the most.
    held_count: how many wait in all.
    met: partnerships that met this cycle.
    not_met: partnerships that say they have not.
    unanswered: participants who have not answered this cycle.
    published: the totals of closed cycles, latest first.
    coming: what comes next, one line each.
    """

    week: str
    month: str
    partnerships: int
    met_count: int
    quiet: bool = False
    help_asked: list[Listed] = field(default_factory=list)
    silent: list[Listed] = field(default_factory=list)
    bounced: list[Listed] = field(default_factory=list)
    less_mail: list[Listed] = field(default_factory=list)
    never_met: list[Listed] = field(default_factory=list)
    differ: list[Listed] = field(default_factory=list)
    asked: int = 0
    answered: int = 0
    median_days: str = ""
    trend: list[TrendMonth] = field(default_factory=list)
    held: list[HeldMail] = field(default_factory=list)
    held_count: int = 0
    met: list[Listed] = field(default_factory=list)
    not_met: list[Listed] = field(default_factory=list)
    unanswered: list[Listed] = field(default_factory=list)
    published: list[PublishedFigures] = field(default_factory=list)
    coming: list[str] = field(default_factory=list)


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
    about: "stopped", "paused", "resumed", "help", "data", "forgotten", "later", "remembered", "moved", "told",
        "untold", "refused" or "unclear".
    until: the day a pause ends, "Friday, January 15"; else empty.
    command: a command that a person has to carry out; else empty.
    address: an address that is known from now on; else empty.
    choices: what may be answered, where an answer was not clear; else none.
    """

    thread_subject: str
    about: str
    until: str = ""
    command: str = ""
    address: str = ""
    choices: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneOrder:
    """What became of a coordinator's order.

    line: the order, as it was written.
    what: what was done, or why nothing was.
    undo: the order that undoes it; empty where nothing does.
    """

    line: str
    what: str
    undo: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderValues(LetterValues):
    """An answer to a coordinator's orders.

    thread_subject: the subject that was answered, without "Re:".
    done: what became of each order.
    asks: the orders that wait for a "yes".
    unproven: they wait because nothing proves who sent them.
    unclear: lines that are no order we know.
    refused: the answer was no, and nothing was done.
    help: tell what can be ordered.
    """

    thread_subject: str
    done: list[DoneOrder] = field(default_factory=list)
    asks: list[str] = field(default_factory=list)
    unproven: bool = False
    unclear: list[str] = field(default_factory=list)
    refused: bool = False
    help: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file that goes with a letter.

    media_type: "text/csv", "application/json" or "text/calendar".
    filename: ASCII, as it is saved.
    text: what is in it, with "\n" line ends.
    method: iTIP's, "REQUEST" or "CANCEL" (RFC 6047 §2.4): then it is a form of the letter itself, beside text and
        HTML, and every calendar knows it for an invitation; empty: an attachment.
    """

    media_type: str
    filename: str
    text: str
    method: str = ""


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
}


KINDS: dict[type[LetterValues], LetterKind] = {made: kind for kind, made in VALUES.items()}


def to_json(values: LetterValues) -> dict[str, Any]:
    """Plain data for an outbox row, and for `Letters.render`: the one gate that every letter's values pass."""
    return passed(asdict(values), SIGHT[KINDS[type(values)]])


def names(kind: LetterKind) -> frozenset[str]:
    """The variables a letter's template may use."""
    return frozenset(item.name for item in fields(VALUES[kind]))
