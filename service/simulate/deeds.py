"""What somebody does about a letter that has come to them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from service.eyes import Kept
from service.simulate.invites import Invite
from service.simulate.marks import Mark, mark
from service.simulate.people import Couple, Player
from service.simulate.seen import Sort


class Means(StrEnum):
    """How somebody reacts: with a reply, or through a machine of theirs."""

    REPLY = "reply"
    OUT_OF_OFFICE = "out of office"
    INVITATION_ANSWER = "answer to an invitation"
    OWN_CALENDAR = "answer to an invitation that is not ours"
    COMPLAINT = "complaint"


class Act(StrEnum):
    """What a deed is to the program. REPORT and TALK are each answered by one receipt; a YES is to its question."""

    REPORT = "tells of a month"
    TALK = "tells of something else"
    COMMAND = "commands"
    YES = "says yes"
    SEND_IT = "lets an agenda go"
    MACHINE = "a machine's"
    ORDER = "orders"


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that somebody does about a letter, so long after it.

    held: the day of the meeting that a report tells of; None: it tells that there was none.
    back_on: the day an absence ends. status: what a calendar answers, iTIP's; `instead`: the day it proposes.
    yes_to: the subject of the question that is answered with yes. orders: a coordinator's, which this lets happen.
    """

    after: timedelta
    words: str
    act: Act
    means: Means = Means.REPLY
    from_new_address: bool = False
    marks: tuple[Mark, ...] = ()
    held: date | None = None
    back_on: date | None = None
    status: str = ""
    instead: date | None = None
    yes_to: str = ""
    orders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Occasion:
    """A letter that has come. `text`: its words, in one line; `invite`: the calendar that goes with it.

    told: the day of the latest meeting that the reader has told of.
    """

    sort: Sort
    subject: str
    text: str
    player: Player
    couple: Couple
    at: datetime
    invite: Invite | None = None
    told: date = date.min

    @property
    def today(self) -> date:
        """The day where the reader lives."""
        return self.at.astimezone(self.player.person.zone).date()

    @property
    def month(self) -> int:
        """Which month of the partnership it is, counted from one."""
        return self.couple.month_of(self.today)

    @property
    def partner(self) -> str:
        """The partner's first name."""
        return self.couple.partner_of(self.player).person.first_name

    def chance(self, what: str = "") -> random.Random:
        """The lot that decides what is done: the same in every run."""
        return random.Random(f"{self.couple.seed}/{self.player.person.email}/{self.at}/{what}")  # noqa: S311

    def mark(self, kept: Kept, *, on_consent: bool = False) -> Mark:
        """A word of this occasion alone."""
        occasion = f"{self.couple.seed}/{self.at}"
        return mark(kept, self.player.person.email, self.couple.number, occasion, on_consent=on_consent)


@dataclass(frozen=True, slots=True)
class Done:
    """A deed as it was done: its mail's Message-ID, and the subject and the words of the letter that it is about.
    `couple` None: the coordinator's."""

    at: datetime
    deed: Deed
    player: Player
    couple: Couple | None
    message_id: str
    letter: str
    invite: Invite | None = None


def told(done: Sequence[Done], *acts: Act) -> list[Done]:
    """The deeds of some acts, as they were done one after another."""
    return [each for each in done if each.deed.act in acts]
