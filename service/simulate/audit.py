"""What must hold of the letters that left, read from their files: the planner has no part in it."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from service.simulate.deeds import Done
from service.simulate.marks import Mark
from service.simulate.people import Couple, Player
from service.simulate.seen import Seen

Findings = Iterator[str]
"""A rule's findings, one for each thing that it looked at: what is wrong, naming the file; "" where nothing is."""


@dataclass(frozen=True)
class Evidence:
    """What is looked at. `letters`: as they left, by their moments. `done`: what people did, in order.

    free: the program's holidays. end: the last moment that was played. months: how long a partnership lasts.
    """

    letters: Sequence[Seen]
    done: Sequence[Done]
    couples: Sequence[Couple]
    free: Container[date]
    end: datetime
    months: int = 0

    @cached_property
    def marks(self) -> Mapping[str, Mark]:
        """The words that nobody else writes, by themselves."""
        return {mark.word: mark for each in self.done for mark in each.deed.marks}

    @cached_property
    def players(self) -> Mapping[str, Player]:
        """Everybody, by their first addresses."""
        return {player.person.email: player for couple in self.couples for player in couple.players}

    @cached_property
    def by_person(self) -> Mapping[str, Sequence[Seen]]:
        """The letters of each person."""
        return _grouped(self.letters)

    def to(self, player: Player, couple: Couple | None = None) -> Sequence[Seen]:
        """Somebody's letters; with a partnership: those about it."""
        theirs = self.by_person.get(player.person.email, ())
        return [each for each in theirs if couple is None or each.couple == couple.number]

    def did(self, player: Player, what: Callable[[Done], bool]) -> list[Done]:
        """What somebody did, of a kind."""
        return [each for each in self.done if each.player == player and what(each)]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A rule, how many things it looked at, and each that breaks it."""

    rule: str
    looked_at: int
    broken: Sequence[str] = field(default=())


def judged(rules: Mapping[str, Callable[[Evidence], Findings]], evidence: Evidence) -> list[Verdict]:
    """Every rule's verdict, in their order."""
    verdicts = []
    for name, rule in rules.items():
        found = list(rule(evidence))
        verdicts.append(Verdict(name, len(found), [each for each in found if each]))
    return verdicts


def _grouped(letters: Iterable[Seen]) -> Mapping[str, list[Seen]]:
    found: dict[str, list[Seen]] = {}
    for each in letters:
        found.setdefault(each.who, []).append(each)
    return found
