"""HTML of many clients → lines with what is quoted and what is a signature."""

from __future__ import annotations

import re

import pytest

from service.domain import QUESTIONS
from service.reading.mail.html import above_quote, html_lines
from service.reading.own_words.labels import Writer
from service.reading.own_words.reply_text import own_words

ADA = Writer(frozenset({"ada", "ada example"}), QUESTIONS)
ON = "On Tue, Nov 10, 2026 at 9:07 AM Bo Other &lt;<a href='mailto:bo@example.org'>bo@example.org</a>&gt; wrote:"
HEAD = (
    "<b>From:</b> Bo Other &lt;bo@example.org&gt;<br><b>Sent:</b> Friday<br><b>To:</b> Ada<br><b>Subject:</b> Check-in"
)


def own(html: str) -> str:
    return own_words(html_lines(html), ADA).text


CLIENTS = {
    "Gmail": f"<div dir='ltr'>Yes, Tuesday.</div><br><div class='gmail_quote gmail_quote_container'><div "
    f"class='gmail_attr'>{ON}<br>"
    "</div><blockquote class='gmail_quote' style='margin:0 0 0 .8ex;border-left:1px #ccc solid'>Did you "
    "meet?</blockquote></div>",
    "Gmail, signature": "<div>Yes, Tuesday.</div><span class='gmail_signature_prefix'>-- </span><br>"
    "<div class='gmail_signature'><div>Ada Example</div><div>Head</div></div>",
    "Gmail, through another's "
    "reply": f"<div>Yes, Tuesday.</div><div class='x_gmail_quote'>{ON}<blockquote>Did you?</blockquote></div>",
    "Outlook, desktop": "<p class=MsoNormal>Yes, Tuesday.<o:p></o:p></p><div><div style='border:none;border-top:solid "
    "#E1E1E1 1.0pt;"
    f"padding:3.0pt 0in 0in 0in'><p class=MsoNormal>{HEAD}</p></div></div><p class=MsoNormal>Did you meet?</p>",
    "Outlook, in a language nobody told "
    "us": "<p class=MsoNormal>Yes, Tuesday.</p><div style='border:none;border-top:solid #B5C4DF 1.0pt'>"
    "<p class=MsoNormal>Xyz: Bo<br>Abc: Friday<br>Def: Ada<br>Ghi: Check-in</p></div><p class=MsoNormal>Did "
    "you meet?</p>",
    "Outlook, "
    "web": f"<div>Yes, Tuesday.</div><div id='appendonsend'></div><hr><div id='divRplyFwdMsg'>{HEAD}</div><div>Did "
    f"you?</div>",
    "Outlook, web, "
    "x_": f"<div>Yes, Tuesday.</div><hr tabindex='-1'><div id='x_divRplyFwdMsg'>{HEAD}</div><div>Did you?</div>",
    "Outlook, "
    "mobile": "<div>Yes, Tuesday.</div><div id='ms-outlook-mobile-signature'>Get <a href='#'>Outlook for iOS</a></div>"
    f"<hr><div id='divRplyFwdMsg'>{HEAD}</div><div>Did you?</div>",
    "Outlook, new on "
    "phones": "<div>Yes, Tuesday.</div><div id='mail-editor-reference-message-container'><div>Did you?</div></div>",
    "Apple": f"<div>Yes, Tuesday.<br><div><br><blockquote type='cite'><div>{ON}</div><br><div>Did you?</div>"
    f"</blockquote></div></div>",
    "iPhone": "<div>Yes, Tuesday.</div><div><br></div><div id='AppleMailSignature'>Sent from my iPhone</div><div><br>"
    f"{ON}<br><br></div><blockquote type='cite'><div>Did you?</div></blockquote>",
    "Thunderbird": "<p>Yes, Tuesday.</p><div class='moz-cite-prefix'>Bo, 10.11.26 09:07:<br></div><blockquote "
    "type='cite'>Did you?"
    "</blockquote><div class='moz-signature'>-- <br>Ada</div>",
    "Yahoo": f"<div>Yes, Tuesday.</div><div id='ydp1a2b3c4dyahoo_quoted_1' class='ydp1a2b3c4dyahoo_quoted'><div>"
    f"{ON}</div><div>Did you?</div></div>",
    "Proton": f"<div>Yes, Tuesday.</div><div class='protonmail_signature_block'>Sent with Proton</div><div "
    f"class='protonmail_quote'>{ON}"
    "<blockquote class='protonmail_quote'>Did you?</blockquote></div>",
    "Zimbra": "<div>Yes, Tuesday.</div><div data-marker='__SIG_POST__'>Ada</div><hr id='zwchr'><div "
    "data-marker='__HEADERS__'>"
    f"<blockquote style='border-left:2px solid #1010FF'>{HEAD}<br></blockquote></div><blockquote>Did you?</blockquote>",
    "Roundcube": f"<p>Yes, Tuesday.</p><p id='reply-intro'>{ON}</p><blockquote type='cite'>Did you?</blockquote>",
    "GMX": f"<div>Yes, Tuesday.</div><div name='quote' style='margin:10px'><div>{HEAD}</div><div>Did you?</div></div>",
    "Samsung": f"<div>Yes, Tuesday.</div><div id='composer_signature'>Sent from my Galaxy</div><div>-------- "
    f"Original message --------</div>"
    f"<div>{HEAD}</div><div>Did you?</div>",
    "hidden preheader": "<div style='display:none'>Preview</div><style>p{color:red}</style><!-- <p>No</p> --><p>"
    "Yes, Tuesday.</p>",
}


@pytest.mark.parametrize("client", CLIENTS)
def test_client(client: str) -> None:
    assert own(f"<html><head><title>x</title></head><body>{CLIENTS[client]}</body></html>") == "Yes, Tuesday."


def test_answers_in_the_gaps_of_a_quote() -> None:
    parts = "".join(
        f"<blockquote type='cite'>{n}. {q}</blockquote><div>answer {n}</div>" for n, q in enumerate(QUESTIONS, 1)
    )
    assert own_words(html_lines(f"<div>{ON}</div>{parts}"), ADA).answers == {n: f"answer {n}" for n in range(1, 7)}


LETTERS = [client for client, html in CLIENTS.items() if "Did you" in html]
ANSWERS = {
    "plain": "<p>{}</p>",
    "in red": "<div><span style='color:red'>{}</span></div><div><br></div>",
    "bold": "<p><b>{}</b></p>",
    "in the line": "{}<br>",
}


@pytest.mark.parametrize("client", LETTERS)
@pytest.mark.parametrize("look", ANSWERS)
def test_answers_typed_into_the_letter_that_a_client_quotes(client: str, look: str) -> None:
    answers = {n: f"answer {n}" for n in range(1, 7)}
    typed = "".join(f"<p>{n}. {QUESTIONS[n - 1]}</p>{ANSWERS[look].format(answer)}" for n, answer in answers.items())
    letter = f"<p>Dear Ada,</p>{typed}<p>Only the coordinator reads this.</p><p>Library Mentoring Program</p>"
    html = re.sub(r"Did you( meet)?\?", letter, CLIENTS[client]).replace("Yes, Tuesday.", "See below.")
    words = own_words(html_lines(html), ADA)
    assert words.answers == answers
    assert words.segments[0].text == "See below."


def test_answers_in_red_inside_the_letter() -> None:
    questions = "".join(
        f"<p class=MsoNormal>{n}. {q}</p><p class=MsoNormal><span style='color:red'>answer {n}</span></p>"
        for n, q in enumerate(QUESTIONS, 1)
    )
    html = (
        f"<p class=MsoNormal>Answers in red.</p><div style='border-top:solid #E1E1E1 1.0pt'><p "
        f"class=MsoNormal>{HEAD}</p></div>"
        f"<p class=MsoNormal>Dear Ada,</p>{questions}<p class=MsoNormal>See you at the lunch on June 11.</p>"
    )
    words = own_words(html_lines(html), ADA)
    assert words.answers == {n: f"answer {n}" for n in range(1, 7)}
    assert "lunch" not in words.text


def test_every_word_in_the_answers_colour_is_kept() -> None:
    red = "<p class=MsoNormal><span style='color:#C00000'>{}</span></p>".format
    questions = "".join(f"<p class=MsoNormal>{n}. {q}</p>{red(f'answer {n}')}" for n, q in enumerate(QUESTIONS, 1))
    html = (
        f"<div style='border-top:solid #E1E1E1 1.0pt'><p class=MsoNormal>{HEAD}</p></div><p class=MsoNormal>Dear "
        f"Ada,</p>"
        f"{red('Here we go.')}{questions}<p class=MsoNormal>The Program</p>{red('Bye!')}"
    )
    words = own_words(html_lines(html), ADA)
    assert [each.text for each in words.segments] == ["Here we go.", *(f"answer {n}" for n in range(1, 7)), "Bye!"]


def test_answers_in_blue_inside_any_mail() -> None:
    html = (
        f"<p>See my comments in blue.</p><div id='divRplyFwdMsg'>{HEAD}</div><p>Shall we move the desk over "
        f"to the window?</p>"
        "<p><span style='color:#0070C0'>Yes, please.</span></p><p>And the lamp?</p><p><font color='blue'>No.</font></p>"
    )
    assert own(html) == "See my comments in blue.\nYes, please.\nNo."


def test_gmails_indent_is_the_writers_own() -> None:
    html = "<div>First</div><blockquote style='margin:0 0 0 40px;border:none;padding:0px'>second</blockquote>"
    assert own(html).split() == ["First", "second"]


def test_lists_have_their_numbers() -> None:
    lines = html_lines("<ol><li>yes</li><li>zoom</li></ol><ul><li>x</li></ul>")
    assert [line.text for line in lines if line.text] == ["1. yes", "2. zoom", "- x"]


def test_ordered_list_of_answers_is_tied() -> None:
    items = "".join(f"<li><p>answer {n}</p></li>" for n in range(1, 7))
    assert own_words(html_lines(f"<p>Hello,</p><ol>{items}</ol>"), ADA).answers == {
        n: f"answer {n}" for n in range(1, 7)
    }


def test_lines_and_blank_lines() -> None:
    html = (
        "<div>a<br></div><div><br></div><div>b</div><p class=MsoNormal>c</p><p class=MsoNormal><o:p>&nbsp;</o:p>"
        "</p><p class=MsoNormal>d</p>"
    )
    assert [line.text for line in html_lines(html)] == ["a", "", "b", "c", "", "d"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a &amp; b &lt;c&gt; &#8217;", "a & b <c> ’"),
        ("x &#99999999999999999999; y", "x y"),
        ("<a title='x > y'>in</a>", "in"),
        ('<a title="x > y">in</a>', "in"),
        ("Ada <ada@example.org> said", "Ada <ada@example.org> said"),
        ("<p>one<p>two", "one\n\ntwo"),
        ("no tags < at all", "no tags < at all"),
        ("<img alt='😊'> <img alt='a long description'>", "😊"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("<style>x", "x"),
        ("<!-- never closed", "<!-- never closed"),
    ],
)
def test_text(html: str, text: str) -> None:
    assert "\n".join(line.text for line in html_lines(html)).strip() == text


@pytest.mark.parametrize(
    ("html", "above"),
    [
        ('<div dir="ltr">We met &amp; talked.</div><div class="gmail_attr">On Tue</div>', "We met & talked."),
        ("<p>We <b>met</b>.</p><blockquote type=cite>When?</blockquote>", "We met."),
        ('<p>We met.</p><div id="appendonsend"></div><p>When?</p>', "We met."),
        ('<p>We met.</p><div style="border-top:solid #E1E1E1 1.0pt">From: us</div>', "We met."),
        ("<p>We met.</p>", None),
        ('<p>We met.</p><div class="gmail_signature">Ada</div><blockquote>When?</blockquote>', None),
        ('<p>We met.</p><div style="display:none">no</div><blockquote>When?</blockquote>', None),
        ("<p>We met.</p><hr><p>Ada</p><blockquote>When?</blockquote>", None),
        ("<style>p {}</style><p>We met.</p><blockquote>When?</blockquote>", None),
        ('<blockquote style="border:none">We met.</blockquote><blockquote>When?</blockquote>', "We met."),
    ],
)
def test_what_stands_above_a_quote_is_told_at_a_glance_or_not_at_all(html: str, above: str | None) -> None:
    assert above_quote(html) == above
