"""The roster file: one line a partnership. Bytes as spreadsheets write them → lines, or every problem by line and cell.

Pure: nothing is read from disk and nothing is imported here.
"""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any
from zoneinfo import ZoneInfo

from service import notations
from service.domain import Standing
from service.errors import RosterError

REQUIRED = ("mentor_name", "mentor_email", "mentee_name", "mentee_email")
OPTIONAL = ("started_on", "mentor_timezone", "mentee_timezone", "mentor_language", "mentee_language")
STATUS = "status"
COLUMNS = (*REQUIRED, *OPTIONAL, STATUS)

_NAME_LENGTH = 200
_YEARS = range(1950, 2101)
_DELIMITERS = ",;\t"
_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_LOCAL_DATE = re.compile(r"([0-9]{1,2})([/.])([0-9]{1,2})\2([0-9]{4})")
_ADDRESS = re.compile(r"[^@\s]{1,64}@[^@\s]{1,200}\.[^@\s.]{1,60}")
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")

# Cc, Cf and their kind are never part of a name: line breaks, and marks that turn the direction of what follows.
# The two joiners are, in Persian and in the scripts of India.
_CONTROLS = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
_JOINERS = "\u200c\u200d"

# What a spreadsheet takes for a formula. Guarded with an apostrophe on the way out, one of which is taken away on the
# way in, so that any text comes back as it was.
_FORMULA = re.compile(r"'*[=+\-@]")
_GUARDED = re.compile(r"'+[=+\-@]")


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One partnership. What is None was not said: the program's zone and language, the day of the import.

    `status` is told by an export; an import leaves it alone.
    """

    mentor_name: str
    mentor_email: str
    mentee_name: str
    mentee_email: str
    started_on: date | None = None
    mentor_timezone: ZoneInfo | None = None
    mentee_timezone: ZoneInfo | None = None
    mentor_language: str | None = None
    mentee_language: str | None = None
    status: Standing | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of the file: its number there, its cells by column."""

    number: int
    cells: Mapping[str, str]

    def problem(self, what: str) -> str:
        return f"line {self.number}: {what}"


def read_roster(content: bytes, *, day_first: bool = False) -> tuple[RosterLine, ...]:
    """The partnerships of a roster file, in its order.

    Takes UTF-8 (with or without a byte order mark), UTF-16 with one, and Windows-1252; commas, semicolons or tabs;
    columns in any order. `day_first`: Excel writes dates as 1/9/2026, and the 9 is the month.
    RosterError has a line for each problem: the file's line, the cell, what is wrong, the mend.
    """
    problems: list[tuple[int, str]] = []
    lines: list[tuple[_Row, RosterLine]] = []
    for row in _rows(_decoded(content)):
        values, wrong = _values(row, day_first)
        problems += ((row.number, row.problem(what)) for what in wrong)
        if not wrong:
            lines.append((row, RosterLine(**values)))
    problems += ((row.number, row.problem(what)) for row, what in _contradictions(lines))
    if problems:
        raise RosterError([text for _, text in sorted(problems)])
    if not lines:
        raise RosterError(["the file holds no partnership; write one on each line below the columns' names"])
    return tuple(line for _, line in lines)


def to_csv(lines: Iterable[RosterLine]) -> str:
    """The lines as a file that read_roster takes and spreadsheets open, with the status where any line has one.

    Text beyond ASCII gets a byte order mark, without which Excel reads it wrongly.
    """
    lines = list(lines)
    columns = COLUMNS if any(line.status for line in lines) else COLUMNS[:-1]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for line in lines:
        writer.writerow([_guard(_written(getattr(line, column))) for column in columns])
    text = out.getvalue()
    return text if text.isascii() else "\ufeff" + text


def _written(value: Any) -> str:
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def _guard(cell: str) -> str:
    return "'" + cell if _FORMULA.match(cell) else cell


def _decoded(content: bytes) -> str:
    """The text, by its byte order mark, else UTF-8, else what Excel's plain "CSV" is on western Windows."""
    if content.startswith(_WORKBOOKS):
        raise RosterError(['this is a workbook; save it as "CSV UTF-8" first'])
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        with contextlib.suppress(UnicodeDecodeError):
            return content.decode(encoding)
    raise RosterError(['the text is in no encoding known here; save the file as "CSV UTF-8"'])


def _rows(text: str) -> Iterator[_Row]:
    """Each line that holds something, by the columns that the first one names."""
    records = _records(text)
    number, header = next(records, (1, []))
    columns = _columns(number, header)
    for number, cells in records:
        if any(cells[len(columns) :]):
            raise RosterError(
                [f"line {number}: more cells than columns; write quotes around a cell that holds a comma or semicolon"]
            )
        yield _Row(number, {column: cell for column, cell in zip(columns, cells, strict=False) if column})


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """The cells of each line that is not blank, with the number of the line it begins on."""
    delimiter, skipped = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for cells in reader:
            cleaned = [_unguarded(unicodedata.normalize("NFC", cell.strip())) for cell in cells]
            if any(cleaned) and begins > skipped:
                yield begins, cleaned
            begins = reader.line_num + 1
    except csv.Error:
        raise RosterError(
            [f"line {begins}: a quotation mark is not closed, or words follow it; inside a cell in quotes write two"]
        ) from None


def _delimiter(text: str) -> tuple[str, int]:
    """What stands between cells, and how many lines at the top only say so (Excel's "sep=;")."""
    lines = text.lstrip("\r\n").splitlines() or [""]
    if re.fullmatch(r'"?sep=[,;\t]"?', lines[0].strip(" ")):
        return lines[0].strip(' "')[-1], text.splitlines().index(lines[0]) + 1
    return max(_DELIMITERS, key=lines[0].count), 0


def _unguarded(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell


def _columns(number: int, header: Sequence[str]) -> list[str]:
    """The columns that a header names, "" for one without a name. RosterError where it cannot be used."""
    columns = [re.sub(r"[\s_-]{1,20}", "_", cell.lower()) for cell in header]
    problems = [_unknown_column(column) for column in columns if column and column not in COLUMNS]
    problems += [f"{column}: named twice" for column in COLUMNS if columns.count(column) > 1]
    missing = [column for column in REQUIRED if column not in columns]
    if missing:
        problems.append(f"lacks {', '.join(missing)}; the first line names the columns: {', '.join(COLUMNS)}")
    if problems:
        raise RosterError([f"line {number}: {problem}" for problem in problems])
    while columns and not columns[-1]:
        columns.pop()
    return columns


def _unknown_column(column: str) -> str:
    near = get_close_matches(column, COLUMNS, n=1)
    return f"{column}: not a column" + (f"; did you mean {near[0]}?" if near else "")


def _values(row: _Row, day_first: bool) -> tuple[dict[str, Any], list[str]]:
    """A line's values by column, and what is wrong with its cells."""
    values: dict[str, Any] = {}
    wrong: list[str] = []
    for column in COLUMNS:
        cell = row.cells.get(column, "")
        try:
            values[column] = _value(column, cell, day_first)
        except ValueError as error:
            wrong.append(f"{column}: {error}")
    return values, wrong


def _value(column: str, cell: str, day_first: bool) -> Any:
    """What a cell means. ValueError says what was expected."""
    if not cell:
        if column in REQUIRED:
            raise ValueError("empty; every partnership needs one")
        return None
    if any(unicodedata.category(letter) in _CONTROLS and letter not in _JOINERS for letter in cell):
        raise ValueError(f"{cell[:60]!r} holds a line break or an invisible character; write the cell anew")
    if column == "started_on":
        return _day(cell, day_first)
    return _NOTATIONS[column.rpartition("_")[2]](cell)


def _name(cell: str) -> str:
    if _ADDRESS.fullmatch(cell):
        raise ValueError(f"{cell[:60]!r} looks like an address; are two columns swapped?")
    if len(cell) > _NAME_LENGTH:
        raise ValueError(f"longer than {_NAME_LENGTH} letters")
    return " ".join(cell.split())


def _day(cell: str, day_first: bool) -> date:
    """An ISO date, or what Excel makes of one: 9/1/2026, and with dots the day always first."""
    if match := _ISO_DATE.fullmatch(cell):
        year, month, day = map(int, match.groups())
    elif match := _LOCAL_DATE.fullmatch(cell):
        year, month, day = int(match[4]), int(match[1]), int(match[3])
        if day_first or match[2] == ".":
            month, day = day, month
    else:
        raise ValueError(f"{cell[:60]!r} is not a date; expected one like 2026-09-01")
    try:
        if year in _YEARS:
            return date(year, month, day)
    except ValueError:
        pass
    raise ValueError(f"{cell!r} is no day of the calendar; expected one like 2026-09-01")


def _status(cell: str) -> Standing:
    try:
        return Standing(cell.lower())
    except ValueError:
        raise ValueError(f"{cell[:60]!r} is not one of {', '.join(Standing)}") from None


_NOTATIONS: Mapping[str, Callable[[str], Any]] = {
    "name": _name,
    "email": notations.email,
    "timezone": notations.zone,
    "language": notations.language,
    "status": _status,
}
"""How a cell is read, by the last word of its column."""


def _contradictions(lines: Iterable[tuple[_Row, RosterLine]]) -> Iterator[tuple[_Row, str]]:
    """What is wrong between cells: a person with themselves, a partnership twice, one address for two people."""
    partnerships: dict[tuple[str, str], int] = {}
    said: dict[tuple[str, str], tuple[Any, int]] = {}
    for row, line in lines:
        pair = (line.mentor_email.lower(), line.mentee_email.lower())
        if pair[0] == pair[1]:
            yield row, f"mentee_email: {line.mentee_email!r} is the mentor too; they need an address each"
        if (first := partnerships.setdefault(pair, row.number)) != row.number:
            yield row, f"the same partnership as on line {first}; keep one of them"
        for role, address in zip(("mentor", "mentee"), pair, strict=True):
            for trait in ("name", "timezone", "language"):
                value = getattr(line, f"{role}_{trait}")
                other, where = said.setdefault((address, trait), (value, row.number))
                if value is not None and other is None:
                    said[address, trait] = value, row.number
                elif value is not None and value != other and pair[0] != pair[1]:
                    yield row, f"{role}_{trait}: '{value}' here, but '{other}' on line {where} for the same address"


SAMPLE = (
    RosterLine(
        "Robin Hale",
        "robin.hale@example.edu",
        "Sam Okafor",
        "sam.okafor@example.edu",
        date(2026, 9, 1),
        ZoneInfo("America/Los_Angeles"),
        ZoneInfo("America/New_York"),
        "en",
        "en",
    ),
    RosterLine("Ana Ruiz", "ana.ruiz@example.edu", "Lee Park", "lee.park@example.edu"),
)
"""Invented, to show the columns."""
