"""The address says which thread, not who."""

from __future__ import annotations

import string
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.addresses import Addresses, Purpose

OURS = Addresses("mentor.example.org", b"k" * 32, named=("Robin.Coordinator",))
OTHER_KEY = Addresses("mentor.example.org", b"x" * 32)
THREAD = UUID("0193a4f2-7c11-7d3e-8a55-1f2e3d4c5b6a")
THREAD_ADDRESS = OURS.thread_address(THREAD)
LOCAL = THREAD_ADDRESS.partition("@")[0]
TOKEN = LOCAL.partition("+")[2]


def test_a_thread_address_is_short_lowercase_and_fits_the_local_part() -> None:
    assert LOCAL.startswith("checkin+")
    assert len(LOCAL) <= 64
    assert set(TOKEN) <= set(string.ascii_lowercase + "234567")


@pytest.mark.parametrize(
    "written",
    [
        THREAD_ADDRESS,
        THREAD_ADDRESS.upper(),
        f"<{THREAD_ADDRESS}>",
        f"  {THREAD_ADDRESS} ",
        THREAD_ADDRESS + ".",
        THREAD_ADDRESS.replace("+", "%2B"),
        THREAD_ADDRESS.replace("+", "%2b"),
        THREAD_ADDRESS.replace("+", "-"),
        THREAD_ADDRESS.replace("+", "="),
        f'"{LOCAL}"@mentor.example.org',
        f'"checkin\\+{TOKEN}"@mentor.example.org',
        f'"checkin {TOKEN}"@mentor.example.org',
        f"checkin{TOKEN}@mentor.example.org",
        LOCAL,
    ],
)
def test_a_thread_is_found_however_a_client_writes_its_address(written: str) -> None:
    recipient = OURS.parse(written)
    assert (recipient.purpose, recipient.id) == (Purpose.THREAD, THREAD)
    assert OURS.accepts(written)


@pytest.mark.parametrize(
    ("written", "purpose", "name"),
    [
        ("checkin@mentor.example.org", Purpose.PLAIN, "checkin"),
        ("checkin", Purpose.PLAIN, "checkin"),
        ("checkin+@mentor.example.org", Purpose.PLAIN, "checkin"),
        ("checkin+nonsense@mentor.example.org", Purpose.PLAIN, "checkin"),
        ("checkin-anything@mentor.example.org", Purpose.PLAIN, "checkin"),
        (f"checkin+{TOKEN[:-1]}@mentor.example.org", Purpose.PLAIN, "checkin"),
        (f"checkin+{'a' * 42}@mentor.example.org", Purpose.PLAIN, "checkin"),
        (f"checkin+{'é' * 42}@mentor.example.org", Purpose.PLAIN, "checkin"),
        (OTHER_KEY.thread_address(THREAD), Purpose.PLAIN, "checkin"),
        (OURS.bounce_address(THREAD).replace("bounce", "checkin"), Purpose.PLAIN, "checkin"),
        (THREAD_ADDRESS.replace("checkin", "bounce"), Purpose.BOUNCE, "bounce"),
        ("bounce@mentor.example.org", Purpose.BOUNCE, "bounce"),
        ("postmaster", Purpose.PLAIN, "postmaster"),
        ("Postmaster@MENTOR.example.org", Purpose.PLAIN, "postmaster"),
        ("abuse@mentor.example.org", Purpose.PLAIN, "abuse"),
        ("robin.coordinator+weekly@mentor.example.org", Purpose.PLAIN, "robin.coordinator"),
        ("somebody@mentor.example.org", Purpose.UNKNOWN, ""),
        ("check@mentor.example.org", Purpose.UNKNOWN, ""),
        ("@mentor.example.org", Purpose.UNKNOWN, ""),
        ("", Purpose.UNKNOWN, ""),
        ("<>", Purpose.UNKNOWN, ""),
        ("user%elsewhere.example@mentor.example.org", Purpose.UNKNOWN, ""),
        ("checkin@elsewhere.example", Purpose.FOREIGN, ""),
        (f"{LOCAL}@mentor.example.org.elsewhere.example", Purpose.FOREIGN, ""),
        ("checkin@mentor.example.org@elsewhere.example", Purpose.FOREIGN, ""),
        ("checkin" + "x" * 400, Purpose.UNKNOWN, ""),
    ],
)
def test_what_an_address_without_a_good_token_means(written: str, purpose: Purpose, name: str) -> None:
    recipient = OURS.parse(written)
    assert (recipient.purpose, recipient.id, recipient.name) == (purpose, None, name)


@pytest.mark.parametrize(
    ("written", "refusal"),
    [
        (THREAD_ADDRESS, None),
        ("checkin+badtoken@mentor.example.org", None),
        ("bounce+badtoken@mentor.example.org", None),
        ("postmaster@mentor.example.org", None),
        ("somebody@mentor.example.org", "550 5.1.1"),
        ("checkin@elsewhere.example", "550 5.7.1"),
    ],
)
def test_rcpt_is_no_oracle_for_tokens_and_no_relay(written: str, refusal: str | None) -> None:
    answer = OURS.refusal(written)
    assert answer is None if refusal is None else answer is not None and answer.startswith(refusal)


def test_a_bounce_address_names_its_letter_and_opens_no_thread() -> None:
    recipient = OURS.parse(OURS.bounce_address(THREAD))
    assert (recipient.purpose, recipient.id) == (Purpose.BOUNCE, THREAD)


@pytest.mark.parametrize("change", range(len(TOKEN) - 1))
def test_any_changed_character_breaks_a_token(change: int) -> None:
    other = "a" if TOKEN[change] != "a" else "b"
    forged = TOKEN[:change] + other + TOKEN[change + 1 :]
    assert OURS.parse(f"checkin+{forged}@mentor.example.org").id is None


def test_a_message_id_names_its_letter() -> None:
    message_id = OURS.message_id(THREAD)
    assert message_id.startswith("<") and message_id.endswith("@mentor.example.org>")
    for written in (message_id, message_id.upper(), message_id[1:-1], f" {message_id}\r\n"):
        assert OURS.outbox_of_message_id(written) == THREAD


@pytest.mark.parametrize(
    "text",
    ["", "<>", f"<{THREAD}@mentor.example.org>", f"<mentormail.{THREAD.hex}@elsewhere.example>", "<" * 5000],
)
def test_other_message_ids_are_not_ours(text: str) -> None:
    assert OURS.outbox_of_message_id(text) is None


@pytest.mark.parametrize("name", ["", "with space", "a" * 22, "bounce", "bouncer", "b", "check+in"])
def test_a_name_that_leaves_no_room_for_tokens_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="address name"):
        Addresses("mentor.example.org", b"k" * 32, name)


@given(st.text())
def test_parse_never_raises(text: str) -> None:
    OURS.parse(text)
    OURS.parse(f"checkin+{text}@mentor.example.org")
    OURS.parse(f'"{text}"@mentor.example.org')
    OURS.outbox_of_message_id(text)


@given(st.uuids(), st.text(alphabet="abcdefghijklmnopqrstuvwxyz234567", min_size=42, max_size=42))
def test_only_our_own_tokens_hold(thread: UUID, guess: str) -> None:
    assert OURS.parse(OURS.thread_address(thread)).id == thread
    assert OURS.parse(OURS.bounce_address(thread)).id == thread
    assert OURS.parse(f"checkin+{guess}@mentor.example.org").id is None
