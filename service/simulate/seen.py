"""A letter as it left, told by its .eml file alone: what it is shows in its header."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from enum import StrEnum
from pathlib import Path

from service.demo.cast import ROBIN
from service.demo.mails import address_of, parsed, text_of
from service.simulate.invites import Invite, invite_in
from service.simulate.marks import words_in
from service.simulate.people import Couple, Player


class Sort(StrEnum):
    """What a letter is to the one who gets it. OTHER: a question about a mail of theirs, a copy, a partner's agenda."""

    WELCOME = "welcomes"
    CHECKIN = "check-ins"
    REMINDER = "reminders"
    PREPARING = "preparing letters"
    HALFWAY = "letters half-way"
    FAREWELL = "farewells"
    DIFFER = "questions on differing accounts"
    INVITATION = "calendar invitations"
    ANSWER = "answers"
    OTHER = "others"
    SUMMARY = "summaries"


RATIONED = frozenset({Sort.CHECKIN, Sort.REMINDER, Sort.PREPARING})
UNASKED = RATIONED | {Sort.WELCOME, Sort.HALFWAY, Sort.FAREWELL, Sort.DIFFER}

_BEGINNINGS: Mapping[str, Sort] = {
    "Welcome: you and ": Sort.WELCOME,
    "Your mentoring check-in for ": Sort.CHECKIN,
    "Re: Your mentoring check-in for ": Sort.REMINDER,
    "When do you and ": Sort.PREPARING,
    "Before you and ": Sort.PREPARING,
    "Something to talk about with ": Sort.PREPARING,
    "Half-way: you and ": Sort.HALFWAY,
    "Thank you, and three last questions": Sort.FAREWELL,
    "Once more: did you and ": Sort.DIFFER,
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A letter in the folder.

    to: the address it went to; who: the first address of whoever that is. at: its Date, where the reader lives.
    couple: the number of the partnership it is about; None: the coordinator's. text: subject, words and enclosures, in
    one line. marked: the simulation's own words in it.
    """

    file: str
    to: str
    who: str
    at: datetime
    sort: Sort
    subject: str
    message_id: str
    in_reply_to: str
    couple: int | None = None
    text: str = ""
    marked: frozenset[str] = frozenset()
    invite: Invite | None = None

    @property
    def month(self) -> str:
        return f"{self.at:%Y-%m}"


def sort_of(message: EmailMessage, invite: Invite | None) -> Sort:
    """What a letter of ours is; `invite`: the calendar that goes with it."""
    if message["Auto-Submitted"] == "auto-replied":
        return Sort.ANSWER
    if address_of(message, "To") == ROBIN.email:
        return Sort.SUMMARY
    subject = str(message["Subject"])
    found = next((sort for start, sort in _BEGINNINGS.items() if subject.startswith(start)), Sort.OTHER)
    return Sort.INVITATION if invite is not None and found is Sort.OTHER else found


class Directory:
    """Whose address it is, and which partnership a letter to it is about."""

    def __init__(self, couples: Sequence[Couple]) -> None:
        self._found: dict[str, list[tuple[Player, Couple]]] = {}
        for couple in couples:
            for player in couple.players:
                for email in player.emails:
                    self._found.setdefault(email, []).append((player, couple))

    def addressee(self, address: str, subject: str, text: str) -> tuple[Player, Couple] | None:
        """With several partnerships it is the one whose partner the subject names, else the words; None: nobody's."""
        found = self._found.get(address, [])
        named = (
            each
            for words in (subject, text)
            for each in found
            if each[1].partner_of(each[0]).person.first_name in words
        )
        return next(named, found[0] if found else None)


def letters_in(folder: Path, couples: Sequence[Couple]) -> list[Seen]:
    """The letters that left, in the order in which they did; what came in stands beside them and is passed over."""
    directory = Directory(couples)
    found = (_seen(path, directory) for path in folder.glob("*-to-*.eml"))
    return sorted((each for each in found if each is not None), key=lambda each: (each.at, each.file))


def _seen(path: Path, directory: Directory) -> Seen | None:
    raw = path.read_bytes()
    message = parsed(raw)
    to, subject = address_of(message, "To"), str(message["Subject"])
    text = " ".join((subject, *text_of(message).split()))
    whose = directory.addressee(to, subject, text)
    if whose is None and to != ROBIN.email:
        return None
    invite = invite_in(message, raw)
    person, couple = (whose[0].person, whose[1].number) if whose else (ROBIN, None)
    return Seen(
        file=path.name,
        to=to,
        who=person.email,
        at=parsedate_to_datetime(str(message["Date"])).astimezone(person.zone),
        sort=sort_of(message, invite),
        subject=subject,
        message_id=str(message["Message-ID"]),
        in_reply_to=str(message["In-Reply-To"] or ""),
        couple=couple,
        text=text,
        marked=words_in(" ".join((text, *_enclosed(message)))),
        invite=invite,
    )


def _enclosed(message: EmailMessage) -> Iterator[str]:
    """Every other part that holds text: HTML, calendars, files."""
    for part in message.walk():
        if not part.is_multipart():
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                yield content.decode("utf-8", errors="replace").replace("\r\n ", "").replace("\n ", "")
