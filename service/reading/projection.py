"""A Reading as the flat JSON record that docs/reading.md promises."""

from __future__ import annotations

from typing import Any

from service.domain import Kind, MeetingClaim, NextMeeting
from service.reading.values import Bounced, Reading


def flat(reading: Reading, file: str, explain: bool = False) -> dict[str, Any]:
    """One record, ready for json.dumps. `explain` adds the writer's words and what each field came from."""
    claims = reading.claims
    record: dict[str, Any] = {
        "file": file,
        "kind": reading.kind.value,
        "met": claims.met,
        "meetings": [_meeting(meeting) for meeting in claims.meetings],
        "next_meeting": _next(claims.next_meeting),
        "satisfaction": claims.satisfaction,
        "needs_help": claims.needs_help,
        "unsure": sorted(doubt.value for doubt in claims.doubts),
    }
    record |= _of_kind(reading)
    if explain:
        record |= _explained(reading)
    return record


def _meeting(meeting: MeetingClaim) -> dict[str, Any]:
    return {
        "held_on": meeting.held_on.isoformat() if meeting.held_on else None,
        "duration_minutes": meeting.duration_minutes,
        "format": meeting.format.value if meeting.format else None,
        "topics": sorted(meeting.topics),
    }


def _next(coming: NextMeeting | None) -> dict[str, Any] | None:
    if coming is None:
        return None
    return {"date": coming.date.isoformat(), "time": coming.time.strftime("%H:%M") if coming.time else None}


def _of_kind(reading: Reading) -> dict[str, Any]:
    """What only this kind of mail has."""
    if reading.kind is Kind.BOUNCE:
        bounced = [_bounced(each) for each in reading.bounces]
        return {"bounce": bounced[0] if len(bounced) == 1 else bounced}
    if reading.kind is Kind.AUTO_REPLY:
        return {"back_on": reading.back_on.isoformat() if reading.back_on else None}
    if reading.kind is Kind.CALENDAR and (answer := reading.calendar) is not None:
        names = ("method", "uid", "sequence", "attendee", "partstat")
        return {"calendar": {name: getattr(answer, name) for name in names}}
    if reading.kind is Kind.COMMAND and (command := reading.command) is not None:
        return {"command": {"name": command.name, "until": command.until.isoformat() if command.until else None}}
    if reading.kind is Kind.UNREADABLE:
        return {"trouble": reading.trouble}
    return {}


def _bounced(bounced: Bounced) -> dict[str, Any]:
    return {"status": bounced.status, "permanent": bounced.permanent, "recipient": bounced.recipient}


def _explained(reading: Reading) -> dict[str, Any]:
    explained: dict[str, Any] = {
        "text": reading.words.text,
        "answers": {str(number): answer for number, answer in sorted(reading.words.answers.items())},
        "evidence": {field: list(phrases) for field, phrases in sorted(reading.evidence.items())},
        "folded": "\n".join(reading.words.folded),
        "rule": reading.rule,
    }
    if reading.command_beside:
        explained["command_beside"] = reading.command_beside
    if reading.help_words:
        explained["help_words"] = reading.help_words
    return explained
