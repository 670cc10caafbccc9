"""The whole demo on one page: no remote parts, letters in frames that may do nothing."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from service.demo.cast import BERLIN, EASTERN, PACIFIC, PAIRS, PROGRAM
from service.demo.events import Event
from service.demo.mails import html_of, text_of
from service.demo.recount import Verdict
from service.domain import LetterKind
from service.letters.sources import builtin_folder

_CITIES = {PACIFIC.key: "", EASTERN.key: "New York", BERLIN.key: "Berlin"}
_ALIKE = frozenset({LetterKind.WELCOME, LetterKind.CHECKIN, LetterKind.REMINDER, LetterKind.SUGGESTION})
"""Letters that say much the same to everybody."""

_WRAPPED_FROM = 60
"""Mail programs break lines at 72 characters or so; a shorter line was meant to end."""

# Frames are as high as what is in them; without this they scroll. It is the page's only script, allowed by its hash.
SCRIPT = """
for (const frame of document.querySelectorAll("iframe")) {
  const fit = () => {
    const body = frame.contentDocument && frame.contentDocument.documentElement;
    if (body && body.scrollHeight) frame.style.height = body.scrollHeight + 2 + "px";
  };
  frame.addEventListener("load", fit);
  fit();
  const fold = frame.closest("details");
  if (fold) fold.addEventListener("toggle", fit);
}
"""

# What a frame shows may load nothing and run nothing.
_FRAME = (
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    "<style>html { font-family: system-ui, sans-serif; font-size: 15px; line-height: 1.5 }"
    "body { margin: 0; overflow-wrap: break-word }</style>"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as the page shows it."""

    number: int
    file: str
    event: Event

    @property
    def subject(self) -> str:
        return str(self.event.mail.message["Subject"])

    @property
    def time(self) -> str:
        return f"{self.event.at:%H:%M}"

    @property
    def city(self) -> str:
        return _CITIES.get(self.event.person.zone.key, self.event.person.zone.key)

    @property
    def what(self) -> str:
        return self.event.name

    @property
    def frame(self) -> str:
        """The HTML part as a document of its own; "" where there is none."""
        html = html_of(self.event.mail.message)
        return _FRAME + html if html else ""

    @property
    def text(self) -> str:
        return text_of(self.event.mail.message).strip()

    @property
    def words(self) -> str:
        """The writer's own, without the line breaks that only their mail program made."""
        lines = self.event.words.split("\n")
        return "".join(line + (" " if len(line) > _WRAPPED_FROM else "\n") for line in lines).strip()

    @property
    def reason(self) -> str:
        """Why a letter was written."""
        letter = self.event.letter
        if letter and letter.kind in (LetterKind.RECEIPT, LetterKind.QUESTION):
            return "Answers the mail before it"
        reason = letter.reason if letter else ""
        return reason[:1].upper() + reason[1:]


def write_page(
    path: Path,
    events: Sequence[Event],
    files: Sequence[str],
    records: Sequence[Mapping[str, Any]],
    verdicts: Sequence[Verdict],
) -> None:
    """Write the page. `files`: the name of each event's .eml, beside it in mail/."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    entries = [Entry(number, file, event) for number, (event, file) in enumerate(zip(events, files, strict=True), 1)]
    templates = FileSystemLoader(builtin_folder())
    environment = Environment(
        loader=templates, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    page = environment.get_template("demo.html").render(
        program=PROGRAM,
        days=_days(entries),
        pairs=PAIRS,
        names={pair.number: f"{pair.mentor.first_name} and {pair.mentee.first_name}" for pair in PAIRS},
        letters=sum(event.is_letter for event in events),
        replies=sum(not event.is_letter for event in events),
        records=records,
        verdicts=verdicts,
        holds=all(each.holds for each in verdicts),
        script=SCRIPT,
        script_hash=base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode(),
    )
    path.write_text(page, encoding="utf-8")


def _days(entries: Sequence[Entry]) -> list[tuple[str, list[tuple[Entry, bool]]]]:
    """The entries by day, each with whether it is folded: a letter of which the day has shown one already."""
    days = []
    for day, of_day in groupby(entries, key=lambda entry: entry.event.at.date()):
        shown: set[LetterKind] = set()
        rows = []
        for entry in of_day:
            kind = entry.event.letter.kind if entry.event.letter else None
            rows.append((entry, kind in _ALIKE and kind in shown))
            shown |= {kind} if kind else set()
        days.append((f"{day:%A, %B} {day.day}", rows))
    return days
