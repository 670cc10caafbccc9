"""A program's own letters: what wins, what is refused, and the one line that says where and how to mend it."""

from pathlib import Path

import pytest

from service.domain import QUESTIONS, LetterKind
from service.errors import TemplateError
from service.letters import Letters, samples
from service.letters.sources import builtin_folder

ASKS = "{% for question in questions %}\n{{ loop.index }}. {{ question }}\n\n{% endfor %}\n"
CHECKIN = "---\nsubject: Hello {{ first_name }}\nabout: Ours.\n---\n"


def own(folder: Path, **files: str) -> Letters:
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")
    return Letters.load(override=folder)


def filled(letters: Letters, kind: LetterKind = LetterKind.CHECKIN) -> str:
    return letters.fill(kind, next(iter(samples.values(kind).values()))).plain


def test_the_letters_that_come_with_the_program_have_no_problem() -> None:
    assert Letters.load().check() == []


def test_a_programs_own_letter_wins_and_the_others_stay(tmp_path: Path) -> None:
    letters = own(tmp_path, checkin__md=f"{CHECKIN}Good morning {{{{ first_name }}}}!\n\n{ASKS}")
    assert letters.check() == []
    assert filled(letters).startswith("Good morning Marisol!\n\n1. Did you meet")
    assert filled(letters, LetterKind.RECEIPT) == filled(Letters.load(), LetterKind.RECEIPT)


def test_a_programs_own_footer_stands_below_every_letter(tmp_path: Path) -> None:
    letters = own(tmp_path, footer__md="Elm Library, {{ coordinator_name }}")
    assert letters.check() == []
    assert filled(letters).endswith("-- \nElm Library, Grace Okafor\n")


def test_a_windows_file_is_read_like_any_other(tmp_path: Path) -> None:
    (tmp_path / "checkin.md").write_bytes(b"\xef\xbb\xbf" + f"{CHECKIN}Hello\n\n{ASKS}".replace("\n", "\r\n").encode())
    letters = Letters.load(override=tmp_path)
    assert letters.check() == []
    assert "\r" not in filled(letters)


def test_numbers_written_by_hand_are_questions_too(tmp_path: Path) -> None:
    asked = "\n".join(f"{number}. {question}" for number, question in enumerate(QUESTIONS, 1))
    letters = own(tmp_path, checkin__md=f"{CHECKIN}Hello\n\n{asked}\n\nThank you\n")
    assert letters.check() == []
    assert "<ol" not in letters.fill(LetterKind.CHECKIN, samples.values(LetterKind.CHECKIN)[""]).html


PROBLEMS = [
    ("checkin.md", f"{CHECKIN}Hello\n", "add the question `1. Did you meet since"),
    ("reminder.md", f"{CHECKIN}{ASKS.replace('question }}', 'question | upper }}')}", "add the question `6. Is there"),
    ("receipt.md", f"{CHECKIN}Hello\n{{{{ surname }}}}\n", "receipt.md, line 6: receipt knows no 'surname'"),
    ("receipt.md", "---\nsubject: {{ x }}\n---\nHello\n", "receipt.md, subject: receipt knows no 'x'"),
    ("receipt.md", f"{CHECKIN}{{% if recorded %}}\n", "receipt.md, line 5: Unexpected end of template"),
    ("receipt.md", f"{CHECKIN}a\nb {{{{ recorded \n", "receipt.md, line 6: "),
    ("receipt.md", f"{CHECKIN}{{% include 'x' %}}\n", "line 5: letters know no 'include'"),
    ("receipt.md", f"{CHECKIN}{{% raw %}}x{{% endraw %}}\n", "line 5: letters know no 'raw'"),
    ("receipt.md", f"{CHECKIN}{{{{ recorded | safe }}}}\n", "No filter named 'safe'"),
    ("receipt.md", f"{CHECKIN}{{{{ recorded.__class__ }}}}\n", "unsafe"),
    ("receipt.md", f"{CHECKIN}{{{{ asks.first_one }}}}\n", "no attribute 'first_one'"),
    ("receipt.md", f"{CHECKIN}{{{{ 1 // 0 }}}}\n", "division"),
    ("receipt.md", f"{CHECKIN}[here](https://{{{{ recorded }}}}/)\n", "a value cannot choose where it leads"),
    ("receipt.md", f"{CHECKIN}![logo](https://example.org/x.png)\n", "line 5: letters have no pictures"),
    ("receipt.md", f"{CHECKIN}<b>x</b>\n", "line 5: letters have no pictures and no HTML"),
    ("receipt.md", "Hello\n", "receipt.md, line 1: begin with a front matter"),
    ("receipt.md", "---\nsubject: x\ncolor: red\n---\nHello\n", "receipt.md, line 3: the front matter knows only"),
    ("receipt.md", "---\nabout: x\n---\nHello\n", "receipt.md, line 1: the front matter needs a line `subject: …`"),
    ("receipt.md", "---\nsubject: {{ x\n---\nHello\n", "receipt.md, subject: unexpected end"),
    ("receipt.md", "---\nsubject: {% raw %}x{% endraw %}\n---\nHello\n", "receipt.md, subject: letters know no 'raw'"),
    ("footer.md", "Hello\n{{ nope }}\n", "footer.md, line 2: checkin knows no 'nope'"),
    ("recipt.md", "", "recipt.md: no letter has this name"),
    ("letter.html", "<p>nothing</p>", "letter.html: put {{ letter }} once, within <body>, where the letter goes"),
    ("letter.html", '{{ letter }}<img src="https://example.org/x.png">', "letter.html: take out `src`"),
]


@pytest.mark.parametrize(("name", "text", "expected"), PROBLEMS)
def test_each_problem_names_its_place_and_its_mend(tmp_path: Path, name: str, text: str, expected: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    problems = Letters.load(override=tmp_path).check()
    assert any(expected in problem for problem in problems), problems
    assert all("\n" not in problem for problem in problems)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    [problem] = Letters.load(override=tmp_path / "letters").check()
    assert problem.endswith("letters: there is no such folder; make it, or name none for templates")


@pytest.mark.parametrize("expression", ["recorded | round", "asks[recorded]", "recorded + 1", "questions[recorded]"])
def test_a_value_shows_in_no_error(tmp_path: Path, expression: str) -> None:
    letters = own(tmp_path, receipt__md=f"---\nsubject: x\n---\n{{{{ {expression} }}}}\n")
    values = samples.values(LetterKind.RECEIPT)[""] | {"recorded": "a confidence"}
    with pytest.raises(TemplateError) as error:
        letters.fill(LetterKind.RECEIPT, values)
    assert "confidence" not in str(error.value)


def test_a_letter_that_is_no_text_is_one_line_too(tmp_path: Path) -> None:
    (tmp_path / "receipt.md").write_bytes(b"\xff\xfe\x00")
    [problem] = Letters.load(override=tmp_path).check()
    assert "receipt.md: cannot be read as UTF-8 text" in problem


def test_a_missing_value_is_an_error_and_no_gap(tmp_path: Path) -> None:
    values = samples.values(LetterKind.CHECKIN)[""]
    del values["month"]
    with pytest.raises(TemplateError, match="UndefinedError"):
        Letters.load().fill(LetterKind.CHECKIN, values)


def test_previews_are_written_as_text_html_and_mail(tmp_path: Path) -> None:
    written = Letters.load().preview(LetterKind.REMINDER, tmp_path / "out")
    names = ["reminder.txt", "reminder.html", "reminder.eml"]
    assert [path.name for path in written] == [*names, *(name.replace("r.", "r-partner-told.") for name in names)]
    assert "\n-- \n" in written[0].read_text()
    assert written[2].read_bytes().startswith(b"From: ")


def test_the_builtin_folder_holds_every_letter() -> None:
    assert {f"{kind}.md" for kind in LetterKind} <= {path.name for path in builtin_folder().iterdir()}
