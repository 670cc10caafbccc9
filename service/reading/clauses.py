"""Sentences → clauses, and what each clause is about: a meeting held, one planned, one that fell through, or neither.

A clause is the unit of sense: "we met on Tuesday, but her file is due on Friday, so next is the 3rd" has three, and
only the first day is a meeting held. The sense comes from its verbs (tense, negation, modality), its subject and
object (ourselves or somebody else's meeting) and its nouns; a fragment without a verb takes the sense of what it
stands beside or of the question it answers (`meetings.Story`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from service.reading import lexicon as say
from service.reading.company import comes_again, in_company, is_lengthy
from service.reading.cued import Cued
from service.reading.text import Sentence
from service.reading.words import MONTH


class Sense(Enum):
    """What a clause says about meeting."""

    HELD = "a meeting was held"
    NOT_HELD = "a meeting did not take place"
    PLANNED = "a meeting is to come"
    OTHER = "something else that may have a date"
    NONE = "nothing: a fragment, or what was talked about"


class Clause(NamedTuple):
    """A stretch of a sentence with one sense. `low` is its own text in lower case; places count from the sentence.

    `link`: the word or mark before it. `verbless`: a fragment. `ours`: its subject is the pair or their meeting.
    `strong`: it says in so many words that they met, rather than telling of what was talked about.
    `written`: contact by mail or chat. `past`: its verb is in the past tense.
    """

    start: int
    end: int
    low: str
    sense: Sense
    link: str = ""
    verbless: bool = False
    ours: bool = False
    strong: bool = False
    written: bool = False
    past: bool = False


# -- splitting -------------------------------------------------------------------------------------------------------

_SUBJECT = (
    r"(?:i|we|she|he|they|it|our|my|her|his|this|that|there|the\s+next|next|neither|both|nothing|nobody|"
    r"everything|who|which|you|the\s+(?:one|other|second|first|third|latter|former))"
)
_VERB_START = (
    r"(?:met|meet|meeting|talked|spoke|discussed|covered|agreed|plan|planning|planned|will|won't|are|am|"
    r"is|was|were|have|had|has|hope|hoping|"
    r"scheduled|set|booked|decided|moved|rescheduled|cancell?ed|postponed|didn't|did|do|don't|couldn't|"
    r"can|can't|could|should|would|"
    r"went|got|ended|started|spent|chatted|caught|'ll|then|next|again\s+on|see|try|trying|reviewed|worked|"
    r"looked|said|told|asked|ran|pushed|"
    r"pencill?ed|expect|intend|aim|aiming|settled|fixed|might|may|need|needs|want|nobody|no\s+one)"
)
_SPLIT = re.compile(
    r"\s*(?:;|\s[–—]+\s|\s--+\s|—|\s-\s|:\s|\.\.\.\s|…\s|\?\s|!\s|[()])\s*"
    rf"|,?\s+(?:but|because|although|though|while|whereas|whilst|however|except|until|unless|since\s+(?={_SUBJECT}\b(?!\s+(?:last\s+)?(?:wrote|reported|checked|spoke|met|asked|heard|inquired)\b))"
    rf"|so\s+(?={_SUBJECT}\b|that\b)|which|(?<!was\si\s)(?<!was\she\s)(?<!was\sshe\s)who|whom|whose|where|(?<!\bis\s)(?<!\bwas\s)(?<!\bbe\s)(?<!'s\s)when\s+(?={_SUBJECT}\b)|"
    rf"as\s+(?={_SUBJECT}\b)|if\s+(?={_SUBJECT}\b))\b"
    rf"|,?\s+(?:and|then|and\s+then|plus|or)\s+(?={_SUBJECT}(?:'\w+)?\s+\w|{_VERB_START}\b|(?:on\s+|"
    rf"the\s+)?next\b|[a-z]+(?:'ll|'s\s+going|\s+will)\b)"
    r"|,\s+"
)


_AND = re.compile(r",?\s+(?:and|or)\s+")


def _says_something(piece: str) -> bool:
    """Whether a piece can stand before "and": "Dana" in "Dana and I met" cannot."""
    return bool(say.PAST.search(piece) or say.PRESENT.search(piece) or say.ANY_VERB.search(piece)) or any(
        c.isdigit() for c in piece
    )


def _named_pair(text: str, low: str, start: int, end: int) -> bool:
    """Whether "and" joins a name and the writer ("what Denise and I managed")."""
    name = re.search(r"[A-Z][\w'-]*$", text[:start])
    return name is not None and name.start() > 0 and bool(re.match(r"(?:i|me|myself)\b", low[end:]))


def split(low: str, text: str, kept: Sequence[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """(start, end, link) of each clause-like piece of a sentence; never cuts inside one of the spans `kept`."""
    pieces, start, link = [], 0, ""
    for match in _SPLIT.finditer(low):
        if match.start() < start or any(left < match.end() and match.start() < right for left, right in kept):
            continue
        if _AND.fullmatch(match.group()) and (
            not _says_something(low[start : match.start()]) or _named_pair(text, low, match.start(), match.end())
        ):
            continue
        if low[start : match.start()].strip(" .,!?"):
            pieces.append((start, match.start(), link))
        start, link = match.end(), match.group().strip(" ,")
    if low[start:].strip(" .,!?"):
        pieces.append((start, len(low), link))
    return pieces


# -- what a piece says -----------------------------------------------------------------------------------------------


def sense_of(low: str, link: str = "") -> tuple[Sense, bool]:
    """What one clause says about meeting, from its own words, and whether it says so outright."""
    if say.NEXT_LABEL.search(low):
        return Sense.PLANNED, True
    if _THINKING.match(low):
        return Sense.NONE, False
    if _HABIT.search(low) and not say.PAST.search(low):
        return Sense.OTHER, False
    if _somebody_elses(low) or _ALONE.match(low) or _ABOUT_MEETING.search(low) or _TO_READER.search(low):
        return Sense.OTHER, False
    told = _overcome(low)
    if _NEXT_OTHER.search(low) or (_NO_MEETING_OF_OURS.search(low) and say.WAS_NOT.search(told)):
        return Sense.OTHER, False
    if say.WAS_NOT.search(told) and not say.WAS_NOT_SO.search(told):
        return Sense.NOT_HELD, True
    if _COUNTERFACTUAL.search(low) or _IN_DOUBT.search(low):
        return Sense.OTHER, False
    if _ON_THE_BOOKS.search(low):
        return Sense.NOT_HELD, False
    if _BECAME.search(low) or (_LAST_MONTHS.match(low) and _tense(low)):
        return Sense.HELD, True
    met = say.MET.search(low)
    if met and _HAD_ALONE.match(low) and not in_company(low) and not say.DISCUSSED.search(low):
        return Sense.NONE, False
    unfulfilled = say.UNFULFILLED.search(low)
    if unfulfilled and not (met and met.start() < unfulfilled.start()):
        return (Sense.NOT_HELD if _of_meeting(low) else Sense.OTHER), False
    if comes_again(low):
        return Sense.PLANNED, True
    future = say.FUTURE.search(low)
    if met and not (future and future.start() < met.start() and not say.AGREED.match(low, future.start())):
        return (Sense.OTHER if say.CONDITIONAL.search(f"{link} {low}") else Sense.HELD), True
    if future:
        return _to_come(low), True
    if _PROMISED.search(low):
        return Sense.OTHER, False
    if _RANG.match(low):
        return Sense.HELD, True
    if _PRAISED.match(low) and not say.OTHER_THING.search(low):
        return Sense.HELD, True
    if _told_in_company(low):
        return Sense.HELD, True
    if say.OTHER_THING.search(low):
        return (Sense.NONE if past_tense(low) and in_company(low) else Sense.OTHER), False
    if _MEETING_DENIED.search(low):
        return Sense.NOT_HELD, False
    if say.MEETING.search(low) and (past := _tense(low)) is not None:
        return (Sense.HELD if past else Sense.PLANNED), past and bool(say.OURS.search(low))
    if say.DISCUSSED.search(low):
        return (Sense.NONE if _NEGATED_VERB.search(low) else Sense.HELD), False
    return (Sense.NOT_HELD if _NEITHER_DID.match(low) and not _CONTENT.search(low) else Sense.NONE), False


def _overcome(low: str) -> str:
    """The clause without what was overcome ("After two postponements we did get there")."""
    behind = _DESPITE.match(low)
    return low[behind.end() :] if behind else low


_EMPTY_WORDS = Cued(
    r"^\W*(?:(?:well|so|hello|hi)\W+)?(?:(?:i|we)(?:'m|'ve|\s+am|\s+are|\s+have|\s+can|\s+must|\s+should)?\s+)?"
    r"(?:(?:very|so|just|most|the|only)\s+)*(?:happ(?:y|ily)|pleased|glad|delighted|honou?r|pleasure|proud|able|relieved|thrilled)\s+"
    r"(?:of\s+|to\s+(?:be\s+able\s+to\s+)?)?(?:report|say|tell|inform|announce|confirm|note)(?:ing)?\s+(?:you\s+)?(?:that\s+)?|"
    r"^\W*(?:i|we)\s+(?:(?:can|must|should|hereby|do)\s+)?(?:report|confirm|note)\s+that\s+|"
    r"^\W*(?:would\s+you\s+believe(?:\s+it)?|believe\s+it\s+or\s+not|as\s+it\s+(?:happens|happened|turns\s+out|turned\s+out|were)|of\s+all\s+(?:things|days|places)|"
    r"(?:you'll|you\s+will)\s+(?:be\s+(?:glad|pleased|happy)\s+to\s+(?:hear|know)|never\s+guess)(?:\s+that)?|if\s+(?:memory\s+serves|i\s+recall(?:\s+correctly)?)|"
    r"i'm\s+afraid|to\s+be\s+(?:honest|fair|exact|precise)|(?:god|weather)\s+(?:willing|permitting)|knock\s+(?:on\s+)?wood|fingers\s+crossed)(?=\W|$)|"
    r"\bsince\s+(?:i|we|you)\s+(?:last\s+)?(?:wrote|reported|checked\s+in|spoke|met|asked|heard|inquired|e-?mailed)(?:\s+(?:in|last))?\b"
)
"""Courtesies and the span a report covers, words that tell nothing: "I have the honour to report that"."""
_ON_THE_BOOKS = Cued(
    r"\b(?:had|did\s+have|was|were|been)\b.{0,40}?\b(?:on\s+(?:the|our)\s+(?:books|calendars?|schedule)|in\s+(?:the|our)\s+(?:diary|diaries|calendars?|books))\b"
)
"""A meeting that stood in the books, told in the past, was only planned."""
_BECAME = Cued(
    r"\b(?:planned|scheduled|set|meant|booked|slated|due|intended)\s+(?:for|on)\b.{1,40}?\b(?:became|turned\s+into|ended\s+up|morphed\s+into)\b"
)
_LAST_MONTHS = re.compile(
    rf"^\W*(?:and|but|our)?\s*{MONTH}'s\s+(?:\w+\s+)?(?:was|took|happened|ran|went|lasted|fell)\b"
)
""" "October's was on the 22nd": the meeting of that month."""
_HAD_ALONE = re.compile(
    r"^\W*(?:(?:and|but|so|then|while)\s+)?(?:(?:i|she|he)\s+had|(?:i|she|he)'d\s+had)\s+(?!a\s+chance|an\s+opportunity)"
)
"""One partner had something, a visit or a meeting, and the other is not named."""
_DESPITE = re.compile(
    r"^\W*(?:after|despite|following|notwithstanding|in\s+spite\s+of)\s(?:[\w'-]+\s+){1,7}?(?=(?:we|i|she|he|it)\b)"
)


def past_tense(low: str) -> bool:
    return _tense(low) is True


def _of_meeting(low: str) -> bool:
    """Whether a plan of the past was one to meet: by its noun or verb, or because both planned nothing else."""
    if say.MEETING.search(low) or say.MEET.search(low) or _HAD_IT.match(low):
        return True
    return bool(_WE.match(low)) and not (say.OTHER_THING.search(low) or _CONTENT.search(low))


_MEETING_DENIED = Cued(
    r"\b(?:didn't|did\s+not|never|couldn't|could\s+not|hasn't|haven't)\s+(?:\w+\s+){0,2}?(?:call|meeting|zoom|lunch|coffee|session|visit|chat)\b"
)
_NEGATED_VERB = Cued(r"\b(?:\w+n't|did\s+not|never|have\s+not|could\s+not)\b")
_HABIT = Cued(
    r"\b(?:we|i|she|he)\s+(?:always|usually|normally|generally|typically)\s+(?:meet|talk|speak|get|do|see|have|zoom|call|chat)\b"
)
"""What the two do as a rule; no day of it is one they met on."""
_THINKING = re.compile(
    r"^\W*(?:let's\s+see|let\s+me\s+(?:see|think|check|look)|hmm+|i\s+(?:think|believe|guess|suppose)(?:\s+(?:she|he|we)\s+said)?|if\s+i\s+remember(?:\s+right(?:ly)?)?)\W*$"
)
_WE = re.compile(r"^\W*(?:(?:and|so|but|then|yes|well)\W+)?(?:we\b|[\w'-]+\s+and\s+(?:i|me)\b)")
_NEITHER_DID = re.compile(
    r"^\W*(?:(?:and|so|but|well|honestly|sadly|alas|unfortunately|i'm\s+afraid|to\s+be\s+honest)\W+)*(?:neither\s+of\s+us|"
    r"(?:we|(?!(?:they|which|who|that|it|this)\b)[\w'-]+\s+and\s+i|the\s+two\s+of\s+us)\s+(?:really\s+|just\s+|simply\s+|still\s+)*(?:haven't|have\s+not|hadn't|"
    r"couldn't|could\s+not|have\s+(?:yet|still)|never|did\s+not|didn't|have\s+(?:hardly|barely|scarcely)|barely|hardly))\b"
    r"(?!.*\b(?:but|next|schedul\w*|set|pick\w*|chosen|cho+se|fix\w*|booked|agreed|decided|sett\w+|arranged|need\w*|have\s+any|want|question\w*)\b)"
)
"""A "we have not" about nothing that one does in a meeting is about meeting."""
_CONTENT = re.compile(
    r"\b(?:discuss|cover|talk\s+(?:about|through)|work\s+(?:on|through)|go\s+(?:over|through)|look\s+(?:at|into)|get\s+(?:to|into)|"
    r"review|finish|start|focus|touch|raise|bring|read|write|decide|settle)\w*"
)
"""What would have been done in a meeting, rather than the meeting."""


def _told_in_company(low: str) -> bool:
    """Whether both were there, for some while ("we wandered round the market for an hour")."""
    return is_lengthy(low) and say.PRESENT.search(low) is None and in_company(low)


def _to_come(low: str) -> Sense:
    """A clause in the future: a meeting, or something else that will be ("her file will be due Friday")."""
    if _THEY.search(low) and not say.OURS.search(low):
        return Sense.OTHER
    if _THEIR_THING.match(low) and not (say.OURS.search(low) or say.MEETING.search(low)):
        return Sense.OTHER
    if _SEE_THERE.search(low) or _UNAVAILABLE.search(low):
        return Sense.OTHER
    if say.AGAIN.search(low) or say.MEET.search(low):
        return Sense.PLANNED
    if say.OTHER_THING.search(low):
        return Sense.OTHER
    if _SINGLE_SUBJECT.match(low) and not (say.MEETING.search(low) or _OFFERS.search(low) or _IN_OUR_BOOKS.search(low)):
        return Sense.OTHER
    ours = say.MEETING.search(low) or say.OURS.search(low) or (_BE_ON.search(low) and not _THIRD_SUBJECT.match(low))
    return Sense.PLANNED if ours else Sense.OTHER


_SUBJECTLESS = re.compile(rf"^\W*(?:(?:just|finally|only|then|and|also|mostly|yes|yep)\W+)?{say.PAST.pattern}")
"""A clause that begins with its verb in the past: the writer is its subject."""
_RANG = Cued(
    r"^\W*(?!(?:the|a|an|they|who|which|that|it|somebody|nobody)\b)[\w.'-]+(?:\s+(?!and\b)[\w.'-]+)?\s+(?:rang|phoned|called|telephoned|facetimed|skyped|zoomed)(?:\s+(?:me|her|him))?(?:\s+(?:up|back))?"
    r"(?=\W*$|\s*,|\s+(?:on|at|yesterday|today|last|this|while|from|again|for|in\s+the|when|during|and)\b)"
    r"(?!.*\b(?:to\s+(?:cancel|say|postpone|ask|reschedule|apologi[sz]e|tell)|in\s+sick|off|a\s+meeting|names?)\b)"
)
"""One of the two telephoned: "Marcus rang on Saturday while I was baking"."""
_PRAISED = re.compile(
    r"^\W*(?:(?:a|an|our|such\s+an?|what\s+an?|another|really|very)\s+){0,3}(?:wonderful|great|good|lovely|nice|fantastic|"
    r"terrific|excellent|splendid|marvell?ous|productive|useful|helpful|rich|fine|honest|frank|pleasant|delightful|"
    r"fruitful|encouraging|superb|brilliant)\s+(?:[\w-]+\s+)?(?:talk|chat|session|meeting|conversation|call|visit|walk|lunch|coffee|"
    r"hour|catch-up|discussion)\s+(?:with\s+\w+\s+)?(?:on|yesterday|today|last|this|over|by|via|at)\b"
)
"""A meeting praised was held, verb or none ("Wonderful talk on the 2nd")."""
_COUNTERFACTUAL = Cued(
    r"\b(?:would|could|should|might)(?:'ve|\s+have)\s+(?:\w+\s+)?(?:met|talked|spoken|chatted|seen|had|got|gotten)\b"
)
_IN_DOUBT = Cued(
    r"\bno\s+longer\s+(?:works?|suits?|stands?|possible|free|available|good)\b|"
    r"\b(?:may|might|could|will)\s+(?:well\s+|yet\s+)?(?:have|need)\s+to\s+(?:be\s+)?"
    r"(?:moved?|cancel(?:led|ed)?|postponed?|change[d]?|rescheduled?|shift(?:ed)?|push(?:ed)?)\b|"
    r"^\W*(?:i'm\s+|i\s+am\s+|i'll\s+be\s+)?back\s+(?:on|by|around)\b(?!.*\b(?:we|i|she|he|had|met)\b)"
)
"""A day that stands no longer, may not stand, or on which somebody is back: none to believe."""
_TO_READER = Cued(
    r"\b(?:can|could|would|will)\s+you\b|\byou\s+and\s+(?:i|me)\b|"
    r"\b(?:speak|talk|meet|chat|call|phone|ring)\s+(?:(?:with|to)\s+)?you\b|"
    r"^\W*(?:please\s+)?(?:call|phone|ring|e?mail|e-mail|text|write)\s+(?:to\s+)?me\b"
)
"""What is asked of the reader, or arranged with the reader, is no meeting of the pair."""
_PROMISED = Cued(r"\b(?:we|i|she|he)(?:'d|\s+would)\s+(?:\w+\s+)?(?:get|meet|talk|speak|chat|see|sit|catch|zoom)\b")
"""What was to be, seen from the past; that it came about is not said."""
_HAD_IT = re.compile(r"\W*(?:we|i|she|he)\s+had\s+(?:it|us|\w+day|a\s+date|plans)\b")
_ABOUT_MEETING = Cued(
    r"\b(?:talked|spoke|spoken|talking|thought|thinking|discussed|e-?mailed|texted)\s+(?:about|of)?\s*(?:meeting|getting\s+together|having\s+(?:lunch|coffee)|finding\s+a|a\s+(?:date|time|day)\s+(?:for|on|to))\b"
)
"""Talk of a meeting, which is none."""
_THIRD_SUBJECT = re.compile(
    r"^\W*(?:(?:and|so|but|then)\s+)?(?!(?:we|it|that|this|which|our|ours|next|both|there|on|at|in|for|the\s+(?:next|one|other|second|third|plan|\d\w*)|"
    r"\w+day|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|a|hoping|aiming|shooting|planning|looking|thinking|trying|angling|set|booked|scheduled|see|tomorrow)\b)"
    r"[a-z][\w'.-]*(?:\s+(?!(?:we|it|i|us|our|that)\b)[\w'.-]+){0,3}?\s+(?:will|is|are|'ll|has|plans|hopes|wants|expects|needs)\b"
)
"""Somebody else is the subject: "Gus will be here on the 17th" is no plan to meet."""
_BE_ON = re.compile(r"\b(?:be|is|on|for|set|booked|scheduled|rebooked|at)\b|\d|\b\w+day\b")
_THEIR_THING = re.compile(r"\W*(?:and\s+|so\s+|but\s+)?(?:her|his|my|their)\s+(?!next|mentor|mentee|calendar|diary)\w+")
_UNAVAILABLE = Cued(
    r"\b(?:she|he|i|both|we)(?:'s|'m|'re|'ll\s+be|\s+is|\s+am|\s+are|\s+will\s+be|\s+has|\s+have)\s+(?:both\s+|already\s+|all\s+|completely\s+)?(?:in\s+(?:back-to-back\s+)?(?:meetings|training|class|court|surgery|interviews)|"
    r"out\b|away|off\b|busy|tied\s+up|unavailable|travel\w+|on\s+(?:leave|vacation|holiday|desk|jury)|at\s+(?:a|the)\s+\w+|booked\s+(?:solid|up)|swamped|teaching|"
    r"(?:meetings|classes)\s+all)"
)
"""When somebody has no time is no time they meet."""
_SEE_THERE = re.compile(
    r"\bsee(?:ing)?\s+(?:her|him|each\s+other|one\s+another)\s+(?:\w+\s+)?at\s+(?:the|an?|her|his|our)\s+(?:\w+\s+){0,2}?"
    r"(?:party|conference|symposium|reception|ceremony|commencement|graduation|wedding|picnic|retreat|workshop|meeting|ala|acrl|staff|fair|gala|lunch)\b"
)
"""Both will be where everybody will be; that is no meeting of the pair's."""
_IN_OUR_BOOKS = re.compile(r"\b(?:in|on)\s+(?:both\s+)?(?:our|the|both)\s+(?:\w+\s+)?(?:calendar|diar|book|schedule)")
_OFFERS = re.compile(
    r"\b(?:offer|propos|suggest)(?:s|ed|es)?\s+(?:\w+\s+)?(?:the\s+\d|\d|\w+day\b|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
)
_THEY = re.compile(r"\bthey(?:'ll|'re)?\b")
_ALONE = re.compile(
    r"^\W*(?:(?:yesterday|today|then|so|and|on\s+\w+day|last\s+\w+)\W+)?i\s+(?:sat|waited|stood|showed|"
    r"turned|hung|lingered|was\s+(?:there|at|in))\b(?!.*\b(?:with\s+(?:her|him)|together|we|us|"
    r"and\s+[a-z]+\s+(?:sat|came))\b)"
)
"""The writer alone, where the partner did not come."""
_SINGLE_SUBJECT = re.compile(
    r"\W*(?:and\s+|so\s+|but\s+)?(?:i|i'll|i'd|she|she'll|he|he'll|you|you'll|they|they'll|(?!(?:hop|aim|shoot|plann|look|think|try|angl|hold|target|ey|pencill?|book|meet|talk)ing)\w+ing)\b"
)


def _somebody_elses(low: str) -> bool:
    """Whether the meeting of this clause is not the pair's: another group's, or with a third person."""
    if say.OTHER_MEETING.search(low) or say.WITH_SOMEBODY_ELSE.search(low):
        return not say.OURS_AFTER_ALL.search(low)
    return bool(say.SOMEBODY_ELSE_MEETS.search(low) or _NOT_THE_PAIR.search(low))


_NOT_THE_PAIR = Cued(
    r"\bmy\s+(?:own\s+)?(?:husband|wife|spouse|kids?|children|son|daughter|sister|brother|mother|father|mom|dad|parents|family|team|boss|supervisor|"
    r"colleagues?|co-?workers?|friends?|cousins?|roommate|neighbou?rs?)\s+and\s+(?:i|me)\b|\bwe\s+all\s+(?!agreed|know)|\b(?:all|most)\s+of\s+us\b|"
    r"^\W*(?:and\s+|but\s+)?(?:her|his|my)\s+(?:\w+\s+)?(?:talk|presentation|interview|lecture|panel|defen[sc]e|exam|class|workshop|poster|training)\b(?!\s+with)"
)
"""Somebody else beside the writer, everybody, or one partner's own talk."""
_NO_MEETING_OF_OURS = Cued(
    r"^\W*(?:(?:and|but|so|then)\s+)?(?:the|their|her|his|my|a|an|this|that|our)\s+(?:[\w'-]+\s+){0,2}?(?:conference|workshop|webinar|retreat|class|classes|course|candidate|"
    r"exam|event|symposium|interview|flight|trip|talk|position|reorgani[sz]ation|vote|election|picnic|party|sale|game|concert|hearing|search|grant|journal|article)\b|"
    r"^\W*(?:(?:and|but|so|then)\s+)?they\b|\b(?:to|for|at)\s+(?:the|my|her|his|a|an|their)\s+(?:\w+\s+)?(?:all-hands|open\s+house|town\s+hall|workshop|conference|"
    r"retreat|webinar|party|talk|presentation|reception|training|picnic|symposium)\b"
)
"""What fell through was something else: "the workshop got moved", "nobody came to my open house"."""
_NEXT_OTHER = Cued(
    r"\bnext\s+(?:\w+\s+)?(?:review|event|deadline|issue|class|semester|exam|draft|paper|chapter|step|thing|project|conference|shift|flight|round\s+of|"
    r"vote|election|election|trip|appointment\s+with|staff|cohort|committee|board|department|faculty|performance|evaluation)\b"
)
"""The next of something else than their meetings."""


def _tense(low: str) -> bool | None:
    """True: past, False: present or future, None: no verb."""
    past, present = say.PAST.search(low), say.PRESENT.search(low)
    if past and present:
        return past.start() < present.start()
    return True if past else False if present else None


def points_back(low: str) -> bool:
    """Whether the clause speaks of the meeting just named: "it was Tuesday", "that will be March 23"."""
    return bool(say.POINTS_BACK.search(low))


def clauses_of(sentence: Sentence, kept: Sequence[tuple[int, int]]) -> list[Clause]:
    """The clauses of a sentence, each with the sense its own words have."""
    found: list[Clause] = []
    for start, end, link in split(sentence.low, sentence.text, kept):
        low = _EMPTY_WORDS.sub(lambda match: " " * len(match.group()), sentence.low[start:end])
        if not low.strip(" .,;:!?-–—"):
            continue
        sense, strong = sense_of(low, link)
        tense = _tense(low)
        ours = bool(say.OURS.search(low)) or (bool(_SUBJECTLESS.match(low)) and (not found or found[-1].ours))
        ours = ours or (tense is True and in_company(low))
        found.append(
            Clause(
                start,
                end,
                low,
                sense,
                link,
                tense is None and not say.ANY_VERB.search(low),
                ours,
                strong,
                bool(say.WRITTEN.search(low)),
                tense is True,
            )
        )
    return found
