"""Who takes part in the demo, and what they write when. All invented; nothing here knows how the service works.

Times are local to whoever acts, in the zone of the scene's person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

PACIFIC = ZoneInfo("America/Los_Angeles")
EASTERN = ZoneInfo("America/New_York")
BERLIN = ZoneInfo("Europe/Berlin")

PROGRAM = "Library Mentoring Program"
DOMAIN = "mentoring.example.edu"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the cast. `zone`: where they live."""

    name: str
    email: str
    zone: ZoneInfo = PACIFIC

    @property
    def first_name(self) -> str:
        return self.name.split()[0]


ROBIN = Person("Robin Hale", "robin.hale@library.example.edu")

GRACE = Person("Grace Lin", "grace.lin@example.edu")
ADA = Person("Ada Moss", "ada.moss@example.com")
WALT = Person("Walt Pruitt", "walt.pruitt@example.edu")
MADDIE = Person("Maddie Stone", "maddie.stone@example.org")
DANA = Person("Dana Cole", "dana.cole@example.edu")
MARISOL = Person("Marisol Vega", "marisol.vega@example.com")
JONAS = Person("Jonas Weber", "jonas.weber@example.org", BERLIN)
PRIYA = Person("Priya Nair", "priya.nair@example.com")
HELEN = Person("Helen Okoye", "helen.okoye@example.edu", EASTERN)
TOMAS = Person("Tomas Reyes", "tomas.reyes@oldpost.example.net")
RUTH = Person("Ruth Abara", "ruth.abara@example.edu")
LEO = Person("Leo Santos", "leo.santos@example.com")


@dataclass(frozen=True, slots=True)
class Pair:
    """A partnership, by its number in the program."""

    number: int
    mentor: Person
    mentee: Person
    started_on: date


PAIRS = (
    Pair(1, GRACE, ADA, date(2026, 9, 8)),
    Pair(2, WALT, MADDIE, date(2026, 9, 8)),
    Pair(3, DANA, MARISOL, date(2026, 9, 15)),
    Pair(4, JONAS, PRIYA, date(2026, 10, 1)),
    Pair(5, HELEN, TOMAS, date(2026, 10, 5)),
    Pair(6, RUTH, LEO, date(2026, 11, 16)),
)
FIRST_PAIRS = PAIRS[:5]

PEOPLE: tuple[Person, ...] = tuple(person for pair in PAIRS for person in (pair.mentor, pair.mentee))

OPENING = datetime(2026, 10, 30, 9, 0, tzinfo=PACIFIC)
"""The roster comes in: a Friday."""
CLOSING = datetime(2026, 12, 14, 8, 30, tzinfo=PACIFIC)
"""Behind the summary that tells November's totals."""


@dataclass(frozen=True, slots=True)
class Says:
    """Somebody answers the latest letter that came to them.

    dress: the mail program they use (`dress.DRESSES`). lmtp: it comes by way of LMTP. mood: for the story.
    answers: with the dress "inline", the words below each question.
    """

    who: Person
    at: datetime
    dress: str
    words: str = ""
    answers: tuple[str, ...] = ()
    lmtp: bool = False
    mood: str = ""


@dataclass(frozen=True, slots=True)
class Away:
    """An answering machine answers the latest letter."""

    who: Person
    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Bounces:
    """The latest letter comes back: nobody has this address any more."""

    who: Person
    at: datetime


@dataclass(frozen=True, slots=True)
class Joins:
    """The roster comes in again, with a partnership more."""

    at: datetime
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about the day, for the story only."""

    at: datetime
    words: str


Scene = Says | Away | Bounces | Joins | Remark


def _on(person: Person, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=person.zone)


def _anywhere(month: int, day: int, hour: int) -> datetime:
    return datetime(2026, month, day, hour, 0, tzinfo=PACIFIC)


SCENES: Sequence[Scene] = (
    Says(
        JONAS,
        _on(JONAS, 11, 3, 8, 40),
        "plain",
        "Hello,\n\nnot yet. Priya and I meet by video on Thursday, November 12, at 5 pm my time.\n\nJonas",
        mood="has not met yet",
    ),
    Bounces(TOMAS, _on(TOMAS, 11, 2, 10, 3)),
    Away(
        DANA,
        _on(DANA, 11, 2, 10, 4),
        "Thank you for your message. I am out of the office until November 17, 2026, with no access to mail.\n"
        "For anything urgent at the reference desk, please call the front office.\n\nDana Cole",
    ),
    Says(
        ADA,
        _on(ADA, 11, 5, 12, 12),
        "gmail",
        "Hi! Grace and I met yesterday for an hour in her office. We went over my goals for the year and made a start"
        " on my promotion dossier.\n\nNext time is December 3 at 2 pm. I'd give it a 5. Nothing I need, thank you!"
        "\n\nAda",
    ),
    Says(
        WALT,
        _on(WALT, 11, 5, 15, 20),
        "outlook",
        "Maddie and I met on Tuesday over lunch, for about 45 minutes. Mostly her goals, and the poster she wants to"
        " take to the spring conference.\n\nWe meet again on November 24 at noon. Usefulness: 4.\n\nBest,\nWalt",
    ),
    Says(
        GRACE,
        _on(GRACE, 11, 6, 8, 15),
        "iphone",
        "Met Ada on Wednesday, about an hour in my office. Goals mostly, and her tenure file. A 4 from me.",
        mood="tells of the same meeting",
    ),
    Says(
        MARISOL,
        _on(MARISOL, 11, 6, 16, 30),
        "gmail",
        "Dana and I met on Tuesday, November 4, for 45 minutes on Zoom. We talked about my goals for this year, and"
        " about which committees to join.\n\nA 4.\n\nMarisol",
        mood="names a day that cannot be: November 4 was a Wednesday",
    ),
    Says(MARISOL, _on(MARISOL, 11, 7, 10, 5), "iphone", "It was the 3rd, sorry!", mood="settles it in a line"),
    Says(
        MADDIE,
        _on(MADDIE, 11, 10, 11, 20),
        "inline",
        answers=(
            "Yes, on November 3, for 45 minutes.",
            "In person, over lunch at the faculty club.",
            "My goals for the year, and a poster for the spring conference.",
            "November 24, at noon.",
            "5",
            "No, all is well.",
        ),
        mood="answers below the questions",
    ),
    Says(
        HELEN,
        _on(HELEN, 11, 10, 17, 5),
        "apple",
        "Tomas and I met on Monday for half an hour, by phone. We talked about his goals for the spring and about his"
        " workload at the desk."
        "\n\nUsefulness: 3. Next: December 9 at 4 pm.\n\nHelen",
    ),
    Remark(_anywhere(11, 11, 0), "Veterans Day: nothing goes out by itself. An answer still gets its receipt."),
    Says(
        HELEN,
        _on(HELEN, 11, 11, 8, 30),
        "apple",
        "Sorry, it was Friday, November 6, not Monday.",
        mood="corrects the receipt",
    ),
    Says(
        PRIYA,
        _on(PRIYA, 11, 13, 9, 30),
        "gmail",
        "We met on Zoom yesterday, for an hour. We set my goals for next year and looked at the"
        " article I am writing.\n\n"
        "Could you put me in touch with somebody who knows about research leave?\n\nUsefulness: 5.\n\nPriya",
        mood="asks the coordinator for something",
    ),
    Joins(_anywhere(11, 13, 14), PAIRS),
    Says(
        DANA,
        _on(DANA, 11, 18, 13, 0),
        "iphone",
        "Back at last. Marisol and I met on Nov 3 on Zoom, 45 min. Committees, and how she is settling in. A 5!"
        " Next is Dec 1 at 10 am.",
        lmtp=True,
        mood="is back, and tells of the same meeting",
    ),
    Says(
        WALT,
        _on(WALT, 11, 24, 15, 0),
        "outlook",
        "We met again today, an hour over lunch. Maddie had a hard conversation with a colleague, and we went through"
        " it.\n\nWalt",
        mood="tells of a second meeting, in answer to the suggestions",
    ),
    Remark(_anywhere(11, 26, 0), "Thanksgiving, and the day after: no letters."),
    Says(
        ADA,
        _on(ADA, 12, 8, 12, 40),
        "gmail",
        "Grace and I met on Thursday, December 3, for an hour, over tea. We talked about the spring conference. A 5."
        "\n\nAda",
    ),
    Says(
        LEO,
        _on(LEO, 12, 9, 9, 10),
        "gmail",
        "Our first meeting! Ruth and I had coffee on Friday, 45 minutes. I told her how I am settling in. We also"
        " agreed what stays between us.\n\nIt was a 5. Next: December 18 at 10 am.\n\nLeo",
        mood="tells of a first meeting",
    ),
)
