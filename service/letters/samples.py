"""Sample values for each letter: for `preview`, for `check`, and for whoever wants to see what a letter says."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from service.domain import ANSWERS, LetterKind
from service.letters import coordinator_values as c
from service.letters import pair_values as p
from service.letters import phrases
from service.letters import values as v
from service.letters.base_values import LetterValues
from service.letters.headers import Heading

_PEOPLE: dict[str, Any] = {
    "first_name": "Marisol",
    "program": "Librarian Mentoring Program",
    "coordinator_name": "Grace Okafor",
    "coordinator_email": "grace.okafor@example.edu",
}
_PARTNERS: dict[str, Any] = _PEOPLE | {"partner_name": "Dana Cole", "partner_first_name": "Dana"}
_REPLY: dict[str, Any] = _PARTNERS | {"thread_subject": "Your mentoring check-in for November"}

_DAY = "Thursday, November 12"


_COORDINATOR: dict[str, Any] = _PEOPLE | {
    "first_name": "Grace",
    "thread_subject": "Librarian Mentoring Program, November 9 to 15",
}


def _note(about: str, **values: Any) -> v.NoteValues:
    return v.NoteValues(**_PEOPLE, thread_subject="Your mentoring check-in for November", about=about, **values)


_PREPARED: dict[str, Any] = _PARTNERS | {
    "thread_subject": "Before you and Dana meet on Thursday, December 3",
    "matter": "prepare",
}
_WELCOMED = "Welcome: you and Dana Cole"
_MEETING = "Thursday, December 3 at 2 pm"
_RHYTHM = "on the first Tuesday of each month at 2 pm"
_HOPES = ["To find my feet in cataloguing, and to give a talk within the year."]
_AGENDA = ["My first committee, and how to say no to a second", "The poster for the spring conference"]

_RECORDED = (
    "you met on Thursday, November 12, for an hour, in person; you talked about goals and promotion; "
    "next: December 3 at 2 pm"
)

_CONFERENCES = p.SuggestedTopic(
    title="Conferences",
    about="Attending, presenting, and getting there.",
    contact="Ruth Adler",
    contact_email="ruth.adler@example.edu",
    prompts=[
        "Which conference would be worth your time this year, and what would you want to bring home from it?",
        "What made your last proposal work, or not?",
    ],
)
_COMMITTEES = p.SuggestedTopic(
    title="Committees",
    about="Joining them, chairing them, and leaving them in time.",
    prompts=[
        "Which committee taught you most about how the library works?",
        "How do you decide what to say no to?",
        "What does a good chair do before the meeting begins?",
    ],
)
_GOALS = p.SuggestedTopic(
    title="Goals",
    about="Where you want to be in a year, and the first step.",
    prompts=[
        "What has moved since you last talked about it?",
        "Which goal would you let go of, if you had to?",
    ],
)

_SUMMARY = c.SummaryValues(
    **(_PEOPLE | {"first_name": "Grace"}),
    week="November 16 to 22",
    month="November",
    partnerships=6,
    met_count=3,
    help_asked=[
        c.Listed(number=1, who="Marisol Vega", note="Could you put me in touch with someone who went through tenure?")
    ],
    silent=[c.Listed(number=4, who="Noel Park")],
    bounced=[c.Listed(number=6, who="Ines Duarte", note="ines.duarte@example.org")],
    less_mail=[c.Listed(number=3, who="Simone Baker", note="paused until December 1")],
    never_met=[c.Listed(number=6, who="Ines Duarte and Lena Brandt")],
    differ=[c.Listed(number=3, who="Pat Kowalczyk and Simone Baker")],
    asked=12,
    answered=7,
    median_days="within 2 days",
    trend=[
        c.TrendBar(label="September", met=4, partnerships=6, bar="■■■■■■■□□□"),
        c.TrendBar(label="October", met=5, partnerships=6, bar="■■■■■■■■□□"),
        c.TrendBar(label="by Nov 8", met=1, partnerships=6, bar="■■□□□□□□□□"),
        c.TrendBar(label="by Nov 15", met=2, partnerships=6, bar="■■■□□□□□□□"),
        c.TrendBar(label="by Nov 22", met=3, partnerships=6, bar="■■■■■□□□□□"),
    ],
    held=[
        c.HeldMail(
            number=1,
            sender="m.vega@example.com",
            reason="the From address is not known to be this participant's; Marisol Vega was asked",
        )
    ],
    held_count=1,
    met=[
        c.Listed(number=1, who="Dana Cole and Marisol Vega"),
        c.Listed(number=2, who="Ruth Adler and Tomás Rey"),
        c.Listed(number=5, who="Femi Alade and June Ito"),
    ],
    not_met=[c.Listed(number=3, who="Pat Kowalczyk and Simone Baker")],
    unanswered=[c.Listed(number=4, who="Noel Park"), c.Listed(number=6, who="Lena Brandt")],
    published=[
        c.PublishedFigures(
            month="October",
            partnerships=6,
            met=5,
            topics=[
                c.TopicTotal(title="Goals", partnerships=4, or_more=True),
                c.TopicTotal(title="Conferences", partnerships=4),
                c.TopicTotal(title="Settling in", partnerships=3),
            ],
            usefulness="4.2",
            kept="5 of 8",
        )
    ],
    coming=[
        "The next monthly day of check-ins is Monday, December 7.",
        "2 reminders go out, to whoever has not answered by then.",
        "A meeting is planned in 3 partnerships.",
        "No letters go out on Thursday, November 26 and Friday, November 27.",
    ],
    coming_by_name=[c.Listed(number=2, who="Ruth Adler and Tomás Rey", note="are half-way on Monday, November 23")],
)

_VARIANTS: dict[LetterKind, dict[str, LetterValues]] = {
    LetterKind.WELCOME: {
        "mentor": p.WelcomeValues(
            **_PARTNERS, role="mentor", partner_email="dana.cole@example.org", first_checkin="Monday, December 7"
        ),
        "mentee": p.WelcomeValues(**_PARTNERS, role="mentee", partner_email="dana.cole@example.org"),
    },
    LetterKind.CHECKIN: {"": v.CheckInValues(**_PARTNERS, month="November")},
    LetterKind.REMINDER: {
        "": v.ReminderValues(**_PARTNERS, month="November"),
        "partner-told": v.ReminderValues(**_PARTNERS, month="November", partner_told=True),
    },
    LetterKind.RECEIPT: {
        "": v.ReceiptValues(**_REPLY, recorded=_RECORDED),
        "unsure": v.ReceiptValues(
            **_REPLY,
            recorded="you met for an hour, in person; you talked about conferences",
            asks=["Which day did you meet?", "How useful was it, as one number from 1 to 5?"],
            help_asked=True,
        ),
        "nothing": v.ReceiptValues(**_REPLY, command="STOP"),
        "agenda": v.ReceiptValues(**_PREPARED, agenda=_AGENDA, steered="more on conferences"),
        "agenda-sent": v.ReceiptValues(**_PREPARED, agenda_is="sent"),
        "agenda-waits": v.ReceiptValues(**_PREPARED, agenda_is="waits"),
        "agenda-dropped": v.ReceiptValues(**_PREPARED, agenda_is="dropped"),
        "agenda-unwanted": v.ReceiptValues(**_PREPARED, agenda_is="unwanted"),
        "no-agenda": v.ReceiptValues(**_PREPARED, agenda_is="none"),
        "rhythm": v.ReceiptValues(**_REPLY, recorded=_RECORDED, rhythm="every other Thursday at noon"),
        "half-way": v.ReceiptValues(**_REPLY, matter="halfway"),
        "farewell": v.ReceiptValues(**_REPLY, matter="farewell", help_asked=True),
    },
    LetterKind.QUESTION: {
        "": v.QuestionValues(
            **_REPLY,
            reason=phrases.WHY["doubt"],
            asks=["Which day did you meet?"],
            example="Thursday, November 12",
        ),
        "empty": v.QuestionValues(**_REPLY, reason=phrases.WHY["empty"]),
    },
    LetterKind.SUGGESTION: {
        "": p.SuggestionValues(
            **_PARTNERS, meeting=_MEETING, asks="agenda", fresh=[_CONFERENCES, _COMMITTEES], deepen=[_GOALS]
        ),
        "no-meeting": p.SuggestionValues(**_PARTNERS, asks="meeting", fresh=[_CONFERENCES]),
        "swap": p.SuggestionValues(**_PARTNERS, meeting=_MEETING, asks="agenda", swap=True, fresh=[_CONFERENCES]),
        "with-agenda": p.SuggestionValues(**_PARTNERS, meeting=_MEETING, agenda=_AGENDA, fresh=[_COMMITTEES]),
        "without-agenda": p.SuggestionValues(**_PARTNERS, meeting=_MEETING, fresh=[_CONFERENCES], deepen=[_GOALS]),
    },
    LetterKind.AGENDA: {"": p.AgendaValues(**_PARTNERS, meeting=_MEETING, agenda=_AGENDA)},
    LetterKind.INVITATION: {
        "": p.InvitationValues(**_PARTNERS, change="new", meeting=_MEETING),
        "changed": p.InvitationValues(**_PARTNERS, change="changed", meeting=_MEETING),
        "cancelled": p.InvitationValues(**_PARTNERS, change="cancelled", meeting=_MEETING),
        "withdrawn": p.InvitationValues(**_PARTNERS, change="withdrawn", meeting=_MEETING),
    },
    LetterKind.AGREEMENT: {
        "": p.AgreementValues(
            **_PARTNERS, thread_subject=_WELCOMED, role="mentee", rhythm=_RHYTHM, confidentiality="yes", hopes=_HOPES
        ),
        "copy": p.AgreementValues(
            **_PARTNERS,
            role="mentor",
            changed_by="Dana",
            rhythm=_RHYTHM,
            rhythm_of="Dana",
            confidentiality="not yet",
            invitations="yes",
            hopes=_HOPES,
        ),
        "unsure": p.AgreementValues(
            **_PARTNERS,
            thread_subject=_WELCOMED,
            role="mentor",
            asks=["Which day do you mean to meet?"],
            recorded="you plan to meet on December 3 at 2 pm",
            help_asked=True,
        ),
    },
    LetterKind.TOPICS: {
        "": p.TopicsValues(
            **_REPLY,
            fresh=[_CONFERENCES, _COMMITTEES],
            deepen=[_GOALS],
            map=[
                p.TouchedTopic(title="Goals", depth="in_depth"),
                p.TouchedTopic(title="Settling in", depth="touched"),
                p.TouchedTopic(title="Conferences", depth="untouched"),
                p.TouchedTopic(title="Committees", depth="untouched"),
            ],
        )
    },
    LetterKind.HALFWAY: {
        "": p.HalfwayValues(**_PARTNERS, role="mentee", met="five times", rhythm=_RHYTHM, hopes=_HOPES),
        "mentor": p.HalfwayValues(**_PARTNERS, role="mentor"),
    },
    LetterKind.FAREWELL: {
        "": p.FarewellValues(
            **_PARTNERS,
            role="mentee",
            met="eleven times",
            together="nine and a half hours",
            topics="goals, conferences and settling in",
        ),
        "mentor": p.FarewellValues(**_PARTNERS, role="mentor"),
    },
    LetterKind.DIFFER: {
        "": p.DifferValues(
            **_PARTNERS, month="November", met=True, told="you met on Thursday, November 12, for an hour"
        ),
        "not-met": p.DifferValues(
            **_PARTNERS, month="November", met=False, told="you have not met since the last check-in"
        ),
    },
    LetterKind.GUIDE: {
        "": p.GuideValues(**_REPLY, role="mentee"),
        "mentor": p.GuideValues(**_REPLY, role="mentor"),
    },
    LetterKind.SUMMARY: {
        "": _SUMMARY,
        "quiet": c.SummaryValues(
            **(_PEOPLE | {"first_name": "Grace"}),
            week="November 16 to 22",
            month="November",
            partnerships=6,
            met_count=6,
            quiet=True,
        ),
    },
    LetterKind.CONFIRM: {
        "": v.ConfirmValues(**_PEOPLE, asks="whose", day=_DAY, address="marisol@example.com"),
        "own": v.ConfirmValues(**_PEOPLE, asks="own", day=_DAY, other_name="Dana Cole"),
        "which": v.ConfirmValues(**_PEOPLE, asks="which", day=_DAY, choices=["Dana Cole", "Femi Alade"]),
        "command": v.ConfirmValues(**_PEOPLE, asks="command", day=_DAY),
        "forget": v.ConfirmValues(**_PEOPLE, asks="forget", day=_DAY),
        "address": v.ConfirmValues(**_PEOPLE, asks="address", day=_DAY, address="marisol@example.com"),
        "tell": v.ConfirmValues(**_PEOPLE, asks="tell", day=_DAY, other_name="Dana"),
    },
    LetterKind.NOTE: {
        "": _note("help"),
        "stopped": _note("stopped"),
        "paused": _note("paused", until="Friday, January 15, 2027"),
        "paused-for-now": _note("paused"),
        "resumed": _note("resumed"),
        "invited": _note("invited"),
        "moved": _note("moved", address="marisol@example.com"),
        "told": _note("told"),
        "untold": _note("untold"),
        "data": _note("data"),
        "forgotten": _note("forgotten"),
        "remembered": _note("remembered", address="marisol@example.com"),
        "refused": _note("refused"),
        "unclear": _note("unclear", choices=["yes", "no"]),
    },
    LetterKind.ORDER: {
        "": c.OrderValues(
            **_COORDINATOR,
            done=[
                c.DoneOrder(
                    line="pause 14 until Jan 5",
                    what="Dana Cole and Marisol Vega get no letters until Tuesday, January 5, 2027.",
                    undo="resume 14",
                ),
                c.DoneOrder(line="nudge 9", what="Noel Park gets no letters just now. Lena Brandt has answered."),
            ],
        ),
        "asks": c.OrderValues(**_COORDINATOR, asks=["end 22"], unproven=True, unclear=["what about 23"]),
        "refused": c.OrderValues(**_COORDINATOR, refused=True),
        "help": c.OrderValues(**_COORDINATOR, help=True),
    },
}


def values(kind: LetterKind) -> dict[str, dict[str, Any]]:
    """Sample values of a letter by the name of the variant; "" is the ordinary one."""
    return {variant: v.to_json(sample) for variant, sample in _VARIANTS[kind].items()}


def heading(kind: LetterKind) -> Heading:
    """The heading of a sample letter."""
    answers = kind in ANSWERS
    coordinator = kind in (LetterKind.SUMMARY, LetterKind.ORDER)
    return Heading(
        from_name="Librarian Mentoring Program",
        from_address="checkin+mzxw6ytboi4dmnzs@mentoring.example.edu",
        to_name="Grace Okafor" if coordinator else "Marisol Vega",
        to_address="grace.okafor@example.edu" if coordinator else "marisol.vega@example.org",
        message_id=f"<{kind}.0198a1b2@mentoring.example.edu>",
        date=datetime(2026, 11, 10, 17, 0, tzinfo=UTC),
        zone=ZoneInfo("America/Los_Angeles"),
        in_reply_to="<reply.1@mail.example.org>" if answers else None,
        references=("<checkin.1@mentoring.example.edu>", "<reply.1@mail.example.org>") if answers else (),
        auto_submitted="auto-replied" if answers else "auto-generated",
    )
