"""What an operator sees of the outbox: how many letters stand where, which may have gone out twice, which failed."""

from __future__ import annotations

from typing import Any

from service.eyes import NOTHING, Eye, Kept, passed, shown
from service.store.outbox import FailedLetter, SentAgain, Standing

OUTBOX = {"counts": NOTHING, "sent again": NOTHING, "failed": shown(Eye.OPERATOR, Kept.NAME, Kept.REACH)}
"""What `mentormail outbox` shows. A Message-ID names a row, and nobody."""


def as_json(standing: Standing) -> dict[str, Any]:
    """All of it, as one object."""
    told = {
        "counts": {str(state): number for state, number in standing.counts.items()},
        "sent again": [_again(each) for each in standing.sent_again],
        "failed": [_failed(each) for each in standing.failed],
    }
    return passed(told, OUTBOX)


def as_lines(standing: Standing) -> list[str]:
    """All of it, for people."""
    again = sum(each.copies for each in standing.sent_again)
    told = {**{str(state): number for state, number in standing.counts.items()}, "sent again": again}
    lines = [f"{number:>8}  {name}" for name, number in told.items()]
    for each in standing.sent_again:
        lines.append(f"sent again: {each.sent_at:%Y-%m-%d %H:%M}Z  {each.kind} {each.message_id}")
    for letter in standing.failed:
        lines.append(
            f"failed: {letter.planned_at:%Y-%m-%d %H:%M}Z  {letter.kind} to {letter.recipient}: {letter.reply}"
        )
    return lines


def _again(each: SentAgain) -> dict[str, Any]:
    return {
        "letter": each.kind,
        "message_id": each.message_id,
        "sent_at": each.sent_at.isoformat(),
        "copies": each.copies,
    }


def _failed(each: FailedLetter) -> dict[str, Any]:
    return {
        "letter": each.kind,
        "recipient": each.recipient,
        "planned_at": each.planned_at.isoformat(),
        "reply": each.reply,
    }
