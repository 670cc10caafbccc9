"""A letter as it left, told by its .eml file alone: what it is shows in its header."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

from service.demo.mails import address_of, parsed


class Sort(StrEnum):
    """What a letter is to the one who gets it. OTHER: a question about a mail of theirs, a copy, a partner's agenda."""

    WELCOME = "welcome"
    CHECKIN = "check-in"
    REMINDER = "reminder"
    PREPARING = "preparing letter"
    PROGRAM_OWN = "half-way or farewell"
    ANSWER = "answer"
    OTHER = "other"


RATIONED = frozenset({Sort.CHECKIN, Sort.REMINDER, Sort.PREPARING})
UNASKED = RATIONED | {Sort.WELCOME, Sort.PROGRAM_OWN}

_BEGINNINGS: Mapping[str, Sort] = {
    "Welcome: you and ": Sort.WELCOME,
    "Your mentoring check-in for ": Sort.CHECKIN,
    "Re: Your mentoring check-in for ": Sort.REMINDER,
    "When do you and ": Sort.PREPARING,
    "Before you and ": Sort.PREPARING,
    "Something to talk about with ": Sort.PREPARING,
    "Half-way": Sort.PROGRAM_OWN,
    "Thank you": Sort.PROGRAM_OWN,
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A letter in the folder. `at`: its Date, where the reader lives."""

    file: str
    to: str
    at: datetime
    sort: Sort
    subject: str
    message_id: str
    in_reply_to: str

    @property
    def month(self) -> str:
        return f"{self.at:%Y-%m}"


def sort_of(message: EmailMessage) -> Sort:
    """What a letter of ours is."""
    if message["Auto-Submitted"] == "auto-replied":
        return Sort.ANSWER
    subject = str(message["Subject"])
    return next((sort for start, sort in _BEGINNINGS.items() if subject.startswith(start)), Sort.OTHER)


def letters_in(folder: Path, zones: Mapping[str, ZoneInfo]) -> list[Seen]:
    """The letters to people whose zones are given, in the order in which they left."""
    found = []
    for path in sorted(folder.glob("*.eml")):
        message = parsed(path.read_bytes())
        to = address_of(message, "To")
        if to in zones:
            at = parsedate_to_datetime(str(message["Date"])).astimezone(zones[to])
            subject, reply = str(message["Subject"]), str(message["In-Reply-To"] or "")
            found.append(Seen(path.name, to, at, sort_of(message), subject, str(message["Message-ID"]), reply))
    return sorted(found, key=lambda each: each.at)
