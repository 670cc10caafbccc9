"""What should come out of the demo, written by hand from the rules and the cast's words: the planner has no part in it.

Every day is one of the reader's own zone. `says` stands in the letter's text, line breaks counted as spaces.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from service.demo.cast import (
    ADA,
    DANA,
    GRACE,
    HELEN,
    JONAS,
    LEO,
    MADDIE,
    MARISOL,
    PRIYA,
    PROGRAM,
    ROBIN,
    RUTH,
    TOMAS,
    WALT,
    Person,
)


@dataclass(frozen=True, slots=True)
class Expected:
    """A letter that should come: the day, which it is, its subject, and words that stand in it."""

    day: str
    letter: str
    subject: str
    says: str


def _check_in(day: str, month: str, partner: Person) -> Expected:
    subject = f"Your mentoring check-in for {month}, with {partner.first_name}"
    return Expected(day, "check-in", subject, "Did you meet since the last check-in?")


def _november(partner: Person) -> Expected:
    return _check_in("2026-11-02", "November", partner)


def _december(partner: Person, day: str = "2026-12-07") -> Expected:
    """On the working day after the month's first meeting, where one is known."""
    return _check_in(day, "December", partner)


def _reminder(day: str, partner: Person, says: str, month: str = "November") -> Expected:
    subject = f"Re: Your mentoring check-in for {month}, with {partner.first_name}"
    return Expected(day, "reminder", subject, says)


def _receipt(day: str, partner: Person, says: str, *, to: str = "") -> Expected:
    month = "November" if day < "2026-12" else "December"
    subject = to or f"Your mentoring check-in for {month}, with {partner.first_name}"
    return Expected(day, "receipt", f"Re: {subject}", says)


def _suggestion(day: str, partner: Person, meeting: str = "", says: str = "") -> Expected:
    """The letter that prepares a meeting; where none is known it is about setting one."""
    if meeting:
        subject = f"Before you and {partner.first_name} meet on {meeting}"
        return Expected(day, "suggestion", subject, says or "A few questions to ask each other")
    return Expected(day, "suggestion", f"When do you and {partner.first_name} meet next?", "When do you meet next?")


def _welcome(day: str, partner: Person) -> Expected:
    return Expected(day, "welcome", f"Welcome: you and {partner.name}", "To settle between you")


def _summary(day: str, week: str, met: str, says: str) -> Expected:
    return Expected(day, "summary", f"{PROGRAM}, {week}: {met} have met", says)


_DEC_3, _NOV_24 = "Thursday, December 3 at 2 pm", "Tuesday, November 24 at noon"
_DEC_1 = "Tuesday, December 1 at 10 am"
_WHAT_ABOUT = "What would you like to talk about?"
_YOUR_OWN_VIEW = "Your own view counts too"
_MONTHS_FILL_UP = "Months fill up, we know."

LETTERS: Mapping[Person, Sequence[Expected]] = {
    GRACE: (
        _november(ADA),
        _receipt("2026-11-06", ADA, "you met on Wednesday, November 4, for an hour, in person; you talked about goals"),
        _suggestion("2026-12-01", ADA, _DEC_3),
        _december(ADA, "2026-12-04"),
        _reminder("2026-12-11", ADA, _YOUR_OWN_VIEW, month="December"),
    ),
    ADA: (
        _november(GRACE),
        _receipt("2026-11-05", GRACE, "you gave it 5 of 5 for usefulness; next: December 3 at 2 pm"),
        _suggestion("2026-11-24", GRACE, _DEC_3, _WHAT_ABOUT),
        _december(GRACE, "2026-12-04"),
        _receipt("2026-12-08", GRACE, "you met on Thursday, December 3, for an hour, in person"),
    ),
    WALT: (
        _november(MADDIE),
        _receipt("2026-11-05", MADDIE, "you met on Tuesday, November 3, for 45 minutes, in person"),
        _suggestion("2026-11-20", MADDIE, _NOV_24),
        _receipt("2026-11-24", MADDIE, "you met twice", to=f"Before you and Maddie meet on {_NOV_24}"),
        _december(MADDIE),
    ),
    MADDIE: (
        _november(WALT),
        _reminder("2026-11-09", WALT, _YOUR_OWN_VIEW),
        _receipt("2026-11-10", WALT, "you met on Tuesday, November 3, for 45 minutes, in person"),
        _suggestion("2026-11-17", WALT, _NOV_24, _WHAT_ABOUT),
        _december(WALT),
    ),
    DANA: (
        _november(MARISOL),
        _reminder("2026-11-18", MARISOL, _YOUR_OWN_VIEW),
        _receipt("2026-11-18", MARISOL, "you met on Tuesday, November 3, for 45 minutes, by video"),
        _suggestion("2026-11-25", MARISOL, _DEC_1),
        _december(MARISOL, "2026-12-02"),
        _reminder("2026-12-09", MARISOL, _MONTHS_FILL_UP, month="December"),
    ),
    MARISOL: (
        _november(DANA),
        _receipt("2026-11-06", DANA, "Which day did you meet?"),
        _receipt("2026-11-07", DANA, "you met on Tuesday, November 3, for 45 minutes, by video"),
        _suggestion("2026-11-20", DANA, _DEC_1, _WHAT_ABOUT),
        _december(DANA, "2026-12-02"),
        _reminder("2026-12-09", DANA, _MONTHS_FILL_UP, month="December"),
    ),
    JONAS: (
        _november(PRIYA),
        _receipt("2026-11-03", PRIYA, "you have not met since the last check-in; next: November 12 at 5 pm"),
        _suggestion("2026-11-09", PRIYA, "Thursday, November 12 at 5 pm"),
        _december(PRIYA),
        _reminder("2026-12-14", PRIYA, _MONTHS_FILL_UP, month="December"),
    ),
    PRIYA: (
        _november(JONAS),
        _suggestion("2026-11-05", JONAS, "Thursday, November 12 at 5 pm", _WHAT_ABOUT),
        _reminder("2026-11-09", JONAS, _MONTHS_FILL_UP),
        _receipt("2026-11-13", JONAS, "Your request goes to Robin Hale."),
        _december(JONAS),
    ),
    HELEN: (
        _november(TOMAS),
        _reminder("2026-11-09", TOMAS, _MONTHS_FILL_UP),
        _receipt("2026-11-10", TOMAS, "you met on Monday, November 9, for half an hour, by phone"),
        _receipt("2026-11-11", TOMAS, "you met on Friday, November 6, for half an hour, by phone"),
        _suggestion("2026-12-07", TOMAS, "Wednesday, December 9 at 4 pm"),
        _december(TOMAS, "2026-12-10"),
    ),
    TOMAS: (_november(HELEN),),
    RUTH: (_welcome("2026-11-16", LEO), _december(LEO)),
    LEO: (
        _welcome("2026-11-16", RUTH),
        _december(RUTH),
        _receipt("2026-12-09", RUTH, "you met on Friday, December 4, for 45 minutes, in person"),
        _suggestion("2026-12-11", RUTH, "Friday, December 18 at 10 am", _WHAT_ABOUT),
    ),
    ROBIN: (
        _summary("2026-11-09", "November 2 to 8", "3 of 5", "mail to tomas.reyes@oldpost.example.net comes back"),
        _summary("2026-11-16", "November 9 to 15", "5 of 6", "somebody who knows about research leave?"),
        _summary("2026-11-23", "November 16 to 22", "5 of 6", "5 of 6 partnerships have met in November"),
        _summary("2026-11-30", "November 23 to 29", "5 of 6", "5 of 6 partnerships have met in November"),
        _summary("2026-12-07", "November 30 to December 6", "5 of 6", "5 of 6 partnerships have met in November"),
        _summary("2026-12-14", "December 7 to 13", "2 of 6", "Goals and priorities (3 or more)"),
    ),
}

MEETINGS: Sequence[Mapping[str, Any]] = tuple(
    dict(
        zip(
            ("partnership", "held_on", "duration_minutes", "format", "topics", "reported_by"),
            meeting,
            strict=True,
        )
    )
    for meeting in (
        (1, "2026-11-04", 60, "in_person", ["goals", "review-promotion"], "both"),
        (1, "2026-12-03", 60, "in_person", ["conferences"], "mentee"),
        (2, "2026-11-03", 45, "in_person", ["conferences", "goals"], "both"),
        (2, "2026-11-24", 60, "in_person", ["difficult-conversations"], "mentor"),
        (3, "2026-11-03", 45, "video", ["committees", "goals", "settling-in"], "both"),
        (4, "2026-11-12", 60, "video", ["goals", "research-publishing"], "mentee"),
        (5, "2026-11-06", 30, "phone", ["goals", "teaching-practice"], "mentor"),
        (6, "2026-12-04", 45, "in_person", ["partnership", "settling-in"], "mentee"),
    )
)
"""The meeting records, in the order of partnerships and days."""


def to_json() -> dict[str, Any]:
    """As demo/expected.json says it."""
    return {
        "how to count": "A mail counts for the person in To, on the day of Date in their zone, by its Subject;"
        " its plain text holds what it says, line breaks counted as spaces.",
        "people": [
            {
                "name": person.name,
                "email": person.email,
                "zone": person.zone.key,
                "letters": [
                    {"day": each.day, "letter": each.letter, "subject": each.subject, "says": each.says}
                    for each in letters
                ],
            }
            for person, letters in LETTERS.items()
        ],
        "meetings": list(MEETINGS),
    }
