"""Turns of phrase that change what is said: a denial, a correction, a count, a day moved, offered or given up."""

from __future__ import annotations

import re

from service.reading.patterns.cued import Cued
from service.reading.prose.words import NUMBER_WORD

DENIED = re.compile(r"\b(?:not|n't|instead\s+of|rather\s+than|and\s+not|wasn't|isn't)\s+(?:on\s+)?$")
CORRECTS = re.compile(
    r"\b(?:sorry|no,?\s+(?:wait|stop)|(?<![a-z]\s)stop(?=\s*[,.!;:–—-])|wait|it's\s+now|is\s+now|i\s+mean|i\s+meant|actually|"
    r"now\s+it(?:'s|\s+is)|make\s+(?:that|it)|scratch\s+that|correction|or\s+rather|rather|oops|er,|that's\s+wrong|"
    r"should\s+(?:be|read|say)|should\s+have\s+(?:been|said)|strike\s+that|check(?:ing)?\s+my\s+(?:calendar|diary|notes|planner|phone)|"
    r"my\s+calendar\s+says|no\s*[,—–-]|nope|it's\s+really|typo|ignore|pardon(?:\s+me)?|i\s+lie|tell\s+a\s+lie)\b|\bno\b\s*[,—–-]"
)
COUNT = Cued(
    rf"\b(?P<twice>twice)\b|(?<!between\s)(?<!among\s)\b(?P<n>\d|{NUMBER_WORD})\s+(?:times|(?:separate\s+|different\s+)?occasions|"
    rf"(?:(?!minutes|mins|hours|hrs|of|between|in|after)[\w-]+\s+){{0,2}}?(?:meetings|sessions|calls|zooms|lunches|chats|conversations|walks|sit-?downs|"
    rf"get-?togethers|visits|ones(?=\s+(?:since|this|last|so\s+far)))(?!\s+(?:that\s+)?(?:i|she|he)(?:'m|'s|'ll|\s+(?:am|is|was|will|have|has|had|teach\w*|gives?|gave|runs?))\b))\b"
)
ENDED_UP = re.compile(
    r"\b(?:ended\s+up|came\s+(?:down\s+)?to|shrank|shrunk|dwindled|turned\s+(?:out|into)|ran\s+(?:to|over|long|for)|stretched|became|more\s+like|"
    r"actually|in\s+(?:fact|the\s+end|reality)|really|made\s+it|cut\s+(?:it\s+)?(?:short|to)|"
    r"got\s+(?:only|just|cut)|only\s+(?:had|got|managed)|went\s+(?:to|over|for))\b|"
    r"\b(?:and|but)(?:\s+it)?\s+was\s+$"
)
MOVED = Cued(
    r"\b(?:moved?|pushed?|reschedul\w+|postponed?|shifted|bumped|put\s+off|rearranged|rebooked|re-booked|switched|changed)\b"
)
GIVEN_UP = re.compile(
    r"\b(?:was|were|had|been|'d|won't|will\s+not|can't|cannot|can\s+not|couldn't|not\s+going\s+to|unable|"
    r"no\s+longer|doesn't|don't|(?:may|might|will)\s+have\s+to)\b"
)
"""That the day named with a meeting that was none is no day of one to come: a plan of the past, or one denied."""
OFFERED = re.compile(
    r"\b(?:offer|propos|suggest|float)(?:s|ed|es)?\s+(?:\w+\s+){0,2}$|\b(?:more|most)\s+likely\s+(?:on\s+)?(?:the\s+)?$"
)
"""A day offered; two of them, and none is the one agreed on."""
TO_A_DAY = re.compile(r"\b(?:to|for|until|till)\s+(?:\w+\s+){0,2}$")
CALLED_OFF = re.compile(r"\b(?:cancel\w*|called\s+off|fell\s+through|is\s+off)\b")
SORRY = re.compile(
    r"\W*(?:so\s+|very\s+)?(?:sorry|oops|apologies|pardon(?:\s+me)?|correction|excuse\s+me)\W+(?:(?:i\s+mean\w*|it\s+was|that\s+was|make\s+that|no)\W+)?(?:on\s+)?(?:the\s+)?"
)
"""What stands before a day that corrects the one before ("Sorry, the 6th.")."""
WILL_HAVE_BEEN = Cued(
    r"\b(?:(?:that|it)(?:'ll|\s+will)\s+have\s+been|we(?:'ll|\s+will)\s+have\s+been\s+(?:in|at)\s+(?:the|my|her|his))\b(?!.*\bby\s+(?:then|the\s+time)\b)"
)
"""What is taken to have been so, not what is to come ("That'll have been Tuesday")."""
NOT_UNMET = Cued(
    r"\b(?:wouldn't|won't|isn't|not)\s+(?:be\s+)?(?:true|right|fair|accurate)\s+to\s+say\s+(?:that\s+)?we\s+(?:haven't|have\s+not|didn't|did\s+not|never)\s+"
    r"(?:actually\s+)?(?:met|meet)\b"
)
"""Two denials make a meeting: "it wouldn't be true to say we haven't met"."""
