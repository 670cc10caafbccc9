"""Markdown tokens mended where Markdown and statements meet: rows, lists and numbers come out as their writer meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

StatementsOf = Callable[["Token"], list[str]]
"""The first words of the statements that a token of type "jinja" holds ("for", "endif", …)."""

_OPENING = frozenset({"if", "for"})
_CLOSING = frozenset({"endif", "endfor"})
_BETWEEN = frozenset({"else", "elif"})


def mended(tokens: list[Token], is_statement: Callable[[str], bool], statements_of: StatementsOf) -> list[Token]:
    """The tokens of a letter, ready to be written as text and as HTML."""
    tokens = list(_statement_rows(tokens, is_statement))
    tokens = list(_headless(tokens))
    tokens = list(_numbered_by_hand(tokens))
    return _joined_lists(tokens, statements_of)


def _statement_rows(tokens: list[Token], is_statement: Callable[[str], bool]) -> Iterator[Token]:
    """A statement line within a table was read as a row of one cell: make it a statement again."""
    from markdown_it.token import Token

    position = 0
    while position < len(tokens):
        end = _end_of(tokens, position, "tr")
        content = " ".join(cell.content for cell in tokens[position:end] if cell.type == "inline" and cell.content)
        if tokens[position].type == "tr_open" and is_statement(content):
            yield Token("jinja", "", 0, content=content, block=True, level=tokens[position].level)
            position = end
        else:
            yield tokens[position]
            position += 1


def _headless(tokens: list[Token]) -> Iterator[Token]:
    """A table whose head is empty has none."""
    position = 0
    while position < len(tokens):
        end = _end_of(tokens, position, "thead")
        if tokens[position].type == "thead_open" and not any(cell.content for cell in tokens[position:end]):
            position = end
        else:
            yield tokens[position]
            position += 1


def _end_of(tokens: list[Token], start: int, name: str) -> int:
    """The position behind the close of the `name` that opens at `start`; `start` where none does."""
    if tokens[start].type != f"{name}_open":
        return start
    level = tokens[start].level
    closes = (i for i in range(start, len(tokens)) if tokens[i].type == f"{name}_close" and tokens[i].level == level)
    return next(closes) + 1


def _numbered_by_hand(tokens: list[Token]) -> Iterator[Token]:
    """Numbered items become paragraphs that begin with their number.

    Who answers inside an <ol> and presses Return gets a new item, and every number below it changes.
    """
    from markdown_it.token import Token

    depth = 0
    number = ""
    for token in tokens:
        if token.type in ("ordered_list_open", "ordered_list_close"):
            depth += token.nesting
        elif token.type.startswith("list_item") and token.markup in (".", ")"):
            number = f"{token.info}. " if token.nesting == 1 else ""
        else:
            if number and token.type == "inline":
                token.children = [Token("text", "", 0, content=number), *(token.children or ())]
                number = ""
            if depth and token.type.startswith("paragraph"):
                token.hidden = False
            yield token


def _joined_lists(tokens: list[Token], statements_of: StatementsOf) -> list[Token]:
    """Lists with nothing but statements around and between them become one list with the statements in it.

    So a loop over items makes one list of many items, not many lists of one.
    """
    joined: list[Token] = []
    position = 0
    while position < len(tokens):
        run = _run_of_lists(tokens, position)
        if not run:
            joined.append(tokens[position])
            position += 1
            continue
        joined += _one_list(run, statements_of)
        position += sum(map(len, run))
    return joined


def _run_of_lists(tokens: list[Token], start: int) -> list[list[Token]]:
    """Statements and whole lists that follow each other from `start`, each its own group of tokens."""
    run: list[list[Token]] = []
    position = start
    while position < len(tokens):
        end = position + 1 if tokens[position].type == "jinja" else _end_of(tokens, position, "bullet_list")
        if end == position:
            break
        run.append(tokens[position:end])
        position = end
    return run


def _one_list(run: list[list[Token]], statements_of: StatementsOf) -> list[Token]:
    """A run as one list, with as few of the statements around it as it takes to keep them paired."""
    flat = [token for group in run for token in group]
    lists = [i for i, group in enumerate(run) if group[0].type != "jinja"]
    words = [statements_of(group[0]) if group[0].type == "jinja" else [] for group in run]
    span = _paired_span(words, lists[0], lists[-1]) if lists else None
    if span is None:
        return flat
    first, last = span
    opening, closing = run[lists[0]][0], run[lists[0]][-1]
    items = [t for group in run[first : last + 1] for t in (group if group[0].type == "jinja" else group[1:-1])]
    before = [token for group in run[:first] for token in group]
    after = [token for group in run[last + 1 :] for token in group]
    return [*before, opening, *items, closing, *after]


def _paired_span(words: Sequence[list[str]], first: int, last: int) -> tuple[int, int] | None:
    """The narrowest span from `first` to `last` or wider whose statements pair, with the loops right around it."""
    while True:
        lowest, final = _depths(word for group in words[first : last + 1] for word in group)
        if lowest < 0:
            first -= 1
        elif final > 0:
            last += 1
        elif (
            first > 0
            and last + 1 < len(words)
            and words[first - 1][-1:] == ["for"]
            and words[last + 1][:1] == ["endfor"]
        ):
            first, last = first - 1, last + 1
        else:
            return first, last
        if first < 0 or last >= len(words):
            return None


def _depths(words: Iterator[str]) -> tuple[int, int]:
    """How deep the statements go below their beginning (0 or less), and where they end."""
    depth = lowest = 0
    for word in words:
        if word in _CLOSING:
            depth -= 1
        lowest = min(lowest, depth - (word in _BETWEEN))
        if word in _OPENING:
            depth += 1
    return lowest, depth
