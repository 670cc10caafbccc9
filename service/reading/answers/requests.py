"""The forms a request to the coordinator takes in a statement, by clause type and verb class.

An imperative ("Send me the rota"), "please" with any verb that is no courtesy, a want or lack of what a program gives,
an ear held open ("open to ideas"), a condition that only the reader can fulfil ("if you come across anyone who …").
What is asked inside a question or in so many words ("would it be possible") `help` knows.
"""

from __future__ import annotations

import re

from service.reading.patterns.cued import AnyOf, Cued
from service.reading.prose.lexicon import lexicon

_GIVE = (
    "send|tell|give|show|get|lend|email|mail|text|forward|resend|find|bring|ring|phone|contact|remind|nudge|introduce|"
    "connect|point|direct|refer|steer|match|pair|put|sign|add|enroll|enrol|register|include|list|book|"
    "invite|advise|write|assign|reassign|rematch|move|switch|transfer|release|excuse|copy|cc|ping|drop|keep|"
    "help|ask|check|take|loop|keep|count|hook|reserve|remove"
)
_DO = (
    "send|resend|forward|email|mail|connect|introduce|remind|update|change|correct|fix|extend|reset|confirm|arrange|"
    "organize|organise|schedule|set|book|reserve|check|look|remove|cancel|add|provide|share|recommend|suggest|advise|"
    "explain|clarify|consider|contact|reassign|rematch|find|pass|tell|ask|nudge|get|help"
)
_RECORDED = (
    r"(?:put|mark|record|log|enter|count|note|make|call|give|take|read|write|change|correct|score|rate|see|say)\s+(?!(?:my|our|her|his|your)\b)"
    r"(?:[a-z']+\s+){0,5}?(?:\d|one\b|two\b|three\b|four\b|five\b|jan|feb|mar|apr|may\b|jun|jul|aug|sep|oct|nov|dec)"
)
"""What is told the record ("please put me down for a 4"), not asked of the coordinator."""
_COURTESY = (
    r"(?:note|excuse(?!\s+(?:me|us|her|him)\s+from)|forgive|pardon|see(?!\s+(?:if|whether|to|that))|"
    r"find(?=\s+(?:my|our|attached|below|the|enclosed|here))|accept|ignore|disregard|enjoy|thank|know|bear|stay|be\s+(?:well|safe|advised|informed|aware|reminded|"
    r"assured|kind\s+to\s+your)|(?:don't|do\s+not|never)\s+(?:worry|send|bother|hesitate|mind|laugh|judge|ask|trouble|go|"
    r"take|feel|think|change|be|wait)|feel|rest|keep\s+(?:up|on|doing|sending|going|it|them|safe)|"
    r"(?:don't|do\s+not)\s+tell\s+(?:anybody|anyone|her|him|my|the|a\s+soul)|stop\s+(?:worrying|fretting|fussing)|don't\s+do\s+any\s?thing(?=\W*$|\W+[1-5]\W*$)|continue|take\s+care|have\s+a|trust|believe|congratulate|read|god|everyone|everybody|all|no|"
    r"hold\s+your|let\s+(?:me|us)\s+know\s+if\s+(?:you|i|we|anything)|"
    r"put\s+(?:it|this|that|me|us)\s+(?:down\s+)?(?:under|as|in)\b|"
    r"(?:give|send|pass|extend|convey|offer)\s+(?:[a-z']+\s+){0,4}?(?:regards|best|love|greetings|(?:(?<=my\s)|(?<=our\s)|(?<=many\s))thanks|compliments|"
    r"wishes|hug|congratulations|hello|pat)|(?:say|tell)\s+(?:[a-z']+\s+){0,7}?(?:hello|hi|hey|howdy|thanks|thank)\b|"
    rf"{_RECORDED})"
)
_IDIOM = (
    r"(?:(?:say|tell|give|send|pass)\s+(?:[\w']+\s+){0,7}?(?:hello|hi|hey|love|regards|greetings)\b|tell\s+me\s+about\s+it|remind\s+me\s+(?:never|not|why)|give\s+me\s+(?:strength|a\s+break|a\s+[1-5]|tea|coffee|"
    r"cake)|get\s+me\s+(?:started|wrong)|count\s+me\s+among|ask\s+(?:her|him|them)\s*[,.!]|(?:tell|ask|show|take)\s+(?:me|us)\s+(?:another|more\b)|"
    r"help\s+us\s+all|take\s+us\s+(?:back|far)|keep\s+(?:me|us|her|him)\s+(?:going|sane|busy|honest|company)|"
    r"(?:tell|give)\s+(?:her|him|them)\s+(?:we|i)\s+(?:miss|love|said|say|send|think)|ask\s+(?:me\s+(?:again|in|next|later|anything|after|when|once)|us\s+again)|excuse\s+(?:me|us|her|him)|"
    rf"put\s+(?:me|us)\s+(?:right|at|in\s+my)|{_RECORDED})"
)

_IMPERATIVE = Cued(
    r"(?:^|[;:.!?–—(]|,|\b(?:so|then|also|ps|p\.s\.)\b)[\s\W]{0,4}(?:(?:so|and|but|then|also|just|do|kindly|maybe|ok|okay|"
    r"oh|well|yes)[\s,]+){0,3}"
    rf"(?!{_IDIOM})(?:(?:{_GIVE})\s+(?:me|us|her|him|them|both\s+of\s+us)\b|let\s+(?:me|us)\s+(?:know|have)\s+"
    r"(?!if\s+(?:you|i|we|anything|there'?s?\s+(?:is\s+)?anything))|call\s+(?:me|us)\s+(?:when|at|on|if|back|about|please|"
    r"to|tomorrow|next|this|any|some|whenever))"
)
"""An imperative whose object is the writer or the partner, at the start of a clause."""
_KINDLY = Cued(
    rf"(?:^|[;:.!?–—,])[\s\W]{{0,4}}(?:do|just)\s+(?!{_IDIOM})(?:{_DO})\b|"
    rf"(?:(?:^|[;:.!?–—,])[\s\W]{{0,4}}|\bto\s+)kindly\s+(?!{_COURTESY}\b)[a-z]"
)
_PLEASE = Cued(
    r"(?<!to )(?<!not )(?<!yes )\bplease"
    r"(?!,?\s+we\s+(?:have\s+not|haven't|did\s+not|didn't)\s+(?:been\s+able|meet|met)\b)"
    rf",?\s+(?:(?:also|do|just|kindly|then|again|someone|somebody)\s+)?"
    rf"(?!(?:\w+\s+)?(?:{_COURTESY})\b)(?!{_COURTESY})[a-z]{{2}}"
)
"""Please and any verb (or thing) but the courtesies; "to please the dean" is no please."""
_PLEASE_LAST = Cued(r"[a-z)]{2},?\s+(?:if\s+you\s+)?please\W*$")
_NOTHING_PLEASE = re.compile(rf"^\W*(?:no|not|yes)\b|\b{_RECORDED}")

_FORMS = lexicon("""
    rather|prefer|sooner you, i'd|we'd|would sooner be|have|work|change|switch|stop|not
    suggestions|ideas|tips|pointers|names is|are always|very? welcome|appreciated|wanted
    ease|put|set|rest my|our|her|his mind .. know|hear|learn
    would|'d _? _? .. to know|hear|learn whether|if|when|who|how|what
    i'd|i'll|we'd|we'll|to|would|will|should|could|might ask|check|inquire with? you
    i'd|i'll|we'd|we'll|to|would|will|should|could|might find|get|learn .. out? from you
    would|could|should|i'd|we'd|might|will|need|needs|want|wants|like|hoping|hope|time|ought to? _? talk|speak|meet|
    chat|consult|discuss|check|write|reply|come|sit|hear|learn|raise|run .. with|to|from|by|past you
    would|could|should|i'd|we'd|need|needs|want|wants|like|hoping|hope to? _? talk|speak|meet|chat|consult|discuss|
    check|raise .. with|to the|your coordinator|office
    you and i|me .. talk|speak|meet|call|chat|word
    word|talk|chat|call|minute|meeting with you $
    word|talk|chat|minute with you about|before|privately|soon|in|alone|when
    i|we|i've|we've|you've have|do|also|still|both|got|had? have|got? a|an|one|two|another|some|few|small|quick|big|
    other? question|questions|request|requests|
    favor|favour|query|queries|concern for|about|on|to|regarding|though|:
    could|can _? do with a|an|some|the|more|your .. help|hand|advice|from|someone|somebody|contact|room|pair|copy|eyes
    i'm|we're|she's|he's|am|are|is after|short|want of? a|an|the|some|someone .. copy|list|contact|name|template|
    facilitator|room|form|speaker|mentor|mentee|partner|reader|person|reviewer|example|word
    want|wish|like|prefer|rather|need|ready|better|best|asking|ask to? _? stop|leave|withdraw|end|quit|drop|step|
    pause|out|not|dissolve|break .. program|match|pairing|partnership|mentoring|partner|mentor|mentee|arrangement
    want|wants|prefer|wish out of the|this|our|my program|match|pairing|partnership|arrangement|scheme
    want|wants|prefer|wish out $
    open|receptive|happy|glad|keen|eager|grateful|thankful to|for _? _? ideas|suggestions|tips|advice|
    suggestion|pointer|pointers|lead|leads|recommendations|names|input|proposals
    all ears
    would|i'd|we'd|'d|be|am|i'm|we're be? very|also? interested in hearing|a|an|any|the|names|how|what|some
    ^ very|also? interested in hearing|a|an|any|the|names|how|what|some
    not|unsure|don't|no sure|know|idea|clue? who|whom handles|to|is|does|deals|pays|signs|decides|runs|has|do|should|
    can|i
    not|unsure|don't|no sure|know|idea|clue? where|how|whether to|i|we _? send|submit|find|get|apply|claim|sign|
    ask|file|report|return|request|register|book
    can't|cannot|couldn't|unable|impossible to? find|open|reach|access|load|see|locate .. link|form|portal|site|page|
    survey|handbook|guide|email|office|account|login
    if someone|anyone|somebody|anybody .. could|can|would|might|knows|has
    i'm|we're|i|we|i'd|am|are _? hoping|hoped|wish|wishing for a|an|some|the|any|more
    wise|best|better|time|like|want|right to end|dissolve|stop|leave|quit this|the|our
    i'd|we'd|would|could|might benefit|profit from a|an|some|more|your|someone
    i'm|we're|i'd|we'd|am|are|be _? keen|eager|anxious|curious to find|know|hear|learn|understand
    put my|our name forward|down
    like|love|want|need|prefer|wish to? talk|speak|meet|chat to|with someone|somebody|anyone|anybody
    i|we would|do|must|should? humbly|kindly|respectfully|hereby|politely request|ask
    could|can _? do with knowing|hearing
    anything|whatever you've|you have|can|could got|offer|think|suggest|find? of? would|will|is
    isn't|not clear to us|me|either|both of? us? when|who|whether|what|how|if|where
    not|aren't|isn't|unsure sure? if|whether i'm|we're|i|we am|are? allowed|supposed|meant|eligible|expected|entitled
    can't|cannot|couldn't figure|work|find out how to log|open|get|register|sign|submit|find|reach|book
    link|portal|page|form|site|website gives|gave|shows|throws me|us? an error
    can't|cannot|don't|won't _? _? go|continue|carry on? with this|the|our pairing|match|arrangement|mentoring|program
    don't think .. should|can|will go|continue|carry on
    deserves|needs a mentor|mentee|partner who|that|with
    i'd|i'm|am|we're|we'd be? curious how|what|whether|who|if others|other|people|the|you
    wants|needs|requires|requests|expects .. from you
    asks|asked|wants|needs for? _? proof|confirmation|evidence|certificate
    ^ someone|somebody to talk|speak|turn to
    i'd|we'd|would prefer text|texts|fewer|less|emails|email|mail|paper|reminders|a|another|someone
    ^ hoping for, ^ if possible, something|thing for you, unclear|mystery to me|us
    link|login|portal|survey|form .. broken|expired|doesn't|won't|isn't|nowhere
    link|login|portal|survey|form .. does|will|is not work|open|load|working|loading|there
    fresh|different|new|another match|pairing|mentor|mentee|partner would|might|could
    i'd|we'd|would feel|be|sleep better|easier|happier|safer if
    wouldn't|not go|come|hurt amiss|unwelcome, update|change|correct|fix|delete|use my|our .. number|address|email|
    name|title|phone|details
    call|chat|word with you would|might|could|will
    i|we|i'd|we'd would|do|must? ask that, my|our only|one|main|small? request|plea|wish|ask|question is|would|concerns
    ^ just|only|also|still? wondering|curious|wondered if|whether|about|who|where|when|what|how
    should|want|like|prefer|rather|better|ought|could to? be matched|paired|reassigned|placed|moved
    we'd|i'd|would|we'll|i'll|will take|accept|love|welcome|use any
    ^ you might|could|may|should want|wish|like? to? ask|remind|tell|check|write|call|nudge|contact|let|consider|send|
    look|reach
    someone|somebody from|in|at _ should|ought|must|needs to? talk|speak|call|look|tell|help|write|step|check
    someone|somebody should|ought|must|needs to? tell|write|ask|fix|talk|look|remind|check|speak|call|explain
    your thoughts|take|advice|wisdom|view|opinion on|about
    any|your thoughts|advice|ideas|tips|pointers|suggestions|help|lead|leads|guidance|information|word .. welcome|
    appreciated|helpful|useful|mean
    ideas|suggestions|advice|tips|recommendations|volunteers|pointers welcome|appreciated|wanted
    should|if you .. come|run|hear|know|think|happen|stumble|meet|find across|into|of|anyone|someone|somebody|
    any|anybody|about
    please tell us|me|her
    isn't|not too much|a trouble|bother
    wish someone|somebody|you would|could|had|were
    wish there was|were a|an|some|someone|somebody
    beg you
    i|we request that|a|an|the|your
    request|requesting|beg|ask|asking|like|trouble you to
    am|are|i'm|we're|i|we|also requiring|require|requesting|request a|an|the|one|some|your|another
    from your side|end|office stating|saying|confirming
    what i|we|she|he _? _? need|want|lack|love|like|needs|wants .. is a|an|some|someone|somebody|the|your|for
    ^ what i|we|i'd|we'd really|most|still? need|want|love|like
    i|we trust|expect|hope|count|'d|would like|love|on? you to|will|can|could|would|might
    hoping|hoped|hope|counting on? you to|will|can|could|would|might|had|have|'d
    hoped|hoping|hope you'd|you'll|you'd
    i'd|we'd|would|could|hoping|hope|hoped|need like|love|want|to|for get|have|see|obtain|receive .. permission|
    approval|blessing|handbook|template|guidelines|form|list|contact|copy|link|clearance|syllabus|slides|money|
    funding|recording|access
    i'd|we'd|would|need|want still|also|really|like|love? permission|approval|clearance|access|that|the|a syllabus|
    handbook|template|to|form|list|contact|copy|link|slides|recording
    would|still|i'd|we'd still|like|love|also like|love|want that|the|a|some syllabus|handbook|template|form|list|
    contact|copy|link|slides|recording|money|help
    like|love|need permission|approval|clearance
""")
"""What is wanted of the reader, or the match wished away."""

_THINGS = (
    "form|forms|packet|pack|login|password|link|invitation|invite|handbook|guide|guidelines|template|list|name|"
    "names|contact|answer|reply|response|letter|certificate|agreement|contract|schedule|calendar|email|mail|"
    "confirmation|approval|decision|reimbursement|voucher|vouchers|badge|key|keys|card|check|cheque|refund|"
    "slides|recording|materials|syllabus|access|flyer|kit|book|introduction|details|address|number|instructions|"
    "news|word|information|info|survey|directory|roster|facilitator|room|replacement|match|mentor|mentee|partner"
)
_LACK = lexicon(f"""
    waiting|wait|waited for|on .. {_THINGS}
    waiting to? hear|on from? you|program|coordinator
    awaiting|await .. {_THINGS}
    still|yet missing|lacking|lack|without .. {_THINGS}
    never|not|haven't|hasn't|didn't received|receive|gotten|got|get|seen|had .. {_THINGS}
    never|not|haven't|hasn't heard back|from|anything? from|about|on? you|the|program|office|coordinator
    {_THINGS} never|hasn't|haven't|didn't|not yet? came|arrived|reached|come|arrive|worked|work|works
    {_THINGS} you promised|mentioned|offered
    i|we lack|miss a|an|the|any .. {_THINGS}
""")
"""What the program gives and did not come."""

_OFFER = lexicon("""
    let me|us know if|when|should|how i|we _? can|could|may|might|should
    let me|us know if|when you need|want|like|would|ever|have|are|require|should|prefer|do|can't
    let me|us know if anything, let me|us know if there's|there is? anything
    if you|anyone|anybody|someone|somebody need|needs|want|wants|like|ever|wish
    if anyone|anybody|someone|somebody|there is? _? looking|seeking
    happy|glad|delighted|willing|pleased|ready to _? help|share|answer|talk|speak|serve|bring|pitch|volunteer|
    present|contribute|lend|give|mentor|host|do|write|offer|take|step
    glad|happy i|we|that|you|they|she|he
    i|we can|could bring|lend|offer|help|give|present|host|share
    of use|service|help to you|anyone|the, hope you have|had|are|enjoy|get|all|and
""")
_GRATEFUL = ("thank", "grateful", "glad", "appreciate")
"""Words of which each branch of `_GRATITUDE` holds one."""
_GRATITUDE = Cued(
    r"\b(?:many\s+)?thank(?:s|\s+you)\b(?!\s+in\s+advance)[^,.;:!?–—()]{0,20}?\b(?:for|to|that)\s+(?!(?:any|whatever|anything)\b)"
    r"(?:(?!\b(?:but|if|and\s+(?:could|can|would|please))\b)[^,.;:!?–—()]){0,120}|"
    r"\b(?:i'm|we're|am|are)\s+(?:so\s+|very\s+|most\s+|really\s+|both\s+)?(?:grateful|thankful|glad)\s+(?:for|that|to|of)\s+"
    r"(?!any\b|a\b|some\b)(?:(?!\b(?:but|if)\b)[^,.;:!?–—()]){0,80}|"
    r"(?<!would )(?<!'d )(?<!would really )(?<!'d really )(?<!should )(?<!would also )(?<!'d also )(?<!much )"
    r"\bappreciate\s+(?:all|your|the|you|it|how|that|this)\b(?:(?!\b(?:but|if)\b)[^,.;:!?–—()]){0,80}"
)
"""Thanks for what was given, to the end of the clause; "thanks in advance" and "would appreciate" ask."""
_PLEASANTRY = Cued(rf"\bplease,?\s+(?:(?:also|do|just)\s+)?{_COURTESY}\b(?:(?!\b(?:and|but)\b)[^,.;:!?–—()]){{0,80}}")
_OTHERS_WILL = Cued(
    r"\b(?:she|he|they)\s+(?:also\s+|even\s+|has\s+|have\s+)*put\s+(?:my|our)\s+names?\s+forward\b|"
    r"\bdo\s+(?:please\s+)?(?:note|know|forgive|excuse)\b|"
    r"\b(?:i|we|she|he)(?:'ve|'d|\s+have|\s+had)?\s+(?:also\s+|already\s+)?put\s+(?:her|him|them|me|us)\s+in\s+touch\b|"
    r"\b(?:she|he|they)(?:'ll|\s+will|\s+might|\s+may)\s+(?:also\s+)?(?:write|talk|speak|call|come)\s+(?:to\s+)?you\b|"
    r"\b(?:i|we|she|he)\s+(?:thought\s+of|named|listed|suggested|found|knew\s+of|mentioned)\b[^.;?!]{0,40}?\bwho\s+(?:could|can|might)\s+help\b|"
    r"\b(?:trying|try|tried|going|planning|working|want|wants|wanted|like|able|love|managed)\s+to\s+(?:help|introduce|connect|show|"
    r"give|bring|steer|tell|get)\s+(?:her|him|them|each)\b|\b(?:she|he|they)(?:'ll|\s+will)\s+let\s+(?:me|us)\s+know\b|\b(?:she|he|they)(?:'d|\s+would|\s+could)\s+(?:also\s+)?(?:send|tell|"
    r"give|show|bring|call|ring|forward|email|text|write|introduce)\b(?!\s+(?:for|from)\s+you)|"
    r"\b(?:i|we|she|he|they|who|and)(?:'ll|\s+will|\s+shall|\s+can|'m\s+going\s+to|\s+(?:am|is|are)\s+going\s+to|"
    r"\s+(?:promised|offered|agreed|plans?|planned|decided|tried|managed|arranged|intends?|volunteered|vowed|swore|"
    r"meant|means|helped|let|made|had|got|began|started)(?:\s+(?:her|him|me|us|them))?(?:\s+to)?)\s+"
    rf"(?:also\s+|then\s+|both\s+)?(?:{_GIVE}|reach|follow|step|share|ask|look)\b(?!\s+(?:for|from)\s+you)"
)
"""What the pair themselves did or will do: "I promised to introduce her", "she'll send me the slides"."""
_COURTESIES = AnyOf(_GRATITUDE, _PLEASANTRY, _OFFER, _OTHERS_WILL)


def without_courtesies(low: str) -> str:
    """The sentence less its thanks, offers and what the pair themselves will do."""
    if not _COURTESIES.is_awake(low):
        return low
    if any(word in low for word in _GRATEFUL):  # the pattern is dear, and most sentences give no thanks
        low = _GRATITUDE.sub(" ~ ", low)
    for pattern in (_PLEASANTRY, _OFFER, _OTHERS_WILL):
        low = pattern.sub(" ~ ", low)
    return low


_TOLD_TOO = re.compile(r"\b(?:we|i|she|he|they|both)\b.*\band\s+(?:put|set|let|cut)\s+\w+\W*$")
"""A verb that is the same in the past, behind what somebody did: "we wrote them down and put them in order"."""


def orders(low: str) -> bool:
    """Whether a clause is in the imperative, or says please, and wants something done."""
    if not _ORDERS.is_awake(low):
        return False
    imperative = _IMPERATIVE.search(low)
    if (imperative and not _TOLD_TOO.search(low[: imperative.end()])) or _KINDLY.search(low) or _PLEASE.search(low):
        return True
    return bool(_PLEASE_LAST.search(low)) and not _NOTHING_PLEASE.search(low)


_PAIRING = r"(?:mentor|mentee|partner|match)"
_WISHES = Cued(
    rf"(?<!n't )(?<!not )(?<!never )\b(?:needs?|wants?)\s+(?:an?\s+)?(?:new|different|another|other)\s+{_PAIRING}\b|"
    r"\b(?:wouldn't|would\s+not)\s+(?:mind|say\s+no\s+to)\s+(?:an?|some|the|one|another|having|getting)\b|"
    r"\b(?:i|we)(?:'d|\s+would)\s+like\s+to\s+(?:extend|prolong|renew|leave|quit|drop\s+out|opt\s+out)\b|"
    r"\bshould\s+(?:i|we)\s[^.?]*\b(?:to|with)\s+you\b|"
    rf"\b{_PAIRING}\b.*\b(?:nobody|no\s+one)\s+(?:has\s+)?(?:told|tells)\s+(?:me|us)\s+(?:who|what|how|where|whether|when)\b"
)


def wishes(low: str) -> bool:
    """Whether a statement wishes for what only the coordinator gives, whatever else it needs or not: another partner,
    more time in the program, "I wouldn't mind a list"."""
    return _WISHES.search(low) is not None


def wants(low: str) -> re.Match[str] | None:
    """Where a statement wants or misses what only the coordinator can give."""
    if not _WANTS.is_awake(low) or (_NOMINAL.match(low) and not _WITH_YOU.search(low)):
        return None
    lacked = _lacked(low)
    return _FORMS.search(low) or lacked or _NEED.match(low) or _WOULD_HELP.search(low) or _ONE_WISH.search(low)


def asks_plainly(low: str) -> bool:
    """Whether a statement orders, wishes or wants, rather than asks by some turn of phrase."""
    low = without_courtesies(low)
    return orders(low) or wishes(low) or wants(low) is not None


def lacks(low: str) -> bool:
    """Whether a statement misses what the program gives and did not come."""
    lacked = _lacked(low)
    return lacked is not None and not lacked.group().lstrip().startswith("wait")


def _lacked(low: str) -> re.Match[str] | None:
    return None if _THEIR_OWN.search(low) or _NOT_FIXED.search(low) else _LACK.search(low)


def calls_out(low: str) -> bool:
    """Whether it is a bare cry ("Help!", "Advice?", "I need help.")."""
    return bool(_CALL_FOR.match(low))


def turns_to_you(low: str) -> bool:
    """Whether it is put to the reader in so many words, so that it can't be meant for anybody else."""
    return bool(_WITH_YOU.search(low))


def out_of_reach(low: str) -> bool:
    """Whether what is wished is none of the coordinator's to give, by its nature or by the writer's own word."""
    return bool(_BEYOND.search(low)) and not _WITH_YOU.search(low)


def names_a_topic(low: str) -> bool:
    """Whether the sentence is a noun clause, as people write for a topic, that turns to nobody."""
    return bool(_NOMINAL.match(low)) and "?" not in low and not _WITH_YOU.search(low)


_START = (
    r"^\W*(?:(?:and|also|so|but|oh|well|ps|p\.s|btw|now|then|hi|hello|lastly|finally|"
    r"(?:one|quick|a)\s+question)\W+){0,3}"
)
_WHETHER_TO = re.compile(
    r"^\W*(?:(?:also|and|or|so|then|plus)\W+)*should\s+(?:she|he|i\b(?=[^.]*:\s\w+,))\b"
    r"(?!.*\b(?:you|your|form|program|report|wait|somebody|someone|who|reply|switch|change|new|keep|copy|send|coordinator)\b)"
)
"""What the pair talked about, put as they put it ("Should I sign up for the course: pros, cons"), without a mark."""
_INVERTED = Cued(
    rf"{_START}(?:(?:is|are)\s+(?:there|it\s+(?:possible|ok|okay|fine|all\s+right|allowed)|we|i|mentors|mentees|anyone|"
    r"anybody|someone)|(?:does|will|would)\s+(?:the|anyone|anybody|someone|our|my)|do\s+(?:we|i|you|mentors|mentees)|(?:can|could|would|will)\s+you|"
    r"(?:can|could|may|should)\s+(?:(?:i|we)(?!\s+(?:just\s+)?(?:say|add|tell))|you|she|he|they|someone|somebody|anyone|the|my|our)|"
    r"(?:who|whom|where|how|what|when|which)\s+(?:[a-z]+\s+)?(?:do|can|could|should|would)\s+(?:i|we))\b"
)
"""The word order of a question, whose mark a phone leaves out."""
_RHETORICAL = re.compile(
    rf"{_START}(?:where\s+(?:do|to|shall)\s+i\s+(?:even\s+)?(?:begin|start)\W*$|do(?:es)?\s+[^?]{{1,60}}\bcount\s*\?|have\s+you\s+(?:also|ever|too|got)\b|who\s+(?:doesn't|wouldn't|didn't|isn't|knew|cares|needs|says|would\s+have|could\s+have|can\s+(?:blame|"
    r"resist|say))|(?:isn't|aren't|wasn't|weren't)\s+(?!there\b|anyone\b|anybody\b|the\s+program)|"
    r"where\s+(?:does|did|do|has|have)\s+(?:all\s+)?(?:the|those|that|this)\s+[a-z]+\s+(?:go|gone|went)|"
    r"(?:can|could|would|do|did)\s+you\s+(?:believe|imagine|guess|blame|tell\s+(?!me\b|us\b|her\b|him\b))|"
    r"[a-z]+\s+(?:on\s+earth|in\s+the\s+world|the\s+(?:hell|heck|devil))|(?:could|would|can)\s+(?:i|we|anyone|anybody)\s+have\b|"
    r"how(?:'s|\s+is|\s+are|\s+have)\s+(?:you|things|life|everything|it|everyone|the\s+family)\b[^?]{0,25}\?|you\s+couldn't\s+make|"
    r"what(?:'s|\s+is)\s+not\s+to|what\s+(?:(?:could|can|would)\s+(?:be|go|possibly)|(?:more|else)\s+(?:could|can|would|is)|"
    r"are\s+the\s+(?:odds|chances)|can\s+i\s+say|a\b)|why\b[^?]{0,40}\b(?:always|never|ever)\b|why\s+not\b|"
    r"how\s+do\s+(?:people|they|folks|parents|others)\s+(?:do|manage|cope|survive|stand)\b|how\s+(?:was|were|did)\s+(?:your|the)\b|"
    r"is\s+it\s+(?:really\s+)?(?:\w+day|january|february|march|april|may|june|july|august|september|october|november|december|summer|fall|spring|winter|over|christmas)\s+(?:yet\b|already\W*$)|"
    r"how\s+(?:cool|great|lucky|nice|good|about\s+that|is\s+that\s+for|crazy|can\s+it\s+be|is\s+it\s+(?:already|december|"
    r"november|possible)))"
)
"""Questions by form, which tell or marvel."""
_TAG = re.compile(
    r",\s*(?:isn't|wasn't|doesn't|didn't|won't|hasn't|can't|aren't|weren't|is|was|does|did)\s+(?:it|she|he|that|they)\W*$"
)
_WITH_YOU = re.compile(
    r"\b(?:(?:could|can|would|will|might)\s+you|please|kindly|(?:ask|request|like)\s+you|do\s+you(?!\s+(?:even\s+)?(?:say|do|tell|handle|deal)\b))\b"
)
_NOMINAL = Cued(
    r"^\W*(?!.*\b(?:i'd|we'd|like\s+to\s+know|wonder\w*)\b)(?:where|how|why|when|whether)\s+(?:an?|people|librarians|newcomers|others)\s+(?:[\w-]+\s+){0,2}?(?:can|could|should|might|may|gets?|finds?|does|do|ha(?:s|ve))\b|"
    r"^\W*(?:where|how|why|when|whether|who)\s+(?:i|we|she|he|they|to|i'd|we'd|she'd|he'd|i'm|much|far|best|one|her|his|my|our|it)\b|"
    r"^\W*what\s+(?:i|we|she|he|they|each|one|to|not)\b(?!.*(?::|\b(?:need|want|like|miss)\W*$|\bplease\b))(?!.*\b(?:is|are|would\s+be|'s)\s+(?:an?|the|some\w*|your|for|to|more|that|help|if|how|who)\b)"
)
"""A noun clause for a heading: "where I'd like to be by summer" is a topic."""
_BEYOND = Cued(
    r"\b(?:not|beyond|outside|hardly|isn't|above)\s+(?:really\s+|quite\s+)?(?:your|the\s+program's|anybody's|anyone's)\s+"
    r"(?:department|power|powers|job|remit|line|gift|reach|control|fault|problem|pay)|\bbeyond\s+(?:you|anyone|anybody)\b|"
    r"\b(?:magic\s+wand|time\s+machine|crystal\s+ball|lottery|genie|fairy\s+godmother|miracle|clone|extra\s+hours?|"
    r"(?:love|like|use|need|want)\s+(?:an?\s+|some\s+|more\s+)?(?:nap|vacation|sleep|coffee|rest|drink|break|time)(?=\W*$)|"
    r"(?:nice|good|lovely|great)\s+to\s+have\s+more\s+(?:time|hours|hands|sleep|money)|^\W*if\s+(?:only\s+)?you\s+could\s+(?:see|have\s+seen|hear)|"
    r"\bunless\b.{0,40}\b(?:tenure|raise|rain|sun\w*|snow|weather|clone|hours|sleep)\b|(?:don't|wouldn't)\s+we\s+all|more\s+hours\s+in\s+the|longer\s+(?:day|week)|\d+\s+again)\b"
)
"""What no coordinator could give, or what the writer says is none of theirs."""
_NEED = Cued(
    rf"{_START}(?:but\s+)?(?:(?:i|we)(?:'d|\s+(?:would|do|also|still|really|now|both|urgently|badly|just|only)){{0,2}}\s+)?need\s+(?:a|an|some|the|one|two|"
    r"your|someone|somebody|proof|permission|help|more)\s+(?!(?:[a-z-]+\s+){0,2}(?:nap|holiday|vacation|break|rest|drink|coffee|"
    r"week|weeks|day|days|month|hour|hours|time|times|sleep|minute|moment|weekend|hug|tea|plan|haircut|cake|practice|courage|"
    r"patience|confidence|way|better|bigger|longer|routine|focus|date)\b)"
)
_WOULD_HELP = Cued(
    r"\b(?:guidance|help|advice|contact|list|name|names|copy|link|template|introduction|information|example|examples|guide|"
    r"someone|somebody|money|funding|word|note|call|reminder|tips|ideas|pointers|suggestions|resources?|room|workshop|"
    r"training)\b[^,;:.!?–—]{0,80}\b(?:would|might|could)\s+(?:really\s+|also\s+|certainly\s+)?(?:be|help|go|make|do|not)\b"
)
_THEIR_OWN = Cued(
    r"\bwait\w*\s+(?:on|for)\s+(?:her|his|their)\b(?!.*\b(?:you|your)\b)|"
    r"\b(?:never|not|n't|haven't|hasn't|didn't)\s+(?:\w+\s+)?(?:got|gotten|get)\s+(?:around|round|as\s+far|that\s+far)\b|"
    r"\b(?:she|he|they|her|his|their)\b.*\bfrom\s+(?:her|his|their|an?\s+\w+|the\s+(?:\w+\s+)?(?:dean|committee|chair|provost|editor|journal|registrar|hr|board|publisher|university|union|department|vendor))\b"
)
"""What somebody waits for that is another's to give, or what the two never came to talk of."""
_NOT_FIXED = Cued(
    r"\b(?:anything|it|us|something|one)\s+(?:on(?:to)?|in(?:to)?)\s+(?:the|our|her|his|my|a)\s+(?:calendar|schedule)s?\b(?!.{0,60}\bprogram)"
)
"""What the two never found time for ("we never got anything on the calendar")."""
_ONE_WISH = Cued(
    r"\b(?:my|our|one|only)\s+(?:one\s+|only\s+)?(?:request|wish|ask|plea|favou?r|thing)\s*[:–—]|\bneed\s+(?:\$|€|£)?\d+\s*(?:dollars|bucks|euros|pounds)?\s+(?:for|to)\b"
)
_WANTS = AnyOf(_LACK, _FORMS, _NEED, _WOULD_HELP, _ONE_WISH)
_ORDERS = AnyOf(_IMPERATIVE, _KINDLY, _PLEASE, _PLEASE_LAST)
MAY_REQUEST = AnyOf(_WISHES, _ORDERS, _WANTS)
"""Asleep where a statement neither wishes, orders nor wants, whatever is taken out of it."""
_CALL_FOR = Cued(
    r"^\W*(?:so\W+)?(?:(?:can|may|could)\s+(?:i|we)|am\s+i|are\s+we)\s*\?\W*$|"
    r"^\W*(?:any\s+)?(?:help|advice|suggestions|ideas|thoughts|tips|contacts)(?:\s+(?:please|me|us|needed|wanted))?\s*[!?]+\W*$|"
    r"^\W*(?:sos|mayday)\b(?!\s+(?:for|about|i|it)\b)|^\W*(?:(?:this|it)(?:'s|\s+is)\s+)?(?:a|my)\s+(?:cry|call|plea)\s+for\s+help\b|"
    r"^\W*(?:(?:i|we)\s+)?(?:(?:really|badly|urgently|do|just|still)\s+){0,2}(?:need|could\s+use)\s+"
    r"(?:some\s+|your\s+|more\s+|a\s+(?:little|bit\s+of)\s+)?(?:help|advice|assistance|guidance)(?:\W+(?:please|here|now|badly|asap))*\W*$"
)
_PROGRAM = re.compile(rf"\b(?:program|deadline|form|policy|{_THINGS})\b")


def inverted(low: str) -> bool:
    """Whether a sentence without its mark has the word order of a question."""
    return bool(_INVERTED.match(low)) and not (_RHETORICAL.match(low) or ("?" not in low and _WHETHER_TO.match(low)))


_YOU_KNOW = re.compile(r"\bdo\s+you\s+know\s+(?:that\s+)?(?:she|he|i|we|they|it)\b")
""" "Do you know she had left off half of it?" tells."""


def rhetorical(low: str) -> bool:
    """Whether a question wants no answer: it marvels, or is a statement with a tag that is no program's matter."""
    return bool(_RHETORICAL.match(low) or _YOU_KNOW.search(low)) or (
        bool(_TAG.search(low)) and not _PROGRAM.search(low)
    )
