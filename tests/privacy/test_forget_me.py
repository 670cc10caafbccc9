"""FORGET ME by mail, and `mentormail forget`: asked once more, then gone; counts and what was published stay."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from confidences import told_office
from office import ADA, COORDINATOR, GRACE, PACIFIC, Office, address_of, reply_to, text_of, words_of
from stored import bytes_of
from tortoise.models import Model

from service.keys import Keys, Sealer, new_key_lines, parse_keys
from service.store.models import (
    AgendaRow,
    FeedbackRow,
    InboxRow,
    OrderRow,
    OutboxRow,
    ParticipantRow,
    PublicationRow,
    ReportRow,
    StatementRow,
)
from service.workflow.persons import forget_person

WORDS = "We met on November 3 over tapas, an hour, and spoke about the divorce. A 4."


@pytest.fixture
async def told(office: Office) -> Office:
    """Ada has told of a meeting that Grace has not, and of a second one that both have."""
    await office.step_to(datetime(2026, 11, 2, 10, 30, tzinfo=PACIFIC))
    await office.step_to(datetime(2026, 11, 12, 12, tzinfo=PACIFIC))
    await office.reply(checkin(office, ADA), WORDS + " And again on November 10.")
    await office.reply(checkin(office, GRACE), "Ada and I met on November 10.")
    return office


def checkin(office: Office, address: str) -> EmailMessage:
    return next(each for each in office.letters_to(address) if "check-in for November" in str(each["Subject"]))


async def ask(office: Office, words: str = "forget me") -> EmailMessage:
    await office.reply(checkin(office, ADA), words)
    return office.letters_to(ADA)[-1]


async def test_it_is_asked_about_once_more_and_nothing_changes_before(told: Office) -> None:
    question = await ask(told)
    assert question["Subject"] == "Shall we forget you?"
    assert "cannot be undone" in words_of(question)
    await told.reply(question, "no, leave it")
    assert (await told.person(ADA)).participant.name == "Ada Moss"
    assert len(await told.records()) == 2


async def test_then_nothing_is_left_of_them_and_the_counts_stay(told: Office, database_url: str) -> None:
    before = await told.records()
    await told.reply(await ask(told), "yes")
    assert "It is done" in words_of(told.letters_to(ADA)[-1])
    await told.step_to(datetime(2026, 11, 12, 13, tzinfo=PACIFIC))
    kept = await bytes_of(database_url)
    assert [word for word in (b"ada.moss", b"Ada Moss", b"tapas", b"divorce") if word.lower() in kept.lower()] == []
    after = await told.records()
    assert [each["cycle"] for each in after] == [each["cycle"] for each in before]
    assert sorted((each["held_on"] or "", each["reported_by"]) for each in after) == [
        ("", "mentee"),
        ("2026-11-10", "mentor"),
    ]


async def test_no_letter_reaches_them_again_and_a_mail_of_theirs_is_a_strangers(told: Office) -> None:
    last = checkin(told, ADA)
    await told.reply(await ask(told), "yes")
    letters = len(told.letters_to(ADA))
    await told.step_to(datetime(2026, 12, 8, 12, tzinfo=PACIFIC))
    await told.reply(last, "Are you still there?", sender=ADA)
    assert len(told.letters_to(ADA)) == letters
    [held] = await told.held()
    assert "nobody known" in held.reason
    assert not any("check-in for December" in str(each["Subject"]) for each in told.letters_to(GRACE))


async def test_what_was_published_stays_byte_for_byte(told: Office) -> None:
    await told.step_to(datetime(2026, 12, 8, 12, tzinfo=PACIFIC))
    published = [row.figures for row in await PublicationRow.all().order_by("cycle")]
    assert published
    await told.reply(await ask(told), "yes")
    await told.step_to(datetime(2026, 12, 15, 12, tzinfo=PACIFIC))
    assert [row.figures for row in await PublicationRow.all().order_by("cycle")] == published


async def test_an_operator_can_do_the_same(told: Office, database_url: str) -> None:
    await forget_person(told.app.store, told.program, "Ada.Moss@example.edu", told.clock.now())
    await told.app.round()
    assert b"ada.moss" not in (await bytes_of(database_url)).lower()
    assert await ParticipantRow.filter(name="somebody who has left").count() == 1


async def test_own_data_come_as_a_file_with_nothing_of_the_partners(told: Office) -> None:
    await told.reply(checkin(told, ADA), "MY DATA")
    letter = told.letters_to(ADA)[-1]
    [file] = letter.iter_attachments()
    assert file.get_filename() == "my-data.json"
    data = json.loads(file.get_payload(decode=True))
    assert data["person"]["email"] == ADA
    [report] = data["reports"]
    assert "tapas" in report["words"]["text"] and report["understood"]["satisfaction"] == 4
    assert any("tapas" in (each["mail"] or "") for each in data["mails_from_you"])
    assert {each["letter"] for each in data["letters_to_you"]} >= {"checkin", "receipt"}
    assert "Ada and I met" not in file.get_payload(decode=True).decode()
    assert "my-data.json" in text_of(letter)


async def test_own_data_go_to_the_address_we_know_whoever_asks(told: Office) -> None:
    await told.reply(checkin(told, GRACE), "my data", sender="stranger@example.net")
    assert told.letters_to("stranger@example.net") == []


async def test_the_coordinator_is_told_of_no_word_of_theirs(told: Office) -> None:
    await told.reply(await ask(told), "yes")
    await told.step_to(datetime(2026, 11, 16, 9, tzinfo=PACIFIC))
    assert "tapas" not in text_of(told.letters_to(COORDINATOR)[-1])


async def test_whatever_they_told_opens_nowhere_any_more(tmp_path: Path, database_url: str, redis_setting: str) -> None:
    """Not in the partner's letters, nor the coordinator's, nor in a mail that somebody else sent in their name."""
    keys = parse_keys(new_key_lines(), "test")
    told = "zanzibar|tintinnabul|walrus|nudibranch|axolotl|marmalade|hoptree|fernweh|farandole|kumquat|pangolin"
    async with told_office(tmp_path, database_url, redis_setting, keys) as office:
        before = await opened(keys)
        assert set(re.findall(told, before)) >= {"nudibranch", "marmalade", "hoptree", "fernweh", "farandole"}
        await office.reply(office.letters_to(ADA)[-1], "FORGET ME", quote=False)
        yes = reply_to(office.letters_to(ADA)[-1], "yes", office.clock.now(), quote=False)
        await office.deliver(yes, ADA.title(), address_of(yes["To"]))
        await office.step_to(office.clock.now() + timedelta(days=1))
        kept = (await bytes_of(database_url)).lower()
        assert [word for word in (b"ada.moss", b"ada moss", b"elsewhere.example") if word in kept] == []
        assert re.findall(told + "|ada.moss", (await opened(keys)).lower()) == []
        letter = office.letters_to(COORDINATOR)[-1]
        await office.reply(letter, "show 1", quote=False)
        assert "somebody who has left" in words_of(office.letters_to(COORDINATOR)[-1])


async def opened(keys: Keys) -> str:
    """All that is sealed in the database, but Grace's own mails and words."""
    sealer, texts = Sealer(keys), []
    for table, column, place in SEALED:
        for row in await table.all():
            sealed = getattr(row, column)
            if sealed is not None and b"gongoozler" not in (text := sealer.open(bytes(sealed), place, row.id)):
                texts.append(text.decode(errors="replace"))
    return "\n".join(texts)


SEALED: list[tuple[type[Model], str, str]] = [
    (InboxRow, "sealed_mail", "inbox.mail"),
    (OutboxRow, "sealed_values", "outbox.values"),
    (ReportRow, "sealed_words", "report.words"),
    (StatementRow, "sealed_hopes", "statement.hopes"),
    (AgendaRow, "sealed_words", "agenda.words"),
    (FeedbackRow, "sealed_words", "feedback.words"),
    (OrderRow, "sealed_order", "order.content"),
]
