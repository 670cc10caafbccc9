"""The list of people who offered to talk about a topic: contacts.csv with name, email and topics by slug.

Pure: nothing is imported here but what reads the file's text.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from pathlib import Path

from service.domain import Contact
from service.errors import ContactsError

COLUMNS = ("name", "email", "topics")
_ADDRESS = re.compile(r"[^@\s,;<>]{1,64}@[^@\s,;<>]{1,200}\.[^@\s.,;<>]{1,60}")
_BETWEEN = re.compile(r"[\s,;|]+")
_NAME_LENGTH = 200


def load_contacts(path: Path | None, slugs: Collection[str]) -> tuple[Contact, ...]:
    """The people of a file; none without one. ContactsError names every bad line with its mend."""
    if path is None:
        return ()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as trouble:
        raise ContactsError(f"{path}: cannot be read as UTF-8 text ({trouble})") from trouble
    contacts, problems = read_contacts(text, slugs)
    if problems:
        raise ContactsError("\n".join(f"{path}, {problem}" for problem in problems))
    return contacts


def read_contacts(text: str, slugs: Collection[str]) -> tuple[tuple[Contact, ...], list[str]]:
    """The people of a CSV's text, and each problem as "line N: …". Columns are found by name, in any order."""
    rows = csv.DictReader(io.StringIO(text), delimiter=_delimiter(text))
    found = {(name or "").strip().lower(): name for name in rows.fieldnames or ()}
    missing = [name for name in COLUMNS if name not in found]
    if missing:
        return (), [f"line 1: no column {', '.join(missing)}; the first line is {','.join(COLUMNS)}"]
    contacts, problems = [], []
    for row in rows:
        cells = {name: str(row.get(found[name]) or "").strip() for name in COLUMNS}
        if not any(cells.values()):
            continue
        contact = Contact(cells["name"], cells["email"], tuple(filter(None, _BETWEEN.split(cells["topics"].lower()))))
        wrong = list(_problems(contact, slugs))
        problems += [f"line {rows.line_num}: {each}" for each in wrong]
        contacts += [] if wrong else [contact]
    return tuple(contacts), problems


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _problems(contact: Contact, slugs: Collection[str]) -> Iterator[str]:
    if not contact.name or len(contact.name) > _NAME_LENGTH:
        yield "no name; a letter has to name somebody"
    if not _ADDRESS.fullmatch(contact.email):
        yield f"{contact.email!r} is no address; write one like ruth.adler@example.edu"
    if not contact.topics:
        yield "no topics; name at least one by its slug"
    for slug in contact.topics:
        if slug not in slugs:
            near = get_close_matches(slug, slugs, n=1)
            hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(sorted(slugs))}"
            yield f"no topic {slug!r}; {hint}"
