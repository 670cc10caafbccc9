"""Whom letters name: people who offered to talk about a topic, and how their list is read."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from service.contacts import load_contacts, read_contacts
from service.domain import Contact
from service.errors import ContactsError
from service.planning.referrals import fitting, offered

SLUGS = ("review-promotion", "conferences", "goals")
RUTH = Contact("Ruth Adler", "ruth@example.edu", ("review-promotion", "conferences"))
FEMI = Contact("Femi Alade", "femi@example.edu", ("conferences",))
DANA = UUID(int=14)

GOOD = [
    """name,email,topics
Ruth Adler,ruth@example.edu,review-promotion conferences
Femi Alade,femi@example.edu,conferences
""",
    "email;topics;name\r\nruth@example.edu;review-promotion, conferences;Ruth Adler\r\n"
    "femi@example.edu;Conferences;Femi Alade\r\n",
    """Name,Email,Topics,Phone
Ruth Adler,ruth@example.edu,"review-promotion, conferences",1

Femi Alade,femi@example.edu,conferences,2""",
]
BAD = [
    ("name,email\nRuth,ruth@example.edu\n", "line 1: no column topics"),
    ("name,email,topics\nRuth,ruth,conferences\n", "line 2: 'ruth' is no address"),
    ("name,email,topics\nRuth,ruth@example.edu,\n", "line 2: no topics"),
    ("name,email,topics\n,ruth@example.edu,goals\n", "line 2: no name"),
    ("name,email,topics\nRuth,ruth@example.edu,conference\n", "no topic 'conference'; did you mean conferences?"),
    ("name,email,topics\nRuth,ruth@example.edu,zzz\n", "no topic 'zzz'; known are conferences, goals"),
    ("", "line 1: no column name, email, topics"),
]


@pytest.mark.parametrize("text", GOOD)
def test_a_list_is_read_as_spreadsheets_write_it(text: str) -> None:
    assert read_contacts(text, SLUGS) == ((RUTH, FEMI), [])


@pytest.mark.parametrize(("text", "problem"), BAD)
def test_a_bad_line_is_named_with_its_mend(text: str, problem: str) -> None:
    _, problems = read_contacts(text, SLUGS)
    assert any(problem in each for each in problems), problems


def test_a_file_with_a_bad_line_is_an_error_that_names_it(tmp_path: Path) -> None:
    path = tmp_path / "contacts.csv"
    path.write_text(BAD[1][0], encoding="utf-8")
    with pytest.raises(ContactsError, match=r"contacts\.csv, line 2"):
        load_contacts(path, SLUGS)
    with pytest.raises(ContactsError, match="cannot be read"):
        load_contacts(tmp_path / "none.csv", SLUGS)
    assert load_contacts(None, SLUGS) == ()


def test_whoever_fits_most_is_named_first() -> None:
    assert fitting([FEMI, RUTH], ["conferences", "review-promotion"]) == (RUTH, FEMI)
    assert fitting([FEMI, RUTH], ["goals"]) == ()
    assert len(fitting([Contact(f"C{n}", f"c{n}@example.edu", ("goals",)) for n in range(9)], ["goals"])) == 3


def test_a_suggestion_names_one_in_turn_and_none_of_the_partners() -> None:
    named = {offered([RUTH, FEMI], "conferences", DANA, turn, ()) for turn in range(2)}
    assert named == {RUTH, FEMI}
    assert offered([RUTH, FEMI], "conferences", DANA, 1, ["RUTH@example.edu"]) == FEMI
    assert offered([RUTH], "goals", DANA, 0, ()) is None
