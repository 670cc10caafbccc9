"""What two partners have agreed on, computed from all that either has said of it, in any order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from service.domain import Role
from service.rhythm import Rhythm


@dataclass(frozen=True, slots=True)
class Statement:
    """What one reply settled; None: it said nothing of that. `hopes`: in the writer's words."""

    id: UUID
    role: Role
    moment: datetime
    rhythm: Rhythm | None = None
    confidentiality: bool | None = None
    invitations: bool | None = None
    hopes: str | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """What stands by now. `rhythm_since`: when its rhythm was last settled; `hopes`: the mentee's, as they put them."""

    rhythm: Rhythm | None = None
    rhythm_since: datetime | None = None
    confidentiality: bool | None = None
    invitations: bool | None = None
    hopes: str | None = None


def agreed(statements: Iterable[Statement]) -> Agreement:
    """The agreement: of each thing the latest word, by whoever said it; of the hopes the mentee's."""
    rhythm = since = confidentiality = invitations = hopes = None
    for each in sorted(statements, key=lambda each: (each.moment, each.id)):
        if each.rhythm is not None:
            rhythm, since = each.rhythm, each.moment
        confidentiality = each.confidentiality if each.confidentiality is not None else confidentiality
        invitations = each.invitations if each.invitations is not None else invitations
        hopes = each.hopes if each.hopes is not None and each.role is Role.MENTEE else hopes
    return Agreement(rhythm, since, confidentiality, invitations, hopes)
