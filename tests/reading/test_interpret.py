"""What a reply's words claim: one table for each rule of docs/reading.md, then what must hold for any words."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain import Claims, Doubt, Format
from service.reading.report import Interpreted, interpret
from service.reading.values import Context, Segment, Words
from service.topics import catalogue

THURSDAY = datetime(2026, 11, 12, 18, 0, tzinfo=UTC)
"""Thursday, November 12, 2026, ten in the morning in Los Angeles."""


def read(text: str, question: int | None = None, asked: frozenset[Doubt] = frozenset()) -> Interpreted:
    context = Context(topics=catalogue(), asked=asked)
    return interpret(Words((Segment(text, question),)), "", THURSDAY, context)


def claims(text: str) -> Claims:
    return read(text).claims


def held(text: str) -> list[date | None]:
    return [meeting.held_on for meeting in claims(text).meetings]


@pytest.mark.parametrize(
    "text",
    [
        "We met on Tuesday.",
        "met tues, zoom, 45 min",
        "Dana and I had coffee on Tuesday.",
        "Rang her up on Tuesday since I was at home.",
        "Our November meeting was on Tuesday, in the map room.",
        "Tuesday. Pub. Two pints.",
        "It was Tuesday, 40 minutes on a bench in the park.",
        "We finally sat down together on the 10th.",
        "We met Monday. No, scratch that, Tuesday.",
        "We met on Nov 9 - sorry, the 10th.",
        "We met Monday, 50 min. PS: Dana says it was Tuesday, not Monday.",
        "Today's the deadline for her file, so we met on Tuesday.",
        "Her review is due November 20, and we met on Tuesday about it.",
        "I'm out until the 16th. We met on Tuesday.",
        "The dean met with the provost on Monday; we met on Tuesday.",
        "Last Tuesday we used Webex, since the roads were closed.",
    ],
)
def test_the_day_they_met(text: str) -> None:
    assert held(text) == [date(2026, 11, 10)]


@pytest.mark.parametrize(
    "text",
    [
        "Not yet.",
        "no",
        "Alas, no.",
        "We didn't meet this month.",
        "We had to cancel Tuesday.",
        "She never showed up on Tuesday.",
        "I waited forty minutes on Tuesday and nobody came.",
        "We were supposed to meet on Tuesday but she was sick.",
        "No meeting. We exchanged a few mails about her article.",
        "We had it booked for Tuesday but his train broke down.",
        "Haven't managed it so far.",
        "Our first one is this Friday at 10.",
        "Next meeting is December 3 at 2.",
    ],
)
def test_they_did_not_meet(text: str) -> None:
    assert claims(text).met is False
    assert claims(text).meetings == ()


@pytest.mark.parametrize(
    "text",
    ["Thanks for the reminder!", "I am away until the 19th and will write then.", "Will answer properly this weekend."],
)
def test_nothing_is_said_of_meeting(text: str) -> None:
    assert claims(text).met is None


@pytest.mark.parametrize(
    ("text", "day", "at"),
    [
        ("We met Tuesday. Next: Dec 3 @ 3.", date(2026, 12, 3), time(15)),
        ("Next Friday at 11 we meet again.", date(2026, 11, 20), time(11)),
        ("We're on for the 3rd at 2:30.", date(2026, 12, 3), time(14, 30)),
        ("We met on Tuesday and will meet again in two weeks.", date(2026, 11, 26), None),
        ("January 12, 9:30, is the next.", date(2027, 1, 12), time(9, 30)),
        ("22 November at 5 pm we continue.", date(2026, 11, 22), time(17)),
        ("Next: November 18, 4pm Eastern.", date(2026, 11, 18), time(13)),
        ("We met on Tuesday. Same time next week!", date(2026, 11, 17), None),
        ("We met on Tuesday at 2 for an hour. Same time next week!", date(2026, 11, 17), time(14)),
        ("She was ill, so it's moved to the 17th, sorry, the 18th, at 3.", date(2026, 11, 18), time(15)),
        ("Next meeting Dec 3. Her poster is due November 30.", date(2026, 12, 3), None),
        ("first Monday in December at noon is our next", date(2026, 12, 7), time(12)),
    ],
)  # fmt: skip
def test_the_coming_meeting(text: str, day: date, at: time | None) -> None:
    coming = claims(text).next_meeting
    assert coming is not None
    assert (coming.date, coming.time) == (day, at)


@pytest.mark.parametrize(
    "text",
    ["Sometime next week.", "We'll pick a day after the break.", "Next: early December.", "Nothing booked yet.",
     "Her conference is on December 3.", "I fly out on the 15th.", "The program lunch is on December 11."],
)  # fmt: skip
def test_no_day_for_the_next_one(text: str) -> None:
    assert claims(text).next_meeting is None
    assert Doubt.NEXT_MEETING not in claims(text).doubts


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("We met on Tuesday the 12th.", Doubt.HELD_ON),
        ("We met on Nov 31.", Doubt.HELD_ON),
        ("We met on the 9th or 10th.", Doubt.HELD_ON),
        ("We met on June 3.", Doubt.HELD_ON),
        ("We met on November 20.", Doubt.HELD_ON),
        ("Next is Nov 31 at 2.", Doubt.NEXT_MEETING),
        ("Next is either Monday or Tuesday.", Doubt.NEXT_MEETING),
        ("We met Tuesday. I'd say 4.5.", Doubt.SATISFACTION),
    ],
)
def test_what_is_asked_about(text: str, doubt: Doubt) -> None:
    assert doubt in claims(text).doubts


def test_a_doubted_day_is_null() -> None:
    assert held("We met on Tuesday the 12th, an hour.") == [None]
    assert claims("Next is Nov 31 at 2.").next_meeting is None
    assert claims("I'd say 4.5.").satisfaction is None


def test_two_meetings_that_share_what_is_said_of_both() -> None:
    first, second = claims("We met on the 3rd and the 10th, an hour each time, both on Webex.").meetings
    assert (first.held_on, second.held_on) == (date(2026, 11, 3), date(2026, 11, 10))
    assert {first.duration_minutes, second.duration_minutes} == {60}
    assert {first.format, second.format} == {Format.VIDEO}


def test_two_meetings_with_their_own() -> None:
    text = (
        "Met twice: Nov 3 (an hour) and then the 10th (25 minutes). The first was at the tea place, the other on Zoom. "
        "On the 3rd we talked about her tenure dossier. On the 10th, the reference desk schedule."
    )
    first, second = claims(text).meetings
    assert (first.held_on, first.duration_minutes, first.format) == (date(2026, 11, 3), 60, Format.IN_PERSON)
    assert (second.held_on, second.duration_minutes, second.format) == (date(2026, 11, 10), 25, Format.VIDEO)
    assert (first.topics, second.topics) == (("review-promotion",), ("teaching-practice",))


def test_meetings_without_days_are_counted() -> None:
    assert held("We met three times this month, half an hour each.") == [None] * 3
    assert held("We met fifty times.") == [None] * 8


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("We met Tuesday for an hour.", 60),
        ("We met Tuesday. I want to say an hour, maybe a touch over.", 60),
        ("We met Tuesday from 2 to 3:30.", 90),
        ("We met Tuesday. It was meant to be an hour and ended up being 45 minutes.", 45),
        ("We met Tuesday over a very long lunch.", None),
        ("We met Tuesday, an hour. The last ten minutes went to her poster.", 60),
        ("We met Tuesday. She was 20 minutes late.", None),
    ],
)
def test_how_long(text: str, minutes: int | None) -> None:
    assert [meeting.duration_minutes for meeting in claims(text).meetings] == [minutes]


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("We met Tuesday. Her mother has been ill and she is worn out.", ("personal",)),
        ("We met Tuesday and talked about whether to join the search committee.", ("committees",)),
        ("We met Tuesday about her goals. We didn't get to promotion.", ("goals",)),
        ("We met Tuesday about her goals. Next time we want to start on her poster.", ("goals",)),
        ("We met Tuesday in the garden behind the conference center.", ()),
        ("Sorry this is late, the commencement exhibit ate me. We met Tuesday about her goals.", ("goals",)),
    ],
)
def test_what_was_talked_about(text: str, topics: tuple[str, ...]) -> None:
    assert [meeting.topics for meeting in claims(text).meetings] == [topics]


def test_today_is_the_day_of_the_zone_whatever_the_header_says() -> None:
    late = datetime(2026, 11, 13, 5, 0, tzinfo=UTC)
    words = Words((Segment("We met today."),))
    west = interpret(words, "", late, Context(zone=ZoneInfo("America/Los_Angeles"))).claims
    east = interpret(words, "", late, Context(zone=ZoneInfo("Europe/Berlin"))).claims
    assert [meeting.held_on for meeting in west.meetings] == [date(2026, 11, 12)]
    assert [meeting.held_on for meeting in east.meetings] == [date(2026, 11, 13)]


def test_answers_by_question() -> None:
    texts = [
        "Yes, Tuesday, 1 hr",
        "in person",
        "getting to know each other",
        "Dec 3",
        "5. (Useful to me as well.)",
        "No",
    ]
    words = Words(tuple(Segment(text, number) for number, text in enumerate(texts, start=1)))
    found = interpret(words, "", THURSDAY, Context(topics=catalogue())).claims
    (meeting,) = found.meetings
    assert (meeting.held_on, meeting.duration_minutes, meeting.format) == (date(2026, 11, 10), 60, Format.IN_PERSON)
    assert meeting.topics == ("partnership",)
    assert found.next_meeting is not None
    assert found.next_meeting.date == date(2026, 12, 3)
    assert (found.satisfaction, found.needs_help) == (5, False)


def test_labels_stand_for_the_questions() -> None:
    found = claims("when: Tuesday, 50 min\nhow: zoom\nwhat: her goals\nnext: 12/3 at 11\nscore: 5\nhelp: none")
    assert [(m.held_on, m.duration_minutes, m.format, m.topics) for m in found.meetings] == [
        (date(2026, 11, 10), 50, Format.VIDEO, ("goals",))
    ]
    assert found.next_meeting is not None
    assert (found.next_meeting.date, found.next_meeting.time) == (date(2026, 12, 3), time(11))
    assert (found.satisfaction, found.needs_help) == (5, False)


@pytest.mark.parametrize(
    ("text", "asked", "wanted"),
    [
        ("the 10th", Doubt.HELD_ON, {"held_on": date(2026, 11, 10)}),
        ("10", Doubt.HELD_ON, {"held_on": date(2026, 11, 10)}),
        ("Tuesday", Doubt.HELD_ON, {"held_on": date(2026, 11, 10)}),
        ("45", Doubt.DURATION, {"duration_minutes": 45}),
        ("zoom", Doubt.FORMAT, {"format": Format.VIDEO}),
    ],
)
def test_a_short_answer_is_read_in_the_light_of_the_question(
    text: str, asked: Doubt, wanted: dict[str, object]
) -> None:
    (meeting,) = read(text, asked=frozenset({asked})).claims.meetings
    assert {name: getattr(meeting, name) for name in wanted} == wanted


def test_an_answer_speaks_only_of_what_was_asked() -> None:
    assert read("4", asked=frozenset({Doubt.SATISFACTION})).spoken_of == {"satisfaction"}
    assert read("Dec 3 at 2", asked=frozenset({Doubt.NEXT_MEETING})).spoken_of == {"next_meeting"}
    assert read("no", asked=frozenset({Doubt.MET})).claims.met is False
    assert read("yes", asked=frozenset({Doubt.MET})).claims.met is True


def test_the_evidence_names_the_phrases() -> None:
    found = read("We met on Tuesday for an hour. I'd give it a 4. Could you send me the handbook?")
    assert found.evidence["held_on"] == ("on Tuesday",) or "Tuesday" in found.evidence["held_on"][0]
    assert found.evidence["satisfaction"] == ("I'd give it a 4.",)
    assert found.help_words == "Could you send me the handbook?"


def test_without_words_the_subject_answers() -> None:
    found = interpret(Words(), "Re: we met on Tuesday", THURSDAY, Context()).claims
    assert [meeting.held_on for meeting in found.meetings] == [date(2026, 11, 10)]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=400), st.sampled_from([None, 1, 2, 3, 4, 5, 6]))
def test_any_words_are_read_without_a_fault(text: str, question: int | None) -> None:
    found = read(text, question).claims
    assert found.met is not False or found.meetings == ()
    assert len(found.meetings) <= 8


PIECES = (
    *(
        "we met",
        "on",
        "Tuesday",
        "the 3rd",
        "Nov 31",
        "next",
        "and",
        "or",
        "not",
        "4/5",
        "an hour",
        "zoom",
        "call",
        "?",
    ),
    *(
        "her goals",
        ".",
        ",",
        "no",
        "sorry",
        "could you",
        "12",
        "at 3",
        "the first",
        "the second",
        "twice",
        "(",
        ")",
        "—",
    ),
    *("same time next week", "\n", "-"),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_order_of_telling_words_is_read_without_a_fault(pieces: list[str]) -> None:
    found = read(" ".join(pieces)).claims
    assert found.satisfaction in (None, 1, 2, 3, 4, 5)
    assert all(meeting.held_on is None or meeting.held_on <= date(2026, 11, 12) for meeting in found.meetings)
    assert found.next_meeting is None or found.next_meeting.date >= date(2026, 11, 12)
