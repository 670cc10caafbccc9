"""Whether a failure is for good: by the enhanced status (RFC 3463), else the reply code (RFC 5321), else the words."""

from __future__ import annotations

import re

from service.reading.machines import bounce_words as words

_STATUS = r"([245])\.([0-7])\.(\d{1,3})(?![\d.]*\d)"  # subjects are 0 to 7, which tells them from versions and hosts
_ENHANCED = re.compile(rf"(?<![\d.]){_STATUS}")
# In running words a success (2.x.x) is a step on the way, and a number after a program's name is its version.
_SAID = re.compile(
    rf"(?:[45]\d\d[- ]{{0,3}}[#(]{{0,2}}|#|\(|^[ \t]{{0,20}}|(?:status|code|error|reason|response|said|reply|dsn)"
    rf"[:=]? {{0,3}})"
    rf"(?=[45]){_STATUS}",
    re.I | re.M,
)
_WORDED = re.compile(
    rf"(?<![\d.])(?<!version )(?<!release )(?<!ver )(?<!ver\. )(?<!v)(?<![A-Za-z]/)(?<!postfix )(?<!exim )"
    rf"(?<!sendmail )(?<!server )(?<!section )(?<!RFC )(?=[45]){_STATUS}",
    re.I,
)
_REPLY_CODE = re.compile(
    r"(?:^|(?<=[\s:;#\"'(\[<=]))(4(?:2[12]|3[12]|4[1-9]|5[0-9]|71)|5(?:0[0-4]|1[0-7]|2[1-3]|"
    r"3[045]|41|5\d|7[0-9]))(?=[\s\-:;,)\]>]|$)",
    re.M,
)
_VAGUE = frozenset({"5.0.0", "5.2.0", "5.2.1", "5.5.0", "5.1.1", "5.7.1"})
"""Statuses that servers give for a full mailbox, too, and then say so in words."""


def enhanced(text: str) -> str | None:
    """The first enhanced status of a field."""
    match = _ENHANCED.search(text[:2000])
    return _plain(match) if match else None


def said_status(text: str) -> str | None:
    """The status of a failure in running words: one beside its reply code first."""
    match = _SAID.search(text) or _WORDED.search(text)
    return _plain(match) if match else None


def _plain(match: re.Match[str]) -> str:
    return f"{match[1]}.{int(match[2])}.{int(match[3])}"


def telling_status(status: str, diagnostic: str) -> str | None:
    """The status, or, where it says no more than "failed" (5.0.0), the more telling one of the remote server's
    reply.
    """
    own, remote = enhanced(status), enhanced(diagnostic)
    if own is None or (own.endswith(".0.0") and remote is not None and not remote.startswith("2.")):
        return remote or own
    return own


def has_code(text: str) -> bool:
    return said_status(text) is not None or _REPLY_CODE.search(text) is not None


def tells(text: str) -> bool:
    """Whether words say how grave a failure is."""
    return has_code(text) or words.HARD.search(text) is not None or words.SOFT.search(text) is not None


def is_permanent(status: str | None, wording: str) -> bool:
    """Whether a failure is for good: by its status, then by the server's reply code, then by its words.

    A full mailbox (5.2.2, or in words) is not, whatever the code.
    """
    head = wording[:4000]
    if status == "5.2.2" or (words.FULL.search(head) and (status is None or status in _VAGUE)):
        return False
    if status and not status.endswith(".0.0"):
        return status.startswith("5.")
    code = _REPLY_CODE.search(head)
    if code is not None:
        return code[1].startswith("5")
    if status:
        return status.startswith("5.")
    hard, soft = words.HARD.search(head), words.SOFT.search(head)
    if hard and soft:
        return hard.start() <= soft.start()
    return soft is None
