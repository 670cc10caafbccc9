"""Patterns of very many ways, filed by their first letters as the words of a dictionary are.

At each place of a text a pattern tries its ways one after the other, and of two hundred nearly all fail on their first
letter. Filed under it they fail at once. What is found, and by which way, stays as it was: a way is moved only past
ways that cannot begin with the same letter. And a place that begins with a letter that no way begins with is passed by.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]
import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from re import _compiler as compiler  # type: ignore[attr-defined]
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from string import ascii_lowercase, ascii_uppercase
from typing import Any, NamedTuple

from service.compiled import kept

Step = tuple[Any, Any]
"""One step of a parsed pattern: its code, and what goes with it."""
Way = Sequence[Step]
Letters = frozenset[str] | None
"""What a way may begin with: small letters for small and large ones, "0" for all digits, " " for all that belongs to no
word. None where nothing is known."""
Program = tuple[int, bytes, int, dict[str, int]]
"""What `re` makes a pattern of: its flags, its code, how many groups it has and the numbers of those with names."""

_MANY = 4
"""Ways of a choice from which on it is filed."""
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT)
_LOOKS = (op.AT, op.ASSERT, op.ASSERT_NOT)
"""Steps that stay at their place of the text."""
_CLASSES = {op.CATEGORY_DIGIT: "0", op.CATEGORY_SPACE: " ", op.CATEGORY_NOT_WORD: " "}
_DIGITS = frozenset({"0"})
_DIGIT_AHEAD: Way = list(parser.parse(r"(?=\d)"))
_NAME = re.compile(r"\(\?P<\w+>")


def quick(pattern: str, flags: int = 0, deep: bool = False) -> re.Pattern[str]:
    """What `re.compile` gives, done sooner at each place; `deep`: filed by all first letters, for a pattern that is
    looked for in every sentence (such a file is large, and takes longer to make).
    """
    key = ("quick", pattern, int(flags), deep)
    return pattern_of(kept(key, lambda: filed(parser.parse(pattern, flags), deep)), pattern)


def filed(parsed: Any, deep: bool = False) -> Program:
    """The same of a pattern that has been parsed, as it can be kept."""
    tree = _Files(parsed.state, deep).tree(parsed)
    return _program(tree, _beginning(tree))


def _as_written(pattern: str) -> Program:
    """What `re.compile` makes of a pattern."""
    parsed = parser.parse(pattern)
    return _program(parsed, parsed)


def pattern_of(program: Program, text: str | None = None) -> re.Pattern[str]:
    """The pattern that a program is of."""
    flags, code, groups, names = program
    by_number = {number: name for name, number in names.items()}
    return _sre.compile(  # type: ignore[no-any-return]
        text, flags, array("I", code).tolist(), groups, names, tuple(map(by_number.get, range(groups + 1)))
    )


def _program(tree: Any, beginning: Any) -> Program:
    code: list[int] = []
    flags = int(tree.state.flags)
    compiler._compile_info(code, beginning, flags & ~re.I)
    compiler._compile(code, tree.data, flags)
    return flags, array("I", [*code, op.SUCCESS]).tobytes(), tree.state.groups - 1, tree.state.groupdict


def _beginning(tree: Any) -> Any:
    """What a search is told beforehand: how wide a match is, and which letters and marks none begins with. Those beyond
    ASCII, of whose small and large forms nothing need be known, are never among them.
    """
    width, letters = tree.getwidth(), _letters(tree)
    if letters is None or not width[0]:
        return tree
    others = [(op.LITERAL, code) for code, kind in enumerate(map(_kind, range(128))) if kind not in letters]
    beginning = parser.SubPattern(tree.state, [(op.IN, [(op.NEGATE, None), *others])])
    beginning.width = width
    return beginning


class Scan:
    """A pattern of many ways with names. Where it fits is found without the names, behind which no letter is seen."""

    __slots__ = ("_named", "_places")

    def __init__(self, pattern: str) -> None:
        named = kept(("as written", pattern), lambda: _as_written(pattern))
        self._places, self._named = quick(_NAME.sub("(?:", pattern), deep=True), pattern_of(named, pattern)

    @property
    def pattern(self) -> str:
        return self._named.pattern

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return (match for at in self._places.finditer(text) if (match := self._named.match(text, at.start())))


class Caseless:
    """A pattern without case. Text in ASCII, which most is, is looked at in lower case, where a way that does not fit
    is known by its first letter; so what is found tells its places as they are, and its letters small.
    """

    __slots__ = ("_any", "_small")

    def __init__(self, pattern: str) -> None:
        small = kept(("small", pattern), lambda: filed(_in_lower_case(parser.parse(pattern))))
        self._any, self._small = quick(pattern, re.I), pattern_of(small)

    def search(self, text: str) -> re.Match[str] | None:
        return self._small.search(text.lower()) if text.isascii() else self._any.search(text)

    def match(self, text: str) -> re.Match[str] | None:
        return self._small.match(text.lower()) if text.isascii() else self._any.match(text)


_BEYOND = ("\u0130i", "\u0131i", "\u017fs", "\u212ak")
_SMALL = {ord(large): ord(small) for large, small in (*zip(ascii_uppercase, ascii_lowercase, strict=True), *_BEYOND)}
"""The letters that are letters of ASCII, in lower case, where case does not count."""


def _in_lower_case(way: Any) -> Any:
    """A parsed pattern that finds in small letters of ASCII what it would without case."""
    for place, (code, value) in enumerate(way):
        if code in (op.LITERAL, op.NOT_LITERAL):
            way[place] = (code, _SMALL.get(value, value))
        elif code is op.IN:
            way[place] = (code, [more for item in value for more in _small_letters(*item)])
        elif code is op.BRANCH:
            for each in value[1]:
                _in_lower_case(each)
        elif code is op.SUBPATTERN and (value[1] or value[2]):
            raise ValueError("case must count, or not, in all of a pattern alike")
        elif code is op.SUBPATTERN or code in _REPEATS or code in (op.ASSERT, op.ASSERT_NOT):
            _in_lower_case(value[-1])
        elif code not in (op.AT, op.ANY):
            raise ValueError(f"{code} is not known to find the same in lower case")
    return way


def _small_letters(code: Any, value: Any) -> Iterator[Step]:
    """What a member of a class stands for."""
    if code is op.RANGE:
        yield from ((op.LITERAL, small) for large, small in _SMALL.items() if value[0] <= large <= value[1])
    yield code, _SMALL.get(value, value) if code is op.LITERAL else value


class _File(NamedTuple):
    """Ways that begin with the same step, without it; or one way that begins with none that can be shared."""

    head: Way
    rests: list[Way]
    letters: Letters


class _Files:
    """Files the choices of one pattern."""

    def __init__(self, state: Any, deep: bool = False) -> None:
        self._state, self._deep = state, deep

    def tree(self, way: Iterable[Step]) -> Any:
        """A sequence with each choice of many ways in it filed."""
        return parser.SubPattern(self._state, [done for step in way for done in self._step(*step)])

    def _step(self, code: Any, value: Any) -> Way:
        if code is op.BRANCH and len(value[1]) >= _MANY:
            return self._either(self._filed(value[1]))
        if code is op.BRANCH:
            return [(code, (None, [self.tree(way) for way in value[1]]))]
        if code is op.SUBPATTERN or code in _REPEATS:
            return [(code, (*value[:-1], self.tree(value[-1])))]
        return [(code, value)]

    def _either(self, ways: Sequence[Way]) -> Way:
        """The choice between ways, the first that fits."""
        trees = [parser.SubPattern(self._state, list(way)) for way in ways]
        return ways[0] if len(ways) == 1 else [(op.BRANCH, (None, trees))]

    def _filed(self, ways: Iterable[Way]) -> list[Way]:
        """The ways, those that begin alike put together."""
        files: list[_File] = []
        for way in ways:
            for begun in self._begun(list(way)):
                _put(files, begun)
        return [[*file.head, *self._rest(file)] for file in files]

    def _rest(self, file: _File) -> Way:
        if not file.head:
            return self.tree(file.rests[0]).data  # type: ignore[no-any-return]
        looks = file.head[0][0] is op.AT and len(file.rests) > 1
        again = looks or (self._deep and file.head[0][0] is op.LITERAL and len(file.rests) >= _MANY)
        return self._either(self._filed(file.rests) if again else file.rests)

    def _begun(self, way: Way) -> Iterator[Way]:
        """A way as those that it stands for, so that each begins with a step of its own: "(?:an? )?hour"."""
        if not way:
            yield way
            return
        (code, value), rest = way[0], way[1:]
        if code is op.AT:
            yield from ([way[0], *begun] for begun in self._begun(rest))
        elif code is op.BRANCH:
            for first in self._filed(value[1]):
                yield from [[*first, *rest]] if first else self._begun(rest)
        elif code in _REPEATS and _is_of_words(value[2]):
            least, most, inner = value
            more = [] if most == 1 else [(code, (max(least - 1, 0), _one_less(most), inner))]
            once = self._begun([*inner, *more, *rest])
            without = iter(()) if least else self._begun(rest)
            yield from (*once, *without) if code is op.MAX_REPEAT else (*without, *once)
        else:
            yield way


def _put(files: list[_File], way: Way) -> None:
    """File a way under its first step, if it may pass those that stand between."""
    letters = _letters(way)
    head, rest = _opened(way, letters)
    for place in range(len(files) - 1, -1, -1):
        file = files[place]
        if head and file.head == head:
            file.rests.append(rest)
            files[place] = file._replace(letters=_either_letter(file.letters, letters))
            return
        if letters is None or file.letters is None or letters & file.letters:
            break
    files.append(_File(head, [rest], letters))


def _opened(way: Way, letters: Letters) -> tuple[Way, Way]:
    """What a way may share with others that begin alike, and what is left of it."""
    if letters == _DIGITS:
        return _DIGIT_AHEAD, way
    return (way[:1], way[1:]) if way and way[0][0] in (op.LITERAL, op.AT) else ([], way)


def _either_letter(one: Letters, other: Letters) -> Letters:
    return None if one is None or other is None else one | other


def _is_of_words(inner: Any) -> bool:
    """Whether what may come again is more than a class of characters, and never empty."""
    return (len(inner) > 1 or inner[0][0] in (op.BRANCH, op.SUBPATTERN)) and inner.getwidth()[0] > 0


def _one_less(most: Any) -> Any:
    return most if most is op.MAXREPEAT else most - 1


def _letters(way: Iterable[Step]) -> Letters:
    """What a way may begin with."""
    letters, may_be_empty = _beginnings(way)
    return None if may_be_empty else letters


def _beginnings(way: Iterable[Step]) -> tuple[Letters, bool]:
    """What the steps of a way may begin with, and whether they may take nothing of the text: then what comes behind
    them begins it, too."""
    found = frozenset[str]()
    for code, value in way:
        here, may_be_empty = _beginnings_of(code, value)
        if here is None:
            return None, False
        found |= here
        if not may_be_empty:
            return found, False
    return found, True


def _beginnings_of(code: Any, value: Any) -> tuple[Letters, bool]:
    if code in _LOOKS:
        return frozenset(), True
    if code is op.LITERAL:
        return frozenset({_kind(value)}), False
    if code is op.IN:
        return _class(value), False
    plain_group = code is op.SUBPATTERN and not (value[1] or value[2])
    inner = value[1] if code is op.BRANCH else [value[-1]] if plain_group or code in _REPEATS else []
    each = [_beginnings(way) for way in inner]
    known = [letters for letters, _ in each if letters is not None]
    may_be_empty = any(empty for _, empty in each) or (code in _REPEATS and not value[0])
    return frozenset[str]().union(*known) if each and len(known) == len(each) else None, may_be_empty


def _class(items: Iterable[Step]) -> Letters:
    found = set[str]()
    for code, value in items:
        if code is op.LITERAL:
            found.add(_kind(value))
        elif code is op.RANGE:
            found |= {_kind(letter) for letter in range(value[0], value[1] + 1)}
        elif code is op.CATEGORY and value in _CLASSES:
            found.add(_CLASSES[value])
        else:
            return None
    return frozenset(found)


@cache
def _kind(letter: int) -> str:
    said = chr(letter)
    if said.isdecimal():
        return "0"
    return said.upper().casefold()[0] if said.isalnum() or said == "_" else " "
