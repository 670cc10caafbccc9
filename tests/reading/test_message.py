"""Bytes → Message: fields, charsets, parts, in the shapes in which real mail has them."""

from __future__ import annotations

import email
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.errors import UnreadableMail
from service.reading.mail import fields
from service.reading.mail.charsets import decode
from service.reading.mail.lines import MAX_LINE, Line, plain_lines
from service.reading.mail.lines import _lines as lines_one_by_one
from service.reading.mail.message import MAX_BYTES, MAX_HEADER_BYTES, parse_part, read_message
from service.reading.own_words.body import blocks_of, body_lines

REPLIES = Path(__file__).parents[1] / "replies" / "hundred"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("plain", "plain"),
        ("=?utf-8?q?Luc=C3=ADa_Barrientos?=", "Lucía Barrientos"),
        ("=?UTF-8?B?THVjw61h?=", "Lucía"),
        ("=?iso-8859-1?Q?caf=E9?= au lait", "café au lait"),
        ("=?utf-8?q?a?= =?utf-8?q?b?=", "ab"),
        ("=?utf-8?b?4pyI?=\n =?utf-8?b?77iP?=", "✈️"),
        ("=?utf-8*en?q?x?=", "x"),
        ("a =?utf-8?q?b?= c", "a b c"),
        ("=?nonsense?q?b=E9?=", "bé"),
        ("=?utf-8?x?b?=", "=?utf-8?x?b?="),
        ("=?utf-8?q?unfinished", "=?utf-8?q?unfinished"),
        ("=?ISO-2022-JP?B?GyRCRnxLXBsoQg==?=", "日本"),
    ],
)
def test_encoded_words(raw: str, text: str) -> None:
    assert fields.unstructured(raw.encode()) == text


def test_eight_bit_headers_are_read() -> None:
    assert fields.unstructured("Lucía".encode()) == "Lucía"
    assert fields.unstructured("Lucía".encode("latin-1")) == "Lucía"


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("ada@example.org", [("", "ada@example.org")]),
        ("Ada Example <ada@example.org>", [("Ada Example", "ada@example.org")]),
        (
            '"Example, Ada" <ada@example.org>, bo@example.org',
            [("Example, Ada", "ada@example.org"), ("", "bo@example.org")],
        ),
        ("ada@example.org (Ada Example)", [("", "ada@example.org")]),
        ("=?utf-8?q?Luc=C3=ADa?= <l@example.org>", [("Lucía", "l@example.org")]),
        ("Team: ada@example.org, bo@example.org;", [("", "ada@example.org"), ("", "bo@example.org")]),
        ("undisclosed-recipients:;", []),
        ("alice@example.org)bob@example.com", []),
        ("alice@example.org(x)bob@example.com", []),
        ("<alice@example.org> <bob@example.com>", []),
        ('"alice@example.org" <bob@example.com>', [("alice@example.org", "bob@example.com")]),
        ("alice@example.org <bob@example.com>", [("alice@example.org", "bob@example.com")]),
        ("alice@example.org\\,bob@example.com", [("", "bob@example.com")]),
        ("a b@example.org", []),
        ("<ada@example.org", []),
        ("ada", []),
        ("", []),
    ],
)
def test_addresses_beyond_doubt(value: str, found: list[tuple[str, str]]) -> None:
    assert fields.addresses(value.encode()) == found


def test_one_odd_mailbox_leaves_no_sender() -> None:
    assert fields.addresses(b"alice@example.org\\,bob@example.com", all_or_none=True) == []
    assert read_message(b"From: a b@example.org, bo@example.org\n\nx").envelope.from_addresses == ()


def test_field_beyond_its_bound_is_refused() -> None:
    with pytest.raises(fields.TooMuch):
        fields.addresses(b"(" * 5_000, all_or_none=True)
    with pytest.raises(fields.TooMuch):
        fields.unstructured(b"x" * 20_000)


@pytest.mark.parametrize(
    ("value", "parameters"),
    [
        ('text/plain; charset="utf-8"; format=flowed', {"charset": "utf-8", "format": "flowed"}),
        ("text/plain;charset=utf-8 ;\n x=y", {"charset": "utf-8", "x": "y"}),
        ('a/b; name="a;b\\"c"', {"name": 'a;b"c'}),
        ("a/b; name*=utf-8''caf%C3%A9.txt", {"name": "café.txt"}),
        ("a/b; name*0=win; name*1=mail.dat", {"name": "winmail.dat"}),
        ("a/b; name*0*=utf-8''caf; name*1*=%C3%A9", {"name": "café"}),
        ("a/b; broken", {}),
    ],
)
def test_parameters(value: str, parameters: dict[str, str]) -> None:
    assert fields.parameters(value.encode())[1] == parameters


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("Tue, 10 Nov 2026 09:14:22 -0800", datetime(2026, 11, 10, 17, 14, 22, tzinfo=UTC)),
        ("10 Nov 2026 09:14 GMT", datetime(2026, 11, 10, 9, 14, tzinfo=UTC)),
        ("Tue, 10 Nov 2026 09:14:22 -0000", datetime(2026, 11, 10, 9, 14, 22, tzinfo=UTC)),
        ("Tue, 10 Nov 2026 09:14:22 -0800 (PST)", datetime(2026, 11, 10, 17, 14, 22, tzinfo=UTC)),
        ("Tue, 99 Nov 2026 99:14:22 -0800", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates(value: str, moment: datetime | None) -> None:
    assert fields.instant(value.encode()) == moment


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        ("é".encode(), "utf-8", "é"),
        ("é".encode("latin-1"), "iso-8859-1", "é"),
        (b"\x93quoted\x94", "iso-8859-1", "“quoted”"),
        ("é".encode(), "us-ascii", "é"),
        ("é".encode("cp1252"), None, "é"),
        ("日本".encode("iso-2022-jp"), "ISO-2022-JP", "日本"),
        ("中文".encode("gb18030"), "gb2312", "中文"),
        ("한국".encode("cp949"), "ks_c_5601-1987", "한국"),
        ("Привет".encode("koi8-r"), "koi8-r", "Привет"),
        (b"abc", "punycode", "abc"),
        (b"abc", "unicode_escape", "abc"),
        (b"abc", "zlib", "abc"),
    ],
)
def test_charsets(data: bytes, charset: str | None, text: str) -> None:
    assert decode(data, charset) == text


@pytest.mark.parametrize("ending", [b"\r\n", b"\n", b"\r"])
def test_line_ends_of_every_kind(ending: bytes) -> None:
    raw = b"From: ada@example.org\nSubject: a\n b\n\nline one\nline two\n".replace(b"\n", ending)
    message = read_message(raw)
    assert message.envelope.subject == "a b"
    assert message.root.text().split() == ["line", "one", "line", "two"]


@pytest.mark.parametrize("path", sorted(REPLIES.glob("*.eml"))[::4], ids=lambda path: path.stem)
def test_agrees_with_the_standard_parser_on_sound_mail(path: Path) -> None:
    raw = path.read_bytes()
    theirs = email.message_from_bytes(raw)
    ours = parse_part(raw)
    assert [part.content_type for part in ours.walk() if part.content_type != "message/rfc822"] == [
        part.get_content_type()
        for part in theirs.walk()
        if part.get_content_type() in {p.content_type for p in ours.walk()}
    ][: len(list(ours.walk()))] or any(part.content_type == "message/rfc822" for part in ours.walk())
    texts = [part.content() for part in ours.walk() if part.content_type in ("text/plain", "text/html")]
    expected = [
        part.get_payload(decode=True)
        for part in theirs.walk()
        if part.get_content_type() in ("text/plain", "text/html")
    ]
    for mine, their in zip(texts, expected, strict=False):
        assert isinstance(their, bytes)
        assert mine.rstrip() == their.replace(b"\r\n", b"\n").rstrip()


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="abc éß中\n.>-", max_size=300), st.sampled_from(["quoted-printable", "base64", "8bit"]))
def test_what_the_standard_library_writes_is_read_back(text: str, encoding: str) -> None:
    message = EmailMessage()
    message["From"] = "ada@example.org"
    message["Subject"] = "Grüße aus 東京 " * 4
    message.set_content(text, cte=encoding)
    message.add_alternative(f"<p>{text}</p>", subtype="html", cte=encoding)
    ours = read_message(message.as_bytes())
    assert ours.envelope.subject == ("Grüße aus 東京 " * 4).strip()
    assert ours.root.children[0].text().split() == text.split()


def test_multipart_without_its_end_is_read() -> None:
    raw = b"Content-Type: multipart/mixed; boundary=b\n\npreamble\n--b\nContent-Type: text/plain\n\nwords"
    assert [part.content_type for part in parse_part(raw).walk()] == ["multipart/mixed", "text/plain"]


def test_multipart_without_parts_is_text() -> None:
    raw = b"Content-Type: multipart/mixed; boundary=b\n\njust words"
    assert parse_part(raw).content_type == "text/plain"


def test_mailbox_line_and_leading_blank_lines_are_passed_over() -> None:
    assert read_message(b"\n\nFrom ada Tue Nov 10\nSubject: x\n\nwords").envelope.subject == "x"


def test_attachments_and_attached_mails_are_no_body() -> None:
    raw = (
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nwords\n"
        b"--b\nContent-Type: text/plain; name=notes.txt\nContent-Disposition: attachment\n\nnotes\n"
        b"--b\nContent-Type: message/rfc822\n\nSubject: x\n\nold\n--b--\n"
    )
    assert body_lines(blocks_of(parse_part(raw)), html=False) == [Line("words")]


def test_text_around_an_attachment_is_one_body() -> None:
    raw = (
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nbefore\n"
        b"--b\nContent-Type: image/png\n\nxxx\n--b\nContent-Type: text/plain\n\nafter\n--b--\n"
    )
    assert [line.text for line in body_lines(blocks_of(parse_part(raw)), html=False) if line.text] == [
        "before",
        "after",
    ]


def test_flowed_lines_are_joined_at_their_depth() -> None:
    text = "one \ntwo\n> three \n> four\n>> five \n> six\n from-stuffed\n-- \nAda"
    assert [(line.text, line.depth) for line in plain_lines(text, flowed=True)] == [
        ("one two", 0),
        ("three four", 1),
        ("five", 2),
        ("six", 1),
        ("from-stuffed", 0),
        ("--", 0),
        ("Ada", 0),
    ]


def test_delsp_takes_the_space_away() -> None:
    assert plain_lines("日 \n本", flowed=True, delsp=True)[0].text == "日本"


@pytest.mark.parametrize(
    ("line", "depth", "text"),
    [("> a", 1, "a"), (">> a", 2, "a"), ("> > a", 2, "a"), (" > a", 1, "a"), ("AE> a", 1, "a"), ("a > b", 0, "a > b")],
)
def test_quote_marks_are_counted(line: str, depth: int, text: str) -> None:
    (found,) = plain_lines(line)
    assert (found.depth, found.text) == (depth, text)


QUOTED = st.sampled_from(
    [
        *(
            "> ",
            ">",
            ">a",
            "> a ",
            ">  a",
            "> > a",
            ">>b",
            ">\tc",
            "> \td",
            ">From e",
            "> From e",
            "",
            " ",
            " > f",
            "g",
        ),
        *("< h", "| i", "AB> j", "> AB> j", "```", ">>> k", "> \u00a0l", "> caf\u00e9 ", ">\u200bm"),
    ]
)
PLAINLY_QUOTED = st.sampled_from(["> a", "> b ", ">", ">c", ">  d", "> \te", "> caf\u00e9", ""])


@given(
    above=st.lists(QUOTED, max_size=3),
    quote=st.lists(QUOTED, max_size=6) | st.lists(PLAINLY_QUOTED, max_size=6),
    end=st.sampled_from(["", "\n"]),
)
def test_a_quote_taken_whole_is_what_its_lines_are_one_by_one(above: list[str], quote: list[str], end: str) -> None:
    text = "\n".join([*above, *quote]) + end
    assert plain_lines(text) == lines_one_by_one(text)


def test_a_long_line_of_a_quote_is_cut_as_ever() -> None:
    text = "Hi\n\n> " + "a" * (2 * MAX_LINE) + "\n> b"
    assert plain_lines(text) == lines_one_by_one(text)


@pytest.mark.parametrize("short", range(12))
def test_a_header_beyond_its_bound_is_refused_wherever_the_bound_falls(short: int) -> None:
    head = b"From: ada@example.org\n"
    long = b"X-Long: ".ljust(MAX_HEADER_BYTES - len(head) - short, b"a")
    with pytest.raises(UnreadableMail, match="the header is larger than 256 kB"):
        parse_part(head + long + b"\nX-Next: a\nX-Last: b\n\nWe met.\n")


def test_too_large_a_mail_is_refused() -> None:
    with pytest.raises(UnreadableMail):
        read_message(b"x" * (MAX_BYTES + 1))
