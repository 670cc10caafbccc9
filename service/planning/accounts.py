"""What one person says by now: all their reports, each correction laid over what it corrects.

How a report is taken:

- A correction (it answers a receipt or a question back) is about what that one showed: the cycle as told so far. Its
  meetings are laid over those of the same day, then over those without a day, then over the nearest; what is left of
  them is added. One without a day, alone, is about all that the corrected report told. "We did not meet" takes back
  what that report told. A day after the corrected words were written cannot be what they meant: it is another meeting.
- Any other report adds its meetings; one of a day that this person has told of already changes it instead. The same
  words sent twice say nothing new.
- Where we asked which days they met, and days are named, a meeting on a doubtful day that is none of these was none.
- What is laid over changes only the fields it speaks of. Topics that are named replace those named before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from service.domain import COUNTED, Claims, Doubt, MeetingClaim, NextMeeting, Report, Role

_ELSEWHERE = timedelta(days=1)
"""A moment in UTC may be the next day where its writer lives."""

_DOUBT_OF = {"met": Doubt.MET, "next_meeting": Doubt.NEXT_MEETING, "satisfaction": Doubt.SATISFACTION}


@dataclass(frozen=True, slots=True)
class Told:
    """A meeting as one person tells it by now.

    order: the moment it was first told, the report, its place in it. cycles: those it was told of in; the first is its
    own. sources: the reports that told of it. counted: all that is left of it is that it was held.
    """

    role: Role
    order: tuple[datetime, UUID, int]
    cycles: tuple[str, ...]
    sources: frozenset[UUID]
    claim: MeetingClaim
    counted: bool = False

    @property
    def cycle(self) -> str:
        return self.cycles[0]


class Account:
    """One person's account. Give it their reports in order."""

    def __init__(self, role: Role) -> None:
        self._role = role
        self._reports: dict[UUID, Report] = {}
        self._said: dict[str, Claims] = {}
        self._told: list[Told] = []

    @property
    def meetings(self) -> tuple[Told, ...]:
        """The meetings told of and not taken back, in the order of telling."""
        return tuple(self._told)

    @property
    def cycles(self) -> tuple[str, ...]:
        """The cycles reported in."""
        return tuple(self._said)

    def of_cycle(self, cycle: str) -> Claims:
        """What is said of a cycle by now. Somebody has met who tells of a meeting, whatever else they said."""
        said = self._said.get(cycle, Claims())
        meetings = tuple(sorted((told.claim for told in self._in_cycle(cycle)), key=_by_day))
        coming = None if self._is_over(said.next_meeting) else said.next_meeting
        return replace(said, met=True if meetings else said.met, meetings=meetings, next_meeting=coming)

    def _is_over(self, coming: NextMeeting | None) -> bool:
        """Whether a meeting once planned has come about, or another one after its day."""
        days = [told.claim.held_on for told in self._told if told.claim.held_on]
        return coming is not None and any(day >= coming.date for day in days)

    def take(self, report: Report) -> None:
        """The next report."""
        corrected = self._corrected_by(report)
        cycle = corrected.cycle if corrected else report.cycle
        meetings = _distinct(report.claims.meetings)
        if corrected is None:
            if not self._is_repeated(report):
                self._add_all(report, cycle, meetings)
        elif report.claims.met is False:
            self._take_back(corrected, cycle)
        else:
            self._correct(report, corrected, cycle, meetings)
        self._said[cycle] = _laid_over(self._said.get(cycle, Claims()), report)
        self._reports[report.id] = report

    def _corrected_by(self, report: Report) -> Report | None:
        """The report that a correction is about: the one it names, else the latest of its cycle."""
        if not report.answers_question:
            return None
        if report.corrects in self._reports:
            return self._reports[report.corrects]
        earlier = [each for each in self._reports.values() if each.cycle == report.cycle]
        return earlier[-1] if earlier else None

    def _is_repeated(self, report: Report) -> bool:
        """Whether it says, word for word, what an earlier one said that has not been taken back."""
        standing = {source for told in self._told for source in told.sources}
        same = [each for each in self._reports.values() if each.cycle == report.cycle and each.claims == report.claims]
        return any(each.id in standing for each in same)

    def _in_cycle(self, cycle: str) -> list[Told]:
        return [told for told in self._told if cycle in told.cycles]

    def _shown(self, corrected: Report, cycle: str) -> list[Told]:
        """What a correction speaks of where it names no day: what the corrected report told, else all of the cycle."""
        pool = self._in_cycle(cycle)
        return [told for told in pool if corrected.id in told.sources] or pool

    def _take_back(self, corrected: Report, cycle: str) -> None:
        shown = self._shown(corrected, cycle)
        self._told = [told for told in self._told if told not in shown]

    def _add_all(self, report: Report, cycle: str, claims: Sequence[MeetingClaim]) -> None:
        for place, claim in enumerate(claims):
            same_day = _of_day(self._told, claim.held_on)
            if same_day is not None:
                self._change(same_day, report, cycle, claim)
            else:
                self._add(report, cycle, place, claim)

    def _correct(self, report: Report, corrected: Report, cycle: str, claims: Sequence[MeetingClaim]) -> None:
        shown = self._shown(corrected, cycle)
        if len(claims) == 1 and claims[0].held_on is None and shown:
            for told in shown:
                self._change(told, report, cycle, claims[0])
            return
        left = list(shown)
        for place, claim in _nearest_first(claims, self._told):
            target = _of_day(self._told, claim.held_on) or _target(claim, left, corrected)
            if target is None:
                self._add(report, cycle, place, claim)
            else:
                left = [told for told in left if told.order != target.order]
                self._change(target, report, cycle, claim)
        if Doubt.HELD_ON in report.asked and any(_is_before(corrected, claim.held_on) for claim in claims):
            self._told = [told for told in self._told if told not in left or Doubt.HELD_ON not in told.claim.unsure]

    def _add(self, report: Report, cycle: str, place: int, claim: MeetingClaim) -> None:
        order = (report.moment, report.id, place)
        counted = COUNTED in report.spoken_of
        self._told.append(Told(self._role, order, (cycle,), frozenset({report.id}), claim, counted))

    def _change(self, told: Told, report: Report, cycle: str, claim: MeetingClaim) -> None:
        changed = replace(
            told,
            claim=_overlaid(told.claim, claim),
            sources=told.sources | {report.id},
            cycles=told.cycles if cycle in told.cycles else (*told.cycles, cycle),
        )
        self._told = [changed if each.order == told.order else each for each in self._told]


def accounts(reports: Iterable[Report]) -> dict[Role, Account]:
    """Both partners' accounts. A report's place is by moment and id, and it counts once, however often it comes."""
    found = {role: Account(role) for role in Role}
    once = {report.id: report for report in reports}
    for report in sorted(once.values(), key=lambda each: _place(each, once)):
        found[report.role].take(report)
    return found


def _place(report: Report, reports: Mapping[UUID, Report]) -> tuple[datetime, int, UUID]:
    """Where a report stands in the telling: a correction comes after what it corrects, whatever its clock says."""
    moment, steps, before = report.moment, 0, report
    while before.corrects and (corrected := reports.get(before.corrects)) and steps < len(reports):
        before, moment, steps = corrected, max(moment, corrected.moment), steps + 1
    return moment, steps, report.id


def _target(claim: MeetingClaim, left: Sequence[Told], corrected: Report) -> Told | None:
    """Which of the meetings shown a correcting claim is about: one without a day, else the nearest."""
    if claim.held_on and not _is_before(corrected, claim.held_on):
        return None
    dayless = [told for told in left if told.claim.held_on is None]
    if dayless or claim.held_on is None:
        return next(iter(dayless or left), None)
    return min(left, key=lambda told: _distance(told, claim.held_on), default=None)


def _is_before(corrected: Report, day: date | None) -> bool:
    """Whether the words that are corrected can have meant a day."""
    return day is not None and day <= (corrected.moment + _ELSEWHERE).date()


def _nearest_first(claims: Sequence[MeetingClaim], told: Sequence[Told]) -> list[tuple[int, MeetingClaim]]:
    """The claims with their places: those of a day told of first, then the nearest to one, those without a day last."""

    def distance(claim: MeetingClaim) -> tuple[bool, int]:
        return claim.held_on is None, min((_distance(each, claim.held_on) for each in told), default=0)

    return sorted(enumerate(claims), key=lambda item: (*distance(item[1]), item[0]))


def _distance(told: Told, day: date | None) -> int:
    """Days between; a meeting without a day is near to none."""
    return abs((told.claim.held_on - day).days) if told.claim.held_on and day else date.max.toordinal()


def _of_day(told: Iterable[Told], day: date | None) -> Told | None:
    return next((each for each in told if day is not None and each.claim.held_on == day), None)


def _distinct(claims: Sequence[MeetingClaim]) -> list[MeetingClaim]:
    """One report's meetings; of two on one day the second adds what the first leaves open."""
    found: list[MeetingClaim] = []
    for claim in claims:
        twin = next((n for n, each in enumerate(found) if claim.held_on and each.held_on == claim.held_on), None)
        if twin is None:
            found.append(claim)
        else:
            topics = tuple(sorted({*found[twin].topics, *claim.topics}))
            found[twin] = replace(_overlaid(claim, found[twin]), topics=topics)
    return found


def _overlaid(old: MeetingClaim, new: MeetingClaim) -> MeetingClaim:
    """The old claim where the new one is silent. What the new one leaves unsure is unsure."""
    doubted = new.unsure
    settled = {
        doubt
        for doubt, value in (
            (Doubt.HELD_ON, new.held_on),
            (Doubt.DURATION, new.duration_minutes),
            (Doubt.FORMAT, new.format),
        )
        if value is not None
    }
    spoken = doubted | settled
    return MeetingClaim(
        held_on=new.held_on if Doubt.HELD_ON in spoken else old.held_on,
        duration_minutes=new.duration_minutes if Doubt.DURATION in spoken else old.duration_minutes,
        format=new.format if Doubt.FORMAT in spoken else old.format,
        topics=tuple(sorted(new.topics)) if new.topics else old.topics,
        unsure=(old.unsure - settled) | doubted,
    )


def _laid_over(old: Claims, report: Report) -> Claims:
    """What is said of a cycle besides its meetings: what the report speaks of, the old claims for the rest."""
    new = report.claims
    spoken = _spoken_of(report)
    touched = {doubt for field, doubt in _DOUBT_OF.items() if field in spoken}
    return Claims(
        met=new.met if "met" in spoken else old.met,
        next_meeting=new.next_meeting if "next_meeting" in spoken else old.next_meeting,
        satisfaction=new.satisfaction if "satisfaction" in spoken else old.satisfaction,
        needs_help=new.needs_help if "needs_help" in spoken else old.needs_help,
        unsure=(old.unsure - touched) | new.unsure,
    )


def _spoken_of(report: Report) -> frozenset[str]:
    """The fields a report speaks of: those it says it does, those that hold something, those that are unsure."""
    claims = report.claims
    held = {
        "met": claims.met is not None,
        "next_meeting": claims.next_meeting is not None,
        "satisfaction": claims.satisfaction is not None,
        "needs_help": claims.needs_help,
    }
    unsure = {field for field, doubt in _DOUBT_OF.items() if doubt in claims.unsure}
    return report.spoken_of | unsure | {field for field, holds in held.items() if holds}


def _by_day(claim: MeetingClaim) -> date:
    """Oldest first, those without a day last."""
    return claim.held_on or date.max
