"""A program as it runs: its settings made into the values that the rooms take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from uuid import UUID
from zoneinfo import ZoneInfo

from service.domain import Contact, Topic
from service.letters.letterbox import Letters
from service.planning.cadence import Cadence
from service.planning.seasons import YearlyDay


@dataclass(frozen=True, slots=True)
class Coordinator:
    """Who looks after a program. `zone`: where they read their summary."""

    name: str
    email: str
    zone: ZoneInfo

    @property
    def handle(self) -> str:
        """What keys and logs call them: no address."""
        return sha256(self.email.casefold().encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Program:
    """One program. `plain_address`: its address without a token. `settings`: a digest of its settings. `contacts`: who
    offered to talk about a topic. `seasons`: the yearly days that phases of the catalogue lead up to."""

    id: UUID
    slug: str
    name: str
    zone: ZoneInfo
    language: str
    day_first: bool
    coordinators: tuple[Coordinator, ...]
    cadence: Cadence
    topics: tuple[Topic, ...]
    letters: Letters
    plain_address: str
    settings: str
    contacts: tuple[Contact, ...] = ()
    seasons: Mapping[str, tuple[YearlyDay, ...]] = field(default_factory=dict)

    @property
    def coordinator(self) -> Coordinator:
        """The one whom letters name."""
        return self.coordinators[0]

    @property
    def titles(self) -> Mapping[str, str]:
        """Topics' titles by slug."""
        return {topic.slug: topic.title for topic in self.topics}
