"""Which calendar invitations to send: one for each coming meeting, changed or cancelled when that changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from service.planning.schedule import CalledOff, Source, Told

NEVER_MOVED_FURTHER = 60
"""Days. An invitation to a meeting that is off becomes one to another only where that is not further away."""


class What(StrEnum):
    """What becomes of an invitation."""

    NEW = "new"
    CHANGED = "changed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Coming:
    """A meeting that is planned, on the wall clock of `zone`."""

    day: date
    at: time
    zone: str

    @property
    def starts_at(self) -> datetime:
        """When it begins, an aware moment."""
        return datetime.combine(self.day, self.at, tzinfo=ZoneInfo(self.zone))


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody's calendar answered to an invitation to the meeting of `of_day`.

    status: iTIP's, "ACCEPTED", "DECLINED", …, or "COUNTER" where another time was proposed: `instead`.
    """

    id: UUID
    moment: datetime
    status: str
    of_day: date
    instead: Coming | None = None


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation that stands, as it was last sent."""

    uid: str
    meeting: Coming


@dataclass(frozen=True, slots=True)
class Step:
    """Something to send. `uid` None: a new invitation; `meeting`: what it is to (of a cancellation: was to)."""

    what: What
    meeting: Coming
    uid: str | None = None


def invitation_steps(coming: Iterable[Coming], invited: Sequence[Invited], today: date) -> tuple[Step, ...]:
    """What has to be sent so that the invitations that stand are those to the coming meetings.

    An invitation whose meeting is off becomes one to the nearest meeting that has none yet: it has moved. What is over
    is left alone. The same again gives nothing.
    """
    planned = sorted({each for each in coming if each.day >= today}, key=lambda each: (each.day, each.at))
    standing = [each for each in invited if each.meeting.day >= today]
    without = [each for each in planned if each not in {one.meeting for one in standing}]
    off = sorted((each for each in standing if each.meeting not in planned), key=lambda each: each.meeting.day)
    steps = []
    for each in off:
        moved = min(without, key=lambda other: _apart(other, each.meeting), default=None)
        if moved is None or _apart(moved, each.meeting) > NEVER_MOVED_FURTHER:
            steps.append(Step(What.CANCELLED, each.meeting, each.uid))
        else:
            without.remove(moved)
            steps.append(Step(What.CHANGED, moved, each.uid))
    return (*steps, *(Step(What.NEW, each) for each in without))


def told_by(answers: Iterable[Answer]) -> list[Told]:
    """The meetings that were put elsewhere: each instead of the one that was invited to, and of no other."""
    return [
        Told(each.moment, each.id, to.day, to.at, ZoneInfo(to.zone), Source.CALENDAR, instead=each.of_day)
        for each in answers
        if (to := each.instead) is not None
    ]


def called_off_by(answers: Iterable[Answer]) -> list[CalledOff]:
    """The meetings that somebody does not come to: of two, that is no meeting."""
    return [CalledOff(each.moment, each.id, each.of_day) for each in answers if each.status == "DECLINED"]


def _apart(one: Coming, other: Coming) -> int:
    return abs((one.day - other.day).days)
