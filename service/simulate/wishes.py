"""What people have asked for holds: absences, a new address, less mail or none, the coordinator's orders."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from itertools import pairwise

from service.demo.cast import ROBIN
from service.simulate.audit import Evidence, Findings
from service.simulate.deeds import Act, Done, Means
from service.simulate.people import Couple, Player
from service.simulate.seen import RATIONED, UNASKED, Seen, Sort

_ON_ITS_WAY = timedelta(hours=1)
_GOES_ON_WITHIN = timedelta(days=45)
_NUDGED_WITHIN = timedelta(days=12)
_NUDGED = re.compile(r"(\w+ \w+) has not answered\. The month")
_STOP, _FORGET, _MOVE = "Shall we stop writing to", "Shall we forget you?", "Is this your new address?"


def _said_yes(evidence: Evidence, question: str) -> Iterator[Done]:
    """The first yes of each person to a question of ours."""
    seen = set()
    for done in evidence.done:
        if done.deed.yes_to.startswith(question) and done.player.person.email not in seen:
            seen.add(done.player.person.email)
            yield done


def gone_at(evidence: Evidence, player: Player) -> datetime | None:
    """When somebody has stopped, or has been forgotten; None: they have not."""
    said = (each for question in (_STOP, _FORGET) for each in _said_yes(evidence, question) if each.player == player)
    return next((each.at for each in said), None)


def over_at(evidence: Evidence, couple: Couple) -> datetime | None:
    """When a partnership has ended before its time: the coordinator ended it, or one of the two was forgotten."""
    forgotten = (each.at for each in _said_yes(evidence, _FORGET) if each.player in couple.players)
    ended = (at for at, line in _ordered(evidence) if line == f"end {couple.number}")
    return min((*forgotten, *ended), default=None)


def _ordered(evidence: Evidence) -> list[tuple[datetime, str]]:
    """The orders that were done, and when."""
    return [(each.at, line) for each in evidence.done for line in each.deed.orders]


def pauses(evidence: Evidence, couple: Couple, player: Player) -> list[tuple[datetime, datetime]]:
    """From when until when the coordinator had a partnership paused; days are those where somebody lives."""
    found = []
    for at, line in _ordered(evidence):
        verb, number, *rest = line.split()
        if verb == "pause" and int(number) == couple.number:
            resumed = (then for then, other in _ordered(evidence) if other == f"resume {couple.number}" and then > at)
            found.append((at, _midnight(at, rest, player) if rest else next(resumed, evidence.end)))
    return found


def paused_within(evidence: Evidence, couple: Couple) -> bool:
    """Whether a partnership was ever paused, or ended."""
    return bool(pauses(evidence, couple, couple.mentor)) or over_at(evidence, couple) is not None


def _midnight(at: datetime, until: Sequence[str], player: Player) -> datetime:
    """When the day that an order names begins where somebody lives, as in "until November 5"."""
    day = datetime.strptime(f"{until[1]} {until[2]} {at.year}", "%B %d %Y").date()  # noqa: DTZ007
    day = day if day >= at.date() else day.replace(year=at.year + 1)
    return datetime.combine(day, time(0), tzinfo=player.person.zone)


def _absent(evidence: Evidence) -> Findings:
    """Nothing unasked between an out-of-office and the day it names."""
    for done in evidence.done:
        back_on = done.deed.back_on
        if back_on is not None:
            until = datetime.combine(back_on + timedelta(days=1), time(0), tzinfo=done.player.person.zone)
            yield from _none(evidence.to(done.player), done.at + _ON_ITS_WAY, until, UNASKED - {Sort.WELCOME})


def _moved(evidence: Evidence) -> Findings:
    """Letters go to the new address after the yes, and none to the old one."""
    for done in _said_yes(evidence, _MOVE):
        later = [each for each in evidence.to(done.player) if each.at > done.at + _ON_ITS_WAY]
        if not later and done.at + _GOES_ON_WITHIN < evidence.end:
            yield f"{done.player.person.email} got no letter any more after {done.at:%Y-%m-%d}"
        for each in later:
            yield f"{each.file} went to the old address" if each.to != done.player.new_email else ""


def _not_before_the_yes(evidence: Evidence) -> Findings:
    """No letter goes to an address that nobody has confirmed."""
    confirmed = {done.player.person.email: done.at for done in _said_yes(evidence, _MOVE)}
    for each in evidence.letters:
        if each.to != each.who:
            since = confirmed.get(each.who)
            yield "" if since and since <= each.at else f"{each.file} went to {each.to} before anybody had said yes"


def _complained(evidence: Evidence) -> Findings:
    """What is optional has ended."""
    for done in evidence.done:
        if done.deed.means is Means.COMPLAINT:
            yield from _none(evidence.to(done.player), done.at + _ON_ITS_WAY, evidence.end, {Sort.PREPARING})


def _stopped(evidence: Evidence) -> Findings:
    """Nothing but answers."""
    for done in _said_yes(evidence, _STOP):
        sorts = set(Sort) - {Sort.ANSWER}
        yield from _none(evidence.to(done.player), done.at + _ON_ITS_WAY, evidence.end, sorts)


def _forgotten(evidence: Evidence) -> Findings:
    """Nothing at all to them, and their name in nobody's letter."""
    for done in _said_yes(evidence, _FORGET):
        since, person = done.at + _ON_ITS_WAY, done.player.person
        yield from _none(evidence.to(done.player), since, evidence.end, set(Sort))
        for each in evidence.letters:
            if each.at > since:
                named = person.name in each.text or person.email in each.text
                yield f"{each.file} names somebody who was forgotten on {done.at:%Y-%m-%d}" if named else ""


def _paused(evidence: Evidence) -> Findings:
    """Nothing unasked about a paused partnership; and it goes on behind the pause."""
    for couple in evidence.couples:
        for player in couple.players:
            for since, until in pauses(evidence, couple, player):
                theirs = evidence.to(player, couple)
                yield from _none(theirs, since + _ON_ITS_WAY, until, UNASKED | {Sort.INVITATION})
                goes_on = [
                    each for each in theirs if each.sort in RATIONED and until <= each.at <= until + _GOES_ON_WITHIN
                ]
                if until + _GOES_ON_WITHIN < evidence.end:
                    yield "" if goes_on else f"{player.person.email} got nothing after the pause until {until:%Y-%m-%d}"


def _ended(evidence: Evidence) -> Findings:
    """Nothing unasked about a partnership that was ended."""
    for couple in evidence.couples:
        at = over_at(evidence, couple)
        if at is not None:
            for player in couple.players:
                sorts = UNASKED | {Sort.INVITATION}
                yield from _none(evidence.to(player, couple), at + _ON_ITS_WAY, evidence.end, sorts)


def _nudged(evidence: Evidence) -> Findings:
    """Of whom the answer says that they have not answered has the month's one reminder, or gets it; not who answers
    meanwhile, or is away."""
    by_name = {player.person.name: player for player in evidence.players.values()}
    for each in evidence.by_person.get(ROBIN.email, ()):
        for name in _NUDGED.findall(each.text) if each.sort is Sort.ANSWER else ():
            theirs = evidence.to(by_name[name])
            asked = [one.at for one in theirs if one.sort is Sort.CHECKIN and one.at <= each.at]
            excused = evidence.did(by_name[name], lambda done: done.deed.act is Act.REPORT or bool(done.deed.back_on))
            if asked and not any(done.at > asked[-1] for done in excused) and each.at + _NUDGED_WITHIN < evidence.end:
                reminders = [one for one in theirs if one.sort is Sort.REMINDER]
                came = [one for one in reminders if asked[-1] < one.at <= each.at + _NUDGED_WITHIN]
                yield "" if came else f"{name} got no reminder, against {each.file}"


def _ordered_once(evidence: Evidence) -> Findings:
    """Each of the coordinator's mails gets one answer."""
    answers = [each.in_reply_to for each in evidence.letters if each.who == ROBIN.email]
    for done in evidence.done:
        if done.deed.act is Act.ORDER:
            count = answers.count(done.message_id)
            yield "" if count == 1 else f"the coordinator's {done.message_id} got {count} answers"


def _weekly(evidence: Evidence) -> Findings:
    """A summary a week, on a working day."""
    weeks = [each for each in evidence.by_person.get(ROBIN.email, ()) if each.sort is Sort.SUMMARY]
    for earlier, later in pairwise(weeks):
        yield "" if 4 <= (later.at.date() - earlier.at.date()).days <= 11 else f"{later.file} follows {earlier.file}"


def _none(letters: Sequence[Seen], since: datetime, until: datetime, sorts: set[Sort] | frozenset[Sort]) -> Findings:
    """That no letter of some sorts left in a time."""
    found = [each for each in letters if since < each.at < until and each.sort in sorts]
    yield from (
        f"{each.who}: {each.file} of {each.at:%Y-%m-%d}, though from {since:%Y-%m-%d} on none was due" for each in found
    )
    if not found:
        yield ""


RULES: Mapping[str, Callable[[Evidence], Findings]] = {
    "none during an absence": _absent,
    "none to the old address, once the new one is confirmed": _moved,
    "none to a new address before that": _not_before_the_yes,
    "no preparing letter after a complaint": _complained,
    "none after STOP but answers": _stopped,
    "none after FORGET ME, and the name nowhere": _forgotten,
    "none about a paused partnership, and then it goes on": _paused,
    "none about an ended partnership": _ended,
    "a nudge is a reminder": _nudged,
    "one answer to each of the coordinator's mails": _ordered_once,
    "a summary a week": _weekly,
}
