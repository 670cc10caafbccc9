"""What the door lets in: the caps of a listener, and how many mails a sender may bring in an hour."""

from __future__ import annotations

from collections import OrderedDict, deque
from dataclasses import dataclass

_HOUR = 3600.0
_SENDERS_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The caps of the doors, each answered with a code of its own.

    `message_bytes` 552, declared or actual. `recipients` of one mail 452. `connections` to one listener 421.
    `line_octets` 500: far above RFC 5321's 1,000, since a long line is no reason to lose a reply.
    `messages_per_sender_hour` 451, 0 for no limit; meant for loops, which bring that many in minutes.
    `command_seconds` between two commands, `data_seconds` from DATA to the final dot, `session_seconds` in all: 421.
    `commit_seconds`: how long a commit may take before 451. `body_bytes`: what all connections of a listener together
    may hold of mails being sent, 452.
    """

    message_bytes: int = 25 << 20
    recipients: int = 100
    connections: int = 200
    line_octets: int = 65_536
    messages_per_sender_hour: int = 5000
    command_seconds: float = 300.0
    data_seconds: float = 600.0
    session_seconds: float = 3600.0
    commit_seconds: float = 60.0
    body_bytes: int = 256 << 20


class SenderLimit:
    """How many mails an envelope sender may bring in any hour.

    Kept in this process only. The null sender has no limit: it stands for every mail system that reports a bounce.
    """

    def __init__(self, per_hour: int) -> None:
        self._per_hour = per_hour
        self._seen: OrderedDict[str, deque[float]] = OrderedDict()

    def admits(self, sender: str, now: float) -> bool:
        """Whether a mail may come now (seconds of a clock that never goes back); where it may, it is counted."""
        if not self._per_hour or not sender:
            return True
        moments = self._seen.setdefault(sender.lower(), deque())
        self._seen.move_to_end(sender.lower())
        if len(self._seen) > _SENDERS_REMEMBERED:
            self._seen.popitem(last=False)
        while moments and moments[0] <= now - _HOUR:
            moments.popleft()
        if len(moments) >= self._per_hour:
            return False
        moments.append(now)
        return True
