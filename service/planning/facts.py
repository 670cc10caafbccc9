"""What planning knows of a membership, and what it finds due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from service.domain import LetterKind, Reachability, Role, Standing
from service.planning.schedule import NOTHING_KNOWN, Schedule


class Why(StrEnum):
    """Why a letter whose time has come is not sent."""

    TOO_OLD = "too_old"
    ALREADY_TOLD = "already_told"
    TOO_NEAR = "too_near"
    TOO_MANY = "too_many"
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
class OtherMembership:
    """Another membership of the same person: its letters, which share the person's mailbox.

    letters: its unasked ones of the last hundred days. is_active: check-ins are still to be expected in it.
    reported: the cycles in which the person has reported in it.
    """

    membership: UUID
    started_on: date
    letters: tuple[PastLetter, ...] = ()
    is_active: bool = True
    reported: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class MembershipFacts:
    """What planning must know of a membership.

    zone: where the person lives.
    known_since: the day the partnership was entered here; no check-in of an earlier day is sent after all.
    standing: the partnership's or the person's own, whichever says less.
    paused_until: the day on which a pause ends; None: until somebody ends it.
    back_on: the day an out-of-office named.
    letters: those of the last hundred days, and the welcome.
    reported: the cycles in which this person has reported, whatever it was.
    told: those of them that need no check-in any more.
    partner_met: the cycles in which the partner reported a meeting.
    role, schedule: what preparing letters go by.
    agenda_at: when the partner's agenda for a cycle's meeting was confirmed.
    ends_on: the partnership's last day; None: nobody has said.
    differs: the cycles of which the two partners' accounts cannot both be true.
    others: the person's other memberships.
    """

    membership: UUID
    zone: ZoneInfo
    started_on: date
    known_since: date | None = None
    standing: Standing = Standing.ACTIVE
    paused_until: date | None = None
    reachability: Reachability = Reachability.REACHABLE
    back_on: date | None = None
    suggestions_off: bool = False
    letters: tuple[PastLetter, ...] = ()
    reported: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    partner_met: frozenset[str] = frozenset()
    role: Role = Role.MENTEE
    schedule: Schedule = NOTHING_KNOWN
    agenda_at: Mapping[str, datetime] = field(default_factory=dict)
    ends_on: date | None = None
    differs: frozenset[str] = frozenset()
    others: tuple[OtherMembership, ...] = ()


def with_written(facts: MembershipFacts, written: Mapping[UUID, tuple[PastLetter, ...]]) -> MembershipFacts:
    """The facts with letters that were found due since, by membership: the person's own and in their others."""
    others = (replace(each, letters=each.letters + written.get(each.membership, ())) for each in facts.others)
    return replace(facts, letters=facts.letters + written.get(facts.membership, ()), others=tuple(others))


@dataclass(frozen=True, slots=True)
class Due:
    """A letter to write now. `planned_at` (never after now) is when it should have come, `not_after` when it is too
    old to be sent. `partner_told`: the partner has reported a meeting of this cycle already. `meeting`: the day of the
    meeting that a preparing letter is for; None: about setting one."""

    kind: LetterKind
    cycle: str
    key: str
    planned_at: datetime
    not_after: datetime
    reason: str
    partner_told: bool = False
    meeting: date | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A letter whose time has come and that is not sent. Told at every look for about a month; only what is too old
    or already told will never come after all."""

    kind: LetterKind
    cycle: str
    key: str
    planned_at: datetime
    why: Why
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What is due, what is not and why, and when to look again; None: not before something changes. `is_over`: the
    partnership has ended, and nobody is expected to answer its farewell any more."""

    due: tuple[Due, ...]
    skipped: tuple[Skipped, ...]
    next_look_at: datetime | None
    is_over: bool = False
