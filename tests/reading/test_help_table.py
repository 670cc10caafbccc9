"""How people ask a coordinator for things, by the form the request takes, and the same forms where nothing is asked."""

from __future__ import annotations

import pytest

from service.reading.answers.help import asks
from service.reading.prose.shorthand import written_out
from service.reading.prose.text import Sentence

DIRECT = [
    "So can I?",
    "No problem, but we need your help with the room.",
    "Where do I begin with the forms for IRB?",
    "Can we claim the train fare back?",
    "Who signs off on a leave of absence from the program?",
    "When does the spring round start?",
    "Is it fine if we bring in a third colleague now and then?",
    "Has the orientation packet gone out yet?",
    "Are mentees allowed to attend the leadership retreat?",
    "What happens to our match if I change campuses in July?",
    "Should I copy you on our notes?",
    "Should I send you the agreement form",
    "Should I wait for her or get somebody new.",
    "I am not sure about the form, should I send it to you.",
    "Please don't worry, I only need the new calendar link.",
    "Please don't do anything with this yet - call me first.",
    "You would be welcome to join us on Dec 3 and settle this between us.",
    "Did you receive the form I mailed in last month?",
    "How many meetings are we meant to have by June?",
    "Where would I find last year's slides?",
    "Does the library pay for association memberships?",
    "Which of the two evaluation forms is the current one?",
    "Would you be able to reserve the seminar room for us?",
    "Will there be a closing reception this year?",
    "Do we still get the book vouchers?",
    "Can the program cover our parking?",
    "Could either of you in the office check whether my transfer went through?",
]
POLITE = [
    "Please let me know if there is a handbook for this sort of thing.",
    "If you happen to know a good Arabic cataloguer, I'd be grateful.",
    "I'd love an introduction to whoever runs the makerspace.",
    "I was wondering if the guidelines could be sent round once more.",
    "It'd be wonderful if somebody from Special Collections could join us once.",
    "I'd appreciate a word about how extensions work.",
    "A contact in the dean's office would help enormously.",
    "Happy to hear suggestions for what to do in month five.",
    "I'd be most thankful for a pointer to the sabbatical rules.",
    "Any tips on keeping an eight-hour time difference from sinking us would be welcome.",
    "Would you mind forwarding the flyer again?",
    "We'd be delighted if you could sit in on one of our hours.",
    "If there is a budget for books, we would gladly use it.",
    "Grateful for any lead on a data librarian.",
    "It might be good to hear from you how other pairs handle this.",
    "I hope you don't mind my asking, but is there a waiting list?",
    "Your thoughts on this would mean a lot.",
    "Open to ideas on where to find a quiet corner.",
    "If it isn't too much trouble, the sign-in sheet again.",
    "Should you come across anyone who works with maps, do tell us.",
]
NEED = [
    "I need help.",
    "Need help!",
    "We could use some advice, please.",
    "SOS. Mentor vanished.",
    "A cry for help: my mentor has ghosted me.",
    "I ask only whether you can suggest someone from the other side of the table.",
    "I want to know from you who handles such complaints now.",
    "Fix the Room 114 thing, wouldja.",
    "I'd like her to be told, by you and not by me, that Fridays are no good.",
    "What I need is a person in payroll who answers the phone.",
    "We could do with a second pair of eyes from the program.",
    "I'm after a copy of the old strategic plan.",
    "We're short of a facilitator for our joint session and hoped you'd have one.",
    "I'm still waiting for the form you promised.",
    "We never received the welcome packet.",
    "I'd like to change partners, if that can be arranged.",
    "I think she would be better off with a different mentor.",
    "I want out of this match.",
    "I'd prefer to be matched with somebody in the sciences.",
    "I'd rather not continue with this partner.",
    "We'd like permission to record a session.",
    "She is looking for a reader for her dossier, so if you know one, we're all ears.",
    "I'd like to speak with you privately about how this is going.",
    "I need to talk to you about something.",
    "Time for you and me to have a phone call about this pairing, I think.",
    "We lack a good template for goals; yours would do.",
    "I'm hoping to get the program's blessing for a joint poster.",
    "I still haven't got the login for the portal.",
]
IMPERATIVE = [
    "Send me the rota please.",
    "Kindly resend the evaluation link.",
    "Put me down for the workshop in May.",
    "Please take my name off the dinner list.",
    "Tell me who deals with keys.",
    "Ring me when you have a minute, please.",
    "Remind her that I exist.",
    "Please correct my title in your records.",
    "Let us know the date of the last session.",
    "Please make sure the invitation reaches my new address.",
    "Sign me up for the panel.",
    "Do send the reading list.",
]
SIDEWAYS = [
    "I'd rather you gave him somebody with more patience than me.",
    "It would ease my mind to know whether this counts towards my hours.",
    "Is there a rule about how long we may go on?",
    "She wants to know whether the workshop is still on; I said I'd ask you.",
    "I promised I'd find out from you when the closing event is.",
    "My mentor has stopped answering. What should I do?",
    "pls send the guidelines again thx",
]
ASKED = DIRECT + POLITE + NEED + IMPERATIVE + SIDEWAYS

UNDER_SIX_ASKED = [
    "Travel money, ha, but seriously.",
    "A second mentor for the tenure side",
    "the schedule for spring",
    "Possibly a nudge to her supervisor about time off for this",
    "Not much, though a parking pass would be lovely",
    "Nothing urgent. Would still like that syllabus.",
    "We keep missing each other, maybe you could set the next date for us",
    "Yes",
    "Someone who speaks Portuguese",
    "Only if you know a good statistician.",
    "names of people who've been through the continuing appointment review",
    "I have a question about the stipend.",
    "I need a new mentor though.",
    "In January I will need a new mentee.",
    "My mentor seems to have left and nobody has told me who takes over.",
    "Nothing urgent, a template for the CV would be great.",
    "I wouldn't mind a list of the other pairs.",
    "We would like to extend the program to June.",
    "I was wondering whether there is a budget for coffee.",
]

TOLD = [
    "She was curious to learn how the senate works.",
    "She'll let me know about the date.",
    "I'd meant to ask you for a pass, and then we walked.",
    "We are in need of no assistance.",
    "Lovely to hear from you.",
    "She asked whether there was a handbook for adjuncts.",
    "We wondered how to get the provost's ear.",
    "He wanted to know who signs the time sheets.",
    "I asked her what she would do with a free year.",
    "She needed a contact in the registrar's office and I gave her one.",
    "Her big question was whether to apply at all.",
    "We talked through how to ask a dean for money.",
    "The question of who should chair the group took half the time.",
    "She told me I should send her the draft.",
    "He is looking for a flat near the river.",
    "She would like to publish it next year.",
    "We debated: stay or go?",
    "I suggested she could find a reader in her own department.",
    "He had asked for a list of journals, so I brought one.",
    "I promised to introduce her to my old boss.",
    "She'll send me the slides.",
    "We considered what a new mentor can and cannot do.",
    "I helped her find someone in payroll.",
    "She said she could use a holiday.",
    "I told him he would need a letter from the chair.",
    "We looked at how other libraries do it.",
    "We went over what to do when a vendor won't answer.",
    "I showed her where the forms are.",
]
TROUBLE = [
    "SOS for the late reply!",
    "I ask if he is well, and he always is.",
    "She was told by her dean.",
    "Her mail read like a cry for help.",
    "She said that I need help with my tone.",
    "The elevator has been out for a month and my knees know it.",
    "Nobody in her department speaks to anybody.",
    "It is hard to find an hour.",
    "My workload is too much this term.",
    "She is worn out by the reorganization.",
    "Scheduling was a struggle again.",
    "I feel I have little to offer her.",
    "Budget cuts everywhere, as you know.",
    "Zoom kept freezing.",
    "I don't know where the time went.",
    "We both have too many meetings.",
]
NO_ADDRESSEE = [
    "He's thinking of a certificate and wanted to know if anyone would care.",
    "She also put my name forward to review for their book award.",
    "Do note that I am on trial support the whole week.",
    "Where do I begin!",
    "Is it December already?",
    "I don't have any problem now which needs your help.",
    "We never got anything on the calendar.",
    "The proxy upgrade is Sunday, please don't tell the faculty.",
    "Who doesn't love a free sandwich?",
    "Isn't autumn on campus something?",
    "Where does the time go?",
    "Can you tell we had fun?",
    "What could be better than that?",
    "How about that weather?",
    "Why is it always raining when we walk?",
    "Nothing the program can do about the weather.",
    "Unless you can stop the construction noise, no.",
    "Unless you have a time machine, we're fine.",
    "Could use a clone of myself.",
    "If only someone could invent a longer Friday.",
    "Also should she go on the board of the historical society.",
    'He reads a page and writes "why?" in the margin.',
]
OFFERS = [
    "Let me know if you need me for the panel.",
    "If you want me to talk to the new pairs, I will.",
    "I can bring cake to the reception.",
    "Glad to help with the survey any time.",
    "Would be happy to speak at your orientation.",
    "If anyone needs a mentor in preservation, I have room.",
    "Do let me know if I can be of use.",
    "Happy to answer questions about this.",
]
THANKS = [
    "Thank you for asking.",
    "Thanks for the list you sent, it helped.",
    "I appreciate your help with the room.",
    "The program is a gift.",
    "Thanks for putting us in touch.",
    "Many thanks for the contact in HR.",
    "Please give my regards to the office.",
    "Please excuse the late answer.",
    "Please forgive the typos.",
    "Hope you have a good break.",
    "Hope you are well.",
    "Please note that I am writing from my phone.",
    "We need nothing further.",
    "Please don't do anything.",
    "Please stop worrying about us, we'll get there.",
    "The last candidate gives a talk, which you would be welcome to attend.",
    "I have no requests this month.",
    "We don't need anything from the program just now.",
]
NOT_ASKED = TOLD + TROUBLE + NO_ADDRESSEE + OFFERS + THANKS

UNDER_SIX_NOT = [
    "Q6 nope",
    "For the moment no.",
    "not rn",
    "No, I'm content.",
    "not that I can think of",
    "No thanks, you've done plenty.",
    "Nothing at present, cheers",
    "All is well on our end.",
    "We're managing nicely.",
    "Can't think of a thing.",
    "Not unless you can make it stop snowing.",
    "You already do enough.",
    "Thank you, I have what I need.",
    "Nope, she's a delight.",
    "I'm happy with how it goes.",
    "Will let you know if something comes up.",
    "Things are fine.",
]


def said(text: str, question: int | None = None) -> bool:
    text = written_out(text, text.lower())
    return asks(Sentence(text, text.lower(), question))


@pytest.mark.parametrize("text", ASKED)
def test_each_way_of_asking_is_heard(text: str) -> None:
    assert said(text)


@pytest.mark.parametrize("text", UNDER_SIX_ASKED + ASKED)
def test_it_is_heard_under_the_question_for_it(text: str) -> None:
    assert said(text, question=6)


@pytest.mark.parametrize("text", NOT_ASKED)
def test_what_only_resembles_asking_is_not(text: str) -> None:
    assert not said(text)


@pytest.mark.parametrize("text", UNDER_SIX_NOT + THANKS)
def test_a_no_under_the_question_for_it_stays_a_no(text: str) -> None:
    assert not said(text, question=6)
