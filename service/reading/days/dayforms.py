"""How days are written: a table of forms, each a pattern and the `Day` it makes.

The first form that fits at a place wins, so longer forms stand above the shorter ones they contain. All patterns run
over lower-cased text and are free of nested repeats.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from service.reading.days import makers
from service.reading.days.dates import Day, Lean, NthWeekday, Offset, Unsure, Vague, Weekday, WeekdayOfWeek
from service.reading.days.feasts import COUNTED_FROM, FEASTS
from service.reading.prose.words import MONTH, NUMBER_WORD, ORDINALS, WEEKDAY, WEEKDAYS, any_of, ordinal_of

ORD_DIGITS = r"\d{1,2}\s?(?:st|nd|rd|th)\b"
ORD_WORD = any_of(ORDINALS) + r"\b"
_LATE_ORD_WORD = any_of(word for word, number in ORDINALS.items() if number > 9) + r"\b"
_ORD = rf"(?:{ORD_DIGITS}|{ORD_WORD})"
NOT_A_DAY = (
    r"(?!\d|[:/]\d|\.\d|\s?(?:am|pm|a\.m|p\.m)\b|\s?(?:mins?|minutes|hours?|hrs?|h)\b|\s?%|"
    r"\s?(?:-|–|to|or)\s?\d{1,3}\s?(?:mins?|minutes|hours?|hrs?)\b)"
)
_DAY = rf"(?:{_ORD}|\d{{1,2}}\b){NOT_A_DAY}"
_YEAR = r"(?:,?\s+(?P<year>20\d\d)\b|\s?'(?P<year2>\d\d)\b)?"
_COUNT = rf"(?:\d{{1,2}}|an?|one|{NUMBER_WORD})"
_WD = rf"(?P<wd>{WEEKDAY})"
BARE_FOLLOWS = (
    r"(?=\s*(?:$|[.,;:!?()\"–—\-&+/@])|\s+\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm|a\.m|p\.m)\b|\s+\d{1,2}:\d\d|\s+(?:and|at|for|from|in|on|with|by|over|we|i|she|he|to|or|but|was|"
    r"were|is|which|when|"
    r"as|via|this|last|next|because|since|so|before|after|again|then|works?|it|our|of\s+(?:this|last|next|the)|instead|"
    r"not|through|too|who|where|while|if|around|about|rather|plus|both|each|via|using|during|would|will|now|gave|stayed|held|saw|found|turned|fell|had|has|did|until|that|once|finally|instead|marked|booked|reserved|"
    r"blocked|pencil\w+|circled|earmarked|set|saved|free|open|clear|down|still|also|really|actually|nicely|just|only|"
    r"simply|fine|sounds|looks|suits|sharp|noon|morning|afternoon|evening|late|early|happened|came|does|might|may|could|"
    r"can|should|must|very|immensely|kept|got|went|ended|proved|stands|stood|stuck|slipped|passed|failed|worked|inst\b\.?|instant|ult\b\.?|for\s+lunch|somehow|already|you|unless|barring|assuming|provided|hopefully|weather)\b)"
)
"""What may follow a day of the month that has no month: never a noun ("the 3rd floor", "the second draft")."""
_ENDS = r"(?=\s*(?:$|[.,;!?)])|\s+(?:at|@|and|in|by|for|from|over|via|with|we|i)\b)"
"""What may follow a day of the month where a number may be anything."""
_COUNTED_THING = (
    r"(?:floor|level|stor(?:y|ey)|page|draft|try|attempt|round|day|week|month|year|hour|line|row|item|point|question|chapter|section|slide|"
    r"paragraph|street|st|ave|avenue|anniversary|birthday|edition|grade|hole|inning|amendment|time|call|ring|meeting|session|version|"
    r"person|one|century|shelf|stack|copy|visit|rung|step|century|version|iteration|of)\b"
)
"""What is counted with the same words as days are ("on the 3rd floor")."""
_PART = r"(?:,?\s+(?:in\s+the\s+)?(?:early\s+|late\s+)?(?:morning|afternoon|evening|night|lunchtime))?"

Maker = Callable[[re.Match[str]], tuple[Day, Lean | None]]

_SEASON = r"(?:week|weekend|month|semester|term|quarter|year|fall|autumn|spring|summer|winter|session|time)"
_ABOUT = r"(?:around|about|roughly|approximately|circa|somewhere\s+around|on\s+or\s+about|near)"

FORMS: tuple[tuple[str, str, Maker], ...] = (
    # -- said so that no day follows, though a date may stand in it
    (
        "week_of",
        rf"(?:the\s+)?weeks?\s+(?:of|starting|beginning|"
        rf"commencing)\s+(?:{WEEKDAY},?\s+)?(?:the\s+)?(?:{MONTH}\s+)?(?:{_DAY})?(?:\s+(?:of\s+)?{MONTH})?",
        lambda m: (Vague(), None),
    ),
    (
        "part_of",
        rf"(?:early|mid|late|the\s+end\s+of|end\s+of|the\s+beginning\s+of|beginning\s+of|the\s+start\s+of|"
        rf"start\s+of|the\s+middle\s+of|middle\s+of|sometime\s+in|some\s+time\s+in)[\s-]+(?:in\s+)?(?:{MONTH}|"
        rf"the\s+\w+|this\s+\w+|next\s+\w+|last\s+\w+)(?!\s+\d)",
        makers.vague,
    ),
    (
        "sometime",
        r"some\s?time\s+(?:early\s+|late\s+|around\s+|the\s+)?(?:next|this|last|in|after|during|"
        r"before)\s+(?:the\s+)?\w+",
        makers.vague,
    ),
    (
        "same_time",
        r"(?:the\s+)?same\s+(?:time|day|slot|day\s+and\s+time|time\s+and\s+place|place\s+and\s+time|"
        r"place,?\s+same\s+time|bat[- ]time)(?:,?\s+(?:same\s+\w+|and\s+\w+),?)?,?\s+(?P<rel>next\s+week|"
        r"in\s+(?P<n>two|2|three|3|four|4)\s+weeks|week\s+after\s+next|next\s+month)",
        makers.same_time,
    ),
    # -- weeks counted from a day
    (
        "weeks_from",
        rf"(?P<n>{_COUNT})\s+weeks?\s+(?:from|after)\s+(?:(?P<anchor>today|now|tomorrow|yesterday)\b|"
        rf"(?:on\s+)?(?:(?P<mod>this|next|last|coming)\s+)?{_WD})",
        makers.weeks_from,
    ),
    (
        "week_on",
        rf"(?P<n>a|1|one|two|2|three|3)\s+weeks?\s+on\s+(?:(?P<anchor>today|tomorrow)\b|(?P<mod>this\s+)?{_WD}(?!'s))",
        makers.weeks_from,
    ),
    (
        "fortnight",
        r"(?:in\s+)?a\s+fortnight\s+(?:from\s+(?:today|now)|today)|in\s+a\s+fortnight(?:'s\s+time)?",
        lambda m: (Offset(14), Lean.COMING),
    ),
    (
        "weeks_ago_day",
        rf"(?P<n>{_COUNT})\s+weeks?\s+ago,?\s+(?:(?P<anchor>today|yesterday|tomorrow)\b|(?:on\s+|this\s+|"
        rf"last\s+|this\s+past\s+)?{_WD})",
        makers.weeks_ago,
    ),
    (
        "fortnight_ago",
        rf"a\s+fortnight\s+(?:ago(?:\s+today)?|back)(?:,?\s+(?:on\s+)?{_WD})?",
        lambda m: (WeekdayOfWeek(makers.weekday_of(m), -2), Lean.PAST) if m["wd"] else (Offset(-14), Lean.PAST),
    ),
    (
        "weekdays_ago",
        r"(?P<n>two|three|2|3)\s+(?P<wd>mon|tues|wednes|thurs|fri|satur|sun)days\s+ago",
        lambda m: (Weekday(WEEKDAYS[m["wd"] + "day"], 1 - makers.count_of(m)), Lean.PAST),
    ),
    (
        "about_a_day",
        rf"(?:some\s?time\s+{_ABOUT}\s+(?:the\s+)?(?:{MONTH}\s+)?(?:{_DAY})|{_ABOUT}\s+{any_of(FEASTS)}|"
        rf"(?:about|around|roughly|maybe|some)\s+(?:{_COUNT}|a\s+dozen)\s+days\s+ago|"
        rf"(?:the\s+)?(?:very\s+)?(?:first|second|third|last)\s+(?:week|weekend|half|days)\s+(?:of|in)\s+(?:{MONTH}|the\s+month|(?:this|last|next)\s+month))",
        makers.vague,
    ),
    (
        "just_now",
        r"just\s+(?:(?:now\s+)?(?:got|came|getting|coming)\s+(?:off\s+(?:the|a|our|my)?\s*(?:phone|call|zoom|teams)|out\s+of\s+(?:our|a|my)\s+(?:meeting|call|zoom)|"
        r"back\s+from\s+(?:our|my)\s+(?:meeting|call|lunch|coffee|walk))|hung\s+up)\b",
        lambda m: (Offset(0), Lean.PAST),
    ),
    ("day_weeks_ago", rf"(?:on\s+)?{_WD}{_PART},?\s+(?P<n>{_COUNT})\s+weeks?\s+ago", makers.weeks_ago),
    (
        "weeks_ago_exact",
        rf"(?:exactly|precisely)\s+(?P<n>{_COUNT})\s+weeks?\s+ago|"
        rf"(?P<n2>{_COUNT})\s+weeks?\s+ago\s+to\s+the\s+day",
        lambda m: (Offset(-7 * makers.count_of(m, "n" if m["n"] else "n2")), Lean.PAST),
    ),
    (
        "weeks_ago",
        rf"(?:(?:about|around|maybe|roughly|some)\s+)?(?:{_COUNT}|a\s+few|a\s+couple(?:\s+of)?|several|"
        rf"some)(?:\s+or\s+(?:{_COUNT}))?\s+(?:weeks?|months?)\s+ago|(?:a\s+few|a\s+couple(?:\s+of)?|several|"
        rf"some)\s+days?\s+ago|the\s+other\s+day",
        makers.vague,
    ),
    (
        "of_week",
        rf"(?:on\s+)?{_WD}{_PART},?\s+(?:of\s+|in\s+)?(?P<week>last|this|next|the\s+following)\s+week\b",
        makers.of_week,
    ),
    (
        "of_far_week",
        rf"(?:on\s+)?{_WD}{_PART},?\s+(?:of\s+|in\s+)?the\s+week\s+(?P<week>before\s+last|after\s+next)\b",
        makers.of_week,
    ),
    (
        "far_week_day",
        rf"(?:the\s+)?week\s+(?P<week>before\s+last|after\s+next),?\s+(?:\(?on\s+|probably\s+|maybe\s+)?\(?{_WD}",
        makers.of_week,
    ),
    (
        "beside_feast",
        rf"(?:the\s+)?(?:{_WD}|day)\s+(?P<side>before|after)\s+(?:the\s+)?(?P<feast>{any_of(COUNTED_FROM)}|easter|break|holidays?|finals|new\s+year'?s?)\b(?!\s+(?:break|week|recess))",
        lambda m: (makers.beside_feast(m), None),
    ),
    (
        "week_day",
        rf"(?P<week>last|this|next|past)\s+week,?\s+(?:\(?on\s+|probably\s+|maybe\s+)?\(?{_WD}",
        makers.of_week,
    ),
    ("last_day_week", rf"last\s+{_WD}\s+week\b", lambda m: (Weekday(makers.weekday_of(m), -1), Lean.PAST)),
    ("day_before_last", rf"(?:the\s+)?{_WD}\s+before\s+last", lambda m: (Weekday(makers.weekday_of(m), -1), Lean.PAST)),
    ("day_after_next", rf"(?:the\s+)?{_WD}\s+after\s+next", lambda m: (Unsure(), Lean.COMING)),
    ("day_week", rf"{_WD}\s+week\b", lambda m: (Weekday(makers.weekday_of(m), 1), Lean.COMING)),
    (
        "nth",
        rf"(?:the\s+)?(?P<nth>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th)\s+{_WD}(?:\s+(?:of|"
        rf"in)\s+(?:(?P<of>the|this|last|next|that)\s+month|(?P<month>{MONTH})))",
        makers.nth,
    ),
    (
        "nth_bare",
        rf"the\s+(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th)\s+{_WD}(?P<of>)(?P<month>)",
        lambda m: (NthWeekday(ordinal_of(m["nth"]) or 1, makers.weekday_of(m)), None),
    ),
    # -- dates
    ("iso", r"(?P<y>20\d\d)(?:[-/]|\.\s?)(?P<m>\d{1,2})(?:[-/]|\.\s?)(?P<d>\d{1,2})\b", makers.iso),
    (
        "day_month",
        rf"(?:{_WD},?\s+(?:\(?the\s+)?)?(?P<day>{_ORD}|"
        rf"\d{{1,2}}\b\.?)(?:\s+day)?\s*(?:of\s+)?(?P<month>{MONTH}){_YEAR}",
        makers.calendar,
    ),
    ("in_month_day", rf"in\s+(?P<month>{MONTH}),?\s+on\s+the\s+(?P<day>{_DAY}){_YEAR}{_ENDS}", makers.calendar),
    (
        "month_day",
        rf"(?:{_WD},?\s*\(?(?:on\s+)?)?(?P<month>{MONTH})(?::(?=\s*(?:the\s+\d|\d{{1,2}}(?:st|nd|rd|th))))?\s*(?:the\s+)?(?P<day>{_DAY}){_YEAR}",
        makers.calendar,
    ),
    (
        "dotted",
        r"(?<![\d.])(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.(?:\s?(?P<y>20\d\d|\d\d)\b)?(?![\d.]?\d)",
        makers.dotted,
    ),
    (
        "dotted_bare",
        r"(?:(?<=\bon\s)|(?<=\bis\s)|(?<=next\s)|(?<=\bam\s)|(?<=\bel\s)|(?<=\ble\s)|(?<=den\s))(?P<d>1[3-9]|2\d|3[01])\.(?P<m>1[0-2]|0[1-9])(?P<y>)"
        r"(?![\d.])(?=\s*(?:$|[,;)]|(?:at|um|kl|by|in|on|with)\b))",
        makers.dotted,
    ),
    (
        "slashed",
        rf"(?:{_WD},?\s+\(?)?(?<![\d/.\-])(?P<a>\d{{1,2}})(?P<sep>[/])(?P<b>\d{{1,2}})(?:/(?P<y>20\d\d|"
        rf"\d\d))?(?![\d/%]|-\w)|(?<![\d/.\-])(?P<a2>\d{{1,2}})-(?P<b2>\d{{1,2}})-(?P<y2>20\d\d|\d\d)(?![\d\-])|"
        rf"(?:^|(?<=,\s))(?P<a3>1[0-2]|0?[1-9])-(?P<b3>0[1-9]|1[3-9]|2\d|3[01]|(?<=1[12]-)(?:[5-9]|10))(?=\s*(?:$|[,;)]))",
        makers.slashed,
    ),
    (
        "day_of_month_named",
        rf"{_WD}{_PART},?\s*\(?(?:the\s+)?(?P<day>{_ORD}|(?:1[3-9]|2\d|"
        rf"3[01])\b{NOT_A_DAY})(?:\s+of\s+(?P<of>this|last|next|the)\s+month)?",
        makers.of_month,
    ),
    (
        "day_of_month_the",
        rf"(?:the|el|le|den)\s+{_WD}\s+(?P<day>[1-9]|1[0-2])\b(?P<of>)(?!\.\d){_ENDS}",
        makers.of_month,
    ),
    (
        "day_of_month",
        rf"(?:on\s+)?the\s+(?P<day>{ORD_DIGITS}|{_LATE_ORD_WORD}|"
        rf"(?<=on\sthe\s){ORD_WORD})(?:\s+of\s+(?P<of>this|last|next|the)\s+month)?{BARE_FOLLOWS}",
        makers.of_month,
    ),
    ("day_of_month_on", rf"on\s+the\s+(?P<day>{ORD_DIGITS})(?!\s+{_COUNTED_THING})", makers.of_month),
    (
        "day_of_month_bare",
        rf"(?:(?<=\bon\s)|(?<=and\s)|(?<=&\s)|(?<=,\s)|(?<=or\s)|(?<=\byes\s)|(?<=:\s)|(?<=no\s)|(?<=\bmet\s)|"
        rf"(?<=was\s)|(?<=next\s)|(?<=\()|^\s?)(?P<day>{ORD_DIGITS}){BARE_FOLLOWS}",
        makers.of_month,
    ),
    # -- weekdays and days counted from today
    (
        "modified",
        rf"(?P<mod>this\s+past|this\s+last|this\s+coming|last|past|this|next|coming|"
        rf"upcoming)\s+{_WD}(?!\.?\s+\d{{1,2}}(?:st|nd|rd|th)\b{_ENDS})(?:\s+(?:just\s+)?(?:gone|past))?{_PART}",
        makers.modified,
    ),
    ("day_last", rf"{_WD}{_PART}\s+(?P<mod>last|next|past)\b(?!\s+(?:week|month|semester|year|time))", makers.modified),
    ("relative", rf"(?!just\s+now\s+\w+ing\b)(?P<rel>{any_of(makers.RELATIVE)}){_PART}", makers.relative),
    (
        "today",
        r"(?:an|one|two|three|\d|a\s+(?:few|couple(?:\s+of)?)|half\s+an)\s+(?:hours?|minutes|mins|hour)\s+ago",
        lambda m: (Offset(0), Lean.PAST),
    ),
    ("days_ago", rf"(?P<n>{_COUNT})\s+days?\s+ago", makers.days_ago),
    (
        "in_vague",
        rf"in\s+(?:(?:about|around|roughly|maybe|another)\s+(?:{_COUNT})|a\s+few|a\s+couple(?:\s+of)?|some|"
        rf"{_COUNT}\s*(?:-|–|or|to)\s*{_COUNT})\s+(?:days|weeks?|months?)(?:'?\s+time)?|in\s+{_COUNT}\s+months?",
        makers.vague,
    ),
    (
        "weekday_in_weeks",
        rf"in\s+(?P<n>two|three|four|[2-4])\s+weeks,?\s+(?:on\s+)?{_WD}|"
        rf"(?P<wd2>{WEEKDAY})\s+in\s+(?P<n2>two|three|four|[2-4])\s+weeks",
        lambda m: (
            WeekdayOfWeek(WEEKDAYS[(m["wd"] or m["wd2"]).rstrip(".")], makers.count_of(m, "n" if m["n"] else "n2")),
            Lean.COMING,
        ),
    ),
    (
        "in_count",
        rf"(?:in\s+(?:exactly\s+)?(?P<n>{_COUNT})\s+(?P<unit>days?|weeks?)'?(?:\s+time)?)(?!\s+or\b)",
        makers.in_count,
    ),
    ("from_now", rf"(?P<n>{_COUNT})\s+(?P<unit>days?|weeks?)\s+(?:from\s+(?:now|today)|out)\b", makers.in_count),
    (
        "vague",
        rf"(?:earlier|later)\s+(?:this|in\s+the)\s+{_SEASON}|(?!this\s+time\b)(?:last|this|next|this\s+past|this\s+coming|"
        rf"the\s+following|the\s+previous)\s+{_SEASON}\b|the\s+{_SEASON}\s+(?:before\s+last|after\s+next)|"
        rf"(?:after|over|before|during)\s+(?:the\s+)?(?:\w+\s+)?(?:break|holidays?|thanksgiving|christmas|"
        rf"new\s+year's?|finals|midterms|weekend|commencement|(?:memorial|labor|veterans|presidents'?|mlk)\s+day|easter)\b",
        makers.vague,
    ),
    (
        "feast",
        rf"(?:on\s+)?(?P<feast>{any_of(FEASTS)})(?:\s+day)?{_PART}(?!\s+(?:break|weekend|week|holiday|recess|party|decorations?|candy|potluck|eve\b))",
        lambda m: (FEASTS[re.sub(r"\s+", " ", m["feast"])], None),
    ),
    ("weekday", rf"{_WD}(?:'s)?{_PART}", lambda m: (Weekday(makers.weekday_of(m)), None)),
)
