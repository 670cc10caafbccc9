"""One says that they met, the other that they did not: each is asked once, privately, then the coordinator knows."""

from __future__ import annotations

from datetime import timedelta

from office import ADA, CHECKIN_DAY, COORDINATOR, GRACE, Office, words_of

ASKS = "Once more: did you and"


async def test_each_is_asked_once_and_what_stays_so_reaches_the_coordinator(office: Office) -> None:
    await office.step_to(CHECKIN_DAY + timedelta(hours=1))
    await office.reply(office.letters_to(ADA)[-1], "We met on November 1, for an hour.")
    await office.step_to(CHECKIN_DAY + timedelta(days=2))
    await office.reply(office.letters_to(GRACE)[-1], "No, we have not met.")
    for day in range(3, 24):
        await office.step_to(CHECKIN_DAY + timedelta(days=day))
    for address, own, others in ((ADA, "you met on", "not met"), (GRACE, "have not met", "an hour")):
        [asked] = [each for each in office.letters_to(address) if str(each["Subject"]).startswith(ASKS)]
        assert own in words_of(asked)
        assert others not in words_of(asked).split("Who sees this")[0].split("We would like")[0]
    told = [each for each in office.letters_to(COORDINATOR) if "accounts differ" in words_of(each).lower()]
    assert told
