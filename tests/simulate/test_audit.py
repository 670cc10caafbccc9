"""The audit sees what it is there to see: for each rule, evidence that keeps it and evidence that breaks it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from service.demo.cast import PACIFIC, ROBIN, Person
from service.eyes import Kept
from service.simulate.audit import Evidence, Verdict, judged
from service.simulate.deeds import Act, Deed, Done, Means
from service.simulate.invites import Invite
from service.simulate.marks import Mark
from service.simulate.outcome import BY_CALENDAR, RULES
from service.simulate.people import Couple, Player, Story, Temper
from service.simulate.robin import COORDINATOR
from service.simulate.seen import Seen, Sort

BERLIN = ZoneInfo("Europe/Berlin")
ADA = Player(Person("Ada Moss", "ada@example.edu", BERLIN), Temper.PUNCTUAL, 3)
GRACE = Player(Person("Grace Lin", "grace@example.edu", BERLIN), Temper.PUNCTUAL, 2)
JONAS = Player(Person("Jonas Weber", "jonas@example.edu", BERLIN), Temper.PUNCTUAL, 5)
MAX = Player(Person("Max Dunn", "max@example.edu", BERLIN), Temper.PUNCTUAL, 4)
PAIR = Couple(1, GRACE, ADA, date(2026, 9, 1), 2, 1, 1)
OTHERS = Couple(2, MAX, JONAS, date(2026, 9, 1), 2, 1, 1)
HOLIDAY = date(2026, 11, 26)
END = datetime(2027, 7, 1, tzinfo=PACIFIC)


def at(month: int, day: int, hour: int = 9) -> datetime:
    return datetime(2026 if month > 8 else 2027, month, day, hour, 30, tzinfo=BERLIN)


def letter(sort: Sort, when: datetime, who: Player = ADA, **more: object) -> Seen:
    subject = f"{sort} {when:%m-%d}"
    seen = Seen(f"{when:%m-%d}.eml", who.person.email, who.person.email, when, sort, subject, f"<{when:%m%d}@x>", "", 1)
    return replace(seen, **more)


def to_robin(when: datetime, text: str = "", sort: Sort = Sort.SUMMARY, **more: object) -> Seen:
    return letter(sort, when, COORDINATOR, couple=None, text=text, **more)


def deed(act: Act, words: str = "", **more: object) -> Deed:
    return replace(Deed(timedelta(0), words, act), **more)


def done(what: Deed, when: datetime, who: Player = ADA, letter: str = "", invite: Invite | None = None) -> Done:
    couple = None if who is COORDINATOR else OTHERS if who in (MAX, JONAS) else PAIR
    return Done(when, what, who, couple, f"<{when:%m%d}-by-{who.number}@x>", letter, invite)


def verdict(
    rule: str, letters: Iterable[Seen], deeds: Sequence[Done] = (), couples: Sequence[Couple] = (PAIR, OTHERS)
) -> Verdict:
    ordered = sorted(letters, key=lambda each: each.at)
    evidence = Evidence(ordered, deeds, couples, frozenset({HOLIDAY}), END, 9)
    [found] = judged({rule: RULES[rule]}, evidence)
    return found


def check(found: Verdict, broken: str) -> None:
    """`broken`: what the one finding says; "" where the rule holds, having looked at something."""
    assert found.looked_at
    assert len(found.broken) == (1 if broken else 0) and broken in " ".join(found.broken), found.broken


# Little mail

GOOD = (letter(Sort.CHECKIN, at(11, 2)), letter(Sort.REMINDER, at(11, 9)), letter(Sort.PREPARING, at(11, 19)))
FEW, APART, ONE_CHECKIN, ONE_REMINDER, HOURS, ONE_ANSWER, AS_TOLD = list(RULES)[:7]


@pytest.mark.parametrize(
    ("rule", "more", "broken"),
    [
        (FEW, [], ""),
        (FEW, [letter(Sort.PREPARING, at(11, 24))], "ada@example.edu got 4 letters in 2026-11: 11-02.eml, 11-09.eml"),
        (FEW, [letter(Sort.PREPARING, at(11, 24), to="ada@new.example.edu")], "got 4 letters"),
        (FEW, [letter(Sort.HALFWAY, at(11, 24)), letter(Sort.OTHER, at(11, 25))], ""),
        (APART, [], ""),
        (APART, [letter(Sort.WELCOME, at(11, 4))], "11-04.eml came 2 days, 0:00:00 after 11-02.eml"),
        (APART, [letter(Sort.CHECKIN, at(11, 12, 8))], ""),  # a little less than 72 hours, but three days of a calendar
        (APART, [letter(Sort.OTHER, at(11, 4))], ""),
        (ONE_CHECKIN, [letter(Sort.CHECKIN, at(11, 12))], ""),
        (ONE_CHECKIN, [letter(Sort.CHECKIN, at(12, 7), subject="check-ins 11-02")], "got 12-07.eml after 11-02.eml"),
        (ONE_CHECKIN, [letter(Sort.CHECKIN, at(6, 7), subject="check-ins 11-02")], ""),
        (ONE_REMINDER, [letter(Sort.REMINDER, at(11, 12), subject="reminders 11-09")], "got 11-12.eml after 11-09.eml"),
        (HOURS, [letter(Sort.ANSWER, at(11, 21, 23))], ""),
        (HOURS, [letter(Sort.CHECKIN, at(12, 5))], "Saturday"),
        (HOURS, [letter(Sort.WELCOME, at(11, 26))], "2026-11-26 09:30"),
        (HOURS, [letter(Sort.CHECKIN, at(12, 7, 7))], "07:30 where they live"),
        (HOURS, [letter(Sort.CHECKIN, at(12, 7, 18))], "18:30 where they live"),
    ],
)
def test_little_mail(rule: str, more: Sequence[Seen], broken: str) -> None:
    check(verdict(rule, (*GOOD, *more)), broken)


HELD = done(deed(Act.REPORT, held=date(2026, 11, 3)), at(11, 4))
RECEIPT = letter(Sort.ANSWER, at(11, 4), in_reply_to=HELD.message_id, text="Recorded: you met on Tuesday, November 3.")


@pytest.mark.parametrize(
    ("rule", "letters", "broken"),
    [
        (ONE_ANSWER, [RECEIPT], ""),
        (ONE_ANSWER, [], "got 0 answers"),
        (ONE_ANSWER, [RECEIPT, replace(RECEIPT, file="b.eml")], "got 2 answers: 11-04.eml, b.eml"),
        (AS_TOLD, [RECEIPT], ""),
        (AS_TOLD, [replace(RECEIPT, text="Recorded: you met on Monday.")], "11-04.eml does not say 'November 3'"),
    ],
)
def test_answers(rule: str, letters: Sequence[Seen], broken: str) -> None:
    check(verdict(rule, letters, [HELD]), broken)


# What people have asked for

ABSENT, MOVED, NOT_BEFORE, COMPLAINED, STOPPED, FORGOTTEN, PAUSED, ENDED, NUDGED, ORDERED, WEEKLY = list(RULES)[7:18]
AWAY = done(deed(Act.MACHINE, means=Means.OUT_OF_OFFICE, back_on=date(2026, 12, 2)), at(11, 3))
COMPLAINT = done(deed(Act.MACHINE, means=Means.COMPLAINT), at(11, 3))
NEW_HOME = done(deed(Act.YES, yes_to="Is this your new address?"), at(11, 3))
STOP = done(deed(Act.YES, yes_to="Shall we stop writing to you?"), at(11, 3))
FORGET = done(deed(Act.YES, yes_to="Shall we forget you?"), at(11, 3))
NEW = {"to": ADA.new_email}


def ordered(*lines: str, when: datetime) -> Done:
    return done(deed(Act.ORDER, "yes", orders=lines), when, COORDINATOR)


PAUSE = ordered("pause 1 until December 5", when=at(11, 3))
GOES_ON = [letter(Sort.CHECKIN, at(12, 7), who) for who in (ADA, GRACE)]


@pytest.mark.parametrize(
    ("rule", "deeds", "letters", "broken"),
    [
        (ABSENT, [AWAY], [letter(Sort.CHECKIN, at(11, 3)), letter(Sort.CHECKIN, at(12, 3))], ""),
        (ABSENT, [AWAY], [letter(Sort.REMINDER, at(12, 2))], "12-02.eml of 2026-12-02"),
        (ABSENT, [AWAY], [letter(Sort.REMINDER, at(11, 9), GRACE), letter(Sort.ANSWER, at(11, 9))], ""),
        (MOVED, [NEW_HOME], [letter(Sort.CHECKIN, at(11, 2)), letter(Sort.CHECKIN, at(11, 9), **NEW)], ""),
        (MOVED, [NEW_HOME], [letter(Sort.CHECKIN, at(11, 9))], "11-09.eml went to the old address"),
        (MOVED, [NEW_HOME], [], "got no letter any more"),
        (NOT_BEFORE, [NEW_HOME], [letter(Sort.CHECKIN, at(11, 9), **NEW)], ""),
        (NOT_BEFORE, [NEW_HOME], [letter(Sort.CHECKIN, at(11, 2), **NEW)], "before anybody had said yes"),
        (COMPLAINED, [COMPLAINT], [letter(Sort.PREPARING, at(11, 2)), letter(Sort.CHECKIN, at(11, 9))], ""),
        (COMPLAINED, [COMPLAINT], [letter(Sort.PREPARING, at(11, 9))], "11-09.eml"),
        (STOPPED, [STOP], [letter(Sort.CHECKIN, at(11, 2)), letter(Sort.ANSWER, at(11, 9))], ""),
        (STOPPED, [STOP], [letter(Sort.OTHER, at(11, 9))], "11-09.eml"),
        (FORGOTTEN, [FORGET], [letter(Sort.ANSWER, at(11, 3))], ""),
        (FORGOTTEN, [FORGET], [letter(Sort.ANSWER, at(11, 9))], "11-09.eml"),
        (FORGOTTEN, [FORGET], [to_robin(at(11, 9), "Ada Moss (1) has not answered")], "names somebody"),
        (PAUSED, [PAUSE], [*GOES_ON, letter(Sort.ANSWER, at(11, 9))], ""),
        (PAUSED, [PAUSE], [*GOES_ON, letter(Sort.INVITATION, at(11, 9))], "11-09.eml"),
        (PAUSED, [PAUSE], GOES_ON[:1], "grace@example.edu got nothing after the pause until 2026-12-05"),
        (
            PAUSED,
            [ordered("pause 1", when=at(11, 3)), ordered("resume 1", when=at(12, 5))],
            [*GOES_ON, letter(Sort.CHECKIN, at(12, 4))],
            "12-04.eml",
        ),
        (ENDED, [ordered("end 1", when=at(11, 3))], [letter(Sort.ANSWER, at(11, 9))], ""),
        (ENDED, [ordered("end 1", when=at(11, 3))], [letter(Sort.REMINDER, at(11, 9))], "11-09.eml"),
        (ENDED, [ordered("end 1", when=at(11, 3))], [letter(Sort.REMINDER, at(11, 9), couple=2)], ""),
        (ORDERED, [PAUSE], [to_robin(at(11, 3), sort=Sort.ANSWER, in_reply_to=PAUSE.message_id)], ""),
        (ORDERED, [PAUSE], [], "got 0 answers"),
    ],
)
def test_wishes(rule: str, deeds: Sequence[Done], letters: Sequence[Seen], broken: str) -> None:
    check(verdict(rule, letters, deeds), broken)


def test_a_nudge_is_a_reminder() -> None:
    text = "nudge 1: Ada Moss has not answered. The month's one reminder goes out now. Grace Lin has answered."
    said, checkin = to_robin(at(11, 9), text, Sort.ANSWER), letter(Sort.CHECKIN, at(11, 2))
    check(verdict(NUDGED, [said, checkin, letter(Sort.REMINDER, at(11, 10))]), "")
    check(verdict(NUDGED, [said, checkin, letter(Sort.REMINDER, at(11, 6))]), "")
    check(verdict(NUDGED, [said, checkin, letter(Sort.REMINDER, at(10, 9))]), "Ada Moss got no reminder, against 11-09")


def test_summaries_come_weekly() -> None:
    check(verdict(WEEKLY, [to_robin(at(11, 9)), to_robin(at(11, 17))]), "")
    check(verdict(WEEKLY, [to_robin(at(11, 9)), to_robin(at(11, 23))]), "11-23.eml follows 11-09.eml")


# The course of a partnership

FIRST, HALFWAY, FAREWELL, CALENDARS, WHERE_ASKED, ASKED_ONCE, TOLD_IF = list(RULES)[18:25]
HALF_DAY, LAST_DAY = at(1, 18), at(6, 2)  # of September 1 to June 1, nine months on


def both(sort: Sort, when: datetime) -> list[Seen]:
    return [letter(sort, when, who) for who in (ADA, GRACE)]


@pytest.mark.parametrize(
    ("rule", "letters", "deeds", "broken"),
    [
        (FIRST, [letter(Sort.WELCOME, at(9, 8)), letter(Sort.OTHER, at(9, 8, 10))], [], ""),
        (FIRST, [letter(Sort.OTHER, at(9, 8)), letter(Sort.WELCOME, at(9, 8, 10))], [], "09-08.eml comes before"),
        (HALFWAY, both(Sort.HALFWAY, HALF_DAY), [], ""),
        (HALFWAY, both(Sort.HALFWAY, HALF_DAY)[1:], [], "ada@example.edu: none where 1 was due on 2027-01-15"),
        (HALFWAY, [*both(Sort.HALFWAY, HALF_DAY), letter(Sort.HALFWAY, at(1, 25))], [], "01-18.eml, 01-25.eml"),
        (HALFWAY, [*both(Sort.HALFWAY, HALF_DAY)[1:], letter(Sort.HALFWAY, at(1, 4))], [], "01-04.eml where 1"),
        (HALFWAY, both(Sort.HALFWAY, HALF_DAY)[1:], [STOP], ""),
        (HALFWAY, both(Sort.HALFWAY, HALF_DAY), [STOP], "01-18.eml where 0 was due"),
        (FAREWELL, both(Sort.FAREWELL, LAST_DAY), [], ""),
        (FAREWELL, [], [FORGET], ""),  # that ends it for both
        (FAREWELL, [], [ordered("end 1", when=at(11, 3))], ""),
        (FAREWELL, both(Sort.FAREWELL, LAST_DAY)[:1], [], "grace@example.edu: none"),
    ],
)
def test_milestones(rule: str, letters: Sequence[Seen], deeds: Sequence[Done], broken: str) -> None:
    check(verdict(rule, letters, deeds, [PAIR]), broken)


INVITED = Couple(1, replace(GRACE, temper=Temper.CALENDAR), ADA, date(2026, 9, 1), 2, 1, 1)
INVITE = Invite("REQUEST", "u@x", 0, at(11, 10, 14), "checkin@x", "Mentoring")


def invitations(invite: Invite, when: datetime) -> list[Seen]:
    return [letter(Sort.INVITATION, when, who, invite=invite) for who in INVITED.players]


def answers(status: str, instead: date | None = None) -> list[Done]:
    what = deed(Act.MACHINE, means=Means.INVITATION_ANSWER, status=status, instead=instead)
    return [replace(done(what, at(11, 4), INVITED.mentor, invite=INVITE), couple=INVITED)]


@pytest.mark.parametrize(
    ("status", "changed", "broken"),
    [
        ("ACCEPTED", {}, 0),
        ("ACCEPTED", {"sequence": 1}, 2),
        ("DECLINED", {"sequence": 1, "method": "CANCEL"}, 0),
        ("DECLINED", {"sequence": 1, "starts_at": at(12, 8, 14)}, 0),
        ("DECLINED", {"sequence": 1}, 2),
        ("DECLINED", {}, 2),
        ("COUNTER", {"sequence": 1, "starts_at": at(11, 11, 14)}, 0),
        ("COUNTER", {"starts_at": at(11, 11, 14)}, 2),
        ("COUNTER", {"sequence": 1, "method": "CANCEL"}, 2),
        ("COUNTER", {"sequence": 1, "starts_at": at(11, 12, 14)}, 2),
    ],
)
def test_calendars(status: str, changed: dict[str, object], broken: int) -> None:
    letters = invitations(INVITE, at(11, 3))
    if changed:
        letters += invitations(replace(INVITE, **changed), at(11, 5))
    instead = date(2026, 11, 11) if status == "COUNTER" else None
    found = verdict(CALENDARS, letters, answers(status, instead), [INVITED])
    assert (found.looked_at, len(found.broken)) == (2, broken), found.broken


def test_invitations_are_for_both_and_only_where_asked_for() -> None:
    letters = invitations(INVITE, at(11, 3))
    check(verdict(WHERE_ASKED, letters, couples=[INVITED]), "")
    check(verdict(WHERE_ASKED, letters[:1], couples=[INVITED]), "its invitations differ")
    check(verdict(WHERE_ASKED, letters, couples=[PAIR]), "never asked for")


STAYS, MENDED = replace(PAIR, story=Story.DIFFER_AND_STAY), replace(PAIR, story=Story.DIFFER_AND_MEND)
NO = done(deed(Act.REPORT, "No, we did not meet in October."), at(10, 14))
SHOWN = to_robin(at(11, 9), "Grace Lin and Ada Moss (1): their accounts differ on whether they met.")

SHOWN_WITH_ANOTHER = to_robin(
    at(11, 9), "- Grace Lin and Ada Moss (1), Max Dunn and Jonas Weber (2): their accounts differ on whether they met."
)


@pytest.mark.parametrize(
    ("rule", "couple", "letters", "broken"),
    [
        (ASKED_ONCE, STAYS, both(Sort.DIFFER, at(10, 20)), ""),
        (ASKED_ONCE, STAYS, both(Sort.DIFFER, at(10, 20))[:1], "grace@example.edu: none, not 1"),
        (ASKED_ONCE, STAYS, [*both(Sort.DIFFER, at(10, 20)), letter(Sort.DIFFER, at(10, 27))], "10-20.eml, 10-27.eml"),
        (ASKED_ONCE, PAIR, both(Sort.DIFFER, at(10, 20))[:1], "ada@example.edu: 10-20.eml, not 0"),
        (
            ASKED_ONCE,
            STAYS,
            [letter(Sort.DIFFER, at(10, 20), GRACE), letter(Sort.DIFFER, at(10, 20), text="you met for an hour.")],
            "10-20.eml shows the mentor's account",
        ),
        (TOLD_IF, STAYS, [*both(Sort.DIFFER, at(10, 20)), SHOWN], ""),
        (TOLD_IF, STAYS, [*both(Sort.DIFFER, at(10, 20)), SHOWN_WITH_ANOTHER], ""),
        (TOLD_IF, STAYS, both(Sort.DIFFER, at(10, 20)), "no summary says"),
        (TOLD_IF, MENDED, both(Sort.DIFFER, at(10, 20)), ""),
        (TOLD_IF, MENDED, [*both(Sort.DIFFER, at(10, 20)), SHOWN], "11-09.eml says"),
        (TOLD_IF, PAIR, [SHOWN], "11-09.eml says"),
    ],
)
def test_differing_accounts(rule: str, couple: Couple, letters: Sequence[Seen], broken: str) -> None:
    check(verdict(rule, letters, [replace(NO, couple=couple)], [couple]), broken)


# Before whose eyes

EYES, NO_COMMAND, HELP, AGENDA = list(RULES)[25:]


def wrote(kept: Kept, *, on_consent: bool = False) -> Done:
    word = Mark("bagudamilox", kept, ADA.person.email, 1, on_consent)
    return done(deed(Act.TALK, f"… {word.word} …", marks=(word,)), at(11, 3))


def shows(who: Player, when: datetime | None = None) -> Seen:
    return replace(letter(Sort.OTHER, when or at(11, 9), who), who=who.person.email, marked=frozenset({"bagudamilox"}))


SENDS = done(deed(Act.SEND_IT, "Send it"), at(11, 5), letter="Shall this go to Grace? - bagudamilox")
TELLS = done(deed(Act.YES, "Yes", yes_to="Shall Robin Hale know?"), at(11, 5))


@pytest.mark.parametrize(
    ("kept", "reader", "may"),
    [
        (Kept.NOTES, ADA, True),
        (Kept.NOTES, GRACE, False),
        (Kept.NOTES, COORDINATOR, False),
        (Kept.TOPICS, COORDINATOR, False),
        (Kept.TOPICS, GRACE, False),
        (Kept.HOPES, GRACE, True),
        (Kept.HOPES, MAX, False),
        (Kept.HOPES, COORDINATOR, False),
        (Kept.HELP, COORDINATOR, True),
        (Kept.HELP, GRACE, False),
        (Kept.FEEDBACK, COORDINATOR, False),
        (Kept.FEEDBACK, GRACE, False),
        (Kept.RAW_MAIL, GRACE, False),
    ],
)
def test_words_stay_before_the_eyes_they_are_for(kept: Kept, reader: Player, *, may: bool) -> None:
    found = verdict(EYES, [shows(reader)], [wrote(kept)])
    check(found, "" if may else f"11-09.eml: shows {reader.person.email} the {kept.name.lower()} of ada@example.edu")


@pytest.mark.parametrize(
    ("kept", "consent", "reader", "when", "may"),
    [
        (Kept.AGENDA, [], ADA, at(11, 3), True),
        (Kept.AGENDA, [], GRACE, at(11, 9), False),
        (Kept.AGENDA, [SENDS], GRACE, at(11, 9), True),
        (Kept.AGENDA, [SENDS], GRACE, at(11, 4), False),
        (Kept.AGENDA, [SENDS], COORDINATOR, at(11, 9), False),
        (Kept.HELP, [], COORDINATOR, at(11, 9), False),
        (Kept.HELP, [TELLS], COORDINATOR, at(11, 9), True),
    ],
)
def test_what_waits_for_a_yes_waits(
    kept: Kept, consent: Sequence[Done], reader: Player, when: datetime, *, may: bool
) -> None:
    found = verdict(EYES, [shows(reader, when)], [wrote(kept, on_consent=True), *consent])
    assert (found.looked_at, len(found.broken)) == (1, 0 if may else 1), found.broken


def test_commands_are_not_for_the_coordinator() -> None:
    check(verdict(NO_COMMAND, [to_robin(at(11, 9), "Held mail 1 waits: asks for what is confirmed first")]), "")
    check(
        verdict(NO_COMMAND, [to_robin(at(11, 9), "Held mail 1 waits: asks for FORGET ME")]), "11-09.eml names FORGET ME"
    )


def test_what_is_meant_for_somebody_comes_to_them() -> None:
    asks, agenda = wrote(Kept.HELP), wrote(Kept.AGENDA, on_consent=True)
    check(verdict(HELP, [shows(COORDINATOR)], [asks]), "")
    check(verdict(HELP, [], [asks]), f"{ROBIN.email} has not read the help of ada@example.edu (2026-11-03)")
    check(verdict(AGENDA, [shows(GRACE)], [agenda, SENDS]), "")
    check(verdict(AGENDA, [], [agenda, SENDS]), "grace@example.edu has not read the agenda of ada@example.edu")
    assert not verdict(AGENDA, [], [agenda]).looked_at


def test_the_page_on_simulations_tells_of_every_rule_and_temper() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "simulation.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1].strip() for line in page.splitlines() if line.startswith("| ")]
    assert [rule for rule in (*RULES, BY_CALENDAR) if rule not in rows] == []
    assert [temper for temper in Temper if temper.name.lower() not in rows] == []
