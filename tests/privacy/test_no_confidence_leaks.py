"""A word of its own in everything that people tell; then all that comes out is searched for each of them.

`tests/support/confidences.py` plants the words. A word found before eyes that `service/eyes.py` keeps its kind from is
a leak; one that does not reach those it is for is lost, and would prove nothing either.
"""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import pytest
import structlog
from commands import ROOT
from confidences import told_office
from office import ADA, COORDINATOR, GRACE, Office, parsed
from stored import bytes_of

from service.eyes import MAY_SEE, Eye, Kept
from service.keys import new_key_lines, parse_keys
from service.logs import set_up_logs

W, P, C, O = Eye.WRITER, Eye.PARTNER, Eye.COORDINATOR, Eye.OPERATOR  # noqa: E741 (as service/eyes.py has them)


@dataclass(frozen=True)
class Marker:
    """Something that can be told from all else: what it is, how it looks wherever it comes out, and who does see it.
    `of`: whose it is; a mail that nobody has owned up to is no participant's."""

    what: str
    kept: Kept
    looks: str
    seen: frozenset[Eye]
    of: str = ADA


def marker(what: str, kept: Kept, looks: str, *seen: Eye, of: str = ADA) -> Marker:
    return Marker(what, kept, looks, frozenset(seen), of)


NOBODY = ""
MARKERS = [
    marker("words of a report", Kept.NOTES, "zanzibar|quagmire", W),
    marker("words of a partner's report", Kept.NOTES, "gongoozler", W, of=GRACE),
    marker("answer to a question", Kept.NOTES, "tintinnabul", W),
    marker("subject", Kept.NOTES, "gloaming", W),
    marker("display name", Kept.NOTES, "mumpsimus", W),
    marker("an attachment's name", Kept.NOTES, "xylophone", W),
    marker("quoted letter", Kept.NOTES, "borborygmus", W),
    marker("where they meet", Kept.NOTES, "jacaranda", W),
    marker("comment of a calendar's answer", Kept.NOTES, "kumquat", W),
    marker("comment of a counter-proposal", Kept.NOTES, "lychee", W),
    marker("what a bounce quotes", Kept.NOTES, "whippoorwill", W),
    marker("an aside that was not to be told", Kept.NOTES, "axolotl", W),
    marker("a new address that was none", Kept.NAME, "ada.zephyr", W),
    marker("an aside that was told", Kept.HELP, "nudibranch", W, C),
    marker("sentence that asks the coordinator", Kept.HELP, "walrus", W, C),
    marker("a partner's sentence that asks", Kept.HELP, "platypus", W, C, of=GRACE),
    marker("day", Kept.DAY, r"2026-12-08(?!T)|December 8\b|Dec(?:ember)? 8th", W, O),
    marker("length", Kept.LENGTH, r"\b77\b|an hour and 17 minutes", W, O),
    marker("how they met", Kept.FORMAT, r"(?<!by video, )by phone|\"phone\"", W, O),
    marker(
        "topics", Kept.TOPICS, r"(?i)talked about conferences|\"conferences\"\]|Conferences \(|reference conf", W, O
    ),
    marker("usefulness", Kept.USEFULNESS, r"\b5 of 5\b|\"satisfaction\": 5", W),
    marker("a partner's usefulness", Kept.USEFULNESS, r"\b4 of 5\b|\"satisfaction\": 4", W, of=GRACE),
    marker("when they meet next", Kept.SCHEDULE, r"January 12\b(?! to)|2027-01-12(?!T)|20270112", W, P),
    marker("what a calendar answered", Kept.SCHEDULE, r"(?:accepted|counter): the meeting of 20", W),
    marker("agenda", Kept.AGENDA, "marmalade", W, P),
    marker("hopes", Kept.HOPES, "hoptree", W, P),
    marker("feedback half-way", Kept.FEEDBACK, "fernweh", W),
    marker("feedback at the end", Kept.FEEDBACK, "farandole", W),
    marker("commands", Kept.COMMANDS, r"asks for FORGET|\"INVITE: invited", W),
    marker("held mail's subject", Kept.RAW_MAIL, "ocelot", O, of=NOBODY),
    marker("held mail's words", Kept.RAW_MAIL, "pangolin", O, of=NOBODY),
    marker("a held attachment's name", Kept.RAW_MAIL, "caracal", O, of=NOBODY),
]
UNSEALED = frozenset(
    {Kept.NAME, Kept.DAY, Kept.LENGTH, Kept.FORMAT, Kept.TOPICS, Kept.USEFULNESS, Kept.SCHEDULE, Kept.COMMANDS}
)
"""What is kept as names, numbers and words of ours, which are not sealed (docs/privacy.md)."""

COMMANDS = [
    *(["records", *form] for form in ([], ["--json"], ["--csv"])),
    ["roster", "export"],
    ["people"],
    ["held", "list"],
    ["outbox"],
    ["outbox", "--json"],
    ["plan", "--at", "2026-11-25T12:00-08:00"],
    ["plan", "--at", "2027-01-05T12:00-08:00", "--json"],
]
SUMMARIES = [
    ["summary", "--at", at, "--format", form]
    for at in ("2026-12-07T12:00-08:00", "2026-12-21T12:00-08:00", "2027-01-19T12:00-08:00")
    for form in ("text", "html", "eml")
]


@dataclass(frozen=True)
class Came:
    """All that came out: by whose eyes it reached, and what may hold nothing of anybody."""

    to: dict[str, str]
    nowhere: dict[str, str]


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What the service logs, as `mentormail run` sets it up, at DEBUG."""
    lines = io.StringIO()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", lines)
        set_up_logs("json", "debug")
    yield lines
    structlog.reset_defaults()


@pytest.fixture
async def came(tmp_path: Path, database_url: str, redis_setting: str, logged: io.StringIO) -> AsyncIterator[Came]:
    """All that came out in five months."""
    keys, plans = new_key_lines(), list[str]()
    async with told_office(tmp_path, database_url, redis_setting, parse_keys(keys, "test"), plans=plans) as office:
        to = _letters(office)
        held = [["held", "show", str(each.id)] for each in await office.held()]
        to["operator"] = _commands(tmp_path, keys, [*COMMANDS, *held]) + "\n".join(plans)
        to[COORDINATOR] += _commands(tmp_path, keys, SUMMARIES)
        log = logged.getvalue()
        assert '"event": "letter sent"' in log
        yield Came(to, {"log": log, "database": (await bytes_of(database_url)).decode("latin-1")})


def _letters(office: Office) -> dict[str, str]:
    """Every letter with its headers and all its parts, decoded, by the address it went to."""
    found: dict[str, str] = {}
    for each in office.sink.letters:
        letter = parsed(each.data)
        parts = [_text(part) for part in letter.walk() if not part.is_multipart()]
        header = "\n".join(f"{name}: {value}" for name, value in letter.items())
        text = "\n".join([header, *parts]).replace(" \r\n", " ").replace(" \n", " ").replace("\r\n ", "")
        found[each.recipient] = found.get(each.recipient, "") + text
    return found


def _text(part: EmailMessage) -> str:
    """A part as its reader has it; the mails within MY DATA as somebody reads them, without their soft line ends."""
    content = part.get_content()
    if not isinstance(content, bytes):
        return str(content)
    kept = json.loads(content)
    mails = [re.sub("=\r?\n|\r?\n ", "", each.pop("mail") or "") for each in kept["mails_from_you"]]
    return "\n".join([json.dumps(kept, ensure_ascii=False), *mails])


def _commands(folder: Path, keys: str, commands: list[list[str]]) -> str:
    """What commands print, all of them in one process of their own."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "MENTORMAIL_KEYS": keys, "COLUMNS": "300"}
    done = subprocess.run(
        [sys.executable, "-c", RUN_ALL, json.dumps(commands)],
        cwd=folder,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return (done.stdout + done.stderr).decode()


RUN_ALL = """
import json, sys
from service.cli import app
for command in json.loads(sys.argv[1]):
    app(command, standalone_mode=False)
    sys.stdout.flush()
"""


async def test_each_word_is_seen_by_those_it_is_for_and_by_nobody_else(came: Came) -> None:
    wrong = []
    for each in MARKERS:
        assert each.seen <= MAY_SEE[each.kept], each.what
        found = {_eye(each.of, place) for place, text in came.to.items() if re.search(each.looks, text, re.IGNORECASE)}
        if found != each.seen:
            wrong.append(f"{each.what}: too many {sorted(found - each.seen)}, too few {sorted(each.seen - found)}")
    assert not wrong, "\n".join(wrong)
    leaks = [
        (each.what, place, match[0])
        for each in MARKERS
        for place, text in came.nowhere.items()
        if not (place == "database" and each.kept in UNSEALED) and (match := re.search(each.looks, text, re.IGNORECASE))
    ]
    assert leaks == []


def _eye(of: str, place: str) -> Eye | str:
    """Whose eyes a place is before, as seen from whoever a thing is of; anybody else's by their address."""
    partners = {ADA: GRACE, GRACE: ADA}
    eyes = {of: W, partners.get(of, "nobody"): P, COORDINATOR: C, "operator": O}
    return eyes.get(place, place)
