"""What a reply to the preparing letter wants: an agenda, other suggestions, nothing; in many people's words."""

from __future__ import annotations

import pytest

from service.domain import Wish
from service.reading.matters.agenda import agenda_in
from service.reading.values import PlainWords, Segment, Words
from service.topics import load_topics

TOPICS = load_topics(None)


def read(said: str) -> PlainWords:
    return agenda_in(Words((Segment(said),)), TOPICS, ("Ada Moss", "Grace Lin"))


AGENDAS = [
    "My review file: what goes in, what stays out.",
    "I'd like to talk about the search committee, and how to say no.",
    "1. The poster for ALA\n2. My supervisor and the schedule",
    "How did you handle your first difficult class?",
    "tenure",
    "Could you tell me how you chair a meeting?",
    "Work-life balance. And maybe the reorganisation.",
    "Two things: the grant, and whether I should apply for the job in Ohio.",
]
STEERING = [
    ("more on conferences", {("conferences", Wish.MORE)}),
    ("More about tenure, please.", {("review-promotion", Wish.MORE)}),
    ("Could we have more on committees?", {("committees", Wish.MORE)}),
    ("no more about committees", {("committees", Wish.LESS)}),
    ("Please don't suggest committees again", {("committees", Wish.LESS)}),
    ("I don't want to talk about committees anymore", {("committees", Wish.LESS)}),
    ("We've had enough on orientation, thanks", {("orientation", Wish.LESS)}),
    ("Less orientation, more on research please", {("orientation", Wish.LESS), ("research-publishing", Wish.MORE)}),
    ("Can you suggest something about conferences?", {("conferences", Wish.MORE)}),
    ("less about publishing", {("research-publishing", Wish.LESS)}),
    ("Enough of goals!", {("goals", Wish.LESS)}),
    ("not conferences again", {("conferences", Wish.LESS)}),
    ("Nothing more on conferences. More on goals.", {("conferences", Wish.LESS), ("goals", Wish.MORE)}),
]
NOT_THESE = [
    "not that",
    "Not these, please.",
    "none of these",
    "Something else please",
    "These do not fit us.",
    "not that!",
]
NOTHING = [
    "nothing from me this time", "No agenda", "Nothing special", "Nothing yet, thanks!", "no",
    "I have nothing in particular.", "We'll see when we meet.", "Nothing comes to mind",
]  # fmt: skip
ASIDES = [
    "I am out sick this week.", "We already met.", "Ask me next week", "Same as last time!",
    "I will use the second one.", "The first two topics sound great.", "Already sent her my list by email.",
]  # fmt: skip
COURTESIES = ["Thanks!", "Thank you, these are great.", "Lovely, thanks.", "Got it.", "Great questions, thank you!"]
MEETINGS = [
    "We meet on December 3 at 2.", "Thursday at noon", "Next: Dec 3, 2pm", "Our next meeting is on the 10th.",
    "Not set yet, probably next week.", "We are seeing each other on Friday at 3.",
]  # fmt: skip


@pytest.mark.parametrize("said", AGENDAS)
def test_an_agenda_is_kept_as_it_was_written(said: str) -> None:
    assert read(said).agenda == said and not read(said).no_agenda


def test_greeting_and_name_are_not_part_of_it() -> None:
    said = "Hi Grace,\n\nmy review file, please, and how you wrote yours.\n\nThanks,\nAda"
    assert read(said).agenda == "my review file, please, and how you wrote yours."


@pytest.mark.parametrize(("said", "meant"), STEERING)
def test_suggestions_are_steered(said: str, meant: set[tuple[str, Wish]]) -> None:
    heard = read(said)
    assert {(each.slug, each.wish) for each in heard.wishes} == meant and heard.agenda == ""


@pytest.mark.parametrize("said", NOT_THESE)
def test_what_was_suggested_is_not_wanted(said: str) -> None:
    assert read(said).not_these and read(said).agenda == ""


@pytest.mark.parametrize("said", NOTHING)
def test_nothing_is_on_the_agenda(said: str) -> None:
    assert read(said).no_agenda and read(said).agenda == ""


@pytest.mark.parametrize("said", [*COURTESIES, *MEETINGS, *ASIDES])
def test_thanks_and_plans_are_no_agenda(said: str) -> None:
    assert read(said).agenda == ""


@pytest.mark.parametrize(
    "said",
    [
        "I'd like to talk about more than committees this time",
        "Not that it matters, but my supervisor keeps rescheduling me.",
        "She said no more about the budget, and I want to know why.",
    ],
)
def test_an_agenda_that_sounds_like_steering_is_an_agenda(said: str) -> None:
    heard = read(said)
    assert heard.agenda == said and not heard.wishes and not heard.not_these


def test_an_agenda_and_a_wish_in_one_mail() -> None:
    heard = read("My review file. And more on conferences next time.")
    assert heard.agenda.startswith("My review file.")
    assert [(each.slug, each.wish) for each in heard.wishes] == [("conferences", Wish.MORE)]
