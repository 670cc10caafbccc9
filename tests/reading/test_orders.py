"""What coordinators order by answering a summary, in the ways that people write it."""

from datetime import date

import pytest

from service.reading.matters.orders import Named, Order, Verb, read_orders

TODAY = date(2026, 11, 16)
NAMES = frozenset({"robin hale", "robin"})


def orders(text: str) -> list[tuple[Verb, int | None, date | None]]:
    return [(each.verb, each.number, each.until) for each in read_orders(text, NAMES, TODAY, False).orders]


ONE = [
    ("pause 14 until Jan 5", (Verb.PAUSE, 14, date(2027, 1, 5))),
    ("Pause 14 until January 5th.", (Verb.PAUSE, 14, date(2027, 1, 5))),
    ("please pause #14 until 1/5", (Verb.PAUSE, 14, date(2027, 1, 5))),
    ("pause (14) till Monday", (Verb.PAUSE, 14, date(2026, 11, 23))),
    ("PAUSE 14 for two weeks", (Verb.PAUSE, 14, date(2026, 11, 30))),
    ("pause partnership 14", (Verb.PAUSE, 14, None)),
    ("- resume 14", (Verb.RESUME, 14, None)),
    ("nudge 9", (Verb.NUDGE, 9, None)),
    ("Could you nudge 9!", (Verb.NUDGE, 9, None)),
    ("remind no. 9", (Verb.NUDGE, 9, None)),
    ("1. end 22", (Verb.END, 22, None)),
    ("release 3", (Verb.RELEASE, 3, None)),
    ("show 9", (Verb.SHOW, 9, None)),
    ("csv", (Verb.CSV, None, None)),
    ("CSV, please", (Verb.CSV, None, None)),
    ("help", (Verb.HELP, None, None)),
]


@pytest.mark.parametrize(("text", "meant"), ONE)
def test_one_order(text: str, meant: tuple[Verb, int | None, date | None]) -> None:
    assert orders(text) == [meant]


def test_several_in_a_mail_with_greeting_and_name() -> None:
    text = "Hi,\n\npause 14 until Jan 5 and nudge 9\nshow 3, show 4\n\nThanks!\nRobin"
    assert orders(text) == [
        (Verb.PAUSE, 14, date(2027, 1, 5)),
        (Verb.NUDGE, 9, None),
        (Verb.SHOW, 3, None),
        (Verb.SHOW, 4, None),
    ]
    assert read_orders(text, NAMES, TODAY, False).unclear == ()


PEOPLE = [
    ("rematch 22 with Dana Cole", (Named("Dana Cole"),)),
    ("rematch 22 with Dana Cole <dana.cole@example.edu>", (Named("Dana Cole", "dana.cole@example.edu"),)),
    ("Please rematch 22 with dana.cole@example.edu", (Named("", "dana.cole@example.edu"),)),
    (
        "add Grace Lin <grace@example.edu> with Ada Moss <ada@example.edu>",
        (Named("Grace Lin", "grace@example.edu"), Named("Ada Moss", "ada@example.edu")),
    ),
    (
        "add Grace Lin grace@example.edu, Ada Moss ada@example.edu",
        (Named("Grace Lin", "grace@example.edu"), Named("Ada Moss", "ada@example.edu")),
    ),
    (
        "add Zoë O’Neil-Park (zoe@example.edu) as mentor for José Núñez (jose@example.edu)",
        (Named("Zoë O’Neil-Park", "zoe@example.edu"), Named("José Núñez", "jose@example.edu")),
    ),
]


@pytest.mark.parametrize(("text", "people"), PEOPLE)
def test_people_are_named(text: str, people: tuple[Named, ...]) -> None:
    [order] = read_orders(text, NAMES, TODAY, False).orders
    assert order.people == people


UNCLEAR = [
    "pause 14 until the break",
    "pause 14 until Jan 5 or Jan 7",
    "pause 14 until Nov 10, 2026",
    "pause fourteen",
    "end",
    "end 22 and 23",
    "rematch 22",
    "rematch 22 with 23",
    "add Grace Lin and Ada Moss",
    "What does not answered mean?",
    "I will pause to think about 14",
    "Let us talk about how 22 ends",
]


@pytest.mark.parametrize("text", UNCLEAR)
def test_what_is_not_clear_is_said_back_and_not_done(text: str) -> None:
    read = read_orders(text, NAMES, TODAY, False)
    assert read.orders == ()
    assert read.unclear == (text,)


def test_days_are_read_in_the_programs_order() -> None:
    [order] = read_orders("pause 14 until 5/1", NAMES, TODAY, True).orders
    assert order == Order(Verb.PAUSE, "pause 14 until 5/1", 14, date(2027, 1, 5))


@pytest.mark.parametrize(
    "text", ["end " * 5000, "a " * 20000, "add " + "x@" * 3000, "pause " + "1" * 9999, "\n" * 9999]
)
def test_hostile_lines_cost_nothing(text: str) -> None:
    assert read_orders(text, NAMES, TODAY, False).orders == ()
