"""Counts the letters anew, from expected.json and the .eml files alone, and compares."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from service.demo.mails import address_of, parsed, text_of


@dataclass(frozen=True, slots=True)
class Found:
    """A mail in the folder, as the count sees it. `text`: with single spaces."""

    file: str
    to: str
    day: date
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """One person's letters: how many were expected, on which days they came, what is missing and what is too many."""

    name: str
    expected: int
    came: tuple[date, ...]
    missing: tuple[str, ...]
    too_many: tuple[str, ...]

    @property
    def holds(self) -> bool:
        return not self.missing and not self.too_many


def recount(expected: Path, mails: Path) -> list[Verdict]:
    """Compare the .eml files of a folder with the file of what is expected, a verdict for each person."""
    people: Sequence[Mapping[str, Any]] = json.loads(expected.read_text(encoding="utf-8"))["people"]
    messages = [(path.name, parsed(path.read_bytes())) for path in sorted(mails.glob("*.eml"))]
    return [_verdict(person, messages) for person in people]


def differences(expected: Sequence[Mapping[str, Any]], records: Sequence[Mapping[str, Any]]) -> list[str]:
    """What is missing or too many among meeting records; fields that `expected` does not name do not count."""
    fields = expected[0].keys() if expected else ()
    came = [{field: record[field] for field in fields} for record in records]
    missing = [f"missing: {_meeting(each)}" for each in expected if dict(each) not in came]
    return missing + [f"too many: {_meeting(each)}" for each in came if each not in [dict(each) for each in expected]]


def _verdict(person: Mapping[str, Any], messages: Iterable[tuple[str, EmailMessage]]) -> Verdict:
    zone = ZoneInfo(person["zone"])
    left = [_found(name, message, zone) for name, message in messages if address_of(message, "To") == person["email"]]
    came = tuple(each.day for each in left)
    missing = []
    for letter in person["letters"]:
        match = next((each for each in left if _is(each, letter)), None)
        if match is None:
            missing.append(f"{letter['day']}: {letter['letter']} “{letter['subject']}” saying “{letter['says']}”")
        else:
            left.remove(match)
    too_many = tuple(f"{each.day}: “{each.subject}” ({each.file})" for each in left)
    return Verdict(person["name"], len(person["letters"]), came, tuple(missing), too_many)


def _found(file: str, message: EmailMessage, zone: ZoneInfo) -> Found:
    day = parsedate_to_datetime(str(message["Date"])).astimezone(zone).date()
    text = " ".join(text_of(message).split())
    return Found(file, address_of(message, "To"), day, str(message["Subject"]), text)


def _is(found: Found, letter: Mapping[str, str]) -> bool:
    same = found.day.isoformat() == letter["day"] and found.subject == letter["subject"]
    return same and " ".join(letter["says"].split()) in found.text


def _meeting(record: Mapping[str, Any]) -> str:
    return ", ".join(str(value) for value in record.values())
