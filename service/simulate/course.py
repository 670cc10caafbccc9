"""The course of a partnership: half-way and farewell, calendars, and accounts that differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from service.demo.cast import ROBIN
from service.domain import months_after
from service.simulate.audit import Evidence, Findings
from service.simulate.deeds import Done, Means
from service.simulate.people import Couple, Player, Story
from service.simulate.seen import Seen, Sort
from service.simulate.wishes import gone_at, over_at, pauses

_DUE_WITHIN = timedelta(days=28)
_AS_A_RULE_WITHIN = timedelta(days=20)
_HALF_FROM = timedelta(days=90)
_ANSWERED_WITHIN = timedelta(days=3)
_ASKED_AND_TOLD_WITHIN = timedelta(days=40)
_DIFFERS = re.compile(r"((?:[\w ]+ \(\d+\)(?:, )?)+): their accounts differ")


def _milestone(sort: Sort, day_of: Callable[[date, date], date], shortest: timedelta) -> Callable[[Evidence], Findings]:
    """Once to each whose partnership lives then, and never to anybody else."""

    def rule(evidence: Evidence) -> Findings:
        for couple in evidence.couples if evidence.months else ():
            ends_on = months_after(couple.started_on, evidence.months)
            day = day_of(couple.started_on, ends_on)
            for player in couple.players:
                theirs = [each for each in evidence.to(player, couple) if each.sort is sort]
                due = ends_on - couple.started_on >= shortest and _lives(evidence, couple, player, day)
                if due is not None:
                    right = [each for each in theirs if timedelta(0) <= each.at.date() - day <= _DUE_WITHIN]
                    wrong = len(theirs) != due or len(right) != due
                    files = ", ".join(each.file for each in theirs) or "none"
                    yield f"{player.person.email}: {files} where {int(due)} was due on {day}" if wrong else ""

    return rule


def _lives(evidence: Evidence, couple: Couple, player: Player, day: date) -> bool | None:
    """Whether somebody's letter of a day is due: they and their partnership are there; None: that is open."""
    at = datetime.combine(day, time(0), tzinfo=player.person.zone)
    ends = [each for each in (gone_at(evidence, player), over_at(evidence, couple)) if each is not None]
    if any(abs(each - at) <= _DUE_WITHIN for each in ends) or _is_paused(evidence, couple, player, at):
        return None
    if any(each < at for each in ends):
        return False
    return True if at + _AS_A_RULE_WITHIN < evidence.end else None if at < evidence.end else False


def _is_paused(evidence: Evidence, couple: Couple, player: Player, at: datetime) -> bool:
    return any(since - _DUE_WITHIN <= at <= until for since, until in pauses(evidence, couple, player))


def _welcome_first(evidence: Evidence) -> Findings:
    """Nothing about a partnership comes before its welcome. Who is in several has them some days apart."""
    numbers = Counter(player.person.email for couple in evidence.couples for player in couple.players)
    for couple in evidence.couples:
        for player in couple.players:
            theirs = evidence.to(player, couple)
            if theirs and numbers[player.person.email] == 1:
                before = theirs[0].sort is not Sort.WELCOME
                yield f"{player.person.email}: {theirs[0].file} comes before the welcome" if before else ""


def _follows_calendars(evidence: Evidence) -> Findings:
    """What a calendar declines or puts elsewhere changes in both; what it accepts stays."""
    for done in evidence.done:
        if done.deed.means is not Means.INVITATION_ANSWER or done.at + _ANSWERED_WITHIN > evidence.end:
            continue
        if not _is_current(evidence, done):
            continue
        for player in _couple(evidence, done).players:
            theirs = [each for each in _invites(evidence, player) if each.invite and _same(each, done)]
            after = [each for each in theirs if done.at <= each.at <= done.at + _ANSWERED_WITHIN]
            yield _wrong(done, player, after)


def _wrong(done: Done, player: Player, after: Sequence[Seen]) -> str:
    """What is wrong with the letters that follow an answer; "" where nothing is."""
    whose = f"{player.person.email}, after {done.deed.status.lower()} of {done.at:%Y-%m-%d}:"
    if done.deed.status == "ACCEPTED":
        changes = [
            each.file for each in after if each.invite and done.invite and each.invite.sequence > done.invite.sequence
        ]
        return f"{whose} {changes[0]}" if changes else ""
    if not after or after[0].invite is None or done.invite is None:
        return f"{whose} no letter"
    now, before = after[0].invite, done.invite
    if now.sequence <= before.sequence:
        return f"{whose} {after[0].file} has the sequence {now.sequence}"
    if done.deed.instead is not None:
        at = now.starts_at.astimezone(done.player.person.zone).date()
        return "" if now.method == "REQUEST" and at == done.deed.instead else f"{whose} {after[0].file} says {at}"
    return "" if now.method == "CANCEL" or now.starts_at != before.starts_at else f"{whose} {after[0].file} stays"


def _is_current(evidence: Evidence, done: Done) -> bool:
    """Whether no later invitation was on its way to who answered."""
    theirs = [each for each in _invites(evidence, done.player) if _same(each, done) and each.at <= done.at]
    return bool(theirs) and theirs[-1].invite == done.invite


def _invites(evidence: Evidence, player: Player) -> list[Seen]:
    return [each for each in evidence.to(player) if each.sort is Sort.INVITATION]


def _same(letter: Seen, done: Done) -> bool:
    return letter.invite is not None and done.invite is not None and letter.invite.uid == done.invite.uid


def _couple(evidence: Evidence, done: Done) -> Couple:
    return next(each for each in evidence.couples if each == done.couple)


def _only_where_asked(evidence: Evidence) -> Findings:
    """Invitations go only to the two of whom one has asked for them; in the end both have the same. What has moved
    before the one's morning may never have reached them as it was."""
    for couple in evidence.couples:
        both = [_last_of_each(evidence.to(player, couple)) for player in couple.players]
        if not couple.is_invited:
            yield f"partnership {couple.number} never asked for invitations" if any(both) else ""
        elif not gone_at(evidence, couple.mentor) and not gone_at(evidence, couple.mentee):
            yield "" if both[0] == both[1] else f"partnership {couple.number}: its invitations differ"


def _last_of_each(letters: Sequence[Seen]) -> Mapping[str, tuple[int, str]]:
    """By its UID, how each meeting stands in somebody's calendar."""
    return {each.invite.uid: (each.invite.sequence, each.invite.method) for each in letters if each.invite}


def _asked_once_on_difference(evidence: Evidence) -> Findings:
    """Whose accounts differ are each asked once, and read nothing of the other's; nobody else is asked."""
    for couple in evidence.couples:
        both = [[each for each in evidence.to(player, couple) if each.sort is Sort.DIFFER] for player in couple.players]
        expected = 1 if _has_differed(evidence, couple) else 0
        for player, asked in zip(couple.players, both, strict=True):
            files = ", ".join(each.file for each in asked) or "none"
            # Where the one mends it before the other's morning, there is nothing left to ask.
            is_mended = couple.story is Story.DIFFER_AND_MEND and player is couple.mentor and not asked
            wrong = len(asked) != expected and not is_mended
            yield f"{player.person.email}: {files}, not {expected}" if wrong else ""
        if expected:
            shown = [each.file for each in both[1] if "an hour" in each.text.split("If you did meet")[0]]
            yield f"{shown[0]} shows the mentor's account" if shown else ""


def _has_differed(evidence: Evidence, couple: Couple) -> bool:
    """Whether the script has had it so, and long enough ago."""
    if couple.story not in (Story.DIFFER_AND_STAY, Story.DIFFER_AND_MEND):
        return False
    return any(each.deed.words.startswith("No, we did not meet") and each.couple == couple for each in evidence.done)


def _told_where_it_stays(evidence: Evidence) -> Findings:
    """The coordinator reads that accounts differ only of those whose stay so."""
    summaries = [each for each in evidence.by_person.get(ROBIN.email, ()) if each.sort is Sort.SUMMARY]
    for couple in evidence.couples:
        shown = [each.file for each in summaries if couple.number in _differing_in(each)]
        if couple.story is Story.DIFFER_AND_STAY:
            asked = [each.at for each in evidence.to(couple.mentee, couple) if each.sort is Sort.DIFFER]
            if asked and asked[0] + _ASKED_AND_TOLD_WITHIN < evidence.end:
                yield "" if shown else f"no summary says that the accounts of partnership {couple.number} differ"
        else:
            yield f"{shown[0]} says that the accounts of partnership {couple.number} differ" if shown else ""


def _differing_in(summary: Seen) -> set[int]:
    """The partnerships whose accounts a summary says differ: all in one line."""
    return {int(number) for line in _DIFFERS.findall(summary.text) for number in re.findall(r"\((\d+)\)", line)}


RULES: Mapping[str, Callable[[Evidence], Findings]] = {
    "the welcome comes first": _welcome_first,
    "half-way: once to each who is there": _milestone(
        Sort.HALFWAY, lambda starts_on, ends_on: starts_on + (ends_on - starts_on) // 2, _HALF_FROM
    ),
    "farewell: once to each who is there": _milestone(Sort.FAREWELL, lambda _, ends_on: ends_on, timedelta(0)),
    "invitations follow what calendars answer": _follows_calendars,
    "invitations only where asked for, to both": _only_where_asked,
    "differing accounts: each asked once, privately": _asked_once_on_difference,
    "differing accounts: told only if they stay": _told_where_it_stays,
}
