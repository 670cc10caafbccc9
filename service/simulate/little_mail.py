"""Little mail: how many letters nobody asked for, how far apart, when, and one answer to each reply."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import time, timedelta
from itertools import pairwise

from service.simulate.audit import Evidence, Findings
from service.simulate.deeds import Act, told
from service.simulate.seen import RATIONED, UNASKED, Sort

_A_MONTH = 3
_APART = timedelta(days=3)
_OPEN, _CLOSED = time(8), time(18)
_MONTHS_APART = timedelta(days=200)
_ANSWERED_WITHIN = timedelta(days=2)


def _few_a_month(evidence: Evidence) -> Findings:
    counts = Counter((each.who, each.month) for each in evidence.letters if each.sort in RATIONED)
    for (who, month), count in sorted(counts.items()):
        files = [each.file for each in evidence.by_person[who] if each.month == month and each.sort in RATIONED]
        yield f"{who} got {count} letters in {month}: {', '.join(files)}" if count > _A_MONTH else ""


def _apart(evidence: Evidence) -> Findings:
    for who, theirs in evidence.by_person.items():
        for earlier, later in pairwise(each for each in theirs if each.sort in UNASKED):
            near = later.at.date() - earlier.at.date() < _APART
            yield f"{who}: {later.file} came {later.at - earlier.at} after {earlier.file}" if near else ""


def _once_a_month(sort: Sort) -> Callable[[Evidence], Findings]:
    """The subject names the month and the partner; a month of the year comes once in so short a time."""

    def rule(evidence: Evidence) -> Findings:
        for who, theirs in evidence.by_person.items():
            letters = sorted((each for each in theirs if each.sort is sort), key=lambda each: (each.subject, each.at))
            yield from ("" for _ in letters[:1])
            for earlier, later in pairwise(letters):
                again = earlier.subject == later.subject and later.at - earlier.at < _MONTHS_APART
                yield f"{who} got {later.file} after {earlier.file}" if again else ""

    return rule


def _in_good_hours(evidence: Evidence) -> Findings:
    for each in evidence.letters:
        if each.sort in UNASKED:
            day = each.at.date()
            good = day.weekday() < 5 and day not in evidence.free and _OPEN <= each.at.time() < _CLOSED
            yield "" if good else f"{each.who}: {each.file} came at {each.at:%A, %Y-%m-%d %H:%M} where they live"


def _one_receipt(evidence: Evidence) -> Findings:
    answers: dict[str, list[str]] = {}
    for each in evidence.letters:
        if each.sort is Sort.ANSWER:
            answers.setdefault(each.in_reply_to, []).append(each.file)
    for done in told(evidence.done, Act.REPORT, Act.TALK, Act.SEND_IT):
        if done.at < evidence.end - _ANSWERED_WITHIN:
            got = answers.get(done.message_id, [])
            files = f": {', '.join(got)}" if got else ""
            yield f"{done.message_id} got {len(got)} answers{files}" if len(got) != 1 else ""


def _as_told(evidence: Evidence) -> Findings:
    """A receipt shows the day that the report told, or that there was none."""
    receipts = {each.in_reply_to: each for each in evidence.letters if each.sort is Sort.ANSWER}
    for done in told(evidence.done, Act.REPORT):
        receipt, held = receipts.get(done.message_id), done.deed.held
        if receipt is not None:
            expected = f"{held:%B} {held.day}" if held else "not met"
            shows = expected in receipt.text.split("Not right?")[0]
            yield "" if shows else f"{receipt.who}: {receipt.file} does not say {expected!r}"


RULES: Mapping[str, Callable[[Evidence], Findings]] = {
    "at most three unasked letters a month": _few_a_month,
    "three days between unasked letters": _apart,
    "one check-in a month and partnership": _once_a_month(Sort.CHECKIN),
    "one reminder a check-in, to the silent too": _once_a_month(Sort.REMINDER),
    "none on a weekend, a holiday or at night": _in_good_hours,
    "one answer to each reply": _one_receipt,
    "a receipt says what was told": _as_told,
}
