"""Where somebody else's mail begins, in the forms that clients write, and what only looks like it."""

from __future__ import annotations

import pytest

from service.reading.mail.lines import plain_lines
from service.reading.own_words.attributions import is_attribution
from service.reading.own_words.headers import headers_at, is_separator
from service.reading.own_words.labels import Writer
from service.reading.own_words.reply_text import own_words

ATTRIBUTIONS = [
    "On Tue, Nov 10, 2026 at 9:07 AM Ada Example <ada@example.org> wrote:",
    "On 11/17/26 8:06 AM, Library Mentoring Program wrote:",
    "On Nov 12, 2026, at 10:14 AM, Ada Example <ada@example.org> wrote:",
    "On Thursday, November 12, 2026 at 10:59:41 AM PST, Ada Example <ada@example.org> wrote:",
    "On Mon, Mar 01, 2027 at 09:55:25AM -0800, Ada Example wrote:",
    "On Thu, 12 Nov 2026, 10:00 Ada Example, <ada@example.org> wrote:",
    "On 12 November 2026 10:00:12 CET, Ada Example <ada@example.org> wrote:",
    "On Wednesday, November 4th, 2026 at 9:28 AM, Ada Example <ada@example.org> wrote:",
    "Ada Example <ada@example.org> writes:",
    "Ada Example wrote on 11/12/2026 10:00:23 AM:",
    "Quoting Ada Example <ada@example.org>:",
    "* Ada Example <ada@example.org> [2026-11-12 10:00]:",
    "2026-11-12 10:00 GMT+01:00 Ada Example <ada@example.org>:",
    "Am 12.11.26 um 10:00 schrieb Ada Beispiel:",
    "Am Do., 12. Nov. 2026 um 10:00 Uhr schrieb Ada Beispiel <ada@example.org>:",
    "Ada Beispiel <ada@example.org> schrieb am Do., 12. Nov. 2026, 10:00:",
    "Zitat von Ada Beispiel <ada@example.org>:",
    "Le 12/11/2026 à 10:00, Ada Exemple a écrit :",
    "Le jeu. 12 nov. 2026 à 10:00, Ada Exemple <ada@example.org> a écrit :",
    "El jue, 12 nov 2026 a las 10:00, Ada Ejemplo (<ada@example.org>) escribió:",
    "El 12/11/26 a las 10:00, Ada Ejemplo escribió:",
    "Em qui., 12 de nov. de 2026 às 10:00, Ada Exemplo <ada@example.org> escreveu:",
    "Il giorno gio 12 nov 2026 alle ore 10:00 Ada Esempio <ada@example.org> ha scritto:",
    "Il 12/11/2026 10:00, Ada Esempio ha scritto:",
    "Op do 12 nov. 2026 om 10:00 schreef Ada Voorbeeld <ada@example.org>:",
    "Op 12-11-2026 om 10:00 schreef Ada Voorbeeld:",
    "Den tors 12 nov. 2026 kl 10:00 skrev Ada Exempel <ada@example.org>:",
    "Den 2026-11-12 kl. 10:00, skrev Ada Exempel:",
    "tor. 12. nov. 2026 kl. 10:00 skrev Ada Eksempel <ada@example.org>:",
    "to 12. marrask. 2026 klo 10.00 Ada Esimerkki (ada@example.org) kirjoitti:",
    "czw., 12 lis 2026 o 10:00 Ada Przykład <ada@example.org> napisał(a):",
    "W dniu 12.11.2026 o 10:00, Ada Przykład pisze:",
    "čt 12. 11. 2026 v 10:00 odesílatel Ada Příklad <ada@example.org> napsal:",
    "Dne 12. 11. 26 v 10:00 Ada Příklad napsal(a):",
    "Ada Örnek <ada@example.org>, 12 Kas 2026 Per, 10:00 tarihinde şunu yazdı:",
    "чт, 12 нояб. 2026 г. в 10:00, Ада Пример <ada@example.org>:",
    "12.11.2026 10:00, Ада Пример пишет:",
    "чт, 12 лист. 2026 р. о 10:00 Ада Приклад <ada@example.org> пише:",
    "2026年11月12日(木) 10:00 例 花子 <ada@example.org>:",
    "On 2026/11/12 10:00, 例 花子 さんは書きました:",
    "例花 <ada@example.org> 于2026年11月12日周四 10:00写道：",
    "例花 <ada@example.org> 於 2026年11月12日 週四 上午10:00寫道：",
    "2026년 11월 12일 (목) 오전 10:00, 예시 <ada@example.org>님이 작성:",
    "في الخميس، 12 نوفمبر 2026 في 10:00 ص تمت كتابة ما يلي بواسطة ‪Ada‬‏ <‪ada@example.org‬‏>:",
]

INNOCENT = [
    "On Monday I wrote to her:",
    "On Nov 12, 2026 at 10:00 I wrote:",
    "On Tuesday the dean wrote a letter to all of us:",
    "Here is what we talked about:",
    "My answers, in your order:",
    "We met on 11/12/2026 at 10:00, and this is what I noted:",
    "She said:",
    "Please write to ada@example.org about this:",
    "On 3 March at 10:30 we go on with the list:",
    "Am Montag habe ich geschrieben, dass es geht:",
]


@pytest.mark.parametrize("line", ATTRIBUTIONS)
def test_attribution_is_known_without_a_quote_below(line: str) -> None:
    words = own_words(plain_lines(f"Yes, on Tuesday.\n\n{line}\n\nDear Ada,\n\nDid you meet?"), Writer())
    assert words.text == "Yes, on Tuesday."


@pytest.mark.parametrize("line", ATTRIBUTIONS)
def test_attribution_is_known_above_a_quote(line: str) -> None:
    words = own_words(plain_lines(f"{line}\n> Did you meet?\n\nYes, on Tuesday."), Writer())
    assert words.text == "Yes, on Tuesday."


@pytest.mark.parametrize("line", [line for line in ATTRIBUTIONS if len(line) > 50 and line.isascii()])
def test_wrapped_attribution_goes_whole(line: str) -> None:
    cut = line.rindex(" ", 0, 46)
    words = own_words(plain_lines(f"Yes.\n\n{line[:cut]}\n{line[cut + 1 :]}\n\n> Did you meet?"), Writer())
    assert words.text == "Yes."


@pytest.mark.parametrize("line", INNOCENT)
def test_innocent_line_is_no_attribution(line: str) -> None:
    assert not is_attribution(line, quoted_next=False)
    text = f"{line}\n\nthe budget, mostly."
    assert own_words(plain_lines(text), Writer()).text == text


@pytest.mark.parametrize("line", ["Ada wrote:", "Ada Example said:", "Ada schrieb:", "Le 12 novembre, Ada a écrit"])
def test_short_attribution_needs_the_quote_below(line: str) -> None:
    assert own_words(plain_lines(f"{line}\n> Did you meet?\nYes."), Writer()).text == "Yes."
    assert own_words(plain_lines(f"{line}\nYes."), Writer()).text == f"{line}\nYes."


HEADER_BLOCKS = [
    "From: Ada Example <ada@example.org>\nSent: Friday, September 18, 2026 8:21 AM\nTo: Bo\nSubject: Check-in",
    "*From:* Ada Example <ada@example.org>\n*Sent:* Friday\n*To:* Bo\n*Subject:* Check-in",
    "Von: Ada\nGesendet: Freitag, 18. September 2026 08:21\nAn: Bo\nBetreff: Check-in",
    "De : Ada\nEnvoyé : vendredi 18 septembre 2026 08:21\nÀ : Bo\nObjet : Check-in",
    "De: Ada\nEnviado: viernes, 18 de septiembre de 2026 8:21\nPara: Bo\nAsunto: Check-in",
    "De: Ada\nEnviada em: sexta-feira, 18 de setembro de 2026 08:21\nPara: Bo\nAssunto: Check-in",
    "Da: Ada\nInviato: venerdì 18 settembre 2026 08:21\nA: Bo\nOggetto: Check-in",
    "Van: Ada\nVerzonden: vrijdag 18 september 2026 08:21\nAan: Bo\nOnderwerp: Check-in",
    "Från: Ada\nSkickat: den 18 september 2026 08:21\nTill: Bo\nÄmne: Check-in",
    "Fra: Ada\nSendt: 18. september 2026 08:21\nTil: Bo\nEmne: Check-in",
    "Lähettäjä: Ada\nLähetetty: perjantai 18. syyskuuta 2026 8.21\nVastaanottaja: Bo\nAihe: Check-in",
    "Od: Ada\nWysłano: piątek, 18 września 2026 08:21\nDo: Bo\nTemat: Check-in",
    "Od: Ada\nOdesláno: pátek 18. září 2026 8:21\nKomu: Bo\nPředmět: Check-in",
    "Kimden: Ada\nGönderildi: 18 Eylül 2026 Cuma 08:21\nKime: Bo\nKonu: Check-in",
    "От: Ада\nОтправлено: 18 сентября 2026 г. 8:21\nКому: Бо\nТема: Check-in",
    "Від: Ада\nНадіслано: 18 вересня 2026 р. 8:21\nКому: Бо\nТема: Check-in",
    "差出人: 花子\n送信日時: 2026年9月18日 8:21\n宛先: Bo\n件名: Check-in",
    "发件人: 花\n发送时间: 2026年9月18日 8:21\n收件人: Bo\n主题: Check-in",
    "보낸 사람: 예시\n보낸 날짜: 2026년 9월 18일\n받는 사람: Bo\n제목: Check-in",
    "من: أدا\nتاريخ الإرسال: 18 سبتمبر 2026\nإلى: بو\nالموضوع: Check-in",
    "-----Original Message-----\nFrom: Ada Example\nSent: Friday\n\nDear Bo,",
    "________________________________\nVon: Ada Beispiel <ada@example.org>\nGesendet: Freitag",
    "From:\tAda Example\nTo:\tBo Example,\n\tCy Example\nDate:\t11/12/2026 10:00 AM\nSubject:\tCheck-in",
]


@pytest.mark.parametrize("block", HEADER_BLOCKS)
def test_header_block_begins_the_tail(block: str) -> None:
    words = own_words(plain_lines(f"Yes, on Tuesday.\n\n{block}\n\nDear Bo,\n\nDid you meet?"), Writer())
    assert words.text == "Yes, on Tuesday."
    assert "Did you meet?" in words.folded[0]


@pytest.mark.parametrize(
    "text",
    [
        "From: my side all good\n\nTo be continued.",
        "Date: Nov 12\nLength: an hour",
        "Subject: promotion\nLength: an hour",
        "To: do for next time\n- CV\n- dossier",
        "What: her dossier\nWhen: Tuesday\nHow: Zoom",
    ],
)
def test_labels_of_ones_own_are_no_header_block(text: str) -> None:
    assert headers_at(plain_lines(text), 0) is None
    assert own_words(plain_lines(text), Writer()).text == text


@pytest.mark.parametrize(
    "line",
    [
        "-----Original Message-----",
        "-----Ursprüngliche Nachricht-----",
        "-------- Message d'origine --------",
        "---------- Forwarded message ---------",
        "Begin forwarded message:",
        "Anfang der weitergeleiteten Nachricht:",
        "------------------ 原始邮件 ------------------",
        "-----Исходное сообщение-----",
        "##- Please type your reply above this line -##",
    ],
)
def test_separator_begins_the_tail(line: str) -> None:
    assert is_separator(line)


@pytest.mark.parametrize("line", ["----- and then -----", "The original message was lost.", "--- next topic ---"])
def test_ones_own_rule_is_no_separator(line: str) -> None:
    assert not is_separator(line)
