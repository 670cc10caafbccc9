"""What is wrong with a configuration, in words that name the place and the mend."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from service.config.settings import LONE_SLUG, Coordinator, HolidaySettings, ProgramSettings, Settings, is_lone_program

_TABLE = re.compile(r"\s{0,40}\[\[?([^\]\r\n#]{1,200})\]")
_KEY = re.compile(r"\s{0,40}([A-Za-z0-9_.\"'-]{1,200})\s{0,40}=")
_QUOTES_AND_SPACES = str.maketrans("", "", "\"' ")

# Variables of ours that are no settings, and those of the tests.
_OTHER_VARIABLES = frozenset({"MENTORMAIL_CONFIG", "MENTORMAIL_KEYS"})
_TEST_VARIABLES = "MENTORMAIL_TEST_"

_NESTED: Mapping[str, type[BaseModel]] = {"coordinators": Coordinator, "holidays": HolidaySettings}

# pydantic's type of error → what to say, filled from the error's context.
_WORDS: Mapping[str, str] = {
    "bool_parsing": "expected true or false",
    "bool_type": "expected true or false",
    "date_from_datetime_parsing": "expected a date like 2026-12-24",
    "date_parsing": "expected a date like 2026-12-24",
    "date_type": "expected a date like 2026-12-24",
    "dict_type": "expected a section",
    "greater_than_equal": "expected at least {ge}",
    "int_from_float": "expected a whole number",
    "int_parsing": "expected a whole number",
    "int_type": "expected a whole number",
    "less_than_equal": "expected at most {le}",
    "list_type": "expected a list in [ ]",
    "literal_error": "expected {expected}",
    "model_type": "expected a table of keys",
    "string_too_short": "must not be empty",
    "string_type": "expected text in quotes",
    "too_short": "must not be empty",
    "tuple_type": "expected a list in [ ]",
}


@dataclass(frozen=True, slots=True)
class Places:
    """Where each setting was given: a line of the file, or a variable of the environment."""

    file: str
    text: str
    tables: Mapping[str, Any]
    variables: Mapping[str, str]
    _lines: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._lines.update(lines_by_key(self.text))

    def line(self, key: str, what: str) -> str:
        """One line about a key: its place, its name, what is wrong."""
        return f"{self._place(key)}: {key}: {what}"

    def key(self, location: tuple[int | str, ...]) -> str:
        """A setting's name as the file writes it, from pydantic's location."""
        if location[:2] == ("program", LONE_SLUG) and is_lone_program(self.tables.get("program", {"": ""})):
            location = ("program", *location[2:])
        return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in location).removeprefix(".")

    def _place(self, key: str) -> str:
        names = re.sub(r"\[\d+\]", "", key).split(".")
        variable = "MENTORMAIL_" + "__".join(names).upper()
        if variable in self.variables:
            return variable
        for length in range(len(names), 0, -1):
            if (line := self._lines.get(".".join(names[:length]))) is not None:
                return f"{self.file}, line {line}"
        return self.file


def lines_by_key(text: str) -> dict[str, int]:
    """The line on which each key and section first stands; near enough to find it by (TOML parsers keep none)."""
    lines: dict[str, int] = {}
    section = ""
    for number, line in enumerate(text.splitlines(), 1):
        if match := _TABLE.match(line):
            section = match[1].translate(_QUOTES_AND_SPACES)
            lines.setdefault(section, number)
        elif match := _KEY.match(line):
            key = match[1].translate(_QUOTES_AND_SPACES)
            lines.setdefault(f"{section}.{key}" if section else key, number)
    return lines


def explain(error: ValidationError, places: Places) -> Iterator[str]:
    """A line for each thing that pydantic found."""
    for found in error.errors(include_url=False, include_input=False):
        location = found["loc"]
        yield places.line(places.key(location), _what(found["type"], found["msg"], found.get("ctx", {}), location))


def _what(kind: str, message: str, context: Mapping[str, Any], location: tuple[int | str, ...]) -> str:
    if kind == "extra_forbidden":
        return unknown_key(location)
    if kind == "missing":
        return _missing(location)
    if kind == "value_error":
        return str(context["error"])
    return _WORDS[kind].format(**context) if kind in _WORDS else message


def _missing(location: tuple[int | str, ...]) -> str:
    setting = _fields_at(location[:-1]).get(str(location[-1]))
    if setting is None or not setting.examples:
        return "missing; `mentormail init` in an empty folder writes a configuration to start from"
    return f"missing; add a line like {location[-1]} = {setting.examples[0]}"


def unknown_key(location: tuple[int | str, ...]) -> str:
    """What to say of a key that is none: the section that has such a key, else the nearest one of its own."""
    key = str(location[-1])
    known = _fields_at(location[:-1])
    for section in Settings.model_fields:
        if key in _fields_at((section, LONE_SLUG) if section == "program" else (section,)):
            return f"not a setting here; it belongs to [{section}]"
    if near := get_close_matches(key, known, n=1):
        return f"not a setting; did you mean {near[0]}?"
    return f"not a setting; known here: {', '.join(known)}"


def _fields_at(location: tuple[int | str, ...]) -> Mapping[str, FieldInfo]:
    """The settings that may stand at a place."""
    match [part for part in location if isinstance(part, str)]:
        case []:
            return Settings.model_fields
        case ["program"] | ["program", _]:
            return ProgramSettings.model_fields
        case ["program", _, nested, *_] if nested in _NESTED:
            return _NESTED[nested].model_fields
        case [section, *_] if section in Settings.model_fields:
            kind = Settings.model_fields[section].annotation
            return kind.model_fields if isinstance(kind, type) and issubclass(kind, BaseModel) else {}
    return {}


def unknown_variables(variables: Mapping[str, str]) -> Iterator[str]:
    """A line for each variable that means no section, or is a near miss of a setting's name.

    Not every other MENTORMAIL_… is refused: Kubernetes gives a service of that name MENTORMAIL_PORT and its like.
    """
    sections = set(Settings.model_fields) - {"clock"}
    for name in sorted(variables):
        if name in _OTHER_VARIABLES or name == "MENTORMAIL_CLOCK" or name.startswith(_TEST_VARIABLES):
            continue
        section, nested, _ = name.removeprefix("MENTORMAIL_").lower().partition("__")
        if nested and section in sections:
            continue
        near = get_close_matches(name, _variable_names(), n=1, cutoff=0.6 if nested else 0.9)
        if nested or near:
            yield f"{name}: not a setting" + (f"; did you mean {near[0]}?" if near else "")


def _variable_names() -> list[str]:
    """The environment's name of every setting."""
    names = ["MENTORMAIL_CLOCK"]
    for section in set(Settings.model_fields) - {"clock"}:
        fields = _fields_at((section, LONE_SLUG) if section == "program" else (section,))
        names += [f"MENTORMAIL_{section}__{key}".upper() for key in fields]
    return names
