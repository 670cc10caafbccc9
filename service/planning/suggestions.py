"""Which topics to propose to a partnership: what it has not touched, and what it may deepen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from service.domain import Meeting, Topic


class Depth(StrEnum):
    """How far a partnership has gone into a topic."""

    UNTOUCHED = "untouched"
    TOUCHED = "touched"
    IN_DEPTH = "in_depth"


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a partnership has gone into a topic by now, and when it last spoke of it."""

    depth: Depth
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A topic with the questions chosen from its prompts."""

    slug: str
    prompts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is proposed to a partnership in a cycle: `fresh` topics, and those to `deepen` (one, or none)."""

    cycle: str
    fresh: tuple[Proposal, ...]
    deepen: tuple[Proposal, ...]


def coverage(meetings: Iterable[Meeting], topics: Sequence[Topic], today: date) -> Mapping[str, Coverage]:
    """The map of a partnership's topics, by slug, in the catalogue's order."""
    raise NotImplementedError


def suggest(
    partnership: UUID,
    cycle: str,
    topics: Sequence[Topic],
    meetings: Iterable[Meeting],
    past: Iterable[Suggestion],
    phases: frozenset[str],
    today: date,
) -> Suggestion:
    """What to propose in a cycle; `past` are the partnership's earlier suggestions. Both partners get the same."""
    raise NotImplementedError


def phases(started_on: date, today: date) -> frozenset[str]:
    """Which of the catalogue's phases a partnership is in."""
    raise NotImplementedError
