"""A day in a few languages' words, for what an out-of-office and a PAUSE name. (Reports have their own grammar.)

To teach another language: its months and weekdays below, and its words for "until" and "back" in auto_reply.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from service.reading.patterns.ways import quick

# Month by any of its names, a row a month: en de fr es pt it nl sv da/no fi pl cs tr ru uk.
_MONTHS = (
    "january jan januar jänner janvier janv enero ene janeiro gennaio gen januari tammikuuta tammikuun stycznia ledna "
    "ocak января янв січня",
    "february feb februar februari février fevrier févr fevr febrero fevereiro fev febbraio helmikuuta helmikuun "
    "lutego "
    "února şubat февраля февр фев лютого",
    "march mar märz maerz mars marzo março marco mrt maart marts maaliskuuta maaliskuun marca března mart марта мар "
    "березня",
    "april apr avril avr abril abr aprile huhtikuuta huhtikuun kwietnia dubna nisan апреля апр квітня",
    "may mai mayo maio maggio mag mei maj toukokuuta toukokuun maja května mayıs мая травня",
    "june jun juni juin junio junho giugno giu kesäkuuta kesäkuun czerwca června haziran июня июн червня",
    "july jul juli juillet juil julio julho luglio lug heinäkuuta heinäkuun lipca července temmuz июля июл липня",
    "august aug août aout agosto ago augustus augusti elokuuta elokuun sierpnia srpna ağustos августа авг серпня",
    "september sep sept septembre septiembre setiembre setembro set settembre syyskuuta syyskuun września září eylül "
    "сентября сент сен вересня",
    "october oct oktober okt octobre octubre outubro out ottobre ott lokakuuta lokakuun października října ekim "
    "октября "
    "окт жовтня",
    "november nov novembre noviembre novembro marraskuuta marraskuun listopada listopadu kasım ноября нояб листопада",
    "december dec dezember dez décembre decembre déc diciembre dic dezembro dicembre desember des joulukuuta joulukuun "
    "grudnia prosince aralık декабря дек грудня",
)
_WEEKDAYS = (
    "monday mon montag lundi lunes segunda segunda-feira lunedì lunedi maandag måndag måndagen mandag mandagen "
    "maanantai "
    "maanantaina poniedziałek pondělí pazartesi понедельник понеділок",
    "tuesday tue tues dienstag mardi martes terça terça-feira martedì martedi dinsdag tisdag tisdagen tirsdag "
    "tirsdagen "
    "tiistai tiistaina wtorek úterý salı вторник вівторок",
    "wednesday wed mittwoch mercredi miércoles miercoles quarta quarta-feira mercoledì mercoledi woensdag "
    "onsdag onsdagen keskiviikko keskiviikkona środa środę středa středu çarşamba среду среда середу",
    "thursday thu thur thurs donnerstag jeudi jueves quinta quinta-feira giovedì giovedi donderdag torsdag torsdagen "
    "torstai torstaina czwartek čtvrtek perşembe четверг четвер",
    "friday fri freitag vendredi viernes sexta sexta-feira venerdì venerdi vrijdag fredag fredagen perjantai "
    "perjantaina "
    "piątek pátek cuma пятницу пятница п'ятницю",
    "saturday sat samstag sonnabend samedi sábado sabado sabato zaterdag lördag lørdag lauantai sobota sobotę "
    "cumartesi "
    "субботу суботу",
    "sunday sun sonntag dimanche domingo domenica zondag söndag søndag sunnuntai niedziela niedzielę neděle neděli "
    "pazar "
    "воскресенье неділю",
)
_EAST_ASIAN_WEEKDAYS = ("一月월", "二火화", "三水수", "四木목", "五金금", "六土토", "日天일")
_TOMORROW = "tomorrow morgen demain mañana amanhã domani imorgon huomenna jutro zítra yarın завтра"

_MONTH = {name: number for number, row in enumerate(_MONTHS, 1) for name in row.split()}
_WEEKDAY = {name: number for number, row in enumerate(_WEEKDAYS) for name in row.split()}
_NAMES = "|".join(sorted(map(re.escape, _MONTH), key=len, reverse=True))
_DAYS = "|".join(sorted(map(re.escape, _WEEKDAY), key=len, reverse=True))
_DAY = quick(
    rf"(?P<year>20\d\d)-(?P<month>\d\d?)-(?P<day>\d\d?)(?!\d)"
    rf"|(?:(?P<cjk_year>20\d\d)\s?[年년]\s?)?(?P<cjk_month>\d\d?)\s?[月월]\s?(?P<cjk_day>\d\d?)\s?[日号號일]"
    rf"|(?<![\d.])(?P<first>\d\d?)(?P<mark>[./]|-(?=\d\d?-\d\d))\s?(?P<second>\d\d?)(?:(?P=mark)\s?(?P<third>20\d\d|"
    rf"\d\d)(?!\d)|(?P<open>\.)|(?![\d.:/]|\s?[ap]\.?m))"
    rf"|(?<!\d)(?P<before>\d\d?)(?:st|nd|rd|th|er|º|°|ª|\.|-го|-е)?,?\s?(?:of\s|de\s|d[ei]\s|"
    rf"den\s)?\s?(?P<name>{_NAMES})\b\.?(?:,?\s(?:de[l]?\s)?(?P<name_year>20\d\d))?"
    rf"|\b(?P<name_first>{_NAMES})\b\.?\s(?:the\s)?(?P<after>\d\d?)(?:st|nd|rd|"
    rf"th)?(?![\d:])(?:\s?[-–]\s?(?P<range>\d\d?)(?:st|nd|rd|th)?(?![\d:/-]))?(?:,?\s(?P<after_year>20\d\d))?"
    rf"|\b(?:the|le|den|el|il|dia|de|op)\s(?P<ordinal>\d\d?)(?:st|nd|rd|th|er|º|°|\.(?!\s?\d))?(?=[\s,;!)]|\.(?!\d)|"
    rf"$)(?!\.?\s?(?:uhr|h\b|am\b|pm\b|%|(?:de\s|of\s|d[ei]\s)?(?:{_NAMES})\b))"
    rf"|\b(?:(?P<next>next)\s)?(?P<weekday>{_DAYS})\b"
    rf"|(?P<cjk_next>下)?(?:星期|周|週|礼拜)(?P<cjk_weekday>[一二三四五六日天])"
    rf"|(?P<jk_weekday>[月火水木金土日월화수목금토일])(?:曜|요일)"
    rf"|\b(?P<tomorrow>{'|'.join(_TOMORROW.split())})\b"
    rf"|(?P<cjk_tomorrow>明天|明日|내일)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A day named in a text, and where."""

    day: date
    start: int
    end: int
    exact: bool
    """It has a month, not only a weekday."""
    dated: bool = False
    """It has its year."""
    ends_range: bool = False
    """The last day of "December 1-12"."""


def days_in(text: str, today: date, day_first: bool) -> list[Mention]:
    """Every coming day named in `text`, in order. Without a year: the first such day not before `today`."""
    found: list[Mention] = []
    for match in _DAY.finditer(text):
        day = _day_of(match, today, day_first)
        if day is not None:
            if found and not found[-1].exact and match.start() - found[-1].end <= 6:
                found.pop()  # "Monday, December 13": the date tells which Monday
            dated = any(match[name] for name in ("year", "cjk_year", "third", "name_year", "after_year"))
            found.append(Mention(day, match.start(), match.end(), _exact(match), dated, match["range"] is not None))
    return found


def _exact(match: re.Match[str]) -> bool:
    return not any(match[name] for name in ("weekday", "cjk_weekday", "jk_weekday", "tomorrow", "cjk_tomorrow"))


def _day_of(match: re.Match[str], today: date, day_first: bool) -> date | None:
    if match["tomorrow"] or match["cjk_tomorrow"]:
        return today + timedelta(days=1)
    if not _exact(match):
        return _weekday(match, today)
    if match["ordinal"]:
        return _next_ordinal(int(match["ordinal"]), today)
    if match["first"]:
        return _slashed(match, today, day_first)
    if match["year"]:
        return _date(int(match["year"]), int(match["month"]), int(match["day"]))
    if match["cjk_month"]:
        year = match["cjk_year"]
        return _coming(int(match["cjk_day"]), int(match["cjk_month"]), int(year) if year else None, today)
    month = _MONTH[(match["name"] or match["name_first"]).lower()]
    year = match["name_year"] or match["after_year"]
    return _coming(int(match["before"] or match["range"] or match["after"]), month, int(year) if year else None, today)


def _weekday(match: re.Match[str], today: date) -> date:
    """The first such day after today; "next Friday" is the one of the next calendar week."""
    east = match["cjk_weekday"] or match["jk_weekday"]
    if east:
        weekday = next(number for number, row in enumerate(_EAST_ASIAN_WEEKDAYS) if east in row)
    else:
        weekday = _WEEKDAY[match["weekday"].lower()]
    if match["next"] or match["cjk_next"]:
        return today + timedelta(days=7 - today.weekday() + weekday)
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _slashed(match: re.Match[str], today: date, day_first: bool) -> date | None:
    first, second, third = int(match["first"]), int(match["second"]), match["third"]
    if not third and match["mark"] == "." and not match["open"]:
        return None
    year = int(third) + (2000 if len(third) == 2 else 0) if third else None
    leading, other = _coming(first, second, year, today), _coming(second, first, year, today)
    if not (day_first or match["mark"] == "."):
        leading, other = other, leading
    return leading if leading is not None and (leading >= today or other is None) else other


def _coming(day: int, month: int, year: int | None, today: date) -> date | None:
    if year is not None:
        return _date(year, month, day)
    for candidate in range(today.year, today.year + 5):  # February 29 may be four years away
        found = _date(candidate, month, day)
        if found is not None and found >= today:
            return found
    return None


def _next_ordinal(day: int, today: date) -> date | None:
    for ahead in range(3):
        month = (today.month - 1 + ahead) % 12 + 1
        found = _date(today.year + (today.month - 1 + ahead) // 12, month, day)
        if found is not None and found >= today:
            return found
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
