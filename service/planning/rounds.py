"""What is due to one membership now, and when to look again.

The rules, in the order in which they give way to each other:

- One check-in a cycle, on its monthly day, from the first that is two weeks after the partnership's start.
- One reminder, some working days after the check-in went out, to those who have not answered.
- Topics to talk about, mid-way between two check-ins.
- A welcome when a partnership starts; it waits for nothing, and the others keep their distance from it too.

Nothing unasked comes within three days of another; what would is moved behind it, or dropped when that is too late.
Who is away gets it the working day after the day they are back; only the welcome may wait in their mailbox. After
downtime a round catches up, once; what has become too old by then is skipped. A letter that has its key is never
planned again, whatever became of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from service.domain import LetterKind, Reachability, Standing, cycle_of, cycle_start, next_cycle, previous_cycle
from service.planning.cadence import Cadence, local_instant, local_midnight
from service.planning.keys import checkin_key, reminder_key, suggestion_key, welcome_key

_TOLD_FOR = timedelta(days=31)
_LATE = timedelta(days=1)


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
    known_since: the day the partnership was entered here; no check-in of an earlier day is sent after all.
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
    known_since: date | None = None
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
    """What is due, what is not and why, and when to look again; None: not before something changes."""

    due: tuple[Due, ...]
    skipped: tuple[Skipped, ...]
    next_look_at: datetime | None


def due(facts: MembershipFacts, cadence: Cadence, now: datetime) -> Plan:
    """What is due to a membership at `now` (aware).

    Until `next_look_at` nothing becomes due as long as the facts stay, the letters given here being written down among
    them; whoever changes the facts looks again at once. Raises NoWorkingDay where the holidays leave none.
    """
    if facts.standing is Standing.ENDED:
        return Plan((), (), None)
    desk = _Desk(facts, cadence, now.astimezone(UTC))
    desk.place(_welcome(desk))
    for slots in (_checkins, _reminders, _suggestions):
        for slot in slots(desk):
            desk.place(slot)
    return desk.plan()


def first_checkin(started_on: date, cadence: Cadence) -> tuple[str, date]:
    """The cycle and the day of a partnership's first check-in. Raises NoWorkingDay where the holidays leave none."""
    earliest = started_on + timedelta(days=cadence.limits.before_first)
    cycle, day = cadence.next_checkin(previous_cycle(cycle_of(earliest)))
    return (cycle, day) if day >= earliest else cadence.next_checkin(cycle)


@dataclass(frozen=True, slots=True)
class _Slot:
    """A letter and its time. `nominal`: by the calendar; `wanted`: the same, behind an absence.

    refusal: why it is not sent whatever the time. gives_way: it keeps its distance from other letters.
    """

    kind: LetterKind
    cycle: str
    key: str
    nominal: datetime
    wanted: datetime
    not_after: datetime
    reason: str
    refusal: tuple[Why, str] | None = None
    gives_way: bool = True
    partner_told: bool = False


@dataclass(frozen=True, slots=True)
class _Cycle:
    """A cycle that a membership has a check-in in: its day, and that of the next one."""

    name: str
    day: date
    next_day: date


class _Desk:
    """One look at one membership: letters are placed in the order in which they give way to each other."""

    def __init__(self, facts: MembershipFacts, cadence: Cadence, now: datetime) -> None:
        self.facts = facts
        self.cadence = cadence
        self.now = now
        self.written = {letter.key: letter for letter in facts.letters}
        self.placed: dict[str, datetime] = {}
        self._own_minute = cadence.own_minute(facts.membership)
        self.cycles = self._find_cycles()
        self._taken = [when for letter in facts.letters if (when := self.went_out(letter))]
        self._due: list[tuple[Due, _Slot]] = []
        self._skipped: list[Skipped] = []
        self._looks: list[datetime] = []

    def went_out(self, letter: PastLetter) -> datetime | None:
        """When a letter went out; one that waits does so now at the earliest; None: it never will."""
        if letter.given_up:
            return None
        return letter.sent_at or max(letter.planned_at, self.now)

    def letter_time(self, day: date) -> datetime:
        """When letters planned for a day reach this membership."""
        return local_instant(day, self.cadence.monthly_day.at, self.facts.zone) + self._own_minute

    def behind_absence(self, when: datetime) -> datetime:
        """The same moment, or the letter time of the working day after the day the person is back."""
        back_on = self.facts.back_on
        if back_on is None or when.astimezone(self.facts.zone).date() > back_on:
            return when
        return self.letter_time(self.cadence.working_day_from(back_on + timedelta(days=1)))

    def place(self, slot: _Slot) -> None:
        """Find out what becomes of a letter that has no row yet."""
        if slot.key in self.written:
            return
        if slot.refusal is not None:
            self._skip(slot, *slot.refusal)
            return
        at = self._room_for(slot)
        if at > slot.not_after:
            self._skip(slot, *self._too_late(slot))
            return
        self._taken.append(at)
        self.placed[slot.key] = at
        if at > self.now:
            self._looks.append(at)
        else:
            self._due.append((self._due_now(slot), slot))

    def plan(self) -> Plan:
        """What came of it."""
        standstill = self._standstill()
        if standstill is None:
            looks = [*self._looks, self._horizon()]
            return Plan(tuple(due for due, _ in self._due), tuple(self._skipped), min(looks))
        why, reason, until = standstill
        for _, slot in self._due:
            self._skip(slot, why, reason)
        return Plan((), tuple(self._skipped), until)

    def _find_cycles(self) -> list[_Cycle]:
        """The cycles in which something may be due, or come due before the horizon."""
        settled_in = self.facts.started_on + timedelta(days=self.cadence.limits.before_first)
        first = max(settled_in, self.facts.known_since or settled_in)
        name = previous_cycle(previous_cycle(self._this_cycle()))
        found = []
        for _ in range(5):
            day = self.cadence.checkin_day(name)
            if day is not None and day >= first:
                found.append(_Cycle(name, day, self.cadence.next_checkin(name)[1]))
            name = next_cycle(name)
        return found

    def _room_for(self, slot: _Slot) -> datetime:
        """The first moment at which the letter may go out, at a distance from all others where it gives way."""
        apart = timedelta(days=self.cadence.limits.apart)
        at = self._settle(max(slot.wanted, self.now))
        while slot.gives_way and at <= slot.not_after:
            near = [taken for taken in self._taken if abs(at - taken) < apart]
            if not near:
                break
            at = self._settle(max(near) + apart)
        return at

    def _too_late(self, slot: _Slot) -> tuple[Why, str]:
        if slot.nominal > slot.not_after:
            return Why.TOO_NEAR, "the next check-in is near"
        if self._settle(self.now) > slot.not_after:
            return Why.TOO_OLD, f"was of use until {self._local_day(slot.not_after)}"
        if slot.wanted > slot.not_after:
            return Why.AWAY, f"away until {_in_words(self.facts.back_on)}, which is too late for it"
        return Why.TOO_NEAR, f"there was no day {self.cadence.limits.apart} days from every other letter"

    def _due_now(self, slot: _Slot) -> Due:
        reason = slot.reason
        if slot.wanted > slot.nominal and slot.kind is not LetterKind.WELCOME:
            reason += f", moved behind an absence until {_in_words(self.facts.back_on)}"
        if self.now - slot.wanted >= _LATE:
            reason += f", late: planned for {self._local_day(slot.wanted)}"
        return Due(slot.kind, slot.cycle, slot.key, slot.wanted, slot.not_after, reason, slot.partner_told)

    def _skip(self, slot: _Slot, why: Why, reason: str) -> None:
        """Tell of a letter whose time has come, until it is long past."""
        if slot.nominal <= self.now <= slot.not_after + _TOLD_FOR:
            self._skipped.append(Skipped(slot.kind, slot.cycle, slot.key, slot.nominal, why, reason))

    def _standstill(self) -> tuple[Why, str, datetime | None] | None:
        """Why nothing at all goes out, and until when; None: until somebody changes it."""
        if self.facts.reachability is Reachability.BOUNCED:
            return Why.BOUNCED, "mail to the address comes back", None
        until = self.facts.paused_until
        if until is None:
            return (Why.PAUSED, "paused", None) if self.facts.standing is Standing.PAUSED else None
        if self.now.astimezone(self.facts.zone).date() >= until:
            return None
        return Why.PAUSED, f"paused until {_in_words(until)}", local_midnight(until, self.facts.zone)

    def _horizon(self) -> datetime:
        """Before anything that the cycles found leave out can be due."""
        return local_midnight(cycle_start(next_cycle(next_cycle(self._this_cycle()))), self.cadence.zone)

    def _this_cycle(self) -> str:
        return cycle_of(self.now.astimezone(self.cadence.zone).date())

    def _settle(self, when: datetime) -> datetime:
        return self.cadence.settle(when, self.facts.zone)

    def _local_day(self, when: datetime) -> str:
        return _in_words(when.astimezone(self.facts.zone).date())


def _welcome(desk: _Desk) -> _Slot:
    started = desk.facts.started_on
    nominal = local_instant(started, desk.cadence.no_mail_before, desk.facts.zone)
    wanted = desk.cadence.settle(nominal, desk.facts.zone)
    return _Slot(
        kind=LetterKind.WELCOME,
        cycle=cycle_of(started),
        key=welcome_key(desk.facts.membership),
        nominal=nominal,
        wanted=wanted,
        not_after=wanted + timedelta(days=desk.cadence.limits.welcome),
        reason=f"the partnership starts on {_in_words(started)}",
        gives_way=False,
    )


def _checkins(desk: _Desk) -> Iterator[_Slot]:
    for cycle in desk.cycles:
        nominal = desk.letter_time(cycle.day)
        yield _Slot(
            kind=LetterKind.CHECKIN,
            cycle=cycle.name,
            key=checkin_key(desk.facts.membership, cycle.name),
            nominal=nominal,
            wanted=desk.behind_absence(nominal),
            not_after=desk.letter_time(cycle.next_day) - timedelta(days=desk.cadence.limits.checkin_before_next),
            reason=f"the check-in of {cycle.name} is on {_in_words(cycle.day)}",
        )


def _reminders(desk: _Desk) -> Iterator[_Slot]:
    limits = desk.cadence.limits
    for cycle in desk.cycles:
        asked = _asked_at(desk, cycle.name)
        if asked is None:
            continue
        asked_on = asked.astimezone(desk.facts.zone).date()
        nominal = desk.letter_time(desk.cadence.working_days_after(asked_on, desk.cadence.reminder_after_working_days))
        wanted = desk.behind_absence(nominal)
        before_next = desk.letter_time(cycle.next_day) - timedelta(days=limits.reminder_before_next)
        told = (Why.ALREADY_TOLD, "answered already") if cycle.name in desk.facts.reported else None
        yield _Slot(
            kind=LetterKind.REMINDER,
            cycle=cycle.name,
            key=reminder_key(desk.facts.membership, cycle.name),
            nominal=nominal,
            wanted=wanted,
            not_after=min(wanted + timedelta(days=limits.reminder), before_next),
            reason=f"no answer to the check-in of {_in_words(asked_on)}",
            refusal=told,
            partner_told=cycle.name in desk.facts.partner_met,
        )


def _asked_at(desk: _Desk, cycle: str) -> datetime | None:
    """When the check-in of a cycle goes out, or went out; None: it does not."""
    key = checkin_key(desk.facts.membership, cycle)
    letter = desk.written.get(key)
    return desk.went_out(letter) if letter else desk.placed.get(key)


def _suggestions(desk: _Desk) -> Iterator[_Slot]:
    if not desk.cadence.suggestions:
        return
    limits = desk.cadence.limits
    for cycle in desk.cycles:
        middle = cycle.day + (cycle.next_day - cycle.day) // 2
        nominal = desk.letter_time(desk.cadence.working_day_from(middle))
        wanted = desk.behind_absence(nominal)
        before_next = desk.letter_time(cycle.next_day) - timedelta(days=limits.apart)
        opted_out = (Why.OPTED_OUT, "wants no suggestions") if desk.facts.suggestions_off else None
        yield _Slot(
            kind=LetterKind.SUGGESTION,
            cycle=cycle.name,
            key=suggestion_key(desk.facts.membership, cycle.name),
            nominal=nominal,
            wanted=wanted,
            not_after=min(wanted + timedelta(days=limits.suggestion), before_next),
            reason=f"mid-way between the check-ins of {_in_words(cycle.day)} and {_in_words(cycle.next_day)}",
            refusal=opted_out,
        )


def _in_words(day: date | None) -> str:
    """ "November 12"."""
    return f"{day:%B} {day.day}" if day else "an unknown day"
