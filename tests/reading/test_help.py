"""Requests to the coordinator, however politely put, and what only looks like one."""

from __future__ import annotations

import pytest

from service.reading.answers.help import asks
from service.reading.prose.text import Sentence

ASKED = [
    "I would be grateful if you could send me the name of someone in the Provost's office.",
    "Would it be possible to be paired with somebody else?",
    "Could you find out whether she is still in the program?",
    "A list of grant deadlines would be handy.",
    "If anyone in the program has gone through this I'd love an introduction.",
    "We could use a quiet room for our meetings.",
    "Is there money for travel?",
    "Do mentors get release time?",
    "I'm wondering whether another mentor might suit her better.",
    "Any chance of getting the handbook?",
    "Who do we talk to about parking?",
    "It would help to have the promotion guidelines.",
    "Please send the template again.",
    "We need a contact in HR.",
    "I don't know who to ask about IRB.",
    "Maybe someone who knows Python could talk to her?",
    "I'd rather be matched with someone in archives.",
    "Looking for a statistician, if you have one up your sleeve.",
    "I might need some help finding a peer reviewer.",
    "Point me to the travel policy, please.",
    "What's the deadline for the mentoring grant?",
    "Perhaps you could nudge her.",
    "I think we need a change of partner.",
    "Would appreciate hearing from you about the summer lunch.",
    "A nudge from you to her would not hurt.",
    "Feel free to pass her my number, and let me know if that works.",
    "Do you know when the next program lunch is?",
    "She would like to be matched with a cataloguer.",
    "One thing: I'd happily take on a second mentee, so could you tell me how to sign up for that?",
    "I'd be glad of a name in Facilities.",
    "not this month, my mother is ill, could you let Beatriz know I haven't forgotten her",
    "Is there somebody on campus who knows GIS that I could talk to as well?",
]

NOT_ASKED = [
    "No help needed.",
    "No help needed, just thanks for keeping us honest.",
    "Nothing for you to follow up on.",
    "Let me know if you need anything else!",
    "Thanks for all you do.",
    "All good here, thank you for asking.",
    "Help wanted: none.",
    "She asked me how to get a contact in HR.",
    "She wanted to know whether I could look over her CV.",
    "We talked about who to ask for what.",
    "How useful? I'd say 4.",
    "Parking is a nightmare.",
    "Can you believe it's November already?",
    "My supervisor wants a copy of the report and it makes me nervous.",
    "We looked at a list of journals.",
    "We'd like to meet again in March.",
    "I would like to thank you for the program.",
    "She needs to find someone to cover her desk.",
    "We'll look into it together.",
    "For next time she'd like to do conferences.",
    "Thanks for checking in, I appreciate the reminder.",
    "She is looking for a new job.",
    "Please find my summary below.",
    "May I say the topic list was handy.",
    "Don't ask me for dates.",
    "I could use a nap.",
    "Help with darts would be welcome but is not your department, so: no.",
]


def said(text: str, question: int | None = None) -> bool:
    return asks(Sentence(text, text.lower(), question))


@pytest.mark.parametrize("text", ASKED)
def test_a_request_is_heard(text: str) -> None:
    assert said(text)


@pytest.mark.parametrize("text", NOT_ASKED)
def test_what_asks_nothing_is_none(text: str) -> None:
    assert not said(text)


@pytest.mark.parametrize(
    "text",
    ["Yes, a contact in HR", "A list of mediators", "Is there an ombuds person here?", "The travel form, please",
     "Could you send us the handbook?", "yes, could you send the org chart", "No, but could you send the form?"],
)  # fmt: skip
def test_under_its_question_a_wish_is_enough(text: str) -> None:
    assert said(text, question=6)


@pytest.mark.parametrize(
    "text",
    ["No", "nope!", "nah we're good", "Not at the moment.", "no, you're grand", "n/a", "all good", "None, thank you",
     "nothing comes to mind", "Keep doing what you do", "I don't think so", "we're all set", "-"],
)  # fmt: skip
def test_under_its_question_a_no_is_a_no(text: str) -> None:
    assert not said(text, question=6)
