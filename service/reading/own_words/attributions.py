"""Where somebody else's mail begins by a line that says who wrote it: "On … wrote:".

The words are those of the table of languages; what decides is the evidence on the line (a verb of writing, a day, a
time, an address, quote marks beneath).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.reading.mail.lines import Line
from service.reading.own_words.languages import SAID, words_for
from service.reading.patterns.ways import Caseless, quick


def _alone(rows: Sequence[str]) -> str:
    """The words of all rows, standing alone; in scripts that set no spaces they need not."""
    words = [word for row in rows for word in row.split("|")]
    unspaced = [word for word in words if re.search(r"[\u0e00-\u0e7f\u3040-\uffff]", word)]
    return rf"(?<!\w)(?:{'|'.join(word for word in words if word not in unspaced)})(?!\w)|" + "|".join(unspaced)


_WROTE = Caseless(_alone(SAID["wrote"]))
_ENDS_IN_WROTE = Caseless(rf"(?:{words_for('wrote')})\s*(?:\([^)\n]{{0,80}}\)\s*)?(?:[:：]|\.{{3}})?\s*[\"„]?\Z")
_ON = re.compile(rf"[\"'(*_>\s-]{{0,4}}(?:{words_for('on')})(?![^\W\d])", re.I)
_ADDRESS = re.compile(r"@(?<=[\w.+%=~'-]@)[\w.-]")
"""What stands about the sign of each address; begun with the sign, the search runs at the speed of find."""
_ODD_ADDRESS = re.compile(r"\bmailto:|<[^<>]{0,100}@[^<>]{0,120}>", re.I)
TIME = quick(r"\d{1,2}\s?[:.h時时点點시]\s?\d{2}|\b\d{1,2}\s?[ap]\.?m\b|\d{1,2}\s?(?:時|点|點|시|Uhr)", re.I)
DATE = quick(r"\b(?:19|20|٢٠)\d{2}(?!\d)|\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{2}|\d{1,2}\s?[月월]")
_DAY = re.compile(r"\d{1,2}")
_WEEKDAY_FIRST = re.compile(r"[\"'(*_>\s-]{0,4}\w{1,12}[.,]{1,2}\s\D{0,12}\d")
"""A weekday, in whatever language, and a day."""
_FIRST_PERSON = quick(
    rf"\b(?:{words_for('self')})(?:'ve| have| had| also| just)?\s+(?:{words_for('wrote')})(?!\w)", re.I
)
_IN_BRACKETS = re.compile(r"[<(\[][^<>()\[\]]{1,120}@")
_ENDS_IN_ADDRESS = re.compile(r"[>)\]»]\s*[:：]\s*\Z")
# Old Gmail: "2026/11/12 Ada Example <ada@example.org>", without a verb or a colon.
_DATED_ADDRESS = re.compile(r"\d{4}[/-]\d{1,2}[/-]\d{1,2}\s[^<>\n]{1,80}<[^<>\s]{3,120}>\s*:?\Z")
_SENTENCE_END = re.compile(r"[.!?]\)?\Z")
_ABBREVIATED = re.compile(r"(?:\d\.?|\d\.? (?:de )?\w{1,9}\.|[ap]\. ?m\.)\Z")
"""A period that ends no sentence: of a day, of the month behind it, of "p.m."."""
_INLINE = quick(
    r"(?<=[.!?)\w,]) +(?=(?:On|Am|Le|El|Em|Il|Op|Den|Dnia|W dniu) (?:\w{2,10}[.,]{0,2} )?(?:\w{3,9}\.? )?\d)"
)
MAX_ATTRIBUTION = 400
MAX_WRAPPED = 6
"""Lines over which an attribution may be wrapped."""


def attribution_at(lines: Sequence[Line], end: int, quoted_next: bool) -> int | None:
    """Where the attribution that ends with line `end` begins; None where that line ends none.

    `quoted_next`: the next words below are quoted, which needs less evidence.
    """
    last = lines[end].text
    if not (quoted_next or ":" in last or "：" in last or "@" in last):
        return None  # most lines
    if not _may_end(last.strip(" *_-").lstrip("> "), quoted_next):
        return None
    window, told, best = "", "", None
    for start in range(end, max(end - MAX_WRAPPED, -1), -1):
        text = lines[start].text.strip()
        if lines[start].depth != lines[end].depth or (not text and not _goes_on_below(lines, start, end)):
            break
        if not text:
            continue
        if start < end and _SENTENCE_END.search(text) and not _ABBREVIATED.search(text):
            break
        if best is not None and _opens(window) and _IN_BRACKETS.search(text) is None:
            break
        window = f"{text} {window}" if window else text
        if len(window) > MAX_ATTRIBUTION:
            break
        if window.startswith(("<", "(", "@")) or not is_attribution(window, quoted_next):
            continue
        if best is None or (("@" in text or _opens(window)) and _evidence(window) > _evidence(told)):
            best, told = start, window
    return best


def _goes_on_below(lines: Sequence[Line], blank: int, end: int) -> bool:
    """Whether a blank line only parts the last line of an attribution from its first, one paragraph each."""
    if blank != end - 1 or blank == 0:
        return False
    above = lines[blank - 1].text.strip()
    dated = DATE.search(above) is not None or TIME.search(above) is not None
    return (
        dated and 20 < len(above) < 200 and _opens(above) and not _SENTENCE_END.search(above) and above[-1] not in ":："
    )


def _evidence(window: str) -> int:
    """How many of the things that an attribution holds are there; an address, which ends the search, counts twice."""
    address = has_address(window)
    found = (address, address, TIME.search(window), DATE.search(window), _WROTE.search(window), _opens(window))
    return sum(bool(each) for each in found)


def has_address(text: str) -> bool:
    """Whether a mail address stands in the text."""
    if "@" not in text:
        return False
    text = text[:1_000]
    return _ADDRESS.search(text) is not None or _ODD_ADDRESS.search(text) is not None


def _may_end(last: str, quoted_next: bool) -> bool:
    if last.endswith((":", "：")) or ("@" in last and _WROTE.search(last[-12:])):
        return True
    return quoted_next and (_ENDS_IN_WROTE.search(last[-80:]) is not None or _DATED_ADDRESS.match(last) is not None)


def _opens(window: str) -> bool:
    """Whether it begins as an attribution does that names the day first."""
    head = window[:40]
    if re.match(r"[\"'(\[*_>\s-]{0,4}(?:\d{1,4}[./年년 -]|In (?:article|message) <|In a message dated )", head):
        return True
    match = _ON.match(head)
    if match is not None and _DAY.search(head, match.end()) is not None:
        return True
    return _WEEKDAY_FIRST.match(head) is not None


def is_attribution(window: str, quoted_next: bool) -> bool:
    """Whether joined lines say who wrote what follows, by the evidence on them."""
    window = window.strip(" *_-").lstrip("> ")
    if quoted_next and _DATED_ADDRESS.match(window):
        return True
    address, time, day = has_address(window), TIME.search(window), DATE.search(window)
    if not (address or day or quoted_next):
        return False
    if not window.endswith((":", "：")) and _ENDS_IN_WROTE.search(window[-80:]) is None:
        return False
    verb = _WROTE.search(window)
    if verb and _is_prose(window, verb, quoted_next, bool(address or day) or _opens(window)):
        return False
    if verb and (address or (day and time)):
        return True
    if day and time and address and _ENDS_IN_ADDRESS.search(window):
        return True
    if verb is None and not (address and quoted_next):
        return False
    close = verb is None or _ENDS_IN_WROTE.search(window[-80:]) is not None or verb.start() == 0
    if quoted_next and close and len(window) <= 200:
        return True
    return bool(verb and day and close and _opens(window) and len(window) <= 120)


_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_TOLD = re.compile(
    r"(?:(?<=wrote)|(?<=writes))\s(?:back )?(?:to|that|about|us|me|him|her|them|it|all|in|for|a|an|no|"
    r"the(?! following))\b|"
    r"(?<=said|says)\s(?:to|that|in|about|it|a|an|no|the(?! following))\b",
    re.I,
)
"""What follows an English verb of writing in a sentence; above a quote it is the last word."""
_SOMEBODY = quick(
    r"(?<!\w)(?:(?:the|my|our|your|his|her|their|an?|der|die|mein|meine|unser|unsere|mon|ma|notre|mi|meu|minha|mijn) "
    r"(?-i:[a-zß-ÿ])[\w'’-]{1,20}|who|which|that) \Z",
    re.I,
)
"""What no client names a writer by, right before the verb: "the porter says:"."""
_PARTICLES = frozenset(
    {"via", "von", "van", "der", "den", "de", "di", "da", "la", "le", "el", "al", "bin"}
) | frozenset({"and", "und", "et", "y", "e", "hat", "has", "ha"})


def _is_prose(window: str, verb: re.Match[str], quoted_next: bool, dated: bool) -> bool:
    """Whether the verb of writing stands in somebody's own sentence ("he says:", "Kim wrote to all of us that …:").

    Above a quote a name and the verb are an attribution; `dated`: a day or an address stands with them.
    """
    if quoted_next:
        return not dated and not _is_name(window[: verb.start()]) and "you" not in window[: verb.start()].lower()
    if _FIRST_PERSON.search(window) or _TOLD.match(window, verb.end()) or _SOMEBODY.search(window, 0, verb.start()):
        return True
    after = _WORD.findall(window, verb.end())
    return _IN_BRACKETS.search(window) is None and sum(word.islower() for word in after) > 5


def _is_name(text: str) -> bool:
    """Whether the words are a name: few, in capitals but for particles; one or two may be small."""
    words = _WORD.findall(text)
    small = [word for word in words if word[0].islower() and word not in _PARTICLES]
    return len(words) <= 7 and (not small or len(words) <= 2)


def parted(lines: Sequence[Line]) -> list[Line]:
    """The lines, an attribution that a client ran into the writer's last one ("Thanks! On Tue, … wrote:") parted
    from it.
    """
    result: list[Line] = []
    for line in lines:
        if line.depth == 1 and result and _is_cut_address(result[-1], line):
            line = Line(f"> {line.text}")
        if line.depth or (":" not in line.text and "：" not in line.text):
            result.append(line)
        elif line.text.endswith((":", "：")) and (cut := _inline_attribution(line)) is not None:
            result += [line._replace(text=line.text[:cut].rstrip()), line._replace(text=line.text[cut:].lstrip())]
        elif (cut := line.text.find(": >", 0, MAX_ATTRIBUTION)) > 0 and is_attribution(line.text[: cut + 1], True):
            result += [line._replace(text=line.text[: cut + 1]), Line(line.text[cut + 3 :].lstrip(), 1)]
        else:
            result.append(line)
    return result


def _is_cut_address(above: Line, line: Line) -> bool:
    """Whether a client wrapped a long attribution before the ">" of its address, which now looks like a quote mark."""
    text = above.text
    return not above.depth and text.count("<") > text.count(">") and _ENDS_IN_WROTE.match(line.text[:60]) is not None


def _inline_attribution(line: Line) -> int | None:
    for match in _INLINE.finditer(line.text, 1, 2_000):
        rest = line.text[match.end() :]
        if len(rest) < MAX_ATTRIBUTION and TIME.search(rest) and is_attribution(rest, quoted_next=False):
            return match.start()
    return None
