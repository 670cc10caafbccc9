"""Words tied to the questions they answer: under the quoted question, on its line, by its number, or in its order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from service.reading.values import Segment

MAX_LETTER = 40_000
"""Characters of a quoted letter that are searched for questions."""
_WORDS = re.compile(r"\w+")
_NUMBER_BEFORE = re.compile(
    r"(?:^|\s)[#(]?(?:q|question |no\.? ?)?\d{1,2}\s?[.):\]-]{0,2}[ \t]*\Z|(?:^|\n)[ \t]*[-*•][ \t]*\Z", re.I
)
_MARKER = re.compile(
    r"(?:(?<=\s)|^)[#(*]{0,2}(?:q|a|question |answer |no\.? ?)?([1-9])\s?"
    r"(?:[.):\]]+\*{0,2}(?:[-–—](?=\s))?|[-–—/](?=\s)|\s[-–—=])[ \t]*",
    re.I | re.M,
)
_MAY_MARK = re.compile(r"[1-9]\s{0,2}[.):\]=/–—-]")
"""What every marker holds; asked for first, since a search that begins with a digit is many times faster."""
_BARE_MARKER = re.compile(r"^[ \t]*([1-9])(?:[ \t]?[-–&,][ \t]?[1-9])?[ \t]+(?=\S)", re.M)
"""A number, or two that are answered together ("2-3 -"), at the head of a line."""
_DIGIT_HEADS_LINE = re.compile(r"\n[ \t]*[1-9]")
"""Where such a number may stand below the first line; begun with the line's end, it is looked for many times sooner."""
_LETTERS_OWN = re.compile(
    r"\s*(?:thank|your answers?|want fewer|just reply|please reply|libra|best|kind|warm|with |sincerely|"
    r"regards|see you|yours|the |we |our |this |who sees|to (?:stop|change)|questions\?|reply|if you|sent |--|__|©|\*)",
    re.I,
)


_I = re.compile(r"\b(?:I|I'm|I'd|I've|I’m|I’d|my|me)\b")
"""A program's letter says "we" and "you"; who says "I" is its reader."""


def words_of(text: str) -> str:
    """The words alone, in lower case, one space between: how texts are compared."""
    return " ".join(_WORDS.findall(text.lower()))


class Found(NamedTuple):
    """One question found in a text: its number (1…), where it begins (its own number included) and ends."""

    number: int
    start: int
    end: int


@lru_cache(maxsize=64)
def _patterns(questions: tuple[str, ...]) -> tuple[re.Pattern[str] | None, ...]:
    """A pattern for each question that any wrapping, quoting and punctuation leaves intact."""
    worded = [_WORDS.findall(_lower(question)) for question in questions]
    return tuple(re.compile(r"\W{1,12}".join(words) + r"\b[^\w\s]{0,3}") if words else None for words in worded)


def _lower(text: str) -> str:
    """In lower case, every character at its place (the dotted capital I would become two)."""
    return text.replace("İ", "I").lower()


@lru_cache(maxsize=64)
def _normal(questions: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(words_of(question) for question in questions)


def find_questions(text: str, questions: tuple[str, ...]) -> list[Found]:
    """The first place of each question in `text`, in the order in which they stand."""
    found = []
    text = _lower(text[:MAX_LETTER])
    for number, pattern in enumerate(_patterns(questions), 1):
        match = pattern.search(text) if pattern else None
        if match is not None:
            lead = _NUMBER_BEFORE.search(text, max(match.start() - 14, 0), match.start())
            found.append(Found(number, lead.start() if lead else match.start(), match.end()))
    return sorted(found, key=lambda each: each.start)


def question_above(quoted: Sequence[str], questions: tuple[str, ...]) -> int | None:
    """The number of the question that a stretch of quoted lines ends with; None where it ends with something else."""
    last = [text for text in quoted[-14:] if text.strip()]
    joined = words_of(" ".join(last))
    if not joined:
        return None
    tail = words_of(last[-1])
    for number, question in enumerate(_normal(questions), 1):
        if question and joined.endswith(question):
            return number
    for number, question in enumerate(_normal(questions), 1):
        own = re.sub(r"^\d ", "", tail)
        if len(own.split()) >= 3 and own in question:  # a question cut down to a few of its words
            return number
    return None


@dataclass(frozen=True, slots=True)
class Typed:
    """What stood in a letter besides the letter: before its first question, and the answers between."""

    before: str
    answers: tuple[Segment, ...]
    after: str
    last: int | None = None
    """The number of the last question, which `after` follows."""


def typed_between(text: str, questions: tuple[str, ...]) -> Typed | None:
    """What somebody typed between the questions of a letter; None where the text holds fewer than two of them."""
    found = find_questions(text, questions)
    if len(found) < min(2, len([question for question in questions if question])) or not found:
        return None
    answers = []
    for this, following in pairwise(found):
        between = text[this.end : following.start].strip(" \n\t-–—*_:>")
        if between:
            answers.append(Segment(_tidy(between), this.number))
    return Typed(text[: found[0].start].rstrip(), tuple(answers), text[found[-1].end :], found[-1].number)


_GOES_ON = re.compile(r"(?<!\S)(?:if you have not met,|who sees this:)", re.I)
"""How our own letters go on below their last question: what stands before that was typed."""
_LONGEST_ANSWER = 600


def last_answer(typed: Typed, text: str) -> Segment | None:
    """The answer under a letter's last question, where the letter goes on below without a mark; None where none is.

    It is looked for only where other questions were answered in the letter, stands as close to its question as the
    others do, and does not begin as letters end.
    """
    if not typed.answers or typed.last is None:
        return None
    goes_on = _GOES_ON.search(typed.after, 0, _LONGEST_ANSWER)
    if goes_on:
        answer = typed.after[: goes_on.start()].strip(" \n\t-–—*_:>")
        return Segment(_tidy(answer), typed.last) if answer else None
    head = re.match(r"[ \t]*(\n[ \t]*)*", typed.after)
    gap = head[0].count("\n") if head else 0
    close = all(f"{answer.text.splitlines()[0]}" in text and not _spaced(text, answer.text) for answer in typed.answers)
    paragraph = typed.after[head.end() if head else 0 :].partition("\n\n")[0]
    letters_own = _LETTERS_OWN.match(paragraph) is not None and _I.search(paragraph) is None
    if (
        not paragraph.strip()
        or (close and gap > 1)
        or len(paragraph) > _LONGEST_ANSWER
        or (letters_own and not (close and gap == 1))
    ):
        return None
    return Segment(_tidy(paragraph.strip()), typed.last)


def _spaced(text: str, answer: str) -> bool:
    """Whether a blank line stands above an answer."""
    at = text.find(answer.splitlines()[0])
    return text[:at].rstrip(" \t>").endswith("\n\n") if at > 0 else False


def _tidy(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def without_letter(text: str, count: int) -> list[Segment]:
    """Own words that stand under no question, in stretches: answers by number or in order tied to their questions."""
    return numbered(text, count) or in_order(text, count) or in_one_line(text, count) or [Segment(text)]


def numbered(text: str, count: int) -> list[Segment] | None:
    """Answers that carry their question's number, "1. yes" to "Q6 - no", a line each or all in one; None if none are.

    A writer's own list is no answer: two or three numbers count only where nothing stands before them.
    """
    marks = _chain(text[:MAX_LETTER], count)
    if marks is None:
        return None
    before = text[: marks[0][1]].strip()
    if len(marks) < min(4, count) and (before and (len(before) > 40 or before.endswith(":"))):
        return None
    segments = [Segment(before)] if before else []
    ends = [start for _, start, _ in marks[1:]] + [len(text)]
    for (number, _, start), end in zip(marks, ends, strict=True):
        answer, rest = text[start:end].strip(), ""
        if end == len(text):
            answer, rest = (part.strip() for part in (*answer.partition("\n\n")[::2],))
        if answer:
            segments.append(Segment(answer, number))
        if rest:
            segments.append(Segment(rest))
    return segments


def _chain(text: str, count: int) -> list[tuple[int, int, int]] | None:
    """(number, where its mark begins, where its words begin) of rising numbers; None where they make no chain."""
    if len(_MAY_MARK.findall(text)) < 2:
        return _bare_chain(text, count)
    at_lines = _rising([m for m in _MARKER.finditer(text) if _at_line_start(text, m.start())], count)
    inline = _consecutive(text, count)
    if len(inline) >= max(3, len(at_lines) + 1):
        return inline
    bare = _bare_chain(text, count) or []
    return max(at_lines, bare, key=len) if len(at_lines) >= 2 else bare or None


_IN_ONE_RUN = re.compile(r"(?<!\S)(\d)(?:[-–—:.)]\s*|\s+)(?=\S)")
"""A number that may stand before its answer where all stand in one run: "1-yes 2-phone", "1 yes, 2 phone"."""


def _bare_chain(text: str, count: int) -> list[tuple[int, int, int]] | None:
    """Four numbers and more without a mark, 1, 2, 3 …, each before the first word of its line, or before that of every
    line; or all in one run."""
    may_be_bare = len(_DIGIT_HEADS_LINE.findall(text)) >= 3
    bare = _rising(list(_BARE_MARKER.finditer(text)), count) if may_be_bare else []
    if len(bare) >= 4 and bare[0][0] == 1:
        numbers = [number for number, _, _ in bare]
        of_every_line = len(bare) == sum(bool(line.strip()) for line in text.split("\n"))
        if of_every_line or numbers == list(range(1, len(bare) + 1)):
            return bare
    run = _consecutive(text, count, _IN_ONE_RUN) if text.lstrip().startswith("1") else []
    return run if len(run) == count >= 4 and not text[: run[0][1]].strip() else None


def _at_line_start(text: str, position: int) -> bool:
    start = text.rfind("\n", max(position - 40, 0), position) + 1
    return (start > 0 or position <= 40) and text[start:position].strip(" \t*>") == ""


def _rising(matches: list[re.Match[str]], count: int) -> list[tuple[int, int, int]]:
    chain: list[tuple[int, int, int]] = []
    for match in matches:
        number = int(match[1])
        if number <= count and (not chain or number > chain[-1][0]):
            chain.append((number, match.start(), match.end()))
    return chain


def _consecutive(text: str, count: int, marker: re.Pattern[str] = _MARKER) -> list[tuple[int, int, int]]:
    """Marks 1, 2, 3 … each the first one after the last."""
    chain: list[tuple[int, int, int]] = []
    for match in marker.finditer(text):
        if int(match[1]) == len(chain) + 1 <= count:
            chain.append((int(match[1]), match.start(), match.end()))
    return chain


_RATING = re.compile(r"\b[1-5](?:\s?/\s?5)?\b|one|two|three|four|five|[★⭐]|n/?a|-", re.I)


_BULLET = re.compile(r"^[-*•·–]\s+")
_DATED = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)[a-z]*\b|\d(?:st|nd|rd|th)\b",
    re.I,
)
"""A day: such a line gives no rating, whatever figure stands in it."""


def in_order(text: str, count: int) -> list[Segment] | None:
    """Exactly as many short lines as questions, the fifth of them a rating: answers in the questions' order."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if count != 6 or len(lines) != count or any(len(line) > 120 for line in lines):
        return None
    lines = [_BULLET.sub("", line) or line for line in lines]
    if not _RATING.search(lines[4]) or _DATED.search(lines[4]) or len(lines[1].split()) > 6:
        return None
    return [Segment(line, number) for number, line in enumerate(lines, 1)]


_SEPARATORS = ("/", ";", "·", "|", " - ", " – ", " — ")
_MOST_PIECES = 10
_YES_OR_NO = re.compile(r"(?:y|yes|yep|yeah|yup|n|no|nope)\b", re.I)
_HOW = re.compile(
    r"\b(?:in[ -]person|face[ -]to[ -]face|f2f|coffee|lunch|office|phone|call|video|zoom|teams|webex|meet|skype|"
    r"facetime)\b",
    re.I,
)
_LENGTH = re.compile(
    r"(?:about\s+)?(?:an?|half|\d+)\b.{0,12}?\b(?:h|hrs?|hours?|mins?|minutes?)(?:\s+and\s+a\s+half)?", re.I
)
_LONE_RATING = re.compile(r"\W*[1-5](?:\s?/\s?5)?\W*|n/?a", re.I)


def in_one_line(text: str, count: int) -> list[Segment] | None:
    """Answers in the questions' order on one line, a mark between them ("Yes / Nov 12 / 1 hr / Zoom / goals / Dec 10 /
    4 / no"): a yes or no first, how they met between, and a rating last but for what is asked."""
    if count != 6 or "\n" in text.strip() or not _YES_OR_NO.match(text.lstrip()):
        return None
    parted = ([piece.strip() for piece in text.split(mark)] for mark in _SEPARATORS)
    pieces = next((pieces for pieces in parted if count <= len(pieces) <= _MOST_PIECES), None)
    if pieces is None or not _LONE_RATING.fullmatch(pieces[-2]):
        return None
    how = next((place for place, piece in enumerate(pieces) if _HOW.search(piece)), None)
    if how is None or not 1 <= how <= len(pieces) - 5:
        return None
    long = [piece for piece in pieces[how + 1 : -3] if _LENGTH.fullmatch(piece)]
    about = [piece for piece in pieces[how + 1 : -3] if piece not in long]
    answers = [pieces[:how] + long, [pieces[how]], about, *([piece] for piece in pieces[-3:])]
    return [Segment(", ".join(answer), number) for number, answer in enumerate(answers, 1)]
