"""Which calendar invitations to send: one for each coming meeting, changed or cancelled when that changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from service.domain import Partnership, Role, Standing
from service.planning.schedule import CalledOff, Source, Told

NEVER_MOVED_FURTHER = 60
"""Days. An invitation to a meeting that is off becomes one to another only where that is not further away."""


class What(StrEnum):
    """What becomes of an invitation. Withdrawn: the two may meet all the same, but the program's part in it rests."""

    NEW = "new"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"

    @property
    def cancels(self) -> bool:
        """Whether calendars are told CANCEL, after which nothing more is said under the same UID."""
        return self in (What.CANCELLED, What.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Coming:
    """A planned meeting, on the wall clock of `zone`. `minutes`: how long it is to last, where that was said."""

    day: date
    at: time
    zone: str
    minutes: int | None = field(default=None, compare=False)

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

    An invitation whose meeting is off becomes one to the nearest meeting that has none yet: it has moved. One whose
    meeting is now said to last longer or shorter changes too. What is over is left alone. The same again gives nothing.
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
    said = {each: each for each in planned if each.minutes}
    for each in standing:
        same = said.get(each.meeting)
        if same is not None and same.minutes != each.meeting.minutes:
            steps.append(Step(What.CHANGED, same, each.uid))
    return (*steps, *(Step(What.NEW, each) for each in without))


@dataclass(frozen=True, slots=True)
class Rest:
    """When no invitations stand: before the day `until`, on which a pause ends, and after `last_day`, the program's."""

    until: date = date.min
    last_day: date = date.max

    def covers(self, day: date) -> bool:
        """Whether a meeting of a day is not invited to."""
        return day < self.until or day > self.last_day


def rest_of(partnership: Partnership, last_day: date | None, today: date) -> Rest:
    """What pauses, stops or ends, of the partnership or of one of the two: until `date.max` for good, or as long as
    nobody says otherwise."""
    people = [partnership.side(role).participant for role in Role]
    days = [_rests_until(each.standing, each.paused_until) for each in people]
    days.append(_rests_until(partnership.standing, partnership.paused_until))
    return Rest(max((day for day in days if day > today), default=date.min), last_day or date.max)


def _rests_until(standing: Standing, paused_until: date | None) -> date:
    if standing is Standing.ACTIVE:
        return date.min
    return paused_until if standing is Standing.PAUSED and paused_until else date.max


def steps_due(
    coming: Iterable[Coming], invited: Iterable[Invited], rest: Rest, now: datetime, today: date
) -> tuple[Step, ...]:
    """What has to be sent: where the invitations rest, what stands is taken back. As long as something pauses, nothing
    new comes for later days either. What has begun is left alone."""
    known, standing = list(coming), list(invited)
    at_rest = [each for each in standing if rest.covers(each.meeting.day) and each.meeting.starts_at > now]
    back = (
        Step(What.WITHDRAWN if each.meeting in known else What.CANCELLED, each.meeting, each.uid) for each in at_rest
    )
    going_on = [each for each in standing if each not in at_rest]
    planned = [each for each in known if not rest.covers(each.day) or each.starts_at <= now]
    if rest.until > today:
        planned = [each.meeting for each in going_on if each.meeting in planned]
    return (*back, *invitation_steps(planned, going_on, today))


def told_by(answers: Iterable[Answer]) -> list[Told]:
    """The meetings that were put elsewhere: each instead of the one that was invited to, and of no other."""
    return [
        Told(each.moment, each.id, to.day, to.at, ZoneInfo(to.zone), Source.CALENDAR, instead=each.of_day)
        for each in answers
        if (to := each.instead) is not None
    ]


def called_off_by(answers: Iterable[Answer]) -> list[CalledOff]:
    """The meetings that somebody does not come to: of two, that is no meeting."""
    return [CalledOff(each.moment, each.id, (each.of_day,)) for each in answers if each.status == "DECLINED"]


def _apart(one: Coming, other: Coming) -> int:
    return abs((one.day - other.day).days)
