"""A Reading crosses to another process as JSON and comes back the same; nothing else comes back at all."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain import Claims, Doubt, FallenMeeting, Format, Kind, MeetingClaim, NextMeeting, Wish
from service.reading.interchange import reading_from_json, reading_to_json
from service.reading.values import (
    Bounced,
    CalendarAnswer,
    Command,
    Envelope,
    PlainWords,
    Reading,
    Segment,
    Settled,
    Unsettled,
    Wished,
    Words,
)
from service.rhythm import Every, Rhythm

MOMENT = datetime(2026, 11, 16, 17, 30, 5, 250, tzinfo=UTC)
FULL = Reading(
    kind=Kind.REPORT,
    envelope=Envelope(
        from_addresses=("ada.moss@example.edu",),
        to_addresses=("checkin@mentoring.example.edu", "grace.lin@example.edu"),
        subject="Re: check-in \N{HOT BEVERAGE}",
        message_id="<1@example.edu>",
        in_reply_to=("<2@example.edu>",),
        references=("<2@example.edu>", "<3@example.edu>"),
        sent_at=MOMENT.astimezone(timezone(-timedelta(hours=3, minutes=30))),
    ),
    moment=MOMENT,
    claims=Claims(
        met=True,
        meetings=(MeetingClaim(date(2026, 11, 13), 60, Format.VIDEO, ("goals",), frozenset({Doubt.FORMAT})),),
        next_meeting=NextMeeting(date(2026, 12, 3), time(14, 0), 45),
        satisfaction=4,
        needs_help=True,
        unsure=frozenset({Doubt.MET, Doubt.HELD_ON}),
        fallen=(FallenMeeting((date(2026, 11, 12), date(2026, 12, 12)), moved=True),),
    ),
    spoken_of=frozenset({"met", "meetings"}),
    help_words="Could you name somebody?",
    help_topics=("conferences",),
    settled=Settled(
        Rhythm(Every.WEEK, 3, 3, 2, date(2026, 11, 5), time(12, 0), 4, 2, 2, 90),
        True,
        False,
        "to publish",
        frozenset({Unsettled.DAY}),
    ),
    plain=PlainWords(
        "My file.", True, (Wished("committees", Wish.LESS),), True, "ada@example.org", "Grace does not answer."
    ),
    words=Words((Segment("We met on Friday.", 1), Segment("Thanks!")), ("> quoted",)),
    evidence={"held_on": ("Friday", "the 13th")},
    bounces=(Bounced("ada.moss@example.edu", "5.1.1", True), Bounced(None, None, False)),
    back_on=date(2026, 12, 5),
    calendar=CalendarAnswer(
        "REPLY", "uid@example.edu", 2, "ada.moss@example.edu", "ACCEPTED", datetime(2026, 11, 12, 22, tzinfo=UTC), True
    ),
    command=Command("PAUSE", date(2027, 1, 4)),
    command_beside="STOP",
    table=b"name;met\r\nZo\xeb;\x00\n",
    rule="a report",
    trouble="none",
)

# Lone surrogates too: undecodable bytes of a header may become such.
texts = st.text(st.characters(exclude_categories=[]), max_size=20)
instants = st.datetimes(timezones=st.just(UTC))
doubts = st.frozensets(st.sampled_from(Doubt))
ANY_READING = st.builds(
    Reading,
    kind=st.sampled_from(Kind),
    envelope=st.builds(
        Envelope,
        from_addresses=st.lists(texts, max_size=2).map(tuple),
        subject=texts,
        message_id=st.none() | texts,
        sent_at=st.none() | instants,
    ),
    moment=st.none() | instants,
    claims=st.builds(
        Claims,
        met=st.none() | st.booleans(),
        meetings=st.lists(
            st.builds(
                MeetingClaim,
                held_on=st.none() | st.dates(),
                duration_minutes=st.none() | st.integers(),
                format=st.none() | st.sampled_from(Format),
                topics=st.lists(texts, max_size=2).map(tuple),
                unsure=doubts,
            ),
            max_size=2,
        ).map(tuple),
        next_meeting=st.none() | st.builds(NextMeeting, date=st.dates(), time=st.none() | st.times()),
        satisfaction=st.none() | st.integers(1, 5),
        unsure=doubts,
    ),
    spoken_of=st.frozensets(texts, max_size=2),
    words=st.builds(
        Words,
        segments=st.lists(st.builds(Segment, text=texts, question=st.none() | st.integers()), max_size=2).map(tuple),
        folded=st.lists(texts, max_size=2).map(tuple),
    ),
    evidence=st.dictionaries(texts, st.lists(texts, max_size=2).map(tuple), max_size=2),
    bounces=st.lists(
        st.builds(Bounced, recipient=st.none() | texts, status=st.none() | texts, permanent=st.booleans()), max_size=2
    ).map(tuple),
    back_on=st.none() | st.dates(),
    command=st.none() | st.builds(Command, name=texts, until=st.none() | st.dates()),
    trouble=texts,
)


def over_the_wire(reading: Reading) -> Reading:
    text = json.dumps(reading_to_json(reading), ensure_ascii=False).encode("utf-8", errors="surrogatepass")
    return reading_from_json(json.loads(text.decode("utf-8", errors="surrogatepass")))


def test_a_reading_with_everything_in_it_comes_back():
    assert over_the_wire(FULL) == FULL
    assert over_the_wire(Reading(Kind.EMPTY)) == Reading(Kind.EMPTY)


@given(ANY_READING)
def test_any_reading_comes_back(reading: Reading):
    assert over_the_wire(reading) == reading


def test_the_reading_with_everything_in_it_leaves_no_field_out():
    """A new field must be given a value above, and so comes to be proved."""
    assert left_at_default(FULL) == []


def left_at_default(value: Any, place: str = "") -> list[str]:
    """The fields of a value, and of the values in it, that are as they are by default."""
    found = []
    if isinstance(value, tuple):
        return left_at_default(value[0], place) if value else []
    if is_dataclass(value):
        for each in fields(value):
            inner, name = getattr(value, each.name), f"{place}.{each.name}"
            default = each.default_factory() if each.default_factory is not MISSING else each.default
            found += [name] if inner == default else left_at_default(inner, name)
    return found


def test_the_check_for_fields_left_out_finds_one():
    assert left_at_default(replace(FULL, claims=replace(FULL.claims, met=None))) == [".claims.met"]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("kind",), "another"),
        (("kind",), None),
        (("kind",), []),
        (("moment",), "2026-11-16T17:30:05"),
        (("moment",), "yesterday"),
        (("moment",), 5),
        (("back_on",), "2026-13-01"),
        (("claims", "met"), 1),
        (("claims", "met"), "true"),
        (("claims", "satisfaction"), True),
        (("claims", "satisfaction"), 4.0),
        (("claims", "meetings"), {}),
        (("claims", "meetings"), [None]),
        (("claims", "meetings", 0, "format"), "telepathy"),
        (("claims", "meetings", 0, "topics"), "goals"),
        (("claims", "meetings", 0, "more"), 1),
        (("claims", "next_meeting", "time"), "25:00"),
        (("claims", "unsure"), ["nothing"]),
        (("spoken_of",), [["met"]]),
        (("words", "segments", 0), "text"),
        (("evidence",), [["held_on", []]]),
        (("evidence", "held_on"), "Friday"),
        (("trouble",), {"__reduce__": "os.system"}),
        (("__class__",), "Reading"),
    ],
    ids=str,
)
def test_what_is_no_reading_is_refused_without_being_quoted(path: tuple[str | int, ...], value: object):
    written: Any = json.loads(json.dumps(reading_to_json(FULL)))
    place = written
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(ValueError, match=r"\Anot a reading\Z"):
        reading_from_json(written)


@pytest.mark.parametrize("value", [None, [], "x", 7, {}, {"kind": "report"}], ids=str)
def test_something_else_is_no_reading(value: object):
    with pytest.raises(ValueError, match=r"\Anot a reading\Z"):
        reading_from_json(value)
