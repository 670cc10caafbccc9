"""One tree of errors.

Each tells whether trying again may help; its message is one line that names the place and the mend.
"""

from __future__ import annotations


class MentormailError(Exception):
    """Something went wrong."""

    temporary: bool = True
    """Unknown means temporary: it is better to try once too often than to drop a letter."""


class SettingsError(MentormailError):
    """The configuration cannot be used."""

    temporary = False


class RosterError(MentormailError):
    """The roster cannot be imported."""

    temporary = False

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class TemplateError(MentormailError):
    """A letter's template cannot be used."""

    temporary = False


class NobodyKnown(MentormailError):
    """Nobody has that address."""

    temporary = False


class UnusableAddress(MentormailError):
    """The address cannot be written to."""

    temporary = False


class UnusableLetter(MentormailError):
    """The letter cannot be made of what it was given."""

    temporary = False


class Indiscreet(MentormailError):
    """Something would reach eyes it is not for."""

    temporary = False


class TopicsError(MentormailError):
    """The catalogue of topics cannot be used."""

    temporary = False


class ContactsError(MentormailError):
    """The list of contacts cannot be used."""

    temporary = False


class EvaluationError(MentormailError):
    """The labelled replies cannot be scored."""

    temporary = False


class StoreUnavailable(MentormailError):
    """The database does not answer."""


class NotMigrated(MentormailError):
    """The database's tables are not those of this version."""

    temporary = False


class UnreadableMail(MentormailError):
    """The mail cannot be read within its bounds."""

    temporary = False


class ReaderUnavailable(MentormailError):
    """No process that reads mail can be had."""
