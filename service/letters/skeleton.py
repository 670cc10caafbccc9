"""A finished letter's bytes: head, text part, HTML part, and a file where one goes with it. An EmailMessage for each
would cost some fifty times more."""

from __future__ import annotations

import re
from base64 import encodebytes
from binascii import b2a_qp
from hashlib import blake2b

from service.errors import UnusableLetter
from service.letters.compiled import Filled
from service.letters.enclosure import Enclosure
from service.letters.headers import Heading, head

_TEXT = (
    b'Content-Type: text/plain; charset="utf-8"; format="flowed"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
)
_HTML = b'Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'

_TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9./_-]{0,99}")
_SPACE_AT_END = re.compile(rb"=(?:20|09)\r\n")


def assemble(heading: Heading, filled: Filled, enclosure: Enclosure | None = None) -> bytes:
    """The complete message (RFC 5322, multipart/alternative) with CRLF line ends, every line within 78 columns but
    those of a header that cannot be folded. The same arguments give the same bytes.

    A file goes with it in a multipart/mixed around that (RFC 2046 §5.1.3); an invitation's calendar stands within it
    too, as one more form of the letter. Raises UnusableAddress, and UnusableLetter for what is ours to get right.
    """
    parts = [_TEXT + quoted_printable(filled.text), _HTML + quoted_printable(filled.html)]
    if enclosure is None:
        return head(heading, filled.subject) + b"MIME-Version: 1.0\r\n" + _multipart(b"alternative", heading, parts)
    if enclosure.method:
        parts.append(_calendar(enclosure))
    letter = _multipart(b"alternative", heading, parts)
    mixed = _multipart(b"mixed", heading, [letter, _attached(enclosure)])
    return head(heading, filled.subject) + b"MIME-Version: 1.0\r\n" + mixed


def _multipart(subtype: bytes, heading: Heading, parts: list[bytes]) -> bytes:
    """The parts with their boundary, and the header that tells it."""
    # "=_" cannot occur in quoted-printable text (RFC 2045 §6.7) nor in base64, so no body can hold the boundary.
    boundary = b"=_" + blake2b(subtype + heading.message_id.encode(), digest_size=12).hexdigest().encode()
    return b"".join(
        (
            b"Content-Type: multipart/" + subtype + b'; boundary="' + boundary + b'"\r\n\r\n',
            *(b"--" + boundary + b"\r\n" + part + b"\r\n" for part in parts),
            b"--" + boundary + b"--\r\n",
        )
    )


def _calendar(enclosure: Enclosure) -> bytes:
    """The form that calendars read: its method stands in Content-Type too (RFC 6047 §2.4)."""
    kind = f'{_checked(enclosure.media_type)}; charset="utf-8"; method="{_checked(enclosure.method)}"'
    return f"Content-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\n\r\n".encode() + _base64(enclosure.text)


def _attached(enclosure: Enclosure) -> bytes:
    name = _checked(enclosure.filename)
    lines = (
        f'Content-Type: {_checked(enclosure.media_type)}; charset="utf-8"; name="{name}"',
        f'Content-Disposition: attachment; filename="{name}"',
        "Content-Transfer-Encoding: base64",
    )
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + _base64(enclosure.text)


def _checked(value: str) -> str:
    """A token of a header of ours; UnusableLetter for anything that could begin another."""
    if not _TOKEN.fullmatch(value):
        raise UnusableLetter(f"{value[:80]!r} cannot stand in a part's header")
    return value


def _base64(text: str) -> bytes:
    """Text with CRLF line ends, as base64 lines of 76."""
    return encodebytes(text.replace("\n", "\r\n").encode("utf-8")).replace(b"\n", b"\r\n")


def quoted_printable(text: str) -> bytes:
    """Text with "\n" line ends as quoted-printable lines of at most 76 characters, CRLF after each; the last line is
    ended too."""
    ended = text if text.endswith("\n") else text + "\n"
    encoded = b2a_qp(ended.replace("\n", "\r\n").encode("utf-8"), istext=True)
    encoded = _SPACE_AT_END.sub(_within_76, encoded)
    # Old mail stores take a line that begins with "From " for the next mail's first.
    return encoded.replace(b"\r\nFrom ", b"\r\n=46rom ")


def _within_76(space: re.Match[bytes]) -> bytes:
    """binascii makes a line of 77 where its 75th character is a space at the end (RFC 2045 §6.7 allows 76)."""
    line = space.string.rfind(b"\n", 0, space.start()) + 1
    return b"=\r\n" + space[0] if space.start() - line == 74 else space[0]
