"""Who brings the agenda of a meeting."""

from __future__ import annotations

from service.domain import Role

_EVERY_FOURTH = 4


def brings_agenda(meetings_held: int) -> Role:
    """Whose turn it is: the mentee's, and before every fourth meeting the mentor's."""
    return Role.MENTOR if meetings_held % _EVERY_FOURTH == _EVERY_FOURTH - 1 else Role.MENTEE
