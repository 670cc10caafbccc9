"""The whole demo, as `make demo` runs it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from service.demo.mails import parsed

ROOT = Path(__file__).resolve().parents[2]


def demo(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error::ResourceWarning", "-m", "service", "demo", "--dir", str(folder)]
    environment = {**os.environ, "PYTHONUTF8": "1", "MENTORMAIL_RELAY__URL": "smtp://192.0.2.1:25"}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=180, check=False)


@pytest.mark.slow
def test_a_month_comes_out_as_it_should_and_can_be_counted_anew(tmp_path):
    folder = tmp_path / "a demo"
    run = demo(folder)
    assert (run.returncode, run.stderr) == (0, ""), run.stdout[-3000:] + run.stderr
    assert "\x1b" not in run.stdout and "\r" not in run.stdout
    assert "All as expected" in run.stdout and "Meeting records" in run.stdout
    _every_mail_is_there_in_order(folder)
    _the_page_shows_them_all_and_loads_nothing(folder)


def _every_mail_is_there_in_order(folder: Path) -> None:
    files = sorted((folder / "mail").glob("*.eml"))
    assert [int(path.name[:3]) for path in files] == list(range(1, len(files) + 1))
    mails = [parsed(path.read_bytes()) for path in files]
    moments = [mail["Date"].datetime for mail in mails]
    assert moments == sorted(moments)
    expected = json.loads((folder / "expected.json").read_text())["people"]
    addresses = {person["email"] for person in expected}
    letters = [mail for mail in mails if mail["To"].addresses[0].addr_spec in addresses]
    assert len(letters) == sum(len(person["letters"]) for person in expected)
    assert len({mail["Message-ID"] for mail in mails}) == len(mails)


def _the_page_shows_them_all_and_loads_nothing(folder: Path) -> None:
    page = (folder / "demo.html").read_text()
    files = {path.name for path in (folder / "mail").glob("*.eml")}
    assert set(re.findall(r'href="mail/([^"]+)"', page)) == files
    own = re.sub(r'srcdoc="[^"]*"', "", page)
    assert not re.findall(r"(?:src|href)=\"(?!mail/|expected\.json)[^\"]*\"|url\(|@import|https?://", own)
    frames = re.findall(r"<iframe([^>]*)>", page)
    assert frames and all('sandbox="allow-same-origin"' in frame and "default-src" in frame for frame in frames)


def test_a_folder_that_is_not_ours_is_refused_in_one_line(tmp_path):
    (tmp_path / "letters.txt").write_text("dear diary")
    run = demo(tmp_path)
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.count("\n") == 1 and "letters.txt" in run.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["letters.txt"]
