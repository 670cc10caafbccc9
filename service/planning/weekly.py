"""When a coordinator's weekly summary is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from service.planning.cadence import Cadence
from service.planning.rounds import Why

_DAYS_LOOKED_BACK = 15
_DAYS_LOOKED_AHEAD = 15


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
    raise NotImplementedError


def summary_key(program: UUID, week: str, coordinator: str) -> str:
    """The outbox key of a weekly summary."""
    return f"summary/{program}/{week}/{coordinator}"
