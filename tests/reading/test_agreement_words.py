"""What a reply to the welcome settles: the rhythm, the word on confidentiality, invitations, and what is hoped for."""

from __future__ import annotations

from datetime import date

import pytest

from service.reading.matters.agreement import settled_in
from service.reading.values import Segment, Settled, Unsettled, Words

TODAY = date(2026, 11, 2)


def words(*segments: str | tuple[int, str]) -> Words:
    return Words(tuple(Segment(each) if isinstance(each, str) else Segment(each[1], each[0]) for each in segments))


def read(*segments: str | tuple[int, str]) -> Settled:
    return settled_in(words(*segments), TODAY, None)


TALKED = [
    "Yes, we talked about confidentiality.",
    "We discussed confidentiality when we met: what we say stays between us.",
    "Confidentiality: agreed.",
    "We have agreed that everything stays between the two of us.",
    "Confidentiality is settled.",
    "We went over confidentiality on Tuesday.",
    "Nothing we say leaves the room, we both promised.",
    "we did talk about keeping things confidential",
    "Covered confidentiality too.",
]
NOT_TALKED = [
    "We have not talked about confidentiality yet.",
    "We will talk about confidentiality next time.",
    "Confidentiality: not yet.",
    "Confidentiality is on the list for our first meeting.",
    "We still need to discuss confidentiality.",
    "We plan to cover confidentiality when we meet.",
    "No word about confidentiality so far.",
    "We didn't get to confidentiality.",
]
NOT_SAID = [
    "First Tuesday at 2.",
    "I hope to learn about tenure.",
    "Thank you for the kind letter.",
    "We met on Tuesday.",
    "Is this mail confidential?",
]


@pytest.mark.parametrize("said", TALKED)
def test_they_talked_about_confidentiality(said: str) -> None:
    assert read(said).confidentiality is True


@pytest.mark.parametrize("said", NOT_TALKED)
def test_they_have_not_talked_about_it(said: str) -> None:
    assert read(said).confidentiality is False


@pytest.mark.parametrize("said", NOT_SAID)
def test_nothing_is_said_of_it(said: str) -> None:
    assert read(said).confidentiality is None


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Yes", True), ("yes, we have", True), ("Yep, over coffee.", True), ("We did.", True), ("Done", True),
        ("Of course", True), ("It stays between us", True), ("Yes, on our first call", True), ("sure have", True),
        ("no", False), ("Not yet", False), ("Not yet, but we will", False), ("We will at our first meeting", False),
        ("Next time", False), ("soon", False), ("No, it has not come up", False), ("Planned for Tuesday", False),
    ],
)  # fmt: skip
def test_an_answer_under_the_question_needs_not_name_it(said: str, meant: bool) -> None:
    assert read((2, said)).confidentiality is meant


def test_an_answer_that_says_neither_is_asked_about() -> None:
    heard = read((2, "Good question, what do others do?"))
    assert heard.confidentiality is None and Unsettled.CONFIDENTIALITY in heard.asks


HOPES = [
    ("I hope to find my feet in cataloguing.", "I hope to find my feet in cataloguing."),
    ("I'd like to learn how promotion works here.", "I'd like to learn how promotion works here."),
    ("My goal is to present at a conference.", "My goal is to present at a conference."),
    (
        "Mostly I want to understand the politics of the place.",
        "Mostly I want to understand the politics of the place.",
    ),
    ("I am hoping for honest feedback on my teaching.", "I am hoping for honest feedback on my teaching."),
    ("What I hope for: a better balance.", "What I hope for: a better balance."),
    ("I would love to get better at saying no.", "I would love to get better at saying no."),
    ("Looking to learn about tenure.", "Looking to learn about tenure."),
    ("Hoping to publish something this year.", "Hoping to publish something this year."),
]
NO_HOPES = [
    "I hope you are well.",
    "I'd like to thank you.",
    "We hope to meet on Tuesday.",
    "Hope this helps!",
    "I want to meet on first Tuesdays.",
    "I'd like to pause for a month.",
    "I look forward to it.",
    "I hope the weather holds.",
    "I'd like calendar invitations, please.",
]


@pytest.mark.parametrize(("said", "kept"), HOPES)
def test_what_somebody_hopes_for_is_kept_in_their_words(said: str, kept: str) -> None:
    assert read("First Tuesday at 2. Yes, we talked about confidentiality. " + said).hopes == kept


@pytest.mark.parametrize("said", NO_HOPES)
def test_courtesies_and_plans_are_no_hopes(said: str) -> None:
    assert read(said).hopes == ""


def test_under_its_question_every_word_is_a_hope() -> None:
    assert read((3, "Tenure, mostly.\nAnd fewer meetings.")).hopes == "Tenure, mostly.\nAnd fewer meetings."
    assert read((3, "nothing in particular")).hopes == ""


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Please send us calendar invitations.", True), ("Calendar invites would be great", True),
        ("Yes to invitations", True), ("We'd like invitations for our meetings", True),
        ("No calendar invitations, please, we have our own.", False), ("We don't need invitations", False),
        ("Invitations: no thanks", False), ("Outlook sends invitations already, so none from you", False),
        ("First Tuesday at 2", None), ("Grace invited me to lunch", None), ("Thanks for the invitation to join", None),
    ],
)  # fmt: skip
def test_calendar_invitations_are_wanted_or_not(said: str, meant: bool | None) -> None:
    assert read(said).invitations is meant


def test_three_answers_by_number_are_read_each_for_its_question() -> None:
    heard = read((1, "First Tuesday at 2"), (2, "yes"), (3, "I want to publish"))
    assert (str(heard.rhythm), heard.confidentiality, heard.hopes) == (
        "monthly first tuesday 14:00",
        True,
        "I want to publish",
    )
    assert heard.asks == frozenset() and heard.says_anything


def test_what_is_unclear_is_asked_about() -> None:
    assert read((1, "once a month")).asks == {Unsettled.DAY}
    assert read((1, "first Tuesday or second Thursday")).asks == {Unsettled.RHYTHM}
    assert read("We'll meet first Tuesday or second Thursday.").rhythm is None


def test_a_letter_of_thanks_settles_nothing() -> None:
    heard = read("Thank you, looking forward to it!")
    assert not heard.says_anything and not heard.asks
