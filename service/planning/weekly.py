"""When a coordinator's weekly summary is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from service.planning.cadence import Cadence, local_instant, local_midnight
from service.planning.facts import Why
from service.planning.keys import summary_key


@dataclass(frozen=True, slots=True)
class CoordinatorFacts:
    """A coordinator: `coordinator` is what keys name them by. `zone`: where they live.

    letters: the keys of the summaries that have their rows, at least of the last three weeks.
    told_until: the end of the time the latest summary that was not given up looked at; None: there was none yet.
    """

    coordinator: str
    zone: ZoneInfo
    letters: frozenset[str] = frozenset()
    told_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class ProgramFacts:
    """A program and its coordinators. `since`: its first day; no summary is planned for a day before it."""

    program: UUID
    coordinators: tuple[CoordinatorFacts, ...]
    since: date | None = None


@dataclass(frozen=True, slots=True)
class SummaryDue:
    """A summary to write now.

    `week` is the ISO week it goes out in ("2026-W46"). It looks at the time from `since` to `until`: the week before,
    or all since the summary before, so that no request for help falls between two; None: from the beginning.
    """

    coordinator: str
    week: str
    key: str
    since: datetime | None
    until: datetime
    planned_at: datetime
    not_after: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class SummarySkipped:
    """A summary whose time has come and gone."""

    coordinator: str
    week: str
    key: str
    planned_at: datetime
    why: Why
    reason: str


@dataclass(frozen=True, slots=True)
class SummaryPlan:
    """What summaries are due, which are not, and when to look again; None: there are no coordinators."""

    due: tuple[SummaryDue, ...]
    skipped: tuple[SummarySkipped, ...]
    next_look_at: datetime | None


def summary_due(facts: ProgramFacts, cadence: Cadence, now: datetime) -> SummaryPlan:
    """Which coordinators' summaries are due at `now` (aware). Raises NoWorkingDay where the holidays leave none.

    A summary belongs to the ISO week of its planned day, even where a holiday moves it into the next one.
    """
    found = [_look(facts, each, cadence, now.astimezone(UTC)) for each in facts.coordinators]
    return SummaryPlan(
        due=tuple(due for plan in found for due in plan.due),
        skipped=tuple(skipped for plan in found for skipped in plan.skipped),
        next_look_at=min((plan.next_look_at for plan in found if plan.next_look_at), default=None),
    )


def _look(facts: ProgramFacts, coordinator: CoordinatorFacts, cadence: Cadence, now: datetime) -> SummaryPlan:
    """One coordinator's summaries of the weeks about now."""
    due: list[SummaryDue] = []
    skipped: list[SummarySkipped] = []
    days = _planned_days(cadence, now.astimezone(coordinator.zone).date())
    looks = [local_midnight(days[-1], coordinator.zone)]
    for day in days:
        week = f"{day.isocalendar().year:04d}-W{day.isocalendar().week:02d}"
        key = summary_key(facts.program, week, coordinator.coordinator)
        if key in coordinator.letters or (facts.since is not None and day < facts.since):
            continue
        planned_at = cadence.settle(local_instant(day, cadence.summary.at, coordinator.zone), coordinator.zone)
        not_after = planned_at + timedelta(days=cadence.limits.summary)
        at = cadence.settle(max(planned_at, now), coordinator.zone)
        refusal = _refusal(day, planned_at, late=at > not_after, zone=coordinator.zone)
        if refusal and planned_at <= now:
            skipped.append(SummarySkipped(coordinator.coordinator, week, key, planned_at, *refusal))
        elif not refusal and at > now:
            looks.append(at)
        elif not refusal:
            reason = f"the summary of {week} is for {day:%A, %B} {day.day}"
            told = coordinator.told_until
            due.append(SummaryDue(coordinator.coordinator, week, key, told, planned_at, planned_at, not_after, reason))
    return SummaryPlan(tuple(due), tuple(skipped), min(looks))


def _refusal(day: date, planned_at: datetime, *, late: bool, zone: ZoneInfo) -> tuple[Why, str] | None:
    """Why a summary is left to the next one, which looks at all since the last that was sent."""
    if planned_at.astimezone(zone).date() >= day + timedelta(weeks=1):
        return Why.TOO_NEAR, "no mail until the next one, which tells it"
    return (Why.TOO_OLD, "too late for it; the next one tells it") if late else None


def _planned_days(cadence: Cadence, today: date) -> list[date]:
    """The summary's weekday of two weeks before to two weeks ahead."""
    this_week = today - timedelta(days=today.weekday() - cadence.summary.weekday)
    return [this_week + timedelta(weeks=n) for n in range(-2, 3)]
