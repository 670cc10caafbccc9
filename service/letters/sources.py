"""Letter sources: where they lie, their front matter, and which file wins.

A source is a Markdown file with Jinja in it, below a front matter of `key: value` lines between two lines of `---`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from service.domain import LetterKind
from service.errors import TemplateError

SHELL = "letter.html"
"""The HTML around every letter, with its style."""

_KEYS = frozenset({"subject", "about"})
_INCLUDE = re.compile(r"^\{% include \"([a-z][a-z_-]{0,40}\.md)\" %\}$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Source:
    """One file of a letter. `first_line` is the body's first line in the file; `own`: from the program's own folder."""

    path: Path
    subject: str
    about: str
    body: str
    first_line: int
    own: bool


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
        """The source of a letter, what it includes already in it."""
        path, own, text = self.read(f"{kind}.md")
        matter, body, first_line = _split(path, text)
        return Source(path, matter["subject"], matter.get("about", ""), self._included(body), first_line, own)

    def strays(self) -> list[Path]:
        """Files of the program's own folder that override nothing, a misspelt name most likely."""
        if self.override is None or not self.override.is_dir():
            return []
        known = {path.name for path in self.builtin.iterdir()}
        return sorted(path for path in self.override.glob("*.md") if path.name not in known)

    def _included(self, body: str) -> str:
        return _INCLUDE.sub(lambda match: self.read(match[1])[2].rstrip("\n"), body)


def builtin_folder() -> Path:
    """Where the templates that come with the program lie: inside the installed package, else beside it."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def _split(path: Path, text: str) -> tuple[dict[str, str], str, int]:
    """Front matter, body and the number of the body's first line."""
    lines = text.splitlines()
    if not lines or lines[0].strip() != "---" or "---" not in (line.strip() for line in lines[1:]):
        raise TemplateError(f"{path}, line 1: begin with a front matter: ---, subject: …, about: …, ---")
    end = next(number for number, line in enumerate(lines[1:], 1) if line.strip() == "---")
    matter: dict[str, str] = {}
    for number, line in enumerate(lines[1:end], 2):
        key, colon, value = line.partition(":")
        if not colon or key.strip() not in _KEYS:
            raise TemplateError(f"{path}, line {number}: the front matter knows only {' and '.join(sorted(_KEYS))}")
        matter[key.strip()] = value.strip()
    if not matter.get("subject"):
        raise TemplateError(f"{path}, line 1: the front matter needs a line `subject: …`")
    return matter, "\n".join(lines[end + 1 :]) + "\n", end + 2
