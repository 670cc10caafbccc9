"""What of a reply's topics was not talked about, and to which of several meetings the rest belongs."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from service.reading.prose.text import Sentence
from service.reading.report import interpret
from service.reading.topics.untalked import untalked
from service.reading.values import Context, Segment, Words
from service.topics import catalogue

THURSDAY = datetime(2026, 11, 12, 18, 0, tzinfo=UTC)


def topics(text: str) -> list[list[str]]:
    """The topics of each meeting told of."""
    read = interpret(Words((Segment(text, None),)), "", THURSDAY, Context(topics=catalogue()))
    return [list(meeting.topics) for meeting in read.claims.meetings]


def silent(text: str) -> str:
    low = text.lower()
    return " | ".join(low[start:end].strip(" .") for start, end in untalked(Sentence(low, low)))


@pytest.mark.parametrize(
    ("sentence", "left_out"),
    [
        ("Her tenure file never came up.", "her tenure file never came up"),
        ("Her CV, due in May, did not come up.", "her cv, due in may, did not come up"),
        ("Not her review, for once.", "not her review | for once"),
        ("Not covered: tenure clock.", "not covered | tenure clock"),
        ("Deferred: the poster.", "deferred | the poster"),
        ("We left the review alone.", "we left the review alone"),
        ("Of his dossier we said nothing.", "of his dossier we said nothing"),
        ("The poster was put off.", "the poster was put off"),
        ("My evaluation was by mutual agreement not raised.", "my evaluation was by mutual agreement not raised"),
        ("The article can wait.", "the article can wait"),
        ("I should join a committee, but that's for next time.", "i should join a committee, but that's for next time"),
    ],
)
def test_what_never_came_up_is_silent(sentence: str, left_out: str) -> None:
    assert silent(sentence) == left_out.lower()


@pytest.mark.parametrize(
    "sentence",
    [
        "Her tenure file came up at once.",
        "We spoke of the manuscripts which wait for cataloguing.",
        "How to tell a man who never listens.",
        "We couldn't stop talking about the article.",
        "She is not sure how to begin the review.",
        "Not sleeping, not eating, missing home.",
        "We put our heads together over the poster.",
    ],
)
def test_what_only_sounds_denied_is_heard(sentence: str) -> None:
    assert silent(sentence) == ""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "We met on Nov 3 and Nov 10. The first was all about her dossier; the second was about her poster.",
            [["review-promotion"], ["conferences"]],
        ),
        (
            "We met on Nov 3 and Nov 10. First one was all my CV. Second was the merger, whos in whos out.",
            [["professional-development"], ["library-climate"]],
        ),
        (
            "We met on October 27 and November 3. In October we talked about my performance evaluation, in November "
            "about how to teach the workshop on Zotero.",
            [["review-promotion"], ["teaching-practice"]],
        ),
        (
            "We met on Nov 3. He has nineteen sessions to teach before Thanksgiving, and most of the hour went on "
            "which of them could be handed to the peer tutors. My evaluation: 4.",
            [["teaching-practice"]],
        ),
        (
            "We met on Nov 3 and Nov 10. Nov 3: her goals for the year. Nov 10: her dossier.",
            [["goals"], ["review-promotion"]],
        ),
        (
            "We met on Nov 3 and Nov 10, an hour each. Each time we went over her dossier.",
            [["review-promotion"], ["review-promotion"]],
        ),
        ("We met three times, half an hour each. Her dossier, mostly.", [["review-promotion"]] * 3),
    ],
)
def test_talk_goes_to_the_meeting_it_was_in(text: str, wanted: list[list[str]]) -> None:
    assert topics(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "The dishwasher died and my sister came. We met on Nov 3 for an hour. We talked about her dossier. My "
            "grandson's recital is on the 20th.",
            ["review-promotion"],
        ),
        ("Coffee with Mei on Nov 3, 1 hr, conference proposals, 5/5.", ["conferences"]),
        ("We met on Nov 3 and went over what goes in my tenure binder.", ["review-promotion"]),
        (
            "we met on nov 3 and it was all about how grouchy everybody is since they merged our offices and my own "
            "review is not till may so that did not come up",
            ["library-climate"],
        ),
        (
            "met on nov 3 half an hr, mostly how many ref desk shifts is too many for one person in one week lol\n"
            "next one dec 2 at 2",
            ["teaching-practice"],
        ),
    ],
)
def test_what_stands_beside_it_neither_adds_nor_hides(text: str, wanted: list[str]) -> None:
    assert topics(text) == [wanted]
