"""Who may ever see what: one table, and the gate that everything leaving passes.

Whatever leaves (a letter, a command's output, an export, a log line) is a mapping of names to values. Each place where
something leaves declares for each name whose eyes it is for and what kinds of kept things it carries. `shown` refuses a
declaration that the table does not allow, when the program is loaded; `passed` refuses a name that was not declared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from service.errors import Indiscreet

_T = TypeVar("_T")


class Eye(StrEnum):
    """Whose eyes, as seen from whoever a thing is of."""

    WRITER = "writer"
    PARTNER = "partner"
    TOTALS = "coordinator, as a number of the whole program"
    COORDINATOR = "coordinator, by name"
    OPERATOR = "operator"


class Kept(StrEnum):
    """The kinds of things kept of people."""

    NAME = "name, address, role, partnership and its number"
    MET = "met or not in a month"
    ANSWERED = "whether a check-in was answered"
    REACH = "whether letters reach them: bounced, away, paused, stopped"
    DAY = "day of a meeting"
    LENGTH = "length of a meeting"
    FORMAT = "how a meeting was held"
    TOPICS = "topics talked about"
    USEFULNESS = "usefulness"
    SCHEDULE = "meetings planned, moved, held or missed"
    DIFFERS = "that two accounts of a month differ"
    HELP = "the sentence that asks the coordinator"
    NOTES = "the words of a reply"
    RAW_MAIL = "the mail itself"
    AGENDA = "agenda, once its writer said to send it"
    AGREEMENT = "agreement: rhythm, confidentiality, invitations"
    HOPES = "what the mentee hopes for"
    WISHES = "topics wanted or not wanted"
    FEEDBACK = "answers half-way and at the end"
    COMMANDS = "commands sent"


_W, _P, _T_, _C, _O = Eye.WRITER, Eye.PARTNER, Eye.TOTALS, Eye.COORDINATOR, Eye.OPERATOR

MAY_SEE: Mapping[Kept, frozenset[Eye]] = {
    Kept.NAME: frozenset({_W, _P, _C, _O}),
    Kept.MET: frozenset({_W, _T_, _C, _O}),
    Kept.ANSWERED: frozenset({_W, _T_, _C, _O}),
    Kept.REACH: frozenset({_W, _C, _O}),
    Kept.DAY: frozenset({_W, _O}),
    Kept.LENGTH: frozenset({_W, _O}),
    Kept.FORMAT: frozenset({_W, _O}),
    Kept.TOPICS: frozenset({_W, _T_, _O}),
    Kept.USEFULNESS: frozenset({_W, _T_}),
    Kept.SCHEDULE: frozenset({_W, _P, _T_}),
    Kept.DIFFERS: frozenset({_C, _O}),
    Kept.HELP: frozenset({_W, _C}),
    Kept.NOTES: frozenset({_W}),
    Kept.RAW_MAIL: frozenset({_W, _O}),
    Kept.AGENDA: frozenset({_W, _P}),
    Kept.AGREEMENT: frozenset({_W, _P}),
    Kept.HOPES: frozenset({_W, _P}),
    Kept.WISHES: frozenset({_W}),
    Kept.FEEDBACK: frozenset({_W}),
    Kept.COMMANDS: frozenset({_W}),
}
"""The table. The operator sees meetings by a partnership's number (`records`), what will be sent and why (`plan`), and
a mail only while it is held."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What one name that leaves carries, and to whom; nothing kept of anybody where `kept` is empty."""

    eye: Eye | None = None
    kept: frozenset[Kept] = frozenset()


NOTHING = Shown()
"""The program's own words: nothing that is kept of anybody."""


def shown(eye: Eye, *kept: Kept) -> Shown:
    """Declare that a name carries these to these eyes. Raises Indiscreet where the table does not allow it."""
    forbidden = [each for each in kept if eye not in MAY_SEE[each]]
    if forbidden:
        raise Indiscreet(f"{forbidden[0].value} is not for the {eye.value}")
    return Shown(eye, frozenset(kept))


def passed(values: Mapping[str, _T], declared: Mapping[str, Shown]) -> dict[str, _T]:
    """The values, each of which has been declared. Raises Indiscreet for a name that has not."""
    for name in values:
        if name not in declared:
            raise Indiscreet(f"{name} leaves, and nobody has declared whose eyes it is for")
    return dict(values)
