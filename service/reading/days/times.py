"""Times of day in prose: "2pm", "at 3", "half past ten", "2-3:30", "noon", with a zone where one is said.

A bare hour in a meeting plan is afternoon for 1–6 and morning for 7–11; minutes change nothing in that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from service.reading.patterns.ways import Scan, quick
from service.reading.prose.words import UNITS, any_of

ZONES = {
    zone: name.strip()
    for name, zones in {
        "America/New_York": "et est edt eastern east coast",
        "America/Chicago": "ct cst cdt central",
        "America/Denver": "mt mst mdt mountain",
        "America/Los_Angeles": "pt pst pdt pacific",
        "America/Anchorage": "akst akdt alaska",
        "Pacific/Honolulu": "hst hawaii",
        "America/Halifax": "atlantic",
        "UTC": "utc gmt zulu",
        "Europe/London": "bst london uk",
        "Europe/Paris": "cet cest paris",
        "Asia/Tokyo": "jst tokyo japan",
        "Australia/Sydney": "aest aedt sydney melbourne canberra",
        "Australia/Brisbane": "brisbane queensland",
        "Australia/Perth": "awst perth",
        "Pacific/Auckland": "nzst nzdt auckland wellington",
        "Asia/Kolkata": "ist delhi mumbai bangalore chennai kolkata india",
        "Asia/Shanghai": "beijing shanghai china",
        "Asia/Hong_Kong": "hkt",
        "Asia/Singapore": "sgt singapore",
        "Asia/Seoul": "kst seoul",
        "Asia/Manila": "manila",
        "Asia/Dubai": "gst dubai",
        "Europe/Dublin": "dublin",
        "Europe/Lisbon": "lisbon",
        "Europe/Berlin": "berlin munich hamburg vienna zurich",
        "Europe/Madrid": "madrid barcelona",
        "Europe/Rome": "rome milan",
        "Europe/Amsterdam": "amsterdam",
        "Europe/Brussels": "brussels",
        "Europe/Stockholm": "stockholm",
        "Europe/Copenhagen": "copenhagen",
        "Europe/Oslo": "oslo",
        "Europe/Warsaw": "warsaw krakow",
        "Europe/Prague": "prague",
        "Europe/Budapest": "budapest",
        "Europe/Helsinki": "helsinki",
        "Europe/Athens": "eet eest athens",
        "Europe/Kyiv": "kyiv",
        "Europe/Istanbul": "istanbul",
        "Europe/Moscow": "msk moscow",
        "Africa/Johannesburg": "sast johannesburg",
        "Africa/Lagos": "wat lagos",
        "Africa/Nairobi": "eat nairobi",
        "America/Sao_Paulo": "brt",
        "America/Bogota": "bogota",
        "America/Mexico_City": "mexico",
        "America/Phoenix": "arizona phoenix",
        "America/Chicago ": "chicago texas",
        "America/New_York ": "boston toronto atlanta philadelphia",
        "America/Denver ": "denver",
        "America/Los_Angeles ": "seattle california portland",
    }.items()
    for zone in zones.split()
    if zone not in ("east", "coast")
}
"""A zone as people write it after a time → its name."""
_OF_A_PEOPLE = {
    people: name
    for name, peoples in {
        "Europe/London": "british english",
        "Europe/Dublin": "irish",
        "Europe/Paris": "french european",
        "Europe/Lisbon": "portuguese",
        "Europe/Berlin": "german austrian swiss",
        "Europe/Madrid": "spanish",
        "Europe/Rome": "italian",
        "Europe/Amsterdam": "dutch",
        "Europe/Brussels": "belgian",
        "Europe/Stockholm": "swedish",
        "Europe/Copenhagen": "danish",
        "Europe/Oslo": "norwegian",
        "Europe/Warsaw": "polish",
        "Europe/Prague": "czech",
        "Europe/Budapest": "hungarian",
        "Europe/Helsinki": "finnish",
        "Europe/Athens": "greek",
        "Europe/Kyiv": "ukrainian",
        "Europe/Istanbul": "turkish",
        "Asia/Tokyo": "japanese",
        "Asia/Seoul": "korean",
        "Asia/Shanghai": "chinese",
        "Asia/Kolkata": "indian",
    }.items()
    for people in peoples.split()
}
"""The same of a people's time; its name alone may begin anything ("at 3 Spanish class")."""

_HOUR_WORD = any_of(list(UNITS)[:12])
_ZONE = (
    rf"(?:(?:\s*\(?|,?\s+(?:hour|time)\s+(?:of|in)\s+)(?P<zone>{any_of(ZONES)}|(?:{any_of(_OF_A_PEOPLE)})(?=\s+(?:time|hour)\b))"
    r"(?:\s+(?:time|hour))?\b\)?)?"
)
_HALF = r"(?P<{0}>a\.?m\b\.?|p\.?m\b\.?|a\b|p\b)"
CLOCK = Scan(
    rf"(?<![\w./:$€£#@-])(?P<h>\d{{1,2}})(?:[:.h]?(?P<m>[0-5]\d)|h)?\s?{_HALF.format('ap')}{_ZONE}"
    rf"|(?<![\w./:$€£#-])(?P<h2>\d{{1,2}})(?::|(?<=\d)h)(?P<m2>[0-5]\d)(?!\d|:|/){_ZONE.replace('zone', 'zone2')}"
    rf"|(?<![\w./:$€£#-])(?P<h3>[7-9]|1\d|2[0-3]|(?<=\bat\s)[1-6])h\b"
    rf"|\b(?P<word>noon|midday|midnight)\b{_ZONE.replace('zone', 'zone3')}"
    rf"|\b(?P<half>half\s+past|quarter\s+past|quarter\s+to|a\s+quarter\s+past|a\s+quarter\s+to|"
    rf"half)\s+(?P<h4>{_HOUR_WORD}|1[0-2]|[1-9])\b"
    rf"|\b(?P<h7>1[0-2]|[1-9]|{_HOUR_WORD})(?:ish\b|(?=\s+(?:sharp\b|on\s+the\s+dot|prompt\b|in\s+the\s+(?:morning|afternoon|evening|arvo)|"
    rf"at\s+night)))"
    rf"|(?:(?<=\bat\s)|(?<=@\s)|(?<=@)|(?<=,\s)|(?<=from\s)|(?<=until\s)|(?<=[a-z]\s))(?P<h8>2[0-3]|1\d|"
    rf"[7-9])\.(?P<m8>[0-5][05])\b(?!\s?(?:hours?|hrs?|%|min|/|out|stars?))(?!\.\d)"
    rf"|(?:\bat|@)\s*(?P<h9>[1-6])\.(?P<m9>[0-5][05])\b|,\s(?P<h10>[1-6])\.(?P<m10>[0-5]0|15|45)(?=\.?$)"
    rf"|(?:\bat|@)\s*(?P<h11>1[0-2]|[1-9])(?P<m11>[0-5][05])\b(?=\s*(?:$|[.,;!?)]|\s(?:on|in|for|by|via|with|and|but|or|over)\b))"
    rf"|(?<=,\s)(?P<h13>{_HOUR_WORD})-(?P<m13>thirty|fifteen|forty-five)\b|\bhour\s+(?P<h14>1\d|[1-9])(?=\s*(?:$|[.,;!)]))"
    rf"|(?P<h5>{_HOUR_WORD}|\b2[0-3]|\b1\d|\b[1-9])\s*o'?\s?clock|\b(?P<h12>2[0-3]|1?\d)(?:[.:](?P<m12>[0-5]\d))?\s*uhr\b"
    rf"|(?:\bat|@)\s*(?:around\s+|about\s+)?(?P<h6>(?:1[0-2]|[1-9])(?=ish|\b)|"
    rf"(?:{_HOUR_WORD})(?:[ -](?P<m6>thirty|fifteen|forty-five))?(?=ish|\b))(?![:/\d]|\.\d|\s?%|(?:st|nd|"
    rf"rd|th)\b)(?:ish)?{_ZONE.replace('zone', 'zone6')}"
    rf"(?=\s*(?:$|[.,;:!?()–—\-&]|\s(?:in|on|for|at|by|via|over|with|and|but|or|until|till|to|this|next|"
    rf"tomorrow|again|if|which|so|when|as|from|sharp|booked|set|scheduled|confirmed|please|we|i|she|he|pacific|her|my|his|the|mon|tue|wed|thu|"
    rf"fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|o)))"
)
_BEFORE_HALF = re.compile(
    r"(?:\b(?:at|by|from|about|around|say)|[,@]|day|\d(?:st|nd|rd|th)?|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*)\s*$"
)
_AFTER_HALF = re.compile(
    r"\s*(?:$|[.,;:!?)–—-])|\s+(?:in|on|and|at|for|if|so|sharp|again|tomorrow|as|but|with|this|next)\b"
)
"""What stands about "half two" (half past two): a day or a preposition before it, and nothing counted behind it."""
_DAYTIME = re.compile(
    r"\b(?:in\s+the\s+(morning|afternoon|evening|arvo)|at\s+(night)|(morning|afternoon|evening|night|tonight))\b"
)


def _zone_of(written: str) -> str:
    return ZONES.get(written) or _OF_A_PEOPLE.get(written, "")


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time of day spoken of: `hour` as said, `half` "am", "pm" or "" (not said), `zone` by name or ""."""

    start: int
    end: int
    hour: int
    minute: int = 0
    half: str = ""
    zone: str = ""

    @property
    def of_day(self) -> time:
        """The time in a meeting plan."""
        hour = self.hour
        if self.half == "pm" and hour < 12:
            hour += 12
        elif self.half == "am":
            hour %= 12
        elif not self.half and 1 <= hour <= 6:
            hour += 12
        return time(hour % 24, self.minute)


def _first(match: re.Match[str], *groups: str) -> str | None:
    return next((match[group] for group in groups if match[group]), None)


def _hour(text: str) -> int:
    return int(text) if text.isdigit() else UNITS[re.split(r"[ -]", text)[0]]


def find_times(low: str) -> list[TimeMention]:
    """Every time of day in a sentence (lower case), in order."""
    return [mention for match in CLOCK.finditer(low) if (mention := _mention(match, low))]


_AFTER_ANOTHER = re.compile(r"\b(?:after|before)\s+(?:his|her|my|our|the)\s+$")
""" "After his 3 o'clock": the time of something else."""


def _mention(match: re.Match[str], low: str) -> TimeMention | None:
    if _AFTER_ANOTHER.search(low, max(0, match.start() - 16), match.start()):
        return None
    zone = _zone_of(_first(match, "zone", "zone2", "zone3", "zone6") or "")
    start, end = match.span()
    if word := match["word"]:
        return TimeMention(start, end, 0 if word == "midnight" else 12, 0, "am" if word == "midnight" else "pm", zone)
    if match["half"]:
        hour, minute = _hour(match["h4"]), 30
        if match["half"] == "half":
            led = _BEFORE_HALF.search(low[max(0, start - 12) : start]) and _AFTER_HALF.match(low, end)
            return TimeMention(start, end, hour, 30, _daytime(low, end)) if led else None
        if "quarter" in match["half"]:
            minute = 15 if "past" in match["half"] else 45
            hour -= "to" in match["half"].split()
        return TimeMention(start, end, hour or 12, minute, _daytime(low, end))
    hour = _hour(_first(match, "h", "h2", "h3", "h5", "h6", "h7", "h8", "h9", "h10", "h11", "h12", "h13", "h14") or "0")
    minutes = _first(match, "m", "m2", "m8", "m9", "m10", "m11", "m12") or {
        "thirty": "30",
        "fifteen": "15",
        "forty-five": "45",
    }.get(match["m6"] or match["m13"] or "", "0")
    if hour > 24 or (match["ap"] and hour > 12 and not match["m"]):
        return None
    half = "" if not match["ap"] else "am" if match["ap"][0] == "a" else "pm"
    if hour > 12:
        half = "24"
    return TimeMention(start, end, hour, int(minutes), half or _daytime(low, end), zone)


def _daytime(low: str, at: int) -> str:
    """ "am" or "pm" where the words right after a bare hour say "in the morning", "in the afternoon"."""
    said = _DAYTIME.match(low[at : at + 24].lstrip())
    if not said:
        return ""
    return "am" if said[1] == "morning" else "pm" if said[1] or said[2] else ""


_MINUTE_WORDS = {"thirty": 30, "fifteen": 15, "forty-five": 45, "forty": 40, "twenty": 20}
_WORD_MINUTES = rf"(?:[ -]{any_of(_MINUTE_WORDS)}\b|\s+o'?\s?clock\b)?"
_PAST_HOUR = rf"(?:half(?:\s+past)?|(?:a\s+)?quarter\s+(?:past|to))\s+(?:{_HOUR_WORD}|1[0-2]|[1-9])\b"
_RANGE = quick(
    rf"(?<![\w./:$€£#-])(?P<from>noon|{_PAST_HOUR}|(?P<h>\d{{1,2}})(?:[:.](?P<m>[0-5]\d))?|"
    rf"{_HOUR_WORD}{_WORD_MINUTES})\s?(?P<ap>a\.?m\b\.?|p\.?m\b\.?)?(?:\s?o'?clock)?"
    r"\s?(?:-|–|—|to|till|til|until|and)\s?"
    rf"(?P<to>noon|{_PAST_HOUR}|(?P<h2>\d{{1,2}})(?:[:.](?P<m2>[0-5]\d))?|{_HOUR_WORD}{_WORD_MINUTES})(?:\s?(?P<ap2>a\.?m\b\.?|"
    rf"p\.?m\b\.?)|(?!\w|[:/]\d|\.\d|\s?(?:min|hour|hr|h\b|days|weeks|people|times|month|year|\d|%)))"
    rf"{_ZONE}"
)


_WORDED_CLOCK = re.compile(rf"noon|(?:past|quarter\s+to|half)\s|clock|[ -]{any_of(_MINUTE_WORDS)}\b")


_TORN = re.compile(r"\b(?:decide|deciding|choose|choosing|torn|waver(?:ing)?|hesitate|undecided|somewhere)\s+between\s")
"""Between two ratings, not two times of day."""


@dataclass(frozen=True, slots=True)
class SpanMention:
    """From one time of day to another: the start as a time, the length in minutes."""

    start: int
    end: int
    begins: TimeMention
    minutes: int


def find_spans(low: str, day_ends: frozenset[int] = frozenset()) -> list[SpanMention]:
    """Every "from 2 to 3:30", "10–10:45", "noon to 1" of a sentence. A range of bare small numbers ("3-4") counts as
    one only after "from", "between", "at", beside minutes or am/pm, or right after a day (whose places are
    `day_ends`)."""
    found = []
    for match in _RANGE.finditer(low):
        begins, ends = _clock(match["from"], match["h"], match["m"]), _clock(match["to"], match["h2"], match["m2"])
        if begins is None or ends is None:
            continue
        clear = bool(match["m"] or match["m2"] or match["ap"] or match["ap2"] or _WORDED_CLOCK.search(match.group()))
        before = low[max(0, match.start() - 12) : match.start()]
        led = re.search(r"\b(?:from|between|at|@)\s+(?:about\s+|around\s+)?$", before)
        if " and " in match.group() and (
            not re.search(r"\bbetween\s+$", before) or _TORN.search(low, max(0, match.start() - 24), match.start())
        ):
            continue
        led = led or re.match(r"\s+that\s+(?:morning|afternoon|day)\b", low[match.end() :])
        behind = len(before.rstrip(" ,(@")) + match.start() - len(before)
        alone = match.group().strip() == low.strip(" .!,")
        alone |= bool(day_ends) and before.rstrip().endswith(",") and not low[match.end() :].strip(" .!)")
        if not (clear or led or alone or behind in day_ends) or (
            match["from"].isalpha()
            and not alone
            and not (led or behind in day_ends or _WORDED_CLOCK.search(match.group()))
        ):
            continue
        minutes = (ends - begins) % 720
        if not 10 <= minutes <= 300:
            continue
        half = (
            match["ap"]
            or ("" if not match["ap2"] else match["ap2"] if begins % 720 < ends % 720 or begins >= 720 else "")
        )[:1]
        halves = {"a": "am", "p": "pm"}.get(half, "")
        half = "24" if begins >= 780 else "pm" if match["from"] == "noon" else halves
        zone = _zone_of(match["zone"] or "")
        mention = TimeMention(match.start(), match.end(), begins // 60, begins % 60, half, zone)
        found.append(SpanMention(match.start(), match.end(), mention, minutes))
    return found


def _clock(text: str, hour: str | None, minute: str | None) -> int | None:
    if past := re.match(r"(?:a\s+)?(half|quarter)\s+(?:(past|to)\s+)?(\w+)", text):
        offset = {"half past": 30, "quarter past": 15, "quarter to": -15}[f"{past[1]} {past[2] or 'past'}"]
        return _hour(past[3]) * 60 + offset
    word, _, minutes = text.replace("-", " ", 1).partition(" ")
    hours = 12 if text == "noon" else int(hour) if hour else UNITS.get(word, 25)
    return hours * 60 + int(minute or _MINUTE_WORDS.get(minutes, 0)) if 0 < hours <= 23 else None


def in_zone(day: date, said: TimeMention, zone: ZoneInfo) -> tuple[date, time]:
    """The day and time in `zone` of a time said in its own zone, or in none."""
    if not said.zone:
        return day, said.of_day
    there = datetime.combine(day, said.of_day, ZoneInfo(said.zone)).astimezone(zone)
    return there.date(), there.time()
