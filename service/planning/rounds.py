"""What is due to one membership now, and when to look again.

The rules, in the order in which they give way to each other:

- One check-in a cycle, on its monthly day, from the first that is two weeks after the partnership's start.
- One reminder, some working days after the check-in went out, to those who have not answered.
- Topics to talk about, mid-way between two check-ins.
- A welcome when a partnership starts; it gives way to nothing, and the others keep their distance from it too.

Nothing unasked comes within three days of another; what would is moved behind it, or dropped when that is too late.
Who is away gets it the working day after the day they are back. After downtime a round catches up, once; what has
become too old by then is skipped. A letter that has its key is never planned again, whatever became of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from service.domain import LetterKind, Reachability, Standing
from service.planning.cadence import Cadence


class Why(StrEnum):
    """Why a letter whose time has come is not sent."""

    TOO_OLD = "too_old"
    ALREADY_TOLD = "already_told"
    TOO_NEAR = "too_near"
    AWAY = "away"
    OPTED_OUT = "opted_out"
    PAUSED = "paused"
    ENDED = "ended"
    BOUNCED = "bounced"


@dataclass(frozen=True, slots=True)
class PastLetter:
    """A letter that has its row: it waits (`sent_at` None), was sent, or never will be (`given_up`)."""

    key: str
    kind: LetterKind
    cycle: str
    planned_at: datetime
    sent_at: datetime | None = None
    given_up: bool = False


@dataclass(frozen=True, slots=True)
class MembershipFacts:
    """What planning must know of a membership.

    zone: where the person lives.
    standing: the partnership's or the person's own, whichever says less.
    paused_until: the day on which a pause ends; None: until somebody ends it.
    back_on: the day an out-of-office named.
    letters: those of the last hundred days, and the welcome.
    reported: the cycles in which this person has reported, whatever it was.
    partner_met: the cycles in which the partner reported a meeting.
    """

    membership: UUID
    zone: ZoneInfo
    started_on: date
    standing: Standing = Standing.ACTIVE
    paused_until: date | None = None
    reachability: Reachability = Reachability.REACHABLE
    back_on: date | None = None
    suggestions_off: bool = False
    letters: tuple[PastLetter, ...] = ()
    reported: frozenset[str] = frozenset()
    partner_met: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Due:
    """A letter to write now. `planned_at` (never after now) is when it should have come, `not_after` when it is too
    old to be sent. `partner_told`: the partner has reported a meeting of this cycle already."""

    kind: LetterKind
    cycle: str
    key: str
    planned_at: datetime
    not_after: datetime
    reason: str
    partner_told: bool = False


@dataclass(frozen=True, slots=True)
class Skipped:
    """A letter whose time has come and that is not sent. Told at every look until its cycle is over."""

    kind: LetterKind
    cycle: str
    key: str
    planned_at: datetime
    why: Why
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What is due, what is not and why, and when to look again; None: not before something changes."""

    due: tuple[Due, ...]
    skipped: tuple[Skipped, ...]
    next_look_at: datetime | None


def due(facts: MembershipFacts, cadence: Cadence, now: datetime) -> Plan:
    """What is due to a membership at `now` (aware).

    Until `next_look_at` nothing becomes due as long as the facts stay, the letters given here being written down among
    them; whoever changes the facts looks again at once. Raises NoWorkingDay where the holidays leave none.
    """
    raise NotImplementedError


def checkin_key(membership: UUID, cycle: str) -> str:
    """The outbox key of a check-in."""
    return f"checkin/{membership}/{cycle}"


def reminder_key(membership: UUID, cycle: str, number: int = 1) -> str:
    """The outbox key of a reminder."""
    return f"reminder/{membership}/{cycle}/{number}"


def suggestion_key(membership: UUID, cycle: str) -> str:
    """The outbox key of a topic suggestion."""
    return f"suggestion/{membership}/{cycle}"


def welcome_key(membership: UUID) -> str:
    """The outbox key of a welcome."""
    return f"welcome/{membership}"
