"""Mails that wait at the same time are committed together, and each gets its own outcome."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from service.arrivals import Arrival, Kept, Outcome, Refused, TryLater
from service.errors import StoreUnavailable
from service.intake.group_commit import BUSY, GroupCommit


def mail(name: str, size: int = 1) -> Arrival:
    return Arrival(name, "a@example.org", b"x" * size)


class Store:
    """Records the groups it was given; holds each until `go` is set."""

    def __init__(self) -> None:
        self.groups: list[list[str]] = []
        self.go = asyncio.Event()
        self.errors: dict[str, Exception] = {}
        self.short = False

    async def receive(self, arrivals: Sequence[Arrival]) -> Sequence[Outcome]:
        self.groups.append([arrival.recipient for arrival in arrivals])
        await self.go.wait()
        for arrival in arrivals:
            if arrival.recipient in self.errors:
                raise self.errors[arrival.recipient]
        outcomes: list[Outcome] = [Refused(550, "5.2.1 Gone") if a.recipient == "gone" else Kept() for a in arrivals]
        return outcomes[:-1] if self.short else outcomes


async def offered(commit: GroupCommit, *names: str) -> list[asyncio.Task[Sequence[Outcome]]]:
    tasks = [asyncio.create_task(commit([mail(name)])) for name in names]
    for _ in range(3):
        await asyncio.sleep(0)
    return tasks


async def test_what_comes_during_a_commit_goes_into_the_next() -> None:
    store = Store()
    commit = GroupCommit(store.receive)
    first = await offered(commit, "a")
    later = await offered(commit, "b", "gone", "d")
    store.go.set()
    assert [await task for task in first + later] == [[Kept()], [Kept()], [Refused(550, "5.2.1 Gone")], [Kept()]]
    assert store.groups == [["a"], ["b", "gone", "d"]]


async def test_a_group_is_bounded_in_number_and_size() -> None:
    store = Store()
    store.go.set()
    commit = GroupCommit(store.receive, batch=2, batch_bytes=100)
    await asyncio.gather(*(commit([mail(name, size)]) for name, size in [("a", 1), ("b", 1), ("c", 90), ("d", 500)]))
    assert store.groups == [["a", "b"], ["c"], ["d"]]


async def test_one_that_fails_does_not_fail_its_neighbours() -> None:
    store = Store()
    store.errors["bad"] = ValueError("cannot be stored")
    commit = GroupCommit(store.receive)
    tasks = await offered(commit, "first") + await offered(commit, "a", "bad", "b")
    store.go.set()
    assert [await task for task in tasks] == [[Kept()], [Kept()], [TryLater()], [Kept()]]


async def test_where_the_store_is_away_nobody_is_tried_twice() -> None:
    store = Store()
    store.errors = {name: StoreUnavailable("away") for name in "abc"}
    commit = GroupCommit(store.receive)
    tasks = await offered(commit, "a") + await offered(commit, "b", "c")
    store.go.set()
    assert [await task for task in tasks] == [[TryLater()]] * 3
    assert store.groups == [["a"], ["b", "c"]]


async def test_a_store_that_forgets_an_outcome_has_promised_nothing() -> None:
    store = Store()
    store.short = True
    store.go.set()
    assert await GroupCommit(store.receive)([mail("a"), mail("b")]) == [TryLater(), TryLater()]


async def test_a_caller_that_goes_away_leaves_its_mail_to_be_committed() -> None:
    store = Store()
    commit = GroupCommit(store.receive)
    first, second = await offered(commit, "a", "b")
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    store.go.set()
    assert await second == [Kept()]
    await commit.drained(30.0)
    assert [name for group in store.groups for name in group] == ["a", "b"]


async def test_too_much_that_waits_is_asked_to_come_later() -> None:
    store = Store()
    commit = GroupCommit(store.receive, waiting_bytes=10)
    first = asyncio.create_task(commit([mail("a", 100)]))
    await asyncio.sleep(0)
    second = asyncio.create_task(commit([mail("b", 8)]))
    await asyncio.sleep(0)
    assert await commit([mail("c", 8)]) == [BUSY]
    store.go.set()
    assert [await first, await second] == [[Kept()], [Kept()]]


async def test_nothing_waits_for_ever_where_the_work_is_cancelled() -> None:
    store = Store()
    commit = GroupCommit(store.receive)
    tasks = await offered(commit, "a", "b")
    assert commit._worker is not None
    commit._worker.cancel()
    assert [await asyncio.wait_for(task, 5) for task in tasks] == [[TryLater()], [TryLater()]]
