"""Lines → the writer's own words.

Every line gets a label (text, quote, attribution, header block, signature, rule, footer, disclaimer, banner); what is
the writer's is then decided on the sequence of labels, and each stretch of it is tied to the question it answers.
Nothing is thrown away: what is not the writer's is kept as folded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.reading import footers, questions
from service.reading.attributions import attribution_at, headers_at, is_separator, label_kind, parted, table_at
from service.reading.lines import Line, Mark
from service.reading.values import Segment, Words


@dataclass(frozen=True, slots=True)
class Writer:
    """What is known of who wrote: the names a signature may begin with, and the questions they were asked."""

    names: frozenset[str] = frozenset()
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Labelled:
    """Lines with their labels. From line `tail` on all is somebody else's, though no mark says so."""

    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    tail: int

    @property
    def structured(self) -> bool:
        """Whether anything told the writer's words from others'."""
        return self.tail < len(self.lines) or any(line.depth or line.mark for line in self.lines)

    @property
    def is_top_post(self) -> bool:
        """Whether all own words stand above the first quote, and none of them says that there are more within."""
        first = next((at for at, mark in enumerate(self.marks) if mark in _OTHERS), None)
        if first is None or any(mark is Mark.TEXT for mark in self.marks[first : self.tail]):
            return False
        return not any(_ANNOUNCED.search(line.text[:300]) for line in self.lines[:first])


_OTHERS = (Mark.QUOTE, Mark.ATTRIBUTION, Mark.HEADERS)


def own_words(lines: Sequence[Line], writer: Writer) -> Words:
    """The writer's own words among the lines of one body."""
    return collect(label(lines, writer), writer)


def label(lines: Sequence[Line], writer: Writer) -> Labelled:
    """Tell each line what it is."""
    lines = parted(lines)
    marks = [_first_mark(line) for line in lines]
    tail = _mark_openers(lines, marks)
    _mark_overflow(lines, marks, tail)
    runs = list(_runs(marks, tail))
    for number, (start, end) in enumerate(runs):
        if number == 0:
            _mark_banners(lines, marks, start, end)
        _mark_end_of_run(lines, marks, start, end, writer)
    return Labelled(tuple(lines), tuple(marks), tail)


def _first_mark(line: Line) -> Mark:
    if line.depth:
        return Mark.QUOTE
    if not line.text.strip():
        return Mark.BLANK
    if line.mark in (Mark.SIGNATURE, Mark.ATTRIBUTION):
        return line.mark
    return Mark.TEXT


# ---- where somebody else's words begin


def _mark_openers(lines: Sequence[Line], marks: list[Mark]) -> int:
    """Label attributions, header blocks and separators; where words follow one unquoted, the tail begins: its line."""
    index = tried = 0
    while index < len(lines):
        line = lines[index]
        if line.depth or (not line.text.strip() and line.mark is not Mark.HEADERS):
            index += 1
            continue
        tried += line.text.endswith((":", "："))
        opener = _opener_at(lines, index, look=tried < MAX_CANDIDATES)
        if opener is None:
            index += 1
            continue
        start, end, mark = opener
        for position in range(start, end):
            marks[position] = mark
        if not _quoted_below(lines, end):
            return start
        index = end
    return len(lines)


MAX_CANDIDATES = 150
"""Lines ending in a colon that are weighed as attributions; no letter has as many above its first quote."""


def _opener_at(lines: Sequence[Line], index: int, look: bool) -> tuple[int, int, Mark] | None:
    """The attribution, header block or separator that ends (or begins) with this line: its first line, the one
    after, its label.
    """
    line = lines[index]
    if line.mark is Mark.HEADERS and (not line.text or _is_labelled_block(lines, index)):
        return index, index + 1, Mark.HEADERS
    end = headers_at(lines, index)
    if end is not None:
        return index, end, Mark.HEADERS
    if is_separator(line.text) and not _is_own_rule(lines, index):
        return index, index + 1, Mark.HEADERS
    table = table_at(lines, index)
    if table is not None:
        return *table, Mark.HEADERS
    quoted = _quoted_below(lines, index + 1)
    if line.mark is Mark.ATTRIBUTION and (quoted or label_kind(line.text) or line.text.rstrip().endswith((":", "："))):
        return index, index + 1, Mark.ATTRIBUTION
    start = attribution_at(lines, index, quoted) if look else None
    return None if start is None else (start, index + 1, Mark.ATTRIBUTION)


def _is_labelled_block(lines: Sequence[Line], index: int) -> bool:
    """Whether a bordered block of HTML is a header block in a language nobody told us: two lines of "word: value"."""
    block = [line.text for line in lines[index : index + 8] if line.mark is Mark.HEADERS and line.text]
    return sum(re.match(r"\S[^:：]{0,24}[:：]\s?\S", text) is not None for text in block) >= 2


def _is_own_rule(lines: Sequence[Line], index: int) -> bool:
    """Whether nothing stands below a separator."""
    return not any(line.text.strip() for line in lines[index + 1 : index + 50])


def _quoted_below(lines: Sequence[Line], index: int) -> bool:
    """Whether the next words are quoted; the end of the mail counts (nothing follows that could be a tail)."""
    while index < len(lines) and not lines[index].text.strip():
        index += 1
    return index >= len(lines) or lines[index].depth > 0


def _mark_overflow(lines: Sequence[Line], marks: list[Mark], tail: int) -> None:
    """Label as quote what a client wrapped out of a long quoted line without marking it."""
    for index in range(1, min(tail, len(lines)) - 1):
        if marks[index] is not Mark.TEXT or not (lines[index - 1].depth and lines[index + 1].depth):
            continue
        above, text = lines[index - 1].text.rstrip(), lines[index].text.strip()
        if len(above) >= 55 and above[-1] not in ".?!:" and len(text) <= 40 and text[:1].islower():
            marks[index] = Mark.QUOTE


def _runs(marks: Sequence[Mark], tail: int) -> Iterator[tuple[int, int]]:
    """The stretches of text (blank lines within) before the tail: (first line, the one after the last)."""
    start = None
    for index in range(tail + 1):
        own = index < tail and marks[index] in (Mark.TEXT, Mark.BLANK, Mark.SIGNATURE)
        if own and start is None and marks[index] is not Mark.BLANK:
            start = index
        if not own and start is not None:
            yield start, index
            start = None


# ---- what stands around the writer's words


def _mark_banners(lines: Sequence[Line], marks: list[Mark], start: int, end: int) -> None:
    """Label a gateway's warning among the first paragraphs: its lines, and no line of the writer's below it."""
    for first, last in list(_paragraphs(marks, start, end))[:3]:
        for stop in range(first + 1, min(first + 3, last) + 1):
            if footers.is_banner(" ".join(line.text for line in lines[first:stop])):
                while stop < last and (_runs_on(lines[stop - 1].text) or footers.is_banner(lines[stop].text)):
                    stop += 1
                _fill(marks, first, stop, Mark.BANNER)
                break


def _runs_on(text: str) -> bool:
    """Whether a line was wrapped in the middle of a sentence."""
    return len(text) > 50 and text.rstrip()[-1:] not in ".!?:]"


def _mark_end_of_run(lines: Sequence[Line], marks: list[Mark], start: int, end: int, writer: Writer) -> None:
    """Label signature, footers and disclaimers of one stretch of text."""
    _mark_delimited_signature(lines, marks, start, end)
    _mark_footers(lines, marks, start, end)
    _mark_disclaimers(lines, marks, start, end)
    _mark_rules(lines, marks, start, end)
    _mark_dashed_name(lines, marks, start, end)
    _mark_bare_signature(lines, marks, start, end, writer)


def _mark_dashed_name(lines: Sequence[Line], marks: list[Mark], start: int, end: int) -> None:
    """Label "-Ada Example" on the last line; "- Ada" below other lines of a list is none."""
    last = _last_text(marks, start, end)
    if last is None or last == start or not footers.is_dashed_name(lines[last].text):
        return
    if not lines[last].text.lstrip().startswith("- ") or marks[last - 1] is Mark.BLANK:
        marks[last] = Mark.SIGNATURE


def _mark_delimited_signature(lines: Sequence[Line], marks: list[Mark], start: int, end: int) -> None:
    for index in range(start, end):
        if marks[index] is not Mark.TEXT or not footers.DELIMITER.match(lines[index].text):
            continue
        below = [lines[at].text for at in range(index + 1, min(index + 60, end)) if marks[at] is not Mark.BLANK]
        standard = lines[index].text.strip() == "--" and len(below) <= 30
        if standard or footers.reads_as_signature(below):
            _fill(marks, index, end, Mark.SIGNATURE)
            return


def _mark_footers(lines: Sequence[Line], marks: list[Mark], start: int, end: int) -> None:
    """Label phone and client footers wherever they stand, list footers to the end of the stretch."""
    for index in range(start, end):
        if marks[index] is not Mark.TEXT:
            continue
        text = lines[index].text
        if footers.is_phone_footer(text) and (index == start or marks[index - 1] is not Mark.TEXT or index >= end - 4):
            marks[index] = Mark.FOOTER
        elif footers.is_list_footer(text) and index > start:
            first = index
            while first > start and (marks[first - 1] is Mark.TEXT) and first > index - 3:
                first -= 1
            _fill(marks, max(first, start), end, Mark.FOOTER)
            return


def _mark_disclaimers(lines: Sequence[Line], marks: list[Mark], start: int, end: int) -> None:
    written = False
    for first, last in list(_paragraphs(marks, start, end)):
        if footers.is_disclaimer(" ".join(line.text for line in lines[first:last])):
            _fill(marks, first, end if written else last, Mark.DISCLAIMER)
            if written:
                return
        else:
            written = True


def _mark_rules(lines: Sequence[Line], marks: list[Mark], start: int, end: int) -> None:
    """Label drawn lines that part nothing: at the end of a stretch, or above what was labelled."""
    words_below = False
    for index in range(end - 1, start - 1, -1):
        if marks[index] is Mark.TEXT:
            if footers.is_rule(lines[index].text) and not words_below:
                marks[index] = Mark.RULE
            else:
                words_below = True


def _mark_bare_signature(lines: Sequence[Line], marks: list[Mark], start: int, end: int, writer: Writer) -> None:
    """Label a signature that nothing marks, at the end of a stretch."""
    last = _last_text(marks, start, end)
    if last is None:
        return
    first = start
    while first <= last and marks[first] not in (Mark.TEXT, Mark.BLANK):
        first += 1
    texts = [
        line.text if marks[first + offset] in (Mark.TEXT, Mark.BLANK) else ""
        for offset, line in enumerate(lines[first : last + 1])
    ]
    at = footers.signature_start(texts, writer.names)
    if at is not None:
        _fill(marks, first + at, last + 1, Mark.SIGNATURE)


def _fill(marks: list[Mark], start: int, end: int, mark: Mark) -> None:
    for index in range(start, end):
        if marks[index] is Mark.TEXT:
            marks[index] = mark


def _last_text(marks: Sequence[Mark], start: int, end: int) -> int | None:
    return next((index for index in range(end - 1, start - 1, -1) if marks[index] is Mark.TEXT), None)


def _paragraphs(marks: Sequence[Mark], start: int, end: int) -> Iterator[tuple[int, int]]:
    first = None
    for index in range(start, end + 1):
        text = index < end and marks[index] is Mark.TEXT
        if text and first is None:
            first = index
        if not text and first is not None:
            yield first, index
            first = None


# ---- from labels to words


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

    for line, mark in zip(lines[: labelled.tail], marks, strict=False):
        if mark is Mark.TEXT or (mark is Mark.BLANK and not line.depth):
            text.append(line.text)
            continue
        if text:
            close_text()
        folded.append(line.text)
        if mark is Mark.QUOTE:
            quoted.append(line)
    close_text()
    segments = _with_typed(segments, _letter_lines(labelled), writer)
    folded.extend(line.text for line in lines[labelled.tail :])
    return Words(tuple(segments), tuple(_joined(folded)))


def _joined(folded: Sequence[str]) -> Iterator[str]:
    whole = "\n".join(folded).strip("\n")
    if whole:
        yield whole


def _segments(text: str, question: int | None, writer: Writer) -> list[Segment]:
    """One stretch of own words as segments."""
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in text.split("\n"))).strip()
    text = footers.without_tag(text)
    if question is not None:
        return [Segment(text, question)]
    typed = questions.typed_between(text, writer.questions) if "?" in text else None
    if typed is not None:
        return _from_copied_letter(typed, text, writer)
    count = len(writer.questions)
    return questions.numbered(text, count) or questions.in_order(text, count) or [Segment(text)]


def _from_copied_letter(typed: questions.Typed, text: str, writer: Writer) -> list[Segment]:
    """Own words in a text that holds the questions unquoted: what stands above the letter's greeting, and the
    answers.
    """
    greeting = _greeting(typed.before, writer.names)
    before = typed.before[:greeting].strip() if greeting is not None else typed.before.strip()
    segments = [Segment(before)] if before else []
    last, _ = questions.last_answer(typed, text)
    return [*segments, *typed.answers, *([last] if last else [])]


def _greeting(text: str, names: frozenset[str]) -> int | None:
    """Where a letter to the writer begins: "Hi Ada," said to Ada is not Ada speaking."""
    for match in re.finditer(
        r"^(?:hi|hello|dear|hey|hallo|liebe[r]?|bonjour|hola)\s+([\w.'’ -]{1,60}?)\s*[,!:–-]?\s*$", text, re.I | re.M
    ):
        if match[1].lower() in names:
            return match.start()
    return None


# ---- words typed inside a quoted letter


def _letter_lines(labelled: Labelled) -> list[Line]:
    """The nearest quoted letter: the tail up to the next header block, or the lines quoted once."""
    if labelled.tail < len(labelled.lines):
        return _first_letter(labelled.lines, labelled.tail)
    return [
        line
        for line, mark in zip(labelled.lines, labelled.marks, strict=True)
        if mark is Mark.QUOTE and line.depth == 1
    ]


def _first_letter(lines: Sequence[Line], tail: int) -> list[Line]:
    start = tail + 1
    while start < len(lines) and (headers_at(lines, start) is None) and not lines[start].text.strip():
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


def _with_typed(segments: list[Segment], letter: list[Line], writer: Writer) -> list[Segment]:
    """The segments, and what was typed inside the letter: between its questions, or in a colour of its own."""
    if not letter:
        return segments
    text = "\n".join(line.text for line in letter)[: questions.MAX_LETTER]
    typed = questions.typed_between(text, writer.questions)
    if typed is None:
        return segments + _coloured(letter, segments)
    last = (
        _styled_answer(letter, typed, len(text)) if _is_styled(letter, typed) else questions.last_answer(typed, text)[0]
    )
    answers = [*typed.answers, *([last] if last else [])]
    answered = {segment.question for segment in segments}
    segments = segments + [answer for answer in answers if answer.question not in answered]
    if not any(segment.text.strip() for segment in segments):
        segments = _below_signoff(typed.after, writer)
    return segments


def _is_styled(letter: Sequence[Line], typed: questions.Typed) -> bool:
    """Whether the answers in a letter look other than the letter."""
    if not typed.answers:
        return False
    first_words = {answer.text.split("\n")[0] for answer in typed.answers}
    answers = {line.style for line in letter if line.text.strip() in first_words}
    rest = {line.style for line in letter if line.text.strip().endswith("?")}
    return bool(answers) and not answers & rest


def _styled_answer(letter: Sequence[Line], typed: questions.Typed, size: int) -> Segment | None:
    """The answer under the letter's last question, where answers have a look of their own."""
    first_words = {answer.text.split("\n")[0] for answer in typed.answers}
    look = {line.style for line in letter if line.text.strip() in first_words}
    position, found = 0, list[str]()
    for line in letter:
        if position >= size - len(typed.after) and line.text.strip():
            if line.style not in look:
                break
            found.append(line.text.strip())
        position += len(line.text) + 1
    return Segment("\n".join(found), typed.last) if found else None


_ANNOUNCED = re.compile(
    r"\b(?:below|inline|in-line|interspersed|in (?:red|blue|green|bold|purple|orange|caps|color|colour)|"
    r"embedded|my (?:answers|comments|replies)|unten|in (?:rot|blau|gr[üu]n|fett)|ci-dessous|en (?:rouge|"
    r"bleu|vert|gras|rojo|azul|verde)|abajo|in (?:rosso|blu|rood|blauw)|sotto|hieronder|abaixo)\b",
    re.I,
)
_NEUTRAL = re.compile(
    r"(?:\||black|#000|rgb\(0, ?0, ?0|windowtext|#1f497d|#2[0-9a-f]{5}|#3[0-9a-f]{5}|#222|#333|gr[ea]y|"
    r"inherit|initial|auto)",
    re.I,
)


def _coloured(letter: Sequence[Line], segments: Sequence[Segment]) -> list[Segment]:
    """Answers typed into a quoted mail in a colour of their own, where the words above say so."""
    if not any(_ANNOUNCED.search(segment.text[:500]) for segment in segments):
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


def _below_signoff(after: str, writer: Writer) -> list[Segment]:
    """Words below a letter that was quoted without marks: what follows its last paragraphs, if the writer signs
    there.
    """
    lines = after.split("\n")
    for index in range(len(lines) - 1, -1, -1):
        if re.search(r"\b(?:mentoring|program(?:me)?)\b.{0,60}\Z", lines[index], re.I) and len(lines[index]) < 80:
            text = "\n".join(lines[index + 1 :]).strip()
            return _segments(text, None, writer) if text and "@" not in text.split("\n")[0] else []
    return []
