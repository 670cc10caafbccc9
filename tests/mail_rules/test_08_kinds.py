"""Rule 8. What a mail is, in one order: delivery report and complaint, then the answer to an invitation, then the
automatic reply, the command, the report. Each ends as it should, through the real door; machines are never answered."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage

import pytest
from office import ADA, DOMAIN, PACIFIC, Office, address_of, mail
from reports import calendar_answer, complaint, delivery_report

PLAIN = f"checkin@{DOMAIN}"


def accepted_by_a_machine() -> EmailMessage:
    """Calendars mark their answers as automatic; they must not die as such."""
    answer = calendar_answer(ADA, PLAIN)
    answer["Auto-Submitted"] = "auto-replied"
    return answer


CASES = {
    "a delivery report": (delivery_report(ADA, "5.1.1"), "", "bounce", "classified"),
    "a complaint": (complaint("From: x@example.org\n"), "", "complaint", "classified"),
    "an answer to an invitation": (calendar_answer(ADA, PLAIN), ADA, "calendar", "classified"),
    "the same, marked as automatic": (accepted_by_a_machine(), ADA, "calendar", "classified"),
    "an automatic reply": (
        mail(ADA, PLAIN, "I am away.", Auto_Submitted="auto-replied"),
        ADA,
        "auto_reply",
        "classified",
    ),
    "one in another language": (
        mail(ADA, PLAIN, "Bin weg.", subject="Abwesenheitsnotiz"),
        ADA,
        "auto_reply",
        "classified",
    ),
    "a report that asks machines to be silent": (
        mail(ADA, PLAIN, "We met on November 3.", X_Auto_Response_Suppress="All"),
        ADA,
        "report",
        "read",
    ),
    "a command": (mail(ADA, PLAIN, "HELP"), ADA, "command", "classified"),
    "a report": (mail(ADA, PLAIN, "We met on November 3."), ADA, "report", "read"),
    "nothing": (mail(ADA, PLAIN, ""), ADA, "empty", "classified"),
}


@pytest.mark.parametrize(("message", "sender", "kind", "state"), CASES.values(), ids=CASES.keys())
async def test_each_kind_ends_as_it_should(
    office: Office, message: EmailMessage | bytes, sender: str, kind: str, state: str
) -> None:
    from service.store.models import InboxRow

    await office.step_to(datetime(2026, 11, 2, 10, 30, tzinfo=PACIFIC))
    await office.step_to(datetime(2026, 11, 5, 12, tzinfo=PACIFIC))
    token = next(address_of(each["Reply-To"]) for each in office.letters_to(ADA) if "check-in" in each["Subject"])
    sent = len(office.sink.letters)
    await office.deliver(message, sender, token)
    [row] = await InboxRow.all()
    assert (row.kind, row.state) == (kind, state) and row.rule
    answered = kind in ("report", "command", "empty")
    assert len(office.sink.letters) - sent == int(answered)
