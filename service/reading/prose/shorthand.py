"""What thumbs type for whole words ("can u", "abt", "tmrw"), written out before it is read for its meaning."""

from __future__ import annotations

import re

from service.reading.patterns.cued import Cued
from service.reading.prose.words import any_of

_WRITTEN_OUT = {
    short: word
    for word, shorts in {
        "you": "u yall y'all ya'll",
        "questions": "?s ?'s",
        "are": "r",
        "your": "ur",
        "and": "n nd",
        "about": "abt",
        "because": "bc cuz coz becuz",
        "please": "pls plz pleez plse",
        "should": "shld shd",
        "could": "cld cd",
        "would": "wld wd",
        "tomorrow": "tmrw tmr tmrrw tomoro tmw",
        "yesterday": "yest yday ystrdy yestrday yesteday yesturday yesterdy",
        "next": "nxt",
        "before": "b4",
        "weeks": "wks",
        "week": "wk",
        "though": "tho",
        "thanks": "thx thnx tx thks",
        "really": "rly",
        "probably": "prolly prob probs",
        "definitely": "def defo",
        "people": "ppl",
        "message": "msg",
        "meeting": "mtng mtg",
        "meetings": "mtngs mtgs",
        "again": "agn",
        "just": "jst",
        "what": "wat wht",
        "with": "wth",
        "let me": "lemme",
        "give me": "gimme",
        "want to": "wanna",
        "don't know": "dunno",
        "i don't know": "idk",
        "see you": "cu cya",
        "haven't": "havnt havn't havent",
        "someone": "sum1 some1",
        "anyone": "any1",
        "great": "gr8",
        "appointment": "appt",
    }.items()
    for short in shorts.split()
}
_BEGINS = {short.capitalize(): word.capitalize() for short, word in _WRITTEN_OUT.items() if len(short) > 2}
"""As they begin a sentence; "U" and "R." begin names."""
_MEANT = {**_WRITTEN_OUT, **_BEGINS}
_APART = r"(?<![\w./&'@#*-]){}(?![\w/&'@*-])(?!\.\w)"
_SHORT = re.compile(_APART.format(any_of(_MEANT)))
_SHORT_IN_LOWER_CASE = Cued(_APART.format(any_of(_WRITTEN_OUT)))


def written_out(text: str, low: str) -> str:
    """The text with each shorthand as the word it stands for; `low` is the text in lower case."""
    if not _SHORT_IN_LOWER_CASE.is_awake(low):
        return text
    return _SHORT.sub(lambda match: _MEANT[match.group()], text)
