"""The rooms whose tests cannot know what database there is; tests/test_architecture.py holds them to it.

They take a good part of the time and say the same on each database. So they run on SQLite, and are left out where
another database is named (tests/conftest.py).
"""

BLIND = ["letters", "planning", "reading", "test_architecture.py"]
