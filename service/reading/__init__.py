"""What a reply means: `read(raw, context)`. Pure: no input or output, no clock, nothing remembered."""

from __future__ import annotations

from dataclasses import replace

from service.errors import UnreadableMail
from service.reading.values import Context, Reading

__all__ = ["Context", "Reading", "read"]


def read(raw: bytes, context: Context) -> Reading:
    """What a mail means. Never raises for anything in the mail: what cannot be read is Kind.UNREADABLE, with the
    trouble.
    """
    from service.reading.kinds import classify, unreadable
    from service.reading.mail.message import read_message
    from service.reading.prose.text import forget

    try:
        message = read_message(raw)
    except UnreadableMail as trouble:
        return unreadable(str(trouble))
    try:
        return classify(message, context)
    except UnreadableMail as trouble:  # a text part that is too large, say; whose mail it is can be told all the same
        return replace(unreadable(str(trouble)), envelope=message.envelope)
    finally:
        forget()
