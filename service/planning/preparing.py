"""Who brings the agenda of a meeting, and which meeting is the next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from service.domain import NextMeeting, Report, Role
from service.planning.agreement import Agreement

_EVERY_FOURTH = 4
_LOOKED_AHEAD = timedelta(days=62)


def brings_agenda(meetings_held: int) -> Role:
    """Whose turn it is: the mentee's, and before every fourth meeting the mentor's."""
    return Role.MENTOR if meetings_held % _EVERY_FOURTH == _EVERY_FOURTH - 1 else Role.MENTEE


def coming_meeting(reports: Iterable[Report], agreement: Agreement, today: date) -> NextMeeting | None:
    """The next meeting as far as it is known on a day: the last that a reply named, else the rhythm's next day."""
    for report in sorted(reports, key=lambda each: (each.moment, each.id), reverse=True):
        named = report.claims.next_meeting
        if named is not None and named.date >= today:
            return named
    if agreement.rhythm is None:
        return None
    day = next(agreement.rhythm.days(today, today + _LOOKED_AHEAD), None)
    return NextMeeting(day, agreement.rhythm.at) if day else None
