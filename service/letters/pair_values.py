"""What the letters about two partners' mentoring itself are filled with: the welcome, the agreement, what prepares a
meeting, and what is sent on request."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.letters.base_values import ParticipantValues


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
class InvitationValues(ParticipantValues):
    """A calendar invitation; the calendar itself goes with the letter.

    change: "new", "changed", "cancelled", or "withdrawn": the program takes its invitation back.
    meeting: when they meet (of a cancelled one: were to), by the reader's clock, "Thursday, December 3 at 2 pm".
    """

    change: str
    meeting: str


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
class HalfwayValues(ParticipantValues):
    """The letter half-way: three questions, and the agreement once more.

    role: the reader's, "mentor" or "mentee".
    met: how often the reader told of a meeting, in words, "five times"; empty for never.
    rhythm: how often and when they mean to meet, "on the first Tuesday of each month at 2 pm"; empty where it is open.
    hopes: what the mentee hopes for, line by line in their words; may be empty.
    """

    role: str
    met: str = ""
    rhythm: str = ""
    hopes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class FarewellValues(ParticipantValues):
    """The last letter of a partnership: thanks, three questions, and what becomes of what is kept.

    role: the reader's, "mentor" or "mentee".
    met: how often the reader told of a meeting, in words, "eleven times"; empty for never.
    together: how long these meetings took as far as told, "nine and a half hours"; empty where nothing is known.
    topics: what they were about, as the reader told, "goals and promotion"; empty for nothing.
    """

    role: str
    met: str = ""
    together: str = ""
    topics: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferValues(ParticipantValues):
    """A question to one of two whose accounts of a month differ: it shows the reader's own, and nothing of the other.

    month: the cycle's, "November".
    met: the reader has told of a meeting; else that there was none.
    told: what they told, "you met on Thursday, November 12, for an hour".
    """

    month: str
    met: bool
    told: str
