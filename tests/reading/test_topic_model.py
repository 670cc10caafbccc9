"""The learned words: how they weigh beside cues, what they leave alone, and that they stay small, quick and in step."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from bench.labelled import THURSDAY, words_of
from bench.learning import digest
from bench.train_topics import Phrase, learn, material, phrases, talk_in, text_of
from service.domain import Topic
from service.reading.topics.topic_model import Ear, TopicModel, ear_of, features
from service.reading.topics.topics import topics_of, worded
from service.topics import learned_words, load_topics, parse_topics

ROOT = Path(__file__).parents[2]
LEARNED = ROOT / "service" / "learned" / "topic.txt"


def heard(text: str, topics: tuple[Topic, ...] | None = None, told: bool = True) -> tuple[str, ...]:
    """The topics of one sentence of talk."""
    return topics_of([ear_of(topics or load_topics()).heard(text.lower(), (), told)])


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("which papers she should show the people who vote on her file", ("review-promotion",)),
        ("his boys, his bad back and how little he sleeps", ("personal",)),
        ("the second referee hated her manuscript", ("research-publishing",)),
        ("whether she ought to chair the task force", ("committees",)),
        ("how to ask her boss for a higher salary", ("difficult-conversations",)),
        ("we sat by the window and the coffee was cold", ()),
        ("thank you for the reminder and all the best to you", ()),
    ],
)
def test_hears_what_no_cue_names(text: str, topics: tuple[str, ...]) -> None:
    assert heard(text) == topics


def test_hears_two_topics_in_one_sentence() -> None:
    assert heard("first her dossier for tenure, then the poster for ACRL") == ("conferences", "review-promotion")


def test_a_stretch_that_is_silent_is_not_heard() -> None:
    text = "her manuscript and the poster"
    silent = [(0, text.index("and"))]
    assert topics_of([ear_of(load_topics()).heard(text, silent, told=True)]) == ("conferences",)


OWN = parse_topics(
    """
    [open-access]
    title = "Open access"
    about = "Making scholarship free to read."
    prompts = ["Which of your papers can anybody read?"]
    cues = ["open access"]
    hints = ["embargo"]
    [personal]
    title = "Life"
    about = "Ours, not the shipped one."
    prompts = ["How are you?"]
    cues = ["campfire"]
    """,
    "own.toml",
)


def test_a_program_s_own_topic_works_from_its_cues_alone() -> None:
    topics = (*(topic for topic in load_topics() if topic.slug != "personal"), *OWN)
    assert not any(topic.learned for topic in OWN)
    assert "open-access" in heard("open access and what the dean makes of it", topics)
    assert "open-access" not in heard("the embargo", topics), "a hint needs a second"
    assert heard("her children, her insomnia, her divorce", topics) == (), "a replaced topic brings its own cues only"


def test_without_learned_words_cues_are_all() -> None:
    assert heard("open access, told by the campfire", OWN) == ("open-access", "personal")
    assert TopicModel(OWN).slugs == ()


def test_every_shipped_topic_has_learned_words() -> None:
    assert {topic.slug for topic in load_topics() if topic.learned} == {topic.slug for topic in load_topics()}


def test_the_file_is_small_and_quickly_loaded() -> None:
    assert LEARNED.stat().st_size <= 350_000
    assert quickest(learned_words, 9) < 0.05


def test_scoring_takes_a_fraction_of_a_reply_s_time() -> None:
    model = TopicModel(load_topics())
    talk = ("mostly how she splits her week between the desk, her departments and the boxes, and the task force " * 3)[
        :280
    ]
    assert quickest(lambda: model.scores(model.speaks(features(worded(talk))), told=True), 50) < 0.000_3


def quickest(work: object, rounds: int) -> float:
    """The least CPU that some work takes, in seconds: a neighbour on the machine may slow a round, or several."""
    assert callable(work)
    spent = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return min(spent)


def test_the_file_is_what_the_phrases_teach() -> None:
    first = LEARNED.read_text(encoding="utf-8").splitlines()[0]
    assert first.split()[-1] == digest(material()), "the material has changed: run python -m bench.train_topics"


def test_learning_twice_gives_the_same_file() -> None:
    told = phrases()[::40]
    assert text_of(learn(told), ()) == text_of(learn(told), ())


def test_learning_needs_no_more_than_phrases() -> None:
    model = learn([Phrase(("personal",), "the kids are ill"), Phrase(("goals",), "three aims for spring")] * 20)
    assert max(zip(model.chances(features(worded("the kids"))), model.names, strict=True))[1] == "personal"


def test_an_ear_is_made_once_for_a_catalogue() -> None:
    topics = load_topics()
    assert isinstance(ear_of(topics), Ear)
    assert ear_of(topics) is ear_of(topics)


def test_a_report_teaches_the_words_of_its_talk_and_no_others() -> None:
    told = words_of("We met on Tuesday for an hour. We talked about her goals for the year. The 3rd is next.")
    learned = talk_in(told, "", THURSDAY)
    assert {"goal", "year"} <= {*learned}
    assert not {"tuesday", "hour", "next"} & {*learned}
