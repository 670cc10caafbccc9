"""A segment of the writer's words → sentences, with the marks that clients and keyboards differ in made one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from service.reading.patterns import cued
from service.reading.patterns.ways import Caseless, quick
from service.reading.prose import tokens
from service.reading.prose.shorthand import written_out
from service.reading.prose.words import MISSPELLED, words_in

LONGEST = 10_000
"""Characters that are read for their meaning; a reply to six questions has no more to say."""
LONGEST_SENTENCE = 600
"""Characters of a sentence: what never ends is cut, so that the grammars' work stays in proportion to the text."""

_SAME = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "´": "'",
        "`": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\t": " ",
        "‐": "-",
        "‑": "-",
        "‒": "–",
        "―": "—",
        "−": "-",
        "½": "½",
        "\u200b": " ",
        "\ufeff": " ",
        "\r": "\n",
    }
)
_LETTERS = re.compile(r"[a-z']+")
_MARKS = {ord(mark): " " for mark in map(chr, range(128)) if not _LETTERS.match(mark)}
_WORD = re.compile(r"(?<![A-Za-z'])[A-Za-z]{2,12}(?![A-Za-z'])")
_APOSTROPHES = {
    word.replace("'", ""): word
    for word in words_in(
        """
    didn't don't doesn't won't can't haven't hasn't hadn't couldn't wouldn't shouldn't wasn't weren't isn't
    aren't i'm i've we've they've that's what's there's here's she's he's they're you're she'll they'll
    how's who's it'll that'll
"""
    )
}
"""Words whose apostrophe a phone leaves out; only those that are no other word without it."""
_MENDED = _APOSTROPHES | MISSPELLED
_SOMETIMES = (
    (
        re.compile(r"\bid(?=\s+(?:say|give|go|call|put|rate|like|love|be|appreciate|mark|choose|guess|still)\b)", re.I),
        "i'd",
    ),
    (
        re.compile(
            r"\bwell(?=\s+(?:try|meet|see|talk|do|be|have|get|go|zoom|speak|catch|reconvene|pick|next)\b)", re.I
        ),
        "we'll",
    ),
    (re.compile(r"\bill(?=\s+(?:say|give|see|go|put|call|meet|try)\b)", re.I), "i'll"),
    (
        re.compile(
            r"\bwere(?=\s+(?:meeting|on\s+for|set|scheduled|doing|aiming|going|seeing|talking|both|good|fine|"
            r"all\s+(?:good|set))\b)(?<!we\swere)(?<!they\swere)",
            re.I,
        ),
        "we're",
    ),
    (
        re.compile(
            r"\bits(?=\s+(?:a|an|on|the|in|been|not|now|just|going|next|moved|set|scheduled|booked|cancelled|"
            r"canceled|off|postponed)\b)",
            re.I,
        ),
        "it's",
    ),
    (re.compile(r"\blets(?=\s+(?:say|call|go|meet)\b)", re.I), "let's"),
)
_SOMETIMES_HINT = Caseless(r"\b(?:id|well|ill|were|its|lets)(?=\s)")
_DICTATED = quick(r"\s+(?:period|full\s+stop)(?=\s|$)", re.I)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence. `text` as written (marks made one), `low` the same in lower case, character for character.

    `said`: the writer's letters where `text` writes out a shorthand, else empty.
    `question`: the check-in question it answers, if any. `paragraph`: sentences of one paragraph share the number.
    `item`: it is an item of a list, whose opening line (ending in a colon) is `opening`.
    `around`: what stands before and behind it, as features (`features.in_place`).
    """

    text: str
    low: str
    question: int | None = None
    paragraph: int = 0
    opening: str = ""
    said: str = ""
    around: tuple[str, ...] = ()

    def amid(self, around: tuple[str, ...]) -> Sentence:
        """The same with what stands around it."""
        return Sentence(self.text, self.low, self.question, self.paragraph, self.opening, self.said, around)


def plain(text: str) -> str:
    """The text with one form of each quote, dash and space, and with misspelt weekdays and months mended."""
    text = text[:LONGEST].replace("\r\n", "\n").translate(_SAME)
    low = text.lower()
    dictated = "period" in low or "full" in low
    if dictated and len(_DICTATED.findall(text)) > 1 and text.count(".") < 2:
        text = re.sub(r"\s+comma(?=\s)", ",", _DICTATED.sub(".", text), flags=re.I)
    if not _MENDED.keys().isdisjoint(_words_of(low)):
        text = _WORD.sub(_mended, text)
    if _SOMETIMES_HINT.search(text):
        for written, meant in _SOMETIMES:
            text = written.sub(meant, text)
    return text


def _words_of(low: str) -> list[str]:
    """Among them is every word that may be mended; so many are found sooner than the words themselves."""
    return low.translate(_MARKS).split() if low.isascii() else _LETTERS.findall(low)


def _mended(match: re.Match[str]) -> str:
    written = match.group()
    right = _MENDED.get(written.lower())
    if right is None:
        return written
    return right.capitalize() if written[0].isupper() else right


def lower(text: str) -> str:
    """Lower case of the same length, so that places in it are places in the text."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


_BULLET = re.compile(r"\s*(?:[-*•·▪◦‣–>]|\(?[a-hA-H1-9][.)])\s+")
_NUMBERED = re.compile(r"^\s*\(?[1-9][.)]\s+[a-zA-Z]", re.M)
_ENDS = re.compile(r"[.!?…:;)\"]\s*$")
_LONG_LINE = 45


def lines(text: str, may_number: bool = True) -> Iterator[tuple[str, bool, int]]:
    """(line, is a list item, paragraph): lines that the client wrapped are joined again, list items stand alone."""
    paragraph, held, held_item, last_length = 0, "", False, 0
    written = text.split("\n")
    wrapped = max(map(len, written)) <= _WIDEST or max(map(_reach, written)) <= _WIDEST
    numbered: bool | None = None  # not known before a number stands where a list's might
    for raw in written:
        line = raw.strip()
        if not line:
            if held:
                yield held, held_item, paragraph
            held, paragraph, last_length = "", paragraph + 1, 0
            continue
        bullet = _BULLET.match(raw)
        if bullet and bullet.group().strip(" ()")[:1].isdigit():
            if numbered is None:
                numbered = may_number and len(_NUMBERED.findall(text)) > 1
            bullet = bullet if numbered else None
        if bullet and held and raw.lstrip()[:1].isdigit() and last_length >= _LONG_LINE and not _ENDS.search(held):
            bullet = None
        if held and not bullet and not _labelled(line)[0] and wrapped and _continues(held, last_length, line):
            held, last_length = f"{held} {line}", len(line)
            continue
        if held:
            yield held, held_item, paragraph
        held, held_item, last_length = (raw[bullet.end() :].strip() if bullet else line), bool(bullet), len(line)
    if held:
        yield held, held_item, paragraph


_WIDEST = 90
"""The characters before a line's last word beyond which nobody wraps: then every line break is the writer's."""


def _reach(line: str) -> int:
    return line.rstrip().rfind(" ")


def _continues(held: str, last_length: int, line: str) -> bool:
    """Whether `line` goes on with the line before: that one was full, or broke off where no sentence ends."""
    if last_length >= _LONG_LINE:
        return True
    return not _ENDS.search(held) and line[0].islower() and last_length > 25


_TITLE = quick(r"(?:\b(?:dr|mr|mrs|ms|prof|st|vs|asst|assoc|e\.g|i\.e|ca|univ)|(?<![\w'’])[b-hj-z])\.$")
"""What a name or a word follows at once: its period never ends a sentence."""
_ABBREVIATED = quick(
    r"\b(?:approx|dept|etc|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|weds?|thurs?|thu|fri|sat|sun|"
    r"tel|ext|rm|bldg|mtg)\.$"
)
"""What a number or a small letter follows: then its period ends no sentence."""
_HAS_ITS_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[a-z]+\.$")
"""Behind "17 Nov." a number is another day's."""
_WEEKDAY_LAST = re.compile(r"\b(?:mon|tues?|weds?|thurs?|thu|fri|sat|sun)\.$")
_MONTH_NEXT = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d")
"""A date behind its weekday: "Tues. May 12" is one day."""
_DAY_DOT = re.compile(r"[a-z,:]\s\d{1,2}\.$")
_ON_DAY_DOT = re.compile(r"\b(?:is|on|the|next|am|den|le|el|til|date)\s\d{1,2}\.$")
_MONTH_IN_LOWER = re.compile(
    r"(?:january|february|april|june|july|august|september|october|november|december)\b(?=\W*$|\s*[,.;)]|\s+(?:at|we|by|in|on)\b)"
)
"""The same in lower case, where a word before the day says that it is one."""
_MONTH_WORD = re.compile(
    r"(?:January|February|March|April|May(?!\s+(?:I|we|she|he|you|they|it|be)\b)|June|July|August|September|October|November|December)\b(?!\s+\d{1,2}(?:st|nd|rd|th)?\b)"
)
"""Day and month as half of Europe writes them: "on 9. November"."""
_NUMBERS = re.compile(r"\bnos?\.$")
_UNIT = quick(r"(?:\b(?:mins?|hrs?|[ap]\.?m)|\d\s?[ap]\.m)\.$")
"""Units: what follows their period may be a sentence of its own, and loses nothing if it is taken for one."""
_EMOJI = "☀-⛿✀-➿\U0001f300-\U0001faff"
_HALF = re.compile(r"[ap]\.?m\.$")
_HOUR_GOES_ON = re.compile(
    r"(?:in|on|at|by|with|for|until|till|to|over|via|and|or|but|if|as|so|sharp|this|next\s+\w+day|tomorrow|today|(?:her|his|my|our)\s+(?:time|office)|"
    r"eastern|central|pacific|mountain)\b"
)
"""What goes with the hour before it, though its half ended in a stop."""
_BEGINS_ANEW = re.compile(r"(?:next|then|we|i|she|he|it|no|nothing|my|our|do|can|could|is|are)\b")
_NUMBER_GOES_ON = re.compile(r"\d{1,2}(?:\s?m(?:in\w*)?\b|/\d)")
"""Minutes behind an hour, a date behind its time ("1 hr. 30 min", "2 p.m. 12/5")."""
_ZONE = re.compile(r"(?:Eastern|Central|Mountain|Pacific|Atlantic|Hawaii|Alaska|London|Greenwich|New\s|[A-Z]{2,4}\b)")
"""A zone goes with the hour before it ("1 p.m. Eastern")."""
_STOP = quick(r"[.!?…]+[\")\]]*(?=\s|$)|[.!?](?=[A-Z][a-z])|(?<=\s)[:;=]['-]?[)(DP](?=\s|$)")
_SENTENCE_END = quick(rf"{_STOP.pattern}|(?<=[\w.!?)])\s*[{_EMOJI}][{_EMOJI}\ufe0f\u200d ]*(?=[A-Za-z]|[1-5]\W*$)")
"""A face or flower within a line ends what was said, drawn or typed, stop or none."""


def split_sentences(line: str) -> Iterator[str]:
    """The sentences of a line. A period after an abbreviation, or before a small letter or digit, ends none."""
    start = 0
    for stop in (_STOP if line.isascii() else _SENTENCE_END).finditer(line):
        end = stop.end()
        if stop.group() == "." and _goes_on(line, end):
            continue
        yield line[start:end].strip()
        start = end
    if rest := line[start:].strip():
        yield rest


def _goes_on(line: str, at: int) -> bool:
    after = line[at:].lstrip()
    before = lower(line[max(0, at - 12) : at])
    if not after:
        return False
    if _UNIT.search(before):
        told_on = _HALF.search(before) and (
            _ZONE.match(after) or (before.endswith(".m.") and _HOUR_GOES_ON.match(after))
        )
        number = _NUMBER_GOES_ON.match(after)
        return bool(told_on or number) or after[0] in ",;)@–-"
    dated = _DAY_DOT.search(before) and _MONTH_WORD.match(after)
    if _TITLE.search(before) or dated or (_ON_DAY_DOT.search(before) and _MONTH_IN_LOWER.match(after)):
        return True
    if before.endswith(("no.", "nos.")) and _NUMBERS.search(before):
        return after[0].isdigit()
    if not _ABBREVIATED.search(before):
        return False
    if after[0].isdigit():
        return not _HAS_ITS_DAY.search(before)
    one_day = _WEEKDAY_LAST.search(before) and _MONTH_NEXT.match(after)
    return bool(one_day) or (after[0].islower() and not _BEGINS_ANEW.match(after)) or after[0] in ",;)@–-"


LABELS = {
    label: question
    for question, labels in {
        1: "when, date, dates, met, did we meet, meeting, meetings, last meeting, meeting date, how long, length"
        ", duration, time, day, held, we met, when and how long",
        2: "how, where, format, place, medium, location, how we met, mode, method, via, venue, setting",
        3: "what, topic, topics, subject, subjects, discussed, talked about, we talked about, about, content, th"
        "emes, theme, covered, we discussed, subject one, subject two, topic one, topic two, topic 1, topic 2"
        ", agenda, what we talked about",
        4: "next, next meeting, next time, next one, following, following date, upcoming, plan, plans, next date"
        ", next session, the next, our next, next up, follow up, when next, next meet, next plan",
        5: "score, satisfaction, rating, useful, usefulness, rate, value, how useful, mark, marks, grade, useful"
        " rating, my rating, scale, helpfulness, usefulness 1 5, 1 5",
        6: "help, help needed, needs, need, wishes, requests, request, anything else, anything, questions, quest"
        "ion, coordinator, from you, help wanted, support, asks, for the coordinator, for you, assistance",
    }.items()
    for label in labels.split(", ")
}
"""What people write before a colon in place of the question → its number."""
_LABELS_END = re.compile(r"[:=–—-]")
"""What stands behind each label; asked for first."""
_NO_WORD = re.compile(r"\W+")
_LABEL = re.compile(r"\W{0,3}(?P<label>[A-Za-z][A-Za-z /&()0-9–-]{1,28}?)\s*(?::|=|\s[-–—]|->|=>)\s+(?=\S)")


_ANYTHING_ELSE = 6
"""The question for help: "Help?" may be a call itself, and `help` tells it from one that is answered with a no."""
_PUT_AS_QUESTION = re.compile(r"\W{0,3}(?P<label>[A-Za-z1][A-Za-z0-9 /&–-]{1,28}?)\s?\?\W{0,2}$")


def _put_as_question(sentence: str) -> int | None:
    """The question that a label stands for where it is put as one ("Next?", "1-5?"); what comes next answers it."""
    label = _PUT_AS_QUESTION.match(sentence)
    return LABELS.get(_NO_WORD.sub(" ", lower(label["label"])).strip()) if label else None


def _labelled(sentence: str) -> tuple[int | None, str]:
    """The question that a label before the words stands for ("Next: Dec 3"), and the words without it."""
    label = _LABEL.match(sentence) if _LABELS_END.search(sentence) else None
    if label is None:
        return None, sentence
    answered = LABELS.get(_NO_WORD.sub(" ", lower(label["label"])).strip())
    return (answered, sentence[label.end() :]) if answered else (None, sentence)


def _cut(found: Iterator[str]) -> Iterator[str]:
    """The sentences, those beyond measure cut at a space."""
    for sentence in found:
        while len(sentence) > LONGEST_SENTENCE:
            at = sentence.rfind(" ", LONGEST_SENTENCE // 2, LONGEST_SENTENCE)
            at = at if at > 0 else LONGEST_SENTENCE
            yield sentence[:at]
            sentence = sentence[at:].strip()
        if sentence:
            yield sentence


def sentences(text: str, question: int | None = None, first_paragraph: int = 0) -> Iterator[Sentence]:
    """The sentences of a segment in order; items of a list know the line that opened it."""
    yield from _told(text, question, first_paragraph)


def forget() -> None:
    """Keep nothing of a mail that has been read."""
    _told.cache_clear()
    tokens.forget()
    cued.forget()


@lru_cache(maxsize=4)
def _told(text: str, question: int | None, first_paragraph: int) -> tuple[Sentence, ...]:
    """What `sentences` gives; several readers of one mail ask for the same."""
    return tuple(_made(text, question, first_paragraph))


_SPEAKS_ANEW = re.compile(
    r"\?\W*$|^\W*(?:We(?:'re|’re|'ll|’ll)?|I(?:'m|’m|'d|’d|'ll|’ll)?|Next|Our\s+next)\b|"
    r"^\W*(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+\d"
)
"""A sentence with which the answer to a label is over ("Discussed: budgets. We're on for Friday.")."""


def _made(text: str, question: int | None, first_paragraph: int) -> Iterator[Sentence]:
    opening = ""
    for line, item, paragraph in lines(plain(text), question is None):
        if not item:
            opening = ""
        answered, put = question, None
        said_here = list(_cut(split_sentences(line)))
        for place, sentence in enumerate(said_here, 1):
            echoed = _put_as_question(sentence) if place < len(said_here) else None
            if echoed and question in (None, echoed) and echoed != _ANYTHING_ELSE:
                put = echoed
                continue
            labelled, unlabelled = _labelled(sentence)
            labelled = labelled if question in (None, labelled) else None
            sentence = unlabelled if labelled else sentence
            goes_on = question or (answered in (3, 6) and not _SPEAKS_ANEW.search(sentence))
            answered = labelled or put or (answered if goes_on else None)
            meant = written_out(sentence, low := lower(sentence))
            low, said = (low, "") if meant == sentence else (lower(meant), sentence)
            yield Sentence(meant, low, answered, first_paragraph + paragraph, opening, said)
            answered, put = (question, None) if put else (answered, None)
        if not item and line.endswith(":"):
            opening = lower(line)
