"""Two partners' reports → one record a meeting, computed from all reports of a partnership.

Each partner's reports become that partner's account first (`accounts`); then the two accounts are laid side by side:

1. Two meetings of the same day are one.
2. So are two at most two days apart, the nearest first, where nothing else speaks against it: told as held in two
   different ways, they are two.
3. A meeting without a day joins the partner's only meeting of that cycle that is still alone. Where several are alone
   and there are at least as many without a day, each of them is joined: which by which makes no difference.
4. What is left stands alone, and so does what is left of the reports of somebody who was forgotten.

The account that was told first leads: its day, length and way of meeting are the record's, and the other's differing
day or length is kept beside them. Topics are both's. A record belongs to the cycle in which it was first told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from service.domain import Claims, Meeting, MeetingClaim, Report, Role
from service.planning.accounts import Told, accounts

_NEAR_MISS_DAYS = 2

_Pair = tuple[Told, Told]
_T = TypeVar("_T")


def reconcile(reports: Iterable[Report]) -> tuple[Meeting, ...]:
    """The meetings of a partnership, oldest first within each cycle, those without a day last.

    Any order and any repetition of the same reports give the same meetings.
    """
    meetings = [_record(group) for group in _grouped(reports)]
    return tuple(sorted(meetings, key=lambda meeting: (meeting.cycle, meeting.held_on or date.max)))


def account(reports: Iterable[Report], role: Role, cycle: str) -> Claims:
    """What one person says of a cycle by now, all their reports and corrections of it taken together."""
    return accounts(reports)[role].of_cycle(cycle)


def latest_claims(reports: Iterable[Report]) -> dict[tuple[Role, str], Claims]:
    """`account` of every person and cycle that there are reports of."""
    return {
        (role, cycle): person.of_cycle(cycle) for role, person in accounts(reports).items() for cycle in person.cycles
    }


def lacks_day(reports: Iterable[Report], role: Role, cycle: str) -> bool:
    """Whether a person should be asked for the day of a meeting of a cycle: neither they nor their partner named it."""
    for group in _grouped(reports):
        mine = [told for told in group if told.role is role and cycle in told.cycles]
        if mine and all(told.claim.held_on is None for told in group):
            return True
    return False


def what_counts(reports: Iterable[Report], role: Role) -> dict[str, Claims]:
    """What stays of one person's reports, by cycle, when all else of them is forgotten: that they answered, whether
    they had met, and a bare meeting for each that nobody else told of, so that no count changes."""
    kept = list(reports)
    alone = Counter(group[0].cycle for group in _grouped(kept) if {told.role for told in group} == {role})
    mine = accounts(kept)[role]
    return {
        cycle: Claims(met=mine.of_cycle(cycle).met, meetings=(MeetingClaim(),) * alone[cycle]) for cycle in mine.cycles
    }


def _grouped(reports: Iterable[Report]) -> list[tuple[Told, ...]]:
    """Each meeting's accounts, one or two, the first told first."""
    people = accounts(reports)
    alone = {role: [told for told in people[role].meetings if not told.counted] for role in Role}
    counted = [told for role in Role for told in people[role].meetings if told.counted]
    pairs: list[_Pair] = []
    for find in (_of_same_day, _of_near_days, _without_day):
        for mentor, mentee in find(alone[Role.MENTOR], alone[Role.MENTEE]):
            alone[Role.MENTOR].remove(mentor)
            alone[Role.MENTEE].remove(mentee)
            pairs.append((mentor, mentee))
    joined = [tuple(sorted(pair, key=lambda told: told.order)) for pair in pairs]
    return [*joined, *((told,) for told in (*alone[Role.MENTOR], *alone[Role.MENTEE], *counted))]


def _of_same_day(mentor: Sequence[Told], mentee: Sequence[Told]) -> list[_Pair]:
    by_day = {told.claim.held_on: told for told in mentee if told.claim.held_on}
    return [(told, by_day[told.claim.held_on]) for told in mentor if told.claim.held_on in by_day]


def _of_near_days(mentor: Sequence[Told], mentee: Sequence[Told]) -> list[_Pair]:
    """The nearest first; of two that are as near, the earlier."""
    near = [
        (abs((one.claim.held_on - other.claim.held_on).days), one.claim.held_on, other.claim.held_on, one, other)
        for one in mentor
        for other in mentee
        if one.claim.held_on and other.claim.held_on and not _held_differently(one, other)
    ]
    found: list[_Pair] = []
    for distance, *_, one, other in sorted(near, key=lambda item: item[:3]):
        if distance <= _NEAR_MISS_DAYS and not any(one in pair or other in pair for pair in found):
            found.append((one, other))
    return found


def _held_differently(one: Told, other: Told) -> bool:
    formats = {one.claim.format, other.claim.format} - {None}
    return len(formats) > 1


def _without_day(mentor: Sequence[Told], mentee: Sequence[Told]) -> list[_Pair]:
    found: list[_Pair] = []
    for cycle in sorted({told.cycle for told in (*mentor, *mentee)}):
        mine = [told for told in mentor if told.cycle == cycle]
        theirs = [told for told in mentee if told.cycle == cycle]
        found += _joining(mine, theirs) or [(one, other) for other, one in _joining(theirs, mine)]
    return found


def _joining(joiners: Sequence[Told], partners: Sequence[Told]) -> list[_Pair]:
    """Each of the partner's meetings with one that has no day; none where there are too few to go round."""
    dayless = [told for told in joiners if told.claim.held_on is None]
    return list(zip(dayless, partners, strict=False)) if len(dayless) >= len(partners) else []


def _record(group: Sequence[Told]) -> Meeting:
    first, other = group[0].claim, group[-1].claim
    return Meeting(
        cycle=group[0].cycle,
        held_on=first.held_on or other.held_on,
        duration_minutes=first.duration_minutes or other.duration_minutes,
        format=first.format or other.format,
        topics=tuple(sorted({*first.topics, *other.topics})),
        reported_by=frozenset(told.role for told in group),
        other_held_on=_differing(first.held_on, other.held_on),
        other_duration_minutes=_differing(first.duration_minutes, other.duration_minutes),
    )


def _differing(first: _T | None, other: _T | None) -> _T | None:
    """The second account where it differs from the first."""
    return other if first is not None and other != first else None
