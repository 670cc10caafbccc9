"""What a mail's header tells besides its reading: whether a list sent it, and what servers say of its sender."""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.errors import UnreadableMail
from service.reading.mail.message import MAX_HEADER_BYTES, parse_part

_ODD_RESULTS = re.compile(rb"\r(?!\n)|^authentication-results[ \t]+:", re.IGNORECASE | re.MULTILINE)
_RESULTS = "authentication-results"
_END = re.compile(rb"\r?\n\r?\n")
_LISTS = frozenset({"list-id", "list-post", "list-help", "mailing-list", "x-mailing-list", "x-mailman-version"})
_MANY = frozenset({b"list", b"bulk", b"junk"})


@dataclass(frozen=True, slots=True)
class Header:
    """A mail's fields in order, unfolded, their names in lower case. Empty where they lie beyond the bounds."""

    fields: tuple[tuple[str, bytes], ...] = ()

    def all(self, name: str) -> list[bytes]:
        """Every field of this name, from the top."""
        return [value for key, value in self.fields if key == name]

    @property
    def from_list(self) -> bool:
        """Whether many people got this mail (RFC 2919, RFC 3834 §2): it is never answered."""
        return any(key in _LISTS or (key == "precedence" and value.lower() in _MANY) for key, value in self.fields)


def header_of(raw: bytes) -> Header:
    """The header of a mail, read within its bounds and without its body.

    Reading takes a lone CR for the end of a line, and white space before a colon for nothing. An MTA does neither, and
    so leaves an Authentication-Results field that is hidden so where it was to strip it: then none of them counts.
    """
    raw = raw[: MAX_HEADER_BYTES + 4].lstrip(b"\r\n")
    end = _END.search(raw)
    head = raw[: end.start()] if end else raw
    try:
        fields = parse_part(head).fields
    except (UnreadableMail, ValueError):
        return Header()
    if _ODD_RESULTS.search(head):
        fields = tuple(each for each in fields if each[0] != _RESULTS)
    return Header(fields)
