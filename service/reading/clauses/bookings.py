"""What is told of a meeting's booking, rather than of the meeting: one planned, booked, moved, come about otherwise."""

from __future__ import annotations

import re

from service.reading.patterns.cued import Cued
from service.reading.prose.words import MONTH

HAD_PLANNED = Cued(
    r"\bhad\s+(?:originally\s+|first\s+|both\s+)?(?:pencil\w*|arranged|scheduled|booked)\s+(?:in\s+)?(?:the\s+\d|to\b|it\b|(?:us|ourselves)\b)|"
    r"\b(?:was|were)\s+to\s+have\s+\w+(?:ed|t|en|d)\b"
)
""" "We had pencilled in the 12th": a plan of the past."""
IS_BOOKED = Cued(
    r"\bwe(?:'ve|\s+have)\s+(?:an?|one|our|the|another)\s+(?:[\w-]+\s+){0,2}?(?:hour|call|meeting|lunch|coffee|slot|zoom|session|chat|walk|date|table|room)\s+"
    r"(?:\w+\s+)?(?:booked|scheduled|planned|pencil\w*|reserved|arranged|lined\s+up|set\s+aside)\b|"
    r"\b(?:the|our)\s+(?:new|current|present|latest)\s+(?:plan|date|day|appointment|attempt)\s+(?:is|will\s+be)\b"
)
""" "We have an hour booked today at 2", "the new plan is Tuesday"."""
FINDING_A_DAY = Cued(
    r"\btook\s+(?:us\s+)?(?:all\s|until\s|weeks\b|months\b|ages\b|forever\b|\w+\s+(?:tries|e-?mails|attempts|weeks)\b).*\bto\s+(?:find|agree\s+on|settle\s+on|fix|line\s+up|pin\s+down)\s+"
    r"(?:an?|any|some|the)\s+(?:\w+\s+)?(?:slot|time|date|day|hour|gap|window)\b"
)
"""How long the two looked for a day tells of no meeting."""
NO_DAY_FOR_IT = Cued(
    r"\b(?:next|this|that)\s+\w+day(?:'s|\s+is|\s+was|\s+falls\s+on)\s+(?:off|out|an?\s+holiday|the\s+(?:holiday|feast|break)|turkey|thanksgiving|christmas|"
    r"no\s+good|impossible|taken|gone|closed)\b"
)
"""Why a day is none to meet on ("next Friday is off because of the holiday")."""
OF_ONE_BEFORE = Cued(
    r"\b(?:overlap\w*|repeat\w*|same|compared|than|since)\b[^.;]{0,60}\b(?:our|the|my)\s+(?:previous|prior|preceding)\s+"
    r"(?:\w+\s+)?(?:session|meeting|talk|call|visit|chat|conversation|one)\s+(?:\(|on\b|of\b|in\b)"
)
"""The meeting before the one that is reported."""
_SOME_DAY = rf"(?:\w+\s+)?(?:the\s+)?(?:\d|\w+day\b|{MONTH})"
MOVED_A_DAY = Cued(
    rf"^\W*(?:(?:we|she|he|i|it)(?:'s|\s+was|\s+has|\s+had|\s+got)?\s+)?(?:been\s+)?(?:moved|pushed|shifted|rescheduled|postponed)\s+(?:it\s+|us\s+)?"
    rf"from\s+{_SOME_DAY}.{{0,16}}?\bto\s+{_SOME_DAY}"
)
BECAME = Cued(
    r"\b(?:(?:planned|scheduled|set|meant|booked|slated|due|intended)\s+(?:for|on)|(?:was|were|supposed|meant)\s+to\s+be)\b.{1,40}?"
    r"\b(?:became|turned\s+into|ended\s+up|morphed\s+into|stretched|ran\s+to|grew)\b|"
    r"\bthe\s+(?:day|date|one|time|try)\s+that\s+(?:stuck|worked|held|took|came\s+off)\b|"
    rf"\b(?:it|that|we)\s+(?:ended\s+up|became|turned\s+into)\s+(?:being\s+|on\s+)?(?:the\s+\d|\w+day\b|{MONTH})"
)
"""What was planned as one thing and came about as another, or on the day that held at last."""
IN_OUR_BOOKS = re.compile(
    r"\b(?:in|on)\s+(?:both\s+)?(?:our|the|both)\s+(?:\w+\s+)?(?:calendar|diar|book|schedule)|"
    r"\b(?:she|he)(?:'s|\s+is)\s+(?:in|on)\s+my\s+(?:calendar|diary|book)\b"
)
COMES_TO_ME = Cued(
    r"\b(?:she|he)(?:'s|\s+is|'ll\s+be|\s+will\s+be)\s+(?:coming\s+)?(?:back\s+here|here\s+again)\b|"
    r"\b(?:she|he)(?:'ll|\s+will|'s\s+going\s+to)\s+(?:[\w']+\s+){0,3}?(?:see|find|meet|visit)\s+me\b|"
    r"\b(?:i|i'll|she|she'll|he|he'll|we|we'll)\s+(?:will\s+)?(?:returns?|repays?)\s+(?:the|her|his|my)\s+(?:visit|call|favou?r)\b|"
    r"\b(?:i|i'll)\s+(?:will\s+)?(?:go|head|come|drive|walk)\s+(?:over\s+)?to\s+(?:hers|his|her\s+(?:place|office|branch|library)|his\s+(?:place|office|branch|library))\b|"
    r"\b(?:she|he)(?:'s|\s+is|'ll\s+be|\s+will\s+be)\s+back\s+(?:in|at|to)\s+my\b|"
    r"\b(?:she|he)(?:'s|\s+is|'ll\s+be|\s+will\s+be)\s+(?:calling|phoning|ringing|zooming|facetiming|skyping)\s+(?:me|us)\b|"
    r"\bi(?:'ll|\s+will)\s+(?:catch|help|check\s+(?:in\s+)?(?:on|with)|phone|call|ring|visit|host|coach|quiz|treat)\s+(?:up\s+with\s+)?(?:her|him)\b|"
    r"\b(?:she|he)(?:'ll|\s+will)\s+sit\s+in\s+on\s+(?:mine|my\b)|\bi(?:'ve|\s+have)\s+(?:got\s+)?(?:her|him)\s+(?:down|booked|in)\s+(?:for|on)\b|"
    r"\bwe(?:'d|\s+had)\s+(?:best|better)\s+(?:\w+\s+)?(?:talk|meet|speak|sit\s+down)\b|"
    r"\b(?:put|has|have|got)\s+(?:me|us)\s+(?:down|booked|in)\s+(?:for|on)\s+(?:\w+\s+)?(?:the\s+\d|\d|\w+day\b|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
)
