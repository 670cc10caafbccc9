"""What a text must hold for a pattern to match in it: read off the pattern itself, so that no list can go stale.

A need is a set of keys of which every text with a match holds at least one. A key is a word ("met"), the first letters
of one ("sche*", "tel*"), a mark ("?"), or `DIGIT`. Where nothing can be told for sure there is no need. Where a match
needs several things at once ("waited for her") the two that fewest texts hold are told: most hold one and not both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

Keys = frozenset[str]
"""A need."""
Needs = tuple[Keys, ...]
"""The needs of one match, all of which a text must meet: none, one, or the two best, the best first."""
Begun = frozenset[str] | None
"""How the word at this place of a pattern may have begun: "me"; "" where one may begin here, "met " where one may begin
behind that one; "=met" where nothing is known but that "met" is needed. None where nothing is known."""

DIGIT = r"\d"
STEMS = (4, 3)
"""Letters of a word that make a key; of a shorter beginning none is made."""
_TELLING = 400
"""Of a second need: what more texts of a thousand than this meet tells nothing."""
_MOST = 300
"""Beginnings that are told apart; beyond it nothing is known."""
_FRESH: Begun = frozenset({""})
_EVERYWHERE = frozenset(
    r"a and at for he her i in is it its my of on s she that the to was we with you \d ' - , .".split()  # noqa: SIM905
)
_OFTEN = frozenset(
    """
    about am an are as be been but by can could d did do does from get go got had has have him his if just like ll m
    me need no not one or our out re should so some t their there they this time up us ve went were what when which will
    would your : ? (
    """.split()  # noqa: SIM905 (a list of words is read as words)
)

COMMON = _EVERYWHERE | _OFTEN
"""Words and marks that most texts hold."""


def needs_of(pattern: str) -> list[Needs]:
    """What the ways of a pattern need that is written in lower case and without flags: a match is one of them. Empty
    where nothing can be told of one.
    """
    return choice_in(parser.parse(pattern))[1]


def choice_in(parsed: Iterable[tuple[Any, Any]]) -> tuple[int | None, list[Needs]]:
    """The place of the choice in a parsed pattern whose ways all need something, and what each does. The ways are asked
    one by one together with what stands around them, which may tell more: of "(?:i'll|shall)\\b" it tells that "ll"
    ends. Where there is no such choice, what the pattern needs, if that can be told.
    """
    steps = list(parsed)
    for place, (code, value) in enumerate(steps):
        if code is op.BRANCH:
            each = [_need([*steps[:place], *way, *steps[place + 1 :]]) for way in value[1]]
            if all(each):
                return place, each
    needs = _need(steps)
    return None, [needs] if needs else []


def _need(steps: Iterable[tuple[Any, Any]]) -> Needs:
    begun, needs = _walk(steps, None)
    return _both(needs, _stems(begun))


def _walk(items: Iterable[tuple[Any, Any]], begun: Begun) -> tuple[Begun, Needs]:
    """Go through a sequence: how a word may have begun behind it, and the best needs met on the way."""
    needs: Needs = ()
    for code, value in items:
        begun, more = _STEPS.get(code, _anything)(value, begun)
        needs = _both(needs, more) if more else needs
    return begun, needs


def _both(one: Needs, other: Needs) -> Needs:
    """Of needs that are all to be met the two that fewest texts meet, none that another tells already."""
    if not one or not other:
        return one or other
    told: list[Keys] = []
    for keys in sorted((*one, *other), key=_often):
        if not any(_tells(known, keys) for known in told):
            told = [known for known in told if not _tells(keys, known)] + [keys]
    return tuple(keys for keys in told[:2] if keys is told[0] or _often(keys) <= _TELLING)


def _tells(one: Keys, other: Keys) -> bool:
    """Whether a text that meets the one need meets the other, too: with "coffee" it holds a word in "coff"."""
    return all(key in other or not _beginnings(key).isdisjoint(other) for key in one)


def _beginnings(key: str) -> set[str]:
    word = key.removesuffix("*")
    return {f"{word[:length]}*" for length in STEMS if len(word) >= length}


def _often(keys: Keys) -> int:
    """How many clauses of a thousand meet the need, or about so."""
    return sum(map(_weight, keys))


def _weight(key: str) -> int:
    """How often a clause holds the key, of a thousand, or about so."""
    word = key.rstrip("*")
    return 100 if word in _EVERYWHERE else 20 if word in _OFTEN else 3 if key.endswith("*") else 1


def _whole(begun: Begun) -> Needs:
    """The words that end here."""
    return () if not begun or "" in begun else (frozenset(map(_known, begun)),)


def _stems(begun: Begun) -> Needs:
    """The beginnings of words that may go on."""
    if not begun or any(len(word) < min(STEMS) and not _is_told(word) for word in begun):
        return ()
    return (frozenset(_known(word) if _is_told(word) else f"{word[: max(STEMS)]}*" for word in begun),)


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


def _somewhere(needs: Needs) -> Begun:
    """Where nothing is known but the needs, of which the best is kept in mind."""
    return frozenset(f"={key}" for key in needs[0]) if needs else None


def _either(one: Begun, other: Begun) -> Begun:
    return None if one is None or other is None or len(one) + len(other) > _MOST else one | other


def _anything(_value: Any, begun: Begun) -> tuple[Begun, Needs]:
    """A step of which nothing is known."""
    return None, _stems(begun)


def _letter(value: int, begun: Begun) -> tuple[Begun, Needs]:
    letter = chr(value)
    if begun is None and letter.isalpha():
        return None, ()  # more of a word whose beginning is not known, as most letters are
    return _one_of(letter, begun)


def _one_of(letters: str, begun: Begun) -> tuple[Begun, Needs]:
    """One character of several: all of words, or all of none."""
    wordly = [_is_wordly(letter) for letter in letters]
    if not any(wordly):
        marks = () if any(letter.isspace() for letter in letters) else (frozenset(letters),)
        return _ended(begun), _both(_whole(begun), marks)
    digits = (frozenset({DIGIT}),) if letters.isdecimal() else ()
    if not all(wordly) or begun is None or len(letters) * len(begun) > _MOST:
        return None, _both(_stems(begun), digits)
    return _grown(begun, letters), digits


def _is_wordly(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def _class(items: list[tuple[Any, Any]], begun: Begun) -> tuple[Begun, Needs]:
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
    digits = (frozenset({DIGIT}),) if kinds == {op.CATEGORY_DIGIT} and not letters else ()
    return None, _both(_stems(begun), digits)


def _at(place: Any, begun: Begun) -> tuple[Begun, Needs]:
    """A place between two characters."""
    return (begun, ()) if place is op.AT_NON_BOUNDARY else (_ended(begun), _whole(begun))


def _branch(value: tuple[Any, list[Any]], begun: Begun) -> tuple[Begun, Needs]:
    """A choice needs what one of its ways needs."""
    behind = frozenset[str]()
    each: list[Needs] = []
    all_known = True
    for way in value[1]:
        here, needs = _walk(way, begun)
        needs = _both(needs, _stems(here))
        here = _somewhere(needs) if here is None else here
        behind, all_known = behind | (here or frozenset()), all_known and here is not None
        each.append(needs)
    known = all_known and len(behind) <= _MOST
    return behind if known else None, _of_one(each)


def _of_one(ways: Sequence[Needs]) -> Needs:
    """What a match by one of the ways needs, whichever it is."""
    if not all(ways):
        return ()
    best, second = ({key for needs in ways for key in needs[place]} for place in (0, -1))
    return _both((frozenset(best),), (frozenset(second),))


def _group(value: tuple[Any, int, int, Any], begun: Begun) -> tuple[Begun, Needs]:
    _number, flags, _without, inner = value
    return _anything(value, begun) if flags else _walk(inner, begun)


def _repeat(value: tuple[int, int, Any], begun: Begun) -> tuple[Begun, Needs]:
    """What may be missing needs nothing; what may come again is gone through until nothing new comes of it."""
    least, most, inner = value
    once, needs = _walk(inner, begun)
    if not least:
        once, needs = _either(begun, once), _stems(begun)
    if most == 1 or once is None:
        return once, needs
    again = _either(once, _walk(inner, once)[0])
    return (again, needs) if again == once else (None, _both(needs, _stems(once)))


def _ahead(value: tuple[int, Any], begun: Begun) -> tuple[Begun, Needs]:
    """What must follow is needed, what must stand before is left out of account."""
    direction, inner = value
    return begun, _walk(inner, begun)[1] if direction > 0 else ()


def _not_ahead(value: tuple[int, Any], begun: Begun) -> tuple[Begun, Needs]:
    """ "No letter here" is where a word begins or ends; other refusals need nothing."""
    direction, inner = value
    refused = inner[0][1] if len(inner) == 1 and inner[0][0] is op.IN else []
    if (op.CATEGORY, op.CATEGORY_WORD) not in refused or (op.NEGATE, None) in refused:
        return begun, ()
    return _ended(begun), _whole(begun) if direction > 0 else ()


_STEPS: Mapping[Any, Callable[[Any, Begun], tuple[Begun, Needs]]] = {
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
