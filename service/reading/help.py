"""Whether something is asked of the coordinator, and in which sentences.

A request is one however politely or sideways it is put; thanks, trouble told and the partners' questions to each
other are none. Missing a call for help is the worst error reading can make.
"""

from __future__ import annotations

import re

from service.reading.text import Sentence

_ASKS_YOU = re.compile(
    r"\b(?:could|can|would|will|might)\s+(?:you|someone|somebody|anyone|anybody|the\s+(?:program|coordinator|office|team|committee)|y'all|we\s+(?:get|have|be|please|ask)|i\s+(?:get|have|be|please|ask|request|trouble|bother|switch|change)|one\s+of\s+you|it\s+be|there\s+be)\b"
    r"|\b(?:would|do)\s+you\s+(?:mind|know|have|be|happen|think)\b|\b(?:is|are)\s+(?:there|you\s+able)\b(?!.*\bno\b)[^.!]*\?|\bdoes\s+(?:anyone|anybody|someone|the\s+program|the\s+library)\b|\bdo\s+we\s+(?:have|know|need)\b[^.!]*\?|\b(?:who|whom|where|how)\s+(?:do|can|should|would|could|might)\s+(?:i|we|she|he|one|they)\b[^.!]*\?|\bwho\s+(?:is|handles|runs|would|knows|'s|should)\b[^.!]*\?|\bwhat(?:'s|\s+is|\s+are|\s+should|\s+do|\s+would)\b[^.!]*\?|\bany\s+(?:chance|way|idea|ideas|suggestions?|advice|recommendations?|leads|pointers|tips|news|update|word)\b[^.!]*\?"
    r"|\bplease\s+(?:send|share|tell|let|give|point|put|connect|forward|advise|help|find|ask|add|provide|check|look|reach|email|pair|match|assign|remind|consider|contact|introduce|arrange|see|update|resend|confirm|pass|change|call|recommend|suggest|have|could|can)\b"
    r"|\b(?:i|we|she|he|both\s+of\s+us|dana)(?:'d|\s+would|\s+should)?\s+(?:\w+\s+)?(?:like|love|appreciate|welcome|be\s+(?:grateful|glad|happy|thankful|obliged)|value|benefit)\s+(?:it\s+)?(?:to\s+(?:have|know|get|be|see|talk|speak|request|ask|switch|change|hear|meet|find|learn|receive|borrow|join|change)|if\s+(?:you|someone|somebody|the|there)|a\b|an\b|some\b|any\b|your\b|help\b|more\b|from\s+(?:a|an|some|more)|for\s+(?:you|someone)|the\s+name)"
    r"|\b(?:i|we|she|he)\s+(?:could|can)\s+(?:really\s+)?use\s+(?:a|an|some|your|help|more|advice|any)\b|\b(?:i|we|she|he)(?:'m|'re|'s|\s+am|\s+are|\s+is|\s+was|\s+were)?\s+(?:wondering|wonder|wondered|curious)\s+(?:if|whether|who|what|how|about)\b|\b(?:need|needs|want|wants|request|requesting|ask|asking|looking)\s+(?:for\s+)?(?:a|an|some|your|help|more|the\s+name|somebody|someone|another|to\s+(?:be\s+(?:paired|matched|reassigned)|switch|change|know\s+(?:who|where|how|if|whether)))\b(?=[^?!]*\b(?:contact|help|referral|resource|list|name|copy|link|info|information|template|advice|person|someone|somebody|mentor|mentee|partner|match|guid\w+|introduction|intro|support|room|example|sample|answer|pointer|form|letter|access|suggestion|expert|speaker|paired|matched|switch|change|know)\b)"
    r"|\bif\s+(?:you|anyone|anybody|somebody|someone|the\s+program|there\s+is|there's)\s+(?:could|can|know|knows|have|has|would|happens?|might|are\s+able|had|knew)\b|\blet\s+(?:me|us|her)\s+know\s+(?:if|whether|who|what|how|when|where|about)\b(?!\s+(?:you\s+(?:need|have|want|would\s+like)|there'?s?\s+(?:is\s+)?anything|if))|\b(?:put|get)\s+(?:me|us|her|him)\s+in\s+(?:touch|contact)|\b(?:connect|introduce|refer|point|direct|steer)\s+(?:me|us|her|him)\s+(?:to|with|toward)\b|\bin\s+touch\s+with\s+(?:someone|somebody|a)\b|\bhelp\s+(?:finding|with|us|me|her|getting)\b(?<!no\s)|\b(?:a|some|any)\s+(?:contact|referral|introduction|list|copy|pointer|template|resource)s?\b[^.!?]*\b(?:would\s+(?:be|help)|welcome|appreciated|helpful|great)\b|\b(?:would|it'd|might)\s+(?:be\s+)?(?:really\s+|so\s+|very\s+|most\s+|a\s+great\s+)?(?:help(?:ful)?|great|nice|good|wonderful|useful|lovely|appreciated)\s+(?:if|to\s+(?:have|know|get|see)|for\s+(?:you|someone|us))\b|\bappreciate\s+(?:a|an|any|some|it|your|help|the\s+name|knowing|hearing|being)\b|\b(?:switch|change|swap)\s+(?:mentors?|mentees?|partners?|matches)\b|\b(?:different|another|new)\s+(?:mentor|mentee|partner|match|pairing)\b|\b(?:paired|matched|reassigned|rematched)\s+with\s+(?:someone|somebody|another|a\s+different)\b|\bre-?assign(?:ed|ment)?\b|\bre-?match\w*\b|\bgrateful\s+(?:for|if)\s+(?:a|an|any|some|you|the)\b|\bask(?:ing)?\s+(?:you|the\s+coordinator|the\s+program)\b|\b(?:question|request|favou?r)\s+for\s+(?:you|the\s+coordinator|the\s+program)\b|\byour\s+(?:help|advice|assistance|guidance)\s+(?:with|on|in|finding|would)\b|\bhelp\s*(?:please|wanted|needed)\b|\bwhom?\s+(?:to|should\s+(?:i|we|she))\s+(?:ask|contact|talk|speak|call)\b"
)
_NOT_ASKED = re.compile(
    r"\b(?:let\s+(?:me|us)\s+know\s+if\s+(?:you\s+(?:need|have|want|would)|there\b|anything)|if\s+you\s+(?:need|have\s+(?:any\s+)?questions|want|would\s+like)\s+(?:anything|more|any|details|to\s+know|me|further)|can\s+you\s+(?:believe|tell)\b|could\s+you\s+tell\?|would\s+you\s+believe|as\s+you\s+(?:can|could|know)|you\s+can\s+(?:imagine|see|tell|guess|count|put)|what\s+can\s+i\s+say|who\s+knew|who\s+knows|how\s+useful\b|what\s+did\s+(?:you|we)\b|did\s+(?:you|we)\s+meet|when\s+do\s+(?:you|we)|is\s+there\s+anything\s+(?:the\s+program|you|the\s+coordinator|we)|could\s+not\s+(?:ask|wish)|couldn't\s+(?:ask|wish)\s+for|(?:don't|do\s+not|doesn't|didn't|won't|not|no|nothing|without)\s+(?:\w+\s+){0,3}?(?:need|require|want|help|needed|ask)\b|no\s+(?:help|need|requests?|questions?|asks|thank)|nothing\s+(?:to\s+ask|for\s+you|needed|i\s+need|you\s+(?:all\s+)?(?:can|could)|from|comes|at|right|else|that|we\s+need|more)|all\s+(?:good|set|fine|well)|(?:i|she|he|we)\s+(?:asked|told|said|wanted\s+to\s+know|was\s+asking|wondered\s+(?:how|whether|if)|suggested|explained|advised|offered)\b|thank(?:s|\s+you|ful)?\s+(?:\w+\s+)?(?:for|so|very)\b(?![^.!?]*\?)|don't\s+think\s+(?:there's|there\s+is|so)|happy\s+to\s+(?:help|share|answer)|(?:asked|told|showed|helped)\s+(?:me|her|him|us)\b)"
)
_NO = re.compile(
    r"^\W*(?:(?:oh|um|well|actually|honestly|hmm|haha|i\s+think)\W+)?(?:no+\b|nope|nah|none|nothing|not\s+(?:right\s+now|at\s+(?:the|this)|now|this|yet|really|today|currently|that|for\s+now|just)|n/?a\b|nil|all\s+(?:good|set|fine|well|is\s+well)|we(?:'re|\s+are)\s+(?:good|fine|all\s+set|ok|okay|set|doing|great|grand|well)|i(?:'m|\s+am)\s+(?:good|fine|all\s+set|ok|set)|good\s+(?:for\s+now|here|thanks)|fine\b|you(?:'re|\s+are)\s+(?:grand|great|doing|all|wonderful)|thanks?\b|-+$|–|x$|keep\s+(?:up|doing)|just\s+(?:keep|thanks|thank|grateful)|can't\s+think|everything(?:'s|\s+is)|doing\s+(?:well|fine|great)|none\b|no\b|can't\s+think|i\s+can't\s+think|couldn't\s+think|i\s+don't|we\s+don't|don't\s+think|i\s+do\s+not|we\s+do\s+not|(?:i\s+)?(?:have|need)\s+no|(?:i|we)\s+have\s+no)"
)
_YES = re.compile(
    r"^\W*(?:yes|yeah|yep|yup|sure|please|actually,?\s+yes|oh\s+yes|one\s+thing|if\s+possible|possibly|maybe|perhaps)\b"
)
_BUT = re.compile(
    r"\b(?:but|though|although|however|except|unless|only|actually|one\s+thing|that\s+said|oh\b|wait|just)\b"
)
_TROUBLE = re.compile(r"\b(?:is|are|was|were|has|have|keeps?|feels?|makes?)\b")


def asks(sentence: Sentence) -> bool:
    """Whether a sentence asks something of the coordinator."""
    low = sentence.low
    if sentence.question == 6:
        return _answers_yes(low)
    if (
        sentence.question in (1, 2, 4, 5)
        and "?" not in low
        and not re.search(r"\b(?:please|could\s+you|can\s+you|help)\b", low)
    ):
        return False
    return _requests(low)


def _requests(low: str) -> bool:
    asked = _ASKS_YOU.search(low)
    if not asked:
        return False
    innocent = _NOT_ASKED.search(low)
    if (
        innocent
        and not _BUT.search(low[innocent.end() :])
        and not re.search(r"\b(?:could|can|would)\s+you\s+(?!believe|tell|imagine|see\b|guess)", low)
    ):
        return False
    return True


def _answers_yes(low: str) -> bool:
    """An answer to "is there anything the coordinator could help with?"."""
    if _NO.match(low):
        return (
            bool(_BUT.search(low))
            and _requests(low)
            or bool(re.search(r"\b(?:could|can|would)\s+you\b|\?\s*$", low))
            and _requests(low)
        )
    if _YES.match(low) or _requests(low):
        return True
    if _NOT_ASKED.search(low):
        return False
    return (
        not _TROUBLE.search(low)
        and len(low.split()) > 1
        and not re.match(
            r"^\W*(?:thanks?|ha\w*|lol|best|cheers|sorry|parking|a\s+raise|coffee|more\s+(?:hours|coffee|time))\b", low
        )
    )
