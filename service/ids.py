"""UUIDv7 keys (RFC 9562 §5.7): made by us, ordered by time, the same on every database."""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID


def new_id(moment: datetime) -> UUID:
    """A fresh key whose first 48 bits are `moment` in milliseconds, so that rows of a round lie together."""
    milliseconds = int(moment.timestamp() * 1000) & ((1 << 48) - 1)
    value = milliseconds << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 7 << 76
    value = value & ~(0x3 << 62) | 2 << 62
    return UUID(int=value)
