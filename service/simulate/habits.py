"""What people of each temper do about a letter, and when: words that the reading has to make sense of by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from service.eyes import Kept
from service.simulate.deeds import Act, Deed, Means, Occasion
from service.simulate.marks import Mark
from service.simulate.people import DIFFER_IN, Fate, Story, Temper
from service.simulate.seen import UNASKED, Sort

AWAY_IN, MOVES_IN, COMPLAINS_IN, LEAVES_IN = 3, 3, 2, 3
"""In which month of the program, counted from one, each does it."""

TOLD_OF_SILENCE_IN = 3
"""From which month on somebody whose partner is silent says so."""

OWN_QUESTIONS = (
    "Was this mail yours?",
    "Is this your new address?",
    "Shall we forget you?",
    "Shall we stop writing to",
)
"""How the subjects of questions begin to which their reader says yes: it was meant."""

_HOUR = timedelta(hours=1)
_MEETS_AT = time(14)
_ORDINALS = ("first", "second", "third", "fourth")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_FORMATS = ("in person", "by video", "by phone")
_TALKED = ("conferences", "goals for the year", "writing an article", "committees", "settling in")
_NEEDS = ("tenure", "grants", "publishing", "moving into management")


def deeds(occasion: Occasion) -> Iterator[Deed]:
    """What comes of a letter."""
    temper = occasion.player.temper
    if temper is Temper.AWAY and occasion.month == AWAY_IN:
        if occasion.sort is not Sort.ANSWER:
            yield _absence(occasion)
        return
    for deed in _by_temper(occasion):
        if temper is not Temper.AWAY or not _falls_into_absence(occasion, deed):
            yield deed


def _by_temper(occasion: Occasion) -> Iterator[Deed]:
    temper, sort = occasion.player.temper, occasion.sort
    if temper is Temper.SILENT:
        return
    if temper is Temper.CALENDAR:
        yield from _by_calendar(occasion)
    elif sort is Sort.OTHER:
        yield from _consents(occasion)
    elif sort is Sort.ANSWER:
        yield from _lets_go(occasion)
    elif temper is Temper.LEAVING and occasion.month >= LEAVES_IN and sort in UNASKED:
        yield Deed(4 * _HOUR, "STOP", Act.COMMAND)
    elif temper is Temper.FORGOTTEN and occasion.month >= LEAVES_IN and sort is Sort.CHECKIN:
        yield Deed(4 * _HOUR, "FORGET ME", Act.COMMAND)
    elif temper is Temper.COMPLAINING and occasion.month >= COMPLAINS_IN and sort is Sort.PREPARING:
        yield Deed(timedelta(minutes=5), "", Act.MACHINE, Means.COMPLAINT)
    else:
        yield from _answers(occasion)


def _falls_into_absence(occasion: Occasion, deed: Deed) -> bool:
    """Whether somebody would do it in the month that they are away."""
    day = (occasion.at + deed.after).astimezone(occasion.player.person.zone).date()
    return deed.means is not Means.OUT_OF_OFFICE and occasion.couple.month_of(day) == AWAY_IN


def _absence(occasion: Occasion) -> Deed:
    back = (occasion.today.replace(day=1) + timedelta(days=34)).replace(day=2)
    resort = occasion.mark(Kept.RAW_MAIL)
    words = (
        f"Thank you for your mail. I am out of the office, in {resort.word.title()}, and will be back on"
        f" {back:%B} {back.day}, {back.year}."
    )
    return Deed(timedelta(minutes=1), words, Act.MACHINE, Means.OUT_OF_OFFICE, marks=(resort,), back_on=back)


def _consents(occasion: Occasion) -> Iterator[Deed]:
    """What somebody answers to a question of ours about a mail of theirs."""
    if occasion.subject.startswith(OWN_QUESTIONS):
        yield Deed(5 * _HOUR, "Yes", Act.YES, yes_to=occasion.subject)
    elif occasion.subject.startswith("Shall Robin"):
        agrees = occasion.chance().random() < 0.5
        subject = occasion.subject if agrees else ""
        yield Deed(5 * _HOUR, "Yes, please." if agrees else "No", Act.YES if agrees else Act.TALK, yes_to=subject)


def _lets_go(occasion: Occasion) -> Iterator[Deed]:
    """An agenda that was shown back goes to the partner, as a rule."""
    if "Shall this go to" in occasion.text:
        goes = occasion.chance().random() < 0.75
        yield Deed(3 * _HOUR, "Send it" if goes else "No", Act.SEND_IT if goes else Act.TALK)


def _by_calendar(occasion: Occasion) -> Iterator[Deed]:
    """Somebody's calendar answers; they themselves write nothing."""
    invite, couple = occasion.invite, occasion.couple
    if occasion.sort is Sort.PREPARING:
        yield Deed(_HOUR, "", Act.MACHINE, Means.OWN_CALENDAR)
    if invite is None or invite.method != "REQUEST":
        return
    day = invite.starts_at.astimezone(occasion.player.person.zone).date()
    fate = couple.fate_in(day) if day == couple.planned_in(day) else Fate.HELD
    status = {Fate.HELD: "ACCEPTED", Fate.DROPPED: "DECLINED", Fate.MOVED: "COUNTER"}[fate]
    instead = couple.beside(day) if fate is Fate.MOVED else None
    aside = occasion.mark(Kept.RAW_MAIL)
    yield Deed(
        6 * _HOUR,
        f"On my way from {aside.word}",
        Act.MACHINE,
        Means.INVITATION_ANSWER,
        marks=(aside,),
        status=status,
        instead=instead,
    )


def _answers(occasion: Occasion) -> Iterator[Deed]:
    """What somebody who answers writes."""
    temper, sort = occasion.player.temper, occasion.sort
    is_terse = temper is Temper.TERSE
    after = occasion.chance().choice((5, 50, 75) if is_terse else (2, 5, 26)) * _HOUR
    if sort in (Sort.CHECKIN, Sort.REMINDER):
        yield _report(occasion, after)
    elif sort is Sort.DIFFER:
        yield _once_more(occasion, after)
    elif is_terse:
        return
    elif sort is Sort.WELCOME:
        yield _agreement(occasion, after)
        if occasion.couple.is_invited and occasion.player is occasion.couple.mentee:
            yield Deed(after + 27 * _HOUR, "INVITE", Act.COMMAND)
    elif sort is Sort.PREPARING and "What would you like" in occasion.text:
        yield _agenda(occasion, after)
    elif sort is Sort.PREPARING and "When do you meet next?" in occasion.text:
        yield Deed(after, _coming_words(occasion) or "We have not settled it yet.", Act.TALK)
    elif sort is Sort.HALFWAY:
        yield _half_way(occasion, after)
    elif sort is Sort.FAREWELL:
        yield _farewell(occasion, after)


def _report(occasion: Occasion, after: timedelta) -> Deed:
    held = _last_held(occasion)
    if occasion.player.temper is Temper.TERSE:
        words = f"Yes, {held:%B} {held.day}, 45 min" if held else "Not yet."
        return Deed(after, words, Act.REPORT, held=held)
    if held and _denies(occasion):
        return Deed(after, f"No, we did not meet in {held:%B}.", Act.REPORT)
    chance, then = occasion.chance("report"), _coming_words(occasion)
    talked, stays = occasion.mark(Kept.TOPICS), occasion.mark(Kept.NOTES)
    paragraphs = [f"Not yet, I am afraid. {then}".rstrip()]
    if held:
        paragraphs = [
            f"We met on {held:%B} {held.day} for an hour, {chance.choice(_FORMATS)}, and talked about"
            f" {chance.choice(_TALKED)} and {talked.word}. {occasion.partner} told me about {stays.word}"
            " in confidence.",
            f"{then} I would give it a {chance.randint(3, 5)}.".lstrip(),
        ]
    marks = [talked, stays] if held else []
    for aside, mark in _asides(occasion):
        paragraphs.append(aside)
        marks += [mark] if mark else []
    moves = _gives_new_address(occasion)
    return Deed(after, "\n\n".join(paragraphs), Act.REPORT, from_new_address=moves, marks=tuple(marks), held=held)


def _asides(occasion: Occasion) -> Iterator[tuple[str, Mark | None]]:
    """What a report says besides: one thing, and that seldom."""
    lot = occasion.chance("aside").random()
    partner = occasion.couple.partner_of(occasion.player)
    if _gives_new_address(occasion):
        yield f"My new address is {occasion.player.new_email} from now on.", None
    elif partner.temper is Temper.SILENT and occasion.month >= TOLD_OF_SILENCE_IN:
        silence = occasion.mark(Kept.HELP, on_consent=True)
        yield f"{occasion.partner} has not answered my mails about {silence.word}.", silence
    elif lot < 0.15:
        need, about = occasion.chance("need").choice(_NEEDS), occasion.mark(Kept.HELP)
        yield f"Could you put us in touch with somebody who knows about {need} and {about.word}?", about
    elif lot < 0.25:
        worry = occasion.mark(Kept.HELP)
        yield f"In confidence: I worry about {worry.word} and do not know whom to ask.", worry


def _gives_new_address(occasion: Occasion) -> bool:
    """Whether it is the time to write from the new address; that says what it is until letters come there."""
    return occasion.player.temper is Temper.MOVING and occasion.month == MOVES_IN and occasion.sort is Sort.CHECKIN


def _denies(occasion: Occasion) -> bool:
    """Whether it is the mentee who says that they did not meet."""
    differ = occasion.couple.story in (Story.DIFFER_AND_STAY, Story.DIFFER_AND_MEND)
    return differ and occasion.month == DIFFER_IN and occasion.player is occasion.couple.mentee


def _once_more(occasion: Occasion, after: timedelta) -> Deed:
    """Asked whether it was so: yes; but whose account was wrong says so."""
    held = occasion.couple.held_in(occasion.couple.started_on.replace(day=1) + timedelta(days=32 * (DIFFER_IN - 1)))
    if occasion.player is occasion.couple.mentor or held is None:
        return Deed(after, "Yes, that is how it was.", Act.TALK)
    if occasion.couple.story is Story.DIFFER_AND_MEND:
        return Deed(after, f"Sorry, we did meet: {held:%B} {held.day}, for an hour.", Act.TALK)
    return Deed(after, f"Not in {held:%B}.", Act.TALK)


def _agreement(occasion: Occasion, after: timedelta) -> Deed:
    couple, parts, marks = occasion.couple, [], []
    if couple.mentor.person.zone == couple.mentee.person.zone or occasion.player is couple.mentee:
        day = f"{_ORDINALS[couple.nth - 1]} {_WEEKDAYS[couple.weekday]}"
        parts.append(f"We will meet on the {day} of each month at 2 pm.")
    parts.append("Yes, we have talked about confidentiality.")
    if occasion.player is couple.mentee:
        hope = occasion.mark(Kept.HOPES)
        parts.append(f"I hope to learn about {occasion.chance('hope').choice(_TALKED)} and {hope.word}.")
        marks.append(hope)
    elif couple.is_invited:
        parts.append("Please send us calendar invitations.")
    return Deed(after, "\n\n".join(parts), Act.TALK, marks=tuple(marks))


def _agenda(occasion: Occasion, after: timedelta) -> Deed:
    topic, about = occasion.chance("agenda").choice(_TALKED), occasion.mark(Kept.AGENDA, on_consent=True)
    words = f"I would like to talk about {topic} and {about.word}, and how you began."
    return Deed(after, words, Act.TALK, marks=(about,))


def _half_way(occasion: Occasion, after: timedelta) -> Deed:
    good, about = occasion.mark(Kept.FEEDBACK), occasion.mark(Kept.HELP)
    asks = occasion.chance("half-way").random() < 0.3
    third = f"Could you find me somebody who knows about {about.word}?" if asks else "No, thank you."
    words = f"1. {occasion.partner}'s patience with {good.word}.\n2. Nothing.\n3. {third}"
    return Deed(after, words, Act.TALK, marks=(good, about) if asks else (good,))


def _farewell(occasion: Occasion, after: timedelta) -> Deed:
    keeps, advice = occasion.mark(Kept.FEEDBACK), occasion.mark(Kept.HELP)
    words = f"1. Courage for {keeps.word}.\n2. Begin earlier, with {advice.word}.\n3. Yes, as a mentor."
    return Deed(after, words, Act.TALK, marks=(keeps, advice))


def _last_held(occasion: Occasion) -> date | None:
    """Their latest meeting, of this month or the one before, that the writer has not told of."""
    today, couple = occasion.today, occasion.couple
    months = (today, today.replace(day=1) - timedelta(days=1))
    days = [day for day in map(couple.held_in, months) if day and couple.started_on <= day < today]
    return max((day for day in days if day > occasion.told), default=None)


def _coming_words(occasion: Occasion) -> str:
    """When they meet next, by the writer's clock; "" where a calendar has taken it out."""
    today, couple = occasion.today, occasion.couple
    month = today if couple.planned_in(today) > today else today.replace(day=1) + timedelta(days=32)
    day = couple.held_in(month) if couple.is_invited else couple.planned_in(month)
    if day is None or day <= today:
        return ""
    at = datetime.combine(day, _MEETS_AT, tzinfo=couple.mentee.person.zone).astimezone(occasion.player.person.zone)
    return f"We meet next on {at:%B} {at.day} at {at:%-I} {at:%p}.".replace("AM", "am").replace("PM", "pm")
