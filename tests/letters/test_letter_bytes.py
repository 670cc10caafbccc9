"""Finished letters: golden headers, the wire's rules, both parts alike, and nothing a value can break."""

import json
import re
from email import message_from_bytes, policy
from email.headerregistry import Address
from email.message import EmailMessage
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from service.domain import QUESTIONS, LetterKind
from service.errors import UnusableLetter
from service.letters import Filled, Heading, Letters, samples, skeleton
from service.letters.clean import one_line

LETTERS = Letters.load()
CASES = [(kind, variant) for kind in LetterKind for variant in samples.values(kind)]

FROM = "Librarian Mentoring Program <checkin+mzxw6ytboi4dmnzs@mentoring.example.edu>"
MARISOL = "Marisol Vega <marisol.vega@example.org>"
GRACE = "Grace Okafor <grace.okafor@example.edu>"
REPLY_HEADERS = {
    "In-Reply-To": "<reply.1@mail.example.org>",
    "References": "<checkin.1@mentoring.example.edu> <reply.1@mail.example.org>",
    "Auto-Submitted": "auto-replied",
}
GOLDEN = {
    LetterKind.WELCOME: {"Subject": "Welcome: you and Dana Cole"},
    LetterKind.CHECKIN: {"Subject": "Your mentoring check-in for November, with Dana"},
    LetterKind.REMINDER: {"Subject": "Re: Your mentoring check-in for November, with Dana"},
    LetterKind.RECEIPT: {"Subject": "Re: Your mentoring check-in for November"} | REPLY_HEADERS,
    LetterKind.QUESTION: {"Subject": "Re: Your mentoring check-in for November"} | REPLY_HEADERS,
    LetterKind.SUGGESTION: {"Subject": "Before you and Dana meet on Thursday, December 3 at 2 pm"},
    LetterKind.SUMMARY: {
        "Subject": "Librarian Mentoring Program, November 16 to 22: 3 of 6 have met",
        "To": GRACE,
    },
    LetterKind.CONFIRM: {"Subject": "Was this mail yours?"},
    LetterKind.ORDER: {"Subject": "Re: Librarian Mentoring Program, November 9 to 15", "To": GRACE} | REPLY_HEADERS,
    LetterKind.NOTE: {"Subject": "Re: Your mentoring check-in for November"} | REPLY_HEADERS,
    LetterKind.AGREEMENT: {"Subject": "Re: Welcome: you and Dana Cole"} | REPLY_HEADERS,
    LetterKind.AGENDA: {"Subject": "What Dana would like to talk about on Thursday, December 3 at 2 pm"},
    LetterKind.INVITATION: {"Subject": "You and Dana, Thursday, December 3 at 2 pm"},
    LetterKind.TOPICS: {"Subject": "Re: Your mentoring check-in for November"} | REPLY_HEADERS,
    LetterKind.HALFWAY: {"Subject": "Half-way: you and Dana"},
    LetterKind.FAREWELL: {"Subject": "Thank you, and three last questions"},
    LetterKind.DIFFER: {"Subject": "Once more: did you and Dana meet in November?"},
    LetterKind.GUIDE: {"Subject": "Re: Your mentoring check-in for November"} | REPLY_HEADERS,
}


def render(kind: LetterKind, variant: str = "", **changed: object) -> bytes:
    values = samples.values(kind)
    return LETTERS.render(kind, values.get(variant, next(iter(values.values()))) | changed, samples.heading(kind))


def parse(wire: bytes) -> EmailMessage:
    message = message_from_bytes(wire, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert not any(part.defects for part in message.walk())
    return message


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


class Shown(HTMLParser):
    """The words and tags of a page as they are shown, head and style left out."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._hidden = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._hidden += tag in ("head", "style")
        self.text += "" if tag in ("strong", "a") else " "

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("head", "style")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.text += data

    @property
    def words(self) -> list[str]:
        return self.text.split()


@pytest.mark.parametrize("kind", LetterKind)
def test_golden_headers(kind: LetterKind) -> None:
    expected = {
        "From": FROM,
        "To": MARISOL,
        "Reply-To": FROM,
        "Date": "Tue, 10 Nov 2026 09:00:00 -0800",
        "Message-ID": f"<{kind}.0198a1b2@mentoring.example.edu>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "DR, RN, NRN, AutoReply",
        "MIME-Version": "1.0",
    } | GOLDEN[kind]
    message = parse(render(kind))
    shown = dict(message.items())
    assert re.fullmatch(r'multipart/alternative; boundary="=_[0-9a-f]{24}"', shown.pop("Content-Type"))
    assert shown == expected
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]


@pytest.mark.parametrize(("kind", "variant"), CASES)
def test_the_wire_is_seven_bit_crlf_and_short_lines(kind: LetterKind, variant: str) -> None:
    wire = render(kind, variant, first_name="Zoë 🎓 " + "x" * 3000)
    lines = wire.split(b"\r\n")
    assert wire.isascii() and b"\0" not in wire
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    assert max(map(len, lines)) <= 78
    assert wire.endswith(b"--\r\n")


@pytest.mark.parametrize(("kind", "variant"), CASES)
def test_a_letter_equals_what_email_message_makes(kind: LetterKind, variant: str) -> None:
    values, heading = samples.values(kind)[variant], samples.heading(kind)
    filled = LETTERS.fill(kind, values)
    assert_same(skeleton.assemble(heading, filled), by_email_message(heading, filled).as_bytes())


def by_email_message(heading: Heading, filled: Filled) -> EmailMessage:
    message = EmailMessage(policy=policy.SMTP)
    sender = Address(heading.from_name, addr_spec=heading.from_address)
    message["From"] = sender
    message["To"] = Address(heading.to_name, addr_spec=heading.to_address)
    message["Reply-To"] = sender
    message["Subject"] = filled.subject
    message["Date"] = heading.date.astimezone(heading.zone)
    message["Message-ID"] = heading.message_id
    if heading.in_reply_to:
        message["In-Reply-To"] = heading.in_reply_to
        message["References"] = " ".join(heading.references)
    message["Auto-Submitted"] = heading.auto_submitted
    message["X-Auto-Response-Suppress"] = "DR, RN, NRN, AutoReply"
    message.set_content(filled.text, cte="quoted-printable", params={"format": "flowed"})
    message.add_alternative(filled.html, subtype="html", cte="quoted-printable")
    return message


def raw_headers(wire: bytes) -> list[bytes]:
    head = wire.partition(b"\r\n\r\n")[0].replace(b"\r\n ", b" ")
    return sorted(line for line in head.split(b"\r\n") if not line.startswith(b"Content-Type"))


def assert_same(ours: bytes, theirs: bytes) -> None:
    assert raw_headers(ours) == raw_headers(theirs)
    parts = list(parse(ours).iter_parts()), list(parse(theirs).iter_parts())
    for our, their in zip(*parts, strict=True):
        assert dict(our.items()) == {name: value for name, value in their.items() if name != "MIME-Version"}
        assert our.get_payload(decode=True) == their.get_payload(decode=True)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=400))
@example("ends in a space \n\tand a tab\t\n.\nFrom here\n=\n")
@example("a" * 74 + " \n" + "a" * 75 + " \n" + "a" * 76 + "\n" + "é" * 60)
@settings(deadline=None)
def test_quoted_printable_gives_back_what_it_was_given(text: str) -> None:
    from quopri import decodestring

    encoded = skeleton.quoted_printable(text)
    assert decodestring(encoded).decode() == (text if text.endswith("\n") else text + "\n").replace("\n", "\r\n")
    assert all(len(line) <= 76 and line[-1:] not in (b" ", b"\t") for line in encoded.split(b"\r\n"))
    assert b"=_" not in encoded


def words_of_text(text: str) -> list[str]:
    """The words of a text part without its marks: bullets, the signature's separator, addresses behind names."""
    lines = [line for line in text.split("\n") if line.strip() != "--"]
    bare = [re.sub(r"^ ?(?:- )?", "", line) for line in lines]
    return re.sub(r" +<[^<>\s]+@[^<>\s]+>", "", " ".join(bare)).split()


@pytest.mark.parametrize(("kind", "variant"), CASES)
def test_both_parts_say_the_same(kind: LetterKind, variant: str) -> None:
    message = parse(render(kind, variant))
    if kind is LetterKind.WELCOME or kind is LetterKind.SUMMARY:
        # A cell that wraps in the text's columns mixes with its neighbours: compare what is said, not the order.
        assert sorted(words_of_text(body(message, "plain"))) == sorted(Shown(body(message, "html")).words)
    else:
        assert words_of_text(body(message, "plain")) == Shown(body(message, "html")).words


@pytest.mark.parametrize(("kind", "variant"), CASES)
def test_every_letter_says_who_sees_the_answer(kind: LetterKind, variant: str) -> None:
    assert "Who sees" in LETTERS.fill(kind, samples.values(kind)[variant]).text


@pytest.mark.parametrize("kind", [LetterKind.CHECKIN, LetterKind.REMINDER])
def test_the_questions_stand_on_lines_of_their_own(kind: LetterKind) -> None:
    message = parse(render(kind))
    lines = body(message, "plain").split("\n")
    for number, question in enumerate(QUESTIONS, 1):
        assert f"{number}. {question}" in lines
        assert re.search(f"<p[^>]*>{re.escape(f'{number}. {question}')}</p>", body(message, "html"))
    # Who presses Return within an <ol> renumbers what is below.
    assert "<ol" not in body(message, "html")


@pytest.mark.parametrize(("kind", "variant"), CASES)
def test_nothing_is_fetched_and_nothing_is_tracked(kind: LetterKind, variant: str) -> None:
    page = Shown(body(parse(render(kind, variant)), "html"))
    allowed = {"html", "head", "meta", "title", "style", "body", "div", "p", "br", "strong", "a"}
    assert {tag for tag, _ in page.tags} <= allowed | {
        "h2",
        "h3",
        "ul",
        "li",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }
    links = [attributes["href"] or "" for _, attributes in page.tags if "href" in attributes]
    assert all(link.startswith("mailto:") for link in links)


def test_the_partners_answer_does_not_show_in_a_reminder() -> None:
    told = body(parse(render(LetterKind.REMINDER, "partner-told")), "plain")
    assert "own view counts too" in told
    assert not re.search(r"Dana (has|told|met|says|answered|wrote)", told)


def with_every_string(value: Any, text: str) -> Any:
    """The same plain data with each string replaced."""
    if isinstance(value, str):
        return text
    if isinstance(value, list):
        return [with_every_string(item, text) for item in value]
    return {key: with_every_string(item, text) for key, item in value.items()} if isinstance(value, dict) else value


NASTY = ["<script>", "</td>", "<b>", "<!--", "&amp;", '"', "'", "{{7*7}}", "{%x%}", "qzs0qz", "[x](http://y.org)"]
NASTY += ["\r\n", "\n\n", " ", "\x1f", "\u2028", "\u202e", "\ud800", "--", "1.", "Bcc:x@y.org", "=?utf-8?q?=0A?="]
HOSTILE = st.text(max_size=80) | st.lists(st.sampled_from(NASTY), max_size=8).map("".join)


@pytest.mark.parametrize("kind", LetterKind)
@given(text=HOSTILE)
@example(text="<script>\r\n\r\nBcc: x@y.org\x1f--=_0\r\n</td><!-- {{ 7*7 }} =?utf-8?q?=0A?=")
@settings(deadline=None, max_examples=60)
def test_no_value_breaks_out_of_its_place(kind: LetterKind, text: str) -> None:
    ordinary = next(iter(samples.values(kind).values()))
    kept = {name: ordinary[name] for name in ("role",) if name in ordinary}
    hostile = parse(LETTERS.render(kind, with_every_string(ordinary, text) | kept, samples.heading(kind)))
    harmless = parse(LETTERS.render(kind, with_every_string(ordinary, "word") | kept, samples.heading(kind)))
    assert [name for name in hostile if name != "Subject"] == [name for name in harmless if name != "Subject"]
    page, expected = Shown(body(hostile, "html")), Shown(body(harmless, "html"))
    if one_line(text):
        assert [tag for tag, _ in page.tags] == [tag for tag, _ in expected.tags]
    assert [set(attributes) for tag, attributes in page.tags if tag == "a"] <= [
        set(attributes) for tag, attributes in expected.tags if tag == "a"
    ]
    assert len([part for part in hostile.walk()]) == 3
    control = re.compile("[\x00-\x09\x0b-\x1f\x7f\u2028\u202e]")
    assert not control.search(body(hostile, "plain")) and not control.search(body(hostile, "html"))


def test_a_reply_cannot_smuggle_a_paragraph_or_markup() -> None:
    recorded = "you met\n\n6. Is there anything?\n\n<b>bold</b> & {{ program }}"
    message = parse(render(LetterKind.RECEIPT, recorded=recorded))
    said = "Recorded: you met 6. Is there anything? <b>bold</b> & {{ program }}. Not right? Just reply."
    assert said in body(message, "plain").replace(" \n", " ")
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; {{ program }}" in body(message, "html")


def test_what_calls_itself_safe_html_is_escaped_all_the_same() -> None:
    message = parse(render(LetterKind.CHECKIN, first_name=Markup("<b>Marisol</b>")))
    assert "Dear &lt;b&gt;Marisol&lt;/b&gt;," in body(message, "html")


def test_an_address_in_a_link_cannot_add_to_it() -> None:
    message = parse(render(LetterKind.CHECKIN, coordinator_email='g@example.edu?bcc=x@y.org&"><b>'))
    links = [attributes["href"] for tag, attributes in Shown(body(message, "html")).tags if tag == "a"]
    assert links == ["mailto:g@example.edu%3Fbcc%3Dx@y.org%26%22%3E%3Cb%3E"]


@pytest.mark.parametrize(("kind", "variant"), CASES)
def test_frozen_values_give_the_same_bytes_after_json(kind: LetterKind, variant: str) -> None:
    values, heading = samples.values(kind)[variant], samples.heading(kind)
    thawed = json.loads(json.dumps(values))
    assert LETTERS.render(kind, thawed, heading) == LETTERS.render(kind, values, heading)


def test_the_same_letter_is_the_same_bytes_however_often_it_is_made() -> None:
    assert Letters.load().render(
        LetterKind.CHECKIN, samples.values(LetterKind.CHECKIN)[""], samples.heading(LetterKind.CHECKIN)
    ) == render(LetterKind.CHECKIN)


def test_values_are_plain_data() -> None:
    with pytest.raises(UnusableLetter, match="plain data"):
        render(LetterKind.CHECKIN, first_name=object())
