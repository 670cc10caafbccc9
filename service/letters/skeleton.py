"""A finished letter's bytes: head, text part, HTML part. An EmailMessage for each would cost some fifty times more."""

from __future__ import annotations

import re
from binascii import b2a_qp
from hashlib import blake2b

from service.letters.compiled import Filled
from service.letters.headers import Heading, head

_TEXT = (
    b'Content-Type: text/plain; charset="utf-8"; format="flowed"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
)
_HTML = b'Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'

_SPACE_AT_END = re.compile(rb"=(?:20|09)\r\n")


def assemble(heading: Heading, filled: Filled) -> bytes:
    """The complete message (RFC 5322, multipart/alternative) with CRLF line ends, every line within 78 columns but
    those of a header that cannot be folded. The same heading and letter give the same bytes.

    Raises UnusableAddress, and UnusableLetter for a heading that is ours to get right.
    """
    # "=_" cannot occur in quoted-printable text (RFC 2045 §6.7), so no body can hold the boundary.
    boundary = b"=_" + blake2b(heading.message_id.encode(), digest_size=12).hexdigest().encode()
    return b"".join(
        (
            head(heading, filled.subject),
            b'MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="' + boundary + b'"\r\n\r\n',
            b"--" + boundary + b"\r\n" + _TEXT + quoted_printable(filled.text) + b"\r\n",
            b"--" + boundary + b"\r\n" + _HTML + quoted_printable(filled.html) + b"\r\n",
            b"--" + boundary + b"--\r\n",
        )
    )


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
