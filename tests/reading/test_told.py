"""What whole replies tell of meetings, as `told.txt` has it: `reply => meetings / next meeting / usefulness`.

A meeting is `day.minutes.how` (how: p in person, v video, t telephone; `?` no day, `!` an unsure one), `no` says that
none was held and `-` that nothing is said of it. All are read on Thursday, November 12, 2026; a bare day is November's.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from service.domain import Claims, Doubt, Format, MeetingClaim
from service.reading.report import interpret
from service.reading.values import Context, Segment, Words

THURSDAY = datetime(2026, 11, 12, 18, 0, tzinfo=UTC)
HOW = {None: "", Format.IN_PERSON: "p", Format.VIDEO: "v", Format.PHONE: "t"}
LINES = [line for line in Path(__file__).with_name("told.txt").read_text(encoding="utf-8").splitlines() if "=>" in line]


def _day(day: date) -> str:
    return str(day.day) if day.month == THURSDAY.month else f"{day.month}-{day.day}"


def _meeting(meeting: MeetingClaim) -> str:
    day = _day(meeting.held_on) if meeting.held_on else "!" if meeting.unsure else "?"
    return f"{day}.{meeting.duration_minutes or ''}.{HOW[meeting.format]}".rstrip(".")


def _told(claims: Claims) -> list[str]:
    meetings = " ".join(_meeting(meeting) for meeting in claims.meetings) if claims.met else "no"
    coming = "!" if Doubt.NEXT_MEETING in claims.doubts else ""
    if claims.next_meeting:
        at = claims.next_meeting.time
        coming = _day(claims.next_meeting.date) + (f"@{at:%H:%M}" if at else "")
    useful = "!" if Doubt.SATISFACTION in claims.doubts else str(claims.satisfaction or "")
    return ["-" if claims.met is None else meetings, coming, useful]


@pytest.mark.parametrize("line", LINES)
def test_what_a_reply_tells(line: str) -> None:
    text, _, wanted = line.rpartition(" => ")
    fields = [field.strip() for field in wanted.split("/")]
    claims = interpret(Words((Segment(text),)), "", THURSDAY, Context()).claims
    assert _told(claims) == [*fields, "", ""][:3]
