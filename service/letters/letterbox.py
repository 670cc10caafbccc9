"""The letters of a program: found, compiled once, filled for each person, checked and shown."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from service.domain import LetterKind
from service.errors import TemplateError
from service.letters.clean import Plain, clean
from service.letters.compiled import Compiled, Filled, compile_letter
from service.letters.enclosure import Enclosure
from service.letters.headers import Heading
from service.letters.skeleton import assemble
from service.letters.sources import SHELL, Folders, builtin_folder


class Letters:
    """A program's letters. Each source is read and compiled when it is first needed, and kept."""

    def __init__(self, folders: Folders) -> None:
        self._folders = folders
        self._compiled: dict[LetterKind, Compiled] = {}

    @classmethod
    def load(cls, builtin: Path | None = None, override: Path | None = None) -> Letters:
        """The letters of the `builtin` folder (None: those that come with the program), with those of the program's
        own folder in their place where it has a file of the same name."""
        return cls(Folders(builtin or builtin_folder(), override))

    def render(
        self, kind: LetterKind, values: Mapping[str, object], heading: Heading, enclosure: Enclosure | None = None
    ) -> bytes:
        """The finished message, CRLF line ends. The same arguments give the same bytes.

        Raises TemplateError where the source cannot be used, UnusableAddress where an address cannot be written to,
        UnusableLetter where the heading or the values are not what they should be. All are permanent.
        """
        return assemble(heading, self.fill(kind, values), enclosure)

    def fill(self, kind: LetterKind, values: Mapping[str, object]) -> Filled:
        """The letter's subject, text and HTML, without its headers."""
        cleaned: dict[str, Plain] = {name: clean(value) for name, value in values.items()}
        return self._letter(kind).fill(cleaned)

    def check(self) -> list[str]:
        """Every problem of the sources, each naming its place and its mend; none: they can be used."""
        from service.letters import problems

        found = problems.of_folder(self._folders)
        try:
            path, _, shell = self._folders.read(SHELL)
            found += problems.of_shell(path, shell)
            for kind in LetterKind:
                found += self._problems_of(kind)
        except TemplateError as error:
            found.append(str(error))
        return list(dict.fromkeys(found))

    def preview(self, kind: LetterKind, out: Path) -> list[Path]:
        """Write a letter with sample values as NAME.txt, NAME.html and NAME.eml, and each of its variants."""
        from service.letters import samples

        out.mkdir(parents=True, exist_ok=True)
        written = []
        for variant, values in samples.values(kind).items():
            stem = "-".join(filter(None, (str(kind), variant)))
            filled = self.fill(kind, values)
            message = assemble(samples.heading(kind), filled)
            contents = {"txt": filled.plain.encode(), "html": filled.html.encode(), "eml": message}
            for suffix, content in contents.items():
                path = out / f"{stem}.{suffix}"
                path.write_bytes(content)
                written.append(path)
        return written

    def _problems_of(self, kind: LetterKind) -> list[str]:
        from service.letters import problems

        try:
            return problems.of(self._letter(kind), kind)
        except TemplateError as error:
            return [str(error)]

    def _letter(self, kind: LetterKind) -> Compiled:
        if kind not in self._compiled:
            shell = self._folders.read(SHELL)[2]
            self._compiled[kind] = compile_letter(self._folders.letter(kind), shell)
        return self._compiled[kind]
