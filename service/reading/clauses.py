"""Sentences → clauses, and what each clause is about: a meeting held, one planned, one that fell through, or neither.

A clause is the unit of sense: "we met on Tuesday, but her file is due on Friday, so next is the 3rd" has three, and
only the first day is a meeting held. The sense comes from its verbs (tense, negation, modality), its subject and
object (ourselves or somebody else's meeting) and its nouns; a fragment without a verb takes the sense of what it
stands beside or of the question it answers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from service.reading.text import Sentence


class Sense(Enum):
    """What a clause says about meeting."""

    HELD = "a meeting was held"
    NOT_HELD = "a meeting did not take place"
    PLANNED = "a meeting is to come"
    OTHER = "something else that may have a date"
    NONE = "nothing: a fragment, or what was talked about"


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence with one sense. `low` is its own text in lower case; places count from the sentence.

    `verbless`: a fragment, whose days belong to the meeting spoken of beside it. `written`: contact by mail or chat.
    """

    start: int
    end: int
    low: str
    sense: Sense
    verbless: bool = False
    written: bool = False
    strong: bool = True


# -- splitting -------------------------------------------------------------------------------------------------------

_SUBJECT = r"(?:i|we|she|he|they|it|our|my|her|his|this|that|there|the\s+next|next|neither|both|nothing|nobody|everything|who|which|you)"
_VERB_START = (
    r"(?:met|meet|meeting|talked|spoke|discussed|covered|agreed|plan|planning|planned|will|won't|are|am|is|was|were|have|had|has|hope|hoping|"
    r"scheduled|set|booked|decided|moved|rescheduled|cancelled|canceled|postponed|didn't|did|do|don't|couldn't|can|can't|could|should|would|"
    r"went|got|ended|started|spent|chatted|caught|'ll|then|next|again\s+on|see|try|trying|reviewed|worked|looked|said|told|asked|ran|pushed|pencilled|penciled|expect|intend|aim|aiming|settled|fixed|might|may|need|needs|want)"
)
_SPLIT = re.compile(
    rf"\s*(?:[;]|\s[–—]+\s|\s--+\s|—|\s-\s|:\s|\.\.\.\s|…\s|\((?!\s*(?:\w+\s+){{0,2}}(?:\d|the\s+\d))|\))\s*"
    rf"|,?\s+(?:but|because|although|though|while|whereas|whilst|however|except|until|unless|since\s+(?={_SUBJECT}\b)|so\s+(?={_SUBJECT}\b|that\b)|so\s+that|which|who|whom|whose|where|when\s+(?={_SUBJECT}\b)|as\s+(?={_SUBJECT}\b))\b"
    rf"|,?\s+(?:and|then|and\s+then|plus|or)\s+(?={_SUBJECT}\s+\w|{_VERB_START}\b|(?:on\s+|the\s+)?next\b|(?:[a-z]+)(?:'ll|'s\s+going|\s+will)\b)"
    rf"|,\s+(?={_SUBJECT}\s+\w|{_VERB_START}\b|so\b|with\s+(?:the\s+)?next|(?:[a-z]+)(?:'ll|\s+will)\b)"
    rf"|,\s+"
)
_LINKED = re.compile(
    r"\b(?:but|because|although|though|while|whereas|since|so|which|who|if|unless|when|where|until|except|as)\b"
)


def split(low: str, kept: Sequence[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """(start, end, link) of each clause-like piece of a sentence; never cuts inside one of the spans `kept`."""
    pieces, start, link = [], 0, ""
    for match in _SPLIT.finditer(low):
        if any(left < match.start() + 1 and match.end() - 1 < right for left, right in kept) or match.start() < start:
            continue
        if low[start : match.start()].strip():
            pieces.append((start, match.start(), link))
        start, link = match.end(), match.group().strip(" ,")
    if low[start:].strip():
        pieces.append((start, len(low), link))
    return pieces


# -- what a piece says -----------------------------------------------------------------------------------------------

_MET = re.compile(
    r"\b(?:met(?!\s+(?:the\s+(?:deadline|criteria|requirements?|standard|bar)|with\s+(?:resistance|approval|silence)|goals?|all))|(?:we|i|she|he|and\s+\w+|\w+\s+and\s+i)\s+(?:talked|spoke|chatted|connected|zoomed|skyped|facetimed|conversed|conferred|lunched|walked)|"
    r"^(?:talked|spoke|chatted|connected|zoomed|skyped|spent|walked|grabbed|sat)\b|(?:talked|spoke|chatted|spoken|talking)\s+(?:on|by|over|via|with|for|in|at|to\s+(?:her|him|my)|again|twice|yesterday|today|last|this|a)\b|got\s+(?:together|coffee|lunch|to\s+(?:meet|talk|sit\s+down|see\s+each\s+other|chat))|gotten\s+together|caught\s+up|sat\s+(?:down|together)|touched\s+base|linked\s+up|hung\s+out|"
    r"checked\s+in(?!\s+(?:late|at\s+the|on\s+the))|had\s+(?:(?:a|an|our|another|one|the|some|two|three|my|her|his|such|quite|\d|several|both)\s+)+(?:[\w'-]+\s+){0,4}?(?:meetings?|calls?|chats?|conversations?|talks?|sessions?|lunch|coffee|zooms?|sit-?downs?|catch-?ups?|check-?ins?|visits?|one|walk|get-?together|1:1|one-on-one|facetime|breakfast|dinner|tea|time\s+together|conference|discussion|mtg|phone\s+call)|had\s+(?:coffee|lunch|tea|breakfast|dinner|drinks|brunch|good\s+talks?)|"
    r"(?:grabbed|shared|took|enjoyed)\s+(?:(?:a|an|our|some|the)\s+)*(?:[\w-]+\s+){0,2}(?:coffee|lunch|tea|breakfast|drinks?|walk|bite|sandwich(?:es)?|beers?|stroll|table|pot)|went\s+(?:for|on|out\s+for|to)\s+(?:a\s+|an\s+|our\s+|the\s+)?(?:\w+\s+)?(?:walk|coffee|lunch|stroll|drink|hike|tea|run)|walked\s+(?:around|together|and\s+talked|the|to|along|over|through\s+the\s+(?:park|campus|garden|arboretum))|(?:gave|given)\s+(?:her|him|me)\s+a\s+(?:call|ring|buzz)|(?:rang|phoned|called|zoomed|skyped|visited|facetimed)\s+(?:with\s+)?(?:her|him|me|each\s+other|dana)(?!\s+(?:out|in\s+sick))|rang\s+(?:up|in)|"
    r"ran\s+into\s+(?:each|her|him)|bumped\s+into|saw\s+(?:each\s+other|her|him)(?:\s+(?:on|for|at|in|over|last|yesterday)|[.,;!]|$)|(?:stopped|dropped|came|swung|popped)\s+(?:by|over|round|in|into)\b(?!\s+(?:the\s+desk\s+to))|(?:managed|able|found\s+time|made\s+time|finally\s+got)\s+to\s+(?:meet|talk|get\s+together|sit\s+down|connect|catch\s+up|speak|chat|see\s+each)|"
    r"(?:meeting|call|chat|session|conversation|lunch|coffee|zoom|one|talk|visit|catch-?up|get-?together|check-?in|1:1|hour|first|second|third)\s+(?:was|took\s+place|happened|ran|went|lasted|turned\s+(?:out|into)|ended\s+up|were|did\s+happen|came\s+to)\b(?!\s+(?:cancell?ed|postponed|moved|rescheduled|supposed|meant|to\s+be|scheduled|due|called\s+off|planned|pushed|over\s+before))|(?:it|this|that|which)\s+(?:lasted|took|ran)\b|"
    r"we\s+(?:did|have)\b(?=\s*(?:[.,;:!?(—–-]|$|meet|indeed|on|yesterday|last|two|in|today|twice|once|,))|we've\s+(?:met|talked|spoken|had)|did\s+(?:manage\s+to\s+)?(?:meet|talk|get\s+together|connect|chat|speak|catch\s+up|zoom)|have\s+met|has\s+met|we'd\s+(?:met|talked|spoken)|spent\s+(?:\w+\s+){0,3}?(?:hours?|minutes|mins|time|afternoon|morning|together|an?|\d+)\b|(?:got|just\s+got|just\s+came|just\s+finished)\s+(?:off|out\s+of|back\s+from|a)\s+(?:a\s+|the\s+|our\s+)?(?:zoom|phone|call|coffee|meeting|lunch|walk|teams|with|good)|(?:joined|met\s+up|visited)\s+(?:me|her|him|my|up)|our\s+(?:\w+\s+){0,2}(?:meeting|call|chat|session|conversation|lunch|coffee|zoom|talk)\s+(?:on|of|last|yesterday|this\s+(?:past|morning|month)|was|in)\b|had\s+our|held\s+(?:our|a|the|another|two|one)|took\s+place|convened|reconnected|compared\s+notes|broke\s+bread|put\s+our\s+heads\s+together)\b"
)
"""That a meeting took place, in the past tense (weak nouns need their own verb)."""
_DISCUSSED = re.compile(
    r"\b(?:discussed|covered|went\s+(?:over|through|into|back\s+over)|talked\s+(?:about|through|over|mostly|mainly|a\s+(?:lot|bit|little)|her|him|me|of|goals|shop|to)|spoke\s+(?:about|of|mostly|mainly)|worked\s+(?:on|through|out)|reviewed|looked\s+(?:at|over|through|into)|chatted\s+(?:about|mostly)|focused\s+on|brainstormed|mapped|drafted|touched\s+on|dug\s+into|walked\s+(?:me|her|him|through)|explained|showed|practi[sc]ed|rehearsed|asked|told|gave|helped|shared|vented|got\s+(?:into|through)|sorted|planned\s+(?:out|her|my)|chewed|tackled|compared|considered|explored|ended\s+up\s+(?:talking|discussing)|spent\s+(?:most|much|the\s+(?:whole|first|rest)|all|half)|the\s+(?:topic|subject|theme)\s+was|main\s+(?:topic|subject)|the\s+conversation|we\s+mostly|mostly)\b"
)
_MEET = r"(?:meet(?:ing)?|talk(?:ing)?|speak(?:ing)?|chat(?:ting)?|get(?:ting)?\s+(?:together|coffee|lunch)|catch(?:ing)?\s+up|sit(?:ting)?\s+down|connect(?:ing)?|reconnect(?:ing)?|touch(?:ing)?\s+base|see(?:ing)?\s+(?:each\s+other|her|him|one\s+another)|do(?:ing)?\s+(?:it|this|lunch|coffee|another|zoom|one)|hav(?:e|ing)\s+(?:lunch|coffee|another|our|a|tea|breakfast)|zoom(?:ing)?|call(?:ing)?(?:\s+(?:her|him|me))?|phone|ring|try(?:ing)?\s+(?:again|for|to\s+meet)|pick(?:ing)?\s+(?:it|this)?\s*(?:back\s+)?up|resum(?:e|ing)|regroup(?:ing)?|follow(?:ing)?\s+up|convene|get(?:ting)?\s+back\s+together|go(?:ing)?\s+(?:for|to|on)|walk(?:ing)?|continue)"
_MEET_NOUN = r"(?:meetings?|meet|session|call|chat|conversation|get-?together|lunch|coffee|catch-?up|check-?in|appointment|visit|zoom|one|date|time|1:1|one-on-one|sit-?down|talk|walk|mtg|slot|round)"
_FELL_THROUGH = re.compile(
    r"\b(?:cancel\w*|postpon\w*|called\s+(?:it\s+|things\s+)?off|fell\s+(?:through|apart)|fallen\s+through|no[- ]shows?|no[- ]showed|stood\s+(?:me|us|her)\s+up|(?:never|didn't|did\s+not|failed\s+to|doesn't|not)\s+(?:turn(?:ed)?\s+up|show(?:ed|n)?(?:\s+up)?|appear(?:ed)?|ma[dk]e\s+it|c[oa]me(?!\s+up)|happen(?:ed)?|materiali[sz]e[d]?|took\s+place|take\s+place|work(?:ed)?\s+out|pan(?:ned)?\s+out|respond(?:ed)?|repl(?:y|ied)|answer(?:ed)?|call(?:ed)?|g[eo]t\s+(?:to\s+it|around\s+to\s+(?:it|meeting)))|bailed|ghosted|miss(?:ed|ing)\s+(?:our|the|each|my|it|that|this|her|him|one)\b(?!\s+(?:point|other's))|forgot\b|wasn't\s+able|weren't\s+able|unable\s+to|had\s+to\s+(?:cancel|postpone|reschedule|skip|bail|move|push|bump|scrap|drop|call\s+off)|(?:got|was|been|were|be)\s+(?:bumped|scrapped|moved|pushed|rescheduled|shelved|snowed\s+out|rained\s+out)|reschedul\w+|(?:moved|pushed|bumped|shifted)\s+(?:it|our|the|things|that|this|us|back|to)|skipped|didn't\s+get\s+(?:to\s+)?(?:meet|together|to\s+meet)|rain\s?check|fell\s+ill|waited|out\s+sick\s+(?:on|that|for)\s+(?:our|the|day))\b"
)
_TO_NEW_DAY = re.compile(r"\b(?:to|for|until|till|on|by|is\s+now|now)\s+(?:\w+\s+){0,2}$")
_NEGATED_MEETING = re.compile(
    rf"\b(?:(?:did|have|has|had|could|can|were|was|do|does|would)(?:n't|nt|\s+not)|never|not|unable\s+to|failed\s+to|neither|haven't|hasn't|hadn't|dont|without)\b(?:\s+(?:yet|actually|really|been|able|to|a|the|been\s+able\s+to|managed?|manage\s+to|manged|get|had|have|got|gotten|find|found|chance|time|time\s+to|even|quite|ever|of\s+us|both|we|i|officially|formally|seem|any|our|around|make|made|it|happen|us|be|succeed\w*|in|yet|,|and|she|he|connected|find|finding|slot|that|works?|worked|so|far)){{0,9}}\s+(?:met|meet(?:ing)?s?|talk(?:ed)?(?!\s+about|\s+through)|sp[eo]ke?n?(?!\s+about|\s+of)|connect(?:ed)?|get\s+together|gotten\s+together|got\s+together|catch\s+up|caught\s+up|chat(?:ted)?(?!\s+about)|see|seen|saw|happen(?:ed)?|sat\s+down|sit\s+down|touch(?:ed)?\s+base|zoom(?:ed)?|do\s+it|done\s+it)\b(?!\s+(?:about|her\s+goal|the\s+deadline|goals?))"
    rf"|\b(?:did\s*n[o']?t|didnt|did\s+not|haven't|have\s+not|havent|hasn't|we\s+haven't|we\s+didn't|didn't)\s*(?:[.,;:!—–(]|$|this\s+(?:month|time)|yet|in\s+\w+|because|since|unfortunately|sorry|due|but)"
    rf"|\b(?:no|zero|without\s+a|without\s+any|nor\s+a)\s+(?:\w+\s+)?(?:meetings?|session|get-?together|contact|call|chat)\b(?!\s+(?:notes|room|agenda))|\bnot\s+(?:yet|this\s+(?:month|time|cycle)|since|once|so\s+far|at\s+all)\b|\b(?:nope|nah|no)\s*[,.—–-]*\s*(?:not\s+yet|we\s+(?:did|have)|unfortunately|sorry|sadly|afraid|i'm\s+afraid)|\b(?:no\s+luck|no\s+joy|never\s+happened|hasn't\s+happened|didn't\s+happen|nothing\s+(?:yet|this|to\s+report|since)|yet\s+to\s+(?:meet|connect|talk|get)|still\s+(?:trying|working|hoping|need|haven't|waiting)|trying\s+to\s+(?:find|schedule|set|get|meet)|keep\s+missing|kept\s+missing|too\s+(?:busy|swamped|slammed)\s+to|(?:only|just)\s+(?:e-?mail|text|messag)|haven't\s+(?:had|found|been))"
)
_QUALIFIED = re.compile(
    r"\b(?:in\s+person|face\s+to\s+face|on\s+zoom|by\s+phone|as\s+(?:long|often|planned|much|originally)|for\s+(?:as\s+)?long|on\s+the\s+(?:\d|first|original)|until|till|long|enough|the\s+(?:second|third|other|whole|full)|a\s+second|again|on\s+(?:mon|tue|wed|thu|fri|sat|sun)\w*day|there|for\s+the\s+(?:full|whole)|that\s+day)\b"
)
_UNFULFILLED = re.compile(
    r"\b(?:(?:were|was|had\s+been|are|am|is|'d\s+been)\s+(?:\w+\s+)?(?:supposed|meant|slated|hoping|planning|intending|due|originally|initially|to\s+have)\s+(?:to|for|scheduled|set|on)|(?:had|'d|we'd|i'd)\s+(?:originally\s+|initially\s+)?(?:planned|hoped|intended|scheduled|meant|wanted|arranged|booked|agreed|set|pencilled)\b|(?:was|were|been)\s+(?:originally\s+|initially\s+)?(?:scheduled|set|booked|planned|slated|arranged|fixed|down|pencilled)\b|meant\s+to\s+(?:meet|talk|be|get|have|do|raise|cover)|(?:would|could|should|might)(?:'ve|\s+have)\b|(?:tried|wanted|hoped|attempted|were\s+going|was\s+going)\s+(?:to|for)\b|originally|almost\s+met|nearly\s+met|our\s+(?:appointment|meeting|slot|date)\s+(?:of|for|on)\s+(?:the\s+)?\d)"
)
_FUTURE = re.compile(
    rf"\b(?:(?:will|'ll|shall|going\s+to|gonna|plan(?:ning|s)?\s+(?:to|on|for|is)|hope\s+to|hoping\s+(?:to|for)|aim(?:ing)?\s+(?:to|for)|intend(?:ing)?\s+to|expect(?:ing)?\s+to|want(?:ing)?\s+to|like\s+to|(?:due|set|scheduled|supposed|about)\s+to|agreed\s+to|decided\s+to|promised\s+to|look(?:ing)?\s+forward\s+to|need\s+to|try(?:ing)?\s+to|should|can|may|might|could|would|let's|have\s+to|resolved\s+to|arranged\s+to|want\s+to|to)\s+(?:\w+\s+){{0,4}}?{_MEET}\b"
    rf"|next\s+(?:meeting|one|session|time|chat|call|up|meet|conversation|get-?together|lunch|coffee|zoom|visit|catch-?up|check-?in|date|appointment|talk|walk|mtg|1:1|is|will|:|round|planned|scheduled|on|we)\b|(?:^|\W)next\s*(?:[:=–—-]|\?|is|will|one|meeting|would|,)|\bnext's|our\s+next\b|the\s+next\b(?!\s+(?:day|morning|week|few|step))|^next\b(?=\s+(?:on\s+|at\s+|\d|the\s+\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
    rf"|(?:we|i|dana|she|he|\w+\s+and\s+i)(?:'re|\s+are|'m|\s+am|\s+both\s+are)\s+(?:\w+\s+)?(?:meeting|talking|getting|speaking|zooming|having|doing|seeing|set|on|scheduled|booked|planning|down|aiming|shooting|due|thinking|meeting|targeting|going)\b(?!\s+(?:the\s+same\s+page|a\s+committee|track|leave))|(?:set|booked|scheduled|pencill?ed(?:\s+\w+)?|put|locked|blocked|fixed|arranged|calendar(?:ed|s)?|(?:next\s+)?(?:meeting|date)\s+set)\s+(?:\w+\s+){{0,4}}?(?:for|on|at|in)\b|on\s+the\s+(?:calendar|books|schedule)|in\s+the\s+(?:calendar|diary|books)|(?:shooting|aiming|looking|planning|thinking|hoping|angling|going)\s+(?:for|at|of)\b|we\s+(?:next\s+)?(?:meet|speak|talk|zoom|reconvene|get\s+together|have)\s+(?:again|next|on|at|every|in|the|for|\w+day)|we\s+(?:said|agreed\s+(?:on|to)|settled\s+on|picked|fixed|chose|set|landed\s+on|scheduled|booked|arranged)\b|(?:meet(?:ing)?|talk|speak|see|together|gather|reconvene|session)\s+again|again\s+(?:on|in|at|next|this)\b|same\s+(?:time|day|place|slot)|follow-?up\s+(?:is|on|set|scheduled|meeting|planned)|upcoming|looking\s+forward|see\s+(?:her|him|each\s+other|you\s+then)|to\s+be\s+(?:continued|decided|scheduled|determined)|tbd|tbc|coming\s+up|second\s+(?:one|meeting)\s+(?:is|on|set|scheduled)\b|(?:set|scheduled|booked|arranged|on\s+tap|on\s+deck|penciled\s+in|pencilled\s+in|tentative(?:ly)?|confirmed|fixed)\b(?!\s+(?:goals|up|of|of\s+goals|our\s+goals)))"
)
_AGAIN = re.compile(r"\bnext\b|\bagain\b|upcoming|follow-?up")
_MEET_PRESENT = re.compile(
    rf"(?:^|\b(?:we|i|and\s+i)\s+)(?:next\s+)?{_MEET}\s+(?:again\s+)?(?:on|next|at|in|this|tomorrow|today|the|again|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|\d)"
)
_CONDITIONAL = re.compile(r"\b(?:if|unless|in\s+case|assuming|provided|as\s+long\s+as|whether)\b")
_OTHER_THING = re.compile(
    r"\b(?:due\b(?!\s+to\b)|deadlines?|leave\b(?!\s+(?:it|that|her|him|me|the|you))|leaving|vacation|holiday\w*|away\b|out\s+(?:of|sick|on|until|from|all|that|the)|off\s+(?:until|from|on|work|next|for)|back\s+(?:on|in|from|at|until|to\s+work)|return(?:s|ing|ed)?\b|conference|symposium|acrl|ala\b|workshops?|webinars?|interview(?:s|ing)?|dentist|doctor|surgery|appointment\s+with|jury|wedding|funeral|birthday|anniversary|retir\w+|submit(?:ted|s)?|submission|turn(?:ed|s)?\s+(?:it\s+|her\s+|my\s+|this\s+)?in\b|hand(?:ed|s)?\s+in|launch\w*|go(?:es)?\s+live|start(?:s|ed|ing)?\b|begin(?:s|ning)?\b|began|end(?:s|ing)\b|classes|semester|term\s+\w+|defen[dsc]\w+|exam\w*|finals|graduat\w+|commencement|moves?\b|moved\s+(?:to|from|here|in)|moving|flight|fl(?:y|ies|ying|ew)|travel\w*|trip|drives?|present(?:s|ing|ed)?\b|panel|opens?|closes?|closed|vote[ds]?|election|ballot|open\s+house|orientation\s+day|audit|inventory|go-live|migration|training|retreat|board\s+meeting|staff\s+meeting|all-staff|department(?:al)?\s+meeting|faculty\s+meeting|senate|committee\s+meeting|team\s+meeting|town\s+hall|hired|joined|arrive[sd]?|arriving|born|died|sick\s+(?:since|until)|hospital|kids?|husband|wife|mother|father|sister|brother|daughter|son|parents?|teach(?:es|ing)?\s+(?:on|a|her|my|the)|gives?\s+a\s+talk|giving\s+a\s+talk|e-?mailed|wrote|texted|messaged|sent|gave\s+notice|program\s+lunch|mixer|ceremony|inquiry|announce[ds]?|memo|report\s+is|proposal\s+is|abstract)\b"
)
_SOMEBODY_ELSE = re.compile(
    r"\b(?:with|to|by|between)\s+(?:(?:the|her|his|my|our|their|a|an|another|some|one\s+of\s+(?:the|her|my))\s+)(?:new\s+|own\s+|current\s+|former\s+|associate\s+|interim\s+|other\s+)*(?:supervisor|boss|manager|dean|director|chair|department(?!\s+mentor)|head|provost|president|team|committee|colleagues?|coworkers?|co-?worker|vendor|rep|hr\b|human\s+resources|faculty|students?|professors?|advisor|editor|co-?authors?|group|union|dentist|doctor|lawyer|therapist|realtor|landlord|ombuds\w*|counsel\w*|search|candidates?|donors?|architect|board|cabinet|publisher|unit|liaisons?|registrar|accountant|movers?)\b"
    r"|\b(?:with|to)\s+(?:hr|it|human\s+resources|facilities|the\s+provost|students|faculty|everyone|colleagues|vendors)\b"
    r"|\b(?:the|her|his|my|our|their)\s+(?:new\s+|own\s+)?(?:supervisor|boss|manager|dean|director|chair|department|provost|committee|team|unit|group|cohort|board|reading\s+group|book\s+club|senate)\s+(?:met|meets|is\s+meeting|will\s+meet|talked|spoke|had|has|meeting|are\s+meeting|gathers|convenes)\b"
)
_OTHER_MEETING = re.compile(
    r"\b(?:board|staff|all-staff|department(?:al)?|faculty|committee|team|unit|senate|liaison|task\s+force|planning|budget|search|cabinet|council|division|group|union|all-hands|town\s+hall|library|vendor|candidate|cohort|curriculum|conference|hiring|project)\s+(?:meetings?|call|retreat|lunch|session|mtg)\b"
)
_WRITTEN = re.compile(
    r"\b(?:e-?mail(?:s|ed|ing)?|mails?|text(?:s|ed|ing)|messag\w+|slack(?:ed)?|chat\s+(?:messages|back)|dm'?e?d?s?|whatsapp(?:ed)?|notes\s+back|wrote|written|letters?|correspond\w+|back\s+and\s+forth|voice\s?mails?|phone\s+tag)\b"
)
_VERB = re.compile(
    r"\b(?:is|was|were|are|am|be|been|will|'ll|'re|'ve|'m|has|have|had|does|did|do|can|could|should|would|may|might|must|\w{3,}ed|met|went|got|said|told|gave|took|ran|came|made|thinks?|know|want|need|hope|sent|wrote|saw|felt|left|kept|brought|taught|read|says|get|gets|goes|let's|plan|agreed|meet|meets|see)\b|\w's\s+(?:a|on|in|going|due|been|the)\b|\b(?:it|that|this|she|he|there|one|next|date|time|meeting)'s\b"
)
_POINTS_BACK = re.compile(
    r"^(?:and\s+|so\s+|then\s+|but\s+|i\s+(?:think|believe)\s+)*(?:it|that|this|which|ours|the\s+(?:first|second|third|last|other|latter|former|meeting|call|date)(?:\s+(?:one|meeting|time|was))?|both|these|those|the\s+day|day)(?:'s|'d|'ll)?\b\s*(?:was|were|is|will\s+be|would\s+be|be|happened|fell|had\s+been|being|must\s+have\s+been|should\s+be)?\b|\b(?:it|that)\s+(?:was|is|will\s+be)\s*$|^(?:was|were)\b"
)
_HELD_LABEL = re.compile(
    r"^\W*(?:when|met|date|meeting|meeting\s+(?:date|held|1|2|one|two)|we\s+met|last\s+(?:meeting|met)|held|meeting\s+on|dates?|q?1)\s*[:=–—-]"
)
_NEXT_LABEL = re.compile(
    r"^\W*(?:next(?:\s+\w+)?|upcoming|plan(?:ned)?|future|next\s+time|follow-?up|q4)\s*(?:[:=–—-]|\?)"
)


def sense_of(low: str, question: int | None = None) -> Sense:
    """What one clause says about meeting, from its own words."""
    if _NEXT_LABEL.search(low):
        return Sense.PLANNED
    if _SOMEBODY_ELSE.search(low) or _OTHER_MEETING.search(low):
        return Sense.OTHER
    if _NEGATED_MEETING.search(low) and not _QUALIFIED.search(low):
        return Sense.NOT_HELD
    if _FELL_THROUGH.search(low):
        return Sense.NOT_HELD
    met = _MET.search(low)
    if _UNFULFILLED.search(low) and not (met and met.start() < (_UNFULFILLED.search(low) or met).start()):
        return Sense.NOT_HELD if re.search(rf"\b{_MEET}\b|\b{_MEET_NOUN}\b|for\b|\bto\s+be\b", low) else Sense.OTHER
    if met and not _future_first(low, met.start()):
        return Sense.HELD
    if _FUTURE.search(low) or _MEET_PRESENT.search(low):
        return (
            Sense.OTHER
            if _OTHER_THING.search(low) and not _AGAIN.search(low) and not re.search(rf"\b{_MEET}\b", low)
            else Sense.PLANNED
        )
    if _OTHER_THING.search(low):
        return Sense.OTHER
    if _DISCUSSED.search(low):
        return Sense.HELD if question in (None, 1) else Sense.NONE
    return Sense.NONE


def _future_first(low: str, at: int) -> bool:
    future = _FUTURE.search(low)
    return (
        bool(future)
        and future.start() < at
        and not re.match(r"(?:we\s+(?:said|agreed|set|picked)|set|can|could|like|want|to\b)", low[future.start() :])
    )


def has_verb(low: str) -> bool:
    return bool(_VERB.search(low))


def points_back(low: str) -> bool:
    """Whether the clause speaks of the meeting just named: "it was Tuesday", "that will be March 23"."""
    return bool(_POINTS_BACK.search(low))


def is_written(low: str) -> bool:
    """Whether the clause tells of mail or chat rather than a meeting."""
    return bool(_WRITTEN.search(low))


def clauses_of(sentence: Sentence, kept: Sequence[tuple[int, int]]) -> list[Clause]:
    """The clauses of a sentence with their senses, fragments joined to what they belong to."""
    found: list[Clause] = []
    for start, end, link in split(sentence.low, kept):
        low = sentence.low[start:end]
        sense = sense_of(low, sentence.question)
        if _CONDITIONAL.search(f"{link} {low}") and sense is Sense.HELD:
            sense = Sense.OTHER
        found.append(Clause(start, end, low, sense, not has_verb(low), is_written(low)))
    return found
