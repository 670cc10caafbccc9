"""When to try again, and how fast to send. Pure: time is an argument."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta

_FIRST_WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
_LATER_WAIT = timedelta(hours=1)
_PATIENCE = timedelta(days=2)
_ATTEMPTS = len(_FIRST_WAITS) + (_PATIENCE - sum(_FIRST_WAITS, timedelta())) // _LATER_WAIT
_JITTER = 0.1
_MINUTE = 60.0


def next_try(attempts: int, now: datetime, jitter: float) -> datetime | None:
    """When to try again after `attempts` (1, 2 …) failed ones: in 1, 5, 15, 60 minutes, then hourly for two days.

    `jitter` (0 to 1) takes up to a tenth off the wait, so that letters that failed together do not all come back
    together. None: it has been long enough.
    """
    if attempts > _ATTEMPTS:
        return None
    wait = _FIRST_WAITS[attempts - 1] if attempts <= len(_FIRST_WAITS) else _LATER_WAIT
    return now + wait * (1 - _JITTER * jitter)


class Pace:
    """At most so many sends in any minute; 0 for no limit. Moments are seconds of a clock that never goes back."""

    def __init__(self, per_minute: int) -> None:
        self._moments: deque[float] = deque(maxlen=per_minute)
        self._per_minute = per_minute

    def wait(self, now: float) -> float:
        """Take the next place; how many seconds until it comes."""
        if not self._per_minute:
            return 0.0
        full = len(self._moments) == self._per_minute
        moment = max(now, self._moments[0] + _MINUTE) if full else now
        self._moments.append(moment)
        return moment - now
