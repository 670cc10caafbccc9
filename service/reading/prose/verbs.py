"""Verbs by their tense, and the openings by which a clause points back or ahead."""

from __future__ import annotations

from service.reading.patterns.cued import Cued
from service.reading.patterns.ways import quick

PAST = quick(
    r"\b(?:was|wasn't|were|weren't|met|had|did|didn't|went|got|took|ran|came|sat|saw|spoke|told|gave|said|"
    r"made|found|left|kept|felt|held|drew|drove|ate|drank|began|wrote|rang|spent|taught|thought|knew|"
    r"brought|bought|caught|sent|built|lost|paid|stood|led|fell|flew|hung|shook|sang|threw|wore|grew|blew|"
    r"broke|chose|rode|slept|laughed|became|heard|dealt|swam|woke|won|stuck|struck|lay|hid|fought|dug|"
    r"(?!(?:need|indeed|feed|speed|shed|hundred|exceed|proceed|succeed|seed|weed|breed|unneeded|naked|"
    r"sacred|wicked|beloved|agreed|fred|ted|jared|alfred|mildred|winifred|wilfred|"
    r"ingred)\b)\w{2,}[^aeiou\s]?ed)\b"
)
PRESENT = Cued(
    r"\b(?:follows|comes|is|are|(?<!\d\s)am|isn't|aren't|won't|can't|don't|doesn't|hasn't|haven't|wouldn't|couldn't|"
    r"there's|what's|who's|here's|where's|everything's|one's|has|have|will|'ll|'re|i've|we've|she's|they've|i'm|"
    r"we're|it's|that's|she's|he's|we'll|i'll|"
    r"it'll|do|does|(?<!google\s)(?<!on\s)(?<!via\s)(?<!over\s)meet|meets|see|sees|continue|continues|"
    r"plan|hope|go|goes|try|want|wants|think|thinks|need|needs|can|could|should|would|(?<!\d\s)(?<!(?:st|nd|rd|"
    r"th|of)\s)may(?!\s+\d|\W*$)|might|must|"
    r"shall)\b|\w's\s+(?:going|due|been|not|on|in|at|coming|set|booked|scheduled|free|next|leaving|out|off|away|"
    r"back|still|just|now)\b"
)
ANY_VERB = Cued(
    r"\w's\s+(?:a|on|in|going|due|been|the|not)\b|\blet's\b|\b(?:know|keep|feel|say|get|make|take|give|"
    r"send|look|help|talk|speak|come|run|turn|live|leave|stand|sit|work|start|end|open|close|bring|"
    r"love|hate|ask|tell|wonder|"
    r"seem|find|put|let|show|teach|think|cost|move|play|read|write|expect|believe|forget|hear|learn|stay|"
    r"win|lose|pay|spend|deserve)s?\b(?!-)|\b(?:goes|misses|teaches|guess|remember|turning|told)\b"
)
"""A verb of any tense that the lists of tenses leave out."""

POINTS_BACK = Cued(
    r"^(?:\W|and\s|so\s|then\s|but\s|well\s|i\s+(?:think|believe|guess)\s)*(?:(?:it|that|this|which|ours|"
    r"the\s+(?:first|second|third|last|other|latter|former|meeting|call|date|day)(?:\s+(?:one|meeting|"
    r"time))?|both|these|those)(?:'s|'d|'ll)?|the\s+day)\s+(?:(?:actually|really)\s+)?(?:was|were|is|"
    r"will\s+be|would\s+be|be|happened|fell|had\s+been|must\s+have\s+been|should\s+be)\b"
    r"|^\W*(?:it|that)(?:'s|'ll\s+be)\b|^\W*(?:was|were|will\s+be|is)\b|\b(?:it|that)\s+was\s*$"
)
NEXT_LABEL = Cued(
    r"^\W*(?:(?:rescheduled|moved|postponed|rebooked|new\s+(?:date|day|time|slot))(?:\s+(?:to|for|"
    r"until))?\s*(?:[:=]|$|->)|(?:our\s+|the\s+)?next(?:\s+\w+){0,2}|upcoming|plan(?:ned)?|future|follow-?up|"
    r"q4)\s*(?:[:=–—-]|\?|$|->)"
)
