"""A stop in the middle of a backlog: what is in hand is finished, the rest goes back at once, for the next to do."""

from __future__ import annotations

from office import ADA, CHECKIN_DAY, Office, mail

from service.store.models import InboxRow, OutboxRow

MAILS, LOOKS = 45, 25  # more than are claimed at a time, and a stop within the second claim
ROSTER = "mentor_name,mentor_email,mentee_name,mentee_email,started_on\n" + "".join(
    f"Mentor N{n},mentor{n}@example.edu,Mentee N{n},mentee{n}@example.edu,2026-09-01\n" for n in range(20)
)
AT_ONCE = 8


async def test_mails(office: Office) -> None:
    for number in range(MAILS):
        await office.send(mail(ADA, "checkin", f"Number {number}", Message_ID=f"<{number}@x>"), ADA, ["checkin"])
    answerer = office.app.answerer
    looks = iter(range(10_000))
    answerer._is_stopping = lambda: next(looks) >= LOOKS
    looked_at = await answerer.work()
    assert 0 < looked_at < MAILS
    left = await InboxRow.filter(state="waiting").order_by("next_try_at")
    assert len(left) == MAILS - looked_at
    assert {row.attempts for row in left} == {0}
    answerer._is_stopping = lambda: False
    assert await answerer.work() == len(left), "without waiting for the end of a lease"
    assert not await InboxRow.filter(state="waiting").exists()


async def test_letters(office: Office) -> None:
    await office.enrol(ROSTER)
    office.clock.step_to(CHECKIN_DAY)
    await office.app.rounds.plan(office.clock.now())
    waiting = await OutboxRow.filter(state="waiting", next_try_at__lte=office.clock.now()).count()
    deliverer = office.app.deliverer
    deliverer._is_stopping = lambda: bool(office.sink.letters)
    await deliverer.work()
    assert 0 < len(office.sink.letters) <= AT_ONCE < waiting
    left = await OutboxRow.filter(state="waiting", next_try_at__lte=office.clock.now())
    assert len(left) == waiting - len(office.sink.letters), "and none of them waits for the end of a lease"
    assert {(row.attempts, row.lease_until) for row in left} == {(0, None)}
    deliverer._is_stopping = lambda: False
    await deliverer.work()
    assert len(office.sink.letters) == len({each.data for each in office.sink.letters}) == waiting
