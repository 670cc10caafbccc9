"""How often and when two people mean to meet: their words → a `Rhythm`, or what is lacking for one.

"Every other Thursday at noon", "first and third Tuesday, 2pm", "monthly on the 15th", "every other month, first
Monday", "twice a month", "we'll decide each time". One day ("the first Tuesday in December") is none, nor what
somebody does on Tuesdays besides. Where no first day is said, "every other Thursday" begins with the next one; the
answer shows it, so that it can be put right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from service.reading.days.dates import Lack
from service.reading.days.days import find_days
from service.reading.days.lengths import find_lengths
from service.reading.days.times import TimeMention, find_spans, find_times, in_zone
from service.reading.patterns.cued import Cued
from service.reading.prose.lexicon import lexicon
from service.reading.prose.text import Sentence, sentences
from service.reading.prose.words import MONTH, WEEKDAYS, any_of
from service.rhythm import Every, Rhythm

_LONGEST = 4000
_FAR = 400
"""Days within which a rhythm begins."""
_NTH = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": -1,
    "fifth": 5, "5th": 5,
}  # fmt: skip
_FIRST_TO_FOURTH = frozenset({1, 2, 3, 4, -1})

_WD = rf"(?P<wd>{any_of(WEEKDAYS)})(?P<plural>s)?\b\.?(?!')"
_ORDINAL = any_of(_NTH)
_NTH_WEEKDAY = re.compile(
    rf"\b(?P<every>every\s+|each\s+|the\s+)?(?P<nth>{_ORDINAL})(?P<more>\s*(?P<link>and|&|,|or)\s*(?:the\s+)?(?P<other>{_ORDINAL}))?\s+{_WD}"
    rf"(?!\s+(?:in|of)\s+(?:{MONTH}|next|this|last|that)\b)(?P<month>\s+(?:of|in)\s+(?:the|each|every|a)\s+month)?"
)
_WEEKDAY = re.compile(rf"\b(?P<every>(?:every|each|alternate|alternating)\s+(?P<other>other\s+)?)?{_WD}")
_DAY_OF_MONTH = re.compile(
    rf"\b(?:the|on|every|each)\s+(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)\b(?!\s+(?:{any_of(WEEKDAYS)}|of\s+(?:{MONTH})|floor|grade))"
)
_TWO_DAYS = re.compile(
    r"\b(?P<every>the|on|every|each)\s+(?:the\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)?\s*(?:and|&)\s*(?:the\s+)?(?P<other>\d{1,2})(?:st|nd|rd|th)\b"
    rf"(?!\s+(?:{any_of(WEEKDAYS)}|of\s+(?:{MONTH})|floor|grade))"
)
_MONTHLY = re.compile(
    r"\b(?:monthly|(?:every|each|a|per|the)\s+month|once\s+monthly)\b(?!\s+(?:ago|later|old|from\s+now))"
)
_EVERY_MONTHS = re.compile(
    r"\b(?:every\s+(?:other|second|2nd|two|2)\s+months?|(?:of|in)\s+alternate\s+months|(?P<third>every\s+(?:third|three|3|3rd)\s+months?"
    r"|quarterly|(?:once\s+a|every|each|a)\s+quarter))\b"
)
_ODD_MONTHS = re.compile(
    r"\b(?:every\s+(?:few|couple\s+of)\s+months?|bi-?monthly|once\s+a\s+(?:semester|term|year)|every\s+(?:semester|term))\b"
)
_TIMES_A_MONTH = re.compile(
    r"\b(?:(?P<twice>twice)|(?P<times>two|three|four|2|3|4)\s+times)\s+(?:a|per|each|every)\s+month\b"
)
_EVERY_WEEKS = re.compile(
    r"\b(?:once\s+)?every\s+(?P<count>[2-9]|two|three|third|four|fourth|five|six|seven|eight|nine)\s+weeks?\b"
)
_COUNTS = {
    "two": 2,
    "three": 3,
    "third": 3,
    "four": 4,
    "fourth": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
}
_EVERY_OTHER = re.compile(
    r"\b(?:every\s+(?:other|second|2nd|alternate)\s+weeks?|bi-?weekly|(?:every\s+)?fortnight(?:ly)?"
    r"|alternat(?:e|ing)\s+weeks?|alternat(?:e|ing))\b"
)
_WEEKLY = re.compile(r"\b(?:weekly|(?:every|each|a|per)\s+week)\b")
_OFTEN = re.compile(
    r"\b(?:(?:once|twice|two\s+times|three\s+times|one\s+time)\s+(?:a|per|each|every)\s+(?:week|month|fortnight|quarter|semester|term|year)"
    r"|every\s+(?:few|couple\s+of|so\s+many|\d{1,2}|[a-z]+)\s+(?:weeks|months)|monthly|weekly|bi-?weekly|fortnightly|bi-?monthly|quarterly"
    r"|(?:every|each)\s+(?:other\s+)?(?:week|month|fortnight|quarter|semester)|regularly)\b"
)
_EACH_TIME = lexicon("""
    decide|settle|arrange|schedule|set|pick|plan|agree|book|find|choose|fix|decided|settled|arranged|scheduled|fixed|
    determined|determine|figure .. each|every|one time|meeting|month|by|conversation, each time we meet, time by time,
    from meeting|time|month to meeting|time|month, as we go, go along, by ear, ad hoc, ad-hoc, adhoc, case by case,
    as needed, when needed, when|whenever|as we|our|it|both|she|he|i can|calendars|schedules|suits|works|like|
    need|want|have,
    find|pick|settle|agree|set .. date|day|time by|over|via email|e-mail|mail|phone|text,
    keep it loose|open|informal|flexible,
    loosely,
    no fixed|regular|set|standing|particular|firm day|date|schedule|rhythm|time|days|dates|times|pattern,
    on the fly,
    at|before the end of each|every|our|one meeting|session|time, one meeting|date|month at a time,
    day|date to be decided|settled|agreed|set|determined, different|differently each|every time|month,
    it|that|this will? varies|vary|depends,
    play it by ear, nothing fixed|regular|standing, not a fixed|regular|set|standing day|date|schedule|time,
    flexible|flexibly
""")
_ASKED_BACK = re.compile(r"\?\W*$")
_CORRECTED = re.compile(r"\b(?:sorry|rather|make\s+that|i\s+mean|actually|no\s+wait|scratch\s+that|correction|oops)\b")
_NOT_IT = re.compile(
    r"\b(?:not|no\s+longer|never|instead\s+of|rather\s+than|except|avoid|but\s+no|used\s+to\s+(?:be|meet)|other\s+than|was|were)\s+"
    r"(?:on\s+|be\s+|our\s+|always\s+|the\s+|every\s+|each\s+|(?:meet|do)(?:ing)?\s+(?:on\s+)?)*$"
)
_LEFT_BEHIND = re.compile(r"\bfrom\s+(?:the\s+|our\s+)?$")
_CHANGED_TO = re.compile(r"^[^.;]{0,40}?\bto\b")
_BUT_NOT = re.compile(r"[\s,]*(?:except|excepting|but\s+not|other\s+than|save)\b")
_UNFIT = re.compile(
    r"^\W*(?:(?:which\s+|that\s+)?(?:do|does|did|will|would)(?:n't|\s+not)|(?:are|is)(?:n't|\s+not)|can't|cannot|won't|never"
    r"|(?:are|is)\s+(?:out|bad|impossible|full|taken|hard|difficult|no\s+good|off))\b"
)
_SOMEBODY = Cued(
    r"\b(?:i|she|he|they)(?:'m|'ve|\s+(?:also|always|usually|still|now|do|often)){0,2}\s+(?:teach|work|have|has|had|am|is|run|serve|chair|start|staff|cover|"
    r"hope|want|volunteer|commute|leave|attend|sit|study|swim|supervise)\w*\b|\b(?:my|her|his|their|the|a)\s+(?:\w+\s+)?(?:committee|class|classes|shift|shifts|desk|senate|"
    r"department|team|story\s*time|seminar|course|supervisor|boss|dean|staff\s+meeting|faculty)\b"
)
_THE_PAIR = Cued(r"\b(?:we|we'll|we'd|us|our|both|the\s+two|together)\b")
_HELD = Cued(
    r"\b(?:we|i|she|he)\s+(?:\w+\s+)?(?:met|talked|spoke|discussed|had|chatted|covered)\b|\bthis\s+time\b|\bhappened\b"
)
_PLANS = Cued(
    r"\b(?:agreed|decided|settled|will|plan(?:ned)?|going\s+to|chose|picked|fixed|set|from\s+now\s+on)\b(?!\s+(?:that\s+what|to\s+keep))"
)
_NEWLY = lexicon("""
    from now on, going forward, regular|standing|usual|new|fixed slot|schedule|time|day|date|rhythm|appointment,
    changed|change|changing|moved|move|moving|switched|switch|switching|shifted|shift our|the|to .. meetings|schedule|
    day|slot|time|to|rhythm,
    we|we'll|we'd now|will|plan|agreed|decided|settled|want|are|have .. meet|meeting every|
    each|on|weekly|monthly|fortnightly|biweekly|the, settled|agreed|decided on every|each,
    our schedule|rhythm|slot is|now,
    we meet every|each|now, meet every other|second
""")
_BARE_HOUR = re.compile(
    r"\s*,?\s*(?:at|@|around|about)?\s*(1[0-2]|[1-9])\b(?![:/.\d]|\s*(?:weeks?|months?|min|hours?|hrs?|times?|people|of|or|%))"
)
_STARTS = re.compile(
    r"\b(?:start(?:ing|s)?|begin(?:ning|s)?|commencing|as\s+of|from|(?:the\s+)?first(?:\s+(?:one|time|meeting))?(?:\s+(?:is|on|will\s+be))*)"
    r"\s+(?:on\s+|with\s+|in\s+)?(?:the\s+)?$"
)


@dataclass(frozen=True, slots=True)
class _Mention:
    """A rhythm's days as they were said, in which sentence and where; `lack`: words that leave them open."""

    sentence: int
    start: int
    end: int
    rhythm: Rhythm
    lack: Lack | None = None


def rhythm_in(text: str, today: date, *, asked: bool, zone: ZoneInfo | None = None) -> Rhythm | Lack | None:
    """The rhythm that words settle, read on `today`; None: they speak of none.

    `asked`: they answer the question for it, so that "first Tuesday at 2" is one; else it must be told as the rhythm of
    the two. `Lack.VAGUE`: how often is said, not on what day; `Lack.UNSURE`: two days, an offer, or what no rhythm
    holds. `zone`: the writer's; a time said in another one is moved into it.
    """
    possible = (each for each in sentences(text[:_LONGEST]) if asked or _NEWLY.is_awake(each.low))
    told = [each for each in map(_from_the_plan_on, possible) if _is_theirs(each, asked)]
    if not told:
        return None
    lows = [each.low for each in told]
    whole = "  ".join(lows)
    mentions = _standing(list(_mentions(lows, whole)), lows)
    each_time = _EACH_TIME.search(whole) is not None
    if not mentions:
        often = _how_often(whole) if asked else None
        if each_time and (asked or _THE_PAIR.search(whole)):
            return often or Rhythm(Every.EACH_TIME)
        return often or (Lack.VAGUE if asked and _OFTEN.search(whole) else None)
    odd = _ODD_MONTHS.search(whole) or (_months(whole) > 1 and any(each.rhythm.months == 1 for each in mentions))
    if each_time or odd or any(each.lack is Lack.UNSURE for each in mentions):
        return Lack.UNSURE
    if any(each.lack for each in mentions):
        return Lack.VAGUE
    if any(_BUT_NOT.match(lows[each.sentence][each.end :]) for each in mentions):
        return Lack.UNSURE
    if len({each.rhythm for each in mentions}) > 1 or _ASKED_BACK.search(lows[mentions[-1].sentence]):
        return Lack.UNSURE
    chosen = mentions[0]
    at = next((found for each in mentions if (found := _time_of(each, lows, zone, today))), None)
    at = at or _lone_time(told)
    minutes = next((long for each in mentions if (long := _minutes_of(each, lows))), None)
    return _begun(replace(chosen.rhythm, at=at, minutes=minutes), told, today)


def _how_often(whole: str) -> Rhythm | None:
    """Several times a month or every so many weeks, where no day goes with it: each is settled by itself."""
    if times := _TIMES_A_MONTH.search(whole):
        return Rhythm(
            Every.EACH_TIME, times=2 if times["twice"] else _COUNTS.get(times["times"]) or int(times["times"])
        )
    weeks = _weeks(whole) if _EVERY_WEEKS.search(whole) else None
    return Rhythm(Every.EACH_TIME, weeks=weeks) if weeks and weeks > 2 else None


def _from_the_plan_on(sentence: Sentence) -> Sentence:
    """A sentence without what it tells of the past first: "we met on Friday and agreed on first Wednesdays"."""
    plan = _PLANS.search(sentence.low) if _HELD.search(sentence.low) else None
    if plan is None:
        return sentence
    return replace(sentence, text=sentence.text[plan.start() :], low=sentence.low[plan.start() :])


def _is_theirs(sentence: Sentence, asked: bool) -> bool:
    """Whether a sentence may tell when the two of them mean to meet."""
    if _HELD.search(sentence.low):
        return False
    if _SOMEBODY.search(sentence.low) and not _THE_PAIR.search(sentence.low):
        return False
    return asked or bool(_NEWLY.search(sentence.low))


def _mentions(lows: Sequence[str], whole: str) -> Iterator[_Mention]:
    weeks, months = _weeks(whole), _months(whole)
    monthly = months > 1 or bool(_MONTHLY.search(whole))
    for number, low in enumerate(lows):
        taken: list[tuple[int, int]] = []
        for match in _NTH_WEEKDAY.finditer(low):
            taken.append(match.span())
            yield _nth(match, number, monthly, months)
        for match in _WEEKDAY.finditer(low):
            if any(left <= match.start("wd") < right for left, right in taken):
                continue
            if match["every"] or match["plural"] or (weeks and not _STARTS.search(low[: match.start()])):
                yield _weekly(match, number, weeks, monthly)
        taken = []
        for match in _TWO_DAYS.finditer(low):
            days = sorted({int(match["day"]), int(match["other"])})
            if (monthly or match["every"] in ("every", "each")) and len(days) == 2 and 1 <= days[0] < days[1] <= 31:
                taken.append(match.span())
                rhythm = Rhythm(Every.MONTH, ordinal=days[0], second=days[1], months=months)
                yield _Mention(number, *match.span(), rhythm)
        for match in _DAY_OF_MONTH.finditer(low) if monthly else ():
            if 1 <= int(match["day"]) <= 31 and not any(left <= match.start() < right for left, right in taken):
                yield _Mention(number, *match.span(), Rhythm(Every.MONTH, ordinal=int(match["day"]), months=months))


def _months(whole: str) -> int:
    """How many months lie between two months that have meetings."""
    every = _EVERY_MONTHS.search(whole)
    return 1 if every is None else 3 if every["third"] else 2


def _weeks(whole: str) -> int | None:
    """How many weeks lie between two meetings, where that is said apart from the day."""
    if _EVERY_OTHER.search(whole):
        return 2
    if every := _EVERY_WEEKS.search(whole):
        return _COUNTS.get(every["count"]) or int(every["count"])
    return 1 if _WEEKLY.search(whole) else None


def _weekly(match: re.Match[str], number: int, weeks: int | None, monthly: bool) -> _Mention:
    """A weekday that comes again. "Monthly, on Thursdays" leaves open which of them."""
    other = (match["every"] or "").strip() not in ("", "every", "each")
    rhythm = Rhythm(Every.WEEK, weekday=WEEKDAYS[match["wd"]], weeks=2 if other else weeks or 1)
    open_ = monthly and not (weeks or match["every"])
    return _Mention(number, *match.span(), rhythm, Lack.VAGUE if open_ else None)


def _nth(match: re.Match[str], number: int, monthly: bool, months: int) -> _Mention:
    """The n-th weekday of the month, or two of them. "Every second Tuesday" may be every other one."""
    nth, weekday = _NTH[match["nth"]], WEEKDAYS[match["wd"]]
    every = (match["every"] or "").strip() in ("every", "each")
    doubtful = every and nth in (2, 3, 4) and not (match["month"] or monthly)
    both = sorted({nth, _NTH[match["other"]]} if match["other"] else {nth}, key=lambda each: (each < 0, each))
    doubtful = doubtful and len(both) == 1
    open_ = doubtful or match["link"] in (",", "or") or not _FIRST_TO_FOURTH.issuperset(both)
    second = both[1] if len(both) == 2 else None
    rhythm = Rhythm(Every.MONTH, both[0], weekday, second=second, months=months)
    if open_:
        rhythm = Rhythm(Every.MONTH, weekday=weekday)
    return _Mention(number, *match.span(), rhythm, Lack.UNSURE if open_ else None)


def _standing(mentions: list[_Mention], lows: Sequence[str]) -> list[_Mention]:
    """The mentions that stand: not those that are denied, left for another, or put right by a later one."""
    kept = []
    for place, each in enumerate(mentions):
        low = lows[each.sentence]
        before, after = low[: each.start], low[each.end :]
        left = _LEFT_BEHIND.search(before) and place + 1 < len(mentions) and _CHANGED_TO.search(after)
        if not (_NOT_IT.search(before) or _UNFIT.match(after) or left):
            kept.append(each)
    for place in range(len(kept) - 1, 0, -1):
        one, other = kept[place - 1], kept[place]
        if one.sentence == other.sentence and _CORRECTED.search(lows[one.sentence][one.end : other.start]):
            return kept[place:]
    return kept


def _time_of(mention: _Mention, lows: Sequence[str], zone: ZoneInfo | None, today: date) -> time | None:
    """The time of day in the mention's sentence: the first behind it, else the last before it."""
    low = lows[mention.sentence]
    said: list[TimeMention] = [span.begins for span in find_spans(low, frozenset({mention.end}))]
    spans = find_spans(low, frozenset({mention.end}))
    said += [each for each in find_times(low) if not any(span.start <= each.start < span.end for span in spans)]
    said.sort(key=lambda each: (each.start < mention.start, abs(each.start - mention.start)))
    if not said and (bare := _BARE_HOUR.match(low[mention.end :])):
        said = [TimeMention(mention.end, mention.end, int(bare[1]))]
    if not said:
        return None
    return in_zone(today, said[0], zone)[1] if zone and said[0].zone else said[0].of_day


def _minutes_of(mention: _Mention, lows: Sequence[str]) -> int | None:
    """How long, in the mention's sentence or the next: "from 3 to 4", "for an hour", "an hour each"."""
    low = lows[mention.sentence]
    said = [span.minutes for span in find_spans(low, frozenset({mention.end}))]
    said += [length.minutes for near in lows[mention.sentence : mention.sentence + 2] for length in find_lengths(near)]
    return next(iter(said), None)


def _lone_time(told: Sequence[Sentence]) -> time | None:
    """The only time that is said at all, in a sentence that names no day: "the third Wednesday works. 2pm, please"."""
    said = [each for sentence in told for each in find_times(sentence.low)]
    alone = [
        each for sentence in told if not find_days(sentence.low, sentence.text) for each in find_times(sentence.low)
    ]
    return alone[0].of_day if len(said) == len(alone) == 1 else None


def _begun(rhythm: Rhythm, told: Sequence[Sentence], today: date) -> Rhythm | Lack:
    """A rhythm of several weeks or months, with its first day: the one that is named, else the next such day."""
    if rhythm.weeks == rhythm.months == 1:
        return rhythm
    ahead = list(replace(rhythm, weeks=1, months=1).days(today + timedelta(days=1), today + timedelta(days=_FAR)))
    for sentence in told:
        named = [match.span() for match in _NTH_WEEKDAY.finditer(sentence.low)]
        for day in find_days(sentence.low, sentence.text):
            if any(start <= day.start < end for start, end in named):
                continue
            if _STARTS.search(sentence.low[: day.start]):
                since = day.day.coming(today)
                fits = isinstance(since, date) and since in ahead
                return replace(rhythm, since=since) if isinstance(since, date) and fits else Lack.UNSURE
    return replace(rhythm, since=ahead[0])
