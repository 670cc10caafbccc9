"""Tokens, and words of replies, are in nothing that a busy installation prints, though every logger is at DEBUG."""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
import structlog
from commands import ROOT, mentormail
from office import ADA, DANA, GRACE, PACIFIC, Office, address_of, mail, reply_to
from reports import complaint, delivery_report

from service.logs import set_up_logs

WORDS = ["tapas", "divorce", "quarrelsome", "résumé", "hush-hush", "tenure committee of one"]


@contextmanager
def everything_at_debug() -> Iterator[None]:
    """Our logging as `mentormail run` sets it up; then every logger says all it has to say, to the root too."""
    before = {name: _state(logger) for name, logger in _loggers().items()}
    set_up_logs("json", "debug")
    handler = logging.StreamHandler()
    logging.getLogger().addHandler(handler)
    for logger in _loggers().values():
        logger.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(handler)
        for name, logger in _loggers().items():
            logger.setLevel(before[name][0] if name in before else logging.NOTSET)
            logger.handlers, logger.propagate = before[name][1:] if name in before else ([], True)
        structlog.reset_defaults()


def _loggers() -> dict[str, logging.Logger]:
    known = {name: logging.getLogger(name) for name in logging.root.manager.loggerDict}
    return {"": logging.getLogger(), **known}


def _state(logger: logging.Logger) -> tuple[int, list[logging.Handler], bool]:
    return logger.level, list(logger.handlers), logger.propagate


async def a_busy_month(office: Office) -> None:
    """Check-ins, replies, questions, commands, bounces, forged and broken mail, a relay that argues."""
    await office.step_to(datetime(2026, 11, 2, 10, 30, tzinfo=PACIFIC))
    await office.step_to(datetime(2026, 11, 5, 12, tzinfo=PACIFIC))
    token = {who: address_of(office.letters_to(who)[-1]["Reply-To"]) for who in (ADA, GRACE, DANA)}
    office.sink.replies["RCPT"] = [f"450 4.2.0 <{token[ADA]}> is busy with tapas", f"550 <{token[ADA]}> no tapas"]
    report = (
        "We met on November 3 over tapas and spoke of the divorce. Could you help with the tenure committee of one?"
    )
    await office.deliver(mail(ADA, token[ADA], report, subject="hush-hush"), ADA, token[ADA])
    await office.deliver(mail(GRACE, token[GRACE], "a quarrelsome résumé"), GRACE, token[GRACE])
    await office.deliver(mail("x@example.net", token[ADA], "tapas"), "x@example.net", token[ADA])
    await office.deliver(mail(DANA, token[DANA], "STOP", subject="divorce"), DANA, token[DANA])
    for letter in office.letters_to(ADA)[-2:]:
        await office.deliver(
            reply_to(letter, "yes, always (hush-hush)", office.clock.now()), ADA, address_of(letter["From"])
        )
    verp = office.sink.letters[-1].envelope_from
    await office.deliver(delivery_report(ADA, "5.1.1", returned=f"Subject: tapas {token[ADA]}\n"), "", verp)
    await office.deliver(complaint(f"From: {token[ADA]}\nSubject: divorce\n"), "", token[GRACE])
    await office.deliver(b"Subject: tapas\r\n" + b"x: hush-hush\r\n" * 2000 + b"\r\ndivorce\r\n", ADA, token[ADA])
    await office.deliver(b"\xff\xfe tapas\r\n\r\n=?utf-8?q?divorce", ADA, token[ADA])
    with pytest.raises(Exception, match="Relaying denied"):
        await office.send(mail(ADA, "tapas", "divorce"), ADA, ["tapas@elsewhere.example"])
    for day in (9, 16, 23):
        await office.step_to(datetime(2026, 11, day, 9, tzinfo=PACIFIC))


def tokens_of(office: Office) -> set[str]:
    letters = "".join(each.envelope_from + each.data.decode().replace("=\r\n", "") for each in office.sink.letters)
    return set(re.findall(r"(?:checkin|bounce)\+([a-z2-7]{42})@", letters))


async def test_a_busy_month_prints_no_secret(
    tmp_path: Path,
    database_url: str,
    redis_setting: str,
    capfd: pytest.CaptureFixture[str],
) -> None:
    with everything_at_debug():
        async with Office.open(tmp_path, database_url, redis_setting) as office:
            for logger in _loggers().values():
                logger.setLevel(logging.DEBUG)
            await a_busy_month(office)
            tokens = tokens_of(office)
    assert len(tokens) > 10
    out, err = capfd.readouterr()
    printed = out + err
    assert '"event": "mail read"' in printed and '"event": "mail held"' in printed
    assert [secret for secret in (*tokens, *WORDS) if secret.casefold() in printed.casefold()] == []
    assert "Traceback" not in printed


DIES = """
import sys, service.runtime as runtime
async def dies(*_):
    raise RuntimeError("a word of tapas, for checkin+aaaaaaaaaaaa@mentor.example.org")
runtime.run = dies
from service.cli import app
app(["run"])
"""


def test_a_crash_is_told_by_name_and_place_only(tmp_path: Path) -> None:
    assert mentormail(tmp_path, "init", ".").returncode == 0
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", DIES], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1 and done.stdout == ""
    [line] = done.stderr.splitlines()
    told = json.loads(line)
    assert (told["event"], told["error"], told["place"]) == ("ended by an error", "RuntimeError", "<string>:4")
