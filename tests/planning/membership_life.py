"""Plays a membership's life: looks at chosen moments, writes down what is due, and lets the reader answer or not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from service.domain import LetterKind
from service.planning.cadence import Cadence
from service.planning.facts import Due, MembershipFacts, PastLetter
from service.planning.rounds import due

HOUR = timedelta(hours=1)
ANA = UUID("0193a4f2-0000-7000-8000-00000000000a")


def at(text: str) -> datetime:
    """ "2026-11-02 17:00" in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def every(step: timedelta, start: datetime, end: datetime) -> Iterator[datetime]:
    """Moments at a distance from each other."""
    while start < end:
        yield start
        start += step


@dataclass
class Life:
    """One membership under a cadence. `sent_after`: how long a letter waits for the relay."""

    facts: MembershipFacts
    cadence: Cadence
    answers: Callable[[str], bool] = lambda cycle: False
    sent_after: timedelta = timedelta(0)
    dues: list[tuple[datetime, Due]] = field(default_factory=list)

    def look(self, now: datetime) -> datetime | None:
        """One round; gives when to look again."""
        plan = due(self._as_of(now), self.cadence, now)
        for each in plan.due:
            self.dues.append((now, each))
            letter = PastLetter(each.key, each.kind, each.cycle, each.planned_at, now + self.sent_after)
            reported = self.facts.reported
            if each.kind is LetterKind.CHECKIN and self.answers(each.cycle):
                reported |= {each.cycle}
            self.facts = replace(self.facts, letters=(*self.facts.letters, letter), reported=reported)
        return plan.next_look_at

    def _as_of(self, now: datetime) -> MembershipFacts:
        """The facts, with letters whose sending is still to come as waiting."""
        letters = tuple(
            replace(each, sent_at=None) if each.sent_at and each.sent_at > now else each for each in self.facts.letters
        )
        return replace(self.facts, letters=letters)

    def at_moments(self, moments: Iterable[datetime]) -> Life:
        """Rounds at given moments."""
        for moment in moments:
            self.look(moment)
        return self

    def when_told(self, start: datetime, end: datetime) -> Life:
        """Rounds only when the round before said so."""
        moment: datetime | None = start
        while moment is not None and moment < end:
            again = self.look(moment)
            assert again is None or again > moment
            moment = again
        return self

    @property
    def keys(self) -> list[str]:
        return [each.key for _, each in self.dues]

    def days(self, kind: LetterKind) -> list[date]:
        """On which days, where the reader lives, letters of a kind came."""
        return [now.astimezone(self.facts.zone).date() for now, each in self.dues if each.kind is kind]
