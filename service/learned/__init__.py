"""Weights that were learned from labelled material, as the text files beside this module hold them.

After a headline and the names that are weighed comes a line for each feature, with one character for each name: "O" for
nought, "P" for one unit, "N" for minus one, and so on. The line without a feature is what each name begins with.
"""

from __future__ import annotations

from itertools import compress
from pathlib import Path
from typing import NamedTuple

LEARNED_UNIT = 10
"""How many units of a learned weight make one nat."""
_NOUGHT, _MOST = ord("O"), 45
"""The character of nought, and the units that a printed character can hold."""
_UNITS = {chr(_NOUGHT + units): units for units in range(-_MOST, _MOST + 1)}


class Weights(NamedTuple):
    """For each feature what it adds to each of `names`, in units of 1/LEARNED_UNIT nats; "" is what they begin with."""

    names: tuple[str, ...]
    rows: dict[str, tuple[int, ...]]


def shipped(name: str) -> Weights:
    """What was learned under a name, say "request"."""
    return unpacked(_text(name))


def shipped_by_name(name: str) -> dict[str, dict[str, int]]:
    """What was learned under a name, say "topic": for each of the names weighed its features, less those that say
    nothing of it."""
    return by_name(_text(name))


def by_name(text: str) -> dict[str, dict[str, int]]:
    """The same of what a file holds."""
    names, features, rows = _fields(text)
    found = {}
    for each, column in zip(names, zip(*rows, strict=True), strict=True):
        units = list(map(_UNITS.__getitem__, column))
        found[each] = dict(compress(zip(features, units, strict=True), units))
    return found


def _text(name: str) -> str:
    return (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8")


def unpacked(text: str) -> Weights:
    """The weights that a file holds."""
    names, features, rows = _fields(text)
    # Many rows are alike where few names are weighed.
    units = {row: tuple(map(_UNITS.__getitem__, row)) for row in set(rows)}
    return Weights(tuple(names), dict(zip(features, map(units.__getitem__, rows), strict=True)))


def _fields(text: str) -> tuple[list[str], list[str], list[str]]:
    """The names of a file, its features, and the characters of each."""
    _, names, table = text.split("\n", 2)
    fields = table.replace("\t", "\n").split("\n")  # features and characters in turn, and nothing after the last
    return names.split(), fields[:-1:2], fields[1::2]


def packed(headline: str, weights: Weights) -> str:
    """Weights as the text of a file."""
    lines = [f"{feature}\t{''.join(map(_character, units))}" for feature, units in weights.rows.items()]
    return "\n".join([f"# {headline}", " ".join(weights.names), *lines]) + "\n"


def _character(units: int) -> str:
    return chr(_NOUGHT + max(-_MOST, min(_MOST, units)))
