"""One line an event: readable at a terminal, JSON in production. No token, no word of a reply, no address.

The libraries below log recipients and values at DEBUG and INFO, so only their warnings are let through.
"""

from __future__ import annotations

import logging
import sys
from typing import Literal

_LIBRARIES = ("aiosmtpd", "mail", "tortoise", "aiosqlite", "asyncpg", "arq", "aiosmtplib", "redis", "asyncio", "dkimpy")


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
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


class _NamesOnly(logging.Handler):
    """A library's warning as its logger's name and place: its text may hold an address or a value."""

    def emit(self, record: logging.LogRecord) -> None:
        import structlog

        error = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        structlog.get_logger().warning(
            "library warning", library=record.name, place=f"{record.module}:{record.lineno}", error=error
        )
