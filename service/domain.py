"""The words everybody uses, as frozen values.

Instants are aware and in UTC; plans are a local date, a time and a zone; lengths are whole minutes.
Nothing here knows of mail, databases or clocks.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from functools import lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

QUESTIONS: tuple[str, ...] = (
    "Did you meet since the last check-in? If so, when, and for how long?",
    "How did you meet (in person, by video, by phone)?",
    "What did you talk about?",
    "When do you plan to meet next?",
    "How useful was it, from 1 (not at all) to 5 (very)?",
    "Is there anything the program coordinator could help with?",
)
"""The check-in's six questions, in order. The wording is fixed: replies are tied to it."""


class Role(StrEnum):
    """Which side of a partnership somebody is on."""

    MENTOR = "mentor"
    MENTEE = "mentee"

    @property
    def other(self) -> Role:
        return Role.MENTEE if self is Role.MENTOR else Role.MENTOR


class Format(StrEnum):
    """How a meeting was held."""

    IN_PERSON = "in_person"
    VIDEO = "video"
    PHONE = "phone"


class Kind(StrEnum):
    """What a mail is, before anything is read in it."""

    REPORT = "report"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    COMPLAINT = "complaint"
    CALENDAR = "calendar"
    COMMAND = "command"
    EMPTY = "empty"
    UNREADABLE = "unreadable"


class Doubt(StrEnum):
    """The fields of a record that may be unsure, by the names that records use."""

    MET = "met"
    HELD_ON = "held_on"
    DURATION = "duration_minutes"
    FORMAT = "format"
    NEXT_MEETING = "next_meeting"
    SATISFACTION = "satisfaction"


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic of the catalogue (templates/topics.toml): what it is, what to ask each other, how it is told.

    `cues` are what reading looks for; a cue's value is its weight. `learned` is what the words around them tell, as
    bench/train_topics.py learned it, in units of learned.LEARNED_UNIT ("" for no word at all); a program's own topics
    have none. `phase` tells suggestions when it fits best.
    """

    slug: str
    title: str
    about: str
    prompts: tuple[str, ...]
    cues: Mapping[str, float] = field(default_factory=dict)
    phase: str = "any"
    learned: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody who has offered to talk with people of the program about topics, named by their slugs."""

    name: str
    email: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeetingClaim:
    """One meeting as one reply tells it. None: not said, or unsure where `unsure` names the field."""

    held_on: date | None = None
    duration_minutes: int | None = None
    format: Format | None = None
    topics: tuple[str, ...] = ()
    unsure: frozenset[Doubt] = frozenset()


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """A coming meeting, in the zone the reply was read in; its time, and how many minutes it is to last, may not be
    known."""

    date: date
    time: time | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class FallenMeeting:
    """A planned meeting that is told not to be, or not to have been: called off, or moved to another day.

    days: those it may have been planned for, the likeliest first ("Thursday" is the last one or the next one); none
    where it was not said.
    """

    days: tuple[date, ...] = ()
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Claims:
    """What one reply says, by the rules of docs/reading.md. `unsure` names fields of the whole reply;
    a meeting's own doubts stand on the meeting. `fallen`: of planned meetings, which will not be or were not."""

    met: bool | None = None
    meetings: tuple[MeetingClaim, ...] = ()
    next_meeting: NextMeeting | None = None
    satisfaction: int | None = None
    needs_help: bool = False
    unsure: frozenset[Doubt] = frozenset()
    fallen: tuple[FallenMeeting, ...] = ()

    @property
    def doubts(self) -> frozenset[Doubt]:
        """Every field somebody should be asked about, the meetings' included."""
        return self.unsure.union(*(meeting.unsure for meeting in self.meetings))


COUNTED = "counted"
"""In a report's `spoken_of`: it is what is left of the reports of somebody forgotten, and only counts."""


BESIDE = "beside"
"""In a report's `spoken_of`: it was told beside another matter, so that the check-in is not answered by it."""


@dataclass(frozen=True, slots=True)
class Report:
    """One participant's claims at a moment.

    `answers_question`: it replies to a receipt or question back of ours, so it corrects what that one showed.
    `corrects`: the report that one showed (None: the writer's latest). `asked`: what it asked about.
    `spoken_of`: the fields of a record that the writer said anything about; a correction changes these.
    """

    id: UUID
    role: Role
    cycle: str
    moment: datetime
    claims: Claims
    spoken_of: frozenset[str] = frozenset()
    answers_question: bool = False
    corrects: UUID | None = None
    asked: frozenset[Doubt] = frozenset()

    @property
    def answers_checkin(self) -> bool:
        """Whether whoever wrote it need not be asked how the month went: what is told beside another matter answers
        only where it tells of a meeting."""
        return BESIDE not in self.spoken_of or self.claims.met is not None

    def answers(self, cycle: str) -> bool:
        """Whether it answers the check-in of a cycle."""
        return self.cycle == cycle and self.answers_checkin


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting record, from one or two partners' reports. `other_*` keep the second account where two differ."""

    cycle: str
    held_on: date | None
    duration_minutes: int | None
    format: Format | None
    topics: tuple[str, ...]
    reported_by: frozenset[Role]
    other_held_on: date | None = None
    other_duration_minutes: int | None = None


def held_in(cycle: str, meetings: Iterable[Meeting]) -> list[Meeting]:
    """The meetings of a cycle: a partnership has met in it where there are any."""
    return [each for each in meetings if each.cycle == cycle]


class Standing(StrEnum):
    """Whether a partnership, or a participant, is part of what is going on."""

    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


class Reachability(StrEnum):
    """Whether mail to an address arrives."""

    REACHABLE = "reachable"
    BOUNCED = "bounced"


@dataclass(frozen=True, slots=True)
class Participant:
    """A person of a program. `zone` is where they live; `back_on` the day an out-of-office named.

    `standing`: what they asked for themselves; `paused_until` the day a pause of theirs ends (None: when they say so).
    """

    id: UUID
    name: str
    email: str
    zone: ZoneInfo
    language: str = "en"
    reachability: Reachability = Reachability.REACHABLE
    back_on: date | None = None
    standing: Standing = Standing.ACTIVE
    paused_until: date | None = None

    @property
    def first_name(self) -> str:
        return self.name.split()[0] if self.name.split() else self.name


@dataclass(frozen=True, slots=True)
class Membership:
    """A person in a partnership, with a role: what a check-in is about."""

    id: UUID
    partnership: UUID
    role: Role
    participant: Participant


@dataclass(frozen=True, slots=True)
class Partnership:
    """A mentor and a mentee. `number` is its name for people ("pause 14"). `paused_until`: the day on which a pause of
    the coordinator's ends (None: when they say so); `ends_on`: its last day, where that was set for it alone."""

    id: UUID
    number: int
    started_on: date
    standing: Standing
    mentor: Membership
    mentee: Membership
    paused_until: date | None = None
    ends_on: date | None = None

    def last_day(self, months: int) -> date | None:
        """The day it ends on, where a program lasts so many months (0: it is open-ended)."""
        return self.ends_on or (months_after(self.started_on, months) if months else None)

    def standing_on(self, day: date) -> Standing:
        """Its standing on a day of its own: a pause until then is over."""
        over = self.standing is Standing.PAUSED and self.paused_until is not None and day >= self.paused_until
        return Standing.ACTIVE if over else self.standing

    def side(self, role: Role) -> Membership:
        return self.mentor if role is Role.MENTOR else self.mentee


class LetterKind(StrEnum):
    """The letters the service writes; each has a source in templates/ of the same name."""

    WELCOME = "welcome"
    CHECKIN = "checkin"
    REMINDER = "reminder"
    RECEIPT = "receipt"
    QUESTION = "question"
    SUGGESTION = "suggestion"
    SUMMARY = "summary"
    CONFIRM = "confirm"
    NOTE = "note"
    ORDER = "order"
    AGREEMENT = "agreement"
    AGENDA = "agenda"
    TOPICS = "topics"
    GUIDE = "guide"
    HALFWAY = "halfway"
    FAREWELL = "farewell"
    DIFFER = "differ"
    INVITATION = "invitation"


class About(StrEnum):
    """What a conversation with a participant is about: what the letter that began it asked."""

    CHECKIN = "checkin"
    WELCOME = "welcome"
    PREPARE = "prepare"
    HALFWAY = "halfway"
    FAREWELL = "farewell"
    DIFFER = "differ"


class Wish(StrEnum):
    """How somebody feels about a topic to talk about."""

    MORE = "more"
    LESS = "less"
    HOPE = "hope"


MATTER_QUESTIONS: Mapping[About, tuple[str, ...]] = {
    About.CHECKIN: QUESTIONS,
    About.DIFFER: QUESTIONS,
    About.WELCOME: (
        "How often will you two meet, and when?",
        "Have you talked about confidentiality between you?",
        "What do you hope for from the mentoring?",
    ),
    About.HALFWAY: (
        "What has been good so far?",
        "What would you like to change in how you two meet?",
        "Is there anything the program coordinator could help with?",
    ),
    About.FAREWELL: (
        "What will you keep from it?",
        "What should the program do differently?",
        "Would you take part again, and as what?",
    ),
}
"""What the letter that begins a conversation asks, in order; replies are tied to the wording. A mentor is asked the
first two of the welcome's: the hopes are the mentee's."""


UNASKED = frozenset(
    {
        LetterKind.WELCOME,
        LetterKind.CHECKIN,
        LetterKind.REMINDER,
        LetterKind.SUGGESTION,
        LetterKind.HALFWAY,
        LetterKind.FAREWELL,
        LetterKind.DIFFER,
    }
)
"""What participants get without having written; only these are paused, and keep their distance from each other."""

STOPPED = UNASKED | {LetterKind.INVITATION}
"""What is not sent to who has paused or stopped. An invitation keeps no distance: it says when something changed."""

RATIONED = frozenset({LetterKind.CHECKIN, LetterKind.REMINDER, LetterKind.SUGGESTION})
"""Those of them of which a person gets a few a cycle; the others are the program's own."""

ANSWERS = frozenset(
    {
        LetterKind.RECEIPT,
        LetterKind.QUESTION,
        LetterKind.NOTE,
        LetterKind.TOPICS,
        LetterKind.GUIDE,
        LetterKind.AGREEMENT,
        LetterKind.ORDER,
    }
)
"""What answers a mail. The agreement also goes to the partner, as a copy."""


def cycle_of(day: date) -> str:
    """The cycle a day of the program's zone lies in: its calendar month, "2026-11"."""
    return f"{day.year:04d}-{day.month:02d}"


@lru_cache(maxsize=256)  # planning asks for the same few months thousands of times a round
def cycle_start(cycle: str) -> date:
    """The first day of a cycle."""
    year, month = cycle.split("-")
    return date(int(year), int(month), 1)


def months_after(day: date, months: int) -> date:
    """The same day of the month some months later; the last one where that month is shorter."""
    ahead = day.month - 1 + months
    year, month = day.year + ahead // 12, ahead % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


@lru_cache(maxsize=256)
def next_cycle(cycle: str) -> str:
    """The cycle after this one."""
    start = cycle_start(cycle)
    return cycle_of(date(start.year + start.month // 12, start.month % 12 + 1, 1))


def previous_cycle(cycle: str) -> str:
    """The cycle before this one."""
    start = cycle_start(cycle)
    return cycle_of(date(start.year - (start.month == 1), (start.month - 2) % 12 + 1, 1))
