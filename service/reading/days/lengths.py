"""Lengths in prose: "an hour and a half", "30-45 minutes", "1h15", "almost an hour" → whole minutes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.reading.patterns.cued import Cued
from service.reading.patterns.ways import Scan, quick
from service.reading.prose.words import MONTH, NUMBER_WORD, number_of

_NUM = rf"(?:\d{{1,3}}(?:[.,]\d{{1,2}})?|{NUMBER_WORD})"
_MIN = r"(?:minutes?|mins?|min\.|mn|m(?=\b(?!\w)))\b"
_HR = r"(?:hours?|hrs?|hr\.|h)\b"
_TO = r"\s*(?:-|–|—|to|or|and)\s*(?:maybe\s+|perhaps\s+)?"
_SO = r"(?:\s*-?\s*ish\b|\+)?"
_BARE_END = (
    r"(?=\s*(?:$|[.,;!?)–—]|(?:on|in|at|by|over|via|with|about|for|this|last|yesterday|together|long|talking)\b))"
)
"""What may follow minutes said without their unit: "an hour and fifteen on Zoom", not "an hour and ten people"."""

_NO_LENGTH = (
    r"(?!(?:half|quarter|happy|rush|office|lunch|dinner|desk|reference|different|later?|early|earlier|odd|free|better|set|fixed|particular|specific|"
    r"convenient|suitable|certain|new|regular|next|last|first|third|decent|godly|ungodly|unearthly|reasonable|civili[sz]ed|spare|peak|"
    r"billable|credit|contact|extra|and|or|per|an?|the|one|two|three|four|single|paid|mere|agreed|appointed|scheduled|planned|booked|stated)\b)"
)
"""Words before "hour" that make a time of day of it, or one of several hours."""
# Every branch begins at the edge of a word, or with one of four signs: said in front, none is tried inside of words.
LENGTHS = Scan(
    r"(?=[\w.])(?:\b|(?=[.½01]))(?:"
    rf"(?<![\w./])(?:(?P<fw>\d)\s*)?(?P<fr>[¼½¾]|[13]/4|1/2|two[\s-]thirds|half)\s*(?:of\s+)?(?:an?\s+)?(?:hours?|hrs?)\b"
    rf"|\b(?P<bh>an|one|two|three|[1-4])[\s-]*(?:hours?|hrs?)\s*(?:and\s+|plus\s+)?(?P<bm>{_NUM}){_BARE_END}"
    rf"|\b(?P<clock>[1-4]):(?P<cm>[0-5]\d)\s*(?:hours|hrs)\b|(?<![\d:])0:(?P<nought>[0-5]\d)\b"
    rf"|\b(?:a|one)\s+hundred(?:\s+and)?(?:\s+(?P<hundred>{NUMBER_WORD}))?\s+(?P<hu>{_MIN})"
    rf"|\b(?P<less>(?:an|one)\s+hour\s+(?:less|minus)\s+(?P<lm>{_NUM})\s*{_MIN})|\bhour\s+and\s+(?P<hn>five|ten|"
    rf"fifteen|twenty|thirty|forty)\b(?!\s*-?(?:min|hour|second))|(?P<hish>\bhour-?ish\b)"
    rf"|\b(?<!/)(?P<r1>{_NUM}){_SO}{_TO}(?P<r2>{_NUM}){_SO}[\s-]*(?P<ru>{_MIN}|{_HR})"
    rf"|\b(?P<rh>half\s+an\s+hour|(?:an|one)\s+hour|30\s*min(?:utes)?|45\s*min(?:utes)?){_TO}(?P<rh2>(?:an|"
    rf"one)\s+hour(?:\s+and\s+a\s+half)?|two\s+hours|two)\b"
    rf"|\b(?P<an>(?:an|one|1|a)\s+(?:\w+\s+)?hour|hour)(?:\s*,)?\s*(?:and\s+)?(?P<frac>a\s+half|(?:a\s+|"
    rf"one\s+)?quarter|three[\s-]+quarters|half)(?:\s+hours?)?\b"
    rf"|\b(?P<whole>{_NUM}|an?)\s+and\s+(?:(?:a|one)\s+)?(?P<frac2>half|quarter)\s+hours?\b"
    rf"|\b(?:(?P<hh>{_NUM}|an)[\s-]*)?(?P<hm>{_HR}),?\s*(?:and\s+|plus\s+|&\s*)?(?P<mm>{_NUM})\s*{_MIN}"
    rf"|\b(?P<h1>\d)\s?h\s?(?P<m1>[0-5]\d)\b"
    rf"|\b(?P<three>three|3)[\s-]*quarters\s+of\s+(?:an\s+)?hour"
    rf"|\b(?:a\s+)?(?P<quarter>quarter)\s+(?:of\s+an\s+)?hour"
    rf"|(?P<halfhour>\bhalf\s+an\s+(?:\w+\s+)?(?:hour|hr)|\bhalf\s+hour|\bhalf-hour|\bhalf\s+a\s+hour|"
    rf"½\s*(?:an\s+)?(?:hour|hr|h\b)|(?<![\d/])1/2\s*(?:an\s+)?(?:hour|hr|h\b)|\.5\s*(?:hours?|hrs?)\b)"
    rf"|\b(?P<mixed>\d)\s*½\s*{_HR}|\b(?P<mixed2>\d)\s+1/2\s*{_HR}"
    rf"|\b(?P<couple>a\s+couple(?:\s+of)?|a\s+pair\s+of)\s+hours"
    rf"|\b(?P<n>{_NUM}){_SO}[\s-]*(?:or\s+so\s+|(?!\d)\w+\s+)?(?P<unit>{_MIN}|{_HR})"
    rf"|\b(?P<prime>[1-9]\d)'(?!\w)|\b(?P<ish>\d{{2}})ish\b|\bboth\s+(?P<both>[1-9][05])\b(?![:/%\w-])|\b(?P<each>[1-9][05])\s+each\b"
    rf"|\b(?P<one>(?:an|one|an?\s+(?:happy\s+little|{_NO_LENGTH}[a-z]+(?:-[a-z]+)?)|"
    rf"the\s+(?:whole|full|usual|entire|better\s+part\s+of\s+an)|(?:our|my|her|his|[\w]+'s)\s+(?:usual|whole|full|regular|monthly|weekly|first|second|last|{MONTH})|\w+day's|full|"
    rf"whole|usual)\s+(?:hour|hr)\b|hour-?\s?long\b|^\W*hour(?=\s+well\b)|(?:our|my|the)\s+hour\b|^\W*(?:good|solid|full|nice|great|lovely|long)\s+hour\b)"
    r")"
)

_NOT_IT_BEFORE = re.compile(
    r"\b(?:last|first|final|opening|remaining|extra|other|next|every|per|within|after|"
    r"before|mine\s+is|mine|hers\s+is|hers|waited|waiting|wait|late\s+by|"
    r"saved?|slept|drove|drive|of\s+her|of\s+his|of\s+my|of\s+the|some\s+of|commute)\s+(?:about\s+|"
    r"almost\s+|over\s+|the\s+)?$"
)
_NOT_IT_AFTER = re.compile(
    r"\s*(?:late\b|early\b|away\b|ago\b|drive\b|commute\b|each\s+way|a\s+(?:week|day|month|night|semester|"
    r"shift)\b(?!\s+ago)|per\b|/\s*(?:week|wk|day|month)\b|every\b|before\s+(?:we|she|he|i|it|our|the\s+meeting|that|then)\b(?!(?:\s+\w+){1,3}\s+(?:clock|time|watch))(?!\s+(?:even\s+)?(?:noticed|knew|reali[sz]ed))|"
    r"earlier\b|later\b|of\s+(?:sleep|notice|waiting|traffic|driving|desk|instruction|overtime|"
    r"it\s+(?:went|was)|that\s+(?:went|was))|weekly\b|daily\b|north\b|south\b|west\b|east\b|"
    r"went\s+(?:to|on)|"
    r"from\s+(?:here|campus|home|now)|in\s+traffic|to\s+(?:get|find|drive)|behind\b|old\b|talk\b(?!ing)|"
    r"presentation\b|webinar\b|workshop\b|class\b|lecture\b|shifts?\b|course\b|slot\s+at)"
)
_WITHIN = re.compile(r"\bin\s+(?:about\s+|almost\s+|over\s+|the\s+)?$")
_CUT_SHORT = re.compile(
    r"\b(?:short|ended|stop(?:ped)?|quit|over|broke\s+off|called\s+it|wrapped(?:\s+up)?)\s+after\s+(?:only\s+|just\s+|about\s+)?$"
)
_GOT_IN = re.compile(
    r"\b(?:got|get|put|squeez\w+|fit|fitted|cram\w*|slip\w*|sneak\w*|snuck|pack\w*|log\w*|had|have|through\s+[\w\s]{2,30}?|it\s+all|all\s+of\s+it|everything)\s+(?:that\s+)?in\s+$"
)
"""What one fits in is a length, where "in an hour" is a time to come."""
_HOUR_LIKE_NOT = re.compile(
    r"\b(?:happy|rush|office|lunch|desk|reference|opening|work|working|business|credit|extra|long|after|"
    r"ungodly|comp|service|contact|of)\s+hours?\b|(?:these|those|her|his|my|many)\s+hours\b"
)


@dataclass(frozen=True, slots=True)
class LengthMention:
    """A length spoken of, in whole minutes."""

    start: int
    end: int
    minutes: int


_WORTH_A_LOOK = quick(r"hour|\d'|min(?:ute|s?\b)|\bhrs?\b|½|\d\s?(?:h|m)|\b0:\d|ish\b|both\s\d|\d\seach")
_BECAME = Cued(
    rf"\b(?:(?:meant|planned|supposed|booked|scheduled|due)\b.{{0,40}}?\b(?:but|and)(?:\s+it)?\s+(?:was|took|got|became)|became|ran\s+to|stretched\s+to|grew\s+to|went\s+to|ended\s+up(?:\s+(?:at|being|as))?|turned\s+into|made\s+that|more\s+like|"
    rf"closer\s+to)\s+(\d\d|{NUMBER_WORD})\b(?!\s*(?:min|hour|hr|people|pages|[:/%]))"
)
"""A second number without a unit: "35 minutes were planned, it became 55"."""


def mean(low: float, high: float) -> int:
    """The middle of a range, rounded down to five minutes."""
    return int((low + high) / 2 // 5 * 5)


def find_lengths(low: str) -> list[LengthMention]:
    """Every length of a sentence (lower case) that may be a meeting's: no "20 minutes late", no "last ten minutes"."""
    if not _WORTH_A_LOOK.search(low):
        return []
    found = [mention for match in LENGTHS.finditer(low) if not _innocent(match, low) and (mention := _mention(match))]
    became = _BECAME.search(low) if found else None
    if became and (minutes := _minutes_or_hours(became[1])) >= 10:
        found.append(LengthMention(became.start(1), became.end(), minutes))
    return found


def _minutes_or_hours(number: str) -> int:
    """ "It became fifty" is minutes, "it turned into two" is hours."""
    said = int(number_of(number) or 0)
    return 60 * said if said < 4 else said


_AT_AN = re.compile(r"\bat\s+an?(?=\s)")
"""Before an hour it makes a time of day of it: "at an awkward hour"."""
_ABOUT_SO_MUCH = re.compile(r"\s*(?:range|region|neighbou?rhood|ballpark|vicinity|mark)\b")


def _innocent(match: re.Match[str], low: str) -> bool:
    before, after = low[max(0, match.start() - 24) : match.start()], low[match.end() : match.end() + 44]
    if _ABOUT_SO_MUCH.match(after):
        return False
    if _CUT_SHORT.search(before):
        return False
    if _WITHIN.search(before) and not _GOT_IN.search(before):
        return True
    if _AT_AN.search(low, max(0, match.start() - 4), match.start() + 3) and match["one"]:
        return True
    return bool(_NOT_IT_BEFORE.search(before) or _NOT_IT_AFTER.match(after) or _HOUR_LIKE_NOT.fullmatch(match.group()))


def _mention(match: re.Match[str]) -> LengthMention | None:
    minutes = _minutes(match)
    if minutes is None or not 5 <= minutes <= 600:
        return None
    return LengthMention(match.start(), match.end(), minutes)


_FRACTIONS = {"half": 30, "a half": 30, "quarter": 15, "a quarter": 15, "one quarter": 15}

_PARTS = {"¼": 15, "½": 30, "¾": 45, "1/4": 15, "1/2": 30, "3/4": 45, "two thirds": 40, "half": 30}


def _minutes(said: re.Match[str]) -> int | None:
    kind = said.lastgroup
    if said["fr"]:
        return int(said["fw"] or 0) * 60 + _PARTS[re.sub(r"[\s-]+", " ", said["fr"])]
    if said["bh"]:
        extra = number_of(said["bm"]) or 0
        return int((number_of(said["bh"]) or 1) * 60 + extra) if 5 <= extra < 60 else None
    if said["clock"]:
        return int(said["clock"]) * 60 + int(said["cm"])
    if said["nought"]:
        return int(said["nought"])
    if said["hu"]:
        return 100 + int(number_of(said["hundred"] or "") or 0)
    if said["r1"]:
        per = 60 if said["ru"].startswith("h") else 1
        low, high = number_of(said["r1"]) or 0, number_of(said["r2"]) or 0
        if low > high and high < 10 and low % 10 == 0 and per == 1:
            return int(low + high)
        if per == 60 and low > high:
            return mean(low, high * per)
        return mean(low * per, high * per) if low < high else int(high * per)
    if said["rh"]:
        return mean(_plain(said["rh"]), _plain(said["rh2"]))
    if said["an"]:
        return 60 + (45 if "three" in said["frac"] else 30 if "half" in said["frac"] else 15)
    if said["whole"]:
        return int((number_of(said["whole"]) or 1) * 60) + _FRACTIONS[said["frac2"]]
    if said["less"]:
        return 60 - int(number_of(said["lm"]) or 0)
    if said["hn"]:
        return 60 + int(number_of(said["hn"]) or 0)
    if said["hish"]:
        return 60
    if said["hm"]:
        return int((number_of(said["hh"] or "1") or 1) * 60 + (number_of(said["mm"]) or 0))
    if said["h1"]:
        return int(said["h1"]) * 60 + int(said["m1"])
    fixed = {"three": 45, "quarter": 15, "halfhour": 30, "couple": 120, "one": 60}
    if kind in fixed:
        return fixed[kind]
    if said["mixed"] or said["mixed2"]:
        return int(said["mixed"] or said["mixed2"]) * 60 + 30
    if alone := said["prime"] or said["ish"] or said["both"] or said["each"]:
        return int(alone)
    return int((number_of(said["n"]) or 0) * (60 if said["unit"].startswith("h") else 1))


def _plain(text: str) -> int:
    if text.startswith("half"):
        return 30
    if text.startswith("two"):
        return 120
    if "hour" in text:
        return 90 if "half" in text else 60
    return int(re.sub(r"\D", "", text))
