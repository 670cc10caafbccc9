"""What every letter is filled with, and every letter to a participant."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterValues:
    """What every letter knows.

    first_name: the reader's.
    program: the program's name, as in "the Librarian Mentoring Program" without its article.
    coordinator_name: who coordinates it.
    coordinator_email: where to write to them.
    """

    first_name: str
    program: str
    coordinator_name: str
    coordinator_email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantValues(LetterValues):
    """What every letter to a participant knows besides.

    partner_name: the partner's full name.
    partner_first_name: and the first.
    """

    partner_name: str
    partner_first_name: str
