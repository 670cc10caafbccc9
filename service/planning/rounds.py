"""What is due to one membership now, and when to look again.

The rules, in the order in which they give way to each other:

- One check-in a cycle, on the working day after its first known meeting, else on its monthly day; from the first that
  is two weeks after the partnership's start. Who has told of that cycle already is not asked.
- One reminder, some working days after the check-in went out, to those who have not answered.
- One letter to prepare, before the cycle's next meeting: five working days to who brings the agenda, two to the other,
  or as soon as there is an agenda. Where no meeting is known, mid-way between two check-ins, about setting one.
- A welcome when a partnership starts. Absence does not hold it up; only what the person has just had in another of
  their partnerships does.
- A letter half-way and a farewell where its length is known; nothing of the first three kinds after its last day.
- A question to each, once, where the two accounts of a cycle cannot both be true.

Nothing unasked comes within three days of another, and no more than three of the first three kinds come in a calendar
month, over all memberships of a person; what would is moved behind it, or dropped when that is too late. Who is away
gets it the working day after the day they are back; only the welcome may wait in their mailbox. After downtime a round
catches up, once; what has become too old by then is skipped. A letter that has its key is never planned again,
whatever became of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from service.domain import LetterKind, Standing, cycle_of, next_cycle
from service.planning.cadence import Cadence, local_instant
from service.planning.desk import Cycle, Desk, Slot, in_words
from service.planning.facts import MembershipFacts, Plan, Why
from service.planning.keys import (
    checkin_key,
    differ_key,
    farewell_key,
    halfway_key,
    reminder_key,
    suggestion_key,
    welcome_key,
)
from service.planning.preparing import brings_agenda
from service.planning.schedule import Fate

_DAY = timedelta(days=1)
_AWAITED = frozenset({Fate.COMING, Fate.MISSED, Fate.UNKNOWN})


def due(facts: MembershipFacts, cadence: Cadence, now: datetime) -> Plan:
    """What is due to a membership at `now` (aware).

    Until `next_look_at` nothing becomes due as long as the facts stay, the letters given here being written down among
    them; whoever changes the facts looks again at once. Raises NoWorkingDay where the holidays leave none.
    """
    if facts.standing is Standing.ENDED:
        return Plan((), (), None)
    desk = Desk(facts, cadence, now.astimezone(UTC))
    desk.place(_welcome(desk))
    for slots in (_milestones, _checkins, _reminders, _differences):
        for slot in slots(desk):
            desk.place(slot)
    if cadence.suggestions:
        for cycle in desk.cycles:
            desk.place_one_of(_preparing(desk, cycle))
    return desk.plan()


def _welcome(desk: Desk) -> Slot:
    started = desk.facts.started_on
    nominal = local_instant(started, desk.cadence.no_mail_before, desk.facts.zone)
    wanted = desk.cadence.settle(nominal, desk.facts.zone)
    return Slot(
        kind=LetterKind.WELCOME,
        cycle=cycle_of(started),
        key=welcome_key(desk.facts.membership),
        nominal=nominal,
        wanted=wanted,
        not_after=wanted + timedelta(days=desk.cadence.limits.welcome),
        reason=f"the partnership starts on {in_words(started)}",
    )


def _milestones(desk: Desk) -> Iterator[Slot]:
    """The farewell, and the letter half-way; none for a day before anybody knew of the partnership."""
    facts, limits = desk.facts, desk.cadence.limits
    if facts.ends_on is None:
        return
    found = [(LetterKind.FAREWELL, farewell_key(facts.membership), facts.ends_on, "the partnership's last day is")]
    if (half := half_way(facts, desk.cadence)) is not None:
        found.append((LetterKind.HALFWAY, halfway_key(facts.membership), half, "half-way is on"))
    for kind, key, day, reason in found:
        if day < (facts.known_since or facts.started_on):
            continue
        nominal = desk.letter_time(desk.cadence.working_day_from(day))
        wanted = desk.behind_absence(nominal)
        yield Slot(
            kind=kind,
            cycle=cycle_of(day),
            key=key,
            nominal=nominal,
            wanted=wanted,
            not_after=wanted + timedelta(days=limits.milestone),
            reason=f"{reason} {in_words(day)}",
        )


def half_way(facts: MembershipFacts, cadence: Cadence) -> date | None:
    """The middle of a partnership whose length is known; None where it is too short to have one."""
    length = facts.ends_on - facts.started_on if facts.ends_on else timedelta(0)
    return facts.started_on + length // 2 if length.days >= 2 * cadence.limits.before_half else None


def _differences(desk: Desk) -> Iterator[Slot]:
    """Of the cycles looked at: an older question may have left the letters that are known."""
    for cycle in sorted(each for each in desk.facts.differs if each >= desk.cycles[0].name):
        wanted = desk.from_now_on()
        yield Slot(
            kind=LetterKind.DIFFER,
            cycle=cycle,
            key=differ_key(desk.facts.membership, cycle),
            nominal=desk.now,
            wanted=wanted,
            not_after=wanted + timedelta(days=desk.cadence.limits.milestone),
            reason=f"the two accounts of {cycle} differ",
        )


def _checkins(desk: Desk) -> Iterator[Slot]:
    for cycle in desk.cycles:
        if not cycle.asks:
            continue
        nominal = desk.letter_time(cycle.day)
        told = (Why.ALREADY_TOLD, "told already") if cycle.name in desk.facts.told else None
        yield Slot(
            kind=LetterKind.CHECKIN,
            cycle=cycle.name,
            key=checkin_key(desk.facts.membership, cycle.name),
            nominal=nominal,
            wanted=desk.behind_absence(nominal),
            not_after=_before_next_checkin(desk, cycle, nominal),
            reason=f"the check-in of {cycle.name} is on {in_words(cycle.day)}",
            refusal=told,
        )


def _before_next_checkin(desk: Desk, cycle: Cycle, nominal: datetime) -> datetime:
    """Until when a check-in is not left to the next one: where meetings bring two near each other, both come."""
    limits, next_one = desk.cadence.limits, desk.letter_time(cycle.next_day)
    usual = next_one - timedelta(days=limits.checkin_before_next)
    return usual if usual >= nominal else max(usual, next_one - timedelta(days=limits.apart))


def _reminders(desk: Desk) -> Iterator[Slot]:
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
        yield Slot(
            kind=LetterKind.REMINDER,
            cycle=cycle.name,
            key=reminder_key(desk.facts.membership, cycle.name),
            nominal=nominal,
            wanted=wanted,
            not_after=min(wanted + timedelta(days=limits.reminder), before_next),
            reason=f"no answer to the check-in of {in_words(asked_on)}",
            refusal=told,
            partner_told=cycle.name in desk.facts.partner_met,
        )


def _asked_at(desk: Desk, cycle: str) -> datetime | None:
    """When the check-in of a cycle goes out, or went out; None: it does not."""
    key = checkin_key(desk.facts.membership, cycle)
    letter = desk.written.get(key)
    return desk.went_out(letter) if letter else desk.placed.get(key)


def _preparing(desk: Desk, cycle: Cycle) -> list[Slot]:
    """A cycle's preparing letter, at each time it may have: before any of its meetings, else mid-way."""
    days = [day for day in _awaited(desk, cycle.name) if day > desk.facts.started_on]
    slots = [_before_meeting(desk, cycle, day) for day in days]
    if cycle.asks and not _is_planned_from(desk, cycle, _middle(desk, cycle)):
        slots.append(_mid_way(desk, cycle))
    return slots


def _awaited(desk: Desk, cycle: str) -> list[date]:
    planned = desk.facts.schedule.planned
    return sorted(each.day for each in planned if each.fate in _AWAITED and cycle_of(each.day) == cycle)


def _is_planned_from(desk: Desk, cycle: Cycle, middle: date) -> bool:
    """Whether a meeting is planned from the middle on: it has its own letter, in this cycle or the next."""
    days = [*_awaited(desk, cycle.name), *_awaited(desk, next_cycle(cycle.name))]
    return any(day >= middle for day in days)


def _middle(desk: Desk, cycle: Cycle) -> date:
    return desk.cadence.working_day_from(cycle.day + (cycle.next_day - cycle.day) // 2)


def _before_meeting(desk: Desk, cycle: Cycle, meeting: date) -> Slot:
    cadence = desk.cadence
    early = desk.letter_time(cadence.working_days_before(meeting, cadence.prepare_before_working_days))
    nominal, reason = early, "before a meeting"  # not of which day: logs and `plan` tell reasons
    if brings_agenda(desk.facts.schedule.meetings_held) is not desk.facts.role:
        nominal = desk.letter_time(cadence.working_days_before(meeting, cadence.partner_before_working_days))
        agenda_at = desk.facts.agenda_at.get(cycle.name)
        if agenda_at is not None and agenda_at < nominal:
            nominal, reason = max(agenda_at, early), "the agenda for a meeting is there"
    nominal = max(nominal, desk.letter_time(desk.facts.started_on))
    return Slot(
        kind=LetterKind.SUGGESTION,
        cycle=cycle.name,
        key=suggestion_key(desk.facts.membership, cycle.name),
        nominal=nominal,
        wanted=desk.behind_absence(nominal),
        not_after=desk.letter_time(meeting - _DAY),
        reason=reason,
        refusal=_opted_out(desk),
        meeting=meeting,
    )


def _mid_way(desk: Desk, cycle: Cycle) -> Slot:
    limits = desk.cadence.limits
    nominal = desk.letter_time(_middle(desk, cycle))
    wanted = desk.behind_absence(nominal)
    before_next = desk.letter_time(cycle.next_day) - timedelta(days=limits.apart)
    return Slot(
        kind=LetterKind.SUGGESTION,
        cycle=cycle.name,
        key=suggestion_key(desk.facts.membership, cycle.name),
        nominal=nominal,
        wanted=wanted,
        not_after=min(wanted + timedelta(days=limits.suggestion), before_next),
        reason=f"mid-way between the check-ins of {in_words(cycle.day)} and {in_words(cycle.next_day)}",
        refusal=_opted_out(desk),
    )


def _opted_out(desk: Desk) -> tuple[Why, str] | None:
    return (Why.OPTED_OUT, "wants no suggestions") if desk.facts.suggestions_off else None
