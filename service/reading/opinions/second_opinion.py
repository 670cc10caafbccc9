"""A second opinion on what rules read: how words like these were meant in labelled replies.

Rules say what a clause means and can be followed to the letter, but no list holds every way that people put a thing.
So linear models learned from labelled replies and phrases (bench/train_opinions.py) what speaks for a request, for a
number that rates, for a day on which a meeting was held or is to be, and for having met at all. Theirs is never the
first word: it counts where rules found nothing, or where nearly everything speaks against what they found.

What speaks for something is told in nats: nought is as likely as not, 2 seven to one, -2 one to seven. How much it
takes was found on replies and phrases that the models had not learned from (docs/reading.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from service.learned import LEARNED_UNIT, Weights, shipped
from service.reading.answers import other_scores, requests
from service.reading.answers.rating import RatingMention
from service.reading.clauses.clauses import Clause, Sense
from service.reading.clauses.marks import marks_of
from service.reading.clauses.turns import CORRECTS, GIVEN_UP, MOVED
from service.reading.days.dates import DayMention
from service.reading.opinions import features
from service.reading.prose.text import Sentence
from service.reading.values import Context


class Learned:
    """A linear model of one name that was learned, or of two: what the features of something add up to for each.

    The two weights of a feature are the parts of one complex number, which adds them up at once.
    """

    def __init__(self, weights: Weights) -> None:
        self._weights = {feature: complex(*units) / LEARNED_UNIT for feature, units in weights.rows.items()}
        self._begin = self._weights.pop("")

    def speaks(self, found: Iterable[str], so_far: complex | None = None) -> complex:
        """What speaks for each name, added to what did `so_far`; features that are not known say nothing."""
        return sum(filter(None, map(self._weights.get, found)), self._begin if so_far is None else so_far)


_REQUEST, _RATING, DAY, MET, _VERDICT = (
    Learned(shipped(name)) for name in ("request", "rating", "day", "met", "verdict")
)

# -- requests --------------------------------------------------------------------------------------------------------

UNHEARD, UNPUT = 0.5, 1.0
"""Above which a sentence asks though no rule hears it; the latter where it is a question, which rules know better."""
MISHEARD, MISPUT, MISORDERED = -2.5, -2.0, -4.0
"""Below which a sentence does not ask though a rule hears it: by some turn of phrase, by the word order of a question
that does not turn to the reader, and as an order, a wish or a want, which are seldom anything else."""
PART_ASKS = 0.0
"""Above which a part of a sentence asks by itself."""
_PUT = re.compile(
    r"\?|(?:^\W*|[,;:.–—]\s*|\b(?:and|but|so|or|then|also|what|where|when|how|who|which|why)\s+)"
    r"(?:do|does|can|could|may|should|is|are|am)\s+(?:i|we|she|he|they|it|there|the)\b"
)
_OF_YOU = re.compile(r"\b(?:needs?|wants?|like)\s+your\b")
NO_WORD_OF_IT = -3.0
"""Below which single words leave nothing to hope for from pairs of them, as those of four sentences in five do."""


PARTS = re.compile(r"[;:(,]|\.\s|\s[-–—]+\s")
"""Between them a long sentence may ask in one breath with what speaks against any request."""


def asks(sentence: Sentence, heard: bool) -> bool:
    """Whether a sentence asks something of the coordinator; `heard`: rules say that it does. What they hear is taken
    back only if no part of the sentence asks by itself, since missing a call for help is the worst error."""
    if heard and (sentence.question == 6 or requests.lacks(sentence.low)):
        return True  # it stands where requests belong, or misses what the program gives
    words = features.tokens(sentence.low)
    speaks = _REQUEST.speaks(features.of_words(words, sentence))
    if not heard and speaks.real < NO_WORD_OF_IT:
        return False
    whole = _REQUEST.speaks(features.of_pairs(words), speaks).real
    if not heard:
        return whole > (UNPUT if "?" in sentence.low else UNHEARD)
    if whole > _least(sentence.low):
        return True
    return any(_asks_alone(part, sentence) for part in PARTS.split(sentence.low))


def _least(low: str) -> float:
    """What must not speak against what a rule hears, by the form it is put in."""
    if requests.asks_plainly(low) or _OF_YOU.search(low):
        return MISORDERED
    return MISPUT if _PUT.search(low) and not requests.turns_to_you(low) else MISHEARD


def _asks_alone(part: str, sentence: Sentence) -> bool:
    words = features.tokens(part)
    return _REQUEST.speaks([*features.of_words(words, sentence), *features.of_pairs(words)]).real > PART_ASKS


# -- whether they met ------------------------------------------------------------------------------------------------

ENOUGH, TOO_LITTLE = 0.85, -1.0
"""From which on an answer is given though rules found another, and below which none is given but a question asked; the
chances are seven in ten, and a quarter."""


def having_met(told: Sequence[Sentence]) -> float:
    """How much more speaks for having met than for not, by the words of a reply."""
    speaks = MET.speaks(features.of_reply(told))
    return speaks.real - speaks.imag


def verdict(signs: Iterable[str], found: bool | None) -> tuple[bool | None, bool]:
    """Whether they met, by all signs, where rules `found` so; and whether that is to be asked."""
    speaks = _VERDICT.speaks(signs)
    return weighed(speaks.real, speaks.imag, found)


def weighed(for_it: float, against: float, found: bool | None) -> tuple[bool | None, bool]:
    """The same by what speaks for having met and for not having met."""
    met = found
    if found is not True and for_it > ENOUGH:
        met = True
    elif found is not False and against > ENOUGH:
        met = False
    elif found is not None and max(for_it, against) < -ENOUGH:
        met = None
    in_doubt = met is not None and (for_it if met else against) < TOO_LITTLE
    return (None if in_doubt else met), in_doubt


# -- days ------------------------------------------------------------------------------------------------------------

FOR_A_DAY, AGAINST_RULES, AFTER_A_NO, ANOTHER = 1.5, 2.0, 4.0, 2.0
"""From which on a day is a meeting's though its clause says nothing of one; though it says something else; though none
was held, as was told; and though another is known, or this is told as one to come."""
AGAINST_A_PLAN = -3.0
"""Below which a day told as planned is no next meeting's."""
AGAINST_A_DAY, AGAINST_AT_LAST, FAR_BELOW = -2.0, 0.0, 3.0
"""Below which a day beside others is none of a meeting, if it stands so far below the best: while it is told, when it
may yet be a correction, and when all has been."""


def of_days(sentence: Sentence, clause: Clause, days: Iterable[DayMention], today: date) -> list[tuple[float, float]]:
    """What speaks for each day being that of a meeting held, and that of the next."""
    speaks = (DAY.speaks(features.of_day(sentence, mention, clause, today)) for mention in days)
    return [(each.real, each.imag) for each in speaks]


def reconsidered(sentence: Sentence, clauses: list[Clause], today: date, known: frozenset[Sense]) -> list[Clause]:
    """The clauses, those that say nothing of meeting with the sense that their days speak for. `known`: the senses of
    which a day has been told, and NOT_HELD where no meeting is said to have been held."""
    senses = {clause.sense for clause in clauses if clause.marks.days}
    if not senses:
        return clauses
    known |= {*senses, *(clause.sense for clause in clauses if clause.sense is Sense.NOT_HELD)}
    return [_reconsidered(sentence, clause, today, known) for clause in clauses]


def _reconsidered(sentence: Sentence, clause: Clause, today: date, known: frozenset[Sense]) -> Clause:
    if clause.sense is Sense.PLANNED and sentence.question is None:
        return _planned_after_all(sentence, clause, today, told_no=Sense.NOT_HELD in known)
    may_be_held = Sense.HELD not in known or clause.sense is Sense.NONE or clause.verbless
    may_be_next = Sense.PLANNED not in known and clause.sense is not Sense.OTHER
    if clause.sense in (Sense.HELD, Sense.PLANNED) or not (may_be_held or may_be_next):
        return clause
    plain = AGAINST_RULES if clause.sense is Sense.OTHER else FOR_A_DAY
    enough = (
        max(plain, AFTER_A_NO) if Sense.NOT_HELD in known else max(plain, ANOTHER) if Sense.HELD in known else plain
    )
    for mention in clause.marks.days:
        gone = may_be_held and isinstance(mention.day.past(today), date)
        ahead = may_be_next and isinstance(mention.day.coming(today), date)
        if not (gone or ahead):
            continue
        ((held, planned),) = of_days(sentence, clause, [mention], today)
        if gone and held >= enough and planned <= -FOR_A_DAY:
            return clause._replace(sense=Sense.HELD)
        if ahead and planned >= FOR_A_DAY and held <= -FOR_A_DAY and not GIVEN_UP.search(clause.low):
            return clause._replace(sense=Sense.PLANNED)
    return clause


_IS_COMING = re.compile(r"(?:\b(?:is|are|am)|'s|'re|'m)\s+coming\b")


def _planned_after_all(sentence: Sentence, clause: Clause, today: date, *, told_no: bool) -> Clause:
    """A clause told as a plan, unless nearly all speaks for its days being those of meetings held, or against any being
    the next one's."""
    days = clause.marks.days
    if not days or MOVED.search(clause.low) or CORRECTS.search(sentence.low) or _IS_COMING.search(clause.low):
        return clause
    if not all(isinstance(mention.day.coming(today), date) for mention in days):
        return clause
    scores = of_days(sentence, clause, days, today)
    told_of_it = clause.verbless and (clause.marks.lengths or clause.marks.formats or clause.marks.times or told_no)
    if not told_of_it and all(planned < AGAINST_A_PLAN and held < FOR_A_DAY for held, planned in scores):
        return clause._replace(sense=Sense.OTHER)
    if told_no or not all(isinstance(mention.day.past(today), date) for mention in days):
        return clause
    gone = all(held >= ANOTHER and planned <= -FOR_A_DAY for held, planned in scores)
    return clause._replace(sense=Sense.HELD) if gone else clause


def far_below(scores: Sequence[float], against: float) -> list[bool]:
    """Which of several days, by what speaks for each, is none of a meeting."""
    best = max(scores)
    return [score <= against and score <= best - FAR_BELOW for score in scores]


# -- usefulness ------------------------------------------------------------------------------------------------------

RATES, DOUBTED, RATES_NOT = 1.0, -1.0, -4.0
"""Above which a number rates, below which it does not where another may, and below which one that rules found rates
nothing even where there is no other."""
_MOST_NUMBERS = 64
"""Numbers that are weighed; no reply that is one holds more."""
NUMBER = re.compile(
    r"(?<![\w.:/$#€£-])(?:[1-5]|one|two|three|four|five)(?![\w%]|[:/]\d\d|[.,]\d|-\w|(?:st|nd|rd|th)\b)|[★⭐]{1,5}"
)
"""A number, in lower case, that might be on the scale of usefulness."""
_VALUES = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
Given = tuple[Sentence, RatingMention]
"""A rating with the sentence that gives it."""


def value_of(number: str) -> int:
    """What a number says: "4", "four", "★★★★"."""
    return _VALUES.get(number) or (int(number) if number.isdigit() else len(number))


def rating(told: Sequence[Sentence], found: Given | None, context: Context) -> Given | None:
    """The rating that a reply gives, where rules `found` one."""
    number = NUMBER.match(found[0].low, found[1].start) if found else None
    if found and (found[1].value is None or number is None or not number.group().isalnum()):
        return found  # on another scale, or in stars, or in doubt already
    speaks = _for_rating(_mention(found[0], number)) if found and number else 0.0
    if found and speaks > DOUBTED:
        return found
    numbers = (number for sentence in told for number in numbers_of(sentence, context))
    others = [(_for_rating(other), other) for other in islice(numbers, _MOST_NUMBERS)]
    speaks = max((said for said, other in others if found and other[1].value == found[1].value), default=speaks)
    others = [other for other in others if other[0] > DOUBTED]
    if others and max(others, key=lambda other: other[0])[0] > RATES:
        return _of_several(others)
    if found is None:
        return next((half for sentence in told if (half := _half_of(sentence))), None)
    return None if speaks <= RATES_NOT else found


_HALVES = re.compile(
    r"(?:^\W*|\b(?:an?|at|it|so|say|give|gave|call\s+it|about|around|solid|rate)\s+)(?P<n>[1-4][.,]5)(?=\W*$|\s*(?:/\s*5|[,;(–—]|if\b|for\b|from\b|out\b))"
)
"""Half-way between two ratings, which the scale does not have: worth a question."""


def _half_of(sentence: Sentence) -> Given | None:
    half = _HALVES.search(sentence.low) if sentence.question in (None, 5) else None
    if half is None or other_scores.of_something_else(sentence.low, *half.span("n")):
        return None
    return sentence, RatingMention(half.start("n"), half.end("n"), None)


def _of_several(rates: list[tuple[float, Given]]) -> Given:
    """The one that most speaks for; in doubt where another of the same sentence may rate, too ("a 3 or a 4")."""
    sentence, mention = max(rates, key=lambda other: other[0])[1]
    values = {other[1].value for _, other in rates if other[0] is sentence}
    return sentence, mention if len(values) == 1 else RatingMention(mention.start, mention.end, None)


def _for_rating(given: Given) -> float:
    sentence, mention = given
    return _RATING.speaks(features.of_number(sentence, mention.start, mention.end)).real


def numbers_of(sentence: Sentence, context: Context) -> Iterator[Given]:
    """The numbers of a sentence that may be on the scale; those of days, times and lengths are not."""
    if sentence.question in (1, 2, 4) or not NUMBER.search(sentence.low):
        return
    marks = marks_of(sentence, context)
    taken = [*marks.timed, *((day.start, day.end) for day in marks.days)]
    for match in NUMBER.finditer(sentence.low):
        is_taken = any(start < match.end() and match.start() < end for start, end in taken)
        if not is_taken and not other_scores.can_be_none(sentence.low, *match.span()):
            yield _mention(sentence, match)


def _mention(sentence: Sentence, match: re.Match[str]) -> Given:
    return sentence, RatingMention(match.start(), match.end(), value_of(match.group()))
