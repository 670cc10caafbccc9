"""Usefulness: a number on the scale of one to five, in its many forms; stray numbers are none."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RatingMention:
    """A rating spoken of. `value` None: a number was given, but none on the scale ("4.5", "3 or 4")."""

    start: int
    end: int
    value: int | None


_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_N = r"(?P<{0}>\d+(?:[.,]\d+)?|½|(?:one|two|three|four|five)(?:\s+and\s+a\s+half|\s+point\s+five)?)(?:½)?"
_NEXT_VALUE = r"(?:\s*(?:-|–|/|to|or|and\s+(?:a\s+)?|,?\s*(?:or\s+)?(?:maybe|perhaps|possibly|even)(?:\s+(?:a|even))*)\s*(?:even\s+|maybe\s+|a\s+|an\s+)*(?P<{0}>[1-5](?:\.\d)?|one|two|three|four|five|a\s+half|1/2)(?!\s*(?:hours?|weeks?|times|people|/\d|\s*stars?\s+of))\b)?"
_OUT_OF = r"(?:\s*(?:/|out\s+of|of|on\s+(?:a\s+)?scale\s+(?:of|to))\s*(?:a\s+possible\s+)?(?P<{0}>\d+|five|ten)\b)?"
_END = r"(?=\s*(?:$|[.,;:!?()\"'*–—=+\-/]|\s(?:out|of|from|for|because|on|this|again|and|but|since|as|so|if|stars?|all|today|today's|though|only|in|with|to|i|we|she|he|it|very|overall|given|thanks|no|nothing|mainly|mostly|here|really|solid|easily|at|or|by|maybe|would|definitely|absolutely|please|due|simply|just|despite|even|when|not|usefulness|useful|rating|whole)\b|[^\w\s]))"
_UNITS_FOLLOW = re.compile(
    r"\s*(?:-\s*)?(?:hours?|hrs?|minutes?|mins?|weeks?|months?|days?|years?|times|pm|am|p\.m|a\.m|o'clock|people|things|of\s+(?:us|them|the|her|my|our|those|these)\b|percent|%|th\b|st\b|nd\b|rd\b|:\d|meetings?|sessions?)"
)
_CUE = (
    r"(?:rat(?:e|ed|ing)(?:\s+(?:it|this|that|the\s+\w+|our\s+\w+|usefulness|our|myself))*|scor(?:e|ed|ing)|useful(?:ness)?(?:\s+(?:was|is|level|score|rating))?|how\s+useful(?:\s+was\s+it)?|usefulness\s*\(?(?:1\s*(?:-|–|to)\s*5)?\)?|"
    r"(?:giv(?:e|ing)|gave)\s+(?:it|this|that|the\s+\w+|us|our\s+\w+|last\s+\w+|you)(?:\s+\w+)?|(?:call|mark|put|make|place|judge|rank|grade|assess)(?:ing|ed)?\s+(?:it|this|that|this\s+one|that\s+one|our\s+\w+|the\s+\w+|this\s+\w+)(?:\s+(?:down|in|firmly|one))?|"
    r"i(?:'d|\s+would|'ll|\s+will|\s+can|\s+should)?\s+(?:say|go\s+(?:with|for)|choose|pick|vote|answer|opt\s+for|settle\s+(?:on|for)|land\s+(?:on|at))|say|(?:my|the|our|overall)\s+(?:\w+\s+)?(?:rating|score|vote|number|answer|mark|grade|verdict|figure)(?:\s+(?:is|was|would\s+be|for\s+\w+(?:\s+\w+)?|this\s+\w+|here))?|"
    r"value|helpfulness|it\s+was|it's|that's|it\s+is|that\s+was|this\s+was|this\s+one\s+was|this\s+one's|this\s+is|(?:it\s+)?(?:gets|deserves|earns|merits|rates|was\s+worth|worth)|scale\s+(?:of|from)?\s*(?:1|one)\s*(?:-|–|to)\s*(?:5|five)|on\s+(?:your|the|that|a)\s+(?:\w+\s+)?scale|from\s+me|definitely|q5|solidly|honestly|easily|certainly)"
)
_WEAK_CUE = re.compile(
    r"^(?:it\s+was|it's|that's|it\s+is|that\s+was|this\s+was|this\s+one\s+was|this\s+one's|this\s+is|say|from\s+me|definitely|value|solidly|honestly|easily|certainly|(?:call|put|make|mark|place).*)$"
)
_LINK = r"(?:\s*(?:[:=–—,…?\"'*(\-]|->|=>|\.\.\.)\s*|\s+)(?:(?:is|was|as|at|to|it|be|would|i'd|i'll|i|say|go|with|for|call|this|that|one|a|an|the|about|around|maybe|probably|perhaps|definitely|easily|honestly|like|only|just|somewhere|at\s+least|solid|strong|good|firm|definite|clear|full|high|low|easy|generous|respectable|another|big|resounding|hard|perfect|nice|healthy|well-earned|comfortable|enthusiastic|reluctant|grudging|mere|again|overall|in|by|on|your|scale|give|me|my|were|number|usefulness|still|under|today's|very|pretty|even|so|of|from|1|one|to|5|five|um|er|hmm|well|oh|think|i'm|going|calling|giving|score|mark|rating|vote|,|-|–|:|\(|\))\s+){0,8}?"
_SOLID = r"(?:solid|strong|firm|definite|easy|clear|full|generous|low|high|weak|resounding|big\s+fat|perfect|respectable|straight|good\s+solid|enthusiastic|hearty|wholehearted|reluctant|comfortable|grateful|big)"
_SCALE = re.compile(
    r"(?:\b(?:of\s+|from\s+|between\s+)*\(?(?:\b1|\bone)\s*(?:\([^)]{1,20}\)\s*)?(?:-|–|to|and|through)\s*(?:5|five)\b(?:\s*\([^)]{1,20}\)|\))?)"
    r"(?=\s*(?:$|[.:),;=–—-]|\s*scale|\s*(?:i|it|this|we|that)\b))"
)
_RATING = re.compile(
    rf"(?P<stars>(?:★\s?|⭐️?\s?|☆\s?|🌟\s?|\*){{1,5}})(?![\w*])"
    rf"|(?P<cue>\b{_CUE}){_LINK}{_N.format('n1')}{_OUT_OF.format('o1')}{_NEXT_VALUE.format('x1')}{_END}"
    rf"|(?<![\d./$:-])\b(?P<n2>\d{{1,3}}(?:[.,]\d)?|one|two|three|four|five|ten)(?:\s*-\s*(?P<x2>[1-5]))?\s*(?:/\s*|\s+out\s+of\s+|\s+of\s+)(?:a\s+possible\s+)?(?P<o2>5|10|five|ten|100)\b(?!\s*(?:/|minutes|mins|hours|people|of|pm|am|:|\w+s\b(?<!stars)))"
    rf"|\b(?:a|an)?\s*{_SOLID}\s+{_N.format('n3')}{_OUT_OF.format('o3')}{_NEXT_VALUE.format('x3')}{_END}"
    rf"|\b(?P<n4>[1-5](?:\.5)?|one|two|three|four|five)(?:[\s-]+(?:and\s+a\s+half\s+)?)stars?\b"
    rf"|\b(?:a|an|it's|its|that's)\s+{_N.format('n5')}{_OUT_OF.format('o5')}{_NEXT_VALUE.format('x5')}\s*(?:from|for)\s+(?:me|us|this|usefulness|both|my|her|the|today|sure)\b"
    rf"|(?:^|(?<=[.;,!?()]\s)|(?<=\()|(?<=[–—]\s)|(?<=and\s))(?:a\s+)?{_N.format('n6')}{_OUT_OF.format('o6')}\s*(?:from|for|\()\s*(?:me|us|usefulness|useful|useful\))\b"
)
_ALONE = re.compile(
    rf"^\W{{0,4}}(?:(?:probably|maybe|definitely|about|around|i\s+think|i'd\s+say|i\s+would\s+say|a|an|another|um|hmm|oh|easily|again|at\s+least|just|say|only|still|easy|well|number|between|somewhere|rating|score|usefulness|useful|yes|it\s+was|it's|absolutely)[,:]?\s+){{0,4}}(?:{_SOLID}\s+)?"
    rf"{_N.format('n')}{_OUT_OF.format('o')}{_NEXT_VALUE.format('x')}(?P<rest>.*)$",
    re.DOTALL,
)


def find_ratings(low: str) -> list[RatingMention]:
    """Every rating of a sentence (lower case)."""
    low = _without_scale(low)
    found = []
    for match in _RATING.finditer(low):
        if mention := _mention(match, low):
            found.append(mention)
    return found


def _without_scale(low: str) -> str:
    """The scale recited ("from 1 to 5") blanked out, so that its ends are not taken for a rating."""
    return _SCALE.sub(lambda match: " " * len(match.group()), low) if "5" in low or "five" in low else low


def _mention(match: re.Match[str], low: str) -> RatingMention | None:
    said = match.groupdict()
    if said["stars"]:
        return _stars(match, low)
    which = next(number for number in "123456" if said[f"n{number}"])
    out_of, other = said.get(f"o{which}"), said.get(f"x{which}")
    at = match.start(f"n{which}")
    if (
        said["cue"]
        and not out_of
        and (_UNITS_FOLLOW.match(low[match.end() :]) or _counts(said["cue"], low, match.end()))
    ):
        return None
    if other and _UNITS_FOLLOW.match(low[match.end() :]):
        return None
    return RatingMention(at, match.end(), _on_scale(said[f"n{which}"], out_of, other))


def _stars(match: re.Match[str], low: str) -> RatingMention | None:
    stars = match["stars"]
    if "*" in stars and (
        len(stars.strip()) < 2 or low[: match.start()].rstrip()[-1:].isalnum() or low[match.end() :].strip(" .")
    ):
        return None
    return RatingMention(match.start(), match.end(), sum(stars.count(star) for star in "★⭐🌟*"))


def _counts(cue: str, low: str, at: int) -> bool:
    """Whether a weak cue's number counts things rather than rates: "it was 3 of the staff", "say two, but"."""
    return bool(_WEAK_CUE.match(cue)) and bool(
        re.match(r"\s+(?:of|to|in|at|on|we|i|she|he|by|with|for\s+(?!me))\b", low[at:])
    )


def _on_scale(number: str, out_of: str | None, other: str | None) -> int | None:
    """The rating, or None where the number is not on the scale or two are named."""
    if other:
        return None
    value = _value(number)
    top = _value(out_of) if out_of else 5
    if value is None or top not in (5, 10, 100):
        return None
    value = value * 5 / top
    return int(value) if value == int(value) and 1 <= value <= 5 else None


def _value(text: str) -> float | None:
    text = text.strip().replace(",", ".")
    if text.replace(".", "", 1).isdigit():
        return float(text)
    if text == "ten":
        return 10.0
    word, _, half = text.partition(" ")
    return _WORDS[word] + (0.5 if half else 0) if word in _WORDS else None


def answered_rating(low: str) -> RatingMention | None:
    """The rating in an answer to the question for one, where a number alone is enough: "4", "4 - very", "five!!"."""
    low = _without_scale(low)
    if found := find_ratings(low):
        return found[-1]
    match = _ALONE.match(low.strip())
    if match is None:
        later = re.search(r"(?<![\w./:-])([1-5]|one|two|three|four|five)(?![\w:]|[./]\d)", low)
        if later and not _UNITS_FOLLOW.match(low[later.end() :]):
            return RatingMention(later.start(), later.end(), _on_scale(later.group(), None, None))
        return None
    rest = match["rest"]
    if _UNITS_FOLLOW.match(rest) or re.match(r"\w", rest):
        return None
    corrected = re.search(
        r"(?:no|sorry|wait|make\s+(?:that|it)|actually|rather)\W+(?:\w+\s+){0,3}?(?:a\s+)?([1-5]|one|two|three|four|five)\b(?!\s*\w)",
        rest,
    )
    if corrected:
        return RatingMention(0, len(low), _on_scale(corrected[1], None, None))
    return RatingMention(match.start("n"), match.end("n"), _on_scale(match["n"], match["o"], match["x"]))


def lone_rating(low: str) -> RatingMention | None:
    """The rating of a sentence or line that is nothing but a number of the scale: "4.", "4/5!", "a 5"."""
    match = _ALONE.match(low.strip())
    if match is None or re.search(r"[\w]", match["rest"]):
        return None
    return RatingMention(match.start("n"), match.end("n"), _on_scale(match["n"], match["o"], match["x"]))
