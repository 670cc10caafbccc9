"""A table that comes with a mail: the first CSV file attached to it, its bytes as they were."""

from __future__ import annotations

from service.errors import UnreadableMail
from service.reading.mail.message import Message, Part

MAX_TABLE = 500_000
_CSV = frozenset({"text/csv", "text/comma-separated-values", "application/csv"})
_ANY = frozenset({"text/plain", "application/octet-stream", "application/vnd.ms-excel"})
"""What a file is called that ends in .csv: Outlook says Excel where Excel is installed, phones say nothing."""


def table_of(message: Message) -> bytes | None:
    """The first CSV file; None where there is none, or none that can be read within its bound."""
    for part in message.parts:
        if _is_csv(part):
            try:
                return part.content(MAX_TABLE)
            except UnreadableMail:
                return None
    return None


def _is_csv(part: Part) -> bool:
    if part.content_type in _CSV:
        return True
    return part.content_type in _ANY and any(
        ".csv" in part.text_of(name).lower() for name in ("content-disposition", "content-type")
    )
