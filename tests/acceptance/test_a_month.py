"""What people see of a month: through SMTP in, through SMTP out, over a stepped clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from office import ADA, CHECKIN_DAY, COORDINATOR, DANA, GRACE, PACIFIC, Office, address_of, text_of, words_of


def day(number: int, hour: int = 12, month: int = 11) -> datetime:
    return datetime(2026, month, number, hour, 0, tzinfo=PACIFIC)


async def test_everybody_gets_one_check_in_on_the_monthly_day(office: Office) -> None:
    await office.step_to(CHECKIN_DAY - timedelta(hours=2))
    assert not [letter for letter in office.new_letters() if "check-in" in letter["Subject"]]
    await office.step_to(CHECKIN_DAY)
    await office.step_to(CHECKIN_DAY + timedelta(hours=1))
    letters = [letter for letter in office.new_letters() if "check-in" in letter["Subject"]]
    assert len({address_of(letter["To"]) for letter in letters}) == len(letters) == 6


async def test_a_reply_is_recorded_and_answered_with_what_was_understood(office: Office) -> None:
    await office.step_to(CHECKIN_DAY)
    [checkin] = office.letters_to(ADA)
    await office.step_to(day(5))
    await office.reply(
        checkin, "We met yesterday for an hour over Zoom and talked about my promotion file. Next: Dec 3 at 2pm. A 4."
    )
    receipt = office.letters_to(ADA)[-1]
    words = words_of(receipt)
    assert "Wednesday, November 4" in words and "an hour" in words and "by video" in words
    assert "December 3 at 2 pm" in words and "Just reply" in words
    assert receipt["In-Reply-To"] and receipt["Auto-Submitted"] == "auto-replied"
    assert await office.inbox_states() == {"read": 1}


async def test_both_partners_tell_of_one_meeting(office: Office) -> None:
    await office.step_to(CHECKIN_DAY)
    [to_ada], [to_grace] = office.letters_to(ADA), office.letters_to(GRACE)
    await office.step_to(day(6))
    await office.reply(to_ada, "We met on Wednesday, an hour, in my office. We talked about committees.")
    await office.reply(to_grace, "Met with Ada on Nov 4 for about an hour, mostly on her goals.")
    [record] = await office.records()
    assert record["held_on"] == "2026-11-04" and record["reported_by"] == "both"
    assert set(record["topics"]) >= {"committees", "goals"}


async def test_a_correction_changes_the_record_and_not_the_rest(office: Office) -> None:
    await office.step_to(CHECKIN_DAY)
    [checkin] = office.letters_to(ADA)
    await office.step_to(day(6))
    await office.reply(checkin, "We met on November 3 for an hour, by phone.")
    receipt = office.letters_to(ADA)[-1]
    await office.reply(receipt, "Sorry, it was the 4th.")
    [record] = await office.records()
    assert (record["held_on"], record["duration_minutes"], record["format"]) == ("2026-11-04", 60, "phone")
    assert "Wednesday, November 4" in text_of(office.letters_to(ADA)[-1])


async def test_an_unclear_day_is_asked_about_and_the_answer_read_in_its_light(office: Office) -> None:
    await office.step_to(CHECKIN_DAY)
    [checkin] = office.letters_to(ADA)
    await office.step_to(day(6))
    await office.reply(checkin, "Grace and I met on Tuesday, November 4, for 45 minutes at her office.")
    question = office.letters_to(ADA)[-1]
    assert "Which day did you meet?" in text_of(question)
    [record] = await office.records()
    assert record["held_on"] is None
    await office.reply(question, "the 3rd", quote=False)
    [record] = await office.records()
    assert (record["held_on"], record["duration_minutes"]) == ("2026-11-03", 45)


async def test_only_those_who_have_not_answered_are_reminded_once(office: Office) -> None:
    await office.step_to(CHECKIN_DAY)
    [checkin] = office.letters_to(ADA)
    await office.step_to(day(4))
    await office.reply(checkin, "We met on Nov 3 for an hour in the cafe.")
    for number in range(5, 21):
        await office.step_to(day(number))
    reminders = {
        address: [
            letter
            for letter in office.letters_to(address)
            if letter["Subject"].startswith("Re: Your mentoring check-in")
        ]
        for address in (ADA, GRACE, DANA)
    }
    assert not [letter for letter in reminders[ADA] if letter["Auto-Submitted"] == "auto-generated"]
    assert len(reminders[GRACE]) == len(reminders[DANA]) == 1
    to_grace, to_dana = text_of(reminders[GRACE][0]), text_of(reminders[DANA][0])
    assert "Your own view counts too" in to_grace and "cafe" not in to_grace and "hour" not in to_grace
    assert "Your own view counts too" not in to_dana
    assert reminders[DANA][0]["In-Reply-To"] == office.letters_to(DANA)[0]["Message-ID"]


async def test_the_coordinator_reads_numbers_and_the_request_for_help_and_nothing_else(office: Office) -> None:
    await office.step_to(CHECKIN_DAY)
    [checkin] = office.letters_to(ADA)
    await office.step_to(day(5))
    await office.reply(
        checkin,
        "We met on Nov 3 at the tapas place, an hour. I told Grace about my divorce and my awful supervisor."
        " A 2 this time. Could you put me in touch with somebody who knows about tenure?",
    )
    await office.step_to(day(9, 9))
    summary = office.letters_to(COORDINATOR)[-1]
    words = words_of(summary)
    assert "Ada Moss" in words and "put me in touch with somebody who knows about tenure" in words
    for confidence in ("tapas", "divorce", "supervisor", "awful", "A 2", "Nov 3", "November 3"):
        assert confidence not in words


async def test_topics_are_suggested_between_check_ins_to_both(office: Office) -> None:
    await office.step_to(CHECKIN_DAY)
    for number in range(3, 28):
        await office.step_to(day(number))
    suggestions = {
        address: [letter for letter in office.letters_to(address) if letter["List-Id"]] for address in (ADA, GRACE)
    }
    [to_ada], [to_grace] = suggestions[ADA], suggestions[GRACE]
    assert to_ada["List-Unsubscribe"] and to_ada["List-Id"]
    questions = [line for line in text_of(to_ada).splitlines() if line.startswith("- ")]
    assert len(questions) >= 4
    assert questions == [line for line in text_of(to_grace).splitlines() if line.startswith("- ")]


async def test_a_mail_nobody_can_place_is_held_and_shown(office: Office) -> None:
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "who@example.net", "checkin@mentoring.example.edu", "hello"
    message.set_content("We met on Tuesday.")
    await office.send(message, "who@example.net", ["checkin@mentoring.example.edu"])
    await office.app.work()
    [held] = await office.app.store.transact(office.app.store.inbox.held)
    assert "nobody known" in held.reason
    raw = await office.app.store.transact(lambda: office.app.store.inbox.raw(held.id))
    assert raw is not None and b"We met on Tuesday." in raw
    assert not office.letters_to("who@example.net")


async def test_an_out_of_office_moves_the_reminder_behind_its_day(office: Office) -> None:
    from email.message import EmailMessage

    await office.step_to(CHECKIN_DAY)
    [checkin] = office.letters_to(DANA)
    away = EmailMessage()
    away["From"], away["To"] = f"Dana Cole <{DANA}>", str(checkin["From"])
    away["Subject"], away["Auto-Submitted"] = "Automatic reply: Your mentoring check-in", "auto-replied"
    away["In-Reply-To"] = str(checkin["Message-ID"])
    away["Date"] = "Mon, 2 Nov 2026 10:31:00 -0800"
    away.set_content("I am out of the office until November 17, 2026 with no access to email.")
    bounce_address = office.sink.letters[-1].envelope_from
    assert bounce_address.startswith("bounce+")
    await office.send(away, "", [address_of(checkin["From"])])
    await office.app.work()
    for number in range(3, 27):
        await office.step_to(day(number))
    [reminder] = [each for each in office.letters_to(DANA) if each["Subject"].startswith("Re: Your mentoring check-in")]
    assert reminder["Date"].datetime.astimezone(PACIFIC).day >= 17
