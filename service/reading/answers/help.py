"""Whether something is asked of the coordinator, and in which sentences.

A request is one however politely or sideways it is put; thanks, trouble told and the partners' questions to each
other are none. Missing a call for help is the worst error reading can make, so a question that nobody else is meant
to answer counts as one.
"""

from __future__ import annotations

import re

from service.reading.answers import requests
from service.reading.patterns.cued import AnyOf, Cued
from service.reading.prose.lexicon import lexicon
from service.reading.prose.text import Sentence

_SOMETHING = (
    "contact|contacts|help|helping|referral|resource|resources|list|name|names|copy|link|info|"
    "information|template|advice|person|someone|somebody|anyone|anybody|mentor|mentee|partner|match|"
    "guidance|guidelines|introduction|intro|support|room|example|examples|sample|samples|answer|pointer|"
    "pointers|form|forms|letter|access|suggestion|suggestions|expert|speaker|extension|reminder|"
    "clarification|word|update|recommendation|recommendations|idea|ideas|money|funding|number|address|"
    "email|details|tips|opportunity|chance|training|workshop|reading|readings|book|articles|schedule|"
    "calendar|decision|permission|approval|invitation|consultant|counselor|ombuds|mediator|librarian|"
    "colleague|peer|group|change|switch"
)

_REQUEST = lexicon(f"""
    hope|hoping|wish you|someone|somebody might|could|can|will|would|may, asking|ask whether|if you|someone,
    could|can|would|will|might you|someone|somebody|anyone|anybody|y'all,
    could|can|would|will|might the|your program|coordinator|office|team|committee,
    could|can i|we _? get|have|be|please|ask|request|trouble|bother|switch|change|borrow|see|know|talk|speak|
    swap|use, may i|we ask|request|have|switch|change|borrow|trouble|bother, could|can|would|might one of you,
    would|could it be, would it be possible|ok|okay|alright|fine, is it possible,
    would|do you mind|know|have|happen|think,
    if you|anyone|anybody|somebody|someone|there|one _? could|can|know|knows|have|has|would|happens|happen|
    might|are|is|had|knew|program|office|in|see, if the _? could|can|has|would|might|knows,
    if the program|programme|coordinator|office|team|committee, if you'd|there's,
    she|he|she'd|he'd|they would? dearly|also|really? like|love to .. someone|somebody|anyone|paired|matched|
    switch|change|referral|contact|copy|list|resource*,
    i|we|both|each|one of? us? 'd|would|should|dearly|also _? _? like|love|appreciate|welcome|value it|also|
    very|dearly|really? _? if|a|an|some|any|your|help|more|from|for|the|another,
    i|we|both would|should _? like|love _? to be|know|have|get|request|ask|switch|change|hear|find|receive|
    borrow|join|sit,
    i'd|we'd _? like|love _? to be|know|have|get|request|ask|switch|change|hear|find|receive|borrow|join|sit,
    i'd|we'd _? _? like|love|appreciate|welcome|value it|also|very|dearly|really? if|a|an|some|any|your|help|
    more|from|for|the|another,
    i'd|we'd|she'd|i|we|she|he would? be very|so|most|really|eternally|ever|extremely? grateful|glad|thankful|
    obliged|happy|relieved|indebted if|for|to have|a|an|any|some|you|the|there|hear|know|get|learn|someone|help|
    your, would|should be grateful|glad|thankful|obliged|delighted|relieved if|for|to,
    grateful|glad of|for|if any|a|an|some|you|help|the, a kindness, a lifesaver,
    could|can really|certainly|definitely? use .. hand|{_SOMETHING},
    i'm|we're|she's|he's|was|am|are|is|both _? wondering|curious,
    i|we wonder|wondered if|whether|who|what|how|about, wondering if|whether|who|what|how,
    i|we|she|he|both|us do|really|also|still|could|would? need|needs|want|wants|request|requests|ask|
    asks for? .. {_SOMETHING},
    ^ need|needs|want|wants|requesting|request|asking|looking|seeking|hoping|searching for? .. {_SOMETHING},
    am|are|is|i'm|we're|she's|he's requesting|asking|looking|seeking|hoping|searching for .. {_SOMETHING},
    in need of,
    need to be|know|find|switch|change|talk who|how|where|if|whether|someone|mentors|partners|with|paired|
    matched|reassigned,
    don't|doesn't know who|whom|where|how|which|what .. ask|contact|call|find|get|turn|write|apply|
    submit, let|tell me|us|her|him know? who|what|how|when|where|whether|about|which,
    let|tell me|us know if we|i|she|he|it|that|this|the|a|someone, put|get me|us|her|him in touch|contact,
    connect|introduce|refer|point|direct|steer|send|forward|lend me|us|her|him _? to|with|toward|the|a|your|that,
    in touch with, help finding|us|me|her|locating|arranging|setting|getting|figuring|with|to,
    any chance|way|idea|ideas|suggestions|suggestion|advice|recommendations|leads|pointers|tips|news|word on|of|
    for|you|that|how|where|about|whether|who|would|to|we|i, {_SOMETHING} .. would|might|could be|help|do|go|make,
    perhaps|maybe you could|might|can, you could|might perhaps|maybe, from you to|would|might,
    ^ would appreciate|love|like a|an|some|it|your|hearing|help|any|more|to,
    would|it'd|might|that'd be|help|make _? _? great|nice|good|wonderful|useful|lovely|helpful|appreciated|
    ideal|terrific|amazing|welcome|fantastic|kind|handy|difference if|to|for, would help if|to,
    would|will|can help us|me|her|him, much appreciated, would be appreciated|welcome,
    switch|change|swap|trade|switching|changing|swapping mentors|mentor|mentees|mentee|partners|partner|matches|
    match, a|another|different|new|someone another|different|new mentor|mentee|partner|match|pairing,
    another mentor|mentee|partner, find her|him|me|us another|a|somebody|someone,
    paired|matched|reassigned|rematched|placed|put with|up|again someone|somebody|another|a|with|else,
    someone|somebody else, reassign*, re-assign*, rematch|re-match us|me|her|him|with,
    to be rematched|re-matched, new match, not a good match|fit, a favor|favour, ^ one thing, one request,
    small request, quick question, a question for, question for you|the, q for you, request for you, ask for you,
    your help|advice|assistance|guidance|thoughts|opinion|input|view, help please|wanted|needed,
    please|you follow up with|on, step in, intervene, reach out to, ask around,
    find out if|whether|who|what|how|when|where|for,
    is|are there|anyone|someone|somebody anyone|someone|anybody|somebody|any|a|an|money|funds|funding|program|
    other|another|more|still|some,
    does|do the|anyone|anybody|someone|we|you|mentors|mentees|our program|library|office|university|have|know|
    need|policy|benefit|fund, who|whom should|do|can|would|could|might i|we|she|he|one|they,
    who is|handles|runs|knows|decides, where should|do|can|would|could i|we|she|he|one|they,
    am|are i|we allowed|supposed|eligible|able, when is|are|will|does the|our|this,
    how|what do|should|can|would i|we|she|he, what is|are the|our|your, what's the|our|your, over to you,
    at your discretion, your call
""")

_NOT_ASKED = lexicon("""
    which you would|'d|are be? _? welcome to, love|like it to be the? <num>|*day,
    don't|do think|feel|see|believe .. you need|have|should to? _? _?, no need to|for|of, you don't need|have,
    what more|else could|can one|we|i|you|anyone ask|want|wish?, need|needs a? better|new, if|when|should|unless we|i|
    she|he|they ever? need|needs|want _?, wonder what she|he|it|they, wonder why,
    wanted|wants|curious|asked|asks to know|hear? if|whether anyone|anybody|someone|somebody would|could|will|cares,
    asked|asks|wanted|needed for? my help|advice|input|opinion|thoughts with|on?,
    not asking|expecting|requesting|wanting you|anyone|anybody? to? _?, you needn't _? _?,
    if you can|could believe|imagine, if you must|insist have|on|know|want? a|the? figure|number|score|
    rating|mark|grade?,
    with|to|about|from you know who|what, i|we do|did not need|require now|it|any|anything, if you ask me,
    need|needs to find|know|learn|get|be|do|write|give|have|see|work|finish|take|make,
    like|love to thank|say|meet|do|add|see|continue|keep|stay|mentor,
    if you need|want|like|ever, if you have any? questions|thoughts,
    if you would like anything|more|further|details, can|could|would you believe|imagine|guess, can you tell $,
    as you can|could|know|see|asked, you can imagine|see|tell|guess|count|put|have|skip|stop, what can i say,
    who knew, who knows $, don't ask, how useful, could|can not ask|wish|complain for|about?,
    couldn't|can't ask|wish|complain for|about?, don't|doesn't|didn't|won't|not not? _? _? need|require|want,
    do not _? _? need|require|want,
    nothing .. you|anyone|anybody|they could|can,
    no .. help|need|needs|requests|request|questions|question|asks|thank|thanks|wishes|complaints|support|
    assistance|favors needed|wanted|required|requested|necessary|at|for|from|right|now|today?,
    nothing .. need|needs|want help|assistance|anything?,
    nothing to|for|needed|i|you|comes|at|right|else|that|we|more|on|from|further|is|required|wanted|today|now,
    in need of no|nothing|neither, i'd|had meant|wanted|planned to ask you?,
    if the|she|he|it|there|they _? _? had been|come|gone|had,
    someone|somebody|anyone|anybody else's, because it|she|he|this|that help|helps|helped me|us|her|him,
    heaven|god|lord|goodness help _,
    no idea who i am, as a favor|favour, asked for help with their, who wants|wanted a favor|favour,
    the|our|my|this new match|mentor|mentee|partner is|was|has|seems|looks|works,
    can't|cannot|couldn't|can not think of a|any|one|single thing|anything you|anyone|anybody could|can|might? do|help,
    can't|cannot|couldn't|can not think of anything,
    not needed|required|after|necessary, all good|set|fine|well|sweet, all i need, have all, need nothing,
    want for nothing, need|want no|nothing|nought, don't think there's|there|so, happy to help|share|answer|talk,
    not|never|didn't _? get|got|getting|reach|cover to, without help, help was wanted, what it would take,
    would be nice to sleep, what i|we _? need|want is to, love|like to have her|his|their,
    ^ one thing i|we|she|he|that, curious to see|watch,
    tell her|him|them we|i miss|love|say|said|send|think,
    hope|hoped|hoping for the? <num>|*day|tomorrow|next|early|late|jan*|feb*|mar*|apr*|may|
    jun*|jul*|aug*|sep*|oct*|nov*|dec*
""")

_REPORTED = lexicon("""
    she|he|they|she's|he's|dana|mentee|mentor was|were|had|is? been|also|too|very|most|rather|really? curious|keen|
    eager|anxious|interested|puzzled|wondering to|in|about|how|what|why|whether|if|who,
    she|he|i|we|they|dana _? asked|asks|wanted|wants|wondered|wonders|told|tells|said|says|suggested|suggests|
    explained|explains|advised|offered|showed|ask|wished|inquired|hoped|thinks|thought _? _? if|whether|how|who|
    what|where|which|why|to|me|her|him|us|that,
    about|over|on|discussed|considered|weighed|consider|debating|deciding|decide|decided|discuss|unsure|torn|
    question|of|on how|whether|if|who|whom|what|which|where, who to|who to ask,
    talked|discussed|spoke|wondering|wondered|thinking|rehearsed|practiced|practised|worked|went|covered|
    figured|mostly|questions .. how|whether|if|who|whom|what|which|where|about
""")
"""What the partners asked, told and wondered, told of."""

_PLEASE_YOU = lexicon(
    "could|can|would|will you, please, do you know|have|mind, you could|can, anyone|someone|somebody|"
    "you know|have, if you know|have|could|can|would, in touch, for you, from you, appreciate|grateful|"
    "love|like|welcome, the program, the coordinator, another mentor|mentee|partner, different mentor|"
    "mentee|partner, ask|asking|check with? you, out from you"
)
"""Words that turn to the coordinator, so that nothing told before them takes the request back."""

_NO = re.compile(
    r"^\W*(?:(?:q\s?6|for\s+(?:now|the\s+(?:moment|present|time\s+being))|at\s+(?:the\s+)?(?:moment|present)|this\s+time|right\s+now|today|oh|ah|och|eh|um|but|well|actually|honestly|hmm|haha|i\s+think|i'd\s+say|thanks|"
    r"thank\s+you|bless\s+you)\W+)?(?:no+\b|nope|nah|non\b|nein|none|nothing|nada|not\s+(?:rn\b|right\s+now|at\s+(?:the|"
    r"this|present)|presently\b|now|this|yet|really|today|currently|that|for\s+(?:now|th[ei]s?)|so\s+(?:far|much)|of\s+late|"
    r"especially|particularly|anything|one|from|on|in|just|a\s+thing|needed|discussed|covered|reached|mentioned|talked)|did\s+not\s+(?:get|talk)|n/?a\b|nil|negative\b|"
    r"maybe\s+(?:later|next\s+time|some\s?day)\b|all\s+(?:is\s+)?(?:good|set|fine|well|sweet|ok)|"
    r"we(?:'re|\s+are)\s+(?:managing|good|fine|all|set|ok|okay|doing|great|grand|well)|i(?:'m|\s+am)\s+(?:good|"
    r"fine|all|ok|set)|good\s+(?:for\s+now|here|thanks)|fine\b|you(?:'re|\s+are)\s+(?:grand|great|doing|"
    r"all|wonderful)|thanks?\b|(?<!\S)[-–—.x/]+$|keep\s+(?:up|doing|sending)|just\s+(?:keep|thanks|thank|"
    r"grateful)|"
    r"(?:i\s+)?can't\s+think|couldn't\s+think|everything(?:'s|\s+is)|doing\s+(?:well|fine|great)|(?:i|"
    r"we)\s+(?:don't|do\s+not)(?!\s+know\s+(?:who|where|how|which|what))|don't\s+(?:think|need)|(?:i\s+|we\s+)?(?:have|need|want)\s+no)"
)
_YES = re.compile(
    r"^\W*(?:yes|yeah|yep|yup|sure|actually|oh\s+yes|one\s+thing|if\s+possible|possibly|maybe|"
    r"perhaps|well,?\s+yes|oui|si|sí|ja)\b"
)
_BUT = re.compile(
    r"\b(?:but|though|although|however|except|unless|only|one\s+thing|that\s+said|oh|wait|just|"
    r"other\s+than|apart\s+from|well)\b|[.;!]\s"
)
_NOTHING_MUCH = re.compile(
    r"^\W*(?:nothing|none|no)\s+(?:too\s+|very\s+|really\s+)?(?:urgent|special|major|big|much|pressing|new|serious|in\s+particular)\b[\s,:;–—-]+"
)
"""A no that leaves room for something small: "nothing urgent, a template would be great"."""
_JOKE = re.compile(r"\b(?:ha+|haha\w*|lol|kidding|joke|joking|jk)\b|;-?\)|😂|🤣|😉")
_TROUBLE = re.compile(r"\b(?:is|are|was|were|has|have|keeps?|feels?|makes?|went|got|will)\b")
_RELATIVE = re.compile(r"\b(?:who|whom|whose|that|which|what|where|how|if|because|since|as)\b")
_STATEMENT = re.compile(
    r"^\W*(?:(?:but|and|so|well|oh|honestly|really|for\s+now|today|this\s+time)\W+)*"
    r"(?:i|you|we|she|he|it|they|this|that|there|things|everything)(?:'[a-z]+)?\s"
)
"""A subject and its verb: something is told."""
_SIGN_OFF = re.compile(r"^\W*(?:ha\w*|lol|best|cheers|sorry|see\b|ask\s+me|same|as\s+above|will\b|so\s+far)\b")
_IN_EARNEST = re.compile(r"\b(?:seriously|though|in\s+earnest|really)\b")
_NO_LAST = re.compile(r"n(?:o|one|ope|othing|il|/a)\W*$|:\s*none\b")
"""What the next does without in no way, and is found sooner."""
_ENDS_IN_NO = Cued(
    r"\b(?:so|then|therefore)\W+(?:no|none|nothing)\W*$|(?:[:–—?]|\bwanted|\bneeded)\s*:?\s*(?:no|none|"
    r"nope|nothing|nil|n/a)\W*$|\b(?:wanted|needed)\s*:\s*none\b"
)
_ECHO = re.compile(
    r"^(?!\W*(?:what|where|who|whom|how|when)\s+(?:should|can|could|do|may)\s+(?:i|we)\b)(?:\W*(?:the|our|my)\s+\w+\?|^\W*(?:(?:so|and|but|ok|okay|well)\W+)*(?:(?:how\s+useful|useful|usefulness|rating|help|anything|"
    r"any\s+help|topics?|did\s+we|have\s+we|did\s+you\s+(?:meet|know|ever|guess)|do\s+we\s+need\s+(?:any\s+)?(?:help|anything)|is\s+there\s+anything|"
    r"when\s+do\s+you|the\s+next|score|"
    r"who\s+knew|what\s+did\s+we|guess\s+what|you\s+know|know\s+what|remember|"
    r"sound\s+good)\b[^?]{0,40}\?|(?:next|how|where|when|what|need|questions?|why|really|right|eh|fun|"
    r"see)\b[^?]{0,12}\?))"
)
_ANSWERED = re.compile(
    r"^\W*(?:yes|no|yep|nope|none|nothing|you\s+(?:ask|say)|i\s+(?:hear|say|think\s+so|did|do|guess)|it\s+(?:does|did|is|was)(?=\W*$|\s*,)|"
    r"some(?:times|\s+days)|now\s+and\s+then|apparently|who\s+knows|of\s+course|very(?=(?:\W+[a-z']+){0,2}\W*$)|because|well|a\s+lot|zoom|not(?=(?:\W+[\w']+){0,3}\W*$)|"
    r"(?:almost\s+)?(?:certainly|definitely|absolutely|probably|surely)(?=\W*$|\s*[,.!])|don't\s+answer|never|always|hardly|"
    r"(?:i|we|she|he|it|they|you)\s+(?:did|could|would|was|were|had|have|can|do|am|is|are|do)(?:\s+not|n't)?(?=\W*$))\b|"
    r"^\W*(?!thanks|please|cheers|best|regards|yours|one\b|two\b|three\b|four\b|five\b)[a-z]+\.\W*$"
)
_NO_IN_THE_END = re.compile(r"^\W*(?:[\w']+\W+){0,5}(?:no|none|nothing|not)\W*$")
_BUT_NO = re.compile(
    r"^\W*(?:but\s+|and\s+|ha\w*\W+)?(?:no|nope|nah|nothing)\b(?!\s+(?:else|more|further|other|rush|hurry|worries|urgency|pressure|problem|big))"
)
"""The wish before it was none ("A spare shovel. No, nothing.")."""
_WAS_TALK = re.compile(
    r"^\W*(?:that|this|which)\s+(?:was|is)\s+(?:what|our|the|my|her|his)\s+(?:\w+\s+)?(?:topic|question|theme|subject|talked|discussed|asked|we)\b"
)
"""That what was just asked was asked between the two ("That was our topic.")."""
_HOW_ONE = re.compile(
    r"^\W*(?:(?:so|and)\W+)?(?:what|how)\s+(?:do|does|should|would|can)\s+(?:you|one|i|anybody|anyone)\s+(?:even\s+|best\s+)?(?:say|tell|handle|answer|deal|put\s+it|ask\s+(?:for|him|her))\b"
)
"""A question of tact, as the two put it to each other."""
_TRIED = re.compile(
    r"^\W*(?:we|(?:so|and|then)\s+we)\s+(?:both\s+)?(?:tried|worked|rehearsed|practi[sc]ed|role-?played|went|came\s+up|brainstormed|figured|settled|drafted|wrote|made)\b"
)
"""What the two did about what was just asked: it was their question ("How do I tell him? We tried three ways")."""
_NOBODY_CAN = Cued(
    r"\b(?:(?:coordinator|program|office|you)\s+(?:cannot|can't|can\s+not|couldn't|could\s+not)|(?:nobody|no\s+one)\s+(?:can|could)|"
    r"(?:don't|do\s+not)\s+(?:think|believe)\s+(?:that\s+)?(?:anyone|anybody|you|the\s+program)\s+(?:can|could))\s+"
    r"(?:really\s+|possibly\s+)?(?:help|do)\b(?:\s+(?:me|us|her|him))?(?:\s+(?:with|about)\s+[^,;.!?]{0,40})?"
)
"""That the help there might be is none ("the coordinator cannot help me")."""
_BY_THE_WAY = Cued(
    r",\s+(?:too|as\s+well|of\s+course|in\s+turn|naturally|besides|however|moreover|also|then),(?=\s)|(?<=[a-z])\s+if\s+you\s+please,(?=\s)"
)
"""A word between commas that parts a verb from what is asked ("he was curious, too, how the budget runs")."""
_FAREWELL = re.compile(
    r"^\W*(?:à\s+la\s+prochaine|hasta|até|bis\s+bald|a\s+presto|tot\s+ziens|cordialement|saludos|grüße)\b"
)
_DISCLAIMER = Cued(r"\breceived\s+(?:it|this|the)\b.{0,40}\bin\s+error\b|\bnot\s+the\s+intended\s+recipient\b")
"""What stands under business mail speaks to any reader."""
_YES_A_THING = Cued(
    rf"^\W*(?:yes|yep|yeah),?\s+please\W+(?=\w)|^\W*(?:yes|yep|yeah)\s*[:,–—-]\s+(?:an?|the|some|any)\s+(?:[\w-]+\s+){{0,2}}?(?:{_SOMETHING})\b(?!.*\d)"
)
"""A yes to the last question, and what is wished."""
_FOUND = Cued(
    r"^\W*(?:result|answer|verdict|upshot|conclusion|outcome|decision|(?:her|his)\s+(?:view|answer|advice|verdict))"
    r"\s*(?:[:=–—-]|was\b|is\b)"
)
"""The answer that the pair found themselves to what is asked before it."""
_YES_OR_NO = re.compile(r"^\W*(?:yes|no|nope|yep)\W*$")
_LAST_PART = re.compile(
    r"(?:,\s+|\b)(?:but|so)\s+(?=is\b|are\b|do\b|does\b|can\b|could\b|may\b|would\b|who\b|where\b|how\b|what\b)|\s[-–—]+\s|[;:.!]\s|\band\s+(?=who|where|how|what|is|are|do|does|can|could)"
)
_QUESTION = re.compile(
    r"\b(?:is|are|am|does|do|did|can|could|would|will|should|may|might|has|have|who|whom|whose|where|when|"
    r"what|which|how|any|anyone|anybody|someone|somebody)\b"
)


_SAID_SHORTLY = re.compile(r"\b(?:writes?|wrote|says?|said|asks?|asked|goes|went)\W+\"\w+\?\"")
"""One word of somebody's, quoted: he writes "why?" in the margin."""


def asks(sentence: Sentence, following: str = "") -> bool:
    """Whether a sentence asks something of the coordinator; `following` is the sentence after it, in lower case."""
    low = _NOBODY_CAN.sub(" ~ ", _BY_THE_WAY.sub(" ", sentence.low))
    if '?"' in low:
        low = _SAID_SHORTLY.sub(" ~ ", low)
    if _ENDS_IN_NO.is_awake(low) and _NO_LAST.search(low) and _ENDS_IN_NO.search(low):
        return False
    if _DISCLAIMER.search(low):
        return False
    if (_FOUND.match(low) or _FOUND.match(following)) and not _PLEASE_YOU.search(low):
        return False
    if requests.calls_out(low):
        return not (_NO.match(following) or _ANSWERED.match(following) or _NO_IN_THE_END.match(following))
    if sentence.question == 6:
        if _FAREWELL.match(low):
            return False
        return _answers_yes(low, following)
    if sentence.question in (1, 2, 4, 5) and not _PLEASE_YOU.search(low):
        return False
    if low.rstrip(" )\"'").endswith("?") or "?? " in low or "? " in low:
        return _open_question(low, sentence.question, following)
    if _YES_A_THING.search(low):
        return True
    return _requests(low) or (
        sentence.question != 3 and requests.inverted(low) and len(low.split()) > 3 and not _NOT_ASKED.search(low)
    )


def _requests(low: str) -> bool:
    """Whether a statement asks: it holds a request that it does not take back, nor tells of as somebody's."""
    if not _MAY_REQUEST.is_awake(low) or requests.names_a_topic(low) or requests.out_of_reach(low):
        return False
    if requests.wishes(low):
        return True
    low = requests.without_courtesies(low)
    if requests.orders(low) and not _QUOTED.search(low):
        return True
    low = _NOT_ASKED.sub(" ; ", _NO_PROBLEM.sub(" ; ", low))
    if _WANTS_TO_KNOW.search(low):
        return True
    wanted = requests.wants(low)
    if wanted and not _told_before(low, wanted.start() - 1):
        return True
    for request in _REQUEST.finditer(low):
        words = request.group().split()
        telling = words[1:] and words[1].endswith("ing") and _OURSELVES.search(low, 0, request.start())
        if "?" not in low and words[0] in _ASKING_WORDS and "you" not in words[1:2] and not telling:
            continue
        if not _told_before(low, request.start()) and not _OF_A_WISH.search(low, 0, request.start()):
            return True
    return False


_NO_PROBLEM = Cued(
    r"\b(?:don't|do\s+not|haven't|have\s+not)\s+(?:\w+\s+)?(?:have\s+)?(?:any\s+|a\s+)?(?:problems?|questions?|trouble|issues?)\b"
    r"(?:(?!\b(?:but|except|only|though|he|she)\b)[^,;.]){0,24}\b(?:needs?|requires?)\s+your\s+(?:help|attention|assistance)\b"
)
""" "I don't have any problem now which needs your help"."""
_OF_A_WISH = re.compile(r"\b(?:where|who)\s+$")
""" "Where I'd like to be in five years" tells what was talked about."""


_OURSELVES = re.compile(r"\b(?:i|we|both|both\s+of\s+us)\s+$")
""" "We are looking for somebody who …" tells, and asks."""


def _told_before(low: str, at: int) -> bool:
    """Whether words before `at` tell of what follows as said in the meeting, and none after turns to the reader."""
    reported = _REPORTED.search(low)
    return reported is not None and reported.start() <= at and not _PLEASE_YOU.search(low, max(0, at - 1))


_WANTS_TO_KNOW = Cued(
    r"\b(?:i|we|she|he|both)\s+(?:also\s+)?(?:wants?|would\s+like|needs?|am|is|are)?\s*(?:to\s+know|wonders?|wondering|asks?|asking)\s+"
    r"(?:what|whether|if|when|how|where|who)\s+(?:the|your)\s+(?:program|programme|coordinator|office)\b|"
    r"\bi\s+(?:only\s+|just\s+|merely\s+)?ask\s+(?:only\s+|just\s+|merely\s+)?(?:whether|if)\s+you\b|"
    r"\b(?:i|we|i'd|we'd)\s+(?:would\s+)?(?:want|like|need|wish|hope)\s+to\s+(?:know|hear|learn|find\s+out)\s+from\s+you\b|"
    r"\b(?:told|informed|reminded|asked|called|nudged),?\s+by\s+you\b|"
    r",\s+(?:wouldja|willya|(?:would|will|could)\s+(?:you|ya))(?:\s+please)?\W*$"
)
"""What somebody wants to know of the program itself, or of the reader, is asked of it."""
_MAY_REQUEST = AnyOf(requests.MAY_REQUEST, _WANTS_TO_KNOW, _REQUEST)
_IN_CASE = re.compile(r"\b(?:if|when|in\s+case)\s*$")
"""Before what somebody says, it is what the question is asked about ("What should I do if she tells me …?")."""
_SAYS = re.compile(r"(?:she|he|i|we|they|dana|mentee|mentor)\b")
"""Begins what somebody said; a noun with its question ("a rule about how long") says nothing."""
_QUOTED = Cued(
    r"\b(?:she|he|i|they|we)\s+(?:said|told|asked|wrote|says|goes|went|joked)\b(?:\s+(?:her|him|me|us))?\s*[:,\"]|"
    r"\b(?:her|his|their|the)\s+(?:[a-z]+\s+)?(?:question|theme|topic|issue|dilemma|subject|worry)(?:\s+(?:was|is))?\s*[:\"]"
)
"""Somebody's words in the meeting, as they were said: no imperative in them is the coordinator's to follow."""
_ASKING_WORDS = frozenset(["is", "are", "does", "do", "who", "whom", "where", "how", "what", "when", "am", "any"])
"""Openings that ask only where a question mark stands; without one they tell ("what we could do")."""


def _open_question(low: str, question: int | None, following: str) -> bool:
    """Whether a sentence with a question mark is meant for the coordinator: none that echoes ours or is answered."""
    if _WAS_TALK.match(following):
        return False
    if _ECHO.match(low) and not _PLEASE_YOU.search(low):
        return False
    if requests.rhetorical(low) or _QUOTED.search(low):
        return _requests(low.rpartition("?")[2])
    if _YES_OR_NO.match(following):
        return False
    if requests.turns_to_you(low) and not _NOT_ASKED.search(low):
        return True
    if (
        _ANSWERED.match(following)
        or (_HOW_ONE.match(low) and _TRIED.match(following))
        or (question == 3 and not _PLEASE_YOU.search(low))
    ):
        return False
    reported = _REPORTED.search(low)
    asks_at_once = requests.inverted(low) and reported is not None and _IN_CASE.search(low, 0, reported.start())
    if asks_at_once or (reported and requests.inverted(low) and not _SAYS.match(reported.group())):
        return True
    if reported and not _PLEASE_YOU.search(low):
        last = _LAST_PART.split(low)[-1]
        return last != low and bool(_QUESTION.match(last)) and not _REPORTED.search(last)
    if requests.inverted(low) and len(low.split()) > 3:
        return True
    last = _LAST_PART.split(low)[-1]
    if last != low and requests.inverted(last):
        return True
    if _NOT_ASKED.search(low) and not _PLEASE_YOU.search(_NOT_ASKED.sub(" ", low)):
        return False
    return bool(_QUESTION.search(low)) and (bool(_REQUEST.search(low)) or len(low.split()) > 2)


def _answers_yes(low: str, following: str) -> bool:
    """An answer to "is there anything the coordinator could help with?"."""
    if _NO.match(low):
        soft = _NOTHING_MUCH.match(low)
        return _asked_after_no(low) or (soft is not None and _requests(low[soft.end() :]))
    if _JOKE.search(low) and not _PLEASE_YOU.search(low) and not _IN_EARNEST.search(low):
        return False
    if requests.out_of_reach(low):
        return False
    if (
        _YES.match(low)
        or _requests(low)
        or (requests.inverted(low) and len(low.split()) > 3)
        or ("?" in low and not _ECHO.match(low) and not requests.rhetorical(low))
    ):
        return True
    if _NOT_ASKED.search(low) or requests.without_courtesies(low) != low:
        return False
    return _names_a_thing(low) and not _BUT_NO.match(following)


def _names_a_thing(low: str) -> bool:
    """Whether an answer is no sentence but the name of a thing wished ("someone who has been through it")."""
    head = _RELATIVE.split(low, maxsplit=1)[0]
    return len(low.split()) > 1 and not (_TROUBLE.search(head) or _STATEMENT.match(low) or _SIGN_OFF.match(low))


def _asked_after_no(low: str) -> bool:
    """Whether a request comes after a no: behind a "but", or in a sentence of its own."""
    turn = _BUT.search(low)
    rest = low[turn.start() :] if turn else ""
    return _requests(rest) or ("?" in rest and not requests.rhetorical(rest))
