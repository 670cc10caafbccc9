"""Claims as JSON text, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, time
from typing import Any

from service.domain import Claims, Doubt, FallenMeeting, Format, MeetingClaim, NextMeeting


def to_text(claims: Claims, spoken_of: Iterable[str]) -> str:
    """Claims, and the fields that were spoken of, as a line of JSON."""
    return json.dumps(
        {
            "met": claims.met,
            "meetings": [_meeting_to_json(meeting) for meeting in claims.meetings],
            "next": _next_to_json(claims.next_meeting),
            "satisfaction": claims.satisfaction,
            "needs_help": claims.needs_help,
            "unsure": doubts_to_text(claims.unsure),
            "fallen": [_fallen_to_json(fallen) for fallen in claims.fallen],
            "spoken_of": sorted(spoken_of),
        },
        separators=(",", ":"),
    )


def from_text(text: str) -> tuple[Claims, frozenset[str]]:
    """What `to_text` wrote."""
    data = json.loads(text)
    claims = Claims(
        met=data["met"],
        meetings=tuple(_meeting_from_json(meeting) for meeting in data["meetings"]),
        next_meeting=_next_from_json(data["next"]),
        satisfaction=data["satisfaction"],
        needs_help=data["needs_help"],
        unsure=doubts_from_text(data["unsure"]),
        fallen=tuple(_fallen_from_json(fallen) for fallen in data.get("fallen", ())),
    )
    return claims, frozenset(data["spoken_of"])


def doubts_to_text(doubts: Iterable[Doubt]) -> str:
    """Doubts, comma-separated, in one order."""
    return ",".join(sorted(doubts))


def doubts_from_text(text: str) -> frozenset[Doubt]:
    """What `doubts_to_text` wrote."""
    return frozenset(Doubt(name) for name in text.split(",") if name)


def _meeting_to_json(meeting: MeetingClaim) -> dict[str, Any]:
    return {
        "held_on": meeting.held_on and meeting.held_on.isoformat(),
        "minutes": meeting.duration_minutes,
        "format": meeting.format,
        "topics": list(meeting.topics),
        "unsure": doubts_to_text(meeting.unsure),
    }


def _meeting_from_json(data: dict[str, Any]) -> MeetingClaim:
    return MeetingClaim(
        held_on=data["held_on"] and date.fromisoformat(data["held_on"]),
        duration_minutes=data["minutes"],
        format=data["format"] and Format(data["format"]),
        topics=tuple(data["topics"]),
        unsure=doubts_from_text(data["unsure"]),
    )


def _fallen_to_json(fallen: FallenMeeting) -> dict[str, Any]:
    return {"days": [day.isoformat() for day in fallen.days], "moved": fallen.moved}


def _fallen_from_json(data: dict[str, Any]) -> FallenMeeting:
    return FallenMeeting(tuple(date.fromisoformat(day) for day in data["days"]), data["moved"])


def _next_to_json(coming: NextMeeting | None) -> dict[str, Any] | None:
    if coming is None:
        return None
    at = coming.time and coming.time.isoformat("minutes")
    return {"date": coming.date.isoformat(), "time": at, "minutes": coming.minutes}


def _next_from_json(data: dict[str, Any] | None) -> NextMeeting | None:
    if data is None:
        return None
    at = data["time"] and time.fromisoformat(data["time"])
    return NextMeeting(date.fromisoformat(data["date"]), at, data.get("minutes"))
