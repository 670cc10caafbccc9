"""What a roster file may look like, what is refused, and that what is written is read back."""

import unicodedata
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain import Standing
from service.errors import RosterError
from service.roster import COLUMNS, SAMPLE, RosterLine, read_roster, to_csv

HEAD = "mentor_name,mentor_email,mentee_name,mentee_email"
LINE = "Ana Ruiz,ana@example.edu,Lee Park,lee@example.edu"
ANA_AND_LEE = RosterLine("Ana Ruiz", "ana@example.edu", "Lee Park", "lee@example.edu")
ZOE_AND_LEE = RosterLine("Zoë Müller", "zoe@example.edu", "Lee Park", "lee@example.edu")

FILES = {
    "plain": f"{HEAD}\n{LINE}\n".encode(),
    "no line end": f"{HEAD}\n{LINE}".encode(),
    "Windows line ends": f"{HEAD}\r\n{LINE}\r\n".encode(),
    "old Macintosh line ends": f"{HEAD}\r{LINE}\r".encode(),
    "byte order mark": f"\ufeff{HEAD}\n{LINE}\n".encode(),
    "UTF-16": f"{HEAD}\n{LINE}\n".encode("utf-16"),
    "UTF-16, tabs": f"{HEAD}\n{LINE}\n".replace(",", "\t").encode("utf-16"),
    "semicolons": f"{HEAD}\n{LINE}\n".replace(",", ";").encode(),
    "sep= line": ("sep=;\n" + f"{HEAD}\n{LINE}\n".replace(",", ";")).encode(),
    "sep= line and mark": ("\ufeffsep=;\r\n" + f"{HEAD}\r\n{LINE}\r\n".replace(",", ";")).encode(),
    "blank lines": f"\n{HEAD}\n\n,,,\n{LINE}\n\n".encode(),
    "trailing empty columns": f"{HEAD},,\n{LINE},,\n,,,,,\n".encode(),
    "quoted cells": f"{HEAD}\n".encode() + b'"Ana Ruiz","ana@example.edu","Lee Park","lee@example.edu"\n',
    "spaces around": b" mentor_name , mentor_email,mentee_name ,mentee_email\n Ana  Ruiz , ana@example.edu,Lee Park ,"
    b"lee@example.edu \n",
    "heads as people write them": b"Mentor Name,MENTOR_EMAIL,Mentee-name,mentee email\n" + LINE.encode(),
    "another order": b"mentee_email,mentee_name,mentor_email,mentor_name\nlee@example.edu,Lee Park,ana@example.edu,"
    b"Ana Ruiz\n",
    "an empty optional column": f"{HEAD},started_on\n{LINE},\n".encode(),
    "domain in capitals": f"{HEAD}\n{LINE}\n".replace("@example.edu", "@Example.EDU").encode(),
}


@pytest.mark.parametrize("content", FILES.values(), ids=FILES)
def test_every_usual_shape_of_file_is_the_same_roster(content):
    assert read_roster(content) == (ANA_AND_LEE,)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_names_survive_their_encoding(encoding):
    content = f"{HEAD}\nZoë Müller,zoe@example.edu,Lee Park,lee@example.edu\n".encode(encoding)
    assert read_roster(content) == (ZOE_AND_LEE,)


def test_every_column_is_read():
    (line,) = read_roster((",".join(COLUMNS) + f"\n{LINE},2026-09-01,Europe/Paris,Asia/Tokyo,fr,JA,paused\n").encode())
    assert line == RosterLine(
        "Ana Ruiz",
        "ana@example.edu",
        "Lee Park",
        "lee@example.edu",
        date(2026, 9, 1),
        ZoneInfo("Europe/Paris"),
        ZoneInfo("Asia/Tokyo"),
        "fr",
        "ja",
        Standing.PAUSED,
    )


@pytest.mark.parametrize(
    ("cell", "day_first", "day"),
    [
        ("2026-09-01", False, date(2026, 9, 1)),
        ("9/1/2026", False, date(2026, 9, 1)),
        ("9/1/2026", True, date(2026, 1, 9)),
        ("1.9.2026", False, date(2026, 9, 1)),
        ("2028-02-29", False, date(2028, 2, 29)),
    ],
)
def test_dates_as_spreadsheets_rewrite_them(cell, day_first, day):
    (line,) = read_roster(f"{HEAD},started_on\n{LINE},{cell}\n".encode(), day_first=day_first)
    assert line.started_on == day


# What is wrong with the file → the words that must stand in the one problem told.
REFUSED = {
    "bad address": (f"{HEAD}\nAna,ana@example,Lee,lee@example.edu\n", "line 2: mentor_email: 'ana@example'"),
    "two addresses": (f"{HEAD}\nAna,a@example.edu b@example.edu,Lee,lee@example.edu\n", "line 2: mentor_email:"),
    "no address": (f"{HEAD}\nAna,,Lee,lee@example.edu\n", "line 2: mentor_email: empty"),
    "no name": (f"{HEAD}\n{LINE}\nAna Ruiz,ana@example.edu, ,kim@example.edu\n", "line 3: mentee_name: empty"),
    "swapped": (f"{HEAD}\nana@example.edu,ana@example.edu,Lee,l@example.edu\n", "are two columns swapped?"),
    "zone": (f"{HEAD},mentor_timezone\n{LINE},America/Los Angeles\n", "did you mean 'America/Los_Angeles'?"),
    "zone, case": (f"{HEAD},mentor_timezone\n{LINE},europe/paris\n", "did you mean 'Europe/Paris'?"),
    "folder of zones": (f"{HEAD},mentee_timezone\n{LINE},America\n", "line 2: mentee_timezone: 'America' is not known"),
    "path for a zone": (f"{HEAD},mentee_timezone\n{LINE},../../etc/passwd\n", "line 2: mentee_timezone:"),
    "date": (f"{HEAD},started_on\n{LINE},September\n", "line 2: started_on: 'September' is not a date"),
    "date of two digits": (f"{HEAD},started_on\n{LINE},9/1/26\n", "line 2: started_on: '9/1/26' is not a date"),
    "no such day": (f"{HEAD},started_on\n{LINE},2026-02-29\n", "no day of the calendar"),
    "no such year": (f"{HEAD},started_on\n{LINE},0202-09-01\n", "no day of the calendar"),
    "language": (f"{HEAD},mentor_language\n{LINE},English!\n", "line 2: mentor_language: expected a language tag"),
    "status": (f"{HEAD},status\n{LINE},gone\n", "line 2: status: 'gone' is not one of active, paused, ended"),
    "oneself": (f"{HEAD}\nAna,ana@example.edu,Ana,Ana@example.edu\n", "line 2: mentee_email: 'Ana@example.edu' is the"),
    "twice": (f"{HEAD}\n{LINE}\n\n{LINE}\n", "line 4: the same partnership as on line 2"),
    "two names": (
        f"{HEAD}\n{LINE}\nAnna Ruiz,ana@example.edu,Kim,kim@example.edu\n",
        "line 3: mentor_name: 'Anna Ruiz'",
    ),
    "two zones": (
        f"{HEAD},mentee_timezone\n{LINE},Asia/Tokyo\nKim,kim@example.edu,Lee Park,lee@example.edu,Asia/Seoul\n",
        "line 3: mentee_timezone: 'Asia/Seoul' here, but 'Asia/Tokyo' on line 2",
    ),
    "unknown column": (
        f"{HEAD},mentor_mail\n{LINE},x\n",
        "line 1: mentor_mail: not a column; did you mean mentor_email?",
    ),
    "column twice": (f"{HEAD},mentor_name\n{LINE},x\n", "line 1: mentor_name: named twice"),
    "column lacking": ("mentor_name,mentor_email,mentee_name\nA,a@example.edu,B\n", "line 1: lacks mentee_email"),
    "too many cells": (f"{HEAD}\n{LINE},more\n", "line 2: more cells than columns"),
    "line break": (
        f'{HEAD}\n"Ana\nRuiz",ana@example.edu,Lee,l@example.edu\n',
        "line 2: mentor_name: 'Ana\\nRuiz' holds",
    ),
    "direction mark": (
        f"{HEAD}\nAna\u202ezuiR,ana@example.edu,Lee,l@example.edu\n",
        "line 2: mentor_name: 'Ana\\u202e",
    ),
    "NUL": (f"{HEAD}\nAna\0,ana@example.edu,Lee,lee@example.edu\n", "line 2: mentor_name:"),
    "open quotation": (f'{HEAD}\n{LINE}\n"Kim,kim@example.edu,Lee,l@example.edu\n', "line 3: a quotation mark"),
    "empty": ("", "line 1: lacks mentor_name"),
    "columns only": (f"{HEAD}\n", "holds no partnership"),
}


@pytest.mark.parametrize(("text", "words"), REFUSED.values(), ids=REFUSED)
def test_what_is_wrong_is_named_with_its_line(text, words):
    with pytest.raises(RosterError) as caught:
        read_roster(text.encode())
    assert any(words in problem for problem in caught.value.problems), caught.value.problems


def test_every_bad_line_is_named_in_the_order_of_the_file():
    with pytest.raises(RosterError) as caught:
        read_roster(f"{HEAD}\nAna,x,Lee,y\n{LINE}\nKim,k@example.edu,,m@example.edu\n{LINE}\n".encode())
    assert [problem.split(":")[0] for problem in caught.value.problems] == ["line 2", "line 2", "line 4", "line 5"]


@pytest.mark.parametrize("content", [b"PK\x03\x04rest", b"\xd0\xcf\x11\xe0rest"])
def test_a_workbook_is_known_for_one(content):
    with pytest.raises(RosterError, match='save it as "CSV UTF-8"'):
        read_roster(content)


def test_bytes_in_no_encoding_are_refused():
    with pytest.raises(RosterError, match="encoding"):
        read_roster(b"\x81\x8d")


def test_a_person_may_stand_on_several_lines():
    text = f"{HEAD},mentor_timezone\n{LINE},\nAna Ruiz,ana@example.edu,Kim,kim@example.edu,Asia/Tokyo\n"
    assert len(read_roster(text.encode())) == 2


def test_the_sample_is_a_roster():
    assert read_roster(to_csv(SAMPLE).encode()) == SAMPLE


def test_no_cell_is_a_formula_to_a_spreadsheet():
    line = RosterLine('=HYPERLINK("x")', "+1@example.edu", "@SUM(A1)", "-2@example.edu")
    cells = to_csv([line]).splitlines()[1]
    assert cells == '"\'=HYPERLINK(""x"")",\'+1@example.edu,\'@SUM(A1),\'-2@example.edu,,,,,'
    assert read_roster(to_csv([line]).encode()) == (line,)


def test_text_beyond_ascii_is_marked_for_excel():
    assert to_csv([ZOE_AND_LEE]).startswith("\ufeff")
    assert not to_csv([ANA_AND_LEE]).startswith("\ufeff")


def _is_name(text: str) -> bool:
    clean = " ".join(unicodedata.normalize("NFC", text).split())
    return bool(text) and text == clean and "@" not in text[1:]


names = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=60).filter(_is_name)
zones = st.sampled_from([None, ZoneInfo("Asia/Tokyo"), ZoneInfo("America/Los_Angeles")])
languages = st.sampled_from([None, "en", "pt-BR"])


@st.composite
def rosters(draw):
    """Rosters of people who are each on one line only."""
    locals_ = draw(st.lists(st.from_regex(r"[a-z+=-][a-z0-9+=-]{0,20}", fullmatch=True), unique=True, max_size=12))
    people = [f"{local}@example.edu" for local in locals_[: len(locals_) // 2 * 2]]
    return tuple(
        RosterLine(
            draw(names),
            mentor,
            draw(names),
            mentee,
            draw(st.none() | st.dates(date(1950, 1, 1), date(2100, 12, 31))),
            draw(zones),
            draw(zones),
            draw(languages),
            draw(languages),
            draw(st.sampled_from([None, *Standing])),
        )
        for mentor, mentee in zip(people[::2], people[1::2], strict=True)
    )


@given(rosters().filter(bool))
def test_what_is_written_is_read_back(lines):
    assert read_roster(to_csv(lines).encode()) == lines


@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_whatever_a_file_holds_it_is_read_or_refused(content):
    try:
        read_roster(content)
    except RosterError as error:
        assert error.problems and all("\n" not in problem for problem in error.problems)
