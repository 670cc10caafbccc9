"""Markers in everything that is kept of one person; then every letter, export and log line is searched for them.

Ada is the one who writes. A marker found before eyes that `service/eyes.py` keeps its kind from is a leak.
"""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import pytest
import structlog
from office import ADA, COORDINATOR, DANA, GRACE, MARISOL, PACIFIC, Office, text_of

from service.eyes import MAY_SEE, Eye, Kept
from service.logs import set_up_logs
from service.workflow.persons import how_mail_fares, people_of
from service.workflow.roster import export_roster


@dataclass(frozen=True)
class Marker:
    """Something of Ada's that can be told from all else: what it is, and how it would look wherever it came out."""

    kept: Kept
    looks: str


MARKERS = [
    Marker(Kept.NOTES, r"zanzibar|quagmire|tintinnabul"),
    Marker(Kept.DAY, r"2026-11-03|November 3\b|Nov(?:ember)? 3rd"),
    Marker(Kept.LENGTH, r"\b77\b|an hour and 17 minutes"),
    Marker(Kept.FORMAT, r"(?<!by video, )by phone"),
    Marker(Kept.TOPICS, r"(?i)talked about conferences|\"conferences\"|Conferences \("),
    Marker(Kept.USEFULNESS, r"\b5 of 5\b|satisfaction"),
    Marker(Kept.HELP, r"walrus"),
    Marker(Kept.AGENDA, r"marmalade"),
    Marker(Kept.RAW_MAIL, r"X-Marker: ocelot"),
    Marker(Kept.COMMANDS, r"You wrote TOPICS"),
]

REPLY = (
    "We met on November 3 by phone for 77 minutes and talked about conferences; a zanzibar of a month, a quagmire."
    " I give it a 5. We meet again on November 24 at 3 pm. Could you put me in touch with someone who knows a walrus?"
)
EYES = {ADA: Eye.WRITER, GRACE: Eye.PARTNER, COORDINATOR: Eye.COORDINATOR}


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
async def sinks(office: Office, logged: io.StringIO) -> dict[Eye | str, str]:
    """All that came out in two months, by the eyes it reached."""
    await office.step_to(datetime(2026, 11, 2, 10, 30, tzinfo=PACIFIC))
    await office.step_to(datetime(2026, 11, 5, 12, tzinfo=PACIFIC))
    letter = office.letters_to(ADA)[-1]
    await office.reply(letter, REPLY)
    await office.reply(office.letters_to(ADA)[-1], "It was 77 minutes, tintinnabulating.")
    await office.reply(office.letters_to(GRACE)[-1], "Ada and I met, yes. A 4.")
    for who in (DANA, MARISOL):
        await office.reply(office.letters_to(who)[-1], "We met on November 4, an hour, in person. Goals.")
    for day in (9, 10, 16, 17, 18):
        await office.step_to(datetime(2026, 11, day, 9, 30, tzinfo=PACIFIC))
    preparing = next(each for each in office.letters_to(ADA) if each["List-Id"])
    await office.reply(preparing, "I would like to talk about marmalade.")
    await office.reply(office.letters_to(ADA)[-1], "send it")
    for day in (19, 23, 24, 30):
        await office.step_to(datetime(2026, 11, day, 9, 30, tzinfo=PACIFIC))
    for day in (1, 7, 8, 9, 14, 21):
        await office.step_to(datetime(2026, 12, day, 10, 30, tzinfo=PACIFIC))
    return await _gathered(office, logged.getvalue())


async def _gathered(office: Office, log: str) -> dict[Eye | str, str]:
    found: dict[Eye | str, str] = {eye: "" for eye in Eye}
    found["anybody else"] = ""
    for each in office.sink.letters:
        eye = EYES.get(each.recipient, "anybody else")
        found[eye] += "\n".join([each.recipient, *map(text_of, office.letters_to(each.recipient))])
    today = office.clock.now().date()
    people = await people_of(office.app.store, office.program)
    found[Eye.OPERATOR] += "\n".join(
        [
            *(f"{each.participant.name}: {how_mail_fares(each, today)}" for each in people),
            await export_roster(office.app.store, office.program),
            json.dumps(await office.records()),
            *(str(each) for each in await office.held()),
            *(each.line() for each in await office.app.rounds.would_send(office.program.id, office.clock.now())),
        ]
    )
    return found | {"logs": log}


def test_the_markers_came_out_where_they_may(sinks: dict[Eye | str, str]) -> None:
    """A search that finds nothing anywhere would prove nothing."""
    assert re.search(r"an hour and 17 minutes", sinks[Eye.WRITER])
    assert "walrus" in sinks[Eye.COORDINATOR]
    assert "marmalade" in sinks[Eye.PARTNER]
    assert "2026-11-03" in sinks[Eye.OPERATOR] and "77" in sinks[Eye.OPERATOR]
    assert "letter sent" in sinks["logs"]


def test_no_marker_reaches_eyes_that_may_not_see_it(sinks: dict[Eye | str, str]) -> None:
    leaks = [
        (marker.kept, place, found[0])
        for marker in MARKERS
        for place, text in sinks.items()
        if not _allowed(marker.kept, place) and (found := re.search(marker.looks, text))
    ]
    assert leaks == []


def _allowed(kept: Kept, place: Eye | str) -> bool:
    return isinstance(place, Eye) and place in MAY_SEE[kept]
