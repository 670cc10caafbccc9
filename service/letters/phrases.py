"""Claims, days, times and lists → plain English. Pure: `today` is the reader's own day, and dates are theirs too."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date, time, timedelta

from service.domain import Claims, Doubt, Format, MeetingClaim, NextMeeting, Wish, cycle_start
from service.letters.clean import one_line
from service.rhythm import ORDINALS, Every, Rhythm

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_TIMES = {1: "once", 2: "twice"}
_FORMATS = {Format.IN_PERSON: "in person", Format.VIDEO: "by video", Format.PHONE: "by phone"}
_REPLY_MARK = re.compile(r"(?:re|aw|sv|fw|fwd|wg)(?:\[\d{1,3}\])?: ?", re.IGNORECASE)
_BROKEN_AT = 64
"""Mail programs break lines at 72 to 78 characters, the shyest a little before."""
_OWN_LINE = re.compile(r"\s*(?:[-*•·–]|\(?\w{1,2}[.)])\s")

WHY = {
    "doubt": "Your reply leaves one thing open.",
    "doubts": "Your reply leaves a few things open.",
    "empty": "Your reply came without words of its own.",
    "unreadable": (
        "Your reply came in a form this program cannot read, encrypted perhaps. Please send it again as plain text."
    ),
    "somewhen": (
        "Your calendar proposes another time for your meeting, but not one we can tell: "
        "which day and time do you mean, by your own clock?"
    ),
}
"""The reasons of a question back, each a sentence."""

_QUESTIONS_BACK = {
    Doubt.MET: "Did you meet since the last check-in?",
    Doubt.HELD_ON: "Which day did you meet?",
    Doubt.DURATION: "How long did you meet?",
    Doubt.FORMAT: "Did you meet in person, by video or by phone?",
    Doubt.NEXT_MEETING: "Which day do you plan to meet next, and at what time?",
    Doubt.SATISFACTION: "How useful was it, as one whole number from 1 to 5?",
}


_UNSETTLED = {
    "day": "On which day do you mean to meet, and at what time?",
    "rhythm": 'Which day is it to be, as one rhythm: "first Tuesday at 2", or "we\'ll decide each time"?',
    "confidentiality": "Have the two of you talked about confidentiality: yes, or not yet?",
}


def unsettled(open_things: Collection[str]) -> list[str]:
    """A question for each thing of an agreement that a reply left open ("day", "rhythm", "confidentiality")."""
    return [question for thing, question in _UNSETTLED.items() if thing in open_things]


def day(value: date, today: date) -> str:
    """As in "Thursday, November 12", with the year where it is not today's."""
    return f"{_DAYS[value.weekday()]}, {calendar_day(value, today)}"


def calendar_day(value: date, today: date) -> str:
    """As in "November 12", with the year where it is not today's."""
    year = "" if value.year == today.year else f", {value.year}"
    return f"{_MONTHS[value.month - 1]} {value.day}{year}"


def short_day(value: date) -> str:
    """As in "Nov 12"."""
    return f"{_MONTHS[value.month - 1][:3]} {value.day}"


def month(cycle: str) -> str:
    """A cycle's month, "November"."""
    return _MONTHS[cycle_start(cycle).month - 1]


def days(first: date, last: date) -> str:
    """A span of days: "November 9 to 15", "November 30 to December 6"."""
    start = f"{_MONTHS[first.month - 1]} {first.day}"
    same_month = (first.year, first.month) == (last.year, last.month)
    return f"{start} to {last.day}" if same_month else f"{start} to {_MONTHS[last.month - 1]} {last.day}"


def clock_time(value: time) -> str:
    """As in "2 pm", "10:30 am", "noon", "midnight"."""
    if value.minute == 0 and value.hour in (0, 12):
        return "noon" if value.hour else "midnight"
    minutes = f":{value.minute:02d}" if value.minute else ""
    return f"{value.hour % 12 or 12}{minutes} {'pm' if value.hour >= 12 else 'am'}"


def length(minutes: int) -> str:
    """As in "45 minutes", "half an hour", "an hour and a half", "two hours and 15 minutes"."""
    hours, rest = divmod(minutes, 60)
    if hours == 0:
        return {1: "a minute", 30: "half an hour"}.get(rest, f"{rest} minutes")
    if hours > 1 and rest == 30:
        return f"{number(hours)} and a half hours"
    whole = "an hour" if hours == 1 else f"{number(hours)} hours"
    tail = {0: "", 1: " and a minute", 30: " and a half"}.get(rest, f" and {rest} minutes")
    return whole + tail


def number(value: int) -> str:
    """Small numbers in words, others in digits."""
    return _NUMBERS[value] if 0 <= value < len(_NUMBERS) else str(value)


def listed(items: Sequence[str]) -> str:
    """As in "goals and promotion", "goals, service and promotion"; a comma before "and" where an item has its own."""
    if len(items) < 2:
        return "".join(items)
    comma = "," if any("," in item or " and " in item for item in items) else ""
    return f"{', '.join(items[:-1])}{comma} and {items[-1]}"


def format_of(value: Format) -> str:
    """As in "in person", "by video", "by phone"."""
    return _FORMATS[value]


def next_meeting(value: NextMeeting, today: date) -> str:
    """As in "December 3 at 2 pm for an hour"."""
    at = f" at {clock_time(value.time)}" if value.time else ""
    return calendar_day(value.date, today) + at + _lasting(value.minutes)


def _lasting(minutes: int | None) -> str:
    return f" for {length(minutes)}" if minutes else ""


def rhythm(value: Rhythm, today: date) -> str:
    """As in "on the first Tuesday of each month at 2 pm", "every other Thursday at noon, counted from November 5"."""
    at = (f" at {clock_time(value.at)}" if value.at else "") + _lasting(value.minutes)
    if value.every is Every.EACH_TIME:
        often = f", {times(value.times)} a month" if value.times else ""
        return "each time anew" + (often or (f", every {number(value.weeks)} weeks" if value.weeks > 1 else ""))
    if value.every is Every.WEEK:
        weekday = _DAYS[value.weekday or 0]
        every = {1: "every", 2: "every other"}.get(value.weeks)
        days = f"{every} {weekday}" if every else f"every {number(value.weeks)} weeks on {weekday}"
        return f"{days}{at}{_since(value, today)}"
    of = {1: "of each month", 2: "of every other month"}.get(value.months, f"of one month in {number(value.months)}")
    if value.weekday is None:
        days = " and the ".join(_nth(each) for each in value.ordinals)
        return f"on the {days} {of}{at}{_since(value, today)}"
    words = {count: word for word, count in ORDINALS.items()}
    days = " and ".join(words[each] for each in value.ordinals)
    return f"on the {days} {_DAYS[value.weekday]} {of}{at}{_since(value, today)}"


def _since(value: Rhythm, today: date) -> str:
    counted = value.since is not None and (value.weeks > 1 or value.months > 1)
    return f", counted from {calendar_day(value.since, today)}" if value.since and counted else ""


def steered(wishes: Mapping[str, Wish], titles: Mapping[str, str]) -> str:
    """As in "more on conferences, nothing on committees"; "" for none."""
    said = []
    for wish, words in ((Wish.MORE, "more on"), (Wish.LESS, "nothing on")):
        slugs = [slug for slug, wished in wishes.items() if wished is wish]
        said += [f"{words} {topics(slugs, titles)}"] if slugs else []
    return ", ".join(said)


def lines_of(text: str, limit: int = 60) -> list[str]:
    """Somebody's words line by line, blank ones left out: what a letter can show as a list. What only their mail
    program broke is one line."""
    found: list[str] = []
    above = ""
    for line in text.split("\n"):
        words = line.strip(" \t-*•·")
        if words and found and _goes_on(above, line):
            found[-1] += f" {words}"
        elif words:
            found.append(words)
        above = line.rstrip()
    return found[:limit]


def _goes_on(above: str, line: str) -> bool:
    """Whether a line was broken off the one above, which is full, rather than begun by its writer."""
    is_full = len(above) + len(line.split()[0]) >= _BROKEN_AT
    is_sentence = above.endswith((".", "!", "?", ":", ";")) and not line.lstrip()[0].islower()
    return is_full and not is_sentence and not _OWN_LINE.match(line)


def _nth(value: int) -> str:
    ending = "th" if 10 <= value % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def topics(slugs: Sequence[str], titles: Mapping[str, str]) -> str:
    """Topics by their titles, as they stand within a sentence."""
    return listed([_within_a_sentence(titles.get(slug, slug.replace("-", " "))) for slug in slugs])


def recorded(claims: Claims, titles: Mapping[str, str], today: date) -> str:
    """What was recorded, as the receipt says it after "Recorded:" and before the full stop; "" where nothing was.

    `titles` names the topics by slug.
    """
    clauses = _meetings(claims, titles, today)
    if claims.satisfaction is not None:
        clauses.append(f"you gave it {claims.satisfaction} of 5 for usefulness")
    if claims.next_meeting:
        planned = next_meeting(claims.next_meeting, today)
        clauses.append(f"next: {planned}" if clauses else f"you plan to meet on {planned}")
    return "; ".join(clauses)


def questions_back(doubts: Collection[Doubt], *, meetings: int = 1) -> list[str]:
    """A question for each doubt, one line each, in the check-in's order."""
    asked = [text for doubt, text in _QUESTIONS_BACK.items() if doubt in doubts]
    return [text.replace("Which day did", "Which days did") for text in asked] if meetings > 1 else asked


def why(doubts: Collection[Doubt]) -> str:
    """The reason of a question back about these doubts."""
    return WHY["doubt" if len(doubts) < 2 else "doubts"]


def example(doubts: Collection[Doubt], today: date) -> str:
    """A line that would settle these doubts."""
    lines = {
        Doubt.MET: "yes, we met",
        Doubt.HELD_ON: f"on {calendar_day(today - timedelta(days=3), today)}",
        Doubt.DURATION: "for 45 minutes",
        Doubt.FORMAT: "by video",
        Doubt.NEXT_MEETING: f"next on {calendar_day(today + timedelta(days=14), today)} at 2 pm",
        Doubt.SATISFACTION: "a 4",
    }
    return ", ".join(line for doubt, line in lines.items() if doubt in doubts)


def thread_subject(subject: str) -> str:
    """A subject without the marks of replying, so that "Re:" can be put before it once."""
    subject = one_line(subject, limit=150)
    while mark := _REPLY_MARK.match(subject):
        subject = subject[mark.end() :]
    return subject.strip() or "your mail"


def _meetings(claims: Claims, titles: Mapping[str, str], today: date) -> list[str]:
    """The clauses on what was held."""
    held = claims.meetings
    if claims.met is False:
        return ["you have not met since the last check-in"]
    if not claims.met:
        return []
    if len(held) > 1 and not _alike(held):
        each = [f"{_on(m, today)}{_in_brackets(m, titles)}" for m in held]
        return [f"you met {times(len(held))}: {listed(each)}"]
    one = held[0] if held else MeetingClaim()
    said = [f"for {length(one.duration_minutes)}{' each' if len(held) > 1 else ''}"] if one.duration_minutes else []
    said += [format_of(one.format)] if one.format else []
    clauses = [_met_on(held, said, today)]
    if one.topics:
        clauses.append(f"you talked about {topics(one.topics, titles)}")
    return clauses


def _met_on(held: Sequence[MeetingClaim], said: Sequence[str], today: date) -> str:
    """As in "you met on Thursday, November 12, for an hour", "you met twice, on …, and on …", "you met by phone"."""
    count = f" {times(len(held))}" if len(held) > 1 else ""
    dates = [f"on {day(meeting.held_on, today)}" for meeting in held if meeting.held_on]
    if dates:
        return ", ".join([f"you met{count + ',' if count else ''} {listed(dates)}", *said])
    if not said:
        return f"you met{count}"
    return f"you met{count}{',' if count else ''} " + ", ".join(said)


def _alike(held: Sequence[MeetingClaim]) -> bool:
    """Whether everything but the day is the same of all meetings, and all days are known or none."""
    same = len({(m.duration_minutes, m.format, m.topics) for m in held}) == 1
    return same and len({m.held_on is None for m in held}) == 1


def _on(meeting: MeetingClaim, today: date) -> str:
    return f"on {day(meeting.held_on, today)}" if meeting.held_on else "on a day we do not know"


def _in_brackets(meeting: MeetingClaim, titles: Mapping[str, str]) -> str:
    said = [length(meeting.duration_minutes)] if meeting.duration_minutes else []
    said += [format_of(meeting.format)] if meeting.format else []
    said += [f"about {topics(meeting.topics, titles)}"] if meeting.topics else []
    return f" ({', '.join(said)})" if said else ""


def times(count: int) -> str:
    """As in "once", "twice", "five times"."""
    return _TIMES.get(count, f"{number(count)} times")


def _within_a_sentence(title: str) -> str:
    """A title as it stands within a sentence: "Goals" → "goals", "CV and job search" as it is."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]
