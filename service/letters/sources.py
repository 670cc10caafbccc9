"""Letter sources: where they lie, their front matter, and which file wins.

A source is a Markdown file with Jinja in it, below a front matter of `key: value` lines between two lines of `---`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from service.domain import LetterKind
from service.errors import TemplateError

SHELL = "letter.html"
"""The HTML around every letter, with its style."""

_KEYS = frozenset({"subject", "about"})
_INCLUDE = re.compile(r"\{% include \"([a-z][a-z_-]{0,40}\.md)\" %\}")


@dataclass(frozen=True, slots=True)
class Source:
    """A letter's source, what it includes already in it. `own`: from the program's own folder, so not to be trusted."""

    path: Path
    subject: str
    about: str
    body: str
    origins: tuple[str, ...]
    own: bool

    def place(self, line: int) -> str:
        """Where a line of the body (from 1) stands, as "FILE, line N"."""
        return self.origins[min(line, len(self.origins)) - 1]


@dataclass(frozen=True, slots=True)
class Folders:
    """The built-in sources, and the program's own that win over them by name."""

    builtin: Path
    override: Path | None = None

    def find(self, name: str) -> tuple[Path, bool]:
        """The file of that name and whether it is the program's own."""
        own = self.override / name if self.override else None
        return (own, True) if own and own.is_file() else (self.builtin / name, False)

    def read(self, name: str) -> tuple[Path, bool, str]:
        """`find`, with the file's text. TemplateError where it cannot be read."""
        path, own = self.find(name)
        try:
            return path, own, path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise TemplateError(f"{path}: cannot be read as UTF-8 text ({error})") from error

    def letter(self, kind: LetterKind) -> Source:
        """The source of a letter. TemplateError where a file or its front matter cannot be read."""
        path, own, text = self.read(f"{kind}.md")
        matter, length = _front_matter(path, text)
        lines = list(self._lines(path, text.splitlines()[length:], length + 1))
        return Source(
            path=path,
            subject=matter["subject"],
            about=matter.get("about", ""),
            body="".join(f"{line}\n" for _, line in lines),
            origins=tuple(place for place, _ in lines) or (str(path),),
            own=own or any(self.find(name)[1] for name in _INCLUDE.findall(text)),
        )

    def strays(self) -> list[Path]:
        """Files of the program's own folder that override nothing, a misspelt name most likely."""
        if self.override is None or not self.override.is_dir():
            return []
        known = {path.name for path in self.builtin.iterdir()}
        return sorted(path for path in self.override.glob("*.md") if path.name not in known)

    def _lines(self, path: Path, lines: list[str], first: int) -> Iterator[tuple[str, str]]:
        """Each line with its place, a line that includes a file replaced by that file's (which includes no other)."""
        for number, line in enumerate(lines, first):
            included = _INCLUDE.fullmatch(line.strip())
            if not included:
                yield f"{path}, line {number}", line
                continue
            where, _, text = self.read(included[1])
            yield from ((f"{where}, line {n}", inner) for n, inner in enumerate(text.splitlines(), 1))


def builtin_folder() -> Path:
    """Where the templates that come with the program lie: inside the installed package, else beside it."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def _front_matter(path: Path, text: str) -> tuple[dict[str, str], int]:
    """The front matter by key, and how many lines it takes."""
    lines = [line.strip() for line in text.splitlines()]
    if lines[:1] != ["---"] or "---" not in lines[1:]:
        raise TemplateError(f"{path}, line 1: begin with a front matter: ---, subject: …, about: …, ---")
    end = lines.index("---", 1)
    matter: dict[str, str] = {}
    for number, line in enumerate(lines[1:end], 2):
        key, colon, value = (part.strip() for part in line.partition(":"))
        if not colon or key not in _KEYS:
            raise TemplateError(f"{path}, line {number}: the front matter knows only {' and '.join(sorted(_KEYS))}")
        matter[key] = value
    if not matter.get("subject"):
        raise TemplateError(f"{path}, line 1: the front matter needs a line `subject: …`")
    return matter, end + 1
