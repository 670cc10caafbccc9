"""A coordinator answers a summary: orders are read, confirmed where nothing proves the sender, done, and answered."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from uuid import UUID

from service.addresses import Addresses
from service.domain import LetterKind
from service.errors import RosterError
from service.letters import phrases
from service.letters.coordinator_values import DoneOrder, OrderValues
from service.letters.enclosure import Enclosure
from service.reading.matters.orders import Order, Verb, read_orders
from service.reading.matters.orders import Orders as ReadOrders
from service.reading.values import Reading
from service.roster import RosterLine, read_roster
from service.store.confirmations import Answer
from service.store.inbox import InboxState, WaitingMail
from service.store.orders import KeptOrder, OrderState
from service.store.outbox import NewLetter
from service.store.store import Store
from service.workflow.consent import read_consent
from service.workflow.export import partnership_table
from service.workflow.identify import Ordering
from service.workflow.order_book import CHANGING, Desk, OrderBook
from service.workflow.program import Program
from service.workflow.roster import apply_lines, in_words
from service.workflow.rows import in_answer, row_of
from service.workflow.unasked import Unasked

_MOST_PROBLEMS = 10


class Orders:
    """Takes coordinators' mails. Call within `Store.transact`."""

    def __init__(self, store: Store, addresses: Addresses, programs: Mapping[UUID, Program]) -> None:
        self._store = store
        self._addresses = addresses
        self._programs = programs
        self._book = OrderBook(store, Unasked(store, addresses))

    async def take(
        self, mail: WaitingMail, reading: Reading, ordering: Ordering, proven: bool, now: datetime
    ) -> tuple[InboxState, str, NewLetter]:
        """Do, ask about or refuse what a coordinator's mail orders: how the mail ends, why, and the answer."""
        program = self._programs[ordering.thread.program]
        desk = Desk(program, ordering.coordinator, await self._held(ordering), now)
        if ordering.pending is not None:
            reason, values, file = await self._confirmed(ordering.pending, reading, desk)
        else:
            reason, values, file = await self._ordered(mail, reading, ordering, proven, desk)
        letter = self._letter(mail, reading, ordering, values, desk)
        return InboxState.CLASSIFIED, reason, replace(letter, enclosure=asdict(file) if file else None)

    async def _ordered(
        self, mail: WaitingMail, reading: Reading, ordering: Ordering, proven: bool, desk: Desk
    ) -> tuple[str, OrderValues, Enclosure | None]:
        """New orders. A roster is always shown first; what changes something waits where nothing proves its sender."""
        read = self._read(reading.words.text, desk)
        waits = bool(reading.table) or (not proven and any(each.verb in CHANGING for each in read.orders))
        if not waits:
            return await self._done(read, desk, reading)
        try:
            asks = [each.line for each in read.orders] + await self._roster_asks(reading.table, desk)
        except RosterError as error:
            problems = [f"roster: {line}" for line in error.problems[:_MOST_PROBLEMS]]
            return "its roster has mistakes", self._values(reading, desk, unclear=problems), None
        content = {
            "text": reading.words.text,
            "table": base64.b64encode(reading.table).decode() if reading.table else None,
        }
        kept = KeptOrder(
            id=mail.id,
            program=desk.program.id,
            coordinator=desk.coordinator.handle,
            thread=ordering.confirming.id,
            state=OrderState.ASKED,
            moment=desk.now,
            content=content,
        )
        await self._store.orders.add(kept)
        values = self._values(reading, desk, asks=asks, unproven=not proven, unclear=list(read.unclear))
        return "orders that wait for a yes", values, None

    async def _confirmed(
        self, kept: KeptOrder, reading: Reading, desk: Desk
    ) -> tuple[str, OrderValues, Enclosure | None]:
        """A yes or no to what we asked about."""
        match read_consent(reading.words.text):
            case Answer.YES | Answer.ALWAYS:
                await self._store.orders.ended(kept.id, OrderState.DONE, desk.now)
                return await self._done(self._read(str(kept.content["text"]), desk), desk, reading, kept)
            case Answer.NO:
                await self._store.orders.ended(kept.id, OrderState.REFUSED, desk.now)
                return "orders that were not meant", self._values(reading, desk, refused=True), None
        unclear = [line for line in reading.words.text.split("\n")[:5] if line.strip()]
        return "neither yes nor no", self._values(reading, desk, asks=['Reply "yes" or "no".'], unclear=unclear), None

    async def _done(
        self, read: ReadOrders, desk: Desk, reading: Reading, kept: KeptOrder | None = None
    ) -> tuple[str, OrderValues, Enclosure | None]:
        """Carry the orders out, in order, and the roster."""
        done = [
            DoneOrder(line=each.line, what=result.what, undo=result.undo)
            for each in read.orders
            if each.verb not in (Verb.CSV, Verb.HELP)
            for result in [await self._book.carry_out(each, desk)]
        ]
        table = kept.content.get("table") if kept else None
        if table:
            changes = await apply_lines(self._store, desk.program, self._lines(base64.b64decode(table), desk), desk.now)
            done.append(DoneOrder(line="roster", what=f"{in_words(changes, would=False)}."))
        file = await self._file(read.orders, desk)
        if file is not None:
            done.append(DoneOrder(line="csv", what="the table goes with this mail; it names people, so keep it close."))
        wants_help = any(each.verb is Verb.HELP for each in read.orders) or not (done or read.orders)
        values = self._values(reading, desk, done=done, unclear=list(read.unclear), help=wants_help)
        return f"{len(done)} orders done" if done else "no order in it", values, file

    async def _file(self, orders: Sequence[Order], desk: Desk) -> Enclosure | None:
        if all(each.verb is not Verb.CSV for each in orders):
            return None
        text = await partnership_table(self._store, desk.program, desk.now)
        return Enclosure(media_type="text/csv", filename=f"{desk.program.slug}.csv", text=text)

    async def _roster_asks(self, table: bytes | None, desk: Desk) -> list[str]:
        """What a roster would do, in a line. RosterError where it cannot be read."""
        if not table:
            return []
        lines = self._lines(table, desk)
        changes = await apply_lines(self._store, desk.program, lines, desk.now, dry_run=True)
        return [f"roster, {len(lines)} lines: {in_words(changes, would=True)}"]

    def _lines(self, table: bytes, desk: Desk) -> tuple[RosterLine, ...]:
        return read_roster(table, day_first=desk.program.day_first)

    def _read(self, text: str, desk: Desk) -> ReadOrders:
        name = desk.coordinator.name.casefold()
        today = desk.now.astimezone(desk.coordinator.zone).date()
        return read_orders(text, frozenset({name, *name.split()}), today, desk.program.day_first)

    async def _held(self, ordering: Ordering) -> tuple[UUID, ...]:
        """The held mails as the summary that is answered numbered them."""
        notes = ordering.answers.notes if ordering.answers else {}
        held = notes.get("held", [])
        return tuple(UUID(each) for each in held) if isinstance(held, list) else ()

    def _values(
        self,
        reading: Reading,
        desk: Desk,
        *,
        done: Sequence[DoneOrder] = (),
        asks: Sequence[str] = (),
        unclear: Sequence[str] = (),
        unproven: bool = False,
        refused: bool = False,
        help: bool = False,
    ) -> OrderValues:
        return OrderValues(
            first_name=desk.coordinator.name.split()[0],
            program=desk.program.name,
            coordinator_name=desk.coordinator.name,
            coordinator_email=desk.coordinator.email,
            thread_subject=phrases.thread_subject(reading.envelope.subject),
            done=list(done),
            asks=list(asks),
            unclear=list(unclear),
            unproven=unproven,
            refused=refused,
            help=help,
        )

    def _letter(
        self, mail: WaitingMail, reading: Reading, ordering: Ordering, values: OrderValues, desk: Desk
    ) -> NewLetter:
        """The answer, always to the address that the configuration names."""
        thread = ordering.confirming if values.asks and not ordering.pending else ordering.thread
        key, reason = f"{LetterKind.ORDER}/{mail.id}", "answers a coordinator"
        letter = row_of(LetterKind.ORDER, key, values, desk.coordinator, thread, self._addresses, reason, desk.now)
        return replace(in_answer(letter, reading), notes={"held": [str(each) for each in desk.held]})
