"""One line an event: readable at a terminal, JSON in production. No token, no word of a reply, no address.

The libraries below log recipients and values at DEBUG and INFO, so only their warnings are let through.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import MutableMapping
from typing import Any, Literal

_LIBRARIES = ("aiosmtpd", "mail", "tortoise", "aiosqlite", "asyncpg", "arq", "aiosmtplib", "redis", "asyncio", "dkimpy")

LOGGED = frozenset(
    # structlog's own, and what tells which row of what kind: keys and ids, that name nobody
    {"event", "level", "timestamp", "mail", "letter", "partnership", "outbox", "kind", "rule", "origin", "state"}
    # why, in words of ours
    | {"attempts", "reason", "why", "outcome", "trouble", "error", "flaw", "until"}
    # the machine
    | {
        "on",
        "protocol",
        "roles",
        "seconds",
        "again_in_seconds",
        "status",
        "mails",
        "copies",
        "recipients",
        "library",
        "place",
    }
)
"""Every name that may stand in a log line. What is kept of people has none (service/eyes.py)."""


def set_up_logs(format: Literal["auto", "console", "json"] = "auto", level: str = "info") -> None:
    """Log to standard error; "auto" is for people at a terminal and JSON elsewhere."""
    import structlog

    for name in _LIBRARIES:
        logger = logging.getLogger(name)
        logger.setLevel(logging.WARNING)
        logger.propagate = False
        logger.handlers = [_NamesOnly()]
    as_json = format == "json" or (format == "auto" and not sys.stderr.isatty())
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer()
    )
    structlog.configure(
        processors=[
            _declared_only,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def _declared_only(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Drop what nobody has declared fit for a log."""
    return {name: value for name, value in event.items() if name in LOGGED}


class _NamesOnly(logging.Handler):
    """A library's warning as its logger's name and place: its text may hold an address or a value."""

    def emit(self, record: logging.LogRecord) -> None:
        import structlog

        error = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        structlog.get_logger().warning(
            "library warning", library=record.name, place=f"{record.module}:{record.lineno}", error=error
        )
