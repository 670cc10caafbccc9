"""Which topics a meeting's talk was of: what is weighed, and what comes of it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bench.labelled import ROOT
from bench.learning import digest
from bench.train_topics import material
from service.domain import Doubt, Topic
from service.learned import LEARNED_UNIT, Weights
from service.reading.opinions import weights
from service.reading.report import interpret
from service.reading.topics.topic_model import Weighing
from service.reading.topics.which_topics import Stretch, WhichTopics
from service.reading.values import Context, Segment, Words
from service.topics import load_topics

LEARNED = ROOT / "service" / "learned" / "talked.txt"
SLUGS = ("goals", "personal", "teaching-practice")
THURSDAY = datetime(2026, 11, 19, 10, tzinfo=ZoneInfo("America/Los_Angeles"))
TOLD = "We met on Tuesday for an hour. We talked about her goals for the year."


def stretch(*whole: float, told: bool = True, text: str = "We talked about her goals", **cues: float) -> Stretch:
    return Stretch(Weighing(whole, [whole], cues, len(text.split())), told, text, dated=False, timed=False)


def signs_of(slug: str, *stretches: Stretch, found: tuple[str, ...] = ()) -> list[str]:
    return dict(WhichTopics(SLUGS, stretches, found).signs()).get(slug, [])


# -- what is weighed


def test_only_topics_that_something_speaks_for_and_those_that_rules_found_are_weighed() -> None:
    which = WhichTopics(SLUGS, [stretch(41, -50, -80)], ("personal",))
    assert [slug for slug, _ in which.signs()] == ["goals", "personal"]


def test_nothing_is_weighed_where_no_talk_was_heard() -> None:
    assert WhichTopics(SLUGS, [], ()).signs() == []


def test_what_rules_found_stays_where_nothing_is_weighed() -> None:
    assert WhichTopics(SLUGS, [], ("goals", "makerspace")).settled == ("goals", "makerspace")


def test_how_much_speaks_for_a_topic_is_told_by_the_highest_step_it_is_above() -> None:
    steps = [sign for sign in signs_of("goals", stretch(12, 0, 0)) if sign.startswith("not found best")]
    assert steps == ["not found best >10"]


@pytest.mark.parametrize(
    ("sign", "stretches"),
    [
        ("found lead >20", [stretch(41, 20, 0)]),  # 2.1 nats above the next
        ("found told True", [stretch(41, 0, 0)]),
        ("found told False", [stretch(41, 0, 0, told=False), stretch(30, 0, 0)]),  # where it is heard best
        ("found above 1", [stretch(20, 41, 0)]),
        ("found times 2", [stretch(20, 0, 0), stretch(11, 0, 0), stretch(5, 0, 0)]),
        ("found cues 1.5", [stretch(20, 0, 0, goals=1.5)]),
        ("goals with personal", [stretch(20, 0, 0)]),
        ("found begins my son", [stretch(20, 0, 0, text="My son is ill, of all goals")]),
        ("found stretches 2", [stretch(20, 0, 0), stretch(-90, 0, 0)]),
        ("found of talk 1", [stretch(20, 0, 0), stretch(-90, 0, 0, told=False)]),
    ],
)
def test_what_is_told_of_a_topic(sign: str, stretches: list[Stretch]) -> None:
    assert sign in signs_of("goals", *stretches, found=("goals", "personal"))


# -- what comes of it


def opinion(**signs: float) -> weights.Learned:
    rows = {f"{name.replace('_', ' ')}": (int(nats * LEARNED_UNIT),) for name, nats in signs.items()}
    return weights.Learned(Weights(("talked",), {"": (-5,), **rows}))


def topics_of(text: str, **more: object) -> tuple[str, ...]:
    context = Context(zone=ZoneInfo("America/Los_Angeles"), topics=load_topics(), **more)  # type: ignore[arg-type]
    (meeting,) = interpret(Words((Segment(text),)), "", THURSDAY, context).claims.meetings
    return meeting.topics


def test_what_speaks_for_a_topic_decides_whatever_rules_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "TALKED", opinion(personal=2, goals=-2))
    which = WhichTopics(SLUGS, [stretch(41, -10, -20)], ("goals",))
    assert which.settled == ("personal",)


@pytest.mark.parametrize(("nats", "settled"), [(-0.2, True), (-1.2, False), (-2.4, False)])
def test_what_rules_found_is_dropped_where_too_little_speaks_for_it(
    nats: float, settled: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weights, "TALKED", opinion(goals=nats + 0.5))
    heard = [stretch(41, -20, -20)]
    assert bool(WhichTopics(SLUGS, heard, ("goals",)).settled) is settled
    assert bool(WhichTopics(SLUGS, heard, ("goals",), in_a_few_words=True).settled) is (nats > -2)


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        (
            "Topics covered: promotion, research, conferences. Zoom, 1 hr.",
            "conferences research-publishing review-promotion",
        ),
        ("We had lunch on Monday. Talked promotion, ACRL, and my kids.", "conferences personal review-promotion"),
        ("Met Nov 12, an hour, on Zoom: wellness and boundaries.", "personal"),
        ("Met Ada on Wednesday, an hour. Goals mostly, and her tenure file. 4.", "goals review-promotion"),
        ("We met on the 12th and drew up a mentoring plan. One hour on Zoom.", "partnership"),
        ("Met Nov 17, Zoom, 1 hr. Research, promotion, goals.", "goals research-publishing review-promotion"),
    ],
)
def test_what_is_named_plainly_in_a_few_words_holds(text: str, topics: str) -> None:
    assert " ".join(topics_of(text)) == topics


def test_what_both_meetings_were_about_holds_for_both() -> None:
    told = "We met on the 4th and the 11th, an hour each time, both times about her poster."
    context = Context(zone=ZoneInfo("America/Los_Angeles"), topics=load_topics())
    meetings = interpret(Words((Segment(told),)), "", THURSDAY, context).claims.meetings
    assert [meeting.topics for meeting in meetings] == [("conferences",), ("conferences",)]


def test_a_program_s_own_topic_holds_by_its_cues_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "TALKED", opinion())
    assert WhichTopics(SLUGS, [stretch(41, 0, 0)], ("goals", "makerspace")).settled == ("makerspace",)
    own = Topic("makerspace", "Makerspace", "", (), {"laser cutter": 1.0})
    context = Context(zone=ZoneInfo("America/Los_Angeles"), topics=(*load_topics(), own))
    told = Words((Segment("We met on Tuesday for an hour and talked about the laser cutter."),))
    (meeting,) = interpret(told, "", THURSDAY, context).claims.meetings
    assert meeting.topics == ("makerspace",)


def test_it_is_weighed_in_answers_to_check_ins_and_not_where_a_question_back_is_answered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(weights, "TALKED", opinion(goals=-9))
    assert topics_of(TOLD) == ()
    assert topics_of(TOLD, asked=frozenset({Doubt.HELD_ON})) == ("goals",)


def test_the_file_is_small_and_what_the_material_teaches() -> None:
    assert LEARNED.stat().st_size <= 100_000
    first = LEARNED.read_text(encoding="utf-8").splitlines()[0]
    assert first.split()[-1] == digest(material()), (
        "the material has changed: run bench.train_topics, then bench.train_talked"
    )
