"""A partnership from its welcome on: agreeing, preparing a meeting, steering what is suggested; all of it by mail."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from office import ADA, COORDINATOR, GRACE, PACIFIC, START, Office, address_of, mail, words_of

ROSTER = """mentor_name,mentor_email,mentee_name,mentee_email,started_on
Grace Lin,grace.lin@example.edu,Ada Moss,ada.moss@example.edu,2026-10-26
"""
CONTACTS = """name,email,topics
Ruth Adler,ruth.adler@example.edu,review-promotion conferences
Femi Alade,femi.alade@example.edu,"orientation settling-in partnership goals"
"""


@pytest.fixture
async def pair(tmp_path: Path, database_url: str, redis_setting: str) -> AsyncIterator[Office]:
    """One partnership that begins today, with people who offered to be asked."""
    (tmp_path / "contacts.csv").write_text(CONTACTS)
    extra = 'contacts = "contacts.csv"'
    async with Office.open(tmp_path, database_url, redis_setting, extra=extra, roster=ROSTER) as running:
        await running.step_to(START + timedelta(hours=2))
        yield running


def moment(month: int, day: int, hour: int = 11) -> datetime:
    return datetime(2026, month, day, hour, 0, tzinfo=PACIFIC)


def subjects(office: Office, address: str) -> list[str]:
    return [str(letter["Subject"]) for letter in office.letters_to(address)]


async def prepared(office: Office) -> EmailMessage:
    """The mentee's first preparing letter."""
    for _ in range(80):
        await office.step_to(office.clock.now() + timedelta(days=1))
        found = [
            each for each in office.letters_to(ADA) if "meet" in each["Subject"] and "agreed" not in each["Subject"]
        ]
        if found:
            return found[-1]
    raise AssertionError(subjects(office, ADA))


async def test_the_welcome_asks_what_there_is_to_settle(pair: Office) -> None:
    [to_ada], [to_grace] = pair.letters_to(ADA), pair.letters_to(GRACE)
    assert "3. What do you hope for" in words_of(to_ada) and "What do you hope for" not in words_of(to_grace)
    for letter in (to_ada, to_grace):
        words = words_of(letter)
        assert "Confidentiality." in words and "Who sees what" in words and "PAUSE" in words


async def test_what_is_settled_goes_to_both_and_either_may_change_it(pair: Office) -> None:
    [welcome] = pair.letters_to(ADA)
    await pair.reply(
        welcome, "First Tuesday at 2. Yes, we talked about confidentiality. I hope to find out how promotion works."
    )
    receipt, copy = pair.letters_to(ADA)[-1], pair.letters_to(GRACE)[-1]
    assert receipt["In-Reply-To"] and receipt["Auto-Submitted"] == "auto-replied"
    for letter in (receipt, copy):
        words = words_of(letter)
        assert "on the first Tuesday of each month at 2 pm" in words
        assert "you have talked about it" in words and "I hope to find out how promotion works." in words
    assert "Ada hopes for" in words_of(copy) and copy["In-Reply-To"] is None
    assert not [each for each in pair.letters_to(COORDINATOR) if "promotion" in words_of(each)]
    await pair.step_to(pair.clock.now() + timedelta(minutes=1))
    assert not [each for each in pair.letters_to(COORDINATOR) if "promotion" in words_of(each)]

    await pair.reply(
        copy, "Could we make it every other Thursday at noon instead? Sorry: every other Thursday at noon it is."
    )
    await pair.reply(copy, "every other Thursday at noon")
    changed = words_of(pair.letters_to(ADA)[-1])
    assert "Grace wrote to us" in changed and "every other Thursday at noon" in changed
    assert "I hope to find out how promotion works." in changed


async def test_the_same_again_brings_no_second_copy(pair: Office) -> None:
    [welcome] = pair.letters_to(ADA)
    await pair.reply(welcome, "First Tuesday at 2")
    await pair.reply(welcome, "As I said, first Tuesday at 2.")
    assert len(pair.letters_to(GRACE)) == 2  # the welcome and one copy


async def test_what_is_unclear_is_asked_about_and_the_answer_settles_it(pair: Office) -> None:
    [welcome] = pair.letters_to(GRACE)
    await pair.reply(welcome, "Once a month. Not talked about confidentiality yet.")
    question = pair.letters_to(GRACE)[-1]
    assert "On which day do you mean to meet" in words_of(question) and "to be talked about" in words_of(question)
    await pair.reply(question, "the last Friday of the month at 10", quote=False)
    assert "on the last Friday of each month at 10 am" in words_of(pair.letters_to(GRACE)[-1])


async def test_a_meeting_told_in_answer_to_the_welcome_is_recorded_and_the_check_in_comes_all_the_same(
    pair: Office,
) -> None:
    [welcome] = pair.letters_to(ADA)
    await pair.step_to(moment(10, 30))
    await pair.reply(welcome, "Thank you! We meet on November 5 at 3pm for the first time. Hope to learn about grants.")
    assert "you plan to meet on November 5 at 3 pm" in words_of(pair.letters_to(ADA)[-1])
    assert not [each for each in subjects(pair, GRACE) if "November 5" in each]


async def test_an_agenda_is_shown_first_and_goes_to_the_partner_on_send_it(pair: Office) -> None:
    [welcome] = pair.letters_to(ADA)
    await pair.reply(welcome, "every other Thursday at noon")
    letter = await prepared(pair)
    assert "What would you like to talk about?" in words_of(letter)
    await pair.reply(letter, "My first committee, and how to say no to a second.\nCould you tell me how you chair one?")
    shown = pair.letters_to(ADA)[-1]
    assert "Shall this go to Grace?" in words_of(shown) and "how to say no to a second" in words_of(shown)
    before = len(pair.letters_to(GRACE))
    assert "second" not in " ".join(words_of(each) for each in pair.letters_to(GRACE))
    await pair.reply(shown, "Yes, and please add the poster for the spring conference")
    again = pair.letters_to(ADA)[-1]
    assert "Shall this go to Grace?" in words_of(again) and "the poster" in words_of(again)
    await pair.reply(again, "Send it. Thanks!")
    for _ in range(14):
        await pair.step_to(pair.clock.now() + timedelta(days=1))
    passed = [each for each in pair.letters_to(GRACE)[before:] if "how to say no to a second" in words_of(each)]
    assert len(passed) == 1 and "poster" in words_of(passed[0])
    assert not [each for each in pair.letters_to(COORDINATOR) if "committee" in words_of(each)]


async def test_an_agenda_after_the_partners_letter_has_gone_is_passed_on_by_itself(pair: Office) -> None:
    [welcome] = pair.letters_to(ADA)
    await pair.reply(welcome, "every other Thursday at noon")
    letter = await prepared(pair)
    while not any("Before you and Ada meet" in each for each in subjects(pair, GRACE)):
        await pair.step_to(pair.clock.now() + timedelta(days=1))
    await pair.reply(letter, "My review file")
    await pair.reply(pair.letters_to(ADA)[-1], "yes")
    for _ in range(4):
        await pair.step_to(pair.clock.now() + timedelta(days=1))
    [passed] = [each for each in pair.letters_to(GRACE) if "What Ada would like to talk about" in each["Subject"]]
    assert "My review file" in words_of(passed)


async def test_an_agenda_that_is_dropped_goes_nowhere(pair: Office) -> None:
    [welcome] = pair.letters_to(ADA)
    await pair.reply(welcome, "every other Thursday at noon")
    letter = await prepared(pair)
    await pair.reply(letter, "My quarrel with the dean")
    await pair.reply(pair.letters_to(ADA)[-1], "No, don't send it.")
    assert "stays with you" in words_of(pair.letters_to(ADA)[-1])
    for _ in range(20):
        await pair.step_to(pair.clock.now() + timedelta(days=1))
    assert not [each for each in pair.letters_to(GRACE) if "quarrel" in words_of(each)]


async def test_where_no_meeting_is_known_the_letter_is_about_setting_one(pair: Office) -> None:
    letter = await prepared(pair)
    assert "When do you and Grace meet next?" in letter["Subject"]
    await pair.reply(letter, "January 21 at 2")
    assert "you plan to meet on January 21, 2027 at 2 pm" in words_of(pair.letters_to(ADA)[-1])


async def test_suggestions_are_steered_by_reply(pair: Office) -> None:
    letter = await prepared(pair)
    await pair.reply(letter, "More on conferences, please. Nothing more about committees.")
    assert "more on conferences, nothing on committees" in words_of(pair.letters_to(ADA)[-1])
    await pair.reply(letter, "TOPICS", quote=False)
    topics = pair.letters_to(ADA)[-1]
    assert "Conferences" in words_of(topics) and "Your map" in words_of(topics)
    assert "Ruth Adler" in words_of(topics)


async def test_the_guide_is_there_for_the_asking(pair: Office) -> None:
    [welcome] = pair.letters_to(GRACE)
    await pair.reply(welcome, "guide.", quote=False)
    assert "Good practice, in short" in words_of(pair.letters_to(GRACE)[-1])


async def test_a_new_address_is_asked_about_at_the_old_one(pair: Office) -> None:
    [welcome] = pair.letters_to(ADA)
    await pair.reply(welcome, "First Tuesday at 2. My new address is ada@new.example.org.")
    question = next(each for each in pair.letters_to(ADA) if each["Subject"] == "Is this your new address?")
    await pair.reply(question, "yes")
    assert (await pair.person(ADA)).participant.email == "ada@new.example.org"
    assert address_of(pair.new_letters()[-1]["To"]) == ADA or pair.letters_to("ada@new.example.org")


async def test_a_silent_partner_is_told_of_only_if_its_writer_wants(pair: Office) -> None:
    await pair.step_to(moment(12, 7, 12))
    checkin = next(each for each in pair.letters_to(ADA) if "check-in" in each["Subject"])
    await pair.reply(checkin, "Not yet. I haven't heard from Grace in weeks.")
    question = next(each for each in pair.letters_to(ADA) if each["Subject"] == "Shall Robin Hale know?")
    await pair.reply(question, "Yes please")
    await pair.step_to(moment(12, 14, 9))
    [*_, summary] = pair.letters_to(COORDINATOR)
    assert "I haven't heard from Grace in weeks" in words_of(summary).replace("’", "'")


async def test_help_in_own_words_is_never_answered_with_a_menu(pair: Office) -> None:
    [welcome] = pair.letters_to(ADA)
    await pair.reply(welcome, "help me please, my mentor is silent", quote=False)
    words = words_of(pair.letters_to(ADA)[-1])
    assert "Your request goes to Robin Hale" in words and "FORGET ME" not in words


async def test_a_fresh_mail_about_nothing_is_answered_once(pair: Office) -> None:
    await pair.deliver(
        mail(ADA, "checkin@mentoring.example.edu", "Thanks for the welcome!"), ADA, "checkin@mentoring.example.edu"
    )
    assert len(pair.letters_to(ADA)) == 2


async def test_who_was_asleep_when_the_partner_wrote_reads_the_welcome_first(
    tmp_path: Path, database_url: str, redis_setting: str
) -> None:
    east = ROSTER.replace("started_on\n", "started_on,mentor_timezone\n").replace("-26\n", "-26,America/New_York\n")
    start = datetime(2026, 10, 26, 4, tzinfo=PACIFIC)
    async with Office.open(tmp_path, database_url, redis_setting, start=start, roster=east) as office:
        await office.step_to(start + timedelta(hours=1, minutes=30))
        [welcome] = office.letters_to(GRACE)
        await office.reply(welcome, "First Tuesday at 2.")
        for hours in (4, 5):
            await office.step_to(start + timedelta(hours=hours, minutes=30))
        assert subjects(office, ADA) == ["Welcome: you and Grace Lin", "What you and Grace have agreed on"]
        [first, second] = office.letters_to(ADA)
        assert second["Date"].datetime - first["Date"].datetime == timedelta(hours=1)
