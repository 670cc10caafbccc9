"""What a mail is: an ordered table of rules, the first that holds decides (docs/mail.md, rule 8)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property

from service.domain import Claims, Kind
from service.reading.machines import absences, auto_reply, bounces
from service.reading.machines.calendar import answer_in_subject, calendar_answer
from service.reading.mail.message import Message, moment_of
from service.reading.mail.tables import table_of
from service.reading.matters import commands
from service.reading.own_words import subjects
from service.reading.own_words.body import read_words, writer_of
from service.reading.own_words.labels import Writer
from service.reading.own_words.sealed import why_sealed
from service.reading.values import Context, Reading, Segment, Words

_NO_WORDS = Words()


@dataclass(frozen=True)
class Mail:
    """What the rules look at: the mail, and its new words once they are needed."""

    message: Message
    context: Context
    writer: Writer
    moment: datetime | None
    words: Words = _NO_WORDS

    @cached_property
    def today(self) -> date | None:
        """The day of the mail, where its writer lives."""
        return self.moment.astimezone(self.context.zone).date() if self.moment else None

    @cached_property
    def said(self) -> Words:
        """The new words, or where there are none the answer in the subject."""
        if self.words.text.strip():
            return self.words
        answer = subjects.answer_in(self.message.envelope.subject, self.words.folded)
        return replace(self.words, segments=(Segment(answer),)) if answer else self.words

    @cached_property
    def commanded(self) -> commands.Commanded:
        """What the words command."""
        return commands.commanded(self.said, self.writer.names, self.today, self.context.day_first)

    def reading(self, kind: Kind, rule: str, words: Words | None = None) -> Reading:
        return Reading(
            kind, self.message.envelope, self.moment, rule=rule, words=self.words if words is None else words
        )


Rule = Callable[[Mail], Reading | None]


def unreadable(trouble: str) -> Reading:
    """The reading of a mail that lies beyond the bounds."""
    return Reading(kind=Kind.UNREADABLE, rule="beyond the bounds", trouble=trouble)


def classify(message: Message, context: Context) -> Reading:
    """Read a mail within its bounds, by the first rule that holds."""
    asked = context.questions if _answers_ours(message) else ()  # in other mail "1." is nobody's question
    writer = writer_of(message, asked, context.names)
    mail = Mail(message, context, writer, moment_of(message, context.received_at))
    for rule in BEFORE_WORDS:
        reading = rule(mail)
        if reading is not None:
            return reading
    mail = Mail(message, context, writer, mail.moment, read_words(message, writer))
    for rule in AFTER_WORDS:
        reading = rule(mail)
        if reading is not None:
            return reading
    table = table_of(message)
    return _report(mail) if table is None else replace(_report(mail), table=table)


def _answers_ours(message: Message) -> bool:
    """Whether a mail may answer a letter of ours: by the address it went to, or by its subject."""
    to = (*message.envelope.to_addresses, message.root.text_of("delivered-to"))
    return any(address.lower().startswith("checkin") for address in to) or subjects.is_ours(message.envelope.subject)


def _complaint(mail: Mail) -> Reading | None:
    if bounces.is_complaint(mail.message):
        return mail.reading(Kind.COMPLAINT, "feedback report")
    if bounces.is_feedback(mail.message):
        return mail.reading(Kind.AUTO_REPLY, "feedback report of no person")
    return None


def _bounce(mail: Mail) -> Reading | None:
    report = bounces.delivery_report(mail.message)
    return replace(mail.reading(Kind.BOUNCE, report.rule), bounces=report.bounces) if report else None


def _calendar(mail: Mail) -> Reading | None:
    answer = calendar_answer(mail.message)
    return replace(mail.reading(Kind.CALENDAR, f"calendar {answer.method}"), calendar=answer) if answer else None


def _calendar_subject(mail: Mail) -> Reading | None:
    answer = answer_in_subject(mail.message, mail.words.text)
    return replace(mail.reading(Kind.CALENDAR, "subject of a calendar answer"), calendar=answer) if answer else None


def _auto_reply(mail: Mail) -> Reading | None:
    sign = auto_reply.sign_of_machine(mail.message, mail.words)
    if sign is None:
        return None
    back_on = None
    if mail.today is not None:
        subject = mail.message.envelope.subject
        back_on = absences.return_day(mail.words.text, subject, mail.today, mail.context.day_first)
    return replace(mail.reading(Kind.AUTO_REPLY, sign), back_on=back_on)


def _sealed(mail: Mail) -> Reading | None:
    trouble = why_sealed(mail.message, mail.words.text)
    return replace(mail.reading(Kind.UNREADABLE, "sealed", _NO_WORDS), trouble=trouble) if trouble else None


def _command(mail: Mail) -> Reading | None:
    command = mail.commanded.alone
    return replace(mail.reading(Kind.COMMAND, "command"), command=command) if command else None


BEFORE_WORDS: tuple[Rule, ...] = (_complaint, _bounce, _calendar)
AFTER_WORDS: tuple[Rule, ...] = (_calendar_subject, _auto_reply, _sealed, _command)


MAX_WORDS = 20_000
"""Characters that are read for their meaning (six pages); what stands beyond is kept, not interpreted."""


def _bounded(words: Words) -> Words:
    if len(words.segments) <= 500 and len(words.text) < MAX_WORDS:
        return words
    left = MAX_WORDS
    segments: list[Segment] = []
    for segment in words.segments[:500]:
        segments.append(replace(segment, text=segment.text[:left]))
        left -= len(segment.text)
        if left <= 0:
            break
    return replace(words, segments=tuple(segments))


def _unsigned(words: Words, names: frozenset[str]) -> Words:
    """The words without the name under them, which tells nothing (and may be June, or Will)."""
    text = words.segments[-1].text if words.segments else ""
    above, _, name = text.rstrip().rpartition("\n")
    if not above.strip() or name.strip(" \t,.*_~-–—").lower() not in names:
        return words
    return Words((*words.segments[:-1], Segment(above, words.segments[-1].question)), words.folded)


_NO_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)


def _without_days(claims: Claims) -> Claims:
    """What a mail without any date claims: all but days, which nobody can know."""
    meetings = tuple(replace(meeting, held_on=None) for meeting in claims.meetings)
    return replace(claims, meetings=meetings, next_meeting=None)


def _report(mail: Mail) -> Reading:
    from service.reading.matters.matters import for_report, in_its_matter
    from service.reading.report import interpret

    words, subject = mail.said, mail.message.envelope.subject
    if not words.text.strip():
        return mail.reading(Kind.EMPTY, "no new words")
    rule = "words" if mail.words.text.strip() else "words in the subject"
    bounded = _unsigned(_bounded(words), mail.writer.names)
    meant = interpret(for_report(bounded, mail.context), subject, mail.moment or _NO_MOMENT, mail.context)
    undated = mail.moment is None
    reading = Reading(
        Kind.REPORT,
        mail.message.envelope,
        mail.moment,
        rule=rule,
        words=words,
        command_beside=mail.commanded.beside,
        claims=_without_days(meant.claims) if undated else meant.claims,
        trouble="the mail names no date, so no day in it can be known" if undated else "",
        spoken_of=meant.spoken_of,
        help_words=meant.help_words,
        evidence=meant.evidence,
    )
    return in_its_matter(reading, bounded, mail.today or _NO_MOMENT.date(), mail.context)
