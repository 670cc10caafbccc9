"""The commands: each a few lines over a workflow. Heavy imports stand inside the commands, so that each starts fast."""

from __future__ import annotations

from service.cli import demo, outbox, people, reading, reports, serve, setup, simulate
from service.cli.app import app

__all__ = ["app", "demo", "outbox", "people", "reading", "reports", "serve", "setup", "simulate"]
