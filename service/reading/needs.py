"""What a text must hold for a pattern to match in it: read off the pattern itself, so that no list can go stale.

A need is a set of keys of which every text with a match holds at least one. A key is a word ("met"), the first letters
of one ("sche*", "tel*"), a mark ("?"), or `DIGIT`. Where nothing can be told for sure there is no need.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

Keys = frozenset[str] | None
"""A need, or None for none."""
Begun = frozenset[str] | None
"""How the word at this place of a pattern may have begun: "me"; "" where one may begin here, "met " where one may begin
behind that one; "=met" where nothing is known but that "met" is needed. None where nothing is known."""

DIGIT = r"\d"
STEMS = (4, 3)
"""Letters of a word that make a key; of a shorter beginning none is made."""
_MOST = 300
"""Beginnings that are told apart; beyond it nothing is known."""
_FRESH: Begun = frozenset({""})
_EVERYWHERE = frozenset(
    r"a and at for he her i in is it its my of on s she that the to was we with you \d ' - , .".split()  # noqa: SIM905
)
_COMMON = frozenset(
    """
    about am an are as be been but by can could d did do does from get go got had has have him his if just like ll m
    me need no not one or our out re should so some t their there they this time up us ve went were what when which will
    would your : ? (
    """.split()  # noqa: SIM905 (a list of words is read as words)
)


def needs_of(pattern: str) -> Keys:
    """The best need of a pattern that is written in lower case and without flags."""
    return needs_in(parser.parse(pattern))


def needs_in(parsed: Iterable[tuple[Any, Any]]) -> Keys:
    """The same of a pattern that has been parsed. The ways of a choice are asked one by one together with what stands
    around them, which may tell more: of "(?:i'll|shall)\\b" it tells that "ll" ends.
    """
    steps = list(parsed)
    for place, (code, value) in enumerate(steps):
        if code is op.BRANCH:
            each = [_need([*steps[:place], *way, *steps[place + 1 :]]) for way in value[1]]
            known = [keys for keys in each if keys is not None]
            if len(known) == len(each):
                return frozenset[str]().union(*known)
    return _need(steps)


def _need(steps: Iterable[tuple[Any, Any]]) -> Keys:
    begun, keys = _walk(steps, None)
    return _better(keys, _stems(begun))


def _walk(items: Iterable[tuple[Any, Any]], begun: Begun) -> tuple[Begun, Keys]:
    """Go through a sequence: how a word may have begun behind it, and the best need met on the way."""
    keys: Keys = None
    for code, value in items:
        begun, more = _STEPS.get(code, _anything)(value, begun)
        keys = _better(keys, more)
    return begun, keys


def _better(one: Keys, other: Keys) -> Keys:
    """The need that fewer texts meet."""
    if one is None or other is None:
        return one if other is None else other
    return min(one, other, key=lambda keys: sum(map(_weight, keys)))


def _weight(key: str) -> int:
    """How often a clause holds the key, of a thousand, or about so."""
    word = key.rstrip("*")
    return 100 if word in _EVERYWHERE else 20 if word in _COMMON else 3 if key.endswith("*") else 1


def _whole(begun: Begun) -> Keys:
    """The words that end here."""
    return None if begun is None or "" in begun else frozenset(map(_known, begun))


def _stems(begun: Begun) -> Keys:
    """The beginnings of words that may go on."""
    if begun is None or any(len(word) < min(STEMS) and not _is_told(word) for word in begun):
        return None
    return frozenset(_known(word) if _is_told(word) else f"{word[: max(STEMS)]}*" for word in begun)


def _is_told(word: str) -> bool:
    return word.startswith("=") or word.endswith(" ")


def _known(word: str) -> str:
    return word.removeprefix("=").removesuffix(" ")


def _ended(begun: Begun) -> Begun:
    """Behind the end of a word."""
    return _FRESH if begun is None else frozenset(word if not word or word[-1] == " " else f"{word} " for word in begun)


def _grown(begun: frozenset[str], letters: str) -> Begun:
    """With one more letter, of several that may be."""
    told = frozenset(word for word in begun if word.startswith("=") and not word.endswith(" "))
    return told | frozenset(
        ("" if word.endswith(" ") else word) + letter for word in begun - told for letter in letters
    )


def _somewhere(keys: Keys) -> Begun:
    """Where nothing is known but the need."""
    return None if keys is None else frozenset(f"={key}" for key in keys)


def _either(one: Begun, other: Begun) -> Begun:
    return None if one is None or other is None or len(one) + len(other) > _MOST else one | other


def _anything(_value: Any, begun: Begun) -> tuple[Begun, Keys]:
    """A step of which nothing is known."""
    return None, _stems(begun)


def _letter(value: int, begun: Begun) -> tuple[Begun, Keys]:
    letter = chr(value)
    if begun is None and letter.isalpha():
        return None, None  # more of a word whose beginning is not known, as most letters are
    return _one_of(letter, begun)


def _one_of(letters: str, begun: Begun) -> tuple[Begun, Keys]:
    """One character of several: all of words, or all of none."""
    wordly = [_is_wordly(letter) for letter in letters]
    if not any(wordly):
        marks = None if any(letter.isspace() for letter in letters) else frozenset(letters)
        return _ended(begun), _better(_whole(begun), marks)
    digits = frozenset({DIGIT}) if letters.isdecimal() else None
    if not all(wordly) or begun is None or len(letters) * len(begun) > _MOST:
        return None, _better(_stems(begun), digits)
    return _grown(begun, letters), digits


def _is_wordly(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def _class(items: list[tuple[Any, Any]], begun: Begun) -> tuple[Begun, Keys]:
    """A class of characters, "[…]" or "\\s"."""
    letters, kinds = "", set()
    for code, value in items:
        if code is op.LITERAL:
            letters += chr(value)
        elif code is op.RANGE and value[1] - value[0] <= max(STEMS) * 4:
            letters += "".join(map(chr, range(value[0], value[1] + 1)))
        else:
            kinds.add(value if code is op.CATEGORY else None)
    if not kinds:
        return _one_of(letters, begun)
    if kinds <= {op.CATEGORY_SPACE, op.CATEGORY_NOT_WORD} and not any(map(_is_wordly, letters)):
        return _ended(begun), _whole(begun)
    digits = frozenset({DIGIT}) if kinds == {op.CATEGORY_DIGIT} and not letters else None
    return None, _better(_stems(begun), digits)


def _at(place: Any, begun: Begun) -> tuple[Begun, Keys]:
    """A place between two characters."""
    return (begun, None) if place is op.AT_NON_BOUNDARY else (_ended(begun), _whole(begun))


def _branch(value: tuple[Any, list[Any]], begun: Begun) -> tuple[Begun, Keys]:
    """A choice needs what one of its ways needs."""
    behind, needed = frozenset[str](), frozenset[str]()
    all_known = all_needed = True
    for way in value[1]:
        here, keys = _walk(way, begun)
        keys = _better(keys, _stems(here))
        here = _somewhere(keys) if here is None else here
        behind, all_known = behind | (here or frozenset()), all_known and here is not None
        needed, all_needed = needed | (keys or frozenset()), all_needed and keys is not None
    known = all_known and len(behind) <= _MOST
    return behind if known else None, needed if all_needed else None


def _group(value: tuple[Any, int, int, Any], begun: Begun) -> tuple[Begun, Keys]:
    _number, flags, _without, inner = value
    return _anything(value, begun) if flags else _walk(inner, begun)


def _repeat(value: tuple[int, int, Any], begun: Begun) -> tuple[Begun, Keys]:
    """What may be missing needs nothing; what may come again is gone through until nothing new comes of it."""
    least, most, inner = value
    once, keys = _walk(inner, begun)
    if not least:
        once, keys = _either(begun, once), _stems(begun)
    if most == 1 or once is None:
        return once, keys
    again = _either(once, _walk(inner, once)[0])
    return (again, keys) if again == once else (None, _better(keys, _stems(once)))


def _ahead(value: tuple[int, Any], begun: Begun) -> tuple[Begun, Keys]:
    """What must follow is needed, what must stand before is left out of account."""
    direction, inner = value
    return begun, _walk(inner, begun)[1] if direction > 0 else None


def _not_ahead(value: tuple[int, Any], begun: Begun) -> tuple[Begun, Keys]:
    """ "No letter here" is where a word begins or ends; other refusals need nothing."""
    direction, inner = value
    refused = inner[0][1] if len(inner) == 1 and inner[0][0] is op.IN else []
    if (op.CATEGORY, op.CATEGORY_WORD) not in refused or (op.NEGATE, None) in refused:
        return begun, None
    return _ended(begun), _whole(begun) if direction > 0 else None


_STEPS: Mapping[Any, Callable[[Any, Begun], tuple[Begun, Keys]]] = {
    op.LITERAL: _letter,
    op.IN: _class,
    op.AT: _at,
    op.BRANCH: _branch,
    op.SUBPATTERN: _group,
    op.ATOMIC_GROUP: lambda inner, begun: _walk(inner, begun),
    op.MAX_REPEAT: _repeat,
    op.MIN_REPEAT: _repeat,
    op.POSSESSIVE_REPEAT: _repeat,
    op.ASSERT: _ahead,
    op.ASSERT_NOT: _not_ahead,
}
