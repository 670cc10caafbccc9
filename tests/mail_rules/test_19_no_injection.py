"""Rule 19. No name, topic, subject, roster cell or reply can put a header or a paragraph into a letter: what stands in
it comes out as itself. (Byte skeletons are held equal to EmailMessage's in tests/letters/test_letter_bytes.py.)"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from office import DOMAIN, GRACE, PACIFIC, Office, mail, parsed, talking

from service.errors import RosterError

COLUMNS = "mentor_name,mentor_email,mentee_name,mentee_email,started_on\n"
HEADERS = {
    *("From", "To", "Reply-To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Auto-Submitted"),
    *("X-Auto-Response-Suppress", "MIME-Version", "Content-Type", "List-Id", "List-Unsubscribe"),
}
NAMES = [
    'Ada "The Great" Moss',
    "Moss, Ada <boss@example.org>",
    "Ada Moss; Bcc: x@example.org",
    "=?utf-8?q?Bcc:_x?=",
    "Zoë Ünïcode 🎓",
    "<script>alert(1)</script>",
    "{{ 7 * 7 }} {% include 'x' %}",
    "[link](https://evil.example) **bold** ![x](http://evil.example/p.gif)",
    "Ada\\",
]


@pytest.mark.parametrize("name", NAMES)
async def test_a_name_comes_out_as_itself(tmp_path: Path, database_url: str, redis_setting: str, name: str) -> None:
    cell = '"' + name.replace('"', '""') + '"'
    roster = f"{COLUMNS}Grace Lin,{GRACE},{cell},ada@example.edu,2026-09-01\n"
    async with Office.open(tmp_path, database_url, redis_setting, roster=roster) as office:
        await office.step_to(datetime(2026, 11, 2, 10, 30, tzinfo=PACIFIC))
        [to_ada], [to_grace] = office.letters_to("ada@example.edu"), office.letters_to(GRACE)
        for letter in (to_ada, to_grace):
            assert set(letter.keys()) <= HEADERS and len(letter.keys()) == len(set(letter.keys()))
            html = letter.get_body(("html",)).get_content()
            assert "<script" not in html and 'evil.example/p.gif"' not in html and 'href="https://evil' not in html
        [address] = to_ada["To"].addresses
        assert address.addr_spec == "ada@example.edu" and address.display_name == name
        assert {each.recipient for each in office.sink.letters} == {"ada@example.edu", GRACE}


@pytest.mark.parametrize("cell", ["Ada\r\nBcc: x@example.org", "Ada\nMoss", "Ada\x00Moss"])
async def test_a_name_of_several_lines_gets_no_header_in(office: Office, cell: str) -> None:
    roster = f'{COLUMNS}Ida,ida@example.edu,"{cell}",bo@example.edu,2026-09-01\n'
    try:
        await office.enrol(roster)
    except RosterError:
        return
    await office.step_to(datetime(2026, 11, 2, 10, 30, tzinfo=PACIFIC))
    for letter in (parsed(each.data) for each in office.sink.letters):
        assert set(letter.keys()) <= HEADERS


@pytest.mark.parametrize(
    "address", ["ada@example.edu\r\nBcc: x@example.org", "ada@example.edu> <x@example.org", "a,b@example.edu", "ada"]
)
async def test_an_address_that_is_more_than_one_is_refused_at_the_door(office: Office, address: str) -> None:
    roster = f'mentor_name,mentor_email,mentee_name,mentee_email\nIda,ida@example.edu,Bo,"{address}"\n'
    with pytest.raises(RosterError):
        await office.enrol(roster)


SUBJECTS = [
    "=?utf-8?q?x=0D=0ABcc:_x@example.org?=",
    "=?utf-8?b?eA0KDQo8c2NyaXB0Pg==?=",
    "Re: Re: AW: {{ first_name }} <b>bold</b>",
    "x" * 900,
]


@pytest.mark.parametrize("subject", SUBJECTS)
async def test_a_replys_subject_and_words_get_nothing_into_the_receipt(november: Office, subject: str) -> None:
    raw = (
        f"From: {GRACE}\r\nSubject: {subject}\r\nMessage-ID: <a\r\n b@c.example>\r\nReferences: <x@y.example>\r\n"
        "\r\nWe met on November 3.\r\n\r\n--=_0\r\nBcc: x@example.org\r\n\r\n<script>alert(1)</script>\r\n"
    )
    async with talking(november.port) as client:
        await client.envelope(f"checkin@{DOMAIN}", sender=GRACE)
        assert (await client.data(raw.encode())).startswith("250")
    await november.app.work()
    receipt = november.letters_to(GRACE)[-1]
    assert receipt["Auto-Submitted"] == "auto-replied"
    assert set(receipt.keys()) <= HEADERS and not receipt.defects
    assert [part.get_content_type() for part in receipt.iter_parts()] == ["text/plain", "text/html"]
    assert "<script" not in receipt.get_body(("html",)).get_content()
    assert november.sink.letters[-1].recipient == GRACE


async def test_an_address_in_question_gets_nothing_into_the_letter_that_asks(november: Office) -> None:
    token = november.letters_to(GRACE)[-1]["Reply-To"].addresses[0].addr_spec
    sender = "click+https://evil.example/{{7*7}}<b>@example.net"
    await november.deliver(mail("x@example.net", token, "We met."), "x@example.net", token)
    raw = f"From: <{sender}>\r\n\r\nWe met.\r\n".encode()
    await november.deliver(raw, "x@example.net", token)
    for letter in november.letters_to(GRACE):
        assert set(letter.keys()) <= HEADERS
        assert 'href="https://evil' not in letter.get_body(("html",)).get_content()
