"""Usefulness: a number on the scale of one to five, in its many forms; stray numbers are none."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from service.reading.answers.other_scores import MAY_BE_MISSED, MISSED, of_something_else, without_scale
from service.reading.patterns.cued import AnyOf, Cued
from service.reading.patterns.ways import quick
from service.reading.prose.lexicon import lexicon


@dataclass(frozen=True, slots=True)
class RatingMention:
    """A rating spoken of. `value` None: a number was given, but none on the scale ("4.5", "3 or 4"); `missed`: one that
    was nearly given, which gives way to any other."""

    start: int
    end: int
    value: int | None
    missed: bool = False


_WORDS = {"one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "ten": 10.0}
_NUMBER = r"(?:\d{1,3}(?:[.,]\d{1,2})?½?|(?:one|two|three|four|five)(?:\s+and\s+a\s+half|\s+point\s+five)?)"
_OUT_OF = (
    r"(?:\s+(?:marks?|stars?|points?))?\s*(?:/|(?:out\s+of|outa|outta|of|on|from|over)\s+(?:(?:a|your|the)\s+possible\s+|your\s+|a\s+scale\s+(?:of|"
    r"to)\s+)?)\s*(?P<NAME>5|10|100|five|ten|a\s+hundred)\b"
)
_OR = (
    r"\s*(?:-|–|—|/|\bto\b|\bor\b|\band\b|,\s*(?=or\b|maybe\b|perhaps\b|possibly\b|even\b|leaning\b|"
    r"verging\b))\s*(?:or\s+|maybe\s+|perhaps\s+|possibly\s+|even\s+|a\s+|an\s+|leaning\s+(?:to\s+|"
    r"towards?\s+)?|verging\s+on\s+){0,3}"
    r"(?P<NAME>[1-5](?:\.\d)?|one|two|three|four|five|a\s+half|½)\b(?!\s*(?:/|%|:\d))"
)
_KIND = (
    r"(?:(?:very\s+|really\s+|pretty\s+|good\s+|big\s+)?(?:solid|strong|firm|definite|definitive|easy|"
    r"clear|full|generous|low|high|weak|resounding|big|fat|perfect|respectable|straight|good|enthusiastic|"
    r"hearty|"
    r"wholehearted|reluctant|comfortable|grateful|nice|well-earned|grudging|mere|healthy|hard|sure|happy|"
    r"glowing|rock-?solid|sincere|honest|cautious|tentative|decent|middling|unqualified|emphatic|loud|"
    r"fine|proud|warm)\s+)"
)
_AFTER = (
    r"(?=\s*(?:$|[.,;:!?()\"'*–—=+\-]|[^\w\s/%$])|\s+(?:from|for|because|on|this|again|and|but|since|as|"
    r"so|if|stars?|all|today|though|only|in|with|to|i|we|she|he|it|very|overall|given|thanks?|no|nope|"
    r"nothing|"
    r"mainly|mostly|here|really|easily|at|or|by|maybe|would|will|definitely|absolutely|please|due|simply|"
    r"just|despite|even|when|not|whole|is|was|lol|haha|points?|nah|next|ty|tbh|honestly|would've|purely|"
    r"minus|plus|until|unless|about|after|down|first|there|we'd|i'd|that|because|thank|our|my|her|his|the|ok|okay|bye|um|then|also|"
    r"a|of\s+(?:5|five)|out)\b)"
)
"""What may follow a rating; a thing that could be counted may not."""
_FOLLOWS = re.compile(_AFTER)
_COUNTED = re.compile(
    r"\s*-?\s*(?:hours?|hrs?|minutes?|mins?|weeks?|months?|days?|years?|times|pm|am|p\.m|a\.m|o'clock|"
    r"people|things|of\s+(?:us|them|the|her|his|my|our|those|these|which|whom)\b|percent|%|th\b|st\b|nd\b|"
    r"rd\b|:\d|meetings?|sessions?|classes|to\s+[6-9]|(?:to|-|–)\s*\d\d|pm\b)"
)
_CUE = lexicon("""
    rate, rated, rating, satisfaction, ratings, score, scored, scoring, marks, mark, marked, grade, useful*,
    usefulness, helpfulness, scale, verdict, vote, give it|this|that|you|us|our|the|him|her|last|them,
    gave it|this|that, giving it|this|that, i give, give a|an, call it|this|that, call _ _? a|an, called it,
    put it|this|that|down|us|me, i put, i'd put, i'd say, i'll say,
    i would|should|will|can|might|could say|give|call|put|rate|go|assign|award|choose|pick|mark|answer|vote,
    i|we|both|us say|said|gave|give|gives, both go|vote|of us,
    want|have to say, say it's|a, i'd give|call|go|pick|rate|choose|mark|award|assign|vote|hand|offer|settle|
    lean|land, i'll give|call|go|pick|choose|take|mark|put, go|goes|going|went with|w|for, go for,
    i|we choose|chose|pick|picked|vote|award|assign, note is, my|our number|answer|note|points, gets a|an,
    deserves, earns, merits, worth a|an|every|it, assign*, award*, q5, stars, value, points, number:,
    put|putting|mark down|me, down as, down for, have the|a|my|your, you can have, rank,
    nota, puntaje, voto, bewertung, cijfer,
    i|we evaluate|evaluated|assess|estimate|valuate, evaluation|valuation|assessment :
""")
"""Words of rating; a free number beside one is a rating."""
_LINK = re.compile(
    r"(?:\s|[:=–—,…?!\"'*(\->]|\b(?:is|was|as|at|to|it|be|would|i'd|i'll|i|say|go|with|w|for|call|this|"
    r"that|one|a|an|the|about|around|maybe|probably|perhaps|definitely|easily|honestly|like|only|just|"
    r"somewhere|least|again|overall|in|by|on|your|"
    r"scale|give|me|my|were|number|usefulness|useful|still|under|today's|very|pretty|even|so|of|from|um|"
    r"er|hmm|well|oh|think|i'm|going|calling|giving|score|mark|rating|vote|put|down|it's|sure|yes|yeah|"
    r"hard|level|how|first|session|time|meeting|month|whole|thing|chat|talk|year|conversation|call|rate|"
    r"assign|award|close|nearly|almost|us|you|him|her|them|these|those|there|solidly|firmly|too|therefore|that's|let's|our|"
    r"last|november|october|and|nothing|less|more|than|not|but|then)\b){0,14}"
)
_RATES = re.compile(r"(?:rat|scor|useful|mark|grad|put|satisf)")
_AT = re.compile(r"(?:\s+[\w']+){0,7}\s+(?:at|as|is|was)\s+(?:an?\s+)?")
_ONE_TO_FIVE = r"(?:an?\s+)?(?:[1-5]|one|two|three|four|five)"
_TORN = Cued(
    rf"\b(?:decide|deciding|choose|choosing|torn|waver(?:ing)?|hesitate|undecided|somewhere|sits|call\s+it|say)\s+"
    rf"between\s+(?:a\s+)?{_ONE_TO_FIVE}\s+and\s+(?:a\s+)?{_ONE_TO_FIVE}(?=\s*(?:$|[.,;:!?)–—-])|\s+(?:for|right)\s+(?:now|me)\b)"
)
"""Two ratings, and neither is chosen."""
_STARS = Cued(r"(?<![\w*])(?:[★⭐🌟☆✩]\ufe0f?\s?){1,5}|(?<![\w*])\*{2,5}(?![\w*])")
_OUT = Cued(
    rf"(?<![\d./$:#-])\b(?P<n>{_NUMBER}|ten)(?:\s*-\s*(?P<x>[1-5]))?{_OUT_OF.replace('NAME', 'o')}(?!\s*(?:"
    rf"/|minutes|mins|hours|people|pm|am|:|\d|the\b|my\b|her\b|our\b|those\b|them\b|us\b))"
)
_FREE = Cued(
    rf"(?<![\w./$:#,-])(?P<kind>(?:an?\s+|the\s+|"
    rf"my\s+)?{_KIND}?)(?P<n>{_NUMBER})(?P<stars>[\s-]+stars?\b)?(?![\w%/]|-(?!ish)[a-z]|:\d|,\d{3}|"
    rf"\.\d)(?:{_OR.replace('NAME', 'x')})?"
)
_ARTICLE = re.compile(rf"(?:\b(?:a|an)\s+{_KIND}?|{_KIND})$")
_FROM_ME = re.compile(
    r"\s*,?\s*(?:from\s+(?:me|us|here|my|an?\s+old|your\s+old|yours)|for\s+the\s+(?:whole\s+)?year|for\s+(?:me|us|both|(?:her|him)(?=\W*$|\s*[,.;!])(?!.{0,60}\bfor\s+me\b)|usefulness|this|today|sure|the\s+(?:meeting|"
    r"month|session|talk|hour))|is\s+(?:my|our|the)\s+(?:\w+\s+)?(?:rating|score|verdict|vote|number|mark|"
    r"answer)|on\s+(?:your|the)\s+(?:\w+\s+)?scale|stars?\b|\((?:useful|usefulness|rating)|it\s+is\b|"
    r"points\b|this\s+time\b(?!\s*:)|overall\b|if\s+(?:i|you)\s+(?:have\s+to|had\s+to|must|need(?:\s+me)?\s+to|want|insist)\b|without\s+(?:any\s+|a\s+)?(?:hesitation|question|doubt|reservations?)\b)"
)
_OF_A_GRADE = re.compile(
    r"\b(?:an?|the|is|as|at|of|for|in)\s+grade\s+$|\b(?:her|him|them)(?:self|selves)\s+(?:an?\s+)?$"
)
"""A rank, or what somebody gives oneself, and no rating ("what a grade 5 is", "she marked herself a two")."""
_THOSE = re.compile(r"\b(?:these|those|us|we|you|all|other)\s+$")
""" "These two" are meetings, "us three" people."""
_THAT_ONE = re.compile(r"\b(?:that|this|which|the|each|every|no|good|last|first|next)\s+$")
_THIS_TIME = re.compile(r"\s+this\s+time\b")
"""Behind a number alone it counts meetings: "we managed two this time"."""
_GOES_WITH = re.compile(r"\s+(?:and|or|to|for)\s+(?!me|us|my|our|i\b|we\b|that|no|nothing|thank)")
"""Behind a number with its article it counts what is rated by nobody ("a five for the road")."""


def find_ratings(low: str) -> list[RatingMention]:
    """Every rating of a sentence (lower case), in order."""
    low = without_scale(low)
    if _OF_TWO.is_awake(low) and (one := _of_two(low)):
        return [one]
    found = (_OUTRIGHT.is_awake(low) and _outright(low)) or _unbound(low)
    if len(found) > 1:
        found.sort(key=lambda mention: mention.start)
        return [mention for mention in found if not _EARLIER.search(low, 0, mention.start)] or found
    return [replace(mention, value=None) if _MIGHT_HAVE.search(low, 0, mention.start) else mention for mention in found]


def _of_two(low: str) -> RatingMention | None:
    """What stands of two ratings told in one breath."""
    if (two := _EACH_ITS_OWN.search(low)) and (two["a"] or two["c"]) != (two["b"] or two["d"]):
        return RatingMention(two.start("a") if two["a"] else two.start("c"), two.end(), None)
    one = _THE_MEETING_ITSELF.search(low) or _ROSE.search(low)
    return RatingMention(one.start("n"), one.end(), _on_scale(one["n"], None, None)) if one else None


def _outright(low: str) -> list[RatingMention]:
    """Ratings in stars, of so many points, or between two."""
    found = [mention for match in _STARS.finditer(low) if (mention := _stars(match, low))]
    found += [RatingMention(match.start(), match.end(), None) for match in _TORN.finditer(low)]
    found += [
        RatingMention(match.start(), match.end(), _on_scale(match["n"], match["o"], match["x"]))
        for match in _OUT.finditer(low)
    ]
    found = [mention for mention in found if mention.value is not None or not _beyond(low, mention)]
    return [mention for mention in found if not of_something_else(low, mention.start, mention.end)]


def _unbound(low: str) -> list[RatingMention]:
    """Numbers alone that rate."""
    numbers = [match for match in _FREE.finditer(low) if match["x"] or (_value(match["n"]) or 9) <= 5]
    cue = _CUE.search(low) if numbers else None
    found = [mention for match in numbers if (mention := _free(match, low, cue))]
    return [mention for mention in found if not of_something_else(low, mention.start, mention.end)]


_MIGHT_HAVE = re.compile(r"\b(?:would|'d|could|might)\s+have\s+(?:said|given|been|put|rated)\s+(?:\w+\s+){0,3}$")
"""What the rating would have been is no rating, and worth a question."""
_EACH_ITS_OWN = Cued(
    r"\b(?:first|former)\b\D{0,16}(?P<a>[1-5])\b(?!\s*[:/.]\d|\s*(?:st|nd|rd|th|min|hour|hr)).{0,12}\b(?:second|other|latter|last)\b\D{0,16}(?P<b>[1-5])(?!\d|[:/.]\d|st|nd|rd|th|\s*(?:min|hour|hr|pm|am))\b|"
    r"\b(?P<c>[1-5])\s+(?:for\s+)?the\s+first\b[^.]{0,24}?\b(?P<d>[1-5])\s+(?:for\s+)?the\s+(?:second|other|last)\b"
)
"""Two meetings, rated apart: no one rating."""
_ROSE = Cued(
    r"\b(?:up|down|rose|went|moved|raised\s+it|climbed|dropped)\s+from\s+(?:an?\s+)?(?:[1-5]|one|two|three|four|five)\s+to\s+(?:an?\s+)?"
    r"(?P<n>[1-5]|one|two|three|four|five)\b"
)
_THE_MEETING_ITSELF = Cued(
    r"\bas\s+an?\s+\w+\b.*\b(?:the|our|this)\s+(?:meeting|session|talk|chat|call|conversation|hour)(?:\s+itself)?\s+(?:is\s+|was\s+|gets\s+)?an?\s+"
    r"(?P<n>[1-5]|one|two|three|four|five)\b"
)
""" "She gets a 5 as a mentor, the meeting a 2"."""
_OF_TWO, _OUTRIGHT = AnyOf(_EACH_ITS_OWN, _THE_MEETING_ITSELF, _ROSE), AnyOf(_STARS, _TORN, _OUT)
_EARLIER = re.compile(
    r"\b(?:(?:last|previous)\s+(?:time|month|meeting|one|session|check-?in)|(?:up|down)\s+from|used\s+to\s+be|at\s+first|initially|"
    r"(?:would|'d)\s+have\s+(?:said|given|been|put)|instead\s+of)\b(?:(?!\b(?:this|now|but|and|to)\b)[^;.]){0,24}$|"
    r"\b(?:she|he|mentor|mentee|partner)\s+(?:gives?|gave|says?|said|rates?|puts?|found|finds|thinks|thought|would\s+(?:say|give))\b"
    r"(?:(?!\b(?:this|now|but|and|to|i|i'd|i'm|me|mine|my)\b)[^;.]){0,24}$"
)
"""Behind it stands a rating of another time or by another, where the writer's own follows."""
_PARTS = re.compile(r"(\d{1,3})\s*(?:-\s*\d)?\s*(?:/|from|over|of|on|out\s+of)\s*(\d+)")


def _beyond(low: str, mention: RatingMention) -> bool:
    """Whether "10/5" stands where a rating might: more than the scale holds, so that it is none."""
    parts = _PARTS.match(low, mention.start, mention.end)
    return parts is not None and int(parts[1]) > int(parts[2])


def _stars(match: re.Match[str], low: str) -> RatingMention | None:
    stars = match.group()
    if "*" in stars and low[match.end() :].strip(" ."):
        return None
    value = sum(stars.count(star) for star in "★⭐🌟*")
    return RatingMention(match.start(), match.end(), value if 1 <= value <= 5 else None)


def _free(match: re.Match[str], low: str, cue: re.Match[str] | None) -> RatingMention | None:
    """A number that counts nothing, beside a word of rating, after an article, or with "from me"."""
    after = low[match.end("n") :]
    if _COUNTED.match(after) or (match["x"] and _COUNTED.match(low[match.end() :])):
        return None
    follows = _FOLLOWS.match(after)
    points = not match["n"][0].isdigit() and after.startswith(" points")  # "three points for the year"
    from_me = match["stars"] or (_FROM_ME.match(after) and not points)
    if not (from_me or follows):
        return None
    article = bool(_ARTICLE.search(match["kind"]))
    linked = not article and _is_linked(match, low, cue)
    if not (from_me or (follows and (article or linked or (match["x"] and cue)))):
        return None
    if match["n"] == "one" and match["kind"] not in ("a ", "an "):
        return None
    if not match["n"][0].isdigit() and _THOSE.search(low, 0, match.start("n")):
        return None
    if _OF_A_GRADE.search(low, 0, match.start()) or (
        not match["n"][0].isdigit() and not linked and not article and _THIS_TIME.match(after)
    ):
        return None
    if article and not from_me and _GOES_WITH.match(after) and not _is_linked(match, low, cue):
        return None
    end = match.end() if match["x"] else match.end("n")
    return RatingMention(match.start("n"), end, _on_scale(match["n"], None, match["x"]))


def _is_linked(match: re.Match[str], low: str, cue: re.Match[str] | None) -> bool:
    """Whether a word of rating, if there is any `cue`, leads to a number."""
    return cue is not None and any(
        _LINK.fullmatch(between := low[found.end() : match.start()])
        or (_RATES.search(found.group()) and _AT.fullmatch(between))
        for found in _CUE.finditer(low[: match.start()])
    )


def _on_scale(number: str, out_of: str | None, other: str | None) -> int | None:
    """The rating, or None where the number is not on the scale or two are named."""
    if other and other != number:
        return None
    value, top = _value(number), 100.0 if out_of == "a hundred" else _value(out_of or "5")
    if value is None or not top:
        return None
    value = value * 5 / top
    return int(value) if value == int(value) and 1 <= value <= 5 else None


def _value(text: str) -> float | None:
    if text.isdecimal():
        return float(text)
    text = text.strip().replace(",", ".")
    half = 0.5 if text.endswith("½") else 0
    text = text.removesuffix("½")
    if text.replace(".", "", 1).isdigit():
        return float(text) + half
    word, _, rest = text.partition(" ")
    return _WORDS[word] + (0.5 if rest else 0) if word in _WORDS else None


_FILLER = re.compile(
    rf"^\W{{0,4}}(?:(?:and|probably|maybe|definitely|about|around|i\s+think|a|an|another|um+|hmm+|oh|"
    rf"easily|again|at\s+least|just|only|still|easy|well|number|between|somewhere|yes|absolutely|surely?|"
    rf"then|so|both|all|obviously|of\s+course|naturally|always|honestly|like|for\s+sure|therefore|solidly|usefulness|overall|"
    rf"hard\s+to\s+say)[,:]?\s+){{0,4}}{_KIND}?"
)
_DIGITS = frozenset("12345")
_PIECE = quick(r"(?:\s*[;,–—]\s*|\.\s+|\s+-\s+|\s+and\s+(?!a\s+half\b)|\s+\()")
_CORRECTS = re.compile(r"\b(?:no|sorry|wait|make\s+(?:that|it)|actually|rather|i\s+mean|scratch)\b")
_CORRECTED = re.compile(
    r"\b(?:no|sorry|wait|make\s+(?:that|it)|actually|rather|i\s+mean)\W+(?:\w+\s+){0,3}?(?:a\s+)?([1-5]|"
    r"one|two|three|four|five)\b(?!\s*[\w:])"
)


def _settled(found: list[RatingMention], low: str) -> RatingMention:
    """The first rating of several, unless a later one corrects it."""
    last = found[-1]
    return last if _CORRECTS.search(low[found[0].end : last.start]) else found[0]


def rating_of(low: str, answering: bool) -> RatingMention | None:
    """The rating a sentence (lower case) gives; `answering`: it stands under the question for one."""
    if answering:
        return answered_rating(low)
    if not _MAY_RATE.is_awake(low):
        return None
    if found := find_ratings(low):
        return _settled(found, low)
    return lone_rating(low) or trailing_rating(low) or _nearly(low)


_INSTEAD = re.compile(
    rf"[^\d]{{0,20}}\b(?:so|but|call\s+it|more\s+like|therefore|hence)\s+(?:an?\s+)?(?P<n>{_NUMBER}){_AFTER}"
)


def _nearly(low: str) -> RatingMention | None:
    """What was nearly given where nothing else is ("Almost a 5."), worth a question; or what was instead ("so 4")."""
    for match in _FREE.finditer(low) if MAY_BE_MISSED.is_awake(low) else ():
        missed = MISSED.search(low, 0, match.start("n"))
        if missed and missed["nearly"] and _FOLLOWS.match(low, match.end("n")):
            instead = _INSTEAD.match(low, match.end("n"))
            value = _on_scale(instead["n"], None, None) if instead else None
            return RatingMention(match.start("n"), match.end("n"), value, missed=value is None)
    return None


_REVISED = re.compile(
    r"\W*(?:actually|no|nah|wait|hm+|make\s+(?:that|it)|sorry|correction|or\s+rather|let's\s+say|i'll\s+(?:say|go\s+with)|call\s+it)\W+(?:(?:no|make\s+(?:that|it)|let's\s+say|call\s+it)\W+)?"
    r"(?:an?\s+)?(?P<n>[1-5]|one|two|three|four|five)(?=\W*$|\s*[,;(–—]|\.\s)"
)


def revised_rating(low: str) -> RatingMention | None:
    """The rating with which a sentence takes back the one right before it: "Actually 4, he stayed on"."""
    match = _REVISED.match(low)
    return RatingMention(match.start("n"), match.end("n"), _on_scale(match["n"], None, None)) if match else None


_MAY_RATE = Cued(r"\d|\b(?:one|two|three|four|five|ten)|[★⭐🌟☆✩*]")
"""What no rating does without."""
_HEDGE = (
    r"(?:\s*,?\s*(?:i\s+(?:guess|think|suppose|would\s+say|believe|reckon)|i'd\s+say|maybe|probably|tbh|honestly|easily|again|overall|"
    r"then|so\s+far|once\s+(?:more|again)|for\s+(?:me|us|now)|from\s+(?:me|us)|as\s+(?:always|usual|ever)|out\s+of\s+5))?"
)
_LONE = Cued(rf"{_FILLER.pattern}(?P<n>{_NUMBER})(?:{_OR.replace('NAME', 'x')})?{_HEDGE}\W*$")
_A_GOOD_ONE = re.compile(rf"{_KIND}one$")
"""A meeting praised, not rated."""


def lone_rating(low: str) -> RatingMention | None:
    """The rating of a sentence or line that is nothing but a number of the scale: "4.", "a 5!", "hmm, 3"."""
    low = without_scale(low)
    match = _LONE.match(low)
    if match is None or (_value(match["n"]) or 9) > 5 or _A_GOOD_ONE.search(low[: match.end("n")]):
        return None
    return RatingMention(match.start("n"), match.end(), _on_scale(match["n"], None, match["x"]))


_REFUSES = re.compile(r"\W*(?:n|no|nope|nah|nothing|none|thanks?|no\s+help)\b")
_CLOSING = Cued(r"\s*:\s*([1-5]|two|three|four|five)\W*$")
_NUMBERED_THING = re.compile(
    r"\b(?:room|ext|extension|page|chapter|question|number|no|box|floor|item|part|grade|level|agenda|attendance|present|volume|issue|year|count|total|hours?|people|"
    r"times|meetings?|sessions?|topics?|how\s+many)\W*$"
)
_BOTH_NUMBERS = re.compile(r"\b\w+s\s+\d\s+and\s+\d\W*$")
"""Things that are numbered ("between floors 2 and 3")."""
_BEHIND_AN_ANSWER = re.compile(
    r"(?:min|mins|minutes|hr|hour|office|zoom|phone|teams|person|cafe|coffee|lunch)\s+([1-5])\W*$"
)
"""A rating without a mark before it ("Zoom, 1 hr 5" ends in one)."""
_A_NUMBER = re.compile(_NUMBER)
_NUMBER_ALONE = re.compile(rf"\W*(?!one\b){_NUMBER}(?:\s+or\s+(?:an?\s+)?{_NUMBER})?\W*")
_JUDGED = re.compile(
    r"\W*,\s+(?:and\s+)?(?:i|we)\b|\W*,\s+(?:since|if)\s+you\b|[\w,.\s–—-]*\b(?:no|nope|nah|nothing|thanks?|but|because|though|although|i\s+(?:guess|think|suppose|would|believe)|i'd\s+say|good|great|fine|ok|okay|"
    r"almost|nearly|not|just|waste|excellent|wonderful|lovely|rushed|maybe|probably|too|useful|very|really|solid|easily|definitely|absolutely|hands|surely|happily|for|of|without|again|honestly)\b|\s*\("
)
"""What follows a number that rates where it begins a sentence: how it was meant, a word of praise, a refusal."""
_PIECES = re.compile(r"[^;,–—]+")
_OF_A_DAY = re.compile(
    r"(?:\d|\d(?:st|nd|rd|th))\s*$|\bnext\b|\broom\b|\w+day\s*$|\b(?:mon|tues?|weds?|thurs?|thu|fri|sat|sun)\.?\s*$|(?<!min)(?<!hr)(?<!minute)(?<!hour)s\s*$|\b(?:daughter|son|kids?|child\w*|cats?|dogs?|baby|girls?|boys?|niece|nephew|twins?|grand\w+)\s*$"
)
"""Behind it a number is an hour, a day or an age."""
_LEAST_PIECES, _SHORT_PIECE = 3, 4
"""Pieces of a run of short answers, and words of each."""


def _alone_in_its_piece(low: str) -> RatingMention | None:
    """The one number from one to five that is a piece of its own in a run of short answers ("wed, zoom, 1h, 4")."""
    pieces = list(_PIECES.finditer(low))
    bare = [place for place, piece in enumerate(pieces) if piece.group().strip(" .()") in _DIGITS]
    if len(pieces) < _LEAST_PIECES or len(bare) != 1 or not bare[0]:
        return None
    if any(len(piece.group().split()) > _SHORT_PIECE for piece in pieces):
        return None
    piece, before = pieces[bare[0]], pieces[bare[0] - 1].group()
    if _OF_A_DAY.search(before):
        return None
    return RatingMention(piece.start(), piece.end(), int(piece.group().strip(" .()")))


def trailing_rating(low: str) -> RatingMention | None:
    """The rating that ends a run of short answers ("Zoom, 1 hr, 5"), or begins a refusal ("4, and no, nothing")."""
    pieces = [piece for piece in _PIECE.split(low) if piece.strip()]
    if (closing := _CLOSING.search(low)) and not _NUMBERED_THING.search(low[: closing.start()]):
        return RatingMention(closing.start(1), closing.end(1), _on_scale(closing[1], None, None))
    if len(pieces) < 2:
        match = _BEHIND_AN_ANSWER.search(low)
        return RatingMention(match.start(1), match.end(1), int(match[1])) if match else None
    found = _alone_in_its_piece(low) or _at_either_end(pieces, low)
    return found if found and not _BOTH_NUMBERS.search(low) else None


def _at_either_end(pieces: list[str], low: str) -> RatingMention | None:
    """The rating that is the last of several pieces, but for a refusal, or the first."""
    ends = [*pieces[-2:-1], pieces[0]] if _REFUSES.match(pieces[-1]) else [pieces[-1], pieces[0]]
    for piece in filter(_A_NUMBER.search, ends):
        if found := lone_rating(piece):
            if piece is pieces[0] and not _JUDGED.match(low[len(piece) :]):
                continue
            if piece is pieces[0] or _NUMBER_ALONE.fullmatch(piece):
                at = low.rfind(piece) if piece is pieces[-1] else 0
                return RatingMention(at, at + len(piece), found.value)
    return None


_BEGINS_WITH_IT = re.compile(rf"\W*{_NUMBER}\b(?!\s*/|\s+out|\s+of)")
_ANSWER = re.compile(rf"{_FILLER.pattern}(?P<n>{_NUMBER})(?![\w%/]|:\d|\.\d)(?:{_OR.replace('NAME', 'x')})?")
_ANY_NUMBER = re.compile(rf"(?<![\w./:-])({_NUMBER})(?![\w:%]|[./]\d)")


def answered_rating(low: str) -> RatingMention | None:
    """The rating in an answer to the question for one, where a number alone is enough: "4", "4 - very", "five!!"."""
    found, low = find_ratings(low), without_scale(low)
    if found and not _BEGINS_WITH_IT.match(low):
        return _settled(found, low)
    match = _ANSWER.match(low)
    if match is None:
        later = _ANY_NUMBER.search(low)
        if later and _THAT_ONE.search(low, 0, later.start()) and later.group() == "one":
            return None
        if later and MISSED.search(low, 0, later.start()):
            return _nearly(low)
        if later and not _COUNTED.match(low[later.end() :]) and _FOLLOWS.match(low[later.end() :]):
            return RatingMention(later.start(), later.end(), _on_scale(later.group(), None, None))
        return None
    rest = low[match.end("n") :]
    if _COUNTED.match(rest):
        return None
    if corrected := _CORRECTED.search(rest):
        return RatingMention(0, len(low), _on_scale(corrected[1], None, None))
    return RatingMention(match.start("n"), match.end(), _on_scale(match["n"], None, match["x"]))
