"""The story in the terminal: a line or two an event, colour only where somebody looks."""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from service.demo.cast import BERLIN, EASTERN, PROGRAM, Person
from service.demo.events import Event, gist
from service.demo.recount import Verdict
from service.domain import LetterKind
from service.letters.phrases import listed

_WIDEST = 100
_INDENT = 9
_TOLD_TOGETHER = frozenset({LetterKind.CHECKIN, LetterKind.REMINDER, LetterKind.SUGGESTION, LetterKind.WELCOME})
_CITIES = {BERLIN: "Berlin", EASTERN: "New York"}


class Teller:
    """Tells events as they come. Letters of one kind and day are told together."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or _console()
        self._width = min(self._console.width, _WIDEST)
        self._day: date | None = None
        self._together: list[Event] = []

    def opening(self) -> None:
        """What is about to be seen."""
        self._print(f"[bold]{PROGRAM}[/bold]: a month by mail, over real sockets, with a clock that is turned.")
        self._print("[dim]→ a letter of ours   ← a mail that came in   Times are those where the person lives.[/dim]")

    def event(self, event: Event) -> None:
        """A mail went over the wire."""
        kind = event.letter.kind if event.letter else None
        if self._together and not _same(self._together[-1], event):
            self.pause()
        if kind in _TOLD_TOGETHER:
            self._together.append(event)
        elif event.is_letter:
            self._letter(event)
        else:
            self._mail(event)

    def remark(self, day: date, words: str) -> None:
        """Something about the day."""
        self.pause()
        self._turn_to(day)
        self._lines("", f"[italic]{escape(words)}[/italic]")

    def pause(self) -> None:
        """Tell what has waited to be told together."""
        events, self._together = self._together, []
        if not events:
            return
        self._turn_to(events[0].at.date())
        names = ", ".join(_name(event.person) for event in events)
        self._lines(f"{events[0].at:%H:%M}", f"[green]→ {events[0].name}[/green] to [bold]{escape(names)}[/bold]")
        for point in dict.fromkeys(gist(event) for event in events):
            who = [event.person.first_name for event in events if gist(event) == point]
            if point:
                told = f"{listed(who)}: " if len(who) < len(events) else ""
                self._lines("", f"[dim]{escape(told + point)}[/dim]", indent=2)

    def records(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """The meeting records."""
        self.pause()
        self._print("\n[bold]Meeting records[/bold]")
        table = self._table("partnership", "cycle", "day", "minutes", "how", "topics", "told by")
        for row in rows:
            cells = [row[key] for key in ("partnership", "cycle", "held_on", "duration_minutes", "format")]
            table.add_row(
                *("" if cell is None else str(cell) for cell in cells), ", ".join(row["topics"]), row["reported_by"]
            )
        self._console.print(table)

    def verdicts(self, verdicts: Sequence[Verdict], meetings: Sequence[str]) -> None:
        """The count of letters, and what differs."""
        self._print("\n[bold]Counted anew from the .eml files, against expected.json[/bold]")
        table = self._table("who", "expected", "came", "on", "")
        for each in verdicts:
            mark = "[green]as expected[/green]" if each.holds else "[red bold]differs[/red bold]"
            table.add_row(escape(each.name), str(each.expected), str(len(each.came)), _days(each.came), mark)
        self._console.print(table)
        for each in verdicts:
            wrong = [f"missing: {line}" for line in each.missing] + [f"too many: {line}" for line in each.too_many]
            for line in wrong:
                self._lines("", f"[red]{escape(each.name)}: {escape(line)}[/red]")
        for line in meetings:
            self._lines("", f"[red]meeting records: {escape(line)}[/red]")

    def closing(self, folder: Path, letters: int, replies: int, *, holds: bool) -> None:
        """Where everything lies."""
        shown = escape(str(folder))
        self._print("")
        if holds:
            self._print(f"[green]All as expected[/green]: {letters} letters out, {replies} mails in.")
        else:
            self._print("[red bold]Not as expected[/red bold]: see above.")
        for name, what in (
            ("demo.html", "the whole month on one page"),
            ("mail/", "every mail, in order, as .eml"),
            ("expected.json", "what should have come out"),
        ):
            self._print(f"  {shown}/{name:14} {what}", fold=False)

    def _letter(self, event: Event) -> None:
        self._turn_to(event.at.date())
        head = f"[green]→ {event.name}[/green] to [bold]{escape(_name(event.person))}[/bold]"
        point = gist(event)
        self._lines(f"{event.at:%H:%M}", f"{head}: {escape(point)}" if point else head)

    def _mail(self, event: Event) -> None:
        """What came in. What was read in an answer stands in the receipt that follows; a machine gets none."""
        self._turn_to(event.at.date())
        words = " ".join(event.words.split())
        head = f"[blue]← [bold]{escape(_name(event.person, event.name))}[/bold][/blue] {escape(event.mood)}".rstrip()
        self._lines(f"{event.at:%H:%M}", f"{head}: “{escape(words)}”" if words else head)
        if event.machine:
            said = ", ".join(value for _, value in event.read)
            self._lines("", f"[dim]{escape(said)}[/dim]", indent=2)

    def _turn_to(self, day: date) -> None:
        if self._day is None or day > self._day:
            self._day = day
            self._print(f"\n[bold]{day:%A, %B} {day.day}[/bold]")

    def _lines(self, label: str, markup: str, *, indent: int = 0) -> None:
        """A label and a text that hangs below itself."""
        text = Text.from_markup(markup)
        room = self._width - _INDENT - indent
        for number, line in enumerate(text.wrap(self._console, room)):
            lead = f"  {label if number == 0 else '':5}  "
            line.rstrip()
            self._console.print(Text.assemble((lead + " " * indent, "dim"), line), soft_wrap=True)

    def _print(self, markup: str, *, fold: bool = True) -> None:
        self._console.print(markup, soft_wrap=not fold, highlight=False)

    def _table(self, *columns: str) -> Table:
        return Table(*columns, box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)


def _console() -> Console:
    """Plain where nobody looks: no colour, no wrapping at a terminal's width that is not there."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # an old locale knows no arrows
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = _WIDEST
    return console


def _same(one: Event, other: Event) -> bool:
    """Whether two events are told together: letters of one kind, on one day, between which nothing happened."""
    kinds = [event.letter and event.letter.kind for event in (one, other)]
    return kinds[0] == kinds[1] and one.at.date() == other.at.date()


def _name(person: Person, *more: str) -> str:
    """A name, with the city whose time is told, and what else there is to say of it."""
    said = ", ".join(filter(None, (*more, _CITIES.get(person.zone, ""))))
    return f"{person.name} ({said})" if said else person.name


def _days(days: Sequence[date]) -> str:
    """As in "Nov 2, 5, 19, Dec 7"."""
    said = []
    for place, day in enumerate(days):
        new_month = place == 0 or days[place - 1].month != day.month
        said.append(f"{day:%b} {day.day}" if new_month else str(day.day))
    return ", ".join(said)
