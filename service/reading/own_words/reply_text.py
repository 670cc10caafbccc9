"""Labelled lines → the writer's own words, each stretch tied to the question it answers.

Nothing is thrown away: what is not the writer's is kept as folded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from service.reading.mail.lines import BLANK, QUOTE, TEXT, Line, texts
from service.reading.own_words import notices, questions
from service.reading.own_words.labels import Labelled, Writer, label
from service.reading.own_words.typed_inside import below_signoff, nearest_letter, typed_inside
from service.reading.values import Segment, Words


def own_words(lines: Sequence[Line], writer: Writer) -> Words:
    """The writer's own words among the lines of one body."""
    return collect(label(lines, writer), writer)


def collect(labelled: Labelled, writer: Writer) -> Words:
    """The writer's segments in order, what was typed inside a quoted letter among them, and all else folded."""
    lines, marks = labelled.lines, labelled.marks
    segments: list[Segment] = []
    folded: list[str] = []
    quoted: list[Line] = []
    text: list[str] = []

    def close_text() -> None:
        if any(part.strip() for part in text):
            tied = questions.question_above([line.text for line in quoted], writer.questions)
            segments.extend(_segments("\n".join(text).strip("\n"), tied, writer))
            quoted.clear()
        text.clear()

    last = labelled.own_end
    while last and marks[last - 1] is not TEXT:
        last -= 1
    for line, mark in zip(lines[:last], marks, strict=False):
        if mark is TEXT or (mark is BLANK and not line.depth):
            text.append(line.text)
            continue
        if text:
            close_text()
        folded.append(line.text)
        if mark is QUOTE:
            quoted.append(line)
    close_text()
    segments = _with_typed(segments, nearest_letter(labelled), writer)
    folded += texts(lines[last:])
    return Words(tuple(segments), tuple(_joined(folded)))


def _joined(folded: Sequence[str]) -> Iterator[str]:
    whole = "\n".join(folded).strip("\n")
    if whole:
        yield whole


_GAPS = re.compile(r"\n{3,}")


def _segments(text: str, question: int | None, writer: Writer) -> list[Segment]:
    """One stretch of own words as segments."""
    text = "\n".join([line.rstrip() for line in text.split("\n")])
    if "\n\n\n" in text:
        text = _GAPS.sub("\n\n", text)
    text = notices.without_tag(text.strip())
    if question is not None:
        return [Segment(text, question)]
    typed = questions.typed_between(text, writer.questions) if "?" in text else None
    if typed is not None:
        return _from_copied_letter(typed, text, writer)
    count = len(writer.questions)
    return questions.without_letter(text, count)


def _from_copied_letter(typed: questions.Typed, text: str, writer: Writer) -> list[Segment]:
    """Own words in a text that holds the questions unquoted: what stands above the letter's greeting, and the
    answers.
    """
    greeting = _greeting(typed.before, writer.names)
    before = typed.before[:greeting].strip() if greeting is not None else typed.before.strip()
    segments = [Segment(before)] if before else []
    last = questions.last_answer(typed, text)
    return [*segments, *typed.answers, *([last] if last else [])]


def _greeting(text: str, names: frozenset[str]) -> int | None:
    """Where a letter to the writer begins: "Hi Ada," said to Ada is not Ada speaking."""
    for match in re.finditer(
        r"^(?:hi|hello|dear|hey|hallo|liebe[r]?|bonjour|hola)\s+([\w.'’ -]{1,60}?)\s*[,!:–-]?\s*$", text, re.I | re.M
    ):
        if match[1].lower() in names:
            return match.start()
    return None


def _with_typed(segments: list[Segment], letter: list[Line], writer: Writer) -> list[Segment]:
    """The segments, and what was typed inside the quoted letter; if there is nothing at all, what stands below it."""
    if not letter:
        return segments
    answered = {segment.question for segment in segments} - {None}
    inside = [each for each in typed_inside(letter, segments, writer) if each.question not in answered]
    if segments or inside:
        return segments + inside
    below = below_signoff(letter, writer) if not any(line.depth for line in letter) else ""
    return _segments(below, None, writer) if below else []
