"""A Reading as plain JSON values and back, for mail that is read in a process which is not to be trusted.

Each field's own type says how it is written, so a new field needs nothing here. What comes back is held against the
same types, and can make nothing but these values.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, cast, get_args, get_origin, get_type_hints

from service.reading.values import Reading


def reading_to_json(reading: Reading) -> dict[str, Any]:
    """The reading in dicts, lists, strings, numbers, booleans and None. Its texts may hold lone surrogates."""
    return cast(dict[str, Any], _codec(Reading).write(reading))


def reading_from_json(value: object) -> Reading:
    """The reading that was written so. Anything else raises ValueError, which quotes none of it."""
    try:
        return cast(Reading, _codec(Reading).read(value))
    except (TypeError, ValueError, OverflowError):
        raise ValueError("not a reading") from None


@dataclass(frozen=True, slots=True)
class _Codec:
    """How values of one type are written, and read back; `read` raises ValueError or TypeError for what is none."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


@cache
def _codec(hint: Any) -> _Codec:
    """The codec of a field's type."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is not None:
        return _BY_ORIGIN[origin](*arguments)
    if is_dataclass(hint):
        return _record(cast(type, hint))
    if issubclass(hint, StrEnum):
        return _Codec(str, hint)
    return _SCALARS[hint]


def _record(kind: type) -> _Codec:
    hints = get_type_hints(kind)
    codecs = {each.name: _codec(hints[each.name]) for each in fields(kind)}

    def write(value: Any) -> dict[str, Any]:
        return {name: codec.write(getattr(value, name)) for name, codec in codecs.items()}

    def read(value: Any) -> Any:
        if type(value) is not dict or value.keys() != codecs.keys():
            raise ValueError(kind.__name__)
        return kind(**{name: codec.read(value[name]) for name, codec in codecs.items()})

    return _Codec(write, read)


def _optional(*arguments: Any) -> _Codec:
    (hint,) = (argument for argument in arguments if argument is not NoneType)
    codec = _codec(hint)
    return _Codec(
        lambda value: None if value is None else codec.write(value),
        lambda value: None if value is None else codec.read(value),
    )


def _tuple(hint: Any, _ellipsis: Any) -> _Codec:
    write, read = _codec(hint).write, _codec(hint).read
    return _Codec(lambda value: [write(each) for each in value], lambda value: tuple(map(read, _a(list, value))))


def _frozenset(hint: Any) -> _Codec:
    write, read = _codec(hint).write, _codec(hint).read
    return _Codec(lambda value: sorted(map(write, value)), lambda value: frozenset(map(read, _a(list, value))))


def _mapping(_key: Any, hint: Any) -> _Codec:
    """By strings, as JSON's are."""
    write, read = _codec(hint).write, _codec(hint).read
    return _Codec(
        lambda value: {key: write(each) for key, each in value.items()},
        lambda value: {key: read(each) for key, each in _a(dict, value).items()},
    )


_BY_ORIGIN: Mapping[Any, Callable[..., _Codec]] = {
    UnionType: _optional,
    tuple: _tuple,
    frozenset: _frozenset,
    Mapping: _mapping,
}


def _a(kind: type, value: Any) -> Any:
    """The value, of exactly this type (True is no number)."""
    if type(value) is not kind:
        raise ValueError(kind.__name__)
    return value


def _aware(value: Any) -> datetime:
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError("a moment without its zone")
    return moment


_SCALARS: Mapping[type, _Codec] = {
    str: _Codec(lambda value: value, lambda value: _a(str, value)),
    int: _Codec(lambda value: value, lambda value: _a(int, value)),
    bytes: _Codec(lambda value: value.decode("latin-1"), lambda value: _a(str, value).encode("latin-1")),
    bool: _Codec(lambda value: value, lambda value: _a(bool, value)),
    date: _Codec(date.isoformat, date.fromisoformat),
    time: _Codec(time.isoformat, time.fromisoformat),
    datetime: _Codec(datetime.isoformat, _aware),
}
