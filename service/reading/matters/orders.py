"""What a coordinator orders by answering a summary: a line each, `pause 14 until Jan 5`.

Pure. Numbers are partnerships' (of `release`, a held mail's in the summary); days are the coordinator's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_LINES = 60
_LENGTH = 300


class Verb(StrEnum):
    """What can be ordered."""

    PAUSE = "pause"
    RESUME = "resume"
    NUDGE = "nudge"
    END = "end"
    REMATCH = "rematch"
    RELEASE = "release"
    SHOW = "show"
    ADD = "add"
    CSV = "csv"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Named:
    """A person as an order names one: by name, by address, or by both."""

    name: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """One order. `line`: as it was written. `people`: of `rematch` the new partner, of `add` mentor and mentee."""

    verb: Verb
    line: str
    number: int | None = None
    until: date | None = None
    people: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Orders:
    """The orders of a mail, in order, and the lines that are none (greetings and names left out)."""

    orders: tuple[Order, ...] = ()
    unclear: tuple[str, ...] = ()


_PLEASE = re.compile(
    r"^(?:[-*•>\s]|\d{1,2}[.)]\s)*(?:(?:please|pls|kindly|and|then|also|ok(?:ay)?|yes|could you|can you)[\s,:]+){0,3}",
    re.I,
)
_NEXT = re.compile(rf"(?:\s*[,;.]\s*|\s+and\s+|\s+then\s+)(?=(?:{'|'.join(Verb)})\b)", re.I)
_NUMBER = r"(?:partnership\s+|no\.?\s*|number\s+|nr\.?\s*|#)?\(?(?P<number>\d{1,6})\)?"
_AMOUNT = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_UNITS = {"day": 1, "week": 7, "month": 30}
_FOR = re.compile(r"for\s+(?P<amount>a|one|two|three|four|five|six|\d{1,2})\s+(?P<unit>day|week|month)s?", re.I)
_UNTIL = re.compile(r"(?:until|till|til|through|to)\s+(?P<until>.{2,60})", re.I)
_POLITELY = re.compile(r",?\s+(?:please|pls|thanks|thank you)$", re.I)
_ADDRESS = re.compile(r"<?(?:mailto:)?(?P<email>[^\s<>()\[\],;:\"]{1,64}@[A-Za-z0-9.-]{1,190}\.[A-Za-z]{2,24})>?", re.I)
_POLITE = re.compile(
    r"(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|thanks?|thank you|many thanks|thx|ta|cheers|best|regards|"
    r"(?:kind|best|warm|many) (?:regards|wishes|thanks)|all (?:the )?best|sincerely|yours|great|perfect|ok(?:ay)?)\b"
    r".{0,40}",
    re.I,
)
_BY = re.compile(
    r"\s+(?:with|and|as (?:a )?mentor (?:of|for|to)|mentors|mentoring|to mentor|→|->|/)\s+|\s*;\s*|\s*,\s+", re.I
)


def read_orders(text: str, names: frozenset[str], today: date, day_first: bool) -> Orders:
    """The orders in a coordinator's own words. `names`: in small letters; a line that only signs is no order."""
    orders: list[Order] = []
    unclear: list[str] = []
    for line in text.split("\n")[:_LINES]:
        said = " ".join(line.split())[:_LENGTH]
        for clause in _clauses(said):
            found = _order(clause, today, day_first)
            if found is not None:
                orders.append(found)
            elif not _is_courtesy(clause, names):
                unclear.append(clause)
    return Orders(tuple(orders), tuple(unclear))


def _clauses(line: str) -> list[str]:
    """A line's orders: "pause 14 and nudge 9" and "show 3, show 4" are two each."""
    verbs = "|".join(Verb)
    return [
        part for part in re.split(rf"(?:\s*[,;.]\s*|\s+and\s+|\s+then\s+)(?=(?:{verbs})\b)", line, flags=re.I) if part
    ]


def _is_courtesy(clause: str, names: frozenset[str]) -> bool:
    bare = clause.strip(" ,.!-–—")
    return not bare or bare.lower() in names or bool(_POLITE.fullmatch(bare))


def _order(clause: str, today: date, day_first: bool) -> Order | None:
    said = _POLITELY.sub("", _PLEASE.sub("", clause, count=1).strip().rstrip(".!"))
    word, _, rest = said.partition(" ")
    verb = _VERBS.get(word.strip(",:").lower())
    return _READ[verb](clause, verb, rest.strip(), today, day_first) if verb else None


_VERBS: Mapping[str, Verb] = {str(verb): verb for verb in Verb} | {
    "hold": Verb.PAUSE,
    "unpause": Verb.RESUME,
    "restart": Verb.RESUME,
    "reopen": Verb.RESUME,
    "remind": Verb.NUDGE,
    "close": Verb.END,
    "stop": Verb.END,
    "table": Verb.CSV,
    "?": Verb.HELP,
}
"""Verbs, and what people write for them."""


def _alone(line: str, verb: Verb, rest: str, today: date, day_first: bool) -> Order | None:
    return None if rest else Order(verb, line)


def _numbered(line: str, verb: Verb, rest: str, today: date, day_first: bool) -> Order | None:
    match = re.fullmatch(_NUMBER, rest, re.I)
    return Order(verb, line, int(match["number"])) if match else None


def _pause(line: str, verb: Verb, rest: str, today: date, day_first: bool) -> Order | None:
    match = re.fullmatch(rf"{_NUMBER}(?:,?\s+(?P<time>.+))?", rest, re.I)
    if match is None:
        return None
    if not match["time"]:
        return Order(verb, line, int(match["number"]))
    until = _until(match["time"], today, day_first)
    return Order(verb, line, int(match["number"]), until) if until else None


def _until(said: str, today: date, day_first: bool) -> date | None:
    """The day a pause ends; None where it cannot be read, or has been."""
    from service.reading.days.return_days import days_in  # takes a tenth of a second, and most orders name no day

    if span := _FOR.fullmatch(said):
        amount = _AMOUNT.get(span["amount"].lower()) or int(span["amount"])
        return today + timedelta(days=amount * _UNITS[span["unit"].lower()])
    match = _UNTIL.fullmatch(said)
    days = days_in(match["until"], today, day_first) if match else []
    return days[0].day if len({each.day for each in days}) == 1 and days[0].day > today else None


def _rematch(line: str, verb: Verb, rest: str, today: date, day_first: bool) -> Order | None:
    match = re.fullmatch(rf"{_NUMBER}\s+(?:with|to)\s+(?P<who>.+)", rest, re.I)
    who = _named(match["who"]) if match else None
    return Order(verb, line, int(match["number"]), people=(who,)) if match and who else None


def _add(line: str, verb: Verb, rest: str, today: date, day_first: bool) -> Order | None:
    """Mentor first, then mentee, each with an address."""
    rest = re.sub(r"^(?:partnership|pair|mentor)[\s:]+", "", rest, flags=re.I)
    addresses = list(_ADDRESS.finditer(rest))
    if len(addresses) != 2:
        return None
    first, second = rest[: addresses[0].end()], rest[addresses[0].end() : addresses[1].end()].lstrip(")>")
    between = _BY.match(second) or re.match(r"\s+", second)
    mentor = _named(first)
    mentee = _named(re.sub(r"^(?:mentee|mentor)[\s:]+", "", second[between.end() :] if between else second, flags=re.I))
    return Order(verb, line, people=(mentor, mentee)) if mentor and mentee else None


def _named(said: str) -> Named | None:
    """A person, as "Dana Cole", "dana@example.edu" or "Dana Cole <dana@example.edu>"."""
    address = _ADDRESS.search(said)
    name = (said[: address.start()] + said[address.end() :] if address else said).strip(" \t,;:()<>\"'“”")
    if not address and not re.fullmatch(r"[^\W\d_][\w .'’-]{1,80}", name):
        return None
    return Named(" ".join(name.split()), address["email"] if address else "")


_READ: Mapping[Verb, Callable[[str, Verb, str, date, bool], Order | None]] = {
    Verb.PAUSE: _pause,
    Verb.RESUME: _numbered,
    Verb.NUDGE: _numbered,
    Verb.END: _numbered,
    Verb.REMATCH: _rematch,
    Verb.RELEASE: _numbered,
    Verb.SHOW: _numbered,
    Verb.ADD: _add,
    Verb.CSV: _alone,
    Verb.HELP: _alone,
}
