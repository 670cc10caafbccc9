"""Shapes of mail that are made to hurt a parser, each of about a megabyte. Name → a function that makes the bytes."""

from __future__ import annotations

import base64
from collections.abc import Callable

SIZE = 1_000_000
HEAD = (
    b"From: a@example.org\r\nTo: checkin@mentoring.example.edu\r\nSubject: Re: x\r\nDate: Tue, 1 Dec 2026 "
    b"10:00:00 -0800\r\n"
)


def fill(piece: str | bytes, size: int = SIZE) -> bytes:
    data = piece.encode() if isinstance(piece, str) else piece
    return data * (size // len(data))


def header(field: bytes) -> bytes:
    return HEAD + field + b"\r\n\r\nWe met.\r\n"


def plain(body: bytes) -> bytes:
    return HEAD + b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + body


def html(body: bytes) -> bytes:
    return HEAD + b"Content-Type: text/html; charset=utf-8\r\n\r\n" + body


def nested_multiparts(depth: int) -> bytes:
    head, tail = HEAD, b""
    for level in range(depth):
        head += b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (level, level)
        tail = b"\r\n--b%d--\r\n" % level + tail
    return head + b"Content-Type: text/plain\r\n\r\nx" + tail


def wide_attributes() -> bytes:
    return html(b"<div " + b" ".join(b'a%d="x"' % n for n in range(SIZE // 12)) + b">x</div>")


DAEMON = HEAD.replace(b"a@example.org", b"MAILER-DAEMON@mx.example.edu").replace(b"Re: x", b"Undelivered mail")


def notice(piece: str) -> bytes:
    """A mail server's words."""
    return DAEMON + b"\r\n" + fill(piece)


def parts(kind: bytes, piece: str, number: int = 290) -> bytes:
    """Very many parts of one kind, a megabyte together."""
    part = b"--b\r\nContent-Type: " + kind + b"\r\n\r\n" + fill(piece, SIZE // number) + b"\r\n"
    return DAEMON + b"Content-Type: multipart/report; boundary=b\r\n\r\n" + part * number + b"--b--\r\n"


SHAPES: dict[str, Callable[[], bytes]] = {
    "notice of addresses": lambda: notice("a@b."),
    "notice of recipients": lambda: notice("<user@x.example>:\r\n"),
    "notice of half sayings": lambda: notice("your message to the following user mailbox "),
    "notice of codes": lambda: notice("5.1.1 550 (#4.2."),
    "notice of endings": lambda: notice("original message header\r\n"),
    "status groups": lambda: parts(b"message/delivery-status", "Final-Recipient: rfc822; a@b.c\r\n\r\n", 2),
    "returned mails": lambda: parts(b"message/rfc822", "From: a@b.c\r\n"),
    "calendars": lambda: parts(b"text/calendar", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.c\r\n"),
    "absence of days": lambda: plain(fill("back until from December 1-")).replace(b"Re: x", b"Automatic reply: x"),
    "encoded-word subject": lambda: HEAD.replace(b"Re: x", b"=?utf-8?q?" + fill("=41", 273_000) + b"?="),
    "many encoded words": lambda: HEAD.replace(b"Re: x", fill("=?utf-8?q?a?= ", 200_000)) + b"\r\nx",
    "unfinished encoded words": lambda: HEAD.replace(b"Re: x", fill("=?a?q?", 16_000)) + b"\r\nx",
    "empty parts": lambda: HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + fill("--b\r\n\r\n"),
    "boundary-like lines": lambda: (
        HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n" + fill("--bb\r\n")
    ),
    "boundary everywhere": lambda: (
        HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n" + fill("x--b")
    ),
    "nested multiparts": lambda: nested_multiparts(1_000),
    "nested messages": lambda: HEAD + fill("Content-Type: message/rfc822\r\n\r\n"),
    "parentheses in From": lambda: header(b"From: " + b"(" * 5_000).replace(b"From: a@example.org\r\n", b""),
    "parentheses in To": lambda: header(b"To: " + fill("()", 60_000)),
    "long To": lambda: header(b"To: " + fill("a@example.org, ", 60_000)),
    "many header fields": lambda: HEAD + fill("X: y\r\n") + b"\r\nx",
    "one long header line": lambda: HEAD + b"X: " + fill("y") + b"\r\n\r\nx",
    "folded header": lambda: HEAD + b"X: y" + fill("\r\n y") + b"\r\n\r\nx",
    "header without end": lambda: HEAD + fill("X"),
    "bad Message-ID": lambda: header(b"Message-ID: <[<@>"),
    "many references": lambda: header(b"References: " + fill("<a@b> ", 200_000)),
    "many parameters": lambda: header(b"Content-Type: text/plain" + fill('; a="', 200_000)),
    "continued parameters": lambda: header(b"Content-Type: text/plain" + fill("; a*1=x", 200_000)),
    "quoted lines": lambda: plain(fill("> x\n")),
    "quote marks": lambda: plain(fill(">") + b"x"),
    "quote marks on many lines": lambda: plain(fill(">" * 200 + "\n")),
    "attribution lines": lambda: plain(fill("On Tue, Nov 10, 2026 at 9:07 AM\n")),
    "attributions without end": lambda: plain(fill("On Tue, Nov 10, 2026 Ada <a@b.example> wrote ")),
    "attributions with colons": lambda: plain(fill("On Tue, Nov 10, 2026 at 9:07 AM Ada wrote to her:\n")),
    "dated lines": lambda: plain(fill("On 11/12/2026 at 10:00 we went on with these and with those and others:\n")),
    "dated addresses": lambda: plain(fill("On 11/12/2026 at 10:00 Ada <a@b.example> went on with these:\n")),
    "header labels": lambda: plain(fill("From: x\n")),
    "header labels and blanks": lambda: plain(fill("From: x\n\n")),
    "label letters": lambda: plain(fill("From : " * 20 + "\n")),
    "signature marks": lambda: plain(fill("--\n")),
    "rules": lambda: plain(fill("-" * 70 + "\n")),
    "one long rule": lambda: plain(fill("- ")),
    "spaces": lambda: plain(fill(" ")),
    "blank lines": lambda: plain(fill("\n")),
    "one long line": lambda: plain(fill("word ")),
    "colons": lambda: plain(fill(":\n")),
    "numbers": lambda: plain(fill("1. ")),
    "numbered lines": lambda: plain(fill("1. a\n2. b\n")),
    "questions": lambda: plain(fill("How did you meet (in person, by video, by phone)?\n")),
    "question words": lambda: plain(fill("How did you meet in person by ")),
    "disclaimers": lambda: plain(fill("This message may contain confidential words.\n\n")),
    "names": lambda: plain(fill("a\n555-0100 x1-4410\n")),
    "addresses": lambda: plain(fill("a@b.example ")),
    "dots": lambda: plain(fill("a.")),
    "at signs": lambda: plain(fill("a@")),
    "greetings": lambda: plain(fill("hi a\n")),
    "flowed": lambda: plain(fill("x \n")).replace(b"charset=utf-8", b"charset=utf-8; format=flowed"),
    "bytes of no charset": lambda: plain(fill(bytes(range(128, 256)))).replace(b"utf-8", b"x-unknown"),
    "zeros": lambda: plain(fill(b"\0\xff")),
    "utf-7": lambda: plain(fill("+AGE-")).replace(b"utf-8", b"utf-7"),
    "punycode": lambda: plain(fill("a-")).replace(b"utf-8", b"punycode"),
    "nested divs": lambda: html(fill("<div>")),
    "nested blockquotes": lambda: html(fill("<blockquote>x")),
    "attributes": wide_attributes,
    "classes": lambda: html(b"<div class='" + fill("a ") + b"'>x</div>"),
    "tags never closed": lambda: html(fill("<a ")),
    "angle brackets": lambda: html(fill("<")),
    "closing tags": lambda: html(fill("</div>")),
    "closing tags of nothing open": lambda: html(b"<p>" * 1_000 + fill("</b>")),
    "formatting": lambda: html(b"".join(b"<b a=%d>" % n for n in range(20_000)) + fill("<p>x", 500_000)),
    "comments": lambda: html(fill("<!--")),
    "styles": lambda: html(fill("<style>")),
    "style attributes": lambda: html(fill("<p style='color: red; border-top: solid 1px; font-weight: bold'>x</p>")),
    "long style": lambda: html(b"<p style='" + fill("border-top: ") + b"'>x"),
    "entities": lambda: html(fill("&amp;")),
    "numeric entity": lambda: html(b"&#" + fill("9") + b";"),
    "tables": lambda: html(fill("<table><tr><td>x")),
    "lists": lambda: html(fill("<ol><li>x")),
    "breaks": lambda: html(fill("<br>")),
    "unpaired quotes": lambda: html(fill("<a b='x>y ")),
    "double quotes": lambda: html(fill('<a b="x>y ')),
    "base64": lambda: plain(base64.encodebytes(fill("x ", 700_000))).replace(
        b"\r\n\r\n", b"\r\nContent-Transfer-Encoding: base64\r\n\r\n", 1
    ),
    "quoted-printable": lambda: plain(fill("=41=\n")).replace(
        b"\r\n\r\n", b"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n", 1
    ),
    "calendar": lambda: (
        HEAD + b"Content-Type: text/calendar; method=REPLY\r\n\r\n" + fill('ATTENDEE;CN="a";X="b":mailto:a\n')
    ),
    "calendar parameters": lambda: HEAD + b"Content-Type: text/calendar\r\n\r\nATTENDEE" + fill(';a="'),
    "calendar folds": lambda: HEAD + b"Content-Type: text/calendar\r\n\r\nUID:" + fill("x\n "),
    "delivery status": lambda: (
        HEAD
        + b"Content-Type: message/delivery-status\r\n\r\n"
        + fill("Final-Recipient: rfc822; a@b.example\nAction: failed\n\n")
    ),
    "delivery notice": lambda: plain(fill("user a@b.example unknown 550 5.1.1 ")).replace(
        b"a@example.org", b"mailer-daemon@example.org"
    ),
    "delivery notice, returned": lambda: plain(fill("- - ")).replace(b"a@example.org", b"mailer-daemon@example.org"),
    "delivery words": lambda: plain(fill("the user ")).replace(b"a@example.org", b"mailer-daemon@example.org"),
    "out of office": lambda: plain(fill("until until 1. ")).replace(b"Re: x", b"Automatic reply: x"),
    "days": lambda: plain(fill("back on 1/2 ")).replace(b"Re: x", b"Automatic reply: x"),
    "long subject of ours": lambda: HEAD.replace(b"Re: x", b"Re: " * 4_000) + b"\r\n",
    "prose": lambda: plain(fill("We met on Tuesday at 3 for an hour, by Zoom. ")),
    "paragraphs": lambda: plain(fill("We met on Tuesday at 3 for an hour, by Zoom.\n\n")),
    "ratings in a row": lambda: plain(fill("4, ")),
    "weekdays": lambda: plain(fill("on sat and the tuesday 2 ")),
    "html prose": lambda: html(fill("<p>We met on Tuesday at 3 for an hour, by Zoom.</p>")),
}
