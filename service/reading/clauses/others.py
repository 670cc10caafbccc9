"""Whether a clause is about a meeting of somebody else's, or about something else that fell through or comes next."""

from __future__ import annotations

import re

from service.reading.patterns.cued import AnyOf, Cued
from service.reading.prose import lexicon as say


def have_a_meeting(low: str) -> bool:
    """Whether the meeting of this clause is not the pair's: another group's, or with a third person."""
    if not MEETINGS_OF_OTHERS.is_awake(low):
        return False
    if say.OTHER_MEETING.search(low) or say.WITH_SOMEBODY_ELSE.search(low):
        return not say.OURS_AFTER_ALL.search(low)
    return bool(say.SOMEBODY_ELSE_MEETS.search(low) or _NOT_THE_PAIR.search(low))


def did_not(low: str) -> bool:
    """Whether what a denial is about was something else than the pair's meeting."""
    return bool(_NO_MEETING_OF_OURS.search(low) or _OTHERS_DO_NOT.match(low))


def is_next_of_theirs(low: str) -> bool:
    """Whether it speaks of the next of something else than their meetings."""
    return bool(_NEXT_OTHER.search(low))


_NOT_THE_PAIR = Cued(
    r"\b(?:sessions?|classes|meetings?|workshops?|talks?)\s+(?:to|that\s+(?:she|he|i))\s+(?:teach|give|run|lead|prepare|plan|attend|cover)\w*|"
    r"\b(?:conversation|talk|meeting|chat|call)\s+(?:that\s+)?(?:she|he|i)\s+(?:has|have|had|needs?|needed|must|will)\b|"
    r"\bmy\s+(?:own\s+)?(?:husband|wife|spouse|kids?|children|son|daughter|sister|brother|mother|father|mom|dad|parents|family|team|boss|supervisor|"
    r"colleagues?|co-?workers?|friends?|cousins?|roommate|neighbou?rs?)\s+and\s+(?:i|me)\b|\bwe\s+all\s+(?!agreed|know)|\b(?:all|most)\s+of\s+us\b|"
    r"\bwith\s+[a-z]+'s\s+(?:\w+\s+)?(?:mentor|mentee|supervisor|boss|manager|dean|chair|husband|wife|doctor)\b|\bthe\s+[a-z]+s'\s+meeting\b|\b(?:trustees?|regents?|council)\s+meeting\b|"
    r"\b(?:took|taking|had|has|got)\s+(?:another|two|three|a|several|an?\s+other)\s+calls?\s+(?:during|coming|waiting|in\s+(?:the\s+middle|between))\b|"
    r"\bhad\s+(?:an?|the|my|her|his)\s+(?:\w+\s+)?(?:root\s+canal|plumber|electrician|surgery|migraine|fever|biopsy|blood\s+drive)\b|"
    r"^\W*(?:and\s+|but\s+)?(?:her|his|my)\s+(?:\w+\s+)?(?:talk|presentation|interview|lecture|panel|defen[sc]e|exam|class|workshop|poster|training)\b(?!\s+with)"
)
"""Somebody else beside the writer, everybody, or one partner's own talk."""
SPEAKS_TO_OTHERS = Cued(
    r"\b(?:i'm|i\s+am|i'll\s+be|she's|he's|(?:she|he)\s+is)\s+(?:speaking|presenting)\b(?=\s*(?:$|[.,;!)]|at\b|for\b))"
)
"""A talk that one of the two gives ("I'm speaking at the hearing")."""
MEETINGS_OF_OTHERS = AnyOf(say.OTHER_MEETING, say.WITH_SOMEBODY_ELSE, say.SOMEBODY_ELSE_MEETS, _NOT_THE_PAIR)
"""What `have_a_meeting` looks for."""
_NO_MEETING_OF_OURS = Cued(
    r"^\W*(?:(?:and|but|so|then)\s+)?(?:the|their|her|his|my|a|an|this|that|our)\s+(?:[\w'-]+\s+){0,2}?(?:conference|workshop|webinar|retreat|class|classes|course|candidate|"
    r"exam|event|symposium|interview|flight|trip|talk|position|reorgani[sz]ation|vote|election|picnic|party|sale|game|concert|hearing|search|grant|journal|article)\b|"
    r"^\W*(?:(?:and|but|so|then)\s+)?they\b|\b(?:to|for|at)\s+(?:the|my|her|his|a|an|their)\s+(?:\w+\s+)?(?:all-hands|open\s+house|town\s+hall|workshop|conference|"
    r"retreat|webinar|party|talk|presentation|reception|training|picnic|symposium)\b"
)
"""What fell through was something else: "the workshop got moved", "nobody came to my open house"."""
_OTHERS_DO_NOT = re.compile(
    r"(?!.*\b(?:us|we|our|let|allow\w*|permit\w*|cooperate\w*)\b)^\W*(?:(?:and|but|so|then|because|since)\s+)?(?:the|a|an|some|many|most|her|his|my|people|nobody)\s+"
    r"(?:(?!mentor|mentee|partner|match|meeting|call|session|chat|zoom|lunch|coffee|date|day|time|slot|calendar|schedule|plan|link|one\b|other\b|two\b|\d)[\w'-]+\s+){1,3}?"
    r"(?:(?:do|does|did|is|are|was|were|wo|would|ca|could|has|have|had)n't|(?:do|does|did|will|would|could|has|have)\s+not|never)\b"
)
"""Somebody else is the one who does not ("the new director doesn't speak to anyone")."""
_NEXT_OTHER = Cued(
    r"\bnext\s+(?:\w+\s+)?(?:cycle|edition|budget|rank|level|phase|decade|generation|dean|director|job|role|position|post|review|event|deadline|issue|class|semester|exam|draft|paper|chapter|step|thing|project|conference(?!\s+(?:is|will\s+be)\s+(?:on\s+)?(?:the\s+\d|\w+\s+\d))|shift|flight|round\s+of|"
    r"vote|election|election|trip|appointment\s+with|staff|cohort|committee|board|department|faculty|performance|evaluation)\b"
)
"""The next of something else than their meetings."""
