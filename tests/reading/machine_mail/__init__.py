"""Machines' mails, many to a file: blocks headed `%% name | what is expected`, the mail as its sender writes it.

A mail's further parts begin at a line `--KIND` (see `_TYPES`); with any of them it is multipart/report, unless its
header says otherwise. `--ours` stands for a letter of ours that came back. What every mail has is added.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parent
_TYPES = {
    "html": "text/html; charset=utf-8",
    "text": "text/plain; charset=utf-8",
    "status": "message/delivery-status",
    "message": "message/rfc822",
    "headers": "text/rfc822-headers",
    "mdn": "message/disposition-notification",
    "feedback": "message/feedback-report",
    "calendar": "text/calendar; charset=utf-8",
    "ours": "message/rfc822",
}
_REPORT_TYPES = {"status": "delivery-status", "mdn": "disposition-notification", "feedback": "feedback-report"}
_OURS = (
    "From: Mentoring <checkin@mentoring.example.edu>\nTo: somebody@library.example.edu\n"
    "Subject: Your mentoring check-in for November\nMessage-ID: <mentormail.1@mentoring.example.edu>\n\nHow did it go?"
)
_MARK = re.compile(r"^--(" + "|".join(_TYPES) + r")$\n?", re.M)
_BASE = {
    "From": "Ada Example <ada@example.org>",
    "To": "checkin@mentoring.example.edu",
    "Date": "Tue, 1 Dec 2026 10:00:00 -0800",
    "Message-ID": "<1@mx.example.edu>",
    "MIME-Version": "1.0",
}


@dataclass(frozen=True, slots=True)
class Sample:
    """One mail and what its block's head expects of it."""

    name: str
    expected: str
    raw: bytes


def samples(file: str) -> list[Sample]:
    """The mails of one file, in order."""
    blocks = re.split(r"^%% ", (_HERE / file).read_text(encoding="utf-8"), flags=re.M)[1:]
    return [_sample(block) for block in blocks]


def _sample(block: str) -> Sample:
    head, _, mail = block.partition("\n")
    name, _, expected = head.partition(" | ")
    header, _, body = mail.rstrip("\n").partition("\n\n")
    if not body and (mark := _MARK.search(header)):
        header, body = header[: mark.start()].rstrip("\n"), header[mark.start() :]
    return Sample(name.strip(), expected.strip(), _built(header, body))


def _built(header: str, body: str) -> bytes:
    first, *marked = _MARK.split(body)
    kinds, texts = marked[::2], marked[1::2]
    given = {line.partition(":")[0].lower() for line in header.split("\n") if not line.startswith((" ", "\t"))}
    base = "".join(f"{name}: {value}\n" for name, value in _BASE.items() if name.lower() not in given)
    if "content-transfer-encoding: base64" in header.lower() and not kinds:
        first = base64.encodebytes(first.encode()).decode()
    if not kinds and "multipart/" not in header.lower():
        declared = "" if "content-type" in given else "Content-Type: text/plain; charset=utf-8\n"
        return f"{base}{declared}{header}\n\n{first}\n".encode()
    parts = [("text/plain; charset=utf-8", first)] if first.strip() else []
    parts += [(_TYPES[kind], _OURS if kind == "ours" else text) for kind, text in zip(kinds, texts, strict=True)]
    return (base + _with_boundary(header, kinds) + _joined(parts)).encode()


def _with_boundary(header: str, kinds: list[str]) -> str:
    if "multipart/" in header.lower():
        return re.sub(r"(?im)^(content-type: multipart/[^\n]*)", r'\1; boundary="=_part"', header) + "\n\n"
    kind = next((_REPORT_TYPES[each] for each in kinds if each in _REPORT_TYPES), None)
    declared = f"multipart/report; report-type={kind}" if kind else "multipart/mixed"
    return f'Content-Type: {declared}; boundary="=_part"\n{header}\n\n'


def _joined(parts: list[tuple[str, str]]) -> str:
    return "".join(f"--=_part\nContent-Type: {kind}\n\n{text.rstrip()}\n" for kind, text in parts) + "--=_part--\n"
