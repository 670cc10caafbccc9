"""Lines → labelled lines: text, quote, attribution, header block, signature, rule, footer, disclaimer, banner.

What is whose is decided on the sequence: where somebody else's mail begins, and what stands around the writer's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from service.reading.mail.lines import ATTRIBUTION, BLANK, HEADERS, QUOTE, SIGNATURE, TEXT, Line, Mark, depths, texts
from service.reading.own_words import footers, notices
from service.reading.own_words.attributions import attribution_at, parted
from service.reading.own_words.headers import (
    columns_at,
    headers_at,
    is_separator,
    label_kind,
    table_at,
    titled_block_at,
)
from service.reading.patterns.ways import quick

ANNOUNCED = quick(
    r"\b(?:below|inline|in-line|interspersed|in (?:red|blue|green|bold|purple|orange|caps|color|colour)|"
    r"embedded|my (?:answers|comments|replies)|unten|in (?:rot|blau|gr[üu]n|fett)|ci-dessous|en (?:rouge|"
    r"bleu|vert|gras|rojo|azul|verde)|abajo|in (?:rosso|blu|rood|blauw)|sotto|hieronder|abaixo)\b"
)
"""Words by which a writer says that there are more inside the quote; to be looked for in lower case."""


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
    below: int
    """The line from which on all is quoted or blank: no word of the writer's stands there."""

    @property
    def own_end(self) -> int:
        """The line above which all of the writer's words stand."""
        return min(self.tail, self.below)

    @property
    def structured(self) -> bool:
        """Whether anything told the writer's words from others'."""
        return self.tail < len(self.lines) or any(line.depth or line.mark for line in self.lines)

    @property
    def is_top_post(self) -> bool:
        """Whether all own words stand above the first quote, and none of them says that there are more within."""
        first = 0
        while first < len(self.marks) and self.marks[first] not in _OTHERS:
            first += 1
        if first == len(self.marks) or TEXT in self.marks[first : self.own_end]:
            return False
        return ANNOUNCED.search("\n".join([line.text[:300] for line in self.lines[:first]]).lower()) is None


_OTHERS = (QUOTE, ATTRIBUTION, HEADERS)
_AROUND = (SIGNATURE, Mark.FOOTER, Mark.DISCLAIMER)


def label(lines: Sequence[Line], writer: Writer) -> Labelled:
    """Tell each line what it is."""
    below = _all_quoted_from(lines)
    head, rest = parted(lines[:below]), lines[below:]
    marks = [_first_mark(line) for line in head]
    marks += [QUOTE if depth else BLANK for depth in depths(rest)]
    below, lines = len(head), [*head, *rest]
    tail = _mark_openers(lines, marks, below)
    _mark_overflow(lines, marks, min(tail, below))
    for number, (start, end) in enumerate(list(_runs(marks, min(tail, below)))):
        if number == 0:
            _mark_banners(lines, marks, start, end)
        _mark_end_of_run(lines, marks, start, end, writer)
    return Labelled(tuple(lines), tuple(marks), tail, below)


def _all_quoted_from(lines: Sequence[Line]) -> int:
    """The line below which all is quoted or blank, which is most of a mail and needs no more looking at."""
    unquoted = [at for at, depth in enumerate(depths(lines)) if not depth]
    last = next((at for at in reversed(unquoted) if lines[at].text or lines[at].mark), -1)
    return min(last + 2, len(lines))


def _first_mark(line: Line) -> Mark:
    text, depth, mark, _ = line
    if depth:
        return QUOTE
    if not text or text.isspace():
        return BLANK
    return mark if mark in _TOLD_BY_HTML else TEXT


_TOLD_BY_HTML = (SIGNATURE, ATTRIBUTION)


# ---- where somebody else's words begin


def _mark_openers(lines: Sequence[Line], marks: list[Mark], below: int) -> int:
    """Label attributions, header blocks and separators above line `below`; where words follow one unquoted, the tail
    begins: its line.
    """
    index = tried = 0
    while index < below:
        line = lines[index]
        if line.depth or line.mark is TEXT or (not line.text.strip() and line.mark is not HEADERS):
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
    if line.mark is HEADERS and (not line.text or _is_labelled_block(lines, index)):
        return index, index + 1, HEADERS
    separates = is_separator(line.text)
    end = headers_at(lines, index) or titled_block_at(lines, index, separates) or columns_at(lines, index)
    if end is not None:
        return index, end, HEADERS
    if separates and not _is_own_rule(lines, index):
        return index, index + 1, HEADERS
    table = table_at(lines, index)
    if table is not None:
        return *table, HEADERS
    quoted = _quoted_below(lines, index + 1)
    if line.mark is ATTRIBUTION and (quoted or label_kind(line.text) or line.text.rstrip().endswith((":", "："))):
        return index, index + 1, ATTRIBUTION
    start = attribution_at(lines, index, quoted) if look else None
    return None if start is None else (start, index + 1, ATTRIBUTION)


def _is_labelled_block(lines: Sequence[Line], index: int) -> bool:
    """Whether a bordered block of HTML is a header block in a language nobody told us: two lines of "word: value"."""
    block = [line.text for line in lines[index : index + 8] if line.mark is HEADERS and line.text]
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
        if marks[index] is not TEXT or not (lines[index - 1].depth and lines[index + 1].depth):
            continue
        above, text = lines[index - 1].text.rstrip(), lines[index].text.strip()
        cut = len(above) >= 55 and above[-1] not in ".?!:" and len(text) <= 40 and text[:1].islower()
        if cut and _ANSWER.match(text) is None:
            marks[index] = QUOTE


_ANSWER = re.compile(r"(?:yes|yep|yeah|no|nope|ok(?:ay)?|sure|done|not|i|we|ja|nein|oui|non|s[ií]|n[ãa]o|da|nee|nej)\b")
"""How a small answer begins."""


_OWN = (TEXT, BLANK, SIGNATURE)


def _runs(marks: Sequence[Mark], tail: int) -> Iterator[tuple[int, int]]:
    """The stretches of text (blank lines within) before the tail: (first line, the one after the last)."""
    start = None
    for index in range(tail + 1):
        own = index < tail and marks[index] in _OWN
        if start is None:
            if own and marks[index] is not BLANK:
                start = index
        elif not own:
            yield start, index
            start = None


# ---- what stands around the writer's words


def _mark_banners(lines: Sequence[Line], marks: list[Mark], start: int, end: int) -> None:
    """Label a gateway's warning among the first paragraphs: its lines, and no line of the writer's below it."""
    tops = list(islice(_paragraphs(marks, start, end), 3))
    if not tops or not notices.may_be_banner(" ".join([line.text[:600] for line in lines[start : tops[-1][1]]])):
        return
    for first, last in tops:
        if first > start and notices.is_disclaimer(" ".join(line.text for line in lines[first:last])):
            return
        for stop in range(first + 1, min(first + 3, last) + 1):
            if notices.is_banner(" ".join(line.text for line in lines[first:stop])):
                while stop < last and _goes_on_as_banner(lines[stop - 1].text, lines[stop].text):
                    stop += 1
                _fill(marks, first, stop, Mark.BANNER)
                break


def _goes_on_as_banner(above: str, text: str) -> bool:
    """Whether the line below a warning's belongs to it: wrapped in the middle of a sentence, more of it, or a rule."""
    wrapped = len(above) > 50 and above.rstrip()[-1:] not in ".!?:]" and text[:1].islower()
    return wrapped or notices.is_banner(text) or footers.is_rule(text)


def _mark_end_of_run(lines: Sequence[Line], marks: list[Mark], start: int, end: int, writer: Writer) -> None:
    """Label signature, footers and disclaimers of one stretch of text: from its end upwards, since a phone signs first,
    then a scanner, then a list.
    """
    while start < end and marks[start] is not TEXT:
        start += 1
    top, stop = start, end
    for _ in range(MAX_STACKED):
        _mark_disclaimers(lines, marks, top, stop)
        _mark_footers(lines, marks, top, stop)
        _mark_delimited_signature(lines, marks, top, stop)
        _mark_rules(lines, marks, top, stop)
        last = _last_text(marks, start, stop)
        if last is None or not any(marks[index] in _AROUND for index in range(last + 1, stop)):
            break
        stop = last + 1
        top = max(start, stop - MAX_SIGNED)
    _mark_dashed_name(lines, marks, start, end)
    _mark_lone_address(lines, marks, start, end)
    _mark_bare_signature(lines, marks, start, end, writer)


MAX_STACKED = 4
"""Signatures and footers that stand one above the other."""
MAX_SIGNED = 40
"""Lines from the end of a stretch in which a scanner's words, and the next signature above, are looked for."""


def _mark_dashed_name(lines: Sequence[Line], marks: list[Mark], start: int, end: int) -> None:
    """Label "-Ada Example" on the last line; "- Ada" below other lines of a list is none."""
    last = _last_text(marks, start, end)
    if last is None or last == start or not footers.is_dashed_name(lines[last].text):
        return
    if not lines[last].text.lstrip().startswith("- ") or marks[last - 1] is BLANK:
        marks[last] = SIGNATURE


def _mark_lone_address(lines: Sequence[Line], marks: list[Mark], start: int, end: int) -> None:
    """Label the writer's own address alone on the last line above somebody else's mail, as Foxmail signs."""
    last = _last_text(marks, start, end)
    if last is None or last < start + 2 or marks[last - 1] is not BLANK:
        return
    if not any(line.text for line in lines[end : end + 50]):
        return
    above = next((lines[at].text for at in range(last - 1, start - 1, -1) if marks[at] is not BLANK), ":")
    if footers.is_address(lines[last].text) and above.rstrip()[-1:] not in ":：?？":
        marks[last] = SIGNATURE


def _mark_delimited_signature(lines: Sequence[Line], marks: list[Mark], start: int, end: int) -> None:
    for index in range(start, end):
        line = lines[index]
        if marks[index] is not TEXT or not _draws(line.text):
            continue
        if line.mark is TEXT or _underlines(lines, marks, index, start, end):
            continue
        said = [lines[at].text for at in range(index + 1, min(index + 40, end)) if marks[at] is TEXT]
        below = [said[0], *takewhile(lambda text: not _draws(text), said[1:])] if said else []
        standard = line.text.strip() == "--" and len(below) <= 30
        parts = len(said) > len(below) or any(lines[at].text == line.text for at in range(start, index))
        if standard or (footers.reads_as_signature(below) and not (parts and len(below) == 1)):
            _fill(marks, index, _postscript(lines, marks, index, end), SIGNATURE)
            return


def _underlines(lines: Sequence[Line], marks: Sequence[Mark], index: int, start: int, end: int) -> bool:
    """Whether a drawn line is a heading's: words right above it, and none right below."""
    if len(lines[index].text.strip()) < 4 or index == start or index + 1 >= end:
        return False
    return marks[index - 1] is TEXT and marks[index + 1] is BLANK


def _postscript(lines: Sequence[Line], marks: Sequence[Mark], start: int, end: int) -> int:
    """Where a postscript below a signature begins; the end of the stretch where there is none."""
    for index in range(start + 2, end):
        if marks[index - 1] is BLANK and footers.is_postscript(lines[index].text):
            return index
    return end


def _mark_footers(lines: Sequence[Line], marks: list[Mark], start: int, end: int) -> None:
    """Label phone and client footers wherever they stand, an antivirus program's paragraph, list footers to the end of
    the stretch.
    """
    for index in range(start, end):
        if marks[index] is not TEXT:
            continue
        text = lines[index].text
        apart = index == start or marks[index - 1] is not TEXT or index >= end - 4
        if apart and footers.is_phone_footer(text):
            marks[index] = Mark.FOOTER
            _fill(marks, index, _end_of_links(lines, marks, index + 1, end), Mark.FOOTER)
        elif apart and index > max(start, end - MAX_SIGNED) and footers.is_scanned(text):
            below = _end_of_scanned(lines, marks, index, end)
            if not any(marks[at] is TEXT and not footers.is_rule(lines[at].text) for at in range(below, end)):
                _fill(marks, index, below, Mark.FOOTER)
        elif index > start and footers.is_list_footer(text):
            first = index
            while first > max(start, index - 3) and marks[first - 1] is TEXT and not _draws(lines[first].text):
                first -= 1
            _fill(marks, max(first, start), end, Mark.FOOTER)
            return


def _draws(text: str) -> bool:
    """Whether a line is nothing but a rule or a signature's mark."""
    if text[:1].isalnum():
        return False  # most lines
    return footers.is_rule(text) or footers.DELIMITER.match(text) is not None


def _end_of_scanned(lines: Sequence[Line], marks: Sequence[Mark], index: int, end: int) -> int:
    """The line after an antivirus program's words: its paragraph, and the links below it."""
    while index < end and marks[index] is TEXT:
        index += 1
    return _end_of_links(lines, marks, index, end)


def _end_of_links(lines: Sequence[Line], marks: Sequence[Mark], index: int, end: int) -> int:
    while index < end and (marks[index] is BLANK or footers.is_link(lines[index].text)):
        index += 1
    return index


def _mark_disclaimers(lines: Sequence[Line], marks: list[Mark], start: int, end: int) -> None:
    written = False
    for first, last in list(_paragraphs(marks, start, end)):
        top = _top_of_disclaimer(lines, first, last)
        if top is not None:
            _fill(marks, top, end if written else last, Mark.DISCLAIMER)
            if written:
                return
        written = written or top != first


def _top_of_disclaimer(lines: Sequence[Line], first: int, last: int) -> int | None:
    """The line at which a paragraph turns into a disclaimer, which may stand right under a signature."""
    for at in range(first, min(last, first + MAX_ABOVE_DISCLAIMER)):
        if at > first and not notices.opens_disclaimer(lines[at].text):
            continue
        if notices.is_disclaimer(" ".join(texts(lines[at : min(last, at + 40)]))):
            return at
    return None


MAX_ABOVE_DISCLAIMER = 10
"""Lines of a paragraph at which a disclaimer may begin: a signature is no longer."""


def _mark_rules(lines: Sequence[Line], marks: list[Mark], start: int, end: int) -> None:
    """Label drawn lines that part nothing: at the end of a stretch, or above what was labelled; there a letterhead's
    picture is nothing, either.
    """
    words_below = False
    signed = any([mark in _AROUND for mark in marks[start:end]])
    for index in range(end - 1, start - 1, -1):
        if marks[index] is TEXT:
            text = lines[index].text
            drawn = _draws(text) or (signed and footers.is_picture(text))
            if not words_below and drawn:
                marks[index] = Mark.RULE
            else:
                words_below = True


def _mark_bare_signature(lines: Sequence[Line], marks: list[Mark], start: int, end: int, writer: Writer) -> None:
    """Label a signature that nothing marks, at the end of a stretch."""
    last = _last_text(marks, start, end)
    if last is None:
        return
    first = start
    while first <= last and marks[first] not in (TEXT, BLANK):
        first += 1
    said = [
        line.text if marks[first + offset] in (TEXT, BLANK) else ""
        for offset, line in enumerate(lines[first : last + 1])
    ]
    at = footers.signature_start(said, writer.names)
    if at is not None:
        _fill(marks, first + at, last + 1, SIGNATURE)


def _fill(marks: list[Mark], start: int, end: int, mark: Mark) -> None:
    for index in range(start, end):
        if marks[index] is TEXT:
            marks[index] = mark


def _last_text(marks: Sequence[Mark], start: int, end: int) -> int | None:
    for index in range(end - 1, start - 1, -1):
        if marks[index] is TEXT:
            return index
    return None


def _paragraphs(marks: Sequence[Mark], start: int, end: int) -> Iterator[tuple[int, int]]:
    first = None
    for index in range(start, end + 1):
        text = index < end and marks[index] is TEXT
        if text and first is None:
            first = index
        if not text and first is not None:
            yield first, index
            first = None
