"""Whose eyes each value of each letter is for, and what kept things it carries (service/eyes.py).

A participant's letter may carry what is their own (they read it as its writer), what is their partner's and may pass
(as the partner), and the program's own words. The summary and what answers a coordinator are read by the coordinator.
"""

from __future__ import annotations

from collections.abc import Mapping

from service.domain import LetterKind
from service.eyes import NOTHING, Eye, Kept, Shown, shown

_WRITER, _PARTNER, _TOTALS, _COORDINATOR = Eye.WRITER, Eye.PARTNER, Eye.TOTALS, Eye.COORDINATOR

_OWN_NAME = shown(_WRITER, Kept.NAME)
_PARTNERS_NAME = shown(_PARTNER, Kept.NAME)
_OWN_WORDS = shown(_WRITER, Kept.NOTES)
_OWN_RECORD = shown(
    _WRITER, Kept.MET, Kept.DAY, Kept.LENGTH, Kept.FORMAT, Kept.TOPICS, Kept.USEFULNESS, Kept.SCHEDULE, Kept.HELP
)
_OWN_REACH = shown(_WRITER, Kept.REACH, Kept.COMMANDS)

_AGREED = shown(_PARTNER, Kept.AGREEMENT)

_PROGRAM: dict[str, Shown] = {
    "first_name": _OWN_NAME,
    "program": NOTHING,
    "coordinator_name": NOTHING,
    "coordinator_email": NOTHING,
}
_PAIR = _PROGRAM | {"partner_name": _PARTNERS_NAME, "partner_first_name": _PARTNERS_NAME}
_CHECKIN = _PAIR | {"month": NOTHING}

SIGHT: Mapping[LetterKind, Mapping[str, Shown]] = {
    LetterKind.WELCOME: _PAIR | {"role": _OWN_NAME, "partner_email": _PARTNERS_NAME, "first_checkin": NOTHING},
    LetterKind.CHECKIN: _CHECKIN,
    # That the partner has reported a meeting: no day, no word of it.
    LetterKind.REMINDER: _CHECKIN | {"partner_told": NOTHING},
    LetterKind.RECEIPT: _PAIR
    | {
        "thread_subject": _OWN_WORDS,
        "recorded": _OWN_RECORD,
        "asks": _OWN_RECORD,
        "help_asked": shown(_WRITER, Kept.HELP),
        "command": shown(_WRITER, Kept.COMMANDS),
        "matter": NOTHING,
        "rhythm": _AGREED,
        "agenda": shown(_WRITER, Kept.AGENDA),
        "agenda_is": shown(_WRITER, Kept.AGENDA),
        "steered": shown(_WRITER, Kept.WISHES),
    },
    LetterKind.QUESTION: _PAIR
    | {"thread_subject": _OWN_WORDS, "reason": NOTHING, "asks": _OWN_RECORD, "example": NOTHING},
    # Which topics are untouched follows from both partners' reports; that they met, and on what day, does not show.
    # An agenda stands here once its writer said "send it".
    LetterKind.SUGGESTION: _PAIR
    | {
        "fresh": NOTHING,
        "deepen": NOTHING,
        "asks": NOTHING,
        "swap": NOTHING,
        "meeting": shown(_PARTNER, Kept.SCHEDULE),
        "agenda": shown(_PARTNER, Kept.AGENDA),
    },
    LetterKind.AGENDA: _PAIR | {"meeting": shown(_PARTNER, Kept.SCHEDULE), "agenda": shown(_PARTNER, Kept.AGENDA)},
    # The agreement is both partners'; what the reply said besides is only in its writer's own letter.
    LetterKind.AGREEMENT: _PAIR
    | {
        "thread_subject": _OWN_WORDS,
        "role": _OWN_NAME,
        "changed_by": _PARTNERS_NAME,
        "rhythm": _AGREED,
        "rhythm_of": _PARTNERS_NAME,
        "confidentiality": _AGREED,
        "invitations": _AGREED,
        "hopes": shown(_PARTNER, Kept.HOPES),
        "asks": _OWN_RECORD,
        "recorded": _OWN_RECORD,
        "help_asked": shown(_WRITER, Kept.HELP),
        "command": shown(_WRITER, Kept.COMMANDS),
    },
    # The map is made of the reader's own reports alone.
    LetterKind.TOPICS: _PAIR
    | {"thread_subject": _OWN_WORDS, "fresh": NOTHING, "deepen": NOTHING, "map": shown(_WRITER, Kept.TOPICS)},
    LetterKind.GUIDE: _PAIR | {"thread_subject": _OWN_WORDS, "role": _OWN_NAME},
    # Counts and topics are the reader's own, from their own reports.
    LetterKind.HALFWAY: _PAIR
    | {"role": _OWN_NAME, "met": _OWN_RECORD, "rhythm": _AGREED, "hopes": shown(_PARTNER, Kept.HOPES)},
    LetterKind.FAREWELL: _PAIR
    | {"role": _OWN_NAME, "met": _OWN_RECORD, "together": _OWN_RECORD, "topics": _OWN_RECORD},
    # That the two accounts differ may not show: the letter only asks for the reader's own once more.
    LetterKind.DIFFER: _CHECKIN | {"met": _OWN_RECORD, "told": _OWN_RECORD},
    # Both are invited alike: whose word moved a meeting or called it off does not show.
    LetterKind.INVITATION: _PAIR | {"change": NOTHING, "meeting": shown(_PARTNER, Kept.SCHEDULE)},
    LetterKind.SUMMARY: _PROGRAM
    | {
        "week": NOTHING,
        "month": NOTHING,
        "partnerships": NOTHING,
        "met_count": shown(_TOTALS, Kept.MET),
        "quiet": NOTHING,
        "help_asked": shown(_COORDINATOR, Kept.NAME, Kept.HELP),
        "silent": shown(_COORDINATOR, Kept.NAME, Kept.ANSWERED),
        "bounced": shown(_COORDINATOR, Kept.NAME, Kept.REACH),
        "less_mail": shown(_COORDINATOR, Kept.NAME, Kept.REACH),
        "never_met": shown(_COORDINATOR, Kept.NAME, Kept.MET),
        "differ": shown(_COORDINATOR, Kept.NAME, Kept.DIFFERS),
        "asked": shown(_TOTALS, Kept.ANSWERED),
        "answered": shown(_TOTALS, Kept.ANSWERED),
        "median_days": shown(_TOTALS, Kept.ANSWERED),
        "trend": shown(_TOTALS, Kept.MET),
        "held": shown(_COORDINATOR, Kept.NAME),
        "held_count": NOTHING,
        "met": shown(_COORDINATOR, Kept.NAME, Kept.MET),
        "not_met": shown(_COORDINATOR, Kept.NAME, Kept.MET),
        "unanswered": shown(_COORDINATOR, Kept.NAME, Kept.ANSWERED),
        "published": shown(_TOTALS, Kept.MET, Kept.TOPICS, Kept.USEFULNESS, Kept.SCHEDULE),
        "coming": shown(_TOTALS, Kept.ANSWERED, Kept.SCHEDULE),
        "coming_by_name": shown(_COORDINATOR, Kept.NAME, Kept.REACH),
    },
    LetterKind.CONFIRM: _PROGRAM
    | {
        "asks": shown(_WRITER, Kept.COMMANDS),
        "day": NOTHING,
        "address": _OWN_NAME,
        "other_name": _PARTNERS_NAME,
        "choices": _PARTNERS_NAME,
    },
    LetterKind.NOTE: _PROGRAM
    | {
        "thread_subject": _OWN_WORDS,
        "about": _OWN_REACH,
        "until": _OWN_REACH,
        "address": _OWN_NAME,
        "choices": _PARTNERS_NAME,
    },
    LetterKind.ORDER: _PROGRAM
    | {
        "thread_subject": _OWN_WORDS,
        "done": shown(_COORDINATOR, Kept.NAME, Kept.MET, Kept.ANSWERED, Kept.REACH),
        "asks": _OWN_WORDS,
        "unproven": NOTHING,
        "unclear": _OWN_WORDS,
        "refused": NOTHING,
        "help": NOTHING,
    },
}
"""Every letter's values. A letter whose values are not all here cannot be written down."""
