"""Rule 9. A letter that comes back pauses the address where it does so for good, or three times in a row; only what
shows a token of ours changes anything. The coordinator sees it, an operator undoes it, who writes is reachable."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from commands import mentormail
from office import ADA, COORDINATOR, DOMAIN, GRACE, PACIFIC, Office, address_of, mail, text_of
from reports import complaint, delivery_report

from service.workflow.persons import how_mail_fares, reach_again

PLAIN = f"checkin@{DOMAIN}"


def bounce_address(office: Office, address: str = ADA) -> str:
    """The envelope sender of the latest letter to somebody."""
    return next(each.envelope_from for each in reversed(office.sink.letters) if each.recipient == address)


def returned_header(office: Office, address: str = ADA) -> str:
    """The header of the latest letter, as an MTA sends it back."""
    data = next(each.data for each in reversed(office.sink.letters) if each.recipient == address)
    return data.split(b"\r\n\r\n")[0].decode().replace("\r\n", "\n") + "\n"


async def fares(office: Office, address: str = ADA) -> str:
    return how_mail_fares(await office.person(address), office.clock.now().astimezone(PACIFIC).date())


HARD = {
    "no such user": "5.1.1",
    "refused by policy": "5.7.1",
}
SOFT = {
    "mailbox full, though it says for good": "5.2.2",
    "try later": "4.4.1",
}


@pytest.mark.parametrize("status", HARD.values(), ids=HARD.keys())
async def test_one_for_good_pauses_the_address(november: Office, status: str) -> None:
    await november.deliver(delivery_report(ADA, status), "", bounce_address(november))
    assert await fares(november) == f"bounced ({status} on 2026-11-05)"
    assert await fares(november, GRACE) == "reachable"


@pytest.mark.parametrize("status", SOFT.values(), ids=SOFT.keys())
async def test_a_soft_one_pauses_nothing(november: Office, status: str) -> None:
    await november.deliver(delivery_report(ADA, status), "", bounce_address(november))
    assert await fares(november) == f"reachable, last came back {status} on 2026-11-05"


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded"])
async def test_a_report_of_success_counts_for_nothing(november: Office, action: str) -> None:
    await november.deliver(delivery_report(ADA, "2.0.0", action=action), "", bounce_address(november))
    assert await fares(november) == "reachable"


async def test_three_soft_in_a_row_do_and_one_letter_counts_once(november: Office) -> None:
    for day in (12, 20):
        for report in range(2):
            text = f"Subject: report {day} {report}\n"
            await november.deliver(delivery_report(ADA, "4.2.2", returned=text), "", bounce_address(november))
        assert "bounced" not in await fares(november)
        await november.step_to(datetime(2026, 11, day, 12, tzinfo=PACIFIC))
    await november.deliver(delivery_report(ADA, "4.2.2", returned="Subject: last\n"), "", bounce_address(november))
    assert await fares(november) == "bounced (4.2.2 on 2026-11-20)"


async def test_a_mail_of_theirs_breaks_the_row(november: Office) -> None:
    await november.deliver(delivery_report(ADA, "5.1.1"), "", bounce_address(november))
    token = next(address_of(each["Reply-To"]) for each in november.letters_to(ADA) if "check-in" in each["Subject"])
    await november.deliver(mail(ADA, token, "We met on November 3 for an hour."), ADA, token)
    assert await fares(november) == "reachable"
    assert "November 3" in text_of(november.letters_to(ADA)[-1])


async def test_a_report_to_the_letters_own_address_is_known_by_the_header_it_returns(november: Office) -> None:
    """Some MTAs send their reports to From, not to the envelope sender; the token stands in what they return."""
    report = delivery_report("elsewhere@forward.example", "5.1.1", returned=returned_header(november))
    await november.deliver(report, "", PLAIN)
    assert (await fares(november)).startswith("bounced (5.1.1")


async def test_our_message_id_will_do_where_it_names_whom_the_letter_went_to(november: Office) -> None:
    message_id = str(november.letters_to(ADA)[-1]["Message-ID"])
    await november.deliver(delivery_report(GRACE, "5.1.1", message_id=message_id), "", PLAIN)
    assert await fares(november) == await fares(november, GRACE) == "reachable"
    await november.deliver(delivery_report(ADA, "5.1.1", message_id=message_id), "", PLAIN)
    assert (await fares(november)).startswith("bounced")


async def test_a_forged_one_changes_nothing(november: Office) -> None:
    bad_token = bounce_address(november).replace("+", "+a", 1)
    for recipient in (PLAIN, bad_token, f"bounce@{DOMAIN}"):
        await november.deliver(delivery_report(ADA, "5.1.1", returned=f"Subject: {recipient}\n"), "", recipient)
    assert await fares(november) == "reachable"
    assert await november.inbox_states() == {"classified": 3}


async def test_nothing_goes_there_until_somebody_undoes_it(november: Office) -> None:
    await november.deliver(delivery_report(ADA, "5.1.1"), "", bounce_address(november))
    before = len(november.letters_to(ADA))
    await november.step_to(datetime(2026, 11, 9, 9, tzinfo=PACIFIC))
    assert f"Ada Moss (1): mail to {ADA} comes back" in text_of(november.letters_to(COORDINATOR)[-1])
    await november.step_to(datetime(2026, 12, 8, 12, tzinfo=PACIFIC))
    assert len(november.letters_to(ADA)) == before
    await reach_again(november.app.store, november.program, ADA, november.clock.now())
    assert await fares(november) == "reachable"
    await november.step_to(datetime(2026, 12, 8, 14, tzinfo=PACIFIC))
    assert "December" in november.letters_to(ADA)[-1]["Subject"]
    await november.step_to(datetime(2026, 12, 14, 9, tzinfo=PACIFIC))
    assert "comes back" not in text_of(november.letters_to(COORDINATOR)[-1])


async def test_a_complaint_ends_what_is_optional_and_judges_nobody(november: Office) -> None:
    await november.deliver(complaint(returned_header(november)), "", f"abuse@{DOMAIN}")
    assert await fares(november) == "no suggestions since a complaint on 2026-11-05"
    for day in range(6, 28):
        await november.step_to(datetime(2026, 11, day, 12, tzinfo=PACIFIC))
    letters = november.letters_to(ADA)
    assert not any(each["List-Id"] for each in letters) and any(each["Subject"].startswith("Re:") for each in letters)
    assert any(each["List-Id"] for each in november.letters_to(GRACE))
    summary = text_of(november.letters_to(COORDINATOR)[-1])
    assert "Ada Moss (1): no suggestions of topics" in summary and "complain" not in summary
    await reach_again(november.app.store, november.program, ADA, november.clock.now())
    assert await fares(november) == "reachable"


async def test_a_complaint_without_our_token_changes_nothing(november: Office) -> None:
    forged = f"From: x@example.org\nMessage-ID: {november.letters_to(ADA)[-1]['Message-ID']}\n"
    await november.deliver(complaint(forged), "", f"abuse@{DOMAIN}")
    assert await fares(november) == "reachable"


def test_the_command_line_shows_it_and_undoes_it(tmp_path: Path) -> None:
    mentormail(tmp_path, "init", ".")
    assert mentormail(tmp_path, "roster", "import", "roster.csv").returncode == 0
    first = mentormail(tmp_path, "people").stdout.decode().splitlines()[0]
    address = first[first.index("<") + 1 : first.index(">")]
    assert first.endswith(": reachable")
    for command, said in (("reach", "letters go to them again"), ("resume", "takes part again")):
        assert said in mentormail(tmp_path, "people", command, address).stdout.decode()
    lost = mentormail(tmp_path, "people", "reach", "nobody@example.net")
    assert lost.returncode == 1 and b"nobody of program has this address" in lost.stderr
    assert b"Traceback" not in lost.stderr
