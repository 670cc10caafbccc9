"""Files that go with letters."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file that goes with a letter.

    media_type: "text/csv", "application/json" or "text/calendar".
    filename: ASCII, as it is saved.
    text: what is in it, with "\n" line ends.
    method: iTIP's, "REQUEST" or "CANCEL" (RFC 6047 §2.4): then it is a form of the letter itself, beside text and
        HTML, and every calendar knows it for an invitation; empty: an attachment.
    """

    media_type: str
    filename: str
    text: str
    method: str = ""
