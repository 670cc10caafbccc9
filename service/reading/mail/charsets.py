"""Bytes → text: what the sender declared, then what the bytes themselves say."""

from __future__ import annotations

import re

# What mail says → what it means. WHATWG's supersets: real mail labelled Latin-1 holds windows-1252's quotes and dashes.
_ALIASES = {
    "ascii": "ascii",
    "us-ascii": "ascii",
    "ansi_x3.4-1968": "ascii",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "iso-8859-8-i": "iso-8859-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "ks_c_5601": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "iso-2022-jp": "iso2022_jp_ext",
    "unicode-1-1-utf-7": "utf-7",
    "utf8": "utf-8",
    "utf8mb4": "utf-8",
    "utf-8": "utf-8",
    "x-mac-roman": "mac_roman",
    "macintosh": "mac_roman",
}
# Python's codecs hold more than charsets (punycode, idna, unicode_escape, zlib): only these families are text of mail.
_FAMILY = re.compile(r"(?:utf|iso|windows|win|cp|koi8|gb|big5|euc|mac|tis|hz|johab|latin|ibm)[\w.:-]{0,30}\Z")
_SAMPLE = 8_192
_TELLING = 60
"""Bytes beyond ASCII that a guess needs; fewer are somebody's quotes or accents, windows-1252's."""
_BEYOND_ASCII = bytes(range(128))


def decode(data: bytes, charset: str | None) -> str:
    """The text of `data`: by the declared `charset` where that holds, else by UTF-8, else by a guess; never raises."""
    for name in (_codec(charset), "utf-8"):
        text = _strictly(data, name) if name else None
        if text is not None:
            return text
    return data.decode(_guess(data) or "cp1252", errors="replace")


def _codec(charset: str | None) -> str | None:
    """The Python codec for a charset's name; None for what is no charset of text."""
    name = (charset or "").strip().strip("\"'").lower()
    if name in _ALIASES:
        return _ALIASES[name]
    return name if _FAMILY.match(name) else None


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeError, LookupError):
        return None


def _guess(data: bytes) -> str | None:
    """What charset-normalizer makes of the beginning. Slow, hence last; imported only here."""
    sample = data[:_SAMPLE]
    if len(sample.translate(None, delete=_BEYOND_ASCII)) < _TELLING:
        return None
    if b"\0" in sample:  # no charset that reaches this point has it, and the guess would take long
        return None
    from charset_normalizer import from_bytes

    best = from_bytes(sample, steps=3, chunk_size=256).best()
    return best.encoding if best else None
