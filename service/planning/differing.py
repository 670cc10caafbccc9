"""Where one partner tells of a meeting and the other, who wrote later than its day, that there was none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from service.domain import Claims, Report, Role
from service.planning.reconcile import latest_claims

WAITS_FOR_AN_ANSWER = timedelta(days=7)


def differing(reports: Iterable[Report]) -> frozenset[str]:
    """The cycles of which the two accounts, as they stand, cannot both be true. Any order of reports gives the same.

    "Not yet", written before the day on which the other met, is no contradiction; nor is "not since the last check-in"
    where the other tells once more of a meeting from before that.
    """
    kept = sorted(reports, key=lambda each: (each.moment, each.id))
    claims = latest_claims(kept)
    told_at = {(each.role, each.cycle): each.moment for each in kept if each.claims.met is not None}
    return frozenset(
        cycle
        for (role, cycle), said in claims.items()
        if said.met is False
        and (role, cycle) in told_at
        and (other := claims.get((role.other, cycle))) is not None
        and _contradicts(
            told_at[role, cycle], other, told_at.get((role.other, cycle)), _told_before(role, cycle, told_at)
        )
    )


def still_differing(
    reports: Iterable[Report], asked: Mapping[tuple[Role, str], datetime], now: datetime
) -> frozenset[str]:
    """The cycles on which both were asked and that stay so: each has told since, or has had a week to.

    asked: when the question on a cycle went out to each.
    """
    kept = list(reports)
    return frozenset(
        cycle for cycle in differing(kept) if all(_has_had_a_say(role, cycle, kept, asked, now) for role in Role)
    )


def _told_before(role: Role, cycle: str, told_at: Mapping[tuple[Role, str], datetime]) -> date:
    """The day on which somebody last told of an earlier cycle: what was before it is settled."""
    return max((at.date() for (who, when), at in told_at.items() if who is role and when < cycle), default=date.min)


def _contradicts(no_at: datetime, other: Claims, yes_at: datetime | None, settled: date) -> bool:
    """Whether the other's meeting was over when somebody wrote that there was none, and of the time that they meant."""
    if not other.met or yes_at is None:
        return False
    days: list[date] = [each.held_on for each in other.meetings if each.held_on]
    return any(settled < day < no_at.date() for day in days) if days else yes_at < no_at


def _has_had_a_say(
    role: Role, cycle: str, reports: Iterable[Report], asked: Mapping[tuple[Role, str], datetime], now: datetime
) -> bool:
    at = asked.get((role, cycle))
    if at is None:
        return False
    answered = any(each.role is role and each.cycle == cycle and each.moment > at for each in reports)
    return answered or now - at >= WAITS_FOR_AN_ANSWER
