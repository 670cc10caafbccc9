"""Rule 17. One suppression check on every send: whatever was planned before, a letter reaches nobody who has paused,
stopped or left, nor an address that bounces. (One-click unsubscription waits for a web address.)"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, datetime

import pytest
from office import ADA, CHECKIN_DAY, PACIFIC, Office, mail

from service.domain import Standing

Change = Callable[[Office], Awaitable[object]]


async def pauses(office: Office) -> None:
    await stands(office, Standing.PAUSED, date(2026, 12, 1))


async def pauses_for_now(office: Office) -> None:
    await stands(office, Standing.PAUSED, None)


async def stops(office: Office) -> None:
    await stands(office, Standing.ENDED, None)


async def stands(office: Office, standing: Standing, until: date | None) -> None:
    person = (await office.person(ADA)).participant.id
    await office.app.store.transact(lambda: office.app.store.reach.stands(person, standing, until, office.clock.now()))


async def bounces(office: Office) -> None:
    person = (await office.person(ADA)).participant.id
    reach = office.app.store.reach
    await office.app.store.transact(lambda: reach.bounced(person, "5.1.1", permanent=True, now=office.clock.now()))


async def partnership_pauses(office: Office) -> None:
    from service.store.models import PartnershipRow

    await PartnershipRow.all().update(standing=Standing.PAUSED)


async def partnership_ends(office: Office) -> None:
    from service.store.models import PartnershipRow

    await PartnershipRow.all().update(standing=Standing.ENDED)


async def program_goes(office: Office) -> None:
    office.app.deliverer._programs = {}


CHANGES: list[tuple[Change, str]] = [
    (pauses, "paused until 2026-12-01"),
    (pauses_for_now, "paused"),
    (stops, "has stopped"),
    (bounces, "mail to this address bounces"),
    (partnership_pauses, "the partnership is paused"),
    (partnership_ends, "the partnership is ended"),
    (program_goes, "its program is not configured any more"),
]


@pytest.mark.parametrize(("change", "reason"), CHANGES, ids=lambda each: getattr(each, "__name__", ""))
async def test_what_was_planned_before_does_not_go_out_after(
    office: Office, database, change: Change, reason: str
) -> None:
    office.clock.step_to(CHECKIN_DAY)
    await office.app.rounds.plan(office.clock.now())
    await change(office)
    await office.app.deliverer.work()
    assert office.letters_to(ADA) == []
    rows = await database(f"SELECT state, reason FROM outbox WHERE recipient = '{ADA}' AND kind = 'checkin'")
    assert rows == [("skipped", reason)]


@pytest.mark.parametrize("change", [pauses, stops], ids=lambda each: each.__name__)
async def test_who_writes_is_answered_all_the_same(november: Office, change: Change) -> None:
    await change(november)
    before = len(november.letters_to(ADA))
    await november.deliver(mail(ADA, "a@b.example", "HELP"), ADA, f"checkin@{november.app.addresses.domain}")
    assert len(november.letters_to(ADA)) == before + 1


async def test_suggestions_end_apart_from_membership(november: Office) -> None:
    person = (await november.person(ADA)).participant.id
    reach = november.app.store.reach
    await november.app.store.transact(lambda: reach.complained(person, november.clock.now()))
    for day in range(6, 31):
        await november.step_to(datetime(2026, 11, day, 12, tzinfo=PACIFIC))
    await november.step_to(datetime(2026, 12, 8, 12, tzinfo=PACIFIC))
    subjects = [str(letter["Subject"]) for letter in november.letters_to(ADA)]
    assert not [each for each in subjects if "talk about" in each] and any("December" in each for each in subjects)
