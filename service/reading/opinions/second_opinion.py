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
from itertools import islice

from service.reading.answers import other_scores, requests
from service.reading.answers.rating import RatingMention
from service.reading.clauses.marks import marks_of
from service.reading.opinions import features, weights
from service.reading.prose.text import Sentence
from service.reading.prose.tokens import tokens
from service.reading.values import Context

# -- requests --------------------------------------------------------------------------------------------------------

UNHEARD, UNPUT = 0.5, 1.0
"""Above which a sentence asks though no rule hears it; the latter where it is a question, which rules know better."""
MISHEARD, MISPUT, MISORDERED = -2.5, -2.0, -4.0
"""Below which a sentence does not ask though a rule hears it: by some turn of phrase, by the word order of a question
that does not turn to the reader, and as an order, a wish or a want, which are seldom anything else."""
PART_ASKS = -0.3
"""Above which a part of a sentence asks by itself."""
_PUT = re.compile(
    r"\?|(?:^\W*|[,;:.–—]\s*|\b(?:and|but|so|or|then|also|what|where|when|how|who|which|why)\s+)"
    r"(?:do|does|can|could|may|should|is|are|am)\s+(?:i|we|she|he|they|it|there|the)\b"
)
_OF_YOU = re.compile(r"\b(?:needs?|wants?|like)\s+your\b")
_SEND_NONE = re.compile(r"\b(?:don't|do\s+not|no\s+need\s+to)\s+send\b")
"""What asks for nothing, though it is put as an order ("please don't send help")."""
NO_WORD_OF_IT = -3.0
"""Below which single words leave nothing to hope for from pairs of them, as those of four sentences in five do."""


PARTS = re.compile(r"[;:(,]|\.\s|\s[-–—]+\s")
"""Between them a long sentence may ask in one breath with what speaks against any request."""


def asks(sentence: Sentence, heard: bool) -> bool:
    """Whether a sentence asks something of the coordinator; `heard`: rules say that it does. What they hear is taken
    back only if no part of the sentence asks by itself, since missing a call for help is the worst error."""
    if heard and (sentence.question == 6 or requests.lacks(sentence.low) or requests.calls_out(sentence.low)):
        return True  # it stands where requests belong, misses what the program gives, or is a bare cry
    words = tokens(sentence.low)
    speaks = weights.REQUEST.speaks(features.of_words(words, sentence))
    if not heard and (speaks.real < NO_WORD_OF_IT or _SEND_NONE.search(sentence.low)):
        return False
    whole = weights.REQUEST.speaks(features.of_pairs(words), speaks).real
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
    words = tokens(part)
    return weights.REQUEST.speaks([*features.of_words(words, sentence), *features.of_pairs(words)]).real > PART_ASKS


# -- whether they met ------------------------------------------------------------------------------------------------

ENOUGH, OF_NONE_TOLD = 0.85, 1.6
"""From which on an answer is given though rules found another; the latter where no more is told than a coming meeting,
or a request. The chances are seven and eight in ten."""
TOO_LITTLE, IN_A_FEW_WORDS = -0.4, -1.4
"""Below which no answer is given but a question asked; the latter where little is told that could be mistaken. The
chances are two in five, and one in five."""


def having_met(told: Sequence[Sentence]) -> float:
    """How much more speaks for having met than for not, by the words of a reply."""
    speaks = weights.MET.speaks(features.of_reply(told))
    return speaks.real - speaks.imag


def verdict(
    signs: Iterable[str], found: bool | None, enough: float = ENOUGH, least: float = IN_A_FEW_WORDS
) -> tuple[bool | None, bool]:
    """Whether they met, by all signs, where rules `found` so; and whether that is to be asked. `enough`: what must
    speak for another answer than theirs; `least`: what must speak for any."""
    speaks = weights.VERDICT.speaks(signs)
    return weighed(speaks.real, speaks.imag, found, enough, least)


def weighed(
    for_it: float, against: float, found: bool | None, enough: float = ENOUGH, least: float = IN_A_FEW_WORDS
) -> tuple[bool | None, bool]:
    """The same by what speaks for having met and for not having met."""
    met = found
    if found is not True and for_it > enough:
        met = True
    elif found is not False and against > enough:
        met = False
    elif found is not None and max(for_it, against) < -ENOUGH:
        met = None
    in_doubt = met is not None and (for_it if met else against) < least
    return (None if in_doubt else met), in_doubt


# -- usefulness ------------------------------------------------------------------------------------------------------

RATES, DOUBTED, RATES_NOT = 1.0, -1.0, -4.0
"""Above which a number rates, below which it does not where another may, and below which one that rules found rates
nothing even where there is no other."""
_MOST_NUMBERS = 64
"""Numbers that are weighed; no reply that is one holds more."""
NUMBER = re.compile(
    r"(?<![\w.:/$#€£-])(?:[1-5]|one|two|three|four|five|(?:[2-5]|two|three|four|five)s)(?![\w%]|[:/]\d\d|[.,]\d|-\w|(?:st|nd|rd|th)\b)|[★⭐]{1,5}"
)
"""A number, in lower case, that might be on the scale of usefulness; of several meetings in the plural ("both 4s")."""
_VALUES = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
Given = tuple[Sentence, RatingMention]
"""A rating with the sentence that gives it."""


def value_of(number: str) -> int:
    """What a number says: "4", "four", "4s", "★★★★"."""
    number = number.removesuffix("s")
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
    return weights.RATING.speaks(features.of_number(sentence, mention.start, mention.end)).real


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
