"""The text part's lines: wrapped for those who read raw, flowing for those whose program knows RFC 3676."""

from hypothesis import given
from hypothesis import strategies as st

from service.letters import plain

WORDS = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=20)
PARAGRAPHS = st.lists(WORDS, min_size=1, max_size=60).map(" ".join)


def unflowed(body: str) -> list[str]:
    """What a program that knows format=flowed shows: RFC 3676 §4."""
    shown: list[str] = []
    flowing = False
    for line in body.removesuffix("\n").split("\n"):
        text = line.removeprefix(" ")
        if flowing:
            shown[-1] += text
        else:
            shown.append(text)
        flowing = text.endswith(" ") and text != "-- "
    return shown


@given(PARAGRAPHS)
def test_a_paragraph_comes_out_as_it_went_in(paragraph: str) -> None:
    if not plain._ITEM.match(paragraph) and paragraph != "--":
        assert unflowed(plain.lay_out(paragraph)) == [paragraph]


@given(st.lists(PARAGRAPHS, max_size=4).map("\n".join))
def test_no_line_is_longer_than_its_words_allow(text: str) -> None:
    for line in plain.lay_out(text).split("\n"):
        assert len(line) <= plain.WIDTH + 2 or " " not in line.strip(" ").removeprefix("- ").removeprefix(">")


def test_items_keep_their_indentation() -> None:
    item = "- Which conference would be worth your time this year, and what would you bring home from it?"
    assert unflowed(plain.lay_out(item)) == [
        "- Which conference would be worth your time this year, and what would",
        "  you bring home from it?",
    ]


def test_what_looks_like_a_quote_or_a_new_mail_is_stuffed() -> None:
    assert plain.lay_out("> no quote\nFrom here on\n") == " > no quote\n From here on\n"


def test_blank_lines_never_pile_up() -> None:
    assert plain.lay_out("\n\na\n\n\n\nb\n\n\n") == "a\n\nb\n"


def test_a_table_stands_in_columns() -> None:
    cell = plain.CELL
    table = f"What{cell}Dana{cell}\nThat you met{cell}no{cell}\n"
    assert plain.lay_out(table) == "What          Dana\nThat you met  no\n"


def test_a_wide_table_wraps_within_its_column() -> None:
    names = ", ".join(["Dana Cole and Marisol Vega"] * 4)
    lines = unflowed(plain.lay_out(f"Met{plain.CELL}{names}{plain.CELL}\n"))
    assert len(lines) > 1
    assert all(len(line) <= plain.WIDTH for line in lines)
    assert [line[:5] for line in lines[1:]] == ["     "] * (len(lines) - 1)
    assert " ".join(line[5:] for line in lines) == names


def test_a_table_of_many_columns_is_narrowed_but_ends() -> None:
    row = "".join(f"{'word ' * 10}{plain.CELL}" for _ in range(9))
    assert plain.lay_out(row)
