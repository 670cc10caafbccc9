"""The outbox keys of letters that nobody asked for: whatever has its key is never planned again."""

from __future__ import annotations

from uuid import UUID


def checkin_key(membership: UUID, cycle: str) -> str:
    """The outbox key of a check-in."""
    return f"checkin/{membership}/{cycle}"


def reminder_key(membership: UUID, cycle: str, number: int = 1) -> str:
    """The outbox key of a reminder."""
    return f"reminder/{membership}/{cycle}/{number}"


def suggestion_key(membership: UUID, cycle: str) -> str:
    """The outbox key of a topic suggestion."""
    return f"suggestion/{membership}/{cycle}"


def welcome_key(membership: UUID) -> str:
    """The outbox key of a welcome."""
    return f"welcome/{membership}"


def halfway_key(membership: UUID) -> str:
    """The outbox key of the letter half-way."""
    return f"halfway/{membership}"


def farewell_key(membership: UUID) -> str:
    """The outbox key of a farewell."""
    return f"farewell/{membership}"


def differ_key(membership: UUID, cycle: str) -> str:
    """The outbox key of the question whether they met, to each of two whose accounts differ."""
    return f"differ/{membership}/{cycle}"


def summary_key(program: UUID, week: str, coordinator: str) -> str:
    """The outbox key of a weekly summary."""
    return f"summary/{program}/{week}/{coordinator}"


def agenda_key(agenda: UUID) -> str:
    """The outbox key of an agenda that is passed on."""
    return f"agenda/{agenda}"


def invitation_key(invitation: UUID, sequence: int, membership: UUID) -> str:
    """The outbox key of a calendar invitation as it stands after so many changes. Keys are logged; a UID is not."""
    return f"{invitation_keys(invitation)}{sequence}/{membership}"


def invitation_keys(invitation: UUID) -> str:
    """What the keys of all letters of one invitation begin with."""
    return f"invitation/{invitation}/"
