"""What all reports of a partnership and its agreement tell planning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from statistics import median
from zoneinfo import ZoneInfo

from service.domain import Report, Role
from service.planning.agreement import Agreement
from service.planning.invitations import Answer, called_off_by, told_by
from service.planning.reconcile import latest_claims, reconcile
from service.planning.schedule import CalledOff, Schedule, StandingRhythm, Told, schedule

_FIVE, _SHORTEST, _AN_HOUR = 5, 15, 60
"""Minutes."""


def known_schedule(
    reports: Sequence[Report],
    agreement: Agreement,
    zones: Mapping[Role, ZoneInfo],
    home: ZoneInfo,
    today: date,
    answers: Sequence[Answer] = (),
) -> Schedule:
    """The partnership's schedule. `zones`: where each of them lives, whose wall clock their words mean; a rhythm means
    that of `home`. `answers`: those to calendar invitations."""
    told = [
        Told(each.moment, each.id, coming.date, coming.time, zones[each.role], minutes=coming.minutes)
        for each in reports
        if (coming := each.claims.next_meeting) is not None
    ]
    heard = [each.moment.astimezone(zones[each.role]).date() for each in reports if each.claims.met is not None]
    standing = None
    if agreement.rhythm is not None and agreement.rhythm_since is not None:
        standing = StandingRhythm(agreement.rhythm, agreement.rhythm_since, home)
    off = [
        CalledOff(each.moment, each.id, fallen.days, fallen.moved, zones[each.role])
        for each in reports
        for fallen in each.claims.fallen
    ]
    told += told_by(answers)
    off += called_off_by(answers)
    return schedule(told, off, reconcile(reports), standing, today, max(heard, default=None))


def usual_minutes(reports: Sequence[Report], agreement: Agreement) -> int:
    """How long a meeting of a partnership is where nobody has said: as agreed, else the median of those it had, to five
    minutes; else an hour."""
    if agreement.rhythm is not None and agreement.rhythm.minutes:
        return agreement.rhythm.minutes
    told = [each.duration_minutes for each in reconcile(reports) if each.duration_minutes]
    return max(_SHORTEST, _FIVE * round(median(told) / _FIVE)) if told else _AN_HOUR


def told_cycles(reports: Sequence[Report], role: Role, zone: ZoneInfo, known: Schedule) -> frozenset[str]:
    """The cycles of which a person in `zone` has told all there is: a meeting, or that there was none while none is
    known later than what they wrote."""
    latest: dict[str, date] = {}
    for each in reports:
        if each.role is role:
            day = each.moment.astimezone(zone).date()
            latest[each.cycle] = max(day, latest.get(each.cycle, day))
    met = {cycle: said.met for (who, cycle), said in latest_claims(reports).items() if who is role}
    return frozenset(
        cycle
        for cycle, day in latest.items()
        if met.get(cycle) or (met.get(cycle) is False and all(known_day < day for known_day in known.known_days(cycle)))
    )
