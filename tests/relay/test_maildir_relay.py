"""Letters kept in a folder."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from service.relay import Accepted, Deferred, MaildirRelay, Outgoing, Refused, relay_from_url

LETTER = Outgoing("bounce@mentor.example.org", "mentee@example.org", b"Message-ID: <1@x>\r\n\r\nHello\r\n")


async def test_a_letter_is_a_file_with_its_envelope(tmp_path: Path) -> None:
    relay = relay_from_url(f"maildir:{tmp_path / 'a folder' / 'out'}")
    assert isinstance(await relay.send(LETTER), Accepted)
    [file] = (tmp_path / "a folder" / "out" / "new").iterdir()
    assert file.read_bytes() == (
        b"Return-Path: <bounce@mentor.example.org>\r\nDelivered-To: mentee@example.org\r\n" + LETTER.data
    )
    assert list((tmp_path / "a folder" / "out" / "tmp").iterdir()) == []


async def test_a_second_copy_is_seen_and_names_sort_in_order(tmp_path: Path) -> None:
    relay = MaildirRelay(tmp_path)
    for number in range(20):
        await relay.send(Outgoing("", "mentee@example.org", b"%d" % number))
    await asyncio.gather(relay.send(LETTER), relay.send(LETTER))
    bodies = [file.read_bytes() for file in sorted((tmp_path / "new").iterdir())]
    assert [int(body.rpartition(b"\n")[2]) for body in bodies[:20]] == list(range(20))
    assert bodies[20] == bodies[21]


async def test_a_folder_that_cannot_be_written_to_defers(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    result = await MaildirRelay(tmp_path / "file").send(LETTER)
    assert isinstance(result, Deferred) and result.relay_wide
    assert "Not a directory" in result.reply


@pytest.mark.parametrize("recipient", ["", "a\r\nBcc: b@example.org", "nobody"])
async def test_no_header_gets_in_by_an_address(tmp_path: Path, recipient: str) -> None:
    assert isinstance(await MaildirRelay(tmp_path / "out").send(Outgoing("", recipient, b"x")), Refused)
    assert not MaildirRelay(tmp_path / "out").path.exists()
