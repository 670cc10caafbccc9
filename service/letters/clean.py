"""Values as letters may carry them: one line, no control characters, nothing that turns text around."""

from __future__ import annotations

import re
from collections.abc import Mapping

from service.errors import UnusableLetter

LONGEST = 2_000
"""Characters of one value: a reply's sentence fits; more is cut, with an ellipsis."""

# Controls, line and paragraph separators, bidirectional embeddings and isolates, lone surrogates, the byte order mark.
_UNWANTED = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")

Plain = str | int | float | bool | None | list["Plain"] | dict[str, "Plain"]


def one_line(text: str, *, limit: int = LONGEST) -> str:
    """`text` on one line: every run of white space and control characters becomes one space, the ends are trimmed."""
    if len(text) > limit:
        text = text[: limit - 1] + "…"
    if not text.isprintable():
        text = _UNWANTED.sub(" ", text)
    return " ".join(text.split())


def clean(value: object) -> Plain:
    """A copy of plain data with every string on one line; UnusableLetter for what JSON does not know.

    Strings are made exact `str`, so that nothing arrives that calls itself safe HTML.
    """
    if isinstance(value, str):
        return one_line(str(value))
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Mapping):
        return {str(key): clean(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [clean(item) for item in value]
    raise UnusableLetter(f"a letter's values are plain data, not {type(value).__name__}")
