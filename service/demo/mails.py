"""Mails as the demo's people see them: parsed, read as text, kept in order as files."""

from __future__ import annotations

import email
import email.policy
import email.utils
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from enum import StrEnum
from pathlib import Path


class Way(StrEnum):
    """Which way a mail went, seen from the service."""

    OUT = "out"
    IN = "in"


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail on the wire. `at`: when, by the demo's clock. `sender` and `recipient`: the envelope's."""

    way: Way
    at: datetime
    raw: bytes
    sender: str
    recipient: str

    @property
    def message(self) -> EmailMessage:
        return parsed(self.raw)


def parsed(raw: bytes) -> EmailMessage:
    """A mail as its reader's program sees it."""
    message = email.message_from_bytes(raw, policy=email.policy.default)
    if not isinstance(message, EmailMessage):
        raise TypeError("the default policy makes an EmailMessage")
    return message


def text_of(message: EmailMessage) -> str:
    """The plain part; the lines that were only broken for the wire (RFC 3676) are whole again."""
    part = message.get_body(("plain",))
    if part is None:
        return ""
    text = str(part.get_content()).replace("\r\n", "\n")
    return _unflowed(text) if part.get_param("format") == "flowed" else text


def _unflowed(text: str) -> str:
    """Format=flowed as it was meant: a space at a line's end goes on, one at its start is a guard (RFC 3676 §4)."""
    lines = [line.removeprefix(" ") for line in text.split("\n")]
    return "".join(line if line.endswith(" ") and line != "-- " else f"{line}\n" for line in lines).removesuffix("\n")


def html_of(message: EmailMessage) -> str:
    """The HTML part, "" where there is none."""
    part = message.get_body(("html",))
    return "" if part is None else str(part.get_content())


def address_of(message: EmailMessage, field: str) -> str:
    """The first address of a header, lower-cased; "" where there is none."""
    return email.utils.parseaddr(str(message[field] or ""))[1].lower()


def name_of(message: EmailMessage, field: str) -> str:
    """The first name of a header, else its address."""
    name, address = email.utils.parseaddr(str(message[field] or ""))
    return name or address


def write_all(mails: list[Mail], folder: Path) -> list[Path]:
    """Each mail as NUMBER-WHO.eml, in the order they went; says which files."""
    folder.mkdir()
    paths = []
    for number, mail in enumerate(mails, 1):
        address = mail.recipient if mail.way is Way.OUT else mail.sender or address_of(mail.message, "From")
        person = address.partition("@")[0]
        path = folder / f"{number:03d}-{'to' if mail.way is Way.OUT else 'from'}-{person or 'nobody'}.eml"
        path.write_bytes(mail.raw)
        paths.append(path)
    return paths
