"""Whose turn it is to bring the agenda."""

from __future__ import annotations

import pytest

from service.planning.preparing import brings_agenda


@pytest.mark.parametrize(
    ("held", "role"), [(0, "mentee"), (1, "mentee"), (2, "mentee"), (3, "mentor"), (4, "mentee"), (7, "mentor")]
)
def test_every_fourth_meeting_is_the_mentors(held: int, role: str) -> None:
    assert brings_agenda(held) == role
