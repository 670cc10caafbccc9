"""Delivery reports as sixty kinds of servers write them, and ordinary mail that only looks like one."""

from __future__ import annotations

import pytest
from machine_mail import Sample, samples

from service.domain import Kind
from service.reading import Context, read

REPORTS = [*samples("reports_first.txt"), *samples("reports_second.txt")]
ORDINARY = [*samples("ordinary_first.txt"), *samples("ordinary_second.txt")]


def named(mails: list[Sample]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("mail", mails, ids=[mail.name for mail in mails])


@named([mail for mail in REPORTS if mail.expected != "none"])
def test_report_names_whom_and_how_gravely(mail: Sample) -> None:
    """`address status hard|soft`; the status is "-" where the server gives none that stands beyond doubt."""
    reading = read(mail.raw, Context())
    assert reading.kind is Kind.BOUNCE
    wanted = [each.split() for each in mail.expected.split(", ")]
    found = {str(each.recipient): each for each in reading.bounces}
    assert {name: found[name].permanent for name in found} == {name: how == "hard" for name, _, how in wanted}
    assert [found[name].status for name, status, _ in wanted if status != "-"] == [
        status for _, status, _ in wanted if status != "-"
    ]


@named([mail for mail in REPORTS if mail.expected == "none"])
def test_report_of_success_is_no_failure(mail: Sample) -> None:
    reading = read(mail.raw, Context())
    assert reading.kind is Kind.BOUNCE
    assert [(str(each.status)[:2], each.permanent) for each in reading.bounces] == [("2.", False)]


@named(ORDINARY)
def test_ordinary_mail_is_no_report(mail: Sample) -> None:
    assert read(mail.raw, Context()).kind is not Kind.BOUNCE
