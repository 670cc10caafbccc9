"""Weights that were learned from labelled material, as the text files beside this module hold them.

After a headline and the names that are weighed comes a line for each feature, with one character for each name: "O" for
nought, "P" for one unit, "N" for minus one, and so on. The line without a feature is what each name begins with.
"""

from __future__ import annotations

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
    """What was learned under a name, say "topic"."""
    return unpacked((Path(__file__).parent / f"{name}_words.txt").read_text(encoding="utf-8"))


def unpacked(text: str) -> Weights:
    """The weights that a file holds."""
    _, names, *lines = text.splitlines()
    rows = {}
    for line in lines:
        feature, _, characters = line.rpartition("\t")
        rows[feature] = tuple(map(_UNITS.__getitem__, characters))
    return Weights(tuple(names.split()), rows)


def packed(headline: str, weights: Weights) -> str:
    """Weights as the text of a file."""
    lines = [f"{feature}\t{''.join(map(_character, units))}" for feature, units in weights.rows.items()]
    return "\n".join([f"# {headline}", " ".join(weights.names), *lines]) + "\n"


def _character(units: int) -> str:
    return chr(_NOUGHT + max(-_MOST, min(_MOST, units)))
