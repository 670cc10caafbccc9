"""How people's mail programs dress up an answer: where the words stand, how the letter is quoted, what is put below.

Each takes the letter that is answered, as it came out of the relay, and gives a mail as its program would send it.
The habits are those of the programs' current versions; the words, names and identifiers are invented.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256
from html import escape

from service.demo.cast import Person
from service.demo.mails import address_of, html_of, name_of, text_of

_BODY = re.compile(r"<body[^>]*>(.*)</body>", re.DOTALL | re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_QUESTION = re.compile(r"([1-9])\. ")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer before it is dressed. `at`: in the writer's zone. `answers`: the words below each question."""

    letter: EmailMessage
    who: Person
    at: datetime
    words: str = ""
    answers: Sequence[str] = ()

    @property
    def asked_at(self) -> datetime:
        """When the letter came, where the writer lives."""
        return parsedate_to_datetime(str(self.letter["Date"])).astimezone(self.who.zone)

    @property
    def correspondent(self) -> tuple[str, str]:
        """The name and address that the letter came from."""
        return name_of(self.letter, "From"), address_of(self.letter, "From")

    @property
    def quoted_html(self) -> str:
        """The letter's body as it would stand inside another."""
        match = _BODY.search(html_of(self.letter))
        return _COMMENT.sub("", match[1] if match else "").strip()


def dressed(answer: Answer, dress: str) -> EmailMessage:
    """The answer as the mail program `dress` (a key of DRESSES) sends it."""
    message = EmailMessage()
    message["From"] = Address(answer.who.name, addr_spec=answer.who.email)
    message["To"] = Address(name_of(answer.letter, "Reply-To"), addr_spec=address_of(answer.letter, "Reply-To"))
    subject = str(answer.letter["Subject"])
    message["Subject"] = subject if subject.lower().startswith("re:") else f"Re: {subject}"
    message["Date"] = format_datetime(answer.at)
    message["Message-ID"] = _message_id(answer, dress)
    message["In-Reply-To"] = str(answer.letter["Message-ID"])
    before = str(answer.letter["References"] or "").split()
    message["References"] = " ".join([*before, str(answer.letter["Message-ID"])])
    DRESSES[dress](answer, message)
    return message


def _plain(answer: Answer, message: EmailMessage) -> None:
    """A plain-text program: words on top, the letter quoted below."""
    name, _ = answer.correspondent
    attribution = f"On {answer.asked_at:%a, %d %b %Y at %H:%M}, {name} wrote:"
    message.set_content(f"{_wrapped(answer.words)}\n\n{attribution}\n{_quoted(text_of(answer.letter))}\n")


def _inline(answer: Answer, message: EmailMessage) -> None:
    """Thunderbird, with the answers written below the quoted questions."""
    name, _ = answer.correspondent
    message["User-Agent"] = "Mozilla Thunderbird"
    lines = [f"On {answer.asked_at:%-m/%-d/%y %-I:%M %p}, {name} wrote:"]
    answers = dict(enumerate(answer.answers, 1))
    for paragraph in text_of(answer.letter).strip().split("\n\n"):
        lines.append(_quoted(paragraph))
        match = _QUESTION.match(paragraph)
        if match and (words := answers.pop(int(match[1]), "")):
            lines.append(f"\n{words}\n")
        else:
            lines.append(">")
    message.set_content("\n".join(lines) + "\n")


def _gmail(answer: Answer, message: EmailMessage) -> None:
    """Gmail on the web: both parts, the letter in a div of the class gmail_quote."""
    name, address = answer.correspondent
    when = f"{answer.asked_at:%a, %b %-d, %Y at %-I:%M} {answer.asked_at:%p}"
    plain = f"On {when} {name} <\n{address}> wrote:"
    message.set_content(f"{_wrapped(answer.words)}\n\n{plain}\n\n{_quoted(text_of(answer.letter))}\n")
    paragraphs = "<div><br></div>".join(f"<div>{escape(each)}</div>" for each in answer.words.split("\n\n"))
    link = f'&lt;<a href="mailto:{escape(address)}">{escape(address)}</a>&gt;'
    message.add_alternative(
        f'<div dir="ltr">{paragraphs}</div><br><div class="gmail_quote gmail_quote_container">'
        f'<div dir="ltr" class="gmail_attr">On {when} {escape(name)} {link} wrote:<br></div>'
        '<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);'
        f'padding-left:1ex">{answer.quoted_html}</blockquote></div>\n',
        subtype="html",
    )


def _outlook(answer: Answer, message: EmailMessage) -> None:
    """Outlook: HTML alone, the letter below a rule with its From, Sent, To and Subject."""
    name, address = answer.correspondent
    body = answer.quoted_html
    block = "<br>\n".join(
        f"<b>{label}:</b> {escape(value)}"
        for label, value in (
            ("From", f"{name} <{address}>"),
            ("Sent", f"{answer.asked_at:%A, %B %-d, %Y %-I:%M %p}"),
            ("To", f"{answer.who.name} <{answer.who.email}>"),
            ("Subject", str(answer.letter["Subject"])),
        )
    )
    words = "\n".join(
        f'<p class="MsoNormal">{escape(line) or "<o:p>&nbsp;</o:p>"}</p>' for line in answer.words.split("\n")
    )
    message["Thread-Topic"] = str(answer.letter["Subject"])
    message.set_content(
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>'
        "<style>p.MsoNormal { margin: 0; font-size: 11.0pt; font-family: Calibri, sans-serif; }</style></head>\n"
        f'<body lang="EN-US"><div class="WordSection1">\n{words}\n<p class="MsoNormal"><o:p>&nbsp;</o:p></p>\n'
        '<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in">\n'
        f'<p class="MsoNormal">{block}</p></div></div>\n{body}\n</div></body></html>\n',
        subtype="html",
    )


def _iphone(answer: Answer, message: EmailMessage) -> None:
    """The phone: a line, its signature, the letter cited."""
    _apple_mail(answer, message, "Sent from my iPhone")


def _apple(answer: Answer, message: EmailMessage) -> None:
    """Apple Mail on a desk."""
    _apple_mail(answer, message, "")


def _apple_mail(answer: Answer, message: EmailMessage, signature: str) -> None:
    name, address = answer.correspondent
    message["X-Mailer"] = "iPhone Mail" if signature else "Apple Mail"
    when = f"{answer.asked_at:%b %-d, %Y}, at {answer.asked_at:%-I:%M %p}"
    above = f"{answer.words}\n\n{signature}".rstrip()
    message.set_content(f"{above}\n\n> On {when}, {name} <{address}> wrote:\n> \n{_quoted(text_of(answer.letter))}\n")
    breaks = "<br>".join(escape(line) for line in answer.words.split("\n"))
    signed = f'<div><br></div><div dir="ltr">{signature}</div>' if signature else "<div><br></div>"
    message.add_alternative(
        '<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head>'
        f'<body dir="auto"><div dir="ltr">{breaks}</div>{signed}<div dir="ltr"><br><blockquote type="cite">'
        f"On {when}, {escape(name)} &lt;{escape(address)}&gt; wrote:<br><br></blockquote></div>"
        f'<blockquote type="cite"><div dir="ltr">{answer.quoted_html}</div></blockquote></body></html>\n',
        subtype="html",
    )


DRESSES: Mapping[str, Callable[[Answer, EmailMessage], None]] = {
    "plain": _plain,
    "inline": _inline,
    "gmail": _gmail,
    "outlook": _outlook,
    "iphone": _iphone,
    "apple": _apple,
}

NAMES: Mapping[str, str] = {
    "plain": "plain text",
    "inline": "Thunderbird",
    "gmail": "Gmail",
    "outlook": "Outlook",
    "iphone": "iPhone",
    "apple": "Apple Mail",
}
"""What people call them."""


def _message_id(answer: Answer, dress: str) -> str:
    """One of the writer's own, the same in every run for the same words."""
    seed = f"{answer.who.email}|{answer.at.isoformat()}|{dress}".encode()
    return f"<{sha256(seed).hexdigest()[:32]}@{answer.who.email.partition('@')[2]}>"


def _wrapped(words: str) -> str:
    return "\n".join(textwrap.fill(line, 72) for line in words.split("\n"))


def _quoted(text: str) -> str:
    """Text behind "> ", in lines that a terminal of 80 columns shows whole."""
    lines = [wrapped for line in text.strip("\n").split("\n") for wrapped in textwrap.wrap(line, 72) or [""]]
    return "\n".join(f"> {line}".rstrip() for line in lines)
