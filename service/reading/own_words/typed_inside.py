"""Words typed inside a quoted letter: between its questions, on their lines, or in a look of their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import compress, repeat
from operator import is_

from service.reading.mail.lines import QUOTE, Line, depths, texts
from service.reading.own_words import questions
from service.reading.own_words.headers import RULE, headers_at
from service.reading.own_words.labels import ANNOUNCED, Labelled, Writer
from service.reading.values import Segment


def nearest_letter(labelled: Labelled) -> list[Line]:
    """The nearest quoted letter: the tail up to the next header block, or the lines quoted once."""
    if labelled.tail < len(labelled.lines):
        return _first_letter(labelled.lines, labelled.tail)
    quoted = list(compress(labelled.lines, map(is_, labelled.marks, repeat(QUOTE))))
    deep = list(depths(quoted))
    once = deep.count(1) == len(deep)  # as in most mail
    letter = quoted if once else [line for line, depth in zip(quoted, deep, strict=True) if depth == 1]
    said = 0
    for line in letter:
        said += line.text != "" and not line.text.isspace()
        if said > 1:
            return letter
    return [line for line in quoted if line.depth <= 2]  # Proton quotes its attribution, too


def _first_letter(lines: Sequence[Line], tail: int) -> list[Line]:
    start = tail + 1
    while start < len(lines) and headers_at(lines, start) is None and _is_empty(lines[start]):
        start += 1
    if start < len(lines):
        start = headers_at(lines, start) or start
    letter: list[Line] = []
    shallow = min((line.depth for line in lines[start:] if line.text.strip()), default=0)
    for index in range(start, len(lines)):
        if headers_at(lines, index) is not None and letter and any(line.text.strip() for line in letter):
            break
        if lines[index].depth <= shallow + 1:
            letter.append(lines[index])
    return letter


def _is_empty(line: Line) -> bool:
    """Whether nothing or a rule stands on a line: Outlook on the web draws one above the header block."""
    return not line.text.strip() or RULE.match(line.text) is not None


def typed_inside(letter: Sequence[Line], segments: Sequence[Segment], writer: Writer) -> list[Segment]:
    """What somebody typed inside the letter; `segments` are the own words outside it."""
    text = _text_of(letter)
    typed = questions.typed_between(text, writer.questions)
    if typed is None:
        return _coloured(letter, segments)
    look = _look_of_answers(letter, typed, writer)
    if look:
        return _in_order(typed, letter, look, len(text))
    last = questions.last_answer(typed, text)
    return [*typed.answers, *([last] if last else [])]


def _text_of(letter: Sequence[Line]) -> str:
    return "\n".join(texts(letter))[: questions.MAX_LETTER]


def _look_of_answers(letter: Sequence[Line], typed: questions.Typed, writer: Writer) -> frozenset[str]:
    """The looks of the answers, where they look other than the letter; else none."""
    first_words = {answer.text.split("\n")[0] for answer in typed.answers}
    if not first_words:
        return frozenset()
    answers = {line.style for line in letter if line.text.strip() in first_words}
    asking = [line for line in letter if line.text.strip().endswith("?")]
    ours = [line for line in asking if questions.find_questions(line.text, writer.questions)]
    questioned = {line.style for line in ours or asking}
    return frozenset() if answers & questioned else frozenset(answers)


def _in_order(typed: questions.Typed, letter: Sequence[Line], look: frozenset[str], size: int) -> list[Segment]:
    """The answers, and whatever else has their look: a word above the questions, the last answer, a word below."""
    before, last, below = list[str](), list[str](), list[str]()
    position = 0
    for line in letter:
        words = line.text.strip()
        if position < len(typed.before):
            before += [words] if words and line.style in look else []
        elif position >= size - len(typed.after) and words:
            if line.style not in look:
                below.append("")
            else:
                (below if below else last).append(words)
        position += len(line.text) + 1
    return [
        *([Segment("\n".join(before))] if before else []),
        *typed.answers,
        *([Segment("\n".join(last), typed.last)] if last else []),
        *([Segment("\n".join(filter(None, below)))] if any(below) else []),
    ]


_NEUTRAL = re.compile(
    r"(?:\||black|#000|rgb\(0, ?0, ?0|windowtext|#1f497d|#2[0-9a-f]{5}|#3[0-9a-f]{5}|#222|#333|gr[ea]y|"
    r"inherit|initial|auto)",
    re.I,
)


def _coloured(letter: Sequence[Line], segments: Sequence[Segment]) -> list[Segment]:
    """Answers typed into a quoted mail in a colour of their own, where the words above say so."""
    if not any(ANNOUNCED.search(segment.text[:500].lower()) for segment in segments):
        return []
    amounts = Counter[str]()
    for line in letter:
        amounts[line.style.partition("|")[0]] += len(line.text)
    usual = amounts.most_common(1)[0][0] if amounts else ""
    found = [line.text for line in letter if line.text.strip() and _stands_out(line, usual)]
    return [Segment("\n".join(found))] if found else []


def _stands_out(line: Line, usual: str) -> bool:
    colour = line.style.partition("|")[0]
    return bool(colour) and colour != usual and _NEUTRAL.match(colour) is None


def below_signoff(letter: Sequence[Line], writer: Writer) -> str:
    """Words below a letter that was quoted without marks: what follows the line it is signed with; empty if none do.

    A letter's own footer, below a rule or speaking to its reader, is none.
    """
    typed = questions.typed_between(_text_of(letter), writer.questions)
    lines = typed.after.split("\n") if typed else []
    for index in range(len(lines) - 1, -1, -1):
        if len(lines[index]) < 80 and _SIGNOFF.match(lines[index]):
            text = "\n".join(lines[index + 1 :]).strip()
            return "" if _FOOTER.match(text) else text
    return ""


_SIGNOFF = re.compile(r"(?:the )?[A-Z][^.!?:]{0,50}\b(?:Mentoring|Program(?:me)?)(?:,? [A-Z][\w' ]{0,40})?\s*\Z")
_FOOTER = re.compile(
    r"\W*(?:you\b|to (?:stop|change|unsub)|want|reply|this\b|\S+@\S+|[\w-]+\.[\w.-]+\s*\Z)|"
    r"[-_=*—]{2}",
    re.I,
)
