"""Whole mails of general threads, as many clients and hands leave them: (mail, the writer's own words)."""

from __future__ import annotations

import pytest

from service.reading.mail.lines import plain_lines
from service.reading.own_words.labels import Writer
from service.reading.own_words.reply_text import own_words

BOB = Writer(frozenset({"bob", "bob smith"}))

THREADS = [
    (
        "Sounds good.\n\n---- On Thu, 12 Nov 2026 10:00:00 +0100 Ada <ada@example.org> wrote ----\n\nWill you come?",
        "Sounds good.",
    ),
    (
        "Sounds good\n\n--- On Tue, 11/10/26, Ada Example <ada@example.org> wrote:\n\n"
        "From: Ada Example <ada@example.org>\nSubject: Re: x\nTo: bob@example.org\n"
        "Date: Tuesday, November 10, 2026, 9:07 AM\n\nWill you come?",
        "Sounds good",
    ),
    (
        "Ok!\n\n2011/4/7 Ada Example <ada@example.org>\n\n> Will you come?\n>\n> Ada",
        "Ok!",
    ),
    (
        "Ok!\n\nOn Tue, Nov 10, 2026 at 9:07 AM, Ada Example <ada@example.org>wrote:\n> Will you come?",
        "Ok!",
    ),
    (
        "Ok!\n\nAda Example <ada@example.org> hat am 12.11.2026 10:00 geschrieben:\n\nKommst du?",
        "Ok!",
    ),
    (
        "Ok!\n\nGesendet: Donnerstag, 12. November 2026 um 10:00 Uhr\n"
        'Von: "Ada Beispiel" <ada@example.org>\nAn: bob@example.org\nBetreff: Treffen\n\nKommst du?',
        "Ok!",
    ),
    (
        "Ok!\n\nAda\n<ada@example.org>\n11/12/2026 10:00 AM\n\nTo\nBob Smith <bob@example.org>\ncc\n\nSubject\n"
        "Re: Meeting\n\nWill you come?",
        "Ok!",
    ),
    (
        "Ok, will do.\n\nThanks,\nBob\n\nBob Smith\nSenior Engineer\nExample Corp\nOffice: 555-123-4567\n"
        "www.example.com\n\nOn Nov 12, 2026, at 10:00 AM, Ada wrote:\n\n> x",
        "Ok, will do.\n\nThanks,\nBob",
    ),
    (
        "Ok, will do.\n\nBest Regards,\nBob Smith\nVP Engineering | Example Corp.\n+1 (555) 123-4567\n\n"
        "From: Ada Example [mailto:ada@example.org]\nSent: Thursday, November 12, 2026 10:00 AM\n"
        "To: Bob Smith\nCc: Team\nSubject: RE: Meeting\n\nWill you come?\n",
        "Ok, will do.\n\nBest Regards,\nBob Smith",
    ),
    (
        "Hi Ada,\n\n> Will you come?\n\nYes.\n\n> When?\n\nAt 5.\n\nBob\n\n> Thanks\n> Ada\n",
        "Hi Ada,\nYes.\nAt 5.\n\nBob",
    ),
    (
        "Yes\n________________________________________\nFrom: Ada Example\n"
        "Sent: Thursday, November 12, 2026 10:00 AM\nTo: Bob\nSubject: x\n\nWill you?\n",
        "Yes",
    ),
    (
        "Agreed.\n\nSent from my Verizon Wireless 4G LTE smartphone\n\n-------- Original message --------\n"
        "From: Ada <ada@example.org>\nDate: 11/12/2026 10:00 AM (GMT-08:00)\nTo: Bob <bob@example.org>\n"
        "Subject: x\n\nWill you?",
        "Agreed.",
    ),
    (
        "Agreed.\nSent from my BlackBerry® smartphone on Example Wireless\n\n-----Original Message-----\n"
        "From: Ada\nDate: Thu, 12 Nov 2026\nTo: Bob\nSubject: x\n\nWill you?",
        "Agreed.",
    ),
    (
        "Test reply\n\nsent from a phone, excuse typos\n\n"
        'On Nov 12, 2026 10:00 AM, "Ada Example" <ada@example.org> wrote:\n\n> hi',
        "Test reply",
    ),
    (
        '+1\n\nOn 12 Nov 2026 10:00, "Ada" <notifications@example.org> wrote:\n\n> Long text\n> —\n'
        "> Reply to this email directly or view it on GitHub\n> <https://example.org/1>.\n",
        "+1",
    ),
    (
        "Merged in abc123.\n\n—\nReply to this email directly or view it on GitHub.\n",
        "Merged in abc123.",
    ),
    (
        "Looks right.\n\n--\nReply to this email directly or view it on Example\nhttps://example.org/x",
        "Looks right.",
    ),
    (
        "I tried:\n\n$ git log -- file\n$ echo a > b\n\nand got\n\n    Error: x\n\nThoughts?",
        "I tried:\n\n$ git log -- file\n$ echo a > b\n\nand got\n\n    Error: x\n\nThoughts?",
    ),
    (
        "Here is a diff:\n\n--- a/file.py\n+++ b/file.py\n@@ -1 +1 @@\n-old\n+new\n\nOK?",
        "Here is a diff:\n\n--- a/file.py\n+++ b/file.py\n@@ -1 +1 @@\n-old\n+new\n\nOK?",
    ),
    (
        "Hi,\n\nSee the agenda:\n\n* One\n* Two\n\n***\n\nNotes follow.\n\nBob",
        "Hi,\n\nSee the agenda:\n\n* One\n* Two\n\n***\n\nNotes follow.\n\nBob",
    ),
    (
        "This line\n-----------\nis a heading underlined\n\nText.\n-----------\n",
        "This line\n-----------\nis a heading underlined\n\nText.",
    ),
    (
        "Please find my answers:\n\nQ: Will you come?\nA: Yes.\n\nQ: When?\nA: 5.",
        "Please find my answers:\n\nQ: Will you come?\nA: Yes.\n\nQ: When?\nA: 5.",
    ),
    (
        "On Friday we leave. On Saturday:\n- swim\n- eat",
        "On Friday we leave. On Saturday:\n- swim\n- eat",
    ),
    (
        "El lunes escribí:\nnada.",
        "El lunes escribí:\nnada.",
    ),
    (
        "Thanks for the note. I wrote this on Nov 3, 2026:\n\nDear all, the library is closed.\n\nIs it fine?",
        "Thanks for the note. I wrote this on Nov 3, 2026:\n\nDear all, the library is closed.\n\nIs it fine?",
    ),
    (
        "Yes.\n\nBegin forwarded message:\n\n> From: Ada <ada@example.org>\n> Date: November 12, 2026\n"
        "> To: Bob\n> Subject: x\n>\n> Hello",
        "Yes.",
    ),
    (
        "> Will you come?\nYes\n> When?\nAt 5 -- maybe 6.\n",
        "Yes\nAt 5 -- maybe 6.",
    ),
    (
        "In article <abc@example.org>,\nAda Example <ada@example.org> wrote:\n> Will you?\n\nYes.\n-- \nBob",
        "Yes.",
    ),
    (
        "On Thu, Nov 12, 2026 at 10:00 AM, Ada Example "
        "<reply+abcdef0123456789abcdef@reply.example.org\n> wrote:\n\n> Will you?\n\nyes",
        "yes",
    ),
    (
        "Yes, works for me.\n\nBob Smith <bob@example.org>\nHead of Things\n\nOn 12.11.2026 10:00, Ada wrote:\n> x",
        "Yes, works for me.",
    ),
    (
        "Yes. Cheers, Bob.\n\n(sent from mobile)\n\n"
        "Ada <ada@example.org> schrieb am Do., 12. Nov. 2026, 10:00:\n\n> Kommst du?",
        "Yes. Cheers, Bob.",
    ),
    (
        "Yes\n\n\n"
        "This e-mail and any attachments are confidential and intended solely for the addressee. "
        "If you are not the addressee please\ndelete it.\n\n\n> Will you?",
        "Yes",
    ),
    (
        "Yes\n\n\n\n\nFrom: Ada\nTo: Bob\nSubject: hi\n\nWill you?",
        "Yes",
    ),
    (
        "Hallo Ada,\n\nja gern.\n\nViele Grüße\nBob\n\nMit freundlichen Grüßen\nBob Smith\n\nBeispiel GmbH\n"
        "Hauptstr. 1\n12345 Berlin\nTel. +49 30 123456\n\nVon: Ada [mailto:ada@example.org]\n"
        "Gesendet: Donnerstag, 12. November 2026 10:00\nAn: Bob\nBetreff: x\n\nKommst du?",
        "Hallo Ada,\n\nja gern.\n\nViele Grüße\nBob\n\nMit freundlichen Grüßen\nBob Smith",
    ),
    (
        "Reply text\n\n\nOn Thu Nov 12 10:00:00 2026, ada@example.org wrote:\n> Will you?",
        "Reply text",
    ),
    (
        "Reply text\n\n\nThursday, November 12, 2026, 10:00:00 AM, you wrote:\n\nAE> Will you?\n\nYes\n\n-- \n"
        "Best regards,\n Bob   mailto:bob@example.org",
        "Reply text\nYes",
    ),
    (
        "Reply\n\nThursday, 12 November 2026, 10:00 +03:00 from Ada Example <ada@example.org>:\n>Will you?",
        "Reply",
    ),
    (
        'Reply\n\n12.11.2026, 10:00, "Ada" <ada@example.org>:\n> Will you?',
        "Reply",
    ),
    (
        '回复内容\n\n------------------ 原始邮件 ------------------\n发件人: "Ada"<ada@example.org>;\n'
        '发送时间: 2026年11月12日(星期四) 上午10:00\n收件人: "Bob"<bob@example.org>;\n主题: x\n\n来吗？',
        "回复内容",
    ),
    (
        "はい、行きます。\n\n2026年11月12日(木) 10:00 Ada <ada@example.org>:\n\n> 来ますか？",
        "はい、行きます。",
    ),
    (
        '네.\n\n-----Original Message-----\nFrom: "Ada"<ada@example.org>\nTo: <bob@example.org>;\nCc:\n'
        "Sent: 2026-11-12 (목) 10:00:00 (GMT+09:00)\nSubject: x\n\n오나요?",
        "네.",
    ),
]


@pytest.mark.parametrize(("mail", "words"), THREADS)
def test_own_words_of_a_thread(mail: str, words: str) -> None:
    assert own_words(plain_lines(mail), BOB).text == words
