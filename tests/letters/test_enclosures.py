"""Files that go with letters: attached for people, and a form of the letter itself for calendars."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from service.domain import LetterKind
from service.errors import UnusableLetter
from service.letters import samples
from service.letters.enclosure import Enclosure
from service.letters.letterbox import Letters

LETTERS = Letters.load()
CALENDAR = "BEGIN:VCALENDAR\nMETHOD:REQUEST\nSUMMARY:Zoë and Dana\nEND:VCALENDAR\n"


def render(enclosure: Enclosure) -> bytes:
    kind = LetterKind.CHECKIN
    return LETTERS.render(kind, samples.values(kind)[""], samples.heading(kind), enclosure)


def parsed(wire: bytes) -> EmailMessage:
    return message_from_bytes(wire, policy=default)


def test_a_file_is_attached_beside_the_letter() -> None:
    message = parsed(render(Enclosure(media_type="text/csv", filename="records.csv", text="name,met\nZoë,yes\n")))
    letter, file = message.iter_parts()
    assert message.get_content_type() == "multipart/mixed"
    assert [part.get_content_type() for part in letter.iter_parts()] == ["text/plain", "text/html"]
    assert (file.get_content_type(), file.get_filename()) == ("text/csv", "records.csv")
    assert file.get_content_disposition() == "attachment"
    assert file.get_payload(decode=True) == "name,met\r\nZoë,yes\r\n".encode()


def test_an_invitation_is_a_form_of_the_letter_and_a_file_too() -> None:
    """Gmail and Apple read the alternative (RFC 6047 §2.4); some Outlooks and Thunderbirds take the file."""
    enclosure = Enclosure(media_type="text/calendar", filename="invite.ics", text=CALENDAR, method="REQUEST")
    letter, file = parsed(render(enclosure)).iter_parts()
    *_, calendar = letter.iter_parts()
    assert calendar.get_content_type() == "text/calendar"
    assert (calendar.get_param("method"), calendar.get_content_charset()) == ("REQUEST", "utf-8")
    assert calendar.get_payload(decode=True) == file.get_payload(decode=True) == CALENDAR.replace("\n", "\r\n").encode()
    assert file.get_filename() == "invite.ics"


def test_the_wire_stays_seven_bit_crlf_and_short_lines() -> None:
    wire = render(
        Enclosure(media_type="application/json", filename="my-data.json", text='{"words": "' + "é" * 9_000 + '"}')
    )
    assert wire.isascii()
    assert max(map(len, wire.split(b"\r\n"))) <= 78
    assert b"\n" not in wire.replace(b"\r\n", b"")


@pytest.mark.parametrize("filename", ['a"b.csv', "a\r\nBcc: x@example.org", "", "é.csv"])
def test_a_name_that_could_begin_a_header_is_refused(filename: str) -> None:
    with pytest.raises(UnusableLetter):
        render(Enclosure(media_type="text/csv", filename=filename, text=""))
