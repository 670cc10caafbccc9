"""Sentences → clauses, and what each clause is about: a meeting held, one planned, one that fell through, or neither.

A clause is the unit of sense: "we met on Tuesday, but her file is due on Friday, so next is the 3rd" has three, and
only the first day is a meeting held. The sense comes from its verbs (tense, negation, modality), its subject and
object (ourselves or somebody else's meeting) and its nouns; a fragment without a verb takes the sense of what it
stands beside or of the question it answers (`meetings.Story`).
"""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from service.reading.clauses import bookings, named, others
from service.reading.clauses.company import ALONE, BY_MYSELF, COMES_AGAIN, comes_again, in_company, is_lengthy
from service.reading.clauses.marks import NO_MARKS, Marks
from service.reading.clauses.pieces import split
from service.reading.clauses.turns import NOT_UNMET, WILL_HAVE_BEEN
from service.reading.patterns.cued import AnyOf, Cued
from service.reading.prose import lexicon as say
from service.reading.prose.text import Sentence
from service.reading.prose.words import MONTH


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
    `written`: contact by mail or chat. `past`: its verb is in the past tense. `marks`: what the grammars found in it.
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
    marks: Marks = NO_MARKS


# -- what a piece says -----------------------------------------------------------------------------------------------


def sense_of(low: str, link: str, past: bool | None) -> tuple[Sense, bool]:
    """What one clause says about meeting, from its own words, and whether it says so outright; `past`: its tense."""
    return _by_its_frame(low) or _by_its_denial(low) or _by_a_turn(low, link, past) or _by_its_verbs(low, link, past)


def _by_its_frame(low: str) -> tuple[Sense, bool] | None:
    """What is the pair's next meeting by its label, or none of theirs whatever its verb."""
    if not _FRAMES.is_awake(low):
        return None
    if bookings.NO_DAY_FOR_IT.search(low) or bookings.OF_ONE_BEFORE.search(low):
        return Sense.OTHER, False
    if say.NEXT_LABEL.search(low) or _NEXT_IS_SET.search(low):
        return Sense.PLANNED, True
    if _THINKING.match(low):
        return Sense.NONE, False
    if _HABIT.search(low) and not say.PAST.search(low):
        return Sense.OTHER, False
    if ALONE.match(low):
        return (Sense.NOT_HELD if "waited" in low or BY_MYSELF.search(low) else Sense.OTHER), False
    if others.have_a_meeting(low) or _ABOUT_MEETING.search(low) or _TO_READER.search(low):
        return Sense.OTHER, False
    return (Sense.NOT_HELD, True) if bookings.MOVED_A_DAY.search(low) else None


def _by_its_denial(low: str) -> tuple[Sense, bool] | None:
    """What did not take place, may not, or only stood in the books."""
    if NOT_UNMET.search(low):
        return Sense.HELD, True
    if not _DENIALS.is_awake(low):
        return (Sense.OTHER, False) if others.is_next_of_theirs(low) else None
    told = _overcome(low)
    denied = say.WAS_NOT.search(told)
    if others.is_next_of_theirs(low) or (denied and others.did_not(low)):
        return Sense.OTHER, False
    if denied and not say.WAS_NOT_SO.search(told):
        return (Sense.OTHER, False) if _FEARED.search(told, 0, denied.start()) else (Sense.NOT_HELD, True)
    if _WOULD_SAY.search(low):
        return Sense.NOT_HELD, True
    if _COUNTERFACTUAL.search(low) or _IN_DOUBT.search(low):
        return Sense.OTHER, False
    return (Sense.NOT_HELD, False) if _ON_THE_BOOKS.search(low) else None


def _by_a_turn(low: str, link: str, past: bool | None) -> tuple[Sense, bool] | None:
    """What a turn of phrase tells, whatever the verbs in it."""
    came = link in ("but", "then") and _CAME_AFTER_ALL.match(low)
    if not (came or _TURNS.is_awake(low)):
        return None
    if _TO_AN_EVENT.match(low):
        return Sense.OTHER, False
    if AT_OUR_MEETING.match(low):
        return (Sense.NONE, False) if past is None else (Sense.HELD if past else Sense.PLANNED, True)
    if _AGREED_ON_A_THING.search(low):
        return Sense.HELD, False
    if bookings.IS_BOOKED.search(low):
        return Sense.PLANNED, True
    if bookings.FINDING_A_DAY.search(low):
        return Sense.OTHER, False
    if named.LAST_MONTHS.match(low):
        return (Sense.HELD if past else Sense.PLANNED), True
    if named.THE_LAST_WAS.match(low):
        return Sense.HELD, True
    begun = came or named.CALLING_IT.search(low) or bookings.BECAME.search(low) or named.BEGAN_ON.match(low)
    return (Sense.HELD, True) if begun else None


def _by_its_verbs(low: str, link: str, past: bool | None) -> tuple[Sense, bool]:
    """What the verbs and nouns of meeting tell, by their tense."""
    if not _VERBS.is_awake(low):
        return (Sense.HELD, True) if _told_in_company(low) else _by_its_nouns(low, past)
    met = say.MET.search(low)
    if met and _HAD_ALONE.match(low) and not in_company(low) and not say.DISCUSSED.search(low):
        return Sense.NONE, False
    if met and _UNMET.search(low, 0, met.start()):
        return Sense.NOT_HELD, True
    if _MANAGED.search(low):
        return Sense.HELD, True
    unfulfilled = say.UNFULFILLED.search(low)
    if bookings.HAD_PLANNED.search(low):
        return Sense.NOT_HELD, False
    if unfulfilled and not (met and (met.start(), -met.end()) < (unfulfilled.start(), -unfulfilled.end())):
        return (Sense.NOT_HELD if _of_meeting(low) else Sense.OTHER), False
    if comes_again(low) or bookings.COMES_TO_ME.search(low):
        return Sense.PLANNED, True
    if WILL_HAVE_BEEN.search(low):
        return Sense.HELD, False
    future = say.FUTURE.search(low)
    future = None if future and _CAME_ABOUT.search(low, 0, future.start()) else future
    if met and not (future and future.start() < met.start() and not say.AGREED.match(low, future.start())):
        return (Sense.OTHER if say.CONDITIONAL.search(f"{link} {low[: met.start()]}") else Sense.HELD), True
    if future:
        return (Sense.HELD, False) if _OF_HOW.search(low, 0, future.start()) else (_to_come(low), True)
    if _PROMISED.search(low):
        return Sense.OTHER, False
    praised = _PRAISED.match(low) and not say.OTHER_THING.search(low)
    if _RANG.match(low) or praised or _told_in_company(low):
        return Sense.HELD, True
    return _by_its_nouns(low, past)


def _by_its_nouns(low: str, past: bool | None) -> tuple[Sense, bool]:
    """What is told where no verb of meeting is: something else with a date, a meeting by its noun, or talk."""
    if not _NOUNS.is_awake(low):
        return Sense.NONE, False
    if say.OTHER_THING.search(low):
        if past is None and _AT_AN_EVENT.search(low):
            return Sense.NONE, False
        return (Sense.NONE if past and in_company(low) else Sense.OTHER), False
    if _MEETING_DENIED.search(low):
        return Sense.NOT_HELD, False
    if past is not None and say.MEETING.search(low) and not _BY_CHAT.search(low):
        return (Sense.HELD if past else Sense.PLANNED), past and bool(say.OURS.search(low))
    if say.DISCUSSED.search(low):
        return (Sense.NONE if _NEGATED_VERB.search(low) else Sense.HELD), False
    return (Sense.NOT_HELD if _NEITHER_DID.match(low) and not _CONTENT.search(low) else Sense.NONE), False


def _overcome(low: str) -> str:
    """The clause without what was overcome ("After two postponements we did get there")."""
    behind = _DESPITE.match(low)
    return low[behind.end() :] if behind else low


_BY_CHAT = Cued(r"\b(?:swapp|trad|exchang|shar|sent|post)\w*\s.*\b(?:in|over|on|by|via)\s+(?:the\s+|our\s+)?chat\b")
_EMPTY_WORDS = Cued(
    r"^\W*(?:(?:well|so|hello|hi)\W+)?(?:(?:i|we)(?:'m|'ve|\s+am|\s+are|\s+have|\s+can|\s+must|\s+should)?\s+)?"
    r"(?:(?:very|so|just|most|the|only)\s+)*(?:happ(?:y|ily)|pleased|glad|delighted|honou?r|pleasure|proud|able|relieved|thrilled)\s+"
    r"(?:of\s+|to\s+(?:be\s+able\s+to\s+)?)?(?:report|say|tell|inform|announce|confirm|note)(?:ing)?\s+(?:you\s+)?(?:that\s+)?|"
    r"^\W*(?:i|we)\s+(?:(?:can|must|should|hereby|do)\s+)?(?:report|confirm|note)\s+that\s+|"
    r"^\W*(?:would\s+you\s+believe(?:\s+it)?|believe\s+it\s+or\s+not|as\s+it\s+(?:happens|happened|turns\s+out|turned\s+out|were)|of\s+all\s+(?:things|days|places)|"
    r"(?:you'll|you\s+will)\s+(?:be\s+(?:glad|pleased|happy)\s+to\s+(?:hear|know)|never\s+guess)(?:\s+that)?|if\s+(?:memory\s+serves|i\s+(?:recall|remember)(?:\s+(?:correctly|right(?:ly)?|well))?|i'm\s+not\s+mistaken)|as\s+far\s+as\s+i\s+(?:recall|remember|know)|"
    r"i'm\s+afraid|to\s+be\s+(?:honest|fair|exact|precise)|(?:god|weather)\s+(?:willing|permitting)|knock\s+(?:on\s+)?wood|fingers\s+crossed)(?=\W|$)|"
    r"\bsince\s+(?:i|we|you)\s+(?:last\s+)?(?:wrote|reported|checked\s+in|spoke|met|asked|heard|inquired|e-?mailed)(?:\s+(?:in|last))?\b"
)
"""Courtesies and the span a report covers, words that tell nothing: "I have the honour to report that"."""
_ON_THE_BOOKS = Cued(
    r"\b(?:had|did\s+have|was|were|been)\b.{0,40}?\b(?:on\s+(?:the|our)\s+(?:books|calendars?|schedule)|in\s+(?:the|our)\s+(?:diary|diaries|calendars?|books))\b"
)
"""A meeting that stood in the books, told in the past, was only planned."""
_NEXT_IS_SET = Cued(
    r"\b(?:the\s+next|next\s+(?:[\w-]+\s+)?(?:meeting|session|one|appointment|conference|conversation|talk|chat|call|date|lunch|coffee))\s+"
    r"(?:has\s+been|is|was|will\s+be)\s+(?:\w+\s+)?(?:arranged|set|fixed|scheduled|booked|planned|agreed|pencill?ed)\b"
)
_HAD_ALONE = re.compile(
    r"^\W*(?:(?:and|but|so|then|while)\s+)?(?:(?:i|she|he)\s+had|(?:i|she|he)'d\s+had)\s+(?!a\s+chance|an\s+opportunity|the\s+(?:pleasure|honou?r|privilege|joy))"
)
"""One partner had something, a visit or a meeting, and the other is not named."""
_DESPITE = Cued(
    r"^\W*(?:after|despite|following|notwithstanding|in\s+spite\s+of)\s(?:[\w'-]+\s+){1,7}?(?=(?:we|i|she|he|it)\b)"
)


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
    r"\b(?:we|i|she|he)\s+(?:always|usually|normally|generally|typically)\s+(?:meet|talk|speak|get|do|see|have|zoom|call|chat)\b|"
    r"\b(?:we|i)\s+(?:meet|talk|speak|zoom|chat|see\s+(?:each\s+other|her|him))\s+(?:\w+\s+)?(?:every|each|on\s+alternate)\b"
)
"""What the two do as a rule; no day of it is one they met on."""
_THINKING = Cued(
    r"^\W*(?:let's\s+see|let\s+me\s+(?:see|think|check|look)|hmm+|i\s+(?:think|believe|guess|suppose)(?:\s+(?:she|he|we)\s+said)?|if\s+i\s+remember(?:\s+right(?:ly)?)?)\W*$"
)
_WE = re.compile(r"^\W*(?:(?:and|so|but|then|yes|well)\W+)?(?:we\b|[\w'-]+\s+and\s+(?:i|me)\b)")
_NEITHER_DID = Cued(
    r"^\W*(?:(?:and|so|but|well|sorry|no|nope|nah|hi|hello|hey|honestly|sadly|alas|unfortunately|i'm\s+afraid|to\s+be\s+honest)\W+)*(?:neither\s+of\s+us|"
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
    if _IN_THE_BOOK.match(low):
        return Sense.PLANNED
    if others.SPEAKS_TO_OTHERS.search(low):
        return Sense.OTHER
    if say.AGAIN.search(low) or say.MEET.search(low):
        return Sense.PLANNED
    if say.OTHER_THING.search(low):
        return Sense.OTHER
    if _SINGLE_SUBJECT.match(low) and not (
        say.MEETING.search(low) or _OFFERS.search(low) or bookings.IN_OUR_BOOKS.search(low)
    ):
        return Sense.OTHER
    ours = (
        say.MEETING.search(low)
        or say.OURS.search(low)
        or bookings.IN_OUR_BOOKS.search(low)
        or (_BE_ON.search(low) and not _THIRD_SUBJECT.match(low))
    )
    return Sense.PLANNED if ours else Sense.OTHER


_IN_THE_BOOK = Cued(
    r"^\W*(?:(?:tentatively|already|now)\s+)?(?:pencil\w*|booked|scheduled|set|planned|agreed|arranged|fixed)(?:\s+(?:in|for|on|down))?\W*$|"
    r"^\W*(?:the\s+)?same\s+(?:time|day|slot|place)\b"
)
"""A plan that is nothing but its verb ("Pencilled in: 8 December")."""
_TO_AN_EVENT = Cued(
    r"^\W*(?:(?:and|then)\s+)?(?!we\b)[\w'-]+\s+(?:came|went|drove|walked|flew)\s+(?:\w+\s+)?to\s+(?:the|an?|my|her|his)\s+(?:\w+\s+)?"
    r"(?:funeral|wedding|party|conference|symposium|lecture|class|workshop|reception|show|concert|recital|exhibit\w*|opening|training|retreat|hearing)\b"
)
_AGREED_ON_A_THING = Cued(
    rf"\b(?:we|both)\s+(?:\w+\s+)?(?:agreed|settled|decided)\s+(?:on|upon)\s+(?!.*(?:\d|day\b|date\b|month|week|time\b|meet|next|\b{MONTH}|lunch|coffee|zoom|call|first|same|noon))"
)
"""What two people agree on in a meeting, and no day ("we agreed on three goals")."""
_AT_AN_EVENT = re.compile(
    rf"^\W*(?:(?:and|then)\s+)*(?:on|at|in|last|this|yesterday|\w+day|{MONTH}|\d)\b.*\bat\s+(?:the|an?|our|her|his)\s+(?:[\w'-]+\s+)?"
    r"(?:conference|symposium|workshop|retreat|party|reception|fair|festival|game|training)\b"
)
"""Where they were, rather than what was ("on October 29th at the symposium")."""
AT_OUR_MEETING = Cued(
    r"^\W*(?:(?:and|then)\s+)?(?:at|in|during)\s+our\s+(?:(?!next\b)\w+\s+){0,2}?(?:meeting|session|hour|call|conversation|chat|lunch|coffee|talk)\b"
)
"""What was, or is to be, done in their meeting of a day: "At our meeting on Nov 4 we agreed on three goals"."""
_FEARED = re.compile(r"\b(?:thought|feared|expected|assumed|figured|nearly|almost)\b")
"""Before a "cancel" it tells what did not come about."""
_UNMET = re.compile(
    r"(?:\b(?:not|never|nor|without|nobody|no\s+one|neither)|n't)\s+(?:(?:yet|really|actually|once|even|ever|properly)\s+)?$"
)
_MANAGED = Cued(
    r"\bcould\s+(?:finally|at\s+last|only|just|actually|even|then)\s+(?:meet|talk|speak|see|sit|get|catch|connect|zoom)\b"
)
_CAME_AFTER_ALL = re.compile(
    r"^\W*(?:in\s+the\s+end\s+)?(?:she|he)\s+(?:was\s+there|came|did\s+come|showed\s+up|turned\s+up)\W*$"
)
_SUBJECTLESS = re.compile(rf"^\W*(?:(?:just|finally|only|then|and|also|mostly|yes|yep)\W+)?{say.PAST.pattern}")
"""A clause that begins with its verb in the past: the writer is its subject."""
_RANG = Cued(
    r"^\W*(?!(?:the|a|an|they|who|which|that|it|somebody|nobody)\b)[\w.'-]+(?:\s+(?!and\b)[\w.'-]+)?\s+(?:rang|phoned|called|telephoned|facetimed|skyped|zoomed)(?:\s+(?:me|her|him))?(?:\s+(?:up|back))?"
    r"(?=\W*$|\s*,|\s+(?:instead|on|at|yesterday|today|last|this|while|from|again|for|in\s+the|when|during|and)\b)"
    r"(?!.*\b(?:to\s+(?:cancel|say|postpone|ask|reschedule|apologi[sz]e|tell)|in\s+sick|off|a\s+meeting|names?)\b)"
)
"""One of the two telephoned: "Marcus rang on Saturday while I was baking"."""
_PRAISED = Cued(
    r"^\W*(?:(?:a|an|our|such\s+an?|what\s+an?|another|really|very)\s+){0,3}(?:wonderful|great|good|lovely|nice|fantastic|"
    r"terrific|excellent|splendid|marvell?ous|productive|useful|helpful|rich|fine|honest|frank|pleasant|delightful|"
    r"fruitful|encouraging|superb|brilliant)\s+(?:[\w-]+\s+)?(?:talk|chat|session|meeting|conversation|call|visit|walk|lunch|coffee|"
    r"hour|catch-up|discussion|one(?=\s+this\s))\s*(?:with\s+\w+\s*)?(?:\b(?:on|\w+day|yesterday|today|last|this|over|by|via|at|again|as\s+(?:always|usual|ever))\b|\W*$)"
)
"""A meeting praised was held, verb or none ("Wonderful talk on the 2nd")."""
_COUNTERFACTUAL = Cued(
    r"\b(?:would|could|should|might)(?:'ve|\s+have)\s+(?:\w+\s+)?(?:met|talked|spoken|chatted|seen|had|got|gotten)\b"
)
_WOULD_SAY = Cued(
    r"\b(?:wish\s+(?:i|we)\s+could|(?:'d|would)\s+(?:love|like|have\s+(?:loved|liked))\s+to|can't|cannot|could\s+not|couldn't)\s+(?:say|report|tell\s+you)\b.*\bmet\b"
)
"""What the writer would gladly report, and cannot ("I wish I could say we met")."""
_IN_DOUBT = Cued(
    r"\bno\s+longer\s+(?:works?|suits?|stands?|possible|free|available|good)\b|"
    r"\b(?:may|might|could|will)\s+(?:well\s+|yet\s+)?(?:have|need)\s+to\s+(?:be\s+)?"
    r"(?:moved?|cancel(?:led|ed)?|postponed?|change[d]?|rescheduled?|shift(?:ed)?|push(?:ed)?)\b|"
    r"^\W*(?:i'm\s+|i\s+am\s+|i'll\s+be\s+)?back\s+(?:on(?!\s+for\b)|by|around|the(?=\s+\d))\b(?!.*\b(?:we|i|she|he|had|met)\b)"
)
"""A day that stands no longer, may not stand, or on which somebody is back: none to believe."""
_TO_READER = Cued(
    r"\b(?:can|could|would|will)\s+you\b|^\W*(?:if\s+)?you\s+(?:could|can|would|might)\b|\bremind(?:er)?\s+(?:us|me)\b|\byou\s+and\s+(?:i|me)\b|"
    r"\b(?:speak|talk|meet|chat|call|phone|ring|write|report|reply|answer)\s+(?:(?:with|to)\s+)?you\b|"
    r"^\W*(?:please\s+)?(?:call|phone|ring|e?mail|e-mail|text|write)\s+(?:to\s+)?me\b|"
    r"\bi'll\s+(?:[\w']+\s+){0,5}?(?:tell|write|send)\s+(?:to\s+)?you\b(?!.*\bwe\b)|"
    r"^\W*(?:(?:so|and|but|sorry)\W+)*(?:(?:i'll|i\s+will|will|shall|i\s+promise\s+to)\s+(?:\w+\s+)?(?:answer|reply|respond|report\s+back)\b(?!\s+(?:her|him)|.*\b(?:meet|met|see)\b)|"
    r"(?:an?|the|my)\s+(?:\w+\s+)?(?:answer|reply|response|report)\s+(?:will|is\s+to)\s+(?:come|follow)\b(?!.*\b(?:meet|met|see)\b))"
)
"""What is asked of the reader, or arranged with the reader, is no meeting of the pair."""
_OF_HOW = re.compile(
    r"\b(?:talked|spoke|spoken|discussed|covered|went\s+(?:over|through))\s+(?:\w+\s+)?(?:(?:about|over|through)\s+)?(?:how|what|whether|why)\b"
)
"""Talk of what is to come ("we talked about how often we should meet") is no plan."""
_CAME_ABOUT = re.compile(r"\b(?:ended|wound)\s+up\s+$")
"""Before what sounds like a plan it tells how it went ("we ended up going for an hour")."""
_PROMISED = Cued(r"\b(?:we|i|she|he)(?:'d|\s+would)\s+(?:\w+\s+)?(?:get|meet|talk|speak|chat|see|sit|catch|zoom)\b")
"""What was to be, seen from the past; that it came about is not said."""
_HAD_IT = re.compile(r"\W*(?:we|i|she|he)\s+had\s+(?:it|us|\w+day|a\s+date|plans)\b")
_ABOUT_MEETING = Cued(
    r"\b(?:talked|spoke|spoken|talking|thought|thinking|discussed|e-?mailed|texted)\s+(?:about|of)?\s*(?:meeting|getting\s+together|having\s+(?:lunch|coffee)|finding\s+a|a\s+(?:date|time|day)\s+(?:for|on|to))\b"
)
"""Talk of a meeting, which is none."""
_THIRD_SUBJECT = re.compile(
    r"^\W*(?:(?:and|so|but|then)\s+)?(?!(?:and|so|but|then|we|it|that|this|which|our|ours|next|both|there|on|at|in|for|the\s+(?:next|one|other|second|third|plan|\d\w*)|"
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
_SEE_THERE = Cued(
    r"\bsee(?:ing)?\s+(?:her|him|each\s+other|one\s+another)\s+(?:\w+\s+)?at\s+(?:the|an?|her|his|our)\s+(?:\w+\s+){0,2}?"
    r"(?:party|conference|symposium|reception|ceremony|commencement|graduation|wedding|picnic|retreat|workshop|meeting|ala|acrl|staff|fair|gala|lunch)\b"
)
"""Both will be where everybody will be; that is no meeting of the pair's."""
_OFFERS = re.compile(
    r"\b(?:offer|propos|suggest)(?:s|ed|es)?\s+(?:\w+\s+)?(?:the\s+\d|\d|\w+day\b|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
)
_THEY = Cued(r"\bthey(?:'ll|'re)?\b")
_SINGLE_SUBJECT = re.compile(
    r"\W*(?:and\s+|so\s+|but\s+)?(?:(?:what|when|on|then)\s+|\w+day\s+)?(?:i|i'll|i'd|she|she'll|he|he'll|you|you'll|they|they'll|(?!(?:hop|aim|shoot|plann|look|think|try|angl|hold|target|ey|pencill?|book|meet|talk)ing)\w+ing)\b"
)


_FRAMES = AnyOf(
    *(say.NEXT_LABEL, _NEXT_IS_SET, _THINKING, _HABIT, ALONE),
    *(others.MEETINGS_OF_OTHERS, _ABOUT_MEETING, _TO_READER, bookings.MOVED_A_DAY),
    *(bookings.NO_DAY_FOR_IT, bookings.OF_ONE_BEFORE),
)
_DENIALS = AnyOf(say.WAS_NOT, _WOULD_SAY, _COUNTERFACTUAL, _IN_DOUBT, _ON_THE_BOOKS)
_TURNS = AnyOf(
    *(_TO_AN_EVENT, AT_OUR_MEETING, _AGREED_ON_A_THING, bookings.IS_BOOKED, bookings.FINDING_A_DAY),
    *(named.LAST_MONTHS, named.THE_LAST_WAS, named.CALLING_IT, bookings.BECAME, named.BEGAN_ON),
)
_VERBS = AnyOf(
    *(say.MET, _MANAGED, say.UNFULFILLED, bookings.HAD_PLANNED, COMES_AGAIN, bookings.COMES_TO_ME),
    *(WILL_HAVE_BEEN, say.FUTURE, _PROMISED, _PRAISED, _RANG),
)
_NOUNS = AnyOf(say.OTHER_THING, _MEETING_DENIED, say.MEETING, say.DISCUSSED, _NEITHER_DID)


def _tense(low: str) -> bool | None:
    """True: past, False: present or future, None: no verb."""
    past, present = say.PAST.search(low), say.PRESENT.search(low)
    if past and present:
        return past.start() < present.start()
    return True if past else False if present else None


def points_back(low: str) -> bool:
    """Whether the clause speaks of the meeting just named: "it was Tuesday", "that will be March 23"."""
    return bool(say.POINTS_BACK.search(low))


def clauses_of(sentence: Sentence, marks: Marks) -> list[Clause]:
    """The clauses of a sentence, each with the sense its own words have."""
    found: list[Clause] = []
    for start, end, link in split(sentence.low, sentence.text, marks.kept):
        low = _EMPTY_WORDS.sub(lambda match: " " * len(match.group()), sentence.low[start:end])
        if not low.strip(" .,;:!?-–—"):
            continue
        tense = _tense(low)
        sense, strong = sense_of(low, link, tense)
        goes_on = tense is not None and (not found or found[-1].ours)
        ours = bool(say.OURS.search(low)) or (goes_on and bool(_SUBJECTLESS.match(low)))
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
                marks.within(start, end),
            )
        )
    return found
