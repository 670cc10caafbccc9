"""What a coordinator reads each week. What they may not read is not among the facts of a week."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from service.domain import Reachability, Role


@dataclass(frozen=True, slots=True)
class MemberWeek:
    """One side of a partnership, as far as a coordinator may see it.

    asked, answered: the cycles whose check-in went to them, and those they reported in: the open one and those before.
    help_words: the sentences that asked the coordinator for something within the time the summary looks at.
    """

    role: Role
    name: str
    email: str
    reachability: Reachability = Reachability.REACHABLE
    asked: frozenset[str] = frozenset()
    answered: frozenset[str] = frozenset()
    help_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartnershipWeek:
    """A partnership that is going on. `met`: a meeting of the open cycle is on record."""

    number: int
    met: bool
    mentor: MemberWeek
    mentee: MemberWeek


@dataclass(frozen=True, slots=True)
class WeekFacts:
    """What a summary is made of. `cycle`: the open one. `reports`: how many came within the time it looks at.
    `held`: mails that wait for a person. `published_anew`: a cycle's figures are shown for the first time."""

    cycle: str
    partnerships: tuple[PartnershipWeek, ...]
    reports: int = 0
    held: int = 0
    published_anew: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody by name. `who`: one person, or both of a partnership. `words`: a request, or an address that bounces."""

    number: int
    who: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """A week: counts, and by name only who met, who has not, who has not answered, who bounced, who asks for help."""

    cycle: str
    partnerships: int
    met: tuple[Line, ...]
    not_met: tuple[Line, ...]
    unanswered: tuple[Line, ...]
    help_asked: tuple[Line, ...]
    silent: tuple[Line, ...]
    bounced: tuple[Line, ...]
    held: int
    quiet: bool


def summarise(facts: WeekFacts) -> Summary:
    """The week's summary."""
    raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Answer:
    """One person's usefulness, 1 to 5."""

    participant: UUID
    usefulness: int


@dataclass(frozen=True, slots=True)
class PartnershipCycle:
    """What one partnership adds to the totals of a closed cycle."""

    met: bool
    topics: frozenset[str] = frozenset()
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicTotal:
    """How many partnerships touched a topic; `or_more`: at least so many."""

    slug: str
    partnerships: int
    or_more: bool = False


@dataclass(frozen=True, slots=True)
class Publication:
    """A closed cycle's totals, as they are published once and repeated from then on. `usefulness`: "4.2",
    "4.5 or more", "1.5 or less", or empty."""

    cycle: str
    partnerships: int
    met: int
    topics: tuple[TopicTotal, ...] = ()
    usefulness: str = ""


def publish(cycle: str, partnerships: Iterable[PartnershipCycle]) -> Publication:
    """A closed cycle's totals. Call once a cycle and keep what comes."""
    raise NotImplementedError


def to_text(publication: Publication) -> str:
    """A publication as it is kept: the same publication is the same text, byte for byte."""
    raise NotImplementedError


def from_text(text: str) -> Publication:
    """A publication as it was kept."""
    raise NotImplementedError
