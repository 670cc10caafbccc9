"""Phrases by which a clause tells what its own verb leaves open: whose day it is, what it goes on with."""

from __future__ import annotations

import re

from service.reading.patterns.cued import Cued
from service.reading.prose import lexicon as say

SINCE = re.compile(
    r"(?:\bsince\s+(?:(?:our|my|your|the)\s+(?:last|previous)\s+[\w-]+\s*[(,]?\s*(?:of\s+|in\s+|from\s+)?|(?:we|i)\s+(?:last\s+|have\s+)?\w+\s+)?|^\W*to\s+you\s+)(?:to\s+you\s+|you\s+)?(?:on\s+)?(?:the\s+)?$"
)
COULD = re.compile(
    r"\bcould\s+(?:\w+\s+)?(?:meet|talk|speak|see|sit|get|catch|connect|zoom|have)\b(?!.*\b(?:if|again|next)\b)"
)
"""As learners say that they met."""
NOT_UNTIL = re.compile(r"(?:\bnot|n't)\W*$")
BARE_NO = re.compile(r"^\W*(?:no|nope|wait|stop)\W*$")
SMALL_TALK = Cued(
    r"^\W*(?:(?:hello|hi|hey)\W+)?(?:(?:so\s+|very\s+)?sorry\b|apologies|forgive|excuse|hope\s+|i\s+hope|happy\s|thank|thanks|"
    r"greetings|good\s+(?:morning|afternoon)|dear\b)"
)
YES = re.compile(r"\W*(?:hi\W+|hello\W+)?(?:yes|yep|yeah|yup)\b")
WILL = Cued(
    r"\b(?:will|shall|next|again|going|plan\w*|upcoming|coming)\b|'ll\b|(?:\b(?:am|is|are|be)|'m|'re)\s+\w+ing\b"
)
"""Words without which a plan for a day that is gone was told of what was ("we have the meeting on October 16")."""
IT_WAS = re.compile(r"^\W*(?:it|that)\s+(?:was|ended\s+up|became)\b")
""" "We moved it up so it was today": the day it was moved to is the one it was held on."""
SAME_PLACE = re.compile(
    r"^\W*(?:in|at|on)?\s*(?:the\s+|our\s+)?same\s+(?:place|spot|bench|table|room|cafe|pub|corner)\b"
)
"""Where they met, said right behind it, is no plan ("We met last week, same place")."""
SPEAK_OF = Cued(r"\bwe\s+(?:speak|talk|discuss|chat)\s+(?:about|of|on|over)\b(?!.*\bnext\b)")
GUESSED = Cued(
    r"^\W*(?:i\s+want\s+to\s+say|i'd\s+(?:say|guess|think|call)|i\s+(?:would\s+)?(?:say|guess|think|"
    r"believe|suppose)|call\s+it|let's\s+(?:say|call)|so\s+call|give\s+or\s+take|all\s+told|in\s+all|"
    r"in\s+total|total|altogether|say|it\s+felt|felt\s+like)\b|\b(?:give\s+or\s+take|all\s+told|in\s+all|"
    r"in\s+total|altogether|total)\W*$"
)
ONLY_LENGTH = re.compile(
    r"^\W*(?:about\s+|maybe\s+|around\s+|for\s+)?[\w½-]+\s+(?:an?\s+)?(?:hours?|minutes|mins?|"
    r"hrs?)(?:\s+(?:in\s+all|in\s+total|total|or\s+so|all\s+told|max|tops|flat|give\s+or\s+take|each|"
    r"apiece|all\s+up))?\W*$"
)
AWAY = re.compile(
    r"^\W*(?:(?:and|but|so|since|because|as)\s+)?(?:i'm|she's|he's|we're|(?:i|she|he|we)\s+(?:am|is|are|will\s+be))\s+"
    r"(?:off\s+to|away|out\s+of|travell?ing|leaving|flying|gone|on\s+(?:leave|vacation|holiday))\b"
)
DAY_WAS = re.compile(
    r"^\W*(?:the\s+\d{1,2}(?:st|nd|rd|th)|\w+day)\s+(?:was|is)\s+(?:the|my|her|his|our|a|an|when)\b(?!\s+(?:day|one|first|second))"
)
NEGATED = re.compile(
    r"\b(?:didn't|did\s+not|wasn't(?!\s+(?:it|that)\b)|was\s+not|couldn't|could\s+not|never)\b(?!.*\b(?:until|till|only|just)\b)"
)
NO_ANSWER = Cued(
    r"\b(?:got|reached|left)\s+(?:\w+\s+){0,3}?(?:machine|voice\s?mails?)\b|\bleft\s+(?:\w+\s+){0,2}?messages?\b|\bno\s+(?:answer|reply)\b|\b(?:didn't|never|nobody|no\s+one)\s+(?:pick(?:ed)?\s+up|answer(?:ed)?)\b|"
    r"\bwent\s+to\s+voice\s?mail\b|\bwithout\s+(?:an?\s+|any\s+|her\s+|his\s+)?(?:answer|reply|response|success|result|luck)\b|\b(?:all|both)\s+(?:un|no\s+)answer"
)
"""A call that nobody took is no meeting."""
DAY_WAS_IT = re.compile(
    r"\b(?:it|that|this|which|one|ours)\s+(?:\w+\s+)?was\b|^\W*(?:and\s+|then\s+)?was\b|\bwas\s+(?:our|no\s+exception)\b|\b(?:our|ours|it)\b.{0,30}\bfell\s+on\b|\bdid\s+(?:it|ours|the|that|one)\b"
)
"""That the day was the meeting's: "in the end it was the 9th", "we did the 10th instead"."""
IT_WENT = re.compile(r"^\W*(?:and\s+)?(?:it|that|this)\s+(?:went|ran|took|lasted)\b")
"""Said of what stands before it: "her evaluation was on Monday and it went well"."""
HERS = Cued(
    r"^\W*(?:(?:and|so|but|because|as|since)\s+)?(?:she|he)\s+(?:also\s+)?(?:had|has)\s+(?:got\s+)?(?:a|an|another|to)\b"
)
""" "She had another call": hers, where a meeting has been told already."""
FAILING_THAT = Cued(r"^\W*(?:if\s+not|otherwise|failing\s+that|or\s+else)\b")
WITH_A_NAME = re.compile(r"^\W*(?:and\s+)?with\s+(?!(?:my|the|an?|hr|her|his|our)\b)[a-z]")
SORT_OF = re.compile(
    r"^\W*(?:sort\s+of|kind\s+of|kinda|not\s+(?:really|quite|exactly)|well|hmm+|barely|hardly|almost|(?:it\s+)?depends|sorry|alas|see\b.*|maybe)\W*$"
)
"""What neither says yes nor no."""
NONE_AT_ALL = Cued(r"^\W*(?:none|nil|n/?a|no|nope|nothing|zero|not\s+applicable)\W*$")
THAT_DAYS = re.compile(r"^\W*(?:and\s+|but\s+)?\w+day's\s+(?:one\s+)?(?:was|is|ran|lasted|went|took)\b")
""" "Friday's was half an hour": the meeting of that day."""
THE_ONE = Cued(
    r"^\W*(?:and\s+|but\s+)?(?:the\s+(?:one|other|second|first|later|earlier|(?:long|real|proper|big|next|following|new)(?=\s+one))(?:\s+one)?)\s+(?:(?:is|was|will\s+be)\s+)?(?:on|in|of|for)\b"
)
THIRD = re.compile(
    r"\W*(?:and\s+|so\s+|then\s+)?(?:i|i'm|i'll|she|he|they|my|her|his|their|she's|he's|they're|the|a|an|"
    r"you|everyone|somebody|someone)\b"
)


FREE = re.compile(
    r"^\W*(?:(?:and|so|but)\s+)?(?:she|he|i|we)(?:'s|'m|'re|\s+is|\s+am|\s+are)\s+(?:both\s+)?(?:free|available|good|open)\b"
)
ANSWER_FOLLOWS = Cued(
    r"\b(?:answers?|reply|report|response)\s+(?:\w+\s+)?(?:will\s+)?(?:follows?|come|comes|be\s+along)\b|\bnot\s+an\s+answer\b|"
    r"\b(?:i'll|i\s+will|will|shall)\s+(?:\w+\s+)?(?:answer|reply|respond|fill\s+(?:it|this)|do\s+(?:those|them|this)|get\s+to\s+(?:this|them|your))\b"
)
"""The writer will answer another time, and says nothing yet of having met."""
WE_MET = Cued(
    r"\bwe\s+(?:\w+ly\s+|both\s+|did\s+|finally\s+|just\s+|then\s+|have\s+)*(?:meet|met|talked|spoke|chatted|zoomed|got\s+together|sat\s+down)\b|"
    r"\bwe\s+(?:could|managed\s+to|got\s+to|were\s+able\s+to)\s+(?:only\s+|just\s+|finally\s+)?(?:talk|meet|speak|chat)\b|\bit\s+went\s+(?:\w+\s+)?(?:well|great|fine|smoothly|good)\b|"
    r"\bwe\s+had\s+(?:(?:an?|our|one)\s+(?:\w+\s+)?(?:chat|talk|call|session|conversation|visit|meeting)|(?:coffee|lunch|tea|breakfast|dinner|drinks)(?!\s+plan))\b"
)
DAY_DID = Cued(
    r"^\W*(?:but\s+|so\s+|and\s+|then\s+)?(?:the\s+\w+|\w+day|[a-z]{3,9}\.?\s+\d+\w*)\s+(?:did|worked|stuck|held|stood|suited|fit|was\s+it|it\s+was|came\s+off|"
    r"panned\s+out|stayed|survived|went\s+ahead|turned\s+out)\b|^\W*(?:but\s+)?we\s+did\W*$|"
    r"^\W*(?:so\s+|and\s+)?it\s+ended\s+up\b"
)
"""The day itself is said to have held."""
IN_PASSING = 10
"""Minutes: "no proper meeting, though we chatted for five" is told as none."""
AGAIN = re.compile(r"^\W*(?:and\s+|then\s+|and\s+then\s+)?again\b")
ENDS_OTHERWISE = Cued(rf"(?:{say.OTHER_THING.pattern})(?:\s+[\w'-]+){{0,2}}\W*$")
"""A clause that ends in something else with a date: "which is on the 20th" is said of that."""

OF_ANOTHER_PAIR = Cued(r"^\W*(?:(?:and|but|with|now)\s+)?my\s+other\s+(?:mentee|mentor|advisee)\b(?!.*\band\s+i\b)")
"""Whose meetings are told of in the sentence, to its end."""
NO_MEETING_OF_THE_PAIR = Cued(
    r"^\W*(?:(?:but|and|which|that|it|this)\s+)*(?:was|were|is)(?:\s+not|n't)\s+(?:\w+ly\s+)?(?:an?|our|one\s+of\s+our)\s+"
    r"(?:[\w-]+\s+)?(?:meetings?|sessions?)\W*$"
)
"""Said of a day on which the two saw each other, and did not meet as partners."""
