"""Whether a clause tells of the two partners in each other's company, whatever its verb.

People tell of a meeting in countless verbs ("we wandered round the market", "she hosted me", "I got my hour with Ana");
what they have in common is who took part: a subject that is both, or one partner as the subject and the other as the
object. Together with a length or a place that tells a meeting; a joint paper or a mail does not.
"""

from __future__ import annotations

import re

from service.reading.patterns.cued import Cued

_NAMED = r"(?!(?:the|and|but|so|then|that|this|i|it|we|who|for|to|of)\b)[\w'’.-]+"
_BOTH = (
    rf"(?:we|us\s+two|the\s+(?:two|pair)\s+of\s+us|both\s+of\s+us|{_NAMED}\s+and\s+(?:i|me|myself)|"
    rf"(?:i|me|myself)\s+and\s+{_NAMED})"
)
_BOTH_TOOK_PART = Cued(
    rf"(?:^|[\s,(])(?:{_BOTH}\b(?!\s+(?:both\s+)?have\s+to\b)|together\b|(?:our|my)\s+(?:monthly|weekly|usual|regular|hour)\b)"
)
_PARTNER_AND_ME = Cued(
    r"^(?!\W*(?:i|we)\b).*\b(?:me|us|my\s+(?:desk|office|place|door|branch|library|building|house|home|kitchen|cubicle|"
    r"cube|campus|floor|reference\s+desk|end))\b"
)
"""One that is not the writer does something with the writer, or comes to where the writer is."""
_WITH = Cued(
    r"\b(?:went|came|drove|walked|biked|rode|flew|ran|headed|go|come|drive)\s+(?:over\s+|up\s+|down\s+|out\s+|back\s+)?to\s+(?:her|him|(?:see|visit|meet|find)\s+(?:her|him)|(?:her|his)\s+\w+)\b|"
    r"\b(?:took|grabbed|had|picked|found|taking|take|caught|saw|visited|hosted|joined|met|cornered|pinned|called|rang|phoned|"
    r"visit|visiting|see|seeing|join|joining|host|hosting|call|calling|ring|ringing)\s+"
    r"(?:her|him|dr\b|(?:my|the)\s+(?:mentor|mentee|partner))\b|"
    r"\b(?:caught|saw|visited|hosted|joined|met|cornered|collared|nabbed|called|rang|phoned|visiting|seeing|joining|hosting|calling|ringing)\s+"
    r"(?!(?:the|a|an|my|our|that|this|it|some|another|one|two|up|down|out|off|on|in|me|us|about|over|back|any|no|with|for|to|at|by|of|as)\b)"
    r"[a-z][\w'’-]*(?=\s+(?:up|in|on|at|between|after|before|for|over|by|down|out|yesterday|last|this|\w+day)\b)"
    r"|\b(?:with|w/|at)\s+(?:her|him|them|(?:my|the)\s+(?:mentor|mentee|partner)|(?:dr|prof|mr|ms|mrs)\b|"
    r"(?!(?:her|his|him|them|their|my|our|the|a|an|this|that|these|those|it|no|some|any|all|each|every|more|which|whom|what|"
    r"one|two|three|regard|regards|least|last|first|work|home|noon|night|lunch|coffee|tea|ease|once|present|length|great|"
    r"good|lots|plenty|others|people|students|faculty|colleagues|staff|everyone|hr|zoom|teams|\d)\b)[a-z][\w'’-]*)"
)
_I_AND_PARTNER = re.compile(
    r"^\W*(?:(?:and|so|then|yes|yep|finally|today|yesterday|this\s+\w+|last\s+\w+|on\s+(?:the\s+)?\w+)\W+){0,3}(?:i\b|[a-z]+(?:ed|t)\b|got\b|had\b|saw\b|took\b|did\b|gave\b|sat\b|ran\b|went\b|came\b|"
    r"drove\b|put\b|made\b|rode\b|swung\b|stole\b|dug\b)"
)
_ELSEWISE = Cued(
    r"\b(?:e-?mail\w*|wrote|written|texted|messaged|sent|forwarded|mailed|posted|published|presented|submitted|attended|"
    r"taught|applied|registered|signed|drafted|"
    r"(?:plan|hop|want|agre|decid|try|tri|promis|intend|expect|arrang|schedul|book|reserv|cancel+|miss|postpon|resched\w*|"
    r"mov|push|bump|forg|need|ask|propos|suggest|offer|remind|invit)(?:n?ed|got|ed)|meant|set\s+aside|blocked|forgot|"
    r"thought|knew|felt|heard|said|told|lost|waited)\b"
)
"""What two people do or intend that is no meeting."""
_NEGATED = Cued(r"\b(?:not|never|no|nobody|neither|nor|none|nothing|hardly|barely|without)\b|n't\b")
_LENGTHY = Cued(
    r"\b(?:hours?|hrs?|minutes?|mins?|hour-?long|all\s+(?:morning|afternoon|evening))\b|\d\s?(?:h|m|hr|min)\b|\bfrom\s+\d"
)


def in_company(low: str) -> bool:
    """Whether a clause (lower case) says that both partners took part in what it tells."""
    if _ELSEWISE.search(low) or _NEGATED.search(low):
        return False
    if _BOTH_TOOK_PART.search(low) or _PARTNER_AND_ME.match(low):
        return True
    return bool(_I_AND_PARTNER.match(low) and _WITH.search(low))


_COMES = (
    r"(?:com|visit|join|call|ring|phon|driv|stop|drop|swing|host|hav|tak|buy|walk|zoom|find|pick|meet)(?:e|es|s|ing)?\b"
)
_TO_COME_TOGETHER = Cued(
    rf"(?:^|[\s,(])(?:{_BOTH})\b|"
    rf"^(?!\W*(?:i|you|we)\b).*?\b{_COMES}(?:\s+\w+){{0,3}}?\s+(?:me|us|my\s+\w+|by)\b|"
    rf"^\W*(?:(?:and|so|then)\s+)?i\b.*?\b{_COMES}(?:\s+\w+){{0,3}}?\s+(?:her|him|by)\b"
)


def will_be_in_company(low: str) -> bool:
    """Whether a clause not in the past tense brings both together: by its subject, or by who comes to whom."""
    return not (_ELSEWISE.search(low) or _NEGATED.search(low)) and _TO_COME_TOGETHER.search(low) is not None


def is_lengthy(low: str) -> bool:
    """Whether a clause says how long something took."""
    return bool(_LENGTHY.search(low))


COMES_AGAIN = Cued(
    r"\b(?:i|she|he|we|[a-z]+)(?:'ll|\s+will|\s+shall|\s+is\s+to|\s+am\s+to)\s+(?:\w+\s+)?(?:return|be\s+back|come\s+(?:back|again|instead)|call\s+again)\b"
    r"(?!\s+(?:from|to\s+(?!me|us|her|him|my)|(?:the|a|an|my|her|his)\s+(?!\d|week\s|fortnight\s))).{0,60}?\b(?:at\s+(?:\d|[a-z]+\W*$|half|a?\s*quarter)|noon)|"
    r"\b(?:wants|expects|is\s+expecting|asked|has\s+asked|invited|has\s+invited)\s+(?:me|us|her|him)\s+(?:back|again|round|over)\b"
)
"""One of the two comes again at an hour ("he will return on the 4th at two"), or is wanted back; without an hour it may
be from leave."""


def comes_again(low: str) -> bool:
    """Whether one of the two is to come to the other again."""
    return COMES_AGAIN.search(low) is not None


ALONE = Cued(
    r"^\W*(?:(?:yesterday|today|then|so|and|well|(?:on\s+)?\w+day|last\s+\w+)\W+)?i\s+(?:sat|waited|stood|showed|"
    r"turned|hung|lingered|was\s+(?:there|at|in))\b(?!.*\b(?:with\s+(?:her|him|(?!(?:coffee|tea|lunch|nobody|myself|my|a|the|two|an)\b)[a-z]+\s+(?:in|at|on|for|over|by))|together|we|us|"
    r"and\s+[a-z]+\s+(?:sat|came))\b)"
)
"""The writer alone, where the partner did not come."""
BY_MYSELF = re.compile(r"\b(?:by\s+myself|all\s+alone|on\s+my\s+own|alone\b)")
