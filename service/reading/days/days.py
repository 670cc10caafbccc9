"""Finds the days spoken of in a sentence: which forms fit where, which of them are innocent, and which belong together
("Nov 3, 10 and 17", "Tuesday, the 12th", "the 12th or 13th")."""

from __future__ import annotations

import re
from dataclasses import replace

from service.reading.days.counted_days import counted_on, weeks_apart
from service.reading.days.dates import (
    Both,
    Calendar,
    Day,
    DayMention,
    DayOfMonth,
    Named,
    NthWeekday,
    Offset,
    SameTime,
    Slashed,
    Unsure,
    Vague,
    Weekday,
    WeekdayOfWeek,
)
from service.reading.days.dayforms import (
    BARE_FOLLOWS,
    FORMS,
    NOT_A_DAY,
    ORD_DIGITS,
    ORD_WORD,
)
from service.reading.days.makers import weekday_of
from service.reading.patterns.cued import Cued
from service.reading.prose.words import MONTH, MONTHS, WEEKDAY, ordinal_of

_INNER_NAME = re.compile(r"[(][?]P<[a-z0-9]+>")
# A form's name stands behind it, so that its first letters are seen.
PLACES = (
    r"(?<![\w@#$€£])(?:"
    + "|".join(f"(?:{_INNER_NAME.sub('(?:', pattern)})(?P<{name}>)" for name, pattern, _ in FORMS)
    + ")"
)
_SCAN = Cued(PLACES, deep=True)
_FORM = {name: (re.compile(pattern), make) for name, pattern, make in FORMS}
_WORTH_A_LOOK = Cued(
    rf"\d|\b(?:{WEEKDAY}|{MONTH}|{ORD_WORD}|to(?:day|morrow|night)|yesterday|this|last|weeks?|same|"
    rf"fortnight|ago|after|other|now|some ?time|around|just|halloween|juneteenth|thanksgiving|(?:day|eve)\b)"
)


def find_days(low: str, text: str, day_first: bool = False, bare: bool = False) -> list[DayMention]:
    """Every day spoken of in a sentence, in order. `low` is `text` in lower case; `bare`: the sentence answers a
    question for a day, so that "4/5" is one."""
    if not _WORTH_A_LOOK.search(low):
        return []
    found = [mention for match in _SCAN.finditer(low) if (mention := _mention(match, low, text, day_first, bare))]
    return counted_on(weeks_apart(_joined(_listed(found, low), low), low), low)


def _mention(match: re.Match[str], low: str, text: str, day_first: bool, bare: bool) -> DayMention | None:
    name = match.lastgroup or ""
    pattern, make = _FORM[name]
    inner = pattern.match(low, match.start())
    if inner is None or _innocent(name, inner, low, text, bare):
        return None
    day, lean = make(inner)
    if isinstance(day, Slashed):
        day = day.settled(day_first)
        if inner.groupdict().get("wd"):
            day = Named(day, weekday_of(inner))
    return DayMention(match.start(), match.end(), day, lean)


_MODAL_FOLLOWS = re.compile(
    r"\s+(?:be|have|need|not|want|also|well|help|come|go|take|require|still|end|seem|feel|meet|get|make|"
    r"sound|work|i|we|"
    r"hours|blocks|miles|people|times|of\s+us|days|weeks)\b"
)
_SHORT_DAY_BEFORE = re.compile(
    r"(?:\bon|\bwas|last|next|this|past|coming|by|until|for|from|or|and|:|,|;|met|meet|\(|yes|yep|,|–|—|-|^|[.!?]|"
    r"\b(?:zoomed|skyped|called|phoned|facetimed|lunch|coffee|breakfast|dinner|brunch|tea|drinks|zoom|teams|call|chat|session|meeting|talk|talked|spoke|walk))\s*$"
)
_MON = re.compile(r"mon\b")
_OF_A_THING = re.compile(r"\s+(?:best|school|blues|roast)\b")
_MET_ON = re.compile(r"\b(?:met|meet|lunch|coffee|breakfast|dinner|brunch|tea|zoomed|talked|spoke|chatted)\s*$")
"""What a day follows without a word between, as thumbs write: "lunch sat", "met sun on zoom"."""
_SHORT_DAY_WORDS = re.compile(r"^(?:sat|sun|wed)\b\.?")
_SHORT_DAY_AFTER = re.compile(
    r"\s*(?:$|[,.;:!)(–—&@/+\-]|\d|at\b|the\s+\d|(?:early\s+|late\s+)?(?:mornin|morning|morn|afternoon|aft|arvo|eve|evening|nite|night|"
    r"am|pm|noon|lunch|lunchtime)\b|and\b(?!\s+(?:had|talked|chatted)))"
)
_SHORT_DAY_GOES_ON = re.compile(
    r"\s+(?:we|i|she|he|over|via|by|for|in|on\s+(?:zoom|teams|skype|webex|facetime|video|the\s+phone|meet)|w/?\b|with)(?=\W|$)"
)
_EVERY = re.compile(
    r"\b(?:every|each|most|any|usual|alternate|alternating|standing|first|second|third|fourth|weekly|only|per|another|some|of\s+all|per\s+se|"
    r"casual|black|good|an?(?:\s+(?:wet|cold|quiet|rainy|slow|busy|normal|typical|hot|long))?)\s+(?:other\s+)?$"
)
_RATED = re.compile(r"\b(?:an?|say|it|give|gave|call\s+it|around|about|of|at|so|rating:?|useful\w*:?)\s*$")
"""Before "3.5." it is a rating that ends its sentence."""
_TODAY_IS = re.compile(r"\btoday\s+is\s+(?:already\s+)?$")
_OF_A_DATE = re.compile(r"\beach\s+other\s$|\d(?:st|nd|rd|th)?,\s+an?\s$")
""" "November 11th, a Thursday" tells the day of a date, "seen each other Friday" when."""
_FRACTION = re.compile(
    r"\s*(?:of\b|the\b|an?\b|hours?\b|hrs?\b|day\b|way\b|time\b|full|price|done|fte|load|staff|cup|page)"
)
_DAY_WORD_BEFORE = re.compile(
    r"(?:\b(?:on|met|meet|meeting|since|until|till|by|from|to|for|next|date|and|or|was|is|due|before|"
    r"after|this|then|again|between|sched\w*)|[:,(&–—@]|^)\s*$"
)


def _innocent(name: str, match: re.Match[str], low: str, text: str, bare: bool) -> bool:
    """Whether what looks like a day is none: "the second floor", "we may 2 be…", "24/7", "4/5", "she sat down"."""
    before, after = low[max(0, match.start() - 24) : match.start()], low[match.end() : match.end() + 16]
    if name == "slashed":
        return not bare if match["a3"] else _is_fraction(match, before, after, bare)
    if name != "week_of" and _WEEK_OF.search(before):
        return True
    if name in ("month_day", "day_month") and MONTHS[match["month"].rstrip(".")] in (3, 5):
        return bool(_MODAL_FOLLOWS.match(after)) and text[match.start("month")].islower()
    if name == "weekday" and ((_EVERY.search(before) and not _OF_A_DATE.search(before)) or after.startswith("-")):
        return True
    if name == "weekday" and _TODAY_IS.search(before):
        return True
    if name == "weekday" and before.endswith("is it ") and after.startswith(" yet"):
        return True
    if name == "weekday" and before.endswith("the ") and re.match(r"\s+[A-Z]", text[match.end() :]):
        return True
    if name == "weekday" and _OF_A_THING.match(after):
        return True
    if name == "weekday" and _MON.match(match.group()) and text[match.start()].islower():
        return not (_SHORT_DAY_BEFORE.search(before) or _SHORT_DAY_AFTER.match(after))
    if name == "weekday" and _SHORT_DAY_WORDS.match(match.group()):
        return _is_no_short_day(match.group(), before, after, text[match.start()].isupper())
    if name.startswith("day_of_month") and _ONE_OF_TWO.match(low, match.end()) and "1st" in low and "2nd" in low:
        return match["day"] in ("1st", "2nd") and not _ON_FIRST.search(low)
    if name.startswith("day_of_month") and _TOLD_OF.match(low, match.end()) and (ordinal_of(match["day"]) or 9) <= 2:
        # "2nd: how to split my week", "the second: what to ask": one of two meetings
        return match["day"].isalpha() or not before.rstrip().endswith(("on", "on the"))
    if _STREET.search(before) and match.group().strip()[:1].isdigit():
        return True
    if name == "dotted" and not match["y"] and int(match["m"]) == 5 > int(match["d"]) and _RATED.search(before):
        return True
    if name == "dotted":
        return not match["y"] and not 1 <= int(match["m"]) <= 12
    return False


def _is_no_short_day(day: str, before: str, after: str, capital: bool) -> bool:
    """Whether "sat", "sun" or "wed" is no day but a verb or the sun."""
    if before.endswith("on ") and after.startswith(" and "):
        return False
    if not before.strip() and (day.endswith(".") or _HELD_BY.match(after)):
        return False
    if (capital or day == "wed") and before.strip() and _SHORT_DAY_AFTER.match(after):
        return False
    goes_on = (before.endswith("on ") or _MET_ON.search(before)) and _SHORT_DAY_GOES_ON.match(after)
    return not (_SHORT_DAY_BEFORE.search(before) and (goes_on or _SHORT_DAY_AFTER.match(after)))


_HELD_BY = re.compile(r"\s+(?:(?:on\s+)?(?:zoom|teams|skype|webex|video)|phone|by\s+phone|lunch|coffee|call)\b")
""" "wed phone call, 35 min" begins with the day."""
_TOLD_OF = re.compile(r"\s*:\s*(?:how|what|who|why|whether|where|if)\b")
_ONE_OF_TWO = re.compile(r"\s+(?:we|she|he|i|they|it|was|one|time|talk|about|abt|her|his|my)\b")
_ON_FIRST = re.compile(r"\b(?:on|[a-z]+day)\s+(?:the\s+)?(?:1st|2nd)\b")
_WEEK_OF = re.compile(r"\bweek\s+of\s+(?:the\s+)?$")
"""Before a holiday it makes a week of it, of which no day is said."""
_STREET = re.compile(
    r"\b(?:the|an?|our|that)\s+(?:[\w-]+\s+){0,2}(?:place|cafe|café|shop|bar|diner|restaurant|corner|deli|spot|bakery|house|pub|coffee|building)\s+(?:on|at)\s+$"
)
"""Before an ordinal it is a street's: "the Ethiopian place on 9th"."""


def _is_fraction(match: re.Match[str], before: str, after: str, bare: bool) -> bool:
    if match["a"] is None or match["y"]:
        return False
    first, second = int(match["a"]), int(match["b"])
    if (
        re.search(r"\b(?:on|met)\s*$", before)
        and max(first, second) <= 31
        and 1 <= min(first, second) <= 12
        and (first, second) != (24, 7)
    ):
        return False
    if (
        (first, second) in ((24, 7), (50, 50), (9, 11), (7, 24), (360, 0))
        or not min(first, second) >= 1
        or max(first, second) > 31
    ):
        return not (bare and (first, second) == (9, 11))
    if min(first, second) > 12 or first > 31:
        return True
    if match.groupdict().get("wd"):
        return False
    if (first < second <= 4 or (second == 10 and first <= 10)) and _FRACTION.match(after):
        return True
    if second in (5, 10) and first <= second:
        timed = re.match(r"\s*(?:at|@)\s*\d", after)
        return not (
            bare or timed or re.search(r"\b(?:on|met|meet|meeting|date|until|from|by|since|again|next)\s*$", before)
        )
    fraction = first < second <= 4 or (first, second) == (1, 5)
    return fraction and not bare and not _DAY_WORD_BEFORE.search(before)


_LIST_NEXT = re.compile(
    rf"\s*(?:,\s*(?:and\s+|&\s*|then\s+)?|\s+and\s+|\s*[&+]\s*)(?:(?:then\s+|again\s+|on\s+|"
    rf"also\s+)*the\s+)?(?P<day>{ORD_DIGITS}|\d{{1,2}}\b)"
    rf"{NOT_A_DAY}(?P<more>\s*(?:$|[.;)(!?]|,\s|\s+(?:and|&|both|each|for|at|on|in|via|by|over)\b|\s*[&+]))"
)
_RANGE_NEXT = re.compile(
    rf"\s*(?:[-–]|\bto\b|\bthrough\b|\bthru\b|\buntil\b|"
    rf"\btill\b)\s*(?:{WEEKDAY},?\s*)?(?:the\s+)?(?:{MONTH}\s*)?(?:{ORD_DIGITS}|\d{{1,2}}\b){NOT_A_DAY}"
    rf"(?!\s*(?:people|of|star|pm|am|-|–|to\b))(?:\s+{MONTH})?(?:/\d{{1,2}})?"
)
_MOVED_FROM = re.compile(
    r"\b(?:moved?|reschedul\w+|push(?:ed)?|switch(?:ed)?|change[d]?|shift(?:ed)?|bump(?:ed)?)\s+(?:\w+\s+){0,4}from\s+(?:on\s+)?$"
)
_OR_NEXT = re.compile(
    rf"\s*(?:\bor\b|/)\s*(?:maybe\s+|perhaps\s+|possibly\s+|on\s+)?(?:the\s+)?(?:{ORD_DIGITS}|"
    rf"\d{{1,2}}\b){NOT_A_DAY}{BARE_FOLLOWS}"
)


_OR_BEFORE = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\s+or\s+(?:the\s+)?$")
"""One of two days before their month ("10 or 11 November")."""
_DAY_BEFORE = re.compile(
    rf"(?:(?:\bon\s+(?:the\s+)?|\bmet\s+|\bthe\s+|^\W*)(?=\d)|(?=\b{ORD_DIGITS}))(\d{{1,2}})(?:st|nd|rd|th)?\s*(?:and|&)\s*(?:the\s+)?$"
)
"""A number before a day and its month ("on 6 and 20 October", "3rd and 17th of November")."""


_NEAR = 40
"""Characters before a day within which one that shares its month stands."""
_DATE_FIRST = re.compile(r"(?:the\s+)?\d")


def _in_its_month(out: list[DayMention], mention: DayMention, low: str) -> DayMention:
    """The mention, in the month of the day before it where it shares one; the day before it shares this one's."""
    if not out:
        return mention
    before, gap = out[-1], low[out[-1].end : mention.start]
    earlier, month, is_list = _month_of(before.day), _month_of(mention.day), _list_gap(gap)
    if isinstance(mention.day, DayOfMonth) and earlier and mention.day.months is None:
        rises = mention.day.day > _number_of(before.day)
        if rises and is_list and len(gap.split()) <= 2:
            return replace(mention, day=Calendar(earlier, mention.day.day))
    if isinstance(before.day, DayOfMonth):
        if month and before.day.months is None and _SHARES.fullmatch(gap):
            out[-1] = replace(before, day=Calendar(month, before.day.day))
        elif isinstance(mention.day, NthWeekday) and is_list:
            out[-1] = replace(before, day=replace(mention.day, nth=before.day.day))
    return mention


_SHARES = re.compile(r"\s*(?:,|and|&|or|,\s*and)\s*(?:the\s+)?")
"""Between two days that share the month of the second ("the 10th and the 11th of November")."""


def _listed(found: list[DayMention], low: str) -> list[DayMention]:
    """Days that share their month with the one before ("Nov 3, 10 and 17"), and ranges and choices made one mention."""
    out: list[DayMention] = []
    for mention in found:
        if out and mention.start < out[-1].end:
            continue
        mention = _in_its_month(out, mention, low)
        month, near = _month_of(mention.day), max(0, mention.start - _NEAR)
        if isinstance(mention.day, (Vague, Unsure, SameTime, Offset)):
            out.append(mention)
            continue
        if (span := _RANGE_NEXT.match(low, mention.end)) and not _MOVED_FROM.search(low[: mention.start]):
            out.append(DayMention(mention.start, span.end(), Vague(), mention.lean))
            continue
        if choice := _OR_NEXT.match(low, mention.end):
            out.append(DayMention(mention.start, choice.end(), Unsure(), mention.lean))
            continue
        if month and (first := _OR_BEFORE.search(low, near, mention.start)) and low[mention.start].isdigit():
            out.append(DayMention(first.start(1), mention.end, Unsure(), mention.lean))
            continue
        first = _DAY_BEFORE.search(low, near, mention.start) if month else None
        taken = first is not None and bool(out) and first.start(1) < out[-1].end
        if month and first and not taken and _DATE_FIRST.match(low, mention.start):
            out.append(DayMention(first.start(1), first.end(1), Calendar(month, int(first[1])), mention.lean))
        out.append(mention)
        at = mention.end
        while month and (item := _LIST_NEXT.match(low, at)):
            number = ordinal_of(item["day"])
            plain = item["day"].isdigit()
            last = not re.search(r"and|&|,", item["more"])
            joined = re.search(r"and|&|\+", low[at : item.start("day")])
            if number is None or not 1 <= number <= 31 or (plain and not joined and last):
                break
            if not plain and number < _number_of(out[-1].day):
                break
            if plain and not joined and not re.match(r"\s*(?:,\s*)?(?:and|&|\d)", low[item.end("day") :]):
                break
            out.append(DayMention(item.start("day"), item.end("day"), Calendar(month, number), mention.lean))
            at = item.end("day")
    return out


def _list_gap(gap: str) -> bool:
    return bool(re.fullmatch(r"\s*(?:,|and|&|or|then|again|on|\s)*(?:the\s+)?", gap))


def _number_of(day: Day) -> int:
    """Which day of its month a dated day is; one that comes before it in a list is of another month ("the 28th of
    October and the 12th")."""
    if isinstance(day, Named):
        day = day.day
    return day.day if isinstance(day, (Calendar, DayOfMonth)) else 0


def _month_of(day: Day) -> int | None:
    if isinstance(day, Named):
        day = day.day
    return day.month if isinstance(day, Calendar) else None


_BESIDE = re.compile(
    r"\s*(?:,|\(|\s+before\s+(?:that|then),?\s|,?\s+(?:a|that\s+is|i\.?e\.?,?|on|which\s+was|which\s+is|so|that's|being|was)\s|—|–|/|=|\s)\s*\(?(?:on\s+|an?\s+)?(?:the\s+)?"
)
_CHOICE = re.compile(
    r"\s*(?:,?\s*(?:i|if)\s+(?:[\w']+\s+){0,4}[\w']+)?,?\s*(?:\bor\b|/)\s*"
    r"(?:maybe|perhaps|possibly|was\s+it|it\s+(?:might|may|could)\s+have\s+been|on|else)?\s*"
    r"(?:on\s+)?"
)


_RATHER = re.compile(
    r"\s*[,–—-]?\s*(?:no|nope|wait|sorry|i\s+mean|or\s+rather|(?:make|scratch|strike)\s+that)"
    r"(?:[\s,–—-]+(?:no|wait|sorry|i\s+mean|it\s+was|that's(?!\s+[a-z' ]{2,30},)|"
    r"(?:that'?s|that\s+(?:was|is))\s+[a-z' ]{2,30}(?=,))){0,6}"
    r"\s*[,:–—-]?\s*(?:it\s+was\s+|so\s+|make\s+it\s+)?(?:on\s+)?(?:the\s+)?"
)
"""Between two days it takes the first back ("Tuesday no Wednesday")."""
_WHICH_IS = re.compile(
    r"\s*,?\s*(?:(?:no|wait|sorry|oh|oops|except|but)[\s,–—-]+){1,4}that'?s\s+(?:the\s+day\s+(?:after|of)\s+)?"
)
"""Between a day and a feast it takes the day back for being one ("the 26th, no wait, that's Thanksgiving")."""


_CLOSE = 24
"""Characters within which another day comes in the place of one that is taken back."""


def _joined(found: list[DayMention], low: str) -> list[DayMention]:
    """One day said twice side by side is one mention, and so is one that is taken back at once for another; two days
    with "or" between them are one that is unsure."""
    out: list[DayMention] = []
    for mention, following in zip(found, [*found[1:], None], strict=False):
        before = out[-1] if out else None
        gap = low[before.end : mention.start] if before else ""
        if before and _CHOICE.fullmatch(gap):
            out[-1] = DayMention(before.start, mention.end, Unsure(), before.lean)
        elif before and _BESIDE.fullmatch(gap) and (one := _same_day(before.day, mention.day)):
            out[-1] = DayMention(before.start, mention.end, one, before.lean or mention.lean)
        elif before and following and _WHICH_IS.fullmatch(gap) and following.start - mention.end < _CLOSE:
            out.pop()
        elif before and _RATHER.fullmatch(gap) and not (gap.strip(" ,") == "no" and low[mention.start].isdigit()):
            out[-1] = replace(mention, start=before.start)
        else:
            out.append(mention)
    return out


def _same_day(first: Day, second: Day) -> Day | None:
    """The day that two forms side by side name together, or None where they are two days."""
    weekdays = (Weekday, WeekdayOfWeek)
    dated = (Calendar, DayOfMonth)
    if isinstance(first, weekdays) and isinstance(second, dated):
        return Named(second, first.weekday)
    if isinstance(first, dated) and isinstance(second, weekdays):
        return Named(first, second.weekday)
    if isinstance(first, Offset) and isinstance(second, Weekday):
        return Named(first, second.weekday)
    if isinstance(first, Weekday) and isinstance(second, Offset):
        return Named(second, first.weekday)
    if (isinstance(first, (Offset, NthWeekday)) and isinstance(second, (Calendar, DayOfMonth, Weekday))) or isinstance(
        second, Offset
    ):
        return Both(first, second)
    if isinstance(first, Vague) and isinstance(second, (*dated, *weekdays, Named)):
        return second
    return None
