"""Addresses, names and subjects: checked, encoded, never able to begin a header of their own."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.headerregistry import Address
from email.message import EmailMessage
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from service.domain import LetterKind
from service.errors import UnusableAddress, UnusableLetter
from service.letters import Heading, check_address, headers, samples

HEADING = samples.heading(LetterKind.CHECKIN)
NAMES = [
    "Marisol Vega",
    "José Álvarez-Ng",
    "Vega, Marisol (she/her)",
    'Marisol "Mari" Vega \\',
    "マリソル・ベガ" * 12,
    "O'Brien; Bcc: <x@example.org>",
    "=?utf-8?q?=0D=0ABcc:_x?=",
    "",
    "A" * 300,
    "Grace 🎓 Okafor",
]


def parsed(heading: Heading, subject: str = "Hello") -> EmailMessage:
    message = message_from_bytes(headers.head(heading, subject) + b"\r\n", policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("dana@example.org", "dana@example.org"),
        ("dana.o'cole+lib@sub.example.org", "dana.o'cole+lib@sub.example.org"),
        ("dana@bücher.example", "dana@xn--bcher-kva.example"),
        ("root@localhost", "root@localhost"),
    ],
)
def test_addresses_that_can_be_written_to(address: str, expected: str) -> None:
    assert check_address(address) == expected


@pytest.mark.parametrize(
    "address",
    [
        "",
        "dana",
        "@example.org",
        "dana@",
        "dana@example.org\r\nBcc: x@example.org",
        "dana@example.org ",
        "dana@example.org,x@example.org",
        "dana@example.org)bob@example.com",
        "Dana <dana@example.org>",
        '"dana cole"@example.org',
        "dana..cole@example.org",
        ".dana@example.org",
        "dana@-example.org",
        "dana@example..org",
        "dana@[192.0.2.1]",
        "däna@example.org",
        "dana@exa mple.org",
        "dana@" + "a" * 64 + ".org",
        "dana@" + "é" * 70 + ".org",
        "d" * 65 + "@example.org",
        "dana@" + "a." * 130 + "org",
        "dana@example.org\0",
    ],
)
def test_addresses_that_cannot(address: str) -> None:
    with pytest.raises(UnusableAddress):
        check_address(address)


def test_the_error_shows_no_token() -> None:
    with pytest.raises(UnusableAddress) as error:
        check_address("checkin+secrettoken@exa mple.org")
    assert "secrettoken" not in str(error.value)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_read_as_it_was_written(name: str) -> None:
    [shown] = parsed(replace(HEADING, to_name=name))["To"].addresses
    assert shown.addr_spec == HEADING.to_address
    # headerregistry leaves a space between two encoded words of a name, against RFC 2047 §6.2.
    assert shown.display_name.replace(" ", "") == headers.one_line(name, limit=100).replace(" ", "")
    if " =?" not in headers.mailbox(name, HEADING.to_address):
        assert shown.display_name == headers.one_line(name, limit=100)


@pytest.mark.parametrize("name", ["Marisol Vega", "Vega, Marisol", 'Mari "M" Vega', "Dr. Vega"])
def test_a_plain_name_is_written_as_the_standard_library_writes_it(name: str) -> None:
    message = EmailMessage(policy=policy.SMTP)
    message["To"] = Address(name, addr_spec="m@example.org")
    assert message.as_bytes() == f"To: {headers.mailbox(name, 'm@example.org')}\r\n\r\n".encode()


@given(name=st.text(max_size=120), subject=st.text(max_size=250), sender=st.text(max_size=120))
@example(name="x\r\nBcc: y@example.org", subject="a\nBcc: y", sender="\r\n\r\nbody")
@example(name="=?utf-8?b?DQo=?=", subject="=?utf-8?q?=0D=0A?= x", sender="\ud800\u2028")
@settings(deadline=None, max_examples=300)
def test_no_name_and_no_subject_can_begin_a_header(name: str, subject: str, sender: str) -> None:
    block = headers.head(replace(HEADING, to_name=name, from_name=sender), subject)
    names = [line.partition(b":")[0] for line in block.split(b"\r\n") if line and line[:1] != b" "]
    expected = ["From", "To", "Reply-To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress"]
    if not headers.one_line(subject):
        expected.remove("Subject")
    assert [name.decode() for name in names] == expected
    assert block.isascii()
    assert b"\r" not in block.replace(b"\r\n", b"") and b"\n" not in block.replace(b"\r\n", b"")
    assert max(map(len, block.split(b"\r\n"))) <= 998


@given(st.text(max_size=300))
@settings(deadline=None, max_examples=300)
def test_a_subject_is_read_as_it_was_written(subject: str) -> None:
    clean = headers.one_line(subject, limit=200)
    assert str(parsed(HEADING, subject)["Subject"] or "") == clean


def test_a_long_subject_is_folded_within_78_columns() -> None:
    block = headers.head(HEADING, "Your mentoring check-in " * 8)
    assert max(map(len, block.split(b"\r\n"))) <= 78
    assert parsed(HEADING, "é" * 180)["Subject"] == "é" * 180


def test_the_date_is_the_readers() -> None:
    moment = datetime(2026, 11, 10, 17, 0, tzinfo=UTC)
    assert parsed(replace(HEADING, date=moment, zone=ZoneInfo("America/Los_Angeles")))["Date"] == (
        "Tue, 10 Nov 2026 09:00:00 -0800"
    )
    assert parsed(replace(HEADING, date=moment, zone=ZoneInfo("Asia/Kolkata")))["Date"] == (
        "Tue, 10 Nov 2026 22:30:00 +0530"
    )


def test_a_date_without_a_zone_is_refused() -> None:
    with pytest.raises(UnusableLetter, match="aware"):
        headers.head(replace(HEADING, date=datetime(2026, 11, 10)), "Hello")  # noqa: DTZ001  # that is the point


@pytest.mark.parametrize("bad", ["", "abc@example.org", "<a@b>\r\nBcc: x", "<a b@example.org>", "<é@example.org>"])
def test_our_own_message_id_must_be_one(bad: str) -> None:
    with pytest.raises(UnusableLetter, match="Message-ID"):
        headers.head(replace(HEADING, message_id=bad), "Hello")


def test_what_others_call_a_message_id_is_left_out_if_it_is_none() -> None:
    heading = replace(HEADING, in_reply_to="<x@y>\r\nBcc: z", references=("<a@example.org>", "junk", "<b@example.org>"))
    message = parsed(heading)
    assert "In-Reply-To" not in message
    assert message["References"] == "<a@example.org> <b@example.org>"


def test_a_long_thread_keeps_its_root_and_its_latest() -> None:
    references = tuple(f"<{n}@example.org>" for n in range(100))
    shown = str(parsed(replace(HEADING, references=references))["References"]).split()
    assert shown[0] == references[0]
    assert tuple(shown[1:]) == references[-20:]


def test_list_fields_stand_only_where_they_are_asked_for() -> None:
    assert not {"List-Id", "List-Unsubscribe"} & set(parsed(HEADING).keys())
    heading = replace(HEADING, list_id="suggestions.example.edu", list_unsubscribe="checkin+tok@example.edu")
    message = parsed(heading)
    assert message["List-Id"] == "<suggestions.example.edu>"
    assert message["List-Unsubscribe"] == "<mailto:checkin+tok@example.edu>"
    with pytest.raises(UnusableLetter, match="List-Id"):
        headers.head(replace(HEADING, list_id="x>\r\nBcc: y"), "Hello")
    with pytest.raises(UnusableAddress):
        headers.head(replace(HEADING, list_unsubscribe="x>\r\nBcc: y"), "Hello")
