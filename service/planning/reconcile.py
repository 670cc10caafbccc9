"""Two partners' reports → one record a meeting, computed from all reports of a partnership."""

from __future__ import annotations

from collections.abc import Iterable

from service.domain import Claims, Meeting, Report, Role


def reconcile(reports: Iterable[Report]) -> tuple[Meeting, ...]:
    """The meetings of a partnership, from all its reports: any order and any repetition of them give the same."""
    raise NotImplementedError


def account(reports: Iterable[Report], role: Role, cycle: str) -> Claims:
    """What one person says of a cycle by now, all their reports and corrections of it taken together."""
    raise NotImplementedError


def latest_claims(reports: Iterable[Report]) -> dict[tuple[Role, str], Claims]:
    """`account` of every person and cycle that there are reports of."""
    raise NotImplementedError
