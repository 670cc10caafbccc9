"""Discretion: before whose eyes the words come that scripted people write. `service.eyes` is the law."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from service.demo.cast import ROBIN
from service.eyes import MAY_SEE, Eye, Kept
from service.simulate.audit import Evidence, Findings
from service.simulate.deeds import Act, Done
from service.simulate.marks import Mark
from service.simulate.marks import words_in as marks_in
from service.simulate.people import Player, Temper
from service.simulate.seen import Seen
from service.simulate.wishes import gone_at, paused_within

_COMMANDS = ("FORGET ME", "STOP", "INVITE", "PAUSE", "RESUME", "MY DATA")
_READ_WITHIN = timedelta(days=12)
_PASSED_ON_WITHIN = timedelta(days=45)


def _no_word_before_other_eyes(evidence: Evidence) -> Findings:
    consents = _consents(evidence)
    for letter in evidence.letters:
        for word in sorted(letter.marked):
            mark = evidence.marks.get(word)
            if mark is None:
                yield f"{letter.file}: {word} was written by nobody"
                continue
            eye = _eye(evidence, mark, letter)
            may = eye is not None and eye in MAY_SEE[mark.kept]
            if may and mark.on_consent and eye is not Eye.WRITER:
                may = word in consents and consents[word] <= letter.at
            yield "" if may else f"{letter.file}: shows {letter.who} the {mark.kept.name.lower()} of {mark.writer}"


def _no_command_before_the_coordinator(evidence: Evidence) -> Findings:
    """What somebody commanded is theirs; the coordinator sees what became of it at the most."""
    for letter in evidence.by_person.get(ROBIN.email, ()):
        named = [command for command in _COMMANDS if command in letter.text]
        yield f"{letter.file} names {named[0]}" if named else ""


def _reaches(kept: Kept, within: timedelta, reader: Callable[[Evidence, Mark], str]) -> Callable[[Evidence], Findings]:
    """What is meant for somebody comes to them, once its writer has let it go."""

    def rule(evidence: Evidence) -> Findings:
        consents = _consents(evidence)
        for done in evidence.done:
            for mark in done.deed.marks:
                since = consents.get(mark.word) if mark.on_consent else done.at
                if mark.kept is not kept or since is None or since + within > evidence.end:
                    continue
                who = reader(evidence, mark)
                theirs = evidence.by_person.get(who, ())
                came = [each for each in theirs if mark.word in each.marked and each.at <= since + within]
                yield (
                    ""
                    if came or not who
                    else f"{who} has not read the {kept.name.lower()} of {mark.writer} ({since:%Y-%m-%d})"
                )

    return rule


def _consents(evidence: Evidence) -> dict[str, datetime]:
    """Since when each word that waits for its writer's yes may be seen: the letter that is answered shows it, or asks
    about the report in which it stands."""
    found: dict[str, datetime] = {}
    for done in evidence.done:
        if done.deed.act is Act.SEND_IT:
            for word in marks_in(done.letter):
                found.setdefault(word, done.at)
        elif done.deed.act is Act.YES and done.deed.yes_to.startswith("Shall Robin"):
            for word in _told_of_silence(evidence, done):
                found.setdefault(word, done.at)
    return found


def _told_of_silence(evidence: Evidence, yes: Done) -> list[str]:
    theirs = (each for each in evidence.done if each.player == yes.player and each.at <= yes.at)
    return [mark.word for each in theirs for mark in each.deed.marks if mark.kept is Kept.HELP and mark.on_consent][-1:]


def _eye(evidence: Evidence, mark: Mark, letter: Seen) -> Eye | None:
    """Whose eyes a letter's reader has for a word; None: somebody's who has no part in it."""
    if letter.who == mark.writer:
        return Eye.WRITER
    if letter.who == ROBIN.email:
        return Eye.COORDINATOR
    return Eye.PARTNER if letter.who == _partner(evidence, mark).person.email else None


def _partner(evidence: Evidence, mark: Mark) -> Player:
    couple = next(each for each in evidence.couples if each.number == mark.couple)
    return couple.partner_of(evidence.players[mark.writer])


def _to_coordinator(evidence: Evidence, mark: Mark) -> str:
    """Robin reads it; not what somebody wrote whom we have forgotten since."""
    return "" if gone_at(evidence, evidence.players[mark.writer]) else ROBIN.email


def _to_partner(evidence: Evidence, mark: Mark) -> str:
    """The partner gets it, unless they or the partnership get no letters, or it said so."""
    partner, couple = _partner(evidence, mark), next(each for each in evidence.couples if each.number == mark.couple)
    said = [each for each in evidence.to(evidence.players[mark.writer]) if "we could not pass it on" in each.text]
    stopped = gone_at(evidence, partner) or paused_within(evidence, couple)
    return "" if said or stopped or partner.temper is Temper.FORGOTTEN else partner.person.email


RULES: Mapping[str, Callable[[Evidence], Findings]] = {
    "no word before eyes that it is not for": _no_word_before_other_eyes,
    "no command before the coordinator's eyes": _no_command_before_the_coordinator,
    "what is asked of the coordinator reaches them": _reaches(Kept.HELP, _READ_WITHIN, _to_coordinator),
    "an agenda reaches the partner after the yes": _reaches(Kept.AGENDA, _PASSED_ON_WITHIN, _to_partner),
}
