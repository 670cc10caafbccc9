"""The letters half-way and at the end, and what becomes of the answers: by SMTP in, by SMTP out."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from office import ADA, COORDINATOR, GRACE, PACIFIC, Office, words_of

from service.domain import About, LetterKind, cycle_of
from service.planning.facts import Due


async def write(office: Office, kind: LetterKind) -> None:
    """Lay the letter for everybody of the first partnership into the outbox, as a round does when it is due."""
    store, now = office.app.store, office.clock.now()
    rounds = office.app.rounds

    async def body() -> None:
        [first, *_] = await store.people.partnerships(office.program.id)
        for side in (first.mentor, first.mentee):
            state = await store.people.membership(side.id)
            assert state is not None
            due = Due(kind, cycle_of(now.date()), f"{kind}/{side.id}", now, now + timedelta(days=9), "it is time")
            await store.outbox.add([await rounds._unasked.letter(due, state, office.program, now)])

    await store.transact(body)
    await office.app.work()


@pytest.fixture
async def met(office: Office) -> Office:
    """Ada has told of a meeting and what it was about."""
    await office.step_to(datetime(2026, 11, 2, 10, 30, tzinfo=PACIFIC))
    await office.step_to(datetime(2026, 11, 6, 12, 0, tzinfo=PACIFIC))
    checkin = next(each for each in office.letters_to(ADA) if "check-in" in each["Subject"])
    await office.reply(checkin, "We met on November 4 for 90 minutes in my office and talked about conferences.")
    return office


async def test_half_way_each_reads_their_own_numbers_and_a_change_goes_to_both(met: Office) -> None:
    await write(met, LetterKind.HALFWAY)
    to_ada, to_grace = met.letters_to(ADA)[-1], met.letters_to(GRACE)[-1]
    assert "you have met once" in words_of(to_ada) and "you have met" not in words_of(to_grace)
    await met.reply(
        to_ada,
        "1. Her patience, a 5\n2. Let us meet every other Thursday at noon.\n"
        "3. Could you find me somebody who knows about grants?",
    )
    receipt = words_of(met.letters_to(ADA)[-1])
    assert "every other Thursday at noon" in receipt and "Your request goes to Robin Hale" in receipt
    assert "every other Thursday at noon" in words_of(met.letters_to(GRACE)[-1])
    assert not [each for each in met.letters_to(GRACE) if "patience" in words_of(each) or "grants" in words_of(each)]
    kept = await met.app.store.transact(lambda: feedback(met))
    assert [about for about, _, _ in kept] == [About.HALFWAY] and "patience" in kept[0][2]


async def test_at_the_end_the_coordinator_reads_what_is_meant_for_them(met: Office) -> None:
    await write(met, LetterKind.FAREWELL)
    to_ada = met.letters_to(ADA)[-1]
    words = words_of(to_ada)
    assert "you met once, an hour and a half in all, and talked about conferences" in words and "FORGET ME" in words
    await met.reply(to_ada, "1. Courage.\n2. Begin in September.\n3. Yes, as a mentor.")
    for _ in range(8):
        await met.step_to(met.clock.now() + timedelta(days=1))
    summary = words_of(met.letters_to(COORDINATOR)[-1])
    assert "Begin in September. Yes, as a mentor." in summary and "Courage" not in summary


async def test_a_differing_account_is_asked_about_by_the_readers_own(met: Office) -> None:
    await write(met, LetterKind.DIFFER)
    to_ada, to_grace = words_of(met.letters_to(ADA)[-1]), words_of(met.letters_to(GRACE)[-1])
    assert "you met on Wednesday, November 4" in to_ada and "November 4" not in to_grace


async def feedback(office: Office) -> list[tuple[About, datetime, str]]:
    [first, *_] = await office.app.store.people.partnerships(office.program.id)
    return await office.app.store.feedback.of_membership(first.mentee.id)
