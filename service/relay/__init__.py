"""The way out: what carries a letter away, and when to try again."""

from service.relay.maildir import MaildirRelay
from service.relay.schedule import next_try
from service.relay.url import is_harmless, relay_from_url
from service.relay.values import Accepted, Deferred, Outgoing, Refused, Relay, Sent

__all__ = [
    "Accepted",
    "Deferred",
    "MaildirRelay",
    "Outgoing",
    "Refused",
    "Relay",
    "Sent",
    "is_harmless",
    "next_try",
    "relay_from_url",
]
