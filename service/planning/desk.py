"""A look at one membership: its letters find their moments, apart from each other and never too many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from service.domain import (
    RATIONED,
    LetterKind,
    Reachability,
    Standing,
    cycle_of,
    cycle_start,
    next_cycle,
    previous_cycle,
)
from service.planning.cadence import Cadence, NoWorkingDay, local_instant, local_midnight
from service.planning.facts import Due, MembershipFacts, OtherMembership, PastLetter, Plan, Skipped, Why
from service.planning.keys import checkin_key
from service.planning.schedule import Schedule

_TOLD_FOR = timedelta(days=31)
_LATE = timedelta(days=1)
_DAY = timedelta(days=1)
_YEAR_OF_CYCLES = 13


@dataclass(frozen=True, slots=True)
class Slot:
    """A letter and its time. `nominal`: by the calendar; `wanted`: the same, behind an absence.

    refusal: why it is not sent whatever the time.
    """

    kind: LetterKind
    cycle: str
    key: str
    nominal: datetime
    wanted: datetime
    not_after: datetime
    reason: str
    refusal: tuple[Why, str] | None = None
    partner_told: bool = False
    meeting: date | None = None


@dataclass(frozen=True, slots=True)
class Cycle:
    """A cycle of a membership: its check-in's day, and that of the next one. `asks`: whether it has a check-in."""

    name: str
    day: date
    next_day: date
    asks: bool


@dataclass(frozen=True, slots=True)
class _Taken:
    """A letter's moment in the person's mailbox. `is_rationed`: it is one of those of which there are a few a cycle."""

    at: datetime
    is_rationed: bool


class Desk:
    """One look at one membership: letters are placed in the order in which they give way to each other."""

    def __init__(self, facts: MembershipFacts, cadence: Cadence, now: datetime) -> None:
        self.facts = facts
        self.cadence = cadence
        self.now = now
        self.written = {letter.key: letter for letter in facts.letters}
        self.placed: dict[str, datetime] = {}
        self._own_minute = cadence.own_minute(facts.membership)
        self.cycles = self._find_cycles()
        self._taken = list(self._moments(facts.letters))
        for other in facts.others:
            self._taken += self._moments(other.letters)
        self._due: list[tuple[Due, Slot]] = []
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

    def from_now_on(self) -> datetime:
        """Now, or where the person is away the letter time of the working day after they are back: the same at every
        look."""
        back_on = self.facts.back_on
        if back_on is None:
            return self.now
        return max(self.now, self.letter_time(self.cadence.working_day_from(back_on + timedelta(days=1))))

    def behind_absence(self, when: datetime) -> datetime:
        """The same moment, or the letter time of the working day after the day the person is back."""
        back_on = self.facts.back_on
        if back_on is None or when.astimezone(self.facts.zone).date() > back_on:
            return when
        return self.letter_time(self.cadence.working_day_from(back_on + timedelta(days=1)))

    def place(self, slot: Slot) -> None:
        """Find out what becomes of a letter that has no row yet."""
        if slot.key in self.written:
            return
        slot = self._before_the_end(slot)
        if slot.refusal is not None:
            self._skip(slot, *slot.refusal)
            return
        at = self._room_for(slot)
        if at > slot.not_after:
            self._skip(slot, *self._too_late(slot))
            return
        self._taken.append(_Taken(at, slot.kind in RATIONED))
        self.placed[slot.key] = at
        if at > self.now:
            self._looks.append(at)
        else:
            self._due.append((self._due_now(slot), slot))

    def place_one_of(self, slots: Sequence[Slot]) -> None:
        """Place a letter at the first of its possible times that has room; where none has, tell of the last."""
        slots = [self._before_the_end(slot) for slot in slots]
        fits = (slot for slot in slots if slot.refusal is None and self._room_for(slot) <= slot.not_after)
        if slots:
            self.place(next(fits, slots[-1]))

    def plan(self) -> Plan:
        """What came of it."""
        standstill = self._standstill()
        if standstill is None:
            over_at = self._over_at()
            if over_at is not None and over_at <= self.now:
                return Plan((), tuple(self._skipped), None, is_over=True)
            looks = [*self._looks, self._horizon(), *([over_at] if over_at else [])]
            return Plan(tuple(due for due, _ in self._due), tuple(self._skipped), min(looks))
        why, reason, until = standstill
        for _, slot in self._due:
            self._skip(slot, why, reason)
        return Plan((), tuple(self._skipped), until)

    def _before_the_end(self, slot: Slot) -> Slot:
        """What goes on from month to month goes on until the last day."""
        ends_on = self.facts.ends_on
        if ends_on is None or slot.kind not in RATIONED:
            return slot
        end = local_instant(ends_on, self.cadence.no_mail_after, self.facts.zone)
        over = (Why.ENDED, f"the last day is {in_words(ends_on)}") if slot.nominal > end else None
        return replace(slot, not_after=min(slot.not_after, end), refusal=slot.refusal or over)

    def _over_at(self) -> datetime | None:
        """When answers to the farewell are not awaited any more."""
        if self.facts.ends_on is None:
            return None
        return local_midnight(
            self.facts.ends_on + timedelta(days=self.cadence.limits.after_farewell), self.cadence.zone
        )

    def _moments(self, letters: Iterable[PastLetter]) -> Iterator[_Taken]:
        for letter in letters:
            if (when := self.went_out(letter)) is not None:
                yield _Taken(when, letter.kind in RATIONED)

    def _find_cycles(self) -> list[Cycle]:
        """The cycles in which something may be due, or come due before the horizon."""
        settled_in = self.facts.started_on + timedelta(days=self.cadence.limits.before_first)
        first = max(settled_in, self.facts.known_since or settled_in)
        name = previous_cycle(previous_cycle(self._this_cycle()))
        found = []
        for _ in range(5):
            day = self._checkin_day(name)
            asks = day is not None and day >= first
            found.append(Cycle(name, day or cycle_start(name), self._next_checkin(name), asks))
            name = next_cycle(name)
        return found

    def _checkin_day(self, cycle: str) -> date | None:
        """The day by the rule; one that went out before a later meeting was known stays where it was."""
        day = checkin_day(self.cadence, self.facts.schedule, cycle)
        letter = self.written.get(checkin_key(self.facts.membership, cycle))
        if day is None or letter is None or letter.given_up:
            return day
        return min(day, (letter.sent_at or letter.planned_at).astimezone(self.facts.zone).date())

    def _next_checkin(self, cycle: str) -> date:
        for _ in range(_YEAR_OF_CYCLES):
            cycle = next_cycle(cycle)
            day = self._checkin_day(cycle)
            if day is not None:
                return day
        raise NoWorkingDay(f"the holidays leave no working day in the year before {cycle}; check program.holidays")

    def _room_for(self, slot: Slot) -> datetime:
        """The first moment at which the letter may go out: at a distance from all others, and in a
        cycle that has not had its number of letters."""
        at = self._settle(max(slot.wanted, self.now))
        while at <= slot.not_after:
            free = self._free_from(at, slot.kind)
            if free == at:
                break
            at = self._settle(free)
        return at

    def _free_from(self, at: datetime, kind: LetterKind) -> datetime:
        """The moment where the mailbox has room then, else a later one to try."""
        apart = timedelta(days=self.cadence.limits.apart)
        near = [taken.at for taken in self._taken if abs(at - taken.at) < apart]
        if near:
            return max(near) + apart
        return self._next_month(at) if kind in RATIONED and self._is_full(at, kind) else at

    def _is_full(self, at: datetime, kind: LetterKind) -> bool:
        """Whether the cycle of a moment has its number of letters, with those check-ins of the person's other
        memberships that are still to come: those go first."""
        cycle = self._cycle_at(at)
        count = sum(taken.is_rationed and self._cycle_at(taken.at) == cycle for taken in self._taken)
        if kind is not LetterKind.CHECKIN:
            count += sum(self._expects_checkin(other, cycle) for other in self.facts.others)
        return count >= self.cadence.limits.letters

    def _expects_checkin(self, other: OtherMembership, cycle: str) -> bool:
        asked = any(letter.kind is LetterKind.CHECKIN and letter.cycle == cycle for letter in other.letters)
        settled = not asked and other.is_active and cycle not in other.reported
        return settled and first_checkin(other.started_on, self.cadence)[0] <= cycle

    def _next_month(self, at: datetime) -> datetime:
        """When the next cycle begins in the program's zone: from then on there is room, whenever somebody looks."""
        return local_midnight(cycle_start(next_cycle(self._cycle_at(at))), self.cadence.zone)

    def _too_late(self, slot: Slot) -> tuple[Why, str]:
        if slot.nominal > slot.not_after:
            return Why.TOO_NEAR, "the next check-in is near"
        if self._settle(self.now) > slot.not_after:
            return Why.TOO_OLD, f"was of use until {self._local_day(slot.not_after)}"
        if slot.wanted > slot.not_after:
            return Why.AWAY, f"away until {in_words(self.facts.back_on)}, which is too late for it"
        if slot.kind in RATIONED and self._is_full(self._settle(max(slot.wanted, self.now)), slot.kind):
            return Why.TOO_MANY, f"{self.cadence.limits.letters} letters a month are enough"
        return Why.TOO_NEAR, f"there was no day {self.cadence.limits.apart} days from every other letter"

    def _due_now(self, slot: Slot) -> Due:
        reason = slot.reason
        if slot.wanted > slot.nominal and slot.kind is not LetterKind.WELCOME:
            reason += f", moved behind an absence until {in_words(self.facts.back_on)}"
        if self.now - slot.wanted >= _LATE:
            reason += f", late: planned for {self._local_day(slot.wanted)}"
        what, when = (slot.kind, slot.cycle, slot.key), (slot.wanted, slot.not_after)
        return Due(*what, *when, reason, slot.partner_told, slot.meeting)

    def _skip(self, slot: Slot, why: Why, reason: str) -> None:
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
        return Why.PAUSED, f"paused until {in_words(until)}", local_midnight(until, self.facts.zone)

    def _horizon(self) -> datetime:
        """Before anything that the cycles found leave out can be due."""
        return local_midnight(cycle_start(next_cycle(next_cycle(self._this_cycle()))), self.cadence.zone)

    def _this_cycle(self) -> str:
        return self._cycle_at(self.now)

    def _cycle_at(self, when: datetime) -> str:
        return cycle_of(when.astimezone(self.cadence.zone).date())

    def _settle(self, when: datetime) -> datetime:
        return self.cadence.settle(when, self.facts.zone)

    def _local_day(self, when: datetime) -> str:
        return in_words(when.astimezone(self.facts.zone).date())


def checkin_day(cadence: Cadence, schedule: Schedule, cycle: str) -> date | None:
    """The day of a cycle's check-in: the working day after its first known meeting where that lies in the cycle, else
    the monthly day; None: there is no working day."""
    for meeting in schedule.known_days(cycle)[:1]:
        day = cadence.working_day_from(meeting + _DAY)
        if cycle_of(day) == cycle:
            return day
    return cadence.checkin_day(cycle)


def first_checkin(started_on: date, cadence: Cadence) -> tuple[str, date]:
    """The cycle and the day of a partnership's first check-in, as far as no meeting is known. Raises NoWorkingDay where
    the holidays leave none."""
    earliest = started_on + timedelta(days=cadence.limits.before_first)
    cycle, day = cadence.next_checkin(previous_cycle(cycle_of(earliest)))
    return (cycle, day) if day >= earliest else cadence.next_checkin(cycle)


def in_words(day: date | None) -> str:
    """ "November 12"."""
    return f"{day:%B} {day.day}" if day else "an unknown day"
