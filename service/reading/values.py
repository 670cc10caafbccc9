"""What reading is given and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from zoneinfo import ZoneInfo

from service.domain import QUESTIONS, About, Claims, Doubt, Kind, Topic, Wish
from service.rhythm import Rhythm


@dataclass(frozen=True, slots=True)
class Context:
    """All that reading may know besides the mail.

    `zone`: the writer's own. `day_first`: slashes are day/month. `questions`: those of the letter that was answered.
    `asked`: the doubts our last question back asked about ("the 12th" answers it). `correcting`: the mail answers a
    receipt that told of a meeting, so "it was the 4th" is about that one. `names`: both partners' names, writer's
    first. `received_at` (UTC) bounds the Date header: seven days before to one day after; None (as in `parse`)
    believes the header. `about`: the matter of the conversation. `coordinators`: the names of those who look after the
    program.
    """

    zone: ZoneInfo = ZoneInfo("America/Los_Angeles")
    day_first: bool = False
    questions: tuple[str, ...] = QUESTIONS
    asked: frozenset[Doubt] = frozenset()
    correcting: bool = False
    topics: tuple[Topic, ...] = ()
    names: tuple[str, ...] = ()
    received_at: datetime | None = None
    about: About = About.CHECKIN
    coordinators: tuple[str, ...] = ()

    @property
    def of_checkin(self) -> bool:
        """Whether the conversation is about what a check-in asks: then every word may tell of meetings."""
        return self.about in _OF_CHECKIN

    @property
    def tells_freely(self) -> bool:
        """Whether it is a check-in that is answered, no receipt nor question back, whose answers are about these."""
        return self.of_checkin and not (self.asked or self.correcting)


_OF_CHECKIN = (About.CHECKIN, About.DIFFER)


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of the writer's own words, with the number of the question they stand under or name (1…), if any."""

    text: str
    question: int | None = None


@dataclass(frozen=True)
class Words:
    """The writer's own words, in order, and what was folded away (quotes, signature, footers), as it stood."""

    segments: tuple[Segment, ...] = ()
    folded: tuple[str, ...] = ()

    @cached_property
    def text(self) -> str:
        return "\n".join([segment.text for segment in self.segments])

    @property
    def answers(self) -> dict[int, str]:
        """The words under each question, by its number."""
        answers: dict[int, str] = {}
        for segment in self.segments:
            if segment.question is not None:
                answers[segment.question] = "\n".join(filter(None, (answers.get(segment.question), segment.text)))
        return answers


@dataclass(frozen=True, slots=True)
class Bounced:
    """One recipient of a delivery report: the address, the enhanced status (RFC 3463) where known, whether for good."""

    recipient: str | None
    status: str | None
    permanent: bool

    @property
    def arrived(self) -> bool:
        """Whether the report is of success: delivered, handed on, or expanded (2.x.x)."""
        return (self.status or "").startswith("2.")


@dataclass(frozen=True, slots=True)
class CalendarAnswer:
    """An iTIP REPLY or COUNTER (RFC 5546). `starts_at`: when the meeting begins by it, UTC; None where it names no
    moment, or, `starts_somewhen`, one that is not known: of an unknown zone, or a day alone."""

    method: str
    uid: str | None = None
    sequence: int | None = None
    attendee: str | None = None
    partstat: str | None = None
    starts_at: datetime | None = None
    starts_somewhen: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """One of the service's commands, alone in a mail. `until` only where one was given (PAUSE until a date)."""

    name: str
    until: date | None = None


class Unsettled(StrEnum):
    """What a reply leaves open of an agreement, and its writer is asked about."""

    DAY = "day"
    """How often they meet is said, not on what day."""
    RHYTHM = "rhythm"
    """Two days, an offer, or what no rhythm holds."""
    CONFIDENTIALITY = "confidentiality"


@dataclass(frozen=True, slots=True)
class Settled:
    """What a reply settles of an agreement. `hopes`: in the writer's words, "" for none."""

    rhythm: Rhythm | None = None
    confidentiality: bool | None = None
    invitations: bool | None = None
    hopes: str = ""
    asks: frozenset[Unsettled] = frozenset()

    @property
    def says_anything(self) -> bool:
        """Whether anything of the agreement is told."""
        known = (self.rhythm, self.confidentiality, self.invitations)
        return bool(self.hopes) or any(each is not None for each in known)


@dataclass(frozen=True, slots=True)
class Wished:
    """A topic that a reply wants more of, less of, or hopes to learn about."""

    slug: str
    wish: Wish


@dataclass(frozen=True, slots=True)
class PlainWords:
    """What a reply asks of the program in words of its own, beside any report.

    `agenda`: what they want to talk about, as it may be shown to the partner; "" for none. `no_agenda`: they say that
    there is nothing. `wishes`: topics to suggest more, or no more; `not_these`: none of those just suggested.
    `new_address`: an address to write to from now on. `silent_partner`: the sentence that tells of a partner who does
    not answer.
    """

    agenda: str = ""
    no_agenda: bool = False
    wishes: tuple[Wished, ...] = ()
    not_these: bool = False
    new_address: str = ""
    silent_partner: str = ""


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the header tells of the sender and of what is answered; each bounded and decoded, absent where unusable."""

    from_addresses: tuple[str, ...] = ()
    to_addresses: tuple[str, ...] = ()
    subject: str = ""
    message_id: str | None = None
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a mail means. For every kind but a report `claims` is empty.

    `moment`: the reply's own, aware, in UTC. `spoken_of`: the fields the writer said anything about, by record name
    ("met", "meetings", "next_meeting", "satisfaction", "needs_help"): a correction changes these only.
    `help_words`: the sentences that ask the coordinator, `help_topics`
    what they are about. `settled`: what is said of the agreement; `plain`: what is asked of the program in plain words.
    `command_beside`: a command's name that stood beside other words. `table`: a CSV file that came with it.
    `evidence`: field → the phrases it came from. `rule`: the rule of the kinds table that decided.
    """

    kind: Kind
    envelope: Envelope = Envelope()
    moment: datetime | None = None
    claims: Claims = Claims()
    spoken_of: frozenset[str] = frozenset()
    help_words: str = ""
    help_topics: tuple[str, ...] = ()
    settled: Settled = Settled()
    plain: PlainWords = PlainWords()
    words: Words = Words()
    evidence: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    bounces: tuple[Bounced, ...] = ()
    back_on: date | None = None
    calendar: CalendarAnswer | None = None
    command: Command | None = None
    command_beside: str | None = None
    table: bytes | None = None
    rule: str = ""
    trouble: str = ""
