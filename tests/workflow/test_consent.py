"""What somebody answers to "Shall this go to Grace?", in many people's words."""

from __future__ import annotations

import pytest

from service.store.confirmations import Answer
from service.workflow.consent import is_for_coordinator, read_sending

YES = [
    "yes", "Yes!", "send it", "Yes, send it.", "Please send it.", "Send it to her, please. Thanks!", "OK",
    "Sure, go ahead",
    "Looks good, send it", "yes please", "Yep, that's right. Send.", "Perfect, thank you!", "Thanks, yes", "Fine.",
    "Hi,\nyes, send it on.\n", "That is fine, please send", "Go ahead!", "Yes, please pass it on to Grace.",
    "please go ahead and send", "That works", "Go for it", "Looks right to me", "ok to send",
    "Yes, that is what I want to talk about.", "\U0001f44d", "Great. Send it off.",
]  # fmt: skip
NO = [
    "no", "No, thanks.", "Don't send it", "please don’t send this", "drop it", "Never mind", "forget it", "Not yet.",
    "Nope, leave it", "wait", "Keep it to myself, please", "I'd rather not", "Not needed anymore",
    "On second thought, no", "No. Sorry!",
]  # fmt: skip
CHANGED = [
    ("Yes, and please add the budget for the poster", Answer.YES, "and please add the budget for the poster"),
    ("Yes, but put the review file first, then the rest", Answer.YES, "but put the review file first, then the rest"),
    ("No, rather the review file and my supervisor", Answer.NO, "rather the review file and my supervisor"),
]
NEITHER = [
    "The review file, and how to say no to committees",
    "Good question for Grace: how did she begin?",
    "Fine-tuning my teaching statement",
    "Rather: the conference poster",
    "Could it wait until January?",
    "Notes on the review file",
]


@pytest.mark.parametrize("said", YES)
def test_yes(said: str) -> None:
    assert read_sending(said) == (Answer.YES, "")


@pytest.mark.parametrize("said", NO)
def test_no(said: str) -> None:
    assert read_sending(said) == (Answer.NO, "")


@pytest.mark.parametrize(("said", "answer", "rest"), CHANGED)
def test_a_word_that_changes_it_is_kept(said: str, answer: Answer, rest: str) -> None:
    assert read_sending(said) == (answer, rest)


@pytest.mark.parametrize("said", NEITHER)
def test_other_words_are_another_agenda(said: str) -> None:
    assert read_sending(said) == (None, "")


@pytest.mark.parametrize(
    "said", ["for Robin", "It was for the coordinator", "No, this is meant for Robin Hale, please."]
)
def test_it_was_for_the_coordinator(said: str) -> None:
    assert is_for_coordinator(said, ["Robin Hale"])


@pytest.mark.parametrize("said", ["for Grace", "Robin said yes", "For Robin's class: which book?"])
def test_it_was_not(said: str) -> None:
    assert not is_for_coordinator(said, ["Robin Hale"])
