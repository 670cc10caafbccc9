"""The day an out-of-office names: each phrase of a language with each of its ways to write a day, all over a year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from service.reading.machines.absences import return_day

TODAY = date(2026, 12, 1)  # a Tuesday
DAYS = [TODAY + timedelta(days=ahead) for ahead in (2, 9, 17, 31, 45, 92, 150, 211)]

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "no": "januar februar mars april mai juni juli august september oktober november desember",
    "fi": "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta "
    "marraskuuta joulukuuta",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "cs": "ledna února března dubna května června července srpna září října listopadu prosince",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
}
# {d}: the day's number, {m}: its month's name, {n}: its month's number, {y}: its year.
WRITTEN = {
    "en": ("{m} {d}", "{m} {d}, {y}", "{d} {m}", "{y}-{n:02}-{d:02}", "{n}/{d}/{y}"),
    "de": ("{d}. {m}", "{d}. {m} {y}", "{d}.{n}.", "{d:02}.{n:02}.{y}"),
    "fr": ("{d} {m}", "{d} {m} {y}", "{d:02}/{n:02}/{y}"),
    "es": ("{d} de {m}", "{d} de {m} de {y}", "{d:02}/{n:02}/{y}"),
    "pt": ("{d} de {m}", "{d} de {m} de {y}", "{d:02}/{n:02}/{y}"),
    "it": ("{d} {m}", "{d} {m} {y}", "{d:02}/{n:02}/{y}"),
    "nl": ("{d} {m}", "{d} {m} {y}"),
    "sv": ("{d} {m}", "{y}-{n:02}-{d:02}"),
    "da": ("{d}. {m}", "{d}. {m} {y}"),
    "no": ("{d}. {m}", "{d}.{n}.{y}"),
    "fi": ("{d}. {m}", "{d}.{n}.", "{d}.{n}.{y}"),
    "pl": ("{d} {m}", "{d} {m} {y}"),
    "cs": ("{d}. {m}", "{d}. {n}. {y}"),
    "tr": ("{d} {m}", "{d} {m} {y}"),
    "ru": ("{d} {m}", "{d} {m} {y}", "{d:02}.{n:02}.{y}"),
    "uk": ("{d} {m}", "{d}.{n:02}.{y}"),
    "ja": ("{n}月{d}日", "{y}年{n}月{d}日"),
    "zh": ("{n}月{d}日", "{y}年{n}月{d}日"),
    "ko": ("{n}월 {d}일", "{y}년 {n}월 {d}일"),
}
# The day itself, whether they are back on it or away until it.
PHRASES = {
    "en": (
        "I will be back on {day}.",
        "I'm out of the office until {day}.",
        "I return {day}.",
        "I'll be back in the office on {day} and answer then.",
        "I am away and will respond to your message on {day}.",
        "My office reopens on {day}.",
        "I'm traveling until {day}, with little access to mail.",
        "Expected return: {day}",
    ),
    "de": (
        "Ich bin bis zum {day} nicht im Büro.",
        "Ich bin ab dem {day} wieder erreichbar.",
        "Am {day} bin ich zurück.",
        "Rückkehr am {day}.",
        "Ab {day} beantworte ich Ihre Nachricht.",
        "Ich bin bis {day} im Urlaub.",
        "Ich melde mich am {day} wieder.",
    ),
    "fr": (
        "Je suis absente jusqu'au {day}.",
        "Je serai de retour le {day}.",
        "Je reviens le {day}.",
        "Je reprends le travail le {day}.",
        "Je vous répondrai à partir du {day}.",
        "Retour prévu le {day}.",
    ),
    "es": (
        "Estaré fuera de la oficina hasta el {day}.",
        "Vuelvo el {day}.",
        "Regreso el {day}.",
        "Estaré de vuelta el {day}.",
        "Me reincorporo el {day}.",
        "Responderé a partir del {day}.",
    ),
    "pt": (
        "Estou ausente até {day}.",
        "Estarei de volta em {day}.",
        "Regresso a {day}.",
        "Volto no dia {day}.",
        "Responderei a partir de {day}.",
        "Retorno em {day}.",
    ),
    "it": (
        "Sono assente fino al {day}.",
        "Sarò di ritorno il {day}.",
        "Rientro il {day}.",
        "Tornerò in ufficio il {day}.",
        "Risponderò a partire dal {day}.",
    ),
    "nl": (
        "Ik ben afwezig tot {day}.",
        "Ik ben {day} weer terug.",
        "Vanaf {day} ben ik weer bereikbaar.",
        "Op {day} ben ik terug op kantoor.",
    ),
    "sv": ("Jag är ledig till {day}.", "Jag är tillbaka den {day}.", "Jag är åter {day}.", "Jag svarar från {day}."),
    "da": (
        "Jeg er på ferie indtil {day}.",
        "Jeg er tilbage {day}.",
        "Jeg er tilbage på kontoret den {day}.",
        "Jeg svarer fra {day}.",
    ),
    "no": ("Jeg er på ferie til {day}.", "Jeg er tilbake {day}.", "Jeg er tilbake på jobb {day}."),
    "fi": ("Palaan {day}", "Olen poissa {day} asti.", "Olen tavoitettavissa jälleen {day}", "Takaisin töissä {day}"),
    "pl": ("Jestem nieobecna do {day}.", "Wracam {day}.", "Będę dostępna od {day}.", "Wrócę do biura {day}."),
    "cs": ("Jsem na dovolené do {day}.", "Vrátím se {day}.", "Zpět budu {day}.", "Opět k dispozici od {day}."),
    "tr": ("{day} tarihine kadar izindeyim.", "{day} tarihinde döneceğim.", "{day} tarihinde tekrar ofiste olacağım."),
    "ru": ("Я в отпуске до {day}.", "Вернусь {day}.", "Я снова буду на работе {day}.", "Буду на связи с {day}."),
    "uk": ("Я у відпустці до {day}.", "Повернуся {day}.", "Буду на зв'язку з {day}. Відповім тоді."),
    "ja": ("{day}まで不在です。", "{day}に出社します。", "{day}より通常通り対応いたします。", "{day}に戻ります。"),
    "zh": ("我在休假，{day}返回。", "我将于{day}回到办公室。", "{day}之前不在办公室。", "{day}恢复上班。"),
    "ko": ("{day}까지 휴가입니다.", "{day}에 복귀합니다.", "{day}부터 출근합니다.", "{day}에 돌아옵니다."),
}


def written(language: str, form: str, day: date) -> str:
    month = MONTHS[language].split()[day.month - 1] if language in MONTHS else ""
    return form.format(d=day.day, m=month, n=day.month, y=day.year)


@pytest.mark.parametrize(("language", "phrase"), [(name, each) for name, row in PHRASES.items() for each in row])
def test_each_phrase_with_each_way_to_write_a_day(language: str, phrase: str) -> None:
    missed = [
        text
        for form in WRITTEN[language]
        for day in DAYS
        if return_day(text := phrase.format(day=written(language, form, day)), "", TODAY, language != "en") != day
    ]
    assert not missed


NO_DAY = (
    "I am away from {day} on.",
    "I will be on leave from {day}.",
    "As of {day} I no longer work here.",
    "My last day is {day}.",
    "We received your message of {day}.",
    "The workshop is on {day}.",
    "Ab dem {day} bin ich im Urlaub.",
    "Ab {day} bin ich nicht mehr hier tätig.",
    "À partir du {day} je serai absente.",
    "A partir del {day} estaré de vacaciones.",
    "A partire dal {day} sono in ferie.",
    "Vanaf {day} ben ik afwezig.",
    "С {day} я в отпуске.",
)


@pytest.mark.parametrize("phrase", NO_DAY)
def test_a_day_of_something_else_is_no_return(phrase: str) -> None:
    assert return_day(phrase.format(day="2026-12-09"), "", TODAY, False) is None
