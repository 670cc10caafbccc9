"""The flat record: RECORDS' shape, whatever the kind, and what --explain adds."""

from __future__ import annotations

import json
from datetime import date, time

import pytest

from service.domain import Claims, Doubt, Format, Kind, MeetingClaim, NextMeeting
from service.reading.projection import flat
from service.reading.values import Bounced, CalendarAnswer, Command, Reading, Segment, Words

KEYS = ["file", "kind", "met", "meetings", "next_meeting", "satisfaction", "needs_help", "unsure"]


def test_report_is_flat() -> None:
    claims = Claims(
        met=True,
        meetings=(
            MeetingClaim(date(2026, 11, 12), 60, Format.IN_PERSON, ("goals", "academia"), frozenset({Doubt.FORMAT})),
        ),
        next_meeting=NextMeeting(date(2026, 12, 3), time(14, 0)),
        satisfaction=4,
        unsure=frozenset({Doubt.SATISFACTION}),
    )
    record = flat(Reading(Kind.REPORT, claims=claims), "a.eml")
    assert list(record) == KEYS
    assert record == {
        "file": "a.eml",
        "kind": "report",
        "met": True,
        "meetings": [
            {"held_on": "2026-11-12", "duration_minutes": 60, "format": "in_person", "topics": ["academia", "goals"]}
        ],
        "next_meeting": {"date": "2026-12-03", "time": "14:00"},
        "satisfaction": 4,
        "needs_help": False,
        "unsure": ["format", "satisfaction"],
    }


@pytest.mark.parametrize(
    ("reading", "key", "value"),
    [
        (
            Reading(Kind.BOUNCE, bounces=(Bounced("a@example.org", "5.1.1", True),)),
            "bounce",
            {"status": "5.1.1", "permanent": True, "recipient": "a@example.org"},
        ),
        (
            Reading(Kind.BOUNCE, bounces=(Bounced(None, None, True), Bounced("b@x.example", "4.2.2", False))),
            "bounce",
            2,
        ),
        (Reading(Kind.AUTO_REPLY, back_on=date(2026, 12, 5)), "back_on", "2026-12-05"),
        (Reading(Kind.AUTO_REPLY), "back_on", None),
        (
            Reading(Kind.CALENDAR, calendar=CalendarAnswer("REPLY", "u", 1, "a@example.org", "ACCEPTED")),
            "calendar",
            {"method": "REPLY", "uid": "u", "sequence": 1, "attendee": "a@example.org", "partstat": "ACCEPTED"},
        ),
        (
            Reading(Kind.COMMAND, command=Command("PAUSE", date(2027, 1, 5))),
            "command",
            {"name": "PAUSE", "until": "2027-01-05"},
        ),
        (Reading(Kind.UNREADABLE, trouble="encrypted"), "trouble", "encrypted"),
    ],
)
def test_each_kind_tells_its_own(reading: Reading, key: str, value: object) -> None:
    record = flat(reading, "a.eml")
    told = record[key]
    assert (len(told) if isinstance(value, int) else told) == value
    assert [record[name] for name in KEYS[2:]] == [None, [], None, None, False, []]
    json.dumps(record)


def test_explain_adds_words_and_evidence() -> None:
    words = Words((Segment("Hello."), Segment("yes", 1), Segment("and no", 1)), ("> old",))
    reading = Reading(
        Kind.REPORT, words=words, evidence={"met": ("yes",)}, rule="words", command_beside="STOP", help_words="?"
    )
    record = flat(reading, "a.eml", explain=True)
    assert record["text"] == "Hello.\nyes\nand no"
    assert record["answers"] == {"1": "yes\nand no"}
    assert record["evidence"] == {"met": ["yes"]}
    assert record["folded"] == "> old"
    assert (record["rule"], record["command_beside"], record["help_words"]) == ("words", "STOP", "?")
