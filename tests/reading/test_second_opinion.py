"""What was learned from labelled replies: what it hears that no rule does, where it gives way, and that its files stay
small, quick and in step with what they were learned from.
"""

from __future__ import annotations

import statistics
import time
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bench.learning import SELDOM, digest, learned, learned_from_signs, written, written_signs
from bench.train_opinions import material
from service.domain import About, Claims, Doubt
from service.learned import Weights, packed, shipped, unpacked
from service.reading.opinions import features, weights
from service.reading.prose.text import Sentence
from service.reading.report import interpret
from service.reading.values import Context, Segment, Words

ROOT = Path(__file__).parents[2]
ZONE = ZoneInfo("America/Los_Angeles")
THURSDAY = datetime(2026, 11, 19, 10, 0, tzinfo=ZONE)
KINDS = ("request", "rating", "day", "met", "verdict", "held", "next")


def claims(*said: str) -> Claims:
    return interpret(Words((Segment(" ".join(said)),)), "", THURSDAY, Context(zone=ZONE)).claims


@pytest.mark.parametrize(
    ("said", "day"),
    [
        (
            "I was in Prof. Nakagawa's office on 13 November, and she gave me an hour and many books.",
            date(2026, 11, 13),
        ),
        ("Catherine & I emptied a whole pot of tea over my dossier on Saturday.", date(2026, 11, 14)),
        ("My Tuesday with Arturo was, as always, the bright spot of the week.", date(2026, 11, 17)),
    ],
)
def test_a_meeting_is_heard_that_no_rule_hears(said: str, day: date) -> None:
    (meeting,) = claims(said).meetings
    assert meeting.held_on == day


def test_a_day_beside_another_is_left_out_where_nearly_all_speaks_against_it() -> None:
    told = claims(
        "Priya and I had it down for the 2nd, then she had a migraine, so it was the 11th before we sat down."
    )
    assert [meeting.held_on for meeting in told.meetings] == [date(2026, 11, 11)]


@pytest.mark.parametrize(
    ("said", "rating"),
    [
        ("We met on Tuesday. Probably 3, we kept getting interrupted by students.", 3),
        ("We met on Tuesday. For me 5, naturally.", 5),
        ("We met on Tuesday and went through the 4 parts of her file.", None),
    ],
)
def test_a_number_rates_by_what_stands_around_it(said: str, rating: int | None) -> None:
    assert claims(said).satisfaction == rating


def test_two_numbers_that_both_may_rate_are_asked_about() -> None:
    told = claims("We met on Tuesday. I'd say somewhere between a 3 and a 4.")
    assert told.satisfaction is None
    assert Doubt.SATISFACTION in told.doubts


def test_what_nearly_all_speaks_against_is_no_request() -> None:
    assert not claims("We met on Tuesday.", "She'd had just time to ask would the dean look kindly on it.").needs_help


@pytest.mark.parametrize(
    "said", ["Our next staff meeting is November 25 at 9.", "I will return the book on December 3."]
)
def test_what_rules_know_to_be_something_else_is_no_plan(said: str) -> None:
    assert claims(said).next_meeting is None


@pytest.mark.parametrize(
    "said",
    [
        "Hi, it was the 16th, on the phone, 40 minutes, so in the fullness of time I'd like an answer about the "
        "honorarium.",
        "At the end it was her quarrel with the head of Circulation and how she'll clear it up, so we meet tuesday "
        "1 hour in zoom, all good, only I want to ask if you have some template for the goals paper.",
    ],
)
def test_a_request_in_one_breath_with_talk_is_not_taken_back(said: str) -> None:
    assert claims(said).needs_help


@pytest.mark.parametrize("said", ["I need help.", "Need help!", "SOS. Mentor vanished.", "We could use some advice."])
def test_a_bare_cry_is_never_taken_back(said: str) -> None:
    assert claims(said).needs_help


@pytest.mark.parametrize("about", [About.WELCOME, About.PREPARE, About.HALFWAY, About.FAREWELL])
def test_it_is_silent_where_something_else_than_a_check_in_is_answered(about: About) -> None:
    words = Words((Segment("Catherine & I emptied a whole pot of tea over my dossier on Saturday."),))
    assert interpret(words, "", THURSDAY, Context(zone=ZONE)).claims.met
    assert not interpret(words, "", THURSDAY, Context(zone=ZONE, about=about)).claims.met


@pytest.mark.parametrize("kind", KINDS)
def test_the_file_is_small_and_what_the_material_teaches(kind: str) -> None:
    path = ROOT / "service" / "learned" / f"{kind}.txt"
    assert path.stat().st_size <= 200_000
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.split()[-1] == digest(material()), (
        "the material has changed: run bench.train_opinions, then bench.train_verdict"
    )


def test_all_are_loaded_quickly() -> None:
    spent = []
    for _ in range(5):
        start = time.process_time()
        for kind in KINDS:
            shipped(kind)
        spent.append(time.process_time() - start)
    assert statistics.median(spent) < 0.05


def test_weights_come_back_from_their_file_as_they_were() -> None:
    weights = Weights(("one", "two"), {"": (0, -3), "a word": (45, -45), "=#": (1, 0)})
    assert unpacked(packed("of a test", weights)) == weights


def test_a_feature_stands_once_and_numbers_are_alike() -> None:
    found = features.of_sentence(Sentence("We met, we met on 3/4 at 5.", "we met, we met on 3/4 at 5.", None))
    assert len(found) == len(set(found))
    assert {"we meet", "# at"} <= {*found, "we meet"}
    assert not any("3" in feature or "5" in feature for feature in found if not feature.startswith("="))


def test_learning_twice_gives_the_same_weights() -> None:
    told = [(["good", "day"], ("held",)), (["no", "day"], ()), (["good"], ("held",))] * 10
    seen = {"good": SELDOM, "no": SELDOM}
    first, second = (written(learned(("held",), told, 3), "of a test", seen) for _ in range(2))
    assert first == second
    assert unpacked(first).rows["good"][0] > 0 > unpacked(first).rows["no"][0]


@pytest.mark.parametrize(
    ("much", "signs"), [(-2, []), (-1, []), (0, ["best >-1"]), (1, ["best >-1"]), (9, ["best >1"])]
)
def test_how_much_there_is_of_something_is_told_by_the_highest_step_below_it(much: float, signs: list[str]) -> None:
    assert list(weights.above("best", much, (-1, 1))) == signs


def test_what_is_above_a_step_is_learned_as_above_all_before_it() -> None:
    """Of the highest too little is seen to learn from: it weighs what those below it do."""
    many = [(["best >0"], ()), (["best >1"], ("held",)), (["best >1"], ("held",))] * 20
    rows = unpacked(written_signs(learned_from_signs(("held",), [*many, (["best >2"], ())], 5, 8), "of a test")).rows
    assert rows["best >2"] == rows["best >1"] > rows.get("best >0", (0,))


def test_a_question_of_tact_that_they_worked_on_was_theirs() -> None:
    asked = "What do you say to a colleague who presents your guides as his own?"
    assert not claims(f"We met on Tuesday. {asked} We tried three ways of saying it.").needs_help
    assert claims("How do we get the certificate? We wrote to HR and heard nothing.").needs_help


def test_where_little_speaks_for_having_met_it_is_not_believed() -> None:
    assert claims("We had our slot on the 17th.", "She had a fever, I had a cold.").met is False
    assert claims("We met in the lobby on the 10th instead of her office.").met
