"""How people met: a place two people are in, a video service, a telephone.

The caller asks only in words about a meeting that was held; this module keeps out what merely looks alike
("call for papers", "she walked me through", "instead of Zoom").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.domain import Format
from service.reading.patterns.cued import Cued


@dataclass(frozen=True, slots=True)
class FormatMention:
    """A way of meeting spoken of; `weak`: the word alone is no proof ("sat down"). `place`: somewhere, which gives
    way to a service or a telephone named beside it."""

    start: int
    end: int
    format: Format
    weak: bool = False
    place: bool = False


_VIDEO = (
    r"(?:in|on)\s+(?:a|our|the)\s+(?:\w+\s+)?(?:teams|zoom|webex|skype|meet|video)\b|"
    r"(?:on|via|over|by|through|using|did|used|tried)\s+(?:ms\s+|microsoft\s+)?teams\b|zoom(?:ed|ing|s)?\b|(?:(?:ms|microsoft)\s?)?teams\b(?=\s*(?:$|[.,;:!?()&–—+/-]|call|chat|meeting|video|"
    r"on|for|at|this|the\s+\w+day|thing|link|yesterday|last|again|and|as|because|since|with|from|call|session|both|each|every|all))|"
    r"google\s+(?:meet|hangouts?)|g-?meet|"
    r"(?:on|via|over|by|through|using|in)\s+(?:google\s+)?meet\b(?!ing)|\bgoogle\s+meet|webex(?:ed)?|"
    r"skyp(?:e|ed)|face\s?tim(?:e|ed)|video(?:\s?calls?|\s?chat\w*)?\b|video-?conferenc\w*|(?:slack|a)\s+huddle\b|vc\b|vid\b|hangouts?\b|jitsi|bluejeans|"
    r"whereby|gotomeeting|virtual(?:ly)?\b|online\b|on\s?-?screen|on\s+(?:our|the)\s+(?:screens|laptops|"
    r"webcams?|cameras?)|by\s+screen|web\s?cams?|remotely|remote\b|big\s?blue\s?button|discord"
)
_PHONE = (
    r"(?:tele)?phone[ds]?\b|telephonic(?:ally)?\b|on\s+our\s+(?:cells|mobiles|phones)\b|ph\b|fone\b|phoning|by\s+(?:cell|mobile|landline)|on\s+(?:the|my|her|"
    r"his)\s+(?:cell|mobile|landline|blower|horn)|rang\b|rung\b|r(?:a|i)ng\s+(?:her|him|me)|gave\s+(?:her|"
    r"him|me|each\s+other)\s+a\s+(?:ring|call|buzz|bell)|"
    r"(?:over|on)\s+the\s+(?:line|wire|horn|speaker)|on\s+speaker(?:phone)?|whatsapp\s+(?:voice|audio)|"
    r"voice\s+call|audio\s+(?:only|call)|dialed|dialled|"
    r"called(?=\s+(?:on\s+(?:the\s+\d|\w+day|halloween)|\w+day\b|yesterday|last\s|this\s|from\s))|(?:we|i|she|he)(?:'ve|\s+have|\s+has)\s+called\b(?!\s+(?:it|off|in|out|for|a|the|that|this)\b)|"
    r"(?:a|quick|short|long|brief|minute|hour|our|one|another|the|min|monthly|scheduled|regular|good|by|"
    r"conference)[\s-]+(?:(?!zoom|teams|video|webex|skype|meet|facetime|google|whatsapp)\w+\s+)?calls?\b(?!\s+(?:for|number|to\s+order|off|slip|center|centre))|(?:had|"
    r"took|have|did)\s+(?:a|our|another|the)\s+(?:(?!zoom|teams|video|webex|skype|meet|facetime|google)\w+\s+)?call\b|"
    r"\b(?:i|we|she|he)\s+called\s+(?!(?:it|the|a|that|this|for|off|on|out|to|in\s+sick)\b)\w+(?=\s+(?:on|yesterday|last|this|from|at|for|and|in)\b)|"
    r"\b(?:i|we|she|he|dana)\s+called\s+(?:her|him|me|each\s+other|in\b)|\bcalled\s+(?:her|him|me|"
    r"each\s+other)\b(?!\s+(?:out|a\b))|call\s+with\s+(?:her|him|my)|\bcalls?\s*(?=$|[.,;!(&])|tel\.|"
    r"a\s+ring\b"
)
_PLACE_NOUN = (
    r"offices?|ofc|library|cafe|café|cafes|cafeteria|canteen|coffee\s?shop|coffee\s?house|coffee\s+place|"
    r"coffee\s+cart|starbucks|restaurant|bistro|diner|deli|pub|bar|bakery|brewery|tea\s?house|tea\s?room|"
    r"tearoom|food\s+(?:court|truck|hall)|"
    r"break\s?room|staff\s+(?:room|lounge|kitchen)|lounge|lobby|atrium|courtyard|garden|gardens|quad|"
    r"patio|terrace|porch|bench|park|lake|campus|kitchen|house|home|apartment|"
    r"conference\s+room|meeting\s+room|study\s+room|seminar\s+room|reading\s+room|board\s?room|classroom|"
    r"workroom|room|carrel|cubicle|cube|desk|building|hall|annex|stacks|archives|basement|"
    r"student\s+(?:union|center|centre)|union|"
    r"faculty\s+club|makerspace|museum|gallery|bookstore|book\s?shop|farmers'?\s+market|market|mall|gym|"
    r"pool|arboretum|greenhouse|lab|learning\s+commons|commons|hallway|corridor|elevator|stairwell|"
    r"loading\s+dock|parking\s+lot|car|bus|train|ferry|tram|subway|campfire|"
    r"airport|fishbowl|hotel|conference|reception|picnic|place|branch|branch\s+library|center|centre|"
    r"archive|special\s+collections|circulation|steps|sidewalk|canteen|department|unit|wing|trail|beach|zoo|"
    r"study|den|parlou?r|curb|stoop|deck|dock|balcony|lawn|grass|booth|counter|tent|truck|rooftop|bagel\s+place|taqueria|noodle\s+\w+|pizza\s+\w+|dumpling\s+\w+|sushi\s+\w+|taco\s+\w+|"
    r"ramen\s+\w+|poke\s+\w+"
)
_IN_PERSON = (
    r"in[\s-]person|in\s+the\s+flesh|face[\s-]to[\s-]face|face\s+2\s+face|f2f|ftf|irl|in\s+real\s+life|"
    r"onsite|on[\s-]site|"
    r"(?:over|for|had|grabbed|got|with|having|did|a|grab|shared|took|quick|and|our|drank|two|some|usual|"
    r"long)\s+(?:a\s+|an\s+|some\s+|our\s+|the\s+|my\s+|her\s+|very\s+|usual\s+|quick\s+|long\s+|bad\s+|"
    r"good\s+|late\s+|early\s+|two\s+|cups?\s+of\s+|hot\s+|working\s+|brown[\s-]bag\s+|leisurely\s+|"
    r"terrible\s+|lovely\s+){0,9}(?:coffees?|tea|lunch|lunches|breakfast|brunch|dinner|supper|drinks?|beers?|"
    r"wine|chai|lattes?|cocoa|sandwich(?:es)?|tacos?|pizza|soup|noodles|ramen|pho|dumplings|bagels?|"
    r"ice\s+cream|cake|pie|curry|sushi|burritos?|espresso|boba|bubble\s+tea|donuts?|doughnuts?|pastries|"
    r"scones?|meal|bite|cuppa|happy\s+hour)\b|"
    r"(?:coffee|lunch|tea|breakfast|brunch|dinner|drinks)\b(?=\s*(?:$|[.,;:!()&+–—/-]|at\b|on\b|in\b|"
    r"with\b|w/|w\b|yesterday|last\b|this\b|together|again|date|and\b|both\b|each\b|every\b))|"
    r"(?:on|during|took|went\s+(?:for|on)|for|a|our|over|had)\s+(?:a\s+|an\s+|our\s+|the\s+|another\s+|"
    r"my\s+|her\s+)?(?:\w+\s+)?(?:walk|stroll|hike|run|jog|walks|bike\s+ride|drive|"
    r"walking\s+meeting)\b(?!\s*-?\s*through|\s+in\b)|walk(?:ed|ing)\s+(?:around|to|the|along|over|"
    r"together|and\s+talk\w*|through\s+the\s+(?:park|campus|gardens?|woods|arboretum)|round|home|loops?|"
    r"laps?|our|meeting|by)\b|walk\s+(?:around|along|by|in\s+the|through|round|to)\b|walk\b(?=\s*(?:$|"
    r"[.,;!(]))|strolled|hiked|carpool(?:ed)?|"
    r"(?:in|at|by|inside|outside|near|behind|around|across\s+from|beside|to|into|under|on)\s+(?:(?:the|my|"
    r"her|his|our|their|a|an|one\s+of\s+the|that|this|(?:(?:mr|ms|mrs|mx|dr|prof)\.?\s+)?[\w'.]+'s)\s+)"
    r"(?:[\w'&-]+\s+){0,4}?(?:" + _PLACE_NOUN + r")\b|"
    r"(?:(?<=,\s)|(?<=:\s))(?:the\s+)?(?:\w+\s+)?(?:(?:board|reading|seminar|meeting|conference|staff|tea|break|map|study)\s?room|canteen|cafeteria)\b(?=\s*(?:$|[.,;)]))|"
    r"(?<=,\s)(?:pub|diner|cafe|café|quad|taqueria|bakery|deli|food\s+truck|restaurant|coffee\s?(?:shop|house|place))\b(?=\s*(?:$|[.,;)]))|"
    r"(?:(?<=^)|(?<=[.,:;!]\s))[a-z]+'s\s+(?:office|desk|branch)\b(?=\s*(?:$|[.,;)&]))|(?:had|invited|asked)\s+(?:me|her|him|us)\s+over\b(?!\s+the\b)|"
    r"(?:hit|roamed|wandered)\s+the\s+(?:\w+'?\s+)?(?:market|mall|shops|stacks|museum|gallery|trail|beach|park)\b|in\s+(?:a\s+|the\s+)?(?:tea|book|coffee|sandwich)\s?shop\b|"
    r"^\W*(?:noodles|tapas|ramen|pho|tacos|pizza|sushi|dumplings|curry|bagels?|sandwiches|burritos)\b(?=\s+with\b|\s*,)|"
    r"(?:used|booked|borrowed|took\s+over)\s+(?:the|a|an|her|his|my|our)\s+(?:\w+\s+)?(?:room|fishbowl|lounge|kitchen|office|conference\s+room|study)\b|"
    r"(?:in|at|to)\s+(?:canteen|cafeteria|cafe|café|coffee\s?(?:shop|house)|library|office|restaurant|lobby|lounge|park|garden)\b|"
    r"(?:in|at)\s+(?:(?!(?:who|what|it|that|there|here|let|she|he|where|how)'s)[a-z]+'s\b(?!\s+(?:point|end|request|suggestion|best|absence))|starbucks|peet's|"
    r"panera|home|hers|his|mine|work|campus|special\s+collections|lunch|breakfast|dinner|circulation|"
    r"reference|ala\b|acrl\b|room\s+\w+|my\s+place|her\s+place)|on\s+(?:the\s+)?campus\b|"
    r"(?:was|were)\s+(?:the|a|my|her|his|our)\s+(?:\w+\s+){0,2}?(?:" + _PLACE_NOUN + r")\b|"
    r"(?:my|her|his|our)\s+(?:office|ofc|place|desk|house|kitchen|porch|cubicle|cube)\b|(?:library|campus|"
    r"student)\s+(?:cafe|café|coffee\s+shop)|(?:cafe|café|coffee\s?shop)\b|"
    r"(?:stopped|dropped|came|swung|popped|went|drove|walked)\s+(?:by|over|round|in|into|up|"
    r"down)\b(?!\s+(?:goals|my|her|the\s+list|what|how))|ran\s+into|bumped\s+into|caught\s+(?:her|him|me|"
    r"each\s+other)\s+(?:in|at|after|outside|by)|sat\s+(?:together|outside|side\s+by\s+side|on\s+(?:the|"
    r"a)|in\s+(?:the|my|her)|at\s+(?:the|my|her))|visited\s+(?:her|him|me|my|the)|toured|tour\s+of|"
    r"(?:room|rm)\.?\s+[a-z]?[\d.-]*\d[a-z]?\b|(?:to|at)\s+(?:hers|mine)\b|shopping|same\s+room|table\b(?=\s+(?:by|in|at|near|outside)\b)|hallway\s+(?:chat|conversation)|"
    r"corridor\s+(?:chat|conversation)|lunch\s?time\s+walk"
)
_NO_PLACE = (
    r"(?:\w+ly\s+)?(?:months?|weeks?|mornings?|afternoons?|evenings?|end|ending|beginning|start|middle|"
    r"midst|way|time|times|meantime|moment|first|second|third|last|next|days?|phone|telephone|line|future|"
    r"past|years?|semester|term|fall|spring|summer|winter|calendar|drill|topic|subject|hours?|minutes?|"
    r"process|works|whole|fact|dot|clock|weekend|holidays?|break|air|mood|rush|hurry|usual|same|other|"
    r"face|back|light|cards?|table|books|schedule|agenda|lines|corner|idea|issue|list|opinion|view|case|mind|head|career|life|"
    r"work|job|role|position|spare|interest|favor|name|word|words|rate|least|best|most|moment|side|point|"
    r"edge|verge|cusp|goals?|review|dossier|article|project|cv|department's|own|right|behalf|field|"
    r"profession|report|reply|email|mail|message|note|notes|question|questions|need|needs|plan|plans|"
    r"\d+(?:st|nd|rd|th)?|jan\w*|feb\w*|mar\w*|apr\w*|may|jun\w*|jul\w*|aug\w*|sep\w*|oct\w*|nov\w*|"
    r"dec\w*|\w+day|internet|video|zoom|screen|computer|laptop|one|two|three|four|five|six|few|couple|"
    r"couple|tuesday|nutshell|row|while|bit|sense|total|all|advance|touch|english)"
)
"""What "in the …" may lead to without being a place that two people sit in."""
_WEAK_IN_PERSON = (
    r"sat\s+down|got\s+together|hung\s+out|saw\s+(?:her|him|each\s+other)|showed\s+me\s+around|sat\b|"
    r"stood\b|walked(?!\s+(?:me|her|him|us|through|out|away|into))|stroll\w*|sandwich(?:es)?|pints?|tacos|burritos|cake|pie|standing\s+up|"
    r"desk\s+to\s+desk|side\s+by\s+side|went\s+to\s+(?:buy|shop|see|eat|get)|"
    r"at\s+(?!(?:the|a|an|my|her|his|our|their|this|that|these|those|it|least|last|first|once|all|length|present|noon|midnight|midday|night|"
    r"times?|work|odds|ease|issue|hand|best|worst|most|any|some|every|each|about|around|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve|half|quarter|long|short|zoom|teams|webex|christmas|easter|thanksgiving|halloween|which|what|whatever|how|"
    r"\w+ing|different|various|random|other|exactly|precisely|roughly|liberty|risk|stake|fault|lunchtime|dawn|dusk|sunset|sunrise|which)\b)[a-z][\w'&-]+|"
    r"buns|over\s+(?!(?:the|my|her|his|our|their|this|that|these|a|an|it|in|to|on|at|and|with|zoom|teams|webex|skype|meet|facetime|google|"
    r"whatsapp|video|phone|e-?mail|text|chat|slack|break|christmas|thanksgiving|easter|winter|summer|spring|fall|time|there|here|"
    r"half|an?|one|two|three|four|several|some|which|what|whether|how|who|again|by|from|\d+|\w+ing|last|next)\b)[a-z]+\b"
)
_PLACE = (
    rf"(?:in|at|by|near|under|outside|behind|inside|beside|between|amid|through|across|round|around|along|past)\s+(?:the|my|her|"
    rf"his|our|a|an|one|this|that|some)\s+(?!{_NO_PLACE}\b)\w+|(?:my|her|his|our)\s+(?:library|branch|"
    rf"building|department|lab|studio|bureau|room|balcony|garden|yard)\b(?!'s)|(?:library|museum|campus|"
    rf"town|city|chapel|church|front|back)\s+(?:steps|lawn|stairs|porch|patio|roof|garden|bench|hall)\b"
)

_DENIED = (
    r"(?:no|not|instead\s+of|rather\s+than|in\s+lieu\s+of|without|wasn't|weren't|"
    r"not\s+(?:by|on|over|via|in|at))\s+(?:by\s+|on\s+|over\s+|via\s+|a\s+|in\s+|the\s+|at\s+|"
    r"another\s+){0,9}(?:zoom|teams|video|phones?|the\s+phone|person|in-person|webex|call|screen|coffee|online|"
    r"office)(?:\s+(?:call|for\s+once|this\s+time))?"
)
# The name of a way stands behind it, so that its first letters are seen.
WAYS = (
    rf"(?<![\w-])(?:(?:{_DENIED})(?P<denied>)|(?:{_VIDEO})(?P<video>)|(?:{_PHONE})(?P<phone>)|"
    rf"(?:{_IN_PERSON})(?P<person>)|(?:{_PLACE})(?P<place>)|(?:{_WEAK_IN_PERSON})(?P<weak>))(?!\w)"
)
_SCAN = Cued(WAYS, deep=True)
_SAYS_NOTHING = re.compile(
    r"^\W*(?:$|n/?a\b|none|no\b|nope|not\b|didn't|see\b|same|as\s+above|ditto|above|-+|both|"
    r"we\s+did(?:n't|\s+not)|nothing|email\w*|e-mail\w*|text\w*|by\s+e?-?mail|mostly\s+e?-?mail|usual|"
    r"the\s+usual|yes\b|first\s+time|we\s+met\W*$|on\s+\w+day\W*$)"
)
_SOMEWHERE = re.compile(
    r"(?:(?:in|at|by|inside|outside|near|behind|around|across\s+from|beside|to|under|on)\s(?!\s*(?:person|the\s+flesh|real\s+life)\b)|"
    r"(?:my|her|his|our)\s)"
)
"""A mere place, which gives way to a service or a telephone: "on Zoom in my office"."""
_HAD_ONE = re.compile(r"(?:had|took|have|did)\s")
_WITH_ARTICLE = re.compile(r"(?:a|an|our|the|another|one|quick|short|long|brief)\b")


def _no_call(call: str, before: str) -> bool:
    """Whether "call" is none by telephone: "a call to make", "on call"; "on a call" and "had a call" are."""
    if _HAD_ONE.match(call) or (before.endswith("on ") and _WITH_ARTICLE.match(call)):
        return False
    return _NOT_A_CALL.search(before) is not None


_WENT_OVER = re.compile(
    r"\b(?:we(?:nt|nding)|go|goes|going|gone|talk\w*|look\w*|mull\w*|chew\w*|think\w*|thought|run|ran|mov\w+|took|take|taking|get|got|carr\w+|hand\w*|"
    r"worr\w+|argu\w+|conflict\w*|fight\w*|stress\w*|all|well|bit|little|left|read\w*|por\w+|pass\w*|agoni\w+|obsess\w*|bonded|laughed|cr(?:y|ied))\s+$"
)
_NOT_A_CALL = re.compile(
    r"(?:\bi'd|\bi\s+would|\bwould|\bi'll|\bi|to|lets?|we|may|might|you|what\s+she|\bon|roll|good|close|"
    r"judgment|wake-?up|last|tough|easy|cattle|curtain)\s+$"
)


def find_formats(low: str, answering: bool = False) -> list[FormatMention]:
    """Every way of meeting named in a sentence (lower case), in order; what is denied ("not by phone") is left out.

    `answering`: it stands under the question how they met, where whatever names no other way names a place.
    """
    found = []
    for match in _SCAN.finditer(low):
        kind = match.lastgroup
        if kind is None or kind == "denied":
            continue
        if (
            kind == "phone"
            and match.group().endswith(("call", "calls"))
            and _no_call(match.group(), low[: match.start()])
        ):
            continue
        if kind == "weak" and match.group().startswith("over") and _WENT_OVER.search(low[: match.start()]):
            continue
        format_ = {"video": Format.VIDEO, "phone": Format.PHONE}.get(kind, Format.IN_PERSON)
        place = kind == "place" or (kind == "person" and _SOMEWHERE.match(match.group()) is not None)
        found.append(FormatMention(match.start(), match.end(), format_, kind == "weak", place))
    if answering and not found and not _SAYS_NOTHING.match(low):
        found.append(FormatMention(0, len(low), Format.IN_PERSON, weak=True))
    return found
