"""What a mail is: an ordered table of rules, the first that holds decides (docs/mail.md, rule 8)."""

from __future__ import annotations

from service.domain import Kind
from service.reading.body import read_words, writer_of
from service.reading.message import Message, moment_of
from service.reading.values import Context, Reading, Words


def unreadable(trouble: str) -> Reading:
    return Reading(kind=Kind.UNREADABLE, rule="unreadable", trouble=trouble)


def classify(message: Message, context: Context) -> Reading:
    """Read a mail within its bounds."""
    words = read_words(message, writer_of(message, context.questions, context.names))
    return _report(message, context, words)


def _report(message: Message, context: Context, words: Words) -> Reading:
    from service.reading.report import interpret

    envelope, moment = message.envelope, moment_of(message, context.received_at)
    if not words.text.strip():
        return Reading(Kind.EMPTY, envelope, moment, words=words, rule="no words")
    if moment is None:
        return Reading(Kind.REPORT, envelope, words=words, rule="words", trouble="the mail has no date")
    meant = interpret(words, envelope.subject, moment, context)
    return Reading(
        Kind.REPORT,
        envelope,
        moment,
        claims=meant.claims,
        spoken_of=meant.spoken_of,
        help_words=meant.help_words,
        words=words,
        evidence=meant.evidence,
        rule="words",
    )
