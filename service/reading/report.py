"""The writer's own words → what they claim, with the phrase each field came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from service.domain import Claims
from service.reading.values import Context, Words


@dataclass(frozen=True, slots=True)
class Interpreted:
    """What the writer's words mean: the claims, the fields they spoke of, what they ask, and on what it rests.

    `spoken_of` and `evidence` use the names of a record ("met", "meetings", "next_meeting", "satisfaction",
    "needs_help"; evidence also "held_on", "duration_minutes", "format", "topics").
    """

    claims: Claims = Claims()
    spoken_of: frozenset[str] = frozenset()
    help_words: str = ""
    evidence: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def interpret(words: Words, subject: str, moment: datetime, context: Context) -> Interpreted:
    """Read `words` as of `moment` (aware) in `context.zone`; the subject counts where there are no words."""
    return Interpreted()
