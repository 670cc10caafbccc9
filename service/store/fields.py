"""Field types that make the traps of the layer below impossible."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from tortoise import fields


class UtcField(fields.DatetimeField[datetime]):
    """An instant. SQLite keeps datetimes as text and compares them as such, so any offset but UTC is refused."""

    def to_db_value(self, value: Any, instance: Any) -> Any:
        if isinstance(value, datetime) and (value.tzinfo is None or value.utcoffset() != timedelta(0)):
            raise ValueError(f"instants are kept in UTC, not {value.isoformat()}")
        if isinstance(value, datetime):
            value = value.astimezone(UTC)
        return super().to_db_value(value, instance)
