"""Replies that are about something else than a check-in, and orders in a line."""
