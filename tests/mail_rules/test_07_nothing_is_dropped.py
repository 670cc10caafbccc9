"""Rule 7. Each mail ends as read, classified or held (a duplicate is the row that is there); what is held is listed
with its reason, shown byte by byte, and read again when somebody asks for it."""

from __future__ import annotations

from pathlib import Path

from commands import mentormail
from office import ADA, DOMAIN, GRACE, Office, mail
from reports import calendar_answer, complaint, delivery_report

TO = f"checkin@{DOMAIN}"
ENDS = {"read", "classified", "held"}

MAILS = [
    (mail(ADA, TO, "We met on November 3."), ADA),
    (mail(ADA, TO, ""), ADA),
    (mail(ADA, TO, "STOP"), ADA),
    (mail(ADA, TO, "FORGET ME"), ADA),
    (mail("x@example.net", TO, "hello"), "x@example.net"),
    (mail(GRACE, TO, "away", Auto_Submitted="auto-replied"), ""),
    (calendar_answer(GRACE, TO), GRACE),
    (delivery_report(ADA, "5.1.1"), ""),
    (complaint("From: a@b.example\n"), ""),
    (b"\xff\xfe\r\n\r\n\x00", "x@example.net"),
    (b"\r\n", "x@example.net"),
    (b"no header at all\r\n", ""),
    (
        b"From: ada.moss@example.edu\r\nContent-Type: multipart/encrypted; boundary=x\r\n\r\n--x\r\n\r\ny\r\n--x--\r\n",
        ADA,
    ),
]


async def test_every_mail_ends_as_something(november: Office) -> None:
    for message, sender in MAILS:
        await november.send(message, sender, [TO])
    await november.app.work()
    states = await november.inbox_states()
    assert sum(states.values()) == len(MAILS) and set(states) <= ENDS
    assert all(each.reason for each in await november.held())


async def test_what_is_held_is_read_again_once_what_held_it_is_mended(november: Office) -> None:
    sender = "ada@new.example.net"
    await november.deliver(mail(sender, TO, "We met on November 3."), sender, TO)
    [held] = await november.held()
    store, ada = november.app.store, (await november.person(ADA)).participant.id
    now = november.clock.now()
    await store.transact(lambda: store.people.remember_address(november.program.id, ada, sender, now))
    assert await store.transact(lambda: store.inbox.replay(held.id, now))
    await november.app.work()
    assert len(await november.records()) == 1 and await november.held() == []


async def test_trouble_of_ours_puts_a_mail_off_and_holds_it_in_the_end(november: Office, database) -> None:
    from datetime import timedelta

    await november.send(mail(ADA, TO, "We met on November 3."), ADA, [TO])
    await database("ALTER TABLE report RENAME TO gone")
    for _ in range(6):
        await november.app.work()
        november.clock.step_to(november.clock.now() + timedelta(minutes=20))
    [held] = await november.held()
    assert held.reason.startswith("could not be handled")
    await database("ALTER TABLE gone RENAME TO report")
    store = november.app.store
    await store.transact(lambda: store.inbox.replay(held.id, november.clock.now()))
    await november.app.work()
    assert len(await november.records()) == 1


def test_the_command_line_lists_shows_and_replays(tmp_path: Path) -> None:
    mentormail(tmp_path, "init", ".")
    raw = b"From: x@example.net\nSubject: y\n\nhello there\n"
    assert mentormail(tmp_path, "deliver", "--recipient", "checkin@localhost.localdomain", given=raw).returncode == 0
    assert mentormail(tmp_path, "tick").returncode == 0
    listed = mentormail(tmp_path, "held", "list").stdout.decode()
    key = listed.split()[0]
    assert "nobody known writes from this address" in listed
    assert mentormail(tmp_path, "held", "show", key).stdout == raw
    assert b"read again" in mentormail(tmp_path, "held", "replay", key).stdout
    assert mentormail(tmp_path, "held", "replay", key).returncode == 65
    assert mentormail(tmp_path, "held", "replay", "nonsense").returncode == 65
