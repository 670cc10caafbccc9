"""What people ask of the program in words of their own: a new address, a silent partner, a word in confidence."""

from __future__ import annotations

import pytest

from service.reading.matters.plain_words import confided, new_address, silence

PARTNERS, COORDINATORS = ("Grace Lin",), ("Robin Hale",)


@pytest.mark.parametrize(
    "said",
    [
        "My new address is ada@new.example.org.",
        "my new email address is ada@new.example.org, please use it from now on",
        "Please use ada@new.example.org from now on.",
        "I have a new email: ada@new.example.org",
        "My email has changed to ada@new.example.org.",
        "Could you change my address to <ada@new.example.org>?",
        "From next week on please write to me at ada@new.example.org",
        "You can reach me at ada@new.example.org from January on.",
        "I've changed jobs; my mail is now ada@new.example.org",
        "Please send the check-ins to ada@new.example.org instead.",
    ],
)
def test_a_new_address_is_heard(said: str) -> None:
    assert new_address(said) == "ada@new.example.org"


@pytest.mark.parametrize(
    "said",
    [
        "Grace's new address is grace@new.example.org.",
        "Her new email is grace@new.example.org",
        "We met on Tuesday; I wrote to sam@example.org about the committee.",
        "Please write to sam@example.org about the grant.",
        "My new address is 12 Elm Street.",
        "My new address is ada@new.example.org or ada@other.example.org.",
        "The list's address is lib-l@example.org",
        "My new address is a secret",
    ],
)
def test_other_addresses_are_not(said: str) -> None:
    assert new_address(said) == ""


SILENT = [
    "I haven't heard from Grace since September.",
    "I have not heard back from my mentor.",
    "Not yet: Grace doesn't answer my mails.",
    "She has not replied to any of my messages.",
    "No reply from her so far.",
    "My mentor has gone silent.",
    "I wrote to her twice and got no answer.",
    "I can't seem to reach Grace.",
    "Grace never responds.",
    "My emails to Grace go unanswered.",
    "He is not responding",
    "Still no word from my mentee",
]
ANSWERED = [
    "We met on Tuesday.",
    "She answered all my questions.",
    "I haven't heard from the committee.",
    "No answer from the dean about the budget; we talked about that.",
    "We talked about how students never respond to surveys.",
    "Grace never stops giving good advice.",
    "I have not heard from the search committee and we discussed that.",
    "She can't reach her supervisor and we talked about it.",
]


@pytest.mark.parametrize("said", SILENT)
def test_a_partner_who_does_not_answer_is_told_of(said: str) -> None:
    assert silence(said, PARTNERS) == said


@pytest.mark.parametrize("said", ANSWERED)
def test_other_silences_are_not(said: str) -> None:
    assert silence(said, PARTNERS) == ""


CONFIDED = [
    "In confidence: I do not think this match works.",
    "A word in confidence: she cancels every time.",
    "Robin, just between you and me, it is not going well.",
    "For Robin only: I feel judged.",
    "Please don't tell Grace, but I would rather have somebody else.",
    "This is confidential, for the coordinator: he was rude to me.",
    "Off the record, I am thinking of leaving.",
    "Could I tell you something in confidence? She shouted at me.",
    "Robin: I need a word about Grace.",
    "Between you and me, we have nothing to say to each other.",
]
NOT_CONFIDED = [
    "We talked about confidence at the desk.",
    "I have every confidence in her.",
    "We agreed that we speak in confidence.",
    "What she told me in confidence stays there.",
    "It is confidential who is on the committee.",
    "Between you and me there are three floors, she said.",
    "We met Robin at the conference.",
]


@pytest.mark.parametrize("said", CONFIDED)
def test_a_word_in_confidence_is_for_the_coordinator(said: str) -> None:
    assert confided(said, COORDINATORS) == said


@pytest.mark.parametrize("said", NOT_CONFIDED)
def test_confidence_as_such_is_not(said: str) -> None:
    assert confided(said, COORDINATORS) == ""


def test_what_follows_in_the_same_paragraph_belongs_to_it() -> None:
    said = "We met on Tuesday.\n\nIn confidence: it is hard. She cancels a lot.\n\nNext: Dec 3."
    assert confided(said, COORDINATORS) == "In confidence: it is hard. She cancels a lot."
