"""What coordinators ordered by mail."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from service.keys import Sealer
from service.store.models import OrderRow

_PLACE = "order.content"


class OrderState(StrEnum):
    """Where an order stands."""

    ASKED = "asked"
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class KeptOrder:
    """One mail's orders. Its key is the mail's. `thread`: the conversation in which they are confirmed; `content`: the
    words, and the table that came with them (plain data)."""

    id: UUID
    program: UUID
    coordinator: str
    thread: UUID
    state: OrderState
    moment: datetime
    content: Mapping[str, Any]


class Orders:
    """The rows of orders. Call within `Store.transact`."""

    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer

    async def add(self, order: KeptOrder) -> None:
        """Keep an order; one that is there already stays as it is."""
        text = json.dumps(order.content, ensure_ascii=False).encode()
        row = OrderRow(
            id=order.id,
            program_id=order.program,
            coordinator=order.coordinator,
            thread_id=order.thread,
            state=order.state,
            moment=order.moment,
            sealed_order=self._sealer.seal(text, _PLACE, order.id),
        )
        await OrderRow.bulk_create([row], ignore_conflicts=True)

    async def of_thread(self, thread: UUID) -> KeptOrder | None:
        """The order that a conversation asks about."""
        row = await OrderRow.get_or_none(thread_id=thread, state=OrderState.ASKED)
        return self._order(row) if row else None

    async def ended(self, order: UUID, state: OrderState, now: datetime) -> None:
        """What became of it."""
        await OrderRow.filter(id=order).update(state=state, done_at=now)

    async def forget_before(self, moment: datetime) -> int:
        """Delete the words of orders older than `moment`."""
        return await OrderRow.filter(moment__lt=moment, sealed_order__isnull=False).update(sealed_order=None)

    async def forget_settled(self, program: UUID) -> None:
        """Delete the words of a program's orders that were done or refused."""
        await OrderRow.filter(program_id=program).exclude(state=OrderState.ASKED).update(sealed_order=None)

    def _order(self, row: OrderRow) -> KeptOrder:
        sealed = row.sealed_order
        content = json.loads(self._sealer.open(bytes(sealed), _PLACE, row.id)) if sealed is not None else {}
        return KeptOrder(
            row.id, row.program_id, row.coordinator, row.thread_id, OrderState(row.state), row.moment, content
        )
