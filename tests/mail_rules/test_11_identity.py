"""Rule 11. The address says which thread, not who: a mail is taken where both agree, and somebody we know is asked
where they do not. One test for each row of the table (service/workflow/identify.py), and for each way around it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from office import (
    ADA,
    CHECKIN_DAY,
    COORDINATOR,
    DANA,
    DOMAIN,
    GRACE,
    MARISOL,
    PACIFIC,
    Office,
    address_of,
    mail,
    reply_to,
    text_of,
)
from reports import calendar_answer, delivery_report

from service.workflow import identify
from service.workflow.confirm import ASKED_A_DAY

ALIAS = "ada@home.example.net"
REPORT = "We met on November 3 for an hour, in person."
PLAIN = f"checkin@{DOMAIN}"


@pytest.fixture
async def month(office: Office) -> AsyncIterator[Office]:
    """The check-ins are out, and it is the fifth."""
    await office.step_to(CHECKIN_DAY)
    await office.step_to(datetime(2026, 11, 5, 12, tzinfo=PACIFIC))
    yield office


def checkin_of(office: Office, address: str) -> EmailMessage:
    return next(letter for letter in office.letters_to(address) if "check-in" in letter["Subject"])


def token_of(office: Office, address: str) -> str:
    return address_of(checkin_of(office, address)["Reply-To"])


async def letters_to(office: Office, address: str, subject: str) -> list[EmailMessage]:
    return [letter for letter in office.letters_to(address) if subject in letter["Subject"]]


async def recorded(office: Office) -> list[tuple[str, str]]:
    return [(each["held_on"], each["reported_by"]) for each in await office.records()]


async def reasons(office: Office) -> list[str]:
    return [each.reason for each in await office.held()]


# What is taken


async def test_the_token_and_a_known_address(month: Office) -> None:
    await month.deliver(mail(ADA, "whoever@example.com", REPORT), ADA, token_of(month, ADA))
    assert await recorded(month) == [("2026-11-03", "mentee")] and not await reasons(month)


async def test_no_token_but_an_answer_to_a_letter_of_ours_from_a_known_address(month: Office) -> None:
    letter = checkin_of(month, ADA)
    await month.deliver(mail(ADA, PLAIN, REPORT, In_Reply_To=str(letter["Message-ID"])), ADA, PLAIN)
    assert await recorded(month) == [("2026-11-03", "mentee")]


async def test_a_reference_of_ours_far_up_the_thread_will_do(month: Office) -> None:
    letter = checkin_of(month, ADA)
    chain = f"{letter['Message-ID']} <one@example.edu> <two@example.edu>"
    await month.deliver(mail(ADA, PLAIN, REPORT, References=chain), ADA, PLAIN)
    assert await recorded(month) == [("2026-11-03", "mentee")]


async def test_a_known_address_alone_with_one_partnership(month: Office) -> None:
    await month.deliver(mail(ADA, PLAIN, REPORT, subject="We met"), ADA, PLAIN)
    assert await recorded(month) == [("2026-11-03", "mentee")]


async def test_a_token_in_cc_when_the_mail_came_to_the_plain_address(month: Office) -> None:
    message = mail(ADA, GRACE, REPORT, Cc=f"Mentoring <{token_of(month, ADA)}>")
    await month.deliver(message, ADA, PLAIN)
    assert await recorded(month) == [("2026-11-03", "mentee")]


@pytest.mark.parametrize("spoil", [str.upper, lambda a: a.replace("+", "%2B"), lambda a: a.replace("+", "")])
async def test_a_token_that_was_written_differently(month: Office, spoil) -> None:
    await month.deliver(mail(ADA, PLAIN, REPORT), ADA, spoil(token_of(month, ADA)))
    assert await recorded(month) == [("2026-11-03", "mentee")]


async def test_an_old_token_well_past_its_cycle(month: Office) -> None:
    november = token_of(month, ADA)
    await month.step_to(datetime(2027, 2, 20, 12, tzinfo=PACIFIC))
    await month.deliver(mail(ADA, november, "We met on February 17 for an hour."), ADA, november)
    assert await recorded(month) == [("2027-02-17", "mentee")]


async def test_a_delegate_sends_for_the_person_in_from(month: Office) -> None:
    message = mail(f"Ada Moss <{ADA}>", PLAIN, REPORT, Sender="assistant@example.edu")
    await month.deliver(message, "assistant@example.edu", token_of(month, ADA))
    assert await recorded(month) == [("2026-11-03", "mentee")]


async def test_mail_that_a_forwarder_sends_on_keeps_its_from(month: Office) -> None:
    """The envelope is the forwarder's (SRS), From is Ada's."""
    await month.deliver(mail(ADA, PLAIN, REPORT), "SRS0=x=y=example.edu=ada.moss@fwd.example", token_of(month, ADA))
    assert await recorded(month) == [("2026-11-03", "mentee")]


# What is asked about


async def ask_about_an_alias(office: Office) -> EmailMessage:
    await office.deliver(mail(ALIAS, PLAIN, REPORT), ALIAS, token_of(office, ADA))
    assert await recorded(office) == [] and not office.letters_to(ALIAS)
    [reason] = await reasons(office)
    assert "not known to be this participant's" in reason and "Ada Moss was asked" in reason
    return (await letters_to(office, ADA, "Was this mail yours?"))[-1]


async def test_the_token_with_an_unknown_address_asks_at_the_known_one(month: Office) -> None:
    question = await ask_about_an_alias(month)
    assert ALIAS in text_of(question) and "Thursday, November 5" in text_of(question)
    assert "Nov" not in text_of(question).replace("November 5", "") and "hour" not in text_of(question)
    assert question["Auto-Submitted"] == "auto-generated" and question["In-Reply-To"] is None
    assert address_of(question["Reply-To"]) != token_of(month, ADA)


async def test_yes_releases_it_and_forgets_the_address(month: Office) -> None:
    question = await ask_about_an_alias(month)
    await month.reply(question, "Yes, that was me.")
    assert await recorded(month) == [("2026-11-03", "mentee")] and not await reasons(month)
    assert "November 3" in text_of(month.letters_to(ADA)[-1])
    await month.deliver(mail(ALIAS, PLAIN, "It was November 4.", subject="again"), ALIAS, token_of(month, ADA))
    assert len(await letters_to(month, ADA, "Was this mail yours?")) == 2


@pytest.mark.parametrize("words", ["Yes, always", "yes - from now on please", "Yes. Please remember it, I use both."])
async def test_yes_always_remembers_the_address_and_releases_all_that_waits_from_it(month: Office, words: str) -> None:
    await ask_about_an_alias(month)
    second = mail(ALIAS, PLAIN, "We met on November 4 too, half an hour by phone.", subject="more")
    await month.deliver(second, ALIAS, token_of(month, ADA))
    question = (await letters_to(month, ADA, "Was this mail yours?"))[0]
    await month.reply(question, words)
    assert await recorded(month) == [("2026-11-03", "mentee"), ("2026-11-04", "mentee")]
    assert not await reasons(month)
    notes = [text_of(letter) for letter in month.letters_to(ADA)]
    assert any(f"know {ALIAS} as your address from now on" in note for note in notes)
    await month.deliver(mail(ALIAS, PLAIN, "And on November 5, an hour.", subject="third"), ALIAS, PLAIN)
    assert ("2026-11-05", "mentee") in await recorded(month)


async def test_no_leaves_it_held_and_says_so(month: Office) -> None:
    question = await ask_about_an_alias(month)
    await month.reply(question, "No, not me!")
    assert await reasons(month) == ["whoever was asked about it said no"] and await recorded(month) == []
    assert "stays put aside" in text_of(month.letters_to(ADA)[-1])
    await month.reply(question, "Oh wait, yes, that was from my phone.")
    assert await recorded(month) == [("2026-11-03", "mentee")]


async def test_an_unclear_answer_is_asked_again(month: Office) -> None:
    question = await ask_about_an_alias(month)
    await month.reply(question, "What is this about?")
    again = month.letters_to(ADA)[-1]
    assert "yes, always" in text_of(again) and await recorded(month) == []
    await month.reply(again, "yes")
    assert await recorded(month) == [("2026-11-03", "mentee")]


async def test_the_answer_may_come_from_the_address_in_question(month: Office) -> None:
    """Ada's mail is forwarded home: the question reached the address we know, the answer comes from the other."""
    question = await ask_about_an_alias(month)
    await month.reply(question, "yes, always", sender=ALIAS)
    assert await recorded(month) == [("2026-11-03", "mentee")]


async def test_what_a_mail_of_theirs_asks_for_is_a_second_question(month: Office) -> None:
    """From a new address, which it names: first whose mail it is, then whether letters are to go there."""
    words = f"{REPORT} My new address is {ALIAS} from now on."
    await month.reply(checkin_of(month, ADA), words, sender=ALIAS)
    await month.reply(month.letters_to(ADA)[-1], "yes")
    assert await recorded(month) == [("2026-11-03", "mentee")]
    [question] = await letters_to(month, ADA, "Is this your new address?")
    await month.reply(question, "yes")
    assert (await month.person(ADA)).participant.email == ALIAS


async def test_that_a_mail_is_theirs_is_no_consent_to_what_cannot_be_undone(month: Office) -> None:
    await month.reply(checkin_of(month, ADA), "FORGET ME", sender=ALIAS)
    await month.reply(month.letters_to(ADA)[-1], "yes")
    [question] = await letters_to(month, ADA, "Shall we forget you?")
    assert await reasons(month) == ["asks for what is confirmed first; Ada Moss was asked"]  # the coordinator reads it
    assert (await month.person(ADA)).participant.name == "Ada Moss"
    await month.reply(question, "yes")
    assert "It is done" in text_of(month.letters_to(ADA)[-1])


async def test_nobody_else_can_answer(month: Office) -> None:
    question = await ask_about_an_alias(month)
    for sender in (GRACE, "who@example.net"):
        await month.reply(question, "yes", sender=sender)
    assert await recorded(month) == [] and len(await reasons(month)) == 3
    assert "it answers a confirming letter, but comes from another address than that was about" in await reasons(month)


async def test_an_out_of_office_is_no_answer(month: Office) -> None:
    question = await ask_about_an_alias(month)
    away = reply_to(question, "Yes, I am away.", month.clock.now())
    away["Auto-Submitted"] = "auto-replied"
    await month.deliver(away, ADA, address_of(question["Reply-To"]))
    assert await recorded(month) == []


async def test_what_follows_in_the_same_conversation_is_read(month: Office) -> None:
    question = await ask_about_an_alias(month)
    await month.reply(question, "yes")
    await month.reply(question, "We met again on November 4, for half an hour.")
    assert ("2026-11-04", "mentee") in await recorded(month)


async def test_the_partner_who_answers_the_others_letter_is_asked_whether_it_is_their_own(month: Office) -> None:
    await month.deliver(mail(GRACE, PLAIN, REPORT), GRACE, token_of(month, ADA))
    assert await recorded(month) == []
    [question] = await letters_to(month, GRACE, "as your own answer?")
    assert "Ada Moss" in text_of(question) and not await letters_to(month, ADA, "Was this mail yours?")
    await month.reply(question, "yes")
    assert await recorded(month) == [("2026-11-03", "mentor")]


async def test_a_delegate_in_from_is_unknown_whoever_stands_in_sender(month: Office) -> None:
    message = mail("assistant@example.edu", PLAIN, REPORT, Sender=ADA)
    await month.deliver(message, ADA, token_of(month, ADA))
    assert await recorded(month) == [] and "Ada Moss was asked" in (await reasons(month))[0]


async def test_a_known_address_beside_a_strangers_proves_nothing(month: Office) -> None:
    await month.deliver(mail(f"{ADA}, who@example.net", PLAIN, REPORT, Sender=ADA), ADA, token_of(month, ADA))
    assert await recorded(month) == [] and "Ada Moss was asked" in (await reasons(month))[0]


async def test_forged_mail_makes_no_flood_of_letters(month: Office) -> None:
    for number in range(ASKED_A_DAY + 4):
        sender = f"who{number}@example.net"
        await month.deliver(mail(sender, PLAIN, f"{REPORT} {number}"), sender, token_of(month, ADA))
    assert len(await letters_to(month, ADA, "Was this mail yours?")) == ASKED_A_DAY
    assert sum("asked often enough today" in reason for reason in await reasons(month)) == 4
    month.clock.step_to(month.clock.now() + timedelta(days=1, minutes=1))
    await month.deliver(mail("late@example.net", PLAIN, REPORT), "late@example.net", token_of(month, ADA))
    assert len(await letters_to(month, ADA, "Was this mail yours?")) == ASKED_A_DAY + 1


async def test_nobody_is_asked_at_an_address_that_bounces(month: Office) -> None:
    person, reach = (await month.person(ADA)).participant.id, month.app.store.reach
    await month.app.store.transact(lambda: reach.bounced(person, "5.1.1", permanent=True, now=month.clock.now()))
    await month.deliver(mail(ALIAS, PLAIN, REPORT), ALIAS, token_of(month, ADA))
    assert "nobody was asked: mail to Ada Moss comes back" in (await reasons(month))[0]
    assert not await letters_to(month, ADA, "Was this mail yours?")


SHARED = """mentor_name,mentor_email,mentee_name,mentee_email,started_on
Grace Lin,grace.lin@example.edu,Ada Moss,ada.moss@example.edu,2026-09-01
Grace Lin,grace.lin@example.edu,Ben Ortiz,ben.ortiz@example.edu,2026-09-01
"""


async def test_with_several_partnerships_the_writer_is_asked_which(
    tmp_path: Path, database_url: str, redis_setting: str
) -> None:
    async with Office.open(tmp_path, database_url, redis_setting, roster=SHARED) as office:
        await office.step_to(CHECKIN_DAY)
        await office.step_to(datetime(2026, 11, 5, 12, tzinfo=PACIFIC))
        await office.deliver(mail(GRACE, PLAIN, REPORT, subject="We met"), GRACE, PLAIN)
        assert (
            await recorded(office) == [] and "several partnerships; Grace Lin was asked" in (await reasons(office))[0]
        )
        [question] = await letters_to(office, GRACE, "Which partnership is it about?")
        assert "- Ada Moss" in text_of(question) and "- Ben Ortiz" in text_of(question)
        await office.reply(question, "Grace")
        assert await recorded(office) == []
        await office.reply(question, "That was with Ben")
        [record] = await office.records()
        assert (record["partnership"], record["held_on"]) == (2, "2026-11-03")


# What waits for a person


async def test_another_persons_token(month: Office) -> None:
    sent = len(month.sink.letters)
    await month.deliver(mail(MARISOL, PLAIN, REPORT), MARISOL, token_of(month, ADA))
    assert await reasons(month) == ["it answers another participant's letter"] and await recorded(month) == []
    await month.app.work()
    assert len(month.sink.letters) == sent


async def test_a_coordinator_who_forwards_a_reply(month: Office) -> None:
    await month.deliver(mail(COORDINATOR, PLAIN, f"FYI\n{REPORT}"), COORDINATOR, token_of(month, ADA))
    assert await reasons(month) == ["the coordinator's mail, in a participant's conversation"]


async def test_nobody_known(month: Office) -> None:
    await month.deliver(mail("who@example.net", PLAIN, REPORT), "who@example.net", PLAIN)
    assert "nobody known writes from this address" in (await reasons(month))[0]
    assert not month.letters_to("who@example.net")


async def test_a_revoked_token_is_none(month: Office) -> None:
    from service.store.models import ThreadRow

    token = token_of(month, ADA)
    await ThreadRow.filter(cycle="2026-11").update(revoked=True)
    await month.deliver(mail(ALIAS, PLAIN, REPORT), ALIAS, token)
    assert "no token of ours" in (await reasons(month))[0]
    assert not await letters_to(month, ADA, "Was this mail yours?")


async def test_a_token_that_was_made_up_is_none(month: Office) -> None:
    token = re.sub(r"(?<=\+).{3}", "aaa", token_of(month, ADA))
    await month.deliver(mail(ALIAS, PLAIN, REPORT), ALIAS, token)
    assert "no token of ours" in (await reasons(month))[0]


async def test_mail_from_an_address_of_our_own(month: Office) -> None:
    sender = token_of(month, DANA)
    await month.deliver(mail(sender, PLAIN, REPORT), sender, token_of(month, ADA))
    assert await reasons(month) == ["it says it comes from an address of our own"]


async def test_an_answer_to_a_summary_from_elsewhere_waits(month: Office) -> None:
    """From the coordinator's own address it may order: tests/coordinator/test_orders_by_mail.py."""
    await month.step_to(datetime(2026, 11, 9, 9, tzinfo=PACIFIC))
    summary = month.letters_to(COORDINATOR)[-1]
    await month.reply(summary, "pause 1", sender="who@example.net")
    assert "not from the coordinator's address" in (await reasons(month))[-1]


# What comes twice, and what is forged


async def test_a_replayed_mail_is_the_same_mail(month: Office) -> None:
    """Whatever the way here wrote above it, a mail that comes again is one row and one receipt."""
    sent = len(month.letters_to(ADA))
    message = mail(ADA, PLAIN, REPORT, Message_ID="<once@example.edu>")
    for trace in ("", "Received: from elsewhere by here; Thu, 5 Nov 2026 20:00:00 +0000\r\n"):
        raw = trace.encode() + message.as_bytes(policy=message.policy.clone(linesep="\r\n"))
        await month.deliver(raw, ADA, token_of(month, ADA))
    assert await month.inbox_states() == {"read": 1}
    assert len(month.letters_to(ADA)) == sent + 1


async def test_a_forged_bounce_changes_nothing(month: Office) -> None:
    checkin = checkin_of(month, ADA)
    forged = delivery_report(ADA, "5.1.1", message_id=None)
    await month.deliver(forged, "", PLAIN)
    await month.deliver(
        delivery_report("someone@else.example", "5.1.1", message_id=str(checkin["Message-ID"])), "", PLAIN
    )
    assert (await month.person(ADA)).participant.reachability == "reachable"
    assert await month.inbox_states() == {"classified": 2}


async def test_a_forged_calendar_answer_changes_nothing(month: Office) -> None:
    before = await month.person(ADA)
    await month.deliver(calendar_answer("who@example.net", PLAIN), "who@example.net", token_of(month, ADA))
    assert await month.inbox_states() == {"classified": 1}
    assert await month.person(ADA) == before and await recorded(month) == []


async def test_every_row_of_the_table_has_a_reason_or_a_right() -> None:
    rights = (identify.May.BE_TAKEN, identify.May.ANSWER_OUR_QUESTION, identify.May.ORDER)
    for rule in identify.RULES:
        assert bool(rule.reason) == (rule.may not in rights), rule
    assert len({rule.name for rule in identify.RULES}) == len(identify.RULES)
