"""What happened, as the terminal and the page tell it: one event a mail, with what the service made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from service.demo.cast import PAIRS, PEOPLE, ROBIN, Person
from service.demo.mails import Mail, Way
from service.domain import Claims, Kind, LetterKind, MeetingClaim
from service.letters import phrases
from service.reading.values import Reading
from service.store.outbox import NewLetter

_NAMES: Mapping[LetterKind, str] = {LetterKind.CHECKIN: "check-in", LetterKind.QUESTION: "question back"}
"""What people call them, where that is another word than the letter's own."""


@dataclass(frozen=True, slots=True)
class Event:
    """One mail. `person`: whom it went to, or who it came from. `letter`: its row, if it is ours.

    If it came in: the program that wrote it (`dress`), the writer's own words and what they were `read` as, and what it
    is about in a word of the story (`mood`). `machine`: nobody wrote it.
    """

    mail: Mail
    person: Person
    letter: NewLetter | None = None
    dress: str = ""
    words: str = ""
    read: Sequence[tuple[str, str]] = ()
    mood: str = ""
    machine: bool = False

    @property
    def at(self) -> datetime:
        """When, where the person lives."""
        return self.mail.at.astimezone(self.person.zone)

    @property
    def is_letter(self) -> bool:
        return self.mail.way is Way.OUT

    @property
    def name(self) -> str:
        """What people call it."""
        return _NAMES.get(self.letter.kind, self.letter.kind) if self.letter else self.dress

    @property
    def pair(self) -> int:
        """The partnership's number; 0 for the coordinator."""
        return next((pair.number for pair in PAIRS if self.person in (pair.mentor, pair.mentee)), 0)


_BY_ADDRESS = {person.email: person for person in (*PEOPLE, ROBIN)}


def person_of(address: str) -> Person:
    """Somebody of the cast, by address. KeyError where nobody has it."""
    return _BY_ADDRESS[address.lower()]


def gist(event: Event) -> str:
    """A letter's point, in a line or two."""
    if event.letter is None:
        return ""
    values: Mapping[str, Any] = event.letter.values
    match event.letter.kind:
        case LetterKind.RECEIPT | LetterKind.QUESTION:
            return " ".join(_receipt(values))
        case LetterKind.SUMMARY:
            return "; ".join(_summary(values))
        case LetterKind.SUGGESTION:
            fresh = [topic["title"] for topic in values["fresh"]]
            return " · ".join(fresh + [f"again: {topic['title']}" for topic in values["deepen"]])
        case LetterKind.REMINDER | LetterKind.WELCOME:
            return event.letter.reason
    return ""


def read_by_machine(reading: Reading) -> list[tuple[str, str]]:
    """What an answering machine's mail or a delivery report tells, as label and value."""
    if reading.kind is Kind.AUTO_REPLY:
        away = f"away until {_day(reading.back_on)}" if reading.back_on else "away"
        return [("kind", "an answering machine"), ("says", away)]
    if reading.kind is Kind.BOUNCE:
        told = [("status", each.status) for each in reading.bounces] + [
            ("of", each.recipient) for each in reading.bounces
        ]
        return [("kind", "a delivery report"), *((label, value) for label, value in told if value)]
    return [("kind", str(reading.kind))]


def read_as(claims: Claims) -> list[tuple[str, str]]:
    """What was read in an answer, as label and value."""
    rows = [("met", _meeting(each)) for each in claims.meetings]
    if claims.met is False:
        rows.append(("met", "not yet"))
    if claims.next_meeting:
        at = claims.next_meeting.time
        rows.append(("next", _day(claims.next_meeting.date) + (f", {_clock(at)}" if at else "")))
    if claims.satisfaction is not None:
        rows.append(("usefulness", f"{claims.satisfaction} of 5"))
    if claims.needs_help:
        rows.append(("help", "asked of the coordinator"))
    if claims.doubts:
        rows.append(("unsure", ", ".join(sorted(_DOUBTS.get(doubt, doubt) for doubt in claims.doubts))))
    return rows or [("read", "nothing that is asked about")]


_DOUBTS: Mapping[str, str] = {"held_on": "which day", "duration_minutes": "how long", "next_meeting": "the next day"}


def _meeting(meeting: MeetingClaim) -> str:
    said = [_day(meeting.held_on) if meeting.held_on else "a day in doubt" if meeting.unsure else ""]
    said.append(f"{meeting.duration_minutes} min" if meeting.duration_minutes else "")
    said.append(phrases.format_of(meeting.format) if meeting.format else "")
    said.append(", ".join(meeting.topics))
    return " · ".join(filter(None, said))


def _receipt(values: Mapping[str, Any]) -> list[str]:
    said = [f"Recorded: {values['recorded']}."] if values.get("recorded") else []
    said += values["asks"]
    return said + (["Your request goes to Robin Hale."] if values.get("help_asked") else [])


def _summary(values: Mapping[str, Any]) -> list[str]:
    said = [f"{values['met_count']} of {values['partnerships']} have met"]
    said += [f"{line['who']} asks: “{line['note']}”" for line in values["help_asked"]]
    said += [f"{line['who']}’s mail comes back" for line in values["bounced"]]
    said += [f"{figures['month']}: {_figures(figures)}" for figures in values["published"]]
    return said


def _figures(figures: Mapping[str, Any]) -> str:
    said = [f"{figures['met']} of {figures['partnerships']} met"]
    said += [f"usefulness {figures['usefulness']}"] if figures["usefulness"] else []
    said += [f"{topic['title']} {topic['partnerships']}{'+' * topic['or_more']}" for topic in figures["topics"]]
    return ", ".join(said)


def _day(day: date) -> str:
    return f"{day:%a, %b} {day.day}"


def _clock(at: time) -> str:
    return f"{at:%H:%M}"
