"""A day in a few languages' words, for what an out-of-office and a PAUSE name. (Reports have their own grammar.)

To teach another language: its months and weekdays below, and its words for "until" and "back" in auto_reply.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

# Month by any of its names, a row a month: en de fr es pt it nl sv da/no fi pl cs.
_MONTHS = (
    "january jan januar jänner janvier janv enero ene janeiro gennaio gen januari tammikuuta stycznia ledna",
    "february feb februar februari février fevrier févr fevr febrero fevereiro fev febbraio helmikuuta lutego února",
    "march mar märz maerz mars marzo março marco mrt maart maaliskuuta marca března",
    "april apr avril avr abril abr aprile huhtikuuta kwietnia dubna",
    "may mai mayo maio maggio mag mei maj toukokuuta maja května",
    "june jun juni juin junio junho giugno giu kesäkuuta czerwca června",
    "july jul juli juillet juil julio julho luglio lug heinäkuuta lipca července",
    "august aug août aout agosto ago augustus augusti elokuuta sierpnia srpna",
    "september sep sept septembre septiembre setiembre setembro set settembre syyskuuta września září",
    "october oct oktober okt octobre octubre outubro out ottobre ott lokakuuta października října",
    "november nov novembre noviembre novembro marraskuuta listopada listopadu",
    "december dec dezember dez décembre decembre déc diciembre dic dezembro dicembre joulukuuta grudnia prosince",
)
_WEEKDAYS = (
    "monday mon montag lundi lunes segunda segunda-feira lunedì lunedi maandag måndag mandag maanantai "
    "poniedziałek pondělí",
    "tuesday tue tues dienstag mardi martes terça terça-feira martedì martedi dinsdag tisdag tirsdag tiistai "
    "wtorek úterý",
    "wednesday wed mittwoch mercredi miércoles miercoles quarta quarta-feira mercoledì mercoledi woensdag "
    "onsdag keskiviikko środa středa",
    "thursday thu thur thurs donnerstag jeudi jueves quinta quinta-feira giovedì giovedi donderdag torsdag "
    "torstai czwartek čtvrtek",
    "friday fri freitag vendredi viernes sexta sexta-feira venerdì venerdi vrijdag fredag perjantai piątek pátek",
    "saturday sat samstag sonnabend samedi sábado sabado sabato zaterdag lördag lørdag lauantai sobota sobota",
    "sunday sun sonntag dimanche domingo domenica zondag söndag søndag sunnuntai niedziela neděle",
)
_TOMORROW = "tomorrow morgen demain mañana amanhã domani"

_MONTH = {name: number for number, row in enumerate(_MONTHS, 1) for name in row.split()}
_WEEKDAY = {name: number for number, row in enumerate(_WEEKDAYS) for name in row.split()}
_NAMES = "|".join(sorted(map(re.escape, _MONTH), key=len, reverse=True))
_DAYS = "|".join(sorted(map(re.escape, _WEEKDAY), key=len, reverse=True))
_DAY = re.compile(
    rf"(?P<year>20\d\d)-(?P<month>\d\d?)-(?P<day>\d\d?)(?!\d)"
    rf"|(?P<cjk_year>20\d\d)\s?年\s?(?P<cjk_month>\d\d?)\s?月\s?(?P<cjk_day>\d\d?)\s?日"
    rf"|(?<![\d.])(?P<first>\d\d?)(?P<mark>[./-])\s?(?P<second>\d\d?)(?:(?P=mark)\s?(?P<third>20\d\d|"
    rf"\d\d)(?!\d)|(?P<open>\.)|(?![\d.:/-]|\s?[ap]\.?m))"
    rf"|(?<!\d)(?P<before>\d\d?)(?:st|nd|rd|th|er|º|°|ª|\.)?,?\s?(?:of\s|de\s|d[ei]\s|"
    rf"den\s)?\s?(?P<name>{_NAMES})\b\.?(?:,?\s(?:de[l]?\s)?(?P<name_year>20\d\d))?"
    rf"|\b(?P<name_first>{_NAMES})\b\.?\s(?:the\s)?(?P<after>\d\d?)(?:st|nd|rd|"
    rf"th)?(?![\d:])(?:,?\s(?P<after_year>20\d\d))?"
    rf"|\b(?:the|le|den|el|il|dia|de|op)\s(?P<ordinal>\d\d?)(?:st|nd|rd|th|er|º|°|\.)?(?=[\s.,;!)]|"
    rf"$)(?!\s?(?:uhr|h\b|am\b|pm\b|%))"
    rf"|\b(?P<weekday>{_DAYS})\b"
    rf"|\b(?P<tomorrow>{'|'.join(_TOMORROW.split())})\b",
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


def days_in(text: str, today: date, day_first: bool) -> list[Mention]:
    """Every coming day named in `text`, in order. Without a year: the first such day not before `today`."""
    found: list[Mention] = []
    for match in _DAY.finditer(text):
        day = _day_of(match, today, day_first)
        if day is not None:
            if found and not found[-1].exact and match.start() - found[-1].end <= 6:
                found.pop()  # "Monday, December 13": the date tells which Monday
            found.append(Mention(day, match.start(), match.end(), not (match["weekday"] or match["tomorrow"])))
    return found


def _day_of(match: re.Match[str], today: date, day_first: bool) -> date | None:
    if match["weekday"]:
        return today + timedelta(days=(_WEEKDAY[match["weekday"].lower()] - today.weekday() - 1) % 7 + 1)
    if match["tomorrow"]:
        return today + timedelta(days=1)
    if match["ordinal"]:
        return _next_ordinal(int(match["ordinal"]), today)
    if match["first"]:
        return _slashed(match, today, day_first)
    if match["year"]:
        return _date(int(match["year"]), int(match["month"]), int(match["day"]))
    if match["cjk_year"]:
        return _date(int(match["cjk_year"]), int(match["cjk_month"]), int(match["cjk_day"]))
    month = _MONTH[(match["name"] or match["name_first"]).lower()]
    year = match["name_year"] or match["after_year"]
    return _coming(int(match["before"] or match["after"]), month, int(year) if year else None, today)


def _slashed(match: re.Match[str], today: date, day_first: bool) -> date | None:
    first, second, third = int(match["first"]), int(match["second"]), match["third"]
    if not third and match["mark"] == "-":
        return None
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
